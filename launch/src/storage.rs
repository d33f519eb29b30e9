//! What a tool keeps with us for a person (domain §8): small values under keys of the tool's own, sealed. The tool alone reads them, on a token
//! that has just been decided about; the person sees that they are there, takes them along, and has them deleted.

use std::{fmt, str::FromStr};

use database::{Audit, Database, Read, Tx};
use jiff::{SignedDuration, Timestamp};
use kernel::{Actor, Citizen, ClientId, PersonId, StoredId, ToolId};
use serde_json::json;

use crate::{
    Acting, Error, Proof, Result, Whole, Withdraw, hidden,
    store::{self, permission::Last},
};

/// Most bytes of one value.
pub const MAX_VALUE: usize = 256 * 1024;
/// Most bytes of all values of one tool for one person.
pub const MAX_TOTAL: usize = 2 * 1024 * 1024;
/// Most values of one tool for one person.
pub const MAX_VALUES: usize = 100;
/// How long what a tool keeps outlives the permission that was taken back: giving it again in time loses nothing.
pub const KEPT_AFTER_WITHDRAWAL: SignedDuration = SignedDuration::from_hours(24 * 30);
/// How long what is kept in the sandbox outlives its last change.
const KEPT_IN_SANDBOX: SignedDuration = SignedDuration::from_hours(24 * 30);
/// Shelves that are forgotten in one transaction.
const AT_ONCE: u64 = 50;

/// The name of a value: 1 to 100 letters (a–z), digits, `.`, `_`, `-`, beginning with a letter or digit.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StorageKey(String);

/// A text that names no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a value")]
pub struct StorageKeyError;

impl StorageKey {
    /// The name as the tool wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for StorageKey {
    type Err = StorageKeyError;

    fn from_str(text: &str) -> Result<Self, StorageKeyError> {
        let begun = text.starts_with(|first: char| first.is_ascii_alphanumeric());
        let proper = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        let fits = begun && text.len() <= 100 && text.bytes().all(proper);
        fits.then(|| Self(text.to_owned())).ok_or(StorageKeyError)
    }
}

impl fmt::Debug for StorageKey {
    /// Nothing: it may say what the matter is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StorageKey(…)")
    }
}

/// The values of one tool for one person. What is tried in the sandbox stands on shelves of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shelf {
    pub(crate) ground: Ground,
    pub(crate) tool: ToolId,
    pub(crate) subject: PersonId,
}

/// What a shelf belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    Tool,
    Sandbox,
}

impl Ground {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Tool => "tool",
            Self::Sandbox => "sandbox",
        }
    }
}

impl Shelf {
    /// The tool's.
    pub const fn of_tool(tool: ToolId, subject: PersonId) -> Self {
        Self { ground: Ground::Tool, tool, subject }
    }

    /// The tool's in the sandbox.
    pub const fn of_sandbox(tool: ToolId, subject: PersonId) -> Self {
        Self { ground: Ground::Sandbox, tool, subject }
    }
}

/// A value, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: StoredId,
    /// Its name.
    pub key: StorageKey,
    /// The media type that it was stored with.
    pub media_type: String,
    /// Bytes of its content.
    pub size: usize,
    /// How often it has been written.
    pub version: i64,
    /// When it was written last.
    pub changed_at: Timestamp,
    /// Who was at the keyboard then.
    pub changed_by: PersonId,
}

impl Stored {
    /// Names this version of this value among all that ever were: never the same after a deletion.
    pub fn tag(&self) -> String {
        format!("\"{}-{}\"", self.id.uuid().simple(), self.version)
    }
}

/// Tags that a request names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tags {
    /// Whatever there is: `*`.
    Any,
    /// One of these.
    These(Vec<String>),
}

impl Tags {
    fn has(&self, found: Option<&Stored>) -> bool {
        match (self, found) {
            (_, None) => false,
            (Self::Any, Some(_)) => true,
            (Self::These(tags), Some(stored)) => tags.contains(&stored.tag()),
        }
    }
}

/// On what condition something is written or deleted (RFC 9110 §13): looked at under the shelf's lock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Condition {
    /// `If-Match`.
    pub matches: Option<Tags>,
    /// `If-None-Match`.
    pub matches_none: Option<Tags>,
}

