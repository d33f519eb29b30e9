//! Health personnel: who is authorised in what.

use database::{Audit, Read, Tx};
use kernel::{Actor, HprNumber, PersonId, Profession};

use crate::{Result, store};

/// A person in the register of health personnel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practitioner {
    /// The person.
    pub person: PersonId,
    /// The number in the register.
    pub hpr: HprNumber,
    /// Professions that the person is authorised in, as the register or the login last said.
    pub professions: Vec<Profession>,
}

/// Stores what the register of health personnel, or a login that carries it, says.
pub async fn upsert_practitioner(tx: &Tx, practitioner: &Practitioner) -> Result<()> {
    if store::practitioners::find(tx, practitioner.person).await?.as_ref() == Some(practitioner) {
        return Ok(());
    }
    store::practitioners::put(tx, practitioner).await?;
    tx.audit(Audit::new(Actor::System, "practitioner.register", practitioner.person));
    Ok(())
}

/// The person as health personnel, if they are.
pub async fn find_practitioner(db: &impl Read, person: PersonId) -> Result<Option<Practitioner>> {
    store::practitioners::find(db, person).await
}

/// The practitioner with this number, if there is one.
pub async fn find_practitioner_by_hpr(db: &impl Read, hpr: HprNumber) -> Result<Option<Practitioner>> {
    store::practitioners::find_by_hpr(db, hpr).await
}
