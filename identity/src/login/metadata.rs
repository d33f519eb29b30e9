//! A provider's discovery document: fetched when first needed, believed only about itself (row 12).

use std::sync::Arc;

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
}

/// A document remembered.
#[derive(Debug, Default)]
pub(super) struct Metadata(Mutex<Option<(Timestamp, Arc<Endpoints>)>>);

impl Metadata {
    pub(super) async fn get(
        &self,
        fetch: &Fetch,
        issuer: &str,
        now: Timestamp,
    ) -> Result<Arc<Endpoints>, LoginError> {
        let mut held = self.0.lock().await;
        if let Some((_, endpoints)) = held.as_ref().filter(|(at, _)| *at + FRESH > now) {
            return Ok(endpoints.clone());
        }
        match discover(fetch, issuer).await {
            Ok(endpoints) => {
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
