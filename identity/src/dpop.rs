//! Proof of possession (RFC 9449): tokens that are worthless without their key.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use database::{Atomic, Database, Tx};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::{Jwk, ThumbprintHash};
use serde_json::Value;
use url::Url;

use crate::{
    Accept, Algorithm, Code, JoseError, OAuthError, PublicKeys, Result, SKEW,
    jose::{read_header, refused_header},
    secret::{same, sha256},
    store,
};

/// How old a proof may be.
const LIFE: SignedDuration = SignedDuration::from_secs(60);

/// The answer to a proof that was spent before.
pub(crate) const USED: OAuthError = OAuthError::new(Code::InvalidDpopProof, "the DPoP proof was used before");

/// A proof that holds for this request; still to be spent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The thumbprint of its key (`jkt`).
    pub thumbprint: String,
    spent_as: [u8; 32],
    expires: Timestamp,
}

/// The request that a proof is for.
#[derive(Debug, Clone, Copy)]
pub struct ProofFor<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// The address as the client knows it, without query.
    pub url: &'a str,
    /// The access token that goes with it.
    pub token: Option<&'a str>,
}

impl Proof {
    /// Checks a proof by one of these algorithms (RFC 9449 §4.3; row 18).
    pub(crate) fn check(
        proof: &str,
        request: ProofFor<'_>,
        algorithms: &[Algorithm],
        now: Timestamp,
    ) -> Result<Self, OAuthError> {
        Self::read(proof, request, algorithms, now).map_err(|error| {
            tracing::info!(error = %error, "identity.dpop.refused");
            OAuthError::new(Code::InvalidDpopProof, "the DPoP proof does not hold")
        })
    }

    fn read(
        proof: &str,
        request: ProofFor<'_>,
        algorithms: &[Algorithm],
        now: Timestamp,
    ) -> Result<Self, JoseError> {
        let mut header = read_header(proof)?;
        let key = header.remove("jwk").ok_or(JoseError::Header)?;
        if refused_header(&header) {
            return Err(JoseError::Header);
        }
        // `single` refuses a private key.
        let accept = Accept { algorithms, types: &["dpop+jwt"] };
        let claims = PublicKeys::single(&key)?.verify_with(proof, &header, accept)?.claims;
        claims.must_be("htm", request.method)?;
        if claims.text("htu").and_then(plain) != plain(request.url) {
            return Err(JoseError::Claim("htu"));
        }
        let issued = claims.instant("iat")?.ok_or(JoseError::Claim("iat"))?;
        if issued > now + SKEW || issued + LIFE < now {
            return Err(JoseError::Claim("iat"));
        }
        if let Some(token) = request.token {
            claims.must_be("ath", &access_token_hash(token))?;
        }
        let jti = claims
            .text("jti")
            .filter(|jti| !jti.is_empty() && jti.len() <= 256)
            .ok_or(JoseError::Claim("jti"))?;
        let thumbprint = thumbprint(&key)?;
        let spent_as = sha256(format!("dpop\u{1f}{thumbprint}\u{1f}{jti}").as_bytes());
        Ok(Self { thumbprint, spent_as, expires: issued + LIFE + SKEW })
    }

    /// Uses the proof up; `false` where it was used before, here or at another instance.
    pub(crate) async fn spend(&self, tx: &Tx) -> Result<bool> {
        Ok(store::spent::spend(tx, self.spent_as, self.expires).await?)
    }

    /// As `spend`, with what is done together with it.
    pub(crate) fn spend_with(&self, once: &mut Atomic, db: &Database) {
        once.one(store::spent::spending(db.backend(), self.spent_as, self.expires));
    }

    /// Whether it is by the key that something is bound to.
    pub(crate) fn fits(&self, thumbprint: &str) -> bool {
        same(self.thumbprint.as_bytes(), thumbprint.as_bytes())
    }
}

/// `ath`: what ties a proof to an access token (RFC 9449 §4.2).
pub(crate) fn access_token_hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(sha256(token.as_bytes()))
}

/// The thumbprint of a public key (RFC 7638).
pub(crate) fn thumbprint(key: &Value) -> Result<String, JoseError> {
    let jwk: Jwk = serde_json::from_value(key.clone()).map_err(|_| JoseError::Key)?;
    jwk.thumbprint(ThumbprintHash::SHA256).map_err(|_| JoseError::Key)
}

/// Without query and fragment, normalised (RFC 9449 §4.3).
fn plain(address: &str) -> Option<Url> {
    let mut url: Url = address.parse().ok()?;
    url.set_query(None);
    url.set_fragment(None);
    Some(url)
}
