//! What has run out is marked as such.

use database::{Read, Tx};
use kernel::{Actor, oslo};

use crate::{EventKind, Notice, Prescription, Result, announce, change, store};

/// Marks up to `limit` open prescriptions whose last day is behind; how many there were. Call again while it equals `limit`.
pub async fn expire_due(tx: &Tx, limit: u64) -> Result<u64> {
    let over = store::prescription::list_over(tx, oslo::date(tx.now()), limit).await?;
    let mut count = 0;
    for prescription in over {
        expire(tx, prescription).await?;
        count += 1;
    }
    Ok(count)
}

/// Marks one as expired and tells the patient.
pub(crate) async fn expire(tx: &Tx, prescription: Prescription) -> Result<Prescription> {
    let state = prescription.state.clone().expire(tx.now())?;
    let expired = change::advance(tx, prescription, state, Actor::System, EventKind::Expired).await?;
    announce::tell_patient(tx, &expired, Notice::PrescriptionExpired);
    Ok(expired)
}
