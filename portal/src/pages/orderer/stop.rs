//! The body suspends a tool that it has ordered, or lifts what it suspended it for.

use approval::{Lift, Party, Suspend};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::SuspensionReason;
use kernel::OrderId;
use serde::Serialize;

use super::work::{self, Work};
use crate::{
    pages::{dossier::refuse_all, told},
    web::{App, Error, FormState, OrdererLogin, PageContext, Posted, Result, View},
};

/// Reasons that a body gives; the others are the platform's and the vendor's.
const REASONS: [SuspensionReason; 3] =
    [SuspensionReason::Security, SuspensionReason::Quality, SuspensionReason::Other];

/// `GET /bestiller/bestillinger/{order}/stans` and `…/opphev/{reason}`.
#[derive(Debug, Serialize)]
pub struct StopView {
    /// The order.
    pub order: OrderId,
    /// The tool's name.
    pub name: String,
    /// The reason to lift; `None` to suspend.
    pub lift: Option<&'static str>,
    /// What is filled in.
    pub form: FormState,
}

impl View for StopView {
    const TEMPLATE: &'static str = "orderer/stop.html";
}

fn view(cx: &PageContext, work: &Work, lift: Option<SuspensionReason>, form: FormState) -> StopView {
    StopView { order: work.order.id, name: work.name(cx), lift: lift.map(SuspensionReason::name), form }
}

pub(super) async fn ask(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path(order): Path<String>,
) -> Result<Response> {
    let work = work::load(&app, &me.actor, &order).await?;
    work.some_tool()?;
    let view = view(&cx, &work, None, FormState::default());
    Ok(cx.page(view).into_response())
}

pub(super) async fn suspend(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path(order): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let work = work::load(&app, &me.actor, &order).await?;
    let tool = work.some_tool()?.id;
    let reason = REASONS.into_iter().find(|reason| reason.name() == form.text("reason"));
    if reason.is_none() {
        form.error("reason", "form-choose-one");
    }
    if let (Some(note), Some(reason)) = (told::read(&mut form, true), reason) {
        let tx = app.database.begin().await?;
        match approval::suspend(&tx, &Party::Orderer(me.actor), Suspend { tool, reason, note }).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(cx.redirect(&work.path("")).flash("flash-suspended").into_response());
            }
            Err(error) => refuse_all(&mut form, error)?,
        }
    }
    let view = view(&cx, &work, None, form);
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn reason_of(word: &str) -> Result<SuspensionReason> {
    SuspensionReason::from_name(word).ok_or_else(Error::not_found)
}

pub(super) async fn ask_lift(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path((order, reason)): Path<(String, String)>,
) -> Result<Response> {
    let work = work::load(&app, &me.actor, &order).await?;
    work.some_tool()?;
    let view = view(&cx, &work, Some(reason_of(&reason)?), FormState::default());
    Ok(cx.page(view).into_response())
}

pub(super) async fn lift(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path((order, reason)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let work = work::load(&app, &me.actor, &order).await?;
    let (tool, reason) = (work.some_tool()?.id, reason_of(&reason)?);
    if let Some(note) = told::read(&mut form, true) {
        let tx = app.database.begin().await?;
        match approval::lift(&tx, &Party::Orderer(me.actor), Lift { tool, reason, note }).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(cx.redirect(&work.path("")).flash("flash-lifted").into_response());
            }
            Err(error) => refuse_all(&mut form, error)?,
        }
    }
    let view = view(&cx, &work, Some(reason), form);
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
