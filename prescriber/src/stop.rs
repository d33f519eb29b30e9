//! The clinician ends it.

use database::{Read, Tx};
use kernel::{Clinician, PrescriptionId};

use crate::{Error, EventKind, Notice, Prescription, Reason, Result, announce, change, store};

/// Ends a prescription that the clinician follows up, and tells the patient.
pub async fn stop(
    tx: &Tx,
    clinician: &Clinician,
    id: PrescriptionId,
    reason: Reason,
) -> Result<Prescription> {
    let found = store::prescription::find_for_clinician(tx, clinician, id).await?;
    let prescription = found.ok_or(Error::NotFound)?;
    let state = prescription.state.clone().stop(tx.now(), reason.clone())?;
    let kind = EventKind::Stopped { reason };
    let stopped = change::advance(tx, prescription, state, clinician.into(), kind).await?;
    announce::tell_patient(tx, &stopped, Notice::PrescriptionStopped);
    Ok(stopped)
}
