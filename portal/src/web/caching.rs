//! Tags of content, so that whoever has it already is not sent it again.

use aws_lc_rs::digest;
use axum::http::{HeaderMap, header};

/// Whether `If-None-Match` names this version (RFC 9110 §13.1.2, weak comparison).
pub fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let wanted = bare(tag);
    asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim() == "*" || bare(known) == wanted)
}

/// A short name of this content, for a version where none is counted.
pub fn fingerprint(content: &[u8]) -> String {
    hex::encode(&digest::digest(&digest::SHA256, content).as_ref()[..10])
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_version_is_recognised_weakly() {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static("\"a\", W/\"2\""));
        assert!(
            is_known(&headers, "W/\"2\"") && is_known(&headers, "\"a\"") && !is_known(&headers, "W/\"3\"")
        );
    }
}
