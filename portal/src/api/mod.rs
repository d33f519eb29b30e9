//! `/api/v1`: the open catalogue for everybody and what tools keep for persons, described by `/api/openapi.json` and, for people, `/api`.

mod atom;
mod changes;
mod example;
mod export;
mod figures;
mod list;
mod model;
mod openapi;
mod page;
mod parameters;
mod show;
mod storage;
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
    OpenApiRouter::with_openapi(openapi::document()).merge(catalogue()).merge(kept())
}

/// The open catalogue.
fn catalogue() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(export::csv))
        .routes(routes!(export::json))
        .routes(routes!(show::show))
        .routes(routes!(changes::list))
        .routes(routes!(atom::list))
        .routes(routes!(figures::json))
        .routes(routes!(figures::csv))
}

/// What tools keep for persons.
fn kept() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(storage::list)).routes(routes!(
        storage::read,
        storage::write,
        storage::delete
    ))
}

/// Everything under `/api`. Open to browsers of any origin, without credentials: a tool's token is sent by hand, never as a cookie.
pub fn routes() -> Router<App> {
    let request_id = header::HeaderName::from_static("x-request-id");
    let for_all = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers([header::ACCEPT, header::IF_NONE_MATCH])
        .expose_headers([
            header::CONTENT_DISPOSITION,
            header::ETAG,
            header::LINK,
            header::RETRY_AFTER,
            request_id.clone(),
        ]);
    let for_tools = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::PUT, Method::DELETE])
        .allow_headers([
            header::ACCEPT,
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            header::IF_MATCH,
            header::IF_NONE_MATCH,
            header::HeaderName::from_static("dpop"),
        ])
        .expose_headers([
            header::ETAG,
            header::LAST_MODIFIED,
            header::RETRY_AFTER,
            header::WWW_AUTHENTICATE,
            request_id,
        ]);
    let (open, _) = catalogue().split_for_parts();
    let open = open
        .route("/api/openapi.json", get(openapi::serve))
        .method_not_allowed_fallback(async || Error::status(StatusCode::METHOD_NOT_ALLOWED))
        .layer(for_all);
    let (kept, _) = kept().split_for_parts();
    let kept = kept
        .method_not_allowed_fallback(async || Error::status(StatusCode::METHOD_NOT_ALLOWED))
        .layer(for_tools);
    open.merge(kept).route("/api", get(page::show))
}

/// An answer that may be kept: JSON with a tag of its content, or 304 when the asker has it.
fn cached(body: &impl Serialize, asked: &HeaderMap) -> Result<Response> {
    Ok(cached_as("application/json", serde_json::to_string(body).map_err(Error::internal)?, asked))
}

/// An answer of this kind that may be kept.
fn cached_as(kind: &'static str, body: String, asked: &HeaderMap) -> Response {
    let tag = tag(body.as_bytes());
    kept_as(
        &tag,
        if caching::is_known(asked, &tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            ([(header::CONTENT_TYPE, kind)], body).into_response()
        },
    )
}

/// The tag of this content, or of what says which content it is.
fn tag(content: &[u8]) -> String {
    format!("W/\"{}\"", caching::fingerprint(content))
}

/// An answer that may be kept, under this tag.
fn kept_as(tag: &str, mut response: Response) -> Response {
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(CACHING));
    response
}
