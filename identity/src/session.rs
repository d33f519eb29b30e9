//! Sessions: who is logged in at the platform, in which role, since when.

mod end;
mod sandbox;
mod service;
#[cfg(test)]
mod tests;

use std::fmt;

use database::{Audit, Database, Present, Read, Tx};
use jiff::{SignedDuration, Timestamp};
use kernel::{Actor, LoginLevel, PersonId, SessionId};
use serde_json::json;

pub use end::{EndReason, end, end_all, end_of_upstream, is_at_record_system};
pub(crate) use sandbox::end_of_vendor;
pub use sandbox::{find_for_sandbox, open_for_sandbox};
pub use service::{Account, Service};

use crate::{
    Result,
    secret::{Secret, same},
    store,
};

/// A session ends after so long without an act of the person's own (§7.4).
pub const INACTIVITY: SignedDuration = SignedDuration::from_mins(30);
/// A session ends so long after its login, whatever happens (§7.4).
pub const LONGEST: SignedDuration = SignedDuration::from_hours(12);
/// Acts closer together than this are one write.
const COARSE: SignedDuration = SignedDuration::from_secs(60);

/// A live session.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// The person at the keyboard.
    pub person: PersonId,
    /// Whom it is about: another one while representing.
    pub subject: PersonId,
    /// In which role.
    pub account: Account,
    /// How sure the login is.
    pub level: LoginLevel,
    /// How the person proved it (`amr`, RFC 8176).
    pub methods: Vec<String>,
    /// When the person last logged in.
    pub authenticated_at: Timestamp,
    /// When the session began.
    pub created_at: Timestamp,
    /// The person's last own act, to the minute.
    pub seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
    /// Where the person logged in.
    pub upstream: Upstream,
    /// What kind of browser it was begun in, in words; nothing that tells one browser from another.
    pub device: Option<String>,
    pub(crate) csrf: String,
}

/// The login at a national provider that a session stands on.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Upstream {
    /// The provider.
    pub issuer: Option<String>,
    /// The provider's own session, by which it asks us to log out.
    pub sid: Option<String>,
}

impl fmt::Debug for Upstream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upstream").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// The ID token of a login at a national provider, as a hint when logging out there; kept encrypted.
#[derive(Clone, PartialEq, Eq)]
pub struct Hint(String);

impl Hint {
    /// The hint that this token is.
    pub const fn new(token: String) -> Self {
        Self(token)
    }

    /// The token, as it came.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hint(…)")
    }
}

/// A completed login, about to become a session.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// Who logged in.
    pub person: PersonId,
    /// In which role.
    pub account: Account,
    /// How surely.
    pub level: LoginLevel,
    /// By which methods.
    pub methods: Vec<String>,
    /// When.
    pub authenticated_at: Timestamp,
    /// Where.
    pub upstream: Upstream,
    /// What that provider is told when the session is ended there too.
    pub hint: Option<Hint>,
}

impl Session {
    /// Who acts, as the audit log knows it.
    pub fn actor(&self) -> Actor {
        self.account.actor(self.person, self.subject)
    }

    /// The service that was logged in to.
    pub const fn service(&self) -> Service {
        self.account.service()
    }

    /// What forms carry and only this session knows.
    pub fn csrf_token(&self) -> &str {
        &self.csrf
    }

    /// Whether a form carries this session's token.
    pub fn csrf_fits(&self, token: &str) -> bool {
        same(self.csrf.as_bytes(), token.as_bytes())
    }

    /// Whether its time is neither over nor passed without an act of the person's own.
    pub fn is_live(&self, now: Timestamp) -> bool {
        now < self.expires_at && now < self.seen_at + INACTIVITY
    }
}

/// Opens a session with an id of its own (row 23). A login that continues `earlier` (same person, same role: stepping up, logging in
/// again) keeps that session and what hangs on it under a new secret; any other earlier session of the browser ends.
pub async fn open(tx: &Tx, opening: Opening, earlier: Option<&Session>) -> Result<(Session, Secret)> {
    if let Some(earlier) = earlier {
        if earlier.person == opening.person && earlier.account == opening.account && earlier.is_live(tx.now())
        {
            return step_up(tx, earlier, opening).await;
        }
        end(tx, earlier.actor(), earlier.id, EndReason::Replaced).await?;
    }
    let secret = Secret::new(tx.random());
    let session = Session {
        id: tx.new_id(),
        person: opening.person,
        subject: opening.person,
        account: opening.account,
        level: opening.level,
        methods: opening.methods,
        authenticated_at: opening.authenticated_at,
        created_at: tx.now(),
        seen_at: tx.now(),
        expires_at: tx.now() + LONGEST,
        upstream: opening.upstream,
        device: None,
        csrf: Secret::new(tx.random()).expose().to_owned(),
    };
    store::sessions::insert(tx, &session, &secret, opening.hint.as_ref()).await?;
    let detail = json!({ "service": session.service(), "level": session.level });
    tx.audit(Audit::new(session.actor(), "session.open", session.id).detail(detail));
    Ok((session, secret))
}

