//! The operator: decisions, organisations, suspension, audit.

use axum::Router;

use crate::web::App;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
}
