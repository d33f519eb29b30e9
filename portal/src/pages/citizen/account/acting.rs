//! Whom I act for: every relation, what it gives, and why not.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use database::Read;
use jiff::Timestamp;
use kernel::{Citizen, PersonId, oslo};
use launch::{Registers, Represented};
use serde::Serialize;

use crate::{
    login::set_session,
    oauth::FLOOR,
    pages::citizen::{OnBehalf, registers},
    web::{App, CitizenLogin, Error, Page, PageContext, Posted, Result, View, session::CurrentSession},
};

/// A person whom one has a registered relation to.
#[derive(Debug, Clone, Serialize)]
pub struct Relation {
    /// The person's id as in the form.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// Age in whole years.
    pub age: i16,
    /// The ground, part of its text's key; where one may act.
    pub basis: Option<&'static str>,
    /// When the right ends by itself.
    pub until: Option<Timestamp>,
    /// Keys of the texts that explain why not.
    pub refused: Vec<&'static str>,
    /// Whether one acts for this person now.
    pub current: bool,
    /// Daily care, where it is registered.
    pub daily_care: Option<bool>,
}

/// `GET /min-side/representasjon`.
#[derive(Debug, Serialize)]
pub struct ActingView {
    /// Everybody one has a relation to; those whom one may act for first.
    pub relations: Vec<Relation>,
}

impl View for ActingView {
    const TEMPLATE: &'static str = "citizen/acting.html";
}

/// The page.
pub async fn show(State(app): State<App>, cx: PageContext, me: CitizenLogin) -> Result<Page<ActingView>> {
    let registers = registers(&app);
    let person = me.actor.person;
    let represented = launch::list_represented(&registers, person, me.login.level, FLOOR).await?;
    let ids: Vec<PersonId> = represented.iter().map(|one| one.subject).collect();
    let persons = people::list_persons(&app.database, &ids).await?;
    let care = registers.relations_of(person).await?;
    let today = oslo::date(app.database.now());
    let mut relations: Vec<Relation> = represented
        .iter()
        .filter_map(|one| {
            let known = persons.iter().find(|person| person.id == one.subject)?;
            let care = care.iter().find(|relation| relation.subject == one.subject)?.daily_care;
            Some(relation(one, known, care, me.actor.subject, today))
        })
        .collect();
    relations.sort_by_key(|relation| (!relation.refused.is_empty(), relation.age));
    Ok(cx.page(ActingView { relations }))
}

fn relation(
    one: &Represented,
    person: &people::Person,
    daily_care: Option<bool>,
    subject: PersonId,
    today: jiff::civil::Date,
) -> Relation {
    let (basis, until, refused) = match &one.outcome {
        Ok(acting) => (Some(acting.basis().row().name), acting.until(), Vec::new()),
        Err(denial) => (None, None, denial.texts().to_vec()),
    };
    Relation {
        id: one.subject.to_string(),
        name: person.name.to_string(),
        age: person.age(today),
        basis,
        until,
        refused,
        current: one.subject == subject,
        daily_care,
    }
}

/// Begins to act for somebody: tried by the rules, and the session gets a new id.
pub async fn begin(
    State(app): State<App>,
    cx: PageContext,
    me: CitizenLogin,
    session: CurrentSession,
    Posted(form): Posted,
) -> Result<Response> {
    let subject: PersonId = form.text("person").parse().map_err(|_| Error::not_found())?;
    let related = registers(&app).relations(me.actor.person, subject).await?;
    if related.is_empty() {
        return Err(Error::not_found());
    }
    let citizen = Citizen { person: me.actor.person, subject };
    let who = OnBehalf::of(&app, citizen, &me.login).await?;
    let tx = app.database.begin().await?;
    who.acting.record(&tx);
    let (_, secret) = identity::session::represent(&tx, &session.0, subject).await?;
    tx.commit().await?;
    let mut response = cx.redirect("/mine-verktoy").flash("flash-acting").into_response();
    set_session(&app, &mut response, &secret);
    Ok(response)
}

/// Acts for oneself again.
pub async fn stop(
    State(app): State<App>,
    cx: PageContext,
    me: CitizenLogin,
    session: CurrentSession,
    _: Posted,
) -> Result<Response> {
    let tx = app.database.begin().await?;
    let (_, secret) = identity::session::represent(&tx, &session.0, me.actor.person).await?;
    tx.commit().await?;
    let mut response = cx.redirect("/mine-verktoy").flash("flash-oneself").into_response();
    set_session(&app, &mut response, &secret);
    Ok(response)
}
