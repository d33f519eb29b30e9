//! Discovery (OIDC Discovery 1.0, RFC 8414) and keys.

use axum::{
    Json,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::{Level, Provider, state::State};

const CACHED: [(header::HeaderName, &str); 1] = [(header::CACHE_CONTROL, "public, max-age=60")];

/// `GET /{provider}/.well-known/openid-configuration`
pub(crate) async fn configuration(state: State, Path(provider): Path<String>) -> Response {
    let Some(provider) = Provider::from_path(&provider) else { return StatusCode::NOT_FOUND.into_response() };
    (CACHED, Json(metadata(&state.config.issuer(provider), provider))).into_response()
}

/// `GET /{provider}/jwks`
pub(crate) async fn jwks(state: State, Path(provider): Path<String>) -> Response {
    let Some(provider) = Provider::from_path(&provider) else { return StatusCode::NOT_FOUND.into_response() };
    match state.keys.jwks(provider).await {
        Ok(keys) => (CACHED, Json(keys)).into_response(),
        Err(error) => crate::error::OAuthError::from(error).into_response(),
    }
}

fn metadata(issuer: &str, provider: Provider) -> Value {
    let levels = [Level::Low, Level::Substantial, Level::High].map(Level::acr);
    let mut metadata = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "pushed_authorization_request_endpoint": format!("{issuer}/par"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "end_session_endpoint": format!("{issuer}/endsession"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["ES256", "PS256", "RS256"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        "require_pushed_authorization_requests": true,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "prompt_values_supported": ["none", "login", "select_account"],
        "ui_locales_supported": ["nb", "nn", "en", "se"],
        "frontchannel_logout_supported": true,
        "frontchannel_logout_session_supported": true,
        "id_token_signing_alg_values_supported": ["RS256"],
        "acr_values_supported": levels,
        "scopes_supported": ["openid", "profile", "no_pid"],
        "claims_supported": ["sub", "pid", "acr", "amr", "auth_time", "sid", "nonce", "locale"],
    });
    let more = match provider {
        Provider::Idporten => json!({}),
        Provider::Ansattporten => json!({
            "claims_supported": ["sub", "pid", "acr", "amr", "auth_time", "sid", "nonce", "authorization_details"],
            "authorization_details_types_supported": ["ansattporten:altinn:service"],
        }),
        Provider::Helseid => json!({
            "id_token_signing_alg_values_supported": ["ES256", "PS256"],
            "dpop_signing_alg_values_supported": ["ES256", "PS256", "RS256"],
            "acr_values_supported": ["Level3", "Level4"],
            "scopes_supported": [
                "openid", "profile", "helseid://scopes/identity/pid", "helseid://scopes/identity/security_level",
                "helseid://scopes/identity/assurance_level", "helseid://scopes/hpr/hpr_number",
            ],
            "claims_supported": [
                "sub", "name", "auth_time", "sid", "nonce", "helseid://claims/identity/pid",
                "helseid://claims/identity/security_level", "helseid://claims/identity/assurance_level",
                "helseid://claims/hpr/hpr_number", "helseid://claims/hpr/hpr_details",
                "helseid://claims/client/claims/orgnr_parent",
            ],
        }),
    };
    if let (Some(all), Value::Object(more)) = (metadata.as_object_mut(), more) {
        all.extend(more);
    }
    metadata
}
