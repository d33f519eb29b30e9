//! A tool that starts itself: where there is a choice, it is chosen for whom (ADR 0007, domain §7.2).

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use database::testing::{TestDatabase, on_both};
use kernel::ClientId;

use super::{tool::Stage, *};

/// A parent who acts for a child, and has permitted the tool for it.
struct Acting {
    stage: Stage,
    client: ClientId,
    child: PersonId,
}

impl Acting {
    async fn new(db: TestDatabase) -> Self {
        let stage = Stage::smart(db).await;
        let client = stage.client_of(stage.tool).await;
        let child = stage.act_for_child().await;
        let (_, page) = stage.question(client, &[]).await;
        let given = stage.answer(&page, &[]).await;
        let (at, _) = stage.browser.follow(given.headers()[header::LOCATION].to_str().unwrap()).await;
        assert!(
            query(&at).contains_key("code"),
            "the permission's question named the child: nothing is asked twice"
        );
        Self { stage, client, child }
    }

    /// Where a request by the tool itself leads.
    async fn ask(&self, more: &[(&str, &str)]) -> (String, Response) {
        let address =
            self.stage.browser.request(more).replace(&self.stage.browser.client, &self.client.to_string());
        self.stage.browser.follow(&address.replace("openid+profile+pid", "openid+launch")).await
    }

    async fn asked(&self) -> String {
        let (at, page) = self.ask(&[]).await;
        assert!(at.contains("/for-hvem?neste=%2Foauth2%2Fauthorize%3F"), "{at}");
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(
            policy.contains("form-action 'self' http://localhost:9;"),
            "the answer ends at the client: {policy}"
        );
        page.text().await.unwrap()
    }

    /// Answers that page with this person.
    async fn choose(&self, page: &str, person: PersonId) -> Response {
        self.stage.answer(page, &[("person", &person.to_string())]).await
    }

    /// Back to oneself, in another tab.
    async fn stop(&self) {
        let browser = &self.stage.browser;
        let shown = browser.get("/min-side/representasjon").await.text().await.unwrap();
        let stop = "form[action='/min-side/representasjon/avslutt'] input[name=csrf]";
        let csrf = super::tool::attribute(&shown, stop, "value");
        let path = "/min-side/representasjon/avslutt";
        let stopped = browser.send(Method::POST, path, &[("csrf", &csrf)], &[]).await;
        assert_eq!(stopped.status(), StatusCode::SEE_OTHER);
    }

    /// Whom the login that this answer leads to is for, and by what right.
    async fn told(&self, response: Response) -> Value {
        let (at, _) = self.stage.browser.follow(response.headers()[header::LOCATION].to_str().unwrap()).await;
        let code = query(&at).remove("code").unwrap_or_else(|| panic!("{at}"));
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        let tokens = self.stage.token(self.client, &form).await;
        let claims =
            tokens["id_token"].as_str().unwrap_or_else(|| panic!("{tokens}")).split('.').nth(1).unwrap();
        serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap()
    }
}

