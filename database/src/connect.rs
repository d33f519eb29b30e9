//! Opening a database and the two ways of using it.

use std::{fmt, path::PathBuf, sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use kernel::{Clock, Entropy};
use sea_orm::{
    ConnectOptions, DatabaseConnection, DatabaseExecutor, DbBackend, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
    sqlx::{self, Connection, SqliteConnection},
};
use sea_orm_migration::MigratorTrait;
use tokio::sync::{Notify, futures::Notified};

use crate::{
    Error, Keyring, MasterKey, Result, Tx,
    direct::{self, Direct, Readers, Writer},
    present::{Held, Present},
};

/// Where the database is and what it works with.
pub struct Options {
    /// `sqlite://path` or `postgres://…`.
    pub url: String,
    /// Most connections of the pool (readers on SQLite).
    pub connections: u32,
    /// Wraps the data keys.
    pub master_key: MasterKey,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives randomness.
    pub entropy: Arc<dyn Entropy>,
}

/// An open database; cheap to clone.
#[derive(Clone)]
pub struct Database(Arc<Inner>);

struct Inner {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    keyring: Keyring,
    committed: Notify,
    held: Held,
    file: Option<PathBuf>,
    direct: Option<Direct>,
}

/// What a query can run on: the database itself or a transaction.
pub trait Read: Send + Sync {
    /// The connection that queries run on; for `store/` modules.
    fn executor(&self) -> DatabaseExecutor<'_>;

    /// The keys that sealed fields are opened with.
    fn keyring(&self) -> &Keyring;

    /// The present instant; within a transaction the one it began with.
    fn now(&self) -> Timestamp;

    /// The short way to rows by their key (`one`, `all`), where there is one.
    #[doc(hidden)]
    fn readers(&self) -> Option<&Readers> {
        None
    }

    /// The present, where what changes seldom may be taken as it is held (`hold`); `None` reads rows.
    fn as_present(&self) -> Option<&Present> {
        None
    }
}

impl Database {
    /// Connects, brings the schema up to date and opens the keyring.
    pub async fn open(options: Options) -> Result<Self> {
        let file = sqlite_path(&options.url);
        let (writer, reader) = if let Some(path) = &file {
            make_private(path);
            let writer = sea_orm::Database::connect(sqlite(path, 1)).await?;
            migrations::Migrator::up(&writer, None).await.map_err(schema)?;
            let reader = sea_orm::Database::connect(sqlite(path, options.connections.max(1))).await?;
            (writer, reader)
        } else {
            let mut pool = ConnectOptions::new(&options.url);
            pool.max_connections(options.connections.max(2))
                .min_connections(0)
                .acquire_timeout(Duration::from_secs(5))
                .connect_timeout(Duration::from_secs(5))
                .sqlx_logging(false);
            let pool = sea_orm::Database::connect(pool).await?;
            migrate_postgres(&pool).await?;
            (pool.clone(), pool)
        };
        let keyring =
            Keyring::open(&writer, &options.master_key, &*options.entropy, options.clock.now()).await?;
        Ok(Self(Arc::new(Inner {
            writer,
            reader,
            clock: options.clock,
            entropy: options.entropy,
            keyring,
            committed: Notify::new(),
            held: Held::default(),
            direct: file.clone().map(Direct::new),
            file,
        })))
    }

    /// Throws away everything that a PostgreSQL database holds, the audit log too, and makes its schema anew: for a demonstration that was
    /// left half loaded, and nothing else.
    pub async fn start_over(&self) -> Result<()> {
        migrations::Migrator::fresh(&self.0.writer).await.map_err(schema)?;
        self.0.held.forget();
        Ok(())
    }

    /// Begins a write transaction.
    pub async fn begin(&self) -> Result<Tx> {
        let immediate = self.is_sqlite().then_some(SqliteTransactionMode::Immediate);
        // Writers of this process take turns rather than try again and again.
        let turn = match self.writer() {
            Some(writer) => Some(writer.turn().await?),
            None => None,
        };
        let options =
            TransactionOptions { sqlite_transaction_mode: immediate, ..TransactionOptions::default() };
        let inner = Box::pin(self.0.writer.begin_with_options(options)).await?;
        Ok(Tx::new(inner, turn, self.clone()))
    }

    /// The clock.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }

    /// The entropy.
    pub fn entropy(&self) -> &Arc<dyn Entropy> {
        &self.0.entropy
    }

    /// `N` unpredictable bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.entropy.fill(&mut bytes);
        bytes
    }

    /// Completes as soon as a transaction with queued side effects has been committed here.
    pub fn committed(&self) -> Notified<'_> {
        self.0.committed.notified()
    }

    pub(crate) fn writer(&self) -> Option<&Writer> {
        self.0.direct.as_ref().map(|direct| &direct.writer)
    }

    pub(crate) fn held(&self) -> &Held {
        &self.0.held
    }

    pub(crate) fn announce_commit(&self) {
        self.0.committed.notify_waiters();
    }

    /// Whether it is SQLite rather than PostgreSQL.
    pub fn is_sqlite(&self) -> bool {
        self.0.writer.get_database_backend() == DbBackend::Sqlite
    }

    /// The file, where it is SQLite.
    pub fn sqlite_file(&self) -> Option<&std::path::Path> {
        self.0.file.as_deref()
    }

    /// Answers when the database does, for readiness.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.0.reader.ping().await?)
    }

    /// How far the clock of the database's server is ahead of ours, less what asking may account for. `None` on SQLite, where there is one clock.
    pub async fn clock_difference(&self) -> Result<Option<SignedDuration>> {
        use sea_orm::ConnectionTrait;
        if self.is_sqlite() {
            return Ok(None);
        }
        let sql = "SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::BIGINT AS now";
        let asked = self.now();
        let row = self.0.reader.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
        let answered = self.now();
        let Some(row) = row else { return Ok(None) };
        let told = Timestamp::from_microsecond(row.try_get("", "now")?)
            .map_err(|error| Error::corrupt("(server)", "clock_timestamp", "now", error))?;
        Ok(Some(told.duration_since(told.clamp(asked, answered.max(asked)))))
    }

    /// Closes all connections and writes what SQLite still has in its log into the file. Where somebody else uses the file or the disk is full, the
    /// log stays beside it and is taken up at the next start.
    pub async fn close(self) -> Result<()> {
        if self.is_sqlite() {
            use sea_orm::ConnectionTrait;
            if let Some(direct) = &self.0.direct {
                direct.close().await;
            }
            self.0.reader.clone().close().await?;
            match self
                .0
                .writer
                .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
                .await
                .map_err(Error::from)
            {
                Ok(_) => {}
                Err(Error::Unavailable(reason)) => tracing::warn!(reason, "database.checkpoint"),
                Err(error) => return Err(error),
            }
            self.0.writer.clone().close().await?;
            return Ok(());
        }
        self.0.reader.clone().close().await?;
        self.0.writer.clone().close().await?;
        Ok(())
    }
}

