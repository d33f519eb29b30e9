//! `/forvaltning/organisasjoner`: who takes part, and what the operator knows of them.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use catalogue::{NewOrganisation, NewUnit, Organisation, OrganisationFilter, OrganisationKind, Unit, Window};
use identity::Party;
use jiff::Timestamp;
use kernel::{OrgNumber, OrganisationId, Phrase, Slug};
use serde::{Deserialize, Serialize};

use super::{
    cases::who_text,
    clients::{self, ClientRow},
    home::{PER_PAGE, page_number},
    names::Names,
    tools::{AgreementRow, rows, search_text},
};
use crate::{
    pages::wording::Wording,
    web::{App, Error, FormState, OperatorLogin, Page, PageContext, Posted, Result, View, paging::Paging},
};

/// What the list's address asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: Option<String>,
    #[serde(default)]
    slag: Option<String>,
    #[serde(default)]
    side: Option<String>,
}

/// One organisation of the list.
#[derive(Debug, Serialize)]
pub struct OrganisationRow {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its kind's word.
    pub kind: &'static str,
    /// Its organisation number.
    pub number: String,
    /// Whether the operator has verified it.
    pub verified: bool,
}

impl From<&Organisation> for OrganisationRow {
    fn from(organisation: &Organisation) -> Self {
        Self {
            id: organisation.id,
            name: organisation.name.to_string(),
            kind: organisation.kind.name(),
            number: organisation.org_number.to_string(),
            verified: organisation.verified.is_some(),
        }
    }
}

/// `GET /forvaltning/organisasjoner`.
#[derive(Debug, Serialize)]
pub struct OrganisationsView {
    /// What was searched for.
    pub query: String,
    /// The kind that was asked for, empty for all.
    pub kind: &'static str,
    /// All kinds.
    pub kinds: Vec<&'static str>,
    /// The page's organisations.
    pub organisations: Vec<OrganisationRow>,
    /// Pages of the list.
    pub paging: Paging,
}

impl View for OrganisationsView {
    const TEMPLATE: &'static str = "operator/organisations.html";
}

/// Organisations by name.
pub async fn list(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Query(asked): Query<Asked>,
) -> Result<Page<OrganisationsView>> {
    let kind = asked.slag.as_deref().and_then(OrganisationKind::from_name);
    let filter = OrganisationFilter { kind, name: search_text(asked.q.as_deref()) };
    let page = page_number(asked.side.as_deref());
    let window = Window::page(page.into(), PER_PAGE.into());
    let found = catalogue::list_organisations(&app.database, &filter, window).await?;
    let path = "/forvaltning/organisasjoner";
    let paging = Paging::new(path, cx.info.query.as_deref(), (page, PER_PAGE), found.total);
    Ok(cx.page(OrganisationsView {
        query: filter.name.unwrap_or_default(),
        kind: kind.map_or("", OrganisationKind::name),
        kinds: kinds(),
        organisations: found.items.iter().map(OrganisationRow::from).collect(),
        paging,
    }))
}

fn kinds() -> Vec<&'static str> {
    OrganisationKind::ALL.iter().map(|kind| kind.name()).collect()
}

/// `GET /forvaltning/organisasjoner/ny`.
#[derive(Debug, Serialize)]
pub struct NewOrganisationView {
    /// All kinds.
    pub kinds: Vec<&'static str>,
    /// The form.
    pub form: FormState,
}

impl View for NewOrganisationView {
    const TEMPLATE: &'static str = "operator/new-organisation.html";
}

/// The form of a new organisation.
pub async fn ask(cx: PageContext, _: OperatorLogin) -> Page<NewOrganisationView> {
    cx.page(NewOrganisationView { kinds: kinds(), form: FormState::default() })
}

