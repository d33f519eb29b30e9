//! What every change of a prescription has in common.

use database::{Audit, Read, Tx};
use kernel::Actor;
use serde_json::json;

use crate::{Event, EventKind, Prescription, Result, State, store};

/// Writes the changed prescription as its next version, with the event that made it so.
pub(crate) async fn record(
    tx: &Tx,
    mut changed: Prescription,
    actor: Actor,
    kind: EventKind,
) -> Result<Prescription> {
    changed.version += 1;
    store::prescription::update(tx, &changed).await?;
    trace(tx, &changed, actor, kind).await?;
    Ok(changed)
}

/// Moves to `state` at the transaction's instant.
pub(crate) async fn advance(
    tx: &Tx,
    prescription: Prescription,
    state: State,
    actor: Actor,
    kind: EventKind,
) -> Result<Prescription> {
    record(tx, Prescription { state, state_since: tx.now(), ..prescription }, actor, kind).await
}

/// The event and the audit entry of a version that has been written.
pub(crate) async fn trace(tx: &Tx, of: &Prescription, actor: Actor, kind: EventKind) -> Result<Event> {
    store::event::append(tx, of, actor, &kind).await?;
    let action = match &kind {
        EventKind::Issued => "prescription.issue",
        EventKind::Seen => "prescription.see",
        EventKind::Started => "prescription.start",
        EventKind::Completed => "prescription.complete",
        EventKind::Stopped { .. } => "prescription.stop",
        EventKind::Declined { .. } => "prescription.decline",
        EventKind::Expired => "prescription.expire",
        EventKind::Renewed { .. } => "prescription.renew",
        EventKind::TakenOver { .. } => "prescription.take_over",
        EventKind::Withheld { .. } => "prescription.withhold",
        EventKind::Shared { .. } => "prescription.share",
    };
    tx.audit(Audit::new(actor, action, of.id).detail(json!({"version": of.version, "tool": of.tool})));
    Ok(Event { seq: of.version, at: tx.now(), actor, kind })
}
