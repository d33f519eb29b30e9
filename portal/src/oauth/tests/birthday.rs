//! A token that acts for a child, on the child's sixteenth birthday: at FHIR, storage, userinfo and introspection alike.

use std::sync::atomic::{AtomicU64, Ordering};

use catalogue::{NewSuspension, PerLocale, SuspensionReason};
use database::{Database, Read, testing::on_both};
use identity::{Algorithm, SigningKey};
use jiff::SignedDuration;
use kernel::{ClientId, PersonId};

use super::{
    tool::{Stage, add_client},
    *,
};

/// A parent logged in to a tool for a child, and every place that takes the token.
pub(super) struct Held {
    pub(super) stage: Stage,
    pub(super) client: ClientId,
    pub(super) key: SigningKey,
    pub(super) tokens: Value,
}

static COUNT: AtomicU64 = AtomicU64::new(0);

impl Held {
    /// For this person, whom the parent may act for.
    pub(super) async fn about(stage: Stage, subject: PersonId) -> Self {
        let key = SigningKey::generate(Algorithm::Es256).unwrap();
        let metadata = json!({
            "redirect_uris": [REDIRECT], "scope": "openid launch storage offline_access patient/Observation.cr",
            "token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [key.public()]},
        });
        let client = add_client(&stage.browser.db, stage.tool, &metadata).await;
        stage.browser.log_in("parent").await;
        stage.act_for(subject).await;
        let (_, page) = stage.question(client, &[]).await;
        stage.answer(&page, &[]).await;
        let address = stage.browser.request(&[]).replace(&stage.browser.client, &client.to_string());
        let address = address
            .replace("openid+profile+pid", "openid+launch+storage+offline_access+patient%2FObservation.crs");
        let (at, page) = stage.browser.follow(&address).await;
        assert!(at.contains("/for-hvem?"), "{at}");
        let page = page.text().await.unwrap();
        let yes = stage.answer(&page, &[("person", &subject.to_string())]).await;
        let (at, _) = stage.browser.follow(yes.headers()[header::LOCATION].to_str().unwrap()).await;
        let code = query(&at).remove("code").unwrap_or_else(|| panic!("{at}"));
        let mut held = Self { stage, client, key, tokens: Value::Null };
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        held.tokens = held.machine("/oauth2/token", &form).await.1;
        assert_eq!(held.everywhere().await, [201, 201, 200, 200], "{}", held.tokens);
        held
    }

    /// Posts to a machine's address with the client's own authentication.
    async fn machine(&self, path: &str, form: &[(&str, &str)]) -> (u16, Value) {
        let sent = self.authenticated(path, form).await;
        (sent.status().as_u16(), sent.json().await.unwrap())
    }

    async fn authenticated(&self, path: &str, form: &[(&str, &str)]) -> Response {
        let (id, now) = (self.client.to_string(), self.stage.browser.db.now().as_second());
        let claims = json!({
            "iss": id, "sub": id, "aud": self.stage.browser.base, "iat": now, "exp": now + 60,
            "jti": format!("away-{}", COUNT.fetch_add(1, Ordering::Relaxed)),
        });
        let assertion = self.key.sign("JWT", &claims).unwrap();
        let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        let own =
            [("client_id", id.as_str()), ("client_assertion_type", kind), ("client_assertion", &assertion)];
        self.stage.browser.send(Method::POST, path, &[form, &own].concat(), &[]).await
    }

    async fn call(&self, method: Method, path: &str, kind: &str, body: String) -> u16 {
        let bearer = format!("Bearer {}", self.tokens["access_token"].as_str().unwrap());
        let request = self.stage.browser.http.request(method, format!("{}{path}", self.stage.browser.base));
        let request = request.header("authorization", bearer).header("content-type", kind).body(body);
        request.send().await.unwrap().status().as_u16()
    }

    /// What FHIR, storage, userinfo and introspection answer; a token that is not active counts as 401.
    pub(super) async fn everywhere(&self) -> [u16; 4] {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let observation = json!({
            "resourceType": "Observation", "status": "final", "effectiveDateTime": self.stage.browser.db.now().to_string(),
            "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]}, "valueInteger": count,
        });
        let fhir = self
            .call(Method::POST, "/fhir/Observation", "application/fhir+json", observation.to_string())
            .await;
        let path = format!("/api/v1/storage/n{count}");
        let storage = self.call(Method::PUT, &path, "text/plain", "x".to_owned()).await;
        let userinfo = self.call(Method::GET, "/oauth2/userinfo", "text/plain", String::new()).await;
        let token = self.tokens["access_token"].as_str().unwrap();
        let (status, told) = self.machine("/oauth2/introspect", &[("token", token)]).await;
        let introspected = if told["active"] == json!(false) { 401 } else { status };
        [fhir, storage, userinfo, introspected]
    }

