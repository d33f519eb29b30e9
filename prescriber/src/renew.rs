//! A longer period.

use database::{Read, Tx};
use jiff::civil::Date;
use kernel::{Clinician, PrescriptionId, oslo};

use crate::{
    Error, EventKind, Instructions, Notice, Period, Prescription, Result, Step, announce, change, store,
};

/// What a renewal changes.
#[derive(Debug, Clone)]
pub struct Renew {
    /// Which one.
    pub prescription: PrescriptionId,
    /// Its version on the page that the clinician saw.
    pub version: u32,
    /// The new last day; `None` for no end.
    pub ends: Option<Date>,
    /// The next follow-up.
    pub follow_up: Option<Date>,
    /// New instructions; the old ones stay where `None`.
    pub instructions: Option<Instructions>,
}

/// Lets an open prescription go on, so that the patient keeps tool, permissions and logins.
pub async fn renew(tx: &Tx, clinician: &Clinician, command: Renew) -> Result<Prescription> {
    let found = store::prescription::find_for_clinician(tx, clinician, command.prescription).await?;
    let mut prescription = found.ok_or(Error::NotFound)?;
    if prescription.version != command.version {
        return Err(Error::Stale);
    }
    let stage = prescription.state.stage();
    if !stage.is_open() {
        return Err(crate::Refused { from: stage, step: Step::Expire }.into());
    }
    let period = Period::new(prescription.period.starts(), command.ends)?;
    if period.is_over(oslo::date(tx.now())) {
        return Err(Error::AlreadyOver);
    }
    if command.follow_up.is_some_and(|day| day < period.starts()) {
        return Err(Error::FollowUpBeforeStart);
    }
    let kind = EventKind::Renewed { ended: prescription.period.ends(), ends: command.ends };
    prescription.period = period;
    prescription.follow_up = command.follow_up;
    if command.instructions.is_some() {
        prescription.instructions = command.instructions;
    }
    let renewed = change::record(tx, prescription, clinician.into(), kind).await?;
    announce::tell_patient(tx, &renewed, Notice::PrescriptionChanged);
    Ok(renewed)
}
