//! The keys of a client that are registered as they are (`jwks`): one more, one less, with effect at once.

use std::collections::BTreeSet;

use database::Tx;
use jiff::Timestamp;
use kernel::{ClientId, VendorUser};
use serde::Serialize;
use serde_json::{Value, json};

use super::{AuthMethod, Client, ClientMetadata, get_for_change, replace};
use crate::{Algorithm, Error, PublicKeys, Reach, Result, dpop};

/// A client's key, as its vendor and the operator tell them apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClientKey {
    /// The name its owner gave it (`kid`).
    pub kid: Option<String>,
    /// Its thumbprint (RFC 7638).
    pub thumbprint: String,
    /// What it can sign by; unknown once it is no longer published.
    pub algorithms: Vec<Algorithm>,
    /// Since when it is refused.
    pub refused: Option<Timestamp>,
    /// Why, where somebody said.
    pub reason: Option<String>,
    /// Whether the client publishes it now.
    pub published: bool,
}

/// Characters of a thumbprint: SHA-256 in base64url (RFC 7638).
const THUMBPRINT: usize = 43;

/// Whether the text is spelled like a thumbprint.
pub fn is_thumbprint(text: &str) -> bool {
    let spelled = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    text.len() == THUMBPRINT && text.bytes().all(spelled)
}

/// The keys that a client publishes, then those that are refused and that it does not publish.
pub(crate) fn listed(client: &Client, published: &PublicKeys) -> Vec<ClientKey> {
    let refused = |thumbprint: &str| client.refused_keys.iter().find(|key| key.thumbprint == thumbprint);
    let mut keys: Vec<ClientKey> = published
        .names()
        .map(|key| ClientKey {
            kid: key.kid.map(str::to_owned),
            thumbprint: key.thumbprint.to_owned(),
            algorithms: key.algorithms.to_vec(),
            refused: refused(key.thumbprint).map(|key| key.since),
            reason: refused(key.thumbprint).and_then(|key| key.reason.clone()),
            published: true,
        })
        .collect();
    let known: BTreeSet<&str> = published.names().map(|key| key.thumbprint).collect();
    let gone = client.refused_keys.iter().filter(|key| !known.contains(key.thumbprint.as_str()));
    keys.extend(gone.map(|key| ClientKey {
        kid: None,
        thumbprint: key.thumbprint.clone(),
        algorithms: Vec::new(),
        refused: Some(key.since),
        reason: key.reason.clone(),
        published: false,
    }));
    keys
}

/// The keys that are registered as they are, then those that are refused. What a client keeps at an address only the provider reads.
pub fn registered_keys(client: &Client) -> Vec<ClientKey> {
    let registered = client.metadata.jwks.as_ref().and_then(|set| PublicKeys::parse(set).ok());
    listed(client, &registered.unwrap_or_default())
}

/// Whether the client authenticates by keys that are registered as they are, and each of them is refused.
pub(super) fn lacks_keys(client: &Client) -> bool {
    let by_key = client.metadata.token_endpoint_auth_method == AuthMethod::PrivateKeyJwt;
    let registered = by_key && client.metadata.jwks.is_some() && !client.refused_keys.is_empty();
    registered && !registered_keys(client).iter().any(|key| key.published && key.refused.is_none())
}

fn set(metadata: &ClientMetadata) -> &[Value] {
    let keys = metadata.jwks.as_ref().and_then(|set| set.get("keys")).and_then(Value::as_array);
    keys.map_or(&[], Vec::as_slice)
}

/// Registers more keys beside those there are: a set, or a single key. Both old and new are taken from here on.
pub async fn add_keys(
    tx: &Tx,
    user: &VendorUser,
    id: ClientId,
    keys: &Value,
    reach: Reach,
) -> Result<Client> {
    let client = get_for_change(tx, id).await?;
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

/// Takes the key with this thumbprint away: what it signs is refused from here on. The last one stays; a client without any is disabled instead. Where
/// those that are left are refused, the client is shut, and what it holds ends (§10).
pub async fn drop_key(
    tx: &Tx,
    user: &VendorUser,
    id: ClientId,
    thumbprint: &str,
    reach: Reach,
) -> Result<Client> {
    let client = get_for_change(tx, id).await?;
    let all = set(&client.metadata);
    let stays = |key: &&Value| dpop::thumbprint(key).ok().as_deref() != Some(thumbprint);
    let kept: Vec<Value> = all.iter().filter(stays).cloned().collect();
    if kept.len() == all.len() {
        return Err(Error::Missing("key"));
    }
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
