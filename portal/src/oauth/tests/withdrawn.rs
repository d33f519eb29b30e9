//! A permission taken back (T4), a right to act that has ended: what the tool holds dies, and the tool is told.

use database::testing::on_both;

use super::{
    tool::{Stage, attribute},
    *,
};

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

    async fn row_28_a_tool_is_told_of_a_right_that_the_register_has_ended_when_its_token_is_used(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let (giver, attorney) = stage.ward("2027-01-31").await;
        let (db, parent) = (&stage.browser.db, stage.browser.parent);
        stage.browser.log_in("parent").await;
        stage.act_for(giver).await;
        let scope = prescriber::PatientScope::of(&kernel::Citizen { person: parent, subject: giver });
        let one = prescriber::list_for_patient(&**db, scope, prescriber::Page::first(1)).await.unwrap().remove(0);
        let started = stage.confirm(&format!("/mine-verktoy/{}/tillatelse", one.id), "main form").await;
        let shown = stage.wander(started).await;
        assert_eq!(shown.status(), StatusCode::OK);
        let csrf = attribute(&shown.text().await.unwrap(), "input[name=csrf]", "value");
        let asked = format!("{}/tool/demo-dagbok/userinfo", stage.at);
        let use_token = async || stage.browser.send(Method::POST, &asked, &[("csrf", &csrf)], &[]).await.status();
        assert_eq!(use_token().await, StatusCode::OK);
        // As a register would: nobody ends what is held at tools.
        let tx = db.begin().await.unwrap();
        assert!(launch::remove_relation(&tx, &stage.world.operator, attorney, "test").await.unwrap());
        tx.commit().await.unwrap();
        stage.drain().await;
        assert_eq!(stage.tool_page().await.0, StatusCode::OK, "nobody has asked yet");
        assert_eq!(use_token().await, StatusCode::UNAUTHORIZED);
        assert!(identity::grant::list_live(&**db, parent).await.unwrap().is_empty(), "for good");
        stage.drain().await;
        let (status, page) = stage.tool_page().await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "the tool has ended its session: {page}");
    }
}
