//! Pages for everybody: front page, about, help, statements.

mod front;
mod statements;

#[cfg(test)]
pub(crate) mod samples;

use axum::{Router, routing::get};

use crate::web::App;

pub use front::{FrontView, Topic};
pub use statements::{AboutView, AccessibilityView, HelpView, MethodView, PrivacyView};

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(front::show))
        .route("/om", get(statements::about))
        .route("/personvern", get(statements::privacy))
        .route("/tilgjengelighet", get(statements::accessibility))
        .route("/metode", get(statements::method))
        .route("/hjelp", get(statements::help))
}
