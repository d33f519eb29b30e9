//! The chain holds, and shows where it was broken.

use jiff::SignedDuration;
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::*;
use crate::testing::{TestDatabase, on_both};

async fn three_entries(db: &TestDatabase) {
    for round in 0..3 {
        let tx = db.begin().await.unwrap();
        tx.audit(
            Audit::new(Actor::System, "test.do", format!("thing-{round}")).detail(json!({"round": round})),
        );
        tx.commit().await.unwrap();
    }
}

on_both! {
    async fn an_untouched_log_is_intact(db: TestDatabase) {
        assert_eq!(verify(&*db).await.unwrap(), Verdict::Intact(0));
        three_entries(&db).await;
        assert_eq!(verify(&*db).await.unwrap(), Verdict::Intact(3));
        assert_eq!(list_about(&*db, "thing-1", 10).await.unwrap()[0].detail, json!({"round": 1}));
        assert_eq!(list_before(&*db, Some(3), 10).await.unwrap().len(), 2);
    }

    async fn what_one_was_refused_is_found_without_what_others_were(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let (one, other) = (Actor::Operator { person: tx.new_id() }, Actor::Operator { person: tx.new_id() });
        let entries = [(one, "launch.refuse"), (one, "launch.allow"), (other, "launch.refuse"), (one, "representation.refuse")];
        for (actor, action) in entries {
            tx.audit(Audit::new(actor, action, "thing"));
        }
        tx.commit().await.unwrap();
        for (actor, before, limit, expected) in [
            (one, None, 9, &[4, 1][..]),
            (one, None, 1, &[4]),
            (one, Some(4), 9, &[1]),
            (other, None, 9, &[3]),
            (Actor::System, None, 9, &[]),
        ] {
            let found = list_refusals_before(&*db, &actor, before, limit).await.unwrap();
            let found: Vec<_> = found.iter().map(|entry| entry.seq).collect();
            assert_eq!(found, expected, "{actor:?} {before:?}");
        }
    }

    async fn what_was_done_to_something_is_found_by_action_and_before_an_instant(db: TestDatabase) {
        for (object, action) in [("one", "a.b"), ("one", "a.c"), ("one", "a.d"), ("two", "a.b"), ("one", "a.b")] {
            let tx = db.begin().await.unwrap();
            tx.audit(Audit::new(Actor::System, action, object));
            tx.commit().await.unwrap();
            db.clock.advance(SignedDuration::from_secs(1));
        }
        let last = list_about(&*db, "one", 1).await.unwrap()[0].at;
        for (before, limit, expected) in [
            ((None, None), 9, &[5, 2, 1][..]),
            ((None, None), 2, &[5, 2]),
            ((None, Some(2)), 9, &[1]),
            ((Some(last), None), 9, &[2, 1]),
        ] {
            let found = list_of_actions(&*db, "one", &["a.b", "a.c"], before, limit).await.unwrap();
            let found: Vec<_> = found.iter().map(|entry| entry.seq).collect();
            assert_eq!(found, expected, "{before:?}");
        }
    }

    async fn entries_can_be_neither_changed_nor_deleted(db: TestDatabase) {
        three_entries(&db).await;
        let tx = db.begin().await.unwrap();
        assert!(tx.executor().execute_unprepared("UPDATE audit_events SET object = 'x' WHERE seq = 2").await.is_err());
        drop(tx);
        let tx = db.begin().await.unwrap();
        assert!(tx.executor().execute_unprepared("DELETE FROM audit_events WHERE seq = 3").await.is_err());
    }

    async fn what_is_altered_behind_the_programs_back_is_found(db: TestDatabase) {
        three_entries(&db).await;
        let tx = db.begin().await.unwrap();
        let disarm = if db.is_sqlite() { "DROP TRIGGER audit_events_no_update" } else { "ALTER TABLE audit_events DISABLE TRIGGER USER" };
        tx.executor().execute_unprepared(disarm).await.unwrap();
        tx.executor().execute_unprepared("UPDATE audit_events SET object = 'x' WHERE seq = 2").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(verify(&*db).await.unwrap(), Verdict::Broken(2));
    }

    async fn nothing_is_logged_by_a_transaction_that_was_dropped(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        tx.audit(Audit::new(Actor::System, "test.do", "x"));
        drop(tx);
        assert_eq!(verify(&*db).await.unwrap(), Verdict::Intact(0));
    }
}
