//! The patient: found by number, then handed from page to page without it.

use aws_lc_rs::constant_time;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use database::Read;
use jiff::civil::Date;
use kernel::{NationalId, PersonId, oslo};
use launch::{Registers, representation::policy::PERMITS_ALONE_FROM};
use people::{LookUp, NumberPolicy, Person};
use serde::Serialize;

use crate::web::{App, ClinicianLogin, Error, FormState, Result};

/// Name of the field that carries a patient who has been looked up.
pub const FIELD: &str = "patient";
/// Name of the field for the national identity number.
pub const NUMBER: &str = "number";

/// A patient whom this clinician has looked up in this session.
#[derive(Debug, Clone, Serialize)]
pub struct Patient {
    /// Who.
    #[serde(skip)]
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The birth date.
    pub born: Date,
    /// Whole years.
    pub age: i16,
    /// Stands for the patient in this session's forms; good for nobody else.
    pub token: String,
    /// The language that messages to the patient are in.
    #[serde(skip)]
    pub language: kernel::Locale,
}

impl Patient {
    /// As the pages of this login show and hand on the person.
    pub fn new(app: &App, me: &ClinicianLogin, person: &Person) -> Self {
        Self {
            person: person.id,
            name: person.name.to_string(),
            born: person.born(),
            age: person.age(oslo::date(app.database.now())),
            token: format!("{}.{}", person.id, proof(app, me, person.id)),
            language: person.language,
        }
    }

    /// Whether parents may act for the patient at this age: until the health-law majority (F1).
    pub const fn is_child(&self) -> bool {
        self.age < PERMITS_ALONE_FROM
    }
}

/// What came of asking for a patient.
pub enum Asked {
    /// The patient.
    Found(Patient),
    /// Nobody; the form says why.
    Nobody,
    /// Too many look-ups; the form says so. Seconds until the next.
    Wait(u64),
}

/// Proves that this session has looked the person up.
fn proof(app: &App, me: &ClinicianLogin, person: PersonId) -> String {
    let (session, person) = (me.login.session.uuid(), person.uuid());
    hex::encode(
        app.database.keyring().mac("portal looked-up patient", &[session.as_bytes(), person.as_bytes()]),
    )
}

/// The patient that the form carries from an earlier step, if it does.
pub async fn resume(app: &App, me: &ClinicianLogin, form: &FormState) -> Result<Option<Patient>> {
    let Some((id, tag)) = form.text(FIELD).split_once('.') else { return Ok(None) };
    let Ok(id) = id.parse::<PersonId>() else { return Ok(None) };
    if constant_time::verify_slices_are_equal(proof(app, me, id).as_bytes(), tag.as_bytes()).is_err() {
        return Ok(None);
    }
    let person = people::find_person(&app.database, id).await?;
    Ok(person.map(|person| Patient::new(app, me, &person)))
}

/// Looks up the number in the form, or resumes the patient from an earlier step where no number is written.
pub async fn ask(app: &App, me: &ClinicianLogin, form: &mut FormState) -> Result<Asked> {
    let written = form.text(NUMBER).trim().to_owned();
    if written.is_empty() {
        if let Some(patient) = resume(app, me, form).await? {
            return Ok(Asked::Found(patient));
        }
        form.error(NUMBER, "form-missing");
        return Ok(Asked::Nobody);
    }
    let policy = if app.config.is_demo() { NumberPolicy::Synthetic } else { NumberPolicy::Ordinary };
    match written.parse::<NationalId>() {
        Err(_) => form.error(NUMBER, "error-number-invalid"),
        Ok(number) if !policy.takes(&number) => form.error(NUMBER, "error-number-series"),
        Ok(number) => return look_up(app, me, form, &number).await,
    }
    Ok(Asked::Nobody)
}

/// Logged and counted whether the number is known or not.
async fn look_up(app: &App, me: &ClinicianLogin, form: &mut FormState, number: &NationalId) -> Result<Asked> {
    let tx = app.database.begin().await?;
    let found = match people::look_up_patient(&tx, &me.actor, number).await {
        Ok(LookUp::Found(card)) => people::find_person(&tx, card.person).await?,
        Ok(LookUp::Unknown) => None,
        Err(people::Error::TooManyLookUps { retry_after_s }) => {
            form.error(NUMBER, "error-too-many-look-ups");
            return Ok(Asked::Wait(u64::try_from(retry_after_s).unwrap_or_default()));
        }
        Err(error) => return Err(Error::from(error)),
    };
    tx.commit().await?;
    let Some(person) = found else {
        form.error(NUMBER, "error-number-unknown");
        return Ok(Asked::Nobody);
    };
    Ok(Asked::Found(Patient::new(app, me, &person)))
}

/// Marks a form's page as "come back later".
pub fn later(page: impl IntoResponse, wait_s: u64) -> Response {
    let mut response = page.into_response();
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait_s));
    response
}

/// The registers that say who may act for whom.
pub fn registers(app: &App) -> &dyn Registers {
    &*app.identity.registers
}
