//! Doors for `fuzz/`: what reads the outside, as the handlers call it. There with the feature `fuzzing` only.

use axum::http::HeaderMap;
use jiff::Timestamp;

use crate::{
    fhir,
    web::{FormState, form},
};

/// A posted form.
pub fn form(body: &[u8]) -> Option<FormState> {
    form::decode(body).ok()
}

/// What is kept of an `Observation` about this patient.
///
/// # Errors
/// How many places are told to be wrong.
pub fn observation(text: &str, patient: &str, now: Timestamp) -> Result<String, usize> {
    match fhir::accept(text, patient, now) {
        Ok(accepted) => Ok(accepted.resource),
        Err(fhir::Failure::Outcome { issues, .. }) => Err(issues.len()),
        Err(_) => Err(1),
    }
}

/// The identifier that `If-None-Exist` asks for.
pub fn condition(header: &str) -> Option<String> {
    fhir::if_none_exist(header).ok()
}

/// The address of the page that a FHIR search asks for, written anew.
pub fn search(query: &str) -> Option<String> {
    fhir::asked_again(query, &HeaderMap::new()).ok()
}
