//! The sandbox, with the demonstration's own program as a tool.

mod check;
mod stopped;

use std::sync::Arc;

use catalogue::{Claim, Content, PerLocale, ProfileClass, Register};
use database::{
    Read,
    testing::{TestDatabase, on_both},
};
use demo_tool::{Key, Kind, Tool};
use identity::{Account, GrantFacts, GrantPolicy, Moment, PolicyError, Scopes, session};
use kernel::{ClientId, LaunchId, LoginLevel, OrganisationId, RevisionId, ToolId, VendorUser};
use launch::representation::{Evidence, ParentRole, Parenthood, Relation, Responsibility};
use people::{NewMembership, Role};
use scraper::{Html, Selector};
use tokio::net::TcpListener;

use super::*;
use crate::oauth::{FLOOR, LaunchPolicy};

/// A vendor in a browser, with a draft and a test family.
struct Yard {
    browser: Browser,
    vendor: VendorUser,
    child: PersonId,
    /// Nobody's test person.
    stranger: PersonId,
    tool: ToolId,
    revision: RevisionId,
}

/// Attributes of everything that the selector finds.
fn attributes(page: &str, selector: &str, name: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
}

async fn relate(db: &TestDatabase, parent: PersonId, child: PersonId) {
    let basis = launch::representation::Basis::PARENT;
    let parenthood = Parenthood { responsibility: Responsibility::Both, role: ParentRole::Mother };
    let relation = Relation { basis, evidence: Evidence::Parenthood(parenthood) };
    let tx = db.begin().await.unwrap();
    launch::enter_relation(&tx, parent, child, relation, None).await.unwrap();
    tx.commit().await.unwrap();
}

fn member(person: PersonId, organisation: OrganisationId) -> NewMembership {
    let from = "2020-01-01".parse().unwrap();
    NewMembership { person, organisation, unit: None, role: Role::Vendor, from, until: None }
}

impl Yard {
    async fn new(db: TestDatabase) -> Self {
        let browser = Browser::on(db).await;
        let db = &browser.db;
        let child = people::find_person_by_account_key(&**db, "child-5").await.unwrap().unwrap().id;
        let person = enter(db, "vendor", "018190125", "1981-01-01").await;
        let stranger = enter(db, "stranger", "018190126", "1981-01-01").await;
        relate(db, browser.parent, child).await;
        let number = "974760673".parse().unwrap();
        let found = catalogue::find_organisation_by_number(&**db, number).await.unwrap();
        let vendor = VendorUser { person, organisation: found.unwrap().id };
        let tx = db.begin().await.unwrap();
        people::add_membership(&tx, Actor::System, member(person, vendor.organisation)).await.unwrap();
        for one in [browser.parent, child] {
            people::list_as_test_person(&tx, Actor::System, one).await.unwrap();
        }
        let mut content = Content::new("Søvndagboka".parse().unwrap());
        content.profile = ProfileClass::Central;
        content.requested_claims = [Claim::Name].into();
        content.representation.declared = true;
        content.representation.how_shown = PerLocale::bokmal("Begge navnene står øverst.".parse().unwrap());
        let command = Register { content, slug: None };
        let (tool, revision) = catalogue::register(&tx, &vendor, command).await.unwrap();
        tx.commit().await.unwrap();
        Self { browser, vendor, child, stranger, tool: tool.id, revision: revision.id }
    }

    fn path(&self, rest: &str) -> String {
        format!("/leverandor/sandkasse/{}{rest}", self.tool)
    }

    async fn log_in(&self) {
        self.log_in_as("vendor").await;
    }

    async fn log_in_as(&self, key: &str) {
        self.browser.forget();
        let path = format!("/logg-inn?tjeneste=leverandor&login_hint={key}&neste=/leverandor/sandkasse");
        let (at, page) = self.browser.follow(&path).await;
        assert!(at.ends_with("/leverandor/sandkasse") && page.status() == StatusCode::OK, "{at}");
    }

