//! `/forvaltning/avtaler`: agreements A1–A5, entered and ended; what hangs on them follows at once.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use catalogue::{AgreementKind, NewAgreement, Parties, Window};
use database::Read;
use jiff::civil::Date;
use kernel::{AgreementId, OrgNumber, OrganisationId, Phrase, Slug, ToolId, oslo};
use serde::{Deserialize, Serialize};

use super::{
    home::{Asked, PER_PAGE},
    tools::{AgreementRow, rows},
};
use crate::web::{
    App, Error, FormState, OperatorLogin, Page, PageContext, Posted, Result, View, paging::Paging,
};

/// `GET /forvaltning/avtaler`.
#[derive(Debug, Serialize)]
pub struct AgreementsView {
    /// The page's agreements, the latest first.
    pub agreements: Vec<AgreementRow>,
    /// Pages of the list.
    pub paging: Paging,
}

impl View for AgreementsView {
    const TEMPLATE: &'static str = "operator/agreements.html";
}

/// All agreements.
pub async fn list(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Query(asked): Query<Asked>,
) -> Result<Page<AgreementsView>> {
    let page = asked.page();
    let window = Window::page(page.into(), PER_PAGE.into());
    let found = catalogue::list_agreements(&app.database, window).await?;
    let agreements = rows(&app.database, &cx, &found.items).await?;
    let paging = Paging::new("/forvaltning/avtaler", None, (page, PER_PAGE), found.total);
    Ok(cx.page(AgreementsView { agreements, paging }))
}

/// `GET /forvaltning/avtaler/ny`.
#[derive(Debug, Serialize)]
pub struct NewAgreementView {
    /// The kinds.
    pub kinds: Vec<&'static str>,
    /// The form.
    pub form: FormState,
}

impl View for NewAgreementView {
    const TEMPLATE: &'static str = "operator/new-agreement.html";
}

/// What the form is filled in with beforehand.
#[derive(Debug, Default, Deserialize)]
pub struct Beforehand {
    #[serde(default)]
    part: Option<String>,
    #[serde(default)]
    verktoy: Option<String>,
}

/// The form of a new agreement.
pub async fn ask(
    cx: PageContext,
    _: OperatorLogin,
    Query(beforehand): Query<Beforehand>,
) -> Page<NewAgreementView> {
    let Beforehand { part, verktoy } = beforehand;
    let part = part.and_then(|text| text.parse::<OrgNumber>().ok());
    let values = part
        .map(|number| ("party", number.to_string()))
        .into_iter()
        .chain(verktoy.and_then(|text| text.parse::<Slug>().ok()).map(|slug| ("tool", slug.to_string())));
    cx.page(NewAgreementView { kinds: kinds(), form: FormState::filled(values) })
}

fn kinds() -> Vec<&'static str> {
    AgreementKind::ALL.iter().map(|kind| kind.name()).collect()
}

