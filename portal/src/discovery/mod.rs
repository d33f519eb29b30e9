//! Finding tools: one way for pages, the open catalogue and FHIR. The engine finds, the database says what holds now.

mod cursor;
mod document;
#[cfg(test)]
pub(crate) mod fixtures;
mod follow;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::sync::Arc;

use catalogue::{Listing, Standing};
use database::Present;
use kernel::{Locale, ToolId};
use search::{Answer, Cursor, Fit, Hit, PerFacet, Query, SearchError, Suggestion};

pub use cursor::{read as read_cursor, written as written_cursor};
pub use document::{MADE_WITH, document, fits};
pub use follow::Follower;
pub use search::FacetCount;
pub use vocabulary::{Term, Vocabulary};

use crate::web::{App, Error, Result};

/// A page of what was found.
#[derive(Debug)]
pub struct Found {
    /// The moment of the listings.
    pub at: Present,
    /// The page's tools, best first; never a withdrawn one.
    pub items: Vec<FoundTool>,
    /// How many there are on all pages.
    pub total: usize,
    /// Tools per value of each facet.
    pub facets: PerFacet<Vec<FacetCount>>,
    /// How well they fit the text.
    pub fit: Fit,
    /// What was probably meant.
    pub did_you_mean: Option<String>,
    /// Where the page ended, if it was walked to and there is more.
    pub next: Option<Cursor>,
}

/// A tool that was found.
#[derive(Debug)]
pub struct FoundTool {
    /// The listing as the database has it now: `listing.is_published()` says whether it can be started.
    pub listing: Arc<Listing>,
    /// What was hit, with the found words marked.
    pub hit: Hit,
}

/// Finds tools.
pub async fn find(app: &App, query: &Query) -> Result<Found> {
    loaded(app, answer(app, query).await?, None).await
}

/// Finds tools from where a page ended, or from the first on: those that stay as they are come exactly once.
pub async fn walk(app: &App, query: &Query, from: Option<&Cursor>) -> Result<Found> {
    let (answer, next) = step(app, query, from).await?;
    loaded(app, answer, next).await
}

/// A page walked to as the index has it, withdrawn tools not sorted out yet: for what reads the listings itself.
pub async fn step(app: &App, query: &Query, from: Option<&Cursor>) -> Result<(Answer, Option<Cursor>)> {
    app.search.walk(query, from).await.map_err(failure)
}

async fn loaded(app: &App, answer: Answer, next: Option<Cursor>) -> Result<Found> {
    let ids: Vec<ToolId> = answer.hits.iter().map(|hit| hit.id).collect();
    let at = app.database.present().await?;
    let mut listings = catalogue::list_held_listings(&at, &ids).await?;
    listings.retain(|_, listing| !matches!(listing.standing, Standing::Withdrawn { .. }));
    let items = answer.hits.into_iter().filter_map(|hit| {
        let listing = listings.remove(&hit.id)?;
        Some(FoundTool { listing, hit })
    });
    Ok(Found {
        at,
        items: items.collect(),
        total: answer.total,
        facets: answer.facets,
        fit: answer.fit,
        did_you_mean: answer.did_you_mean,
        next,
    })
}

/// What a query finds as the index has it, withdrawn tools not sorted out yet: for what asks for numbers or ids only.
pub async fn answer(app: &App, query: &Query) -> Result<Answer> {
    app.search.search(query).await.map_err(failure)
}

/// How far the index is that is walked in: this instance's own, also where a server is asked for the rest.
pub async fn position(app: &App) -> Result<u64> {
    let own = app.search.parts().into_iter().next().unwrap_or_else(|| Arc::clone(&app.search));
    own.position().await.map_err(failure)
}

/// What could be meant by this beginning, best first.
pub async fn suggest(app: &App, text: &str, locale: Locale, limit: usize) -> Result<Vec<Suggestion>> {
    app.search.suggest(text, locale, limit).await.map_err(failure)
}

fn failure(error: SearchError) -> Error {
    match error {
        SearchError::NeedsRebuild(_)
        | SearchError::Interrupted
        | SearchError::Replaced
        | SearchError::Io(_)
        | SearchError::Server(_) => Error::unavailable(error),
        SearchError::Engine(_) => Error::internal(error),
    }
}
