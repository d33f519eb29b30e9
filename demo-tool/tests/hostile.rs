//! What the tool does not take from a platform that is wrong, old or hostile; the numbers are rows of the project's table of attempts.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "test")]
#![expect(unreachable_pub, dead_code, reason = "shared harness")]

mod harness;

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use axum::{
    Form, Json, Router,
    http::StatusCode,
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use harness::{Browser, START, Time, config, hidden, listen, location};
use jsonwebtoken::{Algorithm, EncodingKey, Header, jwk::Jwk};
use reqwest::Url;
use serde_json::{Value, json};

type Parameters = std::collections::BTreeMap<String, String>;

/// What the provider answers, for each test to spoil.
#[derive(Default)]
struct Script {
    discovery: Value,
    smart: Value,
    id_token: String,
    context: Value,
    /// Refresh tokens seen.
    refreshed: Vec<String>,
    refuse_refresh: bool,
}

struct World {
    platform: String,
    tool: String,
    time: Time,
    browser: Browser,
    key: Vec<u8>,
    script: Arc<Mutex<Script>>,
    key_fetches: Arc<AtomicUsize>,
}

fn merge(into: &mut Value, more: &Value) {
    for (name, value) in more.as_object().into_iter().flatten() {
        if value.is_null() {
            into.as_object_mut().unwrap().remove(name);
        } else {
            into[name] = value.clone();
        }
    }
}

async fn world() -> World {
    let (platform_listener, platform) = listen().await;
    let (tool_listener, tool) = listen().await;
    let time = Time::new();
    let mut config = config(&platform, &tool);
    config.tools[0].par = false;
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    let key = pair.to_pkcs8v1().unwrap().as_ref().to_vec();
    let mut jwk = serde_json::to_value(
        Jwk::from_encoding_key(&EncodingKey::from_ec_der(&key), Algorithm::ES256).unwrap(),
    )
    .unwrap();
    jwk["kid"] = json!("k1");
    let discovery = json!({
        "issuer": platform,
        "authorization_endpoint": format!("{platform}/authorize"),
        "token_endpoint": format!("{platform}/token"),
        "jwks_uri": format!("{platform}/jwks"),
        "end_session_endpoint": format!("{platform}/end-session"),
        "code_challenge_methods_supported": ["S256"],
    });
    let script = Arc::new(Mutex::new(Script {
        smart: discovery.clone(),
        discovery,
        context: json!({}),
        ..Script::default()
    }));
    let key_fetches = Arc::new(AtomicUsize::new(0));
    let (for_smart, for_discovery, for_token) =
        (Arc::clone(&script), Arc::clone(&script), Arc::clone(&script));
    let count = Arc::clone(&key_fetches);
    let token = move |Form(form): Form<Parameters>| async move {
        let mut script = for_token.lock().unwrap();
        assert!(form.contains_key("client_assertion"));
        if let Some(token) = form.get("refresh_token") {
            script.refreshed.push(token.clone());
            if script.refuse_refresh {
                return (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" })));
            }
        }
        let mut body = json!({
            "access_token": format!("at-{}", script.refreshed.len()), "token_type": "Bearer", "expires_in": 60,
            "refresh_token": format!("rt-{}", script.refreshed.len()),
        });
        if form["grant_type"] == "authorization_code" {
            body["id_token"] = json!(script.id_token);
        }
        merge(&mut body, &script.context);
        (StatusCode::OK, Json(body))
    };
    let app = Router::new()
        .route(
            "/fhir/.well-known/smart-configuration",
            get(|| async move { Json(for_smart.lock().unwrap().smart.clone()) }),
        )
        .route(
            "/.well-known/openid-configuration",
            get(|| async move { Json(for_discovery.lock().unwrap().discovery.clone()) }),
        )
        .route(
            "/jwks",
            get(|| async move {
                count.fetch_add(1, Ordering::SeqCst);
                Json(json!({ "keys": [jwk] }))
            }),
        )
        .route("/token", post(token));
    tokio::spawn(async move { axum::serve(platform_listener, app).await.unwrap() });
    let clock = time.clock();
    tokio::spawn(async move { demo_tool::serve(tool_listener, config, clock).await.unwrap() });
    World { platform, tool, time, browser: Browser::default(), key, script, key_fetches }
}

fn header() -> Header {
    let mut header = Header::new(Algorithm::ES256);
    header.kid = Some("k1".into());
    header
}

impl World {
    fn sign(&self, header: &Header, claims: &Value) -> String {
        jsonwebtoken::encode(header, claims, &EncodingKey::from_ec_der(&self.key)).unwrap()
    }

    fn claims(&self, nonce: &str) -> Value {
        let now = self.time.now();
        json!({
            "iss": self.platform, "aud": "client-dagbok", "sub": "pseudonym-1", "sid": "sid-1", "nonce": nonce,
            "iat": now, "exp": now + 300, "acr": "idporten-loa-high", "name": "Liten <Demo>",
        })
    }

    /// Begins a login; gives `state` and `nonce`.
    async fn begin(&self) -> (String, String) {
        let launch = format!("{}/launch/demo-dagbok?iss={}/fhir&launch=xyz", self.tool, self.platform);
        let address = Url::parse(&location(&self.browser.get(&launch).await)).unwrap();
        let query: Parameters = address.query_pairs().into_owned().collect();
        assert_eq!(query["aud"], format!("{}/fhir", self.platform));
        assert_eq!((query["launch"].as_str(), query["code_challenge_method"].as_str()), ("xyz", "S256"));
        (query["state"].clone(), query["nonce"].clone())
    }

    /// Logs in with an ID token made by the closure; gives the status of the callback.
    async fn log_in(&self, make: impl FnOnce(Value) -> String) -> u16 {
        let (state, nonce) = self.begin().await;
        self.script.lock().unwrap().id_token = make(self.claims(&nonce));
        self.answer(&format!("code=c&state={state}&iss={}", self.platform)).await
    }

    async fn answer(&self, query: &str) -> u16 {
        self.browser.get(&format!("{}/callback/demo-dagbok?{query}", self.tool)).await.status().as_u16()
    }

    async fn page(&self) -> reqwest::Response {
        self.browser.get(&format!("{}/tool/demo-dagbok", self.tool)).await
    }

    async fn back_channel(&self, header: &Header, claims: &Value) -> u16 {
        let token = self.sign(header, claims);
        let address = format!("{}/backchannel-logout/demo-dagbok", self.tool);
        Browser::default().post(&address, &[("logout_token", &token)]).await.status().as_u16()
    }
}

#[tokio::test]
async fn rows_10_32_answers_without_issuer_or_state_or_with_wrong_ones_abort_the_login() {
    let world = world().await;
    let evil = "https://evil.example";
    for query in [
        "code=c&state={state}",
        "code=c&state={state}&iss={evil}",
        "code=c&iss={iss}",
        "code=c&state=x&iss={iss}",
    ] {
        let (state, nonce) = world.begin().await;
        world.script.lock().unwrap().id_token = world.sign(&header(), &world.claims(&nonce));
        let query =
            query.replace("{state}", &state).replace("{iss}", &world.platform).replace("{evil}", evil);
        assert!(matches!(world.answer(&query).await, 400 | 502), "{query}");
        assert_eq!(world.page().await.status(), 401);
    }
    let (state, _) = world.begin().await;
    let query = format!("error=access_denied&error_description=%3Cb%3E&state={state}&iss={}", world.platform);
    let page = world.browser.get(&format!("{}/callback/demo-dagbok?{query}", world.tool)).await;
    assert_eq!(page.status(), 403);
    assert!(page.text().await.unwrap().contains("&lt;b&gt;"), "row 32: escaped");
}

#[tokio::test]
async fn row_11_id_tokens_that_do_not_hold_abort_the_login() {
    let world = world().await;
    let set = |name: &str, value: Value| {
        let name = name.to_owned();
        let world = &world;
        move |mut claims: Value| {
            merge(&mut claims, &json!({ name: value }));
            world.sign(&header(), &claims)
        }
    };
    let wrong = [
        ("iss", json!("https://evil.example")),
        ("aud", json!("client-pust")),
        ("aud", json!(["client-dagbok", "x"])),
        ("azp", json!("client-pust")),
        ("exp", json!(START - 11)),
        ("exp", Value::Null),
        ("iat", json!(START + 11)),
        ("nbf", json!(START + 11)),
        ("nonce", json!("another")),
        ("nonce", Value::Null),
        ("sub", Value::Null),
    ];
    for (name, value) in wrong {
        assert_eq!(world.log_in(set(name, value.clone())).await, 502, "{name} {value}");
    }
    let with = |change: fn(&mut Header)| {
        let mut header = header();
        change(&mut header);
        let world = &world;
        move |claims: Value| world.sign(&header, &claims)
    };
    let changes: [fn(&mut Header); 4] = [
        |header| header.jku = Some("http://127.0.0.1:1/".into()),
        |header| header.crit = Some(vec!["x".into()]),
        |header| header.typ = Some("at+jwt".into()),
        |header| header.kid = Some("k2".into()),
    ];
    for change in changes {
        assert_eq!(world.log_in(with(change)).await, 502);
    }
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let none = |claims: Value| format!("{}.{}.", part(&json!({ "alg": "none" })), part(&claims));
    assert_eq!(world.log_in(none).await, 502);
    let hs256 = |claims: Value| {
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some("k1".into());
        jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(b"k1")).unwrap()
    };
    assert_eq!(world.log_in(hs256).await, 502);
    assert_eq!(world.page().await.status(), 401);
    assert_eq!(world.log_in(set("exp", json!(START - 9))).await, 303, "row 30: clocks ten seconds apart");
}

#[tokio::test]
async fn row_12_discovery_that_leads_elsewhere_is_refused_and_unknown_keys_are_not_hammered_for() {
    for (smart, name, value) in [
        (true, "issuer", "https://evil.example"),
        (false, "issuer", "https://evil.example"),
        (false, "token_endpoint", "https://evil.example/token"),
        (false, "jwks_uri", "http://10.0.0.1/jwks"),
        (false, "end_session_endpoint", "https://evil.example/out"),
    ] {
        let world = world().await;
        {
            let mut script = world.script.lock().unwrap();
            let document = if smart { &mut script.smart } else { &mut script.discovery };
            document[name] = json!(value);
        }
        let launch = format!("{}/launch/demo-dagbok?iss={}/fhir&launch=x", world.tool, world.platform);
        assert_eq!(world.browser.get(&launch).await.status(), 502, "{name}");
    }
    let world = world().await;
    for _ in 0..5 {
        let mut header = header();
        header.kid = Some("unknown".into());
        assert_eq!(world.log_in(|claims| world.sign(&header, &claims)).await, 502);
    }
    assert_eq!(world.key_fetches.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn both_persons_the_basis_the_task_and_the_way_back_are_shown() {
    let world = world().await;
    world.script.lock().unwrap().context = json!({
        "patient": "p1", "need_patient_banner": true, "intent": "dagens-oppgave",
        "fhirContext": [{ "reference": "Task/t-1" }], "return_url": format!("{}/mine-verktoy/1", world.platform),
    });
    let acting = |mut claims: Value| {
        merge(
            &mut claims,
            &json!({ "act": { "sub": "keyboard", "name": "Kari Demo" }, "representation": { "basis": "parent", "until": "2027-01-01" } }),
        );
        world.sign(&header(), &claims)
    };
    assert_eq!(world.log_in(acting).await, 303);
    let page = world.page().await.text().await.unwrap().replace("&#x2f;", "/");
    for shown in [
        "Kari Demo",
        "Liten &lt;Demo&gt;",
        "som forelder, til 01.01.2027",
        "dagens-oppgave",
        "t-1",
        "/mine-verktoy/1",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    world.script.lock().unwrap().context = json!({ "return_url": "https://evil.example/" });
    assert_eq!(world.log_in(|claims| world.sign(&header(), &claims)).await, 303);
    assert!(!world.page().await.text().await.unwrap().contains("evil.example"), "row 35");
}

#[tokio::test]
async fn an_expired_token_is_renewed_once_for_all_requests_and_a_refusal_ends_the_session() {
    let world = Arc::new(world().await);
    assert_eq!(world.log_in(|claims| world.sign(&header(), &claims)).await, 303);
    world.time.advance(60);
    let pages = (0..8).map(|_| {
        let world = Arc::clone(&world);
        tokio::spawn(async move { world.page().await.status().as_u16() })
    });
    for page in pages.collect::<Vec<_>>() {
        assert_eq!(page.await.unwrap(), 200);
    }
    assert_eq!(world.script.lock().unwrap().refreshed, ["rt-0"]);
    let csrf = hidden(&world.page().await.text().await.unwrap(), "csrf");
    let refresh = format!("{}/tool/demo-dagbok/refresh", world.tool);
    assert_eq!(world.browser.post(&refresh, &[("csrf", &csrf)]).await.status(), 303);
    assert_eq!(world.script.lock().unwrap().refreshed, ["rt-0", "rt-1"], "rotates");
    world.script.lock().unwrap().refuse_refresh = true;
    world.time.advance(60);
    assert_eq!(world.page().await.status(), 401);
}

#[tokio::test]
async fn row_25_only_a_sound_logout_token_ends_the_session() {
    let world = world().await;
    assert_eq!(world.log_in(|claims| world.sign(&header(), &claims)).await, 303);
    let now = world.time.now();
    let mut typed = header();
    typed.typ = Some("logout+jwt".into());
    let sound = json!({
        "iss": world.platform, "aud": "client-dagbok", "iat": now, "exp": now + 120, "jti": "j1", "sub": "pseudonym-1", "sid": "sid-1",
        "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
    });
    for spoil in [
        json!({ "nonce": "n" }),
        json!({ "events": { "x": {} } }),
        json!({ "events": null }),
        json!({ "aud": "client-pust" }),
        json!({ "iss": "https://evil.example" }),
        json!({ "iat": now - 301 }),
        json!({ "iat": now + 11 }),
        json!({ "exp": now - 11 }),
        json!({ "jti": null }),
        json!({ "sub": null, "sid": null }),
    ] {
        let mut claims = sound.clone();
        merge(&mut claims, &spoil);
        assert_eq!(world.back_channel(&typed, &claims).await, 400, "{spoil}");
    }
    let mut other = sound.clone();
    merge(&mut other, &json!({ "jti": "j0", "sid": "another" }));
    assert_eq!(world.back_channel(&typed, &other).await, 200);
    assert_eq!(world.page().await.status(), 200, "another session's logout");
    assert_eq!(world.back_channel(&typed, &sound).await, 200);
    assert_eq!(world.page().await.status(), 401);
    assert_eq!(world.back_channel(&typed, &sound).await, 400, "jti again");
}
