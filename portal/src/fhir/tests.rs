//! The interface as its callers see it.

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
    response::Response,
};
use database::{
    Read as _,
    testing::{TestDatabase, on_both},
};
use http_body_util::BodyExt;
use identity::{Access, Account, Basis, KnownPerson, Party, PolicyAnswer, Reach, Representation, Scopes};
use kernel::{Actor, PersonId, PrescriptionId, ToolId};
use prescriber::testing::World;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{ToolToken, ids};
use crate::{
    config::Config,
    discovery::{Follower, fixtures},
    web::App,
};

mod alike;
mod scopes;
mod search;

async fn app(db: &TestDatabase) -> App {
    let config =
        Config::from_parts(None, [("RESEPTOR_PUBLIC_URL".into(), "https://reseptor.example".into())]);
    let app = App::new(config.unwrap(), (**db).clone()).unwrap();
    Follower::new(&app).catch_up().await.unwrap();
    app
}

async fn send(router: &Router, request: Request<Body>) -> (StatusCode, header::HeaderMap, Value) {
    let response: Response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let body = if bytes.is_empty() {
        Value::Null
    } else {
        serde_json::from_slice(&bytes).unwrap_or_else(|_| panic!("{} {:?}", parts.status, bytes))
    };
    (parts.status, parts.headers, body)
}

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

/// As a snapshot: what differs from run to run has names instead.
fn settled(value: &Value, tools: &[ToolId]) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap();
    for (at, tool) in tools.iter().enumerate() {
        text = text.replace(&ids::written(*tool), &format!("[tool {at}]"));
    }
    let version = regex::Regex::new(r#""versionId": "[0-9a-f]{20}""#).unwrap();
    version.replace_all(&text, r#""versionId": "[version]""#).into_owned()
}

#[tokio::test]
async fn the_catalogue_is_read_and_searched_by_anybody() {
    let db = TestDatabase::sqlite().await;
    let tools = fixtures::fill(&db).await;
    let router = app(&db).await.router();
    let id = ids::written(tools[0]);

    let (status, headers, body) = send(&router, get(&format!("/fhir/ActivityDefinition/{id}"))).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers["content-type"], "application/fhir+json");
    assert_eq!(headers["cache-control"], "public, no-cache");
    assert_eq!(headers["last-modified"], "Sun, 22 Nov 2026 09:00:00 GMT");
    insta::assert_snapshot!("activity_definition", settled(&body, &tools));

    let mut again = get(&format!("/fhir/ActivityDefinition/{id}"));
    again.headers_mut().insert(header::IF_NONE_MATCH, headers["etag"].clone());
    let (status, _, body) = send(&router, again).await;
    assert_eq!((status, body), (StatusCode::NOT_MODIFIED, Value::Null));

    let (_, _, endpoint) = send(&router, get(&format!("/fhir/Endpoint/{id}"))).await;
    insta::assert_snapshot!("endpoint", settled(&endpoint, &tools));

    let (_, _, bundle) =
        send(&router, get("/fhir/ActivityDefinition?topic=sleep&unknown=1&_format=json")).await;
    assert_eq!((bundle["total"].clone(), bundle["entry"].as_array().unwrap().len()), (json!(1), 1));
    assert_eq!(
        bundle["link"][0]["url"],
        "https://reseptor.example/fhir/ActivityDefinition?topic=sleep&_count=20"
    );
}

