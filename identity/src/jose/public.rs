//! Others' public keys, and verifying with them: nothing is believed before the signature holds, and nothing is fetched.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256,
    RsaPublicKeyComponents,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, PublicKeyUse, ThumbprintHash};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Algorithm, Claims, JoseError, LONGEST_TOKEN};

/// The public keys of somebody: a JWK set without what cannot be used.
#[derive(Debug, Clone, Default)]
pub struct PublicKeys(Vec<PublicKey>);

#[derive(Debug, Clone)]
struct PublicKey {
    kid: Option<String>,
    thumbprint: String,
    algorithms: Vec<Algorithm>,
    /// Parsed once for each of the algorithms: reading a key costs a tenth of checking a signature with it.
    keys: Vec<ParsedPublicKey>,
}

/// How a key is told from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyName<'a> {
    /// The name its owner gave it (`kid`).
    pub kid: Option<&'a str>,
    /// Its thumbprint (RFC 7638).
    pub thumbprint: &'a str,
    /// What it can sign by.
    pub algorithms: &'a [Algorithm],
}

/// What is expected of a token before its claims are looked at.
#[derive(Debug, Clone, Copy)]
pub struct Accept<'a> {
    /// Algorithms taken.
    pub algorithms: &'a [Algorithm],
    /// Values of `typ` taken, in lower case; absence counts as `jwt`.
    pub types: &'a [&'a str],
}

/// A token whose signature holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Verified {
    /// The algorithm that signed it.
    pub algorithm: Algorithm,
    /// The thumbprint of the key that signed it (RFC 7638).
    pub key: String,
    /// What it says; times and parties are the caller's to check.
    pub claims: Claims,
}

/// Most keys of a set that are looked at.
const MOST_KEYS: usize = 30;
/// Members that no public key has (RFC 7518 §6.2.2, 6.3.2, 6.4.1).
const PRIVATE_MEMBERS: [&str; 7] = ["d", "p", "q", "dp", "dq", "qi", "k"];
/// Headers that would make us look elsewhere for a key, or that would have to be understood (RFC 7515 §4.1).
const REFUSED_HEADERS: [&str; 7] = ["jku", "x5u", "x5c", "jwk", "crit", "b64", "zip"];

impl PublicKeys {
    /// Reads a JWK set. Keys of unknown kinds or for encryption are passed over; a private or symmetric one makes the whole set unusable.
    pub fn parse(set: &Value) -> Result<Self, JoseError> {
        let keys = set.get("keys").and_then(Value::as_array).ok_or(JoseError::Key)?;
        if keys.len() > MOST_KEYS {
            return Err(JoseError::Key);
        }
        let mut usable = Vec::with_capacity(keys.len());
        for key in keys {
            let members = key.as_object().ok_or(JoseError::Key)?;
            if PRIVATE_MEMBERS.iter().any(|name| members.contains_key(*name)) {
                return Err(JoseError::Key);
            }
            usable.extend(PublicKey::read(key));
        }
        Ok(Self(usable))
    }

    /// The one key of a DPoP proof's `jwk` header (RFC 9449 §4.2).
    pub fn single(key: &Value) -> Result<Self, JoseError> {
        let keys = Self::parse(&serde_json::json!({ "keys": [key] }))?;
        if keys.0.is_empty() { Err(JoseError::Key) } else { Ok(keys) }
    }

    /// Each usable key, as one tells them apart.
    pub fn names(&self) -> impl Iterator<Item = KeyName<'_>> {
        self.0.iter().map(|key| KeyName {
            kid: key.kid.as_deref(),
            thumbprint: &key.thumbprint,
            algorithms: &key.algorithms,
        })
    }

    /// Whether one of the keys signs by one of these algorithms.
    pub fn serve(&self, algorithms: &[Algorithm]) -> bool {
        self.0.iter().any(|key| key.algorithms.iter().any(|one| algorithms.contains(one)))
    }

    /// Whether there is no usable key.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Checks form, header, type, algorithm and signature.
    pub fn verify(&self, token: &str, accept: Accept<'_>) -> Result<Verified, JoseError> {
        let header = read_header(token)?;
        if refused_header(&header) {
            return Err(JoseError::Header);
        }
        self.verify_with(token, &header, accept)
    }

    pub(crate) fn verify_with(
        &self,
        token: &str,
        header: &Map<String, Value>,
        accept: Accept<'_>,
    ) -> Result<Verified, JoseError> {
        let name = header.get("alg").and_then(Value::as_str).ok_or(JoseError::Malformed)?;
        let algorithm = Algorithm::from_name(name).ok_or(JoseError::Algorithm)?;
        if !accept.algorithms.contains(&algorithm) {
            return Err(JoseError::Algorithm);
        }
        let typ = match header.get("typ") {
            None => "jwt".to_owned(),
            Some(typ) => typ.as_str().ok_or(JoseError::Type)?.to_ascii_lowercase(),
        };
        let typ = typ.strip_prefix("application/").unwrap_or(&typ);
        if !accept.types.contains(&typ) {
            return Err(JoseError::Type);
        }
        let kid = match header.get("kid") {
            None => None,
            Some(kid) => Some(kid.as_str().ok_or(JoseError::Malformed)?),
        };
        let mut tried = false;
        for key in self.0.iter().filter(|key| key.fits(kid, algorithm)) {
            tried = true;
            if key.signed(token, algorithm) {
                let claims = Claims(read_part(token, 1)?);
                return Ok(Verified { algorithm, key: key.thumbprint.clone(), claims });
            }
        }
        Err(if tried { JoseError::Signature } else { JoseError::UnknownKey })
    }
}

