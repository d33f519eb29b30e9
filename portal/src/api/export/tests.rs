use std::{collections::BTreeSet, sync::Arc};

use axum::http::StatusCode;
use database::testing::{TestDatabase, on_both};
use serde_json::{Value, json};

use super::*;
use crate::{
    api::parameters,
    testing::{Reply, Site, operator, publish},
};

fn of_the_demonstration(slug: &str, name: &str) -> Value {
    let line = include_str!("../../../demo/tools.jsonl").lines().next().unwrap();
    let mut tool: Value = serde_json::from_str(line).unwrap();
    tool["slug"] = json!(slug);
    for text in tool["texts"].as_object_mut().unwrap().values_mut() {
        text["name"] = json!(name);
    }
    tool
}

/// All that the list shows, page by page.
async fn listed(site: &Site, query: &str) -> Vec<Value> {
    let (mut address, mut all) = (format!("/api/v1/tools?limit=20&{query}"), Vec::new());
    loop {
        let reply = site.get(&address).await;
        let page: Value = serde_json::from_str(&reply.body).unwrap();
        all.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next"].as_str() {
            Some(next) => address = next.strip_prefix(&site.app.config.issuer()).unwrap().to_owned(),
            None => return all,
        }
    }
}

fn slugs(tools: &[Value]) -> BTreeSet<String> {
    tools.iter().map(|tool| tool["slug"].as_str().unwrap().to_owned()).collect()
}

