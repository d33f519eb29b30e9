//! What was on its way to a tool when it was stopped comes to nothing, also when it is up again (§10).

use approval::{Lift, Suspend};
use catalogue::{Availability, Content, PerLocale, SuspensionReason};
use database::{Tx, testing::on_both};
use identity::{Algorithm, SigningKey};
use jiff::SignedDuration;
use kernel::{ClientId, ToolId};
use notify::Template;
use people::{NewMembership, Role};

use super::{
    tool::{Stage, add_client},
    *,
};

impl Stage {
    /// The parent logs in to a tool by this client.
    async fn log_in_to(&self, client: ClientId) {
        let code = self.authorize(client, &[]).await.unwrap();
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        assert!(self.token(client, &form).await["access_token"].is_string());
    }

    /// Does this, and all that follows from it.
    async fn then(&self, what: impl AsyncFnOnce(&Tx)) {
        let tx = self.browser.db.begin().await.unwrap();
        what(&tx).await;
        tx.commit().await.unwrap();
        self.drain().await;
        self.browser.db.clock.advance(SignedDuration::from_secs(2));
    }

    /// What each of these has been told since the last time.
    async fn told<const N: usize>(&self, people: [PersonId; N]) -> [Vec<Template>; N] {
        let tx = self.browser.db.begin().await.unwrap();
        let mut told = [const { Vec::new() }; N];
        for (person, told) in people.into_iter().zip(&mut told) {
            let messages = notify::list_for(&tx, person, None, 50).await.unwrap();
            told.extend(messages.iter().filter(|one| one.read_at.is_none()).map(|one| one.template));
            notify::mark_read(&tx, person).await.unwrap();
        }
        tx.commit().await.unwrap();
        told
    }

    async fn suspend(&self, tool: ToolId) {
        let operator = approval::Party::Operator(self.world.operator);
        let (reason, note) = (SuspensionReason::Security, PerLocale::bokmal("Feil.".parse().unwrap()));
        let stop = Suspend { tool, reason, note };
        self.then(async |tx| approval::suspend(tx, &operator, stop).await.unwrap()).await;
    }

    async fn lift(&self, tool: ToolId) {
        let operator = approval::Party::Operator(self.world.operator);
        let (reason, note) = (SuspensionReason::Security, PerLocale::bokmal("Rettet.".parse().unwrap()));
        let lift = Lift { tool, reason, note };
        self.then(async |tx| approval::lift(tx, &operator, lift).await.unwrap()).await;
    }

    async fn disable(&self, client: ClientId) {
        self.then(async |tx| client::disable(tx, Actor::System, client, None).await.unwrap()).await;
    }

    async fn enable(&self, client: ClientId) {
        self.then(async |tx| client::enable(tx, Actor::System, client, None).await.unwrap()).await;
    }
}

