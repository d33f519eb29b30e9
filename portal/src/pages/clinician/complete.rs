//! `/forskriver/{id}/fullfor`: finished as meant.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use prescriber::Completer;
use serde::Serialize;

use super::record::{self, Head};
use crate::web::{App, ClinicianLogin, FormState, Page, PageContext, Posted, Result, View};

/// `GET /forskriver/{id}/fullfor`.
#[derive(Debug, Serialize)]
pub struct CompleteView {
    /// Patient, tool and state.
    pub head: Head,
    /// What went wrong.
    pub form: FormState,
}

impl View for CompleteView {
    const TEMPLATE: &'static str = "clinician/complete.html";
}

pub(super) async fn ask(
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
) -> Result<Page<CompleteView>> {
    let head = record::open(&cx, &me, &id).await?.head;
    Ok(cx.page(CompleteView { head, form: FormState::default() }))
}

pub(super) async fn send(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let opened = record::open(&cx, &me, &id).await?;
    let tx = app.database.begin().await?;
    match prescriber::complete(&tx, Completer::Clinician(&me.actor), opened.record.prescription.id).await {
        Ok(done) => {
            tx.commit().await?;
            Ok(cx.redirect(&format!("/forskriver/{}", done.id)).flash("flash-completed").into_response())
        }
        Err(error) => {
            form.take(error)?;
            let view = CompleteView { head: opened.head, form };
            Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
