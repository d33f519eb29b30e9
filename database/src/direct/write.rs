//! Small writes that come at the same time, in one transaction with one sync of the disk.

use std::{
    mem,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};
use sea_orm::Statement;
use tokio::{
    sync::{OwnedMutexGuard, oneshot},
    task::{spawn_blocking, yield_now},
};

use super::{
    checkpoint::{self, Checkpoints},
    value,
};
use crate::{
    Atomic, Audit, Error, Outcome, Result,
    atomic::Step,
    audit::store::{self, Head},
};

/// How long a writer waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);
/// Most of them in one transaction.
const MOST: usize = 64;

/// Where writing takes at most so long, in µs, whoever has the turn does it itself: waking another thread for it would cost as much. Where the disk is
/// slower, no thread of the runtime is held up.
const QUICK_US: u64 = 2_000;

/// The right to write; all writers of this process take turns.
pub(crate) type Turn = OwnedMutexGuard<()>;

/// Writers of a file: the first that gets its turn writes for all that wait with it.
pub(crate) struct Writer {
    path: PathBuf,
    turn: Arc<tokio::sync::Mutex<()>>,
    /// For small writes; used by whoever has the turn.
    connection: Arc<Mutex<Option<Connection>>>,
    waiting: Mutex<Vec<Waiting>>,
    /// How long the last writing took, in µs.
    pace: Arc<AtomicU64>,
    checkpoints: Arc<Checkpoints>,
}

struct Waiting {
    atomic: Atomic,
    now: Timestamp,
    told: oneshot::Sender<Result<Outcome>>,
}

impl Writer {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self {
            checkpoints: Checkpoints::new(path.clone()),
            path,
            turn: Arc::default(),
            connection: Arc::default(),
            waiting: Mutex::default(),
            pace: Arc::default(),
        }
    }

    /// Waits for one's turn.
    pub(crate) async fn turn(&self) -> Result<Turn> {
        let turn = self.turn.clone().lock_owned();
        tokio::time::timeout(PATIENCE, turn).await.map_err(|_| Error::Unavailable("others write".to_owned()))
    }

    /// Closes the connection.
    pub(crate) async fn close(&self) {
        let turn = self.turn.lock().await;
        *self.connection.lock().unwrap_or_else(PoisonError::into_inner) = None;
        drop(turn);
        self.checkpoints.finish().await;
    }

    /// Does one of them, alone or with others.
    pub(crate) async fn run(&self, atomic: Atomic, now: Timestamp) -> Result<Outcome> {
        let (told, mut outcome) = oneshot::channel();
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(Waiting { atomic, now, told });
        loop {
            let turn = tokio::select! {
                biased;
                outcome = &mut outcome => {
                    return outcome.unwrap_or_else(|_| Err(Error::Unavailable("the writer stopped".to_owned())));
                }
                turn = self.turn() => turn?,
            };
            // Others that are ready to run may have something to write too: it is the same transaction then.
            yield_now().await;
            let batch = self.take();
            if batch.is_empty() {
                continue;
            }
            let (path, connection, pace) =
                (self.path.clone(), self.connection.clone(), Arc::clone(&self.pace));
            let (checkpoints, writers) = (Arc::clone(&self.checkpoints), Arc::clone(&self.turn));
            // Goes on when the request that began it is given up.
            let task = move || {
                let began = Instant::now();
                let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
                write(&mut connection, &path, batch, turn);
                pace.store(u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX), Relaxed);
                checkpoints.begin_where_due(&writers);
            };
            if self.pace.load(Relaxed) <= QUICK_US {
                task();
            } else {
                spawn_blocking(task);
            }
        }
    }

    fn take(&self) -> Vec<Waiting> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let first = waiting.len().min(MOST);
        let rest = waiting.split_off(first);
        let mut batch = mem::replace(&mut *waiting, rest);
        // Nobody waits for these any more.
        batch.retain(|waiting| !waiting.told.is_closed());
        batch
    }
}

/// Writes all of a batch, and tells each only when it is durable.
fn write(kept: &mut Option<Connection>, path: &std::path::Path, batch: Vec<Waiting>, turn: Turn) {
    let (tasks, told): (Vec<_>, Vec<_>) =
        batch.into_iter().map(|waiting| ((waiting.atomic, waiting.now), waiting.told)).unzip();
    let connection = match kept.take() {
        Some(connection) => Ok(connection),
        None => super::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
            .inspect(checkpoint::watch)
            .map_err(Error::from),
    };
    let outcomes = connection.and_then(|connection| {
        let outcomes = together(&connection, &tasks)?;
        // One that failed is closed instead, which undoes what it had begun.
        *kept = Some(connection);
        Ok(outcomes)
    });
    drop(turn);
    match outcomes {
        Ok(outcomes) => {
            for (told, outcome) in told.into_iter().zip(outcomes) {
                let _ = told.send(outcome);
            }
        }
        Err(error) => {
            tracing::warn!(error = %error, "database.write");
            for told in told {
                let _ = told.send(Err(Error::Unavailable(error.to_string())));
            }
        }
    }
}

