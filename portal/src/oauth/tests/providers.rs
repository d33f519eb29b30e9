//! Providers that are registered by the configuration.

use axum::{Json, Router, routing::get};
use database::{Read, testing::on_both};
use kernel::{OrganisationId, oslo};
use people::{NewMembership, Role};

use super::*;

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
    }
}
