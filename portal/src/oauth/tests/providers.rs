//! Providers that are registered by the configuration.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use database::{Read, testing::on_both};
use kernel::{Clock, ManualClock, OrganisationId, oslo};
use people::{NewMembership, Role};
use testid::{Account, Accounts};

use super::{away, *};

/// A health trust.
async fn trust(db: &TestDatabase) -> OrganisationId {
    let tx = db.begin().await.unwrap();
    let new = NewOrganisation {
        key: None,
        name: Phrase::new("Demo helseforetak").unwrap(),
        kind: OrganisationKind::HealthTrust,
        org_number: "983544622".parse().unwrap(),
    };
    let trust = catalogue::add_organisation(&tx, &operator(), new).await.unwrap().id;
    tx.commit().await.unwrap();
    trust
}

/// Somebody known, who has this role there.
async fn member(db: &TestDatabase, key: &str, start: &str, organisation: OrganisationId, role: Role) {
    let person = enter(db, key, start, "1980-01-01").await;
    let tx = db.begin().await.unwrap();
    let from = oslo::date(tx.now());
    let new = NewMembership { person, organisation, unit: None, role, from, until: None };
    people::add_membership(&tx, Actor::System, new).await.unwrap();
    tx.commit().await.unwrap();
}

/// A site whose people log in at a test login that is not its own, and that asks a register which is not its own either.
struct Abroad {
    browser: Browser,
    accounts: Arc<Mutex<Vec<Account>>>,
    /// What the register says, by number.
    register: Register,
}

type Register = Arc<Mutex<BTreeMap<String, Value>>>;

struct People(Arc<Mutex<Vec<Account>>>);

#[async_trait::async_trait]
impl Accounts for People {
    async fn find(&self, hint: &str) -> Option<Account> {
        self.0.lock().unwrap().iter().find(|account| account.key == hint).cloned()
    }

    async fn list(&self, _: testid::Service, _: testid::Language) -> Vec<Account> {
        Vec::new()
    }
}

async fn person(
    State((register, now)): State<(Register, Arc<ManualClock>)>,
    Json(asked): Json<Value>,
) -> Response {
    let Some(mut said) = register.lock().unwrap().get(asked["person"].as_str().unwrap()).cloned() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    said["version"] = json!(1);
    said["as_of"] = json!(now.now());
    Json(said).into_response()
}

async fn related(State((_, now)): State<(Register, Arc<ManualClock>)>) -> Json<Value> {
    Json(json!({ "version": 1, "as_of": now.now(), "acts_for": [], "represented_by": [] }))
}

