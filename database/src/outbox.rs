//! Side effects as rows: queued with the change that wants them, run after commit, retried, never run by two at once.

pub(crate) mod store;
mod worker;

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

pub use worker::{Failure, Handler, Outcome, Worker};

use crate::{Database, Read, Result, Tx};

/// A side effect to run after commit. The crate that runs it is named first: `notify.message`.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// What to do.
    pub kind: &'static str,
    /// With what; ids rather than personal data.
    pub payload: Value,
    /// Not before this instant; at once where `None`.
    pub due: Option<Timestamp>,
    /// A second job with the same kind and key is not queued.
    pub key: Option<String>,
}

impl Job {
    /// A job to run at once.
    pub const fn new(kind: &'static str, payload: Value) -> Self {
        Self { kind, payload, due: None, key: None }
    }

    /// Not before `due`.
    #[must_use]
    pub const fn due(mut self, due: Timestamp) -> Self {
        self.due = Some(due);
        self
    }

    /// At most one of this kind with this key, ever.
    #[must_use]
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
}

/// A job taken from the queue under a lease.
#[derive(Debug, Clone, PartialEq)]
pub struct Claimed {
    /// The row's id: the idempotency key towards the outside.
    pub id: Uuid,
    /// What to do.
    pub kind: String,
    /// With what.
    pub payload: Value,
    /// How many times it has been tried, this time included.
    pub attempts: u32,
    /// When it was queued.
    pub queued_at: Timestamp,
}

/// What is in the queue, for the operator and for tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Backlog {
    /// Waiting or under way.
    pub open: u64,
    /// Given up; an operator must look.
    pub dead: u64,
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq)]
pub struct Dead {
    /// The row's id.
    pub id: Uuid,
    /// What it was to do.
    pub kind: String,
    /// How many times it was tried.
    pub attempts: u32,
    /// When it was queued.
    pub queued_at: Timestamp,
    /// What the last try said.
    pub error: String,
}

/// How much waits and how much was given up.
pub async fn backlog(db: &impl Read) -> Result<Backlog> {
    store::backlog(db).await
}

/// Jobs that were given up, newest first.
pub async fn list_dead(db: &impl Read, limit: u64) -> Result<Vec<Dead>> {
    store::dead(db, limit).await
}

/// Puts a job that was given up back into the queue; `false` where there is none such.
pub async fn revive(tx: &Tx, id: Uuid) -> Result<bool> {
    store::revive(tx, id).await
}

/// Marks a job as done within the transaction that holds its effect, so that both count or neither.
pub async fn settle(tx: &Tx, job: &Claimed) -> Result<()> {
    store::settle(tx, job.id).await
}

/// Frees at once what a program held that was killed in the middle, instead of when its lease runs out. Only where no other program works on this
/// database: a job that is under way elsewhere would run twice.
pub async fn release(db: &Database) -> Result<u64> {
    store::release(db).await
}

/// Forgets what was done before this instant; at most `limit` rows a call.
pub async fn forget_done(db: &Database, before: Timestamp, limit: u64) -> Result<u64> {
    store::forget_done(db, before, limit).await
}

#[cfg(test)]
mod tests;
