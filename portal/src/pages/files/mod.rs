//! Files of listings: how they are sent, and how pages show them.

mod serve;
mod shown;
#[cfg(test)]
mod tests;

use axum::{Router, routing::get};

pub use shown::{DocumentLine, Files, ScreenshotLine, document_path, picture_path};

use crate::web::App;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/bilder/{file}", get(serve::picture))
        .route("/bilder/{file}/liten", get(serve::thumbnail))
        .route("/dokumenter/{file}", get(serve::document))
}
