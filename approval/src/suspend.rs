//! A reason is added to a tool's set of suspensions, or taken out of it: it is up only when the set is empty (4.4).

use catalogue::{NewSuspension, PerLocale, Prose, Suspension, SuspensionReason};
use database::Tx;
use kernel::{Actor, ToolId};

use crate::{DecisionKind, Error, Party, Result, decision::NewDecision, store, tell};

/// A reason to suspend a tool.
#[derive(Debug, Clone)]
pub struct Suspend {
    /// The tool.
    pub tool: ToolId,
    /// The reason.
    pub reason: SuspensionReason,
    /// What people are told.
    pub note: PerLocale<Prose<500>>,
}

/// A reason to take out of the set.
#[derive(Debug, Clone)]
pub struct Lift {
    /// The tool.
    pub tool: ToolId,
    /// The reason.
    pub reason: SuspensionReason,
    /// Why it no longer holds.
    pub note: PerLocale<Prose<500>>,
}

/// Suspends a listed tool for a reason: from this moment it cannot be started.
pub async fn suspend(tx: &Tx, by: &Party, command: Suspend) -> Result<()> {
    let tool = by.tool(tx, command.tool).await?;
    if !by.may_suspend_for(command.reason) {
        return Err(Error::NotAllowed);
    }
    if command.note.is_blank() {
        return Err(Error::field("error-required", "note"));
    }
    let Suspend { reason, note, .. } = command;
    let decision = NewDecision { reason: Some(reason), ..NewDecision::new(DecisionKind::Suspend, tool.id) };
    let decision = decision.told(&note)?;
    let new = NewSuspension { reason, cause: String::new(), note };
    if !add(tx, by.actor(), tool.id, new).await? {
        return Err(Error::SuspendedAlready(reason));
    }
    decision.record(tx, by.actor()).await?;
    tell_parties(tx, tool.id, tell::LISTING_CHANGED).await
}

/// Lifts one reason and leaves the others. What the platform suspended itself for comes back with what it hangs on.
pub async fn lift(tx: &Tx, by: &Party, command: Lift) -> Result<()> {
    let tool = by.tool(tx, command.tool).await?;
    let Lift { reason, note, .. } = command;
    let set = catalogue::list_suspensions(tx, tool.id).await?;
    let same: Vec<Suspension> = set.into_iter().filter(|suspension| suspension.reason == reason).collect();
    if same.is_empty() {
        return Err(Error::NotSuspended(reason));
    }
    let by_people = same.into_iter().find(|suspension| suspension.cause.is_empty());
    let by_people = by_people.ok_or(Error::LiftsItself(reason))?;
    if !by.may_lift(&by_people.since.by) {
        return Err(Error::NotAllowed);
    }
    let decision = NewDecision { reason: Some(reason), ..NewDecision::new(DecisionKind::Lift, tool.id) };
    remove(tx, by.actor(), &by_people).await?;
    decision.told(&note)?.record(tx, by.actor()).await?;
    tell_parties(tx, tool.id, tell::LISTING_CHANGED).await
}

/// Adds to the set; those who have the tool are told when it goes down. `false` where it is in the set already.
pub(crate) async fn add(tx: &Tx, by: Actor, tool: ToolId, new: NewSuspension) -> Result<bool> {
    let listing = catalogue::find_listing_of(tx, tool).await?.ok_or(Error::NotListed)?;
    if matches!(listing.standing, catalogue::Standing::Withdrawn { .. }) {
        return Err(Error::NotListed);
    }
    if !catalogue::add_suspension(tx, by, tool, new).await? {
        return Ok(false);
    }
    if listing.is_published() {
        tell::tool_status(tx, tool, tell::Status::Suspended);
    }
    Ok(true)
}

/// Takes out of the set; those who have the tool are told when it is up again.
pub(crate) async fn remove(tx: &Tx, by: Actor, suspension: &Suspension) -> Result<()> {
    let tool = suspension.tool;
    if !catalogue::lift_suspension(tx, by, tool, suspension.reason, &suspension.cause).await? {
        return Err(Error::NotSuspended(suspension.reason));
    }
    if catalogue::find_listing_of(tx, tool).await?.is_some_and(|listing| listing.is_published()) {
        tell::tool_status(tx, tool, tell::Status::Restored);
    }
    Ok(())
}

/// The tool's vendor and the body whose order it is are told by this message.
pub(crate) async fn tell_parties(tx: &Tx, tool: ToolId, template: &str) -> Result<()> {
    tell::organisation(tx, catalogue::get_tool(tx, tool).await?.vendor, template).await?;
    if let Some(order) = store::orders::active_of_tool(tx, tool).await? {
        tell::organisation(tx, order.orderer, template).await?;
    }
    Ok(())
}
