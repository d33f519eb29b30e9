//! `favourites`.

use database::{Lookup, Read, Tx, convert::micros};
use kernel::ToolId;
use sea_orm::{
    ActiveValue::Set, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, TryInsertResult,
    entity::prelude::*,
};

use crate::{Keeper, MOST_FAVOURITES, Result};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "favourites")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub role: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub tool_id: Uuid,
    pub added_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

static ONE: Lookup<Entity, 3> = Lookup::new(|[person, role, tool]| {
    let theirs = Entity::find().filter(Column::PersonId.eq(person)).filter(Column::Role.eq(role));
    theirs.filter(Column::ToolId.eq(tool))
});

fn of(keeper: &Keeper) -> Select<Entity> {
    Entity::find().filter(Column::PersonId.eq(keeper.person.uuid())).filter(Column::Role.eq(keeper.role))
}

pub(crate) async fn count(db: &impl Read, keeper: &Keeper) -> Result<u64> {
    Ok(of(keeper).count(&db.executor()).await?)
}

/// `false` where it was one already.
pub(crate) async fn insert(tx: &Tx, keeper: &Keeper, tool: ToolId) -> Result<bool> {
    let row = ActiveModel {
        person_id: Set(keeper.person.uuid()),
        role: Set(keeper.role.to_owned()),
        tool_id: Set(tool.uuid()),
        added_at: Set(micros(tx.now())),
    };
    let done = Entity::insert(row).on_conflict_do_nothing().exec_without_returning(&tx.executor()).await?;
    Ok(matches!(done, TryInsertResult::Inserted(1)))
}

pub(crate) async fn delete(tx: &Tx, keeper: &Keeper, tool: ToolId) -> Result<bool> {
    let key = (keeper.person.uuid(), keeper.role.to_owned(), tool.uuid());
    Ok(Entity::delete_by_id(key).exec(&tx.executor()).await?.rows_affected == 1)
}

pub(crate) async fn list(db: &impl Read, keeper: &Keeper) -> Result<Vec<ToolId>> {
    let query = of(keeper).order_by_desc(Column::AddedAt).order_by_desc(Column::ToolId);
    let rows = query.limit(MOST_FAVOURITES).all(&db.executor()).await?;
    Ok(rows.into_iter().map(|row| ToolId::from_uuid(row.tool_id)).collect())
}

pub(crate) async fn has(db: &impl Read, keeper: &Keeper, tool: ToolId) -> Result<bool> {
    let key = [keeper.person.uuid().into(), keeper.role.into(), tool.uuid().into()];
    Ok(ONE.one(db, key).await?.is_some())
}
