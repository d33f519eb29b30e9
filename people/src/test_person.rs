//! Test persons: invented people whom a vendor may log in to its own tool. Nobody else can ever be in a sandbox.

use database::{Audit, Read, Tx};
use jiff::civil::Date;
use kernel::{Actor, Locale, NationalId, NationalIdKind, PersonId, Refusal};

use crate::{
    AddressProtection, Error, Name, NumberPolicy, Person, PersonStatus, RegisterEntry, Result,
    find_person_by_number, reveal_number, store, upsert_from_register,
};

/// Lists a person as a test person. Only a synthetic identity number will do: no real person is ever one.
pub async fn list_as_test_person(tx: &Tx, actor: impl Into<Actor>, id: PersonId) -> Result<()> {
    if reveal_number(tx, id).await?.kind() != NationalIdKind::Synthetic {
        return Err(Error::NumberSeries);
    }
    if store::test_persons::insert(tx, id).await? {
        tx.audit(Audit::new(actor, "person.list_as_test", id));
    }
    Ok(())
}

/// Most test persons of an installation: vendors choose among a handful.
pub const MOST_TEST_PERSONS: usize = store::test_persons::MOST;

/// Invents a test person, with a synthetic number (month +80) of this birth date that nobody has yet, and lists it.
pub async fn invent_test_person(tx: &Tx, actor: impl Into<Actor>, name: Name, born: Date) -> Result<Person> {
    if born > kernel::oslo::date(tx.now()) || born.year() < 1900 {
        return Err(Error::Invalid(Refusal::text("form-bad-date").field("born")));
    }
    if store::test_persons::all(tx).await?.len() >= MOST_TEST_PERSONS {
        return Err(Error::Invalid(Refusal::text("error-test-persons-full")));
    }
    let entry = RegisterEntry {
        number: invent_number(tx, born).await?,
        name,
        born,
        address: AddressProtection::Open,
        status: PersonStatus::Active,
        emergency_block: false,
        lacks_capacity: false,
        care_order: false,
        language: Locale::Nb,
        account_key: None,
    };
    let person = upsert_from_register(tx, NumberPolicy::Synthetic, entry).await?;
    list_as_test_person(tx, actor, person.id).await?;
    Ok(person)
}

/// One in about a hundred and twenty tries has check digits that fit.
async fn invent_number(tx: &Tx, born: Date) -> Result<NationalId> {
    loop {
        let tail = u32::from_be_bytes(tx.random::<4>()) % 100_000;
        let text =
            format!("{:02}{:02}{:02}{tail:05}", born.day(), born.month() + 80, born.year().rem_euclid(100));
        if let Ok(number) = text.parse::<NationalId>()
            && find_person_by_number(tx, &number).await?.is_none()
        {
            return Ok(number);
        }
    }
}

/// Whether this is a test person.
pub async fn is_test_person(db: &impl Read, id: PersonId) -> Result<bool> {
    store::test_persons::contains(db, id).await
}

/// The test persons, the oldest first.
pub async fn list_test_persons(db: &impl Read) -> Result<Vec<Person>> {
    let mut persons = store::persons::by_ids(db, &store::test_persons::all(db).await?).await?;
    persons.sort_by_key(|person| (person.facts.born, person.id));
    Ok(persons)
}
