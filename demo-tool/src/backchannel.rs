//! The platform ends a session (OpenID Connect Back-Channel Logout 1.0 §2.6).

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Form, Path},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::{
    failure::Failure,
    id_token::SKEW,
    jws, platform,
    state::{Shared, State},
};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// How old a logout token may be, in seconds.
const OLDEST: i64 = 300;

/// `POST /backchannel-logout/{slug}`
pub(crate) async fn logout(
    state: State,
    Path(slug): Path<String>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    match end(&state, &slug, form.get("logout_token").map_or("", String::as_str)).await {
        Ok(()) => (StatusCode::OK, no_store).into_response(),
        Err(Failure::Missing) => StatusCode::NOT_FOUND.into_response(),
        Err(failure) => {
            let body = json!({ "error": "invalid_request", "error_description": failure.to_string() });
            (StatusCode::BAD_REQUEST, no_store, Json(body)).into_response()
        }
    }
}

async fn end(state: &Shared, slug: &str, token: &str) -> Result<(), Failure> {
    let tool = state.tool(slug)?;
    let platform = platform::discover(state).await?;
    let (header, claims) = platform::verify(state, &platform, token).await?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let number = |name: &str| claims.get(name).and_then(Value::as_i64);
    let typ = header.get("typ").and_then(Value::as_str).unwrap_or("logout+jwt");
    let now = state.now();
    let seconds = now.as_second();
    let event = claims.get("events").and_then(|events| events.get(EVENT));
    let refused = [
        (typ != "logout+jwt" && !typ.eq_ignore_ascii_case("JWT"), "the token is of another type"),
        (!jws::is_for(&claims, &tool.client_id), "the token is for another client"),
        (!event.is_some_and(Value::is_object), "the token is no logout token"),
        (claims.get("nonce").is_some(), "a logout token has no nonce"),
        (
            number("iat").is_none_or(|issued| issued > seconds + SKEW || issued < seconds - OLDEST),
            "the token is too old or from the future",
        ),
        (number("exp").is_none_or(|expires| expires <= seconds - SKEW), "the token has expired"),
        (text("sid").is_none() && text("sub").is_none(), "the token names neither session nor person"),
    ];
    if let Some((_, reason)) = refused.into_iter().find(|(wrong, _)| *wrong) {
        return Err(Failure::Unsound(reason));
    }
    let jti = text("jti").filter(|jti| jti.len() <= 256).ok_or(Failure::Unsound("the token has no jti"))?;
    if !state.logout_tokens.put_if_absent(now, format!("{slug} {jti}"), ()) {
        return Err(Failure::Unsound("the token has been used"));
    }
    state.sessions.remove_where(|session| {
        session.slug == slug
            && text("sid").is_none_or(|sid| session.claim("sid") == Some(sid))
            && text("sub").is_none_or(|sub| session.claim("sub") == Some(sub))
    });
    Ok(())
}
