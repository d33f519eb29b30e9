//! Finders. Each carries the scope of who asks.

use std::collections::HashMap;

use database::Read;
use jiff::Timestamp;
use kernel::{Clinician, Hidden, PersonId, PrescriptionId, ToolId, UnitId};

use crate::{Event, Page, PatientScope, Prescription, Result, store};

/// A clinician who has taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follower {
    /// Who.
    pub person: PersonId,
    /// In which unit then.
    pub unit: Option<UnitId>,
    /// Since when.
    pub since: Timestamp,
}

/// What a clinician looks for among the prescriptions that are followed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClinicianFilter {
    /// Those of this patient.
    pub patient: Option<PersonId>,
    /// Those that are not ended.
    pub open_only: bool,
}

/// The patient's prescription with this id.
pub async fn find_for_patient(
    db: &impl Read,
    scope: PatientScope,
    id: PrescriptionId,
) -> Result<Option<Prescription>> {
    store::prescription::find_for_patient(db, scope, id).await
}

/// Those of these ids that are the patient's, in no order.
pub async fn list_by_ids_for_patient(
    db: &impl Read,
    scope: PatientScope,
    ids: &[PrescriptionId],
) -> Result<Vec<Prescription>> {
    store::prescription::list_by_ids_for_patient(db, scope, ids).await
}

/// The patient's prescriptions, newest first.
pub async fn list_for_patient(
    db: &impl Read,
    scope: PatientScope,
    page: Page<PrescriptionId>,
) -> Result<Vec<Prescription>> {
    store::prescription::list_for_patient(db, scope, page).await
}

/// The patient's prescriptions of one tool, newest first; the 50 latest.
pub async fn list_of_tool_for_patient(
    db: &impl Read,
    scope: PatientScope,
    tool: ToolId,
) -> Result<Vec<Prescription>> {
    store::prescription::list_of_tool(db, scope, tool).await
}

/// What this scope must learn nothing of, since it is withheld (F11).
pub async fn hidden(db: &impl Read, scope: PatientScope) -> Result<Hidden> {
    store::prescription::hidden(db, scope).await
}

/// Prescriptions that the clinician issued, shares the unit of or has taken over, newest first. To read one, `open_record`.
pub async fn list_for_clinician(
    db: &impl Read,
    clinician: &Clinician,
    filter: ClinicianFilter,
    page: Page<PrescriptionId>,
) -> Result<Vec<Prescription>> {
    store::prescription::list_for_clinician(db, clinician, filter.patient, filter.open_only, page).await
}

/// Of these patients, those with an open prescription of the tool.
pub async fn list_patients_of_tool(
    db: &impl Read,
    tool: ToolId,
    patients: &[PersonId],
) -> Result<Vec<PersonId>> {
    store::prescription::patients_of_tool(db, tool, patients).await
}

/// Open prescriptions of a tool in the order of issue, after this one: for telling everybody affected when it is halted.
pub async fn list_open_of_tool(
    db: &impl Read,
    tool: ToolId,
    after: Option<PrescriptionId>,
    limit: u64,
) -> Result<Vec<Prescription>> {
    store::prescription::list_open_of_tool(db, tool, after, limit).await
}

/// How many are told when a tool is halted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Affected {
    /// Patients with an open prescription of it.
    pub patients: u64,
    /// Clinicians who issued one of those.
    pub clinicians: u64,
}

/// How many have an open prescription of a tool, and how many have issued them.
pub async fn count_affected(db: &impl Read, tool: ToolId) -> Result<Affected> {
    store::prescription::count_affected(db, tool).await
}

/// How many people have an open prescription of each of these tools; a tool that nobody has is left out. For statistics, which show no small cells.
pub async fn count_patients_by_tool(db: &impl Read, tools: &[ToolId]) -> Result<Vec<(ToolId, u64)>> {
    store::prescription::patients_by_tool(db, tools).await
}

/// What has happened to a prescription that was found, oldest first.
pub async fn list_events(db: &impl Read, of: &Prescription) -> Result<Vec<Event>> {
    store::event::list(db, of.id).await
}

/// What has happened to prescriptions that were found, each in order.
pub async fn list_events_of(
    db: &impl Read,
    of: &[Prescription],
) -> Result<HashMap<PrescriptionId, Vec<Event>>> {
    let ids: Vec<PrescriptionId> = of.iter().map(|one| one.id).collect();
    let mut all: HashMap<PrescriptionId, Vec<Event>> = HashMap::new();
    for (id, event) in store::event::list_of(db, &ids).await? {
        all.entry(id).or_default().push(event);
    }
    Ok(all)
}

/// What other citizens have done with the patient's prescriptions before this instant, of these kinds, newest first.
pub async fn list_events_by_others(
    db: &impl Read,
    scope: PatientScope,
    kinds: &[&str],
    before: Option<Timestamp>,
    limit: u64,
) -> Result<Vec<(PrescriptionId, Event)>> {
    store::event::by_others(db, scope, kinds, before, limit).await
}

/// Who has taken over a prescription that was found.
pub async fn list_followers(db: &impl Read, of: &Prescription) -> Result<Vec<Follower>> {
    store::follower::list(db, of.id).await
}
