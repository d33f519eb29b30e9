//! Turning a prescription down.

use database::Tx;
use kernel::PrescriptionId;
use prescriber::{Prescription, Reason};

use crate::{Result, Whole};

/// Turns down a prescription of the subject. A limited power of attorney (F10) is no ground for it; R8 is the prescription's own.
pub async fn decline(
    tx: &Tx,
    whole: &Whole,
    id: PrescriptionId,
    reason: Option<Reason>,
) -> Result<Prescription> {
    let acting = whole.acting();
    Ok(prescriber::decline(tx, &acting.citizen(), acting.scope(), id, reason).await?)
}
