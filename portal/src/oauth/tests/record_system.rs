//! A clinician logs in to record systems: at the organisation that is chosen, which is asked for where it is not the system's.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, State},
    routing::post,
};
use database::{Read, testing::on_both};
use kernel::{ClientId, OrganisationId, oslo};
use people::{NewMembership, Practitioner, Role};

use super::{
    tool::{Stage, attribute},
    *,
};

/// Said where the choice ends a login.
const LEAVES: &str = "Du er logget inn i journalsystemet til";

/// Which record systems have been told that a login is over.
type Told = Arc<Mutex<Vec<String>>>;

async fn logged_out(State(told): State<Told>, Path(whose): Path<String>) {
    told.lock().unwrap().push(whose);
}

/// A psychologist of the trust who is at work in the municipality too.
struct Rounds {
    stage: Stage,
    number: String,
    /// Where record systems take logout tokens.
    at: String,
    told: Told,
}

impl Rounds {
    async fn new(db: TestDatabase) -> Self {
        let stage = Stage::smart(db).await;
        let (db, world) = (&stage.browser.db, &stage.world);
        let kernel::Clinician { person, hpr, professions, .. } = world.psychologist.clone();
        let tx = db.begin().await.unwrap();
        people::upsert_practitioner(&tx, &Practitioner { person, hpr, professions }).await.unwrap();
        let from = oslo::date(tx.now());
        for organisation in [world.trust, world.municipality] {
            let role = Role::Clinician;
            let new = NewMembership { person, organisation, unit: None, role, from, until: None };
            people::add_membership(&tx, Actor::System, new).await.unwrap();
        }
        tx.commit().await.unwrap();
        let number = people::reveal_number(&**db, person).await.unwrap().expose();
        let told = Told::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = format!("http://{}", listener.local_addr().unwrap());
        let routes = Router::new().route("/{whose}", post(logged_out)).with_state(told.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { stage, number, at, told }
    }

    async fn system_of(&self, organisation: OrganisationId, name: &str) -> ClientId {
        let metadata = json!({
            "redirect_uris": [REDIRECT], "scope": "openid launch offline_access",
            "backchannel_logout_uri": format!("{}/{name}", self.at),
        });
        let party = Party::RecordSystem(organisation);
        let tx = self.stage.browser.db.begin().await.unwrap();
        let client = client::add(&tx, Actor::System, party, &metadata, &terms(Reach::DEMO)).await.unwrap();
        tx.commit().await.unwrap();
        client.id
    }

    fn request(&self, client: ClientId) -> String {
        let browser = &self.stage.browser;
        let address = browser.request(&[("login_hint", &self.number)]);
        let address = address.replace(&browser.client, &client.to_string());
        address.replace("openid+profile+pid", "openid+launch+offline_access")
    }

    /// The page that asks, and the organisation that is marked on it.
    async fn asked(&self, address: &str) -> (String, String) {
        let (at, page) = self.stage.browser.follow(address).await;
        assert!(at.contains("/velg-virksomhet?neste=%2Foauth2%2Fauthorize%3F"), "{at}");
        assert_eq!(page.status(), StatusCode::OK);
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains("http://localhost:9;"), "the answer ends at the client: {policy}");
        let page = page.text().await.unwrap();
        assert!(page.contains("Systemet du logger inn i"), "{page}");
        let marked = attribute(&page, "main input[type=radio][checked]", "value");
        (page, marked)
    }

    /// Where the answer leads.
    async fn choose(&self, page: &str, organisation: OrganisationId) -> String {
        let answer = self.stage.answer(page, &[("workplace", &organisation.to_string())]).await;
        answer.headers()[header::LOCATION].to_str().unwrap().to_owned()
    }

    async fn tokens(&self, client: ClientId, address: &str) -> Value {
        let (at, _) = self.stage.browser.follow(address).await;
        let code = query(&at).remove("code").unwrap_or_else(|| panic!("{at}"));
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        self.stage.token(client, &form).await
    }
}

