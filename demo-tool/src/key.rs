//! The tool's own key pair, and what it signs: the proof that it is the registered client.

use std::{fmt, sync::Arc};

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::random;

/// An ES256 key pair.
#[derive(Clone)]
pub struct Key {
    pair: Arc<EcdsaKeyPair>,
    kid: String,
    public: Value,
}

/// A key that is none, or cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("no usable P-256 key in PKCS #8")]
pub struct KeyError;

impl Key {
    /// Makes a new key pair.
    pub fn generate() -> Result<Self, KeyError> {
        Self::new(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(|_| KeyError)?)
    }

    /// Reads a P-256 key pair from PKCS #8 in DER.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        Self::new(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der).map_err(|_| KeyError)?)
    }

    /// The key pair as PKCS #8 in DER, to be kept secret.
    pub fn to_pkcs8(&self) -> Result<Vec<u8>, KeyError> {
        let der = self.pair.to_pkcs8v1().map_err(|_| KeyError)?;
        Ok(der.as_ref().to_vec())
    }

    fn new(pair: EcdsaKeyPair) -> Result<Self, KeyError> {
        let point = pair.public_key().as_ref();
        let (Some(x), Some(y)) = (point.get(1..33), point.get(33..65)) else { return Err(KeyError) };
        let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
        let kid = random::sha256(&format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#));
        let public =
            json!({ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": kid, "x": x, "y": y });
        Ok(Self { pair: Arc::new(pair), kid, public })
    }

    /// The public half, a JWK set.
    pub fn jwks(&self) -> Value {
        json!({ "keys": [self.public] })
    }

    /// A client assertion (RFC 7523) for the issuer, which lives for 50 seconds.
    pub(crate) fn assertion(&self, client_id: &str, issuer: &str, now: i64) -> Option<String> {
        let header = json!({ "alg": "ES256", "kid": self.kid, "typ": "client-authentication+jwt" });
        let claims = json!({
            "iss": client_id, "sub": client_id, "aud": issuer, "iat": now, "exp": now + 50, "jti": random::token()?,
        });
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", part(&header), part(&claims));
        let signature = self.pair.sign(&SystemRandom::new(), message.as_bytes()).ok()?;
        Some(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Key").field("kid", &self.kid).finish_non_exhaustive()
    }
}