impl Condition {
    fn holds(&self, found: Option<&Stored>) -> bool {
        self.matches.as_ref().is_none_or(|tags| tags.has(found))
            && !self.matches_none.as_ref().is_some_and(|tags| tags.has(found))
    }
}

/// A value to be written, on a token that has been checked (`recheck`).
pub struct WriteValue {
    /// Where.
    pub shelf: Shelf,
    /// Who was at the keyboard.
    pub by: PersonId,
    /// Which client.
    pub client: ClientId,
    /// Under which name.
    pub key: StorageKey,
    /// The content's media type.
    pub media_type: String,
    /// The content.
    pub content: Vec<u8>,
    /// On what condition.
    pub condition: Condition,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// It is new.
    Created(Stored),
    /// There was one before.
    Changed(Stored),
}

/// The values, by name.
pub async fn list_values(db: &impl Read, shelf: Shelf) -> Result<Vec<Stored>> {
    let Some((id, _)) = store::storage::find(db, shelf).await? else { return Ok(Vec::new()) };
    let mut values = store::storage::list(db, id).await?;
    values.sort_by(|one, other| one.key.cmp(&other.key));
    Ok(values)
}

/// One value with its content.
pub async fn find_value(db: &impl Read, shelf: Shelf, key: &StorageKey) -> Result<Option<(Stored, Vec<u8>)>> {
    let Some((id, _)) = store::storage::find(db, shelf).await? else { return Ok(None) };
    store::storage::find_value(db, id, key).await
}

/// Writes a value: all of it, on its condition, within the limits. Two at the same time happen one after the other.
pub async fn write_value(tx: &Tx, write: WriteValue) -> Result<Written> {
    let lasts = match write.shelf.ground {
        Ground::Tool => lasts(tx, write.shelf).await?,
        Ground::Sandbox => Some(KEPT_IN_SANDBOX),
    };
    let forget_at = lasts.map(|lasts| tx.now().checked_add(lasts)).transpose().map_err(|_| Error::Facts)?;
    let shelf = store::storage::lock(tx, write.shelf, forget_at).await?;
    let found = store::storage::find_outline(tx, shelf, &write.key).await?;
    if !write.condition.holds(found.as_ref()) {
        return Err(Error::StorageCondition);
    }
    let (values, bytes) = store::storage::fill(tx, shelf).await?;
    let others = bytes - found.as_ref().map_or(0, |found| found.size);
    if others + write.content.len() > MAX_TOTAL || (found.is_none() && values >= MAX_VALUES) {
        return Err(Error::StorageFull);
    }
    let stored = Stored {
        id: found.as_ref().map_or_else(|| tx.new_id(), |found| found.id),
        key: write.key,
        media_type: write.media_type,
        size: write.content.len(),
        version: found.as_ref().map_or(1, |found| found.version + 1),
        changed_at: tx.now(),
        changed_by: write.by,
    };
    store::storage::put(tx, shelf, &stored, &write.content, found.is_none()).await?;
    let actor = Actor::Client { client: write.client };
    let detail =
        json!({"tool": write.shelf.tool, "version": stored.version, "size": stored.size, "by": write.by});
    tx.audit(Audit::new(actor, "storage.write", stored.id).detail(detail));
    Ok(if found.is_none() { Written::Created(stored) } else { Written::Changed(stored) })
}

/// How long a value lasts that is written now: the permission may have been taken back since the token was decided about. It is locked before the shelf,
/// as where it is taken back, which so waits for what is written here or is seen here.
async fn lasts(tx: &Tx, shelf: Shelf) -> Result<Option<SignedDuration>> {
    if store::permission::hold(tx, shelf.subject, shelf.tool).await? {
        return Ok(None);
    }
    Ok(match store::permission::last(tx, shelf.subject, shelf.tool).await? {
        Last::TakenBack => Some(KEPT_AFTER_WITHDRAWAL),
        Last::Stands(_) | Last::Never => None,
    })
}

/// Deletes a value, for good; `false` where there is none.
pub async fn delete_value(
    tx: &Tx,
    shelf: Shelf,
    client: ClientId,
    key: &StorageKey,
    condition: &Condition,
) -> Result<bool> {
    let Some((id, _)) = store::storage::find(tx, shelf).await? else {
        return if condition.holds(None) { Ok(false) } else { Err(Error::StorageCondition) };
    };
    let id = store::storage::relock(tx, id).await?;
    let found = store::storage::find_outline(tx, id, key).await?;
    if !condition.holds(found.as_ref()) {
        return Err(Error::StorageCondition);
    }
    let Some(found) = found else { return Ok(false) };
    store::storage::delete_value(tx, found.id).await?;
    let detail = json!({"tool": shelf.tool});
    tx.audit(Audit::new(Actor::Client { client }, "storage.delete", found.id).detail(detail));
    Ok(true)
}

