//! Moving a revision to another state, and what the public then sees.

use database::{Audit, Read as _, Tx};
use kernel::RevisionId;

use crate::{ChangeKind, Error, Result, Revision, RevisionState, StateKind, Step, change, store};

/// Stores the revision's next state; it must still be at version `expected`. Whether that state may follow, and who may bring it there, is
/// decided by the use cases above (crate `approval`).
///
/// A published revision becomes the tool's listing and supersedes the one before it; a change that the public sees is appended to the
/// sequence of changes.
pub async fn set_state(tx: &Tx, id: RevisionId, expected: i32, state: RevisionState) -> Result<Revision> {
    let mut revision = crate::get_revision(tx, id).await?;
    if !store::revisions::set_state(tx, id, expected, &state).await? {
        return Err(Error::Stale);
    }
    let tool = crate::get_tool(tx, revision.tool).await?;
    let before = revision.state.kind();
    match state.kind() {
        StateKind::Published if before != StateKind::Published => {
            if let Some(listed) = tool.listed.filter(|listed| *listed != id) {
                supersede(tx, listed, id, state.step().copied()).await?;
            }
            store::tools::set_listed(tx, tool.id, id).await?;
            change::note(tx, tool.id, ChangeKind::Published).await?;
        }
        StateKind::Withdrawn if tool.listed == Some(id) => {
            change::note(tx, tool.id, ChangeKind::Withdrawn).await?;
        }
        _ => {}
    }
    if let Some(step) = state.step() {
        let detail = serde_json::json!({ "tool": tool.id, "from": before, "to": state.kind() });
        tx.audit(Audit::new(step.by, "revision.set_state", id).detail(detail));
    }
    revision.version = expected.saturating_add(1);
    revision.updated_at = tx.now();
    revision.state = state;
    Ok(revision)
}

/// A withdrawn revision stays withdrawn; only a published one is superseded.
async fn supersede(tx: &Tx, older: RevisionId, newer: RevisionId, step: Option<Step>) -> Result<()> {
    let older = crate::get_revision(tx, older).await?;
    let (StateKind::Published, Some(step)) = (older.state.kind(), step) else { return Ok(()) };
    let state = RevisionState::Superseded { step, newer };
    if store::revisions::set_state(tx, older.id, older.version, &state).await? {
        Ok(())
    } else {
        Err(Error::Stale)
    }
}
