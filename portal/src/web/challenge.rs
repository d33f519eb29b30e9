//! What `WWW-Authenticate` says: where a token is missing or not taken (RFC 6750 §3, RFC 9449 §7.1), and where a client authenticates by a header,
//! which none may (RFC 6749 §5.2).

use identity::Code;

/// No token came: how one may come, and no error.
pub const NO_TOKEN: &str = r#"Bearer realm="reseptor", DPoP algs="ES256 PS256 RS256 EdDSA""#;

const DEAD: &str = r#"Bearer error="invalid_token""#;
const DEAD_BOUND: &str = r#"DPoP error="invalid_token", algs="ES256 PS256 RS256 EdDSA""#;
const PROOF: &str = r#"DPoP error="invalid_dpop_proof", algs="ES256 PS256 RS256 EdDSA""#;
const SCOPE: &str = r#"Bearer error="insufficient_scope""#;
const SCOPE_BOUND: &str = r#"DPoP error="insufficient_scope", algs="ES256 PS256 RS256 EdDSA""#;
const STORAGE: &str = r#"Bearer error="insufficient_scope", scope="storage""#;
const STORAGE_BOUND: &str =
    r#"DPoP error="insufficient_scope", scope="storage", algs="ES256 PS256 RS256 EdDSA""#;

/// Whether the header carries a token at all: what else it may carry is nothing that is taken here.
pub fn has_token(authorization: Option<&str>) -> bool {
    by(authorization, "Bearer") || by(authorization, "DPoP")
}

/// Why the token in this header is not taken.
pub fn token(authorization: Option<&str>, code: Code) -> &'static str {
    match code {
        _ if !has_token(authorization) => NO_TOKEN,
        Code::InvalidDpopProof => PROOF,
        Code::InsufficientScope => scope(by(authorization, "DPoP")),
        _ if by(authorization, "DPoP") => DEAD_BOUND,
        _ => DEAD,
    }
}

/// The scope of a token, which may be bound to a key, does not reach this.
pub const fn scope(bound: bool) -> &'static str {
    if bound { SCOPE_BOUND } else { SCOPE }
}

/// As `scope`, for what tools keep.
pub const fn storage(bound: bool) -> &'static str {
    if bound { STORAGE_BOUND } else { STORAGE }
}

/// A client tried to authenticate by this header: in the scheme that it came with.
pub fn client(authorization: &str) -> &'static str {
    let authorization = Some(authorization);
    if by(authorization, "DPoP") {
        DEAD_BOUND
    } else if by(authorization, "Bearer") {
        DEAD
    } else {
        r#"Basic realm="reseptor""#
    }
}

/// Whether the header is of this scheme, with something behind it.
fn by(authorization: Option<&str>, scheme: &str) -> bool {
    let parts = authorization.and_then(|header| header.split_once(' '));
    parts.is_some_and(|(named, rest)| named.eq_ignore_ascii_case(scheme) && !rest.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use identity::Algorithm;

    use super::*;

    #[test]
    fn row_18_19_the_challenge_fits_what_came() {
        for nothing in [None, Some(""), Some("Bearer"), Some("DPoP "), Some("Basic YTpi")] {
            assert_eq!(token(nothing, Code::InvalidToken), NO_TOKEN, "{nothing:?}");
        }
        assert!(!NO_TOKEN.contains("error"));
        assert_eq!(token(Some("bearer x"), Code::InvalidToken), DEAD);
        assert_eq!(token(Some("DPoP x"), Code::InvalidToken), DEAD_BOUND);
        assert_eq!(token(Some("Bearer x"), Code::InvalidDpopProof), PROOF, "a bound one, as Bearer");
        assert_eq!(token(Some("dpop x"), Code::InvalidDpopProof), PROOF);
        assert_eq!(token(Some("Bearer x"), Code::InsufficientScope), SCOPE);
        assert_eq!(token(Some("DPoP x"), Code::InsufficientScope), SCOPE_BOUND);
        assert_eq!(client("Basic YTpi"), r#"Basic realm="reseptor""#);
        assert_eq!((client("Bearer x"), client("DPoP x")), (DEAD, DEAD_BOUND));
    }

    #[test]
    fn the_algorithms_that_are_told_are_those_that_there_are() {
        let algs = format!("algs=\"{}\"", Algorithm::ALL.map(Algorithm::as_str).join(" "));
        for told in [NO_TOKEN, DEAD_BOUND, PROOF, SCOPE_BOUND, STORAGE_BOUND] {
            assert!(told.ends_with(&algs), "{told}");
        }
    }
}