/// What one tool keeps for a person, as the person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The tool.
    pub tool: ToolId,
    /// How many values.
    pub values: usize,
    /// Bytes of all of them.
    pub bytes: usize,
    /// When something was written last.
    pub changed_at: Timestamp,
    /// When it will be deleted: the permission has been taken back.
    pub forget_at: Option<Timestamp>,
}

/// What tools keep for the subject. What has to do with a withheld prescription is not in what parents see (F11).
pub async fn list_kept(db: &impl Read, whole: &Whole) -> Result<Vec<Kept>> {
    let hidden = hidden(db, whole.acting()).await?;
    store::storage::list_of_subject(db, whole.acting().citizen().subject, &hidden).await
}

/// The values that one tool keeps for the subject, with their contents, to take along.
pub async fn list_contents(db: &impl Read, whole: &Whole, tool: ToolId) -> Result<Vec<(Stored, Vec<u8>)>> {
    let hidden = hidden(db, whole.acting()).await?;
    let shelf = Shelf::of_tool(tool, whole.acting().citizen().subject);
    let mut all = Vec::new();
    for stored in list_values(db, shelf).await? {
        let found = find_value(db, shelf, &stored.key).await?;
        all.extend(found.filter(|(found, _)| !hidden.hides(tool, found.changed_at, found.changed_by)));
    }
    Ok(all)
}

/// Deletes everything that the tool keeps for the subject, for good. Whoever may take a permission back may do this. What has to do with a withheld
/// prescription stays where a parent has it deleted, who knows nothing of it (F11).
pub async fn erase(tx: &Tx, proof: &Proof<Withdraw>) -> Result<()> {
    let citizen: Citizen = proof.citizen();
    let tool = proof.listing.id();
    let Some((id, _)) = store::storage::find(tx, Shelf::of_tool(tool, citizen.subject)).await? else {
        return Ok(());
    };
    let id = store::storage::relock(tx, id).await?;
    let hidden = hidden(tx, &Acting::of(proof)).await?;
    let (unseen, seen): (Vec<_>, Vec<_>) = store::storage::list(tx, id)
        .await?
        .into_iter()
        .partition(|stored| hidden.hides(tool, stored.changed_at, stored.changed_by));
    if unseen.is_empty() {
        store::storage::delete(tx, id).await?;
    } else {
        for stored in &seen {
            store::storage::delete_value(tx, stored.id).await?;
        }
    }
    let values = seen.len();
    // About the person, whose own log of what others have done tells of it.
    let detail = json!({"tool": tool, "values": values, "basis": proof.basis});
    tx.audit(Audit::new(&citizen, "storage.erase", citizen.subject).detail(detail));
    Ok(())
}

/// Deletes what has outlived its permission, or its time in the sandbox; how many shelves.
pub async fn forget_kept(db: &Database) -> Result<u64> {
    let mut gone = 0;
    loop {
        let tx = db.begin().await?;
        let due = store::storage::due(&tx, AT_ONCE).await?;
        let more = due.len() as u64 == AT_ONCE;
        for (id, shelf) in due {
            // Given again meanwhile, it stays.
            if !store::storage::lock_due(&tx, id).await? {
                continue;
            }
            let values = store::storage::delete(&tx, id).await?;
            gone += 1;
            if shelf.ground == Ground::Tool {
                let detail = json!({"tool": shelf.tool, "values": values});
                tx.audit(Audit::new(Actor::System, "storage.forget", shelf.subject).detail(detail));
            }
        }
        tx.commit().await?;
        if !more {
            return Ok(gone);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_plain() {
        for fine in ["a", "0", "diary.2026-11-29_v1", &"x".repeat(100)] {
            assert_eq!(fine.parse::<StorageKey>().unwrap().as_str(), fine);
        }
        for bad in ["", ".", "..", "-a", "a/b", "a b", "å", "a\0", &"x".repeat(101)] {
            assert_eq!(bad.parse::<StorageKey>(), Err(StorageKeyError), "{bad:?}");
        }
    }
}
