//! `assessments`: one row each time a revision is taken on.

use catalogue::Window;
use database::{
    Read, Tx,
    convert::{Row, micros},
};
use jiff::{Timestamp, civil::Date};
use kernel::{AssessmentId, OrderId, OrganisationId, RevisionId, ToolId};
use sea_orm::{
    ActiveValue::Set,
    EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    entity::prelude::*,
    sea_query::{Expr, Query},
};

use super::{is_absent, next, ok};
use crate::{Assessment, Error, Result};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assessments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub revision_id: Uuid,
    pub tool_id: Uuid,
    pub order_id: Uuid,
    pub orderer_id: Uuid,
    pub criteria_version: String,
    pub submitted_at: i64,
    pub ordered_at: i64,
    pub started_at: Option<i64>,
    pub approved_at: Option<i64>,
    pub published_at: Option<i64>,
    pub rejected_at: Option<i64>,
    pub due_on: Option<String>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Assessment {
    type Error = Error;

    fn try_from(model: Model) -> Result<Self> {
        let id = AssessmentId::from_uuid(model.id);
        let row = Row::new("assessments", id);
        Ok(Self {
            id,
            revision: RevisionId::from_uuid(model.revision_id),
            tool: ToolId::from_uuid(model.tool_id),
            order: OrderId::from_uuid(model.order_id),
            orderer: OrganisationId::from_uuid(model.orderer_id),
            submitted_at: row.instant("submitted_at", model.submitted_at)?,
            ordered_at: row.instant("ordered_at", model.ordered_at)?,
            started_at: row.instant_opt("started_at", model.started_at)?,
            approved_at: row.instant_opt("approved_at", model.approved_at)?,
            published_at: row.instant_opt("published_at", model.published_at)?,
            rejected_at: row.instant_opt("rejected_at", model.rejected_at)?,
            due_on: row.date_opt("due_on", model.due_on.as_deref())?,
            version: model.version,
            criteria_version: model.criteria_version,
        })
    }
}

pub(crate) async fn insert(tx: &Tx, assessment: &Assessment) -> Result<()> {
    let row = ActiveModel {
        id: Set(assessment.id.uuid()),
        revision_id: Set(assessment.revision.uuid()),
        tool_id: Set(assessment.tool.uuid()),
        order_id: Set(assessment.order.uuid()),
        orderer_id: Set(assessment.orderer.uuid()),
        criteria_version: Set(assessment.criteria_version.clone()),
        submitted_at: Set(micros(assessment.submitted_at)),
        ordered_at: Set(micros(assessment.ordered_at)),
        started_at: Set(assessment.started_at.map(micros)),
        approved_at: Set(assessment.approved_at.map(micros)),
        published_at: Set(assessment.published_at.map(micros)),
        rejected_at: Set(assessment.rejected_at.map(micros)),
        due_on: Set(assessment.due_on.map(|day| day.to_string())),
        version: Set(assessment.version),
    };
    ok(Entity::insert(row).exec_without_returning(&tx.executor()).await)?;
    Ok(())
}

/// What of an assessment is set as it goes on.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Mark {
    /// An answer came.
    Answered,
    /// It began; by which version of the criteria is set anew.
    Started,
    /// The first decision.
    Approved,
    /// The second decision; due again on this day.
    Published(Date),
    /// Turned down.
    Rejected,
}

/// Sets the mark and counts the version on, which holds the row until the transaction ends. `Stale` where an expected version
/// is given and another one stands.
pub(crate) async fn mark(tx: &Tx, id: AssessmentId, mark: Mark, expected: Option<i32>) -> Result<()> {
    let now = Set(Some(micros(tx.now())));
    let row = match mark {
        Mark::Answered => ActiveModel { ..Default::default() },
        Mark::Started => ActiveModel {
            started_at: now,
            criteria_version: Set(crate::CRITERIA_VERSION.to_owned()),
            ..Default::default()
        },
        Mark::Approved => ActiveModel { approved_at: now, ..Default::default() },
        Mark::Published(due) => {
            ActiveModel { published_at: now, due_on: Set(Some(due.to_string())), ..Default::default() }
        }
        Mark::Rejected => ActiveModel { rejected_at: now, ..Default::default() },
    };
    let mut update = Entity::update_many()
        .set(row)
        .col_expr(Column::Version, next(Column::Version))
        .filter(Column::Id.eq(id.uuid()));
    if let Some(expected) = expected {
        update = update.filter(Column::Version.eq(expected));
    }
    let done = ok(update.exec(&tx.executor()).await)?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

async fn one(query: Select<Entity>, db: &impl Read) -> Result<Option<Assessment>> {
    ok(query.one(&db.executor()).await)?.map(Assessment::try_from).transpose()
}

async fn all(query: Select<Entity>, db: &impl Read) -> Result<Vec<Assessment>> {
    ok(query.all(&db.executor()).await)?.into_iter().map(Assessment::try_from).collect()
}

/// The latest assessment of the revision: a new one begins only after the one before was turned down.
pub(crate) async fn of_revision(db: &impl Read, revision: RevisionId) -> Result<Option<Assessment>> {
    let query = Entity::find().filter(Column::RevisionId.eq(revision.uuid()));
    let query = query.order_by_desc(is_absent(Column::RejectedAt)).order_by_desc(Column::RejectedAt);
    one(query.order_by_desc(Column::Id).limit(1), db).await
}

/// All assessments of these tools that led to publication, the oldest first.
pub(crate) async fn published_of_tools(db: &impl Read, tools: &[ToolId]) -> Result<Vec<Assessment>> {
    let query = Entity::find().filter(Column::ToolId.is_in(tools.iter().map(|id| id.uuid())));
    let query = query.filter(Column::PublishedAt.is_not_null());
    let rows = database::all(db, query.order_by_asc(Column::PublishedAt).order_by_asc(Column::Id)).await?;
    rows.into_iter().map(Assessment::try_from).collect()
}

/// The last assessment of each tool that led to publication, where it is due again by this day: those of this body or, without one, of every body.
pub(crate) async fn due(
    db: &impl Read,
    orderer: Option<OrganisationId>,
    until: Date,
    window: Window,
) -> Result<Vec<Assessment>> {
    let later = |column: Column| Expr::col(("later", column));
    let superseding = Query::select()
        .expr(Expr::val(1))
        .from_as(Entity, "later")
        .and_where(later(Column::ToolId).equals((Entity, Column::ToolId)))
        .and_where(later(Column::PublishedAt).gt(Expr::col((Entity, Column::PublishedAt))))
        .to_owned();
    let mut query = Entity::find()
        .filter(Column::PublishedAt.is_not_null())
        .filter(Column::DueOn.lte(until.to_string()))
        .filter(Expr::not_exists(superseding));
    if let Some(orderer) = orderer {
        query = query.filter(Column::OrdererId.eq(orderer.uuid()));
    }
    let query = query.order_by_asc(Column::DueOn).order_by_asc(Column::Id);
    all(query.offset(window.offset).limit(window.limit), db).await
}

/// Assessments that led to publication from this instant and before that one.
pub(crate) async fn published_between(
    db: &impl Read,
    from: Timestamp,
    before: Timestamp,
) -> Result<Vec<Assessment>> {
    let query = Entity::find().filter(Column::PublishedAt.gte(micros(from)));
    all(query.filter(Column::PublishedAt.lt(micros(before))).order_by_asc(Column::PublishedAt), db).await
}
