//! The ordering body: orders, assessments, agreements.

#[cfg(test)]
pub(crate) mod samples;

use axum::Router;

use crate::web::App;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
}
