//! A server on loopback that plays exchanges recorded from a real Meilisearch, or passes requests on to one and records them.
//!
//! A request is known by its method, its address and its body. What differs from run to run (the generation in the index's name, the name of an
//! index being filled) is recorded as a word. Of a task that is asked for again and again the last answer is kept.

use std::{
    collections::{HashMap, VecDeque},
    path::PathBuf,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::{Bytes, to_bytes},
    extract::Request,
    response::Response,
};
use regex::Regex;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::engines::named;

/// What the names of recorded indexes begin with.
pub(crate) const FAMILY: &str = "recorded";
const MOST: usize = 10_000_000;

/// One request with its answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Exchange {
    request: String,
    body: Value,
    status: u16,
    answer: Value,
}

/// A server that plays or records.
pub(crate) struct Player {
    pub(crate) address: String,
    /// Requests that were not recorded.
    pub(crate) unknown: Arc<Mutex<Vec<String>>>,
    recorded: Arc<Mutex<Vec<Exchange>>>,
}

fn file(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/recorded")).join(format!("{name}.jsonl"))
}

/// The text without what differs from run to run.
fn timeless(text: &str) -> String {
    let name = Regex::new(&format!("{FAMILY}-[0-9a-f]{{16}}(-new-[0-9a-f]{{32}})?")).unwrap();
    let named = name.replace_all(text, |found: &regex::Captures<'_>| {
        if found.get(1).is_some() { "FILLED" } else { "INDEX" }.to_owned()
    });
    let generation = Regex::new("\"generation\":\"[0-9a-f]{16}\"").unwrap();
    generation.replace_all(&named, "\"generation\":\"GENERATION\"").into_owned()
}

impl Player {
    /// Plays what was recorded under this name.
    pub(crate) async fn playing(name: &str) -> Self {
        let text = std::fs::read_to_string(file(name)).unwrap();
        let mut known: HashMap<(String, String), VecDeque<Exchange>> = HashMap::new();
        for line in text.lines() {
            let exchange: Exchange = serde_json::from_str(line).unwrap();
            known
                .entry((exchange.request.clone(), exchange.body.to_string()))
                .or_default()
                .push_back(exchange);
        }
        let known = Arc::new(Mutex::new(known));
        let unknown: Arc<Mutex<Vec<String>>> = Arc::default();
        let missed = Arc::clone(&unknown);
        let generation = Regex::new(&format!("{FAMILY}-([0-9a-f]{{16}})")).unwrap();
        let address = serve(move |request, body| {
            let (known, missed, generation) = (Arc::clone(&known), Arc::clone(&missed), generation.clone());
            async move {
                let asked = (timeless(&request), timeless(&body));
                let exchange = {
                    let mut known = known.lock().unwrap();
                    known.get_mut(&asked).and_then(|list| match list.len() {
                        0 | 1 => list.front().cloned(),
                        _ => list.pop_front(),
                    })
                };
                let Some(exchange) = exchange else {
                    missed.lock().unwrap().push(format!("{} {}", asked.0, asked.1));
                    return (599, "not recorded".to_owned());
                };
                let now = generation.captures(&request).map_or("", |found| found.get(1).unwrap().as_str());
                (exchange.status, exchange.answer.to_string().replace("GENERATION", now))
            }
        })
        .await;
        Self { address, unknown, recorded: Arc::default() }
    }

    /// Passes everything on to the server that is named.
    pub(crate) async fn recording() -> Self {
        let recorded: Arc<Mutex<Vec<Exchange>>> = Arc::default();
        let list = Arc::clone(&recorded);
        let address = serve(move |request, body| {
            let list = Arc::clone(&list);
            async move {
                let (status, answer) = pass_on(&request, &body).await;
                let exchange = Exchange {
                    request: timeless(&request),
                    body: serde_json::from_str(&timeless(&body)).unwrap_or_default(),
                    status,
                    answer: serde_json::from_str(&timeless(&answer)).unwrap_or_default(),
                };
                let mut list = list.lock().unwrap();
                if request.starts_with("GET /tasks/") {
                    list.retain(|known| known.request != exchange.request);
                }
                list.push(exchange);
                (status, answer)
            }
        })
        .await;
        Self { address, unknown: Arc::default(), recorded }
    }

    /// Keeps what was recorded under this name.
    pub(crate) fn keep(&self, name: &str) {
        let lines: Vec<String> =
            self.recorded.lock().unwrap().iter().map(|one| serde_json::to_string(one).unwrap()).collect();
        std::fs::create_dir_all(file(name).parent().unwrap()).unwrap();
        std::fs::write(file(name), lines.join("\n") + "\n").unwrap();
    }
}

async fn pass_on(request: &str, body: &str) -> (u16, String) {
    let (address, key) = named().unwrap();
    let (method, path) = request.split_once(' ').unwrap();
    let mut passed = reqwest::Client::new().request(method.parse().unwrap(), format!("{address}{path}"));
    if let Some(key) = key {
        passed = passed.bearer_auth(key);
    }
    if body != "null" {
        passed = passed.header("content-type", "application/json").body(body.to_owned());
    }
    let answer = passed.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// Serves; a handler gets method and path, and the body as JSON.
async fn serve<F: Future<Output = (u16, String)> + Send + 'static>(
    handler: impl Fn(String, String) -> F + Clone + Send + Sync + 'static,
) -> String {
    let routes = Router::new().fallback(move |request: Request| {
        let handler = handler.clone();
        async move {
            let asked = format!("{} {}", request.method(), request.uri());
            let body: Bytes = to_bytes(request.into_body(), MOST).await.unwrap();
            let body: Value = serde_json::from_slice(&body).unwrap_or_default();
            let (status, answer) = handler(asked, body.to_string()).await;
            Response::builder()
                .status(status)
                .header("content-type", "application/json")
                .body(axum::body::Body::from(answer))
                .unwrap()
        }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    address
}
