//! Suspensions: a set of reasons. The tool is up only when the set is empty (domain §4.4).

use database::{Audit, Read, Tx};
use jiff::Timestamp;
use kernel::{Actor, Id, IdKind, ToolId};

use crate::{ChangeKind, PerLocale, Prose, Result, Step, SuspensionReason, change, store};

/// Marker of a suspension's id.
#[derive(Debug)]
pub enum SuspensionKind {}

impl IdKind for SuspensionKind {
    const PREFIX: &'static str = "susp";
}

/// The identifier of one suspension.
pub type SuspensionId = Id<SuspensionKind>;

/// One reason for which a tool is, or was, suspended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspension {
    /// Its id.
    pub id: SuspensionId,
    /// The tool.
    pub tool: ToolId,
    /// The reason.
    pub reason: SuspensionReason,
    /// What it hangs on: an agreement's or a deviation's id; empty where the reason alone is it.
    pub cause: String,
    /// What people are told.
    pub note: PerLocale<Prose<500>>,
    /// Since when, by whom.
    pub since: Step,
    /// When and by whom it was lifted.
    pub lifted: Option<Step>,
}

/// A reason to suspend a tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSuspension {
    /// The reason.
    pub reason: SuspensionReason,
    /// What it hangs on; empty where the reason alone is it.
    pub cause: String,
    /// What people are told.
    pub note: PerLocale<Prose<500>>,
}

impl Suspension {
    /// When it began.
    pub const fn since(&self) -> Timestamp {
        self.since.at
    }
}

/// Adds this reason to the tool's set; `false` where that reason with that cause is in the set already.
/// Who may is decided by the use cases above (crate `approval`).
pub async fn add_suspension(tx: &Tx, by: Actor, tool: ToolId, new: NewSuspension) -> Result<bool> {
    let step = Step { at: tx.now(), by };
    let Some(suspension) = store::suspensions::insert(tx, tool, new, step).await? else { return Ok(false) };
    change::note(tx, tool, ChangeKind::Suspended).await?;
    let detail = serde_json::json!({ "reason": suspension.reason, "cause": suspension.cause });
    tx.audit(Audit::new(by, "tool.suspend", tool).detail(detail));
    Ok(true)
}

/// Takes this reason with this cause out of the tool's set and leaves the others; `false` where it is not in the set.
pub async fn lift_suspension(
    tx: &Tx,
    by: Actor,
    tool: ToolId,
    reason: SuspensionReason,
    cause: &str,
) -> Result<bool> {
    let step = Step { at: tx.now(), by };
    if !store::suspensions::lift(tx, tool, reason, cause, step).await? {
        return Ok(false);
    }
    change::note(tx, tool, ChangeKind::Resumed).await?;
    let detail = serde_json::json!({ "reason": reason, "cause": cause });
    tx.audit(Audit::new(by, "tool.lift_suspension", tool).detail(detail));
    Ok(true)
}

/// The tool's present set of reasons, the oldest first; empty when it is up.
pub async fn list_suspensions(db: &impl Read, tool: ToolId) -> Result<Vec<Suspension>> {
    store::suspensions::open(db, &[tool]).await
}

/// Every suspension the tool has had, the latest first.
pub async fn list_past_suspensions(db: &impl Read, tool: ToolId) -> Result<Vec<Suspension>> {
    store::suspensions::all_of(db, tool).await
}

/// Suspensions of any tool that hang on this cause and are not lifted.
pub async fn list_suspensions_by_cause(db: &impl Read, cause: &str) -> Result<Vec<Suspension>> {
    store::suspensions::by_cause(db, cause).await
}
