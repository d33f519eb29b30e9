//! Pages of a logged-in citizen: own tools, own page.

use axum::Router;

use crate::web::App;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
}
