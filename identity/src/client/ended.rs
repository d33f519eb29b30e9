//! What a client holds ends as a whole: by a mark at the client, which every use of a token reads, so from the next request on at every instance
//! and at the same cost however many tokens there are. The rows are ended and told of afterwards, some hundred in a transaction.

use async_trait::async_trait;
use database::{
    Database, Job, Read, Tx,
    outbox::{self, Claimed, Failure, Handler, Outcome},
};
use jiff::{SignedDuration, Timestamp};
use kernel::{ClientId, PersonId, SessionId};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::find;
use crate::{Error, Party, Result, logout, store};

/// The kind of outbox job that ends what a marked client held.
pub const CLIENT_ENDED: &str = "identity.client_ended";
/// Grants that end in one transaction.
const BATCH: u64 = 200;
/// How far an instance's clock may be ahead of the one that set the mark: what it gave in the meantime ends with the rest.
const AHEAD: SignedDuration = SignedDuration::from_secs(1);

#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    client: ClientId,
    before: Timestamp,
    reason: String,
    tell_people: bool,
    /// Who was told last, and of which session: neither is told again by the next batch.
    told: Option<(PersonId, SessionId)>,
}

/// Whether people are told that they were logged out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum People {
    Told,
    /// Others tell them, with the reason.
    ToldElsewhere,
}

/// Everything that the client holds is dead when `tx` is committed. It is told of every session, and everybody who was logged in through it is told
/// where `people` says so.
pub(crate) async fn end_all(tx: &Tx, client: ClientId, reason: &str, people: People) -> Result<()> {
    let before = tx.now();
    store::clients::end_before(tx, client, before).await?;
    let tell_people = people == People::Told;
    let payload = Payload { client, before, reason: reason.to_owned(), tell_people, told: None };
    tx.emit(Job::new(CLIENT_ENDED, json!(payload)));
    Ok(())
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
    // Test persons of a sandbox are nobody to tell.
    let tell_people = payload.tell_people && !matches!(client.party, Party::Sandbox(_));
    let live = store::grants::live_before(tx, client.id, payload.before + AHEAD, BATCH).await?;
    for (_, person, session) in &live {
        if tell_people && payload.told.is_none_or(|(told, _)| told != *person) {
            let message = json!({ "person": person, "template": "tool-logged-out", "params": {} });
            tx.emit(Job::new("notify.message", message));
        }
        if payload.told.is_none_or(|(_, told)| told != *session) {
            logout::tell(tx, &client, *session);
        }
        payload.told = Some((*person, *session));
    }
    let ids: Vec<_> = live.iter().map(|(id, ..)| *id).collect();
    store::grants::revoke_all(tx, &ids, &payload.reason).await?;
    if u64::try_from(live.len()).is_ok_and(|ended| ended == BATCH) {
        tx.emit(Job::new(CLIENT_ENDED, json!(payload)));
    }
    Ok(live.len())
}
