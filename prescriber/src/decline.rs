//! The citizen turns it down.

use database::{Read, Tx};
use kernel::{Citizen, PrescriptionId};

use crate::{Error, EventKind, PatientScope, Prescription, Reason, Result, announce, change, store};

/// Turns a prescription down and tells those who follow up. Nobody does so for another where R8 keeps representatives out; `launch` has decided that
/// this citizen may on the ground there is (F10).
pub async fn decline(
    tx: &Tx,
    citizen: &Citizen,
    scope: PatientScope,
    id: PrescriptionId,
    reason: Option<Reason>,
) -> Result<Prescription> {
    let found = store::prescription::find_for_patient(tx, scope.checked(citizen)?, id).await?;
    let prescription =
        found.filter(|found| found.representative_allowed || !citizen.represents()).ok_or(Error::NotFound)?;
    let state = prescription.state.clone().decline(tx.now(), reason.clone())?;
    let kind = EventKind::Declined { reason };
    let declined = change::advance(tx, prescription, state, citizen.into(), kind).await?;
    announce::tell_clinicians(tx, &declined, "prescription-declined", citizen.person).await?;
    Ok(declined)
}
