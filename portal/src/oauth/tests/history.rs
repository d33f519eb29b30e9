//! What a tool began by itself is in the history and taken along, as are the logins in tools.

use database::testing::on_both;

use super::{tool::Stage, *};

on_both! {
    async fn a_start_by_the_tool_stands_in_the_history_beside_one_from_here(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let browser = &stage.browser;
        browser.log_in("parent").await;
        let client = stage.client_of(stage.tool).await;
        // From here: the launch and its login are one start.
        let ticket = stage.ticket().await;
        let login = async |code: String| {
            let form = [
                ("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", REDIRECT),
                ("code_verifier", VERIFIER),
            ];
            assert!(stage.token(client, &form).await["access_token"].is_string());
        };
        login(stage.authorize(client, &[("launch", &ticket)]).await.unwrap()).await;
        browser.db.clock.advance(jiff::SignedDuration::from_secs(60));
        login(stage.authorize(client, &[]).await.unwrap()).await;
        // A code that nobody redeemed is no login.
        stage.authorize(client, &[]).await.unwrap();
        let page = browser.get("/min-side/historikk").await.text().await.unwrap();
        let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
        assert!(at("Startet i verktøyet") < at("Startet herfra"), "newest first");
        assert_eq!((page.matches("Startet i verktøyet").count(), page.matches("Startet herfra").count()), (1, 1));
        let file: Value = browser.get("/min-side/eksport.json").await.json().await.unwrap();
        let started: Vec<_> = file["starts"].as_array().unwrap().iter().map(|one| &one["started"]).collect();
        assert_eq!(started, ["tool", "platform"]);
        let logins = file["tool_logins"].as_array().unwrap();
        assert!(logins.len() == 2 && logins.iter().all(|one| one["ended"].is_null() && one["for"].is_null()), "{logins:?}");
        assert_eq!(file["logins"].as_array().unwrap().len(), 1);
        // Ended, they are still told of.
        stage.confirm("/min-side/innlogginger", "main form[action$=avslutt-alle]").await;
        let file: Value = browser.get("/min-side/eksport.json").await.json().await.unwrap();
        let logins = file["tool_logins"].as_array().unwrap();
        assert!(logins.len() == 2 && logins.iter().all(|one| one["ended"].is_string()), "{logins:?}");
    }

    async fn what_a_tools_login_hangs_on_is_shown_and_ended_though_it_has_gone_idle(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let browser = &stage.browser;
        browser.log_in("parent").await;
        let client = stage.client_of(stage.tool).await;
        let ticket = stage.ticket().await;
        let code = stage.authorize(client, &[("launch", &ticket)]).await.unwrap();
        let form = [
            ("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        assert!(stage.token(client, &form).await["access_token"].is_string());
        let idle = identity::session::list_live(&*browser.db, browser.parent).await.unwrap().remove(0).id;
        browser.db.clock.advance(jiff::SignedDuration::from_mins(31));
        browser.log_in("parent").await;
        let action = format!("/min-side/innlogginger/{idle}/avslutt");
        let page = browser.get("/min-side/innlogginger").await.text().await.unwrap();
        assert!(page.contains(&action), "{page}");
        stage.confirm("/min-side/innlogginger", &format!("main form[action='{action}']")).await;
        let page = browser.get("/min-side/innlogginger").await.text().await.unwrap();
        assert!(!page.contains(&action) && !page.contains("/min-side/innlogginger/grant_"), "{page}");
    }
}
