//! Whom I act for: every relation, what it gives, and why not.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use database::Read;
use jiff::Timestamp;
use kernel::{Citizen, PersonId, Refusal, Rule, oslo};
use launch::{Registers, RelationRecord, Represented};
use serde::Serialize;

use crate::{
    login::set_session,
    oauth::FLOOR,
    pages::citizen::{OnBehalf, registers},
    web::{
        App, CitizenLogin, Error, FormState, Page, PageContext, Posted, Result, View, locale::own_path,
        session::CurrentSession,
    },
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
    /// The ground, as registered: part of its texts' keys.
    pub kind: &'static str,
    /// When the right ends by itself.
    pub until: Option<Timestamp>,
    /// Keys of the texts that explain why one may not act; empty where one may.
    pub refused: Vec<&'static str>,
    /// Whether one acts for this person now.
    pub current: bool,
    /// Daily care, where it is registered.
    pub daily_care: Option<bool>,
}

/// `GET /min-side/representasjon`: everybody one has a relation to.
#[derive(Debug, Serialize)]
pub struct ActingView {
    /// Those whom one may act for, the youngest first.
    pub can: Vec<Relation>,
    /// Those whom one may not act for now.
    pub cannot: Vec<Relation>,
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
    let registered = registers.relations_of(person).await?;
    let today = oslo::date(app.database.now());
    let line = |one: &Represented| {
        let known = persons.iter().find(|person| person.id == one.subject)?;
        let registered = registered.iter().find(|relation| relation.subject == one.subject)?;
        Some(relation(one, known, registered, me.actor.subject, today))
    };
    let mut relations: Vec<Relation> = represented.iter().filter_map(line).collect();
    relations.sort_by_key(|relation| relation.age);
    let (can, cannot) = relations.into_iter().partition(|relation| relation.refused.is_empty());
    Ok(cx.page(ActingView { can, cannot }))
}

fn relation(
    one: &Represented,
    person: &people::Person,
    registered: &RelationRecord,
    subject: PersonId,
    today: jiff::civil::Date,
) -> Relation {
    let (basis, until, refused) = match &one.outcome {
        Ok(acting) => (acting.basis(), acting.until(), Vec::new()),
        Err(denial) => (registered.relation.basis, None, denial.texts().to_vec()),
    };
    Relation {
        id: one.subject.to_string(),
        name: person.name.to_string(),
        age: person.age(today),
        kind: basis.name(),
        until,
        refused,
        current: one.subject == subject,
        daily_care: registered.daily_care,
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
    let person = me.actor.person;
    let subject = form.text("person").parse::<PersonId>().ok();
    let subject = related(&app, person, subject).await?;
    let who = OnBehalf::of(&app, Citizen { person, subject }, &me.login).await?;
    let tx = app.database.begin().await?;
    who.acting.record(&tx);
    let (_, secret) = identity::session::represent(&tx, &session.0, subject).await?;
    tx.commit().await?;
    let mut response = cx.redirect(next(&form)).flash("flash-acting").into_response();
    set_session(&app, &mut response, &secret);
    Ok(response)
}

/// Where to go on: the page that asked for the change, or the tools of whom one now acts for.
fn next(form: &FormState) -> &str {
    own_path(form.text("neste")).unwrap_or("/mine-verktoy")
}

/// F0, asked of the relations alone: somebody unrelated, somebody unknown and no id at all are answered alike.
async fn related(app: &App, person: PersonId, subject: Option<PersonId>) -> Result<PersonId> {
    if let Some(subject) = subject {
        if !registers(app).relations(person, subject).await?.is_empty() {
            return Ok(subject);
        }
        let tx = app.database.begin().await?;
        launch::record_unrelated(&tx, Citizen { person, subject });
        tx.commit().await?;
    }
    Err(Error::refused(Refusal::text("refusal-F0").rule(Rule("F0"))))
}

/// Acts for oneself again.
pub async fn stop(
    State(app): State<App>,
    cx: PageContext,
    me: CitizenLogin,
    session: CurrentSession,
    Posted(form): Posted,
) -> Result<Response> {
    let tx = app.database.begin().await?;
    let (_, secret) = identity::session::represent(&tx, &session.0, me.actor.person).await?;
    tx.commit().await?;
    let mut response = cx.redirect(next(&form)).flash("flash-oneself").into_response();
    set_session(&app, &mut response, &secret);
    Ok(response)
}
