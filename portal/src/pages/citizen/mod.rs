//! Pages of a logged-in citizen: own tools, own page.

mod account;
mod confirmed;
mod errand;
mod for_whom;
mod hand_over;
mod mine;
mod on_behalf;
mod permission;
mod pick_up;
mod prescription;
mod start;
mod waiting;

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
pub use confirmed::{ConfirmView, Confirmed, Deed};
pub use errand::Errand;
pub use for_whom::{Choice, ForWhomView};
pub use hand_over::HandOverView;
pub use mine::{MineView, UsedTool};
pub use on_behalf::{OnBehalf, Whole, registers};
pub use permission::PermissionView;
pub use pick_up::{ActFirstView, NotForYouView, TypeCodeView};
pub use prescription::{DeclineView, EventLine, PrescriptionView, RxCard};
pub use start::{ConfirmStartView, RefusedView};

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/hent", get(pick_up::ask).post(pick_up::typed))
        .route("/hent/{code}", get(pick_up::pick_up))
        .route("/mine-verktoy", get(mine::show))
        .route("/mine-verktoy/{id}", get(prescription::show))
        .route("/mine-verktoy/{id}/avsla", get(prescription::ask_decline).post(prescription::decline))
        .route("/mine-verktoy/{id}/deling", post(prescription::share))
        .route("/mine-verktoy/{id}/start", get(start::confirm).post(start::start))
        .route("/mine-verktoy/{id}/tillatelse", get(permission::show).post(permission::permit))
        .route("/verktoy/{slug}/start", get(start::confirm).post(start::start))
        .route("/verktoy/{slug}/for-hvem", get(for_whom::show).post(for_whom::answer))
        .route("/verktoy/{slug}/tillatelse", get(permission::show).post(permission::permit))
        .merge(account::routes())
}
