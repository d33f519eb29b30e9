//! A provider that answers as the test tells it to.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    extract::State,
    routing::{get, post},
};
use database::{Database, Read, testing::on_both};
use serde_json::{Value, json};

use super::*;
use crate::{Accept, Algorithm, PublicKeys, Secret, SigningKey, jose::read_header};

#[derive(Default)]
struct Told {
    /// The last pushed request.
    pushed: HashMap<String, String>,
    token: Option<String>,
    discovery: Value,
    published: Vec<Value>,
    asked_for_keys: usize,
}

struct Hostile {
    issuer: String,
    key: SigningKey,
    told: Arc<Mutex<Told>>,
    logins: Logins,
}

type Shared = State<(String, Arc<Mutex<Told>>)>;

async fn discovery(State((issuer, told)): Shared) -> Json<Value> {
    let mut document = json!({ "issuer": issuer });
    for (name, path) in [
        ("authorization_endpoint", "authorize"),
        ("token_endpoint", "token"),
        ("jwks_uri", "jwks"),
        ("pushed_authorization_request_endpoint", "par"),
    ] {
        document[name] = json!(format!("{issuer}/{path}"));
    }
    merge(&mut document, &told.lock().unwrap().discovery);
    Json(document)
}

async fn push(State((_, told)): Shared, body: String) -> Json<Value> {
    told.lock().unwrap().pushed = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    Json(json!({ "request_uri": "urn:x", "expires_in": 60 }))
}

async fn token(State((_, told)): Shared) -> Json<Value> {
    let token = told.lock().unwrap().token.clone();
    Json(json!({ "access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": token }))
}

async fn jwks(State((_, told)): Shared) -> Json<Value> {
    let mut told = told.lock().unwrap();
    told.asked_for_keys += 1;
    Json(json!({ "keys": told.published }))
}

fn merge(into: &mut Value, changes: &Value) {
    for (name, value) in changes.as_object().into_iter().flatten() {
        into[name] = value.clone();
    }
    if let Some(members) = into.as_object_mut() {
        members.retain(|_, value| !value.is_null());
    }
}

impl Hostile {
    async fn new(db: &Database) -> Self {
        Self::of(db, Preset::Idporten).await
    }

    async fn of(db: &Database, preset: Preset) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let key = SigningKey::generate(Algorithm::Rs256).unwrap();
        let told = Arc::new(Mutex::new(Told { published: vec![key.public().clone()], ..Told::default() }));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/par", post(push))
            .route("/token", post(token))
            .route("/jwks", get(jwks))
            .with_state((issuer.clone(), told.clone()));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let settings = ProviderSettings {
            preset,
            issuer: issuer.clone(),
            client_id: "portal".into(),
            authorization_details: None,
        };
        let logins = logins(db, BTreeMap::from([(Service::Citizen, settings)]));
        Self { issuer, key, told, logins }
    }

    fn claims(&self, db: &Database, changes: &Value) -> Value {
        let now = db.now().as_second();
        let mut claims = json!({
            "iss": self.issuer, "aud": "portal", "sub": "s", "iat": now, "exp": now + 60, "auth_time": now,
            "nonce": self.told.lock().unwrap().pushed["nonce"], "acr": "idporten-loa-high", "sid": "up",
            "pid": number("018190123"),
        });
        merge(&mut claims, changes);
        claims
    }

    /// A login whose answer and tokens are made by the test.
    async fn tried(&self, answer: &[(&str, &str)], token: impl FnOnce(&Self) -> String) -> Result<Completed> {
        self.begun(wish(Service::Citizen), answer, token).await
    }

    async fn begun(
        &self,
        wish: Begin<'_>,
        answer: &[(&str, &str)],
        token: impl FnOnce(&Self) -> String,
    ) -> Result<Completed> {
        let begun = self.logins.begin(wish).await.unwrap();
        let token = token(self);
        self.told.lock().unwrap().token = Some(token);
        let state = self.told.lock().unwrap().pushed["state"].clone();
        let mut pairs: HashMap<&str, &str> =
            HashMap::from([("state", state.as_str()), ("iss", self.issuer.as_str()), ("code", "c")]);
        pairs.extend(answer.iter().copied());
        let given: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let encoded = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish();
        self.logins.complete(&Params::parse(&encoded).unwrap(), Some(&begun.browser)).await
    }

    async fn with_claims(&self, db: &Database, changes: Value) -> Result<Completed> {
        self.tried(&[], |hostile| hostile.key.sign("JWT", &hostile.claims(db, &changes)).unwrap()).await
    }
}

