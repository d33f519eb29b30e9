//! The shell as a browser or a machine meets it: languages, headers, failures, forms.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use axum::{
    Router,
    body::Body,
    http::{Request, Response, StatusCode, header},
};
use database::testing::TestDatabase;
use kernel::{Citizen, LoginLevel, PersonId, SessionId};
use portal::{
    config::Config,
    web::{App, Login, Visitor, session::Standing},
};
use tower::ServiceExt;

async fn site() -> (Router, TestDatabase) {
    let db = TestDatabase::sqlite().await;
    let app = App::new(Config::from_parts(None, []).unwrap(), db.clone()).unwrap();
    (app.router(), db)
}

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

async fn text(response: Response<Body>) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 22).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn head<'r>(response: &'r Response<Body>, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

fn citizen() -> Visitor {
    let person = PersonId::from_uuid(uuid::Uuid::from_u128(2));
    Visitor::logged_in(Login {
        session: SessionId::from_uuid(uuid::Uuid::from_u128(1)),
        person,
        name: "Kari Eksempel".into(),
        standing: Standing::Citizen(Citizen::oneself(person)),
        organisation: None,
        representing: None,
        level: LoginLevel::High,
        csrf_token: "token".into(),
    })
}

#[tokio::test]
async fn the_same_page_stands_in_four_languages_and_links_keep_the_query() {
    let (site, _db) = site().await;
    for (path, lang) in
        [("/hjelp?a=b", "nb"), ("/nn/hjelp?a=b", "nn"), ("/en/hjelp?a=b", "en"), ("/se/hjelp?a=b", "se")]
    {
        let response = site.clone().oneshot(get(path)).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let html = text(response).await;
        assert!(html.contains(&format!("<html lang=\"{lang}\"")), "{path}");
        assert!(html.contains("/nn/hjelp?a=b"), "{path}");
    }
    let sami = text(site.clone().oneshot(get("/se/hjelp")).await.unwrap()).await;
    assert!(sami.contains("Njuike sisdollui"));
    assert_eq!(site.oneshot(get("/en")).await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn every_answer_carries_its_security_headers_and_a_name() {
    let (site, _db) = site().await;
    for path in ["/", "/finnes-ikke", "/health/live", "/api/finnes-ikke"] {
        let response = site.clone().oneshot(get(path)).await.unwrap();
        assert!(head(&response, "content-security-policy").contains("default-src 'none'"), "{path}");
        assert_eq!(head(&response, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(head(&response, "x-frame-options"), "DENY", "{path}");
        assert!(head(&response, "x-request-id").len() > 20, "{path}");
        assert!(!head(&response, "cache-control").is_empty(), "{path}");
    }
    let [first, second] = [get("/"), get("/")].map(|request| site.clone().oneshot(request));
    let [first, second] = [first.await.unwrap(), second.await.unwrap()];
    let csp = head(&first, "content-security-policy").to_owned();
    assert_ne!(csp, head(&second, "content-security-policy"), "a nonce is used once");
    let nonce = csp.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
    assert!(text(first).await.contains(&format!("nonce=\"{nonce}\"")));
}

#[tokio::test]
async fn failures_are_pages_for_people_and_problems_for_machines() {
    let (site, _db) = site().await;
    let response = site.clone().oneshot(get("/en/finnes-ikke")).await.unwrap();
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    let html = text(response).await;
    assert!(html.contains("<title>Error: Page not found – Reseptor</title>"), "{html}");

    let response = site.clone().oneshot(get("/api/v1/finnes-ikke")).await.unwrap();
    assert_eq!(head(&response, "content-type"), "application/problem+json");
    assert!(text(response).await.contains("/api#problem-not-found"));

    let response = site.clone().oneshot(get("/fhir/Finnes/1")).await.unwrap();
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert_eq!(head(&response, "content-type"), "application/fhir+json");
    assert!(text(response).await.contains("OperationOutcome"));

    let wrong = Request::delete("/").body(Body::empty()).unwrap();
    let response = site.oneshot(wrong).await.unwrap();
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(head(&response, "allow"), "GET,HEAD");
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let (site, _db) = site().await;
    let foreign = Request::post("/logg-ut")
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("csrf=x"))
        .unwrap();
    let response = site.oneshot(foreign).await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert!(text(response).await.contains("Skjemaet kom ikke fra en side du har åpen nå"));
}

#[tokio::test]
async fn personal_pages_are_never_stored_and_public_ones_show_nobody() {
    let (site, _db) = site().await;
    let mut request = get("/");
    request.extensions_mut().insert(citizen());
    let response = site.clone().oneshot(request).await.unwrap();
    assert_eq!(head(&response, "cache-control"), "no-store");
    let html = text(response).await;
    assert!(html.contains("Kari Eksempel") && html.contains("name=\"csrf\" value=\"token\""));
    let html = text(site.oneshot(get("/")).await.unwrap()).await;
    assert!(!html.contains("Kari Eksempel"));
}

#[tokio::test]
async fn a_cookie_that_names_no_session_is_nobodys() {
    let (site, _db) = site().await;
    for cookie in ["reseptor=", "reseptor=guess", "reseptor=\u{7f}; other=1"] {
        let Ok(value) = header::HeaderValue::from_bytes(cookie.as_bytes()) else { continue };
        let request = Request::get("/").header(header::COOKIE, value).body(Body::empty()).unwrap();
        let response = site.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{cookie:?}");
        assert_eq!(head(&response, "cache-control"), "private, no-cache");
    }
}

#[tokio::test]
async fn the_first_load_is_small_and_every_asset_is_found() {
    let (site, _db) = site().await;
    let html = text(site.clone().oneshot(get("/")).await.unwrap()).await;
    let mut bytes = html.len();
    let mut seen = std::collections::BTreeSet::new();
    for address in html.split('"').filter(|part| part.starts_with("/assets/")) {
        let address = address.split('#').next().unwrap();
        if !seen.insert(address.to_owned()) {
            continue;
        }
        let request = Request::get(address).header("accept-encoding", "br").body(Body::empty()).unwrap();
        let response = site.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        bytes += axum::body::to_bytes(response.into_body(), 1 << 22).await.unwrap().len();
    }
    assert!(seen.len() >= 4, "{seen:?}");
    assert!(bytes <= 150_000, "{bytes} bytes on first load");
}

#[tokio::test]
async fn an_address_with_a_slash_too_many_leads_to_the_page_and_never_elsewhere() {
    let (site, _db) = site().await;
    for (path, target) in [
        ("/verktoy/", "/verktoy"),
        ("/nn/verktoy/?q=a%20b&side=2", "/nn/verktoy?q=a%20b&side=2"),
        ("/en/om//", "/en/om"),
    ] {
        let response = site.clone().oneshot(get(path)).await.unwrap();
        assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT, "{path}");
        assert_eq!(head(&response, "location"), target);
    }
    for path in ["//evil.example/", "/fhir/finnes-ikke/", "/finnes-ikke"] {
        let response = site.clone().oneshot(get(path)).await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/testid", "/testid/"] {
        let response = site.clone().oneshot(get(path)).await.unwrap();
        assert_eq!((response.status(), head(&response, "location")), (StatusCode::SEE_OTHER, "/"), "{path}");
    }
}

#[tokio::test]
async fn robots_may_read_what_is_public_and_nothing_personal() {
    let (site, _db) = site().await;
    let response = site.oneshot(get("/robots.txt")).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(head(&response, "content-type"), "text/plain; charset=utf-8");
    let text = text(response).await;
    assert!(text.starts_with("User-agent: *\nAllow: /\n"), "{text}");
    for closed in ["/mine-verktoy", "/nn/min-side", "/en/forskriver", "/se/forvaltning", "/oauth2"] {
        assert!(text.contains(&format!("Disallow: {closed}\n")), "{closed}");
    }
    assert!(!text.contains("Disallow: /verktoy") && !text.contains("Disallow: /\n"));
}
