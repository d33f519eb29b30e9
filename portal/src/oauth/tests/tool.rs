//! Starts that end in a real tool: the demonstration's own program on a port of its own, and a plain client beside it.

use std::sync::Arc;

use approval::{Lift, Suspend};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use catalogue::{Launch, PerLocale, SuspensionReason};
use database::{
    Read,
    outbox::Worker,
    testing::{TestDatabase, on_both},
};
use demo_tool::{Key, Kind, Tool};
use jiff::SignedDuration;
use kernel::{ClientId, LoginLevel, ToolId};
use launch::representation::{Evidence, ParentRole, Parenthood, Relation, Responsibility};
use metrics_exporter_prometheus::PrometheusBuilder;
use prescriber::{Prescribe, Prescription, testing::World};
use scraper::{Html, Selector};

use super::*;

/// A site, its citizen in a browser, and a tool that the citizen has been prescribed.
pub(super) struct Stage {
    pub(super) browser: Browser,
    pub(super) world: World,
    pub(super) tool: ToolId,
    /// The tool's own address.
    pub(super) at: String,
    pub(super) one: Prescription,
}

pub(super) fn attribute(page: &str, selector: &str, name: &str) -> String {
    let page = Html::parse_document(page);
    let found = page.select(&Selector::parse(selector).unwrap()).next().expect(selector);
    found.attr(name).expect(name).to_owned()
}

impl Stage {
    /// The tool is launched as `launch` makes of its address.
    pub(super) async fn new(db: TestDatabase, launch: impl FnOnce(&str) -> Launch) -> Self {
        Self::at(Browser::on(db).await, launch).await
    }

    pub(super) async fn at(browser: Browser, launch: impl FnOnce(&str) -> Launch) -> Self {
        let db = &browser.db;
        let world = World::new(db).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let tx = db.begin().await.unwrap();
        let content = catalogue::Content { launch: launch(&at), ..prescriber::testing::content() };
        let tool = prescriber::testing::publish(&tx, &world.vendor, content).await;
        let form = Prescribe { tool, ..world.form(&tx, browser.parent) };
        let one = prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap();
        tx.commit().await.unwrap();
        let mut config = demo_tool::Config {
            platform: browser.base.parse().unwrap(),
            public: at.parse().unwrap(),
            tools: vec![Tool::new("demo-dagbok", "", "Demo-dagbok", Kind::Central)],
            key: Key::generate().unwrap(),
        };
        let metadata = demo_tool::client_metadata(&config, "demo-dagbok").unwrap();
        config.tools[0].client_id = add_client(db, tool, &metadata).await.to_string();
        let clock = db.clock.clone();
        let clock = Arc::new(move || kernel::Clock::now(&*clock));
        tokio::spawn(async move { demo_tool::serve(listener, config, clock).await.unwrap() });
        Self { browser, world, tool, at, one }
    }

    pub(super) async fn smart(db: TestDatabase) -> Self {
        Self::smart_on(Browser::on(db).await).await
    }

    pub(super) async fn smart_on(browser: Browser) -> Self {
        Self::at(browser, |at| Launch::Smart { url: format!("{at}/launch/demo-dagbok").parse().unwrap() })
            .await
    }

    fn path(&self, rest: &str) -> String {
        format!("/mine-verktoy/{}{rest}", self.one.id)
    }

    /// A public client of a tool, whose tokens the test holds itself.
    pub(super) async fn client_of(&self, tool: ToolId) -> ClientId {
        let metadata =
            json!({ "redirect_uris": [REDIRECT], "scope": "openid profile pid launch offline_access" });
        add_client(&self.browser.db, tool, &metadata).await
    }

    /// Sends the form of the page that asks.
    pub(super) async fn post(&self, rest: &str) -> Response {
        let page = self.browser.get(&self.path(rest)).await.text().await.unwrap();
        let value = |name: &str| attribute(&page, &format!("main input[name={name}]"), "value");
        let (csrf, subject) = (value("csrf"), value("subject"));
        let form = [("csrf", csrf.as_str()), ("subject", subject.as_str())];
        self.browser.send(Method::POST, &self.path(rest), &form, &[]).await
    }