async fn step_up(tx: &Tx, earlier: &Session, opening: Opening) -> Result<(Session, Secret)> {
    let session = Session {
        level: opening.level,
        methods: opening.methods,
        authenticated_at: opening.authenticated_at,
        upstream: opening.upstream,
        ..earlier.clone()
    };
    store::sessions::log_in(tx, &session, opening.hint.as_ref()).await?;
    let renewed = renew(tx, session).await?;
    tx.audit(
        Audit::new(renewed.0.actor(), "session.step_up", renewed.0.id)
            .detail(json!({ "level": renewed.0.level })),
    );
    Ok(renewed)
}

/// From here on the session is about `subject` (oneself again, or somebody represented); it gets a new secret. Whether the person may is
/// decided before, by the rules of representation.
pub async fn represent(tx: &Tx, session: &Session, subject: PersonId) -> Result<(Session, Secret)> {
    renew(tx, Session { subject, ..session.clone() }).await
}

/// From here on a clinician works at another place. Whether the clinician does is decided before, by memberships. What the session holds at record
/// systems of other organisations is over, and they are told.
pub async fn work_at(tx: &Tx, session: &Session, account: Account) -> Result<(Session, Secret)> {
    let renewed = renew(tx, Session { account, ..session.clone() }).await?;
    end::end_elsewhere(tx, &renewed.0).await?;
    tx.audit(Audit::new(renewed.0.actor(), "session.work_at", renewed.0.id));
    Ok(renewed)
}

async fn renew(tx: &Tx, mut session: Session) -> Result<(Session, Secret)> {
    let secret = Secret::new(tx.random());
    Secret::new(tx.random()).expose().clone_into(&mut session.csrf);
    session.seen_at = tx.now();
    store::sessions::renew(tx, &session, &secret).await?;
    Ok((session, secret))
}

/// The live session that this cookie's value belongs to.
pub async fn find(db: &Database, cookie: &str) -> Result<Option<Session>> {
    Ok(find_with_present(db, cookie).await?.map(|(session, _)| session))
}

/// As `find`, with the present as the same statement tells it.
pub async fn find_with_present(db: &Database, cookie: &str) -> Result<Option<(Session, Present)>> {
    let Some(secret) = Secret::parse(cookie) else { return Ok(None) };
    let found = store::sessions::find_by_secret(db, &secret).await?;
    Ok(found.filter(|(session, _)| session.is_live(db.now())))
}

/// Notes an act of the person's own; at most one write a minute.
pub async fn touch(db: &Database, session: &Session) -> Result<()> {
    if session.seen_at + COARSE > db.now() {
        return Ok(());
    }
    let tx = db.begin().await?;
    store::sessions::touch(&tx, session.id).await?;
    Ok(tx.commit().await?)
}

/// Notes what kind of browser a session is in, so that its person knows it again among others.
pub async fn note_device(tx: &Tx, id: SessionId, device: &str) -> Result<()> {
    Ok(store::sessions::note_device(tx, id, device).await?)
}

/// The ID token of the login that a session stands on.
pub(crate) async fn id_token(db: &impl Read, session: &Session) -> Result<Option<Hint>> {
    Ok(store::sessions::id_token(db, session.id).await?)
}

/// A live session by its id, for what hangs on it.
pub(crate) async fn find_live(db: &impl Read, id: SessionId) -> Result<Option<Session>> {
    let session = store::sessions::find(db, id).await?;
    Ok(session.filter(|session| session.is_live(db.now())))
}

/// A person's sessions, those that have ended too, as long as they are kept; newest first, each with when it ended.
pub async fn list_kept(
    db: &impl Read,
    person: PersonId,
    before: Option<SessionId>,
    limit: u64,
) -> Result<Vec<(Session, Option<Timestamp>)>> {
    let now = db.now();
    let all = store::sessions::kept_of_person(db, person, before, limit).await?;
    let login = |(session, ended): (Session, Option<Timestamp>)| {
        let over = Some(session.expires_at).filter(|over| *over <= now);
        (session, ended.or(over))
    };
    Ok(all.into_iter().map(login).collect())
}

/// A person's live sessions, newest first: *aktive innlogginger*.
pub async fn list_live(db: &impl Read, person: PersonId) -> Result<Vec<Session>> {
    let mut sessions = list_open(db, person).await?;
    sessions.retain(|session| session.is_live(db.now()));
    Ok(sessions)
}

/// As `list_live`, with those that have gone idle: what tools hold may live on by them until their time is over.
pub async fn list_open(db: &impl Read, person: PersonId) -> Result<Vec<Session>> {
    let mut sessions = store::sessions::of_person(db, person).await?;
    let real = |session: &Session| !matches!(session.account, Account::Sandbox { .. });
    sessions.retain(real);
    Ok(sessions)
}
