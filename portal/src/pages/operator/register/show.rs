//! A person as the registers know the person, found by number.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use database::{Audit, Read};
use jiff::{Timestamp, civil::Date};
use kernel::{NationalId, PersonId, oslo};
use launch::{
    EmbeddedRegisters, RelationRecord,
    representation::{Evidence, Scope},
};
use people::Person;
use serde::Serialize;

use super::{Registrar, path};
use crate::web::{App, Error, FormState, Page, PageContext, Posted, Result, View};

/// `GET /forvaltning/register`.
#[derive(Debug, Serialize)]
pub struct FindView {
    /// The form.
    pub form: FormState,
}

impl View for FindView {
    const TEMPLATE: &'static str = "operator/register/find.html";
}

/// Asks for a number.
pub async fn ask(cx: PageContext, _: Registrar) -> Page<FindView> {
    cx.page(FindView { form: FormState::default() })
}

/// Finds the person; each time it is logged.
pub async fn find(
    State(app): State<App>,
    cx: PageContext,
    Registrar(me): Registrar,
    Posted(mut form): Posted,
) -> Result<Response> {
    if let Some(number) = form.parse::<NationalId>("number", "error-number-invalid") {
        if let Some(person) = people::find_person_by_number(&app.database, &number).await? {
            let tx = app.database.begin().await?;
            tx.audit(Audit::new(&me.actor, "register.look", person.id));
            tx.commit().await?;
            return Ok(cx.redirect(&path(person.id)).into_response());
        }
        form.error("number", "error-number-unknown");
    }
    Ok(cx.page(FindView { form }).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// What is registered of a person: words are parts of texts' keys.
#[derive(Debug, Clone, Serialize)]
pub struct FactsSummary {
    /// Birth date.
    pub born: Date,
    /// Address protection.
    pub address: &'static str,
    /// Standing.
    pub status: &'static str,
    /// F5.
    pub emergency_block: bool,
    /// F14.
    pub lacks_capacity: bool,
    /// F4.
    pub care_order: bool,
    /// Since when.
    pub since: Timestamp,
}

impl FactsSummary {
    pub(super) fn of(person: &Person) -> Self {
        let facts = person.facts;
        Self {
            born: facts.born,
            address: facts.address.name(),
            status: facts.status.name(),
            emergency_block: facts.emergency_block,
            lacks_capacity: facts.lacks_capacity,
            care_order: facts.care_order,
            since: facts.registered_at,
        }
    }
}

/// A relation: words are parts of texts' keys.
#[derive(Debug, Clone, Serialize)]
pub struct RelationRow {
    /// Its id.
    pub id: String,
    /// The other person's id.
    pub other: PersonId,
    /// The other person's name.
    pub name: String,
    /// Whether the page's person is the one who acts.
    pub acts: bool,
    /// On what ground.
    pub kind: &'static str,
    /// Parental responsibility and role.
    pub parenthood: Option<(String, String)>,
    /// First and last day.
    pub period: Option<(Date, Option<Date>)>,
    /// When it was ended.
    pub ended: Option<Date>,
    /// What a limited power grants.
    pub scopes: Vec<&'static str>,
    /// Whether F7 lets it count today.
    pub stands: bool,
}

/// `GET /forvaltning/register/{person}`.
#[derive(Debug, Serialize)]
pub struct PersonView {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// What is registered.
    pub facts: FactsSummary,
    /// Relations to others, then of others.
    pub relations: Vec<RelationRow>,
}

impl View for PersonView {
    const TEMPLATE: &'static str = "operator/register/person.html";
}

/// The person.
pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    _: Registrar,
    Path(id): Path<PersonId>,
) -> Result<Page<PersonView>> {
    let person = people::find_person(&app.database, id).await?.ok_or_else(Error::not_found)?;
    let records = records(&app, id).await?;
    let others: Vec<PersonId> = records.iter().map(|one| other(one, id)).collect();
    let others = people::list_persons(&app.database, &others).await?;
    let today = oslo::date(app.database.now());
    let row = |record: &RelationRecord| {
        let known = others.iter().find(|person| person.id == other(record, id))?;
        Some(row(record, known, id, today))
    };
    let relations = records.iter().filter_map(row).collect();
    let facts = FactsSummary::of(&person);
    Ok(cx.page(PersonView { person: id, name: person.name.to_string(), facts, relations }))
}

/// Relations of the person to others, then of others to the person.
pub(super) async fn records(app: &App, id: PersonId) -> Result<Vec<RelationRecord>> {
    let registers = EmbeddedRegisters::new(app.database.clone());
    let mut records = registers.relations_of(id).await?;
    records.extend(registers.relations_to(id).await?);
    Ok(records)
}

fn other(record: &RelationRecord, person: PersonId) -> PersonId {
    if record.actor == person { record.subject } else { record.actor }
}

fn row(record: &RelationRecord, known: &Person, person: PersonId, today: Date) -> RelationRow {
    let mandate = record.relation.mandate();
    let parenthood = match &record.relation.evidence {
        Evidence::Parenthood(parenthood) => Some((word(&parenthood.responsibility), word(&parenthood.role))),
        Evidence::Mandate(_) => None,
    };
    let scopes = mandate.map_or(&[][..], |mandate| &mandate.scopes);
    RelationRow {
        id: record.id.map(|id| id.to_string()).unwrap_or_default(),
        other: known.id,
        name: known.name.to_string(),
        acts: record.actor == person,
        kind: record.relation.basis.name(),
        parenthood,
        period: mandate.map(|mandate| (mandate.from, mandate.until)),
        ended: mandate.and_then(|mandate| mandate.ended),
        scopes: scopes.iter().map(|scope| if *scope == Scope::See { "see" } else { "remind" }).collect(),
        stands: record.relation.is_in_force(today),
    }
}

/// A word as it is stored.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
