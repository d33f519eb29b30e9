//! Sessions of test persons in a vendor's sandbox. No browser ever has their secret: they carry tokens, and open no page.

use database::{Audit, Read, Tx};
use jiff::Timestamp;
use kernel::{Actor, LoginLevel, OrganisationId, PersonId, SessionId, VendorUser};
use serde_json::json;

use super::{Account, EndReason, LONGEST, Session, Upstream, end, find_live};
use crate::{Result, client::AHEAD, secret::Secret, store};

/// Logs a test person in, possibly acting for another. That they are test persons is decided before, by the sandbox's own proof.
pub async fn open_for_sandbox(
    tx: &Tx,
    user: &VendorUser,
    person: PersonId,
    subject: PersonId,
    level: LoginLevel,
) -> Result<Session> {
    let session = Session {
        id: tx.new_id(),
        person,
        subject,
        account: Account::Sandbox { organisation: user.organisation, by: user.person },
        level,
        methods: vec!["test".to_owned()],
        authenticated_at: tx.now(),
        created_at: tx.now(),
        seen_at: tx.now(),
        expires_at: tx.now() + LONGEST,
        upstream: Upstream::default(),
        device: None,
        csrf: Secret::new(tx.random()).expose().to_owned(),
    };
    // The secret is forgotten as soon as it is made.
    store::sessions::insert(tx, &session, &Secret::new(tx.random()), None).await?;
    let detail = json!({ "sandbox": true, "person": person, "subject": subject });
    tx.audit(Audit::new(user, "session.open", session.id).detail(detail));
    Ok(session)
}

/// The live session of a test person that this vendor opened.
pub async fn find_for_sandbox(db: &impl Read, id: SessionId, user: &VendorUser) -> Result<Option<Session>> {
    let session = find_live(db, id).await?;
    Ok(session.filter(|session| {
        matches!(session.account, Account::Sandbox { organisation, .. } if organisation == user.organisation)
    }))
}

/// Ends the sessions of all test persons that this vendor opened up to `before`, and with them the tokens and starts that stand on them. Returns how many.
pub(crate) async fn end_of_vendor(tx: &Tx, vendor: OrganisationId, before: Timestamp) -> Result<usize> {
    let sessions = store::sessions::of_sandbox(tx, vendor, before + AHEAD).await?;
    for session in &sessions {
        end(tx, Actor::System, session.id, EndReason::VendorStopped).await?;
    }
    Ok(sessions.len())
}
