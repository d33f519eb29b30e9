//! The database at one moment: what changes seldom is held parsed, and is as good as read as long as its generation is the present one.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    fmt,
    hash::Hash,
    sync::{Arc, PoisonError, RwLock},
};

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseExecutor, DbErr, QueryResult, Statement, prelude::Uuid};

use crate::{Database, Error, Keyring, Read, Result, direct::Readers};

/// Counts every change of what may be held. Triggers of the database move it in the transaction that makes the change, whoever makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generation(i64);

impl Generation {
    /// The present one as an expression, so that a query that is made anyway tells it.
    pub const SQL: &str = "(SELECT number FROM generation WHERE id = 1)";
    /// The column that such a query gives it in.
    pub const COLUMN: &str = "generation";
    /// The query for it alone.
    const QUERY: &str = "SELECT (SELECT number FROM generation WHERE id = 1) AS generation";

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
    persons: [Option<(Uuid, i64)>; 2],
}

/// The present generation of the person in this column, as an expression (migration `m2027_01_person_generations`).
pub(crate) fn generation_of_person(table: &str, column: &str) -> String {
    format!(
        r#"COALESCE((SELECT number FROM person_generations WHERE person_generations.person_id = "{table}"."{column}"), 0)"#
    )
}

impl Present {
    /// The same, with the present generations of two persons, as the same statement told them.
    pub(crate) fn about(self, persons: [(Uuid, i64); 2]) -> Self {
        Self { persons: persons.map(Some), ..self }
    }

    /// The generations of those that something is about, where all are known.
    fn generations(&self, persons: [Uuid; 2]) -> Option<[i64; 2]> {
        let of =
            |id| self.persons.iter().flatten().find(|(person, _)| *person == id).map(|(_, number)| *number);
        Some([of(persons[0])?, of(persons[1])?])
    }

    /// A query that finds something where the generation is another one by now: what rests on this one is written `unless` it does.
    pub fn has_changed(&self) -> Statement {
        let sql = "SELECT id FROM generation WHERE id = 1 AND number <> $1";
        Statement::from_sql_and_values(self.db.backend(), sql, [self.generation.0.into()])
    }

    /// Whether nothing that is held as of the one is out of date in the other.
    pub fn is_as(&self, other: &Self) -> bool {
        self.generation == other.generation
    }

    /// The database itself.
    pub const fn database(&self) -> &Database {
        &self.db
    }
}

impl Database {
    /// The present, told by a statement of its own.
    pub async fn present(&self) -> Result<Present> {
        let sql = Generation::QUERY;
        if let Some(readers) = self.readers() {
            let number = readers.with(|connection| {
                Ok(connection.prepare_cached(sql)?.query_row((), |row| row.get::<_, i64>(0))?)
            });
            return number.map(|number| self.at(number.into()));
        }
        let executor = self.executor();
        let asked = executor.query_one_raw(Statement::from_string(executor.get_database_backend(), sql));
        let row = Box::pin(asked).await?.ok_or_else(|| Error::corrupt("generation", "id", 1, "missing"))?;
        Ok(self.at(Generation::of(&row)?))
    }

    /// The present as this instance was told of it last, where it holds anything. Good for what is written only if `Present::has_changed` finds nothing.
    pub fn last_known(&self) -> Option<Present> {
        let kept = self.held().seldom.read().unwrap_or_else(PoisonError::into_inner);
        kept.generation.map(|generation| self.at(generation))
    }

