//! A vendor was stopped as a whole: its test persons are logged out (§10).

use async_trait::async_trait;
use database::{
    Database,
    outbox::{self, Claimed, Failure, Handler, Outcome},
};
use kernel::OrganisationId;
use serde::Deserialize;

use crate::session;

/// The kind of outbox job that `approval` queues.
pub const VENDOR_STOPPED: &str = "identity.vendor_stopped";

#[derive(Deserialize)]
struct Payload {
    vendor: OrganisationId,
}

/// Carries out `VENDOR_STOPPED`. Until it has run the rules of the sandbox refuse each start and each use of a token already (T1); this ends the test
/// persons' sessions, so that nothing comes back to life when the vendor does.
#[derive(Debug, Clone, Copy, Default)]
pub struct VendorStopped;

#[async_trait]
impl Handler for VendorStopped {
    fn kind(&self) -> &'static str {
        VENDOR_STOPPED
    }

    async fn handle(&self, db: &Database, job: &Claimed) -> Result<Outcome, Failure> {
        let Payload { vendor } =
            serde_json::from_value(job.payload.clone()).map_err(|error| Failure::Never(error.to_string()))?;
        let tx = db.begin().await?;
        // What was opened since then was opened after the stop had been lifted.
        let ended = session::end_of_vendor(&tx, vendor, job.queued_at).await;
        let ended = ended.map_err(|error| Failure::Later(error.to_string()))?;
        outbox::settle(&tx, job).await?;
        tx.commit().await?;
        tracing::info!(organisation.id = %vendor, session.ended = ended, "identity.vendor_stopped");
        Ok(Outcome::Settled)
    }
}
