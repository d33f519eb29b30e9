//! FHIR R4 (4.0.1) at `/fhir`: the open catalogue as `ActivityDefinition` and `Endpoint`, and what tools report as
//! `Observation`. JSON only; every error is an `OperationOutcome`.
//!
//! What there is stands in one table ([`capability::RESOURCES`]): routes and the `CapabilityStatement` are made from it.

mod activity_definition;
mod answer;
mod bundle;
mod capability;
mod datatypes;
mod endpoint;
mod ids;
mod json;
mod observation;
mod outcome;
mod parameters;
mod patient;
mod related_person;
mod task;
#[cfg(test)]
mod tests;
mod token;

use axum::{
    Router,
    http::{Method, StatusCode, header},
    middleware,
};
use kernel::ToolId;
use tower_http::cors::{Any, CorsLayer};

use crate::web::{App, Error};

#[cfg(feature = "fuzzing")]
pub(crate) use activity_definition::asked_again;
pub use answer::stamp;
pub use capability::scopes;
pub(crate) use observation::accept;
#[cfg(feature = "fuzzing")]
pub(crate) use observation::if_none_exist;
pub use outcome::{Failure, Issue, Result};
pub use token::{Refused, ToolToken, access};

/// Addresses under which our own extensions and code systems are named, and resources are found.
#[derive(Debug, Clone)]
pub struct Base(String);

impl Base {
    /// The base address of this installation: `{public}/fhir`.
    pub fn of(app: &App) -> Self {
        Self(format!("{}/fhir", app.config.issuer()))
    }

    /// The address of something under the base.
    pub fn at(&self, path: &str) -> String {
        format!("{}/{path}", self.0)
    }

    /// The name of one of our own extensions.
    pub fn extension(&self, name: &str) -> String {
        format!("{}/StructureDefinition/{name}", self.0)
    }

    /// The name of one of our own code systems.
    pub fn code_system(&self, name: &str) -> String {
        format!("{}/CodeSystem/{name}", self.0)
    }
}

/// The address of a tool's `ActivityDefinition`.
pub fn address_of(app: &App, tool: ToolId) -> String {
    Base::of(app).at(&format!("ActivityDefinition/{}", ids::written(tool)))
}

/// What can be done here, for people: each type of resource with its interactions and what it is.
pub fn table() -> impl Iterator<Item = (&'static str, Vec<&'static str>, &'static str)> {
    capability::RESOURCES.iter().map(|resource| {
        let mut codes: Vec<_> = resource.interactions.iter().map(|interaction| interaction.code).collect();
        codes.dedup();
        (resource.kind, codes, resource.documentation)
    })
}

/// Everything under `/fhir`. Open to browsers of any origin, since tools run there: tokens are sent by hand, never as cookies.
pub fn routes() -> Router<App> {
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers([
            header::ACCEPT,
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            header::IF_NONE_MATCH,
            header::HeaderName::from_static("if-none-exist"),
            header::HeaderName::from_static("prefer"),
            header::HeaderName::from_static("dpop"),
        ])
        .expose_headers([
            header::ETAG,
            header::LAST_MODIFIED,
            header::LOCATION,
            header::RETRY_AFTER,
            header::WWW_AUTHENTICATE,
            header::HeaderName::from_static("x-request-id"),
        ]);
    // Before the layers, so that they stand around it too: a browser's preflight is such a request.
    let routes = capability::routes()
        .method_not_allowed_fallback(async || Error::status(StatusCode::METHOD_NOT_ALLOWED));
    routes.layer(middleware::from_fn(answer::negotiate)).layer(cors)
}
