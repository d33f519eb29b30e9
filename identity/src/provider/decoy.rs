//! The key set of nobody, which a client that is not there is checked with: every refusal costs one signature (row 34).

use std::sync::LazyLock;

use aws_lc_rs::rand;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::{Accept, Algorithm, JoseError, PublicKeys, SigningKey, SourceError, Verified, jose::read_header};

/// Keys whose other halves nobody has, made once.
static DECOYS: LazyLock<Option<Decoys>> = LazyLock::new(Decoys::new);

struct Decoys {
    curve: Value,
    edwards: Value,
    modulus: Value,
}

impl Decoys {
    fn new() -> Option<Self> {
        let public = |algorithm| SigningKey::generate(algorithm).ok().map(|key| key.public().clone());
        Some(Self {
            curve: public(Algorithm::Es256)?,
            edwards: public(Algorithm::EdDsa)?,
            modulus: modulus()?,
        })
    }

    const fn of(&self, algorithm: Algorithm) -> &Value {
        match algorithm {
            Algorithm::Es256 => &self.curve,
            Algorithm::EdDsa => &self.edwards,
            Algorithm::Rs256 | Algorithm::Ps256 => &self.modulus,
        }
    }
}

/// An odd number of 2048 bits: nobody knows its factors, and it is there at once where a real key takes long to find.
fn modulus() -> Option<Value> {
    let mut number = [0; 256];
    rand::fill(&mut number).ok()?;
    number[0] |= 0x80;
    number[255] |= 1;
    Some(json!({ "kty": "RSA", "n": URL_SAFE_NO_PAD.encode(number), "e": "AQAB" }))
}

/// Computes a signature of the algorithm that the assertion names, with a key of the name it asks for; reads the key as a client's is read.
pub(super) fn verify(assertion: &str, types: &[&str]) -> Result<Verified, SourceError> {
    let header = read_header(assertion)?;
    let algorithm = header.get("alg").and_then(Value::as_str).and_then(Algorithm::from_name);
    let decoys = DECOYS.as_ref().ok_or(JoseError::Key)?;
    let mut key = decoys.of(algorithm.unwrap_or(Algorithm::Es256)).clone();
    key["kid"] = header.get("kid").cloned().unwrap_or_default();
    let accept = Accept { algorithms: &Algorithm::ALL, types };
    Ok(PublicKeys::parse(&json!({ "keys": [key] }))?.verify(assertion, accept)?)
}
