//! Proof of possession (RFC 9449), at the HelseID-like provider, with the nonce that HelseID demands.

use axum::http::{HeaderMap, Method};
use serde_json::Value;

use crate::{Provider, assertion::SKEW, error::OAuthError, jws, random, state::Shared};

/// How old a proof may be, in seconds.
const OLDEST: i64 = 60;

/// The key's thumbprint, when the request carries a proof. A proof without a fresh nonce is sent back for one.
pub(crate) fn at_token_endpoint(state: &Shared, headers: &HeaderMap) -> Result<Option<String>, OAuthError> {
    let Some(proof) = single(headers)? else { return Ok(None) };
    let address = format!("{}/token", state.config.issuer(Provider::Helseid));
    let (jkt, claims) = check(state, proof, &Method::POST, &address).ok_or_else(invalid)?;
    let now = state.now();
    let nonce = claims.get("nonce").and_then(Value::as_str).unwrap_or_default();
    if state.nonces.take(now, nonce).is_none() {
        let fresh = random::token()?;
        state.nonces.put(now, fresh.clone(), ());
        return Err(OAuthError::use_dpop_nonce(fresh));
    }
    Ok(Some(jkt))
}

/// Whether the request proves the key that its access token is bound to.
pub(crate) fn proves(
    state: &Shared,
    headers: &HeaderMap,
    method: &Method,
    address: &str,
    token: &str,
    jkt: &str,
) -> bool {
    let Ok(Some(proof)) = single(headers) else { return false };
    check(state, proof, method, address).is_some_and(|(proved, claims)| {
        proved == jkt && claims.get("ath").and_then(Value::as_str) == Some(&random::sha256(token))
    })
}

fn single(headers: &HeaderMap) -> Result<Option<&str>, OAuthError> {
    let mut proofs = headers.get_all("dpop").iter();
    let Some(first) = proofs.next() else { return Ok(None) };
    if proofs.next().is_some() {
        return Err(invalid());
    }
    first.to_str().map(Some).map_err(|_| invalid())
}

fn invalid() -> OAuthError {
    OAuthError::bad("invalid_dpop_proof", "the proof does not hold")
}

/// The thumbprint and the claims of a proof that holds for this method and address and was not seen before (§4.3).
fn check(state: &Shared, proof: &str, method: &Method, address: &str) -> Option<(String, Value)> {
    let header = jws::header(proof)?;
    if header.get("typ").and_then(Value::as_str) != Some("dpop+jwt") {
        return None;
    }
    let key = header.get("jwk")?;
    let claims = jws::verify(proof, key)?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let htu = text("htu")?.split(['?', '#']).next()?;
    let now = state.now();
    let issued = jws::seconds(&claims, "iat")?;
    let timely = issued <= now.as_second() + SKEW && issued >= now.as_second() - OLDEST;
    let jti = text("jti").filter(|jti| !jti.is_empty() && jti.len() <= 256)?;
    if text("htm") != Some(method.as_str()) || htu != address || !timely {
        return None;
    }
    let jkt = thumbprint(key)?;
    state.proofs.put_if_absent(now, format!("{jkt} {jti}"), ()).then_some((jkt, claims))
}

/// RFC 7638.
fn thumbprint(key: &Value) -> Option<String> {
    let jwk: jsonwebtoken::jwk::Jwk = serde_json::from_value(key.clone()).ok()?;
    jwk.thumbprint(jsonwebtoken::jwk::ThumbprintHash::SHA256).ok()
}
