//! How sure a login is of who logs in.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Level of assurance of a login (eIDAS article 8; ID-porten's `idporten-loa-…`): `low` < `substantial` < `high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoginLevel {
    /// Some confidence.
    Low,
    /// Substantial confidence.
    Substantial,
    /// High confidence.
    High,
}

impl LoginLevel {
    /// All, lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Substantial, Self::High];

    /// As in claims and on the wire: `low`, `substantial`, `high`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Substantial => "substantial",
            Self::High => "high",
        }
    }
}

impl fmt::Display for LoginLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that is no login level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the login level is none of low, substantial, high")]
pub struct UnknownLoginLevel;

impl FromStr for LoginLevel {
    type Err = UnknownLoginLevel;

    fn from_str(text: &str) -> Result<Self, UnknownLoginLevel> {
        Self::ALL.into_iter().find(|level| level.as_str() == text).ok_or(UnknownLoginLevel)
    }
}
