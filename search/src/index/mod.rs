//! The embedded engine: tantivy in this process, in a directory or in memory.

mod ask;
mod collect;
pub(crate) mod complete;
mod directory;
pub(crate) mod highlight;
mod live;
mod marks;
pub(crate) mod plan;
pub(crate) mod schema;
mod score;
mod states;
pub(crate) mod tokenizer;
pub(crate) mod vocabulary;

use std::{
    fs::File,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
};

use async_trait::async_trait;
use kernel::Locale;
use tokio::task::spawn_blocking;

use crate::{
    Answer, Change, Cursor, Document, Engine, Filling, Query, Reached, Rebuild, SearchError, Suggestion,
};
use directory::Place;
use live::{Live, Writer};

/// Memory for documents that wait to be written when few come, and when an index is filled.
const SMALL_HEAP: usize = 15_000_000;
const LARGE_HEAP: usize = 240_000_000;

/// The embedded index. Clones share it.
#[derive(Clone)]
pub struct Index(Arc<Inner>);

struct Inner {
    place: Place,
    state: RwLock<State>,
    /// Held while the index in use is written or exchanged.
    writing: Mutex<()>,
}

#[derive(Clone)]
enum State {
    Ready(Arc<Live>),
    Absent(Rebuild),
}

impl Index {
    /// Opens the index in this directory, which is made if missing. What is there may be unusable: then
    /// [`Index::position`] says so until it is rebuilt. `made_with` is what decides how the documents are made:
    /// an index of others is of another generation.
    pub fn open(directory: impl Into<PathBuf>, made_with: &str) -> Result<Self, SearchError> {
        let place = Place::directory(directory.into(), made_with)?;
        let state = match place.open() {
            Ok(live) => State::Ready(Arc::new(live)),
            Err(rebuild) => {
                tracing::info!(search.rebuild = %rebuild, "the search index must be rebuilt");
                State::Absent(rebuild)
            }
        };
        Ok(Self::new(place, state))
    }

    /// An index in memory; it begins as missing.
    pub fn in_memory() -> Self {
        Self::new(Place::Memory, State::Absent(Rebuild::Missing))
    }

    fn new(place: Place, state: State) -> Self {
        Self(Arc::new(Inner { place, state: RwLock::new(state), writing: Mutex::default() }))
    }

    /// As [`Engine::search`].
    pub fn search(&self, query: &Query) -> Result<Answer, SearchError> {
        let live = self.live()?;
        self.checked(live.search(query))
    }

    /// As [`Engine::walk`].
    pub fn walk(
        &self,
        query: &Query,
        from: Option<&Cursor>,
    ) -> Result<(Answer, Option<Cursor>), SearchError> {
        let live = self.live()?;
        self.checked(live.walk(query, from))
    }

    /// As [`Engine::suggest`].
    pub fn suggest(&self, text: &str, locale: Locale, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
        let live = self.live()?;
        self.checked(live.suggest(text, locale, limit))
    }

    /// As [`Engine::position`]; of the index that another process has filled, once it has.
    pub fn position(&self) -> Result<u64, SearchError> {
        Ok(self.how_far()?.position)
    }

    fn how_far(&self) -> Result<Reached, SearchError> {
        if self.is_replaced() {
            let _writing = self.write()?;
            return Ok(self.reopened()?.reached());
        }
        Ok(self.live()?.reached())
    }

    /// As [`Engine::apply`]; blocks until the changes are on disk and visible.
    pub fn apply(&self, changes: &[Change], position: u64) -> Result<(), SearchError> {
        let _writing = self.write()?;
        if self.is_replaced() {
            // What is between its position and these changes would be left out.
            self.reopened()?;
            return Err(SearchError::Replaced);
        }
        let live = self.live()?;
        if position <= live.reached().position {
            return Ok(());
        }
        self.checked(live.apply(changes, position))
    }

    /// Fills a new index with these documents and exchanges it for the one in use.
    pub fn rebuild(
        &self,
        documents: impl IntoIterator<Item = Document>,
        position: u64,
    ) -> Result<(), SearchError> {
        let mut writer = self.begin()?;
        for document in documents {
            writer.add(&document)?;
        }
        self.exchange(writer, position)
    }

    fn begin(&self) -> Result<Writer, SearchError> {
        self.0.place.create()
    }

    fn exchange(&self, writer: Writer, position: u64) -> Result<(), SearchError> {
        let (live, _filling) = writer.finish(position)?;
        let _writing = self.write()?;
        self.0.place.adopt(&live)?;
        self.set(State::Ready(Arc::new(live)));
        self.0.place.sweep();
        Ok(())
    }

