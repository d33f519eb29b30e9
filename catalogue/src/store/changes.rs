//! `tool_changes` and its last number in `tool_change_head`.

use std::collections::HashMap;

use database::{
    Read, Tx,
    convert::{Row, micros},
};
use jiff::Timestamp;
use kernel::ToolId;
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
    entity::prelude::*,
    sea_query::{Expr, Query},
};

use crate::{Change, ChangeKind, Result};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tool_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub tool_id: Uuid,
    pub kind: String,
    pub at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Change {
    type Error = crate::Error;

    fn try_from(model: Model) -> Result<Self> {
        let row = Row::new("tool_changes", model.seq);
        Ok(Self {
            seq: model.seq,
            tool: ToolId::from_uuid(model.tool_id),
            kind: row.parse("kind", &model.kind)?,
            at: row.instant("at", model.at)?,
        })
    }
}

/// The update of the head is the lock that orders writers on PostgreSQL.
pub(crate) async fn append(tx: &Tx, tool: ToolId, kind: ChangeKind) -> Result<()> {
    let executor = tx.executor();
    let sql = "UPDATE tool_change_head SET seq = seq + 1 WHERE id = 1 RETURNING seq";
    let statement = Statement::from_string(executor.get_database_backend(), sql);
    let seq = seq_of(executor.query_one_raw(statement).await?)?;
    let row = ActiveModel {
        seq: Set(seq),
        tool_id: Set(tool.uuid()),
        kind: Set(kind.name().to_owned()),
        at: Set(micros(tx.now())),
    };
    Entity::insert(row).exec_without_returning(&executor).await?;
    Ok(())
}

pub(crate) async fn head(db: &impl Read) -> Result<i64> {
    let executor = db.executor();
    let sql = "SELECT seq FROM tool_change_head WHERE id = 1";
    let statement = Statement::from_string(executor.get_database_backend(), sql);
    seq_of(executor.query_one_raw(statement).await?)
}

fn seq_of(row: Option<sea_orm::QueryResult>) -> Result<i64> {
    let row = row.ok_or_else(|| Row::new("tool_change_head", 1).corrupt("id", "missing"))?;
    Ok(row.try_get("", "seq")?)
}

pub(crate) async fn after(db: &impl Read, seq: i64, limit: u64) -> Result<Vec<Change>> {
    all(Entity::find().filter(Column::Seq.gt(seq)).order_by_asc(Column::Seq).limit(limit), db).await
}

pub(crate) async fn find(db: &impl Read, seq: i64) -> Result<Option<Change>> {
    Ok(all(Entity::find_by_id(seq), db).await?.pop())
}

pub(crate) async fn public_after(db: &impl Read, seq: i64, limit: u64) -> Result<Vec<Change>> {
    all(public().filter(Column::Seq.gt(seq)).order_by_asc(Column::Seq).limit(limit), db).await
}

pub(crate) async fn public_latest(db: &impl Read, limit: u64) -> Result<Vec<Change>> {
    all(public().order_by_desc(Column::Seq).limit(limit), db).await
}

/// Changes of tools that had been published by then.
fn public() -> Select<Entity> {
    let earlier = |column: Column| Expr::col(("earlier", column));
    let published = Query::select()
        .expr(Expr::val(1))
        .from_as(Entity, "earlier")
        .and_where(earlier(Column::ToolId).equals((Entity, Column::ToolId)))
        .and_where(earlier(Column::Seq).lte(Expr::col((Entity, Column::Seq))))
        .and_where(earlier(Column::Kind).eq(ChangeKind::Published.name()))
        .to_owned();
    Entity::find().filter(Expr::exists(published))
}

pub(crate) async fn last_of(db: &impl Read, tools: &[ToolId]) -> Result<HashMap<ToolId, Timestamp>> {
    let query = Entity::find()
        .select_only()
        .column(Column::ToolId)
        .column_as(Column::At.max(), "at")
        .filter(Column::ToolId.is_in(tools.iter().map(|id| id.uuid())))
        .group_by(Column::ToolId);
    let rows: Vec<(Uuid, i64)> = query.into_tuple().all(&db.executor()).await?;
    rows.into_iter()
        .map(|(tool, at)| {
            let tool = ToolId::from_uuid(tool);
            Ok((tool, Row::new("tool_changes", tool).instant("at", at)?))
        })
        .collect()
}

async fn all(query: Select<Entity>, db: &impl Read) -> Result<Vec<Change>> {
    let rows = query.all(&db.executor()).await?;
    rows.into_iter().map(Change::try_from).collect()
}
