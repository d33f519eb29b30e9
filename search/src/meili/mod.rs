//! Meilisearch: an index on a server that several instances share.
//!
//! The analysis, the plan, the highlights and the suggestions are those of the embedded engine; here they are only put as the server takes them.

mod ask;
mod complete;
mod error;
mod filter;
mod follow;
mod http;
mod schema;
mod tiers;
mod words;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use kernel::Locale;
use meilisearch_sdk::client::Client;

pub use error::ServerError;
use http::Http;

use crate::{
    Answer, Change, Cursor, DEEPEST_HIT, Engine, Filling, Page, Query, Reached, SearchError, Suggestion,
    analysis::Analysis,
};

/// How long a question may take, and how long the server may take to accept documents.
const ASKING: Duration = Duration::from_secs(2);
const WRITING: Duration = Duration::from_secs(30);

/// An index on a Meilisearch server. Clones share it.
#[derive(Clone)]
pub struct Meilisearch(Arc<Inner>);

struct Inner {
    asking: Client<Http>,
    writing: Client<Http>,
    analysis: Arc<Analysis>,
    /// What the names of our indexes begin with.
    family: String,
    generation: String,
    name: String,
}

impl Meilisearch {
    /// The index of this family (its names begin so) on the server at this address. Nothing is asked yet. `made_with` is what decides how the
    /// documents are made: where it changes, the index is filled anew.
    pub fn new(address: &str, key: Option<&str>, family: &str, made_with: &str) -> Result<Self, SearchError> {
        let address = address.trim_end_matches('/');
        let client = |patience| {
            let http = Http::new(key, patience).map_err(|error| ServerError::Failed(error.to_string()))?;
            Ok::<_, ServerError>(Client::new_with_client(address, key, http))
        };
        let generation = schema::generation(made_with);
        Ok(Self(Arc::new(Inner {
            asking: client(ASKING)?,
            writing: client(WRITING)?,
            analysis: Analysis::shared(),
            family: family.to_owned(),
            name: format!("{family}-{generation}"),
            generation,
        })))
    }

    fn asking(&self) -> &Client<Http> {
        &self.0.asking
    }

    fn writing(&self) -> &Client<Http> {
        &self.0.writing
    }

    fn analysis(&self) -> &Analysis {
        &self.0.analysis
    }

    fn name(&self) -> &str {
        &self.0.name
    }

    fn family(&self) -> String {
        format!("{}-", self.0.family)
    }

    fn generation(&self) -> &str {
        &self.0.generation
    }
}

#[async_trait]
impl Engine for Meilisearch {
    async fn search(&self, query: &Query) -> Result<Answer, SearchError> {
        self.find(query).await
    }

    /// By count alone: what comes and goes shifts what follows. The platform walks in the embedded index.
    async fn walk(
        &self,
        query: &Query,
        from: Option<&Cursor>,
    ) -> Result<(Answer, Option<Cursor>), SearchError> {
        let place = from.map_or(0, |from| from.place);
        let page = Page { number: place / query.page.window().len().max(1) + 1, ..query.page };
        let answer = self.find(&Query { page, ..query.clone() }).await?;
        let reached = page.window().end;
        let next = (reached < answer.total.min(DEEPEST_HIT)).then(|| Cursor::counted(reached));
        Ok((answer, next))
    }

    async fn suggest(
        &self,
        text: &str,
        locale: Locale,
        limit: usize,
    ) -> Result<Vec<Suggestion>, SearchError> {
        self.complete(text, locale, limit).await
    }

    async fn position(&self) -> Result<u64, SearchError> {
        Ok(self.how_far().await?.position)
    }

    async fn reached(&self) -> Result<Reached, SearchError> {
        self.how_far().await
    }

    async fn apply(&self, changes: Vec<Change>, position: u64) -> Result<(), SearchError> {
        self.take_in(&changes, position).await
    }

    async fn rebuild(&self) -> Result<Box<dyn Filling>, SearchError> {
        Ok(Box::new(self.begin().await?))
    }
}
