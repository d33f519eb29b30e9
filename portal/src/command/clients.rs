//! `reseptor clients`: tools and record systems that rely on the OpenID provider.

use std::io::Read as _;

use clap::{Args, Subcommand};
use database::Database;
use identity::{
    Client, Party,
    client::{self, Reason},
};
use kernel::{Actor, ClientId, OrgNumber, Slug};
use serde_json::Value;

use super::{Failure, say, setup};
use crate::{config::Config, oauth};

/// Longest metadata that is read.
const MOST: u64 = 256 * 1024;

const ADD: &str = "\
Client metadata (RFC 7591) as one JSON object on standard input. Members that are understood:
  redirect_uris                    where codes are sent, compared exactly (1 to 20)
  client_name                      the name shown to people
  token_endpoint_auth_method       private_key_jwt (with jwks or jwks_uri) or none
  jwks | jwks_uri                  the client's public keys
  scope                            the most it may be granted, of scopes_supported in discovery; a record system's user/Task.cruds too
  initiate_login_uri               where a start from the platform goes (SMART launch address)
  post_logout_redirect_uris        where a person may be sent after logout
  backchannel_logout_uri           where logout tokens are posted
  security_profile                 fapi-2.0: PAR, DPoP, private_key_jwt by ES256, PS256 or EdDSA, all at once
  require_pushed_authorization_requests, dpop_bound_access_tokens, id_token_signed_response_alg, …
Printed is the registered metadata with client_id. Example:
  echo '{\"redirect_uris\":[\"https://tool.example/back\"]}' | reseptor clients add --tool my-tool";

/// What to do with clients.
#[derive(Debug, Subcommand)]
pub enum Clients {
    /// Register a client from RFC 7591 metadata on standard input
    #[command(after_long_help = ADD)]
    Add(For),
    /// List the clients: id, whose, state, name
    List,
    /// Shut a client out: what it holds is dead at once, and everybody whom it concerns is told
    Disable(Change),
    /// Take a client into use again; what it held stays dead
    Enable(Change),
    /// List a client's keys: thumbprint, state, name
    Keys {
        /// Its client_id
        client_id: ClientId,
    },
    /// Take a key of a client no more, whatever it publishes; what the client holds is dead at once
    RefuseKey(KeyChange),
    /// Take a refused key again
    AcceptKey(KeyChange),
}

fn reason(text: &str) -> Result<Reason, String> {
    Reason::new(text).map_err(|error| error.to_string())
}

/// What is done to which client.
#[derive(Debug, Args)]
pub struct Change {
    /// Its client_id
    client_id: ClientId,
    /// Why: for those who answer for the client, and for the audit log
    #[arg(long, value_parser = reason)]
    reason: Option<Reason>,
}

/// What is done to which key.
#[derive(Debug, Args)]
pub struct KeyChange {
    /// Its client_id
    client_id: ClientId,
    /// The key's thumbprint (RFC 7638), as `clients keys` lists it
    thumbprint: String,
    /// Why: for those who answer for the client, and for the audit log
    #[arg(long, value_parser = reason)]
    reason: Option<Reason>,
}

/// Whom a client speaks for.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct For {
    /// A tool, by its part of addresses
    #[arg(long, value_name = "SLUG")]
    tool: Option<Slug>,
    /// The record system of the organisation with this organisation number
    #[arg(long, value_name = "ORGNUMBER")]
    record_system: Option<OrgNumber>,
}

/// Runs `clients`.
pub async fn run(config: &Config, what: &Clients) -> Result<(), Failure> {
    let database = setup::database(config).await?;
    let done = match what {
        Clients::Add(party) => add(config, &database, party).await,
        Clients::List => list(&database).await,
        Clients::Disable(change) => disable(&database, change).await,
        Clients::Enable(change) => enable(&database, change).await,
        Clients::Keys { client_id } => keys(&database, *client_id).await,
        Clients::RefuseKey(change) => refuse_key(&database, change).await,
        Clients::AcceptKey(change) => accept_key(&database, change).await,
    };
    database.close().await?;
    done
}

async fn add(config: &Config, database: &Database, party: &For) -> Result<(), Failure> {
    let party = find_party(database, party).await?;
    let mut text = String::new();
    let input = std::io::stdin().lock().take(MOST).read_to_string(&mut text);
    input.map_err(Failure::io("standard input"))?;
    let metadata: Value = serde_json::from_str(&text)
        .map_err(|error| Failure::other(format_args!("standard input is no JSON object: {error}")))?;
    let terms = oauth::terms(oauth::reach(config));
    let tx = database.begin().await?;
    let added = client::add(&tx, Actor::System, party, &metadata, &terms).await.map_err(Failure::other)?;
    let registered = added.registered().map_err(Failure::other)?;
    tx.commit().await?;
    say(format_args!("{registered:#}"));
    Ok(())
}

