//! `/forskriver/{id}/tilbakehold`: withheld from the parents, or no longer (F11).

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::LoginLevel;
use launch::Reach;
use prescriber::{WITHHELD_ON_ASKING, Withheld};
use serde::Serialize;

use super::{
    patient,
    record::{self, Head, Opened},
};
use crate::web::{App, ClinicianLogin, FormState, PageContext, Posted, Result, View};

/// `GET /forskriver/{id}/tilbakehold`.
#[derive(Debug, Serialize)]
pub struct WithholdView {
    /// Patient, tool and state.
    pub head: Head,
    /// Why it is withheld now, or `nei`.
    pub now: &'static str,
    /// Whether the child's own wish is ground enough at this age.
    pub may_ask: bool,
    /// Whether withholding leaves nobody who can start it.
    pub alone: bool,
    /// What was filled in.
    pub form: FormState,
}

impl View for WithholdView {
    const TEMPLATE: &'static str = "clinician/withhold.html";
}

async fn view(app: &App, me: &ClinicianLogin, opened: Opened, form: FormState) -> Result<WithholdView> {
    Ok(WithholdView {
        now: opened.record.prescription.withheld.map_or("nei", Withheld::as_str),
        may_ask: WITHHELD_ON_ASKING.contains(&opened.head.age),
        alone: leaves_nobody(app, me, &opened).await?,
        head: opened.head,
        form,
    })
}

/// Whether nobody could start it once it is withheld.
async fn leaves_nobody(app: &App, me: &ClinicianLogin, opened: &Opened) -> Result<bool> {
    let Some(listing) = &opened.listing else { return Ok(false) };
    let prescription = &opened.record.prescription;
    let draft = launch::Draft {
        patient: prescription.patient,
        organisation: me.actor.organisation,
        period: prescription.period,
        withheld_from_parents: true,
        representative_allowed: prescription.representative_allowed,
    };
    let registers = patient::registers(app);
    match launch::reach(&app.database, registers, listing, draft, LoginLevel::High).await {
        // Whom the registers do not know starts nothing, and nobody acts for.
        Err(launch::Error::Unregistered) => Ok(true),
        reach => Ok(reach? == Reach::Nobody),
    }
}

pub(super) async fn ask(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
) -> Result<Response> {
    let opened = record::open(&cx, &me, &id).await?;
    let view = view(&app, &me, opened, FormState::default()).await?;
    Ok(cx.page(view).into_response())
}

pub(super) async fn send(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let opened = record::open(&cx, &me, &id).await?;
    let because: Option<Withheld> = match form.text("withheld") {
        "nei" => None,
        _ => form.parse("withheld", "form-bad-choice"),
    };
    if form.is_valid() {
        let tx = app.database.begin().await?;
        match prescriber::withhold(&tx, &me.actor, opened.record.prescription.id, because).await {
            Ok(changed) => {
                tx.commit().await?;
                let said = if because.is_some() { "flash-withheld" } else { "flash-not-withheld" };
                return Ok(cx.redirect(&format!("/forskriver/{}", changed.id)).flash(said).into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    let view = view(&app, &me, opened, form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
