//! `relations`: the embedded register of who may act for whom.

use database::{Lookup, Read, Tx, convert::Row};
use kernel::{Id, PersonId, RelationId};
use sea_orm::{
    ActiveValue::Set, Condition, EntityTrait, QueryFilter, QueryOrder, entity::prelude::*,
    sea_query::OnConflict,
};

use crate::{
    RelationRecord, Result,
    representation::{self, Basis, Evidence},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "relations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub actor_id: Uuid,
    pub subject_id: Uuid,
    pub basis: String,
    pub evidence: String,
    pub daily_care: Option<bool>,
    pub as_of: i64,
    pub origin: String,
    pub slot: Option<String>,
    pub removed_at: Option<i64>,
    pub ended_by_party: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A register.
    Register,
    /// The giver, here.
    Given,
}

impl Origin {
    const fn name(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Given => "given",
        }
    }
}

/// Enters a relation; `false` where the same giver's power of this kind to the same holder stands already.
pub(crate) async fn insert(tx: &Tx, id: RelationId, it: &RelationRecord, origin: Origin) -> Result<bool> {
    let basis = it.relation.basis.name().to_owned();
    let row = ActiveModel {
        id: Set(id.uuid()),
        actor_id: Set(it.actor.uuid()),
        subject_id: Set(it.subject.uuid()),
        slot: Set((origin == Origin::Given).then(|| basis.clone())),
        basis: Set(basis),
        evidence: Set(database::convert::to_json(&it.relation.evidence)?),
        daily_care: Set(it.daily_care),
        as_of: Set(it.as_of.as_microsecond()),
        origin: Set(origin.name().to_owned()),
        removed_at: Set(None),
        ended_by_party: Set(None),
    };
    let taken =
        OnConflict::columns([Column::ActorId, Column::SubjectId, Column::Slot]).do_nothing().to_owned();
    let inserted = Entity::insert(row)
        .on_conflict(taken)
        .exec_without_returning(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(inserted == 1)
}

pub(crate) async fn update(tx: &Tx, id: RelationId, to: &representation::Relation) -> Result<bool> {
    let row = ActiveModel {
        basis: Set(to.basis.name().to_owned()),
        evidence: Set(database::convert::to_json(&to.evidence)?),
        as_of: Set(tx.now().as_microsecond()),
        ..Default::default()
    };
    change(tx, id, row).await
}

/// Keeps that a party has ended it, whatever a register says of it later; its place is free for the next power of this kind.
pub(crate) async fn end(tx: &Tx, id: RelationId, ended: &Evidence) -> Result<()> {
    let evidence = database::convert::to_json(ended)?;
    let row = ActiveModel {
        ended_by_party: Set(Some(evidence.clone())),
        evidence: Set(evidence),
        as_of: Set(tx.now().as_microsecond()),
        slot: Set(None),
        ..Default::default()
    };
    change(tx, id, row).await.map(drop)
}

/// Its place is free for the next power of this kind.
pub(crate) async fn vacate(tx: &Tx, id: RelationId) -> Result<()> {
    change(tx, id, ActiveModel { slot: Set(None), ..Default::default() }).await.map(drop)
}

/// Notes that the register no longer has it; the row stays. `false` where it has gone already.
pub(crate) async fn remove(tx: &Tx, id: RelationId) -> Result<bool> {
    let row = ActiveModel {
        removed_at: Set(Some(tx.now().as_microsecond())),
        slot: Set(None),
        ..Default::default()
    };
    change(tx, id, row).await
}

pub(crate) async fn set_daily_care(tx: &Tx, id: RelationId, daily_care: Option<bool>) -> Result<()> {
    change(tx, id, ActiveModel { daily_care: Set(daily_care), ..Default::default() }).await.map(drop)
}

async fn change(tx: &Tx, id: RelationId, row: ActiveModel) -> Result<bool> {
    let done = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::RemovedAt.is_null())
        .exec(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(done.rows_affected == 1)
}

fn standing() -> Select<Entity> {
    Entity::find().filter(Column::RemovedAt.is_null())
}

fn given() -> Select<Entity> {
    standing().filter(Column::Origin.eq(Origin::Given.name()))
}

async fn list(db: &impl Read, query: Select<Entity>) -> Result<Vec<RelationRecord>> {
    let models = database::all(db, query.order_by_asc(Column::Id)).await?;
    models.into_iter().map(from_row).collect()
}

fn both(actor: PersonId, subject: PersonId) -> Condition {
    Condition::all().add(Column::ActorId.eq(actor.uuid())).add(Column::SubjectId.eq(subject.uuid()))
}

static BETWEEN: Lookup<Entity, 2> = Lookup::new(|[actor, subject]| {
    let both = standing().filter(Column::ActorId.eq(actor)).filter(Column::SubjectId.eq(subject));
    both.order_by_asc(Column::Id)
});

pub(crate) async fn between(
    db: &impl Read,
    actor: PersonId,
    subject: PersonId,
) -> Result<Vec<RelationRecord>> {
    let models = BETWEEN.all(db, [actor.uuid().into(), subject.uuid().into()]).await?;
    models.into_iter().map(from_row).collect()
}

pub(crate) async fn of_actor(db: &impl Read, actor: PersonId) -> Result<Vec<RelationRecord>> {
    list(db, standing().filter(Column::ActorId.eq(actor.uuid()))).await
}

pub(crate) async fn to_subject(db: &impl Read, subject: PersonId) -> Result<Vec<RelationRecord>> {
    list(db, standing().filter(Column::SubjectId.eq(subject.uuid()))).await
}

pub(crate) async fn given_between(
    db: &impl Read,
    actor: PersonId,
    subject: PersonId,
) -> Result<Vec<RelationRecord>> {
    list(db, given().filter(both(actor, subject))).await
}

pub(crate) async fn registered_between(
    db: &impl Read,
    actor: PersonId,
    subject: PersonId,
) -> Result<Vec<RelationRecord>> {
    let registered = Column::Origin.eq(Origin::Register.name());
    list(db, standing().filter(registered).filter(both(actor, subject))).await
}

/// The last of what the register said on this ground that a party ended, also where it has gone from there since.
pub(crate) async fn ended_by_party(
    db: &impl Read,
    actor: PersonId,
    subject: PersonId,
    basis: Basis,
) -> Result<Option<Evidence>> {
    let query = Entity::find()
        .filter(Column::Origin.eq(Origin::Register.name()))
        .filter(both(actor, subject))
        .filter(Column::Basis.eq(basis.name()))
        .filter(Column::EndedByParty.is_not_null())
        .order_by_desc(Column::Id);
    let Some(model) = database::one(db, query).await? else { return Ok(None) };
    let row = Row::new("relations", model.id);
    Ok(model.ended_by_party.map(|ended| row.json("ended_by_party", &ended)).transpose()?)
}

pub(crate) async fn given_to(db: &impl Read, actor: PersonId) -> Result<Vec<RelationRecord>> {
    list(db, given().filter(Column::ActorId.eq(actor.uuid()))).await
}

pub(crate) async fn given_by(db: &impl Read, subject: PersonId) -> Result<Vec<RelationRecord>> {
    list(db, given().filter(Column::SubjectId.eq(subject.uuid()))).await
}

/// A relation that this person is a party to; nobody else's is found.
pub(crate) async fn of_party(
    db: &impl Read,
    id: RelationId,
    party: PersonId,
) -> Result<Option<RelationRecord>> {
    let parties =
        Condition::any().add(Column::ActorId.eq(party.uuid())).add(Column::SubjectId.eq(party.uuid()));
    let query = standing().filter(Column::Id.eq(id.uuid())).filter(parties);
    let model = database::one(db, query).await?;
    model.map(from_row).transpose()
}

fn from_row(model: Model) -> Result<RelationRecord> {
    let row = Row::new("relations", model.id);
    let basis = Basis::named(&model.basis).ok_or_else(|| row.corrupt("basis", "no such basis"))?;
    Ok(RelationRecord {
        id: Some(Id::from_uuid(model.id)),
        actor: Id::from_uuid(model.actor_id),
        subject: Id::from_uuid(model.subject_id),
        relation: representation::Relation { basis, evidence: row.json("evidence", &model.evidence)? },
        daily_care: model.daily_care,
        as_of: row.instant("as_of", model.as_of)?,
    })
}
