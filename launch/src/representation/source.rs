//! What a source of facts answers: the privacy component's JSON, version 1 (docs/privacy-component.md). Persons and relations are written as for
//! `reseptor decide`; a missing or unknown value makes the whole answer unusable, unknown members are ignored.

use jiff::Timestamp;
use kernel::NationalId;
use people::Name;
use serde::{Deserialize, Deserializer, de::Error as _};

use super::{
    facts::{Relation, SubjectFacts},
    read::object,
    wire::{Members, Subject, read_object, relation_of},
};

/// The version of the format that is read.
pub const VERSION: u32 = 1;

/// The answer about one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonAnswer {
    /// When the source last confirmed it.
    pub as_of: Timestamp,
    /// The person.
    pub person: SubjectFacts,
    /// The name, where the source tells it.
    pub name: Option<Name>,
}

/// The answer about two persons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairAnswer {
    /// When the source last confirmed it.
    pub as_of: Timestamp,
    /// Who asks.
    pub actor: SubjectFacts,
    /// Whom it is about.
    pub subject: SubjectFacts,
    /// Every relation of the actor to the subject, with daily care where it is registered (F3).
    pub relations: Vec<(Relation, Option<bool>)>,
}

/// Somebody with a relation, ended or not.
#[derive(Debug, Clone)]
pub struct RelatedPerson {
    /// The number.
    pub number: NationalId,
    /// The name.
    pub name: Name,
    /// What is registered of the person.
    pub facts: SubjectFacts,
}

/// The answer about whom a person has relations to.
#[derive(Debug, Clone)]
pub struct RelatedAnswer {
    /// When the source last confirmed it.
    pub as_of: Timestamp,
    /// Those whom the person has a relation to.
    pub acts_for: Vec<RelatedPerson>,
    /// Those who have a relation to the person.
    pub represented_by: Vec<RelatedPerson>,
}

/// Refuses every version but ours: what another means is not guessed.
fn version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    match u32::deserialize(deserializer)? {
        VERSION => Ok(()),
        other => Err(D::Error::custom(format_args!("version {other} of the format is not known"))),
    }
}

impl PersonAnswer {
    /// Reads an answer.
    pub fn from_json(text: &str) -> serde_json::Result<Self> {
        #[derive(Deserialize)]
        struct Whole {
            #[serde(deserialize_with = "version", rename = "version")]
            _version: (),
            as_of: Timestamp,
            #[serde(deserialize_with = "object")]
            person: Subject,
            name: Option<Name>,
        }
        let Whole { as_of, person, name, .. } = read_object(text)?;
        Ok(Self { as_of, person: person.into(), name })
    }
}

impl PairAnswer {
    /// Reads an answer.
    pub fn from_json(text: &str) -> serde_json::Result<Self> {
        #[derive(Deserialize)]
        struct Whole<'a> {
            #[serde(deserialize_with = "version", rename = "version")]
            _version: (),
            as_of: Timestamp,
            #[serde(deserialize_with = "object")]
            actor: Subject,
            #[serde(deserialize_with = "object")]
            subject: Subject,
            #[serde(borrow)]
            relations: Vec<Members<'a>>,
        }
        let Whole { as_of, actor, subject, relations, .. } = read_object(text)?;
        let relation = |members: &Members<'_>| {
            let relation = relation_of(members)?;
            let relation = relation.ok_or_else(|| serde_json::Error::custom("`self` is no relation"))?;
            Ok((relation, members.daily_care))
        };
        let relations = relations.iter().map(relation).collect::<serde_json::Result<_>>()?;
        Ok(Self { as_of, actor: actor.into(), subject: subject.into(), relations })
    }
}

impl RelatedAnswer {
    /// Reads an answer.
    pub fn from_json(text: &str) -> serde_json::Result<Self> {
        #[derive(Deserialize)]
        struct Person {
            number: String,
            name: Name,
            #[serde(deserialize_with = "object")]
            facts: Subject,
        }
        #[derive(Deserialize)]
        struct Whole {
            #[serde(deserialize_with = "version", rename = "version")]
            _version: (),
            as_of: Timestamp,
            acts_for: Vec<Person>,
            represented_by: Vec<Person>,
        }
        let read = |persons: Vec<Person>| {
            let person = |one: Person| {
                // The number itself is not repeated: errors are logged.
                let number = one.number.parse().map_err(|_| serde_json::Error::custom("not a number"))?;
                Ok(RelatedPerson { number, name: one.name, facts: one.facts.into() })
            };
            persons.into_iter().map(person).collect::<serde_json::Result<_>>()
        };
        let Whole { as_of, acts_for, represented_by, .. } = read_object(text)?;
        Ok(Self { as_of, acts_for: read(acts_for)?, represented_by: read(represented_by)? })
    }
}
