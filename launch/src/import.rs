//! Rows of a register's file: persons with what is registered of them, and relations between them.

use database::Tx;
use jiff::civil::Date;
use kernel::{Locale, NationalId, Operator, PersonId, Phrase};
use people::{AddressProtection, Name, NumberPolicy, PersonStatus, RegisterEntry};
use serde::Deserialize;

use crate::{
    Entry, Registered, Result,
    register::{find_registered, register_relation, remove_relation},
    representation::{
        Basis, Evidence, Mandate, ParentRole, Parenthood, Relation, Responsibility, Scope, policy::Shape,
    },
};

/// One row, as it is written; `kind` says which members it has.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ImportedRow {
    kind: String,
    person: Option<String>,
    given: Option<Phrase<100>>,
    family: Option<Phrase<100>>,
    born: Option<Date>,
    address: Option<String>,
    status: Option<String>,
    emergency_block: Option<bool>,
    lacks_capacity: Option<bool>,
    care_order: Option<bool>,
    actor: Option<String>,
    subject: Option<String>,
    responsibility: Option<Responsibility>,
    role: Option<ParentRole>,
    daily_care: Option<bool>,
    from: Option<Date>,
    until: Option<Date>,
    ended: Option<Date>,
    passed_on: Option<bool>,
    closest_next_of_kin: Option<bool>,
    scopes: Option<Vec<Scope>>,
    removed: Option<bool>,
}

/// What came of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowOutcome {
    /// Something new.
    Added,
    /// Something that was otherwise before.
    Changed,
    /// A relation that the register no longer has.
    Removed,
    /// It was so already.
    Unchanged,
    /// A party has ended it, and it stays ended whatever the row says (F7).
    StaysEnded,
}

