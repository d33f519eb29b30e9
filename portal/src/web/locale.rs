//! The language in the address: `/nn`, `/en`, `/se` in front of the same pages; none is bokmål.

use axum::{
    http::{HeaderMap, Uri, header, uri::PathAndQuery},
    response::Redirect,
};
use kernel::Locale;

use super::{Error, RequestInfo};

/// Addresses of machines, which have no language in front.
const MACHINES: [&str; 8] =
    ["/api", "/fhir", "/oauth2", "/assets", "/.well-known", "/health", "/testid", "/metrics"];

/// Whether a machine asks: such addresses are answered in JSON and take no language prefix.
pub fn is_machine(path: &str) -> bool {
    MACHINES.iter().any(|start| {
        path.strip_prefix(start)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || rest.starts_with('.'))
    })
}

/// The language that a machine's address is asked for in, since it names none by itself: `lang` of the query, or else what the browser or program
/// prefers of those there are (RFC 9110 §12.5.4).
pub fn asked(uri: &Uri, headers: &HeaderMap) -> Option<Locale> {
    let named = uri.query().unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("lang="));
    named.and_then(|tag| tag.parse().ok()).or_else(|| preferred(headers))
}

/// Of the languages there are, the one that the browser or program prefers.
pub fn preferred(headers: &HeaderMap) -> Option<Locale> {
    let lines = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|line| line.to_str().ok());
    let mut best: Option<(f32, Locale)> = None;
    for (locale, weight) in lines.flat_map(|line| line.split(',')).filter_map(weighed) {
        // The first of those that weigh the same.
        if weight > best.map_or(0.0, |(most, _)| most) {
            best = Some((weight, locale));
        }
    }
    best.map(|(_, locale)| locale)
}

/// `nn-NO;q=0.8`: the language, if it is one of ours, and how much it is wanted.
fn weighed(range: &str) -> Option<(Locale, f32)> {
    let (tag, parameter) = range.split_once(';').unwrap_or((range, "q=1"));
    let locale = of_tag(tag.trim())?;
    let weight: f32 = parameter.trim().strip_prefix("q=")?.parse().ok()?;
    (0.0..=1.0).contains(&weight).then_some((locale, weight))
}

/// The language of ours that a tag is of, by its primary language (BCP 47): `nn-NO`; `no` is bokmål.
pub fn of_tag(tag: &str) -> Option<Locale> {
    let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    if primary == "no" { Some(Locale::Nb) } else { primary.parse().ok() }
}

/// Whether what is there is the same for everybody, so that nobody is asked who they are: what stands in others' pages, and what search engines read.
pub fn is_for_all(path: &str) -> bool {
    matches!(path, "/innebygd/verktoy" | "/innebygd.js" | "/sitemap.xml" | "/robots.txt")
        || path.starts_with("/sitemap/")
}

/// The language that a path names, and the path without it.
pub fn split(path: &str) -> (Locale, &str) {
    for locale in [Locale::Nn, Locale::En, Locale::Se] {
        if let Some(rest) = path.strip_prefix(locale.prefix()) {
            if rest.is_empty() {
                return (locale, "/");
            }
            if rest.starts_with('/') && !is_machine(rest) {
                return (locale, rest);
            }
        }
    }
    (Locale::Nb, path)
}

/// The language in an address, and the address without it for the router where there is one.
pub fn strip(uri: &Uri) -> (Locale, Option<Uri>) {
    let (locale, path) = split(uri.path());
    if locale == Locale::Nb {
        return (locale, None);
    }
    let text = uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    let mut parts = uri.clone().into_parts();
    match text.parse::<PathAndQuery>() {
        Ok(path) => parts.path_and_query = Some(path),
        Err(_) => return (Locale::Nb, None),
    }
    Uri::from_parts(parts).map_or((Locale::Nb, None), |stripped| (locale, Some(stripped)))
}

/// The address of a path of this site in a language.
pub fn localised(locale: Locale, path: &str) -> String {
    if path == "/api" || path.starts_with("/api?") {
        // The one page for people there: its address is a machine's, so the language stands behind.
        return format!("/api?lang={locale}");
    }
    if is_machine(path) || !path.starts_with('/') {
        return path.to_owned();
    }
    if path == "/" && locale != Locale::Nb {
        return locale.prefix().to_owned();
    }
    format!("{}{path}", locale.prefix())
}

