//! `/velg-virksomhet`: a clinician who works at several places says which one it is about today.

use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use database::Read;
use identity::{Account, session};
use kernel::{Clinician, OrganisationId, oslo};
use serde::{Deserialize, Serialize};

use super::{cookie::set_session, see_other};
use crate::web::{
    App, ClinicianLogin, FormState, PageContext, Posted, Result, Service, View, locale, navigation,
    session::CurrentSession,
};

/// Where one goes afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Then {
    neste: String,
}

/// A place where the clinician works.
#[derive(Debug, Serialize)]
pub struct Workplace {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// The unit's name, where there is one.
    pub unit: Option<String>,
}

/// `GET /velg-virksomhet`.
#[derive(Debug, Serialize)]
pub struct ChooseView {
    /// Where the clinician works, the oldest first.
    pub workplaces: Vec<Workplace>,
    /// The one that is chosen now.
    pub current: OrganisationId,
    /// Where one goes afterwards: a path of this site.
    pub next: String,
    /// The form.
    pub form: FormState,
}

impl View for ChooseView {
    const TEMPLATE: &'static str = "login/choose.html";
}

/// The page's address, which leads on to `next`.
pub(super) fn address(language: kernel::Locale, next: &str) -> String {
    let query = serde_urlencoded::to_string([("neste", next)]).unwrap_or_default();
    locale::localised(language, &format!("/velg-virksomhet?{query}"))
}

/// Asks.
pub(super) async fn ask(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Query(then): Query<Then>,
) -> Result<Response> {
    let view = view(&app, &cx, &me.actor, &then.neste, FormState::default()).await?;
    Ok(cx.page(view).into_response())
}

/// Takes the answer; the session goes on under a new secret.
pub(super) async fn choose(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    CurrentSession(current): CurrentSession,
    Posted(mut form): Posted,
) -> Result<Response> {
    let next = form.text("neste").to_owned();
    let today = oslo::date(app.database.now());
    let places = people::list_clinicians(&app.database, me.actor.person, today).await?;
    let chosen = form.parse::<OrganisationId>("workplace", "form-bad-choice");
    let Some(place) = places.into_iter().find(|place| Some(place.organisation) == chosen) else {
        if form.is_valid() {
            form.error("workplace", "form-bad-choice");
        }
        let view = view(&app, &cx, &me.actor, &next, form).await?;
        return Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    };
    let account = Account::Clinician {
        hpr: place.hpr,
        professions: place.professions,
        organisation: place.organisation,
        unit: place.unit,
    };
    let tx = app.database.begin().await?;
    let (_, secret) = session::work_at(&tx, &current, account).await?;
    tx.commit().await?;
    let mut response = see_other(&onward(cx.locale(), &next));
    set_session(&app, &mut response, &secret);
    Ok(response)
}

/// Only paths of this site are gone to (row 35).
fn onward(language: kernel::Locale, next: &str) -> String {
    let home = || locale::localised(language, navigation::home(Service::Clinician));
    locale::own_path(next).map_or_else(home, str::to_owned)
}

async fn view(
    app: &App,
    cx: &PageContext,
    me: &Clinician,
    next: &str,
    form: FormState,
) -> Result<ChooseView> {
    let db = &app.database;
    let places = people::list_clinicians(db, me.person, oslo::date(db.now())).await?;
    let ids: Vec<OrganisationId> = places.iter().map(|place| place.organisation).collect();
    let organisations = catalogue::list_organisations_by_id(db, &ids).await?;
    let mut workplaces = Vec::with_capacity(places.len());
    for place in &places {
        let organisation = organisations.iter().find(|one| one.id == place.organisation);
        let unit = match place.unit {
            Some(unit) => catalogue::find_unit(db, unit).await?.map(|unit| unit.name.to_string()),
            None => None,
        };
        workplaces.push(Workplace {
            organisation: place.organisation,
            name: organisation.map(|one| one.name.to_string()).unwrap_or_default(),
            unit,
        });
    }
    Ok(ChooseView { workplaces, current: me.organisation, next: onward(cx.locale(), next), form })
}
