//! Scopes: what a client asks for, and what it is granted.

mod resource;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use resource::{Context, Interaction};
use resource::{EVERY, ResourceScope};

/// A set of scopes (RFC 6749 §3.3), at most 60. Those over resources are held letter by letter, so that what is granted, narrowed and told is the
/// same however it was written: `patient/Task.r patient/Observation.c patient/Observation.r` is `patient/Observation.cr patient/Task.r`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scopes(BTreeSet<Scope>);

/// The least that can be granted or withheld.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    /// One that is what it is called, or that nobody understands: scopes of SMART App Launch 1 and those with `?` among them.
    Name(String),
    /// One interaction with one type of resource.
    Resource(ResourceScope),
}

impl Scope {
    /// What both give.
    fn meet(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Resource(one), Self::Resource(other)) => one.meet(other).map(Self::Resource),
            _ => (self == other).then(|| self.clone()),
        }
    }

    /// Whether they are written as one.
    fn goes_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Resource(one), Self::Resource(other)) => one.goes_with(other),
            _ => self == other,
        }
    }

    /// Whether this gives all that the other does.
    fn covers(&self, other: &Self) -> bool {
        self.meet(other).as_ref() == Some(other)
    }
}

/// Most scopes of a request or client, each letter of a resource's counted: a token keeps its own as one bit each.
const MOST: usize = 60;

impl Scopes {
    /// Reads a space-separated list; `None` where a name has other characters than RFC 6749 allows or there are too many.
    pub fn parse(text: &str) -> Option<Self> {
        let names = || text.split(' ').filter(|name| !name.is_empty());
        let proper = |name: &str| {
            name.len() <= 120
                && name.bytes().all(|byte| byte == 0x21 || (0x23..=0x7e).contains(&byte) && byte != 0x5c)
        };
        let read = |name: &str| match ResourceScope::read(name) {
            Some(letters) => letters.into_iter().map(Scope::Resource).collect(),
            None => vec![Scope::Name(name.to_owned())],
        };
        if !names().all(proper) {
            return None;
        }
        let all: BTreeSet<Scope> = names().flat_map(read).collect();
        (all.len() <= MOST).then(|| Self::of(all))
    }

    /// Without what one over every type gives already.
    fn of(all: BTreeSet<Scope>) -> Self {
        let wide = |scope: &&Scope| matches!(scope, Scope::Resource(one) if one.kind == EVERY);
        let wide: Vec<Scope> = all.iter().filter(wide).cloned().collect();
        let needed = |scope: &Scope| !wide.iter().any(|wide| wide != scope && wide.covers(scope));
        Self(all.into_iter().filter(needed).collect())
    }

    /// Whether the one that is called so is among them.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|scope| matches!(scope, Scope::Name(other) if other == name))
    }

    /// Whether they permit this with resources of this type.
    pub fn permits(&self, context: Context, kind: &str, interaction: Interaction) -> bool {
        self.0
            .iter()
            .any(|scope| matches!(scope, Scope::Resource(one) if one.permits(context, kind, interaction)))
    }

    /// Whether the client works with one patient: those of a launch, and those over the patient's resources.
    pub fn are_about_a_patient(&self) -> bool {
        self.0.iter().any(|scope| match scope {
            Scope::Name(name) => name.starts_with("launch"),
            Scope::Resource(one) => one.context == Context::Patient,
        })
    }

    /// What both give: letter by letter, and type by type where one of them names every type.
    #[must_use]
    pub fn within(&self, allowed: &Self) -> Self {
        let meets = |one| allowed.0.iter().filter_map(move |other| Scope::meet(one, other));
        Self::of(self.0.iter().flat_map(meets).collect())
    }

    /// Those that `others` do not give.
    #[must_use]
    pub fn without(&self, others: &Self) -> Self {
        let given = |scope: &Scope| others.0.iter().any(|other| other.covers(scope));
        Self(self.0.iter().filter(|scope| !given(scope)).cloned().collect())
    }

    /// Those of which `others` give nothing, no letter either.
    #[must_use]
    pub fn foreign_to(&self, others: &Self) -> Self {
        let given = |scope: &Scope| others.0.iter().any(|other| scope.meet(other).is_some());
        let foreign = |scope: &&Scope| !self.0.iter().any(|one| one.goes_with(scope) && given(one));
        Self(self.0.iter().filter(foreign).cloned().collect())
    }

    /// Whether `wider` gives all of them.
    pub fn is_within(&self, wider: &Self) -> bool {
        self.without(wider).is_empty()
    }

    /// All of them and all of these.
    #[must_use]
    pub fn with(&self, more: &Self) -> Self {
        Self::of(self.0.union(&more.0).cloned().collect())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One bit for each of these scopes that `chosen` has.
    pub(crate) fn mask(&self, chosen: &Self) -> u64 {
        self.bits().fold(0, |mask, (bit, scope)| if chosen.0.contains(scope) { mask | bit } else { mask })
    }

    /// Those whose bit is set.
    pub(crate) fn masked(&self, mask: u64) -> Self {
        Self(self.bits().filter(|(bit, _)| mask & bit != 0).map(|(_, scope)| scope.clone()).collect())
    }

    fn bits(&self) -> impl Iterator<Item = (u64, &Scope)> {
        (0..u64::BITS).map(|at| 1 << at).zip(&self.0)
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before: Option<&Scope> = None;
        for scope in &self.0 {
            match (scope, before) {
                // The letters of one type stand beside each other, in their order.
                (Scope::Resource(one), Some(Scope::Resource(last))) if one.goes_with(last) => {
                    write!(f, "{}", one.interaction.letter())?;
                }
                _ => {
                    if before.is_some() {
                        f.write_str(" ")?;
                    }
                    match scope {
                        Scope::Name(name) => f.write_str(name)?,
                        Scope::Resource(one) => write!(f, "{one}")?,
                    }
                }
            }
            before = Some(scope);
        }
        Ok(())
    }
}
impl Serialize for Scopes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Scopes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a list of scopes"))
    }
}
