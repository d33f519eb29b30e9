//! Grants: what a person let a client do, from one authorization on. A code is a grant that is still to be given, sealed; tokens name theirs;
//! nothing of either is stored.

pub(crate) mod code;
pub(crate) mod handle;
mod past;

use std::collections::HashSet;

use database::{Audit, Read, Tx};
use jiff::{SignedDuration, Timestamp};
use kernel::{Actor, ClientId, GrantId, Hidden, LaunchId, LoginLevel, PersonId, PrescriptionId, SessionId};
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use past::{PastLogin, list_begun_by_tools, list_of_person};

use crate::{Error, Party, Result, Scopes, client, logout, store};

/// How long an authorization code holds (contract: at most 60 s).
pub const CODE_LIFE: SignedDuration = SignedDuration::from_secs(60);
/// How long an access token holds (contract: at most 10 min).
pub const ACCESS_LIFE: SignedDuration = SignedDuration::from_mins(10);

/// A grant.
#[derive(Debug, Clone, PartialEq)]
pub struct Grant {
    /// The grant.
    pub id: GrantId,
    /// Whom it was given to.
    pub client: ClientId,
    /// The session it was given in.
    pub session: SessionId,
    /// The person at the keyboard.
    pub person: PersonId,
    /// The person whose tool it is.
    pub subject: PersonId,
    /// The start from the platform it belongs to.
    pub launch: Option<LaunchId>,
    /// The prescription it is about.
    pub prescription: Option<PrescriptionId>,
    /// What was granted.
    pub scopes: Scopes,
    /// What the request bound it to.
    pub bound: Bound,
    /// What the tool is told of the start.
    pub context: LaunchContext,
    /// How sure the login was.
    pub level: LoginLevel,
    /// When the person logged in.
    pub authenticated_at: Timestamp,
    /// When it was given.
    pub created_at: Timestamp,
    /// When it ends at the latest: with its session.
    pub expires_at: Timestamp,
    /// When the code was redeemed; without, it never was and is burnt.
    pub redeemed_at: Option<Timestamp>,
    /// The key that tokens are bound to (RFC 9449 §6.1).
    pub dpop_thumbprint: Option<String>,
    /// Which refresh token is the valid one.
    pub refresh_sequence: u32,
    /// When it was last refreshed.
    pub used_at: Option<Timestamp>,
    /// Access tokens issued up to here are dead.
    pub access_void_at: Option<Timestamp>,
    /// When it ended.
    pub revoked_at: Option<Timestamp>,
}

/// What a request bound its code to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    /// Where the code was sent.
    pub redirect_uri: String,
    /// The PKCE challenge.
    pub challenge: String,
    /// The `nonce` for the ID token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
}

/// What a tool is told of its start (SMART App Launch 2.2, launch context).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaunchContext {
    /// The task to open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intent: Option<String>,
    /// Where the person came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_url: Option<String>,
    /// Whether the tool must show whom it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need_patient_banner: Option<bool>,
}

