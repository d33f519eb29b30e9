//! The test login's own sessions: single sign-on at one provider, in one browser.

use std::collections::BTreeSet;

use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use url::Url;

use crate::{
    Account, Provider,
    error::Internal,
    random,
    state::{Session, Shared},
};

const BROWSER: &str = "testid-browser";

fn name(provider: Provider) -> String {
    format!("testid-{}", provider.path())
}

/// The session of this browser at the provider.
pub(crate) fn current(state: &Shared, provider: Provider, jar: &CookieJar) -> Option<Session> {
    let cookie = jar.get(&name(provider))?;
    state.sessions.get(state.now(), &random::sha256(cookie.value())).filter(|one| one.provider == provider)
}

/// Begins a session under a new cookie; one that was there ends.
pub(crate) fn begin(
    state: &Shared,
    provider: Provider,
    jar: CookieJar,
    account: Account,
    client_id: &str,
) -> Result<(CookieJar, Session), Internal> {
    let now = state.now();
    let jar = end(state, provider, jar);
    let value = random::token()?;
    let session = Session {
        provider,
        account,
        sid: random::token()?,
        auth_time: now,
        clients: BTreeSet::from([client_id.to_owned()]),
    };
    state.sessions.put(now, random::sha256(&value), session.clone());
    Ok((jar.add(cookie(state, name(provider), value)), session))
}

/// Notes that one more client takes part, so that it is told of the logout.
pub(crate) fn join(state: &Shared, jar: &CookieJar, provider: Provider, client_id: &str) {
    if let Some(cookie) = jar.get(&name(provider)) {
        let key = random::sha256(cookie.value());
        state.sessions.change(state.now(), &key, |session| {
            session.clients.insert(client_id.to_owned());
        });
    }
}

/// Ends this browser's session at the provider and takes the cookie back.
pub(crate) fn end(state: &Shared, provider: Provider, jar: CookieJar) -> CookieJar {
    if let Some(session) = current(state, provider, &jar) {
        forget(state, &session.sid);
        return jar.remove(Cookie::build((name(provider), "")).path(path(state)));
    }
    jar
}

/// Ends the session with this `sid`, and every token it gave.
pub(crate) fn forget(state: &Shared, sid: &str) {
    state.sessions.remove_where(|session| session.sid == sid);
    state.tokens.remove_where(|token| token.sid == sid);
    state.codes.remove_where(|code| code.sid == sid);
}

/// Marks the browser, so that only it can finish what it began; gives the mark's hash.
pub(crate) fn browser(state: &Shared, jar: CookieJar) -> Result<(CookieJar, String), Internal> {
    if let Some(mark) = known_browser(&jar) {
        return Ok((jar, mark));
    }
    let value = random::token()?;
    let mark = random::sha256(&value);
    Ok((jar.add(cookie(state, BROWSER.to_owned(), value)), mark))
}

/// The hash of the browser's mark.
pub(crate) fn known_browser(jar: &CookieJar) -> Option<String> {
    jar.get(BROWSER).map(|cookie| random::sha256(cookie.value()))
}

fn cookie(state: &Shared, name: String, value: String) -> Cookie<'static> {
    Cookie::build((name, value))
        .path(path(state))
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(state.config.base.starts_with("https:"))
        .build()
}

/// The path under which everything here lies.
fn path(state: &Shared) -> String {
    let path = Url::parse(&state.config.base).map(|base| base.path().to_owned()).unwrap_or_default();
    if path.is_empty() { "/".to_owned() } else { path }
}
