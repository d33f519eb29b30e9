//! Answers of the provider's machine addresses: OAuth's own form of errors (RFC 6749 §5.2, RFC 6750 §3), never stored.

use axum::{
    Json,
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use identity::{Code, Error, OAuthError, Params};
use kernel::{Classified, ErrorKind};
use serde::Serialize;
use serde_json::json;

/// A failure on its way to a client.
pub(super) struct Failure(Error);

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let error = match self.0 {
            Error::OAuth(error) => error,
            other if other.kind() == ErrorKind::Unavailable => {
                tracing::warn!(cause = %other, "oauth.unavailable");
                OAuthError::new(Code::TemporarilyUnavailable, "try again in a moment")
            }
            other => {
                tracing::error!(cause = %other, "oauth.failed");
                OAuthError::new(Code::ServerError, "a fault of ours")
            }
        };
        let status = StatusCode::from_u16(error.code.status()).unwrap_or(StatusCode::BAD_REQUEST);
        let body = json!({ "error": error.code.as_str(), "error_description": error.description });
        let mut response = no_store(status, &body);
        if matches!(error.code, Code::InvalidToken | Code::InsufficientScope)
            && let Ok(challenge) = HeaderValue::from_str(&format!("Bearer error=\"{}\"", error.code.as_str()))
        {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

/// A JSON answer that nobody keeps.
pub(super) fn no_store(status: StatusCode, body: &impl Serialize) -> Response {
    let headers = [(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")];
    (status, headers, Json(body)).into_response()
}

/// The parameters of a posted form.
pub(super) fn form(headers: &HeaderMap, body: &Bytes) -> Result<Params, OAuthError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded") {
        return Err(OAuthError::request("the body is a form"));
    }
    let text = std::str::from_utf8(body).map_err(|_| OAuthError::request("the body is malformed"))?;
    Params::parse(text)
}

/// A header that may stand once; several count as malformed.
pub(super) fn single<'h>(headers: &'h HeaderMap, name: &str) -> Result<Option<&'h str>, OAuthError> {
    let mut values = headers.get_all(name).iter();
    let Some(first) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(OAuthError::request("a header stands more than once"));
    }
    first.to_str().map(Some).map_err(|_| OAuthError::request("a header is malformed"))
}
