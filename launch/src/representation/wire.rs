//! The facts as JSON: what `reseptor decide` reads and the audit log keeps, so that any logged decision can be made again.

use jiff::Timestamp;
use kernel::LoginLevel;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::value::RawValue;

use super::{
    facts::{
        About, Evidence, Facts, Mandate, ParentRole, Parenthood, PermissionState, PersonFacts,
        PrescriptionFacts, Purpose, Relation, Responsibility, Scope, SubjectFacts, ToolFacts,
    },
    policy::{Basis, Shape},
    read::{day, nullable_day, nullable_object, object, word, words},
};

/// One line: the facts, and what to call the answer.
pub(crate) struct Line<'a> {
    /// A JSON string or number, as it was written.
    pub(crate) id: &'a RawValue,
    /// The facts.
    pub(crate) facts: Facts,
}

impl<'a> Line<'a> {
    /// Reads one JSON object. Unknown members are ignored; a missing or unknown value is an error.
    pub(crate) fn read(text: &'a str) -> serde_json::Result<Self> {
        let line: Whole<'a> = read_object(text)?;
        if !is_id(line.id) {
            return Err(serde_json::Error::custom("`id` is neither a string nor a number"));
        }
        let facts = Facts {
            now: line.now,
            purpose: line.purpose,
            level: line.acr,
            floor: line.floor,
            actor: line.actor,
            about: about(line.subject, line.relation)?,
            tool: line.tool,
            prescription: line.prescription,
            permission: line.permission,
        };
        Ok(Self { id: line.id, facts })
    }

    /// The id of a line whose facts cannot be read, where that much can.
    pub(crate) fn id(text: &'a str) -> Option<&'a RawValue> {
        #[derive(Deserialize)]
        struct OnlyId<'a> {
            #[serde(borrow)]
            id: &'a RawValue,
        }
        read_object::<OnlyId<'a>>(text).ok().map(|line| line.id).filter(|id| is_id(id))
    }
}

fn is_id(id: &RawValue) -> bool {
    id.get().starts_with(['"', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
}

pub(super) fn read_object<'a, T: Deserialize<'a>>(text: &'a str) -> serde_json::Result<T> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = object(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

#[derive(Deserialize)]
struct Whole<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
    now: Timestamp,
    #[serde(deserialize_with = "word")]
    purpose: Purpose,
    #[serde(deserialize_with = "word")]
    acr: LoginLevel,
    #[serde(deserialize_with = "word")]
    floor: LoginLevel,
    #[serde(deserialize_with = "object")]
    actor: PersonFacts,
    #[serde(default, deserialize_with = "nullable_object")]
    subject: Option<Subject>,
    #[serde(borrow, deserialize_with = "nullable_object")]
    relation: Option<Members<'a>>,
    #[serde(deserialize_with = "object")]
    tool: ToolFacts,
    #[serde(deserialize_with = "nullable_object")]
    prescription: Option<PrescriptionFacts>,
    #[serde(deserialize_with = "word")]
    permission: PermissionState,
}

/// A subject on the wire: the members of a person and two more (serde's `flatten` would buffer each line).
#[derive(Deserialize)]
pub(super) struct Subject {
    #[serde(deserialize_with = "day")]
    born: jiff::civil::Date,
    #[serde(deserialize_with = "word")]
    address: super::facts::AddressProtection,
    #[serde(deserialize_with = "word")]
    status: super::facts::PersonStatus,
    emergency_block: bool,
    lacks_capacity: bool,
    care_order: bool,
}

/// The members of every kind of relation, unread: a kind reads its own and ignores the rest.
#[derive(Deserialize)]
pub(super) struct Members<'a> {
    kind: Basis,
    #[serde(borrow, default, deserialize_with = "raw")]
    responsibility: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "raw")]
    role: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "raw")]
    from: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "raw")]
    until: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "raw")]
    ended: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "raw")]
    passed_on: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "raw")]
    closest_next_of_kin: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "raw")]
    scopes: Option<&'a RawValue>,
    /// F3: decides nothing.
    #[serde(default)]
    pub(super) daily_care: Option<bool>,
}

/// A member as written, `null` included.
fn raw<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