#[tokio::test]
async fn what_is_suspended_or_withdrawn_is_retired_and_says_so() {
    let db = TestDatabase::sqlite().await;
    let tools = fixtures::fill(&db).await;
    let router = app(&db).await.router();
    for (tool, standing, endpoint) in [(2, "suspended", "suspended"), (3, "withdrawn", "off")] {
        let id = ids::written(tools[tool]);
        let (_, _, body) = send(&router, get(&format!("/fhir/ActivityDefinition/{id}"))).await;
        assert_eq!(body["status"], "retired");
        let told = body["extension"].as_array().unwrap().iter();
        let told: Vec<_> = told.filter(|one| one["url"].as_str().unwrap().ends_with("/standing")).collect();
        assert_eq!(told[0]["valueCode"], standing);
        let (_, _, body) = send(&router, get(&format!("/fhir/Endpoint/{id}"))).await;
        assert_eq!(body["status"], endpoint);
    }
    let found = async |query: &str| {
        let (status, _, bundle) = send(&router, get(&format!("/fhir/ActivityDefinition?{query}"))).await;
        assert_eq!(status, StatusCode::OK, "{query}: {bundle}");
        let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
        let mut names: Vec<_> =
            entries.iter().map(|entry| entry["resource"]["title"].as_str().unwrap().to_owned()).collect();
        names.sort();
        names.join(",")
    };
    assert_eq!(found("status=active").await, "Hodepinedagbok,Søvnskolen");
    assert_eq!(found("title=hodepiner").await, "Hodepinedagbok");
    assert_eq!(found("identifier=gammel-app").await, "Gammel app");
    assert_eq!(found("identifier=gammel-app&status=active").await, "");
    let url = format!("url=https://reseptor.example/fhir/ActivityDefinition/{}", ids::written(tools[0]));
    assert_eq!(found(&format!("{url}%7C1")).await, "Søvnskolen");
    assert_eq!(found(&format!("{url}%7C2")).await, "");
    assert_eq!(
        found(&format!("_id={},{}", ids::written(tools[0]), ids::written(tools[1]))).await,
        "Hodepinedagbok,Søvnskolen"
    );
}

#[tokio::test]
async fn pages_lead_to_one_another() {
    let db = TestDatabase::sqlite().await;
    fixtures::fill(&db).await;
    let router = app(&db).await.router();
    let (mut next, mut seen) = (Some("/fhir/ActivityDefinition?_count=2".to_owned()), 0);
    while let Some(address) = next {
        let (_, _, bundle) = send(&router, get(&address)).await;
        assert_eq!(bundle["total"], 3);
        seen += bundle["entry"].as_array().unwrap().len();
        let links = bundle["link"].as_array().unwrap();
        let link = links.iter().find(|link| link["relation"] == "next");
        next = link.map(|link| link["url"].as_str().unwrap().replace("https://reseptor.example", ""));
    }
    assert_eq!(seen, 3);
}

