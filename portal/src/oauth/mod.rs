//! The OpenID provider's and the logins' wiring: what `identity` needs from here, and the provider's addresses (contract §3).

pub(crate) mod answer;
mod authorize;
mod end_session;
mod machine;
mod offered;
mod policy;
mod sandbox;
mod setup;
#[cfg(test)]
mod tests;

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderName, Method, StatusCode, header},
    routing::{get, post},
};
use serde_json::Value;
use tower_http::cors::{Any, CorsLayer};

pub use answer::SentOnView;
pub use end_session::LogOutView;
pub use offered::{reach, terms};
pub use policy::LaunchPolicy;
pub use setup::{FLOOR, Identity, privacy_component, test_login};

pub use authorize::RefusedView;

use crate::web::{App, Error, rates::ClientAddress};

/// Its routes.
pub fn routes() -> Router<App> {
    // For tools that run in the browser: any origin, never with cookies (row 33). The authorization endpoint has none of it.
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE, HeaderName::from_static("dpop")])
        .expose_headers([header::RETRY_AFTER, header::WWW_AUTHENTICATE]);
    let open = Router::new()
        .route("/.well-known/openid-configuration", get(openid_configuration))
        .route("/.well-known/oauth-authorization-server", get(openid_configuration))
        .route("/fhir/.well-known/smart-configuration", get(smart_configuration))
        .route("/oauth2/jwks", get(machine::jwks))
        .route("/oauth2/par", post(machine::push))
        .route("/oauth2/token", post(machine::token))
        .route("/oauth2/revoke", post(machine::revoke))
        .route("/oauth2/userinfo", get(machine::userinfo).post(machine::userinfo))
        // Inside the layer, or a preflight would be answered as a wrong method.
        .method_not_allowed_fallback(async || Error::status(StatusCode::METHOD_NOT_ALLOWED))
        .layer(cors);
    Router::new()
        .merge(open)
        .route("/oauth2/introspect", post(machine::introspect))
        .route("/oauth2/login-jwks", get(machine::login_jwks))
        .route("/oauth2/authorize", get(authorize::by_query).post(authorize::by_form))
        .route("/oauth2/end-session", get(end_session::by_query).post(end_session::by_form))
}

/// How long discovery may be kept: shorter than a new key is published before it signs.
const CACHED: [(HeaderName, &str); 1] = [(header::CACHE_CONTROL, "public, max-age=300")];

async fn openid_configuration(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
) -> ([(HeaderName, &'static str); 1], Json<Value>) {
    app.readers.note(address);
    (CACHED, Json(app.identity.provider.openid_configuration()))
}

async fn smart_configuration(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
) -> ([(HeaderName, &'static str); 1], Json<Value>) {
    app.readers.note(address);
    (CACHED, Json(app.identity.provider.smart_configuration()))
}
