//! Permissions: what stands, in the words that were agreed to, and what no longer does.

use std::collections::HashMap;

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use catalogue::Listing;
use identity::Party;
use jiff::Timestamp;
use kernel::{PermissionId, PersonId, ToolId};
use launch::{Proof, Withdraw};
use prescriber::Page as Rows;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    pages::{
        citizen::{ConfirmView, Confirmed, Deed, Errand, RefusedView, Whole, confirmed::kept, prescription},
        wording::Wording,
    },
    web::{App, Error, FormState, Page, PageContext, Result, View},
};

/// Lines a page.
pub(super) const PER_PAGE: u64 = 50;
/// Most permissions that stand at once: one a tool.
const TOOLS: u64 = 10_000;
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
    /// Those taken back or replaced: a page of them.
    pub ended: Vec<PermissionLine>,
    /// Where the page is not the first one.
    pub later: bool,
    /// The address's part for older lines, where there may be any.
    pub older: Option<Uuid>,
}

impl View for PermissionsView {
    const TEMPLATE: &'static str = "citizen/permissions.html";
}

/// What the address of a page of a list asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    eldre: String,
}

impl Asked {
    /// Only what is older than this one; what is no id asks for nothing.
    pub fn before(&self) -> Option<Uuid> {
        self.eldre.parse().ok()
    }
}

/// Where the next page begins, where this one is full.
pub(super) fn older<T>(rows: &[T], id: impl Fn(&T) -> Uuid) -> Option<Uuid> {
    rows.last().filter(|_| rows.len() as u64 >= PER_PAGE).map(id)
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

/// These permissions as they are shown.
pub async fn permission_lines(
    app: &App,
    cx: &PageContext,
    permissions: &[launch::Permission],
) -> Result<Vec<PermissionLine>> {
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
    whole: Whole,
    Query(asked): Query<Asked>,
) -> Result<Page<PermissionsView>> {
    let (db, before) = (&app.database, asked.before().map(PermissionId::from_uuid));
    let given = launch::list_permissions(db, &whole.proof, Some(true), Rows::first(TOOLS)).await?;
    let page = Rows { before, limit: PER_PAGE };
    let ended = launch::list_permissions(db, &whole.proof, Some(false), page).await?;
    let older = older(&ended, |one| one.id.uuid());
    let given = permission_lines(&app, &cx, &given).await?;
    let ended = permission_lines(&app, &cx, &ended).await?;
    Ok(cx.page(PermissionsView { given, ended, later: before.is_some(), older }))
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
