//! Bounded text from people.

use std::{fmt, ops::Deref};

use serde::{Deserialize, Serialize};

/// Text of 1 to `MAX` characters: trimmed, no control characters but line breaks and tabs, line breaks as `\n`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phrase<const MAX: usize>(String);

/// Why a text is no phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhraseError {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// More than the allowed number of characters.
    #[error("the text is longer than {max} characters")]
    TooLong {
        /// The most characters allowed.
        max: usize,
    },
    /// Contains control characters.
    #[error("the text contains control characters")]
    Control,
}

impl<const MAX: usize> Phrase<MAX> {
    /// Parses what a person typed.
    pub fn new(text: &str) -> Result<Self, PhraseError> {
        let text = text.trim().replace("\r\n", "\n");
        if text.is_empty() {
            return Err(PhraseError::Empty);
        }
        if text.chars().count() > MAX {
            return Err(PhraseError::TooLong { max: MAX });
        }
        if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            return Err(PhraseError::Control);
        }
        Ok(Self(text))
    }

    /// Like `new`, where leaving the field empty is an answer too.
    pub fn optional(text: &str) -> Result<Option<Self>, PhraseError> {
        match Self::new(text) {
            Ok(phrase) => Ok(Some(phrase)),
            Err(PhraseError::Empty) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> Deref for Phrase<MAX> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}
impl<const MAX: usize> fmt::Display for Phrase<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl<const MAX: usize> fmt::Debug for Phrase<MAX> {
    /// Only its length: prescriptions' texts are phrases too.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phrase({} characters)", self.0.chars().count())
    }
}
impl<const MAX: usize> TryFrom<String> for Phrase<MAX> {
    type Error = PhraseError;
    fn try_from(text: String) -> Result<Self, PhraseError> {
        Self::new(&text)
    }
}
impl<const MAX: usize> From<Phrase<MAX>> for String {
    fn from(phrase: Phrase<MAX>) -> Self {
        phrase.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_bounded_in_characters_not_bytes() {
        assert!(Phrase::<3>::new("æøå").is_ok());
        assert_eq!(Phrase::<3>::new("æøåa"), Err(PhraseError::TooLong { max: 3 }));
        assert_eq!(Phrase::<3>::new(" \n "), Err(PhraseError::Empty));
        assert_eq!(Phrase::<9>::new("a\0b"), Err(PhraseError::Control));
        assert_eq!(Phrase::<9>::new("a\r\nb").map(|p| p.to_string()), Ok("a\nb".into()));
        assert_eq!(Phrase::<9>::optional(""), Ok(None));
    }
}
