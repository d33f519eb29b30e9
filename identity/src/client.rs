//! Clients: tools and record systems that rely on the OpenID provider.

mod change;
mod ended;
mod key_ring;
mod metadata;
mod requirements;
mod terms;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use database::{Audit, Read, Tx, convert::to_json, hold};
use jiff::Timestamp;
use kernel::{Actor, ClientId, Phrase, ToolId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub use change::{
    Addresses, Change, Changed, Wanted, add_waiting, change, confirm_change, decline_change, find_change,
    list_changes,
};
pub(crate) use ended::{AHEAD, People, end_all};
pub use ended::{CLIENT_ENDED, ClientEnded};
pub(crate) use key_ring::listed;
pub use key_ring::{ClientKey, add_keys, drop_key, is_thumbprint, registered_keys};
pub use metadata::{AddressFault, AuthMethod, ClientMetadata, check_address};
pub use requirements::{Requirements, SecurityProfile};
pub use terms::Terms;

use crate::{Error, Party, Purpose, Result, keys, secret::sha256, store};

/// Most keys of a client that are refused at a time: who loses more is shut out as a whole.
const MOST_REFUSED: usize = 100;

/// A registered client.
#[derive(Debug, Clone, PartialEq)]
pub struct Client {
    /// Its `client_id`.
    pub id: ClientId,
    /// Whom it speaks for: the sector of its pseudonyms.
    pub party: Party,
    /// What was registered (RFC 7591).
    pub metadata: ClientMetadata,
    /// When it was registered.
    pub created_at: Timestamp,
    /// Since when it may nothing.
    pub disabled_at: Option<Timestamp>,
    /// Why, where somebody said.
    pub disabled_reason: Option<String>,
    /// What was given up to here is dead.
    pub ended_before: Option<Timestamp>,
    /// Keys of its that are not taken, whatever it publishes.
    pub refused_keys: Vec<RefusedKey>,
}

/// A client's key that is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedKey {
    /// Its thumbprint (RFC 7638): it does not come back under another name.
    pub thumbprint: String,
    /// Since when.
    pub since: Timestamp,
    /// Why, where somebody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Why a client is shut or opened, a key refused or taken again: for those who answer for the client, and for the audit log.
pub type Reason = Phrase<200>;

impl Client {
    /// Whether this is, character for character, a registered address (RFC 9700 §2.1; row 1).
    pub fn redirects_to(&self, address: &str) -> bool {
        self.metadata.redirect_uris.iter().any(|registered| registered == address)
    }

    /// Whether what was given then can be alive, as far as the client goes: a grant, and what leads to one: a launch, a code, a request that waits (§10).
    /// What an instance whose clock is ahead gave before the mark was set is not (ADR 0010).
    pub fn holds(&self, given: Timestamp) -> bool {
        self.disabled_at.is_none() && self.ended_before.is_none_or(|ended| given >= ended + AHEAD)
    }

    /// Whether assertions by the key with this thumbprint are refused.
    pub fn refuses(&self, thumbprint: &str) -> bool {
        self.refused_keys.iter().any(|key| key.thumbprint == thumbprint)
    }

    /// Whether nobody can log in by it: it may nothing, or none of the keys by which it authenticates is taken. What it keeps at an address is not known.
    pub fn is_shut(&self) -> bool {
        self.disabled_at.is_some() || key_ring::lacks_keys(self)
    }

    /// Tells this metadata from any other: what a form was filled in from.
    pub fn version(&self) -> Result<String> {
        Ok(URL_SAFE_NO_PAD.encode(sha256(to_json(&self.metadata)?.as_bytes())))
    }

    /// The registered metadata with what the registration added (RFC 7591 §3.2.1), the switches as they work.
    pub fn registered(&self) -> Result<Value> {
        let mut answer = serde_json::to_value(&self.metadata)
            .map_err(|error| database::Error::corrupt("clients", "metadata", self.id, error))?;
        let demanded = self.metadata.requirements();
        answer["require_pushed_authorization_requests"] = json!(demanded.pushed);
        answer["dpop_bound_access_tokens"] = json!(demanded.bound);
        answer["client_id"] = json!(self.id);
        answer["client_id_issued_at"] = json!(self.created_at.as_second());
        Ok(answer)
    }
}

/// Registers a client from RFC 7591 metadata.
pub async fn add(
    tx: &Tx,
    actor: impl Into<Actor>,
    party: Party,
    metadata: &Value,
    terms: &Terms,
) -> Result<Client> {
    insert(tx, actor.into(), party, metadata, terms, None).await
}

async fn insert(
    tx: &Tx,
    actor: Actor,
    party: Party,
    metadata: &Value,
    terms: &Terms,
    disabled_at: Option<Timestamp>,
) -> Result<Client> {
    let metadata = terms.read(party, metadata)?;
    keys::ensure(tx, Purpose::Tokens, metadata.id_token_signed_response_alg).await?;
    let client = Client {
        id: tx.new_id(),
        party,
        metadata,
        created_at: tx.now(),
        disabled_at,
        ended_before: None,
        disabled_reason: None,
        refused_keys: Vec::new(),
    };
    store::clients::insert(tx, &client).await?;
    tell_opened(tx, &client).await?;
    let detail = json!({ "party": client.party, "waits": disabled_at.is_some() });
    tx.audit(Audit::new(actor, "client.add", client.id).detail(detail));
    Ok(client)
}

/// Replaces a client's metadata, for instance its keys.
pub async fn update(
    tx: &Tx,
    actor: impl Into<Actor>,
    id: ClientId,
    metadata: &Value,
    terms: &Terms,
) -> Result<Client> {
    let client = get_for_change(tx, id).await?;
    let metadata = terms.read(client.party, metadata)?;
    replace(tx, actor.into(), client, metadata).await
}

/// The client, held until the transaction ends, so that two changes do not undo each other.
async fn get_for_change(tx: &Tx, id: ClientId) -> Result<Client> {
    store::clients::find_for_change(tx, id).await?.ok_or(Error::Missing("client"))
}

/// Puts checked metadata in place of the client's, and shuts it where none of its keys is taken any more; the audit log names the members that changed.
async fn replace(tx: &Tx, actor: Actor, mut client: Client, metadata: ClientMetadata) -> Result<Client> {
    let members = client.metadata.difference(&metadata);
    if members.is_empty() {
        return Ok(client);
    }
    let was_shut = client.is_shut();
    client.metadata = metadata;
    keys::ensure(tx, Purpose::Tokens, client.metadata.id_token_signed_response_alg).await?;
    store::clients::replace_metadata(tx, &client).await?;
    if was_shut {
        tell_opened(tx, &client).await?;
    } else if client.is_shut() {
        // The last key that was not refused is taken away: as where it is refused itself.
        end_and_tell(tx, &client, "keys_dropped", was_shut).await?;
    }
    tx.audit(Audit::new(actor, "client.update", client.id).detail(json!({ "members": members })));
    Ok(client)
}

/// From here on the client may nothing; what it holds is dead at once, and it is told. Where it was the last, nobody can log in, and everybody is told
/// whom that concerns (§10).
pub async fn disable(tx: &Tx, actor: impl Into<Actor>, id: ClientId, reason: Option<&Reason>) -> Result<()> {
    let was_shut = find(tx, id).await?.is_some_and(|client| client.is_shut());
    if !store::clients::disable(tx, id, reason.map(|reason| &**reason)).await? {
        return Err(Error::Missing("client"));
    }
    let client = find(tx, id).await?.ok_or(Error::Missing("client"))?;
    end_and_tell(tx, &client, "client_disabled", was_shut).await?;
    tx.audit(Audit::new(actor, "client.disable", id).detail(json!({ "reason": reason })));
    Ok(())
}

/// What the client holds is dead, and everybody whom that concerns is told: also that nobody can log in, where it is shut and was the last. Where it
/// was shut already they know.
async fn end_and_tell(tx: &Tx, client: &Client, reason: &str, was_shut: bool) -> Result<()> {
    let last = client.is_shut() && others_are_shut(client, &list_of(tx, client.party).await?);
    let people = match client.party {
        Party::Tool(_) if last => People::ToldUnlessElsewhere("tool-shut"),
        _ if last => People::Told("tool-shut"),
        _ => People::Told("tool-logged-out"),
    };
    end_all(tx, client.id, tx.now(), reason, people).await?;
    if !was_shut {
        ended::tell_responsible(tx, client, if last { "shut" } else { "logged_out" });
    }
    Ok(())
}

/// Tells that one can log in again, by this client alone, where one could before: nobody misses clients that have held nothing yet.
async fn tell_opened(tx: &Tx, client: &Client) -> Result<()> {
    let all = list_of(tx, client.party).await?;
    let missed = all.iter().any(|one| one.ended_before.is_some());
    if missed && !client.is_shut() && others_are_shut(client, &all) {
        ended::tell_responsible(tx, client, "opened");
    }
    Ok(())
}

/// Whether the tool or record system, whose clients these are, has no other client in use.
fn others_are_shut(client: &Client, all: &[Client]) -> bool {
    all.iter().all(|other| other.id == client.id || other.is_shut())
}

/// A key of the client is not taken from here on; what the client holds may have been had with it, so it is dead at once (§10).
pub async fn refuse_key(
    tx: &Tx,
    actor: impl Into<Actor>,
    id: ClientId,
    thumbprint: &str,
    reason: Option<&Reason>,
) -> Result<()> {
    let mut client = get_for_change(tx, id).await?;
    if client.refuses(thumbprint) {
        return Ok(());
    }
    if client.refused_keys.len() == MOST_REFUSED {
        return Err(Error::TooManyRefused);
    }
    let was_shut = client.is_shut();
    client.refused_keys.push(RefusedKey {
        thumbprint: thumbprint.to_owned(),
        since: tx.now(),
        reason: reason.map(ToString::to_string),
    });
    store::clients::set_refused_keys(tx, &client).await?;
    end_and_tell(tx, &client, "key_refused", was_shut).await?;
    tx.audit(
        Audit::new(actor, "client.key.refuse", id).detail(json!({ "key": thumbprint, "reason": reason })),
    );
    Ok(())
}

/// A refused key is taken again; what the client held stays dead.
pub async fn accept_key(
    tx: &Tx,
    actor: impl Into<Actor>,
    id: ClientId,
    thumbprint: &str,
    reason: Option<&Reason>,
) -> Result<()> {
    let mut client = get_for_change(tx, id).await?;
    if !client.refuses(thumbprint) {
        return Ok(());
    }
    let was_shut = client.is_shut();
    client.refused_keys.retain(|key| key.thumbprint != thumbprint);
    store::clients::set_refused_keys(tx, &client).await?;
    if was_shut {
        tell_opened(tx, &client).await?;
    }
    tx.audit(
        Audit::new(actor, "client.key.accept", id).detail(json!({ "key": thumbprint, "reason": reason })),
    );
    Ok(())
}

/// Takes a disabled client into use again; what it held stays dead.
pub async fn enable(tx: &Tx, actor: impl Into<Actor>, id: ClientId, reason: Option<&Reason>) -> Result<()> {
    if !store::clients::enable(tx, id).await? {
        return Err(Error::Missing("client"));
    }
    let client = find(tx, id).await?.ok_or(Error::Missing("client"))?;
    keys::ensure(tx, Purpose::Tokens, client.metadata.id_token_signed_response_alg).await?;
    store::client_changes::delete_whole(tx, id).await?;
    tell_opened(tx, &client).await?;
    tx.audit(Audit::new(actor, "client.enable", id).detail(json!({ "reason": reason })));
    Ok(())
}

/// The client, disabled ones included.
pub async fn find(db: &impl Read, id: ClientId) -> Result<Option<Client>> {
    Ok(store::clients::find(db, id).await?)
}

/// As `find`, as it may be held: for what is asked at every request.
pub(crate) async fn find_held(db: &impl Read, id: ClientId) -> Result<Option<Arc<Client>>> {
    hold(db, || id.to_string(), || find(db, id)).await
}

/// All clients, oldest first.
pub async fn list(db: &impl Read) -> Result<Vec<Client>> {
    Ok(store::clients::list(db, None).await?)
}

/// A stretch of the clients of record systems, oldest first, and how many there are in all.
pub async fn list_of_record_systems(db: &impl Read, offset: u64, limit: u64) -> Result<(Vec<Client>, u64)> {
    Ok(store::clients::record_systems(db, offset, limit).await?)
}

/// Those of these tools that have clients, all of them shut ([`Client::is_shut`]): nobody can log in there (§10).
pub async fn list_shut(db: &impl Read, tools: &[ToolId]) -> Result<Vec<ToolId>> {
    Ok(store::clients::shut_tools(db, tools).await?)
}

/// The clients of one tool or record system, oldest first.
pub async fn list_of(db: &impl Read, party: Party) -> Result<Vec<Client>> {
    Ok(store::clients::list(db, Some(party)).await?)
}
