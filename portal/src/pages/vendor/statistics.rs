//! `/leverandor/statistikk`: how many people use the vendor's published tools, without small cells (domain §10).

use std::collections::HashMap;

use axum::extract::State;
use axum_extra::extract::Query;
use catalogue::{OwnTool, Window};
use database::Read;
use jiff::SignedDuration;
use kernel::ToolId;
use serde::Serialize;

use super::home::Asked;
use crate::{
    pages::small_cells::without_small_cells,
    web::{App, Page, PageContext, Result, VendorLogin, View, paging::Paging},
};

const PAGE: u32 = 50;
const MONTH: SignedDuration = SignedDuration::from_hours(24 * 30);
const YEAR: SignedDuration = SignedDuration::from_hours(24 * 365);

/// How many people; `None` where there are some, but fewer than five.
type People = Option<u64>;

/// One tool's figures.
#[derive(Debug, Serialize)]
pub struct UseRow {
    /// The tool.
    pub tool: ToolId,
    /// Its name.
    pub name: String,
    /// Who started it in the last 30 days.
    pub month: People,
    /// Who started it in the last year.
    pub year: People,
    /// Who has an open prescription of it.
    pub prescribed: People,
}

/// `GET /leverandor/statistikk`.
#[derive(Debug, Serialize)]
pub struct StatisticsView {
    /// The tools, the latest registered first.
    pub tools: Vec<UseRow>,
    /// Where in the list one stands.
    pub paging: Paging,
}

impl View for StatisticsView {
    const TEMPLATE: &'static str = "vendor/statistics.html";
}

/// The figures.
pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Query(asked): Query<Asked>,
) -> Result<Page<StatisticsView>> {
    let db = &app.database;
    let page = asked.page();
    let window = Window::page(u64::from(page), u64::from(PAGE));
    let own = catalogue::list_own_tools(db, &me.actor, window).await?;
    let ids: Vec<ToolId> = own.items.iter().map(|own| own.tool.id).collect();
    let now = db.now();
    let month = by_tool(launch::count_people_who_started(db, &ids, now - MONTH).await?);
    let year = by_tool(launch::count_people_who_started(db, &ids, now - YEAR).await?);
    let prescribed = by_tool(prescriber::count_patients_by_tool(db, &ids).await?);
    let shown = |figures: &HashMap<ToolId, u64>, tool| {
        without_small_cells(figures.get(&tool).copied().unwrap_or_default())
    };
    let row = |own: &OwnTool| {
        let newest = own.listed.as_ref().or(own.open.as_ref())?;
        Some(UseRow {
            tool: own.tool.id,
            name: newest.content.name(cx.locale()).to_owned(),
            month: shown(&month, own.tool.id),
            year: shown(&year, own.tool.id),
            prescribed: shown(&prescribed, own.tool.id),
        })
    };
    let tools = own.items.iter().filter_map(row);
    let paging = Paging::new("/leverandor/statistikk", cx.info.query.as_deref(), (page, PAGE), own.total);
    let tools = tools.collect();
    Ok(cx.page(StatisticsView { tools, paging }))
}

fn by_tool(figures: Vec<(ToolId, u64)>) -> HashMap<ToolId, u64> {
    figures.into_iter().collect()
}
