//! The port to the registers: what is known about persons and how they are related.

use std::fmt;

use async_trait::async_trait;
use database::{Database, Read, Tx};
use jiff::{SignedDuration, Timestamp};
use kernel::{PersonId, RelationId};

use crate::{
    Error, Result,
    representation::{Relation, SubjectFacts},
    store,
};

/// Facts older than this are not decided on.
pub const FACTS_LAST: SignedDuration = SignedDuration::from_secs(60);

/// What a register says of one person, and since when it has said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonRecord {
    /// The facts.
    pub facts: SubjectFacts,
    /// When the source last confirmed them.
    pub as_of: Timestamp,
}

/// A registered relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationRecord {
    /// Its id.
    pub id: RelationId,
    /// Who may act.
    pub actor: PersonId,
    /// For whom.
    pub subject: PersonId,
    /// On what ground, and what proves it.
    pub relation: Relation,
    /// F3: daily care is recorded and shown, but does not decide.
    pub daily_care: Option<bool>,
    /// When the source last confirmed it.
    pub as_of: Timestamp,
}

/// What is known about who asks and whom it is about.
#[derive(Clone, PartialEq, Eq)]
pub struct Pair {
    pub(crate) actor: PersonId,
    pub(crate) subject: PersonId,
    pub(crate) actor_record: PersonRecord,
    /// `None` where one asks for oneself.
    pub(crate) other: Option<Other>,
    pub(crate) read_at: Timestamp,
}

impl fmt::Debug for Pair {
    /// Who, not what is known of them: logs take this.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pair({} for {})", self.actor, self.subject)
    }
}

/// The represented person.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Other {
    pub(crate) record: PersonRecord,
    pub(crate) relations: Vec<RelationRecord>,
}

impl Pair {
    /// At the keyboard.
    pub const fn actor(&self) -> PersonId {
        self.actor
    }

    /// Whom it is about.
    pub const fn subject(&self) -> PersonId {
        self.subject
    }

    /// When the facts were fetched.
    pub const fn read_at(&self) -> Timestamp {
        self.read_at
    }

    /// Since when the oldest of the facts has stood in its source: the age that goes into the log.
    pub fn as_of(&self) -> Timestamp {
        let others = self.other.iter().flat_map(|other| {
            std::iter::once(other.record.as_of).chain(other.relations.iter().map(|relation| relation.as_of))
        });
        others.fold(self.actor_record.as_of, std::cmp::Ord::min)
    }
}

/// The privacy component (*personvernkomponenten*) and the population register.
#[async_trait]
pub trait Registers: Send + Sync {
    /// What is known about a person.
    async fn person(&self, person: PersonId) -> Result<Option<PersonRecord>>;

    /// Every registered relation of `actor` to `subject`, ended ones too.
    async fn relations(&self, actor: PersonId, subject: PersonId) -> Result<Vec<RelationRecord>>;

    /// Every registered relation of this person to others.
    async fn relations_of(&self, actor: PersonId) -> Result<Vec<RelationRecord>>;

    /// Every registered relation of others to this person.
    async fn relations_to(&self, subject: PersonId) -> Result<Vec<RelationRecord>>;

    /// The present instant, for the age of facts.
    fn now(&self) -> Timestamp;
}

/// Fetches what is known about who asks and whom it is about.
pub async fn pair(registers: &dyn Registers, actor: PersonId, subject: PersonId) -> Result<Pair> {
    let read_at = registers.now();
    let known = |record: Option<PersonRecord>| {
        record.ok_or_else(|| Error::Registers("the person is in no register".to_owned()))
    };
    let actor_record = known(registers.person(actor).await?)?;
    let other = if actor == subject {
        None
    } else {
        let record = known(registers.person(subject).await?)?;
        Some(Other { record, relations: registers.relations(actor, subject).await? })
    };
    Ok(Pair { actor, subject, actor_record, other, read_at })
}

/// Registers kept in the platform's own database, behind the same port as the national ones.
#[derive(Debug, Clone)]
pub struct EmbeddedRegisters {
    db: Database,
}

impl EmbeddedRegisters {
    /// In this database.
    pub const fn new(db: Database) -> Self {
        Self { db }
    }
}

#[async_trait]
impl Registers for EmbeddedRegisters {
    async fn person(&self, person: PersonId) -> Result<Option<PersonRecord>> {
        let person = people::find_person(&self.db, person).await?;
        Ok(person.map(|person| PersonRecord {
            facts: SubjectFacts::from(&person.facts),
            as_of: person.facts.registered_at,
        }))
    }

    async fn relations(&self, actor: PersonId, subject: PersonId) -> Result<Vec<RelationRecord>> {
        store::relation::between(&self.db, actor, subject).await
    }

    async fn relations_of(&self, actor: PersonId) -> Result<Vec<RelationRecord>> {
        store::relation::of_actor(&self.db, actor).await
    }

    async fn relations_to(&self, subject: PersonId) -> Result<Vec<RelationRecord>> {
        store::relation::to_subject(&self.db, subject).await
    }

    fn now(&self) -> Timestamp {
        self.db.now()
    }
}

/// Enters a relation into the embedded register.
pub async fn enter_relation(
    tx: &Tx,
    actor: PersonId,
    subject: PersonId,
    relation: Relation,
    daily_care: Option<bool>,
) -> Result<RelationId> {
    let record = RelationRecord { id: tx.new_id(), actor, subject, relation, daily_care, as_of: tx.now() };
    store::relation::insert_relation(tx, &record).await?;
    Ok(record.id)
}

/// Replaces a relation's evidence: ended, passed on, another responsibility.
pub async fn change_relation(tx: &Tx, id: RelationId, relation: &Relation) -> Result<()> {
    if store::relation::update_relation(tx, id, relation).await? { Ok(()) } else { Err(Error::NotFound) }
}
