//! Logins under way and sessions, each bound to a browser by a cookie.

use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use jiff::Timestamp;
use serde_json::Value;

use crate::{failure::Failure, hti::Launched, random, state::Shared};

/// What the tool remembers while the platform logs the person in.
#[derive(Clone)]
pub(crate) struct Login {
    pub(crate) slug: String,
    pub(crate) nonce: String,
    pub(crate) verifier: String,
    /// Hash of the cookie of the browser that began.
    pub(crate) browser: String,
}

/// Somebody uses the tool.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) slug: String,
    pub(crate) csrf: String,
    pub(crate) access_token: String,
    pub(crate) access_until: Timestamp,
    pub(crate) refresh_token: Option<String>,
    pub(crate) id_token: String,
    /// The ID token's claims.
    pub(crate) claims: Value,
    /// The launch context: the token response beside its tokens.
    pub(crate) context: Value,
    /// The report being written: its identifier, the same however often the form is sent.
    pub(crate) report: String,
    /// When that report was first sent without an answer: sent again, it is the same to the letter.
    pub(crate) reported: Option<Timestamp>,
    /// What became of the last thing done, shown once.
    pub(crate) notice: Option<Notice>,
}

/// The outcome of a form.
#[derive(Debug, Clone, serde::Serialize)]
pub(crate) struct Notice {
    pub(crate) good: bool,
    pub(crate) title: String,
    pub(crate) lines: Vec<String>,
}

impl Session {
    /// A text among the claims.
    pub(crate) fn claim(&self, name: &str) -> Option<&str> {
        self.claims.get(name).and_then(Value::as_str)
    }
}

const BROWSER: &str = "demo-browser";

fn name(slug: &str) -> String {
    format!("demo-{slug}")
}

/// The session of this browser with the tool, and its key.
pub(crate) fn current(state: &Shared, slug: &str, jar: &CookieJar) -> Result<(String, Session), Failure> {
    let key =
        jar.get(&name(slug)).map(|cookie| random::sha256(cookie.value())).ok_or(Failure::SessionEnded)?;
    let session = state.sessions.get(state.now(), &key).filter(|session| session.slug == slug);
    session.map(|session| (key, session)).ok_or(Failure::SessionEnded)
}

/// Begins a session under a new cookie.
pub(crate) fn begin(state: &Shared, jar: CookieJar, session: Session) -> Result<CookieJar, Failure> {
    let jar = end(state, &session.slug, jar);
    let value = random::token().ok_or(Failure::Internal)?;
    let cookie = cookie(state, name(&session.slug), value.clone());
    state.sessions.put(state.now(), random::sha256(&value), session);
    Ok(jar.add(cookie))
}

/// Ends this browser's session with the tool.
pub(crate) fn end(state: &Shared, slug: &str, jar: CookieJar) -> CookieJar {
    let Some(cookie) = jar.get(&name(slug)) else { return jar };
    state.sessions.take(state.now(), &random::sha256(cookie.value()));
    jar.remove(Cookie::build((name(slug), "")).path("/"))
}

fn launched_name(slug: &str) -> String {
    format!("demo-hti-{slug}")
}

/// Keeps what an HTI launch told, under a new cookie.
pub(crate) fn launched(
    state: &Shared,
    jar: CookieJar,
    launched: Launched,
    slug: &str,
) -> Result<CookieJar, Failure> {
    if let Some(before) = jar.get(&launched_name(slug)) {
        state.launched.take(state.now(), &random::sha256(before.value()));
    }
    let value = random::token().ok_or(Failure::Internal)?;
    state.launched.put(state.now(), random::sha256(&value), launched);
    Ok(jar.add(cookie(state, launched_name(slug), value)))
}

/// What this browser's last HTI launch of the tool told.
pub(crate) fn launched_as(state: &Shared, slug: &str, jar: &CookieJar) -> Result<Launched, Failure> {
    let key = jar.get(&launched_name(slug)).map(|cookie| random::sha256(cookie.value()));
    let launched = key.and_then(|key| state.launched.get(state.now(), &key));
    launched.filter(|launched| launched.is_of(slug)).ok_or(Failure::SessionEnded)
}

/// Marks the browser that begins a login; gives the mark's hash.
pub(crate) fn mark(state: &Shared, jar: CookieJar) -> Result<(CookieJar, String), Failure> {
    if let Some(mark) = marked(&jar) {
        return Ok((jar, mark));
    }
    let value = random::token().ok_or(Failure::Internal)?;
    let mark = random::sha256(&value);
    Ok((jar.add(cookie(state, BROWSER.to_owned(), value)), mark))
}

/// The hash of the browser's mark.
pub(crate) fn marked(jar: &CookieJar) -> Option<String> {
    jar.get(BROWSER).map(|cookie| random::sha256(cookie.value()))
}

fn cookie(state: &Shared, name: String, value: String) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(state.config.public.scheme() == "https")
        .build()
}
