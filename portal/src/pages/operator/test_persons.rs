//! `/forvaltning/testpersoner`: the invented people that vendors try their tools with (ADR 0011).

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use kernel::PersonId;
use launch::NewTestPerson;
use people::Name;
use serde::Serialize;

use crate::{
    oauth::FLOOR,
    web::{App, FormState, OperatorLogin, PageContext, Posted, Result, View},
};

/// The page; path without language.
const PAGE: &str = "/forvaltning/testpersoner";

/// A test person.
#[derive(Debug, Serialize)]
pub struct TestPersonRow {
    /// The id.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// The birth date.
    pub born: Date,
    /// Names of those whom the person may act for.
    pub acts_for: Vec<String>,
}

/// `GET /forvaltning/testpersoner`.
#[derive(Debug, Serialize)]
pub struct TestPersonsView {
    /// Everyone, in the order they were made.
    pub rows: Vec<TestPersonRow>,
    /// Whom a new one may be a child of: id and name.
    pub parents: Vec<(String, String)>,
    /// The form of a new one.
    pub form: FormState,
}

impl View for TestPersonsView {
    const TEMPLATE: &'static str = "operator/test-persons.html";
}

async fn view(app: &App, form: FormState) -> Result<TestPersonsView> {
    let persons = people::list_test_persons(&app.database).await?;
    let registers = &*app.identity.test_registers;
    let mut rows = Vec::with_capacity(persons.len());
    for person in &persons {
        let related = launch::list_represented(registers, person.id, FLOOR, FLOOR).await?;
        let acts_for = related.known.iter().filter(|one| one.outcome.is_ok()).filter_map(|one| {
            persons.iter().find(|other| other.id == one.subject).map(|other| other.name.to_string())
        });
        rows.push(TestPersonRow {
            id: person.id,
            name: person.name.to_string(),
            born: person.born(),
            acts_for: acts_for.collect(),
        });
    }
    let parents = persons.iter().map(|person| (person.id.to_string(), person.name.to_string())).collect();
    Ok(TestPersonsView { rows, parents, form })
}

/// The list, and the form of a new one.
pub async fn show(State(app): State<App>, cx: PageContext, _: OperatorLogin) -> Result<Response> {
    Ok(cx.page(view(&app, FormState::default()).await?).into_response())
}

/// Invents one.
pub async fn add(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Posted(mut form): Posted,
) -> Result<Response> {
    let given = form.phrase::<100>("given", "form-missing");
    let family = form.phrase::<100>("family", "form-missing");
    let born = form.date("born", "form-bad-date");
    let parent = form.parse_optional::<PersonId>("parent", "form-bad-choice");
    if let (Some(given), Some(family), Some(born), true) = (given, family, born, form.is_valid()) {
        let new = NewTestPerson { name: Name { given, family }, born, parents: parent.into_iter().collect() };
        let tx = app.database.begin().await?;
        match launch::invent_test_person(&tx, &me.actor, new).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(cx.redirect(PAGE).flash("flash-op-added").into_response());
            }
            Err(launch::Error::NotFound) => form.error("parent", "form-bad-choice"),
            Err(error) => form.take(error)?,
        }
    }
    let view = view(&app, form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
