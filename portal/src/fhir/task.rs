//! The prescription that a tool was started on, as `Task` (contract §3.2). Its id is this client's alone.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use database::Read as _;
use identity::Interaction;
use prescriber::{PatientScope, Prescription, Stage};
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Base, Failure, Result,
    answer::Versioned,
    datatypes::{CodeableConcept, Coding, Reference},
    ids,
    token::ToolToken,
};
use crate::web::App;

/// The resource.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Task {
    resource_type: &'static str,
    id: String,
    meta: Value,
    instantiates_canonical: String,
    status: &'static str,
    business_status: CodeableConcept,
    intent: &'static str,
    code: CodeableConcept,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(rename = "for")]
    patient: Reference,
    authored_on: String,
    last_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    note: Vec<Value>,
    restriction: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    input: Vec<Value>,
}

/// R4's task-status for each stage of a prescription (contract §3.2, domain §5).
const fn status(stage: Stage) -> &'static str {
    match stage {
        Stage::Issued => "requested",
        Stage::Seen => "received",
        Stage::Active => "in-progress",
        Stage::Completed => "completed",
        Stage::Declined => "rejected",
        // The stage itself stands in businessStatus.
        Stage::Stopped | Stage::Expired => "cancelled",
    }
}

impl Task {
    fn of(app: &App, token: &ToolToken, id: String, found: &Prescription, revision: i32) -> Self {
        let base = Base::of(app);
        let stage = found.state.stage();
        let tool = ids::written(found.tool);
        // What a clinician wrote may name people: only tools that may know who it is about get to read it.
        let known = token.access.answer.identity.is_some();
        let mut period = json!({ "start": found.period.starts().to_string() });
        if let Some(ends) = found.period.ends() {
            period["end"] = ends.to_string().into();
        }
        let input = found.task.as_ref().map(|task| {
            let code = Coding::new(base.code_system("task-input"), "task");
            json!({ "type": CodeableConcept::from(code), "valueString": task })
        });
        Self {
            resource_type: "Task",
            id,
            meta: json!({
                "versionId": found.version.to_string(),
                "lastUpdated": found.state_since.to_string(),
                "security": [Coding::new("urn:oid:2.16.578.1.12.4.1.1.7618", "3")],
            }),
            instantiates_canonical: format!("{}|{revision}", base.at(&format!("ActivityDefinition/{tool}"))),
            status: status(stage),
            business_status: Coding::new(base.code_system("prescription-stage"), stage.as_str()).into(),
            intent: "order",
            code: Coding::new(
                "http://hl7.org/fhir/smart-app-launch/CodeSystem/smart-codes",
                "launch-app-standalone",
            )
            .into(),
            description: known.then(|| found.goal.to_string()),
            patient: Reference::to(format!("Patient/{}", token.access.patient_id)),
            authored_on: found.issued_at().to_string(),
            last_modified: found.state_since.to_string(),
            note: found
                .instructions
                .iter()
                .filter(|_| known)
                .map(|text| json!({ "text": text.as_str() }))
                .collect(),
            restriction: json!({ "period": period }),
            input: input.into_iter().collect(),
        }
    }
}

/// `GET /fhir/Task/{id}`: the prescription of one's own context, no other.
pub async fn read(
    State(app): State<App>,
    token: ToolToken,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    token.must("Task", Interaction::Read)?;
    let access = &token.access;
    let prescription = access.prescription.or(access.answer.prescription).ok_or_else(Failure::not_found)?;
    if id != access.client.party.task(app.database.keyring(), Some(access.client.id), prescription) {
        return Err(Failure::not_found());
    }
    // The token has just been decided about with this very prescription: F11 as well, which some grounds for acting for another are not spoken of in.
    let scope = PatientScope::of(&token.citizen).with_withheld();
    let found = prescriber::find_for_patient(&app.database, scope, prescription)
        .await?
        .ok_or_else(Failure::not_found)?;
    let listing =
        catalogue::find_listing_of(&app.database, found.tool).await?.ok_or_else(Failure::not_found)?;
    let resource = Task::of(&app, &token, id, &found, listing.revision.number);
    let version = found.version.to_string();
    Versioned { resource, version, updated: found.state_since, public: false }.answer(&headers)
}
