#![doc = include_str!("../README.md")]

mod account;
mod assertion;
mod authorize;
mod claims;
mod client;
mod discovery;
mod dpop;
mod error;
mod jws;
mod keys;
mod login;
mod logout;
mod page;
mod par;
mod params;
mod random;
mod session;
mod state;
mod store;
mod text;
mod token;
mod userinfo;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

pub use account::{Account, Accounts, Hpr, Level, Organisation, Service, is_synthetic_number};
pub use client::{Client, Provider};
pub use keys::Algorithm;
pub use text::Language;

/// Tells the time; the host gives its own clock, so that tests can move it.
pub type Clock = Arc<dyn Fn() -> jiff::Timestamp + Send + Sync>;

/// What the test login needs to know of where it stands and who may use it.
#[derive(Clone)]
pub struct Config {
    /// The address at which the router is mounted, without a slash at the end: `http://127.0.0.1:8080/testid`.
    pub base: String,
    /// The registered relying parties.
    pub clients: Vec<Client>,
    /// How long a login lasts without being asked for again (single sign-on).
    pub session_lifetime: Duration,
}

impl Config {
    /// A test login at `base` for `clients`, whose own sessions last two hours.
    pub fn new(base: impl Into<String>, clients: Vec<Client>) -> Self {
        let base = base.into().trim_end_matches('/').to_owned();
        Self { base, clients, session_lifetime: Duration::from_hours(2) }
    }

    /// The issuer identifier of one of the providers.
    pub fn issuer(&self, provider: Provider) -> String {
        format!("{}/{}", self.base, provider.path())
    }
}

/// The largest body that any address here takes, in bytes.
const BODY_LIMIT: usize = 64 * 1024;

/// The routes of every provider, to be mounted at the path of [`Config::base`].
pub fn router(config: Config, accounts: Arc<dyn Accounts>, clock: Clock) -> Router {
    let state = state::Shared::new(config, accounts, clock);
    Router::new()
        .route("/style.css", get(page::stylesheet))
        .route("/{provider}/.well-known/openid-configuration", get(discovery::configuration))
        .route("/{provider}/jwks", get(discovery::jwks))
        .route("/{provider}/par", post(par::push))
        .route("/{provider}/authorize", get(authorize::by_query).post(authorize::by_form))
        .route("/{provider}/login", get(login::show).post(login::choose))
        .route("/{provider}/token", post(token::redeem))
        .route("/{provider}/userinfo", get(userinfo::show).post(userinfo::show))
        .route("/{provider}/endsession", get(logout::by_query).post(logout::by_form))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(state)
}