    /// Posts as a form of the sandbox's page does.
    async fn post(&self, rest: &str, fields: &[(&str, &str)]) -> Response {
        let page = self.browser.get(&self.path("")).await.text().await.unwrap();
        let csrf = attributes(&page, "main input[name=csrf]", "value").remove(0);
        let fields: Vec<_> = fields.iter().copied().chain([("csrf", csrf.as_str())]).collect();
        self.browser.send(Method::POST, &self.path(rest), &fields, &[]).await
    }

    /// Registers this in the sandbox.
    async fn register(&self, metadata: &Value) -> ClientId {
        // Ids are in the order of time.
        self.browser.db.clock.advance(jiff::SignedDuration::from_secs(1));
        let sent = self.post("/klient", &[("metadata", &metadata.to_string())]).await;
        assert_eq!(sent.status(), StatusCode::SEE_OTHER, "{}", sent.text().await.unwrap());
        client::list_of(&*self.browser.db, Party::Sandbox(self.tool)).await.unwrap().pop().unwrap().id
    }

    /// The demonstration's program as this vendor's tool.
    async fn sound_tool(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let mut config = demo_tool::Config {
            platform: self.browser.base.parse().unwrap(),
            public: at.parse().unwrap(),
            tools: vec![Tool::new("dagbok", "", "Dagbok", Kind::Central)],
            key: Key::generate().unwrap(),
        };
        let metadata = demo_tool::client_metadata(&config, "dagbok").unwrap();
        config.tools[0].client_id = self.register(&metadata).await.to_string();
        let clock = self.browser.db.clock.clone();
        let clock = Arc::new(move || kernel::Clock::now(&*clock));
        tokio::spawn(async move { demo_tool::serve(listener, config, clock).await.unwrap() });
        at
    }

    fn who(&self) -> String {
        format!("{}.{}", self.browser.parent, self.child)
    }

    /// Follows every redirect, to the tool and back.
    async fn wander(&self, response: Response) -> Response {
        let mut response = response;
        for _ in 0..10 {
            let here = response.url().clone();
            let Some(next) = response.headers().get(header::LOCATION) else { return response };
            let next = here.join(next.to_str().unwrap()).unwrap();
            if next.host_str() == Some("another-platform.invalid") {
                return response;
            }
            response = self.browser.get(next.as_str()).await;
        }
        panic!("too many redirects")
    }

    async fn start(&self) -> Response {
        let who = self.who();
        let sent = self.post("/start", &[("who", &who)]).await;
        assert_eq!(sent.status(), StatusCode::SEE_OTHER, "{}", sent.text().await.unwrap());
        self.wander(sent).await
    }

    async fn call(&self, bearer: &str, method: Method, path: &str, body: Option<&Value>) -> (u16, Value) {
        let mut request = self.browser.http.request(method, format!("{}{path}", self.browser.base));
        request = request.header("authorization", bearer).header("content-type", "application/fhir+json");
        if let Some(body) = body {
            request = request.body(body.to_string());
        }
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        (status, serde_json::from_str(&response.text().await.unwrap()).unwrap_or_default())
    }

