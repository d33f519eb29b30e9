//! Pushed authorization requests (RFC 9126).

use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{
    Provider, assertion, authorize::Request, error::OAuthError, params::Params, random, state::State,
};

/// The beginning of every `request_uri` given out.
pub(crate) const PREFIX: &str = "urn:ietf:params:oauth:request_uri:";

/// `POST /{provider}/par`
pub(crate) async fn push(
    state: State,
    Path(provider): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Result<Response, OAuthError> {
    let Some(provider) = Provider::from_path(&provider) else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let params = Params::parse(&body)?;
    let client = assertion::authenticate(&state, provider, &headers, &params)?;
    if params.get("request_uri").is_some() {
        return Err(OAuthError::invalid_request("request_uri cannot be pushed"));
    }
    let request = Request::read(client, &params).map_err(crate::authorize::Refusal::into_error)?;
    let request_uri = format!("{PREFIX}{}", random::token()?);
    state.requests.put(state.now(), request_uri.clone(), (client.client_id.clone(), request));
    let body = Json(json!({ "request_uri": request_uri, "expires_in": 120 }));
    Ok((StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], body).into_response())
}
