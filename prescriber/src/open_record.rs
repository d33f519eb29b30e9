//! A clinician opens a prescription.

use database::Tx;
use kernel::{Clinician, PrescriptionId};

use crate::{Error, Event, Follower, LookKind, Prescription, Result, store};

/// A prescription with its history.
#[derive(Debug, Clone)]
pub struct Record {
    /// The prescription.
    pub prescription: Prescription,
    /// What has happened, oldest first.
    pub events: Vec<Event>,
    /// Who has taken over.
    pub followers: Vec<Follower>,
}

/// Opens a prescription that the clinician follows up, and leaves a look that the patient reads.
pub async fn open_record(tx: &Tx, clinician: &Clinician, id: PrescriptionId) -> Result<Record> {
    let found = store::prescription::find_for_clinician(tx, clinician, id).await?;
    let prescription = found.ok_or(Error::NotFound)?;
    store::look::insert(tx, clinician, prescription.patient, LookKind::Prescription, id).await?;
    let events = store::event::list(tx, id).await?;
    let followers = store::follower::list(tx, id).await?;
    Ok(Record { prescription, events, followers })
}
