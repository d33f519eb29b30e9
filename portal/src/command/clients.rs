//! `reseptor clients`: tools' and record systems' registrations.

use std::io::Read as _;

use clap::{Args, Subcommand};
use database::Database;
use identity::{Client, Party, Reach, client};
use kernel::{Actor, ClientId, OrgNumber, Slug};
use serde_json::Value;

use super::{Failure, say, setup};
use crate::config::Config;

/// Most bytes of metadata that are read.
const LARGEST: u64 = 256 * 1024;

/// What to do with clients.
#[derive(Debug, Subcommand)]
pub enum Clients {
    /// Register a client: reads RFC 7591 client metadata as JSON on standard input, prints what was registered
    ///
    /// Taken are redirect_uris, client_name, token_endpoint_auth_method (private_key_jwt, none), jwks or jwks_uri, scope, grant_types,
    /// id_token_signed_response_alg, require_pushed_authorization_requests, dpop_bound_access_tokens, initiate_login_uri (the launch address),
    /// post_logout_redirect_uris, backchannel_logout_uri. Other members are left out.
    Add(Owner),
    /// List all clients, oldest first
    List,
    /// From now on the client may nothing, and what it holds is dead
    Disable {
        /// The client
        client_id: ClientId,
    },
}

/// Whom a client speaks for.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Owner {
    /// A tool of the catalogue, by the name in its address
    #[arg(long, value_name = "SLUG")]
    tool: Option<Slug>,
    /// The record system of the organisation with this number
    #[arg(long, value_name = "ORGNUMBER")]
    record_system: Option<OrgNumber>,
}

/// Runs the command.
pub async fn run(config: &Config, what: &Clients) -> Result<(), Failure> {
    let database = setup::database(config).await?;
    match what {
        Clients::Add(owner) => add(config, &database, owner).await?,
        Clients::List => list(&database).await?,
        Clients::Disable { client_id } => {
            let tx = database.begin().await?;
            client::disable(&tx, Actor::System, *client_id).await.map_err(Failure::other)?;
            tx.commit().await?;
            say(format_args!("{client_id} is disabled"));
        }
    }
    Ok(database.close().await?)
}

async fn add(config: &Config, database: &Database, owner: &Owner) -> Result<(), Failure> {
    let party = party(database, owner).await?;
    let mut text = String::new();
    std::io::stdin().take(LARGEST).read_to_string(&mut text).map_err(Failure::io("standard input"))?;
    let metadata: Value = serde_json::from_str(&text)
        .map_err(|error| Failure::other(format_args!("the metadata is not JSON: {error}")))?;
    let reach = if config.is_demo() { Reach::DEMO } else { Reach::PUBLIC };
    let tx = database.begin().await?;
    let client = client::add(&tx, Actor::System, party, &metadata, reach).await.map_err(Failure::other)?;
    tx.commit().await?;
    let registered = client.registered().map_err(Failure::other)?;
    say(serde_json::to_string_pretty(&registered).map_err(Failure::other)?);
    Ok(())
}

async fn party(database: &Database, owner: &Owner) -> Result<Party, Failure> {
    if let Some(slug) = &owner.tool {
        let tool = catalogue::find_tool_by_slug(database, slug).await.map_err(Failure::other)?;
        let tool = tool.ok_or_else(|| Failure::other(format_args!("there is no tool {slug}")))?;
        return Ok(Party::Tool(tool.id));
    }
    let number = owner.record_system.ok_or_else(|| Failure::other("neither a tool nor a record system"))?;
    let found = catalogue::find_organisation_by_number(database, number).await.map_err(Failure::other)?;
    let found = found.ok_or_else(|| Failure::other(format_args!("there is no organisation {number}")))?;
    Ok(Party::RecordSystem(found.id))
}

async fn list(database: &Database) -> Result<(), Failure> {
    for client in client::list(database).await.map_err(Failure::other)? {
        say(format_args!("{}\t{}\t{}\t{}", client.id, owner_of(&client), state(&client), name(&client)));
    }
    Ok(())
}

fn owner_of(client: &Client) -> String {
    match client.party {
        Party::Tool(id) => id.to_string(),
        Party::RecordSystem(id) => id.to_string(),
    }
}

const fn state(client: &Client) -> &'static str {
    if client.disabled_at.is_some() { "disabled" } else { "active" }
}

fn name(client: &Client) -> &str {
    client.metadata.client_name.as_deref().unwrap_or("-")
}
