//! Telling tools that a login is over (OIDC Back-Channel Logout 1.0).

use async_trait::async_trait;
use database::{
    Database, Job, Read, Tx,
    outbox::{Claimed, Failure, Handler, Outcome},
};
use jiff::SignedDuration;
use kernel::{ClientId, SessionId};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{Fetch, FetchError, KeyStore, Purpose, Result, client, pseudonym, session, store};

/// The kind of outbox job that posts a logout token.
pub const BACKCHANNEL_LOGOUT: &str = "identity.backchannel_logout";

/// Names the event (§2.4).
pub(crate) const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    client: ClientId,
    session: SessionId,
}

/// Queues a logout token for each client that holds something live in the session.
pub(crate) async fn tell_tools(tx: &Tx, session: SessionId) -> Result<()> {
    for client in store::grants::live_clients(tx, session).await? {
        tell_client(tx, client, session).await?;
    }
    Ok(())
}

/// Queues a logout token for this client, if it takes them.
pub(crate) async fn tell_client(tx: &Tx, client: ClientId, session: SessionId) -> Result<()> {
    let Some(client) = client::find(tx, client).await? else { return Ok(()) };
    if client.metadata.backchannel_logout_uri.is_some() {
        tx.emit(Job::new(BACKCHANNEL_LOGOUT, json!(Payload { client: client.id, session })));
    }
    Ok(())
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
        let key = self
            .keys
            .signer(Purpose::Tokens, client.metadata.id_token_signed_response_alg)
            .await
            .map_err(later)?;
        let now = db.now();
        let claims = json!({
            "iss": self.issuer,
            "aud": client.id,
            "iat": now.as_second(),
            "exp": (now + SignedDuration::from_mins(2)).as_second(),
            // Another one each time: a tool that took it and answered late must not call the second try a replay.
            "jti": format!("{}-{}", job.id, job.attempts),
            "sid": pseudonym::sid(db.keyring(), client.id, payload.session),
            "events": { EVENT: {} },
        });
        let token = key.sign("logout+jwt", &claims).map_err(later)?;
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
