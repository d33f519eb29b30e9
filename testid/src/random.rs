//! Unguessable values.

use aws_lc_rs::{constant_time, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::error::Internal;

/// 256 random bits as text.
pub(crate) fn token() -> Result<String, Internal> {
    let mut bytes = [0; 32];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Internal("random"))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// SHA-256 of the text, base64url: what PKCE, `ath` and stored secrets use.
pub(crate) fn sha256(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, text.as_bytes()))
}

/// Compares without telling by time where they differ.
pub(crate) fn same(left: &str, right: &str) -> bool {
    constant_time::verify_slices_are_equal(left.as_bytes(), right.as_bytes()).is_ok()
}
