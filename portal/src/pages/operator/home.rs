//! `GET /forvaltning`: what waits for a decision, what ends soon, what has stopped.

use approval::{DeviationScope, QueueItem};
use axum::extract::State;
use axum_extra::extract::Query;
use catalogue::{AgreementKind, RevisionState, Window};
use database::Read;
use identity::Party;
use jiff::{Timestamp, ToSpan, civil::Date};
use kernel::{ClientId, RevisionId, oslo};
use search::Standing;
use serde::{Deserialize, Serialize};

use super::names::{Names, ToolName, tool_name};
use crate::web::{App, OperatorLogin, Page, PageContext, Result, View, paging::Paging};

/// Rows a page.
pub const PER_PAGE: u32 = 20;
/// Deadlines and agreements shown.
const SOON: u64 = 20;
/// How far ahead the parties are warned (domain §3).
const AHEAD: i32 = 90;

/// Which page of a list.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// From 1.
    #[serde(default)]
    pub side: Option<String>,
}

impl Asked {
    /// The page's number; whatever was written, there is one.
    pub fn page(&self) -> u32 {
        page_number(self.side.as_deref())
    }
}

/// The page that `side` asks for, bounded.
pub fn page_number(side: Option<&str>) -> u32 {
    side.and_then(|side| side.parse().ok()).unwrap_or(1).clamp(1, 100_000)
}

/// New addresses of a client.
#[derive(Debug, Serialize)]
pub struct ChangeRow {
    /// The client.
    pub client: ClientId,
    /// Its tool.
    pub tool: ToolName,
    /// Since when they wait.
    pub since: Timestamp,
}

/// One revision on its way.
#[derive(Debug, Serialize)]
pub struct QueueRow {
    /// Its page.
    pub revision: RevisionId,
    /// The tool's name.
    pub name: String,
    /// Which revision of the tool.
    pub number: i32,
    /// The body that has it.
    pub orderer: Option<String>,
    /// Its state's word.
    pub state: &'static str,
    /// Since when.
    pub since: Timestamp,
    /// What the operator can do: `approve`, `publish`, `publish-other`, `check`, or `wait`.
    pub step: &'static str,
    /// Requirements that are unmet today.
    pub unmet: Vec<&'static str>,
}

/// A deviation with a deadline that binds.
#[derive(Debug, Serialize)]
pub struct DeadlineRow {
    /// The tool.
    pub tool: ToolName,
    /// The requirement's id.
    pub requirement: &'static str,
    /// Who sees to it.
    pub owner: Option<String>,
    /// The last day.
    pub deadline: Date,
    /// It has passed.
    pub overdue: bool,
}

/// A tool that is due to be assessed again within the time of warning, or was.
#[derive(Debug, Serialize)]
pub struct DueRow {
    /// The tool.
    pub tool: ToolName,
    /// The body that assessed it.
    pub orderer: String,
    /// The day.
    pub due: Date,
    /// It has passed.
    pub overdue: bool,
}

/// An agreement that ends within the time of warning.
#[derive(Debug, Serialize)]
pub struct EndingRow {
    /// Its kind.
    pub kind: &'static str,
    /// Between whom, beside the operator.
    pub parties: Vec<String>,
    /// The tool, where it is about one.
    pub tool: Option<ToolName>,
    /// The last day on which it holds.
    pub last: Date,
}

/// `GET /forvaltning`.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// Clients' new addresses that wait for an answer, the oldest first.
    pub changes: Vec<ChangeRow>,
    /// Revisions on their way, those that can be decided first.
    pub queue: Vec<QueueRow>,
    /// Pages of the queue.
    pub paging: Paging,
    /// Open deviations, the nearest deadline first.
    pub deadlines: Vec<DeadlineRow>,
    /// Tools to be assessed again, the longest overdue first.
    pub due: Vec<DueRow>,
    /// Agreements that end soon.
    pub ending: Vec<EndingRow>,
    /// Published tools that are suspended.
    pub suspended: u64,
    /// Jobs waiting or under way.
    pub waiting: u64,
    /// Jobs given up.
    pub dead: u64,
    /// How it stands with the search server, where it is of no use just now: `unknown`, `filling`, `away` or `useless`.
    pub search_server: Option<&'static str>,
    /// Whether the registers are embedded and can be changed here.
    pub registers: bool,
}

impl View for HomeView {
    const TEMPLATE: &'static str = "operator/home.html";
}

