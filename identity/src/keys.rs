//! Our signing keys: published before use, held parsed, kept published as long as what they signed can live.

mod schedule;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use database::{Audit, Database, Present, Read, Tx, hold};
use jiff::{SignedDuration, Timestamp};
use kernel::Actor;
use serde_json::{Value, json};

pub use schedule::SIGNS_FOR;

use crate::{Algorithm, Error, JoseError, PublicKeys, Result, SigningKey, store};

/// What keys are used for; the two never mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// Signing what we issue to tools and record systems.
    Tokens,
    /// Authenticating ourselves at the login providers.
    Login,
}

impl Purpose {
    /// As stored and shown.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tokens => "tokens",
            Self::Login => "login",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Tokens, Self::Login].into_iter().find(|purpose| purpose.as_str() == name)
    }
}

/// Where in its life a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyState {
    /// Published, not yet signing.
    Next,
    /// Signing.
    Current,
    /// No longer signing; published for `KEPT`.
    Retired,
}

impl KeyState {
    /// As stored and shown.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Current => "current",
            Self::Retired => "retired",
        }
    }
}

/// A key without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredKey {
    /// What it is used for.
    pub purpose: Purpose,
    /// What it signs with.
    pub algorithm: Algorithm,
    /// Where in its life it is.
    pub state: KeyState,
    /// The name that tokens give it.
    pub kid: String,
    /// When it was made and published.
    pub created_at: Timestamp,
    /// When it began to sign.
    pub activated_at: Option<Timestamp>,
    /// When it stopped signing.
    pub retired_at: Option<Timestamp>,
}

impl StoredKey {
    /// Whether others have had the time to learn of it.
    fn may_sign(&self, now: Timestamp) -> bool {
        self.created_at + PUBLISHED_BEFORE <= now
    }
}

/// How long a retired key is still taken: longer than a session, whose ID tokens come back as logout hints.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// How long a key is published before it signs: what others cache is renewed by then.
const PUBLISHED_BEFORE: SignedDuration = SignedDuration::from_hours(1);
/// Makes the current and the next key where they are missing.
pub async fn ensure(tx: &Tx, purpose: Purpose, algorithm: Algorithm) -> Result<()> {
    let stored = list(tx).await?;
    for state in [KeyState::Current, KeyState::Next] {
        let there =
            stored.iter().any(|key| (key.purpose, key.algorithm, key.state) == (purpose, algorithm, state));
        if !there {
            let key = SigningKey::generate(algorithm).map_err(Error::Key)?;
            store::signing_keys::insert(tx, purpose, state, &key).await?;
        }
    }
    Ok(())
}

/// The next key begins to sign, the current one retires, a new next one is published. Of two that do this at once the second is `TooSoon`.
pub async fn rotate(tx: &Tx, actor: impl Into<Actor>, purpose: Purpose, algorithm: Algorithm) -> Result<()> {
    ensure(tx, purpose, algorithm).await?;
    let stored = list(tx).await?;
    let (current, next) = pair(&stored, purpose, algorithm).ok_or(Error::Missing("key"))?;
    if !next.may_sign(tx.now()) || !succeed(tx, actor, current, next).await? {
        return Err(Error::TooSoon);
    }
    Ok(())
}

/// Nothing that the current key, or one before it, has signed is to be trusted: the next one signs at once, however new it is, and those are gone:
/// published nowhere and taken by nobody here. Where the next one may be known as well, this is done twice.
pub async fn replace_compromised(
    tx: &Tx,
    actor: impl Into<Actor>,
    purpose: Purpose,
    algorithm: Algorithm,
) -> Result<()> {
    ensure(tx, purpose, algorithm).await?;
    let stored = list(tx).await?;
    let (current, next) = pair(&stored, purpose, algorithm).ok_or(Error::Missing("key"))?;
    if !store::signing_keys::promote(tx, current, next).await? {
        return Err(Error::Missing("key"));
    }
    store::signing_keys::delete_retired(tx, purpose, algorithm).await?;
    ensure(tx, purpose, algorithm).await?;
    let detail =
        json!({ "purpose": purpose.as_str(), "algorithm": algorithm.as_str(), "successor": next.kid });
    tx.audit(Audit::new(actor, "key.compromised", &current.kid).detail(detail));
    Ok(())
}

