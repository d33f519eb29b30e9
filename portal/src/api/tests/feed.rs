//! The change feed as those see it who keep a copy.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use catalogue::{NewSuspension, PerLocale, Register, SuspensionReason};
use database::{
    Read as _,
    testing::{TestDatabase, on_both},
};
use kernel::{Actor, ToolId, VendorUser};
use serde_json::{Value, json};

use crate::testing::{Site, content, person, publish};

async fn page(site: &Site, address: &str) -> Value {
    let path = address.strip_prefix(&site.app.config.issuer()).unwrap_or(address);
    let reply = site.get(path).await;
    assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.body);
    serde_json::from_str(&reply.body).unwrap()
}

fn told(page: &Value) -> Vec<(String, String)> {
    let word = |item: &Value, name: &str| item[name].as_str().unwrap().to_owned();
    page["items"].as_array().unwrap().iter().map(|item| (word(item, "slug"), word(item, "kind"))).collect()
}

/// Everything that is to be had from this address on, and the cursor to keep.
async fn follow(site: &Site, mut address: String) -> (Vec<(String, String)>, String) {
    let mut all = Vec::new();
    loop {
        let page = page(site, &address).await;
        all.extend(told(&page));
        match page["next"].as_str() {
            Some(next) => address = next.to_owned(),
            None => return (all, page["cursor"].as_str().unwrap().to_owned()),
        }
    }
}

