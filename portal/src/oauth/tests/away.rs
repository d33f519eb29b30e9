//! A token that acts for a child, with the privacy component away: at FHIR, storage, userinfo, introspection and refresh alike.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{Json, Router, extract::State, response::IntoResponse, routing::post};
use database::{Database, testing::on_both};
use jiff::SignedDuration;

use super::{birthday::Held, tool::Stage, *};

/// A privacy component that says of any two persons that the one is the other's parent, and knows one child.
struct Source {
    answers: AtomicBool,
    /// Whether it says of a person something else than before, which decides nothing about oneself.
    news: AtomicBool,
    child: Mutex<String>,
    /// Answers about two persons only while somebody else could write here.
    writer: Mutex<Option<Database>>,
    clock: Arc<kernel::ManualClock>,
}

impl Source {
    async fn start(clock: Arc<kernel::ManualClock>) -> (Arc<Self>, String) {
        let (answers, news) = (AtomicBool::new(true), AtomicBool::default());
        let source =
            Arc::new(Self { answers, news, child: Mutex::default(), writer: Mutex::default(), clock });
        let routes = Router::new()
            .route("/v1/pair", post(pair))
            .route("/v1/person", post(one))
            .route("/v1/related", post(related))
            .with_state(source.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        (source, address)
    }

    fn say(&self, mut what: Value) -> axum::response::Response {
        if !self.answers.load(Ordering::SeqCst) {
            return StatusCode::BAD_GATEWAY.into_response();
        }
        what["version"] = json!(1);
        what["as_of"] = json!(kernel::Clock::now(&*self.clock));
        Json(what).into_response()
    }
}

pub(super) fn facts(born: &str) -> Value {
    json!({"born": born, "address": "open", "status": "active", "emergency_block": false,
           "lacks_capacity": false, "care_order": false})
}

async fn pair(State(source): State<Arc<Source>>) -> axum::response::Response {
    let writer = source.writer.lock().unwrap().clone();
    if let Some(db) = writer {
        let Ok(turn) = tokio::time::timeout(Duration::from_millis(500), db.begin()).await else {
            return StatusCode::BAD_GATEWAY.into_response();
        };
        turn.unwrap().roll_back().await.unwrap();
    }
    let relation = json!({"kind": "parent", "responsibility": "both", "role": "mother", "daily_care": true});
    source.say(json!({"actor": facts("1981-01-01"), "subject": facts("2021-01-01"), "relations": [relation]}))
}

async fn one(State(source): State<Arc<Source>>) -> axum::response::Response {
    let mut person = facts("1981-01-01");
    person["care_order"] = json!(source.news.load(Ordering::SeqCst));
    source.say(json!({ "person": person }))
}

async fn related(State(source): State<Arc<Source>>) -> axum::response::Response {
    let number = source.child.lock().unwrap().clone();
    let child =
        json!({"number": number, "name": {"given": "Child", "family": "Demo"}, "facts": facts("2021-01-01")});
    source.say(json!({"acts_for": [child], "represented_by": []}))
}

/// A parent and a child of whom that component tells.
async fn family(db: TestDatabase) -> (Arc<Source>, Stage, PersonId) {
    let (source, address) = Source::start(db.clock.clone()).await;
    let environment = [
        ("RESEPTOR_PRIVACY_COMPONENT_URL", address),
        ("RESEPTOR_PRIVACY_COMPONENT_TOKEN", "proving-key-1".to_owned()),
    ];
    let stage = Stage::smart_on(Browser::with(db, &environment).await).await;
    let child = stage.child("2021-01-01").await;
    *source.child.lock().unwrap() = people::reveal_number(&*stage.browser.db, child).await.unwrap().expose();
    (source, stage, child)
}

on_both! {
    async fn a_launch_is_redeemed_though_the_source_has_just_told_something_new(db: TestDatabase) {
        let (source, stage, _) = family(db).await;
        let (db, parent) = (&stage.browser.db, stage.browser.parent);
        let client = stage.client_of(stage.tool).await;
        stage.browser.log_in("parent").await;
        let ticket = stage.ticket().await;
        source.news.store(true, Ordering::SeqCst);
        db.clock.advance(SignedDuration::from_secs(61));
        assert!(stage.authorize(client, &[("launch", &ticket)]).await.is_ok(), "it did not wait for itself");
        assert!(people::get_person(&**db, parent).await.unwrap().facts.care_order, "and it was kept");
    }

    async fn while_the_source_is_asked_about_a_launch_for_a_child_others_write(db: TestDatabase) {
        let (source, stage, child) = family(db).await;
        let (db, parent) = (&stage.browser.db, stage.browser.parent);
        let client = stage.client_of(stage.tool).await;
        stage.browser.log_in("parent").await;
        stage.act_for(child).await;
        let scope = prescriber::PatientScope::of(&kernel::Citizen { person: parent, subject: child });
        let one = prescriber::list_for_patient(&**db, scope, prescriber::Page::first(1)).await.unwrap().remove(0);
        let started = stage.confirm(&format!("/mine-verktoy/{}/tillatelse", one.id), "main form").await;
        let ticket = query(started.headers()[header::LOCATION].to_str().unwrap())["launch"].clone();
        *source.writer.lock().unwrap() = Some((**db).clone());
        db.clock.advance(SignedDuration::from_secs(61));
        assert!(stage.authorize(client, &[("launch", &ticket)]).await.is_ok());
    }

    async fn a_child_that_was_chosen_is_not_changed_for_oneself_while_the_source_is_away(db: TestDatabase) {
        let (source, stage, child) = family(db).await;
        let browser = &stage.browser;
        let client = stage.client_of(stage.tool).await;
        browser.log_in("parent").await;
        let address = browser.request(&[]).replace(&browser.client, &client.to_string());
        let (asked, page) = browser.follow(&address.replace("openid+profile+pid", "openid+launch")).await;
        assert!(asked.contains("/for-hvem?"), "{asked}");
        let page = page.text().await.unwrap();
        assert_eq!(page.matches("type=\"radio\"").count(), 2, "oneself and the child: {page}");
        source.answers.store(false, Ordering::SeqCst);
        browser.db.clock.advance(SignedDuration::from_secs(61));
        let child = child.to_string();
        let unsure = stage.answer(&page, &[("person", &child)]).await;
        assert_eq!(unsure.status(), StatusCode::UNPROCESSABLE_ENTITY, "nobody is sent in");
        let unsure = unsure.text().await.unwrap();
        assert!(unsure.contains("Registeret svarer ikke om alle"), "{unsure}");
        assert_eq!(unsure.matches("type=\"radio\"").count(), 1, "oneself can be chosen, and must be: {unsure}");
        assert_eq!(browser.get(&asked).await.status(), StatusCode::OK, "nor when the page is opened again");
        // The request has waited for the child.
        source.answers.store(true, Ordering::SeqCst);
        browser.db.clock.advance(SignedDuration::from_secs(11));
        let goes_on = stage.answer(&unsure, &[("person", &child)]).await;
        let (at, page) = browser.follow(goes_on.headers()[header::LOCATION].to_str().unwrap()).await;
        assert!(at.contains("/tillatelse?"), "{at}");
        assert!(page.text().await.unwrap().contains("Test Child"));
    }

    async fn with_the_privacy_component_away_nothing_is_guessed_and_nothing_is_lost(db: TestDatabase) {
        let (source, stage, child) = family(db).await;
        let held = Held::about(stage, child).await;
        let clock = held.stage.browser.db.clock.clone();
        source.answers.store(false, Ordering::SeqCst);
        clock.advance(SignedDuration::from_secs(50));
        assert_eq!(held.everywhere().await, [201, 201, 200, 200], "facts of less than a minute");
        clock.advance(SignedDuration::from_secs(11));
        assert_eq!(held.everywhere().await, [503, 503, 503, 503], "no older ones, and no guess either way");
        let (status, told) = held.refresh().await;
        assert_eq!((status, &told["error"]), (503, &json!("temporarily_unavailable")));
        source.answers.store(true, Ordering::SeqCst);
        clock.advance(SignedDuration::from_secs(11));
        assert_eq!(held.everywhere().await, [201, 201, 200, 200], "nothing was revoked meanwhile");
        assert_eq!(held.refresh().await.0, 200, "and the refresh token was not used up");
    }
}
