//! Withholding from the parents (F11).

use database::Tx;
use kernel::{Clinician, PrescriptionId};

use crate::{Error, EventKind, Prescription, Result, Withheld, change, patient, store};

/// Withholds a prescription from the patient's parents, or ends that. Nobody is told.
pub async fn withhold(
    tx: &Tx,
    clinician: &Clinician,
    id: PrescriptionId,
    because: Option<Withheld>,
) -> Result<Prescription> {
    let found = store::prescription::find_for_clinician(tx, clinician, id).await?;
    let prescription = found.ok_or(Error::NotFound)?;
    patient::check_withheld(tx, prescription.patient, because).await?;
    if prescription.withheld == because {
        return Ok(prescription);
    }
    let changed = Prescription { withheld: because, ..prescription };
    change::record(tx, changed, clinician.into(), EventKind::Withheld { because }).await
}
