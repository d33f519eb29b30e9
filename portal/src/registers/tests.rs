//! The privacy component away, slow, lying, stale and back, over real connections; on both databases.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

use axum::{Json, Router, extract::State, http::HeaderMap, response::IntoResponse, routing::post};
use database::testing::{TestDatabase, on_both};
use jiff::civil::date;
use kernel::LoginLevel;
use launch::{Attorney, Kind, representation::Basis};
use people::NumberPolicy;
use prescriber::testing::{World, person};
use tokio::net::TcpListener;

use super::*;
use crate::{
    config::Config,
    testing::{Site, acting, as_clinician, citizen},
    web::App,
};

const HIGH: LoginLevel = LoginLevel::High;
const TOKEN: &str = "proving-key-1";

/// How the source behaves.
#[derive(Debug, Clone, PartialEq)]
enum Mood {
    Well,
    Slow,
    Failing,
    Ended,
    /// It knows nobody.
    Unknown,
    /// Of one child it says something that is not known here.
    Odd,
    Says(String),
}

struct Shared {
    mood: Mutex<Mood>,
    asked: AtomicU32,
    numbers: Mutex<Vec<(PersonId, String)>>,
    db: Database,
}

/// A small privacy component on a port of its own.
struct Source {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Source {
    async fn start(db: &Database) -> Self {
        let shared = Arc::new(Shared {
            mood: Mutex::new(Mood::Well),
            asked: AtomicU32::new(0),
            numbers: Mutex::default(),
            db: db.clone(),
        });
        let routes = Router::new()
            .route("/v1/pair", post(pair))
            .route("/v1/person", post(one))
            .route("/v1/related", post(related))
            .with_state(Arc::clone(&shared));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { address, shared }
    }

    fn is(&self, mood: Mood) {
        *self.shared.mood.lock().unwrap() = mood;
    }

    fn asked(&self) -> u32 {
        self.shared.asked.load(Ordering::SeqCst)
    }

    fn component(&self) -> PrivacyComponent {
        PrivacyComponent {
            url: format!("http://{}/", self.address).parse().unwrap(),
            token: TOKEN.to_owned().into(),
            facts_s: 60,
            timeout_ms: 400,
        }
    }

    fn registers(&self, db: &Database) -> HttpRegisters {
        let fetch = Fetch::new(identity::Reach::DEMO).unwrap();
        HttpRegisters::new(db.clone(), fetch, self.component(), NumberPolicy::Synthetic)
    }

