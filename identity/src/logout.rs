//! Telling tools that a login is over (OIDC Back-Channel Logout 1.0).

use async_trait::async_trait;
use database::{
    Database, Job, Read, Tx,
    outbox::{Claimed, Failure, Handler, Outcome},
};
use jiff::SignedDuration;
use kernel::{ClientId, PersonId, SessionId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{Client, Error, Fetch, FetchError, KeyStore, Purpose, Result, client, pseudonym, session, store};

/// The kind of outbox job that posts a logout token.
pub const BACKCHANNEL_LOGOUT: &str = "identity.backchannel_logout";

/// Names the event (§2.4).
pub(crate) const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    client: ClientId,
    session: SessionId,
    /// Whom what ended was about, where only that has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject: Option<PersonId>,
}

/// Queues a logout token for each client that logged the person in by this session: its own session may outlive what it holds here.
pub(crate) async fn tell_tools(tx: &Tx, session: SessionId) -> Result<()> {
    for client in store::grants::untold_clients(tx, session).await? {
        tell_client(tx, client, session, None).await?;
    }
    Ok(())
}

/// Queues a logout token for this client, if it takes them; with whom it is about, where nothing else in the session has ended.
pub(crate) async fn tell_client(
    tx: &Tx,
    client: ClientId,
    session: SessionId,
    subject: Option<PersonId>,
) -> Result<()> {
    if let Some(client) = client::find(tx, client).await? {
        tell(tx, &client, session, subject);
    }
    Ok(())
}

/// As `tell_client`, for a client that was read.
pub(crate) fn tell(tx: &Tx, client: &Client, session: SessionId, subject: Option<PersonId>) {
    if client.metadata.backchannel_logout_uri.is_some() {
        tx.emit(Job::new(BACKCHANNEL_LOGOUT, json!(Payload { client: client.id, session, subject })));
    }
}

/// Posts logout tokens; tried again with back-off until the session it is about would have ended by itself.
#[derive(Debug, Clone)]
pub struct BackchannelLogout {
    issuer: String,
    keys: KeyStore,
    fetch: Fetch,
}

impl BackchannelLogout {
    /// A handler that signs as this issuer.
    pub fn new(issuer: impl Into<String>, keys: KeyStore, fetch: Fetch) -> Self {
        Self { issuer: issuer.into(), keys, fetch }
    }
}

impl BackchannelLogout {
    /// Posts a logout token once and tells the answer's status; `None` where there was no answer or is no address. One that is not `sound` has a
    /// `nonce`, which none may have (§2.4): a tool refuses it (launch check).
    pub async fn try_once(
        &self,
        db: &Database,
        client: &Client,
        session: SessionId,
        sound: bool,
    ) -> Result<Option<u16>> {
        let Some(address) = &client.metadata.backchannel_logout_uri else { return Ok(None) };
        let jti = uuid::Uuid::new_v4().to_string();
        let mut claims = self.claims(db, client, session, jti);
        if !sound {
            claims["nonce"] = json!("a logout token has none");
        }
        let token = self.sign(client, &claims).await?;
        Ok(match self.fetch.post_form(address, &[("logout_token", &token)]).await {
            Ok(()) => Some(200),
            Err(FetchError::Status(status)) => Some(status),
            Err(_) => None,
        })
    }

    fn claims(&self, db: &Database, client: &Client, session: SessionId, jti: String) -> Value {
        let now = db.now();
        json!({
            "iss": self.issuer,
            "aud": client.id,
            "iat": now.as_second(),
            "exp": (now + SignedDuration::from_mins(2)).as_second(),
            "jti": jti,
            "sid": pseudonym::sid(db.keyring(), client.id, session),
            "events": { EVENT: {} },
        })
    }

    async fn sign(&self, client: &Client, claims: &Value) -> Result<String> {
        let algorithm = client.metadata.id_token_signed_response_alg;
        let key = self.keys.signer(Purpose::Tokens, algorithm).await?;
        key.sign("logout+jwt", claims).map_err(Error::Key)
    }
}

#[async_trait]
impl Handler for BackchannelLogout {
    fn kind(&self) -> &'static str {
        BACKCHANNEL_LOGOUT
    }

    async fn handle(&self, db: &Database, job: &Claimed) -> Result<Outcome, Failure> {
        let payload: Payload =
            serde_json::from_value(job.payload.clone()).map_err(|error| Failure::Never(error.to_string()))?;
        let client = client::find(db, payload.client).await.map_err(later)?;
        let Some((client, address)) = client.and_then(|client| {
            client.metadata.backchannel_logout_uri.clone().map(|address| (client, address))
        }) else {
            return Ok(Outcome::Done);
        };
        if job.queued_at + session::LONGEST < db.now() {
            return Err(Failure::Never("the tool did not take the logout in time".into()));
        }
        // Late, and the person has started the tool anew meanwhile: the `sid` is the same, and what the tool has under it is the new login. One that
        // is about another takes nothing's place: the tool may still show what has ended.
        let Payload { client: id, session, subject } = payload;
        let begun = store::grants::is_begun_since(db, id, session, subject, job.queued_at).await;
        if begun.map_err(later)? {
            return Ok(Outcome::Done);
        }
        // Another one each time: a tool that took it and answered late must not call the second try a replay.
        let claims = self.claims(db, &client, session, format!("{}-{}", job.id, job.attempts));
        let token = self.sign(&client, &claims).await.map_err(later)?;
        match self.fetch.post_form(&address, &[("logout_token", &token)]).await {
            Ok(()) => Ok(Outcome::Done),
            Err(FetchError::Forbidden) => Err(Failure::Never("the address may not be reached".into())),
            Err(error) => Err(Failure::Later(error.to_string())),
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "used with map_err")]
fn later(error: impl ToString) -> Failure {
    Failure::Later(error.to_string())
}
