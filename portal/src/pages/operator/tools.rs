//! `/forvaltning/verktoy`: every tool that has been handed in, and one tool with what has been decided about it.

use approval::Decision;
use axum::extract::{Path, State};
use axum_extra::extract::Query;
use catalogue::{Agreement, OwnTool, RevisionState, Standing, Suspension, ToolFilter, Window};
use database::Read;
use identity::Party;
use jiff::{Timestamp, civil::Date};
use kernel::{AgreementId, RevisionId, ToolId, oslo};
use serde::{Deserialize, Serialize};

use super::{
    cases::{Happening, who_text},
    clients::{self, ClientRow},
    home::{PER_PAGE, page_number},
    names::{Names, ToolName, tool_name},
    processes::{StepOf, step_of},
};
use crate::{
    pages::{public::find::asked::clean, wording::Wording},
    web::{App, Error, OperatorLogin, Page, PageContext, Result, View, paging::Paging},
};

/// Most decisions shown.
const DECISIONS: u64 = 100;

/// What the list's address asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: Option<String>,
    #[serde(default)]
    stanset: Option<String>,
    #[serde(default)]
    side: Option<String>,
}

/// One tool of the list.
#[derive(Debug, Serialize)]
pub struct ToolRow {
    /// Its id.
    pub id: ToolId,
    /// Its name.
    pub name: String,
    /// Its part of addresses.
    pub slug: String,
    /// Whose it is.
    pub vendor: String,
    /// Last part of a key: `published`, `suspended`, `withdrawn`, `unlisted`.
    pub standing: &'static str,
    /// Words of the reasons for suspension.
    pub reasons: Vec<&'static str>,
    /// The revision on its way and its state's word.
    pub open: Option<(RevisionId, &'static str)>,
}

/// `GET /forvaltning/verktoy`.
#[derive(Debug, Serialize)]
pub struct ToolsView {
    /// What was searched for.
    pub query: String,
    /// Only suspended ones were asked for.
    pub suspended: bool,
    /// The page's tools.
    pub tools: Vec<ToolRow>,
    /// Pages of the list.
    pub paging: Paging,
}

impl View for ToolsView {
    const TEMPLATE: &'static str = "operator/tools.html";
}

/// What somebody typed into a search field, bounded and on one line; `None` for nothing.
pub fn search_text(text: Option<&str>) -> Option<String> {
    let text = clean(text.unwrap_or_default());
    Some(text).filter(|text| !text.is_empty())
}

/// Tools by name.
pub async fn list(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Query(asked): Query<Asked>,
) -> Result<Page<ToolsView>> {
    let db = &app.database;
    let filter = ToolFilter { name: search_text(asked.q.as_deref()), suspended: asked.stanset.is_some() };
    let page = page_number(asked.side.as_deref());
    let found =
        catalogue::list_tools(db, &me.actor, &filter, Window::page(page.into(), PER_PAGE.into())).await?;
    let ids: Vec<ToolId> = found.items.iter().map(|own| own.tool.id).collect();
    let listings = catalogue::list_listings(db, &ids).await?;
    let names = Names::of_organisations(db, found.items.iter().map(|own| own.tool.vendor)).await?;
    let standing = |id| listings.iter().find(|listing| listing.id() == id).map(|listing| &listing.standing);
    let tools = found.items.iter().map(|own| row(own, standing(own.tool.id), &names, cx.locale())).collect();
    let paging = Paging::new("/forvaltning/verktoy", cx.info.query.as_deref(), (page, PER_PAGE), found.total);
    let query = filter.name.unwrap_or_default();
    Ok(cx.page(ToolsView { query, suspended: filter.suspended, tools, paging }))
}

fn row(own: &OwnTool, standing: Option<&Standing>, names: &Names, locale: kernel::Locale) -> ToolRow {
    let open = own.open.as_ref().filter(|open| !matches!(open.state, RevisionState::Draft));
    let shown = own.listed.as_ref().or(open);
    let slug = own.tool.slug.to_string();
    let reasons = standing.map(Standing::reasons).unwrap_or_default();
    ToolRow {
        id: own.tool.id,
        name: shown.map_or_else(|| slug.clone(), |revision| revision.content.name(locale).to_owned()),
        slug,
        vendor: names.organisation(own.tool.vendor),
        standing: standing.map_or("unlisted", Standing::name),
        reasons: reasons.into_iter().map(catalogue::SuspensionReason::name).collect(),
        open: open.map(|open| (open.id, open.state.kind().name())),
    }
}

/// One reason of the set.
#[derive(Debug, Serialize)]
pub struct SuspensionRow {
    /// Its word.
    pub reason: &'static str,
    /// What people are told.
    pub note: Option<Wording>,
    /// Since when.
    pub since: Timestamp,
    /// Who set it.
    pub who: String,
    /// It goes away with what it hangs on and cannot be lifted by hand.
    pub by_itself: bool,
}

/// One agreement about the tool.
#[derive(Debug, Serialize)]
pub struct AgreementRow {
    /// Its id.
    pub id: AgreementId,
    /// Its kind.
    pub kind: &'static str,
    /// Between whom, beside the operator.
    pub parties: Vec<String>,
    /// The tool that it is about.
    pub tool: Option<ToolName>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub last: Option<Date>,
    /// `in-force`, `coming`, `over`, `terminated`.
    pub standing: &'static str,
}

impl AgreementRow {
    /// The row of an agreement on this day.
    fn of(agreement: &Agreement, names: &Names, tool: Option<ToolName>, today: Date) -> Self {
        let (vendor, _) = agreement.parties.vendor_and_tool().unzip();
        let parties = [Some(agreement.parties.party()), vendor].into_iter().flatten();
        Self {
            id: agreement.id,
            kind: agreement.parties.kind().name(),
            parties: parties.map(|id| names.organisation(id)).collect(),
            tool,
            from: agreement.from,
            last: agreement.last_day(),
            standing: match agreement {
                it if it.in_force(today) => "in-force",
                it if it.termination.is_some() => "terminated",
                it if it.from > today => "coming",
                _ => "over",
            },
        }
    }
}

/// `GET /forvaltning/verktoy/{tool}`.
#[derive(Debug, Serialize)]
pub struct ToolView {
    /// The tool.
    pub tool: ToolName,
    /// Whose it is.
    pub vendor: String,
    /// The body that has ordered it.
    pub orderer: Option<String>,
    /// `published`, `suspended`, `withdrawn`, `unlisted`.
    pub standing: &'static str,
    /// Why it was withdrawn.
    pub withdrawn: Option<Wording>,
    /// The set of reasons.
    pub suspensions: Vec<SuspensionRow>,
    /// The revision on its way and its state's word.
    pub open: Option<(RevisionId, &'static str)>,
    /// The listed revision.
    pub listed: Option<RevisionId>,
    /// Its clients.
    pub clients: Vec<ClientRow>,
    /// Agreements about it.
    pub agreements: Vec<AgreementRow>,
    /// Decisions, the latest first.
    pub decisions: Vec<Happening>,
    /// The process that an integrated tool is a step of; `None` for a standalone one.
    pub step: Option<StepOf>,
}

impl View for ToolView {
    const TEMPLATE: &'static str = "operator/tool.html";
}

/// One tool.
pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Path(id): Path<ToolId>,
) -> Result<Page<ToolView>> {
    let db = &app.database;
    let tool = catalogue::find_tool(db, id).await?.ok_or_else(Error::not_found)?;
    let open = catalogue::find_open_revision(db, id).await?;
    let open = open.filter(|open| !matches!(open.state, RevisionState::Draft));
    if tool.listed.is_none() && open.is_none() {
        let past = catalogue::list_revisions(db, id).await?;
        if past.iter().all(|revision| matches!(revision.state, RevisionState::Draft)) {
            return Err(Error::not_found());
        }
    }
    let listing = catalogue::find_listing_of(db, id).await?;
    let standing = listing.as_ref().map(|listing| &listing.standing);
    let orderer = approval::find_order_of(db, id).await?.map(|order| order.orderer);
    let names = Names::of_organisations(db, orderer.into_iter().chain([tool.vendor])).await?;
    let (ahead, up) =
        (open.as_ref().map(|open| &open.content), listing.as_ref().map(catalogue::Listing::content));
    let step = step_of(db, id, ahead.into_iter().chain(up)).await?;
    let withdrawn = match standing {
        Some(Standing::Withdrawn { reason, .. }) => Wording::of_prose(cx.locale(), reason),
        _ => None,
    };
    let view = ToolView {
        tool: tool_name(db, &cx, id).await?,
        vendor: names.organisation(tool.vendor),
        orderer: orderer.map(|id| names.organisation(id)),
        standing: standing.map_or("unlisted", Standing::name),
        withdrawn,
        suspensions: suspensions(db, &cx, id).await?,
        open: open.map(|open| (open.id, open.state.kind().name())),
        listed: tool.listed,
        clients: clients::rows(db, Party::Tool(id)).await?,
        agreements: agreements(db, &cx, id).await?,
        decisions: decisions(db, &cx, id).await?,
        step,
    };
    Ok(cx.page(view))
}

async fn suspensions(db: &impl Read, cx: &PageContext, tool: ToolId) -> Result<Vec<SuspensionRow>> {
    let set = catalogue::list_suspensions(db, tool).await?;
    let names = Names::of_actors(db, set.iter().map(|one| one.since.by), []).await?;
    let row = |one: &Suspension| SuspensionRow {
        reason: one.reason.name(),
        note: Wording::of_prose(cx.locale(), &one.note),
        since: one.since(),
        who: who_text(cx, &names.who(&one.since.by)),
        by_itself: !one.cause.is_empty(),
    };
    Ok(set.iter().map(row).collect())
}

/// On the tool's own page its name need not be said again.
async fn agreements(db: &impl Read, cx: &PageContext, tool: ToolId) -> Result<Vec<AgreementRow>> {
    let about = catalogue::list_agreements_about(db, tool).await?;
    let mut rows = rows(db, cx, &about).await?;
    for row in &mut rows {
        row.tool = None;
    }
    Ok(rows)
}

/// The rows of these agreements, with names, as they stand today.
pub async fn rows(db: &impl Read, cx: &PageContext, agreements: &[Agreement]) -> Result<Vec<AgreementRow>> {
    let parties = agreements.iter().flat_map(|agreement| {
        let (vendor, _) = agreement.parties.vendor_and_tool().unzip();
        vendor.into_iter().chain([agreement.parties.party()])
    });
    let names = Names::of_organisations(db, parties).await?;
    let today = oslo::date(db.now());
    let mut rows = Vec::new();
    for agreement in agreements {
        let tool = match agreement.parties.vendor_and_tool() {
            Some((_, tool)) => Some(tool_name(db, cx, tool).await?),
            None => None,
        };
        rows.push(AgreementRow::of(agreement, &names, tool, today));
    }
    Ok(rows)
}

async fn decisions(db: &impl Read, cx: &PageContext, tool: ToolId) -> Result<Vec<Happening>> {
    let decisions = approval::list_decisions(db, tool, DECISIONS).await?;
    let names = Names::of_actors(db, decisions.iter().map(|decision| decision.by), []).await?;
    let happening = |decision: &Decision| {
        let mut text = cx.text(&format!("op-decision-{}", decision.kind.name()));
        if let Some(reason) = decision.reason {
            text = format!("{text}: {}", cx.text(&format!("op-reason-{}", reason.name())));
        }
        Happening {
            at: decision.at,
            text,
            who: Some(who_text(cx, &names.who(&decision.by))),
            note: decision.grounds.text(cx.locale()).map(|(_, text)| text.to_owned()),
            picture: None,
        }
    };
    Ok(decisions.iter().map(happening).collect())
}