    /// Reports, reads back and stores as a real tool does; and nothing of it is beside what is real.
    async fn fhir_is_the_sandboxs_own(&self, bearer: &str, patient: &str) {
        let db = &*self.browser.db;
        let observation = json!({
            "resourceType": "Observation", "status": "final", "effectiveDateTime": db.now().to_string(),
            "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]}, "valueInteger": 12,
            "identifier": [{"system": "urn:tool", "value": "1"}],
        });
        let post =
            async |body: &Value| self.call(bearer, Method::POST, "/fhir/Observation", Some(body)).await;
        let (status, made) = post(&observation).await;
        assert_eq!(
            (status, &made["subject"]["reference"]),
            (201, &json!(format!("Patient/{patient}"))),
            "{made}"
        );
        assert_eq!(post(&observation).await.0, 200, "the same again");
        let mut other = observation.clone();
        other["valueInteger"] = json!(13);
        assert_eq!(post(&other).await.0, 409);
        let path = format!("/fhir/Observation/{}", made["id"].as_str().unwrap());
        let (status, back) = self.call(bearer, Method::GET, &path, None).await;
        assert_eq!((status, &back["valueInteger"]), (200, &json!(12)));
        let (status, told) = self.call(bearer, Method::GET, &format!("/fhir/Patient/{patient}"), None).await;
        assert_eq!((status, &told["id"]), (200, &json!(patient)));
        for (path, expected) in [("/fhir/Patient/x", 404), ("/fhir/Task/x", 403)] {
            assert_eq!(self.call(bearer, Method::GET, path, None).await.0, expected, "{path}");
        }
        assert_eq!(self.call(bearer, Method::PUT, "/api/v1/storage/prove", Some(&json!(1))).await.0, 201);
        assert_eq!(self.call(bearer, Method::GET, "/api/v1/storage/prove", None).await, (200, json!(1)));

        let scope = prescriber::PatientScope::of(&kernel::Citizen::oneself(self.child)).with_withheld();
        let real = prescriber::list_observations(db, scope, prescriber::Page::first(10)).await.unwrap();
        assert!(real.is_empty(), "nothing in the record");
        let shelf = launch::storage::Shelf::of_tool(self.tool, self.child);
        assert!(launch::storage::list_values(db, shelf).await.unwrap().is_empty());
        // Another client of the sandbox reads nothing of it.
        let id = made["id"].as_str().unwrap();
        let id = format!("obs_{id}").parse().unwrap();
        let stranger = kernel::Id::new(db.now(), &kernel::SeededEntropy::new(1));
        let found = launch::sandbox_report::find_observation(db, stranger, self.child, id).await.unwrap();
        assert!(found.is_none());
    }

    fn facts(
        &self,
        party: Party,
        account: Account,
        person: PersonId,
        launch: Option<LaunchId>,
    ) -> GrantFacts {
        GrantFacts {
            moment: Moment::Use,
            grant: None,
            client: kernel::Id::from_uuid(uuid::Uuid::nil()),
            party,
            account,
            person,
            subject: person,
            launch,
            prescription: None,
            scopes: Scopes::parse("openid").unwrap(),
            level: LoginLevel::High,
            authenticated_at: self.browser.db.now(),
        }
    }
}

