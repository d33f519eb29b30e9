//! The tool with a real OpenID provider: the test login, standing in the platform's place.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "test")]
#![expect(unreachable_pub, reason = "shared harness")]

mod harness;

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use axum::{
    Json, Router,
    http::StatusCode,
    routing::{get, post},
};
use harness::{Browser, Time, config, hidden, listen, location};
use serde_json::{Value, json};
use testid::{Account, Accounts, Client, Language, Level, Provider, Service};

struct People;

fn person() -> Account {
    let pid = (0..100).map(|end| format!("018190123{end:02}")).find(|one| testid::is_synthetic_number(one));
    Account {
        key: "parent".into(),
        name: "Kari Demo".into(),
        purpose: String::new(),
        pid: pid.unwrap(),
        level: Level::High,
        hpr: None,
        organisations: Vec::new(),
    }
}

#[async_trait]
impl Accounts for People {
    async fn find(&self, hint: &str) -> Option<Account> {
        Some(person()).filter(|one| one.key == hint)
    }

    async fn list(&self, _service: Service, _language: Language) -> Vec<Account> {
        vec![person()]
    }
}

/// A provider and a place to report to, in one origin, and the tool beside it.
struct World {
    platform: String,
    tool: String,
    time: Time,
    browser: Browser,
    reported: Arc<Mutex<Vec<Value>>>,
}

async fn world() -> World {
    let (platform_listener, platform) = listen().await;
    let (tool_listener, tool) = listen().await;
    let time = Time::new();
    let config = config(&platform, &tool);
    let client = |id: &str, slug: &str, par: bool| {
        let jwks = config.key.jwks();
        let mut client =
            Client::new(Provider::Idporten, id, format!("{tool}/callback/{slug}"), move || jwks.clone());
        client.services = vec![Service::Citizen];
        client.post_logout_redirect_uris = vec![format!("{tool}/?utlogget=1")];
        client.require_par = par;
        client
    };
    let clients =
        vec![client("client-dagbok", "demo-dagbok", true), client("client-pust", "demo-pust", false)];
    let provider = testid::router(
        testid::Config::new(format!("{platform}/testid"), clients),
        Arc::new(People),
        time.clock(),
    );
    let issuer = format!("{platform}/testid/idporten");
    let smart = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
    });
    let reported = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&reported);
    let receive = move |Json(observation): Json<Value>| async move {
        let outcome = |text: &str| {
            Json(
                json!({ "resourceType": "OperationOutcome", "issue": [{ "severity": "error", "code": "value", "details": { "text": text } }] }),
            )
        };
        if observation["valueInteger"] == 7 {
            return (StatusCode::UNPROCESSABLE_ENTITY, outcome("Sju <tas> ikke imot"));
        }
        kept.lock().unwrap().push(observation.clone());
        (StatusCode::CREATED, Json(observation))
    };
    let app = Router::new()
        .nest("/testid", provider)
        .route("/fhir/.well-known/smart-configuration", get(|| async move { Json(smart) }))
        .route("/fhir/Observation", post(receive));
    tokio::spawn(async move { axum::serve(platform_listener, app).await.unwrap() });
    let clock = time.clock();
    tokio::spawn(async move { demo_tool::serve(tool_listener, config, clock).await.unwrap() });
    World { platform, tool, time, browser: Browser::default(), reported }
}

impl World {
    /// Launches, logs in by the hint-less page, and gives the tool's page.
    async fn log_in(&self, slug: &str) -> String {
        let launch = format!("{}/launch/{slug}?iss={}/fhir&launch=xyz", self.tool, self.platform);
        let page = self.browser.open(&launch).await.text().await.unwrap();
        let (interaction, csrf) = (hidden(&page, "interaction"), hidden(&page, "csrf"));
        let form = [("interaction", interaction.as_str()), ("csrf", &csrf), ("account", "parent")];
        let login = format!("{}/testid/idporten/login", self.platform);
        let answered = self.browser.post(&login, &form).await;
        let page = self.browser.open(&location(&answered)).await;
        assert_eq!(page.status(), StatusCode::OK);
        page.text().await.unwrap()
    }
}

#[tokio::test]
async fn a_launch_ends_in_the_tool_with_and_without_a_pushed_request() {
    let world = world().await;
    let page = world.log_in("demo-dagbok").await;
    assert!(page.contains("Demo-dagboka") && page.contains("idporten-loa-high"));
    let page = world.browser.open(&format!("{}/start/demo-pust", world.tool)).await;
    assert_eq!(page.status(), StatusCode::OK, "single sign-on at the platform, another session here");
    assert!(page.text().await.unwrap().contains("verktøyet er pseudonymt"));
}

