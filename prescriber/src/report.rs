//! A tool reports.

use database::{Audit, Read, Tx};
use jiff::Timestamp;
use kernel::{Actor, ClientId, PersonId, PrescriptionId, ToolId};
use serde_json::json;

use crate::{Error, Observation, PatientScope, Result, store};

/// What a tool reports, on a token that has been checked (`launch::recheck`).
#[derive(Clone)]
pub struct Report {
    /// Whom it is about: the person in `sub`.
    pub patient: PersonId,
    /// Who is at the keyboard.
    pub reporter: PersonId,
    /// Which client.
    pub client: ClientId,
    /// Which tool.
    pub tool: ToolId,
    /// The prescription of the grant.
    pub prescription: Option<PrescriptionId>,
    /// The client's own identifier, `system|value`.
    pub identifier: Option<String>,
    /// What was measured, `system|code`.
    pub code: String,
    /// When it was measured.
    pub effective_at: Timestamp,
    /// The resource as JSON text.
    pub resource: String,
}

/// What became of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reported {
    /// It is new.
    Created(Observation),
    /// The same content under the same identifier was there already.
    Existing(Observation),
}

/// Takes in a report. The same identifier again from the same client gives what is there, with other content `Identifier`.
pub async fn report(tx: &Tx, report: Report) -> Result<Reported> {
    let digest = tx.keyring().mac("prescriber.observation", &[report.resource.as_bytes()]);
    if let Some(identifier) = &report.identifier {
        let known =
            store::observation::find_by_identifier(tx, report.client, report.patient, identifier).await?;
        if let Some((observation, before)) = known {
            return if before == digest {
                Ok(Reported::Existing(observation))
            } else {
                Err(Error::Identifier)
            };
        }
    }
    if let Some(id) = report.prescription {
        let scope = PatientScope { patient: report.patient, withheld_too: true };
        let prescription = store::prescription::find_for_patient(tx, scope, id).await?;
        prescription.filter(|found| found.tool == report.tool).ok_or(Error::NotFound)?;
    }
    let observation = Observation {
        id: tx.new_id(),
        patient: report.patient,
        reporter: report.reporter,
        client: report.client,
        tool: report.tool,
        prescription: report.prescription,
        identifier: report.identifier,
        code: report.code,
        effective_at: report.effective_at,
        received_at: tx.now(),
        resource: report.resource,
    };
    store::observation::insert(tx, &observation, digest).await.map_err(|error| match error {
        Error::Database(inner) if inner.is_constraint("uq_observations_client_id_patient_id_identifier") => {
            Error::Again
        }
        other => other,
    })?;
    let actor = Actor::Client { client: report.client };
    let detail = json!({"prescription": observation.prescription, "tool": observation.tool});
    tx.audit(Audit::new(actor, "observation.report", observation.id).detail(detail));
    Ok(Reported::Created(observation))
}
