//! What a vendor changes at a client: keys, logout and name at once; where codes are sent only when the operator has confirmed it, once the
//! public uses the tool. Whoever can add a redirect address receives people's codes, so it takes two. What protects the logins of a tool that the public
//! uses is not taken away at all: a client without it is another client, which the operator confirms.

use database::{Audit, Read, Tx};
use jiff::Timestamp;
use kernel::{Actor, ClientId, Operator, PersonId, VendorUser};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

use super::{Client, ClientMetadata, Terms, enable, get_for_change, insert, replace};
use crate::{Error, Party, Reach, Result, store};

/// The addresses of a client at which people arrive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addresses {
    /// Where codes are sent.
    pub redirect_uris: Vec<String>,
    /// Where a start goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initiate_login_uri: Option<Url>,
}

impl Addresses {
    /// Those of this metadata.
    pub fn of(metadata: &ClientMetadata) -> Self {
        Self {
            redirect_uris: metadata.redirect_uris.clone(),
            initiate_login_uri: metadata.initiate_login_uri.clone(),
        }
    }

    fn put_into(&self, metadata: &mut ClientMetadata) {
        metadata.redirect_uris.clone_from(&self.redirect_uris);
        metadata.initiate_login_uri.clone_from(&self.initiate_login_uri);
    }

    /// Whether nobody arrives at an address that `before` did not have.
    fn is_within(&self, before: &Self) -> bool {
        let known = |address: &String| before.redirect_uris.contains(address);
        self.redirect_uris.iter().all(known)
            && (self.initiate_login_uri.is_none() || self.initiate_login_uri == before.initiate_login_uri)
    }
}

/// A change that waits for the operator.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Of this client.
    pub client: ClientId,
    /// The addresses it shall have.
    pub addresses: Addresses,
    /// Whether the client itself is new and waits with them.
    pub whole: bool,
    /// Who asked.
    pub asked_by: PersonId,
    /// When.
    pub asked_at: Timestamp,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It holds.
    Done,
    /// Its new addresses wait for the operator; the rest of it holds.
    Waits,
}

/// What a vendor's form makes of a client.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The metadata.
    pub metadata: &'a Value,
    /// [`Client::version`] of what the form was filled in from.
    pub seen: &'a str,
}

/// Changes a client, unless it is another by now than the form showed: [`Error::Stale`]. `public` says that the tool is in the catalogue: new addresses
/// wait then, and so does a second form until the first is decided; a form that takes protection away is refused as [`Error::Loosens`].
pub async fn change(
    tx: &Tx,
    user: &VendorUser,
    id: ClientId,
    wanted: Wanted<'_>,
    terms: &Terms,
    public: bool,
) -> Result<Changed> {
    let client = get_for_change(tx, id).await?;
    if client.version()? != wanted.seen {
        return Err(Error::Stale);
    }
    let mut wanted = terms.read(client.party, wanted.metadata)?;
    let (before, after) = (Addresses::of(&client.metadata), Addresses::of(&wanted));
    if find_change(tx, id).await?.is_some_and(|change| change.whole) {
        replace(tx, user.into(), client, wanted).await?;
        ask(tx, user, id, after, true).await?;
        return Ok(Changed::Waits);
    }
    if public && let Some(member) = client.metadata.loosened_by(&wanted) {
        return Err(Error::Loosens(member));
    }
    if !public || after.is_within(&before) {
        store::client_changes::delete(tx, id).await?;
        replace(tx, user.into(), client, wanted).await?;
        return Ok(Changed::Done);
    }
    before.put_into(&mut wanted);
    replace(tx, user.into(), client, wanted).await?;
    ask(tx, user, id, after, false).await?;
    Ok(Changed::Waits)
}

/// Registers a client of a tool that is in the catalogue: it may nothing until the operator has confirmed it.
pub async fn add_waiting(
    tx: &Tx,
    user: &VendorUser,
    party: Party,
    metadata: &Value,
    terms: &Terms,
) -> Result<Client> {
    let client = insert(tx, user.into(), party, metadata, terms, Some(tx.now())).await?;
    ask(tx, user, client.id, Addresses::of(&client.metadata), true).await?;
    Ok(client)
}

async fn ask(tx: &Tx, user: &VendorUser, client: ClientId, addresses: Addresses, whole: bool) -> Result<()> {
    let change = Change { client, addresses, whole, asked_by: user.person, asked_at: tx.now() };
    store::client_changes::put(tx, &change).await?;
    let detail = json!({ "addresses": change.addresses });
    tx.audit(Audit::new(user, "client.ask_change", client).detail(detail));
    Ok(())
}

/// The operator confirms exactly the change that was shown, `asked_at` then; `Missing` where it is another one by now.
pub async fn confirm_change(
    tx: &Tx,
    operator: &Operator,
    id: ClientId,
    asked_at: Timestamp,
    reach: Reach,
) -> Result<Client> {
    let mut client = get_for_change(tx, id).await?;
    let change = take(tx, id, asked_at).await?;
    let mut metadata = client.metadata.clone();
    change.addresses.put_into(&mut metadata);
    let value = serde_json::to_value(&metadata).map_err(|error| Error::metadata("metadata", error))?;
    client = replace(tx, operator.into(), client, ClientMetadata::parse(&value, reach)?).await?;
    tx.audit(Audit::new(operator, "client.confirm_change", id));
    if change.whole && client.disabled_at.is_some() {
        enable(tx, operator, id, None).await?;
    }
    Ok(client)
}

/// The operator turns it down, or the vendor takes it back: everything stays as it is.
pub async fn decline_change(
    tx: &Tx,
    actor: impl Into<Actor>,
    id: ClientId,
    asked_at: Timestamp,
) -> Result<()> {
    take(tx, id, asked_at).await?;
    tx.audit(Audit::new(actor, "client.decline_change", id));
    Ok(())
}

async fn take(tx: &Tx, id: ClientId, asked_at: Timestamp) -> Result<Change> {
    let change = find_change(tx, id).await?.filter(|change| change.asked_at == asked_at);
    let change = change.ok_or(Error::Missing("change"))?;
    if store::client_changes::delete(tx, id).await? { Ok(change) } else { Err(Error::Missing("change")) }
}

/// The change of this client that waits.
pub async fn find_change(db: &impl Read, id: ClientId) -> Result<Option<Change>> {
    Ok(store::client_changes::find(db, id).await?)
}

/// All changes that wait, the oldest first.
pub async fn list_changes(db: &impl Read) -> Result<Vec<Change>> {
    Ok(store::client_changes::list(db).await?)
}
