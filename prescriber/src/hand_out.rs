//! A clinician prints a letter for a patient who is not active digitally (domain §5).

use database::{Audit, Read, Tx};
use jiff::{ToSpan, civil::Date};
use kernel::{Clinician, PrescriptionId, oslo};
use serde_json::json;

use crate::{Error, PickUpCode, Prescription, Result, store};

/// A code counts so many days at most, and never longer than its prescription.
pub const PICK_UP_DAYS: i64 = 90;

/// What goes on the letter.
#[derive(Debug, Clone)]
pub struct HandOut {
    /// The code; nobody can read it again.
    pub code: PickUpCode,
    /// The last day that it counts.
    pub last_day: Date,
    /// What it picks up.
    pub prescription: Prescription,
}

/// Makes a pick-up code for an open prescription that the clinician follows up; an older letter's code dies.
pub async fn hand_out(tx: &Tx, clinician: &Clinician, id: PrescriptionId) -> Result<HandOut> {
    let found = store::prescription::find_for_clinician(tx, clinician, id).await?;
    let prescription = found.ok_or(Error::NotFound)?;
    let today = oslo::date(tx.now());
    // What has run out counts as ended from that day, whenever it is marked so.
    if !prescription.state.stage().is_open() || prescription.period.is_over(today) {
        return Err(Error::Ended);
    }
    let code = PickUpCode::of_random(tx.random());
    let longest = today.saturating_add(PICK_UP_DAYS.days());
    let last_day = prescription.period.ends().map_or(longest, |ends| ends.min(longest));
    store::pick_up::put(tx, id, &code, clinician.person, longest).await?;
    tx.audit(Audit::new(clinician, "prescription.hand_out", id).detail(json!({ "last_day": last_day })));
    Ok(HandOut { code, last_day, prescription })
}
