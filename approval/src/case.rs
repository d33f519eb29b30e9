//! The facts an assessment is made from, with the names they have on the wire (`reseptor assess`).

use std::fmt;

use catalogue::{Availability, Claim, Independence, LoginMethod, OrganisationKind, Platform, ProfileClass};
use jiff::civil::Date;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error as _, IgnoredAny, MapAccess, Visitor},
    ser::SerializeMap as _,
};

use crate::{
    requirement::{REQUIREMENTS, Requirement},
    wire::{Object, day, nullable, nullable_day, object, optional_day, words},
};

/// Everything that decides whether a tool may be published: who orders it, what it is, what was agreed and answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// The day it is assessed for, in Oslo.
    #[serde(deserialize_with = "day")]
    pub at: Date,
    /// The tool.
    #[serde(deserialize_with = "object")]
    pub tool: ToolFacts,
    /// The ordering body.
    #[serde(deserialize_with = "object")]
    pub orderer: OrdererFacts,
    /// The vendor.
    #[serde(deserialize_with = "object")]
    pub vendor: VendorFacts,
    /// The delivery agreement between the two for this tool (A3).
    #[serde(rename = "A3", deserialize_with = "nullable")]
    pub delivery_agreement: Option<Period>,
    /// What was answered to the requirements that are not derived.
    pub answers: Answers,
}

/// What the tool is (4.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolFacts {
    /// Works on its own or as a step of a service's process.
    pub independence: Independence,
    /// Who can get at it.
    pub availability: Availability,
    /// Where user data and login live.
    pub profile: ProfileClass,
    /// What it runs on.
    pub platforms: Vec<Platform>,
    /// How people log in to it.
    pub login_methods: Vec<LoginMethod>,
    /// What it asks the platform to tell about a person.
    pub requested_claims: Vec<Claim>,
    /// Whether it does what the portal does too (C4).
    pub overlaps_portal: bool,
}

/// The ordering body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrdererFacts {
    /// What kind of organisation it is (K6a, K6b).
    pub kind: OrganisationKind,
    /// Its platform terms (A1).
    #[serde(rename = "A1", deserialize_with = "nullable")]
    pub platform_terms: Option<Period>,
}

/// The vendor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorFacts {
    /// Its vendor terms (A2).
    #[serde(rename = "A2", deserialize_with = "nullable")]
    pub vendor_terms: Option<Period>,
}

/// When an agreement is in force, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    #[serde(deserialize_with = "day")]
    pub from: Date,
    /// Last day; `None` runs on until somebody ends it.
    #[serde(deserialize_with = "nullable_day")]
    pub until: Option<Date>,
}

impl Period {
    /// Whether it is in force on this day.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}
/// One answer to one requirement. What is missing makes it incomplete, never wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// How the requirement is met.
    pub status: AnswerStatus,
    /// Why it deviates or does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What will be done about a deviation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The last day on which it may still deviate.
    #[serde(default, deserialize_with = "optional_day", skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Date>,
}

impl Answer {
    /// An answer that says no more than this.
    pub const fn bare(status: AnswerStatus) -> Self {
        Self { status, reason: None, plan: None, owner: None, deadline: None }
    }

    /// Whether a reason is given; white space alone is none.
    pub fn has_reason(&self) -> bool {
        filled(self.reason.as_deref())
    }

    /// Whether reason, plan and owner are given and the deadline has not passed on this day (4.2).
    pub fn is_complete_deviation(&self, at: Date) -> bool {
        self.status == AnswerStatus::Deviation
            && self.has_reason()
            && filled(self.plan.as_deref())
            && filled(self.owner.as_deref())
            && self.deadline.is_some_and(|deadline| at <= deadline)
    }
}

fn filled(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}
words! {
    /// How a requirement is met.
    AnswerStatus {
        /// It is.
        Met = "met",
        /// It is not.
        Unmet = "unmet",
        /// It is not yet: with a reason, a plan, an owner and a deadline.
        Deviation = "deviation",
        /// It does not apply here: with a reason, and only to C4.
        NotApplicable = "not_applicable",
    }
}

/// The answers, at most one a requirement.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Answers([Option<Answer>; REQUIREMENTS.len()]);

impl Answers {
    /// The answer to this requirement, if there is one.
    pub fn get(&self, requirement: Requirement) -> Option<&Answer> {
        self.0.get(requirement as usize)?.as_ref()
    }

    /// Answers this requirement; what was answered before is given back.
    pub fn set(&mut self, requirement: Requirement, answer: Answer) -> Option<Answer> {
        self.0.get_mut(requirement as usize)?.replace(answer)
    }

    /// The answers that there are, in the order of the requirements.
    pub fn iter(&self) -> impl Iterator<Item = (Requirement, &Answer)> {
        REQUIREMENTS.iter().zip(&self.0).filter_map(|(row, answer)| Some((row.id, answer.as_ref()?)))
    }
}

impl FromIterator<(Requirement, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (Requirement, Answer)>>(answers: I) -> Self {
        let mut all = Self::default();
        for (requirement, answer) in answers {
            all.set(requirement, answer);
        }
        all
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (requirement, answer) in self.iter() {
            map.serialize_entry(requirement.name(), answer)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Answers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of answers by requirement")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answers, A::Error> {
                let mut answers = Answers::default();
                while let Some(key) = map.next_key::<Key>()? {
                    match key.0 {
                        Some(requirement) => {
                            if answers.set(requirement, map.next_value::<Object<Answer>>()?.0).is_some() {
                                return Err(A::Error::duplicate_field(requirement.name()));
                            }
                        }
                        None => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(answers)
            }
        }

        deserializer.deserialize_map(Members)
    }
}

/// A member's name: a requirement, or something to leave out.
struct Key(Option<Requirement>);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;

        impl Visitor<'_> for Name {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a requirement")
            }

            fn visit_str<E>(self, name: &str) -> Result<Key, E> {
                Ok(Key(Requirement::from_name(name)))
            }
        }

        deserializer.deserialize_identifier(Name)
    }
}
