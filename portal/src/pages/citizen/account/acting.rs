//! Whom I act for: every relation, what it gives, and why not; and who may act for me.

use std::sync::Arc;

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use database::Read;
use identity::Secret;
use jiff::{Timestamp, civil::Date};
use kernel::{Citizen, PersonId, Refusal, RelationId, Rule, oslo};
use launch::{
    Held, Listed, RelationRecord,
    representation::{Basis, Scope},
};
use serde::Serialize;

use crate::{
    login::set_session,
    oauth::FLOOR,
    pages::citizen::{OnBehalf, registers},
    web::{
        App, CitizenLogin, Error, FormState, Login, Page, PageContext, Posted, Result, View,
        locale::own_path, session::CurrentSession,
    },
};

/// A registered relation of one's own to another.
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
    /// What a limited power of attorney grants: parts of texts' keys.
    pub scopes: Vec<&'static str>,
    /// Where it can be ended; path without language.
    pub end: Option<String>,
}

/// A registered relation of another to oneself.
#[derive(Debug, Clone, Serialize)]
pub struct Holder {
    /// The other's name.
    pub name: String,
    /// The ground: part of its texts' keys.
    pub kind: &'static str,
    /// First day of a power of attorney.
    pub from: Option<Date>,
    /// Its last day, where it has one.
    pub until: Option<Date>,
    /// The day on which it was ended.
    pub ended: Option<Date>,
    /// Whether it counts today, as far as the person itself knows: what is protected is not told of.
    pub stands: bool,
    /// What a limited one grants: parts of texts' keys.
    pub scopes: Vec<&'static str>,
    /// Where it can be ended; path without language.
    pub end: Option<String>,
}

/// `GET /min-side/representasjon`: everybody one has a relation to, and everybody who has one to oneself.
#[derive(Debug, Serialize)]
pub struct ActingView {
    /// Those whom one may act for, the youngest first.
    pub can: Vec<Relation>,
    /// Those whom one may not act for now.
    pub cannot: Vec<Relation>,
    /// Those who have a relation to oneself.
    pub holders: Vec<Holder>,
    /// The source of the facts does not answer: nothing is known, so nothing is shown.
    pub away: bool,
    /// It does not answer about somebody, who is not shown.
    pub left_out: bool,
    /// Whether one acts for another now.
    pub for_another: bool,
}

impl View for ActingView {
    const TEMPLATE: &'static str = "citizen/acting.html";
}

/// The page. Where the source is away, it says so, and one can still stop acting.
pub async fn show(State(app): State<App>, cx: PageContext, me: CitizenLogin) -> Result<Page<ActingView>> {
    Ok(cx.page(registered(&app, &me).await?))
}

/// What there is to show.
pub(super) async fn registered(app: &App, me: &CitizenLogin) -> Result<ActingView> {
    match of_registers(app, me).await {
        Err(error @ launch::Error::Registers(_)) => {
            tracing::warn!(error = %error, "registers.away");
            let (can, cannot, holders) = (Vec::new(), Vec::new(), Vec::new());
            let for_another = me.actor.represents();
            Ok(ActingView { can, cannot, holders, away: true, left_out: false, for_another })
        }
        view => Ok(view?),
    }
}

async fn of_registers(app: &App, me: &CitizenLogin) -> launch::Result<ActingView> {
    let (registers, person) = (registers(app), me.actor.person);
    let Listed { known: held, mut left_out } =
        launch::list_held(registers, person, me.login.level, FLOOR).await?;
    let ids: Vec<PersonId> = held.iter().map(|one| one.record.subject).collect();
    let persons = people::list_persons(&app.database, &ids).await?;
    let today = oslo::date(app.database.now());
    let line = |one: &Held| {
        let known = persons.iter().find(|person| person.id == one.record.subject)?;
        Some(relation(one, known, me.actor.subject, today))
    };
    let mut relations: Vec<Relation> = held.iter().filter_map(line).collect();
    relations.sort_by_key(|relation| relation.age);
    let (can, cannot) = relations.into_iter().partition(|relation| relation.refused.is_empty());
    let mut holders = Vec::new();
    let records = launch::list_holders(registers, person).await?;
    left_out |= records.left_out;
    let actors: Vec<PersonId> = records.known.iter().map(|record| record.actor).collect();
    let known = people::list_persons(&app.database, &actors).await?;
    let born = people::get_person(&app.database, person).await?.born();
    for record in &records.known {
        if let Some(person) = known.iter().find(|person| person.id == record.actor) {
            holders.push(holder(record, person.name.to_string(), born, today));
        }
    }
    holders.sort_by_key(|holder| !holder.stands);
    Ok(ActingView { can, cannot, holders, away: false, left_out, for_another: me.actor.represents() })
}

