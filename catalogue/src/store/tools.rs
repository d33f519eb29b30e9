//! `tools`.

use std::collections::HashMap;

use database::{
    Read, Tx,
    convert::{Row, micros},
};
use kernel::{OrganisationId, RevisionId, Slug, ToolId};
use sea_orm::{
    ActiveValue::Set,
    EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    entity::prelude::*,
    sea_query::{Query, SelectStatement},
};

use super::{revisions, suspensions};
use crate::{Listed, OwnTool, Result, Revision, StateKind, Tool, ToolFilter, Window, organisation::fold};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tools")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub vendor_id: Uuid,
    pub listed_revision_id: Option<Uuid>,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Tool {
    type Error = crate::Error;

    fn try_from(model: Model) -> Result<Self> {
        let id = ToolId::from_uuid(model.id);
        let row = Row::new("tools", id);
        Ok(Self {
            id,
            slug: row.parse("slug", &model.slug)?,
            vendor: OrganisationId::from_uuid(model.vendor_id),
            created_at: row.instant("created_at", model.created_at)?,
            listed: model.listed_revision_id.map(RevisionId::from_uuid),
        })
    }
}

async fn all(query: Select<Entity>, db: &impl Read) -> Result<Vec<Tool>> {
    let rows = query.all(&db.executor()).await?;
    rows.into_iter().map(Tool::try_from).collect()
}

