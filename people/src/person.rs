//! Persons as the population register knows them.

use std::fmt;

use database::{Audit, Read, Tx};
use jiff::{Timestamp, civil::Date};
use kernel::{Actor, Locale, NationalId, NationalIdKind, Operator, PersonId, Phrase};
use serde::{Deserialize, Serialize};

use crate::{AddressProtection, Error, PersonStatus, Result, store};

/// A person's name; given names and family name stand apart as in the register.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Given and middle names.
    pub given: Phrase<100>,
    /// Family name.
    pub family: Phrase<100>,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.given, self.family)
    }
}
impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Name(…)")
    }
}

/// What the rules of representation ask about one person (domain §6.2).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Birth date, from the register; never derived from the number.
    pub born: Date,
    /// Address protection (F2).
    pub address: AddressProtection,
    /// Standing in the register (F9).
    pub status: PersonStatus,
    /// Emergency block (*akuttsperre*, F5).
    pub emergency_block: bool,
    /// Lacks capacity to consent (F14).
    pub lacks_capacity: bool,
    /// Care order (*omsorgsovertakelse*, F4).
    pub care_order: bool,
    /// When the register said so: the facts' age is part of every decision.
    pub registered_at: Timestamp,
}

impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Facts(…)")
    }
}

/// A natural person. The number is not here: whoever needs it asks for it by `reveal_number`.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// The name.
    pub name: Name,
    /// What the rules of representation ask about.
    pub facts: Facts,
    /// The language wanted in messages.
    pub language: Locale,
    /// Key of a demonstration account; never in production.
    pub account_key: Option<String>,
    /// When the platform first knew of the person.
    pub created_at: Timestamp,
}

impl Person {
    /// Birth date, from the register.
    pub const fn born(&self) -> Date {
        self.facts.born
    }

    /// Age in whole years on this day.
    pub fn age(&self, on: Date) -> i16 {
        kernel::oslo::age(self.facts.born, on)
    }
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Person").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Which series of identity numbers an installation takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberPolicy {
    /// Those that the population register issues: profile `production`.
    Ordinary,
    /// Synthetic ones: profile `demo` and tests, so that no real person is ever entered there.
    Synthetic,
}

impl NumberPolicy {
    /// Whether this number is of the series.
    pub const fn takes(self, number: &NationalId) -> bool {
        matches!(
            (self, number.kind()),
            (Self::Ordinary, NationalIdKind::Ordinary) | (Self::Synthetic, NationalIdKind::Synthetic)
        )
    }
}

/// What the population register says about one person.
#[derive(Clone)]
pub struct RegisterEntry {
    /// The identity number.
    pub number: NationalId,
    /// The name.
    pub name: Name,
    /// Birth date.
    pub born: Date,
    /// Address protection.
    pub address: AddressProtection,
    /// Standing.
    pub status: PersonStatus,
    /// Emergency block.
    pub emergency_block: bool,
    /// Lacks capacity to consent.
    pub lacks_capacity: bool,
    /// Care order.
    pub care_order: bool,
    /// The language wanted in messages.
    pub language: Locale,
    /// Key of a demonstration account.
    pub account_key: Option<String>,
}

impl fmt::Debug for RegisterEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RegisterEntry(…)")
    }
}

/// Stores what the register says about a person, known before or not.
pub async fn upsert_from_register(tx: &Tx, policy: NumberPolicy, entry: RegisterEntry) -> Result<Person> {
    if !policy.takes(&entry.number) {
        return Err(Error::NumberSeries);
    }
    let facts = Facts {
        born: entry.born,
        address: entry.address,
        status: entry.status,
        emergency_block: entry.emergency_block,
        lacks_capacity: entry.lacks_capacity,
        care_order: entry.care_order,
        registered_at: tx.now(),
    };
    let known = store::persons::find_by_number(tx, &entry.number).await?;
    let person = Person {
        id: known.as_ref().map_or_else(|| tx.new_id(), |person| person.id),
        name: entry.name,
        facts,
        language: known.as_ref().map_or(entry.language, |person| person.language),
        account_key: entry.account_key.or_else(|| known.as_ref()?.account_key.clone()),
        created_at: known.as_ref().map_or_else(|| tx.now(), |person| person.created_at),
    };
    if known.is_some() {
        store::persons::update(tx, &person).await?;
    } else {
        store::persons::insert(tx, &person, &entry.number).await?;
    }
    tx.audit(Audit::new(Actor::System, "person.register", person.id));
    Ok(person)
}

/// What of a person's facts is registered anew; the rest stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FactsChange {
    /// Address protection (F2).
    pub address: Option<AddressProtection>,
    /// Standing (F9).
    pub status: Option<PersonStatus>,
    /// Emergency block (F5).
    pub emergency_block: Option<bool>,
    /// Capacity to consent (F14).
    pub lacks_capacity: Option<bool>,
    /// Care order (F4).
    pub care_order: Option<bool>,
}

/// Registers facts anew, for a reason; `false` where they were so already.
pub async fn change_facts(
    tx: &Tx,
    by: &Operator,
    id: PersonId,
    change: FactsChange,
    reason: &str,
) -> Result<bool> {
    let mut person = get_person(tx, id).await?;
    let before = person.facts;
    person.facts = Facts {
        address: change.address.unwrap_or(before.address),
        status: change.status.unwrap_or(before.status),
        emergency_block: change.emergency_block.unwrap_or(before.emergency_block),
        lacks_capacity: change.lacks_capacity.unwrap_or(before.lacks_capacity),
        care_order: change.care_order.unwrap_or(before.care_order),
        ..before
    };
    if person.facts == before {
        return Ok(false);
    }
    person.facts.registered_at = tx.now();
    store::persons::update(tx, &person).await?;
    let facts = person.facts;
    let detail = serde_json::json!({
        "address": facts.address.name(), "status": facts.status.name(), "emergency_block": facts.emergency_block,
        "lacks_capacity": facts.lacks_capacity, "care_order": facts.care_order, "reason": reason,
    });
    tx.audit(Audit::new(by, "person.facts", id).detail(detail));
    Ok(true)
}

/// The person with this id, if there is one.
pub async fn find_person(db: &impl Read, id: PersonId) -> Result<Option<Person>> {
    store::persons::find(db, id).await
}

/// The person with this id.
pub async fn get_person(db: &impl Read, id: PersonId) -> Result<Person> {
    find_person(db, id).await?.ok_or(Error::NotFound("person"))
}

/// These persons, in no particular order; absent ones are left out.
pub async fn list_persons(db: &impl Read, ids: &[PersonId]) -> Result<Vec<Person>> {
    store::persons::by_ids(db, ids).await
}

/// The person with this identity number, if there is one. For logins and registers; clinicians have `look_up_patient`.
pub async fn find_person_by_number(db: &impl Read, number: &NationalId) -> Result<Option<Person>> {
    store::persons::find_by_number(db, number).await
}

/// The person of this demonstration account, if there is one.
pub async fn find_person_by_account_key(db: &impl Read, key: &str) -> Result<Option<Person>> {
    store::persons::find_by_account_key(db, key).await
}

/// Opens the person's identity number: for national logins, tools of profile class `central` that may have it, and FHIR only.
pub async fn reveal_number(db: &impl Read, id: PersonId) -> Result<NationalId> {
    store::persons::number(db, id).await?.ok_or(Error::NotFound("person"))
}

/// The language that the person wants messages in.
pub async fn choose_language(tx: &Tx, citizen: &kernel::Citizen, language: Locale) -> Result<()> {
    store::persons::set_language(tx, citizen.person, language).await
}
