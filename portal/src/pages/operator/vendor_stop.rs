//! `/forvaltning/organisasjoner/{organisation}/stans` and `…/frigi`: the kill switch for a vendor with all its tools (§10).

use approval::StopVendor;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::{Organisation, OrganisationKind};
use kernel::{OrganisationId, Refusal};
use serde::Serialize;

use super::names::{ToolName, tool_name};
use crate::{
    pages::told,
    web::{App, Error, FormState, OperatorLogin, Page, PageContext, Posted, Result, View},
};

/// Which of the two is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    Stop,
    Release,
}

/// `GET …/stans`, `…/frigi`.
#[derive(Debug, Serialize)]
pub struct VendorStopView {
    /// The vendor.
    pub vendor: OrganisationId,
    /// Its name.
    pub name: String,
    /// `stop` or `release`.
    pub question: &'static str,
    /// Its tools in the catalogue.
    pub tools: Vec<ToolName>,
    /// The form.
    pub form: FormState,
}

impl View for VendorStopView {
    const TEMPLATE: &'static str = "operator/vendor-stop.html";
}

/// Asks before a vendor is stopped.
pub async fn ask_stop(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Path(id): Path<OrganisationId>,
) -> Result<Page<VendorStopView>> {
    let vendor = find(&app, id, Question::Stop).await?;
    let view = view(&app, &cx, vendor, Question::Stop, FormState::default()).await?;
    Ok(cx.page(view))
}

/// Asks before the stop of a vendor ends.
pub async fn ask_release(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Path(id): Path<OrganisationId>,
) -> Result<Page<VendorStopView>> {
    let vendor = find(&app, id, Question::Release).await?;
    let view = view(&app, &cx, vendor, Question::Release, FormState::default()).await?;
    Ok(cx.page(view))
}

/// Stops a vendor with all its tools.
pub async fn stop(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path(id): Path<OrganisationId>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let vendor = find(&app, id, Question::Stop).await?;
    if let Some(note) = told::read(&mut form, true) {
        let tx = app.database.begin().await?;
        match approval::stop_vendor(&tx, &me.actor, StopVendor { vendor: id, note }).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(done(cx, id, "flash-op-vendor-stopped"));
            }
            Err(error) => form.take(error)?,
        }
    }
    let view = view(&app, &cx, vendor, Question::Stop, form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Ends the stop of a vendor.
pub async fn release(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path(id): Path<OrganisationId>,
    Posted(_): Posted,
) -> Result<Response> {
    find(&app, id, Question::Release).await?;
    let tx = app.database.begin().await?;
    approval::release_vendor(&tx, &me.actor, id).await?;
    tx.commit().await?;
    Ok(done(cx, id, "flash-op-vendor-released"))
}

fn done(cx: PageContext, id: OrganisationId, flash: &str) -> Response {
    cx.redirect(&format!("/forvaltning/organisasjoner/{id}")).flash(flash).into_response()
}

/// The vendor, where the question fits how it stands.
async fn find(app: &App, id: OrganisationId, question: Question) -> Result<Organisation> {
    let found = catalogue::find_organisation(&app.database, id).await?;
    let vendor = found.filter(|it| it.kind == OrganisationKind::Vendor).ok_or_else(Error::not_found)?;
    if vendor.stopped.is_some() == (question == Question::Release) {
        Ok(vendor)
    } else {
        Err(Error::refused(Refusal::text("error-stale")))
    }
}

async fn view(
    app: &App,
    cx: &PageContext,
    vendor: Organisation,
    question: Question,
    form: FormState,
) -> Result<VendorStopView> {
    let mut tools = Vec::new();
    for tool in catalogue::list_listed_tools_of(&app.database, vendor.id).await? {
        tools.push(tool_name(&app.database, cx, tool.id).await?);
    }
    let question = match question {
        Question::Stop => "stop",
        Question::Release => "release",
    };
    Ok(VendorStopView { vendor: vendor.id, name: vendor.name.to_string(), question, tools, form })
}
