//! `/forskriver/overta`: a colleague elsewhere in the organisation takes over, with a reason that the patient reads.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::Listing;
use jiff::Timestamp;
use kernel::PrescriptionId;
use prescriber::Transferable;
use serde::Serialize;

use super::{
    follow_up::names,
    patient::{self, Asked, Patient},
    tools,
};
use crate::{
    pages::wording::Wording,
    web::{App, ClinicianLogin, FormState, Page, PageContext, Posted, Result, View},
};

/// `GET /forskriver/overta`.
#[derive(Debug, Serialize)]
pub struct AskView {
    /// What was filled in.
    pub form: FormState,
}

impl View for AskView {
    const TEMPLATE: &'static str = "clinician/take-over.html";
}

/// A prescription that can be taken over: no more than tells it from others.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Its id in addresses.
    pub id: String,
    /// The tool.
    pub tool: Wording,
    /// Who issued it.
    pub prescriber: String,
    /// In which unit.
    pub unit: Option<String>,
    /// When.
    pub issued_at: Timestamp,
}

/// What can be taken over of one patient.
#[derive(Debug, Serialize)]
pub struct FoundView {
    /// The patient.
    pub patient: Patient,
    /// The prescriptions.
    pub lines: Vec<Line>,
    /// What was filled in.
    pub form: FormState,
}

impl View for FoundView {
    const TEMPLATE: &'static str = "clinician/take-over-found.html";
}

pub(super) async fn ask(cx: PageContext, _: ClinicianLogin) -> Page<AskView> {
    cx.page(AskView { form: FormState::default() })
}

/// `POST /forskriver/overta`: the patient's open prescriptions elsewhere in the organisation.
pub(super) async fn find(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Posted(mut form): Posted,
) -> Result<Response> {
    let wait = match patient::ask(&app, &me, &mut form).await? {
        Asked::Found(patient) => {
            return Ok(cx.clone().page(found(&cx, &me, patient, form).await?).into_response());
        }
        Asked::Nobody => None,
        Asked::Wait(seconds) => Some(seconds),
    };
    let page = cx.page(AskView { form }).status(StatusCode::UNPROCESSABLE_ENTITY);
    Ok(match wait {
        Some(seconds) => patient::later(page, seconds),
        None => page.into_response(),
    })
}

async fn found(
    cx: &PageContext,
    me: &ClinicianLogin,
    patient: Patient,
    form: FormState,
) -> Result<FoundView> {
    let tx = cx.app.database.begin().await?;
    let others = prescriber::list_transferable(&tx, &me.actor, patient.person).await?;
    tx.commit().await?;
    let db = &cx.app.database;
    let known = names(&cx.app, others.iter().map(|other| other.prescriber)).await?;
    let units = catalogue::list_units(db, me.actor.organisation).await?;
    let tools: Vec<_> = others.iter().map(|other| other.tool).collect();
    let listings = catalogue::list_listings(db, &tools).await?;
    let line = |other: &Transferable| Line {
        id: other.id.to_string(),
        tool: listings
            .iter()
            .find(|listing| Listing::id(listing) == other.tool)
            .map_or_else(|| Wording::new(cx.locale(), ""), |listing| tools::name(cx, listing)),
        prescriber: known.get(&other.prescriber).cloned().unwrap_or_default(),
        unit: units.iter().find(|unit| Some(unit.id) == other.unit).map(|unit| unit.name.to_string()),
        issued_at: other.issued_at,
    };
    Ok(FoundView { lines: others.iter().map(line).collect(), patient, form })
}

/// `POST /forskriver/overta/bekreft`: takes over.
pub(super) async fn confirm(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Posted(mut form): Posted,
) -> Result<Response> {
    let Some(patient) = patient::resume(&app, &me, &form).await? else {
        form.error(patient::NUMBER, "error-patient-again");
        return Ok(cx.page(AskView { form }).status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    };
    let chosen: Option<PrescriptionId> = form.parse("prescription", "clinic-take-choose");
    let reason = form.phrase("reason", "clinic-take-reason-missing");
    if let (Some(id), Some(reason)) = (chosen, reason) {
        let tx = app.database.begin().await?;
        let taken = prescriber::take_over(&tx, &me.actor, id, reason).await?;
        tx.commit().await?;
        let path = format!("/forskriver/{}", taken.id);
        return Ok(cx.redirect(&path).flash("flash-taken-over").into_response());
    }
    let view = found(&cx, &me, patient, form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
