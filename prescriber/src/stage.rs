//! The states of a prescription by name.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Where a prescription stands in its life cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Sent to the patient.
    Issued,
    /// Read by the patient.
    Seen,
    /// The tool has been started.
    Active,
    /// Finished as meant.
    Completed,
    /// Ended by the clinician, with a reason.
    Stopped,
    /// Turned down by the citizen.
    Declined,
    /// Past its end.
    Expired,
}

impl Stage {
    /// All, in the order of the life cycle.
    pub const ALL: [Self; 7] = [
        Self::Issued,
        Self::Seen,
        Self::Active,
        Self::Completed,
        Self::Stopped,
        Self::Declined,
        Self::Expired,
    ];

    /// Whether the tool may still be started in this state, its period given (R2, T2).
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Issued | Self::Seen | Self::Active)
    }

    /// As stored and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Seen => "seen",
            Self::Active => "active",
            Self::Completed => "completed",
            Self::Stopped => "stopped",
            Self::Declined => "declined",
            Self::Expired => "expired",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that names no state of a prescription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such state of a prescription")]
pub struct UnknownStage;

impl FromStr for Stage {
    type Err = UnknownStage;

    fn from_str(text: &str) -> Result<Self, UnknownStage> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == text).ok_or(UnknownStage)
    }
}
