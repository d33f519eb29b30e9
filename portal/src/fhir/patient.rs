//! The person whose tool it is, as `Patient`: the id that is this client's alone, and what its token's scopes reveal.

use axum::{extract::Path, http::StatusCode, response::Response};
use identity::Access;
use serde::Serialize;

use super::{Failure, Result, answer, datatypes::Identifier, token::AnyToken};

/// The resource.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Patient {
    resource_type: &'static str,
    id: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    identifier: Vec<Identifier>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    name: Vec<HumanName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    birth_date: Option<String>,
}

/// `HumanName`, as one text.
#[derive(Debug, Serialize)]
pub(super) struct HumanName {
    pub(super) text: String,
}

impl Patient {
    /// What the policy lets this client know, each member under its own scope. A pseudonymous client's answer knows nobody (row 26).
    fn of(access: &Access) -> Self {
        let mut patient = Self {
            resource_type: "Patient",
            id: access.patient_id.clone(),
            identifier: Vec::new(),
            name: Vec::new(),
            birth_date: None,
        };
        let Some(known) = &access.answer.identity else { return patient };
        if access.scopes.has("pid") {
            patient.identifier.extend(known.pid.as_ref().map(|pid| Identifier {
                system: format!(
                    "urn:oid:2.16.578.1.12.4.1.{}",
                    if pid.is_d_number() { "4.2" } else { "4.1" }
                ),
                value: pid.expose(),
            }));
        }
        if access.scopes.has("profile") {
            patient.name.extend(known.name.clone().map(|text| HumanName { text }));
            patient.birth_date = known.birthdate.map(|day| day.to_string());
        }
        patient
    }
}

/// `GET /fhir/Patient/{id}`: one's own context, nobody else.
pub async fn read(token: AnyToken, Path(id): Path<String>) -> Result<Response> {
    if id != token.access().patient_id {
        return Err(Failure::not_found());
    }
    answer::json(StatusCode::OK, &Patient::of(token.access()))
}