    fn set(&self, state: State) {
        *self.0.state.write().unwrap_or_else(PoisonError::into_inner) = state;
    }

    /// Whether the directory names another index than the one that answers: another process has filled it.
    fn is_replaced(&self) -> bool {
        let live = self.live().ok();
        self.0.place.names_other_than(live.as_ref().and_then(|live| live.path.as_deref()))
    }

    /// The index that the directory names, from here on the one that answers. Where it cannot be used, what answered goes on until it is rebuilt.
    fn reopened(&self) -> Result<Arc<Live>, SearchError> {
        if !self.is_replaced() {
            return self.live();
        }
        let live = Arc::new(self.0.place.open().map_err(SearchError::NeedsRebuild)?);
        tracing::info!(search.position = live.reached().position, "the search index was filled elsewhere");
        self.set(State::Ready(Arc::clone(&live)));
        Ok(live)
    }

    fn live(&self) -> Result<Arc<Live>, SearchError> {
        match &*self.0.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Ready(live) => Ok(Arc::clone(live)),
            State::Absent(rebuild) => Err(SearchError::NeedsRebuild(*rebuild)),
        }
    }

    /// While this is held, nobody else in this process or another writes or exchanges the index in use.
    fn write(&self) -> Result<(MutexGuard<'_, ()>, Option<File>), SearchError> {
        let own = self.0.writing.lock().unwrap_or_else(PoisonError::into_inner);
        Ok((own, self.0.place.lock(directory::WRITING)?))
    }

    /// After a failure the files are looked at: what is damaged is given up, so that it is rebuilt.
    fn checked<T>(&self, result: Result<T, SearchError>) -> Result<T, SearchError> {
        let Err(error) = result else { return result };
        if self.0.place.is_intact() {
            return Err(error);
        }
        tracing::error!(error = %error, "the search index is damaged");
        self.set(State::Absent(Rebuild::Damaged));
        Err(SearchError::NeedsRebuild(Rebuild::Damaged))
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SearchError> + Send + 'static,
) -> Result<T, SearchError> {
    spawn_blocking(work).await.unwrap_or(Err(SearchError::Interrupted))
}

#[async_trait]
impl Engine for Index {
    async fn search(&self, query: &Query) -> Result<Answer, SearchError> {
        // A search takes a few milliseconds at most: handing it to another thread would cost as much.
        Index::search(self, query)
    }

    async fn walk(
        &self,
        query: &Query,
        from: Option<&Cursor>,
    ) -> Result<(Answer, Option<Cursor>), SearchError> {
        Index::walk(self, query, from)
    }

    async fn suggest(
        &self,
        text: &str,
        locale: Locale,
        limit: usize,
    ) -> Result<Vec<Suggestion>, SearchError> {
        Index::suggest(self, text, locale, limit)
    }

    async fn position(&self) -> Result<u64, SearchError> {
        Ok(Engine::reached(self).await?.position)
    }

    async fn reached(&self) -> Result<Reached, SearchError> {
        if !self.is_replaced() {
            return Index::how_far(self);
        }
        let index = self.clone();
        blocking(move || Index::how_far(&index)).await
    }

    async fn apply(&self, changes: Vec<Change>, position: u64) -> Result<(), SearchError> {
        let index = self.clone();
        blocking(move || Index::apply(&index, &changes, position)).await
    }

    async fn rebuild(&self) -> Result<Box<dyn Filling>, SearchError> {
        let index = self.clone();
        let writer = blocking({
            let index = index.clone();
            move || index.begin()
        })
        .await?;
        Ok(Box::new(EmbeddedFilling { index, writer: Some(writer) }))
    }
}

struct EmbeddedFilling {
    index: Index,
    writer: Option<Writer>,
}

#[async_trait]
impl Filling for EmbeddedFilling {
    fn mark(&mut self, mark: u32) {
        if let Some(writer) = &mut self.writer {
            writer.mark = Some(mark);
        }
    }

    async fn add(&mut self, documents: Vec<Document>) -> Result<(), SearchError> {
        let mut writer = self.writer.take().ok_or(SearchError::Interrupted)?;
        let writer = blocking(move || {
            for document in &documents {
                writer.add(document)?;
            }
            Ok(writer)
        })
        .await?;
        self.writer = Some(writer);
        Ok(())
    }

    async fn finish(mut self: Box<Self>, position: u64) -> Result<(), SearchError> {
        let writer = self.writer.take().ok_or(SearchError::Interrupted)?;
        let index = self.index.clone();
        blocking(move || index.exchange(writer, position)).await
    }
}
