//! A client whose keys are at an address: fetched once, asked for again when they are old or when it signs with one that is not known.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use axum::{Json, Router, http::StatusCode, routing::get};
use database::testing::on_both;
use serde_json::{Value, json};

use super::stage::*;
use crate::{Algorithm, Code, Credentials, SigningKey};

/// What stands at the client's address.
#[derive(Clone, Default)]
struct Published {
    keys: Arc<Mutex<Vec<Value>>>,
    asked: Arc<AtomicUsize>,
    away: Arc<AtomicBool>,
}

impl Published {
    /// On a port of its own: what it publishes, and the address.
    async fn serve(key: &SigningKey) -> (Self, String) {
        let published = Self::default();
        published.put(&[key]);
        let shown = published.clone();
        let answer = move || {
            shown.asked.fetch_add(1, Ordering::SeqCst);
            let keys = json!({ "keys": *shown.keys.lock().unwrap() });
            let away = shown.away.load(Ordering::SeqCst);
            async move { if away { Err(StatusCode::BAD_GATEWAY) } else { Ok(Json(keys)) } }
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/jwks", listener.local_addr().unwrap());
        let router = Router::new().route("/jwks", get(answer));
        tokio::spawn(async move { axum::serve(listener, router).await });
        (published, address)
    }

    fn put(&self, keys: &[&SigningKey]) {
        *self.keys.lock().unwrap() = keys.iter().map(|key| key.public().clone()).collect();
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// Whether an assertion by this key authenticates the client; by no other answer than the one to all failures where it does not.
async fn takes(stage: &Stage<'_>, key: &SigningKey) -> bool {
    let assertion = key.sign("JWT", &stage.assertion_claims(&json!({}))).unwrap();
    let form = params(&[
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", &assertion),
        ("token", "x"),
    ]);
    let answer = stage.provider.introspect(&Credentials { authorization: None, params: &form }).await;
    answer.is_ok() || {
        assert_eq!(code_of(answer), Code::InvalidClient);
        false
    }
}

fn key() -> SigningKey {
    SigningKey::generate(Algorithm::Es256).unwrap()
}

async fn at<'a>(db: &'a database::testing::TestDatabase, address: &str) -> Stage<'a> {
    let stage = Stage::new(db).await;
    let confidential = add(db, None, json!({ "jwks_uri": address })).await;
    Stage { confidential, ..stage }
}

on_both! {
    async fn a_renewed_key_is_found_by_its_name_and_the_old_one_is_gone(db: TestDatabase) {
        let (old, new) = (key(), key());
        let (published, address) = Published::serve(&old).await;
        let stage = Stage { key: old, ..at(&db, &address).await };
        let old = &stage.key;
        let tokens = stage.tokens().await;
        assert!(stage.is_alive(&tokens.access_token).await, "a whole login");
        assert!(takes(&stage, old).await);
        assert_eq!(published.asked(), 1, "kept");

        // Beside the old one; what is not known asks again, at most once a minute.
        published.put(&[old, &new]);
        assert!(!takes(&stage, &new).await, "asked just now");
        assert_eq!(published.asked(), 1);
        stage.advance(60);
        assert!(takes(&stage, &new).await && takes(&stage, old).await);
        assert_eq!(published.asked(), 2);
        // The old one taken away: it holds until the set is old, an hour at most, or another unknown one asks.
        published.put(&[&new]);
        stage.advance(61);
        assert!(takes(&stage, old).await && published.asked() == 2);
        assert!(!takes(&stage, &key()).await && published.asked() == 3, "a stranger's name asks");
        assert!(!takes(&stage, old).await && takes(&stage, &new).await);
        assert_eq!(published.asked(), 3, "and no other within the minute");
    }

    async fn keys_are_read_again_after_an_hour_and_serve_for_a_day_while_their_address_is_away(db: TestDatabase) {
        let (old, new) = (key(), key());
        let (published, address) = Published::serve(&old).await;
        let stage = at(&db, &address).await;
        assert!(takes(&stage, &old).await);
        published.put(&[&new]);
        stage.advance(3_599);
        assert!(takes(&stage, &old).await && published.asked() == 1);
        stage.advance(1);
        assert!(!takes(&stage, &old).await && takes(&stage, &new).await);
        assert_eq!(published.asked(), 2, "an hour old");
        published.away.store(true, Ordering::SeqCst);
        stage.advance(23 * 3_600);
        assert!(takes(&stage, &new).await && published.asked() == 3);
        stage.advance(3_600);
        assert!(!takes(&stage, &new).await, "a day old");
        published.away.store(false, Ordering::SeqCst);
        stage.advance(60);
        assert!(takes(&stage, &new).await);
    }

    async fn row_13_keys_older_than_a_day_authenticate_nobody_within_the_pause_either(db: TestDatabase) {
        let own = key();
        let (published, address) = Published::serve(&own).await;
        let stage = at(&db, &address).await;
        assert!(takes(&stage, &own).await);
        published.away.store(true, Ordering::SeqCst);
        stage.advance(25 * 3_600);
        for asked_just_now in [false, true] {
            assert!(!takes(&stage, &own).await, "{asked_just_now}");
            assert_eq!(published.asked(), 2, "once a minute");
            stage.advance(29);
        }
        published.away.store(false, Ordering::SeqCst);
        stage.advance(2);
        assert!(takes(&stage, &own).await && published.asked() == 3);
        // They serve at the end of their day, asked for just now, and no second longer.
        published.away.store(true, Ordering::SeqCst);
        stage.advance(24 * 3_600 - 1);
        assert!(takes(&stage, &own).await && published.asked() == 4);
        stage.advance(1);
        assert!(!takes(&stage, &own).await && published.asked() == 4);
    }

    async fn row_13_a_set_with_a_private_key_ends_the_ones_before_it(db: TestDatabase) {
        let own = key();
        let (published, address) = Published::serve(&own).await;
        let stage = at(&db, &address).await;
        assert!(takes(&stage, &own).await);
        let mut private = own.public().clone();
        private["d"] = json!("AA");
        *published.keys.lock().unwrap() = vec![private];
        stage.advance(3_600);
        for asked_just_now in [false, true] {
            assert!(!takes(&stage, &own).await, "{asked_just_now}");
            assert_eq!(published.asked(), 2);
            stage.advance(20);
        }
        // Nor do they serve where the address is away afterwards.
        published.away.store(true, Ordering::SeqCst);
        stage.advance(20);
        assert!(!takes(&stage, &own).await && published.asked() == 3);
        published.away.store(false, Ordering::SeqCst);
        published.put(&[&own]);
        stage.advance(60);
        assert!(takes(&stage, &own).await && published.asked() == 4);
    }

    async fn what_is_no_set_of_public_keys_authenticates_nobody(db: TestDatabase) {
        let own = key();
        let (published, address) = Published::serve(&own).await;
        let mut private = own.public().clone();
        private["d"] = json!("AA");
        for wrong in [private, json!({ "kty": "oct", "k": "AA" }), json!("x")] {
            *published.keys.lock().unwrap() = vec![wrong.clone()];
            let stage = at(&db, &address).await;
            assert!(!takes(&stage, &own).await, "{wrong}");
        }
    }
}
