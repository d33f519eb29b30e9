//! The four languages of the interface.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A language that pages, messages and tools' texts exist in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Norwegian bokmål, what others fall back to.
    #[default]
    Nb,
    /// Norwegian nynorsk.
    Nn,
    /// English.
    En,
    /// Northern Sámi.
    Se,
}

impl Locale {
    /// All, bokmål first.
    pub const ALL: [Self; 4] = [Self::Nb, Self::Nn, Self::En, Self::Se];

    /// BCP 47 tag: `nb`, `nn`, `en`, `se`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
            Self::Se => "se",
        }
    }

    /// What addresses begin with: nothing for bokmål, else `/nn`, `/en`, `/se`.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Nb => "",
            Self::Nn => "/nn",
            Self::En => "/en",
            Self::Se => "/se",
        }
    }

    /// The language's name in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Nb => "Bokmål",
            Self::Nn => "Nynorsk",
            Self::En => "English",
            Self::Se => "Davvisámegiella",
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A language tag that is none of the four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the language is none of nb, nn, en, se")]
pub struct UnknownLocale;

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(tag: &str) -> Result<Self, UnknownLocale> {
        Self::ALL.into_iter().find(|locale| locale.tag() == tag).ok_or(UnknownLocale)
    }
}