on_both! {
    async fn a_vendor_alone_gets_from_a_draft_to_a_test_citizen_acting_for_a_test_child(db: TestDatabase) {
        let yard = Yard::new(db).await;
        yard.log_in().await;
        let at = yard.sound_tool().await;
        let page = yard.browser.get(&yard.path("")).await;
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains(&format!("form-action 'self' {at}")), "{policy}");
        let page = page.text().await.unwrap();
        assert!(page.contains("CLIENT_ID=client_") && page.contains("export ISSUER="), "ready to copy");
        let people = attributes(&page, "input[name=who]", "value");
        assert_eq!(people.len(), 2, "the parent, alone and for the child, who is too young to be alone: {people:?}");
        assert!(!page.contains(&yard.stranger.to_string()), "nobody else is offered");

        let shown = yard.start().await;
        assert_eq!((shown.url().as_str(), shown.status()), (format!("{at}/tool/dagbok").as_str(), StatusCode::OK));
        let shown = shown.text().await.unwrap();
        assert!(shown.contains("som forelder"), "{shown}");

        // The tool goes on as that person by itself, without a launch.
        let again = yard.wander(yard.browser.get(&format!("{at}/start/dagbok")).await).await;
        assert_eq!(again.status(), StatusCode::OK);

        // Nothing real has happened: no history, no login of the parent's, no page for the test person.
        let citizen = kernel::Citizen::oneself(yard.browser.parent);
        assert!(session::list_live(&*yard.browser.db, citizen.person).await.unwrap().is_empty());
        assert!(identity::grant::list_live(&*yard.browser.db, citizen.person).await.unwrap().is_empty());
        assert_eq!(launch::count_people_who_started(&*yard.browser.db, &[yard.tool], jiff::Timestamp::UNIX_EPOCH).await.unwrap().len(), 0);

        // Logged out by the vendor: the tokens are dead.
        assert_eq!(yard.post("/avslutt", &[]).await.status(), StatusCode::SEE_OTHER);
        let page = yard.browser.get(&yard.path("")).await.text().await.unwrap();
        assert!(attributes(&page, "form[action$='/avslutt']", "action").is_empty());
        let start = yard.browser.get(&format!("{at}/start/dagbok")).await;
        let chosen_first = yard.wander(start).await;
        assert!(chosen_first.url().path().starts_with("/leverandor/sandkasse/"), "{}", chosen_first.url());
    }

    async fn row_24_a_tool_in_the_sandbox_that_does_not_say_whose_session_it_ends_is_asked_first(db: TestDatabase) {
        let yard = Yard::new(db).await;
        yard.log_in().await;
        let at = yard.sound_tool().await;
        yard.start().await;
        let client = client::list_of(&*yard.browser.db, Party::Sandbox(yard.tool)).await.unwrap().pop().unwrap().id;
        let live = async || identity::grant::list_live(&*yard.browser.db, yard.browser.parent).await.unwrap().len();
        let tests = async || {
            let page = yard.browser.get(&yard.path("")).await.text().await.unwrap();
            attributes(&page, "form[action$='/avslutt']", "action").len()
        };
        assert_eq!((live().await, tests().await), (0, 1));
        let asked = yard.browser.get(&format!("/oauth2/end-session?client_id={client}")).await;
        assert_eq!(asked.status(), StatusCode::OK);
        let page = asked.text().await.unwrap();
        assert_eq!(tests().await, 1, "nothing has ended");
        let csrf = attributes(&page, "main input[name=csrf]", "value").remove(0);
        let id = client.to_string();
        let fields = [("client_id", id.as_str()), ("csrf", csrf.as_str()), ("sent_on", "1")];
        let ended = yard.browser.send(Method::POST, "/oauth2/end-session", &fields, &[]).await;
        assert_eq!(ended.status(), StatusCode::SEE_OTHER);
        assert_eq!(tests().await, 0, "the test person's, while the vendor is still here");
        let start = yard.wander(yard.browser.get(&format!("{at}/start/dagbok")).await).await;
        assert!(start.url().path().starts_with("/leverandor/sandkasse/"), "{}", start.url());
    }

    async fn a_sandbox_never_sees_a_real_person_and_a_real_client_never_a_test_session(db: TestDatabase) {
        let yard = Yard::new(db).await;
        let browser = &yard.browser;
        yard.log_in().await;
        let metadata = json!({ "redirect_uris": [REDIRECT], "initiate_login_uri": "http://localhost:9/launch", "scope": "openid launch storage patient/Observation.cr" });
        let sandbox = yard.register(&metadata).await.to_string();
        // A person who is nobody's test person is not there, alone or for a test child.
        for who in [format!("{0}.{0}", yard.stranger), format!("{}.{}", yard.stranger, yard.child), format!("{}.{}", browser.parent, yard.stranger)] {
            assert_eq!(yard.post("/start", &[("who", &who)]).await.status(), StatusCode::NOT_FOUND, "{who}");
        }
        let who = yard.who();
        let sent = yard.post("/start", &[("who", &who)]).await;
        let address = sent.headers()[header::LOCATION].to_str().unwrap().to_owned();
        let ticket = query(&address)["launch"].clone();
        let request = |client: &str, more: &[(&str, &str)]| {
            browser.request(more).replace(&browser.client, client).replace("openid+profile+pid", "openid+launch+storage+patient%2FObservation.crs")
        };

        // A citizen's login, with the sandbox's ticket or without: the vendor's login is asked for, and nothing is given.
        let vendor = std::mem::take(&mut *browser.cookies.lock().unwrap());
        browser.log_in("parent").await;
        for more in [&[("launch", ticket.as_str())][..], &[]] {
            let asked = browser.get(&request(&sandbox, more)).await;
            let to = asked.headers()[header::LOCATION].to_str().unwrap().to_owned();
            assert!(to.contains("/logg-inn?tjeneste=leverandor"), "{to}");
            let silent = browser.get(&request(&sandbox, &[("prompt", "none")])).await;
            assert!(silent.headers()[header::LOCATION].to_str().unwrap().contains("error=login_required"));
        }
        // The sandbox's ticket opens no real client.
        let (at, _) = browser.follow(&browser.request(&[("launch", &ticket)])).await;
        assert!(query(&at)["error"] == "invalid_request" && !query(&at).contains_key("code"), "{at}");

        // In the vendor's own browser it does, once; what the token opens is the sandbox's own.
        *browser.cookies.lock().unwrap() = vendor;
        let (at, _) = browser.follow(&request(&sandbox, &[("launch", &ticket)])).await;
        let code = query(&at)["code"].clone();
        let (at, _) = browser.follow(&request(&sandbox, &[("launch", &ticket)])).await;
        assert_eq!(query(&at)["error"], "invalid_request", "once");
        let form = [("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", REDIRECT), ("code_verifier", VERIFIER), ("client_id", sandbox.as_str())];
        let tokens: Value = browser.send(Method::POST, "/oauth2/token", &form, &[]).await.json().await.unwrap();
        let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
        let told: Value = browser.send(Method::GET, "/oauth2/userinfo", &[], &[("authorization", &bearer)]).await.json().await.unwrap();
        assert_eq!(told["representation"]["basis"], "parent", "{told}");
        let real = Party::Tool(yard.tool).subject(browser.db.keyring(), yard.child);
        assert_ne!(told["sub"], json!(real), "another name than the tool's own");
        let patient = tokens["patient"].as_str().unwrap();
        yard.fhir_is_the_sandboxs_own(&bearer, patient).await;

        // The rules say so too, whatever a session or client claims to be.
        let policy = LaunchPolicy::new(
            Arc::clone(&browser.app.identity.registers),
            Arc::clone(&browser.app.identity.test_registers),
            FLOOR,
        );
        let test = Account::Sandbox { organisation: yard.vendor.organisation, by: yard.vendor.person };
        for (party, account, person) in [
            (Party::Sandbox(yard.tool), Account::Citizen, browser.parent),
            (Party::Sandbox(yard.tool), Account::Vendor { organisation: yard.vendor.organisation }, browser.parent),
            (Party::Tool(yard.tool), test.clone(), browser.parent),
            (Party::Sandbox(yard.tool), test.clone(), yard.stranger),
            (Party::Sandbox(yard.tool), test, browser.parent),
        ] {
            let facts = yard.facts(party, account, person, None);
            let at = browser.db.present().await.unwrap();
            let answer = policy.check(&at, &facts).await;
            assert!(matches!(answer, Err(PolicyError::Refused(_))), "{facts:?}: {answer:?}");
        }
    }

    async fn another_vendor_is_let_in_to_nobodys_sandbox(db: TestDatabase) {
        let yard = Yard::new(db).await;
        let (browser, db) = (&yard.browser, &yard.browser.db);
        yard.log_in().await;
        let metadata = json!({ "redirect_uris": [REDIRECT], "initiate_login_uri": "http://localhost:9/launch", "scope": "openid" });
        let client = yard.register(&metadata).await.to_string();
        let who = yard.who();
        let sent = yard.post("/start", &[("who", &who)]).await;
        let ticket = query(sent.headers()[header::LOCATION].to_str().unwrap())["launch"].clone();

        let person = enter(db, "vendor-2", "018190127", "1981-01-01").await;
        let tx = db.begin().await.unwrap();
        let other = NewOrganisation {
            key: None,
            name: Phrase::new("Demo Nordlys AS").unwrap(),
            kind: OrganisationKind::Vendor,
            org_number: "300222900".parse().unwrap(),
        };
        let organisation = catalogue::add_organisation(&tx, &operator(), other).await.unwrap().id;
        people::add_membership(&tx, Actor::System, member(person, organisation)).await.unwrap();
        tx.commit().await.unwrap();
        yard.log_in_as("vendor-2").await;
        for path in ["", "/kontroll"] {
            assert_eq!(browser.get(&yard.path(path)).await.status(), StatusCode::NOT_FOUND, "{path}");
        }
        let request = browser.request(&[("launch", &ticket)]).replace(&browser.client, &client).replace("openid+profile+pid", "openid");
        let (at, _) = browser.follow(&request).await;
        assert_eq!(query(&at)["error"], "access_denied");
        // Nor in another browser of the same vendor's person: the ticket is the session's that pressed the button.
        yard.log_in().await;
        let (at, _) = browser.follow(&request).await;
        assert_eq!(query(&at)["error"], "invalid_request");
    }
}
