//! `/bestiller/innboks/{revision}`: a submitted tool, and whether this body may take it on.

use approval::TakeOn;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::{Revision, StateKind};
use database::Read;
use kernel::{Orderer, Refusal, RevisionId, oslo};
use serde::Serialize;

use crate::{
    pages::{
        dossier::{Group, groups, refuse_all},
        files::Files,
        named::Id,
    },
    web::{App, Error, FormState, OrdererLogin, PageContext, Posted, Result, View},
};

/// `GET /bestiller/innboks/{revision}`.
#[derive(Debug, Serialize)]
pub struct TakeOnView {
    /// The revision.
    pub revision: RevisionId,
    /// Its version.
    pub version: i32,
    /// The tool's name.
    pub name: String,
    /// The vendor's name.
    pub vendor: String,
    /// Since when it waits.
    pub since: jiff::Timestamp,
    /// Rules for which this body may not take it on.
    pub obstacles: Vec<&'static str>,
    /// Rules that say no to the tool, whoever orders it.
    pub foreseeable: Vec<&'static str>,
    /// What it says.
    pub groups: Vec<Group>,
    /// The pictures and documents that it shows.
    pub files: Files,
    /// What is filled in.
    pub form: FormState,
}

impl View for TakeOnView {
    const TEMPLATE: &'static str = "orderer/take-on.html";
}

/// The revision, while it waits for a body.
async fn waiting(app: &App, id: &str) -> Result<Option<Revision>> {
    let revision = catalogue::find_revision(&app.database, Id::parse(id)?).await?;
    let revision = revision.ok_or_else(Error::not_found)?;
    Ok(Some(revision).filter(|revision| revision.state.kind() == StateKind::Submitted))
}

/// Where a tool that waits no more is found: the body's own order, else nowhere.
async fn moved_on(app: &App, cx: PageContext, orderer: &Orderer, id: &str) -> Result<Response> {
    let revision =
        catalogue::find_revision(&app.database, Id::parse(id)?).await?.ok_or_else(Error::not_found)?;
    let order = approval::find_order_of(&app.database, revision.tool).await?;
    let order = order.filter(|order| order.orderer == orderer.organisation).ok_or_else(Error::not_found)?;
    Ok(cx.redirect(&format!("/bestiller/bestillinger/{}", order.id)).into_response())
}

async fn view(
    app: &App,
    cx: &PageContext,
    me: &Orderer,
    revision: &Revision,
    form: FormState,
) -> Result<TakeOnView> {
    let db = &app.database;
    let vendor = catalogue::get_tool(db, revision.tool).await?.vendor;
    let obstacles = approval::obstacles(db, me, revision).await?;
    let foreseeable = approval::foreseeable(&revision.content, oslo::date(db.now()));
    Ok(TakeOnView {
        revision: revision.id,
        version: revision.version,
        name: revision.content.name(cx.locale()).to_owned(),
        vendor: catalogue::get_organisation(db, vendor).await?.name.to_string(),
        since: revision.state.step().map_or(revision.updated_at, |step| step.at),
        obstacles: obstacles.into_iter().map(|rule| rule.0).collect(),
        foreseeable: foreseeable.into_iter().map(approval::Requirement::name).collect(),
        groups: groups(cx, &revision.content),
        files: Files::of(cx.locale(), &revision.content),
        form,
    })
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path(revision): Path<String>,
) -> Result<Response> {
    match waiting(&app, &revision).await? {
        Some(revision) => {
            let view = view(&app, &cx, &me.actor, &revision, FormState::default()).await?;
            Ok(cx.page(view).into_response())
        }
        None => moved_on(&app, cx, &me.actor, &revision).await,
    }
}

pub(super) async fn take_on(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path(id): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let Some(revision) = waiting(&app, &id).await? else {
        return moved_on(&app, cx, &me.actor, &id).await;
    };
    let (version, note) = (form.parse_hidden("version"), form.optional_phrase("note"));
    if let Some(expected_version) = version.filter(|_| form.is_valid()) {
        let tx = app.database.begin().await?;
        let command = TakeOn { revision: revision.id, expected_version, note };
        match approval::order(&tx, &me.actor, command).await {
            Ok(_) => {
                tx.commit().await?;
                return moved_on(&app, cx, &me.actor, &id).await;
            }
            Err(approval::Error::Unmet(rules)) => {
                form.refuse(Refusal { text: "error-cannot-take-on", rules, field: None });
            }
            Err(error) => refuse_all(&mut form, error)?,
        }
    }
    let view = view(&app, &cx, &me.actor, &revision, form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
