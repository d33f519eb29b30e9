//! Configuration and memory.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use crate::{
    Clock, Config, ConfigError, Tool,
    failure::Failure,
    fetch::Fetch,
    hti::Launched,
    platform::Platform,
    session::{Login, Session},
    store::Expiring,
};

pub(crate) type State = axum::extract::State<Arc<Shared>>;

const LOGIN_SECONDS: i64 = 600;
const SESSION_SECONDS: i64 = 3600;
const MANY: usize = 10_000;

/// What the handlers share.
pub(crate) struct Shared {
    pub(crate) config: Config,
    clock: Clock,
    pub(crate) fetch: Fetch,
    /// Logins under way, by `state`.
    pub(crate) logins: Expiring<Login>,
    /// Sessions by the hash of their cookie.
    pub(crate) sessions: Expiring<Session>,
    /// What HTI launches told, by the hash of their cookie.
    pub(crate) launched: Expiring<Launched>,
    pub(crate) platform: Expiring<Platform>,
    pub(crate) keys: Expiring<Value>,
    pub(crate) key_fetches: Expiring<()>,
    /// Logout tokens seen, by `jti`.
    pub(crate) logout_tokens: Expiring<()>,
    /// HTI tokens seen, by `jti`: longer than one can live.
    pub(crate) hti_tokens: Expiring<()>,
    /// Held while a token is refreshed: the same refresh token twice would end the whole family.
    pub(crate) refreshing: tokio::sync::Mutex<()>,
}

impl Shared {
    pub(crate) fn new(config: Config, clock: Clock) -> Result<Arc<Self>, ConfigError> {
        config.check()?;
        Ok(Arc::new(Self {
            config,
            clock,
            fetch: Fetch::new()?,
            logins: Expiring::new(MANY, LOGIN_SECONDS),
            sessions: Expiring::new(MANY, SESSION_SECONDS),
            launched: Expiring::new(MANY, SESSION_SECONDS),
            platform: Expiring::new(1, 300),
            keys: Expiring::new(1, 300),
            key_fetches: Expiring::new(1, 10),
            logout_tokens: Expiring::new(MANY, 600),
            hti_tokens: Expiring::new(MANY, 600),
            refreshing: tokio::sync::Mutex::new(()),
        }))
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    pub(crate) fn tool(&self, slug: &str) -> Result<&Tool, Failure> {
        self.config.tool(slug).ok_or(Failure::Missing)
    }
}
