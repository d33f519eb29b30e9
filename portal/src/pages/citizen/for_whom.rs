//! For whom a tool that starts by itself is, chosen where there is a choice (ADR 0007, domain §7.2).

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use database::Read;
use kernel::{Citizen, PersonId, oslo};
use launch::{AtTool, Listed};
use serde::Serialize;

use super::{
    Confirmed, Deed, Errand, change_to, registers,
    waiting::{self, ANSWER, Asked, NEXT, NO, Waiting},
};
use crate::{
    login::{see_other, set_session},
    oauth::FLOOR,
    pages::wording::Wording,
    web::{App, Error, FormState, PageContext, Result, View, session::CurrentSession},
};

/// Name of the field with the person chosen.
const PERSON: &str = "person";

/// Somebody whom the login can be for.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// The person's id as in the form.
    pub id: PersonId,
    /// Name and age in whole years; nothing for oneself.
    pub other: Option<(String, i16)>,
}

/// Asks for whom the login is that a tool has asked for.
#[derive(Debug, Serialize)]
pub struct ForWhomView {
    /// The tool.
    pub name: Wording,
    /// Whom it can be for, oneself first.
    pub choices: Vec<Choice>,
    /// The source of the facts does not answer about somebody, who is not among them.
    pub left_out: bool,
    /// Whoever is acted for now, where that is another.
    pub current: Option<PersonId>,
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
    /// The form.
    pub form: FormState,
}

impl View for ForWhomView {
    const TEMPLATE: &'static str = "citizen/for-whom.html";
}

/// Going on to the tool.
pub enum GoingOn {}

impl Deed for GoingOn {
    async fn ask(cx: PageContext, errand: &Errand, form: FormState, changed: bool) -> Result<Response> {
        let waiting = Waiting::at(&cx, errand, form.text(NEXT)).await?;
        // Whoever was chosen was chosen on a page for another.
        question(cx, errand, waiting, changed, FormState::default()).await
    }
}

/// Asks.
pub async fn show(cx: PageContext, errand: Errand, Query(asked): Query<Asked>) -> Result<Response> {
    let waiting = Waiting::at(&cx, &errand, &asked.neste).await?;
    question(cx, &errand, waiting, false, FormState::default()).await
}

/// Everybody whom this login can be for.
async fn list(cx: &PageContext, errand: &Errand, waiting: &Waiting) -> Result<Listed<PersonId>> {
    let login = &errand.who.login;
    let at = AtTool { person: login.person, level: login.level, floor: FLOOR, tool: errand.listing.id() };
    Ok(launch::list_for_whom(waiting.ready.at(), registers(&cx.app), at).await?)
}

async fn question(
    cx: PageContext,
    errand: &Errand,
    waiting: Option<Waiting>,
    changed: bool,
    form: FormState,
) -> Result<Response> {
    let Some(waiting) = waiting else { return Ok(cx.redirect(&errand.base).into_response()) };
    let Listed { known: choices, left_out } = list(&cx, errand, &waiting).await?;
    let Citizen { person, subject } = errand.who.citizen;
    // There is nothing to choose any more: the request goes on as it is. Not where somebody who cannot be chosen just now may be who is meant.
    let settled = !changed && !left_out && form.is_valid();
    if subject == person && settled && choices.iter().all(|choice| *choice == person) {
        return Ok(see_other(&waiting.next));
    }
    let db = &cx.app.database;
    let known = people::list_persons(db, &choices).await?;
    let today = oslo::date(db.now());
    let choice = |id: &PersonId| {
        let known = known.iter().find(|known| known.id == *id)?;
        let other = (*id != person).then(|| (known.name.to_string(), known.age(today)));
        Some(Choice { id: *id, other })
    };
    let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = ForWhomView {
        name: errand.name(&cx),
        choices: choices.iter().filter_map(choice).collect(),
        left_out,
        current: (subject != person).then_some(subject),
        action: format!("{}/for-hvem", errand.base),
        back: errand.base.clone(),
        next: waiting.next,
        how_shown: Wording::of_prose(cx.locale(), &errand.listing.content().representation.how_shown),
        changed,
        form,
    };
    // The answer ends at the tool's client, wherever that is.
    let page = cx.page(view).form_action(&waiting.ready.request.redirect_uri).status(status);
    Ok(page.into_response())
}

/// Lets the tool's request go on for the person chosen, whom the session is about from then on; a no is told to the tool. Every rule is tried there,
/// as ever.
pub async fn answer(
    State(app): State<App>,
    cx: PageContext,
    // The page's token comes first.
    session: Option<CurrentSession>,
    Confirmed { errand, mut form, .. }: Confirmed<GoingOn>,
) -> Result<Response> {
    let waiting = Waiting::at(&cx, &errand, form.text(NEXT)).await?;
    if form.text(ANSWER) == NO {
        return waiting::decline(cx, &errand, waiting, "the person did not go on").await;
    }
    let Some(waiting) = waiting else { return Ok(cx.redirect(&errand.base).into_response()) };
    let chosen = form.parse::<PersonId>(PERSON, "form-bad-choice");
    let possible = list(&cx, &errand, &waiting).await?;
    let Some(subject) = chosen.filter(|chosen| possible.known.contains(chosen)) else {
        if form.is_valid() {
            form.error(PERSON, "form-bad-choice");
        }
        return question(cx, &errand, Some(waiting), false, form).await;
    };
    let Citizen { person, subject: before } = errand.who.citizen;
    let mut response = see_other(&waiting.next);
    if subject != before {
        let session = session.ok_or_else(|| Error::internal("chosen without a session"))?;
        let secret = change_to(&app, &errand.who.login, &session, subject).await?;
        set_session(&app, &mut response, &secret);
    }
    app.identity.provider.confirm(&waiting.ready, &Citizen { person, subject }).await?;
    Ok(response)
}
