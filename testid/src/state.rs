//! What the routes share: configuration and everything that is remembered.

use std::{collections::BTreeSet, sync::Arc};

use jiff::Timestamp;
use serde_json::Value;

use crate::{
    Account, Accounts, Client, Clock, Config, Provider, authorize::Request, keys::Keys, store::Expiring,
};

pub(crate) type State = axum::extract::State<Arc<Shared>>;

/// Lifetimes in seconds (contract of ID-porten where it has one).
const REQUEST_SECONDS: i64 = 120;
const INTERACTION_SECONDS: i64 = 30 * 60;
const CODE_SECONDS: i64 = 60;
pub(crate) const TOKEN_SECONDS: i64 = 600;
const NONCE_SECONDS: i64 = 300;
const REPLAY_SECONDS: i64 = 300;
const MANY: usize = 20_000;

/// Configuration and memory.
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) accounts: Arc<dyn Accounts>,
    clock: Clock,
    pub(crate) keys: Keys,
    /// Pushed requests by `request_uri`.
    pub(crate) requests: Expiring<(String, Request)>,
    /// Requests that wait for a person to choose, by id.
    pub(crate) interactions: Expiring<Interaction>,
    /// Codes by their hash.
    pub(crate) codes: Expiring<Code>,
    /// Codes that were used, with the access token they gave, both as hashes.
    pub(crate) used_codes: Expiring<Option<String>>,
    /// Access tokens by their hash.
    pub(crate) tokens: Expiring<Token>,
    /// Sessions by the hash of their cookie.
    pub(crate) sessions: Expiring<Session>,
    /// Client assertions seen, by client and `jti`.
    pub(crate) assertions: Expiring<()>,
    /// DPoP proofs seen.
    pub(crate) proofs: Expiring<()>,
    /// DPoP nonces given out.
    pub(crate) nonces: Expiring<()>,
}

/// A request in the hands of a person, bound to the browser that brought it.
#[derive(Debug, Clone)]
pub(crate) struct Interaction {
    pub(crate) provider: Provider,
    pub(crate) request: Request,
    /// Hash of the browser's cookie.
    pub(crate) browser: String,
    pub(crate) csrf: String,
}

/// What an authorization code stands for.
#[derive(Debug, Clone)]
pub(crate) struct Code {
    pub(crate) provider: Provider,
    pub(crate) request: Request,
    pub(crate) account: Account,
    pub(crate) sid: String,
    pub(crate) auth_time: Timestamp,
}

/// What an access token stands for.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) provider: Provider,
    pub(crate) claims: Value,
    pub(crate) sid: String,
    /// Thumbprint of the DPoP key that it is bound to.
    pub(crate) jkt: Option<String>,
}

/// A login at one provider, in one browser.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) provider: Provider,
    pub(crate) account: Account,
    pub(crate) sid: String,
    pub(crate) auth_time: Timestamp,
    /// Ids of the clients that have taken part.
    pub(crate) clients: BTreeSet<String>,
}

impl Shared {
    pub(crate) fn new(config: Config, accounts: Arc<dyn Accounts>, clock: Clock) -> Arc<Self> {
        let session = i64::try_from(config.session_lifetime.as_secs()).unwrap_or(7200);
        Arc::new(Self {
            config,
            accounts,
            clock,
            keys: Keys::begin(),
            requests: Expiring::new(MANY, REQUEST_SECONDS),
            interactions: Expiring::new(MANY, INTERACTION_SECONDS),
            codes: Expiring::new(MANY, CODE_SECONDS),
            used_codes: Expiring::new(MANY, TOKEN_SECONDS),
            tokens: Expiring::new(MANY, TOKEN_SECONDS),
            sessions: Expiring::new(MANY, session),
            assertions: Expiring::new(MANY, REPLAY_SECONDS),
            proofs: Expiring::new(MANY, REPLAY_SECONDS),
            nonces: Expiring::new(MANY, NONCE_SECONDS),
        })
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    pub(crate) fn client(&self, provider: Provider, client_id: &str) -> Option<&Client> {
        self.config.clients.iter().find(|one| one.provider == provider && one.client_id == client_id)
    }

    /// The account that a hint names: a key, a known number or any synthetic number.
    pub(crate) async fn account(&self, hint: &str) -> Option<Account> {
        let hint = hint.trim();
        if hint.is_empty() || hint.len() > 100 {
            return None;
        }
        let compact: String = hint.chars().filter(|character| *character != ' ').collect();
        match self.accounts.find(&compact).await {
            Some(account) => Some(account),
            None => Account::from_number(&compact),
        }
    }
}