fn rows(reply: &Reply) -> Vec<std::collections::BTreeMap<String, String>> {
    let text = reply.body.strip_prefix('\u{feff}').unwrap();
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

async fn withdraw(site: &Site, slug: &str) {
    let tx = site.db.begin().await.unwrap();
    let tool = site.tool(slug).await;
    let listed = catalogue::find_listing_of(&tx, tool).await.unwrap().unwrap().revision;
    let step = catalogue::Step { at: tx.now(), by: kernel::Actor::from(&operator()) };
    let reason = catalogue::PerLocale::bokmal("Lagt ned.".parse().unwrap());
    let state = catalogue::RevisionState::Withdrawn { step, reason };
    catalogue::set_state(&tx, listed.id, listed.version, state).await.unwrap();
    tx.commit().await.unwrap();
}

/// Suspends it, or lifts that.
async fn suspend(site: &Site, slug: &str, lift: bool) {
    let tool = site.tool(slug).await;
    let (tx, reason) = (site.db.begin().await.unwrap(), catalogue::SuspensionReason::Security);
    if lift {
        catalogue::lift_suspension(&tx, kernel::Actor::System, tool, reason, "").await.unwrap();
    } else {
        let note = catalogue::PerLocale::bokmal("Feil.".parse().unwrap());
        let new = catalogue::NewSuspension { reason, cause: String::new(), note };
        catalogue::add_suspension(&tx, kernel::Actor::System, tool, new).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn begin_draft(site: &Site) {
    let tx = site.db.begin().await.unwrap();
    let user = kernel::VendorUser { person: crate::testing::person(901), organisation: site.vendor };
    let content = crate::testing::content(&of_the_demonstration("kladd", "Kladd"), oslo::date(tx.now()));
    catalogue::register(&tx, &user, catalogue::Register { slug: None, content }).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn whoever_has_a_copy_is_sent_another_only_when_the_catalogue_has_changed(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        for path in ["/api/v1/tools.csv", "/api/v1/tools.json?lang=en&topic=sleep", "/api/v1/tools.json?q=demo"] {
            let again = async |tag: &str| {
                let reply = site.get_with(path, &[(header::IF_NONE_MATCH, tag)]).await;
                assert_eq!(reply.headers["cache-control"], "public, max-age=30, stale-if-error=86400");
                (reply.status.as_u16(), reply.body.is_empty(), reply.headers["etag"].to_str().unwrap().to_owned())
            };
            let tag = site.get(path).await.headers["etag"].to_str().unwrap().to_owned();
            assert_eq!(again(&tag).await, (304, true, tag.clone()), "{path}");
            begin_draft(&site).await;
            assert_eq!(again(&tag).await, (304, true, tag.clone()), "{path}: a draft is nobody's business");
            let mut tags = BTreeSet::from([tag.clone()]);
            for lift in [false, true] {
                suspend(&site, "demo-dagbok", lift).await;
                let (status, empty, new) = again(&tag).await;
                assert_eq!((status, empty), (200, false), "{path}");
                assert_eq!(again(&new).await, (304, true, new.clone()), "{path}");
                assert!(tags.insert(new), "{path}: as it was is not what it was");
            }
            let before = tags.last().unwrap().clone();
            site.index().await;
            let newest = site.get(path).await.headers["etag"].to_str().unwrap().to_owned();
            assert_eq!(tags.insert(newest), path.contains("q="), "{path}: after {before} only the index has moved on");
        }
    }

    async fn both_forms_hold_what_the_list_shows_for_every_filter(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let some = [
            "", "topic=sleep", "topic=sleep&topic=diabetes", "audience=youth&platform=web", "access=prescription", "profile=central&access=open",
            "language=se", "q=s%C3%B8vn", "q=hodepien&lang=en", "q=s%C3%B8vn&access=open", "q=%3Cscript%3E", "topic=ukjent",
        ];
        for query in some {
            let list = listed(&site, query).await;
            let json: Value = serde_json::from_str(&site.get(&format!("/api/v1/tools.json?{query}")).await.body).unwrap();
            let items = json["items"].as_array().unwrap();
            assert_eq!(items.len(), list.len(), "{query}");
            for item in &list {
                assert!(items.contains(item), "{query}: {} has the same fields", item["slug"]);
            }
            if query.starts_with("q=") {
                assert_eq!(items, &list, "{query}: in the same order");
            }
            let csv = rows(&site.get(&format!("/api/v1/tools.csv?{query}")).await);
            assert_eq!(csv.iter().map(|row| row["slug"].clone()).collect::<BTreeSet<_>>(), slugs(&list), "{query}");
        }
        assert!(listed(&site, "topic=sleep").await.len() > 1 && listed(&site, "q=s%C3%B8vn").await.len() > 1);
    }

    async fn what_stands_all_the_while_comes_once_while_others_come_and_go(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        for (round, query) in ["", "q=demo"].into_iter().enumerate() {
            let before = slugs(&listed(&site, query).await);
            let selection = Selection::read(&parameters::pairs(query)).unwrap();
            let mut rows = Rows::new(site.app.clone(), selection, 3).await.unwrap();
            let mut got: Vec<String> = Vec::new();
            let mut gone = None;
            while let Some(tools) = rows.next().await.unwrap() {
                got.extend(tools.iter().map(|tool| tool.slug.clone()));
                if gone.is_none() {
                    let next = before.iter().find(|slug| !got.contains(slug)).unwrap().clone();
                    withdraw(&site, &next).await;
                    gone = Some(next);
                }
                let number = got.len();
                publish(&site.db, site.vendor, &of_the_demonstration(&format!("ny-{round}-{number}"), "Ny")).await;
                if number > 30 {
                    // Enough have come that the end is never run after.
                    site.index().await;
                    break;
                }
            }
            while let Some(tools) = rows.next().await.unwrap() {
                got.extend(tools.iter().map(|tool| tool.slug.clone()));
            }
            let unique: BTreeSet<String> = got.iter().cloned().collect();
            assert_eq!(unique.len(), got.len(), "nothing twice");
            let gone = gone.unwrap();
            assert!(!unique.contains(&gone));
            for slug in before.iter().filter(|slug| **slug != gone) {
                assert!(unique.contains(slug), "{slug} is left out of {query:?}");
            }
        }
    }
}

#[tokio::test]
async fn it_is_a_file_that_spreadsheets_open_without_harm() {
    let site = Site::with_tools(TestDatabase::sqlite().await).await;
    publish(
        &site.db,
        site.vendor,
        &of_the_demonstration("skummel", "=HYPERLINK(\"https://evil.example\",\"a\n\"\"b\")"),
    )
    .await;
    let csv = site.get("/api/v1/tools.csv?lang=nn").await;
    assert_eq!(csv.status, StatusCode::OK);
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8; header=present");
    assert_eq!(csv.headers["content-disposition"], "attachment; filename=\"reseptor-nn-2026-11-22.csv\"");
    assert_eq!(csv.headers["access-control-allow-origin"], "*");
    assert!(!csv.headers.contains_key("content-length"), "it is sent while it is read");
    assert!(csv.body.starts_with("\u{feff}slug,name,lang,summary,status,") && csv.body.ends_with("\r\n"));
    let rows = rows(&csv);
    assert_eq!(rows.len(), 56);
    let harmful = rows.iter().find(|row| row["slug"] == "skummel").unwrap();
    assert!(harmful["name"].starts_with("'=HYPERLINK"), "{:?}", harmful["name"]);
    let diary = rows.iter().find(|row| row["slug"] == "demo-dagbok").unwrap();
    assert_eq!((diary["status"].as_str(), diary["access"].as_str()), ("published", "prescription"));
    assert!(diary["page"].ends_with("/nn/verktoy/demo-dagbok"));

    let json = site.get("/api/v1/tools.json").await;
    assert_eq!(json.headers["content-disposition"], "attachment; filename=\"reseptor-nb-2026-11-22.json\"");
    let whole: Value = serde_json::from_str(&json.body).unwrap();
    assert_eq!(json.headers["link"], format!("<{}>; rel=\"monitor\"", whole["changes"].as_str().unwrap()));
    for wrong in ["lang=xx", "platform=amiga", "topic=%00"] {
        assert_eq!(site.get(&format!("/api/v1/tools.csv?{wrong}")).await.status.as_u16(), 422, "{wrong}");
    }
    let empty = Site::empty(TestDatabase::sqlite().await).await;
    let none: Value = serde_json::from_str(&empty.get("/api/v1/tools.json").await.body).unwrap();
    assert_eq!(none["items"], json!([]));
}

/// Fails at the second piece.
struct Failing(u8);

impl Form for Failing {
    const KIND: &'static str = "text/plain";
    const END: &'static str = "txt";

    fn begin(&mut self, _: &str) -> Result<Vec<u8>> {
        Ok(b"begun".to_vec())
    }

    fn tools(&mut self, _: &[Tool]) -> Result<Vec<u8>> {
        self.0 += 1;
        if self.0 < 2 { Ok(b"some".to_vec()) } else { Err(Error::internal("gone")) }
    }

    fn end(&mut self) -> Vec<u8> {
        b"end".to_vec()
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_not_ended_as_if_it_were_whole() {
    let site = Site::with_tools(TestDatabase::sqlite().await).await;
    let selection = Selection::read(&[]).unwrap();
    let rows = Rows::new(site.app.clone(), selection, 10).await.unwrap();
    let pieces: Vec<io::Result<Bytes>> = sent(b"begun".to_vec(), rows, Failing(0)).collect().await;
    assert_eq!(pieces.len(), 3);
    assert!(pieces[0].is_ok() && pieces[1].is_ok() && pieces[2].is_err(), "{pieces:?}");
}

/// An index of our own beside a server that fails, as `search::Standby` puts them together.
struct Beside(search::Index);

#[async_trait::async_trait]
impl search::Engine for Beside {
    async fn search(&self, _: &search::Query) -> Result<search::Answer, search::SearchError> {
        Err(search::SearchError::Interrupted)
    }

    async fn walk(
        &self,
        query: &search::Query,
        from: Option<&search::Cursor>,
    ) -> Result<(search::Answer, Option<search::Cursor>), search::SearchError> {
        self.0.walk(query, from)
    }

    async fn suggest(
        &self,
        _: &str,
        _: kernel::Locale,
        _: usize,
    ) -> Result<Vec<search::Suggestion>, search::SearchError> {
        Err(search::SearchError::Interrupted)
    }

    async fn position(&self) -> Result<u64, search::SearchError> {
        Err(search::SearchError::Interrupted)
    }

    async fn apply(&self, _: Vec<search::Change>, _: u64) -> Result<(), search::SearchError> {
        Err(search::SearchError::Interrupted)
    }

    async fn rebuild(&self) -> Result<Box<dyn search::Filling>, search::SearchError> {
        Err(search::SearchError::Interrupted)
    }

    fn parts(&self) -> Vec<Arc<dyn search::Engine>> {
        vec![Arc::new(self.0.clone())]
    }
}

#[tokio::test]
async fn words_are_looked_for_in_the_index_that_the_tag_names() {
    let site = Site::with_tools(TestDatabase::sqlite().await).await;
    let engine = Arc::new(Beside(search::Index::in_memory()));
    let config = crate::config::Config::from_parts(None, []).unwrap();
    let app = App::with_search(config, site.db.clone(), engine).unwrap();
    discovery::Follower::new(&app).catch_up().await.unwrap();
    let selection = || Selection::read(&pairs("q=demo")).unwrap();
    let mut rows = Rows::new(app.clone(), selection(), 20).await.unwrap();
    let mut found = Vec::new();
    while let Some(tools) = rows.next().await.unwrap() {
        found.extend(tools.into_iter().map(|tool| tool.slug));
    }
    assert_eq!(BTreeSet::from_iter(found), slugs(&listed(&site, "q=demo").await));

    let tag = state(&app, &selection(), "").await.unwrap();
    assert_eq!(state(&app, &selection(), "").await.unwrap(), tag);
    publish(&site.db, site.vendor, &of_the_demonstration("enda-en", "Enda en")).await;
    discovery::Follower::new(&app).catch_up().await.unwrap();
    assert_ne!(state(&app, &selection(), "").await.unwrap(), tag);
}
