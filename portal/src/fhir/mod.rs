//! FHIR R4 (4.0.1) at `/fhir`: the open catalogue as `ActivityDefinition` and `Endpoint`, and what tools report as
//! `Observation`. JSON only; every error is an `OperationOutcome`.
//!
//! What there is stands in one table ([`capability::RESOURCES`]): routes and the `CapabilityStatement` are made from it.

mod answer;
mod bundle;
mod datatypes;
mod ids;
mod json;
mod observation;
mod outcome;
mod parameters;

use axum::{Router, http::Method, http::header, middleware};
use tower_http::cors::{Any, CorsLayer};

use crate::web::App;

pub use outcome::{Failure, Issue, Result};

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