/// What is wrong with a row, for whoever wrote the file; never a number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    /// A member is missing.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A member's value is none of those it may have.
    #[error("{0} is wrong")]
    Wrong(&'static str),
    /// Nobody has this number.
    #[error("nobody is known by the number in {0}")]
    Unknown(&'static str),
    /// The relation is of a person to the same person.
    #[error("actor and subject are the same person")]
    Same,
    /// There is nothing to remove.
    #[error("there is no such relation to remove")]
    Absent,
}

/// What the log says of rows.
const REASON: &str = "import";

/// Takes one row. A fault of the database is an error; what is wrong with the row is told beside it. Commit only when every row was taken.
pub async fn import_row(
    tx: &Tx,
    by: &Operator,
    policy: NumberPolicy,
    row: ImportedRow,
) -> Result<Result<RowOutcome, RowError>> {
    if row.kind == "person" { person(tx, by, policy, row).await } else { relation(tx, by, row).await }
}

async fn find(
    tx: &Tx,
    number: Option<&str>,
    member: &'static str,
) -> Result<Result<(NationalId, Option<people::Person>), RowError>> {
    let Some(number) = number else { return Ok(Err(RowError::Missing(member))) };
    let Ok(number) = number.parse::<NationalId>() else { return Ok(Err(RowError::Wrong(member))) };
    let found = people::find_person_by_number(tx, &number).await?;
    Ok(Ok((number, found)))
}

async fn person(
    tx: &Tx,
    by: &Operator,
    policy: NumberPolicy,
    row: ImportedRow,
) -> Result<Result<RowOutcome, RowError>> {
    let (number, known) = match find(tx, row.person.as_deref(), "person").await? {
        Ok(found) => found,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let address = row.address.as_deref().map(str::parse::<AddressProtection>).transpose();
    let Ok(address) = address else { return Ok(Err(RowError::Wrong("address"))) };
    let status = row.status.as_deref().map(str::parse::<PersonStatus>).transpose();
    let Ok(status) = status else { return Ok(Err(RowError::Wrong("status"))) };
    let change = people::FactsChange {
        address,
        status,
        emergency_block: row.emergency_block,
        lacks_capacity: row.lacks_capacity,
        care_order: row.care_order,
    };
    if let Some(known) = known {
        let changed = people::change_facts(tx, by, known.id, change, REASON).await?;
        return Ok(Ok(if changed { RowOutcome::Changed } else { RowOutcome::Unchanged }));
    }
    if !policy.takes(&number) {
        return Ok(Err(RowError::Wrong("person")));
    }
    let (Some(given), Some(family)) = (row.given, row.family) else {
        return Ok(Err(RowError::Missing("given and family")));
    };
    let Some(born) = row.born else { return Ok(Err(RowError::Missing("born"))) };
    let entry = RegisterEntry {
        number,
        name: Name { given, family },
        born,
        address: change.address.unwrap_or(AddressProtection::Open),
        status: change.status.unwrap_or(PersonStatus::Active),
        emergency_block: change.emergency_block.unwrap_or_default(),
        lacks_capacity: change.lacks_capacity.unwrap_or_default(),
        care_order: change.care_order.unwrap_or_default(),
        language: Locale::Nb,
        account_key: None,
    };
    people::upsert_from_register(tx, policy, entry).await?;
    Ok(Ok(RowOutcome::Added))
}

async fn relation(tx: &Tx, by: &Operator, row: ImportedRow) -> Result<Result<RowOutcome, RowError>> {
    let evidence = match row.relation() {
        Ok(relation) => relation,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let mut parties: [Option<PersonId>; 2] = [None, None];
    for (party, (number, member)) in
        parties.iter_mut().zip([(&row.actor, "actor"), (&row.subject, "subject")])
    {
        match find(tx, number.as_deref(), member).await? {
            Ok((_, Some(person))) => *party = Some(person.id),
            Ok((_, None)) => return Ok(Err(RowError::Unknown(member))),
            Err(wrong) => return Ok(Err(wrong)),
        }
    }
    let [Some(actor), Some(subject)] = parties else { return Ok(Err(RowError::Missing("actor"))) };
    if actor == subject {
        return Ok(Err(RowError::Same));
    }
    let entry = Entry { actor, subject, relation: evidence, daily_care: row.daily_care };
    if row.removed == Some(true) {
        return Ok(match find_registered(tx, &entry).await? {
            Some((id, _)) => {
                remove_relation(tx, by, id, REASON).await?;
                Ok(RowOutcome::Removed)
            }
            None => Err(RowError::Absent),
        });
    }
    Ok(Ok(match register_relation(tx, by, &entry, REASON).await? {
        Registered::Added(_) => RowOutcome::Added,
        Registered::Changed(_) => RowOutcome::Changed,
        Registered::Unchanged(_) => RowOutcome::Unchanged,
        Registered::StaysEnded(_) => RowOutcome::StaysEnded,
    }))
}

impl ImportedRow {
    fn relation(&self) -> Result<Relation, RowError> {
        let basis = Basis::named(&self.kind).ok_or(RowError::Wrong("kind"))?;
        let removed = self.removed == Some(true);
        let evidence = match basis.row().shape {
            Shape::Oneself => return Err(RowError::Wrong("kind")),
            Shape::Parenthood => Evidence::Parenthood(Parenthood {
                responsibility: self
                    .responsibility
                    .or(removed.then_some(Responsibility::Unknown))
                    .ok_or(RowError::Missing("responsibility"))?,
                role: self.role.or(removed.then_some(ParentRole::Other)).ok_or(RowError::Missing("role"))?,
            }),
            Shape::Mandate => Evidence::Mandate(self.mandate(basis, removed)?),
        };
        Ok(Relation { basis, evidence })
    }

    fn mandate(&self, basis: Basis, removed: bool) -> Result<Mandate, RowError> {
        let from = self.from.or(removed.then_some(Date::ZERO)).ok_or(RowError::Missing("from"))?;
        if self.until.is_some_and(|until| until < from) {
            return Err(RowError::Wrong("until"));
        }
        let scopes = self.scopes.clone().unwrap_or_default();
        if basis.row().by_scope == scopes.is_empty() && !removed {
            return Err(RowError::Wrong("scopes"));
        }
        Ok(Mandate {
            from,
            until: self.until,
            ended: self.ended,
            passed_on: self.passed_on.unwrap_or_default(),
            closest_next_of_kin: self.closest_next_of_kin.unwrap_or_default(),
            scopes,
        })
    }
}
