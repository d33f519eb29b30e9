//! The search index follows the catalogue's changes.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use catalogue::Listing;
use database::Database;
use kernel::ToolId;
use search::{Change, Document, Engine, SearchError, Standing};
use tokio_util::sync::CancellationToken;

use super::{Vocabulary, document};
use crate::web::{App, caching, metrics};

/// Changes taken in at once.
const AT_ONCE: u64 = 500;
/// Listings read at once when the index is filled.
const PAGE: u64 = 200;
/// After a commit others may come: they are taken in together.
const AFTER_COMMIT: Duration = Duration::from_millis(100);
/// Changes that other instances commit are not announced here.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);

/// Why the index does not follow.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// The catalogue could not be read.
    #[error(transparent)]
    Catalogue(#[from] catalogue::Error),
    /// The index could not be written.
    #[error(transparent)]
    Search(#[from] SearchError),
}

/// Keeps an index as the catalogue is.
#[derive(Clone)]
pub struct Follower {
    database: Database,
    /// The index that is kept.
    engine: Arc<dyn Engine>,
    /// What is asked: the same, or what the index is a part of.
    asked: Arc<dyn Engine>,
    vocabulary: Arc<Vocabulary>,
}

impl Follower {
    /// Keeps the application's own index.
    pub fn new(app: &App) -> Self {
        Self::of(app, app.search.parts().into_iter().next())
    }

    /// Keeps each of the application's indexes, its own first.
    pub fn all(app: &App) -> Vec<Self> {
        let parts = app.search.parts();
        if parts.is_empty() {
            return vec![Self::of(app, None)];
        }
        parts.into_iter().map(|part| Self::of(app, Some(part))).collect()
    }

    fn of(app: &App, part: Option<Arc<dyn Engine>>) -> Self {
        Self {
            database: app.database.clone(),
            engine: part.unwrap_or_else(|| Arc::clone(&app.search)),
            asked: Arc::clone(&app.search),
            vocabulary: Arc::clone(&app.vocabulary),
        }
    }

    /// Whether the index is on a server, which may be away.
    pub fn is_remote(&self) -> bool {
        self.engine.is_remote()
    }

    /// Takes in all changes; fills the index anew where there is none that can be used. Returns how many changes were taken in.
    pub async fn catch_up(&self) -> Result<u64, FollowError> {
        let reached = match self.engine.reached().await {
            Ok(reached) => reached,
            Err(SearchError::NeedsRebuild(_)) => return self.rebuild().await,
            Err(error) => return Err(error.into()),
        };
        let mut position = signed(reached.position);
        // An index that is ahead, or where another change stands, belongs to another database than this one.
        if position > catalogue::last_change(&self.database).await?
            || (reached.mark.is_some() && reached.mark != self.mark_at(position).await?)
        {
            return self.rebuild().await;
        }
        let mut taken = 0;
        loop {
            let changes = catalogue::changes_after(&self.database, position, AT_ONCE).await?;
            let Some(last) = changes.last() else { return Ok(taken) };
            position = last.seq;
            let mark = mark(last);
            let tools: BTreeSet<ToolId> = changes.iter().map(|change| change.tool).collect();
            let mut told = self.changes(tools).await?;
            told.push(Change::Mark(mark));
            match self.engine.apply(told, unsigned(position)).await {
                Err(SearchError::Replaced) => position = signed(self.engine.position().await?),
                applied => {
                    applied?;
                    taken += changes.len() as u64;
                }
            }
        }
    }

    /// The mark of what stands at this place of the sequence; nothing where nothing does.
    async fn mark_at(&self, position: i64) -> Result<Option<u32>, FollowError> {
        Ok(catalogue::find_change(&self.database, position).await?.as_ref().map(mark))
    }

    /// What the index must be told about these tools, as they are now.
    async fn changes(&self, mut tools: BTreeSet<ToolId>) -> Result<Vec<Change>, FollowError> {
        let ids: Vec<ToolId> = tools.iter().copied().collect();
        let mut changes = Vec::with_capacity(ids.len());
        for listing in catalogue::list_listings(&self.database, &ids).await? {
            if let Some(document) = self.document(&listing) {
                tools.remove(&listing.id());
                changes.push(Change::Put(Box::new(document)));
            }
        }
        changes.extend(tools.into_iter().map(Change::Remove));
        Ok(changes)
    }

    fn document(&self, listing: &Listing) -> Option<Document> {
        document(listing, &self.vocabulary)
    }

    /// Fills a new index from the database and puts it in the place of the one in use. Returns how many tools are in it.
    pub async fn rebuild(&self) -> Result<u64, FollowError> {
        // Read first: what changes while the index is filled is taken in again.
        let position = catalogue::last_change(&self.database).await?;
        let mut filling = self.engine.rebuild().await?;
        let (mut after, mut filled) = (None, 0);
        loop {
            let listings = catalogue::list_listings_after(&self.database, after, PAGE).await?;
            let Some(last) = listings.last() else { break };
            after = Some(last.id());
            let documents: Vec<_> = listings.iter().filter_map(|listing| self.document(listing)).collect();
            filled += documents.len() as u64;
            filling.add(documents).await?;
        }
        if let Some(mark) = self.mark_at(position).await? {
            filling.mark(mark);
        }
        filling.finish(unsigned(position)).await?;
        tracing::info!(search.tools = filled, search.position = position, "search index filled");
        Ok(filled)
    }

    /// Follows until told to stop.
    pub async fn run(self, stop: CancellationToken) {
        loop {
            // Made before looking: a commit in between is not missed.
            let committed = self.database.committed();
            match self.look().await {
                Ok(()) => {}
                // Whoever asks the server tells of it, once.
                Err(FollowError::Search(error)) if self.is_remote() => {
                    tracing::debug!(%error, "the search server's index does not follow");
                }
                Err(error) => tracing::warn!(%error, "the search index does not follow"),
            }
            if let Some(standing) = self.asked.server() {
                metrics::search_server(standing == Standing::Used);
            }
            tokio::select! {
                () = committed => tokio::time::sleep(AFTER_COMMIT).await,
                () = tokio::time::sleep(BETWEEN_LOOKS) => {}
                () = stop.cancelled() => return,
            }
        }
    }

    async fn look(&self) -> Result<(), FollowError> {
        let caught_up = self.catch_up().await;
        let told = self.tell_behind().await;
        caught_up.map(|_| ()).and(told)
    }

    /// Tells how far behind the index is, whether or not it could be brought further.
    async fn tell_behind(&self) -> Result<(), FollowError> {
        let head = catalogue::last_change(&self.database).await?;
        let position = match self.engine.position().await {
            Err(SearchError::NeedsRebuild(_)) => 0,
            position => signed(position?),
        };
        metrics::index_behind(unsigned(head.saturating_sub(position)), self.is_remote());
        Ok(())
    }
}

/// A change as a number, by which another database's at the same place is told from it.
fn mark(change: &catalogue::Change) -> u32 {
    let stands = format!("{} {} {}", change.tool, change.kind.name(), change.at.as_microsecond());
    u32::from_str_radix(&caching::fingerprint(stands.as_bytes())[..8], 16).unwrap_or_default()
}

/// The sequence's numbers are positive and far below 2⁶³.
fn signed(position: u64) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

fn unsigned(position: i64) -> u64 {
    u64::try_from(position).unwrap_or_default()
}
