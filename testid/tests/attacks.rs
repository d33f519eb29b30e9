//! What an attacker may not do; the numbers are rows of the project's table of attempts.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "test")]
#![expect(unreachable_pub, dead_code, reason = "shared harness")]

mod harness;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use harness::{App, Key, REDIRECT, VERIFIER, answer};
use jsonwebtoken::{Algorithm, Header};
use reqwest::StatusCode;
use serde_json::{Value, json};
use testid::Provider;

const TYPE: (&str, &str) =
    ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

async fn error(response: reqwest::Response) -> String {
    let body: Value = response.json().await.unwrap();
    body["error"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn row_01_02_no_redirect_to_what_is_not_registered_exactly() {
    let app = App::start(Provider::Idporten, |_| ()).await;
    for wrong in [
        "",
        "http://127.0.0.1:9/tilbake/",
        "http://127.0.0.1:9/Tilbake",
        "http://127.0.0.1:99/tilbake",
        "http://127.0.0.1:9/tilbake?x",
        "http://a@127.0.0.1:9/tilbake",
        "http://127.0.0.1:9/tilbake#a",
    ] {
        let response = app.push("portal", &[("redirect_uri", wrong)]).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{wrong}");
        let mut url = reqwest::Url::parse(&format!("{}/authorize", app.issuer())).unwrap();
        url.query_pairs_mut()
            .append_pair("client_id", "plain")
            .extend_pairs(harness::request(&[("redirect_uri", wrong)]));
        assert_eq!(app.get(url.as_str()).await.status(), StatusCode::BAD_REQUEST, "{wrong}");
        url.query_pairs_mut().clear().append_pair("client_id", "nobody").extend_pairs(harness::request(&[]));
        assert_eq!(app.get(url.as_str()).await.status(), StatusCode::BAD_REQUEST);
        url.query_pairs_mut()
            .clear()
            .append_pair("client_id", "plain")
            .extend_pairs(harness::request(&[]))
            .append_pair("redirect_uri", REDIRECT);
        assert_eq!(app.get(url.as_str()).await.status(), StatusCode::BAD_REQUEST, "twice");
    }
}

#[tokio::test]
async fn row_03_05_08_a_code_holds_only_for_its_own_request_and_is_burnt_by_the_attempt() {
    let app = App::start(Provider::Idporten, |_| ()).await;
    let long = "a".repeat(129);
    let wrong = [
        ("portal", "http://127.0.0.1:9/annet", VERIFIER),
        ("other", REDIRECT, VERIFIER),
        ("portal", REDIRECT, ""),
        ("portal", REDIRECT, "a"),
        ("portal", REDIRECT, &long),
        ("portal", REDIRECT, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX"),
    ];
    for (client, redirect_uri, verifier) in wrong {
        let code = app.code("portal", "parent", &[]).await;
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", redirect_uri),
            ("code_verifier", verifier),
        ];
        assert_eq!(error(app.authenticated("token", client, &form).await).await, "invalid_grant");
        assert_eq!(error(app.redeem("portal", &code).await).await, "invalid_grant", "burnt");
    }
    let code = app.code("portal", "parent", &[]).await;
    app.advance(60);
    assert_eq!(error(app.redeem("portal", &code).await).await, "invalid_grant", "expired");
}

#[tokio::test]
async fn row_04_05_09_unsound_requests_are_refused_and_every_answer_names_the_issuer() {
    let app = App::start(Provider::Idporten, |_| ()).await;
    for extra in [
        [("response_type", "token"), ("x", "")],
        [("response_type", "id_token"), ("x", "")],
        [("response_type", "code id_token"), ("x", "")],
        [("code_challenge", ""), ("x", "")],
        [("code_challenge_method", "plain"), ("x", "")],
        [("code_challenge_method", ""), ("x", "")],
        [("scope", "profile"), ("x", "")],
        [("response_mode", "fragment"), ("x", "")],
    ] {
        assert_eq!(app.push("portal", &extra).await.status(), StatusCode::BAD_REQUEST);
        let mut url = reqwest::Url::parse(&format!("{}/authorize", app.issuer())).unwrap();
        url.query_pairs_mut().append_pair("client_id", "plain").extend_pairs(harness::request(&extra));
        let answer = answer(&app.get(url.as_str()).await);
        assert!(answer.contains_key("error") && !answer.contains_key("code"));
        assert_eq!((answer["iss"].as_str(), answer["state"].as_str()), (app.issuer().as_str(), "tilstand"));
    }
}

#[tokio::test]
async fn row_06_07_of_many_redemptions_one_succeeds_and_a_second_use_kills_the_token() {
    let app = App::start(Provider::Idporten, |_| ()).await;
    let code = app.code("portal", "parent", &[]).await;
    let tokens: Value = app.redeem("portal", &code).await.json().await.unwrap();
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let address = format!("{}/userinfo", app.issuer());
    assert_eq!(app.get_with(&address, "authorization", &bearer).await.status(), StatusCode::OK);
    assert_eq!(error(app.redeem("portal", &code).await).await, "invalid_grant");
    assert_eq!(app.get_with(&address, "authorization", &bearer).await.status(), StatusCode::UNAUTHORIZED);
    let app = std::sync::Arc::new(app);
    let code = app.code("portal", "parent", &[]).await;
    let attempts = (0..50).map(|_| {
        let (app, code) = (std::sync::Arc::clone(&app), code.clone());
        tokio::spawn(async move { app.redeem("portal", &code).await.status() })
    });
    let mut succeeded = 0;
    for attempt in attempts.collect::<Vec<_>>() {
        succeeded += usize::from(attempt.await.unwrap() == StatusCode::OK);
    }
    assert_eq!(succeeded, 1);
}

#[tokio::test]
async fn row_14_15_client_assertions_that_do_not_hold() {
    for provider in [Provider::Idporten, Provider::Helseid] {
        let app = App::start(provider, |_| ()).await;
        let set = |name: &str, value: Value| {
            let mut claims = app.assertion_claims("portal");
            claims[name] = value;
            app.key.sign(&Header::new(Algorithm::ES256), &claims)
        };
        let now = app.now();
        let mut jku = Header::new(Algorithm::ES256);
        jku.jku = Some("http://127.0.0.1:9/jwks".into());
        let mut crit = Header::new(Algorithm::ES256);
        crit.crit = Some(vec!["x".into()]);
        let mut typ = Header::new(Algorithm::ES256);
        typ.typ = Some("at+jwt".into());
        let sound = app.assertion_claims("portal");
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let unsigned = format!("{}.{}.", part(&json!({ "alg": "none" })), part(&sound));
        let foreign = Key::new().sign(&Header::new(Algorithm::ES256), &sound);
        let wrong = [
            set("aud", json!([app.issuer()])),
            set("aud", json!(format!("{}/token", app.issuer()))),
            set("aud", json!("https://idporten.example")),
            set("iss", json!("other")),
            set("sub", json!("other")),
            set("iss", json!("nobody")),
            set("exp", json!(now - 11)),
            set("exp", json!(now + 300)),
            set("iat", json!(now + 30)),
            set("nbf", json!(now + 30)),
            set("jti", Value::Null),
            app.key.sign(&jku, &app.assertion_claims("portal")),
            app.key.sign(&crit, &app.assertion_claims("portal")),
            app.key.sign(&typ, &app.assertion_claims("portal")),
            unsigned,
            foreign,
            "x".repeat(10_000),
            String::new(),
        ];
        for (index, assertion) in wrong.iter().enumerate() {
            let mut form = vec![TYPE, ("client_assertion", assertion.as_str()), ("client_id", "portal")];
            form.extend(harness::request(&[]));
            let response = app.post("par", &form, &[]).await;
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{index}");
            assert_eq!(error(response).await, "invalid_client", "{index}");
        }
        let assertion = app.assertion("portal");
        let mut form = vec![TYPE, ("client_assertion", assertion.as_str()), ("client_id", "portal")];
        form.extend(harness::request(&[]));
        let two = app.post("par", &form, &[("authorization", "Basic cG9ydGFsOng=")]).await;
        assert_eq!(error(two).await, "invalid_client", "two ways at once");
        assert_eq!(app.post("par", &form, &[]).await.status(), StatusCode::CREATED);
        assert_eq!(error(app.post("par", &form, &[]).await).await, "invalid_client", "jti again");
    }
}

#[tokio::test]
async fn row_14_helseid_takes_assertions_of_at_most_a_minute() {
    for (provider, status) in
        [(Provider::Helseid, StatusCode::UNAUTHORIZED), (Provider::Idporten, StatusCode::CREATED)]
    {
        let app = App::start(provider, |_| ()).await;
        let mut claims = app.assertion_claims("portal");
        claims["exp"] = json!(app.now() + 90);
        let assertion = app.key.sign(&Header::new(Algorithm::ES256), &claims);
        let mut form = vec![TYPE, ("client_assertion", assertion.as_str()), ("client_id", "portal")];
        form.extend(harness::request(&[]));
        assert_eq!(app.post("par", &form, &[]).await.status(), status);
    }
}

#[tokio::test]
async fn row_16_a_pushed_request_is_used_once_by_its_owner_in_time_and_nothing_beside_it_counts() {
    let app = App::start(Provider::Idporten, |_| ()).await;
    let push = || async {
        let pushed: Value = app.push("portal", &[("login_hint", "parent")]).await.json().await.unwrap();
        assert_eq!(pushed["expires_in"], 120);
        pushed["request_uri"].as_str().unwrap().to_owned()
    };
    let request_uri = push().await;
    assert_eq!(app.get(&app.address("other", &request_uri)).await.status(), StatusCode::BAD_REQUEST);
    let beside =
        format!("{}&redirect_uri=http%3A%2F%2Fevil.example&state=x", app.address("portal", &request_uri));
    assert_eq!(answer(&app.get(&beside).await)["state"], "tilstand");
    assert_eq!(
        app.get(&app.address("portal", &request_uri)).await.status(),
        StatusCode::BAD_REQUEST,
        "again"
    );
    let request_uri = push().await;
    app.advance(120);
    assert_eq!(
        app.get(&app.address("portal", &request_uri)).await.status(),
        StatusCode::BAD_REQUEST,
        "expired"
    );
    let mut plain = reqwest::Url::parse(&format!("{}/authorize", app.issuer())).unwrap();
    plain.query_pairs_mut().append_pair("client_id", "portal").extend_pairs(harness::request(&[]));
    assert_eq!(app.get(plain.as_str()).await.status(), StatusCode::BAD_REQUEST, "must push");
    let foreign = app.address("portal", "https://evil.example/request");
    assert_eq!(app.get(&foreign).await.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn row_19_29_tokens_only_in_the_header_and_oversized_input_refused() {
    let app = App::start(Provider::Idporten, |_| ()).await;
    let tokens = app.tokens("portal", "parent", &[]).await;
    let address = format!("{}/userinfo", app.issuer());
    let token = tokens["access_token"].as_str().unwrap();
    assert_eq!(app.get(&format!("{address}?access_token={token}")).await.status(), StatusCode::UNAUTHORIZED);
    let id_token = format!("Bearer {}", tokens["id_token"].as_str().unwrap());
    assert_eq!(app.get_with(&address, "authorization", &id_token).await.status(), StatusCode::UNAUTHORIZED);
    let big = "x".repeat(1 << 20);
    let response = app.post("token", &[TYPE, ("client_assertion", &big)], &[]).await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let response = app.post("token", &[TYPE, ("client_assertion", "a\0b")], &[]).await;
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
}
