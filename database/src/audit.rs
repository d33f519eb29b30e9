//! The audit log: append-only, each entry bound to the one before it.

pub(crate) mod store;

use jiff::Timestamp;
use kernel::Actor;
use serde::Serialize;
use serde_json::Value;

use crate::{Read, Result};

/// One thing that was done or refused.
#[derive(Debug, Clone, PartialEq)]
pub struct Audit {
    /// Who did it.
    pub actor: Actor,
    /// What, as `noun.verb`: `prescription.issue`, `launch.refuse`.
    pub action: &'static str,
    /// What it was done to, as an id's text.
    pub object: String,
    /// Grounds, rules and facts as JSON; ids rather than names, never an identity number. What cannot be written so fails the transaction.
    detail: Result<String, String>,
}

impl Audit {
    /// An entry without detail.
    pub fn new(actor: impl Into<Actor>, action: &'static str, object: impl ToString) -> Self {
        Self { actor: actor.into(), action, object: object.to_string(), detail: Ok("null".to_owned()) }
    }

    /// With these grounds and facts.
    #[must_use]
    pub fn detail(mut self, detail: impl Serialize) -> Self {
        self.detail = serde_json::to_string(&detail).map_err(|error| error.to_string());
        self
    }
}

/// An entry as it was stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Position in the chain, from 1.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What.
    pub action: String,
    /// To what.
    pub object: String,
    /// Grounds, rules and facts.
    pub detail: Value,
    /// SHA-256 over the entry and the hash before it.
    pub hash: [u8; 32],
}

/// Outcome of checking the whole chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// All entries fit; how many there are.
    Intact(i64),
    /// The first position at which an entry was altered or is missing.
    Broken(i64),
}

/// Reads the whole chain in batches and checks every link.
pub async fn verify(db: &impl Read) -> Result<Verdict> {
    let head = store::head(db).await?;
    let (mut seq, mut hash) = (0, store::GENESIS);
    loop {
        let batch = store::after(db, seq, 1_000).await?;
        if batch.is_empty() {
            break;
        }
        for row in batch {
            seq += 1;
            let expected = row.hash_after(&hash);
            if row.seq != seq || row.hash != expected {
                return Ok(Verdict::Broken(seq));
            }
            hash = expected;
        }
    }
    if (seq, hash.to_vec()) == head { Ok(Verdict::Intact(seq)) } else { Ok(Verdict::Broken(seq + 1)) }
}

/// Entries about this object, newest first.
pub async fn list_about(db: &impl Read, object: &str, limit: u64) -> Result<Vec<Entry>> {
    store::before(db, Some(object), None, limit).await
}

/// Entries before this position (all, where `None`), newest first.
pub async fn list_before(db: &impl Read, before: Option<i64>, limit: u64) -> Result<Vec<Entry>> {
    store::before(db, None, before, limit).await
}

/// Entries about this object before this position, newest first.
pub async fn list_about_before(
    db: &impl Read,
    object: &str,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<Entry>> {
    store::before(db, Some(object), before, limit).await
}

/// Entries of these actions on this object before this instant and this position (all, where `None`), newest first.
pub async fn list_of_actions(
    db: &impl Read,
    object: &str,
    actions: &[&str],
    (at, seq): (Option<Timestamp>, Option<i64>),
    limit: u64,
) -> Result<Vec<Entry>> {
    store::of_actions(db, object, actions, (at, seq), limit).await
}

/// What this actor was refused by the rules of launch and representation before this position, newest first.
pub async fn list_refusals_before(
    db: &impl Read,
    actor: &Actor,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<Entry>> {
    store::refusals_before(db, actor, before, limit).await
}

#[cfg(test)]
mod tests;
