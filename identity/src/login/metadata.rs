//! A provider's discovery document: fetched when first needed, believed only about itself (row 12).

use std::sync::{Arc, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use tokio::sync::Mutex;
use url::Url;

use crate::{Fetch, LoginError};

/// How long a document is used.
const FRESH: SignedDuration = SignedDuration::from_hours(1);

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
    held: Mutex<Option<(Timestamp, Arc<Endpoints>)>>,
    /// Origins of the pages that browsers are sent to, for whoever cannot wait; empty until a document has been read.
    pages: RwLock<Vec<String>>,
}

impl Metadata {
    pub(super) async fn get(
        &self,
        fetch: &Fetch,
        issuer: &str,
        now: Timestamp,
    ) -> Result<Arc<Endpoints>, LoginError> {
        let mut held = self.held.lock().await;
        if let Some((_, endpoints)) = held.as_ref().filter(|(at, _)| *at + FRESH > now) {
            return Ok(endpoints.clone());
        }
        match discover(fetch, issuer).await {
            Ok(endpoints) => {
                *self.pages.write().unwrap_or_else(PoisonError::into_inner) = endpoints.pages();
                let endpoints = Arc::new(endpoints);
                *held = Some((now, endpoints.clone()));
                Ok(endpoints)
            }
            // An old document serves for a day while the provider cannot be asked.
            Err(error) => match held.as_ref() {
                Some((at, endpoints)) if *at + FRESH * 24 > now => {
                    tracing::warn!(error = %error, "identity.discovery.stale");
                    Ok(endpoints.clone())
                }
                _ => Err(error),
            },
        }
    }

    /// Origins of the pages that browsers are sent to; the issuer's until its document has been read.
    pub(super) fn pages(&self, issuer: &str) -> Vec<String> {
        let pages = self.pages.read().unwrap_or_else(PoisonError::into_inner);
        if pages.is_empty() { issuer.parse::<Url>().iter().map(origin).collect() } else { pages.clone() }
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
