//! The history of use: starts from the platform and by tools themselves.

use std::cmp::Reverse;

use axum::extract::State;
use axum_extra::extract::Query;
use jiff::Timestamp;
use kernel::{Citizen, GrantId, LaunchId, ToolId};
use serde::Serialize;
use uuid::Uuid;

use super::records::{Asked, PER_PAGE, listings, names, older};
use crate::{
    pages::{
        citizen::{Whole, prescription},
        wording::Wording,
    },
    web::{App, Page, PageContext, Result, View},
};

/// A start.
#[derive(Debug, Clone, Serialize)]
pub struct StartLine {
    /// The tool's part of the address.
    pub slug: String,
    /// The tool.
    pub name: Wording,
    /// When.
    pub at: Timestamp,
    /// Who was at the keyboard, where that was another than whose tool it is.
    pub by: Option<String>,
    /// Where it was started, `platform` or `tool`: part of its text's key.
    pub started: &'static str,
}

/// What a tool has reported.
#[derive(Debug, Clone, Serialize)]
pub struct ToldLine {
    /// The tool's part of the address.
    pub slug: String,
    /// The tool.
    pub name: Wording,
    /// How many measurements.
    pub count: u64,
    /// When the last one came in.
    pub last: Timestamp,
}

/// `GET /min-side/historikk`.
#[derive(Debug, Serialize)]
pub struct HistoryView {
    /// How much each tool has reported, the latest first; on the first page.
    pub told: Vec<ToldLine>,
    /// A page of starts, newest first.
    pub starts: Vec<StartLine>,
    /// Where the page is not the first one.
    pub later: bool,
    /// The address's part for older lines, where there may be any.
    pub older: Option<Uuid>,
}

impl View for HistoryView {
    const TEMPLATE: &'static str = "citizen/history.html";
}

/// A start of a tool: from the platform, or by the tool itself.
pub struct Start {
    /// The launch's id, or the grant's: both are in the order of time.
    pub id: Uuid,
    /// Which tool.
    pub tool: ToolId,
    /// When.
    pub at: Timestamp,
    citizen: Citizen,
    by_tool: bool,
}

/// The subject's starts older than this one, newest first. What a tool began by itself is known as long as its login is kept.
pub async fn starts(app: &App, whole: &Whole, before: Option<Uuid>, limit: u64) -> Result<Vec<Start>> {
    let (db, subject) = (&app.database, whole.who.citizen.subject);
    let here = launch::list_history(db, &whole.proof, before.map(LaunchId::from_uuid), limit).await?;
    let hidden = launch::hidden(db, &whole.who.acting).await?;
    let there = before.map(GrantId::from_uuid);
    let there = identity::grant::list_begun_by_tools(db, subject, &hidden, there, limit).await?;
    let here = here.into_iter().map(|one| {
        let id = one.id.uuid();
        Start { id, tool: one.tool, at: one.at, citizen: one.citizen, by_tool: false }
    });
    let there = there.into_iter().map(|one| {
        let citizen = Citizen { person: one.person, subject: one.subject };
        Start { id: one.grant.uuid(), tool: one.tool, at: one.since, citizen, by_tool: true }
    });
    let mut all: Vec<Start> = here.chain(there).collect();
    all.sort_by_key(|start| Reverse(start.id));
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

/// These starts as they are shown.
pub async fn start_lines(app: &App, cx: &PageContext, starts: &[Start]) -> Result<Vec<StartLine>> {
    let tools = listings(app, &starts.iter().map(|one| one.tool).collect::<Vec<_>>()).await?;
    let persons = names(app, &starts.iter().map(|one| one.citizen.person).collect::<Vec<_>>()).await?;
    let line = |one: &Start| {
        let listing = tools.get(&one.tool)?;
        Some(StartLine {
            slug: listing.tool.slug.to_string(),
            name: prescription::name(cx.locale(), listing),
            at: one.at,
            by: persons.get(&one.citizen.person).filter(|_| one.citizen.represents()).cloned(),
            started: if one.by_tool { "tool" } else { "platform" },
        })
    };
    Ok(starts.iter().filter_map(line).collect())
}

/// What tools have told that was done.
async fn told_lines(app: &App, cx: &PageContext, whole: &Whole) -> Result<Vec<ToldLine>> {
    let told = prescriber::list_told(&app.database, whole.who.scope()).await?;
    let tools = listings(app, &told.iter().map(|one| one.tool).collect::<Vec<_>>()).await?;
    let line = |one: &prescriber::Told| {
        let listing = tools.get(&one.tool)?;
        let name = prescription::name(cx.locale(), listing);
        Some(ToldLine { slug: listing.tool.slug.to_string(), name, count: one.count, last: one.last })
    };
    Ok(told.iter().filter_map(line).collect())
}

/// The history of use.
pub async fn history(
    State(app): State<App>,
    cx: PageContext,
    whole: Whole,
    Query(asked): Query<Asked>,
) -> Result<Page<HistoryView>> {
    let starts = starts(&app, &whole, asked.before(), PER_PAGE).await?;
    let older = older(&starts, |start| start.id);
    let starts = start_lines(&app, &cx, &starts).await?;
    let later = asked.before().is_some();
    let told = if later { Vec::new() } else { told_lines(&app, &cx, &whole).await? };
    Ok(cx.page(HistoryView { told, starts, later, older }))
}
