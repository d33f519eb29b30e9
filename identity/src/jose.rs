//! Signed tokens (RFC 7515, 7517, 7519): our own keys, others' public keys, and what a token must say.

mod algorithm;
mod claims;
mod public;
mod signing;
#[cfg(test)]
mod tests;

pub use algorithm::Algorithm;
pub use claims::{Claims, SKEW};
pub use public::{Accept, KeyName, PublicKeys, Verified};
pub(crate) use public::{peek_claims, read_header, refused_header};
pub use signing::SigningKey;

/// Why a token or key is not taken. Never says so much that a forger learns from it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JoseError {
    /// Not three parts of base64url with JSON in them, or too large.
    #[error("malformed token")]
    Malformed,
    /// `none`, a symmetric algorithm, or one that is not expected here.
    #[error("the algorithm is not accepted")]
    Algorithm,
    /// `jku`, `x5u`, `x5c`, `jwk`, `crit`, `b64` or `zip` in the header (RFC 8725 §3.10).
    #[error("the header asks for something that is never done")]
    Header,
    /// A token of another type used as this one (RFC 8725 §3.11).
    #[error("the token is of another type")]
    Type,
    /// None of the keys is named so; they may have been renewed.
    #[error("no such key")]
    UnknownKey,
    /// The signature does not hold.
    #[error("the signature is wrong")]
    Signature,
    /// A claim is missing or says something else.
    #[error("the claim {0} is missing or wrong")]
    Claim(&'static str),
    /// The key cannot be used: private members, too small, unknown form.
    #[error("the key cannot be used")]
    Key,
}

/// The longest token that is looked at, in bytes.
pub const LONGEST_TOKEN: usize = 16 * 1024;
