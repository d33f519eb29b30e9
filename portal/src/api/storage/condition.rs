//! Conditions of a request that changes something (RFC 9110 §13.1).

use axum::http::{
    HeaderMap, StatusCode,
    header::{self, HeaderName},
};
use kernel::Refusal;
use launch::storage::{Condition, Tags};

use crate::web::{Error, Result};

/// Most tags that a request names.
const MOST: usize = 20;

/// What `If-Match` and `If-None-Match` say; what cannot be read is refused rather than passed over.
pub fn read(headers: &HeaderMap) -> Result<Condition> {
    Ok(Condition {
        matches: tags(headers, &header::IF_MATCH, false)?,
        matches_none: tags(headers, &header::IF_NONE_MATCH, true)?,
    })
}

/// `weak` compares as `If-None-Match` does: a weak tag counts as the strong one.
fn tags(headers: &HeaderMap, name: &HeaderName, weak: bool) -> Result<Option<Tags>> {
    let bad = || Error::told(StatusCode::BAD_REQUEST, Refusal::text("error-storage-condition"));
    let mut all = Vec::new();
    for value in headers.get_all(name) {
        for one in value.to_str().map_err(|_| bad())?.split(',').map(str::trim) {
            if one == "*" {
                return Ok(Some(Tags::Any));
            }
            let tag = if weak { one.strip_prefix("W/").unwrap_or(one) } else { one };
            let bare = one.strip_prefix("W/").unwrap_or(one);
            if bare.len() < 2 || !bare.starts_with('"') || !bare.ends_with('"') || all.len() == MOST {
                return Err(bad());
            }
            all.push(tag.to_owned());
        }
    }
    Ok(headers.contains_key(name).then_some(Tags::These(all)))
}

/// A condition that does not hold is 412.
pub fn failed(error: launch::Error) -> Error {
    match error {
        launch::Error::StorageCondition => {
            Error::told(StatusCode::PRECONDITION_FAILED, Refusal::text("error-storage-changed"))
        }
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_condition_is_understood_or_refused() {
        let read = |name: HeaderName, text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, HeaderValue::from_static(text));
            read(&headers)
        };
        let these = |tags: &[&str]| Some(Tags::These(tags.iter().map(|tag| (*tag).to_owned()).collect()));
        assert_eq!(read(header::IF_MATCH, "*").unwrap().matches, Some(Tags::Any));
        assert_eq!(read(header::IF_MATCH, "\"a\", \"b\"").unwrap().matches, these(&["\"a\"", "\"b\""]));
        // Compared strongly, a weak tag fits nothing.
        assert_eq!(read(header::IF_MATCH, "W/\"a\"").unwrap().matches, these(&["W/\"a\""]));
        assert_eq!(read(header::IF_NONE_MATCH, "W/\"a\"").unwrap().matches_none, these(&["\"a\""]));
        for bad in ["", "a", "\"", "\"a\",", "W/a"] {
            assert!(read(header::IF_MATCH, bad).is_err(), "{bad}");
        }
    }
}
