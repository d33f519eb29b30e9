//! `outbox_jobs`.

use jiff::{SignedDuration, Timestamp};
use kernel::Entropy;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    Statement, entity::prelude::*, sea_query::OnConflict,
};
use uuid::Uuid;

use super::{Backlog, Claimed, Dead, Job};
use crate::{Database, Read, Result, Tx, convert};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox_jobs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub dedup_key: Option<String>,
    pub payload: String,
    pub queued_at: i64,
    pub due_at: i64,
    pub locked_until: i64,
    pub attempts: i32,
    pub done_at: Option<i64>,
    pub dead_at: Option<i64>,
    pub last_error: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn insert(
    tx: &impl ConnectionTrait,
    database: &Database,
    now: Timestamp,
    jobs: &[Job],
) -> Result<()> {
    if jobs.is_empty() {
        return Ok(());
    }
    let mut rows = Vec::with_capacity(jobs.len());
    for job in jobs {
        rows.push(ActiveModel {
            id: Set(new_row_id(now, &**database.entropy())),
            kind: Set(job.kind.to_owned()),
            dedup_key: Set(job.key.clone()),
            payload: Set(convert::to_json(&job.payload)?),
            queued_at: Set(now.as_microsecond()),
            due_at: Set(job.due.unwrap_or(now).as_microsecond()),
            locked_until: Set(0),
            attempts: Set(0),
            done_at: Set(None),
            dead_at: Set(None),
            last_error: Set(None),
        });
    }
    Entity::insert_many(rows)
        .on_conflict(OnConflict::columns([Column::Kind, Column::DedupKey]).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

fn new_row_id(now: Timestamp, entropy: &dyn Entropy) -> Uuid {
    let mut random = [0; 10];
    entropy.fill(&mut random);
    let millis = u64::try_from(now.as_millisecond()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// Takes up to `limit` due jobs of these kinds under a lease, oldest first.
pub(crate) async fn claim(
    db: &Database,
    kinds: &[&str],
    limit: u64,
    lease: SignedDuration,
) -> Result<Vec<Claimed>> {
    let tx = db.begin().await?;
    let now = tx.now().as_microsecond();
    let until = now.saturating_add(i64::try_from(lease.as_micros()).unwrap_or(i64::MAX));
    let executor = tx.executor();
    let skip_locked = if db.is_sqlite() { "" } else { " FOR UPDATE SKIP LOCKED" };
    let marks: Vec<String> = (0..kinds.len()).map(|at| format!("${}", at + 4)).collect();
    let sql = format!(
        "UPDATE outbox_jobs SET locked_until = $1, attempts = attempts + 1 WHERE id IN (\
           SELECT id FROM outbox_jobs WHERE done_at IS NULL AND dead_at IS NULL AND due_at <= $2 \
           AND locked_until <= $2 AND kind IN ({}) ORDER BY due_at, id LIMIT $3{skip_locked}) RETURNING *",
        marks.join(", ")
    );
    let mut values: Vec<sea_orm::Value> =
        vec![until.into(), now.into(), i64::try_from(limit).unwrap_or(i64::MAX).into()];
    values.extend(kinds.iter().map(|kind| sea_orm::Value::from((*kind).to_owned())));
    let statement = Statement::from_sql_and_values(executor.get_database_backend(), sql, values);
    let mut rows = Model::find_by_statement(statement).all(&executor).await?;
    tx.commit().await?;
    rows.sort_by_key(|row| (row.due_at, row.id));
    rows.into_iter().map(Claimed::try_from).collect()
}

impl TryFrom<Model> for Claimed {
    type Error = crate::Error;

    fn try_from(model: Model) -> Result<Self> {
        let row = convert::Row::new("outbox_jobs", model.id);
        Ok(Self {
            id: model.id,
            attempts: u32::try_from(model.attempts).unwrap_or_default(),
            queued_at: row.instant("queued_at", model.queued_at)?,
            payload: row.json("payload", &model.payload)?,
            kind: model.kind,
        })
    }
}

pub(crate) async fn settle(tx: &Tx, id: Uuid) -> Result<()> {
    update_one(tx, id, ActiveModel { done_at: Set(Some(tx.now().as_microsecond())), ..Default::default() })
        .await
}

/// Gives back jobs that were claimed and not begun.
pub(crate) async fn give_back(db: &Database, jobs: &[Claimed]) -> Result<()> {
    let tx = db.begin().await?;
    Entity::update_many()
        .col_expr(Column::LockedUntil, Expr::value(0_i64))
        .col_expr(Column::Attempts, sea_orm::sea_query::ExprTrait::sub(Expr::col(Column::Attempts), 1))
        .filter(Column::Id.is_in(jobs.iter().map(|job| job.id)))
        .exec(&tx.executor())
        .await?;
    tx.commit().await
}

/// Frees what any worker holds.
pub(crate) async fn release(db: &Database) -> Result<u64> {
    let tx = db.begin().await?;
    let freed = Entity::update_many()
        .col_expr(Column::LockedUntil, Expr::value(0_i64))
        .filter(Column::DoneAt.is_null())
        .filter(Column::DeadAt.is_null())
        .filter(Column::LockedUntil.gt(0_i64))
        .exec(&tx.executor())
        .await?;
    tx.commit().await?;
    Ok(freed.rows_affected)
}

/// The job failed: again at `due`, or never.
pub(crate) async fn fail(tx: &Tx, id: Uuid, due: Option<Timestamp>, error: &str) -> Result<()> {
    let mut row = ActiveModel {
        locked_until: Set(0),
        last_error: Set(Some(error.chars().take(1_000).collect())),
        ..Default::default()
    };
    match due {
        Some(due) => row.due_at = Set(due.as_microsecond()),
        None => row.dead_at = Set(Some(tx.now().as_microsecond())),
    }
    update_one(tx, id, row).await
}

pub(crate) async fn backlog(db: &impl Read) -> Result<Backlog> {
    let executor = db.executor();
    let open = Entity::find()
        .filter(Column::DoneAt.is_null())
        .filter(Column::DeadAt.is_null())
        .count(&executor)
        .await?;
    let dead = Entity::find().filter(Column::DeadAt.is_not_null()).count(&executor).await?;
    Ok(Backlog { open, dead })
}

pub(crate) async fn dead(db: &impl Read, limit: u64) -> Result<Vec<Dead>> {
    let query =
        Entity::find().filter(Column::DeadAt.is_not_null()).order_by_desc(Column::DeadAt).limit(limit);
    let rows = query.all(&db.executor()).await?;
    rows.into_iter()
        .map(|model| {
            let row = convert::Row::new("outbox_jobs", model.id);
            Ok(Dead {
                id: model.id,
                attempts: u32::try_from(model.attempts).unwrap_or_default(),
                queued_at: row.instant("queued_at", model.queued_at)?,
                error: model.last_error.unwrap_or_default(),
                kind: model.kind,
            })
        })
        .collect()
}

pub(crate) async fn revive(tx: &Tx, id: Uuid) -> Result<bool> {
    let done = Entity::update_many()
        .set(ActiveModel {
            dead_at: Set(None),
            attempts: Set(0),
            due_at: Set(tx.now().as_microsecond()),
            ..Default::default()
        })
        .filter(Column::Id.eq(id))
        .filter(Column::DeadAt.is_not_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

pub(crate) async fn forget_done(db: &Database, before: Timestamp, limit: u64) -> Result<u64> {
    let tx = db.begin().await?;
    let executor = tx.executor();
    // A key that promises "once, ever" stays.
    let sql = "DELETE FROM outbox_jobs WHERE id IN (SELECT id FROM outbox_jobs WHERE done_at < $1 AND dedup_key IS NULL LIMIT $2)";
    let values = [before.as_microsecond().into(), i64::try_from(limit).unwrap_or(i64::MAX).into()];
    let done = executor
        .execute_raw(Statement::from_sql_and_values(executor.get_database_backend(), sql, values))
        .await?;
    tx.commit().await?;
    Ok(done.rows_affected())
}

async fn update_one(tx: &Tx, id: Uuid, row: ActiveModel) -> Result<()> {
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(&tx.executor()).await?;
    Ok(())
}
