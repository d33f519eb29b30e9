//! What a patient must be.

use std::ops::RangeInclusive;

use database::{Read, Tx};
use kernel::{PersonId, oslo};
use people::PersonStatus;

use crate::{Error, Result, Withheld};

/// Ages at which a child's own wish withholds a prescription from the parents (F11; *pasient- og brukerrettighetsloven* § 3-4).
pub const WITHHELD_ON_ASKING: RangeInclusive<i16> = 12..=15;

/// A living person whom the platform knows.
pub(crate) async fn check(tx: &Tx, patient: PersonId) -> Result<()> {
    let person = people::find_person(tx, patient).await?;
    match person {
        Some(person) if person.facts.status != PersonStatus::Dead => Ok(()),
        _ => Err(Error::Patient),
    }
}

/// A child of 12–15 can ask that the parents are not told; weighty reasons count at any age (F11).
pub(crate) async fn check_withheld(tx: &Tx, patient: PersonId, because: Option<Withheld>) -> Result<()> {
    if because != Some(Withheld::ChildAsked) {
        return Ok(());
    }
    let person = people::find_person(tx, patient).await?.ok_or(Error::Patient)?;
    if WITHHELD_ON_ASKING.contains(&person.age(oslo::date(tx.now()))) {
        Ok(())
    } else {
        Err(Error::WithheldAge)
    }
}
