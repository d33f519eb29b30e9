//! Giving and ending a power of attorney oneself. An unknown number, a name that does not fit and a protected person are answered alike (row 36).

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use database::{Audit, Read, Tx};
use jiff::civil::Date;
use kernel::{Actor, Citizen, NationalId, PersonId, Phrase, Refusal, RelationId, oslo};
use launch::{
    Attorney, Kind, Proposal,
    representation::{NEUTRAL, Scope},
};
use people::{NumberPolicy, Person};
use serde::Serialize;
use serde_json::json;

use crate::{
    login::set_session,
    pages::citizen::{confirmed::kept, registers},
    web::{
        App, CitizenLogin, Error, FormState, Page, PageContext, Posted, Result, View, csrf,
        session::CurrentSession,
    },
};

/// The page of relations; path without language.
const RELATIONS: &str = "/min-side/representasjon";
/// What a form says of a person who is unknown, differently named or protected.
const SAME_FOR_ALL: &str = "attorney-neutral";

/// `GET /min-side/fullmakter/ny`.
#[derive(Debug, Serialize)]
pub struct GiveView {
    /// The form.
    pub form: FormState,
    /// The first day there is.
    pub today: Date,
}

impl View for GiveView {
    const TEMPLATE: &'static str = "citizen/attorney-give.html";
}

/// What is about to be given, before it is.
#[derive(Debug, Serialize)]
pub struct PreviewView {
    /// To whom.
    pub name: String,
    /// `ordinary_poa` or `limited_poa`: part of texts' keys.
    pub kind: &'static str,
    /// What a limited one grants: parts of texts' keys.
    pub scopes: Vec<&'static str>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// The form as it was sent.
    pub kept: Vec<(String, String)>,
}

impl View for PreviewView {
    const TEMPLATE: &'static str = "citizen/attorney-preview.html";
}

/// Asks before one is ended.
#[derive(Debug, Serialize)]
pub struct EndView {
    /// The other party.
    pub name: String,
    /// Part of texts' keys.
    pub kind: &'static str,
    /// Whether one gave it oneself.
    pub given: bool,
    /// Where the form is sent; path without language.
    pub action: String,
}

impl View for EndView {
    const TEMPLATE: &'static str = "citizen/attorney-end.html";
}

/// The form. Whoever acts for another has nothing to give: none can be passed on (F7).
pub async fn ask(State(app): State<App>, cx: PageContext, me: CitizenLogin) -> Result<Page<GiveView>> {
    oneself(&me)?;
    Ok(cx.page(GiveView { form: FormState::default(), today: today(&app) }))
}

fn oneself(me: &CitizenLogin) -> Result<()> {
    if me.actor.represents() { Err(Error::refused(Refusal::text("attorney-oneself"))) } else { Ok(()) }
}

fn today(app: &App) -> Date {
    oslo::date(app.database.now())
}

/// What was filled in.
struct Filled {
    number: NationalId,
    family: Phrase<100>,
    attorney: Attorney,
}

fn read(app: &App, form: &mut FormState) -> Option<Filled> {
    let policy = if app.config.is_demo() { NumberPolicy::Synthetic } else { NumberPolicy::Ordinary };
    let number = form.parse::<NationalId>("number", "error-number-invalid");
    if number.as_ref().is_some_and(|number| !policy.takes(number)) {
        form.error("number", "error-number-series");
    }
    let family = form.phrase::<100>("family", "form-missing");
    let kind = read_kind(form);
    let from = form.date("from", "form-bad-date");
    let until = form.parse_optional::<Date>("until", "form-bad-date");
    if from.is_some_and(|from| from < today(app)) {
        form.error("from", "attorney-from-past");
    }
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        form.error("until", "attorney-until-before");
    }
    let attorney = Attorney { kind: kind?, from: from?, until };
    let filled = Filled { number: number?, family: family?, attorney };
    form.is_valid().then_some(filled)
}

/// Ordinary, or limited to at least one scope (F10); there is no other to choose.
fn read_kind(form: &mut FormState) -> Option<Kind> {
    match form.text("kind") {
        "ordinary" => Some(Kind::Ordinary),
        "limited" => {
            let chosen = |name: &str| form.all("scopes").iter().any(|value| value == name);
            let scopes = [("see", Scope::See), ("remind", Scope::Remind)];
            let scopes: Vec<Scope> =
                scopes.into_iter().filter(|(name, _)| chosen(name)).map(|(_, scope)| scope).collect();
            if scopes.is_empty() {
                form.error("scopes", "attorney-scopes-missing");
            }
            Some(Kind::Limited(scopes))
        }
        _ => {
            form.error("kind", "form-bad-choice");
            None
        }
    }
}

