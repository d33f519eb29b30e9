//! SQLite without a round trip: the driver behind the ORM gives each connection a thread of its own, and waking it and being woken costs ten times
//! what SQLite needs to find a row by its key. What is done at every request reads on the caller's own thread, and its small writes share one
//! transaction, and one sync of the disk, with those that come at the same time. PostgreSQL goes the ORM's way.
//! See `docs/adr/0012-short-ways-to-sqlite.md`.

mod checkpoint;
mod read;
mod value;
mod write;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

pub(crate) use checkpoint::DUE;
pub use read::{Lookup, Readers, all, one};
pub(crate) use write::{Turn, Writer};

/// How long a statement waits for another process that writes.
const BUSY: std::time::Duration = std::time::Duration::from_secs(4);
/// Bytes of the log's file that are kept when it begins anew.
pub(crate) const LOG_KEPT: i64 = 64 << 20;
/// Statements that a connection keeps prepared.
const PREPARED: usize = 128;

/// The short ways to one file.
pub(crate) struct Direct {
    pub(crate) readers: Readers,
    pub(crate) writer: Writer,
}

impl Direct {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { readers: Readers::new(path.clone()), writer: Writer::new(path) }
    }

    /// Closes the connections that nobody uses.
    pub(crate) async fn close(&self) {
        self.readers.close();
        self.writer.close().await;
    }
}

/// A connection to the file that the ORM's connections use too, with their settings.
fn open(path: &Path, flags: OpenFlags) -> Result<Connection, rusqlite::Error> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "cache_size", -4000)?;
    connection.pragma_update(None, "journal_size_limit", LOG_KEPT)?;
    // A statement is planned once: without this, SQLite plans it anew for each value that a partial index might be about.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    Ok(connection)
}
