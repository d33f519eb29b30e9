//! Logins at the built-in provider as they are, and at one that does not play by the rules.

mod hostile;

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use database::{Database, Read, testing::on_both};
use kernel::{Locale, LoginLevel};
use testid::{Account, Accounts, Client, Config, Hpr, Language, Level, Organisation};

use super::*;
use crate::{Params, Reach, secret::Secret};

pub(super) const PUBLIC: &str = "http://127.0.0.1:9";

pub(super) fn number(start: &str) -> String {
    let mut made = (0..100).map(|end| format!("{start}{end:02}"));
    made.find(|one| testid::is_synthetic_number(one)).unwrap()
}

struct People;

#[async_trait]
impl Accounts for People {
    async fn find(&self, hint: &str) -> Option<Account> {
        let account = |key: &str, pid: String, level| Account {
            key: key.into(),
            name: "Per Demo".into(),
            purpose: String::new(),
            pid,
            level,
            hpr: None,
            organisations: Vec::new(),
        };
        let organisation =
            Organisation { number: "983544622".into(), name: "Demo".into(), role: "vendor".into() };
        match hint {
            "parent" => Some(account("parent", number("018190123"), Level::High)),
            "weak" => Some(account("weak", number("018190124"), Level::Substantial)),
            "physician" => Some(Account {
                hpr: Some(Hpr { number: "9999999".into(), professions: vec!["LE".into(), "PS".into()] }),
                organisations: vec![organisation],
                ..account("physician", number("028190124"), Level::High)
            }),
            "vendor" => Some(Account {
                organisations: vec![organisation],
                ..account("vendor", number("038190125"), Level::High)
            }),
            _ => None,
        }
    }

    async fn list(&self, _: testid::Service, _: Language) -> Vec<Account> {
        Vec::new()
    }
}

pub(super) fn logins(db: &Database, providers: BTreeMap<Service, ProviderSettings>) -> Logins {
    Logins::new(LoginOptions {
        db: db.clone(),
        public: PUBLIC.into(),
        providers,
        floor: LoginLevel::High,
        keys: KeyStore::new(db.clone()),
        fetch: Fetch::new(Reach::DEMO).unwrap(),
    })
    .unwrap()
}

async fn built_in(db: &Database) -> Logins {
    built_in_asked(db, None).await
}

/// The built-in provider on a port of its own, with the platform registered for three services, asking for these details.
async fn built_in_asked(db: &Database, details: Option<serde_json::Value>) -> Logins {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/testid", listener.local_addr().unwrap());
    let settings = |preset, provider: testid::Provider| ProviderSettings {
        preset,
        issuer: format!("{base}/{}", provider.path()),
        client_id: "portal".into(),
        authorization_details: details.clone(),
    };
    let providers = BTreeMap::from([
        (Service::Citizen, settings(Preset::Idporten, testid::Provider::Idporten)),
        (Service::Clinician, settings(Preset::Helseid, testid::Provider::Helseid)),
        (Service::Vendor, settings(Preset::Ansattporten, testid::Provider::Ansattporten)),
    ]);
    let logins = logins(db, providers);
    let jwks = logins.jwks().await.unwrap();
    let clients = [testid::Provider::Idporten, testid::Provider::Helseid, testid::Provider::Ansattporten]
        .map(|provider| {
            let jwks = jwks.clone();
            let mut client = Client::new(provider, "portal", logins.redirect_uri(), move || jwks.clone());
            client.services =
                vec![testid::Service::Citizen, testid::Service::Clinician, testid::Service::Vendor];
            client
        });
    let clock = db.clock().clone();
    let router =
        testid::router(Config::new(base, clients.to_vec()), Arc::new(People), Arc::new(move || clock.now()));
    let app = axum::Router::new().nest("/testid", router);
    tokio::spawn(async move { axum::serve(listener, app).await });
    logins
}

pub(super) const fn wish(service: Service) -> Begin<'static> {
    Begin {
        service,
        next: "/mine-verktoy",
        login_hint: None,
        anew: false,
        level: None,
        locale: Locale::Nb,
        browser: None,
    }
}