impl Read for Database {
    fn executor(&self) -> DatabaseExecutor<'_> {
        DatabaseExecutor::Connection(&self.0.reader)
    }
    fn keyring(&self) -> &Keyring {
        &self.0.keyring
    }
    fn now(&self) -> Timestamp {
        self.0.clock.now()
    }
    fn readers(&self) -> Option<&Readers> {
        self.0.direct.as_ref().map(|direct| &direct.readers)
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Database")
    }
}

fn sqlite_path(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("sqlite:")?;
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    Some(PathBuf::from(rest.split('?').next().unwrap_or(rest)))
}

/// Makes the file of a new database for this user alone; SQLite gives the files beside it the same rights. One that is there keeps its own, and what
/// cannot be made here SQLite tells of.
fn make_private(path: &std::path::Path) {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    drop(options.open(path));
}

/// WAL so that readers never wait; `synchronous=FULL` so that what was confirmed survives a power cut.
fn sqlite(path: &std::path::Path, connections: u32) -> ConnectOptions {
    let path = path.to_owned();
    let mut options = ConnectOptions::new("sqlite::memory:");
    options
        .max_connections(connections)
        .min_connections(0)
        .acquire_timeout(Duration::from_secs(5))
        .sqlx_logging(false)
        .test_before_acquire(false)
        .map_sqlx_sqlite_pool_opts(|pool| pool.before_acquire(|connection, _| Box::pin(is_clean(connection))))
        .map_sqlx_sqlite_opts(move |defaults| {
            defaults
                .in_memory(false)
                .shared_cache(false)
                .filename(&path)
                .create_if_missing(true)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(4))
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .pragma("temp_store", "MEMORY")
                .pragma("cache_size", "-4000")
                .pragma("journal_size_limit", direct::LOG_KEPT.to_string())
                // Small writes have the log moved beside them; this is for where there are none.
                .pragma("wal_autocheckpoint", (2 * direct::DUE).to_string())
        });
    options
}

/// Whether a connection has no transaction left over; one that has is thrown away and another opened. On a full disk SQLite may roll back by itself,
/// the driver's own roll-back then fails, and the next transaction would be but a savepoint in one that nobody commits: confirmed, and lost.
async fn is_clean(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // A roll-back that is still queued comes first.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

/// Several instances may start at once: one migrates, the others wait.
async fn migrate_postgres(pool: &DatabaseConnection) -> Result<()> {
    use sea_orm::ConnectionTrait;
    let guard = pool.begin().await?;
    guard.execute_unprepared("SELECT pg_advisory_xact_lock(7238146)").await?;
    migrations::Migrator::up(pool, None).await.map_err(schema)?;
    guard.commit().await?;
    Ok(())
}

fn schema(error: sea_orm::DbErr) -> Error {
    match Error::from(error) {
        Error::Fault(fault) => Error::Schema(fault.to_string()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::on_both;

    on_both! {
        async fn row_30_the_servers_clock_is_compared_with_ours_where_it_has_its_own(db: TestDatabase) {
            let off = db.clock_difference().await.unwrap();
            assert_eq!(off.is_none(), db.is_sqlite());
            if let Some(off) = off {
                db.clock.advance(off);
                let off = db.clock_difference().await.unwrap().unwrap();
                assert!(off.abs().as_secs() < 60, "{off:?}");
            }
        }
    }
}