impl PublicKey {
    fn read(key: &Value) -> Option<Self> {
        let jwk: Jwk = serde_json::from_value(key.clone()).ok()?;
        if jwk.common.public_key_use.as_ref().is_some_and(|usage| *usage != PublicKeyUse::Signature) {
            return None;
        }
        let named = key.get("alg").and_then(Value::as_str);
        let keys: Vec<_> = parsed(&jwk.algorithm)?
            .into_iter()
            .filter(|(algorithm, _)| named.is_none_or(|named| named == algorithm.as_str()))
            .collect();
        if keys.is_empty() {
            return None;
        }
        let (algorithms, keys) = keys.into_iter().unzip();
        let thumbprint = jwk.thumbprint(ThumbprintHash::SHA256).ok()?;
        Some(Self { kid: jwk.common.key_id, thumbprint, algorithms, keys })
    }

    fn fits(&self, kid: Option<&str>, algorithm: Algorithm) -> bool {
        self.algorithms.contains(&algorithm) && kid.is_none_or(|kid| self.kid.as_deref() == Some(kid))
    }

    /// Whether the signature holds. What the claims say, and in which shape, is for `Claims` to judge, against our own clock.
    fn signed(&self, token: &str, algorithm: Algorithm) -> bool {
        let key = self.algorithms.iter().zip(&self.keys).find(|(one, _)| **one == algorithm);
        let Some(((_, key), (message, signature))) = key.zip(token.rsplit_once('.')) else { return false };
        let signature = URL_SAFE_NO_PAD.decode(signature);
        signature.is_ok_and(|signature| key.verify_sig(message.as_bytes(), &signature).is_ok())
    }
}

/// A key for each algorithm that it can sign by; `None` for kinds that are not taken, and for what is no key of its kind.
fn parsed(parameters: &AlgorithmParameters) -> Option<Vec<(Algorithm, ParsedPublicKey)>> {
    let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text).ok();
    match parameters {
        AlgorithmParameters::EllipticCurve(point) if point.curve == EllipticCurve::P256 => {
            // Uncompressed (SEC 1 §2.3.3).
            let point = [vec![4], decoded(&point.x)?, decoded(&point.y)?].concat();
            Some(vec![(Algorithm::Es256, ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).ok()?)])
        }
        AlgorithmParameters::RSA(key) => {
            let (n, e) = (decoded(&key.n)?, decoded(&key.e)?);
            if !is_large_enough(&n) {
                return None;
            }
            let key = RsaPublicKeyComponents { n, e };
            let parsed = |parameters| key.to_parsed_public_key(parameters).ok();
            Some(vec![
                (Algorithm::Rs256, parsed(&RSA_PKCS1_2048_8192_SHA256)?),
                (Algorithm::Ps256, parsed(&RSA_PSS_2048_8192_SHA256)?),
            ])
        }
        AlgorithmParameters::OctetKeyPair(key) if key.curve == EllipticCurve::Ed25519 => {
            Some(vec![(Algorithm::EdDsa, ParsedPublicKey::new(&ED25519, decoded(&key.x)?).ok()?)])
        }
        _ => None,
    }
}

/// At least 2048 bits (NIST SP 800-131A), and no more than 8192.
fn is_large_enough(modulus: &[u8]) -> bool {
    (256..=1024).contains(&modulus.len())
}

/// Whether the header points elsewhere for a key or asks for something that is never done.
pub(crate) fn refused_header(header: &Map<String, Value>) -> bool {
    REFUSED_HEADERS.iter().any(|name| header.contains_key(*name))
}

/// The header as it stands; believed only as far as it chooses among what is accepted.
pub(crate) fn read_header(token: &str) -> Result<Map<String, Value>, JoseError> {
    read_part(token, 0)
}

/// What the payload of a token says whose signature has not been checked: only to find whose key to check it with.
pub(crate) fn peek_claims<T: DeserializeOwned>(token: &str) -> Result<T, JoseError> {
    read_part(token, 1)
}

fn read_part<T: DeserializeOwned>(token: &str, part: usize) -> Result<T, JoseError> {
    if token.len() > LONGEST_TOKEN {
        return Err(JoseError::Malformed);
    }
    let parts: Vec<&str> = token.splitn(4, '.').collect();
    let [_, _, _] = parts.as_slice() else { return Err(JoseError::Malformed) };
    let bytes = URL_SAFE_NO_PAD.decode(parts[part]).map_err(|_| JoseError::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| JoseError::Malformed)
}
