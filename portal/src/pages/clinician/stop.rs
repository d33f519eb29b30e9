//! `/forskriver/{id}/stopp`: ends a prescription with a reason that the patient reads.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::record::{self, Head};
use crate::web::{App, ClinicianLogin, FormState, Page, PageContext, Posted, Result, View};

/// `GET /forskriver/{id}/stopp`.
#[derive(Debug, Serialize)]
pub struct StopView {
    /// Patient, tool and state.
    pub head: Head,
    /// What was filled in.
    pub form: FormState,
}

impl View for StopView {
    const TEMPLATE: &'static str = "clinician/stop.html";
}

pub(super) async fn ask(
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
) -> Result<Page<StopView>> {
    let head = record::open(&cx, &me, &id).await?.head;
    Ok(cx.page(StopView { head, form: FormState::default() }))
}

pub(super) async fn send(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let opened = record::open(&cx, &me, &id).await?;
    if let Some(reason) = form.phrase("reason", "clinic-stop-reason-missing") {
        let tx = app.database.begin().await?;
        match prescriber::stop(&tx, &me.actor, opened.record.prescription.id, reason).await {
            Ok(stopped) => {
                tx.commit().await?;
                return Ok(cx
                    .redirect(&format!("/forskriver/{}", stopped.id))
                    .flash("flash-stopped")
                    .into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    let view = StopView { head: opened.head, form };
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