/// Enters an agreement; what was suspended for want of it comes back.
pub async fn add(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Posted(mut form): Posted,
) -> Result<Response> {
    if let Some(new) = read(&app.database, &mut form).await? {
        let tx = app.database.begin().await?;
        let parties = new.parties;
        match catalogue::add_agreement(&tx, &me.actor, new).await {
            Ok(_) => {
                approval::enforce_agreement(&tx, parties).await?;
                tx.commit().await?;
                return Ok(cx.redirect("/forvaltning/avtaler").flash("flash-op-added").into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    let view = NewAgreementView { kinds: kinds(), form };
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// The agreement that the form describes; the vendor of A3 and A5 follows from the tool.
async fn read(db: &impl Read, form: &mut FormState) -> Result<Option<NewAgreement>> {
    let kind = form.parse::<AgreementKind>("kind", "form-bad-choice");
    let party = organisation(db, form).await?;
    let per_tool = matches!(kind, Some(AgreementKind::A3 | AgreementKind::A5));
    let tool = if per_tool { tool(db, form).await? } else { None };
    let terms = form.phrase::<20>("terms", "form-missing");
    let from = form.date("from", "form-bad-date");
    let until = form.parse_optional::<Date>("until", "form-bad-date");
    let (Some(kind), Some(party), Some(terms), Some(from)) = (kind, party, terms, from) else {
        return Ok(None);
    };
    let parties = match (kind, tool) {
        (AgreementKind::A1, _) => Parties::A1 { body: party },
        (AgreementKind::A2, _) => Parties::A2 { vendor: party },
        (AgreementKind::A4, _) => Parties::A4 { enterprise: party },
        (AgreementKind::A3, Some((tool, vendor))) => Parties::A3 { body: party, vendor, tool },
        (AgreementKind::A5, Some((tool, vendor))) => Parties::A5 { enterprise: party, vendor, tool },
        (AgreementKind::A3 | AgreementKind::A5, None) => return Ok(None),
    };
    Ok(form.is_valid().then_some(NewAgreement { parties, terms, from, until }))
}

async fn organisation(db: &impl Read, form: &mut FormState) -> Result<Option<OrganisationId>> {
    let Some(number) = form.parse::<OrgNumber>("party", "form-op-bad-number") else { return Ok(None) };
    let found = catalogue::find_organisation_by_number(db, number).await?;
    if found.is_none() {
        form.error("party", "error-unknown-organisation");
    }
    Ok(found.map(|organisation| organisation.id))
}

async fn tool(db: &impl Read, form: &mut FormState) -> Result<Option<(ToolId, OrganisationId)>> {
    let Some(slug) = form.parse::<Slug>("tool", "form-op-unknown-tool") else { return Ok(None) };
    let found = catalogue::find_tool_by_slug(db, &slug).await?;
    if found.is_none() {
        form.error("tool", "form-op-unknown-tool");
    }
    Ok(found.map(|tool| (tool.id, tool.vendor)))
}

/// `GET /forvaltning/avtaler/{agreement}/avslutt`.
#[derive(Debug, Serialize)]
pub struct EndView {
    /// The agreement.
    pub agreement: AgreementRow,
    /// The first day that it can end on: today.
    pub today: Date,
    /// The form.
    pub form: FormState,
}

impl View for EndView {
    const TEMPLATE: &'static str = "operator/end-agreement.html";
}

/// Asks before an agreement is ended.
pub async fn ask_end(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Path(id): Path<AgreementId>,
) -> Result<Page<EndView>> {
    let view = end_view(&app.database, &cx, id, FormState::default()).await?;
    if !matches!(view.agreement.standing, "in-force" | "coming") {
        return Err(Error::not_found());
    }
    Ok(cx.page(view))
}

/// Ends an agreement; tools that depend on it are suspended at once where it ends today.
pub async fn end(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path(id): Path<AgreementId>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let today = oslo::date(app.database.now());
    let on = form.date("on", "form-bad-date");
    if on.is_some_and(|on| on < today) {
        form.error("on", "form-op-day-passed");
    }
    let grounds: Option<Phrase<500>> = form.phrase("grounds", "form-missing");
    if let (Some(on), Some(grounds), true) = (on, grounds, form.is_valid()) {
        let tx = app.database.begin().await?;
        match catalogue::terminate_agreement(&tx, &me.actor, id, on, grounds).await {
            Ok(ended) => {
                approval::enforce_agreement(&tx, ended.parties).await?;
                tx.commit().await?;
                return Ok(cx.redirect("/forvaltning/avtaler").flash("flash-op-ended").into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    let view = end_view(&app.database, &cx, id, form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn end_view(db: &impl Read, cx: &PageContext, id: AgreementId, form: FormState) -> Result<EndView> {
    let agreement = catalogue::get_agreement(db, id).await?;
    let row = rows(db, cx, &[agreement]).await?.into_iter().next().ok_or_else(Error::not_found)?;
    Ok(EndView { agreement: row, today: oslo::date(db.now()), form })
}
