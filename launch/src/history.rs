//! The history of use.

use database::Read;
use jiff::Timestamp;
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

/// How many people's tools of these were started since then; a tool that nobody started is left out. For statistics, which show no small cells.
pub async fn count_people_who_started(
    db: &impl Read,
    tools: &[ToolId],
    since: Timestamp,
) -> Result<Vec<(ToolId, u64)>> {
    store::launch::people_by_tool(db, tools, since).await
}

/// The tools that most people's were started since then, with how many that are, the most first. For statistics, which show no small cells.
pub async fn list_most_started(db: &impl Read, since: Timestamp, limit: u64) -> Result<Vec<(ToolId, u64)>> {
    store::launch::most_started(db, since, limit).await
}

/// Tools of which this person must learn nothing: those with a prescription that is withheld from parents (F11).
pub async fn hidden_tools(db: &impl Read, acting: &Acting) -> Result<Vec<ToolId>> {
    Ok(prescriber::list_hidden_tools(db, acting.scope()).await?)
}
