//! How the index on the server follows the database.
//!
//! Documents and the position reached are written by one task, which the server does wholly or not at all: whoever writes last, the documents
//! are at least as new as the position says. So several instances may write at the same time, and each goes on from what is there.

use std::time::Duration;

use async_trait::async_trait;
use meilisearch_sdk::{
    client::SwapIndexes,
    errors::{Error, ErrorCode},
    indexes::IndexesQuery,
    task_info::TaskInfo,
    tasks::Task,
};
use serde_json::Value;
use tokio::time::{Instant, sleep};

use super::{
    Meilisearch,
    error::{bounded, told},
    schema::{ID, META, Meta, gone, meta, row, settings},
};
use crate::{Change, Document, Filling, Reached, Rebuild, SearchError, ServerError};

/// Bytes of documents in one request, about; what the server takes at once is limited.
const BATCH: usize = 8_000_000;
/// Tasks that may wait while an index is filled.
const WAITING: usize = 4;
/// How often a task is looked at: at first, and at most.
const FIRST_LOOK: Duration = Duration::from_millis(15);
const LONGEST_LOOK: Duration = Duration::from_millis(500);
/// How long a task may take: one with a few changes, and one that fills an index.
const CHANGES_PATIENCE: Duration = Duration::from_mins(1);
const FILLING_PATIENCE: Duration = Duration::from_mins(20);
/// Hours after which an index that nobody writes is taken for left over.
const LEFT_OVER: i64 = 24;

impl Meilisearch {
    /// How far the index is.
    pub(super) async fn how_far(&self) -> Result<Reached, SearchError> {
        let meta: Meta = self.asking().index(self.name()).get_document(META).await.map_err(told)?;
        if meta.generation == self.generation() {
            Ok(meta.position.into())
        } else {
            Err(SearchError::NeedsRebuild(Rebuild::Generation))
        }
    }

    /// As the trait's `apply`.
    pub(super) async fn take_in(&self, changes: &[Change], position: u64) -> Result<(), SearchError> {
        if position <= self.how_far().await?.position {
            return Ok(());
        }
        let rows = changes.iter().filter_map(|change| match change {
            Change::Put(document) => Some(row(document, self.analysis())),
            Change::Remove(tool) => Some(gone(*tool)),
            Change::Mark(_) => None,
        });
        let meta = meta(self.generation(), Reached::after(changes, position));
        let mut batches = batches(rows.chain([meta]));
        // What does not fit into one task goes before: without the position it is written again after a failure.
        let last = batches.pop().unwrap_or_default();
        for batch in batches {
            let task = self.write(self.name(), &batch).await?;
            self.done(&task, CHANGES_PATIENCE).await?;
        }
        let task = self.write(self.name(), &last).await?;
        self.done(&task, CHANGES_PATIENCE).await
    }

    /// Begins to fill an index beside the one in use.
    pub(super) async fn begin(&self) -> Result<Beside, SearchError> {
        let name = format!("{}-new-{}", self.name(), uuid::Uuid::new_v4().simple());
        let client = self.writing();
        let task = client.create_index(&name, Some(ID)).await.map_err(told)?;
        self.done(&task, CHANGES_PATIENCE).await?;
        let task = client.index(&name).set_settings(&settings()).await.map_err(told)?;
        Ok(Beside { server: self.clone(), name, waiting: vec![task], mark: None })
    }

    async fn write(&self, index: &str, rows: &[Value]) -> Result<TaskInfo, SearchError> {
        self.writing().index(index).add_or_replace(rows, Some(ID)).await.map_err(told)
    }

    /// Waits until the server has done a task; what it could not do is an error.
    async fn done(&self, task: &TaskInfo, patience: Duration) -> Result<(), SearchError> {
        self.outcome(task, patience).await?.map_err(|error| match error {
            Error::Meilisearch(error) if error.error_code == ErrorCode::IndexNotFound => {
                SearchError::NeedsRebuild(Rebuild::Missing)
            }
            Error::Meilisearch(error) => ServerError::Failed(bounded(&error.error_message)).into(),
            other => told(other),
        })
    }

    async fn outcome(&self, task: &TaskInfo, patience: Duration) -> Result<Result<(), Error>, SearchError> {
        let mut waiting = Waiting::new(patience);
        loop {
            match self.writing().get_task(task).await.map_err(told)? {
                Task::Succeeded { .. } => return Ok(Ok(())),
                Task::Failed { content } => return Ok(Err(Error::Meilisearch(content.error))),
                Task::Enqueued { .. } | Task::Processing { .. } => waiting.pause().await?,
            }
        }
    }

