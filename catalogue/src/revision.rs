//! Revisions: one content each, and where it stands.

use std::sync::Arc;

use database::{Read, hold};
use jiff::Timestamp;
use kernel::{Actor, OrderId, Phrase, RevisionId, ToolId, VendorUser};
use serde::{Deserialize, Serialize};

use crate::{Content, Error, Listed, PerLocale, PermissionNeed, Prose, Result, StateKind, Window, store};

/// When and by whom something was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Actor,
}

/// Where a revision stands, with its evidence (domain §4.4). Which may follow which is crate `approval`'s.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RevisionState {
    /// Being written by the vendor.
    Draft,
    /// Handed in.
    Submitted {
        /// By the vendor.
        step: Step,
    },
    /// Taken on by a public body.
    Ordered {
        /// By the ordering body.
        step: Step,
        /// Its order.
        order: OrderId,
    },
    /// Being assessed.
    InAssessment {
        /// Begun.
        step: Step,
    },
    /// Sent back to the vendor.
    ChangesRequested {
        /// By the ordering body or the operator.
        step: Step,
        /// What has to change.
        wanted: Phrase<4000>,
    },
    /// Approved, not yet published.
    Approved {
        /// By the operator.
        step: Step,
    },
    /// In the public catalogue.
    Published {
        /// By another of the operator than the one who approved (domain §4.3).
        step: Step,
        /// The approval.
        approved: Step,
    },
    /// Replaced.
    Superseded {
        /// When the newer one was published.
        step: Step,
        /// The newer one.
        newer: RevisionId,
    },
    /// Taken out for good.
    Withdrawn {
        /// By whoever took it out.
        step: Step,
        /// Why, for those who had it.
        reason: PerLocale<Prose<500>>,
    },
    /// Turned down.
    Rejected {
        /// By the ordering body or the operator.
        step: Step,
        /// On what grounds.
        grounds: Phrase<4000>,
    },
}

impl RevisionState {
    /// Its name without the evidence.
    pub const fn kind(&self) -> StateKind {
        match self {
            Self::Draft => StateKind::Draft,
            Self::Submitted { .. } => StateKind::Submitted,
            Self::Ordered { .. } => StateKind::Ordered,
            Self::InAssessment { .. } => StateKind::InAssessment,
            Self::ChangesRequested { .. } => StateKind::ChangesRequested,
            Self::Approved { .. } => StateKind::Approved,
            Self::Published { .. } => StateKind::Published,
            Self::Superseded { .. } => StateKind::Superseded,
            Self::Withdrawn { .. } => StateKind::Withdrawn,
            Self::Rejected { .. } => StateKind::Rejected,
        }
    }

    /// What brought it there; a draft is where everything begins.
    pub const fn step(&self) -> Option<&Step> {
        match self {
            Self::Draft => None,
            Self::Submitted { step }
            | Self::Ordered { step, .. }
            | Self::InAssessment { step }
            | Self::ChangesRequested { step, .. }
            | Self::Approved { step }
            | Self::Published { step, .. }
            | Self::Superseded { step, .. }
            | Self::Withdrawn { step, .. }
            | Self::Rejected { step, .. } => Some(step),
        }
    }
}

/// One revision of a tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its id.
    pub id: RevisionId,
    /// The tool.
    pub tool: ToolId,
    /// Which one of the tool's it is, from 1.
    pub number: i32,
    /// Counts every change of content or state; what a page was made from, so that a stale one is told so.
    pub version: i32,
    /// Where it stands.
    pub state: RevisionState,
    /// What it says.
    pub content: Content,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When content or state last changed.
    pub updated_at: Timestamp,
}

/// A state that a revision has been in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastState {
    /// The revision's version from then on.
    pub version: i32,
    /// When it got there.
    pub at: Timestamp,
    /// The state.
    pub state: RevisionState,
}

/// The revision with this id, if there is one. Scope it by order or operator: vendors have `find_own_revision`.
pub async fn find_revision(db: &impl Read, id: RevisionId) -> Result<Option<Revision>> {
    store::revisions::find(db, id).await
}

/// The revision with this id.
pub async fn get_revision(db: &impl Read, id: RevisionId) -> Result<Revision> {
    find_revision(db, id).await?.ok_or(Error::NotFound("revision"))
}

/// What permission this revision asks for, as it may be held.
pub async fn find_held_permission_need(
    db: &impl Read,
    id: RevisionId,
) -> Result<Option<Arc<PermissionNeed>>> {
    let read = || async { Ok(find_revision(db, id).await?.map(|revision| revision.content.permission)) };
    hold(db, || id.to_string(), read).await
}

/// The vendor's own revision with this id, if there is one.
pub async fn find_own_revision(
    db: &impl Read,
    user: &VendorUser,
    id: RevisionId,
) -> Result<Option<Revision>> {
    store::revisions::find_of_vendor(db, user.organisation, id).await
}

/// The tool's revision that is on its way, if one is.
pub async fn find_open_revision(db: &impl Read, tool: ToolId) -> Result<Option<Revision>> {
    store::revisions::find_open(db, tool).await
}

/// A tool's revisions, the newest first.
pub async fn list_revisions(db: &impl Read, tool: ToolId) -> Result<Vec<Revision>> {
    store::revisions::of_tool(db, tool).await
}

/// These revisions, in no particular order; absent ones are left out.
pub async fn list_revisions_by_id(db: &impl Read, ids: &[RevisionId]) -> Result<Vec<Revision>> {
    store::revisions::by_ids(db, ids).await
}

/// Revisions in one of these states, the one that has waited longest first.
pub async fn list_revisions_in(
    db: &impl Read,
    states: &[StateKind],
    window: Window,
) -> Result<Listed<Revision>> {
    store::revisions::in_states(db, states, window).await
}

/// Every state a revision has been in, the first one first.
pub async fn list_past_states(db: &impl Read, revision: RevisionId) -> Result<Vec<PastState>> {
    store::revisions::past_states(db, revision).await
}
