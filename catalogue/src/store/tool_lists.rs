//! `tool_lists` and `listed_tools`.

use std::collections::HashMap;

use database::{
    Read, Tx,
    convert::{Row, micros},
};
use kernel::{OrganisationId, PersonId, ToolId, ToolListId};
use sea_orm::{
    ActiveValue::Set, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    TryInsertResult, entity::prelude::*,
};

use crate::{MOST_LISTED, MOST_LISTS, Result, ToolList};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tool_lists")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub name: String,
    pub created_by: Uuid,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mod listed {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "listed_tools")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub list_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub tool_id: Uuid,
        pub added_by: Uuid,
        pub added_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<Model> for ToolList {
    type Error = crate::Error;

    fn try_from(model: Model) -> Result<Self> {
        let id = ToolListId::from_uuid(model.id);
        let row = Row::new("tool_lists", id);
        Ok(Self {
            id,
            organisation: OrganisationId::from_uuid(model.organisation_id),
            name: model.name.try_into().map_err(|error| row.corrupt("name", error))?,
            created_at: row.instant("created_at", model.created_at)?,
        })
    }
}

fn of(organisation: OrganisationId) -> Select<Entity> {
    Entity::find().filter(Column::OrganisationId.eq(organisation.uuid()))
}

pub(crate) async fn count(db: &impl Read, organisation: OrganisationId) -> Result<u64> {
    Ok(of(organisation).count(&db.executor()).await?)
}

pub(crate) async fn insert(tx: &Tx, list: &ToolList, by: PersonId) -> Result<()> {
    let row = ActiveModel {
        id: Set(list.id.uuid()),
        organisation_id: Set(list.organisation.uuid()),
        name: Set(list.name.to_string()),
        created_by: Set(by.uuid()),
        created_at: Set(micros(list.created_at)),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn rename(tx: &Tx, list: &ToolList) -> Result<()> {
    let row = ActiveModel { name: Set(list.name.to_string()), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(list.id.uuid())).exec(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn delete(tx: &Tx, id: ToolListId) -> Result<()> {
    let tools = listed::Entity::delete_many().filter(listed::Column::ListId.eq(id.uuid()));
    tools.exec(&tx.executor()).await?;
    Entity::delete_by_id(id.uuid()).exec(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn find(
    db: &impl Read,
    organisation: OrganisationId,
    id: ToolListId,
) -> Result<Option<ToolList>> {
    let query = of(organisation).filter(Column::Id.eq(id.uuid()));
    database::one(db, query).await?.map(ToolList::try_from).transpose()
}

pub(crate) async fn list(db: &impl Read, organisation: OrganisationId) -> Result<Vec<(ToolList, u64)>> {
    let query = of(organisation).order_by_asc(Column::Name).order_by_asc(Column::Id).limit(MOST_LISTS);
    let rows = query.all(&db.executor()).await?;
    let counts: Vec<(Uuid, i64)> = listed::Entity::find()
        .select_only()
        .column(listed::Column::ListId)
        .column_as(listed::Column::ToolId.count(), "tools")
        .filter(listed::Column::ListId.is_in(rows.iter().map(|row| row.id)))
        .group_by(listed::Column::ListId)
        .into_tuple()
        .all(&db.executor())
        .await?;
    let counts: HashMap<_, _> = counts.into_iter().collect();
    let counted = |row: Model| {
        let tools = counts.get(&row.id).copied().unwrap_or_default();
        Ok((row.try_into()?, u64::try_from(tools).unwrap_or_default()))
    };
    rows.into_iter().map(counted).collect()
}

pub(crate) async fn count_tools(db: &impl Read, id: ToolListId) -> Result<u64> {
    let query = listed::Entity::find().filter(listed::Column::ListId.eq(id.uuid()));
    Ok(query.count(&db.executor()).await?)
}

/// `false` where it was on it already.
pub(crate) async fn put(tx: &Tx, id: ToolListId, tool: ToolId, by: PersonId) -> Result<bool> {
    let row = listed::ActiveModel {
        list_id: Set(id.uuid()),
        tool_id: Set(tool.uuid()),
        added_by: Set(by.uuid()),
        added_at: Set(micros(tx.now())),
    };
    let insert = listed::Entity::insert(row).on_conflict_do_nothing();
    Ok(matches!(insert.exec_without_returning(&tx.executor()).await?, TryInsertResult::Inserted(1)))
}

pub(crate) async fn take(tx: &Tx, id: ToolListId, tool: ToolId) -> Result<bool> {
    let gone = listed::Entity::delete_by_id((id.uuid(), tool.uuid())).exec(&tx.executor()).await?;
    Ok(gone.rows_affected == 1)
}

pub(crate) async fn tools(db: &impl Read, id: ToolListId) -> Result<Vec<ToolId>> {
    let query = listed::Entity::find().filter(listed::Column::ListId.eq(id.uuid()));
    let query = query.order_by_asc(listed::Column::AddedAt).order_by_asc(listed::Column::ToolId);
    let rows = query.limit(MOST_LISTED).all(&db.executor()).await?;
    Ok(rows.into_iter().map(|row| ToolId::from_uuid(row.tool_id)).collect())
}

pub(crate) async fn with(
    db: &impl Read,
    organisation: OrganisationId,
    tool: ToolId,
) -> Result<Vec<ToolListId>> {
    let own = of(organisation).select_only().column(Column::Id).into_query();
    let query = listed::Entity::find()
        .filter(listed::Column::ToolId.eq(tool.uuid()))
        .filter(listed::Column::ListId.in_subquery(own))
        .limit(MOST_LISTS);
    let rows = query.all(&db.executor()).await?;
    Ok(rows.into_iter().map(|row| ToolListId::from_uuid(row.list_id)).collect())
}
