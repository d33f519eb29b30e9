//! Whether the program lives, and whether it can do its work.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use search::Standing;
use serde_json::json;

use super::App;

/// `GET /health/live`: the program answers.
pub async fn live() -> Response {
    Json(json!({ "status": "ok" })).into_response()
}

/// `GET /health/ready`: each dependency by name; 503 if one is away.
pub async fn ready(State(app): State<App>) -> Response {
    let checks = app.checks().await;
    let ok = checks.iter().all(|(_, ok)| *ok);
    let mut named: serde_json::Map<_, _> = checks
        .into_iter()
        .map(|(name, ok)| (name.to_owned(), json!({ "status": if ok { "ok" } else { "unavailable" } })))
        .collect();
    // No reason to send people elsewhere: the embedded index answers.
    if let Some(standing) = app.search.server() {
        let status = if standing == Standing::Used { "ok" } else { "unavailable" };
        named.insert("search_server".to_owned(), json!({ "status": status, "standing": standing.as_str() }));
    }
    let status = if ok { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(json!({ "status": if ok { "ok" } else { "unavailable" }, "checks": named })))
        .into_response()
}
