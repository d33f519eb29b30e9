//! What the tool tells the platform of itself, at registration and later.

use axum::{
    Json,
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::{Config, state::State};

/// The tool's client metadata (RFC 7591), with its launch address as `initiate_login_uri` (and `launch_uri`); `None` for an unknown slug.
pub fn client_metadata(config: &Config, slug: &str) -> Option<Value> {
    let tool = config.tool(slug)?;
    Some(json!({
        "client_name": tool.name,
        "client_uri": config.address(""),
        "application_type": "web",
        "redirect_uris": [config.address(&format!("callback/{slug}"))],
        "post_logout_redirect_uris": [config.address("?utlogget=1")],
        "initiate_login_uri": config.address(&format!("launch/{slug}")),
        "launch_uri": config.address(&format!("launch/{slug}")),
        "backchannel_logout_uri": config.address(&format!("backchannel-logout/{slug}")),
        "backchannel_logout_session_required": true,
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "subject_type": "pairwise",
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": "ES256",
        "id_token_signed_response_alg": "ES256",
        "require_pushed_authorization_requests": tool.par,
        "scope": tool.scope,
        "jwks": config.key.jwks(),
    }))
}

/// `GET /jwks.json`
pub(crate) async fn jwks(state: State) -> Response {
    ([(header::CACHE_CONTROL, "public, max-age=300")], Json(state.config.key.jwks())).into_response()
}
