//! Ending sessions, and telling the tools.

use database::{Audit, Read, Tx};
use kernel::{Actor, PersonId, SessionId};
use serde_json::json;

use crate::{Account, Party, Result, Session, client, logout, store};

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndReason {
    /// The person logged out here.
    LoggedOut,
    /// The person ended it from another session, or ended all.
    Ended,
    /// A tool sent the person to log out.
    ByTool,
    /// The login provider said so.
    Upstream,
    /// Another login took its place in the browser.
    Replaced,
    /// The vendor whose sandbox it is in was stopped.
    VendorStopped,
}

impl EndReason {
    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LoggedOut => "logged_out",
            Self::Ended => "ended",
            Self::ByTool => "by_tool",
            Self::Upstream => "upstream",
            Self::Replaced => "replaced",
            Self::VendorStopped => "vendor_stopped",
        }
    }
}

/// Ends a session: its secret is worthless, its grants are dead, its tools are told (back-channel). `false` where it had ended.
pub async fn end(tx: &Tx, actor: impl Into<Actor>, id: SessionId, reason: EndReason) -> Result<bool> {
    if !store::sessions::end(tx, id, reason.as_str()).await? {
        return Ok(false);
    }
    logout::tell_tools(tx, id).await?;
    store::grants::revoke_of_session(tx, id, "session_ended").await?;
    tx.audit(Audit::new(actor, "session.end", id).detail(json!({ "reason": reason.as_str() })));
    Ok(true)
}

/// What this session holds at record systems of other organisations than the one where its clinician works now dies, and they are told.
pub(super) async fn end_elsewhere(tx: &Tx, session: &Session) -> Result<()> {
    let Account::Clinician { organisation, .. } = &session.account else { return Ok(()) };
    for id in store::grants::untold_clients(tx, session.id).await? {
        let Some(client) = client::find(tx, id).await? else { continue };
        if matches!(client.party, Party::RecordSystem(owner) if owner != *organisation) {
            logout::tell(tx, &client, session.id, None);
            store::grants::revoke_of_client_in_session(tx, id, session.id, "workplace_changed").await?;
        }
    }
    Ok(())
}

/// Whether this session holds a login at a record system of the organisation where its clinician works now: one that ends where another is chosen.
pub async fn is_at_record_system(db: &impl Read, session: &Session) -> Result<bool> {
    let Account::Clinician { organisation, .. } = &session.account else { return Ok(false) };
    let here = Party::RecordSystem(*organisation);
    for id in store::grants::untold_clients(db, session.id).await? {
        if client::find(db, id).await?.is_some_and(|client| client.party == here) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Ends all of a person's sessions but `kept`: logging out everywhere. What was over by its time stays as it was. Returns how many.
pub async fn end_all(
    tx: &Tx,
    actor: impl Into<Actor>,
    person: PersonId,
    kept: Option<SessionId>,
    reason: EndReason,
) -> Result<usize> {
    let actor = actor.into();
    let mut ended = 0;
    for session in store::sessions::of_person(tx, person).await? {
        if Some(session.id) != kept && end(tx, actor, session.id, reason).await? {
            ended += 1;
        }
    }
    Ok(ended)
}

/// Ends what stands on a provider's session (front- and back-channel logout from the provider). Returns how many.
pub async fn end_of_upstream(tx: &Tx, issuer: &str, sid: &str) -> Result<usize> {
    let mut ended = 0;
    for session in store::sessions::of_upstream(tx, issuer, sid).await? {
        debug_assert!(session.created_at <= tx.now());
        if end(tx, Actor::System, session.id, EndReason::Upstream).await? {
            ended += 1;
        }
    }
    Ok(ended)
}
