//! `launches`: tickets while they live, the history of use afterwards.

use database::{Line, Read, Tx, convert::Row, seen};
use jiff::Timestamp;
use kernel::{Citizen, Hidden, Id, LaunchId, PersonId, ToolId};
use sea_orm::{
    ActiveValue::Set, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect,
    entity::prelude::*, sea_query::ExprTrait,
};

use crate::{Act, Deed, Launch, Result, representation::Basis};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "launches")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub secret_hash: Vec<u8>,
    pub person_id: Uuid,
    pub subject_id: Uuid,
    pub tool_id: Uuid,
    pub prescription_id: Option<Uuid>,
    pub task: Option<String>,
    pub basis: String,
    pub until_at: Option<i64>,
    pub return_path: String,
    pub at: i64,
    pub expires_at: i64,
    pub used_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn insert(tx: &Tx, it: &Launch, hash: [u8; 32], expires: Timestamp) -> Result<()> {
    let row = ActiveModel {
        id: Set(it.id.uuid()),
        secret_hash: Set(hash.to_vec()),
        person_id: Set(it.citizen.person.uuid()),
        subject_id: Set(it.citizen.subject.uuid()),
        tool_id: Set(it.tool.uuid()),
        prescription_id: Set(it.prescription.map(Id::uuid)),
        task: Set(it.task.as_ref().map(ToString::to_string)),
        basis: Set(it.basis.name().to_owned()),
        until_at: Set(it.until.map(database::convert::micros)),
        return_path: Set(it.return_path.clone()),
        at: Set(it.at.as_microsecond()),
        expires_at: Set(expires.as_microsecond()),
        used_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await.map_err(database::Error::from)?;
    Ok(())
}

/// Marks as used in one statement what is unused, alive, this person's and this tool's.
pub(crate) async fn burn(tx: &Tx, hash: [u8; 32], tool: ToolId, person: PersonId) -> Result<Option<Launch>> {
    let now = tx.now().as_microsecond();
    let done = Entity::update_many()
        .set(ActiveModel { used_at: Set(Some(now)), ..Default::default() })
        .filter(Column::SecretHash.eq(hash.to_vec()))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .filter(Column::ToolId.eq(tool.uuid()))
        .filter(Column::PersonId.eq(person.uuid()))
        .exec(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    if done.rows_affected != 1 {
        return Ok(None);
    }
    let model = Entity::find()
        .filter(Column::SecretHash.eq(hash.to_vec()))
        .one(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    model.map(from_row).transpose()
}

pub(crate) async fn find_subject(
    db: &impl Read,
    hash: [u8; 32],
    tool: ToolId,
    person: PersonId,
) -> Result<Option<PersonId>> {
    let model = Entity::find()
        .filter(Column::SecretHash.eq(hash.to_vec()))
        .filter(Column::ToolId.eq(tool.uuid()))
        .filter(Column::PersonId.eq(person.uuid()))
        .one(&db.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(model.map(|model| Id::from_uuid(model.subject_id)))
}

/// What is not hidden.
fn not_hidden(hidden: &Hidden) -> Condition {
    let line = Line { prescription: Some(Column::PrescriptionId), at: Column::At, by: Column::PersonId };
    seen(hidden, line, |tool| Column::ToolId.eq(tool.uuid()))
}

pub(crate) async fn list_of_subject(
    db: &impl Read,
    subject: PersonId,
    hidden: &Hidden,
    before: Option<LaunchId>,
    limit: u64,
) -> Result<Vec<Launch>> {
    let mut query = Entity::find().filter(Column::SubjectId.eq(subject.uuid())).filter(not_hidden(hidden));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.uuid()));
    }
    let models = query
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    models.into_iter().map(from_row).collect()
}

/// Starts for the subject by others, before this instant, newest first.
pub(crate) async fn by_others(
    db: &impl Read,
    subject: PersonId,
    hidden: &Hidden,
    before: Option<Timestamp>,
    limit: u64,
) -> Result<Vec<Act>> {
    let mut query = Entity::find()
        .filter(Column::SubjectId.eq(subject.uuid()))
        .filter(Column::PersonId.ne(subject.uuid()))
        .filter(not_hidden(hidden));
    if let Some(before) = before {
        query = query.filter(Column::At.lt(before.as_microsecond()));
    }
    let query = query.order_by_desc(Column::At).limit(limit);
    let models = query.all(&db.executor()).await.map_err(database::Error::from)?;
    let act = |model| {
        let Launch { at, citizen, tool, basis, .. } = from_row(model)?;
        Ok(Act { at, by: citizen.person, deed: Deed::Started, tool: Some(tool), basis: Some(basis) })
    };
    models.into_iter().map(act).collect()
}

fn from_row(model: Model) -> Result<Launch> {
    let row = Row::new("launches", model.id);
    Ok(Launch {
        id: Id::from_uuid(model.id),
        citizen: Citizen { person: Id::from_uuid(model.person_id), subject: Id::from_uuid(model.subject_id) },
        tool: Id::from_uuid(model.tool_id),
        prescription: model.prescription_id.map(Id::from_uuid),
        task: model.task.map(|task| row.parse("task", &task)).transpose()?,
        basis: Basis::named(&model.basis).ok_or_else(|| row.corrupt("basis", "no such basis"))?,
        until: row.instant_opt("until_at", model.until_at)?,
        return_path: model.return_path,
        at: row.instant("at", model.at)?,
    })
}

/// Distinct subjects of starts since then, by tool.
pub(crate) async fn people_by_tool(
    db: &impl Read,
    tools: &[ToolId],
    since: Timestamp,
) -> Result<Vec<(ToolId, u64)>> {
    people(db, since, |query| query.filter(Column::ToolId.is_in(tools.iter().map(|tool| tool.uuid())))).await
}

/// The same of the tools that have most of them, the most first.
pub(crate) async fn most_started(db: &impl Read, since: Timestamp, limit: u64) -> Result<Vec<(ToolId, u64)>> {
    let most = Column::SubjectId.into_expr().count_distinct();
    people(db, since, |query| query.order_by(most, Order::Desc).order_by_asc(Column::ToolId).limit(limit))
        .await
}

async fn people(
    db: &impl Read,
    since: Timestamp,
    narrowed: impl FnOnce(Select<Entity>) -> Select<Entity>,
) -> Result<Vec<(ToolId, u64)>> {
    let rows: Vec<(Uuid, i64)> = narrowed(Entity::find().filter(Column::At.gte(since.as_microsecond())))
        .select_only()
        .column(Column::ToolId)
        .column_as(Column::SubjectId.into_expr().count_distinct(), "people")
        .group_by(Column::ToolId)
        .into_tuple()
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(rows
        .into_iter()
        .map(|(tool, people)| (Id::from_uuid(tool), u64::try_from(people).unwrap_or(0)))
        .collect())
}
