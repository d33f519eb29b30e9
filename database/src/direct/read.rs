//! Reading on the caller's thread: rows found by a key, a handful at most. Long lists go the ORM's way, which does not hold a thread up.

use std::{
    array,
    path::PathBuf,
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
};

use rusqlite::{Connection, OpenFlags, Row};
use sea_orm::{
    ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, IdenStatic, Iterable, QuerySelect, QueryTrait,
    Select, TryIntoModel, Value, prelude::Uuid, sea_query::Expr,
};

use super::value;
use crate::{Database, Generation, Present, Read, Result, present::generation_of_person};

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
    about: Option<About<E>>,
    plain: OnceLock<Built>,
    at: OnceLock<Built>,
}

/// Whom a row is about: the columns, and what stands in them.
struct About<E: EntityTrait> {
    columns: [E::Column; 2],
    of: fn(&E::Model) -> [Uuid; 2],
}

/// What the generations of those persons are called in an answer.
const ABOUT: [&str; 2] = ["generation_of_one", "generation_of_another"];

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
        // Boxed, here and below, so that what waits for a database on the network does not make every future larger.
        None => Ok(Box::pin(query.all(&db.executor())).await?),
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
        Self { query, about: None, plain: OnceLock::new(), at: OnceLock::new() }
    }

    /// As `new`, of rows that are about these persons: `one_at` tells their generations too (`hold_about`).
    pub const fn about(
        query: fn([Value; N]) -> Select<E>,
        columns: [E::Column; 2],
        of: fn(&E::Model) -> [Uuid; 2],
    ) -> Self {
        Self { query, about: Some(About { columns, of }), plain: OnceLock::new(), at: OnceLock::new() }
    }

    /// The rows.
    pub async fn all(&self, db: &impl Read, key: [Value; N]) -> Result<Vec<E::Model>> {
        match db.readers() {
            Some(readers) => self.plain(readers, &key, usize::MAX),
            None => Ok(Box::pin((self.query)(key).all(&db.executor())).await?),
        }
    }

    /// The first row, if there is one.
    pub async fn one(&self, db: &impl Read, key: [Value; N]) -> Result<Option<E::Model>> {
        match db.readers() {
            Some(readers) => Ok(self.plain(readers, &key, 1)?.pop()),
            None => Ok(Box::pin((self.query)(key).one(&db.executor())).await?),
        }
    }

    /// As `one`, with the present as the same statement tells it.
    pub async fn one_at(&self, db: &Database, key: [Value; N]) -> Result<Option<(E::Model, Present)>> {
        if let Some(readers) = db.readers() {
            let last = E::Column::iter().count();
            let read = |row: &Row<'_>| {
                let number = |place: usize| row.get::<_, i64>(last + place);
                let persons = if self.about.is_some() { Some([number(1)?, number(2)?]) } else { None };
                Ok((value::model::<E>(row)?, number(0)?, persons))
            };
            let build = || Built::new(self.telling(marks()), &marks::<N>());
            let found = readers.rows::<E, _>(&self.at, build, &key, 1, read)?.pop();
            return Ok(found.map(|(model, number, persons)| self.at(db, model, number.into(), persons)));
        }
        let executor = db.executor();
        let statement = self.telling(key).limit(1).build(executor.get_database_backend());
        let Some(row) = Box::pin(executor.query_one_raw(statement)).await? else { return Ok(None) };
        let persons = match self.about {
            Some(_) => Some([row.try_get("", ABOUT[0])?, row.try_get("", ABOUT[1])?]),
            None => None,
        };
        let model = E::Model::from_query_result(&row, "")?;
        Ok(Some(self.at(db, model, Generation::of(&row)?, persons)))
    }

    /// The query, telling the generations too.
    fn telling(&self, key: [Value; N]) -> Select<E> {
        let mut query = (self.query)(key).expr_as(Expr::cust(Generation::SQL), Generation::COLUMN);
        if let Some(about) = &self.about {
            for (column, name) in about.columns.iter().zip(ABOUT) {
                let sql = generation_of_person(E::default().table_name(), column.as_str());
                query = query.expr_as(Expr::cust(sql), name);
            }
        }
        query
    }

    fn at(
        &self,
        db: &Database,
        model: E::Model,
        generation: Generation,
        persons: Option<[i64; 2]>,
    ) -> (E::Model, Present) {
        let mut present = db.at(generation);
        if let (Some(about), Some([one, another])) = (&self.about, persons) {
            let [first, second] = (about.of)(&model);
            present = present.about([(first, one), (second, another)]);
        }
        (model, present)
    }

    fn plain(&self, readers: &Readers, key: &[Value], most: usize) -> Result<Vec<E::Model>> {
        let build = || Built::new((self.query)(marks()), &marks::<N>());
        readers.rows::<E, _>(&self.plain, build, key, most, value::model::<E>)
    }
}
