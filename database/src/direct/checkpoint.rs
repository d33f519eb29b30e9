//! Moving what the log holds into the file beside the writing. SQLite would do it within the commit that makes the log long enough, and whoever
//! writes then, with all who wait for their turn, would wait for some hundred pages and two more syncs.

use std::{
    cell::Cell,
    ffi::c_int,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering::Relaxed},
    },
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};
use tokio::{sync::Mutex, task::spawn_blocking};

/// Pages in the log from which they are moved: 32 MB. The file's sync holds up what is written meanwhile for some milliseconds, so it is to come seldom.
pub(crate) const DUE: c_int = 8_000;
/// So many more, where somebody still read what was before and the log could not begin anew.
const AGAIN: c_int = 1_000;
/// Most of them that are moved while all writers wait.
const SHORT: c_int = 1_000;

thread_local! {
    /// Pages in the log after the last commit that this thread made.
    static LOGGED: Cell<c_int> = const { Cell::new(0) };
}

/// Lets a connection note how long the log is, instead of moving it.
pub(super) fn watch(connection: &Connection) {
    connection.wal_hook(Some(|_, pages| {
        LOGGED.set(pages);
        Ok(())
    }));
}

/// The checkpoints of a file.
pub(super) struct Checkpoints {
    path: PathBuf,
    /// Held by the one that is under way.
    under_way: Arc<Mutex<()>>,
    /// From how many pages the next one is due.
    due: AtomicI32,
}

impl Checkpoints {
    pub(super) fn new(path: PathBuf) -> Arc<Self> {
        Arc::new(Self { path, under_way: Arc::default(), due: AtomicI32::new(DUE) })
    }

    /// Begins one on another thread, where the commit that this thread just made has made the log long enough.
    pub(super) fn begin_where_due(self: &Arc<Self>, turn: &Arc<Mutex<()>>) {
        let logged = LOGGED.take();
        if logged < DUE {
            // It has begun anew, by whomever.
            return self.due.store(DUE, Relaxed);
        }
        if logged < self.due.load(Relaxed) {
            return;
        }
        let Ok(under_way) = Arc::clone(&self.under_way).try_lock_owned() else { return };
        let (this, turn) = (Arc::clone(self), Arc::clone(turn));
        spawn_blocking(move || {
            let done = checkpoint(&this.path, &turn);
            if let Err(error) = &done {
                tracing::warn!(%error, "database.checkpoint");
            }
            let next = done.unwrap_or(logged);
            this.due.store(next.saturating_add(AGAIN).max(DUE), Relaxed);
            drop(under_way);
        });
    }

    /// Waits for the one that is under way.
    pub(super) async fn finish(&self) {
        drop(self.under_way.lock().await);
    }
}

/// Moves all pages while others write, then, while nobody does, the few that came meanwhile, so that the log begins anew with the next writing.
/// Returns how many pages it keeps.
fn checkpoint(path: &Path, turn: &Mutex<()>) -> Result<c_int, rusqlite::Error> {
    let connection = super::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let (logged, left) = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", (), |row| {
        let logged: c_int = row.get("log")?;
        Ok((logged, logged - row.get::<_, c_int>("checkpointed")?))
    })?;
    if left > SHORT {
        return Ok(logged);
    }
    // Nobody is waited for who still reads what was before.
    connection.busy_timeout(Duration::ZERO)?;
    let _turn = turn.blocking_lock();
    connection.query_row("PRAGMA wal_checkpoint(RESTART)", (), |row| {
        Ok(if row.get::<_, c_int>("busy")? == 0 { 0 } else { row.get("log")? })
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use sea_orm::{ConnectionTrait, DbBackend, Statement};

    use crate::{Atomic, Outcome, Read, testing::TestDatabase};

    #[tokio::test]
    async fn the_log_begins_anew_while_writing_goes_on_and_nothing_is_lost() {
        let db = TestDatabase::sqlite().await;
        let tx = db.begin().await.unwrap();
        let sql = "CREATE TABLE leaves (id BIGINT PRIMARY KEY, body BLOB NOT NULL)";
        tx.executor().execute_unprepared(sql).await.unwrap();
        tx.commit().await.unwrap();
        let log = db.sqlite_file().unwrap().with_extension("db-wal");
        // How often it has begun anew stands in its header.
        let times_begun = || {
            let mut header = [0; 16];
            std::fs::File::open(&log).unwrap().read_exact(&mut header).unwrap();
            u32::from_be_bytes(header[12..].try_into().unwrap())
        };
        let (first, mut written) = (times_begun(), 0_i64);
        // Fifty pages each: 160 of them make a checkpoint due, which takes its time.
        while times_begun() == first && written < 4_000 {
            let sql = "INSERT INTO leaves (id, body) VALUES ($1, zeroblob(200000))";
            let mut write = Atomic::default();
            write.one(Statement::from_sql_and_values(DbBackend::Sqlite, sql, [written.into()]));
            assert_eq!(write.run(&db).await.unwrap(), Outcome::Done);
            written += 1;
        }
        assert_eq!(times_begun(), first + 1, "after {written}");
        let counted = Statement::from_string(DbBackend::Sqlite, "SELECT COUNT(*) AS n FROM leaves");
        let counted = db.executor().query_one_raw(counted).await.unwrap().unwrap();
        assert_eq!(counted.try_get::<i64>("", "n").unwrap(), written);
    }
}
