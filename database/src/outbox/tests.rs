//! Jobs are run once, retried with back-off, and given up where an operator sees them.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU32, Ordering},
};

use async_trait::async_trait;
use jiff::SignedDuration;
use serde_json::json;

use super::*;
use crate::testing::{TestDatabase, on_both};

#[derive(Default)]
struct Recorder {
    seen: Mutex<Vec<Value>>,
    failures: AtomicU32,
}

#[async_trait]
impl Handler for Recorder {
    fn kind(&self) -> &'static str {
        "test.record"
    }
    async fn handle(&self, _: &Database, job: &Claimed) -> Result<Outcome, Failure> {
        if self.failures.load(Ordering::SeqCst) > 0 {
            self.failures.fetch_sub(1, Ordering::SeqCst);
            return Err(Failure::Later("away".into()));
        }
        if job.payload == json!("poison") {
            return Err(Failure::Never("cannot be".into()));
        }
        self.seen.lock().unwrap().push(job.payload.clone());
        Ok(Outcome::Done)
    }
}

/// Takes a hundred seconds for each job, and looks then whether another worker could take one.
struct Slow {
    clock: Arc<kernel::ManualClock>,
    stolen: AtomicU32,
}

#[async_trait]
impl Handler for Slow {
    fn kind(&self) -> &'static str {
        "test.record"
    }
    async fn handle(&self, db: &Database, _: &Claimed) -> Result<Outcome, Failure> {
        self.clock.advance(SignedDuration::from_secs(100));
        let taken = store::claim(db, &["test.record"], 10, SignedDuration::from_secs(120)).await?;
        self.stolen.fetch_add(u32::try_from(taken.len()).unwrap(), Ordering::SeqCst);
        Ok(Outcome::Done)
    }
}

async fn queue(db: &TestDatabase, job: Job) {
    let tx = db.begin().await.unwrap();
    tx.emit(job);
    tx.commit().await.unwrap();
}

fn worker(db: &TestDatabase) -> (Arc<Recorder>, Worker) {
    let recorder = Arc::new(Recorder::default());
    (recorder.clone(), Worker::new((**db).clone(), vec![recorder]))
}

on_both! {
    async fn a_job_is_run_once_and_only_after_commit(db: TestDatabase) {
        let (recorder, worker) = worker(&db);
        let tx = db.begin().await.unwrap();
        tx.emit(Job::new("test.record", json!("dropped")));
        drop(tx);
        queue(&db, Job::new("test.record", json!(1))).await;
        assert_eq!(worker.drain().await.unwrap(), 1);
        assert_eq!(worker.drain().await.unwrap(), 0);
        assert_eq!(*recorder.seen.lock().unwrap(), [json!(1)]);
        assert_eq!(backlog(&*db).await.unwrap(), Backlog::default());
    }

    async fn a_failed_job_comes_back_after_its_pause(db: TestDatabase) {
        let (recorder, worker) = worker(&db);
        recorder.failures.store(1, Ordering::SeqCst);
        queue(&db, Job::new("test.record", json!(1))).await;
        assert_eq!(worker.drain().await.unwrap(), 1);
        assert_eq!(worker.drain().await.unwrap(), 0);
        db.clock.advance(SignedDuration::from_secs(6));
        assert_eq!(worker.drain().await.unwrap(), 1);
        assert_eq!(recorder.seen.lock().unwrap().len(), 1);
    }

    async fn what_can_never_succeed_is_given_up_and_can_be_revived(db: TestDatabase) {
        let (_, worker) = worker(&db);
        queue(&db, Job::new("test.record", json!("poison"))).await;
        worker.drain().await.unwrap();
        assert_eq!(backlog(&*db).await.unwrap(), Backlog { open: 0, dead: 1 });
        let dead = list_dead(&*db, 10).await.unwrap();
        assert_eq!(dead[0].error, "cannot be");
        let tx = db.begin().await.unwrap();
        assert!(revive(&tx, dead[0].id).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(backlog(&*db).await.unwrap(), Backlog { open: 1, dead: 0 });
    }

    async fn the_same_key_queues_one_job(db: TestDatabase) {
        let (recorder, worker) = worker(&db);
        for _ in 0..2 {
            queue(&db, Job::new("test.record", json!(1)).once("k")).await;
        }
        worker.drain().await.unwrap();
        assert_eq!(recorder.seen.lock().unwrap().len(), 1);
    }

    async fn no_job_outlives_its_lease_behind_slow_ones(db: TestDatabase) {
        let slow = Arc::new(Slow { clock: db.clock.clone(), stolen: AtomicU32::new(0) });
        for number in 0..4 {
            queue(&db, Job::new("test.record", json!(number))).await;
        }
        Worker::new((*db).clone(), vec![slow.clone()]).drain().await.unwrap();
        assert_eq!(slow.stolen.load(Ordering::SeqCst), 0, "done by one worker alone");
        assert_eq!(backlog(&*db).await.unwrap(), Backlog::default());
    }

    async fn a_job_left_by_a_dead_worker_is_taken_over_after_its_lease(db: TestDatabase) {
        let (recorder, worker) = worker(&db);
        queue(&db, Job::new("test.record", json!(1))).await;
        let claimed = store::claim(&db, &["test.record"], 1, SignedDuration::from_secs(120)).await.unwrap();
        assert_eq!(claimed.len(), 1);
        assert_eq!(worker.drain().await.unwrap(), 0);
        db.clock.advance(SignedDuration::from_secs(121));
        assert_eq!(worker.drain().await.unwrap(), 1);
        assert_eq!(recorder.seen.lock().unwrap().len(), 1);
    }
}