/// Lets this next key take over from this current one; `false`, and nothing is done, where the current one has been succeeded already.
async fn succeed(tx: &Tx, actor: impl Into<Actor>, current: &StoredKey, next: &StoredKey) -> Result<bool> {
    if !store::signing_keys::promote(tx, current, next).await? {
        return Ok(false);
    }
    ensure(tx, next.purpose, next.algorithm).await?;
    let detail = json!({ "purpose": next.purpose.as_str(), "algorithm": next.algorithm.as_str() });
    tx.audit(Audit::new(actor, "key.rotate", &next.kid).detail(detail));
    Ok(true)
}

/// The current and the next key for this, where both are there.
fn pair(stored: &[StoredKey], purpose: Purpose, algorithm: Algorithm) -> Option<(&StoredKey, &StoredKey)> {
    let of = |state| {
        stored.iter().find(|key| (key.purpose, key.algorithm, key.state) == (purpose, algorithm, state))
    };
    Some((of(KeyState::Current)?, of(KeyState::Next)?))
}

/// All keys, oldest first.
pub async fn list(db: &impl Read) -> Result<Vec<StoredKey>> {
    Ok(store::signing_keys::all(db).await?.into_iter().map(|(stored, _)| stored).collect())
}

/// The keys as an instance holds them: as of the present, so that one that is gone is gone at the next request everywhere (ADR 0009).
#[derive(Debug, Clone)]
pub struct KeyStore {
    db: Database,
}

#[derive(Debug)]
struct Held(Vec<(StoredKey, Arc<SigningKey>)>);

impl KeyStore {
    /// Keys of this database.
    pub const fn new(db: Database) -> Self {
        Self { db }
    }

    /// The key that signs now; made where there is none yet.
    pub async fn signer(&self, purpose: Purpose, algorithm: Algorithm) -> Result<Arc<SigningKey>> {
        self.signer_at(&self.db.present().await?, purpose, algorithm).await
    }

    /// As `signer`, for a request that has asked for the present already.
    pub(crate) async fn signer_at(
        &self,
        at: &Present,
        purpose: Purpose,
        algorithm: Algorithm,
    ) -> Result<Arc<SigningKey>> {
        if let Some(key) = held(at).await?.current(purpose, algorithm) {
            return Ok(key);
        }
        Box::pin(self.first(purpose, algorithm)).await
    }

    async fn first(&self, purpose: Purpose, algorithm: Algorithm) -> Result<Arc<SigningKey>> {
        let tx = self.db.begin().await?;
        ensure(&tx, purpose, algorithm).await?;
        tx.commit().await?;
        let at = self.db.present().await?;
        held(&at).await?.current(purpose, algorithm).ok_or(Error::Key(JoseError::Key))
    }

    /// The public JWK set: current, next, and retired ones within their time. No private members (row 13).
    pub async fn jwks(&self, purpose: Purpose) -> Result<Value> {
        let held = held(&self.db.present().await?).await?;
        let now = self.db.now();
        let keys: Vec<&Value> = held.published(purpose, now).map(SigningKey::public).collect();
        Ok(json!({ "keys": keys }))
    }

    /// For verifying what we signed ourselves.
    pub async fn public(&self, purpose: Purpose) -> Result<PublicKeys> {
        PublicKeys::parse(&self.jwks(purpose).await?).map_err(Error::Key)
    }
}

async fn held(at: &Present) -> Result<Arc<Held>> {
    let read = || async {
        let keys = store::signing_keys::all(at).await?;
        Ok::<_, Error>(Some(Held(keys.into_iter().map(|(stored, key)| (stored, Arc::new(key))).collect())))
    };
    let held = hold(at, || "signing_keys".to_owned(), read).await?;
    held.ok_or(Error::Missing("key"))
}

impl Held {
    fn current(&self, purpose: Purpose, algorithm: Algorithm) -> Option<Arc<SigningKey>> {
        self.0
            .iter()
            .find(|(key, _)| {
                (key.purpose, key.algorithm, key.state) == (purpose, algorithm, KeyState::Current)
            })
            .map(|(_, key)| key.clone())
    }

    fn published(&self, purpose: Purpose, now: Timestamp) -> impl Iterator<Item = &SigningKey> {
        self.0
            .iter()
            .filter(move |(key, _)| key.purpose == purpose && key.retired_at.is_none_or(|at| at + KEPT > now))
            .map(|(_, key)| &**key)
    }
}
