//! Somebody comes with the code of a printed letter (domain §5).

use database::{Audit, Read, Tx};
use kernel::{Citizen, oslo};

use crate::{PatientScope, PickUpCode, Prescription, Result, mark_seen::mark_seen, store};

/// The prescription that a code stands for, if it is one that this citizen may find: `launch` has proved each of the scopes, the own
/// one and those of everybody whom the citizen may act for. Marked as seen where the session acts for its patient already.
///
/// Unknown and expired codes, and those of other patients or withheld ones (F11), are one and the same answer of the same
/// question; the attempt stands in the audit log either way.
pub async fn pick_up(
    tx: &Tx,
    citizen: &Citizen,
    scopes: &[PatientScope],
    code: &PickUpCode,
) -> Result<Option<Prescription>> {
    let today = oslo::date(tx.now());
    let found = store::pick_up::find(tx, scopes, code, today).await?;
    let Some(prescription) = found.filter(|one| !one.period.is_over(today)) else {
        tx.audit(Audit::new(citizen, "prescription.pick_up_refuse", citizen.person));
        return Ok(None);
    };
    tx.audit(Audit::new(citizen, "prescription.pick_up", prescription.id));
    let here = scopes.iter().find(|scope| scope.patient == citizen.subject);
    match here.filter(|scope| scope.patient == prescription.patient) {
        Some(scope) => mark_seen(tx, citizen, *scope, prescription.id).await.map(Some),
        None => Ok(Some(prescription)),
    }
}
