//! The description of the interface, generated from the code.

use axum::{extract::State, http::HeaderMap, response::Response};
use serde::Serialize;
use utoipa::{
    IntoResponses, OpenApi, ToSchema,
    openapi::{self, ServerBuilder},
};

use crate::web::{App, Result};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Reseptor open catalogue",
        version = "1",
        description = "Quality-assured digital health tools, for anybody's web site. Free to use, no key. Answers carry an ETag and may be kept as \
                       Cache-Control says; rates are limited (429 with Retry-After). Errors are application/problem+json (RFC 9457), and what each \
                       `type` means stands at /api. The same catalogue is spoken as FHIR R4 under /fhir.",
        license(name = "NLOD 2.0", url = "https://data.norge.no/nlod/no/2.0"),
    ),
    tags((name = "catalogue", description = "The open catalogue")),
    components(schemas(Problem))
)]
struct Document;

/// The document without operations.
pub fn document() -> openapi::OpenApi {
    Document::openapi()
}

/// An error (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// What kind of problem it is: a stable address under `/api#problem-…`.
    #[serde(rename = "type")]
    #[schema(example = "https://reseptor.example/api#problem-invalid")]
    pub kind: String,
    /// The same for every problem of the kind.
    #[schema(example = "Unprocessable Entity")]
    pub title: String,
    /// The HTTP status.
    #[schema(example = 422)]
    pub status: u16,
    /// This occurrence: names the request to whoever helps.
    #[schema(example = "urn:reseptor:request:abc")]
    pub instance: String,
    /// This occurrence in words.
    pub detail: Option<String>,
    /// The parameter it is about.
    #[schema(example = "limit")]
    pub field: Option<String>,
    /// Rules that refused, by id.
    pub rules: Option<Vec<String>>,
}

/// A parameter has a value that cannot be used
#[derive(IntoResponses)]
#[response(status = 422, content_type = "application/problem+json")]
#[expect(dead_code, reason = "describes an answer that the shell gives")]
pub struct Invalid(#[to_schema] Problem);

/// There is no such tool
#[derive(IntoResponses)]
#[response(status = 404, content_type = "application/problem+json")]
#[expect(dead_code, reason = "describes an answer that the shell gives")]
pub struct NotFound(#[to_schema] Problem);

/// Too many requests; `Retry-After` says when to come back
#[derive(IntoResponses)]
#[response(status = 429, content_type = "application/problem+json")]
#[expect(dead_code, reason = "describes an answer that the shell gives")]
pub struct TooMany(#[to_schema] Problem);

/// Something needed is away; `Retry-After` says when to come back
#[derive(IntoResponses)]
#[response(status = 503, content_type = "application/problem+json")]
#[expect(dead_code, reason = "describes an answer that the shell gives")]
pub struct Unavailable(#[to_schema] Problem);

/// The whole document, for this installation.
pub fn whole(app: &App) -> openapi::OpenApi {
    let mut document = super::described().into_openapi();
    document.servers = Some(vec![ServerBuilder::new().url(app.config.issuer()).build()]);
    document
}

/// `GET /api/openapi.json`.
pub async fn serve(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    super::cached(&whole(&app), &headers)
}
