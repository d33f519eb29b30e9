//! `audit_events` and the head of the chain in `audit_head`.

use aws_lc_rs::digest;
use jiff::Timestamp;
use kernel::Actor;
use sea_orm::{
    ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    Statement, entity::prelude::*,
};

use super::{Audit, Entry};
use crate::{Error, Read, Result, convert};

/// Refusals, in the words of the index `ix_audit_events_actor_seq`: in others it is not used.
const REFUSALS: &str = "action IN ('launch.refuse', 'representation.refuse')";

/// What the first entry is bound to.
pub(crate) const GENESIS: [u8; 32] = [0; 32];

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub at: i64,
    pub actor: String,
    pub action: String,
    pub object: String,
    pub detail: String,
    pub hash: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The hash this entry must have after `previous`.
    pub(crate) fn hash_after(&self, previous: &[u8; 32]) -> [u8; 32] {
        let mut context = digest::Context::new(&digest::SHA256);
        context.update(previous);
        context.update(&self.seq.to_be_bytes());
        context.update(&self.at.to_be_bytes());
        for text in [&self.actor, &self.action, &self.object, &self.detail] {
            context.update(&(text.len() as u64).to_be_bytes());
            context.update(text.as_bytes());
        }
        let mut hash = [0; 32];
        hash.copy_from_slice(context.finish().as_ref());
        hash
    }
}

/// Where the chain ends.
pub(crate) const HEAD: &str = "SELECT seq, hash FROM audit_head WHERE id = 1";

/// Position and hash of the last entry.
pub(crate) struct Head {
    seq: i64,
    hash: [u8; 32],
}

impl Head {
    pub(crate) fn of(seq: i64, hash: &[u8]) -> Result<Self> {
        Ok(Self { seq, hash: to_hash(hash)? })
    }
}

/// The entries as they follow the head, each with when it happened.
pub(crate) fn chain(head: Head, entries: &[(Timestamp, &Audit)]) -> Result<Vec<Model>> {
    let (mut hash, mut rows) = (head.hash, Vec::with_capacity(entries.len()));
    for (seq, (at, entry)) in (head.seq + 1..).zip(entries) {
        let unwritten = |reason| Error::corrupt("audit_events", "detail", entry.action, reason);
        let mut model = Model {
            seq,
            at: at.as_microsecond(),
            actor: convert::to_json(&entry.actor)?,
            action: entry.action.to_owned(),
            object: entry.object.clone(),
            detail: entry.detail.clone().map_err(unwritten)?,
            hash: Vec::new(),
        };
        hash = model.hash_after(&hash);
        model.hash = hash.to_vec();
        rows.push(model);
    }
    Ok(rows)
}

/// Appends the entries; reading the head is the lock that orders writers on PostgreSQL. A trigger moves the head.
pub(crate) async fn append(tx: &impl ConnectionTrait, now: Timestamp, entries: &[Audit]) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let sql = match tx.get_database_backend() {
        DbBackend::Sqlite => HEAD.to_owned(),
        _ => format!("{HEAD} FOR UPDATE"),
    };
    let row = tx
        .query_one_raw(Statement::from_string(tx.get_database_backend(), sql))
        .await?
        .ok_or_else(|| Error::corrupt("audit_head", "id", 1, "missing"))?;
    let head = Head::of(row.try_get("", "seq")?, &row.try_get::<Vec<u8>>("", "hash")?)?;
    let entries: Vec<_> = entries.iter().map(|entry| (now, entry)).collect();
    let rows = chain(head, &entries)?.into_iter().map(|model| model.into_active_model().reset_all());
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Position and hash of the last entry.
pub(crate) async fn head(db: &impl Read) -> Result<(i64, Vec<u8>)> {
    let executor = db.executor();
    let row = executor
        .query_one_raw(Statement::from_string(executor.get_database_backend(), HEAD))
        .await?
        .ok_or_else(|| Error::corrupt("audit_head", "id", 1, "missing"))?;
    Ok((row.try_get("", "seq")?, row.try_get("", "hash")?))
}

pub(crate) async fn after(db: &impl Read, seq: i64, limit: u64) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::Seq.gt(seq))
        .order_by_asc(Column::Seq)
        .limit(limit)
        .all(&db.executor())
        .await?)
}

pub(crate) async fn before(
    db: &impl Read,
    object: Option<&str>,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<Entry>> {
    let mut query = Entity::find();
    if let Some(object) = object {
        query = query.filter(Column::Object.eq(object));
    }
    page(db, query, before, limit).await
}

pub(crate) async fn of_actions(
    db: &impl Read,
    object: &str,
    actions: &[&str],
    (at, seq): (Option<Timestamp>, Option<i64>),
    limit: u64,
) -> Result<Vec<Entry>> {
    let mut query = Entity::find().filter(Column::Object.eq(object));
    query = query.filter(Column::Action.is_in(actions.iter().copied()));
    if let Some(at) = at {
        query = query.filter(Column::At.lt(at.as_microsecond()));
    }
    page(db, query, seq, limit).await
}

pub(crate) async fn refusals_before(
    db: &impl Read,
    actor: &Actor,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<Entry>> {
    let actor = convert::to_json(actor)?;
    let query = Entity::find().filter(Expr::cust(REFUSALS)).filter(Column::Actor.eq(actor));
    page(db, query, before, limit).await
}

async fn page(
    db: &impl Read,
    mut query: Select<Entity>,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<Entry>> {
    if let Some(before) = before {
        query = query.filter(Column::Seq.lt(before));
    }
    let rows = query.order_by_desc(Column::Seq).limit(limit).all(&db.executor()).await?;
    rows.into_iter().map(Entry::try_from).collect()
}

impl TryFrom<Model> for Entry {
    type Error = Error;

    fn try_from(model: Model) -> Result<Self> {
        let row = convert::Row::new("audit_events", model.seq);
        Ok(Self {
            seq: model.seq,
            at: row.instant("at", model.at)?,
            actor: row.json("actor", &model.actor)?,
            action: model.action,
            object: model.object,
            detail: row.json("detail", &model.detail)?,
            hash: to_hash(&model.hash)?,
        })
    }
}

fn to_hash(bytes: &[u8]) -> Result<[u8; 32]> {
    bytes.try_into().map_err(|_| Error::corrupt("audit_head", "hash", 1, "not 32 bytes"))
}
