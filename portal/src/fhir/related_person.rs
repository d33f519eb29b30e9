//! The person at the keyboard who acts for the one whose tool it is, as `RelatedPerson`: where `fhirUser` points to.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use database::Read;
use identity::{Access, Basis};
use serde::Serialize;

use super::{
    Base, Failure, Result, answer,
    datatypes::{CodeableConcept, Coding, Reference},
    patient::HumanName,
    token::AnyToken,
};
use crate::web::App;

/// Standard roles (HL7 v3).
const ROLES: &str = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";

/// The resource.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct RelatedPerson {
    resource_type: &'static str,
    id: String,
    patient: Reference,
    relationship: Vec<CodeableConcept>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    name: Vec<HumanName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<Period>,
}

#[derive(Debug, Serialize)]
struct Period {
    end: String,
}

impl RelatedPerson {
    /// The basis by the standard's role and by our own word; the name only where the policy lets this client know it (row 26).
    fn of(access: &Access, base: &Base, id: String) -> Self {
        let representation = access.answer.representation.as_ref();
        let relationship = representation.into_iter().flat_map(|given| {
            let (role, ours) = codes(given.basis);
            let ours = Coding::new(base.code_system("representation-basis"), ours);
            [Coding::new(ROLES, role).into(), ours.into()]
        });
        let name = access.answer.actor_name.clone().filter(|_| access.scopes.has("profile"));
        Self {
            resource_type: "RelatedPerson",
            id,
            patient: Reference::to(format!("Patient/{}", access.patient_id)),
            relationship: relationship.collect(),
            name: name.map(|text| HumanName { text }).into_iter().collect(),
            period: representation
                .and_then(|given| given.until)
                .map(|until| Period { end: until.to_string() }),
        }
    }
}

/// The basis as HL7's role, and as `representation.basis` of our tokens.
const fn codes(basis: Basis) -> (&'static str, &'static str) {
    match basis {
        Basis::Parent => ("PRN", "parent"),
        Basis::AssignedPoa => ("POWATT", "assigned_poa"),
        Basis::OrdinaryPoa => ("POWATT", "ordinary_poa"),
    }
}

/// `GET /fhir/RelatedPerson/{id}`: who acts in one's own context, nobody else.
pub async fn read(State(app): State<App>, token: AnyToken, Path(id): Path<String>) -> Result<Response> {
    let access = token.access();
    let party = access.client.party;
    let own = party.related_person(app.database.keyring(), access.client.id, access.person, access.subject);
    if access.person == access.subject || id != own {
        return Err(Failure::not_found());
    }
    answer::json(StatusCode::OK, &RelatedPerson::of(access, &Base::of(&app), id))
}
