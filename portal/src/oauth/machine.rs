//! What clients' programs ask: keys, pushed requests, tokens, userinfo, introspection, revocation.

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use identity::Credentials;

use super::{
    CACHED,
    answer::{Failure, form, no_store, single},
};
use crate::web::App;

/// `GET /oauth2/jwks`
pub(super) async fn jwks(State(app): State<App>) -> Result<Response, Failure> {
    Ok((CACHED, Json(app.identity.provider.jwks().await?)).into_response())
}

/// `GET /oauth2/login-jwks`: the keys with which we authenticate at the login providers.
pub(super) async fn login_jwks(State(app): State<App>) -> Result<Response, Failure> {
    Ok((CACHED, Json(app.identity.logins.jwks().await?)).into_response())
}

/// `POST /oauth2/par`
pub(super) async fn push(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let params = form(&headers, &body)?;
    let credentials = Credentials { authorization: authorization(&headers)?, params: &params };
    let pushed = app.identity.provider.push(&credentials).await?;
    Ok(no_store(StatusCode::CREATED, &pushed))
}

/// `POST /oauth2/token`
pub(super) async fn token(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let params = form(&headers, &body)?;
    let credentials = Credentials { authorization: authorization(&headers)?, params: &params };
    let tokens = app.identity.provider.token(&credentials, single(&headers, "dpop")?).await?;
    Ok(no_store(StatusCode::OK, &tokens))
}

/// `POST /oauth2/introspect`
pub(super) async fn introspect(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let params = form(&headers, &body)?;
    let credentials = Credentials { authorization: authorization(&headers)?, params: &params };
    let answer = app.identity.provider.introspect(&credentials).await?;
    Ok(no_store(StatusCode::OK, &answer))
}

/// `POST /oauth2/revoke`
pub(super) async fn revoke(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let params = form(&headers, &body)?;
    let credentials = Credentials { authorization: authorization(&headers)?, params: &params };
    app.identity.provider.revoke(&credentials).await?;
    Ok((StatusCode::OK, [(header::CACHE_CONTROL, "no-store")]).into_response())
}

/// `GET` and `POST /oauth2/userinfo`: the token in the header only (row 19).
pub(super) async fn userinfo(
    State(app): State<App>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let dpop = single(&headers, "dpop")?;
    let claims = app.identity.provider.userinfo(authorization(&headers)?, dpop, method.as_str()).await?;
    Ok(no_store(StatusCode::OK, &claims))
}

fn authorization(headers: &HeaderMap) -> Result<Option<&str>, identity::OAuthError> {
    single(headers, header::AUTHORIZATION.as_str())
}
