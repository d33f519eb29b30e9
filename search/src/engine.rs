//! The trait behind which engines stand.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::Locale;

use crate::{Answer, Change, Cursor, Document, Query, ServerError, Suggestion};

/// A failure of the search; never caused by what a person wrote.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// There is no index (missing, damaged, of another generation): it must be rebuilt from the database.
    #[error("the search index must be rebuilt: {0}")]
    NeedsRebuild(Rebuild),
    /// The engine failed; what it held is as before.
    #[error("the search engine failed")]
    Engine(#[from] tantivy::TantivyError),
    /// Files could not be read or written.
    #[error("the search index's files could not be used")]
    Io(#[from] std::io::Error),
    /// The search server was of no use; what it held is as before.
    #[error("the search server: {0}")]
    Server(ServerError),
    /// Another process has put a new index in the place of the one in use: what changed after its position is applied to it instead.
    #[error("the search index was filled elsewhere meanwhile")]
    Replaced,
    /// The work was cut short by the process ending.
    #[error("the search was interrupted")]
    Interrupted,
}

/// Why an index must be rebuilt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rebuild {
    /// There is none yet.
    #[error("there is none")]
    Missing,
    /// Fields, lexicon, synonyms or what documents are made with have changed since it was made.
    #[error("it is of another generation")]
    Generation,
    /// Its files are incomplete or altered.
    #[error("it is damaged")]
    Damaged,
}

/// How it stands with a search server, for whoever runs the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It answers.
    Used,
    /// It has not been asked yet: the embedded index answers.
    Unknown,
    /// It has no index that can be used, and is given one: the embedded index answers.
    Filling,
    /// Nothing answers there, or it takes too long: the embedded index answers.
    Away,
    /// It answers, but is of no use (the key, another kind of server, a failure): the embedded index answers.
    Useless,
}

impl Standing {
    /// As one word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Unknown => "unknown",
            Self::Filling => "filling",
            Self::Away => "away",
            Self::Useless => "useless",
        }
    }
}

impl SearchError {
    /// What a server's error says of it.
    pub(crate) const fn standing(&self) -> Standing {
        match self {
            Self::NeedsRebuild(_) => Standing::Filling,
            Self::Server(ServerError::Away | ServerError::Slow) => Standing::Away,
            _ => Standing::Useless,
        }
    }
}

/// An engine that tools are found with. It follows the database: whoever runs it reads the
/// [`position`](Engine::position), applies what changed after it, and rebuilds where there is none.
#[async_trait]
pub trait Engine: Send + Sync {
    /// Finds tools.
    async fn search(&self, query: &Query) -> Result<Answer, SearchError>;

    /// Finds tools from where a page ended, or from the first on; with where this page ends, if there is more. Tools that stay as they are come exactly
    /// once, whatever comes and goes between two pages: by score for as long as the state of the index is held that the first page was found in.
    async fn walk(
        &self,
        query: &Query,
        from: Option<&Cursor>,
    ) -> Result<(Answer, Option<Cursor>), SearchError>;

    /// What could be meant by this beginning, best first.
    async fn suggest(&self, text: &str, locale: Locale, limit: usize)
    -> Result<Vec<Suggestion>, SearchError>;

    /// The sequence number of the last change that is in the index.
    ///
    /// # Errors
    /// [`SearchError::NeedsRebuild`] says that the index must be filled anew.
    async fn position(&self) -> Result<u64, SearchError>;

    /// The position with the mark that was given for it: an index of another database has another there.
    ///
    /// # Errors
    /// As [`Engine::position`].
    async fn reached(&self) -> Result<Reached, SearchError> {
        Ok(Reached { position: self.position().await?, mark: None })
    }

    /// Applies changes and records the sequence number reached, in one; what is already in changes nothing.
    async fn apply(&self, changes: Vec<Change>, position: u64) -> Result<(), SearchError>;

    /// Begins to fill a new index beside the one in use, which goes on answering until
    /// [`finish`](Filling::finish).
    async fn rebuild(&self) -> Result<Box<dyn Filling>, SearchError>;

    /// The indexes that it is put together from, each to be followed by itself; none where it is one.
    fn parts(&self) -> Vec<Arc<dyn Engine>> {
        Vec::new()
    }

    /// Whether the index is on a server of its own, which may be away.
    fn is_remote(&self) -> bool {
        false
    }

    /// How it stands with the server, where there is to be one.
    fn server(&self) -> Option<Standing> {
        None
    }
}

/// How far an index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// The sequence number of the last change that is in it.
    pub position: u64,
    /// What stood there in the database, where that was told ([`Change::Mark`], [`Filling::mark`]).
    pub mark: Option<u32>,
}

impl Reached {
    /// How far an index is after these changes.
    pub(crate) fn after(changes: &[Change], position: u64) -> Self {
        let mark = changes.iter().find_map(|change| match change {
            Change::Mark(mark) => Some(*mark),
            _ => None,
        });
        Self { position, mark }
    }
}

/// A new index being filled; dropping it leaves the one in use as it is.
#[async_trait]
pub trait Filling: Send {
    /// What stands in the database at the position that it will be finished with, as a number.
    fn mark(&mut self, mark: u32);

    /// Adds documents.
    async fn add(&mut self, documents: Vec<Document>) -> Result<(), SearchError>;

    /// Puts it in the place of the one in use. `position` is the sequence number that the documents are at
    /// least as new as: what changed after it is applied again.
    async fn finish(self: Box<Self>, position: u64) -> Result<(), SearchError>;
}