on_both! {
    async fn a_search_heeds_all_that_it_is_asked_and_tells_no_total_that_it_does_not_know(db: TestDatabase) {
        let tools = fixtures::fill(&db).await;
        let router = app(&db).await.router();
        let found = async |query: &str| {
            let (status, _, bundle) = send(&router, get(&format!("/fhir/ActivityDefinition?{query}"))).await;
            assert_eq!(status, StatusCode::OK, "{query}: {bundle}");
            (bundle["total"].as_u64(), bundle["entry"].as_array().map_or(0, Vec::len))
        };
        for (query, total, entries) in [
            ("", Some(3), 3),
            ("version=99", None, 0),
            ("version=1", None, 3),
            ("version=%7C1", None, 3),
            ("version=http://x.example%7C1", None, 0),
            ("topic=sleep", Some(1), 1),
            ("topic=sleep,pain-headache", Some(2), 2),
            ("topic=sleep&topic=pain-headache", None, 0),
            ("topic=mental-health,sleep&topic=sleep", None, 1),
            ("topic=http://x.example%7Csleep", Some(0), 0),
            ("topic=https://reseptor.example/fhir/CodeSystem/topic%7Csleep", Some(1), 1),
            ("status=http://x.example%7Cactive", None, 0),
            ("status=http://hl7.org/fhir/publication-status%7Cactive", None, 2),
            ("identifier=http://x.example%7Csovnskolen", Some(0), 0),
            ("identifier=https://reseptor.example/verktoy%7Csovnskolen", Some(1), 1),
            ("identifier=sovnskolen&topic=pain-headache", Some(0), 0),
            ("identifier=sovnskolen&_count=0", Some(1), 0),
            ("_count=0", Some(3), 0),
            ("_summary=count", Some(3), 0),
            ("topic=sleep&_summary=count", Some(1), 0),
            ("_summary=false", Some(3), 3),
        ] {
            assert_eq!(found(query).await, (total, entries), "{query}");
        }
        let id = ids::written(tools[0]);
        assert_eq!(found(&format!("_id={id}&url=http://x.example/ActivityDefinition/{id}")).await, (Some(0), 0));
        assert_eq!(found(&format!("_id=http://x.example%7C{id}")).await, (Some(0), 0));
        for (query, strict, expected) in [
            ("identifier=sovnskolen&title=hodepine", false, 400),
            ("_summary=count", true, 200),
            ("status=active&_summary=count", false, 400),
            ("version=1&_summary=count", false, 400),
            ("topic=sleep&topic=pain-headache&_summary=count", false, 400),
            ("identifier=sovnskolen&status=active&_summary=count", false, 200),
            ("_summary=text", true, 400),
            ("_summary=text", false, 200),
        ] {
            let mut request = get(&format!("/fhir/ActivityDefinition?{query}"));
            if strict {
                request.headers_mut().insert("prefer", "handling=strict".parse().unwrap());
            }
            assert_eq!(send(&router, request).await.0.as_u16(), expected, "{query}");
        }
    }

    async fn who_has_a_page_of_a_search_is_not_sent_it_again_until_it_changes(db: TestDatabase) {
        fixtures::fill(&db).await;
        let site = app(&db).await;
        let router = site.router();
        let path = "/fhir/ActivityDefinition?topic=sleep";
        let (_, first, bundle) = send(&router, get(path)).await;
        assert_eq!((&bundle["total"], first["cache-control"].as_bytes()), (&json!(1), &b"public, no-cache"[..]));
        let again = async || {
            let mut request = get(path);
            request.headers_mut().insert(header::IF_NONE_MATCH, first["etag"].clone());
            send(&router, request).await
        };
        let (status, headers, body) = again().await;
        assert_eq!((status, &headers["etag"], body), (StatusCode::NOT_MODIFIED, &first["etag"], Value::Null));

        fixtures::publish_another(&db, "dagsovn", "Dagsøvn").await;
        Follower::new(&site).catch_up().await.unwrap();
        let (status, headers, body) = again().await;
        assert_eq!((status, &body["total"]), (StatusCode::OK, &json!(2)));
        let form = Request::post("/fhir/ActivityDefinition/_search")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::IF_NONE_MATCH, &headers["etag"]);
        let (status, _, posted) = send(&router, form.body(Body::from("topic=sleep")).unwrap()).await;
        assert_eq!((status, posted), (StatusCode::OK, body), "only reads are conditional");
    }
}

#[tokio::test]
async fn the_statement_says_what_there_is_and_it_is_there() {
    let db = TestDatabase::sqlite().await;
    let router = app(&db).await.router();
    let (status, _, statement) = send(&router, get("/fhir/metadata")).await;
    assert_eq!(status, StatusCode::OK);
    insta::assert_snapshot!("capability", settled(&statement, &[]));
    for resource in statement["rest"][0]["resource"].as_array().unwrap() {
        let kind = resource["type"].as_str().unwrap();
        let (status, _, body) = send(&router, get(&format!("/fhir/{kind}/x"))).await;
        assert!(matches!(status.as_u16(), 401 | 404), "{kind}: {status}");
        assert_eq!(body["resourceType"], "OperationOutcome");
    }
}

#[tokio::test]
async fn whatever_goes_wrong_is_told_as_an_outcome() {
    let db = TestDatabase::sqlite().await;
    let tools = fixtures::fill(&db).await;
    let router = app(&db).await.router();
    let id = ids::written(tools[0]);
    let cases = [
        (Method::GET, "/fhir".to_owned(), 404),
        (Method::GET, "/fhir/Basic/1".to_owned(), 404),
        (Method::GET, "/fhir/ActivityDefinition/..%2f..%2fetc".to_owned(), 404),
        (Method::GET, format!("/fhir/ActivityDefinition/{}", id.to_lowercase()), 404),
        (Method::PUT, format!("/fhir/ActivityDefinition/{id}"), 405),
        (Method::DELETE, "/fhir/Observation".to_owned(), 405),
        (Method::GET, "/fhir/Observation".to_owned(), 405),
        (Method::POST, "/fhir/Observation".to_owned(), 401),
        (Method::GET, "/fhir/Patient/1".to_owned(), 401),
        (Method::GET, "/fhir/ActivityDefinition?_count=x".to_owned(), 400),
        (Method::GET, "/fhir/ActivityDefinition?_page=!".to_owned(), 400),
        (Method::GET, "/fhir/ActivityDefinition?title:exact=a".to_owned(), 400),
        (Method::GET, "/fhir/metadata?_format=xml".to_owned(), 406),
    ];
    for (method, path, expected) in cases {
        let request = Request::builder().method(method.clone()).uri(&path).body(Body::empty()).unwrap();
        let (status, headers, body) = send(&router, request).await;
        assert_eq!(status.as_u16(), expected, "{method} {path}: {body}");
        assert_eq!(headers["content-type"], "application/fhir+json", "{method} {path}");
        assert_eq!(body["resourceType"], "OperationOutcome", "{method} {path}");
        assert!(headers.contains_key("x-request-id"));
        if expected == 401 {
            assert_eq!(headers["www-authenticate"], crate::web::challenge::NO_TOKEN);
        }
    }
}

