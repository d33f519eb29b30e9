//! Keys ahead of need: made for every algorithm that a client is registered for, and succeeded when they have signed long enough.

use std::collections::BTreeSet;

use database::{Database, Read};
use jiff::{SignedDuration, Timestamp};
use kernel::Actor;

use super::{KeyStore, Purpose, StoredKey, ensure, list, pair, succeed};
use crate::{Algorithm, Result, client};

/// How long a key signs before its successor takes over: short for what a stolen key is worth, long against the hours that others keep
/// what they have read at `jwks_uri`.
pub const SIGNS_FOR: SignedDuration = SignedDuration::from_hours(24 * 30);

impl KeyStore {
    /// Makes the tokens' keys that are missing, so that they are published before they sign, and rotates those whose time is up; call at start and
    /// now and then, at every instance. What we log in with at the providers is rotated by command only: where it was registered there by hand, a new
    /// key must be registered first.
    pub async fn prepare(&self) -> Result<()> {
        let stored = list(&self.db).await?;
        for algorithm in needed(&self.db).await? {
            match pair(&stored, Purpose::Tokens, algorithm) {
                None => {
                    let tx = self.db.begin().await?;
                    ensure(&tx, Purpose::Tokens, algorithm).await?;
                    tx.commit().await?;
                }
                Some((current, next)) if is_due(current, next, self.db.now()) => {
                    let tx = self.db.begin().await?;
                    if succeed(&tx, Actor::System, current, next).await? {
                        tx.commit().await?;
                    }
                }
                Some(_) => {}
            }
        }
        Ok(())
    }
}

fn is_due(current: &StoredKey, next: &StoredKey, now: Timestamp) -> bool {
    current.activated_at.is_some_and(|since| since + SIGNS_FOR <= now) && next.may_sign(now)
}

/// The algorithms that are signed with: ours, and those of the clients that may do something.
async fn needed(db: &Database) -> Result<BTreeSet<Algorithm>> {
    let clients = client::list(db).await?;
    let live = clients.iter().filter(|client| client.disabled_at.is_none());
    let named = live.map(|client| client.metadata.id_token_signed_response_alg);
    Ok(named.chain([Algorithm::Es256]).collect())
}
