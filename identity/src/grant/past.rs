//! What logins in tools there have been, for the person's own overview: those that have ended too, as long as they are kept.

use std::collections::HashMap;

use database::Read;
use jiff::Timestamp;
use kernel::{ClientId, GrantId, Hidden, PersonId, ToolId};

use crate::{Client, Party, Result, grant::Grant, store};

/// A tool's login that there has been.
#[derive(Debug, Clone, PartialEq)]
pub struct PastLogin {
    /// The grant.
    pub grant: GrantId,
    /// At which tool.
    pub tool: ToolId,
    /// Who was at the keyboard.
    pub person: PersonId,
    /// The person whose tool it is.
    pub subject: PersonId,
    /// Since when.
    pub since: Timestamp,
    /// How often it was refreshed.
    pub refreshed: u32,
    /// When it was last used, as far as known.
    pub used_at: Timestamp,
    /// When it ended; `None` while it goes on.
    pub ended_at: Option<Timestamp>,
}

/// Logins in tools that this person has had, for whomever, newest first.
pub async fn list_of_person(
    db: &impl Read,
    person: PersonId,
    before: Option<GrantId>,
    limit: u64,
) -> Result<Vec<PastLogin>> {
    past(db, store::grants::in_tools_of(db, person, before, limit).await?).await
}

/// Logins in tools about this person, by whomever, that a tool began by itself: there was no start from the platform. Newest first, without what is hidden.
pub async fn list_begun_by_tools(
    db: &impl Read,
    subject: PersonId,
    hidden: &Hidden,
    before: Option<GrantId>,
    limit: u64,
) -> Result<Vec<PastLogin>> {
    past(db, store::grants::begun_by_tools(db, subject, hidden, before, limit).await?).await
}

async fn past(db: &impl Read, grants: Vec<Grant>) -> Result<Vec<PastLogin>> {
    let ids: Vec<ClientId> = grants.iter().map(|grant| grant.client).collect();
    let clients = store::clients::by_ids(db, &ids).await?;
    let clients: HashMap<ClientId, Client> = clients.into_iter().map(|client| (client.id, client)).collect();
    let now = db.now();
    let login = |grant: Grant| {
        let client = clients.get(&grant.client)?;
        let Party::Tool(tool) = client.party else { return None };
        let of_client = client.ended_before.filter(|_| !client.holds(grant.created_at));
        let over = (grant.expires_at <= now).then_some(grant.expires_at);
        Some(PastLogin {
            grant: grant.id,
            tool,
            person: grant.person,
            subject: grant.subject,
            since: grant.created_at,
            refreshed: grant.refresh_sequence,
            used_at: grant.used_at.or(grant.redeemed_at).unwrap_or(grant.created_at),
            ended_at: [grant.revoked_at, of_client, over].into_iter().flatten().min(),
        })
    };
    Ok(grants.into_iter().filter_map(login).collect())
}
