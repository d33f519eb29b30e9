//! `GET /innebygd.js`: the script with its few texts in it.

use std::collections::BTreeMap;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::Locale;

use crate::web::{App, Error, Result, assets, caching};

/// The file among the assets, and what stands in it for the texts.
const FILE: &str = "embed.js";
const PLACE: &str = "RESEPTOR_TEXTS";
/// Texts in the order in which the script reads them.
const TEXTS: [&str; 3] = ["embed-all", "embed-none", "embed-suspended"];

/// Version 1: what is written in others' pages keeps working; what would not gets another address.
pub async fn script(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    let script = text(&app)?;
    let tag = format!("\"{}\"", caching::fingerprint(script.as_bytes()));
    let shared = [
        (header::ETAG, tag.as_str()),
        (header::CACHE_CONTROL, "public, max-age=3600, stale-if-error=604800"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    if caching::is_known(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, shared).into_response());
    }
    Ok((shared, [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], script).into_response())
}

/// The script as it is sent.
pub(super) fn text(app: &App) -> Result<String> {
    let texts: BTreeMap<&str, [String; TEXTS.len()]> = Locale::ALL
        .into_iter()
        .map(|locale| (locale.tag(), TEXTS.map(|key| app.texts.text(locale, key))))
        .collect();
    let texts = serde_json::to_string(&texts).map_err(Error::internal)?;
    let file = assets::text(FILE).ok_or_else(|| Error::internal("no embed.js"))?;
    Ok(file.replace(PLACE, &texts))
}
