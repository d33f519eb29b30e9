//! The open catalogue as its callers see it.

mod examples;
mod feed;
mod languages;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use database::testing::TestDatabase;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{openapi, page::PROBLEMS};
use crate::{
    config::Config,
    discovery::{Follower, fixtures},
    web::{App, error},
};

async fn site() -> (TestDatabase, App, Router) {
    let db = TestDatabase::sqlite().await;
    fixtures::fill(&db).await;
    let config =
        Config::from_parts(None, [("RESEPTOR_PUBLIC_URL".into(), "https://reseptor.example".into())]);
    let app = App::new(config.unwrap(), (*db).clone()).unwrap();
    Follower::new(&app).catch_up().await.unwrap();
    let router = app.router();
    (db, app, router)
}

async fn get(router: &Router, address: &str, headers: &[(&str, &str)]) -> (StatusCode, HeaderMap, String) {
    let mut request = Request::get(address.trim_start_matches("https://reseptor.example"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
}

fn settled(body: &str) -> String {
    let value: Value = serde_json::from_str(body).unwrap();
    let id = regex::Regex::new("ActivityDefinition/[0-9A-Z]{26}").unwrap();
    id.replace_all(&serde_json::to_string_pretty(&value).unwrap(), "ActivityDefinition/[id]").into_owned()
}

#[tokio::test]
async fn the_list_is_a_public_contract() {
    let (_db, _, router) = site().await;
    let (status, headers, body) =
        get(&router, "/api/v1/tools?sort=name", &[("origin", "https://kommune.example")]).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!(headers["access-control-allow-origin"], "*");
    assert!(!headers.contains_key("access-control-allow-credentials") && !headers.contains_key("set-cookie"));
    insta::assert_snapshot!("tools", settled(&body));

    let tag = headers["etag"].to_str().unwrap();
    let (status, again, body) = get(&router, "/api/v1/tools?sort=name", &[("if-none-match", tag)]).await;
    assert_eq!((status, body.as_str(), again["etag"].to_str().unwrap()), (StatusCode::NOT_MODIFIED, "", tag));
}

#[tokio::test]
async fn one_tool_tells_everything_that_is_public() {
    let (_db, _, router) = site().await;
    let (status, _, body) = get(&router, "/api/v1/tools/sovnskolen?lang=en", &[]).await;
    assert_eq!(status, StatusCode::OK);
    insta::assert_snapshot!("tool", settled(&body));
    for (slug, standing, notice) in [
        ("pusterom", "suspended", "Feil i utregningen."),
        ("gammel-app", "withdrawn", "Leverandøren har lagt den ned."),
    ] {
        let (_, _, body) = get(&router, &format!("/api/v1/tools/{slug}"), &[]).await;
        let body: Value = serde_json::from_str(&body).unwrap();
        assert_eq!((&body["status"], &body["notice"]), (&json!(standing), &json!(notice)));
    }
}

#[tokio::test]
async fn filters_narrow_and_pages_lead_on() {
    let (_db, _, router) = site().await;
    let slugs = async |address: &str| {
        let (status, _, body) = get(&router, address, &[]).await;
        assert_eq!(status, StatusCode::OK, "{address}: {body}");
        let body: Value = serde_json::from_str(&body).unwrap();
        let items = body["items"].as_array().unwrap().iter();
        let slugs: Vec<_> = items.map(|item| item["slug"].as_str().unwrap().to_owned()).collect();
        (slugs, body["total"].as_u64().unwrap(), body["next"].as_str().map(str::to_owned))
    };
    assert_eq!(
        slugs("/api/v1/tools?topic=sleep&topic=pain-headache&sort=name").await.0,
        ["hodepinedagbok", "sovnskolen"]
    );
    assert_eq!(slugs("/api/v1/tools?access=open&profile=central").await.0, ["hodepinedagbok"]);
    assert_eq!(slugs("/api/v1/tools?q=hodepiner&utm_source=x").await.0, ["hodepinedagbok"]);
    assert_eq!(slugs("/api/v1/tools?q=%3Cscript%3E").await.1, 0);
    let (first, total, next) = slugs("/api/v1/tools?sort=name&limit=2").await;
    assert_eq!((first.len(), total), (2, 3));
    let (second, _, end) = slugs(&next.unwrap()).await;
    assert_eq!((second, end), (vec!["sovnskolen".to_owned()], None));
}

#[tokio::test]
async fn tools_that_stay_come_exactly_once_while_others_are_published_and_withdrawn() {
    for asked in ["sort=newest", "sort=name", "q=hodepine+s%C3%B8vn+urolig"] {
        let (db, app, router) = site().await;
        let follower = Follower::new(&app);
        let page = async |address: &str| {
            let (status, _, body) = get(&router, address, &[]).await;
            assert_eq!(status, StatusCode::OK, "{address}: {body}");
            let body: Value = serde_json::from_str(&body).unwrap();
            let items = body["items"].as_array().unwrap().iter();
            let slugs: Vec<_> = items.map(|item| item["slug"].as_str().unwrap().to_owned()).collect();
            (slugs, body["next"].as_str().map(str::to_owned))
        };
        let (mut seen, mut next) = page(&format!("/api/v1/tools?{asked}&limit=1")).await;
        let first = seen[0].clone();
        fixtures::publish_another(&db, "aaa-forst", "Aaa").await;
        fixtures::withdraw(&db, &first).await;
        follower.catch_up().await.unwrap();
        while let Some(address) = next {
            let (slugs, after) = page(&address).await;
            seen.extend(slugs);
            next = after;
        }
        seen.retain(|slug| slug != "aaa-forst");
        seen.sort();
        assert_eq!(seen, ["hodepinedagbok", "pusterom", "sovnskolen"], "{asked}");
    }
}

#[tokio::test]
async fn problems_have_a_stable_documented_type() {
    let (_db, _, router) = site().await;
    let (_, _, page) = get(&router, "/api", &[]).await;
    for (address, status, kind, field) in [
        ("/api/v1/tools?limit=1000", 422, "invalid", json!("limit")),
        ("/api/v1/tools?lang=xx", 422, "invalid", json!("lang")),
        ("/api/v1/tools?cursor=x", 422, "invalid", json!("cursor")),
        ("/api/v1/tools/there-is-none", 404, "not-found", Value::Null),
        ("/api/v1/tools/%3Cb%3E", 404, "not-found", Value::Null),
        ("/api/v1/nothing", 404, "not-found", Value::Null),
    ] {
        let (got, headers, body) = get(&router, address, &[]).await;
        let body: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(got.as_u16(), status, "{address}");
        assert_eq!(headers["content-type"], "application/problem+json", "{address}");
        assert_eq!(
            headers["access-control-allow-origin"], "*",
            "{address}: a page of another origin can read why"
        );
        assert_eq!(body["type"], format!("https://reseptor.example/api#problem-{kind}"));
        assert_eq!(body["field"], field);
        assert!(page.contains(&format!("id=\"problem-{kind}\"")), "{kind} is explained");
    }
    let request = Request::delete("/api/v1/tools").header(header::ORIGIN, "https://x.example");
    let response = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn an_empty_value_is_none_and_the_description_says_so() {
    let (_db, app, router) = site().await;
    let document = serde_json::to_value(openapi::whole(&app).unwrap()).unwrap();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let parameters = methods["get"]["parameters"].as_array().into_iter().flatten();
        let asked: Vec<_> = parameters.filter(|parameter| parameter["in"] == "query").collect();
        if path.starts_with("/api/v1/storage") || asked.is_empty() {
            continue;
        }
        assert!(asked.iter().all(|parameter| parameter["allowEmptyValue"] == true), "{path}");
        let names = asked.iter().map(|parameter| parameter["name"].as_str().unwrap());
        let empty: Vec<_> = names.map(|name| format!("{name}=")).collect();
        let address = format!("{}?{}", path.replace("{slug}", "sovnskolen"), empty.join("&"));
        assert_eq!(get(&router, &address, &[]).await.0, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn problems_are_told_in_the_language_that_is_asked_for() {
    let (_db, _, router) = site().await;
    let wrong = "En parameter har en verdi som ikke kan brukes.";
    for (address, accepted, spoken, detail) in [
        ("/api/v1/tools?limit=1000", None, "en", "A parameter has a value that cannot be used."),
        ("/api/v1/tools?limit=1000", Some("de"), "en", "A parameter has a value that cannot be used."),
        ("/api/v1/tools?limit=1000", Some("nb-NO,nb;q=0.9,en;q=0.8"), "nb", wrong),
        ("/api/v1/tools?limit=1000&lang=nb", Some("en"), "nb", wrong),
    ] {
        let headers: Vec<_> = accepted.into_iter().map(|value| ("accept-language", value)).collect();
        let (status, headers, body) = get(&router, address, &headers).await;
        let body: Value = serde_json::from_str(&body).unwrap();
        assert_eq!((status.as_u16(), &body["detail"]), (422, &json!(detail)), "{accepted:?}");
        assert_eq!(headers["content-language"], spoken, "{accepted:?}");
        assert!(headers.get_all("vary").iter().any(|value| value == "accept-language"), "{headers:?}");
        assert_eq!(body["type"], "https://reseptor.example/api#problem-invalid", "the kind has no language");
    }
    let (_, _, body) = get(&router, "/api/v1/nothing", &[("accept-language", "nn")]).await;
    assert!(body.contains("Fann ikkje"), "{body}");
    let (_, _, body) = get(&router, "/api/v1/nothing", &[]).await;
    assert!(body.contains("\"Not Found\""), "{body}");
}

#[tokio::test]
async fn the_page_is_in_the_language_that_is_asked_for_and_leads_to_the_others() {
    let (_db, _, router) = site().await;
    for (address, accepted, spoken) in [
        ("/api", "de", "nb"),
        ("/api", "en-GB", "en"),
        ("/api", "se;q=0.9, nb;q=0.1", "se"),
        ("/api?lang=nn", "en", "nn"),
    ] {
        let (_, headers, page) = get(&router, address, &[("accept-language", accepted)]).await;
        assert!(page.contains(&format!("<html lang=\"{spoken}\"")), "{address} {accepted}");
        assert_eq!(headers["vary"], "accept-language");
        for tag in ["nb", "nn", "en", "se"] {
            assert!(page.contains(&format!("href=\"/api?lang={tag}\"")), "{address} {accepted}: {tag}");
        }
    }
}

#[tokio::test]
async fn the_page_tells_the_essentials_in_each_language_and_shows_code_as_code() {
    let (_db, _, router) = site().await;
    for (tag, free) in [
        ("nb", "Gratis, uten nøkkel"),
        ("nn", "Gratis, utan nøkkel"),
        ("en", "Free, without a key"),
        ("se", "Nuvttá, čoavdaga"),
    ] {
        let (_, _, page) = get(&router, &format!("/api?lang={tag}"), &[]).await;
        for essential in [free, "NLOD 2.0", "429", "If-None-Match", "Language of texts: <code>nb</code>"] {
            assert!(page.contains(essential), "{tag}: {essential}");
        }
        assert!(!page.contains('`'), "{tag}");
    }
}

#[test]
fn every_problem_there_can_be_is_explained() {
    for status in (400..600).filter_map(|code| StatusCode::from_u16(code).ok()) {
        assert!(PROBLEMS.contains(&error::slug(status)), "{status}");
    }
}

#[tokio::test]
async fn the_description_is_made_from_the_code() {
    let (_db, app, router) = site().await;
    let (status, headers, body) = get(&router, "/api/openapi.json", &[]).await;
    assert_eq!((status, &headers["access-control-allow-origin"]), (StatusCode::OK, &"*".parse().unwrap()));
    let document: Value = serde_json::from_str(&body).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    assert_eq!(document["servers"][0]["url"], "https://reseptor.example");
    assert_eq!(document["paths"].as_object().unwrap().len(), openapi::whole(&app).unwrap().paths.paths.len());
    insta::assert_snapshot!("openapi", settled(&body));
}
