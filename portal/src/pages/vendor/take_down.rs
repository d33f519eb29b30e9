//! The vendor's own wish: taken down for a time, put up again, withdrawn for good.

use approval::{Lift, Party, Suspend, Withdraw};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use catalogue::SuspensionReason;

use super::{confirm::ConfirmView, own};
use crate::{
    pages::{named::Id, told},
    web::{App, PageContext, Posted, Result, VendorLogin},
};

async fn asked(
    app: App,
    cx: PageContext,
    me: VendorLogin,
    tool: &str,
    kind: &'static str,
) -> Result<Response> {
    let own = own::load(&app, &me.actor, Id::parse(tool)?).await?;
    let view = ConfirmView::about(&cx, &own, kind).with_note();
    let view = if kind == "lift" { view } else { view.danger() };
    Ok(cx.page(view).into_response())
}

pub(super) async fn ask(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
) -> Result<Response> {
    asked(app, cx, me, &tool, "suspend").await
}

pub(super) async fn ask_lift(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
) -> Result<Response> {
    asked(app, cx, me, &tool, "lift").await
}

pub(super) async fn ask_withdraw(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
) -> Result<Response> {
    asked(app, cx, me, &tool, "withdraw").await
}

pub(super) async fn suspend(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    if let Some(note) = told::read(&mut form, true) {
        let tx = app.database.begin().await?;
        let command = Suspend { tool: own.tool.id, reason: SuspensionReason::VendorWish, note };
        match approval::suspend(&tx, &Party::Vendor(me.actor), command).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(cx.redirect(&own.path("")).flash("flash-taken-down").into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    Ok(ConfirmView::about(&cx, &own, "suspend").with_note().danger().again(cx, form))
}

pub(super) async fn lift(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    if let Some(note) = told::read(&mut form, true) {
        let tx = app.database.begin().await?;
        let command = Lift { tool: own.tool.id, reason: SuspensionReason::VendorWish, note };
        match approval::lift(&tx, &Party::Vendor(me.actor), command).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(cx.redirect(&own.path("")).flash("flash-put-up").into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    Ok(ConfirmView::about(&cx, &own, "lift").with_note().again(cx, form))
}

pub(super) async fn withdraw(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    if let Some(reason) = told::read(&mut form, true) {
        let tx = app.database.begin().await?;
        let command = Withdraw { tool: own.tool.id, reason };
        match approval::withdraw(&tx, &Party::Vendor(me.actor), command).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(cx.redirect(&own.path("")).flash("flash-withdrawn").into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    Ok(ConfirmView::about(&cx, &own, "withdraw").with_note().danger().again(cx, form))
}
