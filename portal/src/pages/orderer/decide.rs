//! What the body does with an assessment besides answering: begins it, sends it back, turns it down.

use approval::{Authority, Reject, RequestChanges, StartAssessment};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::{OrderId, Phrase};
use serde::Serialize;

use super::work::{self, Work};
use crate::{
    pages::dossier::refuse_all,
    web::{App, FormState, OrdererLogin, PageContext, Posted, Result, View},
};

/// A question with room for words; keys of its texts begin with `orderer-ask-` and `kind`.
#[derive(Debug, Serialize)]
pub struct AskView {
    /// Which question: `changes` or `reject`.
    pub kind: &'static str,
    /// The order.
    pub order: OrderId,
    /// The tool's name.
    pub name: String,
    /// The revision's version.
    pub version: i32,
    /// Requirements that are not met: what the words are probably about.
    pub unmet: Vec<&'static str>,
    /// What is filled in.
    pub form: FormState,
}

impl View for AskView {
    const TEMPLATE: &'static str = "orderer/ask.html";
}

fn view(cx: &PageContext, work: &Work, kind: &'static str, form: FormState) -> Result<AskView> {
    let dossier = work.assessed()?;
    // What nobody has answered yet is not found wanting.
    let found = |rule: &&str| {
        approval::Requirement::from_name(rule)
            .is_some_and(|id| id.row().basis.is_derived() || dossier.answer(id).is_some())
    };
    let unmet = dossier.verdict().unwrap_or_default().unmet.into_iter().map(|rule| rule.0);
    Ok(AskView {
        kind,
        order: work.order.id,
        name: work.name(cx),
        version: dossier.revision.version,
        unmet: unmet.filter(found).collect(),
        form,
    })
}

async fn ask(
    app: App,
    cx: PageContext,
    me: OrdererLogin,
    order: &str,
    kind: &'static str,
) -> Result<Response> {
    let work = work::load(&app, &me.actor, order).await?;
    let view = view(&cx, &work, kind, FormState::default())?;
    Ok(cx.page(view).into_response())
}

pub(super) async fn ask_changes(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path(order): Path<String>,
) -> Result<Response> {
    ask(app, cx, me, &order, "changes").await
}

pub(super) async fn ask_reject(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path(order): Path<String>,
) -> Result<Response> {
    ask(app, cx, me, &order, "reject").await
}

pub(super) async fn start(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path(order): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let work = work::load(&app, &me.actor, &order).await?;
    let revision = work.assessed()?.revision.id;
    let begun = work.state() != Some(catalogue::StateKind::Ordered);
    if let Some(expected_version) = form.parse_hidden("version").filter(|_| !begun) {
        let tx = app.database.begin().await?;
        approval::start_assessment(&tx, &me.actor, StartAssessment { revision, expected_version }).await?;
        tx.commit().await?;
        return Ok(cx.redirect(&work.path("")).flash("flash-assessment-started").into_response());
    }
    Ok(cx.redirect(&work.path("")).into_response())
}

fn words(form: &mut FormState) -> Option<(i32, Phrase<4000>)> {
    let version = form.parse_hidden("version");
    let words = form.phrase::<4000>("words", "form-missing");
    Some((version?, words?))
}

pub(super) async fn request_changes(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path(order): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let work = work::load(&app, &me.actor, &order).await?;
    let revision = work.assessed()?.revision.id;
    if let Some((expected_version, wanted)) = words(&mut form) {
        let tx = app.database.begin().await?;
        let command = RequestChanges { revision, expected_version, wanted };
        match approval::request_changes(&tx, &Authority::Orderer(me.actor), command).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(cx.redirect(&work.path("")).flash("flash-changes-requested").into_response());
            }
            Err(error) => refuse_all(&mut form, error)?,
        }
    }
    let view = view(&cx, &work, "changes", form)?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

pub(super) async fn reject(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path(order): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let work = work::load(&app, &me.actor, &order).await?;
    let revision = work.assessed()?.revision.id;
    if let Some((expected_version, grounds)) = words(&mut form) {
        let tx = app.database.begin().await?;
        let command = Reject { revision, expected_version, grounds };
        match approval::reject(&tx, &Authority::Orderer(me.actor), command).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(cx.redirect(&work.path("")).flash("flash-rejected").into_response());
            }
            Err(error) => refuse_all(&mut form, error)?,
        }
    }
    let view = view(&cx, &work, "reject", form)?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
