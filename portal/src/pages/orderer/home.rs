//! `/bestiller`: what can be taken on, the body's orders, deadlines ahead.

use std::collections::HashMap;

use approval::{DeviationScope, OwnOrder, Submission};
use axum::extract::State;
use catalogue::Window;
use database::Read;
use jiff::civil::Date;
use kernel::{Locale, OrderId, Orderer, OrganisationId, RevisionId, oslo};
use serde::Serialize;

use super::{
    agreements::tool_name,
    deviations::{DeviationRow, rows as deviation_rows},
};
use crate::{
    pages::dossier::StateBadge,
    web::{App, OrdererLogin, Page, PageContext, Result, View},
};

/// Most rows of the inbox and of the orders on this page.
const MOST: u64 = 100;
/// Most assessments that are due again.
const DUE: usize = 20;

/// A submitted tool.
#[derive(Debug, Serialize)]
pub struct InboxRow {
    /// The revision.
    pub revision: RevisionId,
    /// The tool's name.
    pub name: String,
    /// The vendor's name.
    pub vendor: String,
    /// `open` or `prescription`.
    pub availability: &'static str,
    /// Since when it waits.
    pub since: jiff::Timestamp,
    /// Rules for which this body may not take it on.
    pub obstacles: Vec<&'static str>,
}

/// One of the body's orders.
#[derive(Debug, Serialize)]
pub struct OrderRow {
    /// The order.
    pub order: OrderId,
    /// The tool's name, else what was ordered.
    pub name: String,
    /// The vendor's name.
    pub vendor: String,
    /// Where the tool stands; `None` while the vendor has not answered.
    pub state: Option<StateBadge>,
    /// Where the order stands; key of its text is `orderer-order-` and this.
    pub order_state: &'static str,
    /// Whether the body has something to do now.
    pub todo: bool,
    /// How many requirements are unmet, while it is being assessed.
    pub unmet: Option<usize>,
}

/// A tool that is due to be assessed again.
#[derive(Debug, Serialize)]
pub struct DueRow {
    /// The order that it was assessed by.
    pub order: OrderId,
    /// The tool's name.
    pub tool: String,
    /// The day.
    pub due: Date,
    /// Days left; negative past it.
    pub days: i32,
    /// Whether it has passed.
    pub overdue: bool,
}

/// `GET /bestiller`.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// Submitted tools, the one that has waited longest first.
    pub inbox: Vec<InboxRow>,
    /// The body's orders: those with something to do first.
    pub orders: Vec<OrderRow>,
    /// Deviations, the nearest deadline first.
    pub deviations: Vec<DeviationRow>,
    /// What the body has to assess again within 90 days, the longest overdue first.
    pub due: Vec<DueRow>,
}

impl View for HomeView {
    const TEMPLATE: &'static str = "orderer/home.html";
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
) -> Result<Page<HomeView>> {
    let db = &app.database;
    let window = Window { offset: 0, limit: MOST };
    let waiting = approval::list_inbox(db, &me.actor, window).await?.items;
    let work = approval::list_order_work(db, &me.actor, window).await?.items;
    let vendors: Vec<_> =
        waiting.iter().map(|one| one.tool.vendor).chain(work.iter().map(|one| one.order.vendor)).collect();
    let names = names(db, &vendors).await?;
    let mut inbox = Vec::new();
    for submission in &waiting {
        inbox.push(inbox_row(&app, cx.locale(), &me.actor, submission, &names).await?);
    }
    let mut orders: Vec<_> = work.iter().map(|one| order_row(cx.locale(), one, &names)).collect();
    orders.sort_by_key(|row| !row.todo);
    let few = Window { offset: 0, limit: 5 };
    let deviations = approval::list_deviations(db, DeviationScope::Orderer(me.actor), few).await?.items;
    let deviations = deviation_rows(&app, &cx, deviations).await?;
    let due = due_rows(&app, &cx, &me.actor).await?;
    Ok(cx.page(HomeView { inbox, orders, deviations, due }))
}

async fn due_rows(app: &App, cx: &PageContext, orderer: &Orderer) -> Result<Vec<DueRow>> {
    let today = oslo::date(app.database.now());
    let mut rows = Vec::new();
    for assessment in approval::list_own_due(&app.database, orderer, DUE).await? {
        let Some(due) = assessment.due_on else { continue };
        rows.push(DueRow {
            order: assessment.order,
            tool: tool_name(app, cx, assessment.tool).await?.unwrap_or_default(),
            due,
            days: due.since(today).map_or(0, |span| span.get_days()),
            overdue: due < today,
        });
    }
    Ok(rows)
}

/// The names of these organisations.
pub(super) async fn names(db: &impl Read, ids: &[OrganisationId]) -> Result<HashMap<OrganisationId, String>> {
    let organisations = catalogue::list_organisations_by_id(db, ids).await?;
    Ok(organisations.into_iter().map(|one| (one.id, one.name.to_string())).collect())
}

async fn inbox_row(
    app: &App,
    locale: Locale,
    orderer: &Orderer,
    submission: &Submission,
    names: &HashMap<OrganisationId, String>,
) -> Result<InboxRow> {
    let obstacles = approval::obstacles(&app.database, orderer, &submission.revision).await?;
    Ok(InboxRow {
        revision: submission.revision.id,
        name: submission.revision.content.name(locale).to_owned(),
        vendor: names.get(&submission.tool.vendor).cloned().unwrap_or_default(),
        availability: submission.revision.content.availability.name(),
        since: submission.since,
        obstacles: obstacles.into_iter().map(|rule| rule.0).collect(),
    })
}

fn order_row(locale: Locale, own: &OwnOrder, names: &HashMap<OrganisationId, String>) -> OrderRow {
    use catalogue::StateKind::{InAssessment, Ordered};
    let state = own.revision.as_ref().map(|revision| revision.state.kind());
    let assessing = state == Some(InAssessment);
    let unmet = own.verdict.as_ref().filter(|_| assessing).map(|verdict| verdict.unmet.len());
    OrderRow {
        order: own.order.id,
        name: own
            .revision
            .as_ref()
            .map_or_else(|| own.order.subject.to_string(), |one| one.content.name(locale).to_owned()),
        vendor: names.get(&own.order.vendor).cloned().unwrap_or_default(),
        state: state.map(StateBadge::from),
        order_state: own.order.state.name(),
        todo: state == Some(Ordered) || unmet.is_some_and(|unmet| unmet > 0),
        unmet,
    }
}
