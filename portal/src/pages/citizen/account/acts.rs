//! Who has acted for me, and when: starts, logins in tools and their refreshes, permissions, prescriptions, and powers taken into use.

use std::cmp::Reverse;

use axum::extract::State;
use axum_extra::extract::Query;
use identity::{Party, grant::LoginByOther};
use jiff::Timestamp;
use kernel::{PersonId, ToolId};
use launch::Deed;
use serde::{Deserialize, Serialize};

use super::records::{listings, names};
use crate::{
    pages::{
        citizen::{Whole, prescription},
        wording::Wording,
    },
    web::{App, Page, PageContext, Result, View},
};

/// Lines a page.
const PER_PAGE: usize = 50;
/// Events of prescriptions that are told, parts of texts' keys too. A start stands among the launches already.
const EVENTS: [&str; 3] = ["seen", "declined", "shared"];

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Lines before this instant, in microseconds.
    #[serde(default)]
    eldre: Option<String>,
}

/// A tool that something was done with.
#[derive(Debug, Clone, Serialize)]
pub struct LineTool {
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: Wording,
}

/// Something that another has done.
#[derive(Debug, Clone, Serialize)]
pub struct ActLine {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// What: part of its text's key.
    pub deed: &'static str,
    /// With which tool.
    pub tool: Option<LineTool>,
    /// On what ground: part of its text's key.
    pub basis: Option<&'static str>,
    /// How often a tool's login was refreshed, and when it was last used.
    pub refreshed: Option<(u32, Timestamp)>,
}

/// `GET /min-side/representasjon/logg`.
#[derive(Debug, Serialize)]
pub struct ActsView {
    /// The name of whoever the log is of, where that is another.
    pub subject: Option<String>,
    /// A page of the log, newest first.
    pub lines: Vec<ActLine>,
    /// Where the page is not the first one.
    pub later: bool,
    /// The address's part for older lines, where there are any.
    pub older: Option<i64>,
}

impl View for ActsView {
    const TEMPLATE: &'static str = "citizen/acts.html";
}

/// A line before names are looked up.
struct Raw {
    at: Timestamp,
    by: PersonId,
    deed: &'static str,
    tool: Option<ToolId>,
    basis: Option<&'static str>,
    refreshed: Option<(u32, Timestamp)>,
}

/// The page. Somebody acting for the person sees it without what is withheld (F11).
pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    whole: Whole,
    Query(asked): Query<Asked>,
) -> Result<Page<ActsView>> {
    let before = asked.eldre.as_deref().and_then(|text| text.parse().ok());
    let before = before.and_then(|micros| Timestamp::from_microsecond(micros).ok());
    let (lines, older) = lines(&app, &cx, &whole, before, PER_PAGE).await?;
    let Whole { who, .. } = &whole;
    let subject = if who.for_another() {
        let subject = people::find_person(&app.database, who.citizen.subject).await?;
        subject.map(|person| person.name.to_string())
    } else {
        None
    };
    Ok(cx.page(ActsView { subject, lines, later: before.is_some(), older }))
}

/// Lines before this instant, and where to go on.
pub(super) async fn lines(
    app: &App,
    cx: &PageContext,
    whole: &Whole,
    before: Option<Timestamp>,
    most: usize,
) -> Result<(Vec<ActLine>, Option<i64>)> {
    let mut raw = gather(app, whole, before, most).await?;
    raw.sort_by_key(|line| Reverse(line.at));
    // What happened at one instant stays on one page, since the next one begins before it.
    let mut shown = raw.len().min(most);
    while shown > 0 && raw.get(shown).is_some_and(|next| next.at == raw[shown - 1].at) {
        shown += 1;
    }
    let older = (shown < raw.len()).then(|| raw[shown - 1].at.as_microsecond());
    raw.truncate(shown);
    let tools = listings(app, &raw.iter().filter_map(|line| line.tool).collect::<Vec<_>>()).await?;
    let persons = names(app, &raw.iter().map(|line| line.by).collect::<Vec<_>>()).await?;
    let line = |raw: Raw| ActLine {
        at: raw.at,
        by: persons.get(&raw.by).cloned().unwrap_or_default(),
        deed: raw.deed,
        tool: raw.tool.and_then(|tool| tools.get(&tool)).map(|listing| LineTool {
            slug: listing.tool.slug.to_string(),
            name: prescription::name(cx.locale(), listing),
        }),
        basis: raw.basis,
        refreshed: raw.refreshed,
    };
    Ok((raw.into_iter().map(line).collect(), older))
}

/// Lines of every source before this instant, one more than are shown of each: none is left out between two pages.
async fn gather(app: &App, whole: &Whole, before: Option<Timestamp>, most: usize) -> Result<Vec<Raw>> {
    let (db, who) = (&app.database, &whole.who);
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let acts = launch::list_acts(db, &whole.proof, before, limit).await?;
    let mut all: Vec<Raw> = acts
        .iter()
        .map(|act| Raw {
            at: act.at,
            by: act.by,
            deed: deed(act.deed),
            tool: act.tool,
            basis: act.basis.map(launch::representation::Basis::name),
            refreshed: None,
        })
        .collect();
    let hidden = launch::hidden(db, &who.acting).await?;
    let logins = identity::grant::list_by_others(db, who.citizen.subject, &hidden, before, limit).await?;
    all.extend(logins.iter().filter_map(login));
    for (id, event) in prescriber::list_events_by_others(db, who.scope(), &EVENTS, before, limit).await? {
        let Some(by) = event.actor.person() else { continue };
        let tool = prescriber::find_for_patient(db, who.scope(), id).await?.map(|found| found.tool);
        all.push(Raw { at: event.at, by, deed: event.kind.name(), tool, basis: None, refreshed: None });
    }
    Ok(all)
}

const fn deed(deed: Deed) -> &'static str {
    match deed {
        Deed::Began => "began",
        Deed::Started => "started",
        Deed::Permitted => "permitted",
        Deed::Withdrew => "withdrew",
        Deed::Erased => "erased",
        Deed::Exported => "exported",
    }
}

fn login(login: &LoginByOther) -> Option<Raw> {
    let Party::Tool(tool) = login.party else { return None };
    Some(Raw {
        at: login.since,
        by: login.person,
        deed: "logged-in",
        tool: Some(tool),
        basis: None,
        refreshed: Some((login.refreshed, login.used_at)),
    })
}
