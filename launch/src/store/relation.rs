//! `relations`: the embedded register of who may act for whom.

use database::{Read, Tx, convert::Row};
use kernel::{Id, PersonId, RelationId};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, entity::prelude::*};

use crate::{
    RelationRecord, Result,
    representation::{self, Basis},
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
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn insert_relation(tx: &Tx, it: &RelationRecord) -> Result<()> {
    let row = ActiveModel {
        id: Set(it.id.uuid()),
        actor_id: Set(it.actor.uuid()),
        subject_id: Set(it.subject.uuid()),
        basis: Set(it.relation.basis.name().to_owned()),
        evidence: Set(database::convert::to_json(&it.relation.evidence)?),
        daily_care: Set(it.daily_care),
        as_of: Set(it.as_of.as_microsecond()),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await.map_err(database::Error::from)?;
    Ok(())
}

pub(crate) async fn update_relation(tx: &Tx, id: RelationId, to: &representation::Relation) -> Result<bool> {
    let row = ActiveModel {
        basis: Set(to.basis.name().to_owned()),
        evidence: Set(database::convert::to_json(&to.evidence)?),
        as_of: Set(tx.now().as_microsecond()),
        ..Default::default()
    };
    let done = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(id.uuid()))
        .exec(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(done.rows_affected == 1)
}

async fn list(db: &impl Read, query: Select<Entity>) -> Result<Vec<RelationRecord>> {
    let models = query.order_by_asc(Column::Id).all(&db.executor()).await.map_err(database::Error::from)?;
    models.into_iter().map(from_row).collect()
}

pub(crate) async fn between(
    db: &impl Read,
    actor: PersonId,
    subject: PersonId,
) -> Result<Vec<RelationRecord>> {
    let query =
        Entity::find().filter(Column::ActorId.eq(actor.uuid())).filter(Column::SubjectId.eq(subject.uuid()));
    list(db, query).await
}

pub(crate) async fn of_actor(db: &impl Read, actor: PersonId) -> Result<Vec<RelationRecord>> {
    list(db, Entity::find().filter(Column::ActorId.eq(actor.uuid()))).await
}

pub(crate) async fn to_subject(db: &impl Read, subject: PersonId) -> Result<Vec<RelationRecord>> {
    list(db, Entity::find().filter(Column::SubjectId.eq(subject.uuid()))).await
}

fn from_row(model: Model) -> Result<RelationRecord> {
    let row = Row::new("relations", model.id);
    let basis = Basis::named(&model.basis).ok_or_else(|| row.corrupt("basis", "no such basis"))?;
    Ok(RelationRecord {
        id: Id::from_uuid(model.id),
        actor: Id::from_uuid(model.actor_id),
        subject: Id::from_uuid(model.subject_id),
        relation: representation::Relation { basis, evidence: row.json("evidence", &model.evidence)? },
        daily_care: model.daily_care,
        as_of: row.instant("as_of", model.as_of)?,
    })
}