    /// Sends a form of a page of the citizen's with what it hides.
    pub(super) async fn confirm(&self, path: &str, selector: &str) -> Response {
        let page = self.browser.get(path).await.text().await.unwrap();
        let parsed = Html::parse_document(&page);
        let inputs = Selector::parse(&format!("{selector} input[type=hidden]")).unwrap();
        let hidden = |input: scraper::ElementRef<'_>| {
            (input.attr("name").unwrap().to_owned(), input.attr("value").unwrap().to_owned())
        };
        let form: Vec<_> = parsed.select(&inputs).map(hidden).collect();
        let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.browser.send(Method::POST, &attribute(&page, selector, "action"), &form, &[]).await
    }

    /// Starts the tool, with the permission that it needs: the ticket.
    pub(super) async fn ticket(&self) -> String {
        let started = self.post("/tillatelse").await;
        let location = started.headers()[header::LOCATION].to_str().unwrap().to_owned();
        query(&location)["launch"].clone()
    }

    /// Follows every redirect, to the tool and back.
    pub(super) async fn wander(&self, response: Response) -> Response {
        let mut response = response;
        for _ in 0..10 {
            let here = response.url().clone();
            let Some(next) = response.headers().get(header::LOCATION) else { return response };
            let next = here.join(next.to_str().unwrap()).unwrap();
            response = self.browser.get(next.as_str()).await;
        }
        panic!("too many redirects")
    }

    /// What `/oauth2/authorize` answers for this client: its code, or the error.
    pub(super) async fn authorize(&self, client: ClientId, more: &[(&str, &str)]) -> Result<String, String> {
        let id = client.to_string();
        let address = self.browser.request(more).replace(&self.browser.client, &id);
        let address = address.replace("openid+profile+pid", "openid+launch+offline_access");
        let (at, page) = self.browser.follow(&address).await;
        assert!(at.starts_with(REDIRECT), "{at}: {}", page.text().await.unwrap());
        let mut answer = query(&at);
        answer.remove("code").ok_or_else(|| answer.remove("error").unwrap())
    }

    /// Where a request by the tool itself leads while it lacks the permission: the page that asks, and its policy for forms.
    pub(super) async fn question(&self, client: ClientId, more: &[(&str, &str)]) -> (String, String) {
        let address = self.browser.request(more).replace(&self.browser.client, &client.to_string());
        let (at, page) = self.browser.follow(&address.replace("openid+profile+pid", "openid+launch")).await;
        assert!(at.contains("/tillatelse?neste=%2Foauth2%2Fauthorize%3F"), "{at}");
        assert_eq!(page.status(), StatusCode::OK);
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(
            policy.contains("form-action 'self' http://localhost:9;"),
            "the answer ends at the client: {policy}"
        );
        (at, page.text().await.unwrap())
    }

    /// Sends the form of that page, with these fields changed: where it leads.
    pub(super) async fn answer(&self, page: &str, changed: &[(&str, &str)]) -> Response {
        let parsed = Html::parse_document(page);
        let inputs = Selector::parse("main input[type=hidden]").unwrap();
        let mut form: Vec<(String, String)> = parsed
            .select(&inputs)
            .map(|input| (input.attr("name").unwrap().to_owned(), input.attr("value").unwrap().to_owned()))
            .filter(|(name, _)| !changed.iter().any(|(other, _)| other == name))
            .collect();
        // Empty: left out.
        let changed = changed.iter().filter(|(_, value)| !value.is_empty());
        form.extend(changed.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let action = attribute(page, "main form", "action");
        self.browser.send(Method::POST, &action, &form, &[]).await
    }

    /// The parent is logged in and acts for a child of five that has been prescribed the tool.
    pub(super) async fn act_for_child(&self) -> PersonId {
        let child = self.child("2021-01-01").await;
        self.browser.log_in("parent").await;
        self.act_for(child).await;
        child
    }

    /// The parent's child, who has been prescribed the tool.
    pub(super) async fn child(&self, born: &str) -> PersonId {
        let (browser, world) = (&self.browser, &self.world);
        let tx = browser.db.begin().await.unwrap();
        let child = prescriber::testing::person(&tx, "Child", born.parse().unwrap()).await;
        let evidence = Parenthood { responsibility: Responsibility::Both, role: ParentRole::Mother };
        let relation = Relation {
            basis: launch::representation::Basis::PARENT,
            evidence: Evidence::Parenthood(evidence),
        };
        launch::enter_relation(&tx, browser.parent, child, relation, Some(true)).await.unwrap();
        let terms = catalogue::Parties::A5 {
            enterprise: world.trust,
            vendor: world.vendor.organisation,
            tool: self.tool,
        };
        prescriber::testing::agree(&tx, &world.operator, terms).await;
        let form = Prescribe { tool: self.tool, ..world.form(&tx, child) };
        prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap();
        tx.commit().await.unwrap();
        child
    }

    /// One who lacks the capacity to consent, with the parent as closest next of kin and holder of an assigned power of attorney to this last
    /// day, and a prescription that allows one.
    pub(super) async fn ward(&self, last: &str) -> (PersonId, kernel::RelationId) {
        let (browser, world) = (&self.browser, &self.world);
        let tx = browser.db.begin().await.unwrap();
        let born = "1950-05-05".parse().unwrap();
        let giver =
            prescriber::testing::person_with(&tx, "Giver", born, |entry| entry.lacks_capacity = true).await;
        let mandate = launch::representation::Mandate {
            from: kernel::oslo::date(browser.db.now()),
            until: Some(last.parse().unwrap()),
            ended: None,
            passed_on: false,
            closest_next_of_kin: true,
            scopes: Vec::new(),
        };
        let basis = launch::representation::Basis::ASSIGNED;
        let relation = Relation { basis, evidence: Evidence::Mandate(mandate) };
        let id = launch::enter_relation(&tx, browser.parent, giver, relation, None).await.unwrap();
        let terms = catalogue::Parties::A5 {
            enterprise: world.trust,
            vendor: world.vendor.organisation,
            tool: self.tool,
        };
        prescriber::testing::agree(&tx, &world.operator, terms).await;
        let form = Prescribe { tool: self.tool, ..world.form(&tx, giver) };
        prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap();
        tx.commit().await.unwrap();
        (giver, id)
    }

    /// Whoever is logged in begins to act for this person.
    pub(super) async fn act_for(&self, person: PersonId) {
        let browser = &self.browser;
        let page = browser.get("/logg-ut").await.text().await.unwrap();
        let csrf = attribute(&page, "main input[name=csrf]", "value");
        let form = [("csrf", csrf.as_str()), ("person", &person.to_string())];
        let acting = browser.send(Method::POST, "/min-side/representasjon", &form, &[]).await;
        assert_eq!(acting.status(), StatusCode::SEE_OTHER);
    }

    pub(super) async fn token(&self, client: ClientId, form: &[(&str, &str)]) -> Value {
        let client = client.to_string();
        let mut form = form.to_vec();
        form.push(("client_id", &client));
        self.browser.send(Method::POST, "/oauth2/token", &form, &[]).await.json().await.unwrap()
    }

    /// The proof that the parent may see this person's things.
    pub(super) async fn acting(&self, subject: PersonId) -> launch::Acting {
        let registers = &*self.browser.app.identity.registers;
        let pair = launch::pair(registers, self.browser.parent, subject).await.unwrap();
        launch::acting(&pair, LoginLevel::High, crate::oauth::FLOOR, self.browser.db.now()).unwrap()
    }

    pub(super) async fn userinfo(&self, tokens: &Value) -> StatusCode {
        let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
        self.browser.send(Method::GET, "/oauth2/userinfo", &[], &[("authorization", &bearer)]).await.status()
    }

    /// Runs the side effects that wait.
    pub(super) async fn drain(&self) {
        let handlers = crate::background::handlers(&self.browser.app).unwrap();
        Worker::new((*self.browser.db).clone(), handlers).drain().await.unwrap();
    }

    pub(super) async fn tool_page(&self) -> (StatusCode, String) {
        let page = self.browser.get(&format!("{}/tool/demo-dagbok", self.at)).await;
        (page.status(), page.text().await.unwrap())
    }
}

