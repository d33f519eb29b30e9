//! What a client held ends as a whole.

use std::sync::{Arc, Mutex};

use database::{
    Database,
    outbox::{self, Claimed, Failure, Handler, Outcome, Worker},
    testing::{TestDatabase, on_both},
};
use kernel::{Actor, VendorUser};
use serde_json::{Value, json};

use super::stage::*;
use crate::{Algorithm, Reach, SigningKey, client, grant};

/// Runs what ends and tells of what a marked client held.
pub(super) async fn end_what_was_marked(db: &TestDatabase) {
    let handlers: Vec<Arc<dyn Handler>> = vec![Arc::new(client::ClientEnded)];
    let worker = Worker::new((**db).clone(), handlers);
    while worker.drain().await.unwrap() > 0 {}
}

/// Jobs' kinds, and with what.
type Jobs = Vec<(&'static str, Value)>;

/// Takes jobs of a kind and keeps them.
struct Taker(&'static str, Arc<Mutex<Jobs>>);

#[async_trait::async_trait]
impl Handler for Taker {
    fn kind(&self) -> &'static str {
        self.0
    }

    async fn handle(&self, _: &Database, job: &Claimed) -> Result<Outcome, Failure> {
        self.1.lock().unwrap().push((self.0, job.payload.clone()));
        Ok(Outcome::Done)
    }
}

/// All messages and logout tokens that wait.
async fn queued(db: &TestDatabase) -> Jobs {
    let seen = Arc::new(Mutex::default());
    let taker = |kind| Arc::new(Taker(kind, Arc::clone(&seen))) as Arc<dyn Handler>;
    let worker = Worker::new(
        (**db).clone(),
        ["notify.message", "approval.client_changed", "launch.tell_logged_in", crate::BACKCHANNEL_LOGOUT]
            .map(taker)
            .into(),
    );
    while worker.drain().await.unwrap() > 0 {}
    assert_eq!(outbox::backlog(&**db).await.unwrap().open, 0, "nothing else waits");
    std::mem::take(&mut *seen.lock().unwrap())
}

/// What those who answer for a client are told of next.
async fn changes(db: &TestDatabase) -> Vec<Value> {
    end_what_was_marked(db).await;
    let told = queued(db).await.into_iter().filter(|(kind, _)| *kind == "approval.client_changed");
    told.map(|(_, job)| job["change"].clone()).collect()
}

on_both! {
    async fn what_a_client_held_dies_by_one_mark_and_is_told_of_in_batches_once_each(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let confidential = add(&db, Some(&stage.key), json!({ "backchannel_logout_uri": "https://tool.example/logout" })).await;
        let mut stage = Stage { confidential, ..stage };
        // More than two batches; every third person has two logins in one session.
        let (mut tokens, mut persons) = (Vec::new(), 0_u64);
        while tokens.len() < 410 {
            let someone = person(&db).await;
            stage.session = log_in(&db, someone).await.0;
            persons += 1;
            for _ in 0..=usize::from(persons.is_multiple_of(3)) {
                tokens.push(stage.tokens().await.access_token);
            }
        }
        let tx = db.begin().await.unwrap();
        client::refuse_key(&tx, Actor::System, stage.confidential.id, &"k".repeat(43), None).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(database::outbox::backlog(&*db).await.unwrap().open, 2, "to end and to tell, whatever their number");
        assert!(grant::list_live(&*db, stage.session.person).await.unwrap().is_empty());
        for token in tokens.iter().step_by(20) {
            assert!(!stage.is_alive(token).await, "by the mark alone");
        }
        end_what_was_marked(&db).await;
        let told = queued(&db).await;
        let of = |kind: &str| u64::try_from(told.iter().filter(|(one, _)| *one == kind).count()).unwrap();
        assert_eq!(of("notify.message"), persons, "each person once");
        assert_eq!(of("approval.client_changed"), 1);
        assert_eq!(of(crate::BACKCHANNEL_LOGOUT), persons, "each session once");
        let left = crate::store::grants::logged_in_before(&*db, stage.confidential.id, jiff::Timestamp::MAX, 1).await.unwrap();
        assert!(left.is_empty(), "no row is left alive");

        stage.advance(2);
        let (old, new) = (&tokens[0], stage.tokens().await.access_token);
        assert!(stage.is_alive(&new).await && !stage.is_alive(old).await);
    }

    async fn that_nobody_can_log_in_any_more_is_told_of_once(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let (id, key) = (stage.confidential.id, stage.key.kid());
        let tx = db.begin().await.unwrap();
        client::refuse_key(&tx, Actor::System, id, key, None).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(changes(&db).await, ["shut"]);
        let tx = db.begin().await.unwrap();
        client::refuse_key(&tx, Actor::System, id, &"k".repeat(43), None).await.unwrap();
        client::disable(&tx, Actor::System, id, None).await.unwrap();
        tx.commit().await.unwrap();
        assert!(changes(&db).await.is_empty(), "known already");
    }

    async fn a_client_whose_last_key_is_taken_away_is_shut_as_where_it_is_refused(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let id = stage.confidential.id;
        let [refused, new] = [(); 2].map(|()| SigningKey::generate(Algorithm::Es256).unwrap());
        let tx = db.begin().await.unwrap();
        let user = VendorUser { person: stage.session.person, organisation: tx.new_id() };
        client::add_keys(&tx, &user, id, refused.public(), Reach::DEMO).await.unwrap();
        client::refuse_key(&tx, Actor::System, id, refused.kid(), None).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(changes(&db).await, ["logged_out"], "it goes on with its other key");
        stage.advance(2);
        let token = stage.tokens().await.access_token;

        let tx = db.begin().await.unwrap();
        client::drop_key(&tx, &user, id, stage.key.kid(), Reach::DEMO).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!stage.is_alive(&token).await, "what it held is dead");
        assert_eq!(changes(&db).await, ["shut"]);

        let tx = db.begin().await.unwrap();
        client::add_keys(&tx, &user, id, new.public(), Reach::DEMO).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(changes(&db).await, ["opened"]);
        let tx = db.begin().await.unwrap();
        client::drop_key(&tx, &user, id, refused.kid(), Reach::DEMO).await.unwrap();
        tx.commit().await.unwrap();
        assert!(changes(&db).await.is_empty(), "it has another");
    }

    async fn a_hundred_keys_can_be_refused_and_then_one_is_told_what_to_do(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let id = stage.confidential.id;
        let tx = db.begin().await.unwrap();
        for number in 0..100 {
            client::refuse_key(&tx, Actor::System, id, &format!("{number:043}"), None).await.unwrap();
        }
        let refused = client::refuse_key(&tx, Actor::System, id, &format!("{:043}", 100), None).await.unwrap_err();
        assert_eq!(kernel::Classified::refusal(&refused), Some(kernel::Refusal::text("error-too-many-refused-keys")));
        client::refuse_key(&tx, Actor::System, id, &format!("{:043}", 7), None).await.unwrap();
        client::accept_key(&tx, Actor::System, id, &format!("{:043}", 7), None).await.unwrap();
        client::refuse_key(&tx, Actor::System, id, &format!("{:043}", 100), None).await.unwrap();
        tx.commit().await.unwrap();
        let keys = stage.provider.keys_of(&client::find(&*db, id).await.unwrap().unwrap()).await;
        assert_eq!(keys.keys.len(), 101, "its own, and those that are refused");
        assert!(!keys.away && keys.keys[0].published && keys.keys[0].refused.is_none() && !keys.keys[1].published);
    }
}