impl Abroad {
    async fn start(db: TestDatabase) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = format!("http://{}", listener.local_addr().unwrap());
        let providers = [
            ("CITIZEN", testid::Provider::Idporten),
            ("CLINICIAN", testid::Provider::Helseid),
            ("ORDERER", testid::Provider::Ansattporten),
        ];
        let details = r#"[{"type": "ansattporten:altinn:resource", "resource": "urn:altinn:resource:demo"}]"#;
        let mut environment = vec![
            ("RESEPTOR_PRIVACY_COMPONENT_URL".to_owned(), at.clone()),
            ("RESEPTOR_PRIVACY_COMPONENT_TOKEN".to_owned(), "proving-key-1".to_owned()),
            ("RESEPTOR_LOGIN_ORDERER_AUTHORIZATION_DETAILS".to_owned(), details.to_owned()),
        ];
        for (service, provider) in providers {
            let issuer = format!("{at}/testid/{}", provider.path());
            environment.push((format!("RESEPTOR_LOGIN_{service}_ISSUER"), issuer));
            environment.push((format!("RESEPTOR_LOGIN_{service}_CLIENT_ID"), "portal".to_owned()));
        }
        let environment: Vec<_> = environment.iter().map(|(name, value)| (&**name, value.clone())).collect();
        let clock = db.clock.clone();
        let browser = Browser::with(db, &environment).await;
        let logins = &browser.app.identity.logins;
        let jwks = logins.jwks().await.unwrap();
        let clients = providers.map(|(_, provider)| {
            let jwks = jwks.clone();
            testid::Client::new(provider, "portal", logins.redirect_uri(), move || jwks.clone())
        });
        let organisation = testid::Organisation {
            number: "983544622".into(),
            name: "Demo helseforetak".into(),
            role: "orderer".into(),
        };
        let accounts = Arc::new(Mutex::new(vec![Account {
            key: "newcomer".into(),
            name: "Kari Nordmann Ny".into(),
            purpose: String::new(),
            pid: number("058190127"),
            level: testid::Level::High,
            hpr: Some(testid::Hpr { number: "9144955".into(), professions: vec!["LE".into()] }),
            organisations: vec![organisation],
        }]));
        let settings = testid::Config::new(format!("{at}/testid"), clients.into());
        let time = clock.clone();
        let people = Arc::new(People(accounts.clone()));
        let testid = testid::router(settings, people, Arc::new(move || time.now()));
        let register = Register::default();
        let routes = Router::new()
            .route("/v1/person", post(person))
            .route("/v1/related", post(related))
            .with_state((register.clone(), clock));
        let routes = routes.nest("/testid", testid);
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { browser, accounts, register }
    }

    /// In a browser of its own, through every redirect.
    async fn log_in(&self, service: &str, hint: &str) -> (String, reqwest::Response) {
        self.browser.forget();
        let mut at = format!("/logg-inn?tjeneste={service}&login_hint={hint}");
        loop {
            let answer = self.browser.get(&at).await;
            match answer.headers().get(header::LOCATION) {
                Some(next) => at = next.to_str().unwrap().to_owned(),
                None => return (at, answer),
            }
        }
    }
}

/// A provider whose people log in and out at addresses of their own, as at ID-porten.
async fn spread_out() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let document = json!({
        "issuer": issuer,
        "authorization_endpoint": "http://127.0.0.1:1/authorize",
        "end_session_endpoint": "http://127.0.0.1:1/logout",
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"),
        "pushed_authorization_request_endpoint": format!("{issuer}/par"),
    });
    let routes = Router::new().route("/.well-known/openid-configuration", get(async move || Json(document)));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    issuer
}