    pub(super) async fn refresh(&self) -> (u16, Value) {
        let token = self.tokens["refresh_token"].as_str().unwrap();
        self.machine("/oauth2/token", &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    /// Gives the login up.
    pub(super) async fn revoke(&self) -> bool {
        let token = self.tokens["refresh_token"].as_str().unwrap();
        self.authenticated("/oauth2/revoke", &[("token", token)]).await.status() == StatusCode::OK
    }
}

on_both! {
    async fn row_28_f1_on_the_sixteenth_birthday_a_live_token_dies_everywhere(db: TestDatabase) {
        // 23:40 in Oslo, the day before.
        db.clock.advance(SignedDuration::from_mins(13 * 60 + 40));
        let stage = Stage::smart(db).await;
        let child = stage.child("2010-11-23").await;
        let held = Held::about(stage, child).await;
        held.stage.browser.db.clock.advance(SignedDuration::from_mins(12));
        let (_, fresh) = held.refresh().await;
        let held = Held { tokens: fresh, ..held };
        held.stage.browser.db.clock.advance(SignedDuration::from_mins(7));
        assert_eq!(held.everywhere().await, [201, 201, 200, 200], "23:59");
        held.stage.browser.db.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(held.everywhere().await, [401, 401, 401, 401], "midnight: the token itself would live two minutes more");
        assert_eq!(held.refresh().await.1["error"], "invalid_grant");
    }

    async fn row_28_f7_a_live_token_dies_everywhere_with_the_power_of_attorney_that_it_rests_on(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let (giver, attorney) = stage.ward("2027-01-31").await;
        let mut held = Held::about(stage, giver).await;
        let other = SigningKey::generate(Algorithm::Es256).unwrap();
        let metadata = json!({
            "redirect_uris": [REDIRECT], "scope": "openid", "token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [other.public()]},
        });
        let stranger = add_client(&held.stage.browser.db, held.stage.tool, &metadata).await;
        let db = Database::clone(&held.stage.browser.db);
        // The decision stands in the log with its facts: the tool began by itself, so that no launch's line has it.
        let noted = async |action: &str| {
            let entries = database::audit::list_before(&db, None, 500).await.unwrap();
            entries.into_iter().filter(|entry| entry.action == action).map(|entry| entry.detail).collect::<Vec<_>>()
        };
        let given = noted("grant.give").await;
        assert_eq!(given[0]["decision"]["basis"], "assigned_poa", "{given:?}");
        assert!(given[0]["decision"]["as_of"].is_string() && given[0]["decision"]["facts"].is_object(), "{given:?}");
        let tx = db.begin().await.unwrap();
        launch::end_attorney(&tx, attorney, giver).await.unwrap();
        tx.commit().await.unwrap();
        let before = noted("launch.refuse").await.len();
        // Another's client is told nothing, and nothing comes of its asking (row 20).
        let token = held.tokens["access_token"].as_str().unwrap().to_owned();
        let own = (held.client, std::mem::replace(&mut held.key, other));
        held.client = stranger;
        assert_eq!(held.machine("/oauth2/introspect", &[("token", &token)]).await, (200, json!({"active": false})));
        assert_eq!(noted("launch.refuse").await.len(), before);
        (held.client, held.key) = own;
        assert_eq!(held.everywhere().await, [401, 401, 401, 401]);
        let refused = noted("launch.refuse").await;
        assert_eq!(refused.len(), before + 1, "the first use has ended the login, which is in the log with its reason");
        assert_eq!(held.refresh().await.1["error"], "invalid_grant");
        assert_eq!(held.refresh().await.1["error"], "invalid_grant");
        assert_eq!(noted("launch.refuse").await.len(), before + 1, "tried again and again it does not fill the log");
        assert!(!refused[0]["refused_by"].as_array().unwrap().is_empty(), "{refused:?}");
    }

    async fn t1_what_is_refused_again_after_a_good_refresh_is_in_the_log_again(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let child = stage.child("2021-01-01").await;
        let mut held = Held::about(stage, child).await;
        for (stopped, lines) in [(true, 1), (true, 1), (false, 1), (true, 2)] {
            let (db, tool) = (&held.stage.browser.db, held.stage.tool);
            let (by, reason) = (Actor::System, SuspensionReason::Security);
            let tx = db.begin().await.unwrap();
            // Without what follows in the background, which ends logins.
            if stopped {
                let new = NewSuspension { reason, cause: String::new(), note: PerLocale::default() };
                catalogue::add_suspension(&tx, by, tool, new).await.unwrap();
            } else {
                catalogue::lift_suspension(&tx, by, tool, reason, "").await.unwrap();
            }
            tx.commit().await.unwrap();
            let (status, told) = held.refresh().await;
            assert_eq!(status == 200, !stopped, "{told}");
            let log = database::audit::list_before(&**db, None, 500).await.unwrap();
            let refused = log.iter().filter(|entry| entry.action == "launch.refuse");
            assert_eq!(refused.count(), lines, "stopped: {stopped}");
            if !stopped {
                held.tokens = told;
            }
        }
    }

    async fn row_28_f7_a_live_token_dies_everywhere_when_the_power_of_attorneys_last_day_is_over(db: TestDatabase) {
        // 23:40 in Oslo.
        db.clock.advance(SignedDuration::from_mins(13 * 60 + 40));
        let stage = Stage::smart(db).await;
        let (giver, _) = stage.ward("2026-11-22").await;
        let held = Held::about(stage, giver).await;
        held.stage.browser.db.clock.advance(SignedDuration::from_mins(19));
        let (_, fresh) = held.refresh().await;
        let held = Held { tokens: fresh, ..held };
        assert_eq!(held.everywhere().await, [201, 201, 200, 200], "23:59 on the last day");
        held.stage.browser.db.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(held.everywhere().await, [401, 401, 401, 401]);
        assert_eq!(held.refresh().await.1["error"], "invalid_grant");
    }
}