    /// Exchanges a filled index for the one in use, and takes away what nobody uses.
    async fn exchange(&self, filled: &str) -> Result<(), SearchError> {
        let client = self.writing();
        // Only what is there can be exchanged; that it was there already is no failure.
        let made = client.create_index(self.name(), Some(ID)).await.map_err(told)?;
        match self.outcome(&made, FILLING_PATIENCE).await? {
            Err(Error::Meilisearch(error)) if error.error_code != ErrorCode::IndexAlreadyExists => {
                return Err(ServerError::Failed(bounded(&error.error_message)).into());
            }
            _ => {}
        }
        let swap = SwapIndexes { indexes: (self.name().to_owned(), filled.to_owned()), rename: None };
        let made = client.get_index(filled).await.map_err(told)?.created_at;
        client.swap_indexes([&swap]).await.map_err(told)?;
        // The task belongs to no index, so a key that is good for our indexes alone may not look at it: it is done when another has the name.
        let mut waiting = Waiting::new(FILLING_PATIENCE);
        while client.get_index(filled).await.map_err(told)?.created_at == made {
            waiting.pause().await?;
        }
        let task = client.delete_index(filled).await.map_err(told)?;
        self.done(&task, CHANGES_PATIENCE).await?;
        if let Err(error) = self.sweep().await {
            tracing::warn!(%error, "old search indexes could not be removed");
        }
        Ok(())
    }

    /// Removes indexes of other generations, and half-filled ones, that nobody has written for a day.
    async fn sweep(&self) -> Result<(), SearchError> {
        let client = self.writing();
        let mut query = IndexesQuery::new(client);
        let known = query.with_limit(1_000).execute().await.map_err(told)?.results;
        let own = known.iter().find(|index| index.uid == self.name()).and_then(|index| index.updated_at);
        let Some(own) = own else { return Ok(()) };
        for index in known {
            let ours = index.uid != self.name() && index.uid.starts_with(&self.family());
            if ours && index.updated_at.is_some_and(|at| (own - at).whole_hours() >= LEFT_OVER) {
                tracing::info!(search.index = %index.uid, "an old search index is removed");
                client.delete_index(&index.uid).await.map_err(told)?;
            }
        }
        Ok(())
    }
}

/// Looking again and again, ever less often, for so long at most.
struct Waiting {
    until: Instant,
    pause: Duration,
}

impl Waiting {
    fn new(patience: Duration) -> Self {
        Self { until: Instant::now() + patience, pause: FIRST_LOOK }
    }

    async fn pause(&mut self) -> Result<(), SearchError> {
        if Instant::now() > self.until {
            return Err(ServerError::Slow.into());
        }
        sleep(self.pause).await;
        self.pause = (self.pause * 2).min(LONGEST_LOOK);
        Ok(())
    }
}

/// Rows in batches of a size.
fn batches(rows: impl Iterator<Item = Value>) -> Vec<Vec<Value>> {
    let mut batches = vec![Vec::new()];
    let mut bytes = 0;
    for row in rows {
        let size = row.to_string().len();
        if bytes + size > BATCH && bytes > 0 {
            batches.push(Vec::new());
            bytes = 0;
        }
        bytes += size;
        if let Some(batch) = batches.last_mut() {
            batch.push(row);
        }
    }
    batches
}

/// An index beside the one in use that is being filled. One that is given up is removed with a later rebuild.
pub(super) struct Beside {
    server: Meilisearch,
    name: String,
    /// Tasks that are not known to be done.
    waiting: Vec<TaskInfo>,
    /// What stands at the position that it will be finished with.
    mark: Option<u32>,
}

impl Beside {
    async fn wait(&mut self, at_most: usize) -> Result<(), SearchError> {
        while self.waiting.len() > at_most {
            self.server.done(&self.waiting[0], FILLING_PATIENCE).await?;
            self.waiting.remove(0);
        }
        Ok(())
    }

    async fn put(&mut self, rows: impl Iterator<Item = Value>) -> Result<(), SearchError> {
        for batch in batches(rows) {
            self.wait(WAITING).await?;
            self.waiting.push(self.server.write(&self.name, &batch).await?);
        }
        Ok(())
    }
}

#[async_trait]
impl Filling for Beside {
    fn mark(&mut self, mark: u32) {
        self.mark = Some(mark);
    }

    async fn add(&mut self, documents: Vec<Document>) -> Result<(), SearchError> {
        let server = self.server.clone();
        self.put(documents.iter().map(|document| row(document, server.analysis()))).await
    }

    async fn finish(mut self: Box<Self>, position: u64) -> Result<(), SearchError> {
        let meta = meta(self.server.generation(), Reached { position, mark: self.mark });
        self.put([meta].into_iter()).await?;
        self.wait(0).await?;
        self.server.exchange(&self.name).await
    }
}
