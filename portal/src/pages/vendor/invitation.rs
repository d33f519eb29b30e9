//! `/leverandor/bestillinger/{order}`: a public body's order that came first, answered with a tool or with no.

use approval::{AcceptInvitation, DeclineInvitation, Order};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::{StateKind, Window};
use kernel::{OrderId, ToolId, VendorUser};
use serde::Serialize;

use crate::{
    pages::named::Id,
    web::{App, Error, FormState, PageContext, Posted, Result, VendorLogin, View},
};

/// `GET /leverandor/bestillinger/{order}`.
#[derive(Debug, Serialize)]
pub struct InvitationView {
    /// The order.
    pub order: OrderId,
    /// Its version.
    pub version: i32,
    /// By whom.
    pub orderer: String,
    /// What is wanted.
    pub subject: String,
    /// What else the vendor should know.
    pub note: Option<String>,
    /// Since when.
    pub since: jiff::Timestamp,
    /// Tools to answer with: id and name.
    pub tools: Vec<(String, String)>,
    /// What is filled in.
    pub form: FormState,
}

impl View for InvitationView {
    const TEMPLATE: &'static str = "vendor/invitation.html";
}

async fn invitation(app: &App, user: &VendorUser, order: &str) -> Result<Order> {
    approval::find_invitation(&app.database, user, Id::parse(order)?).await?.ok_or_else(Error::not_found)
}

async fn view(
    app: &App,
    cx: &PageContext,
    user: &VendorUser,
    order: Order,
    form: FormState,
) -> Result<InvitationView> {
    let db = &app.database;
    let window = Window { offset: 0, limit: Window::MOST };
    let tools = catalogue::list_own_tools(db, user, window).await?.items;
    let usable = tools.into_iter().filter_map(|own| {
        let newest = own.open.or(own.listed)?;
        let usable = newest.state.kind() != StateKind::Withdrawn;
        usable.then(|| (own.tool.id.to_string(), newest.content.name(cx.locale()).to_owned()))
    });
    Ok(InvitationView {
        tools: usable.collect(),
        orderer: catalogue::get_organisation(db, order.orderer).await?.name.to_string(),
        order: order.id,
        version: order.version,
        subject: order.subject.to_string(),
        note: order.note.map(String::from),
        since: order.created_at,
        form,
    })
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(order): Path<String>,
) -> Result<Response> {
    let order = invitation(&app, &me.actor, &order).await?;
    let view = view(&app, &cx, &me.actor, order, FormState::default()).await?;
    Ok(cx.page(view).into_response())
}

pub(super) async fn answer(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(order): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let order = invitation(&app, &me.actor, &order).await?;
    if let Some(answer) = read(&mut form) {
        let tx = app.database.begin().await?;
        match give(&tx, &me.actor, order.id, answer).await {
            Ok(flash) => {
                tx.commit().await?;
                return Ok(cx.redirect("/leverandor").flash(flash).into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    let view = view(&app, &cx, &me.actor, order, form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// The version that the vendor saw, and the tool to answer with; none is a no.
fn read(form: &mut FormState) -> Option<(i32, Option<ToolId>)> {
    let version = form.parse_hidden("version")?;
    match form.text("answer") {
        "no" => Some((version, None)),
        _ => Some((version, Some(form.parse("tool", "form-choose-one")?))),
    }
}

async fn give(
    tx: &database::Tx,
    user: &VendorUser,
    order: OrderId,
    (expected_version, tool): (i32, Option<ToolId>),
) -> approval::Result<&'static str> {
    if let Some(tool) = tool {
        approval::accept_invitation(tx, user, AcceptInvitation { order, expected_version, tool }).await?;
        Ok("flash-invitation-accepted")
    } else {
        approval::decline_invitation(tx, user, DeclineInvitation { order, expected_version }).await?;
        Ok("flash-invitation-declined")
    }
}
