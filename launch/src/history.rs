//! The history of use.

use database::Read;
use kernel::{LaunchId, ToolId};

use crate::{Acting, Launch, Result, store};

/// The subject's starts, newest first: which tool, when, for whom, by whom.
pub async fn list_history(
    db: &impl Read,
    acting: &Acting,
    before: Option<LaunchId>,
    limit: u64,
) -> Result<Vec<Launch>> {
    let hidden = hidden_tools(db, acting).await?;
    store::launch::list_of_subject(db, acting.citizen().subject, &hidden, before, limit).await
}

/// Tools of which this person must learn nothing: those with a prescription that is withheld from parents (F11).
pub(crate) async fn hidden_tools(db: &impl Read, acting: &Acting) -> Result<Vec<ToolId>> {
    Ok(prescriber::list_hidden_tools(db, acting.scope()).await?)
}
