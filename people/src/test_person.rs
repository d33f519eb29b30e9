//! Test persons: invented people whom a vendor may log in to its own tool. Nobody else can ever be in a sandbox.

use database::{Audit, Read, Tx};
use kernel::{Actor, NationalIdKind, PersonId};

use crate::{Error, Person, Result, find_person, reveal_number, store};

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

/// Whether this is a test person.
pub async fn is_test_person(db: &impl Read, id: PersonId) -> Result<bool> {
    store::test_persons::contains(db, id).await
}

/// The test persons, in the order they were listed.
pub async fn list_test_persons(db: &impl Read) -> Result<Vec<Person>> {
    let mut persons = Vec::new();
    for id in store::test_persons::all(db).await? {
        persons.extend(find_person(db, id).await?);
    }
    Ok(persons)
}
