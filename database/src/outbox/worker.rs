//! Runs queued jobs: one worker an instance, several instances side by side.

use std::{collections::HashMap, sync::Arc, time::Duration};

use async_trait::async_trait;
use jiff::SignedDuration;
use tokio::sync::watch;
use tracing::Instrument;

use super::{Claimed, settle, store};
use crate::{Database, Read, Result};

/// Carries out one kind of job.
#[async_trait]
pub trait Handler: Send + Sync {
    /// The kind it carries out.
    fn kind(&self) -> &'static str;

    /// Does it. Must bear being called again with the same id: a crash after the effect repeats the job.
    async fn handle(&self, db: &Database, job: &Claimed) -> Result<Outcome, Failure>;
}

/// How a job ended well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The worker marks it as done.
    Done,
    /// The handler marked it itself with `settle`, in the transaction that holds the effect.
    Settled,
}

/// Why a job did not end well.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Something is away: try again later.
    #[error("{0}")]
    Later(String),
    /// It can never succeed.
    #[error("{0}")]
    Never(String),
}

impl From<crate::Error> for Failure {
    fn from(error: crate::Error) -> Self {
        Self::Later(error.to_string())
    }
}

/// Claims and runs jobs of the kinds it has handlers for.
pub struct Worker {
    db: Database,
    handlers: HashMap<&'static str, Arc<dyn Handler>>,
}

/// A job under way longer than this is taken over by another worker.
const LEASE: SignedDuration = SignedDuration::from_secs(120);
/// Tries before a job is given up: with the back-off below about two days.
const ATTEMPTS: u32 = 14;
/// Later than this after a claim nothing more of it is begun: it would outlive its lease, and be done twice.
const BEGIN_WITHIN: SignedDuration = SignedDuration::from_secs(60);
const BATCH: u64 = 20;
const IDLE: Duration = Duration::from_secs(2);

impl Worker {
    /// A worker with these handlers.
    pub fn new(db: Database, handlers: Vec<Arc<dyn Handler>>) -> Self {
        Self { db, handlers: handlers.into_iter().map(|handler| (handler.kind(), handler)).collect() }
    }

    /// Works until `stop` completes: at once after a commit here, every two seconds for what others queued. A job under way is finished then, so
    /// that nothing is sent and not marked; those not begun are given back.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let (stopping, stopped) = watch::channel(false);
        let work = self.work(stopped);
        tokio::pin!(work);
        tokio::select! {
            () = &mut work => {}
            () = stop => {
                stopping.send_replace(true);
                work.await;
            }
        }
    }

    async fn work(&self, mut stopped: watch::Receiver<bool>) {
        while !*stopped.borrow() {
            let committed = self.db.committed();
            tokio::pin!(committed);
            // Registered before looking, so that a commit in between is not missed.
            committed.as_mut().enable();
            match self.run_due(&stopped).await {
                Ok(0) => tokio::select! {
                    () = committed => {}
                    () = tokio::time::sleep(IDLE) => {}
                    _ = stopped.wait_for(|stopped| *stopped) => {}
                },
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(error = %error, "outbox.claim");
                    tokio::select! {
                        () = tokio::time::sleep(IDLE) => {}
                        _ = stopped.wait_for(|stopped| *stopped) => {}
                    }
                }
            }
        }
    }

    /// Runs what is due until nothing is; returns how many jobs were tried.
    pub async fn drain(&self) -> Result<usize> {
        let (_going, stopped) = watch::channel(false);
        let mut tried = 0;
        loop {
            match self.run_due(&stopped).await? {
                0 => return Ok(tried),
                count => tried += count,
            }
        }
    }

    async fn run_due(&self, stopped: &watch::Receiver<bool>) -> Result<usize> {
        if self.handlers.is_empty() {
            return Ok(0);
        }
        let kinds: Vec<&str> = self.handlers.keys().copied().collect();
        let claimed = self.db.now();
        let jobs = store::claim(&self.db, &kinds, BATCH, LEASE).await?;
        for (at, job) in jobs.iter().enumerate() {
            let late = self.db.now().duration_since(claimed) >= BEGIN_WITHIN;
            if late || *stopped.borrow() {
                store::give_back(&self.db, &jobs[at..]).await?;
                break;
            }
            let span = tracing::info_span!("outbox.run", job.kind = %job.kind, job.id = %job.id, job.attempts = job.attempts);
            self.run_one(job).instrument(span).await?;
        }
        Ok(jobs.len())
    }

    async fn run_one(&self, job: &Claimed) -> Result<()> {
        let Some(handler) = self.handlers.get(job.kind.as_str()) else { return Ok(()) };
        let failure = match handler.handle(&self.db, job).await {
            Ok(Outcome::Settled) => return Ok(()),
            Ok(Outcome::Done) => {
                let tx = self.db.begin().await?;
                settle(&tx, job).await?;
                return tx.commit().await;
            }
            Err(failure) => failure,
        };
        let again = match &failure {
            Failure::Later(_) if job.attempts < ATTEMPTS => Some(self.db.now() + back_off(job.attempts)),
            _ => None,
        };
        tracing::warn!(error = %failure, job.given_up = again.is_none(), "outbox.failed");
        let tx = self.db.begin().await?;
        store::fail(&tx, job.id, again, &failure.to_string()).await?;
        tx.commit().await
    }
}

/// 5 s, 10 s, 20 s … at most 12 h.
fn back_off(attempts: u32) -> SignedDuration {
    let seconds = 5_i64.saturating_mul(1 << attempts.saturating_sub(1).min(20));
    SignedDuration::from_secs(seconds.min(12 * 3_600))
}