on_both! {
    async fn forms_may_lead_to_where_a_provider_logs_people_out(db: TestDatabase) {
        let issuer = spread_out().await;
        let environment = [
            ("RESEPTOR_LOGIN_CITIZEN_ISSUER", issuer.clone()),
            ("RESEPTOR_LOGIN_CITIZEN_CLIENT_ID", "portal".to_owned()),
        ];
        let browser = Browser::with(db, &environment).await;
        let targets = async || {
            let page = browser.get("/om").await;
            let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
            policy.split(';').find(|part| part.contains("form-action")).unwrap().trim().to_owned()
        };
        assert_eq!(targets().await, format!("form-action 'self' {issuer}"));
        browser.app.identity.logins.look_up().await;
        assert_eq!(targets().await, "form-action 'self' http://127.0.0.1:1");
    }

    async fn an_orderer_logs_in_through_the_login_that_the_configuration_says(db: TestDatabase) {
        let trust = trust(&db).await;
        member(&db, "orderer", "068190128", trust, Role::Orderer).await;
        let environment = [("RESEPTOR_LOGIN_ORDERER_PRESET", "helseid".to_owned())];
        let browser = Browser::with(db, &environment).await;
        let begun = browser.get("/logg-inn?tjeneste=bestiller&login_hint=orderer&neste=/om").await;
        let at = begun.headers()["location"].to_str().unwrap().to_owned();
        assert!(at.starts_with(&format!("{}/testid/helseid/authorize?", browser.base)), "{at}");
        let (at, page) = browser.follow(&at).await;
        assert!(at.ends_with("/om"), "{at}: {}", page.text().await.unwrap());
        let (_, page) = browser.follow("/logg-inn?tjeneste=bestiller&login_hint=parent").await;
        assert_eq!(page.status(), StatusCode::FORBIDDEN, "no orderer");
        // F9, in whichever role.
        let (_, page) = browser.follow("/logg-inn?tjeneste=bestiller&login_hint=orderer").await;
        assert_eq!(page.status(), StatusCode::OK);
        let number = number("068190128").parse().unwrap();
        let known = people::find_person_by_number(&*browser.db, &number).await.unwrap().unwrap();
        let dead = people::FactsChange { status: Some(PersonStatus::Dead), ..Default::default() };
        let tx = browser.db.begin().await.unwrap();
        people::change_facts(&tx, &operator(), known.id, dead, "test").await.unwrap();
        tx.commit().await.unwrap();
        let (_, page) = browser.follow("/logg-inn?tjeneste=bestiller&login_hint=orderer").await;
        assert_eq!(page.status(), StatusCode::FORBIDDEN, "F9");
    }

    async fn a_newcomer_is_entered_as_the_register_and_the_login_say(db: TestDatabase) {
        let trust = trust(&db).await;
        let abroad = Abroad::start(db).await;
        let browser = &abroad.browser;
        let newcomer = number("058190127");
        let find = async || {
            let number = newcomer.parse().unwrap();
            people::find_person_by_number(&*browser.db, &number).await.unwrap()
        };
        // Neither the register nor the login says a name.
        abroad.register.lock().unwrap().clear();
        let (_, page) = abroad.log_in("innbygger", "newcomer").await;
        assert_eq!(page.status(), StatusCode::FORBIDDEN);
        assert!(page.text().await.unwrap().contains("Registeret vi bruker, kjenner deg ikke ennå"));
        abroad.register.lock().unwrap().insert(newcomer.clone(), json!({ "person": away::facts("1981-01-01") }));
        let (_, page) = abroad.log_in("innbygger", "newcomer").await;
        assert_eq!((page.status(), find().await), (StatusCode::FORBIDDEN, None));

        // HelseID tells one; but the trust is not verified yet, and holds no terms.
        let (_, page) = abroad.log_in("behandler", "newcomer").await;
        assert_eq!((page.status(), find().await), (StatusCode::FORBIDDEN, None), "in no role, and so not entered");
        let tx = browser.db.begin().await.unwrap();
        catalogue::verify_organisation(&tx, &operator(), trust).await.unwrap();
        let parties = catalogue::Parties::A1 { body: trust };
        let (terms, from) = (Phrase::new("1.0").unwrap(), oslo::date(tx.now()));
        let new = catalogue::NewAgreement { parties, terms, from, until: None };
        catalogue::add_agreement(&tx, &operator(), new).await.unwrap();
        tx.commit().await.unwrap();
        let (at, page) = abroad.log_in("behandler", "newcomer").await;
        assert_eq!(page.status(), StatusCode::OK, "{at}");
        assert!(at.ends_with("/forskriver"), "{at}");
        let text = page.text().await.unwrap();
        assert!(text.contains("Kari Nordmann Ny") && text.contains("Demo helseforetak"), "{text}");
        let person = find().await.unwrap();
        assert_eq!((person.name.family.to_string(), person.born().to_string()), ("Ny".into(), "1981-01-01".into()));

        // Known now, the same person comes as a citizen and as an orderer, by a right that Ansattporten tells.
        for (service, home) in [("innbygger", "/mine-verktoy"), ("bestiller", "/bestiller")] {
            let (at, page) = abroad.log_in(service, "newcomer").await;
            assert!(at.ends_with(home) && page.status() == StatusCode::OK, "{service}: {at}");
        }
        // Whom the trust lets go has lost the role, in a session that is open as well.
        let orderer = browser.cookies.lock().unwrap().clone();
        abroad.accounts.lock().unwrap()[0].organisations.clear();
        let (_, page) = abroad.log_in("bestiller", "newcomer").await;
        assert_eq!(page.status(), StatusCode::FORBIDDEN);
        *browser.cookies.lock().unwrap() = orderer;
        let page = browser.get("/bestiller").await;
        assert_eq!(page.status(), StatusCode::SEE_OTHER, "to the login");
    }
}
