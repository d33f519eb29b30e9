//! Sessions begin anew, end in time and belong to their browser.

use database::testing::on_both;
use jiff::SignedDuration;

use super::*;
use crate::provider::tests::stage::{log_in, person};

fn opening(person: PersonId, tx: &Tx) -> Opening {
    Opening {
        person,
        account: Account::Citizen,
        level: LoginLevel::High,
        methods: Vec::new(),
        authenticated_at: tx.now(),
        upstream: Upstream { issuer: Some("https://idp".into()), sid: Some("up-1".into()) },
        hint: Some(Hint::new("e30.e30.x".into())),
    }
}

on_both! {
    async fn a_session_is_found_by_its_secret_until_half_an_hours_idleness(db: TestDatabase) {
        let (session, secret) = log_in(&db, person(&db).await).await;
        assert_eq!(find(&db, secret.expose()).await.unwrap().unwrap().id, session.id);
        for wrong in ["", "x", &"A".repeat(43), &session.id.to_string()] {
            assert_eq!(find(&db, wrong).await.unwrap(), None);
        }
        db.clock.advance(SignedDuration::from_mins(29));
        touch(&db, &session).await.unwrap();
        db.clock.advance(SignedDuration::from_mins(29));
        assert!(find(&db, secret.expose()).await.unwrap().is_some());
        db.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(find(&db, secret.expose()).await.unwrap(), None);
        assert!(list_live(&*db, session.person).await.unwrap().is_empty());
    }

    async fn a_session_ends_after_twelve_hours_whatever_happens(db: TestDatabase) {
        let (session, secret) = log_in(&db, person(&db).await).await;
        for _ in 0..36 {
            db.clock.advance(SignedDuration::from_mins(20) - SignedDuration::from_secs(1));
            let held = find(&db, secret.expose()).await.unwrap().unwrap();
            touch(&db, &held).await.unwrap();
        }
        db.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(find(&db, secret.expose()).await.unwrap(), None);
        assert!(session.expires_at <= db.now());
    }

    async fn row_23_login_step_up_and_change_of_person_renew_the_secret(db: TestDatabase) {
        let (session, first) = log_in(&db, person(&db).await).await;
        let tx = db.begin().await.unwrap();
        let (stepped, second) = open(&tx, opening(session.person, &tx), Some(&session)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(stepped.id, session.id, "stepping up keeps the session");
        assert_eq!(find(&db, first.expose()).await.unwrap(), None);
        let held = find(&db, second.expose()).await.unwrap().unwrap();
        assert_eq!(held, stepped);
        assert!(!held.csrf_fits(session.csrf_token()) && held.csrf_fits(stepped.csrf_token()));

        let child = person(&db).await;
        let tx = db.begin().await.unwrap();
        let (_, third) = represent(&tx, &held, child).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(find(&db, second.expose()).await.unwrap(), None);
        let held = find(&db, third.expose()).await.unwrap().unwrap();
        assert_eq!((held.subject, held.citizen().unwrap().represents()), (child, true));

        let tx = db.begin().await.unwrap();
        let (other, _) = open(&tx, opening(child, &tx), Some(&held)).await.unwrap();
        tx.commit().await.unwrap();
        assert_ne!(other.id, session.id, "somebody else in the same browser");
        assert_eq!(find(&db, third.expose()).await.unwrap(), None);
    }

    async fn the_provider_ends_what_stands_on_its_session_and_logging_out_everywhere_ends_all(db: TestDatabase) {
        let someone = person(&db).await;
        let tx = db.begin().await.unwrap();
        let (_, one) = open(&tx, opening(someone, &tx), None).await.unwrap();
        let (kept, two) = open(&tx, opening(someone, &tx), None).await.unwrap();
        tx.commit().await.unwrap();
        let tx = db.begin().await.unwrap();
        assert_eq!(end_of_upstream(&tx, "https://other", "up-1").await.unwrap(), 0);
        assert_eq!(end_all(&tx, Actor::System, someone, Some(kept.id), EndReason::Ended).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(find(&db, one.expose()).await.unwrap(), None);
        assert!(find(&db, two.expose()).await.unwrap().is_some());
        let tx = db.begin().await.unwrap();
        assert_eq!(end_of_upstream(&tx, "https://idp", "up-1").await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(find(&db, two.expose()).await.unwrap(), None);
    }

    async fn what_was_over_by_its_time_is_not_ended_once_more(db: TestDatabase) {
        let someone = person(&db).await;
        let tx = db.begin().await.unwrap();
        let (old, _) = open(&tx, opening(someone, &tx), None).await.unwrap();
        tx.commit().await.unwrap();
        db.clock.advance(LONGEST + SignedDuration::from_hours(24));
        let tx = db.begin().await.unwrap();
        open(&tx, opening(someone, &tx), None).await.unwrap();
        assert_eq!(end_of_upstream(&tx, "https://idp", "up-1").await.unwrap(), 1);
        open(&tx, opening(someone, &tx), None).await.unwrap();
        assert_eq!(end_all(&tx, Actor::System, someone, None, EndReason::Ended).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let kept = list_kept(&*db, someone, None, 9).await.unwrap();
        let ended = kept.iter().find(|(session, _)| session.id == old.id).unwrap().1;
        assert!(kept.len() == 3 && ended == Some(old.expires_at), "{ended:?}: when its time was over");
    }

    async fn the_token_of_the_login_is_kept_for_the_logout_and_goes_with_the_session(db: TestDatabase) {
        let hint = async |session: &Session| id_token(&*db, session).await.unwrap().map(|hint| hint.expose().to_owned());
        let (session, _) = log_in(&db, person(&db).await).await;
        assert_eq!(hint(&session).await, None, "logged in without one");
        let tx = db.begin().await.unwrap();
        let (session, _) = open(&tx, opening(session.person, &tx), Some(&session)).await.unwrap();
        let (session, _) = represent(&tx, &session, session.person).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(hint(&session).await.as_deref(), Some("e30.e30.x"));
        assert!(!format!("{:?}{:?}", session, opening(session.person, &db.begin().await.unwrap())).contains("e30"));
        let tx = db.begin().await.unwrap();
        end(&tx, session.actor(), session.id, EndReason::Ended).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(hint(&session).await, None);
    }

    async fn what_ended_long_ago_is_forgotten(db: TestDatabase) {
        log_in(&db, person(&db).await).await;
        assert_eq!(crate::purge(&db).await.unwrap(), 0);
        db.clock.advance(SignedDuration::from_hours(24 * 91));
        assert_eq!(crate::purge(&db).await.unwrap(), 1);
    }
}
