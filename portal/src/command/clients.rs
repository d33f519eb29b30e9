//! `reseptor clients`: tools and record systems that rely on the OpenID provider.

use std::io::Read as _;

use clap::{Args, Subcommand};
use database::Database;
use identity::{Client, Party, client};
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
    /// Shut a client out: what it holds is dead at once
    Disable {
        /// Its client_id
        client_id: ClientId,
    },
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
        Clients::Disable { client_id } => disable(&database, *client_id).await,
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
    let state = if client.disabled_at.is_some() { "disabled" } else { "in use" };
    let name = client.metadata.client_name.as_deref().unwrap_or("-");
    Ok(format!("{}  {party}  {state}  {name}", client.id))
}

async fn disable(database: &Database, id: ClientId) -> Result<(), Failure> {
    let found = client::find(database, id).await.map_err(Failure::other)?;
    match found {
        None => return Err(Failure::other(format_args!("no client {id}"))),
        Some(client) if client.disabled_at.is_some() => {
            say(format_args!("{id} is disabled already"));
            return Ok(());
        }
        Some(_) => {}
    }
    let tx = database.begin().await?;
    client::disable(&tx, Actor::System, id).await.map_err(Failure::other)?;
    tx.commit().await?;
    say(format_args!("{id} is disabled"));
    Ok(())
}
