//! A prescription and what it is made of.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, civil::Date};
use kernel::{Clinician, OrganisationId, PersonId, Phrase, PrescriptionId, Slug, ToolId, UnitId};
use serde::{Deserialize, Serialize};

use crate::{Error, State};

/// Why the tool is prescribed, in plain language.
pub type Goal = Phrase<1_000>;
/// How to use it, in plain language.
pub type Instructions = Phrase<4_000>;

/// From the first day to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    starts: Date,
    ends: Option<Date>,
}

impl Period {
    /// A period whose end does not come before its start.
    pub fn new(starts: Date, ends: Option<Date>) -> Result<Self, Error> {
        if ends.is_some_and(|ends| ends < starts) {
            Err(Error::EndsBeforeStart)
        } else {
            Ok(Self { starts, ends })
        }
    }

    /// First day.
    pub const fn starts(&self) -> Date {
        self.starts
    }

    /// Last day, where it has one.
    pub const fn ends(&self) -> Option<Date> {
        self.ends
    }

    /// Whether its last day is behind.
    pub fn is_over(&self, today: Date) -> bool {
        self.ends.is_some_and(|ends| ends < today)
    }

    /// Whether this day lies in it.
    pub fn contains(&self, today: Date) -> bool {
        self.starts <= today && !self.is_over(today)
    }
}

/// Why a prescription is withheld from the patient's parents (F11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// A child of 12–15 asked for it.
    ChildAsked,
    /// Weighty reasons, at any age.
    WeightyReasons,
}

impl Withheld {
    /// Both.
    pub const ALL: [Self; 2] = [Self::ChildAsked, Self::WeightyReasons];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ChildAsked => "child_asked",
            Self::WeightyReasons => "weighty_reasons",
        }
    }
}

/// What the patient lets those who follow up read of what the tool reports, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sharing {
    /// Nothing: never assumed otherwise.
    #[default]
    Nothing,
    /// That, when and how much was reported.
    Summary,
    /// Every measurement.
    Measurements,
}

impl Sharing {
    /// All, least first.
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Summary, Self::Measurements];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Summary => "summary",
            Self::Measurements => "measurements",
        }
    }
}

/// A word that is none of those allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such word here")]
pub struct UnknownWord;

impl FromStr for Withheld {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        Self::ALL.into_iter().find(|word| word.as_str() == text).ok_or(UnknownWord)
    }
}
impl FromStr for Sharing {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        Self::ALL.into_iter().find(|word| word.as_str() == text).ok_or(UnknownWord)
    }
}

/// A tool prescribed to a patient.
#[derive(Clone, PartialEq, Eq)]
pub struct Prescription {
    /// Its id.
    pub id: PrescriptionId,
    /// To whom.
    pub patient: PersonId,
    /// Which tool.
    pub tool: ToolId,
    /// For which organisation it was issued.
    pub organisation: OrganisationId,
    /// In which unit, where known.
    pub unit: Option<UnitId>,
    /// Who issued it.
    pub prescriber: PersonId,
    /// Why.
    pub goal: Goal,
    /// How to use it.
    pub instructions: Option<Instructions>,
    /// Which task in the tool a start leads to.
    pub task: Option<Slug>,
    /// How long it counts.
    pub period: Period,
    /// When the clinician means to follow up.
    pub follow_up: Option<Date>,
    /// R8: whether somebody may act for the patient.
    pub representative_allowed: bool,
    /// F11: why it is withheld from the parents, where it is.
    pub withheld: Option<Withheld>,
    /// Whether the clinician asks for data back.
    pub returns_data: bool,
    /// What the patient shares of it.
    pub sharing: Sharing,
    /// Where it stands.
    pub state: State,
    /// When it stood there first.
    pub state_since: Timestamp,
    /// Grows by one with every event; what a stale page is told by.
    pub version: u32,
}

/// When the prescription of this id was issued.
pub(crate) fn issued_at(id: PrescriptionId) -> Timestamp {
    let (seconds, nanos) = id.uuid().get_timestamp().map_or((0, 0), |stamp| stamp.to_unix());
    Timestamp::new(i64::try_from(seconds).unwrap_or_default(), i32::try_from(nanos).unwrap_or_default())
        .unwrap_or(Timestamp::UNIX_EPOCH)
}

impl Prescription {
    /// When it was issued.
    pub fn issued_at(&self) -> Timestamp {
        issued_at(self.id)
    }

    /// Whether the tool may be started on it on this day (R2, T2).
    pub fn is_current(&self, today: Date) -> bool {
        self.state.stage().is_open() && self.period.contains(today)
    }

    /// Whether this clinician issued it or shares the issuing unit.
    pub fn is_of(&self, clinician: &Clinician) -> bool {
        self.organisation == clinician.organisation
            && (self.prescriber == clinician.person || (self.unit.is_some() && self.unit == clinician.unit))
    }
}

impl fmt::Debug for Prescription {
    /// No text and no person: logs take this.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Prescription({}, {}, version {})", self.id, self.state.stage(), self.version)
    }
}
