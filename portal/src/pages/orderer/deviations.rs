//! Deviations of the body's published tools: deadlines, and following them up.

use approval::{Deviation, DeviationScope, ExtendDeviation, SettleDeviation};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use catalogue::Window;
use database::{Read, Tx};
use jiff::civil::Date;
use kernel::{DeviationId, Orderer, oslo};
use serde::Serialize;

use super::agreements::tool_name;
use crate::{
    pages::{
        dossier::{refuse_all, requirement_text},
        named::Id,
        vendor::Asked,
    },
    web::{App, Error, FormState, OrdererLogin, Page, PageContext, Posted, Result, View, paging::Paging},
};

const PAGE: u32 = 25;

/// A deviation in a list.
#[derive(Debug, Clone, Serialize)]
pub struct DeviationRow {
    /// The deviation.
    pub id: DeviationId,
    /// The tool's name.
    pub tool: String,
    /// The requirement.
    pub requirement: &'static str,
    /// Its title.
    pub title: String,
    /// Why it is not met.
    pub reason: String,
    /// What will be done.
    pub plan: Option<String>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// The last day.
    pub deadline: Option<Date>,
    /// Days left; negative past it.
    pub days: Option<i32>,
    /// Whether it is past its deadline.
    pub overdue: bool,
}

/// `GET /bestiller/avvik`.
#[derive(Debug, Serialize)]
pub struct DeviationsView {
    /// Open deviations, the nearest deadline first.
    pub deviations: Vec<DeviationRow>,
    /// Where in the list one stands.
    pub paging: Paging,
}

impl View for DeviationsView {
    const TEMPLATE: &'static str = "orderer/deviations.html";
}

/// `GET /bestiller/avvik/{deviation}`.
#[derive(Debug, Serialize)]
pub struct DeviationView {
    /// The deviation.
    pub deviation: DeviationRow,
    /// Its version.
    pub version: i32,
    /// Whether it is still open.
    pub open: bool,
    /// What is filled in.
    pub form: FormState,
}

impl View for DeviationView {
    const TEMPLATE: &'static str = "orderer/deviation.html";
}

/// Rows of these deviations.
pub(super) async fn rows(
    app: &App,
    cx: &PageContext,
    deviations: Vec<Deviation>,
) -> Result<Vec<DeviationRow>> {
    let mut rows = Vec::new();
    for deviation in &deviations {
        rows.push(row(app, cx, deviation).await?);
    }
    Ok(rows)
}

async fn row(app: &App, cx: &PageContext, deviation: &Deviation) -> Result<DeviationRow> {
    let today = oslo::date(app.database.now());
    let days = |deadline: Date| deadline.since(today).map_or(0, |span| span.get_days());
    Ok(DeviationRow {
        id: deviation.id,
        tool: tool_name(app, cx, deviation.tool).await?.unwrap_or_default(),
        requirement: deviation.requirement.name(),
        title: requirement_text(cx.locale(), deviation.requirement).title,
        reason: deviation.reason.to_string(),
        plan: deviation.plan.as_ref().map(ToString::to_string),
        owner: deviation.owner.as_ref().map(ToString::to_string),
        deadline: deviation.deadline,
        days: deviation.binding_deadline().map(days),
        overdue: deviation.is_overdue(today),
    })
}

pub(super) async fn list(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Query(asked): Query<Asked>,
) -> Result<Page<DeviationsView>> {
    let window = Window::page(u64::from(asked.page()), u64::from(PAGE));
    let scope = DeviationScope::Orderer(me.actor);
    let found = approval::list_deviations(&app.database, scope, window).await?;
    let paging = Paging::new("/bestiller/avvik", cx.info.query.as_deref(), (asked.page(), PAGE), found.total);
    let deviations = rows(&app, &cx, found.items).await?;
    Ok(cx.page(DeviationsView { deviations, paging }))
}

async fn own(app: &App, orderer: &Orderer, id: &str) -> Result<Deviation> {
    approval::find_own_deviation(&app.database, orderer, Id::parse(id)?).await?.ok_or_else(Error::not_found)
}

async fn view(app: &App, cx: &PageContext, deviation: &Deviation, form: FormState) -> Result<DeviationView> {
    Ok(DeviationView {
        deviation: row(app, cx, deviation).await?,
        version: deviation.version,
        open: deviation.closed_at.is_none(),
        form,
    })
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path(deviation): Path<String>,
) -> Result<Response> {
    let deviation = own(&app, &me.actor, &deviation).await?;
    let view = view(&app, &cx, &deviation, FormState::default()).await?;
    Ok(cx.page(view).into_response())
}

pub(super) async fn follow_up(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path(deviation): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let deviation = own(&app, &me.actor, &deviation).await?;
    // The forms are gone from the page of a closed one, and with them the fields that errors would lead to.
    let step = if deviation.closed_at.is_none() {
        read(&mut form, deviation.id)
    } else {
        form.error("", "orderer-deviation-closed");
        None
    };
    if let Some(step) = step {
        let tx = app.database.begin().await?;
        match take(&tx, &me.actor, step).await {
            Ok(flash) => {
                tx.commit().await?;
                return Ok(cx.redirect("/bestiller/avvik").flash(flash).into_response());
            }
            Err(error) => refuse_all(&mut form, error)?,
        }
    }
    let view = view(&app, &cx, &deviation, form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

enum Step {
    Settle(SettleDeviation),
    Extend(ExtendDeviation),
}

fn read(form: &mut FormState, deviation: DeviationId) -> Option<Step> {
    let version = form.parse_hidden("version");
    if form.text("step") == "settle" {
        let evidence = form.phrase("evidence", "form-missing");
        return Some(Step::Settle(SettleDeviation {
            deviation,
            expected_version: version?,
            evidence: evidence?,
        }));
    }
    let reason = form.phrase("reason", "form-missing");
    let plan = form.phrase("plan", "form-missing");
    let deadline = form.date("deadline", "form-bad-date");
    Some(Step::Extend(ExtendDeviation {
        deviation,
        expected_version: version?,
        reason: reason?,
        plan: plan?,
        deadline: deadline?,
    }))
}

async fn take(tx: &Tx, orderer: &Orderer, step: Step) -> approval::Result<&'static str> {
    match step {
        Step::Settle(command) => {
            approval::settle_deviation(tx, orderer, command).await?;
            Ok("flash-deviation-settled")
        }
        Step::Extend(command) => {
            approval::extend_deviation(tx, orderer, command).await?;
            Ok("flash-deviation-extended")
        }
    }
}
