//! What clients' programs are told when they are refused, over HTTP.

use std::sync::atomic::{AtomicU64, Ordering};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use database::{Read, testing::on_both};
use identity::{Algorithm, Client, SigningKey};

use super::*;
use crate::web::challenge::NO_TOKEN;

static COUNT: AtomicU64 = AtomicU64::new(0);

fn key() -> SigningKey {
    SigningKey::generate(Algorithm::Es256).unwrap()
}

fn jti() -> String {
    format!("jti-{}", COUNT.fetch_add(1, Ordering::Relaxed))
}

/// A proof by this key for this call, and for the token that goes with it.
fn proof(browser: &Browser, key: &SigningKey, method: &str, path: &str, token: Option<&str>) -> String {
    let mut claims = json!({
        "jti": jti(), "htm": method, "htu": format!("{}{path}", browser.base), "iat": browser.db.now().as_second(),
    });
    if let Some(token) = token {
        let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, token.as_bytes());
        claims["ath"] = BASE64_URL_SAFE_NO_PAD.encode(hash).into();
    }
    key.sign_proof(&claims).unwrap()
}

fn challenge(answer: &Response) -> (u16, String) {
    let told = answer.headers().get("www-authenticate").map(|told| told.to_str().unwrap().to_owned());
    (answer.status().as_u16(), told.unwrap_or_default())
}

/// Another client of the tool, which authenticates by this key.
async fn confidential(browser: &Browser, key: &SigningKey) -> Client {
    let public = client::find(&*browser.db, browser.client.parse().unwrap()).await.unwrap().unwrap();
    let keys = json!({ "keys": [key.public()] });
    let metadata = json!({ "redirect_uris": [REDIRECT], "scope": "openid", "jwks": keys });
    let tx = browser.db.begin().await.unwrap();
    let terms = terms(Reach::DEMO);
    let client = client::add(&tx, Actor::System, public.party, &metadata, &terms).await.unwrap();
    tx.commit().await.unwrap();
    client
}

/// A call of this client with an assertion of its own.
async fn by(browser: &Browser, key: &SigningKey, client: &Client, path: &str) -> Response {
    let now = browser.db.now().as_second();
    let claims = json!({
        "iss": client.id, "sub": client.id, "aud": browser.base, "jti": jti(), "iat": now, "exp": now + 60,
    });
    let assertion = key.sign("JWT", &claims).unwrap();
    let form = [
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", assertion.as_str()),
        ("token", "x"),
    ];
    browser.send(Method::POST, path, &form, &[]).await
}