on_both! {
    async fn a_launch_from_before_a_stop_is_dead_when_the_stop_is_lifted(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        stage.browser.log_in("parent").await;
        let client = stage.client_of(stage.tool).await;
        let key = "k".repeat(43);
        let ticket = async || {
            let started = stage.post("/start").await;
            query(started.headers()[header::LOCATION].to_str().unwrap())["launch"].clone()
        };
        stage.ticket().await;
        for stop in ["suspended", "disabled", "key"] {
            let before = ticket().await;
            stage.browser.db.clock.advance(SignedDuration::from_secs(1));
            match stop {
                "suspended" => {
                    stage.suspend(stage.tool).await;
                    stage.lift(stage.tool).await;
                }
                "disabled" => {
                    stage.disable(client).await;
                    stage.enable(client).await;
                }
                // As soon as it is refused, the client goes on with its others.
                _ => stage.then(async |tx| client::refuse_key(tx, Actor::System, client, &key, None).await.unwrap()).await,
            }
            let refused = stage.authorize(client, &[("launch", &before)]).await;
            assert_eq!(refused, Err("invalid_request".to_owned()), "{stop}");
            let again = stage.authorize(client, &[("launch", &ticket().await)]).await;
            assert!(again.is_ok(), "{stop}: a new start");
        }
    }

    async fn a_tool_whose_clients_are_all_shut_is_not_started_and_nothing_is_written(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let (db, citizen) = (&stage.browser.db, kernel::Citizen::oneself(stage.browser.parent));
        stage.browser.log_in("parent").await;
        let own = client::list_of(&**db, Party::Tool(stage.tool)).await.unwrap()[0].id;
        let scope = prescriber::PatientScope::of(&citizen);
        let begun = async || {
            let found = prescriber::find_for_patient(&**db, scope, stage.one.id).await.unwrap();
            found.unwrap().state.stage() == prescriber::Stage::Active
        };
        stage.disable(own).await;
        for page in ["/start", "/tillatelse"] {
            let refused = stage.post(page).await;
            assert_eq!(refused.status(), StatusCode::FORBIDDEN, "{page}");
            assert!(refused.text().await.unwrap().contains("stengt for innlogging"), "{page}");
        }
        assert!(!begun().await, "the clinician does not read that it was started");
        // By another client one can log in: the tool is not shut.
        let other = stage.client_of(stage.tool).await;
        let ticket = stage.ticket().await;
        assert!(stage.authorize(other, &[("launch", &ticket)]).await.is_ok());
        assert!(begun().await);
    }

    async fn a_tool_without_a_key_that_is_taken_is_shut_and_one_that_comes_back_by_another_client_is_told_of(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let (db, tool) = (&stage.browser.db, stage.tool);
        let told = async || stage.told([stage.browser.parent, stage.world.psychologist.person]).await;
        let is_shut = async || client::list_shut(&**db, &[tool]).await.unwrap() == [tool];
        let (shut, back) = (vec![Template::ToolShut], vec![Template::ToolRestored]);
        stage.browser.log_in("parent").await;
        stage.ticket().await;
        let own = client::list_of(&**db, Party::Tool(tool)).await.unwrap()[0].id;
        let key = SigningKey::generate(Algorithm::Es256).unwrap();
        let metadata = json!({
            "redirect_uris": [REDIRECT], "scope": "openid", "token_endpoint_auth_method": "private_key_jwt",
            "jwks": { "keys": [key.public()] },
        });
        let keyed = add_client(db, tool, &metadata).await;
        let key = key.kid();
        let refuse = async || stage.then(async |tx| client::refuse_key(tx, Actor::System, keyed, key, None).await.unwrap()).await;
        stage.disable(own).await;
        told().await;
        assert!(!is_shut().await);

        refuse().await;
        assert_eq!(told().await, [shut.clone(), shut.clone()]);
        assert!(is_shut().await);
        stage.then(async |tx| client::accept_key(tx, Actor::System, keyed, key, None).await.unwrap()).await;
        assert_eq!(told().await, [back.clone(), back.clone()]);
        assert!(!is_shut().await);

        refuse().await;
        told().await;
        // By a client that is registered, and by one that has waited to be confirmed.
        let other = stage.client_of(tool).await;
        stage.then(async |_| ()).await;
        assert_eq!(told().await, [back.clone(), back.clone()]);
        stage.disable(other).await;
        assert_eq!(told().await, [shut.clone(), shut]);
        let tx = db.begin().await.unwrap();
        let waiting = client::add_waiting(&tx, &stage.world.vendor, Party::Tool(tool), &metadata, &terms(Reach::DEMO)).await;
        tx.commit().await.unwrap();
        stage.then(async |_| ()).await;
        assert!(is_shut().await && told().await == [vec![], vec![]], "it may nothing yet");
        stage.enable(waiting.unwrap().id).await;
        assert_eq!(told().await, [back.clone(), back]);
    }

    async fn everybody_whom_a_stop_concerns_is_told_of_it_once(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let world = &stage.world;
        let (citizen, vendor, clinician) = (stage.browser.parent, world.vendor.person, world.psychologist.person);
        let told = async || stage.told([citizen, vendor, clinician]).await;
        let mut content = Content { availability: Availability::Open, ..prescriber::testing::content() };
        content.permission.needed = false;
        let tx = stage.browser.db.begin().await.unwrap();
        let open = prescriber::testing::publish(&tx, &world.vendor, content).await;
        let from = "2020-01-01".parse().unwrap();
        let organisation = world.vendor.organisation;
        let member = NewMembership { person: vendor, organisation, unit: None, role: Role::Vendor, from, until: None };
        people::add_membership(&tx, Actor::System, member).await.unwrap();
        tx.commit().await.unwrap();
        let (of_open, of_prescribed) = (stage.client_of(open).await, stage.client_of(stage.tool).await);
        stage.browser.log_in("parent").await;
        stage.ticket().await;
        for client in [of_open, of_prescribed] {
            stage.log_in_to(client).await;
        }
        stage.then(async |_| ()).await;
        told().await;

        // Nothing but being logged in ties the citizen to the open tool.
        stage.suspend(open).await;
        assert_eq!(told().await, [vec![Template::ToolSuspended], vec![Template::ListingChanged], vec![]]);
        stage.suspend(stage.tool).await;
        let (suspended, listing) = (vec![Template::ToolSuspended], vec![Template::ListingChanged]);
        assert_eq!(told().await, [suspended.clone(), listing, suspended], "by the prescription, and not again");
        stage.lift(open).await;
        stage.lift(stage.tool).await;
        told().await;

        // The open tool's one client is shut, and nobody can log in to the tool.
        stage.log_in_to(of_open).await;
        stage.disable(of_open).await;
        assert_eq!(told().await, [vec![Template::ToolShut], vec![Template::ClientStopped], vec![]]);
        stage.enable(of_open).await;
        assert_eq!(told().await, [vec![], vec![Template::ClientOpened], vec![]]);

        // One of two clients: who was logged in can log in again.
        stage.log_in_to(of_prescribed).await;
        stage.disable(of_prescribed).await;
        let out = vec![Template::ToolLoggedOut];
        assert_eq!(told().await, [out.clone(), vec![Template::ClientStopped], out.clone()]);
        let both = client::list_of(&*stage.browser.db, Party::Tool(stage.tool)).await.unwrap();
        let last = both.iter().find(|client| client.disabled_at.is_none()).unwrap().id;
        let key = "k".repeat(43);
        stage.then(async |tx| client::refuse_key(tx, Actor::System, last, &key, None).await.unwrap()).await;
        assert_eq!(told().await, [vec![], vec![Template::ClientStopped], out], "nobody was logged in by it");
        stage.disable(last).await;
        let shut = vec![Template::ToolShut];
        assert_eq!(told().await, [shut.clone(), vec![Template::ClientStopped], shut]);
        stage.enable(last).await;
        let back = vec![Template::ToolRestored];
        assert_eq!(told().await, [back.clone(), vec![Template::ClientOpened], back]);
        // While the tool is stopped, an opened client brings nothing back.
        stage.disable(last).await;
        stage.suspend(stage.tool).await;
        told().await;
        stage.enable(last).await;
        assert_eq!(told().await, [vec![], vec![Template::ClientOpened], vec![]]);
    }
}