/// Adds an organisation, not verified yet.
pub async fn add(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Posted(mut form): Posted,
) -> Result<Response> {
    let name = form.phrase::<200>("name", "form-missing");
    let kind = form.parse::<OrganisationKind>("kind", "form-bad-choice");
    let org_number = form.parse::<OrgNumber>("org_number", "form-op-bad-number");
    if let (Some(name), Some(kind), Some(org_number)) = (name, kind, org_number) {
        let tx = app.database.begin().await?;
        let new = NewOrganisation { key: None, name, kind, org_number };
        match catalogue::add_organisation(&tx, &me.actor, new).await {
            Ok(added) => {
                tx.commit().await?;
                return Ok(cx.redirect(&path(added.id)).flash("flash-op-added").into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    let view = NewOrganisationView { kinds: kinds(), form };
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn path(id: OrganisationId) -> String {
    format!("/forvaltning/organisasjoner/{id}")
}

/// When and by whom it was verified.
#[derive(Debug, Serialize)]
pub struct Verified {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub who: String,
}

/// Since when a vendor is stopped, by whom, and what people are told.
#[derive(Debug, Serialize)]
pub struct Stopped {
    /// Since when.
    pub at: Timestamp,
    /// By whom.
    pub who: String,
    /// What people are told.
    pub note: Option<Wording>,
}

/// `GET /forvaltning/organisasjoner/{organisation}`.
#[derive(Debug, Serialize)]
pub struct OrganisationView {
    /// The organisation.
    pub organisation: OrganisationRow,
    /// When and by whom it was verified.
    pub verified: Option<Verified>,
    /// Set while a vendor is stopped.
    pub stopped: Option<Stopped>,
    /// Names of its units.
    pub units: Vec<String>,
    /// The clients of its record system.
    pub clients: Vec<ClientRow>,
    /// Its agreements, the latest first.
    pub agreements: Vec<AgreementRow>,
    /// The form of a new unit.
    pub form: FormState,
}

impl View for OrganisationView {
    const TEMPLATE: &'static str = "operator/organisation.html";
}

/// One organisation.
pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Path(id): Path<OrganisationId>,
) -> Result<Page<OrganisationView>> {
    let view = view(&app, &cx, id, FormState::default()).await?;
    Ok(cx.page(view))
}

async fn view(app: &App, cx: &PageContext, id: OrganisationId, form: FormState) -> Result<OrganisationView> {
    let db = &app.database;
    let organisation = catalogue::find_organisation(db, id).await?.ok_or_else(Error::not_found)?;
    let steps = organisation.verified.iter().chain(organisation.stopped.iter().map(|stop| &stop.since));
    let names = Names::of_actors(db, steps.map(|step| step.by), []).await?;
    let verified = organisation
        .verified
        .as_ref()
        .map(|step| Verified { at: step.at, who: who_text(cx, &names.who(&step.by)) });
    let stopped = organisation.stopped.as_ref().map(|stop| Stopped {
        at: stop.since.at,
        who: who_text(cx, &names.who(&stop.since.by)),
        note: Wording::of_prose(cx.locale(), &stop.note),
    });
    let units = catalogue::list_units(db, id).await?;
    let agreements = catalogue::list_agreements_of(db, id).await?;
    Ok(OrganisationView {
        organisation: OrganisationRow::from(&organisation),
        verified,
        stopped,
        units: units.iter().map(|unit: &Unit| unit.name.to_string()).collect(),
        clients: clients::rows(db, Party::RecordSystem(id)).await?,
        agreements: rows(db, cx, &agreements).await?,
        form,
    })
}

/// Marks an organisation as verified; again has no effect.
pub async fn verify(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path(id): Path<OrganisationId>,
    Posted(_): Posted,
) -> Result<Response> {
    let tx = app.database.begin().await?;
    catalogue::verify_organisation(&tx, &me.actor, id).await?;
    tx.commit().await?;
    Ok(cx.redirect(&path(id)).flash("flash-op-verified").into_response())
}

/// Adds a unit; its key follows from its name.
pub async fn add_unit(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path(id): Path<OrganisationId>,
    Posted(mut form): Posted,
) -> Result<Response> {
    if let Some(new) = read_unit(&mut form) {
        let tx = app.database.begin().await?;
        match catalogue::add_unit(&tx, &me.actor, id, new).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(cx.redirect(&path(id)).flash("flash-op-added").into_response());
            }
            Err(catalogue::Error::Taken(_)) => form.error("name", "error-taken"),
            Err(error) => form.take(error)?,
        }
    }
    let view = view(&app, &cx, id, form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn read_unit(form: &mut FormState) -> Option<NewUnit> {
    let name: Phrase<200> = form.phrase("name", "form-missing")?;
    let key = Slug::from_name(&name);
    if key.is_none() {
        form.error("name", "form-op-no-letters");
    }
    Some(NewUnit { key: key?, name })
}
