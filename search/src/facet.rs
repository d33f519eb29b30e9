//! The six ways to narrow a list of tools.

use std::ops::{Index, IndexMut};

use serde::{Deserialize, Serialize};

/// A way to narrow a list of tools; values are stable keys (`sovn`, `web`), never texts for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// What the tool is about.
    Topic,
    /// Whom it is for.
    Audience,
    /// What it runs on: `web`, `ios`, `android`.
    Platform,
    /// Availability: `open` or `prescription`.
    Access,
    /// Profile class.
    Profile,
    /// Languages the tool itself speaks.
    Language,
}

impl Facet {
    /// All, in the order they are shown.
    pub const ALL: [Self; 6] =
        [Self::Topic, Self::Audience, Self::Platform, Self::Access, Self::Profile, Self::Language];

    /// The field's name in an index.
    pub(crate) const fn field(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Audience => "audience",
            Self::Platform => "platform",
            Self::Access => "access",
            Self::Profile => "profile",
            Self::Language => "language",
        }
    }
}

/// One `T` for every facet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerFacet<T> {
    /// For [`Facet::Topic`].
    pub topics: T,
    /// For [`Facet::Audience`].
    pub audiences: T,
    /// For [`Facet::Platform`].
    pub platforms: T,
    /// For [`Facet::Access`].
    pub access: T,
    /// For [`Facet::Profile`].
    pub profile: T,
    /// For [`Facet::Language`].
    pub languages: T,
}

impl<T> PerFacet<T> {
    /// Makes one of each facet.
    pub fn from_fn(mut make: impl FnMut(Facet) -> T) -> Self {
        Self {
            topics: make(Facet::Topic),
            audiences: make(Facet::Audience),
            platforms: make(Facet::Platform),
            access: make(Facet::Access),
            profile: make(Facet::Profile),
            languages: make(Facet::Language),
        }
    }

    /// Each with its facet, in the order they are shown.
    pub fn iter(&self) -> impl Iterator<Item = (Facet, &T)> {
        Facet::ALL.into_iter().map(|facet| (facet, &self[facet]))
    }
}

impl<T> Index<Facet> for PerFacet<T> {
    type Output = T;

    fn index(&self, facet: Facet) -> &T {
        match facet {
            Facet::Topic => &self.topics,
            Facet::Audience => &self.audiences,
            Facet::Platform => &self.platforms,
            Facet::Access => &self.access,
            Facet::Profile => &self.profile,
            Facet::Language => &self.languages,
        }
    }
}

impl<T> IndexMut<Facet> for PerFacet<T> {
    fn index_mut(&mut self, facet: Facet) -> &mut T {
        match facet {
            Facet::Topic => &mut self.topics,
            Facet::Audience => &mut self.audiences,
            Facet::Platform => &mut self.platforms,
            Facet::Access => &mut self.access,
            Facet::Profile => &mut self.profile,
            Facet::Language => &mut self.languages,
        }
    }
}
