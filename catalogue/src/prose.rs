//! Texts of a listing: bounded, per language, and in a draft perhaps not written yet.

use std::{fmt, ops::Deref};

use kernel::{Locale, Phrase, PhraseError};
use serde::{Deserialize, Deserializer, Serialize};

/// Text of 0 to `MAX` characters that everybody may read; trimmed, without control characters.
#[derive(Clone, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Prose<const MAX: usize>(String);

impl<const MAX: usize> Prose<MAX> {
    /// Parses what a person typed; nothing typed is an empty text.
    pub fn new(text: &str) -> Result<Self, PhraseError> {
        Ok(Self(Phrase::<MAX>::optional(text)?.map(String::from).unwrap_or_default()))
    }

    /// As text, empty where not written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> Deref for Prose<MAX> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}
impl<const MAX: usize> fmt::Display for Prose<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl<const MAX: usize> fmt::Debug for Prose<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
impl<const MAX: usize> std::str::FromStr for Prose<MAX> {
    type Err = PhraseError;
    fn from_str(text: &str) -> Result<Self, PhraseError> {
        Self::new(text)
    }
}
impl<'de, const MAX: usize> Deserialize<'de> for Prose<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        Self::new(text.as_deref().unwrap_or_default()).map_err(serde::de::Error::custom)
    }
}

/// One value for each language that it exists in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PerLocale<T> {
    /// Bokmål.
    #[serde(default = "none")]
    pub nb: Option<T>,
    /// Nynorsk.
    #[serde(default = "none")]
    pub nn: Option<T>,
    /// English.
    #[serde(default = "none")]
    pub en: Option<T>,
    /// Northern Sámi.
    #[serde(default = "none")]
    pub se: Option<T>,
}

const fn none<T>() -> Option<T> {
    None
}

impl<T> Default for PerLocale<T> {
    fn default() -> Self {
        Self { nb: None, nn: None, en: None, se: None }
    }
}

impl<T> PerLocale<T> {
    /// Only in bokmål.
    pub const fn bokmal(value: T) -> Self {
        Self { nb: Some(value), nn: None, en: None, se: None }
    }

    /// In exactly this language.
    pub const fn get(&self, locale: Locale) -> Option<&T> {
        match locale {
            Locale::Nb => self.nb.as_ref(),
            Locale::Nn => self.nn.as_ref(),
            Locale::En => self.en.as_ref(),
            Locale::Se => self.se.as_ref(),
        }
    }

    /// Sets or removes this language's value.
    pub fn set(&mut self, locale: Locale, value: Option<T>) {
        *match locale {
            Locale::Nb => &mut self.nb,
            Locale::Nn => &mut self.nn,
            Locale::En => &mut self.en,
            Locale::Se => &mut self.se,
        } = value;
    }

    /// In this language, else in bokmål, else in the first there is; and which language it is then.
    pub fn best(&self, locale: Locale) -> Option<(Locale, &T)> {
        std::iter::once(locale)
            .chain(Locale::ALL)
            .find_map(|candidate| self.get(candidate).map(|value| (candidate, value)))
    }

    /// Every language that it exists in.
    pub fn iter(&self) -> impl Iterator<Item = (Locale, &T)> {
        Locale::ALL.into_iter().filter_map(|locale| self.get(locale).map(|value| (locale, value)))
    }

    /// Whether it exists in no language.
    pub const fn is_empty(&self) -> bool {
        self.nb.is_none() && self.nn.is_none() && self.en.is_none() && self.se.is_none()
    }
}

impl<const MAX: usize> PerLocale<Prose<MAX>> {
    /// Whether nothing is written in any language.
    pub fn is_blank(&self) -> bool {
        self.iter().all(|(_, text)| text.is_empty())
    }

    /// The text in this language or what it falls back to; an unwritten text is passed over.
    pub fn text(&self, locale: Locale) -> Option<(Locale, &str)> {
        std::iter::once(locale).chain(Locale::ALL).find_map(|candidate| {
            self.get(candidate).filter(|text| !text.is_empty()).map(|text| (candidate, text.as_str()))
        })
    }
}

/// Reads `null` as the default: what has nothing to say.
pub(crate) fn null_is_default<'de, T: Default + Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_back_to_bokmal_and_says_so() {
        let texts: PerLocale<Prose<10>> = serde_json::from_str(r#"{"nb":"hei","nn":"","en":null}"#).unwrap();
        assert_eq!(texts.text(Locale::Nn), Some((Locale::Nb, "hei")));
        assert_eq!(texts.text(Locale::Se), Some((Locale::Nb, "hei")));
        assert_eq!(texts.best(Locale::Nb).map(|(locale, _)| locale), Some(Locale::Nb));
        assert!(!texts.is_blank());
        assert!(PerLocale::<Prose<10>>::default().is_blank());
    }

    #[test]
    fn a_text_is_bounded() {
        assert!(serde_json::from_str::<Prose<3>>(r#""æøå""#).is_ok());
        assert!(serde_json::from_str::<Prose<3>>(r#""æøåa""#).is_err());
        assert_eq!(serde_json::from_str::<Prose<3>>("null").unwrap().as_str(), "");
    }
}
