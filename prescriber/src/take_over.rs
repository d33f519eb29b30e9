//! A colleague elsewhere in the organisation takes over.

use database::Tx;
use jiff::Timestamp;
use kernel::{Clinician, PersonId, PrescriptionId, ToolId, UnitId};

use crate::{Error, EventKind, LookKind, Prescription, Reason, Result, announce, change, store};

/// What a colleague elsewhere in the organisation sees before taking over: that it is there, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transferable {
    /// The prescription.
    pub id: PrescriptionId,
    /// The tool.
    pub tool: ToolId,
    /// The unit that issued it.
    pub unit: Option<UnitId>,
    /// Who issued it.
    pub prescriber: PersonId,
    /// When.
    pub issued_at: Timestamp,
}

/// A patient's open prescriptions in the clinician's organisation that the clinician does not follow up yet. Leaves a look.
pub async fn list_transferable(
    tx: &Tx,
    clinician: &Clinician,
    patient: PersonId,
) -> Result<Vec<Transferable>> {
    let all = store::prescription::list_open_in_organisation(tx, clinician.organisation, patient).await?;
    let mut others = Vec::with_capacity(all.len());
    for prescription in all {
        if store::prescription::find_for_clinician(tx, clinician, prescription.id).await?.is_none() {
            store::look::insert(tx, clinician, patient, LookKind::TakeOver, prescription.id).await?;
            others.push(Transferable {
                id: prescription.id,
                tool: prescription.tool,
                unit: prescription.unit,
                prescriber: prescription.prescriber,
                issued_at: prescription.issued_at(),
            });
        }
    }
    Ok(others)
}

/// From here on this clinician follows up too. The reason is part of the prescription's history, which the patient reads.
pub async fn take_over(
    tx: &Tx,
    clinician: &Clinician,
    id: PrescriptionId,
    reason: Reason,
) -> Result<Prescription> {
    let found = store::prescription::find_in_organisation(tx, clinician.organisation, id).await?;
    let prescription = found.ok_or(Error::NotFound)?;
    if store::prescription::find_for_clinician(tx, clinician, id).await?.is_some() {
        return Ok(prescription);
    }
    if !prescription.state.stage().is_open() {
        // What is closed is nobody's to follow up: as if it were not there.
        return Err(Error::NotFound);
    }
    store::follower::add(tx, id, clinician).await?;
    store::look::insert(tx, clinician, prescription.patient, LookKind::TakeOver, id).await?;
    let kind = EventKind::TakenOver { reason };
    let taken = change::record(tx, prescription, clinician.into(), kind).await?;
    announce::tell_clinicians(tx, &taken, "prescription-taken-over", clinician.person).await?;
    Ok(taken)
}
