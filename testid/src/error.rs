//! Refusals, as OAuth clients and people see them.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

/// Something that cannot happen in a sound installation: no randomness, no key.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("test login failed: {0}")]
pub(crate) struct Internal(pub(crate) &'static str);

/// An OAuth refusal (RFC 6749 §5.2).
#[derive(Debug, Clone)]
pub(crate) struct OAuthError {
    pub(crate) status: StatusCode,
    pub(crate) error: &'static str,
    pub(crate) description: String,
    pub(crate) dpop_nonce: Option<String>,
}

impl OAuthError {
    fn new(status: StatusCode, error: &'static str, description: &str) -> Self {
        Self { status, error, description: description.to_owned(), dpop_nonce: None }
    }

    pub(crate) fn invalid_request(description: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", description)
    }

    pub(crate) fn bad(error: &'static str, description: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error, description)
    }

    pub(crate) fn invalid_grant(description: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_grant", description)
    }

    pub(crate) fn invalid_client() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_client", "the client could not be authenticated")
    }

    pub(crate) fn invalid_token() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_token", "the access token is not valid here")
    }

    pub(crate) fn use_dpop_nonce(nonce: String) -> Self {
        let mut error =
            Self::new(StatusCode::BAD_REQUEST, "use_dpop_nonce", "a nonce is required in the proof");
        error.dpop_nonce = Some(nonce);
        error
    }
}

impl From<Internal> for OAuthError {
    fn from(error: Internal) -> Self {
        tracing::error!(error = %error, "testid");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "server_error", "the test login failed")
    }
}

impl IntoResponse for OAuthError {
    fn into_response(self) -> Response {
        let body = Json(json!({ "error": self.error, "error_description": self.description }));
        let mut response = (self.status, [(header::CACHE_CONTROL, "no-store")], body).into_response();
        if let Some(nonce) = self.dpop_nonce.and_then(|nonce| HeaderValue::from_str(&nonce).ok()) {
            response.headers_mut().insert("dpop-nonce", nonce);
        }
        if self.status == StatusCode::UNAUTHORIZED && self.error == "invalid_token" {
            let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
