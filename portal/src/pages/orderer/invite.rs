//! `/bestiller/inviter`: an order that comes first, and its invitation to the vendor.

use approval::Invite;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::{OrganisationFilter, OrganisationKind, Window};
use database::Read;
use kernel::OrderId;
use serde::Serialize;

use crate::{
    pages::dossier::refuse_all,
    web::{App, FormState, OrdererLogin, PageContext, Posted, Result, View},
};

/// `GET /bestiller/inviter`.
#[derive(Debug, Serialize)]
pub struct InviteView {
    /// The order's id: the same form sent twice is one order.
    pub id: OrderId,
    /// Vendors to choose from: id and name.
    pub vendors: Vec<(String, String)>,
    /// What is filled in.
    pub form: FormState,
}

impl View for InviteView {
    const TEMPLATE: &'static str = "orderer/invite.html";
}

async fn view(app: &App, id: Option<OrderId>, form: FormState) -> Result<InviteView> {
    let filter = OrganisationFilter { kind: Some(OrganisationKind::Vendor), name: None };
    let window = Window { offset: 0, limit: Window::MOST };
    let vendors = catalogue::list_organisations(&app.database, &filter, window).await?.items;
    Ok(InviteView {
        id: id.unwrap_or_else(|| OrderId::new(app.database.now(), &*app.entropy)),
        vendors: vendors.into_iter().map(|one| (one.id.to_string(), one.name.to_string())).collect(),
        form,
    })
}

pub(super) async fn show(State(app): State<App>, cx: PageContext, _: OrdererLogin) -> Result<Response> {
    let view = view(&app, None, FormState::default()).await?;
    Ok(cx.page(view).into_response())
}

pub(super) async fn invite(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Posted(mut form): Posted,
) -> Result<Response> {
    if let Some(command) = read(&mut form) {
        let tx = app.database.begin().await?;
        match approval::invite(&tx, &me.actor, command).await {
            Ok(order) => {
                tx.commit().await?;
                let path = format!("/bestiller/bestillinger/{}", order.id);
                return Ok(cx.redirect(&path).flash("flash-invited").into_response());
            }
            Err(error) => refuse_all(&mut form, error)?,
        }
    }
    let view = view(&app, form.text("id").parse().ok(), form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn read(form: &mut FormState) -> Option<Invite> {
    let id = form.parse_hidden("id");
    let vendor = form.parse("vendor", "form-choose-one");
    let subject = form.phrase("subject", "form-missing");
    let note = form.optional_phrase("note");
    let command = Invite { id: id?, vendor: vendor?, subject: subject?, note };
    form.is_valid().then_some(command)
}
