//! The first start.

use database::{Read, Tx};
use kernel::{Citizen, PrescriptionId};

use crate::{Error, EventKind, PatientScope, Prescription, Result, Stage, change, store};

/// Marks as active what is being started. Called by `launch` with a start that was found eligible; later starts change nothing.
pub async fn activate(tx: &Tx, citizen: &Citizen, id: PrescriptionId) -> Result<Prescription> {
    let scope = PatientScope::of(citizen).with_withheld();
    let prescription = store::prescription::find_for_patient(tx, scope, id).await?.ok_or(Error::NotFound)?;
    if prescription.state.stage() == Stage::Active {
        return Ok(prescription);
    }
    let state = prescription.state.clone().start(tx.now())?;
    change::advance(tx, prescription, state, citizen.into(), EventKind::Started).await
}