    async fn knows(&self, db: &Database, person: PersonId) {
        let number = people::reveal_number(db, person).await.unwrap().expose();
        self.shared.numbers.lock().unwrap().push((person, number));
    }
}

fn facts(born: &str) -> Value {
    json!({"born": born, "address": "open", "status": "active", "emergency_block": false,
           "lacks_capacity": false, "care_order": false})
}

async fn answer(shared: &Shared, headers: &HeaderMap, body: Value) -> axum::response::Response {
    shared.asked.fetch_add(1, Ordering::SeqCst);
    let token = headers.get("authorization").map(|value| value.as_bytes().to_vec());
    if token != Some(format!("Bearer {TOKEN}").into_bytes()) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let mood = shared.mood.lock().unwrap().clone();
    match mood {
        Mood::Slow => tokio::time::sleep(Duration::from_secs(3)).await,
        Mood::Failing => return StatusCode::BAD_GATEWAY.into_response(),
        Mood::Unknown => return StatusCode::NOT_FOUND.into_response(),
        Mood::Says(text) => return text.into_response(),
        Mood::Well | Mood::Ended | Mood::Odd => {}
    }
    Json(body).into_response()
}

async fn pair(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Json(asked): Json<Value>,
) -> axum::response::Response {
    let known: Vec<String> =
        shared.numbers.lock().unwrap().iter().map(|(_, number)| number.clone()).collect();
    let knows = |member: &str| {
        asked[member]
            .as_str()
            .is_some_and(|number| number == NEW_CHILD || known.iter().any(|one| one == number))
    };
    if !knows("actor") || !knows("subject") {
        shared.asked.fetch_add(1, Ordering::SeqCst);
        return StatusCode::NOT_FOUND.into_response();
    }
    let mood = shared.mood.lock().unwrap().clone();
    let relations = match mood {
        Mood::Ended => json!([]),
        Mood::Odd if asked["subject"] == NEW_CHILD => json!([{"kind": "friend"}]),
        _ => json!([{"kind": "parent", "responsibility": "both", "role": "mother", "daily_care": true,
                     "more": 1}]),
    };
    let body = json!({"version": 1, "as_of": shared.db.now(), "actor": facts("1984-05-06"),
                      "subject": facts("2018-03-03"), "relations": relations});
    answer(&shared, &headers, body).await
}

async fn one(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Json(_): Json<Value>,
) -> axum::response::Response {
    let body = json!({"version": 1, "as_of": shared.db.now(), "person": facts("1984-05-06")});
    answer(&shared, &headers, body).await
}

/// A child that the platform has never heard of.
const NEW_CHILD: &str = "03831890184";

async fn related(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Json(_): Json<Value>,
) -> axum::response::Response {
    let other = |number: &str| json!({"number": number, "name": {"given": "Nytt", "family": "Barn"}, "facts": facts("2018-03-03")});
    let child = shared.numbers.lock().unwrap().get(1).map(|(_, number)| number.clone()).unwrap_or_default();
    let body = json!({"version": 1, "as_of": shared.db.now(), "acts_for": [other(&child), other(NEW_CHILD)],
                      "represented_by": []});
    answer(&shared, &headers, body).await
}

/// A parent and a child that the platform and the source both know.
async fn family(db: &TestDatabase) -> (World, PersonId, PersonId, Source) {
    let world = World::new(db).await;
    let source = Source::start(db).await;
    let tx = db.begin().await.unwrap();
    let child = person(&tx, "Child", date(2018, 3, 3)).await;
    tx.commit().await.unwrap();
    let parent = world.patient;
    source.knows(db, parent).await;
    source.knows(db, child).await;
    (world, parent, child, source)
}

/// The platform on this source.
fn platform(db: &TestDatabase, source: &Source) -> App {
    let environment = [
        ("RESEPTOR_PRIVACY_COMPONENT_URL".to_owned(), format!("http://{}", source.address)),
        ("RESEPTOR_PRIVACY_COMPONENT_TOKEN".to_owned(), TOKEN.to_owned()),
        ("RESEPTOR_PRIVACY_COMPONENT_TIMEOUT_MS".to_owned(), "400".to_owned()),
    ];
    App::new(Config::from_parts(None, environment).unwrap(), (**db).clone()).unwrap()
}

async fn get(app: &App, login: &crate::web::Login, path: &str) -> (StatusCode, String) {
    use tower::ServiceExt;
    let mut request = Request::get(path).body(axum::body::Body::empty()).unwrap();
    request.extensions_mut().insert(crate::web::Visitor::logged_in(login.clone()));
    let answer = app.router().oneshot(request).await.unwrap();
    let status = answer.status();
    let body = http_body_util::BodyExt::collect(answer.into_body()).await.unwrap().to_bytes();
    (status, String::from_utf8_lossy(&body).into_owned())
}

/// A letter's code for this person, as printed.
async fn letter(db: &TestDatabase, world: &World, patient: PersonId) -> String {
    let one = world.prescribe_to(db, patient).await;
    let tx = db.begin().await.unwrap();
    let letter = prescriber::hand_out(&tx, &world.psychologist, one.id).await.unwrap();
    tx.commit().await.unwrap();
    format!("/hent/{}", letter.code.expose())
}

fn may(pair: &Pair, now: Timestamp) -> Option<Basis> {
    launch::acting(pair, HIGH, HIGH, now).ok().map(|acting| acting.basis())
}

on_both! {
    async fn facts_are_fetched_kept_for_their_time_and_never_used_after_it(db: TestDatabase) {
        let (_, parent, child, source) = family(&db).await;
        let registers = source.registers(&db);
        assert_eq!(may(&registers.pair(parent, child).await.unwrap(), db.now()), Some(Basis::PARENT));
        assert_eq!(may(&registers.pair(parent, child).await.unwrap(), db.now()), Some(Basis::PARENT));
        assert_eq!(source.asked(), 1, "young facts are not fetched again");
        source.is(Mood::Ended);
        db.clock.advance(SignedDuration::from_secs(59));
        assert!(may(&registers.pair(parent, child).await.unwrap(), db.now()).is_some());
        db.clock.advance(SignedDuration::from_secs(2));
        let pair = registers.pair(parent, child).await.unwrap();
        assert_eq!((may(&pair, db.now()), source.asked()), (None, 2), "F0: the source has ended it");
        source.is(Mood::Failing);
        db.clock.advance(SignedDuration::from_secs(61));
        let away = registers.pair(parent, child).await;
        assert!(matches!(away, Err(Error::Registers(_))), "old facts are not used while the source is away");
    }

    async fn slow_failing_and_lying_sources_are_away_and_nothing_is_guessed(db: TestDatabase) {
        let (_, parent, child, source) = family(&db).await;
        let now = db.now();
        let well = json!({"version": 1, "as_of": now, "actor": facts("1984-05-06"), "subject": facts("2018-03-03"), "relations": []});
        let lie = |path: &str, value: Value| {
            let mut lie = well.clone();
            *lie.pointer_mut(path).unwrap() = value;
            Mood::Says(lie.to_string())
        };
        let old = now - SignedDuration::from_secs(61);
        let future = now + SignedDuration::from_secs(11);
        for mood in [
            Mood::Slow,
            Mood::Failing,
            Mood::Says(String::new()),
            Mood::Says("{}".to_owned()),
            Mood::Says("[1]".to_owned()),
            lie("/version", json!(2)),
            lie("/as_of", json!(old)),
            lie("/as_of", json!(future)),
            lie("/subject/born", json!("2018-13-03")),
            lie("/subject/address", json!("hidden")),
            lie("/actor/emergency_block", json!(null)),
            lie("/relations", json!([{"kind": "parent", "responsibility": "everyone", "role": "mother"}])),
            lie("/relations", json!([{"kind": "friend"}])),
            lie("/relations", json!([{"kind": "self"}])),
            lie("/relations", json!(null)),
        ] {
            let registers = source.registers(&db);
            source.is(mood.clone());
            let pair = registers.pair(parent, child).await;
            assert!(matches!(pair, Err(Error::Registers(_))), "{mood:?}: {pair:?}");
            // About oneself the platform's own copy serves, with its age.
            let own = registers.pair(parent, parent).await.unwrap();
            assert_eq!(may(&own, db.now()), Some(Basis::ONESELF), "{mood:?}");
        }
        let registers = source.registers(&db);
        source.is(Mood::Well);
        assert!(registers.pair(parent, child).await.is_ok(), "back");
    }

    async fn f9_what_the_source_told_last_decides_about_oneself_while_it_is_away(db: TestDatabase) {
        let (_, parent, _, source) = family(&db).await;
        let registers = source.registers(&db);
        let mut dead = facts("1984-05-06");
        dead["status"] = json!("dead");
        source.is(Mood::Says(json!({"version": 1, "as_of": db.now(), "person": dead}).to_string()));
        assert_eq!(may(&registers.pair(parent, parent).await.unwrap(), db.now()), None, "F9");
        let kept = people::get_person(&*db, parent).await.unwrap();
        assert_eq!(kept.facts.status, people::PersonStatus::Dead);
        source.is(Mood::Failing);
        db.clock.advance(SignedDuration::from_secs(61));
        assert_eq!(may(&registers.pair(parent, parent).await.unwrap(), db.now()), None, "the copy knows it too");
    }

    async fn a_source_that_keeps_failing_is_left_alone_and_tried_again(db: TestDatabase) {
        let (_, parent, child, source) = family(&db).await;
        let registers = source.registers(&db);
        source.is(Mood::Failing);
        for _ in 0..9 {
            assert!(registers.pair(parent, child).await.is_err());
        }
        assert_eq!(source.asked(), 5, "after five failures nobody waits for it");
        source.is(Mood::Well);
        assert!(registers.pair(parent, child).await.is_err(), "still left alone");
        db.clock.advance(SignedDuration::from_secs(10));
        assert!(registers.pair(parent, child).await.is_ok(), "tried, and back");
        let mut other = source.component();
        other.token = "feil".to_owned().into();
        let fetch = Fetch::new(identity::Reach::DEMO).unwrap();
        let foreign = HttpRegisters::new((*db).clone(), fetch, other, NumberPolicy::Synthetic);
        assert!(matches!(foreign.pair(parent, child).await, Err(Error::Registers(_))), "it does not know the key");
    }

    async fn an_answer_that_cannot_be_read_fails_its_own_question_and_nobody_elses(db: TestDatabase) {
        let (_, parent, child, source) = family(&db).await;
        let registers = source.registers(&db);
        let odd = json!({"version": 1, "as_of": db.now(), "actor": facts("1984-05-06"), "subject": facts("2018-03-03"),
                         "relations": [{"kind": "friend"}]});
        source.is(Mood::Says(odd.to_string()));
        for _ in 0..9 {
            assert!(matches!(registers.pair(parent, child).await, Err(Error::Registers(_))), "F0: nothing is guessed");
        }
        assert_eq!(source.asked(), 9, "the source answers");
        source.is(Mood::Well);
        assert!(registers.pair(parent, child).await.is_ok(), "at once");
        // Too old is the source's own fault.
        let old = json!({"version": 1, "as_of": db.now() - SignedDuration::from_secs(61), "actor": facts("1984-05-06"),
                         "subject": facts("2018-03-03"), "relations": []});
        source.is(Mood::Says(old.to_string()));
        let registers = source.registers(&db);
        let asked = source.asked();
        for _ in 0..9 {
            assert!(registers.pair(parent, child).await.is_err());
        }
        assert_eq!(source.asked(), asked + 5);
    }

    async fn powers_given_here_stand_beside_the_sources_facts(db: TestDatabase) {
        let (world, parent, child, source) = family(&db).await;
        let friend = world.nurse.person;
        source.knows(&db, friend).await;
        let registers = source.registers(&db);
        let attorney = Attorney { kind: Kind::Ordinary, from: kernel::oslo::date(db.now()), until: None };
        // The source says of both that they are of age to do it, whatever the platform's copy says.
        source.is(Mood::Says(json!({"version": 1, "as_of": db.now(), "actor": facts("1980-01-01"), "subject": facts("1984-05-06"), "relations": []}).to_string()));
        let proposal = launch::propose(&registers, parent, friend, attorney).await.unwrap().unwrap();
        let tx = db.begin().await.unwrap();
        launch::give_attorney(&tx, &proposal).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(may(&registers.pair(friend, parent).await.unwrap(), db.now()), Some(Basis::ORDINARY));
        source.is(Mood::Well);
        let subjects = registers.subjects_of(parent).await.unwrap();
        assert!(subjects.contains(&child) && subjects.len() == 2, "the child, and one who becomes known by it");
        let number = NEW_CHILD.parse().unwrap();
        assert!(people::find_person_by_number(&*db, &number).await.unwrap().is_some());
        assert_eq!(registers.actors_for(parent).await.unwrap(), [friend]);
        let tx = db.begin().await.unwrap();
        let stranger = person(&tx, "Stranger", date(1970, 1, 1)).await;
        tx.commit().await.unwrap();
        assert!(matches!(registers.pair(stranger, parent).await, Err(Error::Unregistered)));
    }

    async fn people_are_told_that_the_source_is_away_and_can_go_on_for_themselves(db: TestDatabase) {
        let (world, parent, child, source) = family(&db).await;
        let app = platform(&db, &source);
        let get = async |login: &crate::web::Login, path: &str| get(&app, login, path).await;
        let (own, childs) = (letter(&db, &world, parent).await, letter(&db, &world, child).await);
        let (me, for_child) = (citizen(parent), acting(parent, child));
        assert_eq!(get(&for_child, "/mine-verktoy").await.0, StatusCode::OK);
        let (_, page) = get(&me, "/min-side/representasjon").await;
        assert!(page.contains("Test Child") && page.contains("Nytt Barn"), "{page}");

        source.is(Mood::Failing);
        db.clock.advance(SignedDuration::from_secs(61));
        let (status, page) = get(&for_child, "/mine-verktoy").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(page.contains("Vi får ikke kontakt med registeret"), "{page}");
        assert!(page.contains("/min-side/representasjon/avslutt"), "acting can be ended");
        let (status, page) = get(&for_child, "/min-side/representasjon").await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("Registeret svarer ikke") && !page.contains("Test Child, "), "{page}");
        assert_eq!(get(&me, "/mine-verktoy").await.0, StatusCode::OK, "one's own goes on");
        assert_eq!(get(&me, own.as_str()).await.0, StatusCode::SEE_OTHER, "one's own letter, too");
        for path in [childs.as_str(), "/hent/2222-2222-2222"] {
            let (status, page) = get(&me, path).await;
            assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
            assert!(page.contains("Vi får ikke kontakt med registeret"), "{page}");
        }
        let file: Value = serde_json::from_str(&get(&me, "/min-side/eksport.json").await.1).unwrap();
        assert_eq!(file["relations"], json!([{"missing": "relations-away"}]), "not that there are none");
        source.is(Mood::Well);
        db.clock.advance(SignedDuration::from_secs(11));
        assert_eq!(get(&for_child, "/mine-verktoy").await.0, StatusCode::OK);
    }