pub(super) async fn add_client(db: &TestDatabase, tool: ToolId, metadata: &Value) -> ClientId {
    let tx = db.begin().await.unwrap();
    let client =
        client::add(&tx, Actor::System, Party::Tool(tool), metadata, &terms(Reach::DEMO)).await.unwrap();
    tx.commit().await.unwrap();
    client.id
}

on_both! {
    async fn an_hti_start_is_a_form_that_the_real_tool_takes_once(db: TestDatabase) {
        let stage = Stage::new(db, |at| Launch::Hti { url: format!("{at}/hti/uke-for-uke").parse().unwrap() }).await;
        let browser = &stage.browser;
        browser.log_in("parent").await;
        let page = stage.post("/tillatelse").await;
        assert_eq!(page.status(), StatusCode::OK);
        assert_eq!(page.headers()["cache-control"], "no-store");
        assert_eq!(page.headers()["referrer-policy"], "no-referrer");
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains(&format!("form-action 'self' {}", stage.at)), "{policy}");
        let page = page.text().await.unwrap();
        let address = format!("{}/hti/uke-for-uke", stage.at);
        assert_eq!(attribute(&page, "form:has(input[name=token])", "action"), address);
        assert_eq!(attribute(&page, "form:has(input[name=token]) button", "type"), "submit", "works without scripts");
        let token = attribute(&page, "input[name=token]", "value");
        let claims = BASE64_URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
        let claims: Value = serde_json::from_slice(&claims).unwrap();
        let party = Party::Tool(stage.tool);
        let task = format!("Task/{}", party.task(browser.db.keyring(), None, stage.one.id));
        assert_eq!((&claims["resource"], &claims["intent"]), (&json!(task), &json!("evening")));
        assert_eq!(claims["definition"], json!(crate::fhir::address_of(&browser.app, stage.tool)));
        let said = claims.to_string();
        for personal in ["Kari", "Demo", &number("018190123"), &browser.parent.to_string()] {
            assert!(!said.contains(personal), "{personal}: {said}");
        }
        let send = async || browser.send(Method::POST, &address, &[("token", &token)], &[]).await;
        let shown = stage.wander(send().await).await;
        assert_eq!(shown.status(), StatusCode::OK);
        let shown = shown.text().await.unwrap();
        assert!(shown.contains(&task.replace('/', "&#x2f;")) && shown.contains("evening"), "{shown}");
        assert_eq!(send().await.status(), StatusCode::BAD_REQUEST, "once");
        // It stands in the history as any start does, and the prescription is in use.
        let history = browser.get("/min-side/historikk").await.text().await.unwrap();
        assert_eq!(Html::parse_document(&history).select(&Selector::parse("tbody tr").unwrap()).count(), 1);
        let scope = prescriber::PatientScope::of(&kernel::Citizen::oneself(browser.parent));
        let one = prescriber::find_for_patient(&*browser.db, scope, stage.one.id).await.unwrap().unwrap();
        assert_eq!(one.state.stage(), prescriber::Stage::Active);
        // A token that nobody took in time is worthless.
        let late = stage.post("/start").await.text().await.unwrap();
        let late = attribute(&late, "input[name=token]", "value");
        browser.db.clock.advance(SignedDuration::from_secs(300));
        let late = browser.send(Method::POST, &address, &[("token", &late)], &[]).await;
        assert_eq!(late.status(), StatusCode::BAD_REQUEST);
    }

    async fn a_tool_that_lacks_only_the_permission_gets_its_own_answer_after_the_question(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let browser = &stage.browser;
        let own = stage.client_of(stage.tool).await;
        browser.log_in("parent").await;
        let silent = stage.authorize(own, &[("prompt", "none")]).await;
        assert_eq!(silent, Err("consent_required".to_owned()), "nothing may be shown");

        // No: the client is told, once.
        let (at, page) = stage.question(own, &[]).await;
        let refused = stage.answer(&page, &[("svar", "nei")]).await;
        let location = refused.headers()[header::LOCATION].to_str().unwrap().to_owned();
        assert_eq!((refused.status(), location.starts_with(REDIRECT)), (StatusCode::SEE_OTHER, true), "{location}");
        let told = query(&location);
        assert_eq!((told["error"].as_str(), told["state"].as_str()), ("access_denied", "tilstand"));
        assert!(!browser.get(&at).await.text().await.unwrap().contains("name=\"neste\""), "it waits no longer");

        // Only a request of this tool that waits in this browser is gone on with.
        let (at, page) = stage.question(own, &[("ui_locales", "nn")]).await;
        assert!(at.contains("/nn/verktoy/"), "{at}");
        for foreign in ["https://evil.example/", "//evil.example", "/oauth2/authorize?client_id=x&request_uri=y"] {
            let slug = at.split('?').next().unwrap();
            let other = browser.get(&format!("{slug}?neste={}", encoded(foreign))).await.text().await.unwrap();
            assert!(!other.contains("name=\"neste\""), "{foreign}");
            let back = stage.answer(&page, &[("svar", "nei"), ("neste", foreign)]).await;
            assert!(back.headers()[header::LOCATION].to_str().unwrap().starts_with("/nn/verktoy/"), "{foreign}");
        }
        let cookie = browser.cookies.lock().unwrap().remove("reseptor-login").unwrap();
        let other = browser.get(&at).await.text().await.unwrap();
        assert!(!other.contains("name=\"neste\""), "another browser's");
        browser.cookies.lock().unwrap().insert("reseptor-login".into(), cookie);

        // Yes: the client that asked has its code, without a new launch.
        let given = stage.answer(&page, &[]).await;
        let location = given.headers()[header::LOCATION].to_str().unwrap().to_owned();
        assert!(location.starts_with("/oauth2/authorize?"), "{location}");
        let (at, _) = browser.follow(&location).await;
        assert!(at.starts_with(REDIRECT), "{at}");
        let code = query(&at)["code"].clone();
        let form = [
            ("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        assert_eq!(stage.userinfo(&stage.token(own, &form).await).await, StatusCode::OK);
        assert_eq!(browser.get(&location).await.status(), StatusCode::BAD_REQUEST, "used up (row 16)");
        assert!(stage.authorize(own, &[("prompt", "none")]).await.is_ok(), "nothing is asked any more");
    }

    async fn the_question_of_a_tool_comes_after_the_login_that_it_asked_for(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let own = stage.client_of(stage.tool).await;
        stage.browser.log_in("parent").await;
        stage.browser.db.clock.advance(SignedDuration::from_secs(60));
        let anew = [("prompt", "login"), ("login_hint", "parent")];
        let (_, page) = stage.question(own, &anew).await;
        let given = stage.answer(&page, &[]).await;
        let (at, _) = stage.browser.follow(given.headers()[header::LOCATION].to_str().unwrap()).await;
        assert!(query(&at).contains_key("code"), "the login is not asked for twice: {at}");
    }

    async fn acting_for_a_child_the_question_names_it_and_the_answer_is_for_it(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let browser = &stage.browser;
        let own = stage.client_of(stage.tool).await;
        let child = stage.act_for_child().await;
        let (_, page) = stage.question(own, &[]).await;
        assert!(page.contains("Test Child"), "named");
        let unsure = stage.answer(&page, &[("subject", &browser.parent.to_string())]).await;
        assert_eq!(unsure.status(), StatusCode::OK, "made for another person: asked again");
        let unsure = unsure.text().await.unwrap();
        assert_eq!(attribute(&unsure, "main input[name=neste]", "value"), attribute(&page, "main input[name=neste]", "value"));
        let given = stage.answer(&unsure, &[]).await;
        let (at, _) = browser.follow(given.headers()[header::LOCATION].to_str().unwrap()).await;
        let code = query(&at).remove("code").unwrap_or_else(|| panic!("{at}"));
        let form = [
            ("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        let tokens = stage.token(own, &form).await;
        let claims = BASE64_URL_SAFE_NO_PAD.decode(tokens["id_token"].as_str().unwrap().split('.').nth(1).unwrap());
        let claims: Value = serde_json::from_slice(&claims.unwrap()).unwrap();
        assert_eq!(claims["representation"]["basis"], "parent", "{claims}");
        for (subject, given) in [(child, true), (browser.parent, false)] {
            let whole = stage.acting(subject).await.whole().unwrap();
            assert_eq!(launch::has_permitted(&*browser.db, &whole, stage.tool).await.unwrap(), given);
        }
    }

    async fn row_27_a_launch_is_good_once_for_its_person_its_tool_and_this_server(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let browser = &stage.browser;
        enter(&browser.db, "other", "018190125", "1982-02-02").await;
        let own = stage.client_of(stage.tool).await;
        let other_tool = stage.client_of(stage.world.tool).await;
        browser.log_in("parent").await;
        let ticket = stage.ticket().await;
        let refused = Err("invalid_request".to_owned());
        assert_eq!(stage.authorize(own, &[("launch", "unknown")]).await, refused);
        for aud in ["https://evil.example/fhir", "http://127.0.0.1:1/fhir"] {
            let answer = stage.authorize(own, &[("launch", &ticket), ("aud", aud)]).await;
            assert_eq!(answer, Err("invalid_target".to_owned()), "{aud}");
        }
        assert_eq!(stage.authorize(other_tool, &[("launch", &ticket)]).await, refused, "another client's");
        browser.forget();
        browser.log_in("other").await;
        assert_eq!(stage.authorize(own, &[("launch", &ticket)]).await, refused, "another person's");
        // None of them used it up.
        browser.forget();
        browser.log_in("parent").await;
        let fhir = format!("{}/fhir", browser.base);
        let code = stage.authorize(own, &[("launch", &ticket), ("aud", &fhir)]).await.unwrap();
        let form = [
            ("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        let tokens = stage.token(own, &form).await;
        assert_eq!(tokens["intent"], "evening", "{tokens}");
        assert_eq!(stage.authorize(own, &[("launch", &ticket)]).await, refused, "again");
        let late = stage.ticket().await;
        browser.db.clock.advance(launch::TICKET_LASTS);
        assert_eq!(stage.authorize(own, &[("launch", &late)]).await, refused, "expired");
    }

    async fn a_suspended_tools_logins_end_and_lifting_brings_none_of_them_back(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let browser = &stage.browser;
        let own = stage.client_of(stage.tool).await;
        browser.log_in("parent").await;
        // The real tool has somebody logged in; a second client of it holds tokens that the test sees.
        let shown = stage.wander(stage.post("/tillatelse").await).await;
        assert!(shown.url().as_str().starts_with(&format!("{}/tool/demo-dagbok", stage.at)), "{}", shown.url());
        let csrf = attribute(&shown.text().await.unwrap(), "input[name=csrf]", "value");
        let code = stage.authorize(own, &[]).await.unwrap();
        let form = [
            ("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        let tokens = stage.token(own, &form).await;
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", tokens["refresh_token"].as_str().unwrap())];
        assert_eq!(stage.userinfo(&tokens).await, StatusCode::OK);
        stage.drain().await;

        let operator = approval::Party::Operator(stage.world.operator);
        let note = || PerLocale::bokmal("Feil i utregningen.".parse().unwrap());
        let (tool, reason) = (stage.tool, SuspensionReason::Security);
        let tx = browser.db.begin().await.unwrap();
        approval::suspend(&tx, &operator, Suspend { tool, reason, note: note() }).await.unwrap();
        tx.commit().await.unwrap();
        // Before any side effect has run, tokens are dead at their next use.
        assert_eq!(stage.userinfo(&tokens).await, StatusCode::UNAUTHORIZED);
        let asked = format!("{}/tool/demo-dagbok/userinfo", stage.at);
        let asked = browser.send(Method::POST, &asked, &[("csrf", &csrf)], &[]).await;
        assert_eq!(asked.status(), StatusCode::UNAUTHORIZED, "the tool's own token");
        assert_eq!(stage.tool_page().await.0, StatusCode::OK, "the tool does not know yet that it is over");
        // The tool is told, and ends its session.
        stage.drain().await;
        let (status, page) = stage.tool_page().await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert!(page.contains("Du er ikke lenger logget inn"), "{page}");
        assert!(identity::grant::list_live(&*browser.db, browser.parent).await.unwrap().is_empty());
        let start = stage.post("/start").await;
        assert_eq!(start.status(), StatusCode::FORBIDDEN);

        let tx = browser.db.begin().await.unwrap();
        approval::lift(&tx, &operator, Lift { tool, reason, note: note() }).await.unwrap();
        tx.commit().await.unwrap();
        stage.drain().await;
        // What is given in the microsecond of the end would be dead with the rest.
        browser.db.clock.advance(jiff::SignedDuration::from_secs(2));
        assert_eq!(stage.userinfo(&tokens).await, StatusCode::UNAUTHORIZED);
        assert_eq!(stage.token(own, &refresh).await["error"], "invalid_grant");
        assert_eq!(stage.tool_page().await.0, StatusCode::UNAUTHORIZED);
        // A new start is a new login, for which nothing is asked.
        let again = stage.wander(stage.post("/start").await).await;
        assert_eq!(again.status(), StatusCode::OK);
        assert_eq!(stage.tool_page().await.0, StatusCode::OK);
    }

    async fn metrics_count_logins_and_starts_and_tell_of_nobody(db: TestDatabase) {
        let recorder = crate::web::metrics::configure(PrometheusBuilder::new()).unwrap().build_recorder();
        let shown = recorder.handle();
        // Everything here runs on this one thread.
        let _here = metrics::set_default_local_recorder(&recorder);
        let stage = Stage::smart(db).await;
        stage.browser.log_in("parent").await;
        stage.browser.log_in("child-5").await;
        stage.ticket().await;
        let tx = stage.browser.db.begin().await.unwrap();
        let operator = approval::Party::Operator(stage.world.operator);
        let note = PerLocale::bokmal("Feil.".parse().unwrap());
        let stop = Suspend { tool: stage.tool, reason: SuspensionReason::Security, note };
        approval::suspend(&tx, &operator, stop).await.unwrap();
        tx.commit().await.unwrap();
        stage.post("/start").await;
        let shown = shown.render();
        // The start that was allowed, and the one that was refused; the one that the question for the permission interrupted is none of them.
        assert!(shown.contains("reseptor_decision_duration_seconds_count{moment=\"start\"} 2"), "{shown}");
        let mut counted: Vec<_> = shown
            .lines()
            .filter(|line| line.starts_with("reseptor_logins_total") || line.starts_with("reseptor_launches_total"))
            .collect();
        counted.sort_unstable();
        assert_eq!(counted, [
            "reseptor_launches_total{kind=\"smart\",outcome=\"allowed\"} 1",
            "reseptor_launches_total{kind=\"smart\",outcome=\"refused\"} 1",
            "reseptor_logins_total{service=\"innbygger\"} 1",
        ]);
        let (person, prescription) = (stage.browser.parent.to_string(), stage.one.id.to_string());
        for personal in ["Kari", &number("018190123"), &person, &prescription, &stage.tool.to_string(), "launch="] {
            assert!(!shown.contains(personal), "{personal}: {shown}");
        }
    }
}
