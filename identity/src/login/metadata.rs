//! A provider's discovery document: fetched when first needed, believed only about itself (row 12).

use std::sync::{Arc, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use tokio::sync::Mutex;
use url::Url;

use crate::{Fetch, LoginError};

/// How long a document is used.
const FRESH: SignedDuration = SignedDuration::from_hours(1);
/// How long a provider that did not answer is left alone while its old document serves.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);

/// What is used of a discovery document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Endpoints {
    pub(super) issuer: String,
    pub(super) authorization_endpoint: Url,
    pub(super) token_endpoint: Url,
    pub(super) jwks_uri: Url,
    pub(super) pushed_authorization_request_endpoint: Url,
    #[serde(default)]
    pub(super) userinfo_endpoint: Option<Url>,
    #[serde(default)]
    pub(super) end_session_endpoint: Option<Url>,
    /// What client assertions may be signed with; empty where the provider does not say.
    #[serde(default)]
    pub(super) token_endpoint_auth_signing_alg_values_supported: Vec<String>,
}

/// A document remembered.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    held: RwLock<Held>,
    /// Who asks the provider: one at a time.
    turn: Mutex<()>,
}

/// What is known of a provider, and how it was asked.
#[derive(Debug, Clone, Default)]
struct Held {
    document: Option<(Timestamp, Arc<Endpoints>)>,
    tries: u64,
    tried_at: Option<Timestamp>,
}

impl Held {
    fn younger_than(&self, age: SignedDuration, now: Timestamp) -> Option<Arc<Endpoints>> {
        let young = self.document.as_ref().filter(|(at, _)| *at + age > now);
        young.map(|(_, endpoints)| Arc::clone(endpoints))
    }
}

impl Metadata {
    pub(super) async fn get(
        &self,
        fetch: &Fetch,
        issuer: &str,
        now: Timestamp,
    ) -> Result<Arc<Endpoints>, LoginError> {
        let before = self.held();
        if let Some(fresh) = before.younger_than(FRESH, now) {
            return Ok(fresh);
        }
        // An old document serves for a day: one caller a minute asks for a new one, and nobody waits for that.
        let old = before.younger_than(FRESH * 24, now);
        let _turn = match &old {
            Some(old) if before.tried_at.is_some_and(|at| at + PAUSE > now) => return Ok(old.clone()),
            Some(old) => match self.turn.try_lock() {
                Ok(turn) => turn,
                Err(_) => return Ok(old.clone()),
            },
            None => self.turn.lock().await,
        };
        let held = self.held();
        if let Some(fresh) = held.younger_than(FRESH, now) {
            return Ok(fresh);
        }
        if old.is_none() && held.tries != before.tries {
            return Err(LoginError::Away("its discovery did not answer whoever asked just before".into()));
        }
        let asked = discover(fetch, issuer).await;
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        held.tries += 1;
        held.tried_at = Some(now);
        match (asked, old) {
            (Ok(endpoints), _) => {
                let endpoints = Arc::new(endpoints);
                held.document = Some((now, Arc::clone(&endpoints)));
                Ok(endpoints)
            }
            (Err(error), Some(old)) => {
                tracing::warn!(error = %error, "identity.discovery.stale");
                Ok(old)
            }
            (Err(error), None) => Err(error),
        }
    }

    fn held(&self) -> Held {
        self.held.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Origins of the pages that browsers are sent to; the issuer's until its document has been read.
    pub(super) fn pages(&self, issuer: &str) -> Vec<String> {
        match self.held().document {
            Some((_, endpoints)) => endpoints.pages(),
            None => issuer.parse::<Url>().iter().map(origin).collect(),
        }
    }
}

impl Endpoints {
    /// Logging in and logging out may be at addresses of their own.
    fn pages(&self) -> Vec<String> {
        std::iter::once(&self.authorization_endpoint).chain(&self.end_session_endpoint).map(origin).collect()
    }
}

fn origin(address: &Url) -> String {
    address.origin().ascii_serialization()
}

async fn discover(fetch: &Fetch, issuer: &str) -> Result<Endpoints, LoginError> {
    let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    let address: Url = address.parse().map_err(|_| LoginError::Away("the issuer is no address".into()))?;
    let document = fetch.get_json(&address).await?;
    let endpoints: Endpoints = serde_json::from_value(document)
        .map_err(|error| LoginError::Away(format!("its discovery: {error}")))?;
    if endpoints.issuer != issuer {
        return Err(LoginError::Issuer);
    }
    let all = [
        Some(&endpoints.authorization_endpoint),
        Some(&endpoints.token_endpoint),
        Some(&endpoints.jwks_uri),
        Some(&endpoints.pushed_authorization_request_endpoint),
        endpoints.userinfo_endpoint.as_ref(),
        endpoints.end_session_endpoint.as_ref(),
    ];
    if all.into_iter().flatten().any(|url| !fetch.reach().allows(url)) {
        return Err(LoginError::Away("its discovery names addresses that may not be reached".into()));
    }
    Ok(endpoints)
}
