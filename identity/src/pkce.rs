//! Proof key for code exchange (RFC 7636), method S256 only.

use aws_lc_rs::{constant_time::verify_slices_are_equal, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// A `code_challenge` of method S256: 43 characters of base64url.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge(String);

impl Challenge {
    /// Reads the challenge; `None` where it is no SHA-256.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (text.len() == 43 && bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    /// The challenge of a verifier.
    pub fn of(verifier: &str) -> Self {
        Self(URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes())))
    }

    /// Whether this verifier, of 43 to 128 unreserved characters, belongs to it.
    pub fn is_met_by(&self, verifier: &str) -> bool {
        let form = (43..=128).contains(&verifier.len())
            && verifier.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
        form && verify_slices_are_equal(Self::of(verifier).0.as_bytes(), self.0.as_bytes()).is_ok()
    }

    /// As in the request.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_rfc_7636_holds() {
        let challenge = Challenge::parse("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM").unwrap();
        assert!(challenge.is_met_by("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
    }

    #[test]
    fn row_05_wrong_short_long_and_strange_verifiers_are_refused() {
        let long = "a".repeat(129);
        for verifier in ["", "a", &"a".repeat(42), &long, &"a".repeat(43), &format!("{}+", "a".repeat(43))] {
            let own = Challenge::of(verifier);
            let expected = (43..=128).contains(&verifier.len()) && !verifier.contains('+');
            assert_eq!(own.is_met_by(verifier), expected, "{verifier}");
            assert!(!Challenge::of("other").is_met_by(verifier));
        }
        for challenge in ["", "plain", &"a".repeat(42), &"a".repeat(44), &"+".repeat(43)] {
            assert_eq!(Challenge::parse(challenge), None, "{challenge}");
        }
    }
}
