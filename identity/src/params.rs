//! Parameters of a query or form, each at most once and bounded (row 29).

use std::borrow::Cow;

use url::form_urlencoded;

use crate::OAuthError;

/// The longest value taken, in bytes.
const LONGEST: usize = 16 * 1024;
const MOST: usize = 64;

/// Decoded parameters, each once: a handful, looked through in their order.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads an `application/x-www-form-urlencoded` text; a repeated (RFC 6749 §3.1), NUL-bearing or oversized parameter is refused.
    pub fn parse(encoded: &str) -> Result<Self, OAuthError> {
        let mut params = Self::default();
        for (name, value) in encoded.split('&').filter_map(pair) {
            if value.len() > LONGEST || name.len() > 200 || params.0.len() == MOST {
                return Err(OAuthError::request("a parameter is too long, or there are too many"));
            }
            if value.contains('\0') {
                return Err(OAuthError::request("a parameter is malformed"));
            }
            if params.value(&name).is_some() {
                return Err(OAuthError::request("a parameter stands more than once"));
            }
            params.0.push((name.into_owned(), value.into_owned()));
        }
        Ok(params)
    }

    /// The value; empty counts as absent.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.value(name).filter(|value| !value.is_empty())
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value, or what is missing.
    pub(crate) fn require(&self, name: &str, missing: &'static str) -> Result<&str, OAuthError> {
        self.get(name).ok_or_else(|| OAuthError::request(missing))
    }
}

/// A name and its value; `None` for nothing between two `&`. Long values are tokens, which have nothing to decode.
fn pair(encoded: &str) -> Option<(Cow<'_, str>, Cow<'_, str>)> {
    let bytes = encoded.as_bytes();
    if bytes.contains(&b'%') || bytes.contains(&b'+') {
        return form_urlencoded::parse(bytes).next();
    }
    let (name, value) = encoded.split_once('=').unwrap_or((encoded, ""));
    (!encoded.is_empty()).then_some((name.into(), value.into()))
}

impl std::fmt::Debug for Params {
    /// Names only: values are tokens and hints.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Params {
    fn from(pairs: [(&str, &str); N]) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }
}
