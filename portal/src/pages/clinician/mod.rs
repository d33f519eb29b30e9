//! The clinician's prescriber and follow-up.

use axum::Router;

use crate::web::App;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
}
