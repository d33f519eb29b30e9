//! Pages of a logged-in citizen: own tools, own page.

mod account;
mod mine;
mod on_behalf;
mod prescription;
mod start;

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};

use crate::web::App;

pub use account::*;
pub use mine::{MineView, UsedTool};
pub use on_behalf::{OnBehalf, registers};
pub use prescription::{DeclineView, EventLine, PrescriptionView, RxCard};
pub use start::{ConfirmStartView, PermissionView, RefusedView};

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/mine-verktoy", get(mine::show))
        .route("/mine-verktoy/{id}", get(prescription::show))
        .route("/mine-verktoy/{id}/avsla", get(prescription::ask_decline).post(prescription::decline))
        .route("/mine-verktoy/{id}/deling", post(prescription::share))
        .route("/mine-verktoy/{id}/start", get(start::confirm_prescription).post(start::prescription))
        .route(
            "/mine-verktoy/{id}/tillatelse",
            get(start::permission_for_prescription).post(start::permit_for_prescription),
        )
        .route("/verktoy/{slug}/start", get(start::confirm_tool).post(start::tool))
        .route("/verktoy/{slug}/tillatelse", get(start::permission_for_tool).post(start::permit_for_tool))
        .merge(account::routes())
}
