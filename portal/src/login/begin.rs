//! `GET /logg-inn`: sends the browser to the service's provider.

use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use identity::{Begin, Service};
use serde::Deserialize;

use super::{BrowserCookie, see_other};
use crate::web::{App, Error, RequestInfo, Result, Visitor, locale, navigation};

/// Longest hint that is handed on.
const LONGEST_HINT: usize = 200;

/// Where somebody wants to log in, and what to do then.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    tjeneste: String,
    login_hint: String,
    neste: String,
    ny: String,
    niva: String,
}

pub(super) async fn begin(
    State(app): State<App>,
    info: RequestInfo,
    visitor: Visitor,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Result<Response> {
    let service = match wish.tjeneste.as_str() {
        "" => Service::Citizen,
        name => Service::from_name(name).ok_or_else(|| Error::status(StatusCode::BAD_REQUEST))?,
    };
    let home = locale::localised(info.locale, navigation::home(service));
    // Only paths of this site are gone to (row 35).
    let next = locale::own_path(&wish.neste).unwrap_or(&home);
    let level = wish.niva.parse().ok();
    let there = visitor
        .login
        .as_ref()
        .is_some_and(|login| login.service() == service && level.is_none_or(|level| login.level >= level));
    if there && wish.ny != "1" && wish.login_hint.is_empty() {
        return Ok(see_other(next));
    }
    let browser = BrowserCookie::read(&app, &headers);
    let begun = app
        .identity
        .logins
        .begin(Begin {
            service,
            next,
            login_hint: Some(wish.login_hint.as_str())
                .filter(|hint| !hint.is_empty() && hint.len() <= LONGEST_HINT),
            anew: wish.ny == "1",
            level,
            locale: info.locale,
            browser: browser.as_ref(),
        })
        .await?;
    let mut response = see_other(&begun.url);
    BrowserCookie::set(&app, &mut response, &begun.browser);
    Ok(response)
}
