//! Finished as meant.

use database::{Read, Tx};
use kernel::{Actor, Citizen, Clinician, PrescriptionId};

use crate::{Error, EventKind, PatientScope, Prescription, Result, change, store};

/// Who says that it is finished.
#[derive(Debug, Clone, Copy)]
pub enum Completer<'a> {
    /// The patient, or who acts for the patient.
    Citizen(&'a Citizen),
    /// A clinician who follows up.
    Clinician(&'a Clinician),
}

/// Ends a prescription as finished; it must have been started.
pub async fn complete(tx: &Tx, by: Completer<'_>, id: PrescriptionId) -> Result<Prescription> {
    let (found, actor) = match by {
        Completer::Citizen(citizen) => {
            let scope = PatientScope::of(citizen);
            let found = store::prescription::find_for_patient(tx, scope, id).await?;
            let allowed = found.filter(|found| found.representative_allowed || !citizen.represents());
            (allowed, Actor::from(citizen))
        }
        Completer::Clinician(clinician) => {
            (store::prescription::find_for_clinician(tx, clinician, id).await?, clinician.into())
        }
    };
    let prescription = found.ok_or(Error::NotFound)?;
    let state = prescription.state.clone().complete(tx.now())?;
    change::advance(tx, prescription, state, actor, EventKind::Completed).await
}
