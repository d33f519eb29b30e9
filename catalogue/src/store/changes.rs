//! `tool_changes` and its last number in `tool_change_head`.

use database::{
    Read, Tx,
    convert::{Row, micros},
};
use kernel::ToolId;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
    entity::prelude::*,
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
    let query = Entity::find().filter(Column::Seq.gt(seq)).order_by_asc(Column::Seq).limit(limit);
    let rows = query.all(&db.executor()).await?;
    rows.into_iter()
        .map(|model| {
            let row = Row::new("tool_changes", model.seq);
            Ok(Change {
                seq: model.seq,
                tool: ToolId::from_uuid(model.tool_id),
                kind: row.parse("kind", &model.kind)?,
                at: row.instant("at", model.at)?,
            })
        })
        .collect()
}
