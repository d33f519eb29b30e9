//! `GET /forvaltning/statistikk`: processing times and how many tools stand where, as they are now (domain §4.3, §10); `/tall` has them for everybody.

use axum::extract::State;
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    figures::{Figures, StateRow, StretchRow},
    web::{App, OperatorLogin, Page, PageContext, Result, View},
};

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
    let Figures { period: (from, until), stretches, states, .. } = Figures::read(&app).await?;
    Ok(cx.page(StatisticsView { from, until, stretches, states }))
}
