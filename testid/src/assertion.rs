//! Client authentication with `private_key_jwt` (OIDC Core §9, RFC 7523), the only way taken.

use axum::http::{HeaderMap, header};
use serde_json::Value;

use crate::{Client, Provider, error::OAuthError, jws, params::Params, state::Shared};

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// How far clocks may differ, in seconds.
pub(crate) const SKEW: i64 = 10;

/// The authenticated client. Every refusal looks the same.
pub(crate) fn authenticate<'a>(
    state: &'a Shared,
    provider: Provider,
    headers: &HeaderMap,
    params: &Params,
) -> Result<&'a Client, OAuthError> {
    let refused = OAuthError::invalid_client;
    if headers.contains_key(header::AUTHORIZATION) || params.get("client_secret").is_some() {
        return Err(refused());
    }
    if params.get("client_assertion_type") != Some(ASSERTION_TYPE) {
        return Err(refused());
    }
    let assertion = params.get("client_assertion").ok_or_else(refused)?;
    check(state, provider, params, assertion).ok_or_else(refused)
}

fn check<'a>(state: &'a Shared, provider: Provider, params: &Params, assertion: &str) -> Option<&'a Client> {
    let header = jws::header(assertion)?;
    if header.get("jwk").is_some() {
        return None;
    }
    let typ = header.get("typ").and_then(Value::as_str).unwrap_or("JWT");
    if !typ.eq_ignore_ascii_case("JWT") && typ != "client-authentication+jwt" {
        return None;
    }
    // Only to find whose key to verify with; believed when the signature holds.
    let claimed = jsonwebtoken::dangerous::insecure_decode::<Value>(assertion).ok()?.claims;
    let client = state.client(provider, claimed.get("iss")?.as_str()?)?;
    if params.get("client_id").is_some_and(|id| id != client.client_id) {
        return None;
    }
    let keys = (client.jwks)();
    let claims = jws::verify(assertion, jws::choose(&keys, &header)?)?;
    claims_hold(state, provider, client, &claims).then_some(client)
}

fn claims_hold(state: &Shared, provider: Provider, client: &Client, claims: &Value) -> bool {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let now = state.now();
    let seconds = now.as_second();
    let (Some(expires), Some(jti)) = (jws::seconds(claims, "exp"), text("jti")) else { return false };
    let issued = jws::seconds(claims, "iat").unwrap_or(seconds);
    let starts = jws::seconds(claims, "nbf").unwrap_or(issued);
    text("iss") == Some(&client.client_id)
        && text("sub") == Some(&client.client_id)
        && text("aud") == Some(&state.config.issuer(provider))
        && expires > seconds - SKEW
        && expires <= seconds + provider.assertion_seconds() + SKEW
        && issued <= seconds + SKEW
        && starts <= seconds + SKEW
        && expires - issued <= provider.assertion_seconds()
        && !jti.is_empty()
        && jti.len() <= 256
        && state.assertions.put_if_absent(now, format!("{} {jti}", client.client_id), ())
}
