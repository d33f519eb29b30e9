//! Address protection, standing, blocks, care order and capacity of a person, changed for a reason.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::PersonId;
use people::{AddressProtection, FactsChange, Person, PersonStatus};
use serde::Serialize;

use super::{Registrar, path};
use crate::web::{App, Error, FormState, Page, PageContext, Posted, Result, View};

/// `GET …/opplysninger`.
#[derive(Debug, Serialize)]
pub struct FactsView {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The form.
    pub form: FormState,
}

impl View for FactsView {
    const TEMPLATE: &'static str = "operator/register/facts.html";
}

async fn person(app: &App, id: PersonId) -> Result<Person> {
    people::find_person(&app.database, id).await?.ok_or_else(Error::not_found)
}

/// The form, filled in with what is registered.
pub async fn ask(
    State(app): State<App>,
    cx: PageContext,
    _: Registrar,
    Path(id): Path<PersonId>,
) -> Result<Page<FactsView>> {
    let person = person(&app, id).await?;
    let facts = person.facts;
    let mut filled = vec![("address", facts.address.name()), ("status", facts.status.name())];
    for (name, set) in [
        ("emergency_block", facts.emergency_block),
        ("lacks_capacity", facts.lacks_capacity),
        ("care_order", facts.care_order),
    ] {
        filled.extend(set.then_some((name, "ja")));
    }
    let form = FormState::filled(filled);
    Ok(cx.page(FactsView { person: id, name: person.name.to_string(), form }))
}

/// Changes them: every decision from now on is made on these.
pub async fn change(
    State(app): State<App>,
    cx: PageContext,
    Registrar(me): Registrar,
    Path(id): Path<PersonId>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let person = person(&app, id).await?;
    let address = form.parse::<AddressProtection>("address", "form-bad-choice");
    let status = form.parse::<PersonStatus>("status", "form-bad-choice");
    let reason = form.phrase::<500>("reason", "form-missing");
    if let (Some(reason), true) = (reason, form.is_valid()) {
        let change = FactsChange {
            address,
            status,
            emergency_block: Some(form.checked("emergency_block")),
            lacks_capacity: Some(form.checked("lacks_capacity")),
            care_order: Some(form.checked("care_order")),
        };
        let tx = app.database.begin().await?;
        people::change_facts(&tx, &me.actor, id, change, &reason).await?;
        tx.commit().await?;
        return Ok(cx.redirect(&path(id)).flash("flash-op-registered").into_response());
    }
    let view = FactsView { person: id, name: person.name.to_string(), form };
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
