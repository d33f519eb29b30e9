//! The sequence of changes that the public can see; the search index and the change feed follow it.

use std::collections::HashMap;

use database::{Read, Tx};
use jiff::Timestamp;
use kernel::{Slug, ToolId};

use crate::{Result, store, word::words};

words! {
    /// What happened to a listing.
    ChangeKind {
        /// A revision was published.
        Published = "published",
        /// It was suspended for one more reason.
        Suspended = "suspended",
        /// One reason for suspension was lifted.
        Resumed = "resumed",
        /// It was withdrawn.
        Withdrawn = "withdrawn",
        /// Something else that is shown with it changed: a deviation, the process that it is a step of.
        Changed = "changed",
    }
}

/// One change of one listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Its place in the sequence: without gaps, and in the order of commits.
    pub seq: i64,
    /// The tool whose listing it is.
    pub tool: ToolId,
    /// What happened.
    pub kind: ChangeKind,
    /// When.
    pub at: Timestamp,
}

/// Appends a change that the public can see. The last number is locked until the transaction ends, so that a follower never passes
/// over one that is committed later.
pub(crate) async fn note(tx: &Tx, tool: ToolId, kind: ChangeKind) -> Result<()> {
    store::changes::append(tx, tool, kind).await
}

/// Appends a change of something that crates above show with the listing (a deviation).
pub async fn note_change(tx: &Tx, tool: ToolId) -> Result<()> {
    note(tx, tool, ChangeKind::Changed).await
}

/// Appends a change for each of these tools that the public sees.
pub(crate) async fn note_listed(tx: &Tx, tools: &[ToolId]) -> Result<()> {
    for tool in store::tools::by_ids(tx, tools).await? {
        if tool.listed.is_some() {
            note(tx, tool.id, ChangeKind::Changed).await?;
        }
    }
    Ok(())
}

/// Changes after this place in the sequence, oldest first.
pub async fn changes_after(db: &impl Read, seq: i64, limit: u64) -> Result<Vec<Change>> {
    store::changes::after(db, seq, limit).await
}

/// The place that the sequence has reached; 0 at the beginning.
pub async fn last_change(db: &impl Read) -> Result<i64> {
    store::changes::head(db).await
}

/// A change as the public is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicChange {
    /// What happened.
    pub change: Change,
    /// Where the tool is.
    pub slug: Slug,
}

/// The change at this place in the sequence.
pub async fn find_change(db: &impl Read, seq: i64) -> Result<Option<Change>> {
    store::changes::find(db, seq).await
}

/// Changes after this place, oldest first; what happened to a tool before it was published for the first time is nobody's business.
pub async fn list_public_changes(db: &impl Read, seq: i64, limit: u64) -> Result<Vec<PublicChange>> {
    public(db, store::changes::public_after(db, seq, limit).await?).await
}

/// The last changes that the public is told of, the latest first.
pub async fn list_latest_changes(db: &impl Read, limit: u64) -> Result<Vec<PublicChange>> {
    public(db, store::changes::public_latest(db, limit).await?).await
}

async fn public(db: &impl Read, changes: Vec<Change>) -> Result<Vec<PublicChange>> {
    let mut ids: Vec<ToolId> = changes.iter().map(|change| change.tool).collect();
    ids.sort_unstable();
    ids.dedup();
    let tools = store::tools::by_ids(db, &ids).await?;
    let slugs: HashMap<ToolId, Slug> = tools.into_iter().map(|tool| (tool.id, tool.slug)).collect();
    let told = |change: Change| Some(PublicChange { slug: slugs.get(&change.tool)?.clone(), change });
    Ok(changes.into_iter().filter_map(told).collect())
}

/// When each of these tools changed last.
pub async fn list_last_changes_of(db: &impl Read, tools: &[ToolId]) -> Result<HashMap<ToolId, Timestamp>> {
    store::changes::last_of(db, tools).await
}
