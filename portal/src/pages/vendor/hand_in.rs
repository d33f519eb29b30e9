//! Handing a draft in, handing it in again, deleting it, beginning a new revision.

use approval::{Resubmit, Submit};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use catalogue::StateKind;

use super::{
    confirm::ConfirmView,
    own::{self, Own},
};
use crate::{
    pages::named::Id,
    web::{App, PageContext, Posted, Result, VendorLogin},
};

fn question(cx: &PageContext, own: &Own) -> ConfirmView {
    let again = own.open.as_ref().is_some_and(|open| open.state.kind() == StateKind::ChangesRequested);
    let mut view = ConfirmView::about(cx, own, if again { "resubmit" } else { "submit" });
    view.foreseeable.clone_from(&own.foreseeable);
    view
}

pub(super) async fn ask(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
) -> Result<Response> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    // What still has gaps is filled in first: the tool's page lists them.
    let ready = own.draft().is_some_and(|draft| draft.content.gaps().is_empty());
    if !ready {
        return Ok(cx.redirect(&own.path("")).into_response());
    }
    let view = question(&cx, &own);
    Ok(cx.page(view).into_response())
}

pub(super) async fn hand_in(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    let revision = own.newest()?;
    if let Some(expected_version) = form.parse_hidden("version") {
        let tx = app.database.begin().await?;
        let done = if revision.state.kind() == StateKind::ChangesRequested {
            approval::resubmit(&tx, &me.actor, Resubmit { revision: revision.id, expected_version }).await
        } else {
            approval::submit(&tx, &me.actor, Submit { revision: revision.id, expected_version }).await
        };
        match done {
            Ok(_) => {
                tx.commit().await?;
                return Ok(cx.redirect(&own.path("")).flash("flash-submitted").into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    Ok(question(&cx, &own).again(cx, form))
}

pub(super) async fn ask_delete(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
) -> Result<Response> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    let view = ConfirmView::about(&cx, &own, "delete").danger();
    Ok(cx.page(view).into_response())
}

pub(super) async fn delete(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    let draft = own.open_revision()?;
    if let Some(expected) = form.parse_hidden("version") {
        let tx = app.database.begin().await?;
        match catalogue::delete_draft(&tx, &me.actor, draft.id, expected).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(cx.redirect("/leverandor").flash("flash-draft-deleted").into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    Ok(ConfirmView::about(&cx, &own, "delete").danger().again(cx, form))
}

pub(super) async fn ask_revision(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
) -> Result<Response> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    let view = ConfirmView::about(&cx, &own, "revision");
    Ok(cx.page(view).into_response())
}

pub(super) async fn revise(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    let listed = own.listed.as_ref().ok_or_else(crate::web::Error::not_found)?;
    let tx = app.database.begin().await?;
    match catalogue::save_revision_draft(&tx, &me.actor, own.tool.id, listed.content.clone()).await {
        Ok(_) => {
            tx.commit().await?;
            return Ok(cx.redirect(&own.path("")).flash("flash-revision-begun").into_response());
        }
        Err(error) => form.take(error)?,
    }
    Ok(ConfirmView::about(&cx, &own, "revision").again(cx, form))
}
