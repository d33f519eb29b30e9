//! A tool that starts itself while the citizen acts for another: it is confirmed for whom (ADR 0007).

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
            let claims = acting.told(acting.stage.answer(&page, &[]).await).await;
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
            let again = acting.stage.answer(&page, changed).await;
            assert_eq!(again.status(), StatusCode::OK, "{changed:?}");
            assert!(again.text().await.unwrap().contains("name=\"neste\""));
        }
        let foreign = acting.stage.answer(&page, &[("csrf", "x")]).await;
        assert_eq!(foreign.status(), StatusCode::FORBIDDEN, "row 22");
    }

    async fn a_yes_for_the_child_is_none_for_whomever_is_acted_for_afterwards(db: TestDatabase) {
        let acting = Acting::new(db).await;
        let page = acting.asked().await;
        let yes = acting.stage.answer(&page, &[]).await;
        let next = yes.headers()[header::LOCATION].to_str().unwrap().to_owned();
        // In another tab one goes back to oneself before the browser has followed.
        let shown = acting.stage.browser.get("/min-side/representasjon").await.text().await.unwrap();
        let csrf = super::tool::attribute(&shown, "form[action='/min-side/representasjon/avslutt'] input[name=csrf]", "value");
        let stopped = acting.stage.browser.send(Method::POST, "/min-side/representasjon/avslutt", &[("csrf", &csrf)], &[]).await;
        assert_eq!(stopped.status(), StatusCode::SEE_OTHER);
        let (at, _) = acting.stage.browser.follow(&next).await;
        assert!(at.contains("/tillatelse?"), "it is oneself's own permission that is lacking now: {at}");
        assert_ne!(acting.child, acting.stage.browser.parent);
        // One's own request asks nothing of the kind.
        let asked = acting.stage.browser.get(&at).await.text().await.unwrap();
        let claims = acting.told(acting.stage.answer(&asked, &[]).await).await;
        assert!(claims.get("act").is_none(), "{claims}");
        let (at, _) = acting.ask(&[("prompt", "none")]).await;
        assert!(query(&at).contains_key("code"), "{at}");
    }
}
