//! What the platform says of itself: discovered, checked, and kept for a while.

use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::{failure::Failure, jws, state::Shared};

/// The platform's endpoints (OIDC Discovery, SMART App Launch 2.2 §conformance).
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Platform {
    pub(crate) issuer: String,
    pub(crate) authorization_endpoint: String,
    pub(crate) token_endpoint: String,
    pub(crate) jwks_uri: String,
    pub(crate) userinfo_endpoint: Option<String>,
    pub(crate) end_session_endpoint: Option<String>,
    pub(crate) pushed_authorization_request_endpoint: Option<String>,
    #[serde(default)]
    code_challenge_methods_supported: Vec<String>,
}

/// What `{iss}/.well-known/smart-configuration` must tell.
#[derive(Debug, Deserialize)]
struct Smart {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
}

/// The platform's endpoints, fetched at most every five minutes.
pub(crate) async fn discover(state: &Shared) -> Result<Platform, Failure> {
    let now = state.now();
    if let Some(platform) = state.platform.get(now, "") {
        return Ok(platform);
    }
    let smart = state.fetch.get(&format!("{}/.well-known/smart-configuration", state.config.fhir())).await?;
    let smart: Smart = read(smart.ok().then_some(smart.body), "no SMART configuration")?;
    let own = |address: &str| Url::parse(address).is_ok_and(|address| state.config.at_platform(&address));
    if !own(&smart.issuer) {
        return Err(Failure::Unsound("the SMART configuration names an issuer elsewhere"));
    }
    let address = format!("{}/.well-known/openid-configuration", smart.issuer.trim_end_matches('/'));
    let found = state.fetch.get(&address).await?;
    let platform: Platform = read(found.ok().then_some(found.body), "no OpenID configuration")?;
    let optional = [
        &platform.userinfo_endpoint,
        &platform.end_session_endpoint,
        &platform.pushed_authorization_request_endpoint,
    ];
    let sound = platform.issuer == smart.issuer
        && platform.authorization_endpoint == smart.authorization_endpoint
        && platform.token_endpoint == smart.token_endpoint
        && [&platform.authorization_endpoint, &platform.token_endpoint, &platform.jwks_uri]
            .into_iter()
            .all(|one| own(one))
        && optional.into_iter().flatten().all(|one| own(one))
        && platform.code_challenge_methods_supported.iter().any(|method| method == "S256");
    if !sound {
        return Err(Failure::Unsound("the configurations disagree or lead elsewhere"));
    }
    state.platform.put(now, String::new(), platform.clone());
    Ok(platform)
}

fn read<T: for<'a> Deserialize<'a>>(body: Option<Value>, missing: &'static str) -> Result<T, Failure> {
    body.and_then(|body| serde_json::from_value(body).ok()).ok_or(Failure::Unsound(missing))
}

/// The claims of a token that the platform signed. An unknown key is looked for again, at most every ten seconds.
pub(crate) async fn verify(
    state: &Shared,
    platform: &Platform,
    token: &str,
) -> Result<(Value, Value), Failure> {
    let unsound = Failure::Unsound("a token is not signed by the platform");
    let header = jws::header(token).ok_or_else(|| unsound.clone())?;
    let now = state.now();
    let mut keys = state.keys.get(now, "");
    let known = keys.as_ref().is_some_and(|keys| jws::choose(keys, &header).is_some());
    if !known && state.key_fetches.put_if_absent(now, String::new(), ()) {
        let found = state.fetch.get(&platform.jwks_uri).await?;
        if found.ok() {
            state.keys.put(now, String::new(), found.body.clone());
            keys = Some(found.body);
        }
    }
    let claims = keys.as_ref().and_then(|keys| jws::verify(token, jws::choose(keys, &header)?));
    let claims = claims.ok_or(unsound)?;
    if claims.get("iss").and_then(Value::as_str) != Some(&platform.issuer) {
        return Err(Failure::Unsound("a token is from another issuer"));
    }
    Ok((header, claims))
}