on_both! {
    async fn the_organisation_is_asked_for_where_another_is_chosen_and_a_change_ends_the_login(db: TestDatabase) {
        let rounds = Rounds::new(db).await;
        let (stage, world) = (&rounds.stage, &rounds.stage.world);
        let trust = rounds.system_of(world.trust, "trust").await;
        let municipality = rounds.system_of(world.municipality, "municipality").await;
        let (page, marked) = rounds.asked(&rounds.request(municipality)).await;
        assert_eq!(marked, world.municipality.to_string(), "at the login");
        assert!(!page.contains(LEAVES), "one is logged in to no record system yet: {page}");
        let refused = query(&rounds.choose(&page, world.trust).await);
        assert_eq!(refused["error"], "access_denied", "another choice is an answer");
        let (page, marked) = rounds.asked(&rounds.request(municipality)).await;
        assert_eq!(marked, world.municipality.to_string(), "and where another was chosen");
        let next = rounds.choose(&page, world.municipality).await;
        let first = rounds.tokens(municipality, &next).await;
        assert!(first.get("return_url").is_none(), "{first}");
        assert_eq!(stage.userinfo(&first).await, StatusCode::OK);

        let silent = stage.authorize(trust, &[("prompt", "none")]).await;
        assert_eq!(silent, Err("interaction_required".to_owned()), "nothing may be shown");
        let (page, marked) = rounds.asked(&rounds.request(trust)).await;
        assert_eq!(marked, world.trust.to_string());
        assert!(page.contains(LEAVES), "what the choice ends is said: {page}");
        let next = rounds.choose(&page, world.trust).await;
        let second = rounds.tokens(trust, &next).await;
        assert_eq!(stage.userinfo(&second).await, StatusCode::OK);
        assert_eq!(stage.userinfo(&first).await, StatusCode::UNAUTHORIZED);
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", first["refresh_token"].as_str().unwrap())];
        assert_eq!(stage.token(municipality, &refresh).await["error"], "invalid_grant");
        stage.drain().await;
        assert_eq!(*rounds.told.lock().unwrap(), ["municipality"], "the other goes on");

        // Chosen back: what has ended does not live again, and a new login is one.
        let page = stage.browser.get("/velg-virksomhet").await.text().await.unwrap();
        assert!(page.contains(LEAVES) && !page.contains("name=\"svar\""), "nothing waits for a no: {page}");
        rounds.choose(&page, world.municipality).await;
        for ended in [&first, &second] {
            assert_eq!(stage.userinfo(ended).await, StatusCode::UNAUTHORIZED);
        }
        assert!(stage.authorize(municipality, &[("prompt", "none")]).await.is_ok());
    }

    async fn whoever_says_no_goes_back_to_the_record_system_and_nothing_has_changed(db: TestDatabase) {
        let rounds = Rounds::new(db).await;
        let (stage, world) = (&rounds.stage, &rounds.stage.world);
        let trust = rounds.system_of(world.trust, "trust").await;
        let municipality = rounds.system_of(world.municipality, "municipality").await;
        let (page, _) = rounds.asked(&rounds.request(trust)).await;
        let next = rounds.choose(&page, world.trust).await;
        let held = rounds.tokens(trust, &next).await;
        let (page, _) = rounds.asked(&rounds.request(municipality)).await;
        let no = stage.answer(&page, &[("svar", "nei")]).await;
        let told = query(no.headers()[header::LOCATION].to_str().unwrap());
        assert_eq!((told["error"].as_str(), told["state"].as_str()), ("access_denied", "tilstand"));
        assert_eq!(stage.userinfo(&held).await, StatusCode::OK);
        assert!(stage.authorize(trust, &[("prompt", "none")]).await.is_ok(), "one works where one did");
        let waited = attribute(&page, "main input[name=neste]", "value");
        assert_eq!(stage.browser.get(&waited).await.status(), StatusCode::BAD_REQUEST, "it is answered once");
        let again = stage.answer(&page, &[("svar", "nei")]).await;
        assert_eq!(again.headers()[header::LOCATION], "/forskriver", "there is nobody to tell any more");
    }

    async fn where_the_clinician_does_not_work_nobody_is_let_in_nor_asked(db: TestDatabase) {
        let rounds = Rounds::new(db).await;
        let (stage, world) = (&rounds.stage, &rounds.stage.world);
        let trust = rounds.system_of(world.trust, "trust").await;
        let elsewhere = rounds.system_of(world.vendor.organisation, "elsewhere").await;
        let (page, _) = rounds.asked(&rounds.request(trust)).await;
        let next = rounds.choose(&page, world.trust).await;
        assert!(rounds.tokens(trust, &next).await["access_token"].is_string());
        assert_eq!(stage.authorize(elsewhere, &[]).await, Err("access_denied".to_owned()));
    }
}