on_both! {
    async fn it_is_asked_each_time_names_the_child_and_goes_on_for_it(db: TestDatabase) {
        let acting = Acting::new(db).await;
        for _ in 0..2 {
            let page = acting.asked().await;
            assert!(page.contains("Test Child"), "named: {page}");
            let claims = acting.told(acting.choose(&page, acting.child).await).await;
            assert_eq!(claims["representation"]["basis"], "parent", "{claims}");
            assert!(claims["act"]["sub"].is_string());
        }
        // Each answer stands in the log, the one on the page of the permission too.
        let log = database::audit::list_about(&*acting.stage.browser.db, &acting.client.to_string(), 50).await.unwrap();
        let answers: Vec<_> = log.iter().filter(|entry| entry.action == "authorize.confirm").collect();
        assert_eq!(answers.len(), 3);
        assert!(answers.iter().all(|entry| entry.detail == json!({ "subject": acting.child })));
    }

    async fn without_a_yes_the_tool_gets_no_code(db: TestDatabase) {
        let acting = Acting::new(db).await;
        let (at, _) = acting.ask(&[("prompt", "none")]).await;
        assert_eq!(query(&at)["error"], "interaction_required", "nothing may be shown");
        let page = acting.asked().await;
        let no = acting.stage.answer(&page, &[("svar", "nei")]).await;
        let told = query(no.headers()[header::LOCATION].to_str().unwrap());
        assert_eq!((told["error"].as_str(), told["state"].as_str()), ("access_denied", "tilstand"));
        // A form that nobody has been asked by, and one made for another person, are asked about anew.
        let page = acting.asked().await;
        for changed in [&[("confirmed", "")][..], &[("subject", &acting.stage.browser.parent.to_string())]] {
            let chosen = acting.child.to_string();
            let again = acting.stage.answer(&page, &[changed, &[("person", chosen.as_str())]].concat()).await;
            assert_eq!(again.status(), StatusCode::OK, "{changed:?}");
            assert!(again.text().await.unwrap().contains("name=\"neste\""));
        }
        let foreign = acting.stage.answer(&page, &[("csrf", "x")]).await;
        assert_eq!(foreign.status(), StatusCode::FORBIDDEN, "row 22");
    }

    async fn a_yes_for_the_child_is_none_for_whomever_is_acted_for_afterwards(db: TestDatabase) {
        let acting = Acting::new(db).await;
        let page = acting.asked().await;
        let yes = acting.choose(&page, acting.child).await;
        let next = yes.headers()[header::LOCATION].to_str().unwrap().to_owned();
        acting.stop().await;
        let (at, page) = acting.stage.browser.follow(&next).await;
        assert!(at.contains("/for-hvem?"), "asked anew: {at}");
        let parent = acting.stage.browser.parent;
        let oneself = acting.choose(&page.text().await.unwrap(), parent).await;
        let (at, _) = acting.stage.browser.follow(oneself.headers()[header::LOCATION].to_str().unwrap()).await;
        assert!(at.contains("/tillatelse?"), "it is oneself's own permission that is lacking now: {at}");
        let asked = acting.stage.browser.get(&at).await.text().await.unwrap();
        let claims = acting.told(acting.stage.answer(&asked, &[]).await).await;
        assert!(claims.get("act").is_none(), "{claims}");
    }

    async fn a_parent_who_starts_at_the_tool_picks_for_whom_and_acts_for_that_one_afterwards(db: TestDatabase) {
        let acting = Acting::new(db).await;
        let browser = &acting.stage.browser;
        acting.stop().await;
        let (at, _) = acting.ask(&[("prompt", "none")]).await;
        assert_eq!(query(&at)["error"], "interaction_required", "nothing may be shown");
        let page = acting.asked().await;
        let labels = page.matches("type=\"radio\"").count();
        assert_eq!((labels, page.matches(" checked").count()), (2, 0), "oneself and the child, none of them assumed");
        for nobody in ["", "person_01", &PersonId::from_uuid(uuid::Uuid::from_u128(7)).to_string()] {
            let again = acting.stage.answer(&page, &[("person", nobody)]).await;
            assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY, "{nobody}");
        }
        let claims = acting.told(acting.choose(&page, acting.child).await).await;
        assert_eq!(claims["representation"]["basis"], "parent", "{claims}");
        let shown = browser.get("/min-side/representasjon").await.text().await.unwrap();
        assert!(shown.contains("/min-side/representasjon/avslutt"), "the session is about the child");
        let log = database::audit::list_about(&*browser.db, &acting.child.to_string(), 50).await.unwrap();
        assert_eq!(log.iter().filter(|entry| entry.action == "representation.begin").count(), 2, "as from the page");
        // And back: it is asked again, and the one acted for is what stands there.
        let page = acting.asked().await;
        assert_eq!(page.matches(" checked").count(), 1);
        let oneself = acting.choose(&page, browser.parent).await;
        let (at, _) = browser.follow(oneself.headers()[header::LOCATION].to_str().unwrap()).await;
        let asked = browser.get(&at).await.text().await.unwrap();
        let claims = acting.told(acting.stage.answer(&asked, &[]).await).await;
        assert!(claims.get("act").is_none(), "{claims}");
        // A client that says itself that it is about oneself leaves nothing to choose.
        let about = json!({"id_token": {"sub": {"value": claims["sub"]}}}).to_string();
        let (at, _) = acting.ask(&[("prompt", "none"), ("claims", &about)]).await;
        assert!(query(&at).contains_key("code"), "{at}");
    }

    async fn nothing_is_asked_where_there_is_nobody_to_choose_until_there_is(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let client = stage.client_of(stage.tool).await;
        stage.browser.log_in("parent").await;
        let (_, page) = stage.question(client, &[]).await;
        stage.answer(&page, &[]).await;
        assert!(stage.authorize(client, &[]).await.is_ok(), "nobody is related");
        // What is held of the person is not older than this.
        let child = stage.child("2021-01-01").await;
        assert_eq!(stage.authorize(client, &[("prompt", "none")]).await, Err("interaction_required".to_owned()));
        // F2: nobody represents a protected child; that it is there shows nowhere.
        let tx = stage.browser.db.begin().await.unwrap();
        let change = people::FactsChange { address: Some(people::AddressProtection::Confidential), ..Default::default() };
        people::change_facts(&tx, &stage.world.operator, child, change, "Test").await.unwrap();
        tx.commit().await.unwrap();
        assert!(stage.authorize(client, &[("prompt", "none")]).await.is_ok());
    }

    async fn where_the_one_acted_for_has_no_such_tool_it_can_be_for_oneself(db: TestDatabase) {
        let acting = Acting::new(db).await;
        let browser = &acting.stage.browser;
        let tx = browser.db.begin().await.unwrap();
        let citizen = kernel::Citizen { person: browser.parent, subject: acting.child };
        let scope = prescriber::PatientScope::of(&citizen);
        let one = prescriber::list_for_patient(&tx, scope, prescriber::Page::first(1)).await.unwrap().remove(0);
        prescriber::decline(&tx, &citizen, scope, one.id, None).await.unwrap();
        tx.commit().await.unwrap();
        let page = acting.asked().await;
        assert_eq!(page.matches("type=\"radio\"").count(), 1, "oneself: {page}");
        let oneself = acting.choose(&page, browser.parent).await;
        let (at, _) = browser.follow(oneself.headers()[header::LOCATION].to_str().unwrap()).await;
        let asked = browser.get(&at).await.text().await.unwrap();
        let claims = acting.told(acting.stage.answer(&asked, &[]).await).await;
        assert!(claims.get("act").is_none(), "{claims}");
    }
}
