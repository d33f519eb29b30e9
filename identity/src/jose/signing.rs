//! Our own private keys: parsed once and held.

use std::fmt;

use aws_lc_rs::{
    encoding::AsDer,
    rand::SystemRandom,
    rsa::KeySize,
    signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256,
        RSA_PSS_SHA256, RsaEncoding, RsaKeyPair,
    },
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{
    DecodingKey,
    jwk::{Jwk, PublicKeyUse, ThumbprintHash},
};
use serde::Serialize;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::{Algorithm, JoseError};

/// A private key, ready to sign; its `kid` is the thumbprint of its public half (RFC 7638).
pub struct SigningKey {
    kid: String,
    algorithm: Algorithm,
    pair: Pair,
    public: Value,
}

/// The header of a token that names its key.
#[derive(Serialize)]
struct Header<'a> {
    alg: Algorithm,
    typ: &'a str,
    kid: &'a str,
}

enum Pair {
    Ec(EcdsaKeyPair),
    Rsa(RsaKeyPair, &'static dyn RsaEncoding),
    Ed(Ed25519KeyPair),
}

impl SigningKey {
    /// A new key. RSA keys have 2048 bits.
    pub fn generate(algorithm: Algorithm) -> Result<Self, JoseError> {
        let pair = match algorithm {
            Algorithm::Es256 => Pair::Ec(
                EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(|_| JoseError::Key)?,
            ),
            Algorithm::Rs256 | Algorithm::Ps256 => Pair::Rsa(
                RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| JoseError::Key)?,
                encoding(algorithm),
            ),
            Algorithm::EdDsa => Pair::Ed(Ed25519KeyPair::generate().map_err(|_| JoseError::Key)?),
        };
        Self::of(algorithm, pair)
    }

    /// Reads what `to_pkcs8` wrote.
    pub fn from_pkcs8(algorithm: Algorithm, document: &[u8]) -> Result<Self, JoseError> {
        let pair = match algorithm {
            Algorithm::Es256 => Pair::Ec(
                EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document)
                    .map_err(|_| JoseError::Key)?,
            ),
            Algorithm::Rs256 | Algorithm::Ps256 => {
                Pair::Rsa(RsaKeyPair::from_pkcs8(document).map_err(|_| JoseError::Key)?, encoding(algorithm))
            }
            Algorithm::EdDsa => Pair::Ed(Ed25519KeyPair::from_pkcs8(document).map_err(|_| JoseError::Key)?),
        };
        Self::of(algorithm, pair)
    }

    fn of(algorithm: Algorithm, pair: Pair) -> Result<Self, JoseError> {
        let public = match &pair {
            Pair::Ec(pair) => DecodingKey::from_ec_der(pair.public_key().as_ref()),
            Pair::Rsa(pair, _) => DecodingKey::from_rsa_der(pair.public_key().as_ref()),
            Pair::Ed(pair) => DecodingKey::from_ed_der(pair.public_key().as_ref()),
        };
        let mut jwk = Jwk::from_decoding_key(&public, Some(algorithm.wire())).map_err(|_| JoseError::Key)?;
        let kid = jwk.thumbprint(ThumbprintHash::SHA256).map_err(|_| JoseError::Key)?;
        jwk.common.key_id = Some(kid.clone());
        jwk.common.public_key_use = Some(PublicKeyUse::Signature);
        let public = serde_json::to_value(&jwk).map_err(|_| JoseError::Key)?;
        Ok(Self { kid, algorithm, pair, public })
    }

    /// The private key as PKCS #8, for sealing.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, JoseError> {
        match &self.pair {
            Pair::Ec(pair) => pair.to_pkcs8v1().map(|document| document.as_ref().to_vec()),
            Pair::Rsa(pair, _) => AsDer::as_der(pair).map(|document| document.as_ref().to_vec()),
            Pair::Ed(pair) => pair.to_pkcs8().map(|document| document.as_ref().to_vec()),
        }
        .map(Zeroizing::new)
        .map_err(|_| JoseError::Key)
    }

    /// The name that tokens give it.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// What it signs with.
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The public half as a JWK.
    pub const fn public(&self) -> &Value {
        &self.public
    }

    /// A signed token of this type with these claims.
    pub fn sign(&self, typ: &str, claims: &impl Serialize) -> Result<String, JoseError> {
        self.sign_with_header(&Header { alg: self.algorithm, typ, kid: &self.kid }, claims)
    }

    /// As `sign`, by a new key that nobody has published, under this one's name: whoever looks at the signature refuses it.
    pub(crate) fn forge(&self, typ: &str, claims: &impl Serialize) -> Result<String, JoseError> {
        let stranger = Self::generate(self.algorithm)?;
        stranger.sign_with_header(&Header { alg: self.algorithm, typ, kid: &self.kid }, claims)
    }

    /// A DPoP proof (RFC 9449 §4.2), which carries its public key.
    pub fn sign_proof(&self, claims: &impl Serialize) -> Result<String, JoseError> {
        let mut jwk = self.public.clone();
        if let Some(members) = jwk.as_object_mut() {
            members.retain(|name, _| matches!(name.as_str(), "kty" | "crv" | "x" | "y" | "n" | "e"));
        }
        self.sign_with_header(&json!({ "alg": self.algorithm, "typ": "dpop+jwt", "jwk": jwk }), claims)
    }

    pub(crate) fn sign_with_header(
        &self,
        header: &impl Serialize,
        claims: &impl Serialize,
    ) -> Result<String, JoseError> {
        let header = serde_json::to_vec(header).map_err(|_| JoseError::Malformed)?;
        let claims = serde_json::to_vec(claims).map_err(|_| JoseError::Malformed)?;
        let mut token = String::with_capacity(claims.len() * 4 / 3 + 256);
        URL_SAFE_NO_PAD.encode_string(header, &mut token);
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(claims, &mut token);
        let signature = self.signature(token.as_bytes())?;
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut token);
        Ok(token)
    }

    fn signature(&self, message: &[u8]) -> Result<Vec<u8>, JoseError> {
        let random = SystemRandom::new();
        match &self.pair {
            Pair::Ec(pair) => pair
                .sign(&random, message)
                .map(|signature| signature.as_ref().to_vec())
                .map_err(|_| JoseError::Key),
            Pair::Rsa(pair, encoding) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(*encoding, &random, message, &mut signature).map_err(|_| JoseError::Key)?;
                Ok(signature)
            }
            Pair::Ed(pair) => Ok(pair.sign(message).as_ref().to_vec()),
        }
    }
}

fn encoding(algorithm: Algorithm) -> &'static dyn RsaEncoding {
    if algorithm == Algorithm::Ps256 { &RSA_PSS_SHA256 } else { &RSA_PKCS1_SHA256 }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({} {})", self.algorithm.as_str(), self.kid)
    }
}
