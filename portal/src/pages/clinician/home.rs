//! `GET /forskriver`: find a tool, the latest tools, and what needs attention.

use axum::extract::State;
use catalogue::Window;
use database::Read;
use kernel::{Profession, ToolId, oslo};
use prescriber::{ClinicianFilter, FollowUpFilter, FollowUpSort, Page as Part};
use serde::Serialize;

use super::{
    follow_up::{Row, rows},
    tools::{self, ToolLine},
};
use crate::web::{App, ClinicianLogin, Page, PageContext, Result, View};

/// Prescriptions shown as needing attention.
const PRESSING: u64 = 5;
/// The latest prescriptions that the latest tools are taken from.
const LATEST: u64 = 50;
/// Latest tools shown.
const RECENT: usize = 6;

/// `GET /forskriver`.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// What needs attention, the most pressing first.
    pub pressing: Vec<Row>,
    /// How many need attention in all.
    pub pressing_total: u64,
    /// Tools that I prescribed last.
    pub recent: Vec<ToolLine>,
    /// Whether there are other organisations to act for.
    pub elsewhere: bool,
    /// Whether none of my professions prescribes unless a tool says so (§5).
    pub no_right: bool,
}

impl View for HomeView {
    const TEMPLATE: &'static str = "clinician/home.html";
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
) -> Result<Page<HomeView>> {
    let filter = FollowUpFilter { attention_only: true, ..FollowUpFilter::default() };
    let window = Window { offset: 0, limit: PRESSING };
    let found =
        prescriber::list_follow_up(&app.database, &me.actor, &filter, FollowUpSort::Attention, window)
            .await?;
    let pressing = rows(&cx, &me, &found.items).await?;
    let recent = recent_tools(&app, &me).await?;
    let recent = tools::lines(&cx, &me, &recent).await?;
    let today = oslo::date(app.database.now());
    let elsewhere = people::list_clinicians(&app.database, me.actor.person, today).await?.len() > 1;
    let no_right = !me.actor.professions.iter().any(|one| Profession::PRESCRIBING.contains(one));
    Ok(cx.page(HomeView { pressing, pressing_total: found.total, recent, elsewhere, no_right }))
}

/// The tools of my own latest prescriptions, the latest first.
async fn recent_tools(app: &App, me: &ClinicianLogin) -> Result<Vec<ToolId>> {
    let latest = Part::first(LATEST);
    let sent =
        prescriber::list_for_clinician(&app.database, &me.actor, ClinicianFilter::default(), latest).await?;
    let mut tools: Vec<ToolId> = Vec::new();
    for prescription in sent.into_iter().filter(|sent| sent.prescriber == me.actor.person) {
        if tools.len() < RECENT && !tools.contains(&prescription.tool) {
            tools.push(prescription.tool);
        }
    }
    Ok(tools)
}
