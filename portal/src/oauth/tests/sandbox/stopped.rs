//! A vendor that is stopped has no sandbox while it lasts, and nothing that was in it comes back with the vendor (§10).

use approval::StopVendor;
use database::outbox::Worker;
use jiff::SignedDuration;

use super::*;

impl Yard {
    /// Starts the tool: the ticket.
    async fn ticket(&self) -> String {
        let who = self.who();
        let sent = self.post("/start", &[("who", &who)]).await;
        query(sent.headers()[header::LOCATION].to_str().unwrap())["launch"].clone()
    }

    /// What this client is answered by the authorization endpoint: its code, or the error.
    async fn authorize(&self, client: &str, more: &[(&str, &str)]) -> Result<String, String> {
        let address = self.browser.request(more).replace(&self.browser.client, client);
        let address = address.replace("openid+profile+pid", "openid+launch+offline_access");
        let (at, _) = self.browser.follow(&address).await;
        let mut answer = query(&at);
        answer.remove("code").ok_or_else(|| answer.remove("error").unwrap())
    }

    async fn token(&self, client: &str, form: &[(&str, &str)]) -> Value {
        let form = [form, &[("client_id", client)]].concat();
        self.browser.send(Method::POST, "/oauth2/token", &form, &[]).await.json().await.unwrap()
    }

    async fn redeem(&self, client: &str, code: &str) -> Value {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        self.token(client, &form).await
    }

    async fn userinfo(&self, tokens: &Value) -> StatusCode {
        let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
        self.browser.send(Method::GET, "/oauth2/userinfo", &[], &[("authorization", &bearer)]).await.status()
    }

    /// Runs the side effects that wait, and lets two seconds go by.
    async fn drain(&self) {
        let handlers = crate::background::handlers(&self.browser.app).unwrap();
        Worker::new((*self.browser.db).clone(), handlers).drain().await.unwrap();
        self.browser.db.clock.advance(SignedDuration::from_secs(2));
    }
}

on_both! {
    async fn a_stopped_vendors_sandbox_is_dead_at_once_and_starts_anew_when_the_stop_is_lifted(db: TestDatabase) {
        let yard = Yard::new(db).await;
        let (db, vendor) = (&yard.browser.db, yard.vendor.organisation);
        yard.log_in().await;
        let metadata = json!({
            "redirect_uris": [REDIRECT], "initiate_login_uri": "http://localhost:9/launch", "scope": "openid launch offline_access",
        });
        let client = yard.register(&metadata).await.to_string();
        let code = yard.authorize(&client, &[("launch", &yard.ticket().await)]).await.unwrap();
        let tokens = yard.redeem(&client, &code).await;
        assert_eq!(yard.userinfo(&tokens).await, StatusCode::OK, "{tokens}");
        // On their way: a code, and two starts.
        let waiting = yard.authorize(&client, &[]).await.unwrap();
        let (one, two) = (yard.ticket().await, yard.ticket().await);
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", tokens["refresh_token"].as_str().unwrap())];

        let note = PerLocale::bokmal("Lekkasje.".parse().unwrap());
        let tx = db.begin().await.unwrap();
        approval::stop_vendor(&tx, &operator(), StopVendor { vendor, note }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(yard.userinfo(&tokens).await, StatusCode::UNAUTHORIZED, "at once");
        assert_eq!(yard.token(&client, &refresh).await["error"], "invalid_grant");
        assert_eq!(yard.redeem(&client, &waiting).await["error"], "invalid_grant");
        assert_eq!(yard.authorize(&client, &[("launch", &one)]).await, Err("access_denied".to_owned()));
        assert_eq!(yard.authorize(&client, &[]).await, Err("access_denied".to_owned()), "nor by itself");
        let who = yard.who();
        for path in ["/start", "/kontroll"] {
            let refused = yard.post(path, &[("who", &who)]).await;
            assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert!(refused.text().await.unwrap().contains("Verktøyet er stanset"), "{path}");
        }

        yard.drain().await;
        let tx = db.begin().await.unwrap();
        approval::release_vendor(&tx, &operator(), vendor).await.unwrap();
        tx.commit().await.unwrap();
        yard.drain().await;
        assert_eq!(yard.userinfo(&tokens).await, StatusCode::UNAUTHORIZED, "what is dead stays dead");
        assert_eq!(yard.token(&client, &refresh).await["error"], "invalid_grant");
        assert_eq!(yard.authorize(&client, &[("launch", &two)]).await, Err("access_denied".to_owned()));
        let silent = yard.authorize(&client, &[("prompt", "none")]).await;
        assert_eq!(silent, Err("login_required".to_owned()), "the test person is logged out");
        // The client is there again, and the vendor's own login never went.
        let code = yard.authorize(&client, &[("launch", &yard.ticket().await)]).await.unwrap();
        assert_eq!(yard.userinfo(&yard.redeem(&client, &code).await).await, StatusCode::OK);
    }
}
