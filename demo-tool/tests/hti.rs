//! Launches by Health Tools Interoperability 2.0, from a platform that is right, old or hostile.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "test")]
#![expect(unreachable_pub, dead_code, reason = "shared harness")]

mod harness;

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use axum::{Json, Router, http::StatusCode, routing::get};
use harness::{Browser, Time, config, listen, location};
use jsonwebtoken::{Algorithm, EncodingKey, Header, jwk::Jwk};
use serde_json::{Value, json};

struct World {
    platform: String,
    tool: String,
    time: Time,
    key: Vec<u8>,
}

async fn world() -> World {
    let (platform_listener, platform) = listen().await;
    let (tool_listener, tool) = listen().await;
    let (time, config) = (Time::new(), config(&platform, &tool));
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    let key = pair.to_pkcs8v1().unwrap().as_ref().to_vec();
    let jwk = Jwk::from_encoding_key(&EncodingKey::from_ec_der(&key), Algorithm::ES256).unwrap();
    let mut jwk = serde_json::to_value(jwk).unwrap();
    jwk["kid"] = json!("k1");
    let discovery = json!({
        "issuer": platform,
        "authorization_endpoint": format!("{platform}/authorize"),
        "token_endpoint": format!("{platform}/token"),
        "jwks_uri": format!("{platform}/jwks"),
        "code_challenge_methods_supported": ["S256"],
    });
    let document = || {
        let discovery = discovery.clone();
        get(|| async move { Json(discovery) })
    };
    let app = Router::new()
        .route("/fhir/.well-known/smart-configuration", document())
        .route("/.well-known/openid-configuration", document())
        .route("/jwks", get(|| async move { Json(json!({ "keys": [jwk] })) }));
    tokio::spawn(async move { axum::serve(platform_listener, app).await.unwrap() });
    let clock = time.clock();
    tokio::spawn(async move { demo_tool::serve(tool_listener, config, clock).await.unwrap() });
    World { platform, tool, time, key }
}

fn header() -> Header {
    let mut header = Header::new(Algorithm::ES256);
    header.kid = Some("k1".into());
    header
}

impl World {
    fn address(&self) -> String {
        format!("{}/hti/uke-for-uke-demo", self.tool)
    }

    /// A launch, some of its claims changed (absent where null).
    fn claims(&self, changes: &Value) -> Value {
        let now = self.time.now();
        let mut claims = json!({
            "iss": self.platform, "aud": self.address(), "iat": now, "exp": now + 300,
            "jti": "679e1e4c-bcb9-4fcc-80c4-f36e7063545c", "sub": "Patient/a5e5844e", "resource": "Task/a5e582ac",
            "definition": "https://portal.example/fhir/ActivityDefinition/1", "intent": "uke-1", "hti-version": "2.0",
        });
        for (name, value) in changes.as_object().unwrap() {
            claims[name] = value.clone();
        }
        claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        claims
    }

    fn sign(&self, claims: &Value) -> String {
        jsonwebtoken::encode(&header(), claims, &EncodingKey::from_ec_der(&self.key)).unwrap()
    }

    async fn launch(&self, browser: &Browser, token: &str) -> reqwest::Response {
        browser.post(&self.address(), &[("token", token)]).await
    }
}

#[tokio::test]
async fn a_launch_is_taken_once_and_shows_the_task() {
    let (world, browser) = (world().await, Browser::default());
    let token = world.sign(&world.claims(&json!({})));
    let begun = world.launch(&browser, &token).await;
    assert_eq!(begun.headers()["cache-control"], "no-store");
    assert_eq!(location(&begun), "/hti/uke-for-uke-demo");
    let page = browser.get(&world.address()).await.text().await.unwrap();
    for shown in ["Uke for uke", "Patient&#x2f;a5e5844e", "Task&#x2f;a5e582ac", "uke-1", "Ikke kjent"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    // Again, in the same browser or another: refused, and the other sees nothing.
    for browser in [browser, Browser::default()] {
        let again = world.launch(&browser, &token).await;
        assert_eq!(again.status(), StatusCode::BAD_REQUEST);
        assert!(again.text().await.unwrap().contains("the token has been used"));
    }
    assert_eq!(Browser::default().get(&world.address()).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_launch_that_hti_forbids_is_refused_and_explained() {
    let (world, browser) = (world().await, Browser::default());
    let now = world.time.now();
    for changes in [
        json!({ "iss": "https://evil.example" }),
        json!({ "iss": null }),
        json!({ "aud": format!("{}/hti/another-demo", world.tool) }),
        json!({ "aud": world.tool }),
        json!({ "aud": [world.address()] }),
        json!({ "aud": null }),
        json!({ "iat": now + 60, "exp": now + 120 }),
        json!({ "iat": null }),
        json!({ "exp": now }),
        json!({ "exp": null }),
        json!({ "exp": now + 301 }),
        json!({ "jti": null }),
        json!({ "jti": "1" }),
        json!({ "sub": "a5e5844e" }),
        json!({ "sub": null }),
        json!({ "resource": null }),
        json!({ "hti-version": "1.1" }),
        json!({ "hti-version": null }),
    ] {
        let token = world.sign(&world.claims(&changes));
        let refused = world.launch(&browser, &token).await;
        assert_eq!(refused.status(), StatusCode::BAD_REQUEST, "{changes}");
        assert!(refused.text().await.unwrap().contains("kan ikke åpnes herfra"), "{changes}");
    }
    let good = world.claims(&json!({}));
    let mut other_type = header();
    other_type.typ = Some("logout+jwt".into());
    let key = EncodingKey::from_ec_der(&world.key);
    let stranger = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    let stranger = EncodingKey::from_ec_der(stranger.to_pkcs8v1().unwrap().as_ref());
    for token in [
        jsonwebtoken::encode(&other_type, &good, &key).unwrap(),
        jsonwebtoken::encode(&header(), &good, &stranger).unwrap(),
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &good, &EncodingKey::from_secret(b"x")).unwrap(),
        "a.b.c".into(),
        String::new(),
    ] {
        assert_eq!(world.launch(&browser, &token).await.status(), StatusCode::BAD_REQUEST, "{token}");
    }
    let without = browser.post(&world.address(), &[]).await;
    assert_eq!(without.status(), StatusCode::BAD_REQUEST);
    let nowhere = browser.post(&format!("{}/hti/N%C3%98", world.tool), &[("token", "x")]).await;
    assert_eq!(nowhere.status(), StatusCode::NOT_FOUND);
    // None of them left a session, and what is right is still taken.
    assert_eq!(browser.get(&world.address()).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(world.launch(&browser, &world.sign(&good)).await.status(), StatusCode::SEE_OTHER);
    world.time.advance(3_601);
    assert_eq!(browser.get(&world.address()).await.status(), StatusCode::UNAUTHORIZED, "the session ends");
}
