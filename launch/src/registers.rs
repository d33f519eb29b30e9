//! The port to the registers: what is known about persons and how they are related.

use std::fmt;

use async_trait::async_trait;
use database::{Database, Present, Read, Tx, hold_about};
use futures_util::{Stream, StreamExt, future::BoxFuture, stream};
use jiff::{SignedDuration, Timestamp};
use kernel::{Citizen, NationalId, PersonId, RelationId};
use people::Name;

use crate::{
    Error, Result,
    representation::{Relation, SubjectFacts},
    store,
};

/// Facts older than this are not decided on.
pub const FACTS_LAST: SignedDuration = SignedDuration::from_secs(60);

/// Most pairs of one list that are asked about at a time.
const AT_ONCE: usize = 4;

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
    /// Its id, where it is kept here; `None` where another source keeps it.
    pub id: Option<RelationId>,
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
    /// About oneself alone.
    pub const fn oneself(person: PersonId, record: PersonRecord, read_at: Timestamp) -> Self {
        Self { actor: person, subject: person, actor_record: record, other: None, read_at }
    }

    /// About two persons: what a source said of each, and every relation of the actor to the subject, ended ones too.
    pub const fn of(
        citizen: Citizen,
        actor: PersonRecord,
        subject: PersonRecord,
        relations: Vec<RelationRecord>,
        read_at: Timestamp,
    ) -> Self {
        let other = Some(Other { record: subject, relations });
        Self { actor: citizen.person, subject: citizen.subject, actor_record: actor, other, read_at }
    }

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

    /// Every registered relation of the actor to the subject; none where one asks for oneself.
    pub fn relations(&self) -> &[RelationRecord] {
        self.other.as_ref().map_or(&[], |other| &other.relations)
    }

    /// The same, had this been the only relation.
    #[must_use]
    pub fn on(&self, relation: RelationRecord) -> Self {
        let other =
            self.other.as_ref().map(|other| Other { record: other.record, relations: vec![relation] });
        Self { other, ..self.clone() }
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
    /// What is known about who asks and whom it is about.
    async fn pair(&self, actor: PersonId, subject: PersonId) -> Result<Pair>;

    /// As `pair`, where what the platform keeps itself may be taken as it is held.
    async fn pair_at(&self, _at: &Present, actor: PersonId, subject: PersonId) -> Result<Pair> {
        self.pair(actor, subject).await
    }

    /// Has at hand what is known of this person, so that `pair` for oneself writes nothing: asked before a transaction in which it is needed, for
    /// which it would wait in vain. Where that fails, `pair` says so.
    async fn prepare(&self, _person: PersonId) {}

    /// Enters somebody whom the platform does not know yet, as the registers say, under the name that they say or else `told`. `None` where they
    /// know no such person or nobody tells a name; registers that are kept here know nobody else.
    async fn enter(&self, _number: NationalId, _told: Option<Name>) -> Result<Option<PersonId>> {
        Ok(None)
    }

    /// Everybody whom this person has a registered relation to, ended ones too.
    async fn subjects_of(&self, actor: PersonId) -> Result<Vec<PersonId>>;

    /// As `subjects_of`, where what the platform keeps itself may be taken as it is held.
    async fn subjects_at(&self, _at: &Present, actor: PersonId) -> Result<Vec<PersonId>> {
        self.subjects_of(actor).await
    }

    /// Everybody who has a registered relation to this person, ended ones too.
    async fn actors_for(&self, subject: PersonId) -> Result<Vec<PersonId>>;

    /// The present instant, for the age of facts.
    fn now(&self) -> Timestamp;
}

/// Fetches what is known about who asks and whom it is about.
pub async fn pair(registers: &dyn Registers, actor: PersonId, subject: PersonId) -> Result<Pair> {
    registers.pair(actor, subject).await
}

/// As `pair`, for what is decided at every request.
pub async fn pair_at(
    registers: &dyn Registers,
    at: &Present,
    actor: PersonId,
    subject: PersonId,
) -> Result<Pair> {
    registers.pair_at(at, actor, subject).await
}

/// These questions asked side by side, and answered in their order: a list waits once for a source that hangs, and not once for each. Nothing else is to
/// be waited for between two answers: those not asked for their answer yet may hold a connection to the database.
pub(crate) fn at_once(
    questions: Vec<BoxFuture<'_, Result<Pair>>>,
) -> impl Stream<Item = Result<Pair>> + Send + Unpin {
    stream::iter(questions).buffered(AT_ONCE)
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

    /// What the platform's own copy says of a person.
    pub async fn person(&self, person: PersonId) -> Result<PersonRecord> {
        record(&self.db, person).await
    }

    /// Every relation of `actor` to `subject` that is kept here, ended powers of attorney too.
    pub async fn relations(&self, actor: PersonId, subject: PersonId) -> Result<Vec<RelationRecord>> {
        store::relation::between(&self.db, actor, subject).await
    }

    /// Every relation of this person to others that is kept here.
    pub async fn relations_of(&self, actor: PersonId) -> Result<Vec<RelationRecord>> {
        store::relation::of_actor(&self.db, actor).await
    }

    /// Every relation of others to this person that is kept here.
    pub async fn relations_to(&self, subject: PersonId) -> Result<Vec<RelationRecord>> {
        store::relation::to_subject(&self.db, subject).await
    }
}