/// Parts of the keys of what a limited power of attorney grants.
fn scope_keys(relation: &launch::representation::Relation) -> Vec<&'static str> {
    let key = |scope: &Scope| match scope {
        Scope::See => "see",
        Scope::Remind => "remind",
    };
    let limited = relation.mandate().filter(|_| relation.basis == Basis::LIMITED);
    limited.map_or_else(Vec::new, |mandate| mandate.scopes.iter().map(key).collect())
}

/// Where a power of attorney that is kept here is ended.
fn end_path(id: Option<RelationId>, relation: &launch::representation::Relation) -> Option<String> {
    let open = relation.mandate().is_some_and(|mandate| mandate.ended.is_none());
    id.filter(|_| open).map(|id| format!("/min-side/fullmakter/{id}/avslutt"))
}

fn relation(one: &Held, person: &people::Person, acted_for: PersonId, today: Date) -> Relation {
    let Held { record, outcome } = one;
    let (until, mut refused) = match outcome {
        Ok(acting) => (acting.until(), Vec::new()),
        Err(denial) => (None, denial.texts().to_vec()),
    };
    let scopes = scope_keys(&record.relation);
    // Here it is asked whether one may see: of a power that only reminds, the usual words would be wrong.
    if !scopes.is_empty() && !scopes.contains(&"see") {
        for text in refused.iter_mut().filter(|text| **text == "refusal-F10") {
            *text = "acting-only-reminded";
        }
    }
    Relation {
        id: record.subject.to_string(),
        name: person.name.to_string(),
        age: person.age(today),
        kind: record.relation.basis.name(),
        until,
        refused,
        current: record.subject == acted_for,
        daily_care: record.daily_care,
        scopes,
        end: end_path(record.id, &record.relation),
    }
}

fn holder(record: &RelationRecord, name: String, born: Date, today: Date) -> Holder {
    let mandate = record.relation.mandate();
    Holder {
        name,
        kind: record.relation.basis.name(),
        from: mandate.map(|mandate| mandate.from),
        until: mandate.and_then(|mandate| mandate.until),
        ended: mandate.and_then(|mandate| mandate.ended),
        stands: record.relation.counts_for(born, today),
        scopes: scope_keys(&record.relation),
        end: end_path(record.id, &record.relation),
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
    let secret = change_to(&app, &me.login, &session, subject).await?;
    let mut response = cx.redirect(next(&form)).flash("flash-acting").into_response();
    set_session(&app, &mut response, &secret);
    Ok(response)
}

/// The session is about this person from here on, oneself or somebody whom the rules let one act for; the secret that it gets.
pub async fn change_to(
    app: &App,
    login: &Arc<Login>,
    session: &CurrentSession,
    subject: PersonId,
) -> Result<Secret> {
    let citizen = Citizen { person: login.person, subject };
    let begun =
        if citizen.represents() { Some(OnBehalf::of(app, citizen, login).await?.acting) } else { None };
    let tx = app.database.begin().await?;
    if let Some(acting) = begun {
        acting.record(&tx);
    }
    let (_, secret) = identity::session::represent(&tx, &session.0, subject).await?;
    tx.commit().await?;
    Ok(secret)
}

/// Where to go on: the page that asked for the change, or the tools of whom one now acts for.
fn next(form: &FormState) -> &str {
    own_path(form.text("neste")).unwrap_or("/mine-verktoy")
}

/// F0, asked of the relations alone: somebody unrelated, somebody unknown and no id at all are answered alike.
async fn related(app: &App, person: PersonId, subject: Option<PersonId>) -> Result<PersonId> {
    if let Some(subject) = subject {
        if registers(app).subjects_of(person).await?.contains(&subject) {
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
    let secret = change_to(&app, &me.login, &session, me.actor.person).await?;
    let mut response = cx.redirect(next(&form)).flash("flash-oneself").into_response();
    set_session(&app, &mut response, &secret);
    Ok(response)
}
