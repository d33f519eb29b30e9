//! `processes` and `tool_processes`.

use database::{
    Read, Tx,
    convert::{Row, micros, to_json},
};
use kernel::{ProcessId, ToolId};
use sea_orm::{
    ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*,
    sea_query::OnConflict,
};

use crate::{Process, Result};

const TABLE: &str = "processes";
/// Most that are listed.
const MOST: u64 = 500;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "processes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub key: String,
    pub name: String,
    pub bases: String,
    pub entry: String,
    pub created_at: i64,
    pub changed_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Process {
    type Error = crate::Error;

    fn try_from(model: Model) -> Result<Self> {
        let id = ProcessId::from_uuid(model.id);
        let row = Row::new(TABLE, id);
        Ok(Self {
            id,
            key: row.parse("key", &model.key)?,
            name: model.name.try_into().map_err(|error| row.corrupt("name", error))?,
            bases: row.json("bases", &model.bases)?,
            entry: model.entry.try_into().map_err(|error| row.corrupt("entry", error))?,
            created_at: row.instant("created_at", model.created_at)?,
            changed_at: row.instant("changed_at", model.changed_at)?,
        })
    }
}

mod step {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "tool_processes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub tool_id: Uuid,
        pub process_id: Uuid,
        pub set_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn row_of(process: &Process) -> Result<ActiveModel> {
    Ok(ActiveModel {
        name: Set(process.name.to_string()),
        bases: Set(to_json(&process.bases)?),
        entry: Set(process.entry.to_string()),
        changed_at: Set(micros(process.changed_at)),
        ..Default::default()
    })
}

pub(crate) async fn insert(tx: &Tx, process: &Process) -> Result<()> {
    let row = ActiveModel {
        id: Set(process.id.uuid()),
        key: Set(process.key.to_string()),
        created_at: Set(micros(process.created_at)),
        ..row_of(process)?
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn update(tx: &Tx, process: &Process) -> Result<()> {
    let query = Entity::update_many().set(row_of(process)?).filter(Column::Id.eq(process.id.uuid()));
    query.exec(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn assign(tx: &Tx, tool: ToolId, process: Option<ProcessId>) -> Result<()> {
    let Some(process) = process else {
        step::Entity::delete_by_id(tool.uuid()).exec(&tx.executor()).await?;
        return Ok(());
    };
    let row = step::ActiveModel {
        tool_id: Set(tool.uuid()),
        process_id: Set(process.uuid()),
        set_at: Set(micros(tx.now())),
    };
    let again = OnConflict::column(step::Column::ToolId)
        .update_columns([step::Column::ProcessId, step::Column::SetAt])
        .to_owned();
    step::Entity::insert(row).on_conflict(again).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn find(db: &impl Read, id: ProcessId) -> Result<Option<Process>> {
    Entity::find_by_id(id.uuid()).one(&db.executor()).await?.map(Process::try_from).transpose()
}

pub(crate) async fn of_tool(db: &impl Read, tool: ToolId) -> Result<Option<Process>> {
    match step::Entity::find_by_id(tool.uuid()).one(&db.executor()).await? {
        Some(step) => find(db, ProcessId::from_uuid(step.process_id)).await,
        None => Ok(None),
    }
}

pub(crate) async fn list(db: &impl Read) -> Result<Vec<Process>> {
    let query = Entity::find().order_by_asc(Column::Name).order_by_asc(Column::Id).limit(MOST);
    query.all(&db.executor()).await?.into_iter().map(Process::try_from).collect()
}

pub(crate) async fn tools(db: &impl Read, process: ProcessId) -> Result<Vec<ToolId>> {
    let query = step::Entity::find().filter(step::Column::ProcessId.eq(process.uuid()));
    let rows = query.order_by_asc(step::Column::ToolId).limit(MOST).all(&db.executor()).await?;
    Ok(rows.into_iter().map(|step| ToolId::from_uuid(step.tool_id)).collect())
}
