//! `/hent` and `/hent/{code}`: a printed prescription is picked up, by the patient or by whoever may act for the patient (domain §5).

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::Citizen;
use launch::{Acting, Listed, Represented};
use prescriber::{PatientScope, PickUpCode, Prescription};
use serde::Serialize;

use super::{OnBehalf, registers};
use crate::{
    oauth::FLOOR,
    web::{App, CitizenLogin, Error, FormState, Page, PageContext, Posted, Result, View},
};

/// `GET /hent`: for who types the code instead of scanning it.
#[derive(Debug, Serialize)]
pub struct TypeCodeView {
    /// What was filled in.
    pub form: FormState,
}

impl View for TypeCodeView {
    const TEMPLATE: &'static str = "citizen/pick-up.html";
}

/// The letter is for somebody whom the session does not act for yet.
#[derive(Debug, Serialize)]
pub struct ActFirstView {
    /// Whom it is for.
    pub name: String,
    /// That person's id, as in the form that begins to act; `None` where it is for oneself.
    pub person: Option<String>,
    /// Where to come back to.
    pub next: String,
}

impl View for ActFirstView {
    const TEMPLATE: &'static str = "citizen/pick-up-act.html";
}

/// Unknown, expired, replaced, another's or withheld: one answer for all.
#[derive(Debug, Serialize)]
pub struct NotForYouView {
    /// The source of the facts does not answer about somebody, for whom it could have been.
    pub left_out: bool,
}

impl View for NotForYouView {
    const TEMPLATE: &'static str = "citizen/pick-up-refused.html";
}

pub(super) async fn ask(cx: PageContext) -> Page<TypeCodeView> {
    cx.page(TypeCodeView { form: FormState::default() })
}

pub(super) async fn typed(cx: PageContext, Posted(mut form): Posted) -> Response {
    match form.parse::<PickUpCode>("code", "form-bad-pick-up-code") {
        Some(code) => cx.redirect(&address(&code)).into_response(),
        None => cx.page(TypeCodeView { form }).status(StatusCode::UNPROCESSABLE_ENTITY).into_response(),
    }
}

pub(super) async fn pick_up(
    State(app): State<App>,
    cx: PageContext,
    me: CitizenLogin,
    Path(text): Path<String>,
) -> Result<Response> {
    app.rates.pick_up(me.login.person)?;
    let person = me.actor.person;
    let own = OnBehalf::of(&app, Citizen::oneself(person), &me.login).await?;
    // One's own letter is picked up though the source does not answer.
    let others = launch::list_represented(registers(&app), person, me.login.level, FLOOR).await;
    let (others, away) = match others {
        Err(error @ launch::Error::Registers(_)) => (Listed::default(), Some(error)),
        others => (others?, None),
    };
    let scopes = scopes(&own, &others);
    let Ok(code) = text.parse::<PickUpCode>() else { return Ok(refused(cx, others.left_out)) };
    let tx = app.database.begin().await?;
    let found = prescriber::pick_up(&tx, &me.actor, &scopes, &code).await?;
    tx.commit().await?;
    match found {
        Some(found) if found.patient == me.actor.subject => {
            Ok(cx.redirect(&format!("/mine-verktoy/{}", found.id)).into_response())
        }
        Some(found) => act_first(&app, cx, &me, &found, &code).await,
        None => away.map_or_else(|| Ok(refused(cx, others.left_out)), |away| Err(away.into())),
    }
}

fn address(code: &PickUpCode) -> String {
    format!("/hent/{}", code.expose())
}

fn refused(cx: PageContext, left_out: bool) -> Response {
    cx.page(NotForYouView { left_out }).status(StatusCode::NOT_FOUND).into_response()
}

/// What the person may find: the own, and of everybody whom the person may act for now. The same work whatever the code is.
fn scopes(own: &OnBehalf, others: &Listed<Represented>) -> Vec<PatientScope> {
    let others = others.known.iter().filter_map(|one| one.outcome.as_ref().ok()).map(Acting::scope);
    [own.scope()].into_iter().chain(others).collect()
}

async fn act_first(
    app: &App,
    cx: PageContext,
    me: &CitizenLogin,
    found: &Prescription,
    code: &PickUpCode,
) -> Result<Response> {
    let patient = people::find_person(&app.database, found.patient).await?.ok_or_else(Error::not_found)?;
    let person = Some(patient.id.to_string()).filter(|_| patient.id != me.actor.person);
    let view = ActFirstView { name: patient.name.to_string(), person, next: address(code) };
    Ok(cx.page(view).into_response())
}
