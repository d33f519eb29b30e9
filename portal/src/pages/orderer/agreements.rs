//! `/bestiller/avtaler`: the body's agreements with their periods, to read.

use axum::extract::State;
use database::Read;
use jiff::civil::Date;
use kernel::oslo;
use serde::Serialize;

use super::home::names;
use crate::web::{App, OrdererLogin, Page, PageContext, Result, View};

/// Days before its end from which an agreement is marked (domain §3: 90, 30 and 7).
const SOON: i32 = 90;

/// One agreement.
#[derive(Debug, Serialize)]
pub struct AgreementRow {
    /// `A1` … `A5`; key of its text is `agreement-kind-` and this.
    pub kind: &'static str,
    /// The vendor of a delivery or data-processing agreement.
    pub vendor: Option<String>,
    /// Its tool.
    pub tool: Option<String>,
    /// Version of the terms.
    pub terms: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Key of its text is `agreement-state-` and this: `in-force`, `soon`, `ended`, `ahead`.
    pub state: &'static str,
    /// Tone of the badge.
    pub tone: &'static str,
}

/// `GET /bestiller/avtaler`.
#[derive(Debug, Serialize)]
pub struct AgreementsView {
    /// The agreements, the latest first.
    pub agreements: Vec<AgreementRow>,
}

impl View for AgreementsView {
    const TEMPLATE: &'static str = "orderer/agreements.html";
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
) -> Result<Page<AgreementsView>> {
    let db = &app.database;
    let agreements = catalogue::list_agreements_of(db, me.actor.organisation).await?;
    let about: Vec<_> = agreements.iter().filter_map(|one| one.parties.vendor_and_tool()).collect();
    let vendors = names(db, &about.iter().map(|(vendor, _)| *vendor).collect::<Vec<_>>()).await?;
    let today = oslo::date(db.now());
    let mut rows = Vec::new();
    for agreement in agreements {
        let about = agreement.parties.vendor_and_tool();
        let tool = match about {
            Some((_, tool)) => tool_name(&app, &cx, tool).await?,
            None => None,
        };
        let (state, tone) = state(&agreement, today);
        rows.push(AgreementRow {
            kind: agreement.parties.kind().name(),
            vendor: about.and_then(|(vendor, _)| vendors.get(&vendor).cloned()),
            tool,
            terms: agreement.terms.to_string(),
            from: agreement.from,
            until: agreement.last_day(),
            state,
            tone,
        });
    }
    Ok(cx.page(AgreementsView { agreements: rows }))
}

/// The name of a tool: the listed one, else the one on its way.
pub(super) async fn tool_name(app: &App, cx: &PageContext, tool: kernel::ToolId) -> Result<Option<String>> {
    let revisions = catalogue::list_revisions(&app.database, tool).await?;
    Ok(revisions.first().map(|newest| newest.content.name(cx.locale()).to_owned()))
}

fn state(agreement: &catalogue::Agreement, today: Date) -> (&'static str, &'static str) {
    let left = |last: Date| last.since(today).map_or(0, |span| span.get_days());
    match agreement.last_day() {
        _ if agreement.from > today => ("ahead", "info"),
        Some(last) if last < today => ("ended", "danger"),
        Some(last) if left(last) <= SOON => ("soon", "warning"),
        _ => ("in-force", "success"),
    }
}
