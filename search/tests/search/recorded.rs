//! The contract in small, on five tools: on the embedded engine, on exchanges recorded from a real server, and on that server where one is named.
//!
//! The recording holds as long as rows and requests are as they were. When it does not any more, record anew with a server at hand:
//!
//! ```sh
//! RESEPTOR_SEARCH_URL=http://127.0.0.1:7700 RESEPTOR_SEARCH_KEY=… RESEPTOR_SEARCH_RECORD=1 \
//!   cargo nextest run --workspace -E 'package(search) and test(recorded)'
//! ```

use kernel::Locale;
use search::{
    Change, Engine, Facet, Fit, Index, Meilisearch, PerFacet, Query, Rebuild, SearchError, Sort,
    SuggestionKind,
};

use crate::{
    engines::{indexes, named, remove},
    player::{FAMILY, Player},
    tools::{id, key, text, tool},
};

/// The recording's name.
const SMALL: &str = "small-catalogue";

#[tokio::test]
async fn a_small_catalogue_on_the_embedded_engine() {
    a_small_catalogue(&Index::in_memory()).await;
}

#[tokio::test]
async fn a_small_catalogue_on_a_recorded_server() {
    if std::env::var_os("RESEPTOR_SEARCH_RECORD").is_some() {
        return record().await;
    }
    let player = Player::playing(SMALL).await;
    let engine = Meilisearch::new(&player.address, Some("a key"), FAMILY, "").unwrap();
    a_small_catalogue_or_why(&engine, &player).await;
}

/// As the contract has it; where requests were not recorded, these are told first.
async fn a_small_catalogue_or_why(engine: &Meilisearch, player: &Player) {
    let tried = tokio::spawn({
        let engine = engine.clone();
        async move { a_small_catalogue(&engine).await }
    })
    .await;
    let unknown = player.unknown.lock().unwrap().clone();
    assert!(unknown.is_empty(), "not recorded (see the head of this file):\n{}", unknown.join("\n"));
    tried.unwrap();
}

/// Records, and tries the server by it.
async fn record() {
    assert!(named().is_some(), "RESEPTOR_SEARCH_URL names the server to record");
    remove(FAMILY).await;
    let player = Player::recording().await;
    let engine = Meilisearch::new(&player.address, None, FAMILY, "").unwrap();
    a_small_catalogue(&engine).await;
    player.keep(SMALL);
    assert_eq!(indexes(FAMILY).await.len(), 1);
    remove(FAMILY).await;
}

async fn found(engine: &dyn Engine, query: &Query) -> Vec<&'static str> {
    engine.search(query).await.unwrap().hits.iter().map(|hit| key(hit.id)).collect()
}

async fn a_small_catalogue(engine: &dyn Engine) {
    let missing = |error: SearchError| matches!(error, SearchError::NeedsRebuild(Rebuild::Missing));
    assert!(missing(engine.position().await.unwrap_err()));
    assert!(missing(engine.search(&text("")).await.unwrap_err()));
    let mut filling = engine.rebuild().await.unwrap();
    filling.add(["hodero", "sovgodt", "lysere"].map(tool).into()).await.unwrap();
    filling.add(["pip", "nattero"].map(tool).into()).await.unwrap();
    filling.finish(7).await.unwrap();
    assert_eq!(engine.position().await.unwrap(), 7);
    it_finds(engine).await;
    it_counts_and_orders(engine).await;
    it_helps_while_typing(engine).await;
    it_follows(engine).await;
}

async fn it_finds(engine: &dyn Engine) {
    assert_eq!(found(engine, &text("hodepine")).await, ["hodero"]);
    assert_eq!(found(engine, &text("hovudpiner")).await, ["hodero"]);
    assert_eq!(found(engine, &text("får ikke sove")).await, ["sovgodt", "nattero"]);
    assert_eq!(found(engine, &text("tinnitus avspenning")).await[0], "pip");
    let some = engine.search(&text("depresjon xylofon")).await.unwrap();
    assert_eq!((some.fit, key(some.hits[0].id)), (Fit::Some, "lysere"));
    let none = engine.search(&text("xqzwv")).await.unwrap();
    assert_eq!((none.total, none.fit), (0, Fit::Near));
    let misspelt = engine.search(&text("depresion")).await.unwrap();
    assert_eq!((misspelt.did_you_mean.as_deref(), key(misspelt.hits[0].id)), (Some("depresjon"), "lysere"));
    let english = Query { locale: Locale::En, ..text("headache") };
    let hit = engine.search(&english).await.unwrap().hits.remove(0);
    let marked: Vec<_> = hit.purpose.iter().filter(|piece| piece.hit).map(|piece| &*piece.text).collect();
    assert_eq!((marked, hit.locale), (vec!["headache"], Locale::En));
    let excerpt = engine.search(&text("lydterapi")).await.unwrap().hits.remove(0).excerpt.unwrap();
    assert!(excerpt.iter().any(|piece| piece.hit && piece.text == "Lydterapi"));
}

