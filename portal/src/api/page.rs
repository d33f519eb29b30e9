//! `GET /api`: the description of the interface, readable.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::Value;

use super::{example, openapi};
use crate::{
    fhir,
    web::{App, PageContext, Result, View},
};

/// Names of all problems, as `web::error::slug` gives them.
pub const PROBLEMS: [&str; 13] = [
    "bad-request",
    "unauthorized",
    "forbidden",
    "not-found",
    "method-not-allowed",
    "conflict",
    "gone",
    "too-large",
    "unsupported-media-type",
    "invalid",
    "too-many-requests",
    "unavailable",
    "internal",
];

/// The page. Operations and their words come from the code and are in English.
#[derive(Debug, Serialize)]
pub struct ApiView {
    /// The public address.
    pub base: String,
    /// Where the FHIR `CapabilityStatement` is.
    pub metadata: String,
    /// Operations of the open catalogue.
    pub operations: Vec<Operation>,
    /// Types of resource under `/fhir`.
    pub resources: Vec<Resource>,
    /// Names of problems.
    pub problems: Vec<&'static str>,
}

/// An operation.
#[derive(Debug, Serialize)]
pub struct Operation {
    /// Names it on the page.
    pub id: String,
    /// `GET`.
    pub method: String,
    /// With its placeholders.
    pub path: String,
    /// In a few words.
    pub summary: String,
    /// In some sentences.
    pub description: String,
    /// What it takes.
    pub parameters: Vec<Parameter>,
    /// What it answers: status and meaning.
    pub responses: Vec<(String, String)>,
    /// A request, as one tries it from a command line.
    pub request: String,
    /// The body that is answered then; nothing where it is not JSON.
    pub answer: Option<String>,
}

/// A parameter.
#[derive(Debug, Serialize)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// `query` or `path`.
    pub place: String,
    /// What it means.
    pub description: String,
}

/// A type of FHIR resource.
#[derive(Debug, Serialize)]
pub struct Resource {
    /// The type.
    pub kind: &'static str,
    /// Codes of what can be done.
    pub interactions: Vec<&'static str>,
    /// What it is.
    pub documentation: &'static str,
}

impl View for ApiView {
    const TEMPLATE: &'static str = "public/api.html";
}

impl ApiView {
    /// From the document and the FHIR table.
    pub fn new(base: String, document: &Value) -> Self {
        let operations = document["paths"].as_object().into_iter().flatten().flat_map(|(path, methods)| {
            methods
                .as_object()
                .into_iter()
                .flatten()
                .map(|(method, operation)| Operation::of(document, (&base, path, method), operation))
                .collect::<Vec<_>>()
        });
        let operations = operations.collect();
        let resource = |(kind, interactions, documentation)| Resource { kind, interactions, documentation };
        Self {
            metadata: format!("{base}/fhir/metadata"),
            base,
            operations,
            resources: fhir::table().map(resource).collect(),
            problems: PROBLEMS.to_vec(),
        }
    }
}

impl Operation {
    fn of(document: &Value, (base, path, method): (&str, &str, &str), operation: &Value) -> Self {
        let method = method.to_uppercase();
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let parameter = |parameter: &Value| Parameter {
            name: text(&parameter["name"]),
            place: text(&parameter["in"]),
            description: text(&parameter["description"]),
        };
        let responses = operation["responses"].as_object().into_iter().flatten();
        Self {
            id: text(&operation["operationId"]),
            request: example::request(base, path, &method, operation),
            answer: example::answer(document, operation),
            method,
            path: path.to_owned(),
            summary: text(&operation["summary"]),
            description: text(&operation["description"]),
            parameters: parameters.map(parameter).collect(),
            responses: responses
                .map(|(status, answer)| (status.clone(), text(&answer["description"])))
                .collect(),
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// `GET /api`, in the language that is asked for (`lang`, or else `Accept-Language`).
pub async fn show(State(app): State<App>, cx: PageContext) -> Result<Response> {
    let document = serde_json::to_value(openapi::whole(&app)?).map_err(crate::web::Error::internal)?;
    let mut response = cx.page(ApiView::new(app.config.issuer(), &document)).into_response();
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language"));
    Ok(response)
}
