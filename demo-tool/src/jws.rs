//! Signed tokens from the platform: believed when its published key verifies them.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::Jwk};
use serde_json::Value;

/// The algorithms taken from the platform: asymmetric only.
const TAKEN: [Algorithm; 3] = [Algorithm::ES256, Algorithm::PS256, Algorithm::RS256];
/// Headers that name a key elsewhere or that must be understood (RFC 7515 §4.1): never followed.
const REFUSED: [&str; 6] = ["jku", "x5u", "x5c", "jwk", "crit", "b64"];

/// The header as it stands; `None` when it is none or says what is never taken.
pub(crate) fn header(token: &str) -> Option<Value> {
    let first = token.split('.').next()?;
    let header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(first).ok()?).ok()?;
    let object = header.as_object()?;
    (!REFUSED.iter().any(|name| object.contains_key(*name))).then_some(header)
}

/// The key that the header names; the only one when it names none.
pub(crate) fn choose<'a>(jwks: &'a Value, header: &Value) -> Option<&'a Value> {
    let keys = jwks.get("keys")?.as_array()?;
    match header.get("kid").and_then(Value::as_str) {
        Some(kid) => keys.iter().find(|key| key.get("kid").and_then(Value::as_str) == Some(kid)),
        None => keys.first().filter(|_| keys.len() == 1),
    }
}

/// The claims, if the key signed them. Times and parties are the caller's to check.
pub(crate) fn verify(token: &str, key: &Value) -> Option<Value> {
    let jwk: Jwk = serde_json::from_value(key.clone()).ok()?;
    let algorithm = jsonwebtoken::decode_header(token).ok()?.alg;
    let named = key.get("alg").and_then(Value::as_str);
    if !TAKEN.contains(&algorithm) || named.is_some_and(|named| named != format!("{algorithm:?}")) {
        return None;
    }
    let mut validation = Validation::new(algorithm);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    let decoded =
        jsonwebtoken::decode::<Value>(token, &DecodingKey::from_jwk(&jwk).ok()?, &validation).ok()?;
    decoded.claims.is_object().then_some(decoded.claims)
}

/// Whether the token is for this client: its only audience, or one of several when it is also the authorized party (OIDC Core §3.1.3.7).
pub(crate) fn is_for(claims: &Value, client_id: &str) -> bool {
    let party = claims.get("azp").and_then(Value::as_str);
    if party.is_some_and(|party| party != client_id) {
        return false;
    }
    match claims.get("aud") {
        Some(Value::String(audience)) => audience == client_id,
        Some(Value::Array(several)) => {
            several.iter().any(|one| one == client_id) && (several.len() == 1 || party.is_some())
        }
        _ => false,
    }
}
