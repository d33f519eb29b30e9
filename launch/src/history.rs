//! The history of use.

use database::Read;
use jiff::Timestamp;
use kernel::{Hidden, LaunchId, ToolId};

use crate::{Acting, Launch, Result, Whole, store};

/// The subject's starts, newest first: which tool, when, for whom, by whom.
pub async fn list_history(
    db: &impl Read,
    whole: &Whole,
    before: Option<LaunchId>,
    limit: u64,
) -> Result<Vec<Launch>> {
    let hidden = hidden(db, whole.acting()).await?;
    store::launch::list_of_subject(db, whole.acting().citizen().subject, &hidden, before, limit).await
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

/// What this person must learn nothing of: prescriptions that are withheld from parents (F11), and what hangs on them.
pub async fn hidden(db: &impl Read, acting: &Acting) -> Result<Hidden> {
    Ok(prescriber::hidden(db, acting.scope()).await?)
}