/// What no route answers: an address with a slash too many leads to the page without it (308), anything else is not there.
pub async fn unrouted(info: RequestInfo, uri: Uri) -> Result<Redirect, Error> {
    let path = uri.path();
    let bare = path.trim_end_matches('/');
    if bare == path || is_machine(path) {
        return Err(Error::not_found());
    }
    let target = uri.query().map_or_else(|| bare.to_owned(), |query| format!("{bare}?{query}"));
    let target = own_path(&target).ok_or_else(Error::not_found)?;
    Ok(Redirect::permanent(&localised(info.locale, target)))
}

/// A path of this site that may be gone to next: begins with one slash, no scheme, host, backslash or control character.
pub fn own_path(path: &str) -> Option<&str> {
    let inside = path.starts_with('/') && !path.starts_with("//") && path.len() <= 2000;
    let clean = !path.contains('\\') && !path.chars().any(|c| c.is_control() || c == ' ');
    (inside && clean && path.parse::<PathAndQuery>().is_ok()).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefix_is_taken_off_and_put_on() {
        assert_eq!(split("/nn/verktoy"), (Locale::Nn, "/verktoy"));
        assert_eq!(split("/en"), (Locale::En, "/"));
        assert_eq!(split("/ennui"), (Locale::Nb, "/ennui"));
        assert_eq!(split("/en/api/v1/tools"), (Locale::Nb, "/en/api/v1/tools"));
        let (locale, uri) = strip(&"/se/verktoy?q=a%20b&side=2".parse().unwrap());
        assert_eq!((locale, uri), (Locale::Se, Some("/verktoy?q=a%20b&side=2".parse().unwrap())));
        assert_eq!(strip(&"/verktoy".parse().unwrap()), (Locale::Nb, None));
        assert_eq!(localised(Locale::En, "/"), "/en");
        assert_eq!(localised(Locale::Nn, "/verktoy?q=a"), "/nn/verktoy?q=a");
        assert_eq!(localised(Locale::Nn, "/assets/1/app.css"), "/assets/1/app.css");
        assert_eq!(localised(Locale::Nn, "/api"), "/api?lang=nn");
        assert_eq!(localised(Locale::Nb, "/api?lang=nn"), "/api?lang=nb");
        assert_eq!(localised(Locale::Nn, "/api/openapi.json"), "/api/openapi.json");
    }

    #[test]
    fn a_machines_language_is_what_it_names_or_else_prefers() {
        let of = |address: &str, accepted: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for line in accepted {
                headers.append(header::ACCEPT_LANGUAGE, axum::http::HeaderValue::from_static(line));
            }
            asked(&address.parse().unwrap(), &headers)
        };
        assert_eq!(of("/api", &[]), None);
        assert_eq!(of("/api", &["de, fr;q=0.9, *;q=0.1"]), None);
        assert_eq!(of("/api", &["nn-NO,nn;q=0.9,no;q=0.8,nb;q=0.7,en;q=0.1"]), Some(Locale::Nn));
        assert_eq!(of("/api", &["de;q=0.9, en;q=0.2", "NO; q=0.3"]), Some(Locale::Nb));
        assert_eq!(of("/api", &["en, nb"]), Some(Locale::En));
        assert_eq!(of("/api", &["se;q=0, en;q=x, nb;q=7, nn;level=1"]), None);
        assert_eq!(of("/api?a=b&lang=se", &["en"]), Some(Locale::Se));
        assert_eq!(of("/api?lang=xx", &["en"]), Some(Locale::En));
    }

    #[test]
    fn only_paths_of_this_site_are_gone_to_next() {
        for path in ["/", "/mine-verktoy?side=2", "/nn/verktoy#a"] {
            assert_eq!(own_path(path), Some(path));
        }
        for path in ["", "//evil.example", "/\\evil", "https://evil.example", "/a\nb", "javascript:1", "/a b"]
        {
            assert_eq!(own_path(path), None, "{path:?}");
        }
    }
}
