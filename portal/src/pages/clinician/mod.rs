//! The clinician's prescriber and follow-up.

mod chart;
mod complete;
mod data;
mod follow_up;
mod home;
mod letter;
mod patient;
mod prescribe;
mod record;
pub mod refused;
mod renew;
mod stop;
mod take_over;
mod tools;
mod withhold;

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use jiff::civil::Date;

use crate::web::{App, FormState};

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/forskriver", get(home::show))
        .route("/forskriver/oppfolging", get(follow_up::show))
        .route("/forskriver/ny", get(prescribe::begin).post(prescribe::review))
        .route("/forskriver/ny/send", post(prescribe::send))
        .route("/forskriver/overta", get(take_over::ask).post(take_over::find))
        .route("/forskriver/overta/bekreft", post(take_over::confirm))
        .route("/forskriver/{id}", get(record::show))
        .route("/forskriver/{id}/data", get(data::show))
        .route("/forskriver/{id}/forny", get(renew::ask).post(renew::send))
        .route("/forskriver/{id}/brev", get(letter::ask).post(letter::make))
        .route("/forskriver/{id}/stopp", get(stop::ask).post(stop::send))
        .route("/forskriver/{id}/fullfor", get(complete::ask).post(complete::send))
        .route("/forskriver/{id}/tilbakehold", get(withhold::ask).post(withhold::send))
}

/// Years that a day in a form may lie in; others are slips of the finger.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// Reads a day that may be left out.
fn day(form: &mut FormState, name: &str) -> Option<Date> {
    let day: Option<Date> = form.parse_optional(name, "form-bad-date");
    if day.is_some_and(|day| !YEARS.contains(&day.year())) {
        form.error(name, "form-bad-date");
        return None;
    }
    day
}
