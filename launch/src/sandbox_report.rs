//! What a tool reports in the sandbox: about test persons, kept apart and for a month, seen by nobody but the client that reported it.

use database::{Database, Read, Tx};
use jiff::{SignedDuration, Timestamp};
use kernel::{ClientId, ObservationId, PersonId};

use crate::{Result, store};

/// How long it is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);
/// Most reports of one client about one person; the oldest goes first.
pub(crate) const MOST: u64 = 200;

/// A report in the sandbox.
#[derive(Clone, PartialEq, Eq)]
pub struct SandboxReport {
    /// The sandbox's client.
    pub client: ClientId,
    /// The test person whom it is about.
    pub subject: PersonId,
    /// The client's own identifier, `system|value`.
    pub identifier: Option<String>,
    /// The resource as JSON text.
    pub resource: String,
}

/// A report that was taken in.
#[derive(Clone, PartialEq, Eq)]
pub struct SandboxObservation {
    /// Its id.
    pub id: ObservationId,
    /// When it came in.
    pub received_at: Timestamp,
    /// The resource as JSON text.
    pub resource: String,
}

/// What became of a report.
#[derive(Clone, PartialEq, Eq)]
pub enum SandboxReported {
    /// It is new.
    Created(SandboxObservation),
    /// The same content under the same identifier was there already.
    Existing(SandboxObservation),
    /// Other content was there under the same identifier.
    Other,
}

/// Takes in a report, as `prescriber::report` does for real ones.
pub async fn report(tx: &Tx, report: SandboxReport) -> Result<SandboxReported> {
    let digest = tx.keyring().mac("sandbox.observation", &[report.resource.as_bytes()]);
    if let Some(identifier) = &report.identifier {
        let known =
            store::sandbox_report::find_by_identifier(tx, report.client, report.subject, identifier).await?;
        if let Some((observation, before)) = known {
            return Ok(if before == digest {
                SandboxReported::Existing(observation)
            } else {
                SandboxReported::Other
            });
        }
    }
    let observation =
        SandboxObservation { id: tx.new_id(), received_at: tx.now(), resource: report.resource.clone() };
    store::sandbox_report::insert(tx, &report, &observation, digest).await?;
    store::sandbox_report::keep_latest(tx, report.client, report.subject, MOST).await?;
    Ok(SandboxReported::Created(observation))
}

/// What this client reported about this test person under this id.
pub async fn find_observation(
    db: &impl Read,
    client: ClientId,
    subject: PersonId,
    id: ObservationId,
) -> Result<Option<SandboxObservation>> {
    store::sandbox_report::find(db, client, subject, id).await
}

/// Deletes what has been kept for its time.
pub async fn forget_observations(db: &Database) -> Result<u64> {
    let tx = db.begin().await?;
    let gone = store::sandbox_report::delete_before(&tx, tx.now() - KEPT).await?;
    tx.commit().await?;
    Ok(gone)
}
