//! The key set of nobody, which a client that is not there is checked with: every refusal costs one signature (row 34).

use std::sync::LazyLock;

use aws_lc_rs::rand;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::{
    Accept, Algorithm, JoseError, PublicKeys, SigningKey, SourceError, Verified,
    jose::{read_header, refused_header},
};

/// Keys whose other halves nobody has, one for each algorithm; made once, as a client's are parsed once.
static DECOYS: LazyLock<Result<PublicKeys, JoseError>> = LazyLock::new(decoys);

fn decoys() -> Result<PublicKeys, JoseError> {
    let public = |algorithm| SigningKey::generate(algorithm).map(|key| key.public().clone());
    let keys = json!({ "keys": [public(Algorithm::Es256)?, public(Algorithm::EdDsa)?, modulus()?] });
    PublicKeys::parse(&keys)
}

/// An odd number of 2048 bits: nobody knows its factors, and it is there at once where a real key takes long to find.
fn modulus() -> Result<Value, JoseError> {
    let mut number = [0; 256];
    rand::fill(&mut number).map_err(|_| JoseError::Key)?;
    number[0] |= 0x80;
    number[255] |= 1;
    Ok(json!({ "kty": "RSA", "n": URL_SAFE_NO_PAD.encode(number), "e": "AQAB" }))
}

/// Computes a signature of the algorithm that the assertion names, whatever name it gives its key.
pub(super) fn verify(assertion: &str, types: &[&str]) -> Result<Verified, SourceError> {
    let mut header = read_header(assertion)?;
    if refused_header(&header) {
        return Err(JoseError::Header.into());
    }
    header.remove("kid");
    let decoys = DECOYS.as_ref().map_err(Clone::clone)?;
    Ok(decoys.verify_with(assertion, &header, Accept { algorithms: &Algorithm::ALL, types })?)
}