pub(crate) async fn insert(tx: &Tx, tool: &Tool) -> Result<()> {
    let row = ActiveModel {
        id: Set(tool.id.uuid()),
        slug: Set(tool.slug.to_string()),
        vendor_id: Set(tool.vendor.uuid()),
        listed_revision_id: Set(tool.listed.map(kernel::Id::uuid)),
        created_at: Set(micros(tool.created_at)),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn set_listed(tx: &Tx, id: ToolId, revision: RevisionId) -> Result<()> {
    let row = ActiveModel {
        id: Set(id.uuid()),
        listed_revision_id: Set(Some(revision.uuid())),
        ..Default::default()
    };
    Entity::update_many()
        .set(ActiveModel { id: sea_orm::ActiveValue::NotSet, ..row })
        .filter(Column::Id.eq(id.uuid()))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

pub(crate) async fn delete(tx: &Tx, id: ToolId) -> Result<()> {
    Entity::delete_by_id(id.uuid()).exec(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn find(db: &impl Read, id: ToolId) -> Result<Option<Tool>> {
    let row = Entity::find_by_id(id.uuid()).one(&db.executor()).await?;
    row.map(Tool::try_from).transpose()
}

pub(crate) async fn find_by_slug(db: &impl Read, slug: &Slug) -> Result<Option<Tool>> {
    let query = Entity::find().filter(Column::Slug.eq(slug.as_str()));
    let row = query.one(&db.executor()).await?;
    row.map(Tool::try_from).transpose()
}

/// Those of the slugs that begin so which are taken.
pub(crate) async fn slugs_beginning(db: &impl Read, prefix: &str) -> Result<Vec<String>> {
    let query = Entity::find().select_only().column(Column::Slug).filter(Column::Slug.starts_with(prefix));
    Ok(query.into_tuple().all(&db.executor()).await?)
}

/// In the order of the ids given.
pub(crate) async fn by_ids(db: &impl Read, ids: &[ToolId]) -> Result<Vec<Tool>> {
    let query = Entity::find().filter(Column::Id.is_in(ids.iter().map(|id| id.uuid())));
    let mut found = HashMap::with_capacity(ids.len());
    for row in database::all(db, query).await? {
        let tool = Tool::try_from(row)?;
        found.insert(tool.id, tool);
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

pub(crate) async fn of_vendor(
    db: &impl Read,
    vendor: OrganisationId,
    window: Window,
) -> Result<Listed<Tool>> {
    let query = Entity::find().filter(Column::VendorId.eq(vendor.uuid()));
    let total = query.clone().count(&db.executor()).await?;
    let query = query.order_by_desc(Column::Id).offset(window.offset).limit(window.limit.min(Window::MOST));
    Ok(Listed { items: all(query, db).await?, total })
}

/// Tools with a published revision.
fn up() -> Select<Entity> {
    let published = Query::select()
        .column(revisions::Column::ToolId)
        .from(revisions::Entity)
        .and_where(revisions::Column::State.eq(StateKind::Published.name()))
        .to_owned();
    Entity::find().filter(Column::Id.in_subquery(published))
}

/// Tools with a reason for suspension that is not lifted.
fn halted() -> SelectStatement {
    Query::select()
        .column(suspensions::Column::ToolId)
        .from(suspensions::Entity)
        .and_where(suspensions::Column::LiftedAt.is_null())
        .to_owned()
}

/// Tools that would be published if they were not suspended.
fn suspended() -> Select<Entity> {
    up().filter(Column::Id.in_subquery(halted()))
}

/// Tools that are published and not suspended.
fn published() -> Select<Entity> {
    up().filter(Column::Id.not_in_subquery(halted()))
}

pub(crate) async fn count_suspended(db: &impl Read) -> Result<u64> {
    Ok(suspended().count(&db.executor()).await?)
}

/// Tools that have left their vendors' drafts, by slug.
pub(crate) async fn list(db: &impl Read, filter: &ToolFilter, window: Window) -> Result<Listed<Tool>> {
    let mut handed_in = Query::select()
        .column(revisions::Column::ToolId)
        .from(revisions::Entity)
        .and_where(revisions::Column::State.ne(StateKind::Draft.name()))
        .to_owned();
    if let Some(name) = &filter.name {
        handed_in.and_where(revisions::Column::FoldedName.contains(fold(name)));
    }
    let query = if filter.suspended { suspended() } else { Entity::find() };
    let query = query.filter(Column::Id.in_subquery(handed_in));
    let total = query.clone().count(&db.executor()).await?;
    let query = query.order_by_asc(Column::Slug).offset(window.offset).limit(window.limit.min(Window::MOST));
    Ok(Listed { items: all(query, db).await?, total })
}

pub(crate) async fn listed_of_vendor(db: &impl Read, vendor: OrganisationId) -> Result<Vec<Tool>> {
    let query = Entity::find().filter(Column::VendorId.eq(vendor.uuid()));
    all(query.filter(Column::ListedRevisionId.is_not_null()).order_by_asc(Column::Id), db).await
}

pub(crate) async fn listed_after(db: &impl Read, after: Option<ToolId>, limit: u64) -> Result<Vec<Tool>> {
    let mut query = Entity::find().filter(Column::ListedRevisionId.is_not_null());
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.uuid()));
    }
    all(query.order_by_asc(Column::Id).limit(limit), db).await
}

pub(crate) async fn count_published(db: &impl Read) -> Result<u64> {
    Ok(published().count(&db.executor()).await?)
}

pub(crate) async fn nth_published(db: &impl Read, place: u64) -> Result<Option<ToolId>> {
    let query = published().order_by_asc(Column::Id).offset(place).limit(1);
    Ok(all(query, db).await?.pop().map(|tool| tool.id))
}

pub(crate) async fn published_after(db: &impl Read, after: Option<ToolId>, limit: u64) -> Result<Vec<Tool>> {
    let mut query = published();
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.uuid()));
    }
    all(query.order_by_asc(Column::Id).limit(limit), db).await
}

/// Puts the listed and the open revision beside each tool.
pub(crate) async fn with_revisions(db: &impl Read, tools: Vec<Tool>) -> Result<Vec<OwnTool>> {
    let ids: Vec<_> = tools.iter().map(|tool| tool.id).collect();
    let listed: Vec<_> = tools.iter().filter_map(|tool| tool.listed).collect();
    let by_tool = |revisions: Vec<Revision>| -> HashMap<ToolId, Revision> {
        revisions.into_iter().map(|revision| (revision.tool, revision)).collect()
    };
    let mut listed = by_tool(revisions::by_ids(db, &listed).await?);
    let mut open = by_tool(revisions::open_of_tools(db, &ids).await?);
    let own = |tool: Tool| OwnTool { listed: listed.remove(&tool.id), open: open.remove(&tool.id), tool };
    Ok(tools.into_iter().map(own).collect())
}
