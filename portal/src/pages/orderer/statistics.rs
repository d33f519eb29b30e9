//! `/bestiller/statistikk`: how long the way into the catalogue takes (4.3).

use approval::{Stretch, processing_times};
use axum::extract::State;
use database::Read;
use jiff::ToSpan;
use serde::Serialize;

use crate::web::{App, OrdererLogin, Page, PageContext, Result, View};

/// How long one stretch took.
#[derive(Debug, Serialize)]
pub struct StretchRow {
    /// Key of its text is `orderer-stretch-` and this.
    pub key: &'static str,
    /// How many were measured.
    pub count: usize,
    /// Half took no longer than this many days.
    pub median: i64,
    /// Nine of ten took no longer than this many days.
    pub p90: i64,
}

/// `GET /bestiller/statistikk`.
#[derive(Debug, Serialize)]
pub struct StatisticsView {
    /// The stretches of the way, in its order.
    pub stretches: Vec<StretchRow>,
}

impl View for StatisticsView {
    const TEMPLATE: &'static str = "orderer/statistics.html";
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    _: OrdererLogin,
) -> Result<Page<StatisticsView>> {
    let now = app.database.now();
    // A year back; hours, since an instant knows no days.
    let from = now.checked_sub((365 * 24).hours()).unwrap_or(now);
    let times = processing_times(&app.database, from, now).await?;
    let row = |key: &'static str, stretch: Stretch| StretchRow {
        key,
        count: stretch.count,
        median: stretch.median_days,
        p90: stretch.p90_days,
    };
    let stretches = vec![
        row("waiting", times.waiting_for_order),
        row("assessment", times.assessment),
        row("publishing", times.publishing),
        row("whole", times.whole),
    ];
    Ok(cx.page(StatisticsView { stretches }))
}
