//! Scopes: what a client asks for, and what it is granted.

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A set of scopes (RFC 6749 §3.3), at most 60.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scopes(BTreeSet<String>);

/// Most scopes of a request or client: a token keeps its own as one bit each.
const MOST: usize = 60;

impl Scopes {
    /// Reads a space-separated list; `None` where a name has other characters than RFC 6749 allows or there are too many.
    pub fn parse(text: &str) -> Option<Self> {
        let names: BTreeSet<String> =
            text.split(' ').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let proper = |name: &String| {
            name.len() <= 120
                && name.bytes().all(|byte| byte == 0x21 || (0x23..=0x7e).contains(&byte) && byte != 0x5c)
        };
        (names.len() <= MOST && names.iter().all(proper)).then_some(Self(names))
    }

    /// Whether this scope is among them.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// Those in both.
    #[must_use]
    pub fn within(&self, allowed: &Self) -> Self {
        Self(self.0.intersection(&allowed.0).cloned().collect())
    }

    /// Whether all of them are in `wider`.
    pub fn is_within(&self, wider: &Self) -> bool {
        self.0.is_subset(&wider.0)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All names, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// One bit for each of these scopes that `chosen` has.
    pub(crate) fn mask(&self, chosen: &Self) -> u64 {
        self.0
            .iter()
            .enumerate()
            .fold(0, |mask, (at, name)| mask | (u64::from(chosen.0.contains(name)) << at))
    }

    /// Those whose bit is set.
    pub(crate) fn masked(&self, mask: u64) -> Self {
        Self(
            self.0
                .iter()
                .enumerate()
                .filter(|(at, _)| mask >> at & 1 == 1)
                .map(|(_, name)| name.clone())
                .collect(),
        )
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, name) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(" ")?;
            }
            f.write_str(name)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_gives_back_the_chosen_scopes() {
        let granted = Scopes::parse("openid storage launch patient/Observation.c").unwrap();
        let chosen = Scopes::parse("storage openid").unwrap();
        assert_eq!(granted.masked(granted.mask(&chosen)), chosen);
        assert!(chosen.is_within(&granted) && !granted.is_within(&chosen));
    }

    #[test]
    fn strange_names_and_too_many_are_refused() {
        assert_eq!(Scopes::parse("a\"b"), None);
        assert_eq!(Scopes::parse("a\0b"), None);
        assert_eq!(Scopes::parse(&(0..61).map(|n| format!("s{n}")).collect::<Vec<_>>().join(" ")), None);
    }
}
