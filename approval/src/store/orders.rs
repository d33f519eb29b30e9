//! `listing_orders`: `active_tool_id` holds the tool's id while the order does, so that at most one does.

use catalogue::{Listed, Window};
use database::{
    Read, Tx,
    convert::{Row, micros},
};
use kernel::{OrderId, OrganisationId, PersonId, ToolId};
use sea_orm::{
    ActiveValue::Set, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*,
};

use super::{ParsePhrase as _, next, ok};
use crate::{Error, Order, OrderState, Result};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "listing_orders")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub orderer_id: Uuid,
    pub vendor_id: Uuid,
    pub tool_id: Option<Uuid>,
    pub active_tool_id: Option<Uuid>,
    pub state: String,
    pub subject: String,
    pub note: Option<String>,
    pub ordered_by: Uuid,
    pub created_at: i64,
    pub updated_at: i64,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Order {
    type Error = Error;

    fn try_from(model: Model) -> Result<Self> {
        let id = OrderId::from_uuid(model.id);
        let row = Row::new("listing_orders", id);
        let state = OrderState::from_name(&model.state).ok_or_else(|| row.corrupt("state", &model.state))?;
        if model.active_tool_id.is_some() != (state == OrderState::Active) {
            return Err(row.corrupt("active_tool_id", "does not fit the state").into());
        }
        Ok(Self {
            id,
            orderer: OrganisationId::from_uuid(model.orderer_id),
            vendor: OrganisationId::from_uuid(model.vendor_id),
            tool: model.tool_id.map(ToolId::from_uuid),
            state,
            subject: row.parse_phrase("subject", &model.subject)?,
            note: model.note.map(|note| row.parse_phrase("note", &note)).transpose()?,
            ordered_by: PersonId::from_uuid(model.ordered_by),
            created_at: row.instant("created_at", model.created_at)?,
            updated_at: row.instant("updated_at", model.updated_at)?,
            version: model.version,
        })
    }
}

async fn all(query: Select<Entity>, db: &impl Read) -> Result<Vec<Order>> {
    ok(query.all(&db.executor()).await)?.into_iter().map(Order::try_from).collect()
}

async fn listed(query: Select<Entity>, db: &impl Read, window: Window) -> Result<Listed<Order>> {
    let total = ok(query.clone().count(&db.executor()).await)?;
    let query = query.order_by_desc(Column::Id).offset(window.offset).limit(window.limit.min(Window::MOST));
    Ok(Listed { items: all(query, db).await?, total })
}

pub(crate) async fn insert(tx: &Tx, order: &Order) -> Result<()> {
    let row = ActiveModel {
        id: Set(order.id.uuid()),
        orderer_id: Set(order.orderer.uuid()),
        vendor_id: Set(order.vendor.uuid()),
        tool_id: Set(order.tool.map(kernel::Id::uuid)),
        active_tool_id: Set(active(order.state, order.tool)),
        state: Set(order.state.name().to_owned()),
        subject: Set(order.subject.to_string()),
        note: Set(order.note.as_ref().map(ToString::to_string)),
        ordered_by: Set(order.ordered_by.uuid()),
        created_at: Set(micros(order.created_at)),
        updated_at: Set(micros(order.updated_at)),
        version: Set(order.version),
    };
    ok(Entity::insert(row).exec_without_returning(&tx.executor()).await)?;
    Ok(())
}

fn active(state: OrderState, tool: Option<ToolId>) -> Option<Uuid> {
    tool.filter(|_| state == OrderState::Active).map(kernel::Id::uuid)
}

/// Moves the order on; `Stale` where it has been moved since it was read.
pub(crate) async fn update(tx: &Tx, order: &Order, state: OrderState, tool: Option<ToolId>) -> Result<()> {
    let row = ActiveModel {
        tool_id: Set(tool.map(kernel::Id::uuid)),
        active_tool_id: Set(active(state, tool)),
        state: Set(state.name().to_owned()),
        updated_at: Set(micros(tx.now())),
        ..Default::default()
    };
    let done = Entity::update_many()
        .set(row)
        .col_expr(Column::Version, next(Column::Version))
        .filter(Column::Id.eq(order.id.uuid()))
        .filter(Column::Version.eq(order.version))
        .exec(&tx.executor())
        .await;
    if ok(done)?.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

pub(crate) async fn find(db: &impl Read, id: OrderId) -> Result<Option<Order>> {
    ok(Entity::find_by_id(id.uuid()).one(&db.executor()).await)?.map(Order::try_from).transpose()
}

pub(crate) async fn active_of_tool(db: &impl Read, tool: ToolId) -> Result<Option<Order>> {
    let query = Entity::find().filter(Column::ActiveToolId.eq(tool.uuid()));
    ok(query.one(&db.executor()).await)?.map(Order::try_from).transpose()
}

pub(crate) async fn active_of_tools(db: &impl Read, tools: &[ToolId]) -> Result<Vec<Order>> {
    all(Entity::find().filter(Column::ActiveToolId.is_in(tools.iter().map(|id| id.uuid()))), db).await
}

pub(crate) async fn active_tools_of(db: &impl Read, orderer: OrganisationId) -> Result<Vec<ToolId>> {
    let query = Entity::find().filter(Column::OrdererId.eq(orderer.uuid()));
    let orders = all(query.filter(Column::ActiveToolId.is_not_null()).order_by_asc(Column::Id), db).await?;
    Ok(orders.into_iter().filter_map(|order| order.tool).collect())
}

pub(crate) async fn of_orderer(
    db: &impl Read,
    orderer: OrganisationId,
    window: Window,
) -> Result<Listed<Order>> {
    listed(Entity::find().filter(Column::OrdererId.eq(orderer.uuid())), db, window).await
}

pub(crate) async fn invitations_of_vendor(
    db: &impl Read,
    vendor: OrganisationId,
    window: Window,
) -> Result<Listed<Order>> {
    let query = Entity::find().filter(Column::VendorId.eq(vendor.uuid()));
    listed(query.filter(Column::State.eq(OrderState::Invited.name())), db, window).await
}
