//! The description of the interface, generated from the code.

use axum::{extract::State, http::HeaderMap, response::Response};
use serde::Serialize;
use utoipa::{
    IntoResponses, Modify, OpenApi, ToSchema,
    openapi::{
        self, Object, RefOr, ServerBuilder, Type,
        header::Header,
        path::ParameterIn,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::example;
use crate::web::{App, Result};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Reseptor",
        version = "1",
        description = "Quality-assured digital health tools, for any website. Free to use, no key. Answers carry an ETag and may be kept as \
                       Cache-Control says; rates are limited (429 with Retry-After). Errors are application/problem+json (RFC 9457), and what each \
                       `type` means stands at /api. The same catalogue is available as FHIR R4 under /fhir. A tool that a person is logged in to may \
                       keep data for that person under /api/v1/storage, with the access token of the login.",
        license(name = "NLOD 2.0", url = "https://data.norge.no/nlod/no/2.0"),
    ),
    tags(
        (name = "catalogue", description = "The open catalogue"),
        (name = "storage", description = "What a tool keeps for the person in its token")
    ),
    components(schemas(Problem)),
    modifiers(&Token)
)]
struct Document;

/// How tools authorise.
struct Token;

impl Modify for Token {
    fn modify(&self, document: &mut openapi::OpenApi) {
        let words = "The access token of a person's login, with scope storage; a token bound by DPoP goes with \
                     Authorization: DPoP and a proof. Where to get one: /.well-known/openid-configuration.";
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(words)).build();
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

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
    /// The same for every problem of the kind, in the language that `lang` or `Accept-Language` asks for; in English otherwise.
    #[schema(example = "Unprocessable Entity")]
    pub title: String,
    /// The HTTP status.
    #[schema(example = 422)]
    pub status: u16,
    /// This occurrence: names the request to whoever helps.
    #[schema(example = "urn:reseptor:request:abc")]
    pub instance: String,
    /// This occurrence in words, in the same language.
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

/// The access token is missing or not, or no longer, valid
#[derive(IntoResponses)]
#[response(status = 401, content_type = "application/problem+json")]
#[expect(dead_code, reason = "describes an answer that the shell gives")]
pub struct Unauthorized(#[to_schema] Problem);

/// The access token is not good for this
#[derive(IntoResponses)]
#[response(status = 403, content_type = "application/problem+json")]
#[expect(dead_code, reason = "describes an answer that the shell gives")]
pub struct Denied(#[to_schema] Problem);

/// There is no such thing
#[derive(IntoResponses)]
#[response(status = 404, content_type = "application/problem+json")]
#[expect(dead_code, reason = "describes an answer that the shell gives")]
pub struct NotFound(#[to_schema] Problem);

/// The cursor is not one of this catalogue's, or is of one that has been set back: begin anew
#[derive(IntoResponses)]
#[response(status = 410, content_type = "application/problem+json")]
#[expect(dead_code, reason = "describes an answer that the shell gives")]
pub struct Gone(#[to_schema] Problem);

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

/// An empty value, as forms send it, is none: wherever the catalogue is asked.
fn allow_empty(document: &mut openapi::OpenApi) {
    for (path, item) in &mut document.paths.paths {
        let catalogue = !path.starts_with("/api/v1/storage");
        let Some(get) = item.get.as_mut().filter(|_| catalogue) else { continue };
        for parameter in get.parameters.iter_mut().flatten() {
            if let RefOr::T(parameter) = parameter
                && parameter.parameter_in == ParameterIn::Query
            {
                let more = parameter.extensions.get_or_insert_default();
                more.insert("allowEmptyValue".to_owned(), true.into());
            }
        }
    }
}

/// What answers carry besides their bodies, told once for all of them.
fn tell_headers(document: &mut openapi::OpenApi) {
    for (path, item) in &mut document.paths.paths {
        let catalogue = !path.starts_with("/api/v1/storage");
        for operation in [&mut item.get, &mut item.put, &mut item.delete].into_iter().flatten() {
            for (status, response) in &mut operation.responses.responses {
                let RefOr::T(response) = response else { continue };
                let mut tell = |name: &str, words: &str| {
                    let mut header = Header::new(Object::with_type(Type::String));
                    header.description = Some(words.to_owned());
                    response.headers.entry(name.to_owned()).or_insert(RefOr::T(header));
                };
                tell("x-request-id", "Names the request to whoever helps");
                match status.as_str() {
                    "429" | "503" => tell("retry-after", "Seconds until one may come back"),
                    "200" | "304" if catalogue => {
                        tell("etag", "Names this content; send it as If-None-Match");
                        tell("cache-control", "How long it may be kept");
                    }
                    "304" => tell("etag", "The version that one has"),
                    _ => {}
                }
            }
        }
    }
}

/// The whole document, for this installation.
pub fn whole(app: &App) -> Result<openapi::OpenApi> {
    let mut document = super::described().into_openapi();
    allow_empty(&mut document);
    tell_headers(&mut document);
    document.servers = Some(vec![ServerBuilder::new().url(app.config.issuer()).build()]);
    example::put(app, &mut document)?;
    Ok(document)
}

/// `GET /api/openapi.json`.
pub async fn serve(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    super::cached(&whole(&app)?, &headers)
}
