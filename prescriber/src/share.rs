//! What the patient lets those who follow up read.

use database::Tx;
use kernel::{Citizen, PrescriptionId};

use crate::{Error, EventKind, PatientScope, Prescription, Result, Sharing, change, store};

/// Sets what is shared from now on. `launch` has decided that this citizen may give or take it back (F8, F12, R1–R8).
pub async fn share(
    tx: &Tx,
    citizen: &Citizen,
    scope: PatientScope,
    id: PrescriptionId,
    sharing: Sharing,
) -> Result<Prescription> {
    let found = store::prescription::find_for_patient(tx, scope.checked(citizen)?, id).await?;
    let prescription = found.ok_or(Error::NotFound)?;
    if prescription.sharing == sharing {
        return Ok(prescription);
    }
    let changed = Prescription { sharing, ..prescription };
    change::record(tx, changed, citizen.into(), EventKind::Shared { sharing }).await
}
