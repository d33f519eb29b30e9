//! A relation that is entered, changed or taken out, for a reason.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use kernel::{NationalId, PersonId, RelationId};
use launch::{
    Entry, Registered,
    representation::{
        Basis, Evidence, Mandate, ParentRole, Parenthood, Relation, Responsibility, Scope, policy::Shape,
    },
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{Registrar, path, show};
use crate::web::{App, Error, FormState, Page, PageContext, Posted, Result, View};

/// `GET …/relasjoner/ny`.
#[derive(Debug, Serialize)]
pub struct NewRelationView {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The form.
    pub form: FormState,
}

impl View for NewRelationView {
    const TEMPLATE: &'static str = "operator/register/relation.html";
}

/// Asks before a relation is taken out.
#[derive(Debug, Serialize)]
pub struct RemoveView {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The other person's name.
    pub other: String,
    /// On what ground: part of a text's key.
    pub kind: &'static str,
    /// The form.
    pub form: FormState,
}

impl View for RemoveView {
    const TEMPLATE: &'static str = "operator/register/remove.html";
}

async fn name(app: &App, id: PersonId) -> Result<String> {
    let person = people::find_person(&app.database, id).await?.ok_or_else(Error::not_found)?;
    Ok(person.name.to_string())
}

/// The form.
pub async fn ask(
    State(app): State<App>,
    cx: PageContext,
    _: Registrar,
    Path(person): Path<PersonId>,
) -> Result<Page<NewRelationView>> {
    let name = name(&app, person).await?;
    Ok(cx.page(NewRelationView { person, name, form: FormState::default() }))
}

/// Enters it; one on the same ground between the two becomes as this one says.
pub async fn add(
    State(app): State<App>,
    cx: PageContext,
    Registrar(me): Registrar,
    Path(person): Path<PersonId>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let name = name(&app, person).await?;
    let other = other(&app, person, &mut form).await?;
    let relation = read(&mut form);
    let reason = form.phrase::<500>("reason", "form-missing");
    if let (Some(other), Some(relation), Some(reason), true) = (other, relation, reason, form.is_valid()) {
        let (actor, subject) = if form.text("who") == "acts" { (person, other) } else { (other, person) };
        let parental = matches!(relation.evidence, Evidence::Parenthood(_));
        let daily_care = parental.then(|| form.checked("daily_care"));
        let entry = Entry { actor, subject, relation, daily_care };
        let tx = app.database.begin().await?;
        let registered = launch::register_relation(&tx, &me.actor, &entry, &reason).await?;
        tx.commit().await?;
        let stays = matches!(registered, Registered::StaysEnded(_));
        let flash = if stays { "flash-op-stays-ended" } else { "flash-op-registered" };
        return Ok(cx.redirect(&path(person)).flash(flash).into_response());
    }
    let view = NewRelationView { person, name, form };
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn other(app: &App, person: PersonId, form: &mut FormState) -> Result<Option<PersonId>> {
    let Some(number) = form.parse::<NationalId>("number", "error-number-invalid") else { return Ok(None) };
    let found = people::find_person_by_number(&app.database, &number).await?;
    let found = found.map(|found| found.id);
    match found {
        None => form.error("number", "error-number-unknown"),
        Some(found) if found == person => form.error("number", "op-register-same"),
        Some(_) => {}
    }
    Ok(found)
}

/// A word of one of the registers' lists.
fn word<T: DeserializeOwned>(form: &mut FormState, name: &str) -> Option<T> {
    let value = serde_json::from_value(Value::from(form.text(name))).ok();
    if value.is_none() {
        form.error(name, "form-bad-choice");
    }
    value
}

fn read(form: &mut FormState) -> Option<Relation> {
    if !matches!(form.text("who"), "acts" | "represented") {
        form.error("who", "form-bad-choice");
    }
    let basis = Basis::named(form.text("kind")).filter(|basis| *basis != Basis::ONESELF);
    let Some(basis) = basis else {
        form.error("kind", "form-bad-choice");
        return None;
    };
    let evidence = if basis.row().shape == Shape::Parenthood {
        let responsibility = word::<Responsibility>(form, "responsibility");
        let role = word::<ParentRole>(form, "role");
        Evidence::Parenthood(Parenthood { responsibility: responsibility?, role: role? })
    } else {
        Evidence::Mandate(mandate(form, basis)?)
    };
    Some(Relation { basis, evidence })
}

fn mandate(form: &mut FormState, basis: Basis) -> Option<Mandate> {
    let from = form.date("from", "form-bad-date");
    let until = form.parse_optional::<Date>("until", "form-bad-date");
    let ended = form.parse_optional::<Date>("ended", "form-bad-date");
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        form.error("until", "attorney-until-before");
    }
    let chosen = [("see", Scope::See), ("remind", Scope::Remind)].into_iter();
    let chosen = chosen.filter(|(name, _)| form.all("scopes").iter().any(|value| value == name));
    let scopes: Vec<Scope> = chosen.map(|(_, scope)| scope).collect();
    if basis.row().by_scope && scopes.is_empty() {
        form.error("scopes", "attorney-scopes-missing");
    }
    Some(Mandate {
        from: from?,
        until,
        ended,
        passed_on: form.checked("passed_on"),
        closest_next_of_kin: form.checked("closest_next_of_kin"),
        scopes: if basis.row().by_scope { scopes } else { Vec::new() },
    })
}

/// Asks before it is taken out.
pub async fn ask_remove(
    State(app): State<App>,
    cx: PageContext,
    _: Registrar,
    Path((person, relation)): Path<(PersonId, RelationId)>,
) -> Result<Page<RemoveView>> {
    let view = remove_view(&app, person, relation, FormState::default()).await?;
    Ok(cx.page(view))
}

async fn remove_view(app: &App, person: PersonId, id: RelationId, form: FormState) -> Result<RemoveView> {
    let records = show::records(app, person).await?;
    let record = records.into_iter().find(|record| record.id == Some(id)).ok_or_else(Error::not_found)?;
    let other = if record.actor == person { record.subject } else { record.actor };
    Ok(RemoveView {
        person,
        name: name(app, person).await?,
        other: name(app, other).await?,
        kind: record.relation.basis.name(),
        form,
    })
}

/// Takes it out: from now on it is as if it were not there (F0).
pub async fn remove(
    State(app): State<App>,
    cx: PageContext,
    Registrar(me): Registrar,
    Path((person, relation)): Path<(PersonId, RelationId)>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let Some(reason) = form.phrase::<500>("reason", "form-missing") else {
        let view = remove_view(&app, person, relation, form).await?;
        return Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    };
    // Only what the page shows can be taken out from it.
    let records = show::records(&app, person).await?;
    if records.iter().any(|record| record.id == Some(relation)) {
        let tx = app.database.begin().await?;
        launch::remove_relation(&tx, &me.actor, relation, &reason).await?;
        tx.commit().await?;
    }
    Ok(cx.redirect(&path(person)).flash("flash-op-registered").into_response())
}
