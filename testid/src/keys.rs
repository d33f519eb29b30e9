//! The providers' signing keys, made at start in a thread of their own and held parsed.

use std::sync::{Arc, OnceLock};

use aws_lc_rs::{
    rand::SystemRandom,
    rsa::KeySize,
    signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaKeyPair,
    },
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::{Provider, error::Internal, random};

/// How a token is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256,
    /// RSASSA-PSS with SHA-256.
    Ps256,
    /// ECDSA on P-256 with SHA-256.
    Es256,
}

impl Algorithm {
    /// The name in a JOSE header.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
            Self::Es256 => "ES256",
        }
    }
}

/// The keys of every provider: no two providers share one.
pub(crate) struct Keys {
    made: Arc<OnceLock<Made>>,
}

struct Made {
    idporten: Key,
    ansattporten: Key,
    helseid_ec: Key,
    helseid_rsa: Key,
}

impl Keys {
    /// Begins to make the keys and returns at once: an RSA key takes tens of milliseconds.
    pub(crate) fn begin() -> Self {
        let made = Arc::new(OnceLock::new());
        let theirs = Arc::clone(&made);
        std::thread::spawn(move || ready(&theirs));
        Self { made }
    }

    /// The key that a provider signs with by this algorithm.
    pub(crate) async fn get(&self, provider: Provider, algorithm: Algorithm) -> Result<Signer, Internal> {
        self.wait().await?;
        Ok(Signer { made: Arc::clone(&self.made), provider, algorithm })
    }

    /// The provider's public keys, a JWK set.
    pub(crate) async fn jwks(&self, provider: Provider) -> Result<Value, Internal> {
        self.wait().await?;
        let made = self.made.get().ok_or(Internal("keys"))?;
        let keys = match provider {
            Provider::Idporten => vec![&made.idporten.public],
            Provider::Ansattporten => vec![&made.ansattporten.public],
            Provider::Helseid => vec![&made.helseid_ec.public, &made.helseid_rsa.public],
        };
        Ok(json!({ "keys": keys }))
    }

    async fn wait(&self) -> Result<(), Internal> {
        if self.made.get().is_none() {
            let made = Arc::clone(&self.made);
            tokio::task::spawn_blocking(move || ready(&made)).await.map_err(|_| Internal("keys"))?;
        }
        Ok(())
    }
}

/// A key chosen for one token.
pub(crate) struct Signer {
    made: Arc<OnceLock<Made>>,
    provider: Provider,
    algorithm: Algorithm,
}

impl Signer {
    /// The compact serialisation of the claims (RFC 7515 §7.1), with this `typ`.
    pub(crate) fn sign(&self, typ: &str, claims: &Value) -> Result<String, Internal> {
        let made = self.made.get().ok_or(Internal("keys"))?;
        let key = match (self.provider, self.algorithm) {
            (Provider::Helseid, Algorithm::Es256) => &made.helseid_ec,
            (Provider::Helseid, _) => &made.helseid_rsa,
            (Provider::Idporten, _) => &made.idporten,
            (Provider::Ansattporten, _) => &made.ansattporten,
        };
        key.sign(self.algorithm, typ, claims)
    }
}

enum Pair {
    Rsa(RsaKeyPair),
    Ec(EcdsaKeyPair),
}

struct Key {
    pair: Pair,
    kid: String,
    public: Value,
}

/// Makes the keys if nobody has, else waits for who is making them. Without randomness there is nothing to
/// serve: the cell then stays empty and every request says so.
fn ready(cell: &OnceLock<Made>) {
    if cell.get().is_some() {
        return;
    }
    static MAKING: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _one_at_a_time = MAKING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if cell.get().is_some() {
        return;
    }
    match make() {
        Ok(made) => drop(cell.set(made)),
        Err(error) => tracing::error!(%error, "testid: no keys"),
    }
}

fn make() -> Result<Made, Internal> {
    Ok(Made {
        idporten: Key::rsa(Algorithm::Rs256)?,
        ansattporten: Key::rsa(Algorithm::Rs256)?,
        helseid_ec: Key::ec()?,
        helseid_rsa: Key::rsa(Algorithm::Ps256)?,
    })
}

impl Key {
    fn rsa(algorithm: Algorithm) -> Result<Self, Internal> {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| Internal("RSA key"))?;
        let n = URL_SAFE_NO_PAD.encode(pair.public_key().modulus().big_endian_without_leading_zero());
        let e = URL_SAFE_NO_PAD.encode(pair.public_key().exponent().big_endian_without_leading_zero());
        let kid = random::sha256(&format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#));
        let public =
            json!({ "kty": "RSA", "use": "sig", "alg": algorithm.name(), "kid": kid, "n": n, "e": e });
        Ok(Self { pair: Pair::Rsa(pair), kid, public })
    }

    fn ec() -> Result<Self, Internal> {
        let pair =
            EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(|_| Internal("EC key"))?;
        let point = pair.public_key().as_ref();
        let (Some(x), Some(y)) = (point.get(1..33), point.get(33..65)) else {
            return Err(Internal("EC point"));
        };
        let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
        let kid = random::sha256(&format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#));
        let public =
            json!({ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": kid, "x": x, "y": y });
        Ok(Self { pair: Pair::Ec(pair), kid, public })
    }

    fn sign(&self, algorithm: Algorithm, typ: &str, claims: &Value) -> Result<String, Internal> {
        let header = json!({ "alg": algorithm.name(), "kid": self.kid, "typ": typ });
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", part(&header), part(claims));
        let random = SystemRandom::new();
        let signature = match (&self.pair, algorithm) {
            (Pair::Ec(pair), Algorithm::Es256) => {
                pair.sign(&random, message.as_bytes()).map_err(|_| Internal("signature"))?.as_ref().to_vec()
            }
            (Pair::Rsa(pair), Algorithm::Rs256 | Algorithm::Ps256) => {
                let mut bytes = vec![0; pair.public_modulus_len()];
                let encoding: &'static dyn aws_lc_rs::signature::RsaEncoding =
                    if algorithm == Algorithm::Rs256 { &RSA_PKCS1_SHA256 } else { &RSA_PSS_SHA256 };
                pair.sign(encoding, &random, message.as_bytes(), &mut bytes)
                    .map_err(|_| Internal("signature"))?;
                bytes
            }
            _ => return Err(Internal("algorithm")),
        };
        Ok(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}
