//! Logout that tools ask for, and logout that they are told of.

use std::sync::{Arc, Mutex};

use axum::{Router, extract::State, routing::post};
use database::{
    outbox::{self, Worker},
    testing::on_both,
};
use kernel::Actor;
use serde_json::{Value, json};

use super::{ended::end_what_was_marked, stage::*};
use crate::{
    BackchannelLogout, Code, EndReason, EndSession, Fetch, Reach, SigningKey, Step, client, grant,
    jose::peek_claims, session,
};

type Received = Arc<Mutex<Vec<String>>>;

/// A tool's back-channel address that takes what it is sent.
async fn tool() -> (String, Received) {
    let received = Received::default();
    let take =
        |State(received): State<Received>, body: String| async move { received.lock().unwrap().push(body) };
    let router = Router::new().route("/logout", post(take)).with_state(received.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/logout", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, received)
}

fn worker(stage: &Stage<'_>) -> Worker {
    let handler =
        BackchannelLogout::new(ISSUER, stage.provider.keys().clone(), Fetch::new(Reach::DEMO).unwrap());
    Worker::new((**stage.db).clone(), vec![Arc::new(handler)])
}

on_both! {
    async fn row_25_a_logout_reaches_the_tool_as_a_token_with_sid_and_without_nonce(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let (address, received) = tool().await;
        let told = add(&db, Some(&stage.key), json!({ "backchannel_logout_uri": address })).await;
        let stage = Stage { confidential: told, ..stage };
        let tokens = stage.tokens().await;
        let tx = db.begin().await.unwrap();
        session::end(&tx, Actor::System, stage.session.id, EndReason::LoggedOut).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(worker(&stage).drain().await.unwrap(), 1);
        let body = received.lock().unwrap().pop().unwrap();
        let token = body.strip_prefix("logout_token=").unwrap();
        let claims = Value::Object(peek_claims(token).unwrap());
        let id_claims: serde_json::Map<String, Value> = peek_claims(tokens.id_token.as_ref().unwrap()).unwrap();
        assert_eq!(Some(&claims["sid"]), id_claims.get("sid"));
        assert_eq!(claims["aud"], json!(stage.confidential.id));
        assert_eq!(claims["events"], json!({ "http://schemas.openid.net/event/backchannel-logout": {} }));
        assert!(claims.get("nonce").is_none() && claims["jti"].is_string());
        let keys = stage.provider.keys().public(crate::Purpose::Tokens).await.unwrap();
        let accept = crate::Accept { algorithms: &crate::Algorithm::ALL, types: &["logout+jwt"] };
        assert!(keys.verify(token, accept).is_ok());
        // Ended twice, told once.
        let tx = db.begin().await.unwrap();
        assert!(!session::end(&tx, Actor::System, stage.session.id, EndReason::LoggedOut).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(worker(&stage).drain().await.unwrap(), 0);
    }

    async fn row_25_a_tool_whose_grant_has_ended_by_itself_is_told_of_the_logout_too(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let (address, received) = tool().await;
        let told = add(&db, Some(&stage.key), json!({ "backchannel_logout_uri": address })).await;
        let stage = Stage { confidential: told, ..stage };
        let tokens = stage.tokens().await;
        let first = tokens.refresh_token.unwrap();
        stage.refresh(&first).await.unwrap();
        assert_eq!(code_of(stage.refresh(&first).await), Code::InvalidGrant, "used twice: the family is dead");
        assert!(grant::list_live(&*db, stage.session.person).await.unwrap().is_empty());
        let tx = db.begin().await.unwrap();
        session::end(&tx, Actor::System, stage.session.id, EndReason::LoggedOut).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(worker(&stage).drain().await.unwrap(), 1);
        assert_eq!(received.lock().unwrap().len(), 1);
    }

    async fn row_25_a_tool_whose_grant_has_ended_by_itself_is_told_of_a_stop_and_a_withdrawn_permission_once(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let (address, received) = tool().await;
        let told = add(&db, Some(&stage.key), json!({ "backchannel_logout_uri": address })).await;
        let stage = Stage { confidential: told, ..stage };
        let (client, party, person) = (stage.confidential.id, stage.confidential.party, stage.session.person);
        for reason in ["suspended", "permission", "client"] {
            let first = stage.tokens().await.refresh_token.unwrap();
            stage.refresh(&first).await.unwrap();
            assert_eq!(code_of(stage.refresh(&first).await), Code::InvalidGrant, "used twice: the family is dead");
            stage.advance(2);
            let tx = db.begin().await.unwrap();
            match reason {
                "suspended" => grant::end_for_party(&tx, party, "suspended", "tool-suspended").await.unwrap(),
                "permission" => {
                    assert_eq!(grant::end_about(&tx, party, person, "permission_withdrawn").await.unwrap(), 1);
                }
                _ => {
                    client::disable(&tx, Actor::System, client, None).await.unwrap();
                    client::enable(&tx, Actor::System, client, None).await.unwrap();
                }
            }
            tx.commit().await.unwrap();
            end_what_was_marked(&db).await;
            assert_eq!(worker(&stage).drain().await.unwrap(), 1, "{reason}");
            stage.advance(2);
        }
        assert_eq!(received.lock().unwrap().len(), 3);
        let tx = db.begin().await.unwrap();
        session::end(&tx, Actor::System, stage.session.id, EndReason::LoggedOut).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(worker(&stage).drain().await.unwrap(), 0, "told already");
    }

    async fn row_28_a_tool_is_told_once_that_what_its_login_rests_on_is_refused(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let (address, received) = tool().await;
        let told = add(&db, Some(&stage.key), json!({ "backchannel_logout_uri": address })).await;
        let stage = Stage { confidential: told, ..stage };
        let person = stage.session.person;
        let latest = async || grant::list_live(&*db, person).await.unwrap().remove(0).grant;
        let fall_by = async |id, facts: jiff::Timestamp| {
            let tx = db.begin().await.unwrap();
            let ended = grant::end_fallen(&tx, id, facts).await.unwrap();
            tx.commit().await.unwrap();
            ended
        };
        let fall = async |id| fall_by(id, database::Read::now(&*db)).await;
        let before = database::Read::now(&*db);
        stage.advance(1);
        let tokens = stage.tokens().await;
        let first = latest().await;
        assert!(!fall_by(first, before).await, "what another instance let in by newer facts");
        assert!(stage.is_alive(&tokens.access_token).await);
        assert!(fall(first).await);
        assert!(!fall(first).await, "once");
        assert!(!stage.is_alive(&tokens.access_token).await);
        assert_eq!(worker(&stage).drain().await.unwrap(), 1);
        assert_eq!(received.lock().unwrap().len(), 1);
        // Begun anew since: what the tool has under the `sid` is the newer login.
        stage.advance(1);
        stage.tokens().await;
        let older = latest().await;
        stage.advance(1);
        let newer = stage.tokens().await;
        assert!(fall(older).await);
        assert_eq!(worker(&stage).drain().await.unwrap(), 0);
        assert!(stage.is_alive(&newer.access_token).await);
    }

    async fn row_25_a_logout_that_comes_late_does_not_end_a_login_begun_since(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let (address, received) = tool().await;
        let told = add(&db, Some(&stage.key), json!({ "backchannel_logout_uri": address })).await;
        let stage = Stage { confidential: told, ..stage };
        stage.tokens().await;
        let login = grant::list_live(&*db, stage.session.person).await.unwrap().remove(0);
        let tx = db.begin().await.unwrap();
        grant::end(&tx, Actor::System, stage.session.person, login.grant).await.unwrap();
        tx.commit().await.unwrap();
        stage.advance(60);
        stage.tokens().await;
        assert_eq!(worker(&stage).drain().await.unwrap(), 1);
        assert!(received.lock().unwrap().is_empty(), "what the tool has under that sid is the new login");
        let another = person(&db).await;
        let tx = db.begin().await.unwrap();
        let ended = json!({ "client": stage.confidential.id, "session": stage.session.id, "subject": another });
        tx.emit(database::Job::new(crate::BACKCHANNEL_LOGOUT, ended));
        tx.commit().await.unwrap();
        stage.advance(60);
        stage.tokens().await;
        assert_eq!(worker(&stage).drain().await.unwrap(), 1);
        assert_eq!(received.lock().unwrap().len(), 1, "the new login is about somebody else than what has ended");
        let tx = db.begin().await.unwrap();
        session::end(&tx, Actor::System, stage.session.id, EndReason::LoggedOut).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(worker(&stage).drain().await.unwrap(), 1);
        assert_eq!(received.lock().unwrap().len(), 2, "of its own end it is told");
    }

    async fn a_stop_ends_what_was_given_before_it_however_late_it_is_carried_out(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let before = stage.tokens().await;
        let crate::Party::Tool(tool) = stage.confidential.party else { panic!("a tool's client") };
        let tx = db.begin().await.unwrap();
        tx.emit(database::Job::new(crate::TOOL_SUSPENDED, json!({ "tool": tool })));
        tx.commit().await.unwrap();
        stage.advance(5);
        let after = stage.tokens().await;
        let stopped = Worker::new((**stage.db).clone(), vec![Arc::new(crate::ToolStopped)]);
        assert_eq!(stopped.drain().await.unwrap(), 1);
        assert!(!stage.is_alive(&before.access_token).await);
        assert!(stage.is_alive(&after.access_token).await, "lifted before it was carried out");
    }

    async fn row_30_what_an_instance_whose_clock_is_ahead_gave_before_a_stop_is_dead_too(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let (before, code) = (stage.tokens().await, stage.code(&stage.confidential).await);
        // By the clock of the instance that sets the mark it is not that late yet.
        let mark = jiff::SignedDuration::from_millis(900);
        let tx = db.begin().await.unwrap();
        let party = stage.confidential.party;
        grant::end_for_party_before(&tx, party, database::Read::now(&tx) - mark, "suspended", "tool-suspended").await.unwrap();
        tx.commit().await.unwrap();
        assert!(!stage.is_alive(&before.access_token).await);
        assert_eq!(code_of(stage.redeem(&code).await), Code::InvalidGrant);
        stage.advance(1);
        assert!(stage.is_alive(&stage.tokens().await.access_token).await, "a new start is a new login");
        end_what_was_marked(&db).await;
        assert_eq!(grant::list_live(&*db, stage.session.person).await.unwrap().len(), 1, "and stays one");
    }

    async fn a_tool_that_is_away_is_told_later(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let away = add(&db, Some(&stage.key), json!({ "backchannel_logout_uri": "http://127.0.0.1:1/logout" })).await;
        let stage = Stage { confidential: away, ..stage };
        stage.tokens().await;
        let tx = db.begin().await.unwrap();
        session::end_all(&tx, Actor::System, stage.session.person, None, EndReason::Ended).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(worker(&stage).drain().await.unwrap(), 1);
        assert_eq!(outbox::backlog(&*db).await.unwrap().open, 1);
        stage.advance(6);
        assert_eq!(worker(&stage).drain().await.unwrap(), 1);
    }

    async fn a_person_ends_one_tools_login_and_no_other(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let tokens = stage.tokens().await;
        let other = Stage { confidential: add(&db, Some(&stage.key), json!({})).await, key: copy(&stage.key), ..Stage::new(&db).await };
        let other = Stage { session: stage.session.clone(), ..other };
        let kept = other.tokens().await;
        let logins = grant::list_live(&*db, stage.session.person).await.unwrap();
        assert_eq!(logins.len(), 2);
        let login = logins.iter().find(|login| login.party == stage.confidential.party).unwrap();
        let stranger = person(&db).await;
        let tx = db.begin().await.unwrap();
        assert!(grant::end(&tx, Actor::System, stranger, login.grant).await.is_err(), "another's is absent");
        grant::end(&tx, Actor::System, stage.session.person, login.grant).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!stage.is_alive(&tokens.access_token).await);
        assert!(other.is_alive(&kept.access_token).await);
    }

    async fn a_code_on_its_way_is_worth_nothing_once_the_login_has_been_ended(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        stage.tokens().await;
        let on_its_way = stage.code(&stage.confidential).await;
        stage.advance(1);
        let login = grant::list_live(&*db, stage.session.person).await.unwrap().remove(0);
        let tx = db.begin().await.unwrap();
        grant::end(&tx, Actor::System, stage.session.person, login.grant).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(code_of(stage.redeem(&on_its_way).await), Code::InvalidGrant);
        assert!(grant::list_live(&*db, stage.session.person).await.unwrap().is_empty());
        stage.advance(1);
        assert!(stage.is_alive(&stage.tokens().await.access_token).await, "a new start is a new login");
    }

    async fn row_25_nothing_is_given_in_a_session_that_ends_while_its_first_code_is_redeemed(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let code = stage.code(&stage.confidential).await;
        *stage.policy.log_out.lock().unwrap() = Some(((*db).clone(), stage.session.id));
        assert_eq!(code_of(stage.redeem(&code).await), Code::InvalidGrant, "no tool has a login that no logout told it of");
        assert!(grant::list_live(&*db, stage.session.person).await.unwrap().is_empty());
    }

    async fn a_code_on_its_way_is_not_reached_by_the_fall_of_what_is_held_about_somebody_else(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        stage.tokens().await;
        let own = stage.code(&stage.confidential).await;
        let Step::Ready(ready) = stage.step(&stage.confidential, &[]).await else { panic!("ready") };
        let about_child = query(&stage.issue(*ready, person(&db).await).await)["code"].clone();
        stage.advance(1);
        let login = grant::list_live(&*db, stage.session.person).await.unwrap().remove(0);
        let tx = db.begin().await.unwrap();
        assert!(grant::end_fallen(&tx, login.grant, database::Read::now(&tx)).await.unwrap());
        tx.commit().await.unwrap();
        assert!(stage.redeem(&about_child).await.is_ok());
        assert_eq!(code_of(stage.redeem(&own).await), Code::InvalidGrant);
    }

    async fn the_very_first_code_of_a_login_dies_with_a_suspension_that_is_lifted_before_it_is_redeemed(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let first = stage.code(&stage.confidential).await;
        stage.advance(1);
        let tx = db.begin().await.unwrap();
        grant::end_for_party(&tx, stage.confidential.party, "suspended", "tool-suspended").await.unwrap();
        tx.commit().await.unwrap();
        stage.advance(1);
        assert_eq!(code_of(stage.redeem(&first).await), Code::InvalidGrant);
        assert!(stage.is_alive(&stage.tokens().await.access_token).await, "a new start is a new login");
    }

    async fn a_code_on_its_way_is_dead_for_each_reason_for_which_a_login_ends_even_when_it_is_undone(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let (client, party, key) = (stage.confidential.id, stage.confidential.party, stage.key.kid());
        for reason in ["suspended", "permission", "client", "key"] {
            stage.advance(1);
            stage.tokens().await;
            let on_its_way = stage.code(&stage.confidential).await;
            stage.advance(1);
            let tx = db.begin().await.unwrap();
            match reason {
                "suspended" => grant::end_for_party(&tx, party, "suspended", "tool-suspended").await.unwrap(),
                "permission" => {
                    let person = stage.session.person;
                    assert!(grant::end_about(&tx, party, person, "permission_withdrawn").await.unwrap() > 0);
                }
                "client" => {
                    client::disable(&tx, Actor::System, client, None).await.unwrap();
                    client::enable(&tx, Actor::System, client, None).await.unwrap();
                }
                _ => {
                    client::refuse_key(&tx, Actor::System, client, key, None).await.unwrap();
                    client::accept_key(&tx, Actor::System, client, key, None).await.unwrap();
                }
            }
            tx.commit().await.unwrap();
            assert_eq!(code_of(stage.redeem(&on_its_way).await), Code::InvalidGrant, "{reason}");
            stage.advance(1);
            assert!(stage.is_alive(&stage.tokens().await.access_token).await, "{reason}: a new start is a new login");
        }
        // The session itself: what was begun in it comes to nothing.
        let on_its_way = stage.code(&stage.confidential).await;
        let tx = db.begin().await.unwrap();
        session::end(&tx, Actor::System, stage.session.id, EndReason::LoggedOut).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(code_of(stage.redeem(&on_its_way).await), Code::InvalidGrant);
    }

    async fn a_suspended_tools_tokens_die_at_once(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let tokens = stage.tokens().await;
        let tx = db.begin().await.unwrap();
        grant::end_for_party(&tx, stage.confidential.party, "suspended", "tool-suspended").await.unwrap();
        tx.commit().await.unwrap();
        assert!(!stage.is_alive(&tokens.access_token).await);
    }

    async fn row_24_logout_follows_registered_addresses_only_and_asks_without_proof(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let hint = stage.tokens().await.id_token.unwrap();
        let id = stage.confidential.id.to_string();
        let out = "https://tool.example/out";
        let session = Some(&stage.session);
        let end = async |pairs: &[(&str, &str)], session| stage.provider.end_session(&params(pairs), session).await.unwrap();

        let proved = end(&[("id_token_hint", &hint), ("post_logout_redirect_uri", out), ("state", "s")], session).await;
        assert!(matches!(proved, EndSession::End { then: Some(then) } if then.as_str() == "https://tool.example/out?state=s"));
        assert!(matches!(end(&[], session).await, EndSession::Ask { then: None }));
        assert!(matches!(end(&[("client_id", &id), ("post_logout_redirect_uri", out)], session).await, EndSession::Ask { then: Some(_) }));
        assert!(matches!(end(&[("id_token_hint", &hint), ("post_logout_redirect_uri", out)], None).await, EndSession::Nothing { then: Some(_) }));

        let (another, _) = log_in(&db, person(&db).await).await;
        assert!(matches!(end(&[("id_token_hint", &hint)], Some(&another)).await, EndSession::Ask { .. }), "another session's hint");
        let parts: Vec<_> = hint.split('.').collect();
        let forged = format!("{}.{}.{}", parts[0], parts[1], "A".repeat(86));
        let others = stage.public.id.to_string();
        for bad in [
            vec![("id_token_hint", forged.as_str()), ("post_logout_redirect_uri", out)],
            vec![("id_token_hint", "x")],
            vec![("id_token_hint", hint.as_str()), ("client_id", others.as_str())],
            vec![("id_token_hint", hint.as_str()), ("post_logout_redirect_uri", "https://evil.example/")],
            vec![("id_token_hint", hint.as_str()), ("post_logout_redirect_uri", "https://tool.example/out/")],
            vec![("post_logout_redirect_uri", out)],
            vec![("client_id", "client_x")],
        ] {
            assert!(matches!(end(&bad, session).await, EndSession::Refuse(_)), "{bad:?}");
        }
    }
}

fn copy(key: &SigningKey) -> SigningKey {
    SigningKey::from_pkcs8(key.algorithm(), &key.to_pkcs8().unwrap()).unwrap()
}
