//! Userinfo (OIDC Core §5.3).

use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{Provider, dpop, error::OAuthError, random, state::State};

/// `GET` or `POST /{provider}/userinfo`, with the token in the `Authorization` header only.
pub(crate) async fn show(
    state: State,
    Path(provider): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, OAuthError> {
    let Some(provider) = Provider::from_path(&provider) else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let (scheme, text) =
        given.and_then(|value| value.split_once(' ')).ok_or_else(OAuthError::invalid_token)?;
    let token = state
        .tokens
        .get(state.now(), &random::sha256(text))
        .filter(|token| token.provider == provider)
        .ok_or_else(OAuthError::invalid_token)?;
    let address = format!("{}/userinfo", state.config.issuer(provider));
    let allowed = match &token.jkt {
        None => scheme.eq_ignore_ascii_case("bearer"),
        Some(jkt) => {
            scheme.eq_ignore_ascii_case("dpop")
                && dpop::proves(&state, &headers, &method, &address, text, jkt)
        }
    };
    if !allowed {
        return Err(OAuthError::invalid_token());
    }
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(token.claims)).into_response())
}
