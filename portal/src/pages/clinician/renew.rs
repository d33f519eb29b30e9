//! `/forskriver/{id}/forny`: a longer period, another follow-up, new instructions.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use database::Read;
use jiff::{ToSpan, civil::Date};
use kernel::oslo;
use prescriber::Renew;
use serde::Serialize;

use super::{
    day,
    record::{self, Head, Opened},
};
use crate::web::{App, ClinicianLogin, FormState, Page, PageContext, Posted, Result, View};

/// Days that a renewal adds where the clinician says nothing else.
const ADDS_DAYS: i32 = 84;

/// `GET /forskriver/{id}/forny`.
#[derive(Debug, Serialize)]
pub struct RenewView {
    /// Patient, tool and state.
    pub head: Head,
    /// The last day as it is.
    pub ended: Option<Date>,
    /// The last day proposed.
    pub ends: Option<Date>,
    /// The follow-up as it is.
    pub follow_up: Option<Date>,
    /// The instructions as they are.
    pub instructions: Option<String>,
    /// What a stale page is told by.
    pub version: u32,
    /// What was filled in.
    pub form: FormState,
}

impl View for RenewView {
    const TEMPLATE: &'static str = "clinician/renew.html";
}

fn view(cx: &PageContext, opened: Opened, form: FormState) -> RenewView {
    let prescription = opened.record.prescription;
    let today = oslo::date(cx.app.database.now());
    let ended = prescription.period.ends();
    let from = ended.map_or(today, |ended| ended.max(today));
    RenewView {
        head: opened.head,
        ended,
        ends: from.checked_add(ADDS_DAYS.days()).ok(),
        follow_up: prescription.follow_up,
        instructions: prescription.instructions.as_ref().map(ToString::to_string),
        version: prescription.version,
        form,
    }
}

pub(super) async fn ask(
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
) -> Result<Page<RenewView>> {
    let opened = record::open(&cx, &me, &id).await?;
    let view = view(&cx, opened, FormState::default());
    Ok(cx.page(view))
}

pub(super) async fn send(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let opened = record::open(&cx, &me, &id).await?;
    let version = form.parse_hidden("version");
    let (ends, follow_up) = (day(&mut form, "ends"), day(&mut form, "follow_up"));
    let instructions = form.optional_phrase("instructions");
    if let (Some(version), true) = (version, form.is_valid()) {
        let prescription = opened.record.prescription.id;
        let command = Renew { prescription, version, ends, follow_up, instructions };
        let tx = app.database.begin().await?;
        match prescriber::renew(&tx, &me.actor, command).await {
            Ok(renewed) => {
                tx.commit().await?;
                return Ok(cx
                    .redirect(&format!("/forskriver/{}", renewed.id))
                    .flash("flash-renewed")
                    .into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    let view = view(&cx, opened, form);
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
