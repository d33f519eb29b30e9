//! Reading on the caller's thread: rows found by a key, a handful at most. Long lists go the ORM's way, which does not hold a thread up.

use std::{
    array,
    path::PathBuf,
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
};

use rusqlite::{Connection, OpenFlags, Row};
use sea_orm::{
    ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, Iterable, QuerySelect, QueryTrait, Select,
    TryIntoModel, Value, prelude::Uuid, sea_query::Expr,
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

    /// Rows of a query for an entity's columns, `most` at most.
    fn rows<E: EntityTrait, T>(
        &self,
        built: &OnceLock<Built>,
        build: impl FnOnce() -> Built,
        key: &[Value],
        most: usize,
        read: impl Fn(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.with(|connection| {
            let built = if let Some(built) = built.get() {
                built
            } else {
                let new = build();
                value::check::<E>(&*connection.prepare_cached(&new.sql)?)?;
                built.get_or_init(|| new)
            };
            let mut prepared = connection.prepare_cached(&built.sql)?;
            for (place, value) in built.values.iter().enumerate() {
                let value = match value {
                    Bound::Key(place) => &key[*place],
                    Bound::Always(value) => value,
                };
                value::bind_one(&mut prepared, place + 1, value)?;
            }
            let (mut rows, mut found) = (prepared.raw_query(), Vec::new());
            while found.len() < most
                && let Some(row) = rows.next()?
            {
                found.push(read(row)?);
            }
            Ok(found)
        })
    }
}

/// A query as SQLite is given it.
struct Built {
    sql: String,
    values: Vec<Bound>,
}

enum Bound {
    /// The part of the key at this place.
    Key(usize),
    Always(Value),
}

impl Built {
    /// The query's text, with what stands where: it is built for parts of a key that nothing else is equal to.
    fn new(query: impl QueryTrait, marks: &[Value]) -> Self {
        let statement = query.build(DbBackend::Sqlite);
        let values = statement.values.map(|values| values.0).unwrap_or_default();
        let bound = |value| match marks.iter().position(|mark| *mark == value) {
            Some(place) => Bound::Key(place),
            None => Bound::Always(value),
        };
        Self { sql: statement.sql, values: values.into_iter().map(bound).collect() }
    }
}

/// Values that stand for the parts of a key while the text of a query is built; no row has them.
fn marks<const N: usize>() -> [Value; N] {
    array::from_fn(|place| Value::Uuid(Some(Uuid::from_u128(u128::MAX - place as u128))))
}

/// A query that finds a handful of rows by a key of `N` parts. On SQLite its text is built once; in a transaction it reads within it.
pub struct Lookup<E: EntityTrait, const N: usize> {
    query: fn([Value; N]) -> Select<E>,
    plain: OnceLock<Built>,
    at: OnceLock<Built>,
}

/// The rows of a query that finds a handful by a key, and is put together as it is asked; in a transaction, within it.
pub async fn all<E>(db: &impl Read, query: Select<E>) -> Result<Vec<E::Model>>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
{
    match db.readers() {
        Some(readers) => {
            let build = || Built::new(query, &[]);
            readers.rows::<E, _>(&OnceLock::new(), build, &[], usize::MAX, value::model::<E>)
        }
        None => Ok(query.all(&db.executor()).await?),
    }
}

/// The first row of such a query, if there is one.
pub async fn one<E>(db: &impl Read, query: Select<E>) -> Result<Option<E::Model>>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
{
    Ok(all(db, query.limit(1)).await?.pop())
}

impl<E, const N: usize> Lookup<E, N>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
{
    /// A query by what stands in it for a key. It may depend on nothing else.
    pub const fn new(query: fn([Value; N]) -> Select<E>) -> Self {
        Self { query, plain: OnceLock::new(), at: OnceLock::new() }
    }

    /// The rows.
    pub async fn all(&self, db: &impl Read, key: [Value; N]) -> Result<Vec<E::Model>> {
        match db.readers() {
            Some(readers) => self.plain(readers, &key, usize::MAX),
            None => Ok((self.query)(key).all(&db.executor()).await?),
        }
    }

    /// The first row, if there is one.
    pub async fn one(&self, db: &impl Read, key: [Value; N]) -> Result<Option<E::Model>> {
        match db.readers() {
            Some(readers) => Ok(self.plain(readers, &key, 1)?.pop()),
            None => Ok((self.query)(key).one(&db.executor()).await?),
        }
    }

    /// As `one`, with the present as the same statement tells it.
    pub async fn one_at(&self, db: &Database, key: [Value; N]) -> Result<Option<(E::Model, Present)>> {
        let query = |key| (self.query)(key).expr_as(Expr::cust(Generation::SQL), Generation::COLUMN);
        if let Some(readers) = db.readers() {
            let last = E::Column::iter().count();
            let read =
                |row: &Row<'_>| Ok((value::model::<E>(row)?, Generation::from(row.get::<_, i64>(last)?)));
            let build = || Built::new(query(marks()), &marks::<N>());
            let found = readers.rows::<E, _>(&self.at, build, &key, 1, read)?.pop();
            return Ok(found.map(|(model, generation)| (model, db.at(generation))));
        }
        let executor = db.executor();
        let row = executor.query_one_raw(query(key).limit(1).build(executor.get_database_backend())).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some((E::Model::from_query_result(&row, "")?, db.at(Generation::of(&row)?))))
    }

    fn plain(&self, readers: &Readers, key: &[Value], most: usize) -> Result<Vec<E::Model>> {
        let build = || Built::new((self.query)(marks()), &marks::<N>());
        readers.rows::<E, _>(&self.plain, build, key, most, value::model::<E>)
    }
}
