#![doc = include_str!("../README.md")]

mod backchannel;
mod callback;
mod config;
mod failure;
mod fetch;
mod hti;
mod id_token;
mod jws;
mod key;
mod launch;
mod logout;
mod metadata;
mod page;
mod platform;
mod random;
mod report;
mod session;
mod state;
mod store;
mod tokens;
mod view;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

pub use config::{Config, ConfigError, Kind, Tool};
pub use key::{Key, KeyError};
pub use metadata::client_metadata;

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> jiff::Timestamp + Send + Sync>;

/// The largest body that any address takes, in bytes.
const BODY_LIMIT: usize = 64 * 1024;

/// The tool's pages and endpoints, to be served at the root of a host and port of their own.
pub fn router(config: Config, clock: Clock) -> Result<Router, ConfigError> {
    let state = state::Shared::new(config, clock)?;
    Ok(Router::new()
        .route("/", get(view::home))
        .route("/style.css", get(page::stylesheet))
        .route("/jwks.json", get(metadata::jwks))
        .route("/launch/{slug}", get(launch::launch).post(launch::launch))
        .route("/hti/{slug}", get(hti::tool).post(hti::launch))
        .route("/open/{slug}", get(view::invented).post(view::invented))
        .route("/start/{slug}", get(launch::start))
        .route("/callback/{slug}", get(callback::callback))
        .route("/tool/{slug}", get(view::tool))
        .route("/tool/{slug}/observations", post(report::observation))
        .route("/tool/{slug}/refresh", post(tokens::refresh_now))
        .route("/tool/{slug}/userinfo", post(view::userinfo))
        .route("/logout/{slug}", post(logout::logout))
        .route("/backchannel-logout/{slug}", post(backchannel::logout))
        .fallback(view::missing)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(state))
}

/// Serves the tool until the listener fails.
pub async fn serve(
    listener: tokio::net::TcpListener,
    config: Config,
    clock: Clock,
) -> Result<(), ServeError> {
    let router = router(config, clock)?;
    axum::serve(listener, router).await?;
    Ok(())
}

/// Why the tool does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The configuration does not hold.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The listener failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}
