//! The kill switch for a vendor, across two instances on the same data.

use database::testing::on_both;
use jiff::SignedDuration;

use super::{tool::Stage, *};

on_both! {
    async fn a_vendor_stopped_at_one_instance_is_stopped_at_the_other_at_once(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let browser = &stage.browser;
        let client = stage.client_of(stage.tool).await;
        browser.log_in("parent").await;
        stage.ticket().await;
        let code = stage.authorize(client, &[]).await.unwrap();
        let form = [
            ("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        let tokens = stage.token(client, &form).await;
        // The other instance, with a pool and held catalogue of its own.
        let second = browser.db.second_instance().await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut config = Config::from_parts(None, [("RESEPTOR_LISTEN".into(), "127.0.0.1:0".into())]).unwrap();
        config.bound(listener.local_addr().unwrap());
        let elsewhere = config.issuer();
        let app = App::new(config, second).unwrap();
        let service = app.router().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
        let there = async || {
            let headers = [("authorization", bearer.as_str())];
            browser.send(Method::GET, &format!("{elsewhere}/oauth2/userinfo"), &[], &headers).await.status()
        };
        assert_eq!(there().await, StatusCode::OK, "both take it");
        assert_eq!(stage.userinfo(&tokens).await, StatusCode::OK);
        let (operator, vendor) = (stage.world.operator, stage.world.vendor.organisation);
        let note = catalogue::PerLocale::bokmal("Lekkasje.".parse().unwrap());
        let tx = browser.db.begin().await.unwrap();
        approval::stop_vendor(&tx, &operator, approval::StopVendor { vendor, note }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(there().await, StatusCode::UNAUTHORIZED, "the very next request, with no time in between");
        assert_eq!(stage.userinfo(&tokens).await, StatusCode::UNAUTHORIZED);
        // Released, what is dead stays dead, at both.
        browser.db.clock.advance(SignedDuration::from_secs(1));
        stage.drain().await;
        let tx = browser.db.begin().await.unwrap();
        approval::release_vendor(&tx, &operator, vendor).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(there().await, StatusCode::UNAUTHORIZED);
        assert!(stage.authorize(client, &[]).await.is_ok(), "a new login is a new login");
    }
}