/// The operator's first page.
pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Query(asked): Query<Asked>,
) -> Result<Page<HomeView>> {
    let db = &app.database;
    let window = Window::page(asked.page().into(), PER_PAGE.into());
    let listed = approval::list_queue(db, &me.actor, window).await?;
    let names = Names::of_organisations(db, listed.items.iter().filter_map(|item| item.orderer)).await?;
    let queue = listed.items.iter().map(|item| row(item, &names, &cx, &me)).collect();
    let backlog = database::outbox::backlog(db).await?;
    let view = HomeView {
        changes: changes(db, &cx).await?,
        queue,
        paging: Paging::new("/forvaltning", None, (asked.page(), PER_PAGE), listed.total),
        deadlines: deadlines(db, &cx, &me).await?,
        due: due(db, &cx, &me).await?,
        ending: ending(db, &cx).await?,
        suspended: catalogue::count_suspended(db).await?,
        waiting: backlog.open,
        dead: backlog.dead,
        search_server: app
            .search
            .server()
            .filter(|standing| *standing != Standing::Used)
            .map(Standing::as_str),
        registers: app.config.has_own_registers(),
    };
    Ok(cx.page(view))
}

async fn changes(db: &impl Read, cx: &PageContext) -> Result<Vec<ChangeRow>> {
    let mut rows = Vec::new();
    for change in identity::client::list_changes(db).await? {
        let client = identity::client::find(db, change.client).await?;
        let Some(Party::Tool(tool)) = client.map(|client| client.party) else { continue };
        rows.push(ChangeRow {
            client: change.client,
            tool: tool_name(db, cx, tool).await?,
            since: change.asked_at,
        });
    }
    Ok(rows)
}

fn row(item: &QueueItem, names: &Names, cx: &PageContext, me: &OperatorLogin) -> QueueRow {
    let revision = &item.revision;
    QueueRow {
        revision: revision.id,
        name: revision.content.name(cx.locale()).to_owned(),
        number: revision.number,
        orderer: item.orderer.map(|id| names.organisation(id)),
        state: revision.state.kind().name(),
        since: item.since,
        step: step(item, me),
        unmet: item.verdict.iter().flat_map(|verdict| &verdict.unmet).map(|rule| rule.0).collect(),
    }
}

/// Four eyes are told before anybody tries.
fn step(item: &QueueItem, me: &OperatorLogin) -> &'static str {
    if !item.is_ready() {
        return "wait";
    }
    match &item.revision.state {
        RevisionState::Submitted { .. } => "check",
        RevisionState::Approved { step } if step.by.person() == Some(me.actor.person) => "publish-other",
        RevisionState::Approved { .. } => "publish",
        _ => "approve",
    }
}

async fn deadlines(db: &impl Read, cx: &PageContext, me: &OperatorLogin) -> Result<Vec<DeadlineRow>> {
    let window = Window { offset: 0, limit: SOON };
    let open = approval::list_deviations(db, DeviationScope::Operator(me.actor), window).await?;
    let today = oslo::date(db.now());
    let mut rows = Vec::new();
    for deviation in open.items {
        let Some(deadline) = deviation.binding_deadline() else { continue };
        rows.push(DeadlineRow {
            tool: tool_name(db, cx, deviation.tool).await?,
            requirement: deviation.requirement.name(),
            owner: deviation.owner.as_ref().map(ToString::to_string),
            deadline,
            overdue: deviation.is_overdue(today),
        });
    }
    Ok(rows)
}

async fn due(db: &impl Read, cx: &PageContext, me: &OperatorLogin) -> Result<Vec<DueRow>> {
    let most = usize::try_from(SOON).unwrap_or(usize::MAX);
    let assessments = approval::list_due(db, &me.actor, most).await?;
    let names = Names::of_organisations(db, assessments.iter().map(|one| one.orderer)).await?;
    let today = oslo::date(db.now());
    let mut rows = Vec::new();
    for assessment in assessments {
        let Some(due) = assessment.due_on else { continue };
        rows.push(DueRow {
            tool: tool_name(db, cx, assessment.tool).await?,
            orderer: names.organisation(assessment.orderer),
            due,
            overdue: due < today,
        });
    }
    Ok(rows)
}

async fn ending(db: &impl Read, cx: &PageContext) -> Result<Vec<EndingRow>> {
    let today = oslo::date(db.now());
    let last = today.saturating_add(AHEAD.days());
    let agreements = catalogue::list_agreements_ending(db, today, last).await?;
    let mut rows = Vec::new();
    for agreement in agreements.into_iter().take(usize::try_from(SOON).unwrap_or(usize::MAX)) {
        let (vendor, tool) = agreement.parties.vendor_and_tool().unzip();
        let parties: Vec<_> = [Some(agreement.parties.party()), vendor].into_iter().flatten().collect();
        let names = Names::of_organisations(db, parties.clone()).await?;
        let tool = match tool {
            Some(tool) => Some(tool_name(db, cx, tool).await?),
            None => None,
        };
        rows.push(EndingRow {
            kind: AgreementKind::name(agreement.parties.kind()),
            parties: parties.into_iter().map(|id| names.organisation(id)).collect(),
            tool,
            last: agreement.last_day().unwrap_or(last),
        });
    }
    Ok(rows)
}
