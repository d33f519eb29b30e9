//! Whose prescriptions may be looked for.

use kernel::{Citizen, PersonId};

/// The prescriptions of one patient, as one citizen may find them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatientScope {
    pub(crate) patient: PersonId,
    pub(crate) withheld_too: bool,
}

impl PatientScope {
    /// One's own, all of them; another's without those withheld from parents (F11).
    pub fn of(citizen: &Citizen) -> Self {
        Self { patient: citizen.subject, withheld_too: !citizen.represents() }
    }

    /// The scope, if it is about whom this citizen acts for.
    pub(crate) fn checked(self, citizen: &Citizen) -> crate::Result<Self> {
        if self.patient == citizen.subject { Ok(self) } else { Err(crate::Error::NotFound) }
    }

    /// Withheld ones too: for whoever acts on a ground that F11 does not speak of, which `launch` decides.
    #[must_use]
    pub const fn with_withheld(self) -> Self {
        Self { withheld_too: true, ..self }
    }
}

/// A part of a list, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page<I> {
    /// Only what is older than this one.
    pub before: Option<I>,
    /// At most so many.
    pub limit: u64,
}

impl<I> Page<I> {
    /// The first `limit`.
    pub const fn first(limit: u64) -> Self {
        Self { before: None, limit }
    }
}
