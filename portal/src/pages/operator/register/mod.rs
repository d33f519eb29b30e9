//! `/forvaltning/register`: the embedded registers of the demonstration, seen and changed. There are none in production, nor where a privacy component
//! says what is so.

mod change;
mod relation;
mod show;

use axum::{Router, extract::FromRequestParts, http::request::Parts, routing::get};

use crate::web::{App, Error, OperatorLogin};

#[cfg(test)]
pub use change::FactsView;
#[cfg(test)]
pub use relation::{NewRelationView, RemoveView};
#[cfg(test)]
pub use show::{FactsSummary, FindView, PersonView, RelationRow};

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/forvaltning/register", get(show::ask).post(show::find))
        .route("/forvaltning/register/{person}", get(show::show))
        .route("/forvaltning/register/{person}/opplysninger", get(change::ask).post(change::change))
        .route("/forvaltning/register/{person}/relasjoner/ny", get(relation::ask).post(relation::add))
        .route(
            "/forvaltning/register/{person}/relasjoner/{relation}/fjern",
            get(relation::ask_remove).post(relation::remove),
        )
}

/// An operator where the registers are embedded and invented; elsewhere the pages do not exist.
pub struct Registrar(pub OperatorLogin);

impl FromRequestParts<App> for Registrar {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let me = OperatorLogin::from_request_parts(parts, app).await?;
        if app.config.has_own_registers() { Ok(Self(me)) } else { Err(Error::not_found()) }
    }
}

/// The page of a person; path without language.
fn path(person: kernel::PersonId) -> String {
    format!("/forvaltning/register/{person}")
}
