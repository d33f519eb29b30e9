//! The separate logins of the platform, and what each makes of a person.

use kernel::{
    Actor, Citizen, Clinician, HprNumber, Operator, Orderer, OrganisationId, PersonId, Profession, UnitId,
    VendorUser,
};
use serde::{Deserialize, Serialize};

use super::Session;

/// A service that one logs in to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// *Innbygger*.
    Citizen,
    /// *Behandler*.
    Clinician,
    /// *Bestiller*.
    Orderer,
    /// *Leverandør*.
    Vendor,
    /// *Forvalter*.
    Operator,
}

impl Service {
    /// All.
    pub const ALL: [Self; 5] = [Self::Citizen, Self::Clinician, Self::Orderer, Self::Vendor, Self::Operator];

    /// As in addresses: `innbygger`, `behandler`, `bestiller`, `leverandor`, `forvalter`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Citizen => "innbygger",
            Self::Clinician => "behandler",
            Self::Orderer => "bestiller",
            Self::Vendor => "leverandor",
            Self::Operator => "forvalter",
        }
    }

    /// The service with this name in addresses.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.as_str() == name)
    }
}

/// The role that a session is in, with what the login told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "service", rename_all = "snake_case")]
pub enum Account {
    /// A citizen.
    Citizen,
    /// A clinician of an organisation.
    Clinician {
        /// Number in the register of health personnel.
        hpr: HprNumber,
        /// Professions authorised in.
        professions: Vec<Profession>,
        /// The organisation.
        organisation: OrganisationId,
        /// The unit, where known.
        unit: Option<UnitId>,
    },
    /// Somebody of an ordering body.
    Orderer {
        /// The ordering body.
        organisation: OrganisationId,
    },
    /// Somebody of a vendor.
    Vendor {
        /// The vendor.
        organisation: OrganisationId,
    },
    /// Somebody of the operator.
    Operator,
    /// A test person in a vendor's sandbox, opened by somebody of the vendor.
    Sandbox {
        /// The vendor.
        organisation: OrganisationId,
        /// Who opened it.
        by: PersonId,
    },
}

impl Account {
    /// The service that was logged in to.
    pub const fn service(&self) -> Service {
        match self {
            Self::Citizen => Service::Citizen,
            Self::Clinician { .. } => Service::Clinician,
            Self::Orderer { .. } => Service::Orderer,
            Self::Vendor { .. } | Self::Sandbox { .. } => Service::Vendor,
            Self::Operator => Service::Operator,
        }
    }

    /// The person in this role as the audit log knows it.
    pub const fn actor(&self, person: PersonId, subject: PersonId) -> Actor {
        match *self {
            Self::Citizen => Actor::Citizen { person, subject },
            Self::Clinician { organisation, .. } => Actor::Clinician { person, organisation },
            Self::Orderer { organisation } => Actor::Orderer { person, organisation },
            Self::Vendor { organisation } => Actor::Vendor { person, organisation },
            Self::Operator => Actor::Operator { person },
            Self::Sandbox { organisation, by } => Actor::Vendor { person: by, organisation },
        }
    }

    /// The person as a clinician, where this is a clinician's login.
    pub fn clinician(&self, person: PersonId) -> Option<Clinician> {
        match self {
            Self::Clinician { hpr, professions, organisation, unit } => Some(Clinician {
                person,
                hpr: *hpr,
                professions: professions.clone(),
                organisation: *organisation,
                unit: *unit,
            }),
            _ => None,
        }
    }
}

impl Session {
    /// The citizen, where this is a citizen's login.
    pub fn citizen(&self) -> Option<Citizen> {
        matches!(self.account, Account::Citizen)
            .then_some(Citizen { person: self.person, subject: self.subject })
    }

    /// The clinician, where this is a clinician's login.
    pub fn clinician(&self) -> Option<Clinician> {
        self.account.clinician(self.person)
    }

    /// The orderer, where this is an ordering body's login.
    pub fn orderer(&self) -> Option<Orderer> {
        match self.account {
            Account::Orderer { organisation } => Some(Orderer { person: self.person, organisation }),
            _ => None,
        }
    }

    /// The vendor's person, where this is a vendor's login.
    pub fn vendor(&self) -> Option<VendorUser> {
        match self.account {
            Account::Vendor { organisation } => Some(VendorUser { person: self.person, organisation }),
            _ => None,
        }
    }

    /// The operator, where this is the operator's login.
    pub fn operator(&self) -> Option<Operator> {
        matches!(self.account, Account::Operator).then_some(Operator { person: self.person })
    }
}
