//! The facts that decide, as the sources gave them.

pub use catalogue::{Availability, Independence, ProfileClass};
use jiff::{Timestamp, civil::Date};
use kernel::{LoginLevel, oslo};
pub use people::{AddressProtection, PersonStatus};
use prescriber::{Prescription, Stage};
use serde::{Deserialize, Serialize};

use super::{
    policy::Basis,
    read::{bases, day, nullable_day, word},
    rules::{has_responsibility, is_in_force},
};

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// See that the tool or the prescription is there.
    See,
    /// Start it.
    Open,
    /// Give a data permission.
    Permit,
    /// Take a data permission back.
    Withdraw,
}

/// Who has parental responsibility (F3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Responsibility {
    /// Both parents together.
    Both,
    /// The mother alone.
    Mother,
    /// The father alone.
    Father,
    /// The co-mother alone.
    CoMother,
    /// Somebody else.
    Other,
    /// Not registered.
    Unknown,
}

/// What the actor is to the child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParentRole {
    /// Mother.
    Mother,
    /// Father.
    Father,
    /// Co-mother.
    CoMother,
    /// Anybody else.
    Other,
}

/// What a limited power of attorney grants (F10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// See what is prescribed and when follow-up is.
    See,
    /// Be reminded: says who is notified, decides nothing here.
    Remind,
}

/// Whether the tool is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToolStatus {
    /// Up.
    Published,
    /// Halted for one or more reasons.
    Suspended,
    /// Gone for good.
    Withdrawn,
}

/// The data permission that the tool needs to run (T4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PermissionState {
    /// Given and standing.
    Given,
    /// Never given.
    NotGiven,
    /// Given once, taken back.
    Withdrawn,
    /// The tool needs none.
    NotNeeded,
}

/// What the population register and the privacy component say of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonFacts {
    /// Date of birth, from the register and never from the number.
    #[serde(deserialize_with = "day")]
    pub born: Date,
    /// F2.
    #[serde(deserialize_with = "word")]
    pub address: AddressProtection,
    /// F9.
    #[serde(deserialize_with = "word")]
    pub status: PersonStatus,
    /// F5: *akuttsperre*.
    pub emergency_block: bool,
}

/// What is known of a represented person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SubjectFacts {
    /// As of anybody.
    #[serde(flatten)]
    pub person: PersonFacts,
    /// F14: lacks capacity to consent.
    pub lacks_capacity: bool,
    /// F4: *omsorgsovertakelse*.
    pub care_order: bool,
}

/// Registered parental responsibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parenthood {
    /// Who has it.
    pub responsibility: Responsibility,
    /// What the actor is to the child.
    pub role: ParentRole,
}

/// A power of attorney.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mandate {
    /// First day.
    pub from: Date,
    /// Last day, where it has one.
    pub until: Option<Date>,
    /// The day on which a party ended it: does not count from then on.
    pub ended: Option<Date>,
    /// Passed on to the actor by its holder, which never counts.
    pub passed_on: bool,
    /// The holder is the giver's closest next of kin; asked of assigned ones only.
    pub closest_next_of_kin: bool,
    /// What a limited one grants.
    pub scopes: Vec<Scope>,
}

/// What proves a relation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum Evidence {
    /// Parental responsibility.
    Parenthood(Parenthood),
    /// A power of attorney.
    Mandate(Mandate),
}

/// A registered relation of the actor to the subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// On what ground.
    pub basis: Basis,
    /// What proves it.
    pub evidence: Evidence,
}

impl Relation {
    /// The power of attorney, where it is one.
    pub const fn mandate(&self) -> Option<&Mandate> {
        match &self.evidence {
            Evidence::Mandate(mandate) => Some(mandate),
            Evidence::Parenthood(_) => None,
        }
    }

    /// Whether what the subject knows lets it count on this day: its period (F7), the subject's own age (F1), the registered responsibility (F3).
    pub fn counts_for(&self, born: Date, today: Date) -> bool {
        let of_age = |end| oslo::age(born, today) >= end;
        let responsible = match self.evidence {
            Evidence::Parenthood(parenthood) => has_responsibility(parenthood),
            Evidence::Mandate(_) => true,
        };
        self.is_in_force(today) && !self.basis.row().ends_at_age.is_some_and(of_age) && responsible
    }

    /// Whether F7 lets it count on this day; F7 says nothing of what is no power of attorney.
    pub fn is_in_force(&self, today: Date) -> bool {
        self.mandate().is_none_or(|mandate| is_in_force(mandate, self.basis.row().longest_years, today))
    }
}

/// Whom it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The actor.
    Oneself,
    /// Somebody else.
    Another {
        /// Whom.
        subject: SubjectFacts,
        /// How the actor is related; `None` where nothing is registered.
        relation: Option<Relation>,
    },
}

/// The tool, and the agreements of the organisation whose prescription it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own with its own rule")]
pub struct ToolFacts {
    /// T1.
    #[serde(deserialize_with = "word")]
    pub status: ToolStatus,
    /// R1–R7.
    #[serde(deserialize_with = "word")]
    pub independence: Independence,
    /// R2, T2.
    #[serde(deserialize_with = "word")]
    pub availability: Availability,
    /// R5.
    #[serde(deserialize_with = "word")]
    pub profile: ProfileClass,
    /// T3: the login level that the tool asks for.
    #[serde(rename = "acr", deserialize_with = "word")]
    pub level: LoginLevel,
    /// R6.
    pub representation_declared: bool,
    /// R5.
    pub uses_platform_representation: bool,
    /// R3 (A5).
    pub data_processor_agreement: bool,
    /// R4 (A4).
    pub person_service_terms: bool,
    /// R7: the grounds that the process accepts.
    #[serde(deserialize_with = "bases")]
    pub process_bases: Vec<Basis>,
}

/// The prescription that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrescriptionFacts {
    /// Where it stands.
    #[serde(rename = "state", deserialize_with = "word")]
    pub stage: Stage,
    /// First day.
    #[serde(deserialize_with = "day")]
    pub starts: Date,
    /// Last day, where it has one.
    #[serde(deserialize_with = "nullable_day")]
    pub ends: Option<Date>,
    /// F11.
    pub withheld_from_parents: bool,
    /// R8.
    pub representative_allowed: bool,
}

impl From<&people::Facts> for SubjectFacts {
    fn from(facts: &people::Facts) -> Self {
        let &people::Facts { born, address, status, emergency_block, lacks_capacity, care_order, .. } = facts;
        Self { person: PersonFacts { born, address, status, emergency_block }, lacks_capacity, care_order }
    }
}

impl PrescriptionFacts {
    /// What the rules ask of this prescription.
    pub fn of(prescription: &Prescription) -> Self {
        Self {
            stage: prescription.state.stage(),
            starts: prescription.period.starts(),
            ends: prescription.period.ends(),
            withheld_from_parents: prescription.withheld.is_some(),
            representative_allowed: prescription.representative_allowed,
        }
    }
}

/// Everything that one decision rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// When it is asked.
    pub now: Timestamp,
    /// What for.
    pub purpose: Purpose,
    /// The session's login level.
    pub level: LoginLevel,
    /// The platform's floor.
    pub floor: LoginLevel,
    /// Who is at the keyboard.
    pub actor: PersonFacts,
    /// Whose tools it is about.
    pub about: About,
    /// The tool.
    pub tool: ToolFacts,
    /// The prescription, if one.
    pub prescription: Option<PrescriptionFacts>,
    /// The data permission.
    pub permission: PermissionState,
}
