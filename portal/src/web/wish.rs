//! Which language a visitor wants: what was chosen here before, or else what the browser prefers. Nobody is sent to another language than the address
//! names but from the bare front page; a page in another language offers the one that is wanted.

use axum::{
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use kernel::Locale;
use serde::Deserialize;

use super::{App, RequestInfo, locale, origin};

/// How long a choice is remembered, in seconds: a year.
const REMEMBERED: u32 = 365 * 24 * 3600;

/// What a visitor wants, as this request tells it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wish {
    /// Chosen here before.
    remembered: Option<Locale>,
    /// What the browser prefers of those there are.
    preferred: Option<Locale>,
    /// Chosen now: the visitor came from a page of ours in another language.
    chosen: Option<Locale>,
    /// Whether the visitor came from a page of ours.
    inside: bool,
}

impl Wish {
    /// What these headers tell of it.
    pub fn of(app: &App, info: &RequestInfo, headers: &HeaderMap) -> Self {
        let cookie = origin::cookie(headers, app.config.language_cookie());
        let remembered = cookie.and_then(|tag| tag.parse().ok());
        let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
        let before = referer.and_then(|address| address.strip_prefix(&app.config.issuer()));
        let before = before.filter(|path| path.starts_with('/')).map(|path| locale::split(path).0);
        let switched = before.is_some_and(|before| before != info.locale);
        Self {
            remembered,
            preferred: locale::preferred(headers),
            chosen: Some(info.locale).filter(|now| switched && remembered != Some(*now)),
            inside: before.is_some(),
        }
    }

    /// The language to offer on a page in another. Browsers prefer bokmål without anybody having asked them to: that alone offers nothing.
    pub fn offered(self, info: &RequestInfo) -> Option<Locale> {
        let preferred = self.preferred.filter(|wanted| *wanted != Locale::Nb);
        self.chosen.or(self.remembered).or(preferred).filter(|wanted| *wanted != info.locale)
    }

    /// Where somebody goes who comes to the bare front page from outside, having chosen another language before.
    pub fn front(self, info: &RequestInfo) -> Option<Redirect> {
        let wanted = self.remembered.filter(|_| !self.inside && info.locale == Locale::Nb)?;
        (wanted != Locale::Nb).then(|| Redirect::to(&locale::localised(wanted, &info.address())))
    }

    /// Has the browser remember what was chosen now.
    pub fn remember(self, app: &App, response: &mut Response) {
        if let Some(cookie) = self.chosen.and_then(|chosen| cookie(app, chosen)) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
}

fn cookie(app: &App, chosen: Locale) -> Option<HeaderValue> {
    let name = app.config.language_cookie();
    let secure = if app.config.is_https() { "; Secure" } else { "" };
    let text = format!("{name}={chosen}; Path=/; Max-Age={REMEMBERED}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).ok()
}

/// The query of `/sprak`.
#[derive(Debug, Deserialize)]
pub struct Choice {
    velg: Option<String>,
    neste: Option<String>,
}

/// `GET /sprak?velg=nb&neste=/verktoy`: remembers a language, and goes on to this page in it. What is wrong with the query is passed over.
pub async fn choose(State(app): State<App>, Query(choice): Query<Choice>) -> Response {
    let chosen = choice.velg.and_then(|tag| tag.parse().ok()).unwrap_or(Locale::Nb);
    let next = choice.neste.as_deref().and_then(locale::own_path).unwrap_or("/");
    let mut response = Redirect::to(&locale::localised(chosen, locale::split(next).1)).into_response();
    if let Some(cookie) = cookie(&app, chosen) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

#[cfg(test)]
mod tests;
