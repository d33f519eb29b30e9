//! Client authentication, introspection and revocation.

use std::sync::{Arc, Mutex};

use database::{Read, testing::on_both};
use jiff::SignedDuration;
use kernel::{Actor, ClientId, VendorUser};
use serde_json::{Value, json};

use super::{ended::end_what_was_marked, stage::*};
use crate::{Algorithm, Code, Credentials, Error, Params, Reach, SigningKey, Step, client};

const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

async fn tried(stage: &Stage<'_>, pairs: &[(&str, &str)], authorization: Option<&str>) -> Code {
    let code = stage.code(&stage.confidential).await;
    let mut all = vec![
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
    ];
    all.extend_from_slice(pairs);
    let params = params(&all);
    code_of(stage.provider.token(&Credentials { authorization, params: &params }, None).await)
}

async fn with_assertion(stage: &Stage<'_>, assertion: &str) -> Code {
    tried(stage, &[("client_assertion_type", TYPE), ("client_assertion", assertion)], None).await
}

on_both! {
    async fn row_14_an_assertion_holds_for_the_issuer_alone_and_not_for_long(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let now = db.now().as_second();
        for changes in [
            json!({ "aud": [ISSUER] }),
            json!({ "aud": format!("{ISSUER}/oauth2/token") }),
            json!({ "aud": format!("{ISSUER}/") }),
            json!({ "aud": null }),
            json!({ "iss": stage.public.id }),
            json!({ "sub": stage.public.id }),
            json!({ "sub": null }),
            json!({ "exp": null }),
            json!({ "exp": now - 11 }),
            json!({ "exp": now + 3_600 }),
            json!({ "iat": now + 60 }),
            json!({ "nbf": now + 60 }),
            json!({ "jti": null }),
            json!({ "jti": "" }),
        ] {
            assert_eq!(with_assertion(&stage, &stage.assertion(&changes)).await, Code::InvalidClient, "{changes}");
        }
        let stranger = SigningKey::generate(Algorithm::Es256).unwrap();
        let forged = stranger.sign("JWT", &stage.assertion_claims(&json!({}))).unwrap();
        assert_eq!(with_assertion(&stage, &forged).await, Code::InvalidClient);
        let other_type = stage.key.sign("logout+jwt", &stage.assertion_claims(&json!({}))).unwrap();
        assert_eq!(with_assertion(&stage, &other_type).await, Code::InvalidClient);
        assert_eq!(with_assertion(&stage, "a.b.c").await, Code::InvalidClient);
    }

    async fn two_changes_of_a_clients_keys_at_the_same_time_both_hold(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let id = stage.confidential.id;
        let [second, third] = [(); 2].map(|()| SigningKey::generate(Algorithm::Es256).unwrap());
        let tx = db.begin().await.unwrap();
        let user = VendorUser { person: stage.session.person, organisation: tx.new_id() };
        client::add_keys(&tx, &user, id, second.public(), Reach::DEMO).await.unwrap();
        tx.commit().await.unwrap();
        let dropping = db.begin().await.unwrap();
        client::drop_key(&dropping, &user, id, stage.key.kid(), Reach::DEMO).await.unwrap();
        let adding = async {
            let tx = db.begin().await.unwrap();
            client::add_keys(&tx, &user, id, third.public(), Reach::DEMO).await.unwrap();
            tx.commit().await.unwrap();
        };
        // The other has begun by then.
        let dropped = async {
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            dropping.commit().await.unwrap();
        };
        tokio::join!(adding, dropped);
        let client = client::find(&*db, id).await.unwrap().unwrap();
        let mut left: Vec<_> = client::registered_keys(&client).into_iter().map(|key| key.thumbprint).collect();
        let mut wanted = [second.kid(), third.kid()];
        left.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(left, wanted, "the key that was taken away is not back");
    }

    async fn row_14_the_same_assertion_again_is_refused_also_at_another_instance(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let assertion = stage.assertion(&json!({ "jti": "once" }));
        let form = params(&[("client_assertion_type", TYPE), ("client_assertion", &assertion), ("token", "x")]);
        let credentials = Credentials { authorization: None, params: &form };
        assert_eq!(stage.provider.introspect(&credentials).await.unwrap(), json!({ "active": false }));
        assert_eq!(code_of(stage.provider.introspect(&credentials).await), Code::InvalidClient);
        let second = provider_on(&db.second_instance().await, stage.policy.clone());
        assert_eq!(code_of(second.introspect(&credentials).await), Code::InvalidClient);
        // A new assertion with a used jti is a replay as well.
        stage.advance(5);
        let again = stage.assertion(&json!({ "jti": "once" }));
        assert_eq!(with_assertion(&stage, &again).await, Code::InvalidClient);
    }

    async fn an_authenticated_client_is_counted_before_anything_is_done_for_it_and_nobody_else_is(db: TestDatabase) {
        let counted = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&counted);
        let admit = Arc::new(move |client: ClientId| {
            let mut seen = seen.lock().unwrap();
            seen.push(client);
            if seen.len() > 4 { Err(7) } else { Ok(()) }
        });
        let stage = Stage::new(&db).await;
        let stage = Stage { provider: provider_with(&db, stage.policy.clone(), admit), ..stage };
        let all = async || {
            let (asked, ended) = (stage.signed(&[("token", "x")]), stage.signed(&[("token", "x")]));
            let assertion = stage.assertion(&json!({}));
            let by = [("client_assertion_type", TYPE), ("client_assertion", assertion.as_str())];
            let pushed = Stage::request(&stage.confidential, &by);
            [
                stage.refresh("x").await.map(drop),
                stage.provider.introspect(&Credentials { authorization: None, params: &asked }).await.map(drop),
                stage.provider.revoke(&Credentials { authorization: None, params: &ended }).await,
                stage.provider.push(&Credentials { authorization: None, params: &pushed }, None).await.map(drop),
            ]
        };
        let [refreshed, introspected, revoked, pushed] = all().await;
        assert_eq!(code_of(refreshed), Code::InvalidGrant);
        assert!(introspected.is_ok() && revoked.is_ok() && pushed.is_ok());
        for refused in all().await {
            assert!(matches!(refused, Err(Error::TooOften(7))), "{refused:?}");
        }
        assert_eq!(*counted.lock().unwrap(), [stage.confidential.id; 8]);

        // Who only says to be it is not counted, nor a public client, whose name anybody can send.
        let stranger = SigningKey::generate(Algorithm::Es256).unwrap();
        let forged = stranger.sign("JWT", &stage.assertion_claims(&json!({}))).unwrap();
        assert_eq!(with_assertion(&stage, &forged).await, Code::InvalidClient);
        let id = stage.public.id.to_string();
        let form = params(&[("grant_type", "authorization_code"), ("code", "x"), ("client_id", &id)]);
        let tried = stage.provider.token(&Credentials { authorization: None, params: &form }, None).await;
        assert_eq!(code_of(tried), Code::InvalidGrant);
        assert_eq!(counted.lock().unwrap().len(), 8);
    }

    async fn row_15_two_authentications_or_one_not_registered_are_refused(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let id = stage.confidential.id.to_string();
        let assertion = stage.assertion(&json!({}));
        let by_assertion = [("client_assertion_type", TYPE), ("client_assertion", assertion.as_str())];
        assert_eq!(tried(&stage, &by_assertion, Some("Basic YTpi")).await, Code::InvalidClient);
        assert_eq!(tried(&stage, &[by_assertion[0], by_assertion[1], ("client_secret", "s")], None).await, Code::InvalidClient);
        assert_eq!(tried(&stage, &[("client_id", &id), ("client_secret", "s")], None).await, Code::InvalidClient);
        assert_eq!(tried(&stage, &[("client_id", &id)], None).await, Code::InvalidClient, "confidential as public");
        assert_eq!(tried(&stage, &[("client_assertion_type", "x"), by_assertion[1]], None).await, Code::InvalidClient);
        assert_eq!(tried(&stage, &[by_assertion[1]], None).await, Code::InvalidClient);
        let other = stage.public.id.to_string();
        assert_eq!(tried(&stage, &[by_assertion[0], by_assertion[1], ("client_id", &other)], None).await, Code::InvalidClient);
        assert_eq!(tried(&stage, &[("client_id", "client_01J00000000000000000000000")], None).await, Code::InvalidClient);
    }

    async fn a_client_disabled_at_another_instance_may_nothing_from_the_next_request_on(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let elsewhere = db.second_instance().await;
        // Read once, and held from there on.
        let (tokens, code) = (stage.tokens().await, stage.code(&stage.confidential).await);
        let tx = elsewhere.begin().await.unwrap();
        client::disable(&tx, Actor::System, stage.confidential.id, None).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(stage.step(&stage.confidential, &[]).await, Step::Refuse(_)));
        assert_eq!(code_of(stage.redeem(&code).await), Code::InvalidClient);
        assert!(!stage.is_alive(&tokens.access_token).await);
        let tx = elsewhere.begin().await.unwrap();
        client::enable(&tx, Actor::System, stage.confidential.id, None).await.unwrap();
        tx.commit().await.unwrap();
        stage.advance(1);
        assert!(stage.is_alive(&stage.tokens().await.access_token).await);
        assert!(!stage.is_alive(&tokens.access_token).await, "what it held stays dead");
    }

    async fn row_34_an_unknown_client_is_answered_as_a_known_one_with_a_bad_secret(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let disabled = add(&db, Some(&stage.key), json!({})).await;
        let tx = db.begin().await.unwrap();
        let unknown: kernel::ClientId = tx.new_id();
        client::disable(&tx, Actor::System, disabled.id, None).await.unwrap();
        tx.commit().await.unwrap();
        let stranger = SigningKey::generate(Algorithm::Es256).unwrap();
        let mut answers = Vec::new();
        for id in [stage.confidential.id, stage.public.id, disabled.id, unknown] {
            let claims = stage.assertion_claims(&json!({ "iss": id, "sub": id }));
            let form = params(&[("client_assertion_type", TYPE), ("client_assertion", &stranger.sign("JWT", &claims).unwrap()), ("token", "x")]);
            match stage.provider.introspect(&Credentials { authorization: None, params: &form }).await {
                Err(crate::Error::OAuth(error)) => answers.push(error),
                other => panic!("{id}: {other:?}"),
            }
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    }

    async fn row_34_whoever_is_named_and_by_whatever_algorithm_a_signature_is_computed(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let wrong = Err(crate::SourceError::Token(crate::JoseError::Signature));
        let at = db.present().await.unwrap();
        for algorithm in Algorithm::ALL {
            let stranger = SigningKey::generate(algorithm).unwrap();
            let mut known = stage.confidential.clone();
            let forged = stranger.sign("JWT", &stage.assertion_claims(&json!({}))).unwrap();
            assert_eq!(stage.provider.verified(&at, None, &forged).await, wrong, "nobody, {algorithm:?}");
            assert_eq!(stage.provider.verified(&at, Some(&known), &forged).await, wrong, "another key's name, {algorithm:?}");
            known.metadata.token_endpoint_auth_signing_alg = Some(Algorithm::Es256);
            assert_eq!(stage.provider.verified(&at, Some(&known), &forged).await, wrong, "another algorithm, {algorithm:?}");
            let mut key = SigningKey::generate(algorithm).unwrap().public().clone();
            key["kid"] = json!(stranger.kid());
            known.metadata.token_endpoint_auth_signing_alg = None;
            known.metadata.jwks = Some(json!({ "keys": [key] }));
            assert_eq!(stage.provider.verified(&at, Some(&known), &forged).await, wrong, "the client's own, {algorithm:?}");
        }
        // What never names a key costs nothing, for all alike.
        for garbage in ["a.b.c", "", "e30.e30.e30"] {
            let refused = stage.provider.verified(&at, None, garbage).await;
            assert!(refused.is_err() && refused == stage.provider.verified(&at, Some(&stage.confidential), garbage).await, "{garbage}");
        }
    }

    async fn a_disabled_client_may_nothing_and_what_it_held_is_dead(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let tokens = stage.tokens().await;
        assert!(stage.is_alive(&tokens.access_token).await);
        let tx = db.begin().await.unwrap();
        client::disable(&tx, Actor::System, stage.confidential.id, None).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!stage.is_alive(&tokens.access_token).await);
        assert_eq!(code_of(stage.refresh(&tokens.refresh_token.unwrap()).await), Code::InvalidClient);
        assert!(matches!(stage.step(&stage.confidential, &[]).await, crate::Step::Refuse(_)));
    }

    async fn a_refused_key_opens_nothing_at_any_instance_and_what_was_had_with_it_is_dead(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let second = provider_on(&db.second_instance().await, stage.policy.clone());
        let (id, tokens) = (stage.confidential.id, stage.tokens().await);
        let key = stage.provider.keys_of(&stage.confidential).await.keys.remove(0).thumbprint;
        assert_eq!(Some(key.as_str()), stage.key.public()["kid"].as_str(), "its thumbprint");
        let tx = db.begin().await.unwrap();
        client::refuse_key(&tx, Actor::System, id, &key, None).await.unwrap();
        client::refuse_key(&tx, Actor::System, id, &key, None).await.unwrap();
        tx.commit().await.unwrap();
        for provider in [&stage.provider, &second] {
            let bearer = format!("Bearer {}", tokens.access_token);
            assert!(provider.userinfo(Some(&bearer), None, "GET").await.is_err(), "dead at once");
            let form = stage.signed(&[("token", "x")]);
            let credentials = Credentials { authorization: None, params: &form };
            assert_eq!(code_of(provider.introspect(&credentials).await), Code::InvalidClient);
        }
        end_what_was_marked(&db).await;
        assert_eq!(database::outbox::backlog(&*db).await.unwrap().open, 2, "the person is told, once, and who answers for the client");

        let tx = db.begin().await.unwrap();
        client::accept_key(&tx, Actor::System, id, &key, None).await.unwrap();
        tx.commit().await.unwrap();
        stage.advance(2);
        assert!(stage.is_alive(&stage.tokens().await.access_token).await);
        assert!(!stage.is_alive(&tokens.access_token).await, "what was dead stays dead");
    }

    async fn row_20_only_ones_own_tokens_are_introspected_and_revoked(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let tokens = stage.tokens().await;
        let own = introspect(&stage, &tokens.access_token).await;
        assert_eq!((&own["active"], &own["client_id"]), (&json!(true), &json!(stage.confidential.id)));
        assert_eq!(own["scope"], "launch openid storage");

        let form = params(&[("client_id", &stage.public.id.to_string()), ("token", &tokens.access_token)]);
        let other = Credentials { authorization: None, params: &form };
        assert_eq!(code_of(stage.provider.introspect(&other).await), Code::InvalidClient, "unauthenticated");
        stage.provider.revoke(&other).await.unwrap();
        assert!(stage.is_alive(&tokens.access_token).await, "another's revocation has no effect");

        let second = Stage { key: SigningKey::generate(Algorithm::Es256).unwrap(), ..Stage::new(&db).await };
        let foreign = add(&db, Some(&second.key), json!({})).await;
        let second = Stage { confidential: foreign, ..second };
        assert_eq!(introspect(&second, &tokens.access_token).await, json!({ "active": false }));

        revoke(&stage, &tokens.access_token).await;
        assert!(!stage.is_alive(&tokens.access_token).await);
        stage.advance(1);
        let renewed = stage.refresh(&tokens.refresh_token.unwrap()).await.unwrap();
        assert!(stage.is_alive(&renewed.access_token).await, "an access token is revoked alone");
        revoke(&stage, renewed.refresh_token.as_ref().unwrap()).await;
        assert!(!stage.is_alive(&renewed.access_token).await, "a refresh token with its grant");
        assert_eq!(code_of(stage.refresh(&renewed.refresh_token.unwrap()).await), Code::InvalidGrant);
        revoke(&stage, "unknown").await;
    }

    async fn row_30_an_assertion_from_a_clock_ten_seconds_off_is_taken(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let now = db.now().as_second();
        let ahead = stage.assertion(&json!({ "iat": now + 10, "nbf": now + 10, "exp": now + 70 }));
        let form = params(&[("client_assertion_type", TYPE), ("client_assertion", &ahead), ("token", "x")]);
        assert!(stage.provider.introspect(&Credentials { authorization: None, params: &form }).await.is_ok());
        let behind = stage.assertion(&json!({ "iat": now - 70, "exp": now - 9 }));
        let form = params(&[("client_assertion_type", TYPE), ("client_assertion", &behind), ("token", "x")]);
        assert!(stage.provider.introspect(&Credentials { authorization: None, params: &form }).await.is_ok());
    }

    async fn row_13_a_key_is_published_before_it_signs_and_refused_when_its_time_is_over(db: TestDatabase) {
        use crate::{Purpose, keys};
        let stage = Stage::new(&db).await;
        let published = |keys: Value| keys["keys"].as_array().unwrap().iter().map(|key| key["kid"].clone()).collect::<Vec<_>>();
        let before = published(stage.provider.jwks().await.unwrap());
        assert_eq!(before.len(), 2, "current and next");
        let hint = stage.tokens().await.id_token.unwrap();
        let rotate = async || {
            let tx = db.begin().await.unwrap();
            keys::rotate(&tx, Actor::System, Purpose::Tokens, Algorithm::Es256).await?;
            tx.commit().await.unwrap();
            Ok::<_, Error>(())
        };
        assert!(matches!(rotate().await, Err(Error::TooSoon)));
        stage.advance(3_601);
        rotate().await.unwrap();
        stage.advance(61);
        let after = published(stage.provider.jwks().await.unwrap());
        assert_eq!(after.len(), 3);
        assert!(before.iter().all(|kid| after.contains(kid)));
        let signer = stage.provider.keys().signer(Purpose::Tokens, Algorithm::Es256).await.unwrap();
        assert!(before.contains(&json!(signer.kid())), "what signs now was published before");
        let logout = params(&[("id_token_hint", &hint)]);
        assert!(!matches!(stage.provider.end_session(&logout, None).await.unwrap(), crate::EndSession::Refuse(_)));
        db.clock.advance(SignedDuration::from_hours(25));
        assert_eq!(published(stage.provider.jwks().await.unwrap()).len(), 2);
        assert!(matches!(stage.provider.end_session(&logout, None).await.unwrap(), crate::EndSession::Refuse(_)));
    }

    async fn row_13_what_a_compromised_key_has_signed_is_taken_no_more(db: TestDatabase) {
        use crate::{EndSession, Purpose, keys};
        let stage = Stage::new(&db).await;
        let tokens = stage.tokens().await;
        let refused = async |hint: &str| {
            let logout = params(&[("id_token_hint", hint)]);
            matches!(stage.provider.end_session(&logout, None).await.unwrap(), EndSession::Refuse(_))
        };
        let hint = tokens.id_token.unwrap();
        assert!(!refused(&hint).await);
        let tx = db.begin().await.unwrap();
        keys::replace_compromised(&tx, Actor::System, Purpose::Tokens, Algorithm::Es256).await.unwrap();
        tx.commit().await.unwrap();
        assert!(refused(&hint).await, "at once");
        // What is not signed goes on, and its refreshing gives an ID token by the successor.
        assert!(stage.is_alive(&tokens.access_token).await);
        let again = stage.refresh(&tokens.refresh_token.unwrap()).await.unwrap().id_token.unwrap();
        assert!(!refused(&again).await);
    }
}

async fn introspect(stage: &Stage<'_>, token: &str) -> Value {
    let form: Params = stage.signed(&[("token", token)]);
    stage.provider.introspect(&Credentials { authorization: None, params: &form }).await.unwrap()
}

async fn revoke(stage: &Stage<'_>, token: &str) {
    let form = stage.signed(&[("token", token)]);
    stage.provider.revoke(&Credentials { authorization: None, params: &form }).await.unwrap();
}
