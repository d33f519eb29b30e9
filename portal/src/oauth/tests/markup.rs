//! Markup where a name, a state or an error is meant: text to people, and data to programs.

use database::testing::on_both;

use super::{
    tool::{Stage, add_client},
    *,
};

const MARKUP: &str = "<img src=x onerror=alert(1)>";

on_both! {
    async fn row_32_markup_in_names_states_and_errors_stays_text(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let browser = &stage.browser;
        let tx = browser.db.begin().await.unwrap();
        let known = prescriber::testing::content();
        let mut content = catalogue::Content::new(MARKUP.parse().unwrap());
        content.availability = known.availability;
        content.profile = known.profile;
        content.permission = known.permission;
        content.launch =
            catalogue::Launch::Smart { url: format!("{}/launch/demo-dagbok", stage.at).parse().unwrap() };
        prescriber::testing::publish_anew(&tx, &stage.world.vendor, stage.tool, content).await;
        tx.commit().await.unwrap();
        let metadata = json!({ "redirect_uris": [REDIRECT], "client_name": MARKUP, "scope": "openid launch offline_access" });
        let client = add_client(&browser.db, stage.tool, &metadata).await;
        browser.log_in("parent").await;

        // The page that asks for the permission names the tool; an answer takes the state back as it came.
        let (_, page) = stage.question(client, &[]).await;
        assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;") && !page.contains("<img src=x"), "{page}");
        let markup = encoded(MARKUP);
        let silent = browser.request(&[("prompt", "none")]).replace("tilstand", &markup);
        let silent = silent.replace(&browser.client, &client.to_string()).replace("openid+profile+pid", "openid");
        let (location, _) = browser.follow(&silent).await;
        assert!(location.starts_with(REDIRECT) && !location.contains(['<', '>', ' ']), "{location}");
        assert_eq!((query(&location)["state"].as_str(), query(&location)["error"].as_str()), (MARKUP, "consent_required"));

        // Where nothing is known of who asks, a page is answered, and what came is not in it as markup.
        for path in [
            format!("/logg-inn/retur?state={markup}&error=access_denied&error_description={markup}"),
            format!("/oauth2/authorize?client_id={markup}&state={markup}&redirect_uri={markup}"),
            format!("/oauth2/end-session?post_logout_redirect_uri={markup}&state={markup}&id_token_hint={markup}"),
            format!("/verktoy?q={markup}"),
        ] {
            let answer = browser.get(&path).await;
            let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
            assert!(policy.contains("script-src 'self'") || policy.contains("default-src 'none'"), "{path}: {policy}");
            let page = answer.text().await.unwrap();
            assert!(page.contains("<h1") && !page.contains("<img src=x"), "{path}: {page}");
        }
        let told: Value = browser
            .send(Method::POST, "/oauth2/token", &[("grant_type", MARKUP), ("client_id", &client.to_string())], &[])
            .await.json().await.unwrap();
        assert!(!told.to_string().contains("<img"), "{told}");
    }
}