/// What the provider sends the browser back with.
async fn visit(url: &str) -> Params {
    let client =
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
    let answer = client.get(url).send().await.unwrap();
    let location = answer.headers()["location"].to_str().unwrap().to_owned();
    assert!(location.starts_with(&format!("{PUBLIC}/logg-inn/retur?")), "{location}");
    Params::parse(location.split_once('?').unwrap().1).unwrap()
}

async fn log_in(logins: &Logins, service: Service, hint: &str) -> Result<Completed> {
    let begun = logins.begin(Begin { login_hint: Some(hint), ..wish(service) }).await?;
    logins.complete(&visit(&begun.url).await, Some(&begun.browser)).await
}

on_both! {
    async fn a_citizen_logs_in_at_the_built_in_provider(db: TestDatabase) {
        let logins = built_in(&db).await;
        let completed = log_in(&logins, Service::Citizen, "parent").await.unwrap();
        assert_eq!((completed.service, completed.next.as_str()), (Service::Citizen, "/mine-verktoy"));
        assert_eq!(completed.person.number.expose(), number("018190123"));
        assert_eq!((completed.person.level, completed.person.authenticated_at.as_second()), (LoginLevel::High, db.now().as_second()));
        assert!(completed.person.upstream.sid.is_some() && completed.person.hint.is_some());
    }

    async fn a_clinician_logs_in_with_bound_tokens_and_brings_number_professions_and_organisation(db: TestDatabase) {
        let logins = built_in(&db).await;
        let person = log_in(&logins, Service::Clinician, "physician").await.unwrap().person;
        let hpr = person.hpr.unwrap();
        assert_eq!(hpr.number.to_string(), "9999999");
        assert_eq!(hpr.professions, Some(vec![kernel::Profession::Le, kernel::Profession::Ps]));
        assert_eq!(person.organisations.unwrap()[0].number.to_string(), "983544622");
        assert_eq!(person.name.map(|name| name.to_string()).as_deref(), Some("Per Demo"));
    }

    async fn somebody_of_an_organisation_brings_it_where_it_is_asked_for(db: TestDatabase) {
        let unasked = log_in(&built_in(&db).await, Service::Vendor, "vendor").await.unwrap().person;
        assert_eq!(unasked.organisations, None);
        for (kind, role) in [("ansattporten:altinn:resource", Some("vendor")), ("ansattporten:altinn:service", None)] {
            let details = json!([{ "type": kind, "resource": "urn:altinn:resource:demo" }]);
            let logins = built_in_asked(&db, Some(details)).await;
            let of = async |hint| log_in(&logins, Service::Vendor, hint).await.unwrap().person.organisations.unwrap();
            let parties = of("vendor").await;
            assert_eq!((parties[0].number.to_string().as_str(), parties[0].role.as_deref()), ("983544622", role));
            assert!(of("parent").await.is_empty(), "whoever acts for nobody says so");
        }
    }

    async fn t3_a_login_below_the_floor_is_refused(db: TestDatabase) {
        let logins = built_in(&db).await;
        let weak = log_in(&logins, Service::Citizen, "weak").await;
        assert!(matches!(weak, Err(Error::Login(LoginError::Level | LoginError::Refused(_)))), "{weak:?}");
    }

    async fn row_10_a_login_is_completed_once_by_the_browser_that_began_it(db: TestDatabase) {
        let logins = built_in(&db).await;
        let begun = logins.begin(Begin { login_hint: Some("parent"), ..wish(Service::Citizen) }).await.unwrap();
        let params = visit(&begun.url).await;
        let stranger = Secret::new([1; 32]);
        for browser in [None, Some(&stranger)] {
            assert!(matches!(logins.complete(&params, browser).await, Err(Error::Login(LoginError::Unknown))));
        }
        assert!(logins.complete(&params, Some(&begun.browser)).await.is_ok());
        assert!(matches!(logins.complete(&params, Some(&begun.browser)).await, Err(Error::Login(LoginError::Unknown))));
        let late = logins.begin(Begin { login_hint: Some("parent"), ..wish(Service::Citizen) }).await.unwrap();
        let params = visit(&late.url).await;
        db.clock.advance(jiff::SignedDuration::from_mins(11));
        assert!(matches!(logins.complete(&params, Some(&late.browser)).await, Err(Error::Login(LoginError::Unknown))));
    }
}
