//! What the adapter and its stand-in do when the server is away, slow, something else, or loses its index.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{Router, body::Body, response::Response};
use kernel::Locale;
use search::{Change, Engine, Index, Meilisearch, Rebuild, SearchError, ServerError, Standby, Standing};
use serde_json::json;

use crate::{
    engines::{done, indexes, named, raw, remove, server},
    tools::{all, id, key, text, tool},
};

/// A server that answers every request so; its address, and how often it was asked.
async fn answering(
    answer: impl Fn() -> Response + Clone + Send + Sync + 'static,
) -> (String, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let routes = Router::new().fallback(move || {
        counted.fetch_add(1, Ordering::Relaxed);
        let answer = answer();
        async move { answer }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (address, asked)
}

fn said(status: u16, body: impl Into<Body>) -> Response {
    Response::builder().status(status).header("content-type", "application/json").body(body.into()).unwrap()
}

/// What asking this address comes to.
async fn trouble(address: &str) -> Vec<SearchError> {
    let engine = Meilisearch::new(address, Some("a key"), "reseptor", "").unwrap();
    vec![
        engine.search(&text("søvn")).await.unwrap_err(),
        engine.suggest("søv", Locale::Nb, 5).await.unwrap_err(),
        engine.position().await.unwrap_err(),
        engine.apply(vec![Change::Remove(id("pip"))], 3).await.unwrap_err(),
        engine.rebuild().await.err().unwrap(),
    ]
}

/// An address where nobody listens.
async fn nobody() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

#[tokio::test]
async fn a_server_that_is_away_is_told_of_as_away() {
    for error in trouble(&nobody().await).await {
        assert!(matches!(error, SearchError::Server(ServerError::Away)), "{error:?}");
    }
}

#[tokio::test]
async fn a_slow_server_is_given_up_after_two_seconds() {
    // It takes connections and never answers.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let engine = Meilisearch::new(&address, None, "reseptor", "").unwrap();
    let began = Instant::now();
    let error = engine.search(&text("søvn")).await.unwrap_err();
    assert!(matches!(error, SearchError::Server(ServerError::Slow)), "{error:?}");
    assert!(began.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn what_is_no_meilisearch_is_told_of_as_nonsense() {
    let endless = || {
        let chunks = futures_util::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b' '; 1 << 20]));
        said(200, Body::from_stream(chunks))
    };
    for answer in [
        Arc::new(|| said(200, "<html>Velkommen</html>")) as Arc<dyn Fn() -> Response + Send + Sync>,
        Arc::new(|| said(200, "")),
        Arc::new(|| said(200, "{\"results\":[]}")),
        Arc::new(|| said(200, "{\"results\":[{\"hits\":[{\"id\":\"no id\"}]}]}")),
        Arc::new(|| said(202, "[1, 2, 3]")),
        Arc::new(|| said(302, "elsewhere")),
        Arc::new(endless),
    ] {
        let (address, _) = answering(move || answer()).await;
        for error in trouble(&address).await {
            assert!(
                matches!(error, SearchError::Server(ServerError::Nonsense | ServerError::Failed(_))),
                "{error:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_key_that_is_refused_is_told_of_as_such() {
    let refusal = json!({
        "message": "The provided API key is invalid.\u{7}", "code": "invalid_api_key", "type": "auth",
        "link": "https://docs.meilisearch.com/errors#invalid_api_key"
    });
    let (address, _) = answering(move || said(403, refusal.to_string())).await;
    for error in trouble(&address).await {
        let SearchError::Server(ServerError::Refused(why)) = error else { panic!("{error:?}") };
        assert_eq!(why, "The provided API key is invalid.");
    }
}

fn embedded() -> Index {
    let index = Index::in_memory();
    index.rebuild(all(), 1).unwrap();
    index
}

#[tokio::test]
async fn the_embedded_engine_answers_while_the_server_is_of_no_use_and_nobody_waits_twice() {
    let (address, asked) = answering(|| said(500, "out of order")).await;
    let standby = Standby::new(embedded(), Meilisearch::new(&address, None, "reseptor", "").unwrap());
    assert_eq!(standby.server(), Some(Standing::Unknown));
    for _ in 0..3 {
        let answer = standby.search(&text("depresjon")).await.unwrap();
        assert_eq!(key(answer.hits[0].id), "lysere");
        assert!(!standby.suggest("sov", Locale::Nb, 5).await.unwrap().is_empty());
        assert_eq!(standby.position().await.unwrap(), 1);
    }
    assert_eq!(asked.load(Ordering::Relaxed), 0, "nobody asks a server that has not been found usable");
    let [own, remote] = standby.parts().try_into().ok().unwrap();
    assert!(!own.is_remote() && remote.is_remote());
    remote.position().await.unwrap_err();
    assert_eq!(standby.server(), Some(Standing::Useless));
    // Changes reach the embedded one whatever the server does.
    own.apply(vec![Change::Remove(id("lysere"))], 2).await.unwrap();
    assert!(remote.apply(vec![Change::Remove(id("lysere"))], 2).await.is_err());
    let found = standby.search(&text("depresjon")).await.unwrap();
    assert!(found.hits.iter().all(|hit| key(hit.id) != "lysere"));
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

/// Runs this with a server, where one is named, and an index family of its own.
async fn with_server(test: impl AsyncFnOnce(String)) {
    if named().is_some() {
        let family = format!("test_{}", uuid::Uuid::new_v4().simple());
        test(family.clone()).await;
        remove(&family).await;
    }
}

async fn fill(engine: &dyn Engine, position: u64) {
    let mut filling = engine.rebuild().await.unwrap();
    filling.add(all()).await.unwrap();
    filling.finish(position).await.unwrap();
}

#[tokio::test]
async fn an_index_that_the_server_loses_is_missed_stood_in_for_and_made_again() {
    with_server(async |family| {
        let engine = server(&family).unwrap();
        let missing = |error: SearchError| matches!(error, SearchError::NeedsRebuild(Rebuild::Missing));
        assert!(missing(engine.position().await.unwrap_err()));
        assert!(missing(engine.search(&text("søvn")).await.unwrap_err()));
        let standby = Standby::new(embedded(), engine.clone());
        let [_, remote] = standby.parts().try_into().ok().unwrap();
        assert!(missing(remote.position().await.unwrap_err()));
        assert_eq!(standby.server(), Some(Standing::Filling));
        fill(&*remote, 1).await;
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        assert_eq!(remote.position().await.unwrap(), 1);
        assert_eq!(standby.server(), Some(Standing::Used));
        let mut renamed = tool("lysere");
        "Morgenlys".clone_into(&mut renamed.texts[0].1.name);
        remote.apply(vec![Change::Put(Box::new(renamed))], 2).await.unwrap();
        let name = async || {
            let hit = standby.search(&text("depresjon")).await.unwrap().hits.remove(0);
            hit.name.iter().map(|piece| piece.text.as_str()).collect::<String>()
        };
        assert_eq!(name().await, "Morgenlys", "the server is asked");

        remove(&family).await;
        assert_eq!(name().await, "Lysere dager", "the embedded one is asked");
        assert_eq!(standby.server(), Some(Standing::Filling));
        assert!(missing(remote.apply(vec![Change::Remove(id("pip"))], 3).await.unwrap_err()));
        assert!(indexes(&family).await.is_empty(), "a change alone makes no index");
        fill(&*remote, 3).await;
        assert_eq!(engine.position().await.unwrap(), 3);
    })
    .await;
}

#[tokio::test]
async fn an_index_of_another_generation_or_without_its_position_is_filled_anew() {
    with_server(async |family| {
        let engine = server(&family).unwrap();
        fill(&engine, 1).await;
        let name = indexes(&family).await.remove(0);
        let documents = format!("/indexes/{name}/documents");
        let other = json!([{ "id": "meta", "generation": "another", "position": 9 }]);
        done(&raw(reqwest::Method::POST, &documents, Some(other)).await).await;
        assert!(matches!(
            engine.position().await.unwrap_err(),
            SearchError::NeedsRebuild(Rebuild::Generation)
        ));
        done(&raw(reqwest::Method::DELETE, &format!("{documents}/meta"), None).await).await;
        assert!(matches!(engine.position().await.unwrap_err(), SearchError::NeedsRebuild(Rebuild::Missing)));
        fill(&engine, 5).await;
        assert_eq!((engine.position().await.unwrap(), indexes(&family).await.len()), (5, 1));
    })
    .await;
}

/// The rights that docs/operations.md tells to give.
fn least_rights() -> serde_json::Value {
    let docs = include_str!("../../../docs/operations.md");
    let actions = docs.split_once("\"actions\": ").unwrap().1.split_once("}'").unwrap().0;
    serde_json::from_str(actions).unwrap()
}

#[tokio::test]
async fn a_key_with_the_least_rights_for_our_indexes_alone_is_enough() {
    // With or without a server: what the documentation says must be JSON.
    let rights = least_rights();
    with_server(async |family| {
        let asked = json!({ "indexes": [format!("{family}-*")], "expiresAt": null, "actions": rights });
        let key = raw(reqwest::Method::POST, "/keys", Some(asked)).await;
        let (address, _) = named().unwrap();
        let engine = Meilisearch::new(&address, key["key"].as_str(), &family, "").unwrap();
        fill(&engine, 1).await;
        engine.apply(vec![Change::Remove(id("pip"))], 2).await.unwrap();
        assert_eq!(
            (engine.position().await.unwrap(), engine.search(&text("")).await.unwrap().total),
            (2, 29)
        );
        assert!(!engine.suggest("søv", Locale::Nb, 5).await.unwrap().is_empty());
        fill(&engine, 3).await;
        assert_eq!(
            (engine.position().await.unwrap(), engine.search(&text("")).await.unwrap().total),
            (3, 30)
        );
        assert_eq!(indexes(&family).await.len(), 1, "what was in use before is gone");
        raw(reqwest::Method::DELETE, &format!("/keys/{}", key["uid"].as_str().unwrap()), None).await;
    })
    .await;
}

#[tokio::test]
async fn instances_that_fill_and_change_one_index_at_the_same_time_end_with_one_whole_index() {
    with_server(async |family| {
        let engines: Vec<Meilisearch> = (0..3).map(|_| server(&family).unwrap()).collect();
        futures_util::future::join_all(engines.iter().map(|engine| fill(engine, 1))).await;
        assert_eq!(indexes(&family).await.len(), 1, "nothing half-filled is left");
        // Each takes in the same changes, as far as it has read them.
        let keys = ["pip", "husk", "etter", "uke40", "lettere"];
        futures_util::future::join_all(engines.iter().enumerate().map(async |(at, engine)| {
            for step in 0..keys.len() {
                let changes = keys[..=step].iter().map(|key| Change::Remove(id(key))).collect();
                let position = 2 + u64::try_from(step).unwrap();
                engine.apply(changes, position).await.unwrap();
                tokio::time::sleep(Duration::from_millis(10 * u64::try_from(at).unwrap())).await;
            }
        }))
        .await;
        // Whoever wrote last, what is left to do is known from the position.
        let reached = engines[0].position().await.unwrap();
        let left = usize::try_from(reached - 1).unwrap();
        let rest = keys[left.saturating_sub(1)..].iter().map(|key| Change::Remove(id(key))).collect();
        engines[0].apply(rest, 7).await.unwrap();
        for engine in &engines {
            assert_eq!(engine.search(&text("")).await.unwrap().total, 25);
            assert_eq!(engine.position().await.unwrap(), 7);
        }
    })
    .await;
}
