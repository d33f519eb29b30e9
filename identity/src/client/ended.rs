//! What a client holds ends as a whole: by a mark at the client, which every use of a token reads, so from the next request on at every instance
//! and at the same cost however many tokens there are. The rows are ended and told of afterwards, some hundred in a transaction.

use async_trait::async_trait;
use database::{
    Database, Job, Tx,
    outbox::{self, Claimed, Failure, Handler, Outcome},
};
use jiff::{SignedDuration, Timestamp};
use kernel::{ClientId, PersonId, SessionId};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Client, find};
use crate::{Error, Party, Result, logout, store, store::grants::Held};

/// The kind of outbox job that ends what a marked client held.
pub const CLIENT_ENDED: &str = "identity.client_ended";
/// The kind of outbox job by which `launch` tells those who were logged in, unless they are told already.
const TELL_LOGGED_IN: &str = "launch.tell_logged_in";
/// The kind of outbox job by which `approval` tells those who answer for a client that was shut, opened or has lost a key.
const CLIENT_CHANGED: &str = "approval.client_changed";
/// Grants that end in one transaction.
const BATCH: u64 = 200;
/// How far an instance's clock may be ahead of the one that set the mark (docs/operations.md): what it gave in the meantime ends with the rest.
pub(crate) const AHEAD: SignedDuration = SignedDuration::from_secs(1);

#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    client: ClientId,
    before: Timestamp,
    reason: String,
    /// Whether everybody is told here.
    tell_people: bool,
    /// Of what people are told.
    #[serde(default)]
    notice: Option<String>,
    /// Who was told last, and of which session: neither is told again by the next batch.
    told: Option<(PersonId, SessionId)>,
}

/// Who of those that were logged in through the client is told that it is over, by a message of this template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum People {
    /// Everybody.
    Told(&'static str),
    /// Those whom no prescription and no permission tells of the same: `launch` knows who they are.
    ToldUnlessElsewhere(&'static str),
}

/// Everything that the client was given up to `before` is dead when `tx` is committed. It is told of every session, and those who were logged in through
/// it as `people` says.
pub(crate) async fn end_all(
    tx: &Tx,
    client: ClientId,
    before: Timestamp,
    reason: &str,
    people: People,
) -> Result<()> {
    store::clients::end_before(tx, client, before).await?;
    let (tell_people, notice) = match people {
        People::Told(notice) => (true, notice),
        People::ToldUnlessElsewhere(notice) => (false, notice),
    };
    let (reason, notice) = (reason.to_owned(), Some(notice.to_owned()));
    let payload = Payload { client, before, reason, tell_people, notice, told: None };
    tx.emit(Job::new(CLIENT_ENDED, json!(payload)));
    Ok(())
}

/// Those who answer for the client are told of its change, and those who prescribe or have the tool.
pub(super) fn tell_responsible(tx: &Tx, client: &Client, change: &str) {
    if !matches!(client.party, Party::Sandbox(_)) {
        tx.emit(Job::new(CLIENT_CHANGED, json!({ "of": client.party, "change": change })));
    }
}

/// Carries out `CLIENT_ENDED`, a batch at a time.
#[derive(Debug, Clone, Copy, Default)]
pub struct ClientEnded;

#[async_trait]
impl Handler for ClientEnded {
    fn kind(&self) -> &'static str {
        CLIENT_ENDED
    }

    async fn handle(&self, db: &Database, job: &Claimed) -> Result<Outcome, Failure> {
        let payload: Payload =
            serde_json::from_value(job.payload.clone()).map_err(|error| Failure::Never(error.to_string()))?;
        let tx = db.begin().await?;
        let client = payload.client;
        let ended = end_batch(&tx, payload).await.map_err(|error| Failure::Later(error.to_string()))?;
        outbox::settle(&tx, job).await?;
        tx.commit().await?;
        tracing::info!(client.id = %client, grant.ended = ended, "identity.client_ended");
        Ok(Outcome::Settled)
    }
}

/// Ends and tells of as many grants as fit into a transaction, and queues the rest.
async fn end_batch(tx: &Tx, mut payload: Payload) -> Result<usize> {
    let client = find(tx, payload.client).await?.ok_or(Error::Missing("client"))?;
    let logins = store::grants::logged_in_before(tx, client.id, payload.before + AHEAD, BATCH).await?;
    tell_people(tx, &client, &payload, &logins);
    for held in &logins {
        if payload.told.is_none_or(|(_, told)| told != held.session) {
            logout::tell(tx, &client, held.session, None);
        }
        payload.told = Some((held.person, held.session));
    }
    let ids: Vec<_> = logins.iter().map(|held| held.grant).collect();
    store::grants::revoke_all(tx, &ids, &payload.reason).await?;
    if u64::try_from(logins.len()).is_ok_and(|ended| ended == BATCH) {
        tx.emit(Job::new(CLIENT_ENDED, json!(payload)));
    }
    Ok(logins.len())
}

/// Tells those of a batch whom the one before it did not.
fn tell_people(tx: &Tx, client: &Client, payload: &Payload, live: &[Held]) {
    let Some(template) = payload.notice.as_deref().or(payload.tell_people.then_some("tool-logged-out"))
    else {
        return;
    };
    if payload.tell_people {
        // Test persons of a sandbox are nobody to tell.
        if matches!(client.party, Party::Sandbox(_)) {
            return;
        }
        let mut told = payload.told.map(|(person, _)| person);
        for person in live.iter().map(|held| held.person) {
            if told.replace(person) != Some(person) {
                let message = json!({ "person": person, "template": template, "params": {} });
                tx.emit(Job::new("notify.message", message));
            }
        }
    } else if let Party::Tool(tool) = client.party
        && !live.is_empty()
    {
        let mut logins: Vec<_> = live.iter().map(|held| (held.person, held.subject)).collect();
        logins.dedup();
        let job = json!({ "tool": tool, "notice": template, "stopped_at": payload.before, "logins": logins });
        tx.emit(Job::new(TELL_LOGGED_IN, job));
    }
}
