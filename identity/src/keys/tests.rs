//! Keys are there before they sign, and take turns once.

use database::testing::on_both;
use kernel::ClientId;
use serde_json::json;

use super::*;
use crate::{Client, ClientMetadata, Party, Reach, client, provider::tests::stage::terms};

/// Registered as before keys were made at registration.
async fn registered(db: &Database, algorithm: &str) -> ClientId {
    let metadata =
        json!({ "redirect_uris": ["https://tool.example/cb"], "id_token_signed_response_alg": algorithm });
    let metadata = ClientMetadata::parse(&metadata, Reach::PUBLIC).unwrap();
    let tx = db.begin().await.unwrap();
    let party = Party::Tool(tx.new_id());
    let client = Client {
        id: tx.new_id(),
        party,
        metadata,
        created_at: tx.now(),
        disabled_at: None,
        ended_before: None,
        disabled_reason: None,
        refused_keys: Vec::new(),
    };
    store::clients::insert(&tx, &client).await.unwrap();
    tx.commit().await.unwrap();
    client.id
}

async fn count(db: &Database, algorithm: Algorithm, state: KeyState) -> usize {
    let stored = list(db).await.unwrap();
    stored.iter().filter(|key| (key.algorithm, key.state) == (algorithm, state)).count()
}

async fn published(keys: &KeyStore) -> Vec<String> {
    let set = keys.jwks(Purpose::Tokens).await.unwrap();
    set["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

on_both! {
    async fn keys_of_every_registered_algorithm_are_published_before_anything_is_signed(db: TestDatabase) {
        registered(&db, "RS256").await;
        registered(&db, "EdDSA").await;
        let gone = registered(&db, "PS256").await;
        let tx = db.begin().await.unwrap();
        client::disable(&tx, Actor::System, gone, None).await.unwrap();
        tx.commit().await.unwrap();
        let keys = KeyStore::new(db.clone());
        assert!(published(&keys).await.is_empty());
        keys.prepare().await.unwrap();
        let before = published(&keys).await;
        assert_eq!(before.len(), 6, "current and next for ES256, RS256 and EdDSA; none for a disabled client");
        for algorithm in [Algorithm::Es256, Algorithm::Rs256, Algorithm::EdDsa] {
            let signer = keys.signer(Purpose::Tokens, algorithm).await.unwrap();
            assert!(before.iter().any(|kid| kid == signer.kid()), "{algorithm:?}");
        }
        assert_eq!(list(&*db).await.unwrap().len(), 6, "signing made none");
        let tx = db.begin().await.unwrap();
        client::enable(&tx, Actor::System, gone, None).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(count(&db, Algorithm::Ps256, KeyState::Next).await, 1, "in use again, its keys are there");
    }

    async fn a_registration_publishes_its_keys_in_its_own_transaction(db: TestDatabase) {
        let metadata = json!({ "redirect_uris": ["https://t.example/cb"], "id_token_signed_response_alg": "PS256" });
        let tx = db.begin().await.unwrap();
        let party = Party::Tool(tx.new_id());
        client::add(&tx, Actor::System, party, &metadata, &terms()).await.unwrap();
        drop(tx);
        assert!(list(&*db).await.unwrap().is_empty(), "undone with it");
        let tx = db.begin().await.unwrap();
        let client = client::add(&tx, Actor::System, party, &metadata, &terms()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(count(&db, Algorithm::Ps256, KeyState::Next).await, 1);
        let changed = json!({ "redirect_uris": ["https://t.example/cb"], "id_token_signed_response_alg": "EdDSA" });
        let tx = db.begin().await.unwrap();
        client::update(&tx, Actor::System, client.id, &changed, &terms()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(count(&db, Algorithm::EdDsa, KeyState::Next).await, 1);
    }

    async fn a_key_that_has_signed_for_a_month_is_succeeded_once_whoever_sees_it(db: TestDatabase) {
        let keys = KeyStore::new(db.clone());
        let others = KeyStore::new(db.second_instance().await);
        keys.prepare().await.unwrap();
        let first = keys.signer(Purpose::Tokens, Algorithm::Es256).await.unwrap();
        let known = published(&keys).await;
        db.clock.advance(SIGNS_FOR - SignedDuration::from_secs(1));
        keys.prepare().await.unwrap();
        assert_eq!(count(&db, Algorithm::Es256, KeyState::Retired).await, 0, "not before its time");
        db.clock.advance(SignedDuration::from_secs(1));
        for round in 1..=4 {
            let (one, two) = tokio::join!(keys.prepare(), others.prepare());
            one.unwrap();
            two.unwrap();
            assert_eq!(count(&db, Algorithm::Es256, KeyState::Retired).await, round, "once");
            keys.prepare().await.unwrap();
            assert_eq!(count(&db, Algorithm::Es256, KeyState::Retired).await, round, "and not again");
            let signer = keys.signer(Purpose::Tokens, Algorithm::Es256).await.unwrap();
            if round == 1 {
                assert!(signer.kid() != first.kid() && known.iter().any(|kid| kid == signer.kid()));
                assert!(published(&keys).await.iter().any(|kid| kid == first.kid()), "what it signed still holds");
            }
            db.clock.advance(SIGNS_FOR);
        }
        let rotated = database::audit::list_before(&*db, None, 50).await.unwrap();
        assert_eq!(rotated.iter().filter(|entry| entry.action == "key.rotate").count(), 4);
        db.clock.advance(SignedDuration::from_hours(24 * 91));
        crate::purge(&db).await.unwrap();
        assert_eq!(count(&db, Algorithm::Es256, KeyState::Retired).await, 0, "forgotten in the end");
        assert_eq!(list(&*db).await.unwrap().len(), 2);
    }

    async fn a_key_that_another_instance_has_succeeded_is_not_succeeded_again(db: TestDatabase) {
        let keys = KeyStore::new(db.clone());
        keys.prepare().await.unwrap();
        let seen = list(&*db).await.unwrap();
        let (current, next) = pair(&seen, Purpose::Tokens, Algorithm::Es256).unwrap();
        for expected in [true, false] {
            let tx = db.begin().await.unwrap();
            assert_eq!(succeed(&tx, Actor::System, current, next).await.unwrap(), expected);
            tx.commit().await.unwrap();
        }
        assert_eq!(list(&*db).await.unwrap().len(), 3);
        // A month old, but its successor is not known to others yet.
        db.clock.advance(SIGNS_FOR);
        let tx = db.begin().await.unwrap();
        rotate(&tx, Actor::System, Purpose::Tokens, Algorithm::Es256).await.unwrap();
        tx.commit().await.unwrap();
        let stored = list(&*db).await.unwrap();
        let (_, next) = pair(&stored, Purpose::Tokens, Algorithm::Es256).unwrap();
        assert!(!next.may_sign(db.now()) && next.may_sign(db.now() + PUBLISHED_BEFORE));
        let tx = db.begin().await.unwrap();
        let again = rotate(&tx, Actor::System, Purpose::Tokens, Algorithm::Es256).await;
        assert!(matches!(again, Err(Error::TooSoon)));
    }

    async fn a_compromised_key_is_gone_at_once_everywhere_and_its_successor_signs(db: TestDatabase) {
        let keys = KeyStore::new(db.clone());
        let others = KeyStore::new(db.second_instance().await);
        keys.prepare().await.unwrap();
        let retired = keys.signer(Purpose::Tokens, Algorithm::Es256).await.unwrap();
        db.clock.advance(PUBLISHED_BEFORE);
        let tx = db.begin().await.unwrap();
        rotate(&tx, Actor::System, Purpose::Tokens, Algorithm::Es256).await.unwrap();
        ensure(&tx, Purpose::Tokens, Algorithm::Rs256).await.unwrap();
        tx.commit().await.unwrap();
        let leaked = others.signer(Purpose::Tokens, Algorithm::Es256).await.unwrap();
        let untouched = others.signer(Purpose::Tokens, Algorithm::Rs256).await.unwrap();
        assert_eq!(published(&others).await.len(), 5);
        // The next one is younger than an hour; and once more, where that one may be known too.
        let mut gone = vec![retired.kid().to_owned(), leaked.kid().to_owned()];
        for _ in 0..2 {
            let stored = list(&*db).await.unwrap();
            let next = pair(&stored, Purpose::Tokens, Algorithm::Es256).unwrap().1.kid.clone();
            let tx = db.begin().await.unwrap();
            replace_compromised(&tx, Actor::System, Purpose::Tokens, Algorithm::Es256).await.unwrap();
            tx.commit().await.unwrap();
            for instance in [&keys, &others] {
                let there = published(instance).await;
                assert!(there.len() == 4 && there.iter().all(|kid| !gone.contains(kid)), "{there:?}");
                let signer = instance.signer(Purpose::Tokens, Algorithm::Es256).await.unwrap();
                assert_eq!(signer.kid(), next);
            }
            gone.push(next);
        }
        assert_eq!(others.signer(Purpose::Tokens, Algorithm::Rs256).await.unwrap().kid(), untouched.kid());
        let log = database::audit::list_before(&*db, None, 50).await.unwrap();
        let told: Vec<_> = log.iter().filter(|entry| entry.action == "key.compromised").collect();
        assert!(told.len() == 2 && told.iter().all(|entry| entry.detail["algorithm"] == "ES256"));
    }
}
