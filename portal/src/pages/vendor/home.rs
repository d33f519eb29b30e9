//! `/leverandor`: the vendor's tools, where each stands and what is to be done next.

use approval::Order;
use axum::extract::State;
use axum_extra::extract::Query;
use catalogue::{OwnTool, StateKind, Window};
use kernel::{OrderId, ToolId};
use serde::{Deserialize, Serialize};

use crate::{
    pages::dossier::StateBadge,
    web::{App, Page, PageContext, Result, VendorLogin, View, paging::Paging},
};

const PAGE: u32 = 25;

/// A tool in the list.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The tool.
    pub tool: ToolId,
    /// Its name.
    pub name: String,
    /// Where the newest revision stands.
    pub state: StateBadge,
    /// Whether the public sees an earlier revision meanwhile.
    pub also_published: bool,
    /// Whether it is suspended.
    pub suspended: bool,
    /// What is to be done next; key of its text is `vendor-next-` and this.
    pub next: &'static str,
    /// How many things are missing before it can be sent in.
    pub gaps: usize,
    /// When it last changed.
    pub updated: jiff::Timestamp,
}

/// An order that the vendor is invited to.
#[derive(Debug, Serialize)]
pub struct Invitation {
    /// The order.
    pub order: OrderId,
    /// What is wanted.
    pub subject: String,
    /// By whom.
    pub orderer: String,
    /// Since when.
    pub since: jiff::Timestamp,
}

/// `GET /leverandor`.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// The tools, the latest registered first.
    pub tools: Vec<Row>,
    /// Invitations not answered.
    pub invitations: Vec<Invitation>,
    /// Where in the list one stands.
    pub paging: Paging,
}

impl View for HomeView {
    const TEMPLATE: &'static str = "vendor/home.html";
}

/// Which stretch of the list.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    side: Option<String>,
}

impl Asked {
    /// The page asked for, from 1; what is no number is the first.
    pub fn page(&self) -> u32 {
        self.side.as_deref().and_then(|side| side.parse().ok()).unwrap_or(1).max(1)
    }
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Query(asked): Query<Asked>,
) -> Result<Page<HomeView>> {
    let db = &app.database;
    let first = Window::page(u64::from(asked.page()), u64::from(PAGE));
    let tools = catalogue::list_own_tools(db, &me.actor, first).await?;
    let mut rows = Vec::new();
    for own in &tools.items {
        rows.extend(row(&app, &cx, own).await?);
    }
    let orders = approval::list_invitations(db, &me.actor, Window::default()).await?.items;
    let view = HomeView {
        tools: rows,
        invitations: invitations(&app, orders).await?,
        paging: Paging::new("/leverandor", cx.info.query.as_deref(), (asked.page(), PAGE), tools.total),
    };
    Ok(cx.page(view))
}

async fn row(app: &App, cx: &PageContext, own: &OwnTool) -> Result<Option<Row>> {
    let Some(newest) = own.open.as_ref().or(own.listed.as_ref()) else { return Ok(None) };
    let state = newest.state.kind();
    let suspended = !catalogue::list_suspensions(&app.database, own.tool.id).await?.is_empty();
    let gaps = if state.is_editable() { newest.content.gaps().len() } else { 0 };
    Ok(Some(Row {
        tool: own.tool.id,
        name: newest.content.name(cx.locale()).to_owned(),
        state: state.into(),
        also_published: own.open.is_some() && own.listed.is_some(),
        suspended,
        next: next(state, gaps),
        gaps,
        updated: newest.updated_at,
    }))
}

/// What is to be done next, by whom.
pub(super) const fn next(state: StateKind, gaps: usize) -> &'static str {
    match state {
        StateKind::Draft if gaps > 0 => "fill",
        StateKind::Draft => "submit",
        StateKind::Submitted => "wait-order",
        StateKind::Ordered | StateKind::InAssessment => "wait-assessment",
        StateKind::ChangesRequested => "change",
        StateKind::Approved => "wait-publish",
        StateKind::Published | StateKind::Superseded => "published",
        StateKind::Withdrawn => "withdrawn",
        StateKind::Rejected => "rejected",
    }
}

async fn invitations(app: &App, orders: Vec<Order>) -> Result<Vec<Invitation>> {
    let bodies: Vec<_> = orders.iter().map(|order| order.orderer).collect();
    let bodies = catalogue::list_organisations_by_id(&app.database, &bodies).await?;
    let name =
        |order: &Order| bodies.iter().find(|body| body.id == order.orderer).map(|body| body.name.to_string());
    let invitation = |order: Order| Invitation {
        orderer: name(&order).unwrap_or_default(),
        order: order.id,
        subject: order.subject.to_string(),
        since: order.created_at,
    };
    Ok(orders.into_iter().map(invitation).collect())
}
