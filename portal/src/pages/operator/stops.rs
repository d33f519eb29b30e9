//! Suspending a tool, lifting one reason, withdrawing for good: each asks first and says how many will be told.

use approval::{Lift, Party, Suspend, Withdraw};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::{Standing, SuspensionReason};
use kernel::ToolId;
use serde::Serialize;

use super::names::{ToolName, tool_name};
use crate::{
    pages::{small_cells::without_small_cells, told},
    web::{App, Error, FormState, OperatorLogin, Page, PageContext, Posted, Result, View},
};

/// Which of the three is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    Suspend,
    Lift(SuspensionReason),
    Withdraw,
}

/// How many people are told; small numbers are not told (domain §10).
#[derive(Debug, Serialize)]
pub struct Told {
    /// Whether there is anybody.
    pub some: bool,
    /// How many, unless fewer than five.
    pub count: Option<u64>,
}

impl Told {
    const fn of(count: u64) -> Self {
        Self { some: count > 0, count: without_small_cells(count) }
    }
}

/// `GET …/stans`, `…/opphev/{reason}`, `…/trekk`.
#[derive(Debug, Serialize)]
pub struct StopView {
    /// The tool.
    pub tool: ToolName,
    /// `suspend`, `lift` or `withdraw`.
    pub question: &'static str,
    /// The reason to lift.
    pub reason: Option<&'static str>,
    /// Reasons to choose among.
    pub reasons: Vec<&'static str>,
    /// Patients who are told.
    pub patients: Told,
    /// Clinicians who are told.
    pub clinicians: Told,
    /// The form.
    pub form: FormState,
}

impl View for StopView {
    const TEMPLATE: &'static str = "operator/stop.html";
}

/// Asks for a reason to suspend.
pub async fn ask_suspend(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Path(id): Path<ToolId>,
) -> Result<Page<StopView>> {
    ask(&app, cx, id, Question::Suspend).await
}

/// Asks before one reason is lifted.
pub async fn ask_lift(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Path((id, reason)): Path<(ToolId, SuspensionReason)>,
) -> Result<Page<StopView>> {
    ask(&app, cx, id, Question::Lift(reason)).await
}

/// Asks before a tool is withdrawn for good.
pub async fn ask_withdraw(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Path(id): Path<ToolId>,
) -> Result<Page<StopView>> {
    ask(&app, cx, id, Question::Withdraw).await
}

async fn ask(app: &App, cx: PageContext, id: ToolId, question: Question) -> Result<Page<StopView>> {
    let view = view(app, &cx, id, question, FormState::default()).await?;
    Ok(cx.page(view))
}

/// Suspends a tool for a reason.
pub async fn suspend(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path(tool): Path<ToolId>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let reason = form.parse::<SuspensionReason>("reason", "form-bad-choice");
    let note = told::read(&mut form, true);
    if let (Some(reason), Some(note)) = (reason, note) {
        let tx = app.database.begin().await?;
        match approval::suspend(&tx, &Party::Operator(me.actor), Suspend { tool, reason, note }).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(done(cx, tool, "flash-op-suspended"));
            }
            Err(error) => form.take(error)?,
        }
    }
    failed(&app, cx, tool, Question::Suspend, form).await
}

/// Lifts one reason and leaves the others.
pub async fn lift(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path((tool, reason)): Path<(ToolId, SuspensionReason)>,
    Posted(mut form): Posted,
) -> Result<Response> {
    if let Some(note) = told::read(&mut form, false) {
        let tx = app.database.begin().await?;
        match approval::lift(&tx, &Party::Operator(me.actor), Lift { tool, reason, note }).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(done(cx, tool, "flash-op-lifted"));
            }
            Err(error) => form.take(error)?,
        }
    }
    failed(&app, cx, tool, Question::Lift(reason), form).await
}

/// Withdraws a tool for good, where the operator has ticked that it is meant.
pub async fn withdraw(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path(tool): Path<ToolId>,
    Posted(mut form): Posted,
) -> Result<Response> {
    if !form.checked("sure") {
        form.error("sure", "form-op-not-sure");
    }
    if let Some(reason) = told::read(&mut form, true).filter(|_| form.is_valid()) {
        let tx = app.database.begin().await?;
        match approval::withdraw(&tx, &Party::Operator(me.actor), Withdraw { tool, reason }).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(done(cx, tool, "flash-op-withdrawn"));
            }
            Err(error) => form.take(error)?,
        }
    }
    failed(&app, cx, tool, Question::Withdraw, form).await
}

fn done(cx: PageContext, tool: ToolId, flash: &str) -> Response {
    cx.redirect(&format!("/forvaltning/verktoy/{tool}")).flash(flash).into_response()
}

async fn failed(
    app: &App,
    cx: PageContext,
    tool: ToolId,
    question: Question,
    form: FormState,
) -> Result<Response> {
    let view = view(app, &cx, tool, question, form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn view(
    app: &App,
    cx: &PageContext,
    id: ToolId,
    question: Question,
    form: FormState,
) -> Result<StopView> {
    let db = &app.database;
    let listing = catalogue::find_listing_of(db, id).await?;
    let withdrawn = matches!(&listing, Some(it) if matches!(it.standing, Standing::Withdrawn { .. }));
    let open = catalogue::find_open_revision(db, id).await?;
    let open = open.is_some_and(|open| open.state.kind() != catalogue::StateKind::Draft);
    let possible = match question {
        Question::Withdraw => !withdrawn && (listing.is_some() || open),
        Question::Suspend | Question::Lift(_) => listing.is_some() && !withdrawn,
    };
    if !possible {
        return Err(Error::not_found());
    }
    let set = listing.map(|listing| listing.standing.reasons()).unwrap_or_default();
    let affected = prescriber::count_affected(db, id).await?;
    let (name, reason) = match question {
        Question::Suspend => ("suspend", None),
        Question::Lift(reason) => ("lift", Some(reason.name())),
        Question::Withdraw => ("withdraw", None),
    };
    Ok(StopView {
        tool: tool_name(db, cx, id).await?,
        question: name,
        reason,
        reasons: by_hand().filter(|reason| !set.contains(reason)).map(SuspensionReason::name).collect(),
        patients: Told::of(affected.patients),
        clinicians: Told::of(affected.clinicians),
        form,
    })
}

/// Reasons that a person sets: the others come and go with what they hang on.
fn by_hand() -> impl Iterator<Item = SuspensionReason> {
    let by_itself = [SuspensionReason::Agreement, SuspensionReason::Deviation];
    SuspensionReason::ALL.iter().copied().filter(move |reason| !by_itself.contains(reason))
}
