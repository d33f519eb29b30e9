//! A tool was suspended or withdrawn: what its clients hold dies, and they are told (§10).

use async_trait::async_trait;
use database::{
    Database,
    outbox::{self, Claimed, Failure, Handler, Outcome},
};
use kernel::ToolId;
use serde::Deserialize;

use crate::{Party, grant};

/// The kind of outbox job that `approval` queues.
pub const TOOL_SUSPENDED: &str = "identity.tool_suspended";

#[derive(Deserialize)]
struct Payload {
    tool: ToolId,
    /// Whether it is gone for good.
    #[serde(default)]
    withdrawn: bool,
}

/// Carries out `TOOL_SUSPENDED`. Until it has run the grant policy refuses each use of a token already (T1); this ends the grants, so that
/// nothing comes back to life when the tool does.
#[derive(Debug, Clone, Copy, Default)]
pub struct ToolStopped;

#[async_trait]
impl Handler for ToolStopped {
    fn kind(&self) -> &'static str {
        TOOL_SUSPENDED
    }

    async fn handle(&self, db: &Database, job: &Claimed) -> Result<Outcome, Failure> {
        let Payload { tool, withdrawn } =
            serde_json::from_value(job.payload.clone()).map_err(|error| Failure::Never(error.to_string()))?;
        let tx = db.begin().await?;
        let template = if withdrawn { "tool-withdrawn" } else { "tool-suspended" };
        // What was given since then was given after the reason had been lifted.
        let (party, before) = (Party::Tool(tool), job.queued_at);
        let ended = grant::end_for_party_before(&tx, party, before, "tool_suspended", template).await;
        ended.map_err(|error| Failure::Later(error.to_string()))?;
        outbox::settle(&tx, job).await?;
        tx.commit().await?;
        tracing::info!(tool.id = %tool, "identity.tool_stopped");
        Ok(Outcome::Settled)
    }
}