    async fn a_patient_whom_the_source_does_not_know_is_prescribed_nothing_and_the_clinician_is_told_so(db: TestDatabase) {
        let (world, patient, _, source) = family(&db).await;
        let slug = catalogue::get_tool(&*db, world.tool).await.unwrap().slug.to_string();
        let number = people::reveal_number(&*db, patient).await.unwrap().expose();
        let before = world.prescribe_to(&db, world.nurse.person).await.id;
        let site = Site::of(platform(&db, &source), db).await;
        let me = as_clinician(&world.psychologist);
        let page = site.get_as(&me, &format!("/forskriver/ny?verktoy={slug}")).await;
        let key = page.attributes("input[name=skjema]", "value").remove(0);
        let fields = [
            ("verktoy", slug.as_str()),
            ("skjema", key.as_str()),
            ("number", number.as_str()),
            ("goal", "Sove hele natten"),
            ("ends", "2027-02-01"),
        ];
        source.is(Mood::Unknown);
        let told = site.post_as(&me, "/forskriver/ny", &fields).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.body);
        assert!(told.texts(".ds-error-summary li")[0].contains("Kontroller fødselsnummeret"), "{}", told.body);
        assert_eq!(told.texts("#f-goal"), ["Sove hele natten"], "nothing is lost");
        // What was prescribed before can be withheld all the same.
        let page = site.get_as(&me, &format!("/forskriver/{before}/tilbakehold")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        source.is(Mood::Well);
        let review = site.post_as(&me, "/forskriver/ny", &fields).await;
        assert_eq!(review.status, StatusCode::OK, "{}", review.body);
    }

    async fn whom_the_source_answers_oddly_about_is_left_out_and_people_are_told_so(db: TestDatabase) {
        let (world, parent, child, source) = family(&db).await;
        let app = platform(&db, &source);
        let (me, letter) = (citizen(parent), letter(&db, &world, child).await);
        source.is(Mood::Odd);
        let (status, page) = get(&app, &me, "/min-side/representasjon").await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("Test Child") && !page.contains("Nytt Barn"), "{page}");
        assert!(page.contains("Registeret svarer ikke om alle"), "{page}");
        let (_, page) = get(&app, &me, &letter).await;
        assert!(page.contains("Brevet er til Test Child"), "{page}");
        let (status, page) = get(&app, &me, "/hent/2222-2222-2222").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(page.contains("Registeret svarer ikke om alle"), "{page}");
        let file: Value = serde_json::from_str(&get(&app, &me, "/min-side/eksport.json").await.1).unwrap();
        let relations = file["relations"].as_array().unwrap();
        assert_eq!((relations.len(), &relations[1]), (2, &json!({"missing": "relations-left-out"})), "{relations:?}");
        let (_, page) = get(&app, &me, "/min-side/eksport/les").await;
        assert!(page.contains("Registeret svarte ikke om alle"), "{page}");
    }
}
