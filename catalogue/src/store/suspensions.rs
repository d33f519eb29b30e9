//! `suspensions`: rows that are not lifted are the set; `uq_suspensions_tool_id_reason_cause` is over those only.

use database::{
    Read, Tx,
    convert::{Row, micros, to_json},
};
use kernel::ToolId;
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, entity::prelude::*};

use crate::{NewSuspension, Result, Step, Suspension, SuspensionId, SuspensionReason};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "suspensions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tool_id: Uuid,
    pub reason: String,
    pub cause: String,
    pub note: String,
    pub since_at: i64,
    pub since_by: String,
    pub lifted_at: Option<i64>,
    pub lifted_by: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Suspension {
    type Error = crate::Error;

    fn try_from(model: Model) -> Result<Self> {
        let id = SuspensionId::from_uuid(model.id);
        let row = Row::new("suspensions", id);
        let lifted = match (model.lifted_at, &model.lifted_by) {
            (Some(at), Some(by)) => {
                Some(Step { at: row.instant("lifted_at", at)?, by: row.json("lifted_by", by)? })
            }
            (None, None) => None,
            _ => return Err(row.corrupt("lifted_at", "lifted by halves").into()),
        };
        Ok(Self {
            id,
            tool: ToolId::from_uuid(model.tool_id),
            reason: row.parse("reason", &model.reason)?,
            note: row.json("note", &model.note)?,
            since: Step {
                at: row.instant("since_at", model.since_at)?,
                by: row.json("since_by", &model.since_by)?,
            },
            lifted,
            cause: model.cause,
        })
    }
}

async fn all(query: Select<Entity>, db: &impl Read) -> Result<Vec<Suspension>> {
    let rows = query.all(&db.executor()).await?;
    rows.into_iter().map(Suspension::try_from).collect()
}

/// `None` where that reason with that cause is in the set already.
pub(crate) async fn insert(
    tx: &Tx,
    tool: ToolId,
    new: NewSuspension,
    step: Step,
) -> Result<Option<Suspension>> {
    let there = Entity::find()
        .filter(Column::ToolId.eq(tool.uuid()))
        .filter(Column::Reason.eq(new.reason.name()))
        .filter(Column::Cause.eq(&*new.cause))
        .filter(Column::LiftedAt.is_null());
    if there.one(&tx.executor()).await?.is_some() {
        return Ok(None);
    }
    let NewSuspension { reason, cause, note } = new;
    let suspension = Suspension { id: tx.new_id(), tool, reason, cause, note, since: step, lifted: None };
    let row = ActiveModel {
        id: Set(suspension.id.uuid()),
        tool_id: Set(tool.uuid()),
        reason: Set(suspension.reason.name().to_owned()),
        cause: Set(suspension.cause.clone()),
        note: Set(to_json(&suspension.note)?),
        since_at: Set(micros(step.at)),
        since_by: Set(to_json(&step.by)?),
        lifted_at: Set(None),
        lifted_by: Set(None),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(Some(suspension))
}

pub(crate) async fn lift(
    tx: &Tx,
    tool: ToolId,
    reason: SuspensionReason,
    cause: &str,
    step: Step,
) -> Result<bool> {
    let row = ActiveModel {
        lifted_at: Set(Some(micros(step.at))),
        lifted_by: Set(Some(to_json(&step.by)?)),
        ..Default::default()
    };
    let done = Entity::update_many()
        .set(row)
        .filter(Column::ToolId.eq(tool.uuid()))
        .filter(Column::Reason.eq(reason.name()))
        .filter(Column::Cause.eq(cause))
        .filter(Column::LiftedAt.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// The present sets of these tools, the oldest reason first.
pub(crate) async fn open(db: &impl Read, tools: &[ToolId]) -> Result<Vec<Suspension>> {
    let query = Entity::find().filter(Column::ToolId.is_in(tools.iter().map(|id| id.uuid())));
    let query =
        query.filter(Column::LiftedAt.is_null()).order_by_asc(Column::SinceAt).order_by_asc(Column::Id);
    database::all(db, query).await?.into_iter().map(Suspension::try_from).collect()
}

pub(crate) async fn all_of(db: &impl Read, tool: ToolId) -> Result<Vec<Suspension>> {
    all(Entity::find().filter(Column::ToolId.eq(tool.uuid())).order_by_desc(Column::SinceAt), db).await
}

pub(crate) async fn by_cause(db: &impl Read, cause: &str) -> Result<Vec<Suspension>> {
    let query = Entity::find().filter(Column::Cause.eq(cause)).filter(Column::LiftedAt.is_null());
    all(query.order_by_asc(Column::SinceAt).order_by_asc(Column::Id), db).await
}
