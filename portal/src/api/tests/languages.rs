//! A language that a vendor has begun: what is not written in it is given in bokmål, and said to be.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use database::testing::TestDatabase;
use serde_json::{Value, json};

use crate::testing::{Site, publish};

/// A tool with no more than a name in nynorsk.
async fn begun() -> Site {
    let site = Site::empty(TestDatabase::sqlite().await).await;
    let line = include_str!("../../../demo/tools.jsonl").lines().next().unwrap();
    let mut tool: Value = serde_json::from_str(line).unwrap();
    tool["texts"] = json!({ "nb": tool["texts"]["nb"], "nn": { "name": "Nynorskboka" } });
    publish(&site.db, site.vendor, &tool).await;
    site.index().await;
    site
}

async fn json_of(site: &Site, path: &str) -> Value {
    let reply = site.get(path).await;
    assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.body);
    serde_json::from_str(&reply.body).unwrap()
}

/// The first tool of the table in a language, by column.
async fn first_row(site: &Site, lang: &str) -> BTreeMap<String, String> {
    let table = site.get(&format!("/api/v1/tools.csv?lang={lang}")).await;
    let mut rows = csv::Reader::from_reader(table.body.trim_start_matches('\u{feff}').as_bytes());
    rows.deserialize().next().unwrap().unwrap()
}

#[tokio::test]
async fn what_is_not_written_in_a_language_comes_in_bokmal_and_says_so() {
    let site = begun().await;
    let bokmal = json_of(&site, "/api/v1/tools/demo-dagbok").await;
    assert_eq!((&bokmal["lang"], &bokmal["fallbacks"]), (&json!("nb"), &json!({})));
    let one = json_of(&site, "/api/v1/tools/demo-dagbok?lang=nn").await;
    assert_eq!((&one["name"], &one["lang"]), (&json!("Nynorskboka"), &json!("nn")));
    for member in ["summary", "purpose", "effect", "not_for", "usage", "target_group", "accessibility"] {
        assert_eq!(one[member], bokmal[member], "{member}");
        assert_eq!(one["fallbacks"][member], "nb", "{member}");
    }
    assert_eq!(one["privacy"], bokmal["privacy"]);
    assert_eq!(one["fallbacks"]["privacy.where"], "nb");
    let task = json!({ "key": "dagens-notat", "name": "Skriv notatet for i dag", "lang": "nn" });
    assert_eq!(one["tasks"][0], task);
    let sami = json_of(&site, "/api/v1/tools/demo-dagbok?lang=se").await;
    assert_eq!((&sami["lang"], &sami["fallbacks"]), (&json!("nb"), &json!({})));
    assert_eq!(sami["versions"][0]["lang"], "nb");

    let list = json_of(&site, "/api/v1/tools?lang=nn").await;
    assert_eq!(list["items"][0]["summary"], bokmal["summary"]);
    assert_eq!(list["items"][0]["fallbacks"], json!({ "summary": "nb" }));
    let whole = json_of(&site, "/api/v1/tools.json?lang=nn").await;
    assert_eq!(whole["items"], list["items"]);
    let row = first_row(&site, "nn").await;
    assert_eq!((row["lang"].as_str(), row["summary_lang"].as_str()), ("nn", "nb"));
    assert_eq!(row["summary"], bokmal["summary"].as_str().unwrap());
    // Topics and audiences are ours, and have their names in more languages than the tool has texts.
    let row = first_row(&site, "se").await;
    let langs = ["lang", "summary_lang", "topic_names_lang", "audience_names_lang"];
    assert_eq!(langs.map(|column| row[column].as_str()), ["nb", "nb", "se|se", "se|se|se|se"]);
    let feed = site.get("/api/v1/changes.atom?lang=nn").await;
    assert!(feed.body.contains("<summary xml:lang=\"nb\">For deg som"), "{}", feed.body);
}

#[tokio::test]
async fn a_card_fills_up_what_is_missing_and_marks_it_and_what_was_searched_for() {
    let site = begun().await;
    for path in ["/nn/verktoy", "/nn/verktoy?q=nynorskboka", "/nn/innebygd/verktoy"] {
        let page = site.get(path).await;
        assert_eq!(page.texts(".tool-card__name"), ["Nynorskboka"], "{path}");
        let summary = page.texts(".tool-card__summary[lang=nb]");
        assert!(summary.len() == 1 && summary[0].starts_with("For deg som vil"), "{path}: {summary:?}");
    }
    let found = site.get("/nn/verktoy?q=plager").await;
    let marked = found.texts(".tool-card__summary[lang=nb] mark");
    assert!(marked.contains(&"plager".to_owned()), "{marked:?}");
    let bokmal = site.get("/verktoy").await;
    assert!(bokmal.texts(".tool-card__summary[lang]").is_empty());
}
