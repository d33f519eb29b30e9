//! Who acts. A use case names the actor it needs in its signature; only a login can make one.

use serde::{Deserialize, Serialize};

use crate::{ClientId, HprNumber, OrganisationId, PersonId, Profession, UnitId};

/// A logged-in citizen, possibly acting for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Citizen {
    /// The person at the keyboard.
    pub person: PersonId,
    /// The person whose tools and prescriptions it is about: another one when representing.
    pub subject: PersonId,
}

impl Citizen {
    /// Acting for oneself.
    pub const fn oneself(person: PersonId) -> Self {
        Self { person, subject: person }
    }

    /// Whether acting for somebody else.
    pub fn represents(&self) -> bool {
        self.person != self.subject
    }
}

/// A clinician logged in for one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clinician {
    /// The person.
    pub person: PersonId,
    /// Number in the register of health personnel.
    pub hpr: HprNumber,
    /// Professions that the person is authorised in.
    pub professions: Vec<Profession>,
    /// The organisation acted for.
    pub organisation: OrganisationId,
    /// The unit within it, where known.
    pub unit: Option<UnitId>,
}

/// Somebody who orders and assesses listings for a public body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Orderer {
    /// The person.
    pub person: PersonId,
    /// The ordering body.
    pub organisation: OrganisationId,
}

/// Somebody who registers tools for a vendor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VendorUser {
    /// The person.
    pub person: PersonId,
    /// The vendor.
    pub organisation: OrganisationId,
}

/// Somebody who runs the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operator {
    /// The person.
    pub person: PersonId,
}

/// Anybody or anything that acts, as the audit log knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Actor {
    /// A citizen; `subject` differs from `person` when representing.
    Citizen {
        /// At the keyboard.
        person: PersonId,
        /// Whose tools it is about.
        subject: PersonId,
    },
    /// A clinician of an organisation.
    Clinician {
        /// The person.
        person: PersonId,
        /// The organisation.
        organisation: OrganisationId,
    },
    /// Somebody of an ordering body.
    Orderer {
        /// The person.
        person: PersonId,
        /// The ordering body.
        organisation: OrganisationId,
    },
    /// Somebody of a vendor.
    Vendor {
        /// The person.
        person: PersonId,
        /// The vendor.
        organisation: OrganisationId,
    },
    /// Somebody of the operator.
    Operator {
        /// The person.
        person: PersonId,
    },
    /// A tool or a record system, by its client.
    Client {
        /// The client.
        client: ClientId,
    },
    /// The platform itself: expiry, schedules, set-up.
    System,
}

impl Actor {
    /// The person behind it, where one is.
    pub const fn person(&self) -> Option<PersonId> {
        match *self {
            Self::Citizen { person, .. }
            | Self::Clinician { person, .. }
            | Self::Orderer { person, .. }
            | Self::Vendor { person, .. }
            | Self::Operator { person } => Some(person),
            Self::Client { .. } | Self::System => None,
        }
    }
}

impl From<&Citizen> for Actor {
    fn from(citizen: &Citizen) -> Self {
        Self::Citizen { person: citizen.person, subject: citizen.subject }
    }
}
impl From<&Clinician> for Actor {
    fn from(clinician: &Clinician) -> Self {
        Self::Clinician { person: clinician.person, organisation: clinician.organisation }
    }
}
impl From<&Orderer> for Actor {
    fn from(orderer: &Orderer) -> Self {
        Self::Orderer { person: orderer.person, organisation: orderer.organisation }
    }
}
impl From<&VendorUser> for Actor {
    fn from(user: &VendorUser) -> Self {
        Self::Vendor { person: user.person, organisation: user.organisation }
    }
}
impl From<&Operator> for Actor {
    fn from(operator: &Operator) -> Self {
        Self::Operator { person: operator.person }
    }
}