/// Gives it where it has been looked over and confirmed; shows it for that otherwise.
pub async fn give(
    State(app): State<App>,
    cx: PageContext,
    me: CitizenLogin,
    Posted(mut form): Posted,
) -> Result<Response> {
    oneself(&me)?;
    let giver = me.actor.person;
    if let Some(filled) = read(&app, &mut form)
        && let Some((holder, proposal)) = propose(&app, giver, &filled, &mut form).await?
    {
        if !form.checked(csrf::CONFIRMED) {
            return Ok(cx.page(preview(&holder, &filled.attorney, &form)).into_response());
        }
        let tx = app.database.begin().await?;
        match launch::give_attorney(&tx, &proposal).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(cx.redirect(RELATIONS).flash("flash-attorney-given").into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    let view = GiveView { form, today: today(&app) };
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn preview(holder: &Person, attorney: &Attorney, form: &FormState) -> PreviewView {
    let key = |scope: &Scope| if *scope == Scope::See { "see" } else { "remind" };
    PreviewView {
        name: holder.name.to_string(),
        kind: attorney.kind.basis().name(),
        scopes: match &attorney.kind {
            Kind::Ordinary => Vec::new(),
            Kind::Limited(scopes) => scopes.iter().map(key).collect(),
        },
        from: attorney.from,
        until: attorney.until,
        kept: kept(form),
    }
}

/// Finds the holder by number and family name and tries the rules; every try is counted and logged. A refusal stands in the form.
async fn propose(
    app: &App,
    giver: PersonId,
    filled: &Filled,
    form: &mut FormState,
) -> Result<Option<(Person, Proposal)>> {
    app.rates.number_try(giver)?;
    let found = people::find_person_by_number(&app.database, &filled.number).await?;
    if found.as_ref().is_some_and(|person| person.id == giver) {
        form.error("number", "attorney-self");
        return Ok(None);
    }
    let holder = found.filter(|person| same_name(&person.name.family, &filled.family));
    let texts = match &holder {
        None => vec![NEUTRAL],
        Some(holder) => {
            match launch::propose(registers(app), giver, holder.id, filled.attorney.clone()).await {
                Ok(Ok(proposal)) => return Ok(Some((holder.clone(), proposal))),
                Ok(Err(texts)) => texts,
                Err(launch::Error::Unregistered) => vec![NEUTRAL],
                Err(error) => return Err(error.into()),
            }
        }
    };
    let tx = app.database.begin().await?;
    note_refusal(&tx, giver, holder.map(|holder| holder.id), &texts);
    tx.commit().await?;
    for text in texts {
        if text == NEUTRAL { form.error("", SAME_FOR_ALL) } else { form.error("number", text) }
    }
    Ok(None)
}

fn note_refusal(tx: &Tx, giver: PersonId, holder: Option<PersonId>, texts: &[&'static str]) {
    let detail = json!({"holder": holder, "told": texts});
    tx.audit(Audit::new(Actor::from(&Citizen::oneself(giver)), "attorney.refuse", giver).detail(detail));
}

/// Upper and lower case, and how many spaces, are no difference.
fn same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    plain(one) == plain(other)
}

/// What is no id is answered as one that is nobody's.
fn relation(text: &str) -> Result<RelationId> {
    text.parse().map_err(|_| Error::not_found())
}

/// Asks before it is ended.
pub async fn ask_end(
    State(app): State<App>,
    cx: PageContext,
    me: CitizenLogin,
    Path(text): Path<String>,
) -> Result<Page<EndView>> {
    let (id, person) = (relation(&text)?, me.actor.person);
    let record = launch::find_attorney(&app.database, id, person).await?.ok_or_else(Error::not_found)?;
    let given = record.subject == person;
    let other = if given { record.actor } else { record.subject };
    let other = people::get_person(&app.database, other).await?;
    let action = format!("/min-side/fullmakter/{id}/avslutt");
    Ok(cx.page(EndView { name: other.name.to_string(), kind: record.relation.basis.name(), given, action }))
}

/// Ends it at once, with everything that the holder has open for the giver.
pub async fn end(
    State(app): State<App>,
    cx: PageContext,
    me: CitizenLogin,
    session: Option<CurrentSession>,
    Path(text): Path<String>,
    Posted(_): Posted,
) -> Result<Response> {
    let (id, person) = (relation(&text)?, me.actor.person);
    let tx = app.database.begin().await?;
    let record = launch::end_attorney(&tx, id, person).await?;
    identity::grant::end_between(&tx, record.actor, record.subject, "attorney_ended").await?;
    // Whoever acts on it now acts for nobody else any more.
    let acts_on_it = person == record.actor && me.actor.subject == record.subject;
    let secret = match session.filter(|_| acts_on_it) {
        Some(session) => Some(identity::session::represent(&tx, &session.0, person).await?.1),
        None => None,
    };
    tx.commit().await?;
    let mut response = cx.redirect(RELATIONS).flash("flash-attorney-ended").into_response();
    if let Some(secret) = secret {
        set_session(&app, &mut response, &secret);
    }
    Ok(response)
}
