//! The pages, by who they are for.

pub mod at_hand;
pub mod citizen;
pub mod clinician;
pub mod dossier;
pub mod files;
pub mod named;
pub mod operator;
pub mod orderer;
pub mod public;
pub mod shut;
pub mod small_cells;
pub mod told;
pub mod vendor;
pub mod wording;

#[cfg(test)]
mod samples;

use axum::Router;

use crate::web::App;

/// All pages' routes.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(public::routes())
        .merge(files::routes())
        .merge(at_hand::routes())
        .merge(citizen::routes())
        .merge(clinician::routes())
        .merge(orderer::routes())
        .merge(vendor::routes())
        .merge(operator::routes())
}
