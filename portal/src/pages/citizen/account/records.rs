//! Permissions, the history of use, and who among clinicians has looked.

use std::collections::HashMap;

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use catalogue::Listing;
use identity::Party;
use jiff::Timestamp;
use kernel::{OrganisationId, PersonId, ToolId};
use launch::{Proof, Withdraw};
use serde::Serialize;

use crate::{
    pages::{
        citizen::{
            ConfirmView, Confirmed, Deed, Errand, OnBehalf, RefusedView, confirmed::kept, prescription,
        },
        wording::Wording,
    },
    web::{App, Error, FormState, Page, PageContext, Result, View},
};

/// Lines of each list that are shown.
const SHOWN: u64 = 100;
/// The page of permissions; path without language.
const PERMISSIONS: &str = "/min-side/tillatelser";

/// A permission.
#[derive(Debug, Clone, Serialize)]
pub struct PermissionLine {
    /// The tool's part of the address.
    pub slug: String,
    /// The tool.
    pub name: Wording,
    /// What it may do, in the words that were agreed to.
    pub words: Option<Wording>,
    /// Whether the tool has come to ask for something else since, and cannot start until that is agreed to.
    pub outdated: bool,
    /// When it was given.
    pub given: Timestamp,
    /// By whom, where that was another.
    pub by: Option<String>,
    /// When it was taken back.
    pub withdrawn: Option<Timestamp>,
    /// When one given to other words took its place.
    pub replaced: Option<Timestamp>,
}

/// `GET /min-side/tillatelser`.
#[derive(Debug, Serialize)]
pub struct PermissionsView {
    /// Those that stand.
    pub given: Vec<PermissionLine>,
    /// Those taken back or replaced.
    pub ended: Vec<PermissionLine>,
}

impl View for PermissionsView {
    const TEMPLATE: &'static str = "citizen/permissions.html";
}

pub(super) async fn listings(app: &App, tools: &[ToolId]) -> Result<HashMap<ToolId, Listing>> {
    let listings = catalogue::list_listings(&app.database, tools).await?;
    Ok(listings.into_iter().map(|listing| (listing.id(), listing)).collect())
}

/// Names of these persons.
pub(super) async fn names(app: &App, persons: &[PersonId]) -> Result<HashMap<PersonId, String>> {
    let persons = people::list_persons(&app.database, persons).await?;
    Ok(persons.into_iter().map(|person| (person.id, person.name.to_string())).collect())
}

/// The subject's permissions as they are shown.
pub async fn permission_lines(app: &App, cx: &PageContext, who: &OnBehalf) -> Result<Vec<PermissionLine>> {
    let permissions = launch::list_permissions(&app.database, &who.acting).await?;
    let tools = listings(app, &permissions.iter().map(|one| one.tool).collect::<Vec<_>>()).await?;
    let givers = names(app, &permissions.iter().map(|one| one.given_by).collect::<Vec<_>>()).await?;
    let revisions: Vec<_> = permissions.iter().map(|one| one.revision).collect();
    let revisions = catalogue::list_revisions_by_id(&app.database, &revisions).await?;
    let line = |one: &launch::Permission| {
        let listing = tools.get(&one.tool)?;
        let agreed = &revisions.iter().find(|revision| revision.id == one.revision)?.content.permission;
        let now = &listing.content().permission;
        Some(PermissionLine {
            slug: listing.tool.slug.to_string(),
            name: prescription::name(cx.locale(), listing),
            words: Wording::of_prose(cx.locale(), &agreed.data),
            outdated: one.stands() && now.needed && !now.is_covered_by(agreed),
            given: one.given_at,
            by: givers.get(&one.given_by).filter(|_| one.given_by != one.subject).cloned(),
            withdrawn: one.withdrawn_at,
            replaced: one.replaced_at,
        })
    };
    Ok(permissions.iter().filter_map(line).collect())
}

/// The permissions.
pub async fn permissions(
    State(app): State<App>,
    cx: PageContext,
    who: OnBehalf,
) -> Result<Page<PermissionsView>> {
    let lines = permission_lines(&app, &cx, &who).await?;
    let stands = |line: &PermissionLine| line.withdrawn.is_none() && line.replaced.is_none();
    let (given, ended) = lines.into_iter().partition(stands);
    Ok(cx.page(PermissionsView { given, ended }))
}

/// Taking a permission back.
pub enum Withdrawing {}

impl Deed for Withdrawing {
    async fn ask(cx: PageContext, errand: &Errand, form: FormState, changed: bool) -> Result<Response> {
        let view = ConfirmView {
            deed: "withdraw",
            name: errand.name(&cx),
            sharing: None,
            kept: kept(&form),
            action: format!("{PERMISSIONS}/{}/trekk", errand.listing.tool.slug),
            back: PERMISSIONS.to_owned(),
            changed,
        };
        Ok(cx.page(view).into_response())
    }
}

