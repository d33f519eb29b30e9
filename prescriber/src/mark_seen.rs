//! The patient reads it.

use database::{Read, Tx};
use kernel::{Citizen, PrescriptionId};

use crate::{Error, EventKind, PatientScope, Prescription, Result, Stage, change, store};

/// Opens a prescription for the patient (or who acts for the patient), marking the first reading.
pub async fn mark_seen(
    tx: &Tx,
    citizen: &Citizen,
    scope: PatientScope,
    id: PrescriptionId,
) -> Result<Prescription> {
    let prescription = store::prescription::find_for_patient(tx, scope.checked(citizen)?, id)
        .await?
        .ok_or(Error::NotFound)?;
    if prescription.state.stage() != Stage::Issued {
        return Ok(prescription);
    }
    let state = prescription.state.clone().see(tx.now())?;
    change::advance(tx, prescription, state, citizen.into(), EventKind::Seen).await
}
