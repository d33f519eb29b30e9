//! The database at one moment: what changes seldom is held parsed, and is as good as read as long as its generation is the present one.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseExecutor, DbErr, QueryResult, Statement};

use crate::{Database, Error, Keyring, Read, Result, direct::Readers};

/// Counts every change of what may be held. Triggers of the database move it in the transaction that makes the change, whoever makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generation(i64);

impl Generation {
    /// The present one as an expression, so that a query that is made anyway tells it.
    pub const SQL: &str = "(SELECT number FROM generation WHERE id = 1)";
    /// The column that such a query gives it in.
    pub const COLUMN: &str = "generation";

    /// From the row of such a query.
    pub fn of(row: &QueryResult) -> Result<Self, DbErr> {
        row.try_get("", Self::COLUMN).map(Self)
    }
}

impl From<i64> for Generation {
    fn from(number: i64) -> Self {
        Self(number)
    }
}

/// The database as a request finds it, for decisions that are made at every request. Made anew for each: what is held is checked against the
/// generation once, when the request comes, exactly as if it had been read then. Within a transaction nothing held is used.
#[derive(Clone)]
pub struct Present {
    db: Database,
    generation: Generation,
}

impl Present {
    /// The database itself.
    pub const fn database(&self) -> &Database {
        &self.db
    }
}

impl Database {
    /// The present, told by a statement of its own.
    pub async fn present(&self) -> Result<Present> {
        let sql = format!("SELECT {} AS {}", Generation::SQL, Generation::COLUMN);
        if let Some(readers) = self.readers() {
            let number = readers.with(|connection| {
                Ok(connection.prepare_cached(&sql)?.query_row((), |row| row.get::<_, i64>(0))?)
            });
            return number.map(|number| self.at(number.into()));
        }
        let executor = self.executor();
        let row = executor
            .query_one_raw(Statement::from_string(executor.get_database_backend(), sql))
            .await?
            .ok_or_else(|| Error::corrupt("generation", "id", 1, "missing"))?;
        Ok(self.at(Generation::of(&row)?))
    }

    /// The present, told by a query that was made just now.
    pub fn at(&self, generation: Generation) -> Present {
        Present { db: self.clone(), generation }
    }
}

impl Read for Present {
    fn executor(&self) -> DatabaseExecutor<'_> {
        self.db.executor()
    }
    fn keyring(&self) -> &Keyring {
        self.db.keyring()
    }
    fn now(&self) -> Timestamp {
        self.db.now()
    }
    fn readers(&self) -> Option<&Readers> {
        self.db.readers()
    }
    fn as_present(&self) -> Option<&Present> {
        Some(self)
    }
}

impl fmt::Debug for Present {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Present({})", self.generation.0)
    }
}

/// Most things held at once; where there are more, all are dropped and read again as they are asked for.
const MOST: usize = 10_000;

type Value = Arc<dyn Any + Send + Sync>;

/// What an instance holds, all of one generation.
#[derive(Default)]
pub(crate) struct Held(RwLock<Kept>);

#[derive(Default)]
struct Kept {
    generation: Option<Generation>,
    values: HashMap<(TypeId, String), Value>,
}

impl Held {
    fn get(&self, generation: Generation, key: &(TypeId, String)) -> Option<Value> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        kept.values.get(key).filter(|_| kept.generation == Some(generation)).cloned()
    }

    /// Drops everything: the generations begin anew.
    pub(crate) fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Kept::default();
    }

    fn put(&self, generation: Generation, key: (TypeId, String), value: Value) {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.generation != Some(generation) || kept.values.len() >= MOST {
            *kept = Kept { generation: Some(generation), values: HashMap::new() };
        }
        kept.values.insert(key, value);
    }
}

/// What stands under this key: held where `db` is the present and it was read in this generation, else as `read` finds it. What is not there
/// is not held. `read` may rest on nothing but the tables that move the generation (migration `m2026_95_generation`).
pub async fn hold<T: Any + Send + Sync, E>(
    db: &impl Read,
    key: impl FnOnce() -> String,
    read: impl Future<Output = std::result::Result<Option<T>, E>>,
) -> std::result::Result<Option<Arc<T>>, E> {
    let Some(present) = db.as_present() else { return Ok(read.await?.map(Arc::new)) };
    let (held, key) = (present.db.held(), (TypeId::of::<T>(), key()));
    if let Some(value) = held.get(present.generation, &key).and_then(|value| value.downcast().ok()) {
        return Ok(Some(value));
    }
    // What is read now is of this generation or a later one: never older than the request asks for.
    let value = read.await?.map(Arc::new);
    if let Some(value) = &value {
        held.put(present.generation, key, value.clone());
    }
    Ok(value)
}

#[cfg(test)]
mod tests;
