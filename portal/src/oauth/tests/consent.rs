//! `prompt=consent`: the tool has the permission asked for though it stands.

use catalogue::{Content, Independence, NewProcess, ProcessBasis};
use database::{Read, testing::on_both};
use kernel::{Citizen, LoginLevel, oslo};
use launch::{
    Ask, Permit, Verdict,
    representation::{Basis, Evidence, Mandate, Relation},
};
use prescriber::Prescribe;

use super::{tool::Stage, *};

const CONSENT: &[(&str, &str)] = &[("prompt", "consent")];

/// Where the answer leads in the end.
async fn led(stage: &Stage, response: Response) -> BTreeMap<String, String> {
    let location = response.headers()[header::LOCATION].to_str().unwrap();
    if location.starts_with(REDIRECT) {
        return query(location);
    }
    let (at, _) = stage.browser.follow(location).await;
    query(&at)
}

/// Somebody who has prescribed, and has permitted, a step of a process that takes ordinary powers of attorney, and has given the parent one.
async fn giver(stage: &Stage) -> PersonId {
    let (browser, world, tool) = (&stage.browser, &stage.world, stage.tool);
    let listing = catalogue::find_listing_of(&*browser.db, tool).await.unwrap().unwrap();
    let tx = browser.db.begin().await.unwrap();
    let content = Content { independence: Independence::Integrated, ..listing.content().clone() };
    prescriber::testing::publish_anew(&tx, &world.vendor, tool, content).await;
    let new = NewProcess {
        name: Phrase::new("Video").unwrap(),
        bases: [ProcessBasis::OrdinaryPoa].into(),
        entry: Phrase::new("/video").unwrap(),
    };
    let process = catalogue::add_process(&tx, &world.operator, "video".parse().unwrap(), new).await.unwrap();
    catalogue::assign_process(&tx, &world.operator, tool, Some(process.id)).await.unwrap();
    let giver = prescriber::testing::person(&tx, "Giver", "1950-05-05".parse().unwrap()).await;
    let mandate = Mandate {
        from: oslo::date(tx.now()),
        until: None,
        ended: None,
        passed_on: false,
        closest_next_of_kin: false,
        scopes: Vec::new(),
    };
    let relation = Relation { basis: Basis::ORDINARY, evidence: Evidence::Mandate(mandate) };
    launch::enter_relation(&tx, browser.parent, giver, relation, None).await.unwrap();
    let form = Prescribe { tool, ..world.form(&tx, giver) };
    prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap();
    tx.commit().await.unwrap();
    let pair = launch::pair(&*browser.app.identity.registers, giver, giver).await.unwrap();
    let (citizen, floor) = (Citizen::oneself(giver), crate::oauth::FLOOR);
    let ask = Ask { citizen, level: LoginLevel::High, floor, tool, prescription: None };
    let tx = browser.db.begin().await.unwrap();
    let verdict = launch::ask::<Permit>(&tx, &pair, &ask).await.unwrap();
    let Verdict::Allowed(proof) = verdict else { panic!("{verdict:?}") };
    launch::give_permission(&tx, &proof).await.unwrap();
    tx.commit().await.unwrap();
    giver
}

