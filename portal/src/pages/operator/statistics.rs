//! `GET /forvaltning/statistikk`: processing times and how many tools stand where, without small cells (domain §4.3, §10).

use approval::Stretch;
use axum::extract::State;
use catalogue::{StateKind, Window};
use database::Read;
use jiff::{SignedDuration, civil::Date};
use kernel::oslo;
use serde::Serialize;

use crate::{
    pages::small_cells::without_small_cells,
    web::{App, OperatorLogin, Page, PageContext, Result, View},
};

/// Processing times of so long are shown.
const PERIOD: SignedDuration = SignedDuration::from_hours(24 * 365);

/// One stretch of the way into the catalogue.
#[derive(Debug, Serialize)]
pub struct StretchRow {
    /// Last part of its name's key.
    pub name: &'static str,
    /// How many were measured, and half and nine of ten in days; `None` where fewer than five.
    pub days: Option<Days>,
}

/// Measured days.
#[derive(Debug, Serialize)]
pub struct Days {
    /// How many were measured.
    pub count: usize,
    /// Half took no longer.
    pub median: i64,
    /// Nine of ten took no longer.
    pub p90: i64,
}

/// How many stand in one state.
#[derive(Debug, Serialize)]
pub struct StateRow {
    /// The state's word.
    pub state: &'static str,
    /// How many; `None` where there are some, but fewer than five.
    pub count: Option<u64>,
}

/// `GET /forvaltning/statistikk`.
#[derive(Debug, Serialize)]
pub struct StatisticsView {
    /// First day of the period.
    pub from: Date,
    /// Last day of the period.
    pub until: Date,
    /// The stretches.
    pub stretches: Vec<StretchRow>,
    /// Revisions by state, and published tools that are suspended.
    pub states: Vec<StateRow>,
}

impl View for StatisticsView {
    const TEMPLATE: &'static str = "operator/statistics.html";
}

/// The figures.
pub async fn show(State(app): State<App>, cx: PageContext, _: OperatorLogin) -> Result<Page<StatisticsView>> {
    let db = &app.database;
    let now = db.now();
    let from = now - PERIOD;
    let times = approval::processing_times(db, from, now).await?;
    let named = [
        ("waiting", times.waiting_for_order),
        ("assessment", times.assessment),
        ("publishing", times.publishing),
        ("whole", times.whole),
    ];
    let stretches = named.map(|(name, stretch)| StretchRow { name, days: days(stretch) });
    let (from, until) = (oslo::date(from), oslo::date(now));
    Ok(cx.page(StatisticsView { from, until, stretches: stretches.into(), states: states(db).await? }))
}

fn days(stretch: Stretch) -> Option<Days> {
    without_small_cells(stretch.count as u64).filter(|count| *count > 0)?;
    Some(Days { count: stretch.count, median: stretch.median_days, p90: stretch.p90_days })
}

async fn states(db: &impl Read) -> Result<Vec<StateRow>> {
    let mut rows = Vec::new();
    // Superseded revisions are history, drafts are their vendors' own.
    let shown = StateKind::ALL.iter().filter(|it| !matches!(it, StateKind::Superseded | StateKind::Draft));
    for &state in shown {
        let found = catalogue::list_revisions_in(db, &[state], Window { offset: 0, limit: 1 }).await?;
        rows.push(StateRow { state: state.name(), count: without_small_cells(found.total) });
    }
    let suspended = catalogue::count_suspended(db).await?;
    rows.push(StateRow { state: "suspended", count: without_small_cells(suspended) });
    Ok(rows)
}
