//! For whom a tool that starts by itself is, asked where one acts for another (ADR 0007, domain §7.2).

use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;
use serde::Serialize;

use super::{
    Confirmed, Deed, Errand,
    waiting::{self, ANSWER, Asked, NEXT, NO, Waiting},
};
use crate::{
    login::see_other,
    pages::wording::Wording,
    web::{FormState, PageContext, Result, View},
};

/// Asks whether the login that a tool has asked for is for the person acted for now.
#[derive(Debug, Serialize)]
pub struct ForWhomView {
    /// The tool.
    pub name: Wording,
    /// Where the answer is sent; path without language.
    pub action: String,
    /// The tool's page; path without language.
    pub back: String,
    /// The request that waits for the answer.
    pub next: String,
    /// How the tool shows for whom one acts.
    pub how_shown: Option<Wording>,
    /// Whether the form was made for another person.
    pub changed: bool,
}

impl View for ForWhomView {
    const TEMPLATE: &'static str = "citizen/for-whom.html";
}

/// Going on to the tool.
pub enum GoingOn {}

impl Deed for GoingOn {
    async fn ask(cx: PageContext, errand: &Errand, form: FormState, changed: bool) -> Result<Response> {
        let waiting = Waiting::at(&cx, errand, form.text(NEXT)).await?;
        Ok(question(cx, errand, waiting, changed))
    }
}

/// Asks.
pub async fn show(cx: PageContext, errand: Errand, Query(asked): Query<Asked>) -> Result<Response> {
    let waiting = Waiting::at(&cx, &errand, &asked.neste).await?;
    Ok(question(cx, &errand, waiting, false))
}

fn question(cx: PageContext, errand: &Errand, waiting: Option<Waiting>, changed: bool) -> Response {
    let Some(waiting) = waiting else { return cx.redirect(&errand.base).into_response() };
    // Nobody is acted for any more: the request goes on as it is.
    if !errand.who.for_another() && !changed {
        return see_other(&waiting.next);
    }
    let shown = &errand.listing.content().representation.how_shown;
    let view = ForWhomView {
        name: errand.name(&cx),
        action: format!("{}/for-hvem", errand.base),
        back: errand.base.clone(),
        next: waiting.next,
        how_shown: Wording::of_prose(cx.locale(), shown).filter(|_| errand.who.for_another()),
        changed,
    };
    // The answer ends at the tool's client, wherever that is.
    cx.page(view).form_action(&waiting.ready.request.redirect_uri).into_response()
}

/// Lets the tool's request go on for the person confirmed; a no is told to the tool. Every rule is tried there, as ever.
pub async fn answer(cx: PageContext, Confirmed { errand, form, .. }: Confirmed<GoingOn>) -> Result<Response> {
    let waiting = Waiting::at(&cx, &errand, form.text(NEXT)).await?;
    if form.text(ANSWER) == NO {
        return waiting::decline(cx, &errand, waiting, "the person did not go on").await;
    }
    let Some(waiting) = waiting else { return Ok(cx.redirect(&errand.base).into_response()) };
    cx.app.identity.provider.confirm(&waiting.ready, &errand.who.citizen).await?;
    Ok(see_other(&waiting.next))
}
