//! `deviations`: rows without `closed_at` are open.

use catalogue::{Listed, Window};
use database::{
    Read, Tx,
    convert::{Row, micros},
};
use jiff::civil::Date;
use kernel::{DeviationId, OrganisationId, RevisionId, ToolId};
use sea_orm::{
    ActiveValue::Set, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    entity::prelude::*,
};

use super::{ParsePhrase as _, is_absent, next, ok};
use crate::{Deviation, DeviationScope, Error, Requirement, Result};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deviations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tool_id: Uuid,
    pub revision_id: Uuid,
    pub orderer_id: Uuid,
    pub vendor_id: Uuid,
    pub requirement: String,
    pub reason: String,
    pub plan: Option<String>,
    pub owner: Option<String>,
    pub deadline: Option<String>,
    pub opened_at: i64,
    pub closed_at: Option<i64>,
    pub closing: Option<String>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Deviation {
    type Error = Error;

    fn try_from(model: Model) -> Result<Self> {
        let id = DeviationId::from_uuid(model.id);
        let row = Row::new("deviations", id);
        let requirement = Requirement::from_name(&model.requirement);
        Ok(Self {
            id,
            tool: ToolId::from_uuid(model.tool_id),
            revision: RevisionId::from_uuid(model.revision_id),
            orderer: OrganisationId::from_uuid(model.orderer_id),
            vendor: OrganisationId::from_uuid(model.vendor_id),
            requirement: requirement.ok_or_else(|| row.corrupt("requirement", &model.requirement))?,
            reason: row.parse_phrase("reason", &model.reason)?,
            plan: model.plan.map(|text| row.parse_phrase("plan", &text)).transpose()?,
            owner: model.owner.map(|text| row.parse_phrase("owner", &text)).transpose()?,
            deadline: row.date_opt("deadline", model.deadline.as_deref())?,
            opened_at: row.instant("opened_at", model.opened_at)?,
            closed_at: row.instant_opt("closed_at", model.closed_at)?,
            closing: model.closing.map(|text| row.parse_phrase("closing", &text)).transpose()?,
            version: model.version,
        })
    }
}

async fn all(query: Select<Entity>, db: &impl Read) -> Result<Vec<Deviation>> {
    ok(query.all(&db.executor()).await)?.into_iter().map(Deviation::try_from).collect()
}

pub(crate) async fn insert(tx: &Tx, deviation: &Deviation) -> Result<()> {
    let text = |text: Option<&str>| Set(text.map(ToOwned::to_owned));
    let row = ActiveModel {
        id: Set(deviation.id.uuid()),
        tool_id: Set(deviation.tool.uuid()),
        revision_id: Set(deviation.revision.uuid()),
        orderer_id: Set(deviation.orderer.uuid()),
        vendor_id: Set(deviation.vendor.uuid()),
        requirement: Set(deviation.requirement.name().to_owned()),
        reason: Set(deviation.reason.to_string()),
        plan: text(deviation.plan.as_deref()),
        owner: text(deviation.owner.as_deref()),
        deadline: Set(deviation.deadline.map(|day| day.to_string())),
        opened_at: Set(micros(deviation.opened_at)),
        closed_at: Set(deviation.closed_at.map(micros)),
        closing: text(deviation.closing.as_deref()),
        version: Set(deviation.version),
    };
    ok(Entity::insert(row).exec_without_returning(&tx.executor()).await)?;
    Ok(())
}

async fn update(tx: &Tx, id: DeviationId, expected: i32, row: ActiveModel) -> Result<()> {
    let done = Entity::update_many()
        .set(row)
        .col_expr(Column::Version, next(Column::Version))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::Version.eq(expected))
        .filter(Column::ClosedAt.is_null())
        .exec(&tx.executor())
        .await;
    if ok(done)?.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Closes it; `Stale` where it is closed or changed since it was read.
pub(crate) async fn close(tx: &Tx, id: DeviationId, expected: i32, closing: &str) -> Result<()> {
    let row = ActiveModel {
        closed_at: Set(Some(micros(tx.now()))),
        closing: Set(Some(closing.to_owned())),
        ..Default::default()
    };
    update(tx, id, expected, row).await
}

/// Gives it a new plan and a new deadline.
pub(crate) async fn extend(
    tx: &Tx,
    id: DeviationId,
    expected: i32,
    (reason, plan, deadline): (&str, &str, Date),
) -> Result<()> {
    let row = ActiveModel {
        reason: Set(reason.to_owned()),
        plan: Set(Some(plan.to_owned())),
        deadline: Set(Some(deadline.to_string())),
        ..Default::default()
    };
    update(tx, id, expected, row).await
}

pub(crate) async fn find(db: &impl Read, id: DeviationId) -> Result<Option<Deviation>> {
    ok(Entity::find_by_id(id.uuid()).one(&db.executor()).await)?.map(Deviation::try_from).transpose()
}

/// The open ones of these tools, in the order of the requirements.
pub(crate) async fn open_of_tools(db: &impl Read, tools: &[ToolId]) -> Result<Vec<Deviation>> {
    let query = Entity::find().filter(Column::ToolId.is_in(tools.iter().map(|id| id.uuid())));
    let rows = database::all(db, query.filter(Column::ClosedAt.is_null())).await?;
    let mut found: Vec<Deviation> = rows.into_iter().map(Deviation::try_from).collect::<Result<_>>()?;
    found.sort_by_key(|deviation| (deviation.tool, deviation.requirement));
    Ok(found)
}

/// All that the revision was published with, settled or not.
pub(crate) async fn of_revision(db: &impl Read, revision: RevisionId) -> Result<Vec<Deviation>> {
    all(Entity::find().filter(Column::RevisionId.eq(revision.uuid())).order_by_asc(Column::Id), db).await
}

/// Open ones within the scope, the nearest deadline first; those without come last.
pub(crate) async fn open_in(
    db: &impl Read,
    scope: &DeviationScope,
    window: Window,
) -> Result<Listed<Deviation>> {
    let within = match scope {
        DeviationScope::Orderer(orderer) => {
            Condition::all().add(Column::OrdererId.eq(orderer.organisation.uuid()))
        }
        DeviationScope::Vendor(user) => Condition::all().add(Column::VendorId.eq(user.organisation.uuid())),
        DeviationScope::Operator(_) => Condition::all(),
    };
    let query = Entity::find().filter(within).filter(Column::ClosedAt.is_null());
    let total = ok(query.clone().count(&db.executor()).await)?;
    let query = query
        .order_by_asc(is_absent(Column::Deadline))
        .order_by_asc(Column::Deadline)
        .order_by_asc(Column::Id)
        .offset(window.offset)
        .limit(window.limit.min(Window::MOST));
    Ok(Listed { items: all(query, db).await?, total })
}