fn together(connection: &Connection, tasks: &[(Atomic, Timestamp)]) -> Result<Vec<Result<Outcome>>> {
    match hopefully(connection, tasks)? {
        Some(outcomes) => Ok(outcomes),
        None => each_for_itself(connection, tasks),
    }
}

/// As if nothing had to be undone, which is nearly always so: a savepoint for each keeps a copy of every page that it changes. `None` where one of
/// several stopped with something done: nothing has happened then.
fn hopefully(connection: &Connection, tasks: &[(Atomic, Timestamp)]) -> Result<Option<Vec<Result<Outcome>>>> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute(())?;
    let mut outcomes = Vec::with_capacity(tasks.len());
    let mut entries: Vec<(Timestamp, &Audit)> = Vec::new();
    for (atomic, now) in tasks {
        let before = connection.total_changes();
        let outcome = told(connection, atomic)?;
        if matches!(outcome, Ok(Outcome::Done)) {
            entries.extend(atomic.audit.iter().map(|entry| (*now, entry)));
        } else if outcome.is_err() || connection.total_changes() != before {
            connection.prepare_cached("ROLLBACK")?.execute(())?;
            return Ok((tasks.len() == 1).then(|| vec![outcome]));
        }
        outcomes.push(outcome);
    }
    append(connection, &entries)?;
    connection.prepare_cached("COMMIT")?.execute(())?;
    Ok(Some(outcomes))
}

/// Each undone by itself where it stops.
fn each_for_itself(connection: &Connection, tasks: &[(Atomic, Timestamp)]) -> Result<Vec<Result<Outcome>>> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute(())?;
    let mut outcomes = Vec::with_capacity(tasks.len());
    let mut entries: Vec<(Timestamp, &Audit)> = Vec::new();
    for (atomic, now) in tasks {
        connection.prepare_cached("SAVEPOINT one")?.execute(())?;
        let outcome = told(connection, atomic)?;
        if matches!(outcome, Ok(Outcome::Done)) {
            entries.extend(atomic.audit.iter().map(|entry| (*now, entry)));
        } else {
            connection.prepare_cached("ROLLBACK TO one")?.execute(())?;
        }
        connection.prepare_cached("RELEASE one")?.execute(())?;
        outcomes.push(outcome);
    }
    append(connection, &entries)?;
    connection.prepare_cached("COMMIT")?.execute(())?;
    Ok(outcomes)
}

/// What becomes of this one, or what fails all of them: a full disk, a lock.
fn told(connection: &Connection, atomic: &Atomic) -> Result<Result<Outcome>> {
    match steps(connection, &atomic.steps) {
        Err(error @ Error::Unavailable(_)) => Err(error),
        outcome => Ok(outcome),
    }
}

fn steps(connection: &Connection, steps: &[Step]) -> Result<Outcome> {
    for (place, step) in steps.iter().enumerate() {
        let goes_on = match step {
            Step::One(statement) => change(connection, statement)? == 1,
            Step::Unless(statement) => !exists(connection, statement)?,
        };
        if !goes_on {
            return Ok(Outcome::Stopped(place));
        }
    }
    Ok(Outcome::Done)
}

fn change(connection: &Connection, statement: &Statement) -> Result<usize> {
    let mut prepared = connection.prepare_cached(&statement.sql)?;
    value::bind(&mut prepared, statement)?;
    Ok(prepared.raw_execute()?)
}

fn exists(connection: &Connection, statement: &Statement) -> Result<bool> {
    let mut prepared = connection.prepare_cached(&statement.sql)?;
    value::bind(&mut prepared, statement)?;
    Ok(prepared.raw_query().next()?.is_some())
}

fn append(connection: &Connection, entries: &[(Timestamp, &Audit)]) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let head: (i64, Vec<u8>) = connection
        .prepare_cached(store::HEAD)?
        .query_row((), |row| Ok((row.get("seq")?, row.get("hash")?)))?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO audit_events (seq, at, actor, action, object, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    for entry in store::chain(Head::of(head.0, &head.1)?, entries)? {
        insert.execute((
            entry.seq,
            entry.at,
            entry.actor,
            entry.action,
            entry.object,
            entry.detail,
            entry.hash,
        ))?;
    }
    Ok(())
}
