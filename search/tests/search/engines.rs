//! The engines that the contract is tried on: the embedded one always, Meilisearch where `RESEPTOR_SEARCH_URL` names a server.

use std::sync::Arc;

use kernel::Locale;
use search::{Answer, Change, Document, Engine, Index, Meilisearch, Query, SearchError, Suggestion};
use tokio::runtime::Runtime;

use crate::tools::all;

/// Tries each of these on every engine.
macro_rules! on_every_engine {
    ($(fn $name:ident($engine:ident: &Tested) $body:block)*) => {
        $(fn $name($engine: &$crate::engines::Tested) $body)*

        mod embedded {
            $(#[test]
            fn $name() {
                super::$name(&$crate::engines::Tested::embedded());
            })*
        }

        mod meilisearch {
            $(#[test]
            fn $name() {
                if let Some(engine) = $crate::engines::Tested::server() {
                    super::$name(&engine);
                }
            })*
        }
    };
}
pub(crate) use on_every_engine;

/// What can be asked.
pub(crate) trait Asks {
    fn search(&self, query: &Query) -> Result<Answer, SearchError>;
}

impl Asks for Index {
    fn search(&self, query: &Query) -> Result<Answer, SearchError> {
        Index::search(self, query)
    }
}

/// An engine with the thirty tools.
pub(crate) struct Tested {
    pub(crate) engine: Arc<dyn Engine>,
    pub(crate) runtime: Runtime,
    /// What is to be removed from the server in the end.
    family: Option<String>,
}

impl Tested {
    pub(crate) fn embedded() -> Self {
        Self::filled(Arc::new(Index::in_memory()), None)
    }

    /// Nothing where no server is named.
    pub(crate) fn server() -> Option<Self> {
        let family = format!("test_{}", uuid::Uuid::new_v4().simple());
        let engine = Arc::new(server(&family)?);
        Some(Self::filled(engine, Some(family)))
    }

    fn filled(engine: Arc<dyn Engine>, family: Option<String>) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let tested = Self { engine, runtime, family };
        tested.rebuild(all(), 1).unwrap();
        tested
    }

    /// Whether tools that count nearly the same may change places.
    pub(crate) fn orders_in_steps(&self) -> bool {
        self.family.is_some()
    }

    pub(crate) fn search(&self, query: &Query) -> Result<Answer, SearchError> {
        self.runtime.block_on(self.engine.search(query))
    }

    pub(crate) fn suggest(
        &self,
        text: &str,
        locale: Locale,
        limit: usize,
    ) -> Result<Vec<Suggestion>, SearchError> {
        self.runtime.block_on(self.engine.suggest(text, locale, limit))
    }

    pub(crate) fn position(&self) -> Result<u64, SearchError> {
        self.runtime.block_on(self.engine.position())
    }

    pub(crate) fn apply(&self, changes: &[Change], position: u64) -> Result<(), SearchError> {
        self.runtime.block_on(self.engine.apply(changes.to_vec(), position))
    }

    pub(crate) fn rebuild(&self, documents: Vec<Document>, position: u64) -> Result<(), SearchError> {
        self.runtime.block_on(async {
            let mut filling = self.engine.rebuild().await?;
            filling.add(documents).await?;
            filling.finish(position).await
        })
    }
}

impl Asks for Tested {
    fn search(&self, query: &Query) -> Result<Answer, SearchError> {
        Tested::search(self, query)
    }
}

impl Drop for Tested {
    fn drop(&mut self) {
        if let Some(family) = self.family.take() {
            self.runtime.block_on(remove(&family));
        }
    }
}

/// The server that is named, with an index of its own.
pub(crate) fn server(family: &str) -> Option<Meilisearch> {
    let (address, key) = named()?;
    Some(Meilisearch::new(&address, key.as_deref(), family, "").unwrap())
}

/// Address and key of the server that is named.
pub(crate) fn named() -> Option<(String, Option<String>)> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    Some((set("RESEPTOR_SEARCH_URL")?.trim_end_matches('/').to_owned(), set("RESEPTOR_SEARCH_KEY")))
}

/// One request to the server that is named, past the adapter; the body that comes back.
pub(crate) async fn raw(
    method: reqwest::Method,
    path: &str,
    body: Option<serde_json::Value>,
) -> serde_json::Value {
    let (address, key) = named().unwrap();
    let mut request = reqwest::Client::new().request(method, format!("{address}{path}"));
    if let Some(key) = key {
        request = request.bearer_auth(key);
    }
    if let Some(body) = body {
        request = request.json(&body);
    }
    let answer = request.send().await.unwrap().bytes().await.unwrap();
    serde_json::from_slice(&answer).unwrap_or_default()
}

/// Names of the indexes on the server that begin so.
pub(crate) async fn indexes(family: &str) -> Vec<String> {
    let known = raw(reqwest::Method::GET, "/indexes?limit=1000", None).await;
    let names = known["results"].as_array().into_iter().flatten().filter_map(|index| index["uid"].as_str());
    names.filter(|name| name.starts_with(family)).map(str::to_owned).collect()
}

/// Waits until the server has done what it answered this for.
pub(crate) async fn done(task: &serde_json::Value) {
    loop {
        let now = raw(reqwest::Method::GET, &format!("/tasks/{}", task["taskUid"]), None).await;
        match now["status"].as_str() {
            Some("succeeded") => return,
            Some("enqueued" | "processing") => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
            _ => panic!("{now}"),
        }
    }
}

/// Removes all indexes whose names begin so.
pub(crate) async fn remove(family: &str) {
    for name in indexes(family).await {
        let task = raw(reqwest::Method::DELETE, &format!("/indexes/{name}"), None).await;
        done(&task).await;
    }
}