#[tokio::test]
async fn a_report_is_sent_once_under_its_identifier_and_refusals_are_shown() {
    let world = world().await;
    let page = world.log_in("demo-dagbok").await;
    let csrf = hidden(&page, "csrf");
    let address = format!("{}/tool/demo-dagbok", world.tool);
    let report = format!("{address}/observations");
    let foreign = world.browser.post(&report, &[("csrf", "x"), ("mood", "5")]).await;
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    for (mood, shown) in
        [("11", "Velg et tall"), ("7", "Sju &lt;tas&gt; ikke imot"), ("5", "Humør 5 av 10 er meldt")]
    {
        world.browser.post(&report, &[("csrf", &csrf), ("mood", mood), ("note", "Bra")]).await;
        let page = world.browser.get(&address).await.text().await.unwrap();
        assert!(page.contains(shown), "{page}");
    }
    let reported = world.reported.lock().unwrap();
    assert_eq!(reported.len(), 1);
    assert_eq!(reported[0]["valueInteger"], 5);
    assert!(reported[0]["identifier"][0]["value"].as_str().unwrap().len() > 20);
}

#[tokio::test]
async fn userinfo_is_shown_and_logout_ends_both_sessions() {
    let world = world().await;
    let page = world.log_in("demo-dagbok").await;
    let csrf = hidden(&page, "csrf");
    let asked =
        world.browser.post(&format!("{}/tool/demo-dagbok/userinfo", world.tool), &[("csrf", &csrf)]).await;
    assert!(asked.text().await.unwrap().contains("Svar fra userinfo"));
    let out = world.browser.post(&format!("{}/logout/demo-dagbok", world.tool), &[("csrf", &csrf)]).await;
    let home = world.browser.open(&location(&out)).await.text().await.unwrap();
    assert!(home.contains("Du er logget ut"));
    let gone = world.browser.get(&format!("{}/tool/demo-dagbok", world.tool)).await;
    assert_eq!(gone.status(), StatusCode::UNAUTHORIZED);
    let again = world.browser.open(&format!("{}/start/demo-dagbok", world.tool)).await.text().await.unwrap();
    assert!(again.contains("name=\"interaction\""), "the provider asks again");
}

#[tokio::test]
async fn a_session_without_refresh_token_ends_with_its_access_and_says_so() {
    let world = world().await;
    world.log_in("demo-dagbok").await;
    world.time.advance(601);
    let page = world.browser.get(&format!("{}/tool/demo-dagbok", world.tool)).await;
    assert_eq!(page.status(), StatusCode::UNAUTHORIZED);
    assert!(page.text().await.unwrap().contains("Du er ikke lenger logget inn"));
}

#[tokio::test]
async fn a_launch_from_another_platform_is_refused_and_nothing_is_fetched() {
    let world = world().await;
    for query in
        ["", "?launch=x", "?iss=http://127.0.0.1:1/fhir&launch=x", "?iss=https://evil.example/fhir&launch=x"]
    {
        let page = world.browser.get(&format!("{}/launch/demo-dagbok{query}", world.tool)).await;
        assert_eq!(page.status(), StatusCode::BAD_REQUEST);
        assert!(page.text().await.unwrap().contains("kan ikke åpnes herfra"));
    }
    let page = world.browser.get(&format!("{}/launch/unknown?iss={}/fhir", world.tool, world.platform)).await;
    assert!(page.text().await.unwrap().contains("oppdiktet"), "a tool that is not played here says so");
}

#[tokio::test]
async fn an_answer_counts_only_in_the_browser_that_began_and_only_once() {
    let world = world().await;
    world.log_in("demo-dagbok").await;
    let begun = world.browser.get(&format!("{}/start/demo-dagbok", world.tool)).await;
    let answer = location(&world.browser.get(&location(&begun)).await);
    assert!(answer.starts_with(&format!("{}/callback/demo-dagbok?code=", world.tool)));
    assert_eq!(Browser::default().get(&answer).await.status(), StatusCode::BAD_REQUEST, "another browser");
    let pust = answer.replace("/demo-dagbok?", "/demo-pust?");
    assert_eq!(world.browser.get(&pust).await.status(), StatusCode::BAD_REQUEST, "another tool");
    assert_eq!(world.browser.open(&answer).await.status(), StatusCode::OK);
    assert_eq!(world.browser.get(&answer).await.status(), StatusCode::BAD_REQUEST, "again");
}

#[tokio::test]
async fn pages_are_guarded_and_keys_and_metadata_are_public_only() {
    let world = world().await;
    let home = world.browser.get(&format!("{}/", world.tool)).await;
    let policy = home.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
    assert_eq!(home.headers()["cache-control"], "no-store");
    let keys = world.browser.get(&format!("{}/jwks.json", world.tool)).await.text().await.unwrap();
    assert!(keys.contains("\"kid\"") && !keys.contains("\"d\""));
    let config = config(&world.platform, &world.tool);
    let metadata = demo_tool::client_metadata(&config, "demo-dagbok").unwrap();
    assert_eq!(metadata["token_endpoint_auth_method"], "private_key_jwt");
    assert_eq!(metadata["redirect_uris"], json!([format!("{}/callback/demo-dagbok", world.tool)]));
    assert!(!metadata.to_string().contains("\"d\""));
    assert!(demo_tool::client_metadata(&config, "unknown").is_none());
}