#[tokio::test]
async fn what_goes_wrong_is_told_in_the_language_that_is_asked_for() {
    let db = TestDatabase::sqlite().await;
    let router = app(&db).await.router();
    let token = "This needs an access token: Authorization: Bearer …";
    let count = "_count is a whole number, 0 or more.";
    let none = "There is no such resource.";
    for (path, accepted, language, text, diagnostics) in [
        ("/fhir/Patient/1", None, "en", token, token),
        ("/fhir/Patient/1", Some("de"), "en", token, token),
        ("/fhir/Patient/1", Some("nb-NO, en;q=0.8"), "nb", "Dette krever et gyldig tilgangstoken.", token),
        ("/fhir/ActivityDefinition?_count=x", Some("se"), "se", "Jearaldaga ii sáhttán lohkat", count),
        ("/fhir/Basic/1", Some("nn"), "nn", "Fann ikkje ressursen.", "Not Found (request "),
        ("/fhir/Basic/1", None, "en", none, "Not Found (request "),
        ("/fhir/ActivityDefinition/1", Some("nb"), "nb", "Fant ikke ressursen.", none),
        ("/fhir/ActivityDefinition/1", Some("se"), "se", "Dat ii gávdno.", none),
    ] {
        let mut request = get(path);
        if let Some(accepted) = accepted {
            request.headers_mut().insert(header::ACCEPT_LANGUAGE, accepted.parse().unwrap());
        }
        let (status, headers, body) = send(&router, request).await;
        assert!(status.is_client_error(), "{path}: {status}");
        assert_eq!(body["language"], language, "{path} {accepted:?}");
        assert_eq!(headers["content-language"], language, "{path} {accepted:?}");
        assert!(headers.get_all("vary").iter().any(|value| value == "accept-language"), "{headers:?}");
        let issue = &body["issue"][0];
        assert_eq!(issue["details"]["text"], text, "{path} {accepted:?}");
        assert!(issue["diagnostics"].as_str().unwrap().starts_with(diagnostics), "{path}: {issue}");
        assert_eq!(headers.contains_key("www-authenticate"), path.contains("Patient"), "{path}");
    }
    let request = Request::delete("/fhir/Observation").header(header::ACCEPT_LANGUAGE, "nb");
    let (status, _, body) = send(&router, request.body(Body::empty()).unwrap()).await;
    let issue = &body["issue"][0];
    assert_eq!((status.as_u16(), &issue["code"]), (405, &json!("not-supported")));
    assert_eq!(issue["details"]["text"], "Ressursen kan ikke brukes slik.");
}

database::testing::on_both! {
    async fn row_33_browsers_of_any_origin_may_ask_but_never_with_cookies(db: TestDatabase) {
        let router = app(&db).await.router();
        let request = Request::options("/fhir/Observation")
            .header(header::ORIGIN, "https://tool.example")
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
            .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "authorization,content-type,if-none-exist");
        let (status, headers, _) = send(&router, request.body(Body::empty()).unwrap()).await;
        assert!(status.is_success());
        assert_eq!(headers["access-control-allow-origin"], "*");
        assert!(!headers.contains_key("access-control-allow-credentials"));
    }
}

