//! The ID token, checked before anything it says is used (OIDC Core §3.1.3.7).

use serde_json::Value;

use crate::{
    Tool,
    failure::Failure,
    jws,
    platform::{self, Platform},
    state::Shared,
};

/// How far clocks may differ, in seconds.
pub(crate) const SKEW: i64 = 10;

/// The claims of an ID token that holds for this tool and, at a login, for this very request.
pub(crate) async fn check(
    state: &Shared,
    platform: &Platform,
    tool: &Tool,
    token: &str,
    nonce: Option<&str>,
) -> Result<Value, Failure> {
    let (header, claims) = platform::verify(state, platform, token).await?;
    let typ = header.get("typ").and_then(Value::as_str).unwrap_or("JWT");
    let now = state.now().as_second();
    let number = |name: &str| claims.get(name).and_then(Value::as_i64);
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let refused = [
        (!typ.eq_ignore_ascii_case("JWT"), "the ID token is of another type"),
        (!jws::is_for(&claims, &tool.client_id), "the ID token is for another client"),
        (number("exp").is_none_or(|expires| expires <= now - SKEW), "the ID token has expired"),
        (number("iat").is_none_or(|issued| issued > now + SKEW), "the ID token is from the future"),
        (number("nbf").is_some_and(|from| from > now + SKEW), "the ID token does not hold yet"),
        (nonce.is_some() && text("nonce") != nonce, "the ID token is for another request"),
        (text("sub").is_none_or(str::is_empty), "the ID token names nobody"),
    ];
    match refused.into_iter().find(|(wrong, _)| *wrong) {
        Some((_, reason)) => Err(Failure::Unsound(reason)),
        None => Ok(claims),
    }
}
