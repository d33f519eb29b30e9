//! Test persons and who is whose parent among them: what a vendor needs to try acting for a child. Nobody real ever stands in a relation to one.

use database::Tx;
use jiff::civil::Date;
use kernel::{Operator, PersonId};
use people::{Name, Person};

use crate::{
    Entry, Error, Result,
    register::register_relation,
    representation::{Basis, Evidence, ParentRole, Parenthood, Relation, Responsibility},
};

/// A test person to be invented.
#[derive(Debug, Clone)]
pub struct NewTestPerson {
    /// The name.
    pub name: Name,
    /// The birth date.
    pub born: Date,
    /// The test persons who have parental responsibility for it.
    pub parents: Vec<PersonId>,
}

/// Invents the person, and makes the test persons named its parents; `NotFound` where one of them is no test person.
pub async fn invent_test_person(tx: &Tx, by: &Operator, new: NewTestPerson) -> Result<Person> {
    for parent in &new.parents {
        if !people::is_test_person(tx, *parent).await? {
            return Err(Error::NotFound);
        }
    }
    let person = people::invent_test_person(tx, by, new.name, new.born).await?;
    for (at, parent) in new.parents.into_iter().enumerate() {
        let role = if at == 0 { ParentRole::Mother } else { ParentRole::Father };
        let evidence = Evidence::Parenthood(Parenthood { responsibility: Responsibility::Both, role });
        let relation = Relation { basis: Basis::PARENT, evidence };
        let entry = Entry { actor: parent, subject: person.id, relation, daily_care: Some(true) };
        register_relation(tx, by, &entry, "sandbox").await?;
    }
    Ok(person)
}