/// A tool's token about a person, with these scopes.
async fn token(
    db: &TestDatabase,
    world: &World,
    subject: PersonId,
    prescription: Option<PrescriptionId>,
    scopes: &str,
) -> ToolToken {
    let tx = db.begin().await.unwrap();
    let party = Party::Tool(world.tool);
    let metadata = json!({
        "redirect_uris": ["https://tool.example/callback"], "token_endpoint_auth_method": "none", "scope": scopes,
    });
    let client =
        identity::client::add(&tx, Actor::System, party, &metadata, &crate::oauth::terms(Reach::PUBLIC))
            .await
            .unwrap();
    let grant = tx.new_id();
    tx.commit().await.unwrap();
    let id = Some(client.id);
    let access = Access {
        grant,
        client: client.into(),
        scopes: Scopes::parse(scopes).unwrap(),
        bound: false,
        person: subject,
        subject,
        prescription,
        account: Account::Citizen,
        patient_id: party.patient(db.keyring(), id, subject),
        task_id: prescription.map(|prescription| party.task(db.keyring(), id, prescription)),
        answer: PolicyAnswer::default(),
    };
    ToolToken::new(access).unwrap()
}

fn report(token: &ToolToken, body: &str) -> Request<Body> {
    let request = Request::post("/fhir/Observation").header(header::CONTENT_TYPE, "application/fhir+json");
    let mut request = request.body(Body::from(body.to_owned())).unwrap();
    request.extensions_mut().insert(token.clone());
    request
}

fn with_token(path: &str, token: &ToolToken) -> Request<Body> {
    let mut request = get(path);
    request.extensions_mut().insert(token.clone());
    request
}

const MOOD: &str = r#"{"resourceType":"Observation","identifier":[{"system":"https://tool.example/o","value":"1"}],
    "status":"final","code":{"coding":[{"system":"https://tool.example/codes","code":"mood"}]},
    "effectiveDateTime":"2026-11-22T08:00:00Z","valueQuantity":{"value":7.10}}"#;

const SCOPES: &str = "openid launch patient/Observation.cr patient/Task.r";