async fn record(db: &impl Read, person: PersonId) -> Result<PersonRecord> {
    let id = person.uuid();
    let read = || async {
        let person = people::find_person(db, person).await?.ok_or(Error::Unregistered)?;
        Ok(PersonRecord { facts: SubjectFacts::from(&person.facts), as_of: person.facts.registered_at })
    };
    hold_about(db, [id, id], id, read).await.map(|record| *record)
}

async fn pair_in(db: &impl Read, actor: PersonId, subject: PersonId) -> Result<Pair> {
    let read_at = db.now();
    let actor_record = record(db, actor).await?;
    if actor == subject {
        return Ok(Pair::oneself(actor, actor_record, read_at));
    }
    let record = record(db, subject).await?;
    let between = || store::relation::between(db, actor, subject);
    let relations = hold_about(db, [actor.uuid(), subject.uuid()], subject.uuid(), between).await?;
    Ok(Pair::of(Citizen { person: actor, subject }, actor_record, record, relations.to_vec(), read_at))
}

#[async_trait]
impl Registers for EmbeddedRegisters {
    async fn pair(&self, actor: PersonId, subject: PersonId) -> Result<Pair> {
        pair_in(&self.db, actor, subject).await
    }

    async fn pair_at(&self, at: &Present, actor: PersonId, subject: PersonId) -> Result<Pair> {
        pair_in(at, actor, subject).await
    }

    async fn subjects_of(&self, actor: PersonId) -> Result<Vec<PersonId>> {
        let relations = self.relations_of(actor).await?;
        Ok(subjects(&relations))
    }

    async fn subjects_at(&self, at: &Present, actor: PersonId) -> Result<Vec<PersonId>> {
        held_subjects(at, actor, async || Ok(subjects(&self.relations_of(actor).await?))).await
    }

    async fn actors_for(&self, subject: PersonId) -> Result<Vec<PersonId>> {
        let relations = self.relations_to(subject).await?;
        Ok(once_each(relations.into_iter().map(|relation| relation.actor)))
    }

    fn now(&self) -> Timestamp {
        self.db.now()
    }
}

fn subjects(relations: &[RelationRecord]) -> Vec<PersonId> {
    once_each(relations.iter().map(|relation| relation.subject))
}

/// Whom a person has relations to that are kept here: rows about this person, so held as of the person's generation.
async fn held_subjects<F: Future<Output = Result<Vec<PersonId>>>>(
    at: &Present,
    actor: PersonId,
    read: impl FnOnce() -> F,
) -> Result<Vec<PersonId>> {
    struct Subjects(Vec<PersonId>);
    let id = actor.uuid();
    let read = || async { Ok::<_, Error>(Subjects(read().await?)) };
    Ok(hold_about(at, [id, id], id, read).await?.0.clone())
}

/// In the order of their first relation.
fn once_each(persons: impl Iterator<Item = PersonId>) -> Vec<PersonId> {
    let mut all = Vec::new();
    for person in persons {
        if !all.contains(&person) {
            all.push(person);
        }
    }
    all
}

/// Powers of attorney that persons gave here themselves: they stand whatever source the other facts have.
#[derive(Debug, Clone)]
pub struct GivenHere {
    db: Database,
}

impl GivenHere {
    /// In this database.
    pub const fn new(db: Database) -> Self {
        Self { db }
    }

    /// From this person to that one.
    pub async fn between(&self, actor: PersonId, subject: PersonId) -> Result<Vec<RelationRecord>> {
        store::relation::given_between(&self.db, actor, subject).await
    }

    /// Everybody who has given this person one.
    pub async fn subjects_of(&self, actor: PersonId) -> Result<Vec<PersonId>> {
        Ok(subjects(&store::relation::given_to(&self.db, actor).await?))
    }

    /// As `subjects_of`, as it is held.
    pub async fn subjects_at(&self, at: &Present, actor: PersonId) -> Result<Vec<PersonId>> {
        held_subjects(at, actor, || self.subjects_of(actor)).await
    }

    /// Everybody whom this person has given one.
    pub async fn actors_for(&self, subject: PersonId) -> Result<Vec<PersonId>> {
        let given = store::relation::given_by(&self.db, subject).await?;
        Ok(once_each(given.into_iter().map(|relation| relation.actor)))
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
    let id = tx.new_id();
    let record = RelationRecord { id: Some(id), actor, subject, relation, daily_care, as_of: tx.now() };
    store::relation::insert(tx, id, &record, store::relation::Origin::Register).await?;
    Ok(id)
}

/// Replaces a relation's evidence: ended, passed on, another responsibility.
pub async fn change_relation(tx: &Tx, id: RelationId, relation: &Relation) -> Result<()> {
    if store::relation::update(tx, id, relation).await? { Ok(()) } else { Err(Error::NotFound) }
}
