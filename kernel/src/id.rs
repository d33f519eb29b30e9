//! Typed identifiers: UUIDv7 inside, a readable prefix and Crockford base 32 outside (`tool_01J…`).

use std::{cmp::Ordering, fmt, hash::Hash, hash::Hasher, marker::PhantomData, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ulid::Ulid;
use uuid::Uuid;

use crate::Entropy;

/// What an id identifies; names the prefix it is shown with.
pub trait IdKind: 'static {
    /// Prefix in front of the underscore, for example `tool`.
    const PREFIX: &'static str;
}

/// The identifier of one `K`: 128 bits, ordered by time of creation.
pub struct Id<K: IdKind>(Uuid, PhantomData<fn() -> K>);

/// A text that is not an id of the wanted kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier of the form {expected}_…")]
pub struct IdError {
    /// The prefix that was expected.
    pub expected: &'static str,
}

impl<K: IdKind> Id<K> {
    /// A new id: UUIDv7 (RFC 9562 §5.7) of this instant and 74 random bits.
    pub fn new(now: Timestamp, entropy: &dyn Entropy) -> Self {
        let mut random = [0; 10];
        entropy.fill(&mut random);
        let millis = u64::try_from(now.as_millisecond()).unwrap_or_default();
        Self::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// The id stored as this UUID.
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self(uuid, PhantomData)
    }

    /// The UUID as stored.
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl<K: IdKind> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K: IdKind> Copy for Id<K> {}
impl<K: IdKind> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K: IdKind> Eq for Id<K> {}
impl<K: IdKind> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<K: IdKind> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K: IdKind> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<K: IdKind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", K::PREFIX, Ulid::from(self.0.as_u128()))
    }
}
impl<K: IdKind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl<K: IdKind> FromStr for Id<K> {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let error = IdError { expected: K::PREFIX };
        let encoded = text.strip_prefix(K::PREFIX).and_then(|rest| rest.strip_prefix('_')).ok_or(error)?;
        let ulid = Ulid::from_string(encoded).map_err(|_| error)?;
        // One spelling an id: addresses are compared and cached as text.
        if ulid.to_string() != encoded {
            return Err(error);
        }
        Ok(Self::from_uuid(Uuid::from_u128(u128::from(ulid))))
    }
}
impl<K: IdKind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.0.serialize(serializer)
        }
    }
}
impl<'de, K: IdKind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return Uuid::deserialize(deserializer).map(Self::from_uuid);
        }
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $kind:ident $alias:ident $prefix:literal;)*) => {$(
        #[doc = concat!("Marker of `", stringify!($alias), "`.")]
        pub enum $kind {}
        impl IdKind for $kind {
            const PREFIX: &'static str = $prefix;
        }
        $(#[$doc])*
        pub type $alias = Id<$kind>;
    )*};
}

ids! {
    /// A natural person: citizen, clinician, anybody who logs in.
    PersonKind PersonId "person";
    /// An organisation: ordering body, vendor, operator.
    OrganisationKind OrganisationId "org";
    /// A unit (department, clinic) within an organisation.
    UnitKind UnitId "unit";
    /// A person's role in an organisation.
    MembershipKind MembershipId "member";
    /// An agreement between parties (A1–A5).
    AgreementKind AgreementId "agr";
    /// A tool in the catalogue.
    ToolKind ToolId "tool";
    /// A process of a service, which integrated tools are steps of.
    ProcessKind ProcessId "proc";
    /// A list of tools that an organisation's clinicians share.
    ToolListKind ToolListId "list";
    /// One revision of a tool.
    RevisionKind RevisionId "rev";
    /// A public body's order of a listing.
    OrderKind OrderId "order";
    /// The assessment of one revision.
    AssessmentKind AssessmentId "assess";
    /// A documented deviation from a conditional requirement.
    DeviationKind DeviationId "dev";
    /// A prescription of a tool to a patient.
    PrescriptionKind PrescriptionId "presc";
    /// A relation between two persons, a power of attorney included.
    RelationKind RelationId "rel";
    /// A data permission that a citizen gave a tool.
    PermissionKind PermissionId "perm";
    /// Something that a tool keeps for a person.
    StoredKind StoredId "stored";
    /// Patient-generated data that a tool reported.
    ObservationKind ObservationId "obs";
    /// One look by a clinician at what concerns a patient.
    LookKind LookId "view";
    /// One launch check of a tool.
    CheckKind CheckId "check";
    /// One start of a tool.
    LaunchKind LaunchId "launch";
    /// A login session on the platform.
    SessionKind SessionId "sess";
    /// An OAuth client: a tool or a record system.
    ClientKind ClientId "client";
    /// What a person let a client do, from one authorization on.
    GrantKind GrantId "grant";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededEntropy;

    #[test]
    fn an_id_reads_back_from_its_text_and_no_other_kind_takes_it() {
        let id = ToolId::new(Timestamp::UNIX_EPOCH, &SeededEntropy::new(1));
        let text = id.to_string();
        assert!(text.starts_with("tool_"));
        assert_eq!(text.parse::<ToolId>(), Ok(id));
        assert!(text.parse::<PersonId>().is_err());
        assert!(text.to_lowercase().parse::<ToolId>().is_err());
        assert_eq!(serde_json_round_trip(id), id);
    }

    fn serde_json_round_trip(id: ToolId) -> ToolId {
        let deserializer =
            serde::de::value::StringDeserializer::<serde::de::value::Error>::new(id.to_string());
        ToolId::deserialize(deserializer).unwrap()
    }
}
