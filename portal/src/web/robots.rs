//! `/robots.txt`: what is public may be found by everybody's search; what is somebody's own is nobody's business.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use kernel::Locale;

use super::{App, locale::localised};

/// Where logged-in people are, and what leads there.
const CLOSED: [&str; 10] = [
    "/mine-verktoy",
    "/min-side",
    "/forskriver",
    "/bestiller",
    "/leverandor",
    "/forvaltning",
    "/hent",
    "/logg-inn",
    "/logg-ut",
    "/demo",
];
/// Addresses of machines that a search has nothing to look for at.
const MACHINES: [&str; 4] = ["/oauth2", "/testid", "/fhir", "/health"];

/// The file.
pub async fn show(State(app): State<App>) -> Response {
    let kind = (header::CONTENT_TYPE, "text/plain; charset=utf-8");
    ([kind, (header::CACHE_CONTROL, "public, max-age=86400")], text(&app.config.issuer())).into_response()
}

fn text(public: &str) -> String {
    let own = Locale::ALL.into_iter().flat_map(|locale| CLOSED.map(|path| localised(locale, path)));
    let closed: Vec<_> = own.chain(MACHINES.map(str::to_owned)).collect();
    // The longest rule that fits counts (RFC 9309 §2.2.2).
    let lines = closed.into_iter().map(|path| format!("Disallow: {path}\n"));
    format!("User-agent: *\nAllow: /\n{}\nSitemap: {public}/sitemap.xml\n", lines.collect::<String>())
}