database::testing::on_both! {
    async fn a_report_is_taken_once_and_read_back_by_who_sent_it(db: TestDatabase) {
        let world = World::new(&db).await;
        let prescription = world.prescribe_to(&db, world.patient).await;
        let router = app(&db).await.router();
        let tool = token(&db, &world, world.patient, Some(prescription.id), SCOPES).await;

        let (status, headers, body) = send(&router, report(&tool, MOOD)).await;
        assert_eq!(status, StatusCode::CREATED, "{body}");
        let location = headers["location"].to_str().unwrap().to_owned();
        assert!(location.starts_with("https://reseptor.example/fhir/Observation/") && location.ends_with("/_history/1"));
        assert_eq!(headers["etag"], "W/\"1\"");
        assert_eq!(body["subject"]["reference"], format!("Patient/{}", tool.access.patient_id));
        assert!(body.to_string().contains("7.1"));

        let (status, again, _) = send(&router, report(&tool, &MOOD.replace('\n', ""))).await;
        assert_eq!((status, again["location"].to_str().unwrap()), (StatusCode::OK, location.as_str()));
        let (status, _, body) = send(&router, report(&tool, &MOOD.replace("7.10", "8"))).await;
        assert_eq!((status, body["issue"][0]["code"].as_str()), (StatusCode::CONFLICT, Some("duplicate")));

        let path = location.trim_start_matches("https://reseptor.example");
        let response = router.clone().oneshot(with_token(path, &tool)).await.unwrap();
        let text = response.into_body().collect().await.unwrap().to_bytes();
        assert!(String::from_utf8_lossy(&text).contains(r#""value":7.10"#), "decimals stay exact");

        // Another client of the same tool, and the same client about another person, see nothing of it.
        let other = token(&db, &world, world.patient, None, SCOPES).await;
        assert_eq!(send(&router, with_token(path, &other)).await.0, StatusCode::NOT_FOUND);
        let mut stranger = (*tool.access).clone();
        stranger.subject = world.psychologist.person;
        let stranger = ToolToken::new(stranger).unwrap();
        assert_eq!(send(&router, with_token(path, &stranger)).await.0, StatusCode::NOT_FOUND);
    }

    async fn twenty_at_once_leave_one_report(db: TestDatabase) {
        let world = World::new(&db).await;
        let router = app(&db).await.router();
        let tool = token(&db, &world, world.patient, None, SCOPES).await;
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let (router, request) = (router.clone(), report(&tool, MOOD));
            tasks.spawn(async move {
                let (status, _, body) = send(&router, request).await;
                (status.as_u16(), body["issue"][0]["details"]["text"].to_string())
            });
        }
        let mut told = tasks.join_all().await;
        told.sort_unstable();
        assert!(told[18].0 == 200 && told[19].0 == 201, "{told:?}");
    }
}

#[tokio::test]
async fn the_condition_alone_makes_a_report_idempotent() {
    let db = TestDatabase::sqlite().await;
    let world = World::new(&db).await;
    let router = app(&db).await.router();
    let tool = token(&db, &world, world.patient, None, SCOPES).await;
    let bare = MOOD.replace(r#""identifier":[{"system":"https://tool.example/o","value":"1"}],"#, "");
    for (condition, expected) in [
        ("identifier=https://tool.example/o|2", 201),
        ("identifier=https://tool.example/o|2", 200),
        ("status=final", 400),
    ] {
        let mut request = report(&tool, &bare);
        request.headers_mut().insert("if-none-exist", condition.parse().unwrap());
        request.headers_mut().insert("prefer", "return=minimal".parse().unwrap());
        let (status, _, body) = send(&router, request).await;
        assert_eq!(status.as_u16(), expected, "{body}");
        assert_eq!(body.is_null(), expected < 300);
    }
    let mut request = report(&tool, MOOD);
    request.headers_mut().insert("if-none-exist", "identifier=https://tool.example/o|2".parse().unwrap());
    assert_eq!(send(&router, request).await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_report_beyond_the_bounds_or_the_token_is_refused() {
    let db = TestDatabase::sqlite().await;
    let world = World::new(&db).await;
    let router = app(&db).await.router();
    let tool = token(&db, &world, world.patient, None, SCOPES).await;
    let reader = token(&db, &world, world.patient, None, "openid patient/Observation.r").await;
    let long = MOOD.replace("7.10", &format!("7.10{}", " ".repeat(64 * 1024)));
    let deep = MOOD.replace("7.10", &format!("{}7{}", "[".repeat(5_000), "]".repeat(5_000)));
    let foreign = MOOD.replace(r#""status""#, r#""subject":{"reference":"Patient/other"},"status""#);
    for (token, body, kind, expected) in [
        (&reader, MOOD, "application/fhir+json", 403),
        (&tool, long.as_str(), "application/fhir+json", 413),
        (&tool, deep.as_str(), "application/fhir+json", 400),
        (&tool, foreign.as_str(), "application/fhir+json", 422),
        (&tool, MOOD, "text/plain", 415),
        (&tool, MOOD, "application/x-www-form-urlencoded", 415),
    ] {
        let mut request = report(token, body);
        request.headers_mut().insert(header::CONTENT_TYPE, kind.parse().unwrap());
        let (status, _, body) = send(&router, request).await;
        assert_eq!(status.as_u16(), expected, "{body}");
        assert_eq!(body["resourceType"], "OperationOutcome");
    }
}

#[tokio::test]
async fn the_context_is_read_by_its_own_client_and_shows_what_its_scopes_grant() {
    let db = TestDatabase::sqlite().await;
    let world = World::new(&db).await;
    let prescription = world.prescribe_to(&db, world.patient).await;
    let router = app(&db).await.router();
    let pseudonymous = token(&db, &world, world.patient, Some(prescription.id), SCOPES).await;
    let patient = format!("/fhir/Patient/{}", pseudonymous.access.patient_id);
    let (_, _, body) = send(&router, with_token(&patient, &pseudonymous)).await;
    assert_eq!(body, json!({"resourceType": "Patient", "id": pseudonymous.access.patient_id}));
    assert_eq!(
        send(&router, with_token("/fhir/Patient/other", &pseudonymous)).await.0,
        StatusCode::NOT_FOUND
    );

    let task = format!("/fhir/Task/{}", pseudonymous.access.task_id.clone().unwrap());
    let (status, headers, body) = send(&router, with_token(&task, &pseudonymous)).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    assert_eq!(headers["cache-control"], "no-store");
    assert_eq!((&body["status"], &body["intent"]), (&json!("requested"), &json!("order")));
    assert!(
        body.get("description").is_none() && body.get("note").is_none(),
        "a clinician's words may name people"
    );

    let mut known = (*pseudonymous.access).clone();
    let name = Some("Kari Eksempel".to_owned());
    known.answer.identity =
        Some(KnownPerson { pid: None, name, birthdate: Some(jiff::civil::date(1984, 5, 6)) });
    let silent = ToolToken::new(known.clone()).unwrap();
    assert!(send(&router, with_token(&patient, &silent)).await.2.get("name").is_none(), "not without scope");
    known.scopes = Scopes::parse("openid profile patient/Task.r").unwrap();
    let central = ToolToken::new(known).unwrap();
    let (_, _, body) = send(&router, with_token(&patient, &central)).await;
    assert_eq!(
        (&body["name"][0]["text"], &body["birthDate"]),
        (&json!("Kari Eksempel"), &json!("1984-05-06"))
    );
    let (_, _, body) = send(&router, with_token(&task, &central)).await;
    let tool = ids::written(world.tool);
    let mut settled = settled(&body, &[world.tool]).replace(&central.access.patient_id, "[patient]");
    settled = settled.replace(central.access.task_id.as_deref().unwrap(), "[task]");
    assert!(!settled.contains(&tool));
    insta::assert_snapshot!("task", settled);
}

on_both! {
    async fn row_26_who_acts_for_another_is_read_in_ones_own_context_and_named_only_where_granted(db: TestDatabase) {
        let world = World::new(&db).await;
        let router = app(&db).await.router();
        let oneself = token(&db, &world, world.patient, None, "openid fhirUser profile").await;
        let (parent, party) = (db.begin().await.unwrap().new_id(), Party::Tool(world.tool));
        let mut access = (*oneself.access).clone();
        access.person = parent;
        let until = Some("2027-01-02T00:00:00Z".parse().unwrap());
        access.answer.representation = Some(Representation { basis: Basis::Parent, until });
        let pseudonymous = ToolToken::new(access.clone()).unwrap();
        let own = party.fhir_user(db.keyring(), access.client.id, parent, world.patient);
        let (status, _, body) = send(&router, with_token(&format!("/fhir/{own}"), &pseudonymous)).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        assert_eq!(own, format!("RelatedPerson/{}", body["id"].as_str().unwrap()));
        assert_eq!(body["patient"]["reference"], json!(format!("Patient/{}", access.patient_id)));
        let coded = |at: usize| body["relationship"][at]["coding"][0]["code"].clone();
        assert_eq!((coded(0), coded(1)), (json!("PRN"), json!("parent")));
        assert_eq!(body["period"]["end"], "2027-01-02T00:00:00Z");
        assert!(body.get("name").is_none(), "a pseudonymous client is told no name");

        access.answer.actor_name = Some("Kari Eksempel".into());
        let central = ToolToken::new(access.clone()).unwrap();
        let (_, _, body) = send(&router, with_token(&format!("/fhir/{own}"), &central)).await;
        assert_eq!(body["name"][0]["text"], "Kari Eksempel");
        access.scopes = Scopes::parse("openid fhirUser").unwrap();
        let silent = ToolToken::new(access).unwrap();
        let (_, _, body) = send(&router, with_token(&format!("/fhir/{own}"), &silent)).await;
        assert!(body["id"].is_string() && body.get("name").is_none(), "not without scope");

        let alone = party.related_person(db.keyring(), oneself.access.client.id, world.patient, world.patient);
        for (token, path) in [
            (&oneself, format!("/fhir/{own}")),
            (&oneself, format!("/fhir/RelatedPerson/{alone}")),
            (&pseudonymous, "/fhir/RelatedPerson/other".to_owned()),
            (&pseudonymous, format!("/fhir/RelatedPerson/{alone}")),
        ] {
            assert_eq!(send(&router, with_token(&path, token)).await.0, StatusCode::NOT_FOUND, "{path}");
        }
    }
}
