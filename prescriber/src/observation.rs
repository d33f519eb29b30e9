//! Patient-generated data.

use std::fmt;

use database::Read;
use jiff::Timestamp;
use kernel::{ClientId, ObservationId, PersonId, PrescriptionId, ToolId};

use crate::{Page, PatientScope, Result, store};

/// Something that a tool reported: a FHIR resource, kept as it was written so that decimals stay exact.
#[derive(Clone, PartialEq, Eq)]
pub struct Observation {
    /// Its id.
    pub id: ObservationId,
    /// Whom it is about.
    pub patient: PersonId,
    /// Who was at the keyboard.
    pub reporter: PersonId,
    /// Which client reported it.
    pub client: ClientId,
    /// Which tool.
    pub tool: ToolId,
    /// On which prescription, if on one.
    pub prescription: Option<PrescriptionId>,
    /// The client's own identifier, `system|value`.
    pub identifier: Option<String>,
    /// What was measured, `system|code`.
    pub code: String,
    /// When it was measured.
    pub effective_at: Timestamp,
    /// When it came in.
    pub received_at: Timestamp,
    /// The resource as JSON text, unknown elements included.
    pub resource: String,
}

impl fmt::Debug for Observation {
    /// No health information: logs take this.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Observation({})", self.id)
    }
}

/// What tools have reported about the patient, newest first.
pub async fn list_observations(
    db: &impl Read,
    scope: PatientScope,
    page: Page<ObservationId>,
) -> Result<Vec<Observation>> {
    store::observation::list_for_patient(db, scope, page).await
}

/// What one tool has reported about a patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Which tool.
    pub tool: ToolId,
    /// How many measurements.
    pub count: u64,
    /// When the last one came in.
    pub last: Timestamp,
}

/// How much each tool has reported about the patient, the latest first.
pub async fn list_told(db: &impl Read, scope: PatientScope) -> Result<Vec<Told>> {
    store::observation::told_of_patient(db, scope).await
}

/// What this client reported about this patient under this id.
pub async fn find_observation_of_client(
    db: &impl Read,
    client: ClientId,
    patient: PersonId,
    id: ObservationId,
) -> Result<Option<Observation>> {
    store::observation::find_for_client(db, client, patient, id).await
}