async fn find_party(database: &Database, party: &For) -> Result<Party, Failure> {
    if let Some(slug) = &party.tool {
        let found = catalogue::find_tool_by_slug(database, slug).await.map_err(Failure::other)?;
        return found
            .map(|tool| Party::Tool(tool.id))
            .ok_or_else(|| Failure::other(format_args!("no tool {slug}")));
    }
    let number = party.record_system.ok_or_else(|| Failure::other("--tool or --record-system is needed"))?;
    let found = catalogue::find_organisation_by_number(database, number).await.map_err(Failure::other)?;
    found
        .map(|organisation| Party::RecordSystem(organisation.id))
        .ok_or_else(|| Failure::other(format_args!("no organisation {number}")))
}

async fn list(database: &Database) -> Result<(), Failure> {
    for client in client::list(database).await.map_err(Failure::other)? {
        say(line(database, &client).await?);
    }
    Ok(())
}

async fn line(database: &Database, client: &Client) -> Result<String, Failure> {
    let party = match client.party {
        Party::Tool(id) => {
            let tool = catalogue::find_tool(database, id).await.map_err(Failure::other)?;
            format!("tool {}", tool.map_or_else(|| id.to_string(), |tool| tool.slug.to_string()))
        }
        Party::Sandbox(id) => format!("sandbox of {id}"),
        Party::RecordSystem(id) => {
            let found = catalogue::find_organisation(database, id).await.map_err(Failure::other)?;
            format!("record system {}", found.map_or_else(|| id.to_string(), |it| it.org_number.to_string()))
        }
    };
    let state = match (client.disabled_at, &client.disabled_reason) {
        (None, _) => "in use".to_owned(),
        (Some(_), None) => "disabled".to_owned(),
        (Some(_), Some(reason)) => format!("disabled ({reason})"),
    };
    let name = client.metadata.client_name.as_deref().unwrap_or("-");
    Ok(format!("{}  {party}  {state}  {name}", client.id))
}

async fn find(database: &Database, id: ClientId) -> Result<Client, Failure> {
    let found = client::find(database, id).await.map_err(Failure::other)?;
    found.ok_or_else(|| Failure::other(format_args!("no client {id}")))
}

async fn disable(database: &Database, Change { client_id: id, reason }: &Change) -> Result<(), Failure> {
    if find(database, *id).await?.disabled_at.is_some() {
        say(format_args!("{id} is disabled already"));
        return Ok(());
    }
    let tx = database.begin().await?;
    client::disable(&tx, Actor::System, *id, reason.as_ref()).await.map_err(Failure::other)?;
    tx.commit().await?;
    say(format_args!("{id} is disabled"));
    Ok(())
}

async fn enable(database: &Database, Change { client_id: id, reason }: &Change) -> Result<(), Failure> {
    if find(database, *id).await?.disabled_at.is_none() {
        say(format_args!("{id} is in use already"));
        return Ok(());
    }
    if client::find_change(database, *id).await.map_err(Failure::other)?.is_some_and(|change| change.whole) {
        return Err(Failure::other(format_args!("{id} is new: an operator confirms it on its page")));
    }
    let tx = database.begin().await?;
    client::enable(&tx, Actor::System, *id, reason.as_ref()).await.map_err(Failure::other)?;
    tx.commit().await?;
    say(format_args!("{id} is in use"));
    Ok(())
}

async fn keys(database: &Database, id: ClientId) -> Result<(), Failure> {
    let client = find(database, id).await?;
    for key in client::registered_keys(&client) {
        let state = match (key.refused, &key.reason) {
            (None, _) => "taken".to_owned(),
            (Some(since), None) => format!("refused {since}"),
            (Some(since), Some(reason)) => format!("refused {since} ({reason})"),
        };
        say(format_args!("{}  {state}  {}", key.thumbprint, key.kid.as_deref().unwrap_or("-")));
    }
    if let Some(address) = &client.metadata.jwks_uri {
        say(format_args!("the others stand at {address}"));
    }
    Ok(())
}

/// The client, where the thumbprint is spelled like one.
async fn keyed(database: &Database, change: &KeyChange) -> Result<Client, Failure> {
    if !client::is_thumbprint(&change.thumbprint) {
        return Err(Failure::other(format_args!("{} is no thumbprint", change.thumbprint)));
    }
    find(database, change.client_id).await
}

async fn refuse_key(database: &Database, change: &KeyChange) -> Result<(), Failure> {
    let KeyChange { client_id: id, thumbprint, reason } = change;
    if keyed(database, change).await?.refuses(thumbprint) {
        say(format_args!("{thumbprint} is refused already"));
        return Ok(());
    }
    let tx = database.begin().await?;
    client::refuse_key(&tx, Actor::System, *id, thumbprint, reason.as_ref()).await.map_err(Failure::other)?;
    tx.commit().await?;
    say(format_args!("{thumbprint} is refused"));
    Ok(())
}

async fn accept_key(database: &Database, change: &KeyChange) -> Result<(), Failure> {
    let KeyChange { client_id: id, thumbprint, reason } = change;
    if !keyed(database, change).await?.refuses(thumbprint) {
        say(format_args!("{thumbprint} is not refused"));
        return Ok(());
    }
    let tx = database.begin().await?;
    client::accept_key(&tx, Actor::System, *id, thumbprint, reason.as_ref()).await.map_err(Failure::other)?;
    tx.commit().await?;
    say(format_args!("{thumbprint} is taken again"));
    Ok(())
}
