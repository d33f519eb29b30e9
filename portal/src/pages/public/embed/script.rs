//! `GET /innebygd.js`: the script with its few texts in it, and what can be asked for.

use std::collections::BTreeMap;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::Locale;
use search::Facet;
use serde::Serialize;

use super::asked::{MOST, USUAL};
use crate::{
    pages::public::find::{self, asked::parameter},
    web::{App, Error, Result, assets, caching},
};

/// The file among the assets.
const FILE: &str = "embed.js";
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
    // Languages are known by their form.
    let values: BTreeMap<&str, Vec<&str>> = Facet::ALL
        .into_iter()
        .filter(|facet| *facet != Facet::Language)
        .map(|facet| (parameter(facet), find::values(&app.vocabulary, facet)))
        .collect();
    let file = assets::text(FILE).ok_or_else(|| Error::internal("no embed.js"))?;
    let file = file.replace("RESEPTOR_TEXTS", &json(&texts)?);
    Ok(file.replace("RESEPTOR_VALUES", &json(&values)?).replace("RESEPTOR_COUNTS", &json(&[USUAL, MOST])?))
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}