fn refused(result: &Result<Completed>) -> bool {
    matches!(result, Err(Error::Login(_)))
}

on_both! {
    async fn row_10_a_wrong_or_missing_iss_state_or_nonce_aborts_the_login(db: TestDatabase) {
        let hostile = Hostile::new(&db).await;
        assert!(hostile.with_claims(&db, json!({})).await.is_ok(), "as it should be");
        let good = |hostile: &Hostile| hostile.key.sign("JWT", &hostile.claims(&db, &json!({}))).unwrap();
        for answer in [
            ("iss", ""), ("iss", "https://evil.example"), ("state", ""), ("state", "x"), ("code", ""),
            ("error", "access_denied"), ("error", "server_error"),
        ] {
            assert!(refused(&hostile.tried(&[answer], good).await), "{answer:?}");
        }
        let other = Secret::new([9; 32]);
        assert!(refused(&hostile.tried(&[("state", other.expose())], good).await));
        // Also an error is believed only from the provider that was asked.
        let foreign = hostile.tried(&[("error", "access_denied"), ("iss", "https://evil.example")], good).await;
        assert!(matches!(foreign, Err(Error::Login(LoginError::Issuer))));
        for nonce in [json!(null), json!("other"), json!(7)] {
            assert!(refused(&hostile.with_claims(&db, json!({ "nonce": nonce })).await), "{nonce}");
        }
    }

    async fn row_11_an_id_token_with_any_wrong_claim_aborts_the_login(db: TestDatabase) {
        let hostile = Hostile::new(&db).await;
        let now = db.now().as_second();
        for changes in [
            json!({ "iss": "https://evil.example" }), json!({ "iss": null }),
            json!({ "aud": "other" }), json!({ "aud": null }), json!({ "aud": ["portal", "other"] }),
            json!({ "aud": ["portal", "other"], "azp": "other" }), json!({ "azp": "other" }),
            json!({ "exp": now - 11 }), json!({ "exp": null }), json!({ "iat": now + 60 }), json!({ "iat": now - 3_600 }),
            json!({ "iat": null }), json!({ "nbf": now + 60 }), json!({ "sub": null }), json!({ "at_hash": "other" }),
            json!({ "acr": "idporten-loa-substantial" }), json!({ "acr": null }), json!({ "acr": "high" }),
            json!({ "pid": null }), json!({ "pid": "12345678901" }),
        ] {
            assert!(refused(&hostile.with_claims(&db, changes.clone()).await), "{changes}");
        }
        assert!(hostile.with_claims(&db, json!({ "aud": ["portal", "other"], "azp": "portal" })).await.is_ok());
    }

    async fn row_30_a_providers_clock_that_is_some_seconds_off_tells_no_time_before_or_after_the_login(db: TestDatabase) {
        let hostile = Hostile::new(&db).await;
        for off in [-8, 0, 8] {
            let wish = Begin { anew: true, ..wish(Service::Citizen) };
            let changes = json!({ "auth_time": db.now().as_second() + off });
            let token = |hostile: &Hostile| hostile.key.sign("JWT", &hostile.claims(&db, &changes)).unwrap();
            let completed = hostile.begun(wish, &[], token).await.unwrap();
            assert_eq!(completed.person.authenticated_at, db.now(), "{off}");
        }
        let late = json!({ "auth_time": db.now().as_second() - 8 });
        let earlier = hostile.with_claims(&db, late).await.unwrap().person.authenticated_at;
        assert_eq!(earlier.as_second(), db.now().as_second() - 8, "a login that was not asked for anew is as old as it is");
    }

    async fn row_11_unexpected_algorithms_keys_and_types_abort_the_login(db: TestDatabase) {
        let hostile = Hostile::new(&db).await;
        let stranger = SigningKey::generate(Algorithm::Rs256).unwrap();
        let es = SigningKey::generate(Algorithm::Es256).unwrap();
        hostile.told.lock().unwrap().published.push(es.public().clone());
        let claims = |hostile: &Hostile| hostile.claims(&db, &json!({}));
        assert!(refused(&hostile.tried(&[], |h| stranger.sign("JWT", &claims(h)).unwrap()).await), "another key");
        assert!(refused(&hostile.tried(&[], |h| es.sign("JWT", &claims(h)).unwrap()).await), "unexpected algorithm");
        assert!(refused(&hostile.tried(&[], |h| h.key.sign("logout+jwt", &claims(h)).unwrap()).await), "another type");
        assert!(refused(&hostile.tried(&[], |h| h.key.sign_proof(&claims(h)).unwrap()).await), "embedded key");
        let hmac = |h: &Hostile| {
            let secret = jsonwebtoken::EncodingKey::from_secret(h.key.public().to_string().as_bytes());
            jsonwebtoken::encode(&jsonwebtoken::Header::default(), &claims(h), &secret).unwrap()
        };
        assert!(refused(&hostile.tried(&[], hmac).await), "the public key as a secret");
        let none = |h: &Hostile| {
            let token = h.key.sign("JWT", &claims(h)).unwrap();
            format!("eyJhbGciOiJub25lIn0.{}.", token.split('.').nth(1).unwrap())
        };
        assert!(refused(&hostile.tried(&[], none).await), "unsigned");
    }

    async fn row_12_discovery_speaks_for_itself_only_and_unknown_keys_cost_one_fetch_a_minute(db: TestDatabase) {
        for changes in [
            json!({ "issuer": "https://evil.example" }),
            json!({ "token_endpoint": "http://10.0.0.1/token" }),
            json!({ "jwks_uri": "http://169.254.169.254/latest" }),
            json!({ "authorization_endpoint": "javascript:alert(1)" }),
        ] {
            let hostile = Hostile::new(&db).await;
            hostile.told.lock().unwrap().discovery = changes.clone();
            assert!(matches!(hostile.logins.begin(wish(Service::Citizen)).await, Err(Error::Login(_))), "{changes}");
        }
        let hostile = Hostile::new(&db).await;
        assert!(hostile.with_claims(&db, json!({})).await.is_ok());
        let renewed = SigningKey::generate(Algorithm::Rs256).unwrap();
        let by = |key: &SigningKey, h: &Hostile| key.sign("JWT", &h.claims(&db, &json!({}))).unwrap();
        for _ in 0..5 {
            assert!(refused(&hostile.tried(&[], |h| by(&renewed, h)).await));
        }
        assert_eq!(hostile.told.lock().unwrap().asked_for_keys, 1, "within the minute");
        hostile.told.lock().unwrap().published.push(renewed.public().clone());
        db.clock.advance(jiff::SignedDuration::from_secs(61));
        assert!(hostile.tried(&[], |h| by(&renewed, h)).await.is_ok(), "renewed keys are found");
        assert_eq!(hostile.told.lock().unwrap().asked_for_keys, 2);
        let private = json!({ "kty": "RSA", "n": "x", "e": "AQAB", "d": "x" });
        hostile.told.lock().unwrap().published.push(private);
        db.clock.advance(jiff::SignedDuration::from_hours(2));
        assert!(refused(&hostile.tried(&[], |h| by(&renewed, h)).await), "row 13: a set with a private key");
    }

    async fn our_assertion_is_by_the_best_algorithm_that_discovery_names_and_by_a_key_that_we_publish(db: TestDatabase) {
        for (preset, unsaid) in [(Preset::Idporten, Algorithm::Rs256), (Preset::Helseid, Algorithm::Es256)] {
            let hostile = Hostile::of(&db, preset).await;
            for (taken, best) in [
                (json!(["RS256"]), Algorithm::Rs256),
                (json!(["RS256", "RS384", "PS256"]), Algorithm::Ps256),
                (json!(["HS256", "RS256", "PS256", "ES256"]), Algorithm::Es256),
                (json!(null), unsaid),
            ] {
                // Its document is read anew after an hour.
                db.clock.advance(jiff::SignedDuration::from_hours(1));
                hostile.told.lock().unwrap().discovery =
                    json!({ "token_endpoint_auth_signing_alg_values_supported": taken });
                hostile.logins.begin(wish(Service::Citizen)).await.unwrap();
                let assertion = hostile.told.lock().unwrap().pushed["client_assertion"].clone();
                assert_eq!(read_header(&assertion).unwrap()["alg"], best.as_str(), "{preset}: {taken}");
                let published = PublicKeys::parse(&hostile.logins.jwks().await.unwrap()).unwrap();
                let accept =
                    Accept { algorithms: std::slice::from_ref(&best), types: &["client-authentication+jwt"] };
                let claims = published.verify(&assertion, accept).unwrap().claims;
                for (name, said) in [("iss", "portal"), ("sub", "portal"), ("aud", hostile.issuer.as_str())] {
                    claims.must_be(name, said).unwrap();
                }
                let registration = hostile.logins.registration(Service::Citizen).await.unwrap().unwrap();
                assert_eq!(registration["token_endpoint_auth_signing_alg"], best.as_str());
            }
            db.clock.advance(jiff::SignedDuration::from_hours(1));
            hostile.told.lock().unwrap().discovery =
                json!({ "token_endpoint_auth_signing_alg_values_supported": ["none", "HS256"] });
            let begun = hostile.logins.begin(wish(Service::Citizen)).await;
            assert!(matches!(begun, Err(Error::Login(LoginError::Away(_)))), "{begun:?}");
        }
    }

    async fn pages_of_a_provider_that_stand_elsewhere_are_known_once_its_document_is_read(db: TestDatabase) {
        let hostile = Hostile::new(&db).await;
        assert_eq!(hostile.logins.origins(), std::slice::from_ref(&hostile.issuer), "until then, the issuer's");
        hostile.told.lock().unwrap().discovery = json!({
            "authorization_endpoint": "http://127.0.0.1:1/authorize", "end_session_endpoint": "http://127.0.0.1:2/logout",
        });
        hostile.logins.look_up().await;
        assert_eq!(hostile.logins.origins(), ["http://127.0.0.1:1", "http://127.0.0.1:2"]);
    }

    async fn row_25_a_logout_token_with_nonce_wrong_events_or_used_is_refused(db: TestDatabase) {
        let hostile = Hostile::new(&db).await;
        let event = json!({ "http://schemas.openid.net/event/backchannel-logout": {} });
        let now = db.now().as_second();
        let token = |changes: Value| {
            let mut claims = json!({
                "iss": hostile.issuer, "aud": "portal", "iat": now, "exp": now + 60, "jti": "j1", "sid": "up", "events": event,
            });
            merge(&mut claims, &changes);
            hostile.key.sign("logout+jwt", &claims).unwrap()
        };
        for changes in [
            json!({ "nonce": "n" }), json!({ "events": {} }), json!({ "events": null }), json!({ "jti": null }),
            json!({ "sid": null }), json!({ "aud": "other" }), json!({ "iss": "https://evil.example" }), json!({ "exp": now - 11 }),
            json!({ "events": { "http://schemas.openid.net/event/backchannel-logout": "x" } }),
        ] {
            assert!(hostile.logins.back_channel(&token(changes.clone())).await.is_err(), "{changes}");
        }
        let (session, _) = {
            let someone = crate::provider::tests::stage::person(&db).await;
            let tx = db.begin().await.unwrap();
            let upstream = crate::Upstream { issuer: Some(hostile.issuer.clone()), sid: Some("up".into()) };
            let opening = crate::Opening {
                person: someone, account: crate::Account::Citizen, level: LoginLevel::High, methods: Vec::new(),
                authenticated_at: tx.now(), upstream, hint: None,
            };
            let opened = crate::session::open(&tx, opening, None).await.unwrap();
            tx.commit().await.unwrap();
            opened
        };
        assert_eq!(hostile.logins.back_channel(&token(json!({}))).await.unwrap(), 1);
        assert!(crate::session::list_live(&*db, session.person).await.unwrap().is_empty());
        assert!(hostile.logins.back_channel(&token(json!({}))).await.is_err(), "used");
    }
}