/// Takes a permission back, with effect at once (F13). Sent again, it has been taken back.
pub async fn withdraw(
    State(app): State<App>,
    cx: PageContext,
    Confirmed { errand, .. }: Confirmed<Withdrawing>,
) -> Result<Response> {
    let tx = app.database.begin().await?;
    let verdict = launch::ask::<Withdraw>(&tx, &errand.who.pair, &errand.ask()).await?;
    let act = async |proof: &Proof<Withdraw>| {
        launch::withdraw_permission(&tx, proof).await?;
        // What the tool holds dies at once whether it asks or not, and a tool that checks its tokens by itself learns it.
        let party = Party::Tool(proof.listing().id());
        identity::grant::end_about(&tx, party, proof.citizen().subject, "permission_withdrawn").await?;
        Ok::<_, Error>(())
    };
    let refused = prescription::settle(verdict, act).await?;
    tx.commit().await?;
    Ok(match refused {
        Some(texts) => {
            let name = errand.name(&cx);
            RefusedView::page(cx, texts, PERMISSIONS, name)
        }
        None => cx.redirect(PERMISSIONS).flash("flash-permission-withdrawn").into_response(),
    })
}

/// A start.
#[derive(Debug, Clone, Serialize)]
pub struct StartLine {
    /// The tool's part of the address.
    pub slug: String,
    /// The tool.
    pub name: Wording,
    /// When.
    pub at: Timestamp,
    /// Who was at the keyboard, where that was another than whose tool it is.
    pub by: Option<String>,
}

/// `GET /min-side/historikk`.
#[derive(Debug, Serialize)]
pub struct HistoryView {
    /// The latest starts.
    pub starts: Vec<StartLine>,
}

impl View for HistoryView {
    const TEMPLATE: &'static str = "citizen/history.html";
}

/// The subject's starts as they are shown.
pub async fn start_lines(app: &App, cx: &PageContext, who: &OnBehalf) -> Result<Vec<StartLine>> {
    let starts = launch::list_history(&app.database, &who.acting, None, SHOWN).await?;
    let tools = listings(app, &starts.iter().map(|one| one.tool).collect::<Vec<_>>()).await?;
    let persons = names(app, &starts.iter().map(|one| one.citizen.person).collect::<Vec<_>>()).await?;
    let line = |one: &launch::Launch| {
        let listing = tools.get(&one.tool)?;
        Some(StartLine {
            slug: listing.tool.slug.to_string(),
            name: prescription::name(cx.locale(), listing),
            at: one.at,
            by: persons.get(&one.citizen.person).filter(|_| one.citizen.represents()).cloned(),
        })
    };
    Ok(starts.iter().filter_map(line).collect())
}

/// The history of use.
pub async fn history(State(app): State<App>, cx: PageContext, who: OnBehalf) -> Result<Page<HistoryView>> {
    let starts = start_lines(&app, &cx, &who).await?;
    Ok(cx.page(HistoryView { starts }))
}

/// A clinician's look.
#[derive(Debug, Clone, Serialize)]
pub struct LookLine {
    /// Who.
    pub by: String,
    /// For which organisation.
    pub organisation: String,
    /// At what: part of its text's key.
    pub what: &'static str,
    /// When.
    pub at: Timestamp,
}

/// `GET /min-side/innsyn`.
#[derive(Debug, Serialize)]
pub struct LooksView {
    /// The latest looks.
    pub looks: Vec<LookLine>,
}

impl View for LooksView {
    const TEMPLATE: &'static str = "citizen/looks.html";
}

/// Looks at prescriptions and data, and look-ups of who the person is, together.
pub async fn look_lines(app: &App, who: &OnBehalf) -> Result<Vec<LookLine>> {
    let db = &app.database;
    let looks = prescriber::list_looks(db, who.scope(), prescriber::Page::first(SHOWN)).await?;
    let mut all: Vec<(PersonId, OrganisationId, &'static str, Timestamp)> =
        looks.iter().map(|look| (look.clinician, look.organisation, look.what.as_str(), look.at)).collect();
    // A look-up may have led to a prescription that is withheld: only oneself sees it.
    if !who.for_another() {
        let found = people::list_look_ups_of(db, who.citizen.subject, SHOWN).await?;
        all.extend(found.iter().map(|look| (look.clinician, look.organisation, "look_up", look.at)));
    }
    all.sort_by_key(|(.., at)| std::cmp::Reverse(*at));
    let persons = names(app, &all.iter().map(|look| look.0).collect::<Vec<_>>()).await?;
    let bodies = all.iter().map(|look| look.1).collect::<Vec<_>>();
    let bodies = catalogue::list_organisations_by_id(db, &bodies).await?;
    let line = |(person, body, what, at): (PersonId, OrganisationId, &'static str, Timestamp)| LookLine {
        by: persons.get(&person).cloned().unwrap_or_default(),
        organisation: bodies
            .iter()
            .find(|one| one.id == body)
            .map(|one| one.name.to_string())
            .unwrap_or_default(),
        what,
        at,
    };
    Ok(all.into_iter().map(line).collect())
}

/// Who among clinicians has looked.
pub async fn looks(State(app): State<App>, cx: PageContext, who: OnBehalf) -> Result<Page<LooksView>> {
    let looks = look_lines(&app, &who).await?;
    Ok(cx.page(LooksView { looks }))
}