async fn it_counts_and_orders(engine: &dyn Engine) {
    assert_eq!(found(engine, &text(" ")).await, ["pip", "lysere", "nattero", "sovgodt", "hodero"]);
    let by_name = Query { sort: Sort::Name, ..text("") };
    assert_eq!(found(engine, &by_name).await, ["hodero", "lysere", "nattero", "pip", "sovgodt"]);
    let newest = Query { sort: Sort::Newest, ..text("avspenning") };
    assert_eq!(found(engine, &newest).await, ["pip", "nattero", "sovgodt"]);
    let second = Query { page: search::Page { number: 2, size: 2 }, ..text("avspenning") };
    let answer = engine.search(&second).await.unwrap();
    assert_eq!((answer.hits.len(), answer.total), (1, 3));
    let chosen = |topics: &[&str], access: &[&str]| PerFacet {
        topics: topics.iter().map(|topic| (*topic).to_owned()).collect(),
        access: access.iter().map(|access| (*access).to_owned()).collect(),
        ..PerFacet::default()
    };
    let query = Query { filters: chosen(&["sovn", "Sovn \"x\"\\"], &["open"]), ..text("avspenning") };
    let answer = engine.search(&query).await.unwrap();
    let counts = |facet: Facet| {
        let counts = answer.facets[facet].iter();
        counts.map(|count| (count.value.as_str(), count.count)).collect::<Vec<_>>()
    };
    assert_eq!(answer.total, 2);
    assert_eq!(counts(Facet::Topic), [("sovn", 2), ("sanser", 1), ("Sovn \"x\"\\", 0)]);
    assert_eq!(counts(Facet::Access), [("open", 2)]);
    assert_eq!(counts(Facet::Platform), [("ios", 2), ("android", 1), ("web", 1)]);
    let nothing = Query { filters: chosen(&[], &["prescription"]), ..text("avspenning") };
    let answer = engine.search(&nothing).await.unwrap();
    assert_eq!((answer.total, answer.fit), (0, Fit::All), "choices do not loosen the text");
}

async fn it_helps_while_typing(engine: &dyn Engine) {
    let suggested = engine.suggest("sov", Locale::Nb, 8).await.unwrap();
    assert_eq!(suggested[0].kind, SuggestionKind::Topic("sovn".to_owned()));
    assert!(suggested.iter().any(|one| one.kind == SuggestionKind::Tool(id("sovgodt"))));
    let suggested = engine.suggest("kurs mot søvnl", Locale::Nb, 8).await.unwrap();
    assert!(suggested.iter().any(|one| one.text == "kurs mot søvnløshet"));
    let suggested = engine.suggest("head", Locale::En, 8).await.unwrap();
    assert!(suggested.iter().any(|one| one.text == "Head Calm"));
}

async fn it_follows(engine: &dyn Engine) {
    let mut renamed = tool("lysere");
    "Morgenlys".clone_into(&mut renamed.texts[0].1.name);
    engine.apply(vec![Change::Put(Box::new(renamed)), Change::Remove(id("pip"))], 9).await.unwrap();
    assert_eq!(engine.position().await.unwrap(), 9);
    assert_eq!(found(engine, &text("morgenlys")).await, ["lysere"]);
    assert_eq!(engine.search(&text("")).await.unwrap().total, 4);
    engine.apply(vec![Change::Put(Box::new(tool("pip")))], 9).await.unwrap();
    assert_eq!(engine.search(&text("")).await.unwrap().total, 4, "an old state does not come back");
    let mut filling = engine.rebuild().await.unwrap();
    filling.add(vec![tool("pip")]).await.unwrap();
    assert_eq!(engine.search(&text("")).await.unwrap().total, 4, "the one in use answers meanwhile");
    filling.finish(8).await.unwrap();
    assert_eq!(engine.position().await.unwrap(), 8);
    assert_eq!(found(engine, &text("")).await, ["pip"]);
}
