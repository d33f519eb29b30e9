//! A write transaction: one instant, and what it leaves behind at commit.

use std::{
    fmt,
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;
use kernel::{Id, IdKind};
use sea_orm::{DatabaseExecutor, DatabaseTransaction};

use crate::{Audit, Database, Field, Job, Keyring, Read, Result, audit, direct::Turn, outbox};

/// A write transaction. Everything in it happens at one instant; dropped without `commit`, nothing has happened.
pub struct Tx {
    inner: DatabaseTransaction,
    database: Database,
    now: Timestamp,
    queued: Mutex<Queued>,
    /// Given back last, when the transaction is over.
    _turn: Option<Turn>,
}

#[derive(Default)]
struct Queued {
    audit: Vec<Audit>,
    jobs: Vec<Job>,
}

impl Tx {
    pub(crate) fn new(inner: DatabaseTransaction, turn: Option<Turn>, database: Database) -> Self {
        let now = database.now();
        Self { inner, database, now, queued: Mutex::default(), _turn: turn }
    }

    /// A new id of this instant.
    pub fn new_id<K: IdKind>(&self) -> Id<K> {
        Id::new(self.now, &**self.database.entropy())
    }

    /// `N` unpredictable bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.database.entropy().fill(&mut bytes);
        bytes
    }

    /// Encrypts a value for this field.
    pub fn seal(&self, field: Field, plain: &[u8]) -> Result<Vec<u8>> {
        self.keyring().seal(field, plain, &**self.database.entropy())
    }

    /// Leaves this entry in the audit log at commit.
    pub fn audit(&self, entry: Audit) {
        self.queue(|queued| queued.audit.push(entry));
    }

    /// Queues this side effect, to run after commit.
    pub fn emit(&self, job: Job) {
        self.queue(|queued| queued.jobs.push(job));
    }

    fn queue(&self, with: impl FnOnce(&mut Queued)) {
        with(&mut self.queued.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Writes the queued side effects and audit entries and makes everything durable.
    pub async fn commit(self) -> Result<()> {
        // Boxed, as beginning is: whatever may come to write in the end would carry it.
        Box::pin(self.complete()).await
    }

    async fn complete(self) -> Result<()> {
        let Queued { audit: entries, jobs } =
            self.queued.into_inner().unwrap_or_else(PoisonError::into_inner);
        outbox::store::insert(&self.inner, &self.database, self.now, &jobs).await?;
        // Last: on PostgreSQL the head of the chain is locked from here to the end.
        audit::store::append(&self.inner, self.now, &entries).await?;
        self.inner.commit().await?;
        if !jobs.is_empty() {
            self.database.announce_commit();
        }
        Ok(())
    }

    /// Undoes everything, at once rather than when dropped.
    pub async fn roll_back(self) -> Result<()> {
        Ok(self.inner.rollback().await?)
    }
}

impl Read for Tx {
    fn executor(&self) -> DatabaseExecutor<'_> {
        DatabaseExecutor::Transaction(&self.inner)
    }
    fn keyring(&self) -> &Keyring {
        self.database.keyring()
    }
    fn now(&self) -> Timestamp {
        self.now
    }
}

impl fmt::Debug for Tx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tx(at {})", self.now)
    }
}