on_both! {
    async fn the_permission_is_asked_for_once_a_request_though_it_stands(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let own = stage.client_of(stage.tool).await;
        stage.browser.log_in("parent").await;
        // At first need, then for each request that wants it so, and for none that does not.
        for _ in 0..3 {
            let (_, page) = stage.question(own, CONSENT).await;
            assert!(led(&stage, stage.answer(&page, &[]).await).await.contains_key("code"), "asked once");
            assert!(stage.authorize(own, &[]).await.is_ok() && stage.authorize(own, &[("prompt", "none")]).await.is_ok());
        }
        let acting = stage.acting(stage.browser.parent).await;
        let page = prescriber::Page::first(9);
        let permissions = launch::list_permissions(&*stage.browser.db, &acting.whole().unwrap(), None, page).await.unwrap();
        assert_eq!(permissions.len(), 1, "given thrice it is given once");
        // A no is told to the tool; the permission that stands is taken back on the person's own page, not here.
        let (_, page) = stage.question(own, CONSENT).await;
        let told = led(&stage, stage.answer(&page, &[("svar", "nei")]).await).await;
        assert_eq!((told["error"].as_str(), told.contains_key("code")), ("access_denied", false));
        assert!(stage.authorize(own, &[("prompt", "none")]).await.is_ok());
        assert_eq!(stage.authorize(own, &[("prompt", "none consent")]).await, Err("invalid_request".to_owned()));
    }

    async fn it_comes_after_the_login_that_goes_with_it_and_names_the_child(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let own = stage.client_of(stage.tool).await;
        stage.act_for_child().await;
        for asked in 0..2 {
            let (_, page) = stage.question(own, CONSENT).await;
            assert!(page.contains("Test Child"), "named, {asked}");
            assert!(led(&stage, stage.answer(&page, &[]).await).await.contains_key("code"), "not asked for whom beside it");
        }
        stage.browser.db.clock.advance(jiff::SignedDuration::from_secs(60));
        let (_, page) = stage.question(own, &[("prompt", "login consent"), ("login_hint", "parent")]).await;
        assert!(led(&stage, stage.answer(&page, &[]).await).await.contains_key("code"));
    }

    async fn who_may_choose_for_whom_is_then_asked_for_that_ones_permission(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let (browser, own) = (&stage.browser, stage.client_of(stage.tool).await);
        let child = stage.child("2021-01-01").await;
        browser.log_in("parent").await;
        let address = browser.request(CONSENT).replace(&browser.client, &own.to_string());
        let address = address.replace("openid+profile+pid", "openid+launch");
        // Where it is lacking, and where it stands.
        for person in [browser.parent, browser.parent, child, child] {
            let (at, page) = browser.follow(&address).await;
            assert!(at.contains("/for-hvem?"), "{at}");
            let chosen = stage.answer(&page.text().await.unwrap(), &[("person", &person.to_string())]).await;
            let (at, page) = browser.follow(chosen.headers()[header::LOCATION].to_str().unwrap()).await;
            assert!(at.contains("/tillatelse?"), "asked: {at}");
            let page = page.text().await.unwrap();
            assert!(person != child || page.contains("Test Child"), "named");
            let told = led(&stage, stage.answer(&page, &[]).await).await;
            assert!(told.contains_key("code"), "each is asked once: {told:?}");
            if person == child {
                let stop = "form[action='/min-side/representasjon/avslutt']";
                let stopped = stage.confirm("/min-side/representasjon", stop).await;
                assert_eq!(stopped.status(), StatusCode::SEE_OTHER);
            }
        }
    }

    async fn f8_r7_who_may_not_give_it_is_not_asked_for_it_where_it_stands(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let (browser, own) = (&stage.browser, stage.client_of(stage.tool).await);
        let giver = giver(&stage).await;
        browser.log_in("parent").await;
        let address = browser.request(CONSENT).replace(&browser.client, &own.to_string());
        let (at, page) = browser.follow(&address.replace("openid+profile+pid", "openid+launch")).await;
        assert!(at.contains("/for-hvem?"), "{at}");
        let chosen = stage.answer(&page.text().await.unwrap(), &[("person", &giver.to_string())]).await;
        let (at, _) = browser.follow(chosen.headers()[header::LOCATION].to_str().unwrap()).await;
        assert!(at.starts_with(REDIRECT) && query(&at).contains_key("code"), "{at}");
    }

    async fn f12_whoever_may_not_give_it_reads_why_and_the_tool_is_told_no(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let browser = &stage.browser;
        let own = stage.client_of(stage.tool).await;
        let youth = enter(&browser.db, "youth", "018190127", "2012-01-01").await;
        let tx = browser.db.begin().await.unwrap();
        let form = prescriber::Prescribe { tool: stage.tool, ..stage.world.form(&tx, youth) };
        prescriber::prescribe(&tx, &stage.world.psychologist, form).await.unwrap();
        tx.commit().await.unwrap();
        browser.log_in("youth").await;
        let address = browser.request(&[]).replace(&browser.client, &own.to_string());
        let (at, page) = browser.follow(&address.replace("openid+profile+pid", "openid+launch")).await;
        assert!(at.contains("/tillatelse?neste=%2Foauth2%2Fauthorize%3F"), "{at}");
        assert_eq!(page.status(), StatusCode::FORBIDDEN);
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains("form-action 'self' http://localhost:9;"), "{policy}");
        let page = page.text().await.unwrap();
        assert!(page.contains("for ung til å gjøre dette alene") && !page.contains("Ja, gi tillatelse"), "{page}");
        let told = led(&stage, stage.answer(&page, &[("svar", "nei")]).await).await;
        assert_eq!((told["error"].as_str(), told.contains_key("code")), ("access_denied", false));
    }

    async fn where_there_is_nothing_to_permit_or_it_was_just_started_it_goes_on(db: TestDatabase) {
        let stage = Stage::smart(db).await;
        let browser = &stage.browser;
        browser.log_in("parent").await;
        // A tool that needs no permission.
        let (at, _) = browser.follow(&browser.request(CONSENT)).await;
        assert!(at.starts_with(REDIRECT) && query(&at).contains_key("code"), "{at}");
        // A start: it stands on what the person permitted when starting.
        let own = stage.client_of(stage.tool).await;
        let ticket = stage.ticket().await;
        assert!(stage.authorize(own, &[("prompt", "consent"), ("launch", &ticket)]).await.is_ok());
    }
}