on_both! {
    async fn row_18_19_what_is_refused_at_a_resource_is_told_by_the_scheme_that_fits(db: TestDatabase) {
        let browser = Browser::on(db).await;
        let (at, _) = browser.follow(&browser.request(&[("login_hint", "parent")])).await;
        let code = query(&at).remove("code").unwrap_or_else(|| panic!("{at}"));
        let (own, other) = (key(), key());
        let form = [
            ("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER), ("client_id", browser.client.as_str()),
        ];
        let bound = proof(&browser, &own, "POST", "/oauth2/token", None);
        let tokens = browser.send(Method::POST, "/oauth2/token", &form, &[("dpop", bound.as_str())]).await;
        let tokens: Value = tokens.json().await.unwrap();
        assert_eq!(tokens["token_type"], "DPoP", "{tokens}");
        let token = tokens["access_token"].as_str().unwrap();
        let (bearer, dpop) = (format!("Bearer {token}"), format!("DPoP {token}"));
        let (bearer, dpop) = (bearer.as_str(), dpop.as_str());

        for path in ["/oauth2/userinfo", "/fhir/Patient/x", "/api/v1/storage"] {
            let ask = async |authorization: &str, proof: Option<&str>| {
                let all = [("authorization", authorization), ("dpop", proof.unwrap_or_default())];
                let given = if proof.is_some() { &all[..] } else { &all[..1] };
                challenge(&browser.send(Method::GET, path, &[], given).await)
            };
            let bare = browser.send(Method::GET, path, &[], &[]).await;
            assert_eq!(challenge(&bare), (401, NO_TOKEN.to_owned()), "{path}");
            assert_eq!(ask("Basic YTpi", None).await, (401, NO_TOKEN.to_owned()), "{path}");
            let dead = r#"Bearer error="invalid_token""#;
            assert_eq!(ask("Bearer nothing", None).await, (401, dead.to_owned()), "{path}");
            let fresh = |key: &SigningKey, method: &str| proof(&browser, key, method, path, Some(token));
            for (authorization, proof, error) in [
                (bearer, None, "invalid_dpop_proof"),
                (bearer, Some(fresh(&own, "GET")), "invalid_dpop_proof"),
                (dpop, None, "invalid_dpop_proof"),
                (dpop, Some("x".to_owned()), "invalid_dpop_proof"),
                (dpop, Some(fresh(&own, "PUT")), "invalid_dpop_proof"),
                (dpop, Some(fresh(&other, "GET")), "invalid_token"),
                ("DPoP nothing", Some(fresh(&own, "GET")), "invalid_token"),
            ] {
                let told = ask(authorization, proof.as_deref()).await;
                let expected = format!(r#"DPoP error="{error}", algs="ES256 PS256 RS256 EdDSA""#);
                assert_eq!(told, (401, expected), "{path} {authorization} {proof:?}");
            }
            // One proof, and one token (RFC 9449 §4.3).
            let good = fresh(&own, "GET");
            for twice in [("dpop", "x"), ("authorization", dpop)] {
                let sent = [("authorization", dpop), ("dpop", good.as_str()), twice];
                let answer = browser.send(Method::GET, path, &[], &sent).await;
                assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{path} {}", twice.0);
            }
            let (status, told) = ask(dpop, Some(&fresh(&own, "GET"))).await;
            match path {
                "/oauth2/userinfo" => assert_eq!((status, told.as_str()), (200, "")),
                "/api/v1/storage" => {
                    let lacks = r#"DPoP error="insufficient_scope", scope="storage", algs="ES256 "#;
                    assert!(status == 403 && told.starts_with(lacks), "{status} {told}");
                }
                _ => assert_ne!(status, 401, "{told}"),
            }
        }
    }

    async fn row_15_a_client_that_authenticates_by_a_header_is_answered_in_its_scheme(db: TestDatabase) {
        let browser = Browser::on(db).await;
        let form = [("client_id", browser.client.as_str()), ("token", "x"), ("grant_type", "refresh_token")];
        for path in ["/oauth2/token", "/oauth2/par", "/oauth2/introspect", "/oauth2/revoke"] {
            let ask = async |headers: &[(&str, &str)]| {
                challenge(&browser.send(Method::POST, path, &form, headers).await)
            };
            let (status, told) = ask(&[("authorization", "Basic YTpi")]).await;
            assert_eq!((status, told.as_str()), (401, r#"Basic realm="reseptor""#), "{path}");
            let (status, told) = ask(&[("authorization", "Bearer x")]).await;
            assert!(status == 401 && told.starts_with("Bearer "), "{path}: {told}");
        }
        // Without one there is nothing to answer in.
        let unknown = [("client_id", "client_01J00000000000000000000000"), ("grant_type", "refresh_token")];
        let told = challenge(&browser.send(Method::POST, "/oauth2/token", &unknown, &[]).await);
        assert_eq!(told, (401, String::new()));
        // Nobody says who asks (row 20).
        for path in ["/oauth2/token", "/oauth2/par", "/oauth2/introspect", "/oauth2/revoke"] {
            let answer = browser.send(Method::POST, path, &[("token", "x")], &[]).await;
            assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{path}");
            assert_eq!(answer.json::<Value>().await.unwrap()["error"], "invalid_client", "{path}");
        }
    }

    async fn an_authenticated_client_that_asks_too_often_is_told_when_to_come_back(db: TestDatabase) {
        let rate = [("RESEPTOR_RATE_PER_MINUTE", "1".to_owned())];
        let browser = Browser::with(db, &rate).await;
        let key = key();
        let (busy, quiet) = (confidential(&browser, &key).await, confidential(&browser, &key).await);
        let mut asked = 0;
        let refused = loop {
            let answer = by(&browser, &key, &busy, "/oauth2/introspect").await;
            if answer.status() != StatusCode::OK {
                break answer;
            }
            asked += 1;
            assert!(asked < 1_000, "fifty a minute");
        };
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
        let wait: u64 = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((1..=60).contains(&wait), "{wait}");
        assert_eq!(refused.headers()["cache-control"], "no-store");
        let told: Value = refused.json().await.unwrap();
        assert_eq!(told["error"], "temporarily_unavailable", "{told}");
        assert_eq!(by(&browser, &key, &quiet, "/oauth2/introspect").await.status(), StatusCode::OK, "each has its own");
    }
}

#[tokio::test]
async fn discovery_tells_of_the_one_level_that_is_taken() {
    let browser = Browser::new().await;
    for path in ["/.well-known/openid-configuration", "/fhir/.well-known/smart-configuration"] {
        let document: Value = browser.get(path).await.json().await.unwrap();
        assert_eq!(document["acr_values_supported"], json!(["high"]), "{path}");
    }
}
