//! What happened to a prescription.

use jiff::{Timestamp, civil::Date};
use kernel::Actor;
use serde::{Deserialize, Serialize};

use crate::{Reason, Sharing, Withheld};

/// What happened, with what belongs to it. Stored as JSON: add variants, never change one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventKind {
    /// Sent.
    Issued,
    /// First read.
    Seen,
    /// First started.
    Started,
    /// Finished.
    Completed,
    /// Ended by a clinician.
    Stopped {
        /// Why.
        reason: Reason,
    },
    /// Turned down.
    Declined {
        /// Why, if said.
        reason: Option<Reason>,
    },
    /// Ran out.
    Expired,
    /// Renewed: what held before.
    Renewed {
        /// Last day before.
        ended: Option<Date>,
        /// Last day from now on.
        ends: Option<Date>,
    },
    /// A colleague follows up from now on.
    TakenOver {
        /// Why.
        reason: Reason,
    },
    /// Withheld from the parents, or no longer.
    Withheld {
        /// Why; `None` where it no longer is.
        because: Option<Withheld>,
    },
    /// The patient changed what is shared.
    Shared {
        /// What from now on.
        sharing: Sharing,
    },
}

impl EventKind {
    /// Its name, as stored.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Seen => "seen",
            Self::Started => "started",
            Self::Completed => "completed",
            Self::Stopped { .. } => "stopped",
            Self::Declined { .. } => "declined",
            Self::Expired => "expired",
            Self::Renewed { .. } => "renewed",
            Self::TakenOver { .. } => "taken_over",
            Self::Withheld { .. } => "withheld",
            Self::Shared { .. } => "shared",
        }
    }
}

/// One event of a prescription, from 1 on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its position: the prescription's version after it.
    pub seq: u32,
    /// When.
    pub at: Timestamp,
    /// Who, and on whose behalf.
    pub actor: Actor,
    /// What.
    pub kind: EventKind,
}
