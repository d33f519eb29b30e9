//! The open catalogue for everybody: `/api/v1`, described by `/api/openapi.json` and, for people, `/api`.

mod list;
mod model;
mod openapi;
mod page;
mod parameters;
mod show;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Serialize;
use tower_http::cors::{Any, CorsLayer};
use utoipa_axum::{router::OpenApiRouter, routes};

pub use page::ApiView;

use crate::web::{App, Error, Result, caching};

/// Whoever keeps an answer may use it for so long without asking; a suspension is known everywhere within it.
const CACHING: &str = "public, max-age=30, stale-if-error=86400";

/// The operations with their description.
fn described() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(openapi::document()).routes(routes!(list::list)).routes(routes!(show::show))
}

/// Everything under `/api`. Open to browsers of any origin, without credentials.
pub fn routes() -> Router<App> {
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers([header::ACCEPT, header::IF_NONE_MATCH])
        .expose_headers([header::ETAG, header::RETRY_AFTER, header::HeaderName::from_static("x-request-id")]);
    let (operations, _) = described().split_for_parts();
    operations
        .route("/api/openapi.json", get(openapi::serve))
        .method_not_allowed_fallback(async || Error::status(StatusCode::METHOD_NOT_ALLOWED))
        .layer(cors)
        .route("/api", get(page::show))
}

/// An answer that may be kept: JSON with a tag of its content, or 304 when the asker has it.
fn cached(body: &impl Serialize, asked: &HeaderMap) -> Result<Response> {
    let body = serde_json::to_string(body).map_err(Error::internal)?;
    let tag = format!("W/\"{}\"", caching::fingerprint(body.as_bytes()));
    let mut response = if caching::is_known(asked, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(CACHING));
    Ok(response)
}
