//! Pages for everybody: front page, about, help, statements.

pub mod assessed;
pub mod card;
pub mod embed;
mod figures;
pub mod find;
mod front;
mod mailbox;
mod sitemap;
mod statements;
pub mod structured;
pub mod tool;

#[cfg(test)]
pub(crate) mod samples;

use axum::{Router, routing::get};

use crate::web::{App, wish};

pub use figures::{Counted, FiguresView, UseLine};
pub use front::{Beginning, FrontView};
pub use mailbox::MailboxView;
pub use statements::{AboutView, AccessibilityView, Checked, HelpView, MethodView, PrivacyView, Ways};

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(front::show))
        .route("/verktoy", get(find::show))
        .route("/verktoy/forslag", get(find::suggest))
        .route("/verktoy/{slug}", get(tool::show))
        .route("/innebygd", get(embed::explain))
        .route("/innebygd/verktoy", get(embed::list))
        .route("/innebygd.js", get(embed::script))
        .route("/sitemap.xml", get(sitemap::show))
        .route("/sitemap/{part}", get(sitemap::part))
        .route("/demo/meldinger", get(mailbox::show))
        .route("/sprak", get(wish::choose))
        .route("/om", get(statements::about))
        .route("/personvern", get(statements::privacy))
        .route("/tilgjengelighet", get(statements::accessibility))
        .route("/metode", get(statements::method))
        .route("/tall", get(figures::show))
        .route("/hjelp", get(statements::help))
}