    /// The present, told by a query that was made just now.
    pub fn at(&self, generation: Generation) -> Present {
        Present { db: self.clone(), generation, persons: [None; 2] }
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

/// Most things of a kind held at once (what is about persons is one kind); where there are more, all of them are dropped and read again as they are
/// asked for.
const MOST: usize = 10_000;

type Value = Arc<dyn Any + Send + Sync>;

/// What an instance holds: all of one generation, and what is about persons, each of theirs.
#[derive(Default)]
pub(crate) struct Held {
    seldom: RwLock<Kept>,
    about: RwLock<HashMap<About, ([i64; 2], Value)>>,
}

#[derive(Default)]
struct Kept {
    generation: Option<Generation>,
    values: HashMap<TypeId, HashMap<String, Value>>,
}

/// What kind of thing, about whom, and which.
type About = (TypeId, [Uuid; 2], Uuid);

impl Held {
    fn get<T: Any + Send + Sync>(&self, generation: Generation, key: &str) -> Option<Arc<T>> {
        let kept = self.seldom.read().unwrap_or_else(PoisonError::into_inner);
        let of_now = kept.generation == Some(generation);
        kept.values.get(&TypeId::of::<T>())?.get(key).filter(|_| of_now).cloned()?.downcast().ok()
    }

    /// Drops everything: the generations begin anew.
    pub(crate) fn forget(&self) {
        *self.seldom.write().unwrap_or_else(PoisonError::into_inner) = Kept::default();
        self.about.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn put<T: Any + Send + Sync>(&self, generation: Generation, key: String, value: Arc<T>) {
        let mut kept = self.seldom.write().unwrap_or_else(PoisonError::into_inner);
        if kept.generation != Some(generation) {
            *kept = Kept { generation: Some(generation), values: HashMap::new() };
        }
        let kind = kept.values.entry(TypeId::of::<T>()).or_default();
        if kind.len() >= MOST {
            kind.clear();
        }
        kind.insert(key, value);
    }

    fn get_about(&self, generations: [i64; 2], key: &About) -> Option<Value> {
        let about = self.about.read().unwrap_or_else(PoisonError::into_inner);
        about.get(key).filter(|(of, _)| *of == generations).map(|(_, value)| Arc::clone(value))
    }

    fn put_about(&self, generations: [i64; 2], key: About, value: Value) {
        let mut about = self.about.write().unwrap_or_else(PoisonError::into_inner);
        if about.len() >= MOST {
            about.clear();
        }
        about.insert(key, (generations, value));
    }
}

/// What stands under this key: held where `db` is the present and it was read in this generation, else as `read` finds it. What is not there
/// is not held. `read` may rest on nothing but what moves the generation (migrations `m2026_95_generation`, `m2027_05_labels_held`,
/// `m2027_16_signing_keys_held`).
pub async fn hold<T: Any + Send + Sync, E, F>(
    db: &impl Read,
    key: impl FnOnce() -> String,
    read: impl FnOnce() -> F,
) -> std::result::Result<Option<Arc<T>>, E>
where
    F: Future<Output = std::result::Result<Option<T>, E>>,
{
    // Boxed: reading is rare and its future large, and everybody who asks would carry it.
    let Some(present) = db.as_present() else { return Ok(Box::pin(read()).await?.map(Arc::new)) };
    let (held, key) = (present.db.held(), key());
    if let Some(value) = held.get(present.generation, &key) {
        return Ok(Some(value));
    }
    // What is read now is of this generation or a later one: never older than the request asks for.
    let value = Box::pin(read()).await?.map(Arc::new);
    if let Some(value) = &value {
        held.put(present.generation, key, value.clone());
    }
    Ok(value)
}

/// As `hold`, for many: what stands under these keys, those that are not held read at once. A key is written as `hold`'s would be.
pub async fn hold_all<K, T, E, F>(
    db: &impl Read,
    keys: &[K],
    read: impl FnOnce(Vec<K>) -> F,
) -> std::result::Result<HashMap<K, Arc<T>>, E>
where
    K: Copy + Eq + Hash + fmt::Display,
    T: Any + Send + Sync,
    F: Future<Output = std::result::Result<HashMap<K, T>, E>>,
{
    let held = |key: &K| {
        let present = db.as_present()?;
        Some((*key, present.db.held().get(present.generation, &key.to_string())?))
    };
    let mut all: HashMap<K, Arc<T>> = keys.iter().filter_map(held).collect();
    let missing: Vec<K> = keys.iter().filter(|key| !all.contains_key(key)).copied().collect();
    if missing.is_empty() {
        return Ok(all);
    }
    for (key, value) in Box::pin(read(missing)).await? {
        let value = Arc::new(value);
        if let Some(present) = db.as_present() {
            present.db.held().put(present.generation, key.to_string(), value.clone());
        }
        all.insert(key, value);
    }
    Ok(all)
}

/// As `hold`, for what is about two persons (or twice the same one) and nobody else: held where `db` is the present and tells the generations of
/// both. `read` may rest on nothing but the tables that move these (migration `m2027_01_person_generations`), rows about these persons.
pub async fn hold_about<T: Any + Send + Sync, E, F>(
    db: &impl Read,
    persons: [Uuid; 2],
    which: Uuid,
    read: impl FnOnce() -> F,
) -> std::result::Result<Arc<T>, E>
where
    F: Future<Output = std::result::Result<T, E>>,
{
    let known = db.as_present().and_then(|present| Some((present, present.generations(persons)?)));
    let Some((present, generations)) = known else { return Box::pin(read()).await.map(Arc::new) };
    let (held, key) = (present.db.held(), (TypeId::of::<T>(), persons, which));
    if let Some(value) = held.get_about(generations, &key).and_then(|value| value.downcast().ok()) {
        return Ok(value);
    }
    // As above: of these generations or later ones.
    let value = Arc::new(Box::pin(read()).await?);
    held.put_about(generations, key, value.clone());
    Ok(value)
}

#[cfg(test)]
mod tests;
