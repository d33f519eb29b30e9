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
    sandbox,
};
use crate::web::{App, rates::ClientAddress};

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
    // Boxed, as the others here: what is handed from layer to layer stays small.
    let pushed = match Box::pin(app.identity.provider.push(&credentials, single(&headers, "dpop")?)).await {
        Ok(pushed) => pushed,
        Err(error) => return Err(Box::pin(noted(&app, &credentials, "par", error)).await),
    };
    Ok(no_store(StatusCode::CREATED, &pushed))
}

/// `POST /oauth2/token`
pub(super) async fn token(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let params = form(&headers, &body)?;
    let credentials = Credentials { authorization: authorization(&headers)?, params: &params };
    let tokens = match Box::pin(app.identity.provider.token(&credentials, single(&headers, "dpop")?)).await {
        Ok(tokens) => tokens,
        Err(error) => return Err(Box::pin(noted(&app, &credentials, "token", error)).await),
    };
    if address.is_some_and(|address| app.readers.has(address)) {
        Box::pin(sandbox::note_discovery(&app, tokens.party, tokens.client)).await;
    }
    Ok(no_store(StatusCode::OK, &tokens))
}

/// The failure, noted where a launch check goes on with the client.
async fn noted(app: &App, credentials: &Credentials<'_>, endpoint: &str, error: identity::Error) -> Failure {
    if let identity::Error::OAuth(told) = &error {
        let (code, description) = (told.code.as_str(), told.description);
        sandbox::note_refusal(app, credentials.params, endpoint, code, description).await;
    }
    Failure::of_client(error, credentials.authorization)
}

/// `POST /oauth2/introspect`
pub(super) async fn introspect(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let params = form(&headers, &body)?;
    let credentials = Credentials { authorization: authorization(&headers)?, params: &params };
    let answer = Box::pin(app.identity.provider.introspect(&credentials)).await;
    let answer = answer.map_err(|error| Failure::of_client(error, credentials.authorization))?;
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
    let revoked = Box::pin(app.identity.provider.revoke(&credentials)).await;
    revoked.map_err(|error| Failure::of_client(error, credentials.authorization))?;
    Ok((StatusCode::OK, [(header::CACHE_CONTROL, "no-store")]).into_response())
}

/// `GET` and `POST /oauth2/userinfo`: the token in the header only (row 19).
pub(super) async fn userinfo(
    State(app): State<App>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (authorization, dpop) = (authorization(&headers)?, single(&headers, "dpop")?);
    let claims = Box::pin(app.identity.provider.userinfo(authorization, dpop, method.as_str())).await;
    let claims = claims.map_err(|error| Failure::of_resource(error, authorization))?;
    Ok(no_store(StatusCode::OK, &claims))
}

fn authorization(headers: &HeaderMap) -> Result<Option<&str>, identity::OAuthError> {
    single(headers, header::AUTHORIZATION.as_str())
}
