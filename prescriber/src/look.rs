//! The log of looks by clinicians, which the citizen reads.

use std::str::FromStr;

use database::Read;
use jiff::Timestamp;
use kernel::{LookId, OrganisationId, PersonId, PrescriptionId, UnitId};

use crate::{Page, PatientScope, Result, UnknownWord, store};

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LookKind {
    /// A prescription and how it goes.
    Prescription,
    /// What the tool has reported.
    Data,
    /// That there is a prescription, in order to take it over.
    TakeOver,
}

impl LookKind {
    /// All.
    pub const ALL: [Self; 3] = [Self::Prescription, Self::Data, Self::TakeOver];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prescription => "prescription",
            Self::Data => "data",
            Self::TakeOver => "take_over",
        }
    }
}

impl FromStr for LookKind {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownWord)
    }
}

/// One look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Its id.
    pub id: LookId,
    /// Who looked.
    pub clinician: PersonId,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// In which unit.
    pub unit: Option<UnitId>,
    /// At what.
    pub what: LookKind,
    /// At which prescription.
    pub prescription: PrescriptionId,
    /// When.
    pub at: Timestamp,
}

/// Who has looked, newest first. Whom a prescription is withheld from learns nothing of looks at it.
/// Look-ups of who the patient is are in `people`.
pub async fn list_looks(db: &impl Read, scope: PatientScope, page: Page<LookId>) -> Result<Vec<Look>> {
    store::look::list(db, scope, page).await
}
