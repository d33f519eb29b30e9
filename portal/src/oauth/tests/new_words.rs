//! A tool that comes to ask for something else: the permission does not cover it (T4), and is asked for in the same place.

use catalogue::PerLocale;
use database::testing::on_both;

use super::{tool::Stage, *};

async fn publish(stage: &Stage, words: &str) {
    let db = &stage.browser.db;
    let listing = catalogue::find_listing_of(&**db, stage.tool).await.unwrap().unwrap();
    let mut content = listing.content().clone();
    content.permission.data = PerLocale::bokmal(words.parse().unwrap());
    let tx = db.begin().await.unwrap();
    prescriber::testing::publish_anew(&tx, &stage.world.vendor, stage.tool, content).await;
    tx.commit().await.unwrap();
}

on_both! {
    async fn t4_tokens_fall_and_the_question_says_what_is_new(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let browser = &stage.browser;
        publish(&stage, "Lagre svarene dine.").await;
        let client = stage.client_of(stage.tool).await;
        browser.log_in("parent").await;
        let (_, page) = stage.question(client, &[]).await;
        assert!(page.contains("Lagre svarene dine.") && !page.contains("Du har sagt ja til dette"));
        stage.answer(&page, &[]).await;
        let code = stage.authorize(client, &[]).await.unwrap();
        let form = [
            ("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        let tokens = stage.token(client, &form).await;
        assert_eq!(stage.userinfo(&tokens).await, StatusCode::OK);
        publish(&stage, "Lagre svarene og bildene dine.").await;
        assert_eq!(stage.userinfo(&tokens).await, StatusCode::UNAUTHORIZED);
        // A refused refresh is in the log, uses are not, nor is what the person is asked about.
        let refused = async || {
            let entries = database::audit::list_before(&*browser.db, None, 500).await.unwrap();
            entries.into_iter().filter(|entry| entry.action == "launch.refuse").map(|entry| entry.detail).collect::<Vec<_>>()
        };
        let before = refused().await.len();
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", tokens["refresh_token"].as_str().unwrap())];
        assert_eq!(stage.token(client, &refresh).await["error"], "invalid_grant");
        let noted = refused().await;
        assert_eq!((noted.len(), &noted[0]["refused_by"]), (before + 1, &json!(["T4"])), "{noted:?}");
        assert_eq!(stage.authorize(client, &[("prompt", "none")]).await, Err("consent_required".to_owned()));
        let mine = browser.get("/min-side/tillatelser").await.text().await.unwrap();
        assert!(mine.contains("Lagre svarene dine.") && mine.contains("ber nå om noe annet"), "{mine}");
        assert!(!mine.contains("bildene"), "what was agreed to, not what is asked for: {mine}");
        let (_, page) = stage.question(client, &[]).await;
        for said in ["Lagre svarene dine.", "Lagre svarene og bildene dine.", "Du har sagt ja til dette"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        // Words that come while the page is open are not agreed to by it.
        publish(&stage, "Lagre alt.").await;
        let again = stage.answer(&page, &[]).await;
        assert_eq!(again.status(), StatusCode::OK);
        let again = again.text().await.unwrap();
        assert!(again.contains("Lagre alt."), "{again}");
        let given = stage.answer(&again, &[]).await;
        let (at, _) = browser.follow(given.headers()[header::LOCATION].to_str().unwrap()).await;
        assert!(query(&at).contains_key("code"), "{at}");
        let mine = browser.get("/min-side/tillatelser").await.text().await.unwrap();
        assert!(mine.contains("Lagre alt.") && mine.contains("erstattet av en ny tillatelse"), "{mine}");
    }
}
