//! A client of a tool or of a record system was shut, opened again, or had a key refused: those who answer for it are told, and those who have or
//! prescribe the tool, where the public has it.

use async_trait::async_trait;
use database::{
    Database, Tx,
    outbox::{self, Claimed, Failure, Handler, Outcome},
};
use kernel::{Classified, ErrorKind, OrganisationId, ToolId};
use serde::Deserialize;

use crate::{Result, suspend::tell_parties, tell};

/// The kind of outbox job that `identity` queues.
pub const CLIENT_CHANGED: &str = "approval.client_changed";

/// What happened to a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Change {
    /// It was the last, and nobody can log in.
    Shut,
    /// Everybody was logged out, and can log in again.
    LoggedOut,
    /// It is in use again, after nobody could log in.
    Opened,
}

impl Change {
    const fn status(self) -> tell::Status {
        match self {
            Self::Shut => tell::Status::Shut,
            Self::LoggedOut => tell::Status::LoggedOut,
            Self::Opened => tell::Status::Restored,
        }
    }

    const fn template(self) -> &'static str {
        match self {
            Self::Shut | Self::LoggedOut => tell::CLIENT_STOPPED,
            Self::Opened => tell::CLIENT_OPENED,
        }
    }
}

/// Whose client it is.
#[derive(Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
enum Owner {
    Tool(ToolId),
    RecordSystem(OrganisationId),
}

#[derive(Deserialize)]
struct Payload {
    of: Owner,
    change: Change,
}

/// Carries out `CLIENT_CHANGED`.
#[derive(Debug, Clone, Copy, Default)]
pub struct ClientTeller;

async fn tell(tx: &Tx, Payload { of, change }: &Payload) -> Result<()> {
    let tool = match of {
        Owner::Tool(tool) => *tool,
        Owner::RecordSystem(organisation) => {
            return tell::organisation(tx, *organisation, change.template()).await;
        }
    };
    tell_parties(tx, tool, change.template()).await?;
    // A tool that is stopped anyway has been told of, and an open client does not bring it back.
    if catalogue::find_listing_of(tx, tool).await?.is_some_and(|listing| listing.is_published()) {
        tell::tool_status(tx, tool, change.status());
    }
    Ok(())
}

#[async_trait]
impl Handler for ClientTeller {
    fn kind(&self) -> &'static str {
        CLIENT_CHANGED
    }

    async fn handle(&self, db: &Database, job: &Claimed) -> Result<Outcome, Failure> {
        let payload: Payload =
            serde_json::from_value(job.payload.clone()).map_err(|error| Failure::Never(error.to_string()))?;
        let tx = db.begin().await?;
        tell(&tx, &payload).await.map_err(|error| match error.kind() {
            ErrorKind::NotFound => Failure::Never(error.to_string()),
            _ => Failure::Later(error.to_string()),
        })?;
        outbox::settle(&tx, job).await?;
        tx.commit().await?;
        Ok(Outcome::Settled)
    }
}
