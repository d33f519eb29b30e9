//! Reading on the caller's thread: rows found by a key, a handful at most. Long lists go the ORM's way, which does not hold a thread up.

use std::{
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, OpenFlags, Row};
use sea_orm::{
    ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, Iterable, QuerySelect, QueryTrait, Select,
    TryIntoModel, sea_query::Expr,
};

use super::value;
use crate::{Database, Generation, Present, Read, Result};

/// Connections that are kept open when nobody uses them.
const IDLE: usize = 8;

/// Connections for reading, each used by one thread at a time.
/// Only this crate uses them.
pub struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::default() }
    }

    /// Closes those that nobody uses.
    pub(crate) fn close(&self) {
        self.idle().clear();
    }

    /// Does this with a connection of one's own.
    pub(crate) fn with<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let kept = self.idle().pop();
        let connection = match kept {
            Some(connection) => connection,
            None => super::open(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?,
        };
        let outcome = read(&connection);
        let mut idle = self.idle();
        // One that failed is not trusted again.
        if outcome.is_ok() && idle.len() < IDLE {
            idle.push(connection);
        }
        outcome
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Each row of a query for an entity's columns.
    fn rows<E: EntityTrait, T>(
        &self,
        query: impl QueryTrait,
        read: impl Fn(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let statement = query.build(DbBackend::Sqlite);
        self.with(|connection| {
            let mut prepared = connection.prepare_cached(&statement.sql)?;
            value::check::<E>(&prepared)?;
            value::bind(&mut prepared, &statement)?;
            let (mut rows, mut found) = (prepared.raw_query(), Vec::new());
            while let Some(row) = rows.next()? {
                found.push(read(row)?);
            }
            Ok(found)
        })
    }
}

/// The rows of a query that finds a handful by a key; in a transaction, within it.
pub async fn all<E>(db: &impl Read, query: Select<E>) -> Result<Vec<E::Model>>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
{
    match db.readers() {
        Some(readers) => readers.rows::<E, _>(query, value::model::<E>),
        None => Ok(query.all(&db.executor()).await?),
    }
}

/// The row that a query finds by its key, if there is one; in a transaction, within it.
pub async fn one<E>(db: &impl Read, query: Select<E>) -> Result<Option<E::Model>>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
{
    Ok(all(db, query.limit(1)).await?.pop())
}

/// As `one`, with the present as the same statement tells it.
pub async fn one_at<E>(db: &Database, query: Select<E>) -> Result<Option<(E::Model, Present)>>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
{
    let query = query.expr_as(Expr::cust(Generation::SQL), Generation::COLUMN).limit(1);
    if let Some(readers) = db.readers() {
        let last = E::Column::iter().count();
        let read = |row: &Row<'_>| Ok((value::model::<E>(row)?, Generation::from(row.get::<_, i64>(last)?)));
        let found = readers.rows::<E, _>(query, read)?.pop();
        return Ok(found.map(|(model, generation)| (model, db.at(generation))));
    }
    let executor = db.executor();
    let row = executor.query_one_raw(query.build(executor.get_database_backend())).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((E::Model::from_query_result(&row, "")?, db.at(Generation::of(&row)?))))
}