async fn suspend(site: &Site, tool: ToolId, lift: bool) {
    let tx = site.db.begin().await.unwrap();
    let reason = SuspensionReason::Security;
    if lift {
        catalogue::lift_suspension(&tx, Actor::System, tool, reason, "").await.unwrap();
    } else {
        let note = PerLocale::bokmal("Feil.".parse().unwrap());
        let new = NewSuspension { reason, cause: String::new(), note };
        catalogue::add_suspension(&tx, Actor::System, tool, new).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn of_the_demonstration(slug: &str) -> Value {
    let line = include_str!("../../../demo/tools.jsonl").lines().next().unwrap();
    let mut tool: Value = serde_json::from_str(line).unwrap();
    tool["slug"] = json!(slug);
    tool
}

on_both! {
    async fn every_change_is_told_once_in_its_order_however_it_is_paged(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let (all, cursor) = follow(&site, "/api/v1/changes".into()).await;
        assert_eq!(all.len(), 55);
        for limit in [1, 7, 54, 55, 56, 1000] {
            let (paged, end) = follow(&site, format!("/api/v1/changes?limit={limit}")).await;
            assert_eq!((paged, &end), (all.clone(), &cursor), "limit {limit}");
        }
        // Nothing new is an answer too, with the cursor that was given.
        let (none, same) = follow(&site, format!("/api/v1/changes?since={cursor}")).await;
        assert_eq!((none.len(), &same), (0, &cursor));

        let tool = site.tool("demo-dagbok").await;
        suspend(&site, tool, false).await;
        suspend(&site, tool, true).await;
        let (new, end) = follow(&site, format!("/api/v1/changes?since={cursor}&limit=1")).await;
        let kinds = ["suspended", "resumed"].map(|kind| ("demo-dagbok".to_owned(), kind.to_owned()));
        assert_eq!(new, kinds);
        // Whoever was away since the very first change is told all the rest.
        let first = page(&site, "/api/v1/changes?limit=1").await["cursor"].as_str().unwrap().to_owned();
        let (rest, last) = follow(&site, format!("/api/v1/changes?since={first}")).await;
        assert_eq!((rest.len(), last), (56, end));
    }

    async fn what_happened_before_a_tool_was_published_is_not_told(db: TestDatabase) {
        let site = Site::empty(db).await;
        assert_eq!(page(&site, "/api/v1/changes").await, json!({ "items": [], "cursor": null, "next": null }));
        let tx = site.db.begin().await.unwrap();
        let user = VendorUser { person: person(901), organisation: site.vendor };
        let content = content(&of_the_demonstration("hemmelig"), kernel::oslo::date(tx.now()));
        let register = Register { slug: Some("hemmelig".parse().unwrap()), content };
        let (draft, _) = catalogue::register(&tx, &user, register).await.unwrap();
        catalogue::note_change(&tx, draft.id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(told(&page(&site, "/api/v1/changes").await), []);
        // The copy taken now is gone on from the place that is not told.
        let export = page(&site, "/api/v1/tools.json").await;
        publish(&site.db, site.vendor, &of_the_demonstration("synlig")).await;
        let expected = [("synlig".to_owned(), "published".to_owned())];
        assert_eq!(follow(&site, export["changes"].as_str().unwrap().to_owned()).await.0, expected);
        assert_eq!(follow(&site, "/api/v1/changes".into()).await.0, expected);
    }

    async fn an_entry_says_what_happened_when_and_where(db: TestDatabase) {
        let site = Site::empty(db).await;
        publish(&site.db, site.vendor, &of_the_demonstration("demo-dagbok")).await;
        let public = site.app.config.issuer();
        let page = page(&site, "/api/v1/changes").await;
        let entry = &page["items"][0];
        assert_eq!(entry, &json!({
            "cursor": page["cursor"], "sequence": 1, "at": "2026-11-22T09:00:00Z", "kind": "published", "slug": "demo-dagbok",
            "address": format!("{public}/api/v1/tools/demo-dagbok"), "page": format!("{public}/verktoy/demo-dagbok"),
        }));
    }
}

#[tokio::test]
async fn a_cursor_that_is_not_ours_is_a_clear_problem() {
    let site = Site::with_tools(TestDatabase::sqlite().await).await;
    let other = Site::empty(TestDatabase::sqlite().await).await;
    publish(&other.db, other.vendor, &of_the_demonstration("annen")).await;
    let theirs = page(&other, "/api/v1/changes").await["cursor"].as_str().unwrap().to_owned();
    let ahead = base64::Engine::encode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, "c999999999.00000000");
    let cases: BTreeMap<&str, u16> =
        [(theirs.as_str(), 410), (&ahead, 410), ("x", 422), ("cDI", 422), ("%00", 422), ("Yy0xLmFh", 422)]
            .into();
    for (since, status) in cases {
        let reply = site.get(&format!("/api/v1/changes?since={since}")).await;
        let problem: Value = serde_json::from_str(&reply.body).unwrap();
        assert_eq!((reply.status.as_u16(), &problem["field"]), (status, &json!("since")), "{since}");
        let kind = if status == 410 { "gone" } else { "invalid" };
        assert_eq!(problem["type"], format!("{}/api#problem-{kind}", site.app.config.issuer()));
        assert!(problem["detail"].as_str().is_some_and(|detail| !detail.is_empty()));
    }
    for limit in ["0", "1001", "x", "-1"] {
        assert_eq!(site.get(&format!("/api/v1/changes?limit={limit}")).await.status.as_u16(), 422, "{limit}");
    }
}

#[tokio::test]
async fn feed_readers_are_told_the_last_changes() {
    let site = Site::with_tools(TestDatabase::sqlite().await).await;
    let mut tool = of_the_demonstration("skummel");
    tool["texts"]["nb"]["name"] = json!("<b>A & \"B\"</b>");
    publish(&site.db, site.vendor, &tool).await;
    let feed = site.get("/api/v1/changes.atom?lang=nb").await;
    assert_eq!(feed.status, StatusCode::OK);
    assert_eq!(feed.headers["content-type"], "application/atom+xml; charset=utf-8");
    assert_eq!(feed.headers["access-control-allow-origin"], "*");
    assert_eq!(feed.body.matches("<entry>").count(), 50);
    assert!(
        feed.body.contains("<title>Publisert: &lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt;</title>"),
        "{}",
        feed.body
    );
    let english = site.get("/api/v1/changes.atom?lang=en").await;
    assert!(english.body.contains("xml:lang=\"en\"") && english.body.contains("<title>Published: "));
    assert!(english.body.contains("/en/verktoy/skummel"));
    // An entry is the same entry in every language.
    let ids = |xml: &str| {
        xml.split("<id>")
            .skip(2)
            .map(|rest| rest.split("</id>").next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&feed.body), ids(&english.body));
    assert_eq!(site.get("/api/v1/changes.atom?lang=xx").await.status.as_u16(), 422);
}
