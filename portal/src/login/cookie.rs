//! The two cookies: the session's, and the one that binds a login under way to its browser.

use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use identity::{Secret, session};

use crate::web::{App, origin};

/// Binds a login under way to its browser (row 10), and a tool's request that waits for it. It outlives the login: the request is gone on with
/// afterwards, and another tab may be logging in.
#[derive(Debug, Clone, Copy)]
pub struct BrowserCookie;

/// Somewhat longer than a login may take.
const LOGIN_SECONDS: i64 = 15 * 60;

impl BrowserCookie {
    fn name(app: &App) -> &'static str {
        if app.config.is_https() { "__Host-reseptor-login" } else { "reseptor-login" }
    }

    /// What the browser has.
    pub fn read(app: &App, headers: &HeaderMap) -> Option<Secret> {
        origin::cookie(headers, Self::name(app)).and_then(Secret::parse)
    }

    /// Gives the browser this one.
    pub fn set(app: &App, response: &mut Response, secret: &Secret) {
        append(app, response, Self::name(app), secret.expose(), LOGIN_SECONDS);
    }
}

/// Gives the browser this session.
pub(crate) fn set_session(app: &App, response: &mut Response, secret: &Secret) {
    append(app, response, app.config.session_cookie(), secret.expose(), session::LONGEST.as_secs());
}

/// Takes the session's cookie away.
pub(crate) fn end_cookie(app: &App, response: &mut Response) {
    append(app, response, app.config.session_cookie(), "", 0);
}

fn append(app: &App, response: &mut Response, name: &str, value: &str, seconds: i64) {
    let secure = if app.config.is_https() { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    // Names and values are of our own alphabet.
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
