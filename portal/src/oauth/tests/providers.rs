//! Providers that are registered by the configuration.

use axum::{Json, Router, routing::get};
use database::testing::on_both;

use super::*;

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
}