fn member<'a, T>(
    name: &'static str,
    value: Option<&'a RawValue>,
    read: impl FnOnce(&'a RawValue) -> serde_json::Result<T>,
) -> serde_json::Result<T> {
    let value = value.ok_or_else(|| serde_json::Error::missing_field(name))?;
    read(value).map_err(|error| serde_json::Error::custom(format_args!("`{name}`: {error}")))
}

fn about(subject: Option<Subject>, relation: Option<Members<'_>>) -> serde_json::Result<About> {
    let relation = match relation {
        Some(members) => match relation_of(&members)? {
            Some(relation) => Some(relation),
            None => return Ok(About::Oneself),
        },
        None => None,
    };
    let subject = subject.ok_or_else(|| serde_json::Error::missing_field("subject"))?;
    Ok(About::Another { subject: subject.into(), relation })
}

impl From<Subject> for SubjectFacts {
    fn from(subject: Subject) -> Self {
        let Subject { born, address, status, emergency_block, lacks_capacity, care_order } = subject;
        let person = PersonFacts { born, address, status, emergency_block };
        Self { person, lacks_capacity, care_order }
    }
}

/// `None` where one acts for oneself.
pub(super) fn relation_of(members: &Members<'_>) -> serde_json::Result<Option<Relation>> {
    let row = members.kind.row();
    let evidence = match row.shape {
        Shape::Oneself => return Ok(None),
        Shape::Parenthood => Evidence::Parenthood(Parenthood {
            responsibility: member("responsibility", members.responsibility, word::<_, Responsibility>)?,
            role: member("role", members.role, word::<_, ParentRole>)?,
        }),
        Shape::Mandate => Evidence::Mandate(Mandate {
            from: member("from", members.from, day)?,
            until: member("until", members.until, nullable_day)?,
            ended: member("ended", members.ended, nullable_day)?,
            passed_on: member("passed_on", members.passed_on, bool::deserialize)?,
            closest_next_of_kin: row.needs_incapacity
                && member("closest_next_of_kin", members.closest_next_of_kin, bool::deserialize)?,
            scopes: if row.by_scope {
                member("scopes", members.scopes, words::<_, Scope>)?
            } else {
                Vec::new()
            },
        }),
    };
    Ok(Some(Relation { basis: members.kind, evidence }))
}

impl Facts {
    /// The facts of one JSON object; its `id` and other members are ignored.
    pub fn from_json(text: &str) -> serde_json::Result<Self> {
        Line::read(text).map(|line| line.facts)
    }

    /// The same as JSON, under this id: a line that `reseptor decide` reads.
    pub fn line<'a>(&'a self, id: &'a str) -> impl Serialize + 'a {
        let (relation, subject) = match &self.about {
            About::Oneself => (Some(WrittenRelation { kind: Basis::ONESELF, evidence: None }), None),
            About::Another { subject, relation } => {
                (relation.as_ref().map(WrittenRelation::of), Some(subject))
            }
        };
        WrittenLine {
            id,
            now: self.now,
            purpose: self.purpose,
            acr: self.level,
            floor: self.floor,
            actor: self.actor,
            subject,
            relation,
            tool: &self.tool,
            prescription: self.prescription,
            permission: self.permission,
        }
    }
}

#[derive(Serialize)]
struct WrittenLine<'a> {
    id: &'a str,
    now: Timestamp,
    purpose: Purpose,
    acr: LoginLevel,
    floor: LoginLevel,
    actor: PersonFacts,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a SubjectFacts>,
    relation: Option<WrittenRelation<'a>>,
    tool: &'a ToolFacts,
    prescription: Option<PrescriptionFacts>,
    permission: PermissionState,
}

/// A relation on the wire: its kind beside the members of that kind.
#[derive(Serialize)]
struct WrittenRelation<'a> {
    kind: Basis,
    #[serde(flatten)]
    evidence: Option<WrittenEvidence<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum WrittenEvidence<'a> {
    Parenthood(&'a Parenthood),
    Mandate(&'a Mandate),
}

impl<'a> WrittenRelation<'a> {
    fn of(relation: &'a Relation) -> Self {
        let evidence = match &relation.evidence {
            Evidence::Parenthood(parenthood) => WrittenEvidence::Parenthood(parenthood),
            Evidence::Mandate(mandate) => WrittenEvidence::Mandate(mandate),
        };
        Self { kind: relation.basis, evidence: Some(evidence) }
    }
}
