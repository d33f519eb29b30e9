//! Reading signed tokens from others: nothing is believed before the signature holds, and nothing is fetched.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::Jwk};
use serde_json::Value;

/// The algorithms taken from clients: asymmetric only.
const TAKEN: [Algorithm; 4] = [Algorithm::ES256, Algorithm::PS256, Algorithm::RS256, Algorithm::ES384];
/// Headers that would make us look elsewhere for a key, or that must be understood (RFC 7515 §4.1).
const REFUSED_HEADERS: [&str; 5] = ["jku", "x5u", "x5c", "crit", "b64"];

/// The header as it stands, not believed yet; `None` when it is none or says what is never taken.
pub(crate) fn header(token: &str) -> Option<Value> {
    let first = token.split('.').next()?;
    let header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(first).ok()?).ok()?;
    let object = header.as_object()?;
    if REFUSED_HEADERS.iter().any(|name| object.contains_key(*name)) {
        return None;
    }
    Some(header)
}

/// The claims, if the token is signed by the key. Times and parties are the caller's to check.
pub(crate) fn verify(token: &str, key: &Value) -> Option<Value> {
    let object = key.as_object()?;
    if ["d", "p", "q", "k"].iter().any(|name| object.contains_key(*name)) {
        return None;
    }
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

/// The key of a JWK set that the header names; the only one when it names none.
pub(crate) fn choose<'a>(jwks: &'a Value, header: &Value) -> Option<&'a Value> {
    let keys = jwks.get("keys")?.as_array()?;
    match header.get("kid").and_then(Value::as_str) {
        Some(kid) => keys.iter().find(|key| key.get("kid").and_then(Value::as_str) == Some(kid)),
        None => keys.first().filter(|_| keys.len() == 1),
    }
}

/// A time claim in whole seconds.
pub(crate) fn seconds(claims: &Value, name: &str) -> Option<i64> {
    let value = claims.get(name)?;
    value.as_i64().or_else(|| {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "NumericDate may have a fraction, which is dropped"
        )]
        value.as_f64().filter(|number| number.abs() < 1e12).map(|number| number as i64)
    })
}
