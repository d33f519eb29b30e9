//! Parameters of a query or a form, each at most once.

use std::collections::BTreeMap;

use url::form_urlencoded;

use crate::error::OAuthError;

/// The longest value taken, in bytes.
const LONGEST: usize = 16 * 1024;
const MOST: usize = 64;

/// Decoded parameters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Params(BTreeMap<String, String>);

impl Params {
    /// Refuses a repeated parameter (RFC 6749 §3.1), a NUL and what is oversized.
    pub(crate) fn parse(encoded: &str) -> Result<Self, OAuthError> {
        let mut params = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(encoded.as_bytes()) {
            if value.len() > LONGEST || params.len() == MOST || value.contains('\0') {
                return Err(OAuthError::invalid_request("a parameter is too long or malformed"));
            }
            if params.insert(name.into_owned(), value.into_owned()).is_some() {
                return Err(OAuthError::invalid_request("a parameter stands more than once"));
            }
        }
        Ok(Self(params))
    }

    /// The value, unless absent or empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub(crate) fn require(&self, name: &str) -> Result<&str, OAuthError> {
        self.get(name).ok_or_else(|| OAuthError::invalid_request(&format!("{name} is missing")))
    }

    /// Whether a space-separated parameter contains the word.
    pub(crate) fn has_word(&self, name: &str, word: &str) -> bool {
        self.get(name).is_some_and(|value| value.split(' ').any(|one| one == word))
    }
}