impl Grant {
    /// Whether it is alive: not ended, its session's time not over.
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// A tool's login that a person sees and can end.
#[derive(Debug, Clone, PartialEq)]
pub struct ToolLogin {
    /// The grant.
    pub grant: GrantId,
    /// Whose login it is at.
    pub party: Party,
    /// The person whose tool it is.
    pub subject: PersonId,
    /// The session it hangs on.
    pub session: SessionId,
    /// Since when.
    pub since: Timestamp,
    /// When it was last used, as far as known.
    pub used_at: Timestamp,
}

/// The live tool logins of a person, newest first.
pub async fn list_live(db: &impl Read, person: PersonId) -> Result<Vec<ToolLogin>> {
    let mut logins = Vec::new();
    for grant in store::grants::live_of_person(db, person).await? {
        let Some(client) = client::find(db, grant.client).await? else { continue };
        if matches!(client.party, Party::Sandbox(_)) || !client.holds(grant.created_at) {
            continue;
        }
        logins.push(ToolLogin {
            grant: grant.id,
            party: client.party,
            subject: grant.subject,
            session: grant.session,
            since: grant.created_at,
            used_at: grant.used_at.or(grant.redeemed_at).unwrap_or(grant.created_at),
        });
    }
    Ok(logins)
}

/// A tool's login that another has had for a person.
#[derive(Debug, Clone, PartialEq)]
pub struct LoginByOther {
    /// Who.
    pub person: PersonId,
    /// At which tool or record system.
    pub party: Party,
    /// Since when.
    pub since: Timestamp,
    /// How often it was refreshed, and when last.
    pub refreshed: u32,
    /// When it was last used, as far as known.
    pub used_at: Timestamp,
}

/// Logins in tools that others have had for this person, begun before this instant, newest first; ended ones too, as long as they are kept. Without
/// what is hidden.
pub async fn list_by_others(
    db: &impl Read,
    subject: PersonId,
    hidden: &Hidden,
    before: Option<Timestamp>,
    limit: u64,
) -> Result<Vec<LoginByOther>> {
    let mut logins = Vec::new();
    for grant in store::grants::by_others(db, subject, hidden, before, limit).await? {
        let Some(client) = client::find(db, grant.client).await? else { continue };
        logins.push(LoginByOther {
            person: grant.person,
            party: client.party,
            since: grant.created_at,
            refreshed: grant.refresh_sequence,
            used_at: grant.used_at.or(grant.redeemed_at).unwrap_or(grant.created_at),
        });
    }
    Ok(logins)
}

/// Everything that one person holds for another dies at once, and the tools are told: their relation has ended (F7). Returns how many grants that was.
pub async fn end_between(
    tx: &Tx,
    person: PersonId,
    subject: PersonId,
    reason: &'static str,
) -> Result<usize> {
    if person == subject {
        return Ok(0);
    }
    let (grants, logins): (Vec<_>, HashSet<_>) =
        store::grants::logged_in_between(tx, person, subject).await?.into_iter().unzip();
    for (client, session) in logins {
        logout::tell_client(tx, client, session, Some(subject)).await?;
    }
    store::grants::revoke_all(tx, &grants, reason).await?;
    Ok(grants.len())
}

/// One grant dies, since the rules refuse what it rests on by facts of `as_of`, and the client is told: not where the person has logged in to it anew since
/// about the same subject, which is what it has under the `sid`. `false` where it had ended, or was begun on newer facts.
pub async fn end_fallen(tx: &Tx, id: GrantId, as_of: Timestamp) -> Result<bool> {
    let Some(grant) = store::grants::find(tx, id).await? else { return Ok(false) };
    let Grant { client, session, subject, created_at, .. } = grant;
    if created_at > as_of || !store::grants::revoke(tx, id, store::grants::RULES_REFUSE).await? {
        return Ok(false);
    }
    if !store::grants::is_begun_since(tx, client, session, Some(subject), created_at).await? {
        logout::tell_client(tx, client, session, Some(subject)).await?;
    }
    Ok(true)
}

/// A person ends one tool's login.
pub async fn end(tx: &Tx, actor: impl Into<Actor>, person: PersonId, id: GrantId) -> Result<()> {
    let grant = store::grants::find(tx, id).await?.filter(|grant| grant.person == person);
    let grant = grant.filter(|grant| grant.is_live(tx.now())).ok_or(Error::Missing("login"))?;
    logout::tell_client(tx, grant.client, grant.session, None).await?;
    // The tool's session goes by `sid`: all of this client in this session.
    store::grants::revoke_of_client_in_session(tx, grant.client, grant.session, "ended_by_person").await?;
    tx.audit(Audit::new(actor, "grant.end", id).detail(json!({ "client": grant.client })));
    Ok(())
}

/// Everything that a tool's clients hold dies at once, and they are told: suspension, withdrawal (§10). So are people who are logged in, by this
/// template, unless a prescription or a permission tells them.
pub async fn end_for_party(
    tx: &Tx,
    party: Party,
    reason: &'static str,
    template: &'static str,
) -> Result<()> {
    end_for_party_before(tx, party, tx.now(), reason, template).await
}

/// As [`end_for_party`], of what was given up to then.
pub(crate) async fn end_for_party_before(
    tx: &Tx,
    party: Party,
    before: Timestamp,
    reason: &'static str,
    template: &'static str,
) -> Result<()> {
    for client in client::list_of(tx, party).await? {
        let people = client::People::ToldUnlessElsewhere(template);
        client::end_all(tx, client.id, before, reason, people).await?;
    }
    Ok(())
}

/// What a tool's or record system's clients hold about this person dies at once, and they are told: a permission withdrawn, a representation ended.
/// Returns how many grants that was.
pub async fn end_about(tx: &Tx, party: Party, subject: PersonId, reason: &'static str) -> Result<usize> {
    let mut ended = 0;
    for client in client::list_of(tx, party).await? {
        let (grants, sessions): (Vec<_>, HashSet<_>) =
            store::grants::logged_in_about(tx, client.id, subject).await?.into_iter().unzip();
        for session in sessions {
            logout::tell(tx, &client, session, Some(subject));
        }
        store::grants::revoke_all(tx, &grants, reason).await?;
        ended += grants.len();
    }
    Ok(ended)
}
