//! A permission taken back (T4): what the tool holds dies at once, and the tool is told.

use database::testing::on_both;

use super::{tool::Stage, *};

on_both! {
    async fn t4_a_tool_whose_permission_is_taken_back_is_told_and_gets_nothing_back_when_it_is_given_again(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        stage.browser.log_in("parent").await;
        stage.wander(stage.post("/tillatelse").await).await;
        assert_eq!(stage.tool_page().await.0, StatusCode::OK);
        stage.drain().await;
        let before = identity::grant::list_live(&*stage.browser.db, stage.browser.parent).await.unwrap();
        assert_eq!(before.len(), 1);

        let withdrawn = stage.confirm("/min-side/tillatelser", "main form").await;
        assert_eq!(withdrawn.status(), StatusCode::SEE_OTHER);
        assert!(identity::grant::list_live(&*stage.browser.db, stage.browser.parent).await.unwrap().is_empty());
        stage.drain().await;
        assert_eq!(stage.tool_page().await.0, StatusCode::UNAUTHORIZED, "the tool has ended its session");

        // Given again, it is a new login that lives, not the old one.
        stage.browser.db.clock.advance(jiff::SignedDuration::from_secs(2));
        stage.wander(stage.post("/tillatelse").await).await;
        assert_eq!(stage.tool_page().await.0, StatusCode::OK);
        let again = identity::grant::list_live(&*stage.browser.db, stage.browser.parent).await.unwrap();
        assert_eq!(again.len(), 1);
        assert_ne!(again[0].grant, before[0].grant);
    }
}
