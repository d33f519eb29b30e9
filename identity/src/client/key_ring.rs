//! The keys of a client that are registered as they are (`jwks`): one more, one less, with effect at once.

use database::Tx;
use kernel::{ClientId, VendorUser};
use serde::Serialize;
use serde_json::{Value, json};

use super::{Client, ClientMetadata, find, replace};
use crate::{Error, PublicKeys, Reach, Result};

/// A registered key, as people tell them apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyEntry {
    /// Its `kid`, or its place in the set where it has none.
    pub name: String,
    /// Its `kty`.
    pub kind: String,
    /// Its `alg` or curve, where it says one.
    pub algorithm: Option<String>,
}

/// The keys that are registered as they are; none where they are at an address.
pub fn keys_of(metadata: &ClientMetadata) -> Vec<KeyEntry> {
    let text = |key: &Value, name: &str| key.get(name).and_then(Value::as_str).map(str::to_owned);
    let entry = |(at, key): (usize, &Value)| KeyEntry {
        name: name_of(at, key),
        kind: text(key, "kty").unwrap_or_default(),
        algorithm: text(key, "alg").or_else(|| text(key, "crv")),
    };
    set(metadata).iter().enumerate().map(entry).collect()
}

fn set(metadata: &ClientMetadata) -> &[Value] {
    let keys = metadata.jwks.as_ref().and_then(|set| set.get("keys")).and_then(Value::as_array);
    keys.map_or(&[], Vec::as_slice)
}

fn name_of(at: usize, key: &Value) -> String {
    key.get("kid").and_then(Value::as_str).map_or_else(|| format!("#{}", at + 1), str::to_owned)
}

/// Registers more keys beside those there are: a set, or a single key. Both old and new are taken from here on.
pub async fn add_keys(
    tx: &Tx,
    user: &VendorUser,
    id: ClientId,
    keys: &Value,
    reach: Reach,
) -> Result<Client> {
    let client = find(tx, id).await?.ok_or(Error::Missing("client"))?;
    let given = match keys.get("keys") {
        Some(Value::Array(many)) => many.clone(),
        Some(_) => return Err(Error::metadata("jwks", "keys is a list")),
        None => vec![keys.clone()],
    };
    let usable = PublicKeys::parse(&json!({ "keys": given }));
    if !usable.is_ok_and(|usable| !usable.is_empty()) {
        return Err(Error::metadata("jwks", "no public key of a supported kind, or a private key is in it"));
    }
    if client.metadata.jwks.is_none() {
        return Err(Error::metadata("jwks", "the client's keys are not registered as they are"));
    }
    let mut all = set(&client.metadata).to_vec();
    for key in given {
        let twice = key.get("kid").is_some() && all.iter().any(|one| one.get("kid") == key.get("kid"));
        if twice && !all.contains(&key) {
            return Err(Error::metadata("jwks", "another key with this kid is registered"));
        }
        if !all.contains(&key) {
            all.push(key);
        }
    }
    with_keys(tx, user, client, all, reach).await
}

/// Takes one key away: what it signs is refused from here on. The last one stays; a client without any is disabled instead.
pub async fn drop_key(tx: &Tx, user: &VendorUser, id: ClientId, name: &str, reach: Reach) -> Result<Client> {
    let client = find(tx, id).await?.ok_or(Error::Missing("client"))?;
    let all = set(&client.metadata);
    let at = all.iter().enumerate().position(|(at, key)| name_of(at, key) == name);
    let at = at.ok_or(Error::Missing("key"))?;
    let mut kept = all.to_vec();
    kept.remove(at);
    with_keys(tx, user, client, kept, reach).await
}

async fn with_keys(
    tx: &Tx,
    user: &VendorUser,
    client: Client,
    keys: Vec<Value>,
    reach: Reach,
) -> Result<Client> {
    let mut metadata = client.metadata.clone();
    metadata.jwks = Some(json!({ "keys": keys }));
    let value = serde_json::to_value(&metadata).map_err(|error| Error::metadata("metadata", error))?;
    replace(tx, user.into(), client, ClientMetadata::parse(&value, reach)?).await
}
