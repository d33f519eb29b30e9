//! Forms only from our own pages: where the request comes from, and a token bound to the session.

use aws_lc_rs::constant_time;
use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
};

use super::{App, Error, Login, locale, session::Standing};

/// Name of the form field that carries the token.
pub const FIELD: &str = "csrf";
/// Name of the form field that says for whom a citizen's page was made.
pub const SUBJECT: &str = "subject";
/// Name of the form field by which a page that asks, naming the person, says that it has asked.
pub const CONFIRMED: &str = "confirmed";

/// What every form of a page carries: the session's token, and for citizens for whom the page was made.
pub fn fields(login: Option<&Login>) -> String {
    let token = login.map(|login| login.csrf_token.as_str()).unwrap_or_default();
    let hidden = |name, value: &str| format!(r#"<input type="hidden" name="{name}" value="{value}">"#);
    let mut fields = hidden(FIELD, token);
    if let Some(Standing::Citizen(citizen)) = login.map(|login| &login.standing) {
        fields += &hidden(SUBJECT, &citizen.subject.to_string());
    }
    fields
}

/// Whether `token` belongs to this session; in constant time.
pub fn fits(login: &Login, token: &str) -> bool {
    let wanted = login.csrf_token.as_bytes();
    !wanted.is_empty() && constant_time::verify_slices_are_equal(wanted, token.as_bytes()).is_ok()
}

/// Whether a browser sent this from one of our own pages; whoever sends neither header is no browser.
fn from_here(headers: &HeaderMap, public_origin: &str) -> bool {
    let text = |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match (text(header::HeaderName::from_static("sec-fetch-site")), text(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin == public_origin,
        (None, None) => true,
    }
}

/// Refuses a form that another site sent; machines' addresses have their own authentication.
pub fn check(app: &App, request: &Request) -> Result<(), Error> {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let ours = safe
        || locale::is_machine(request.uri().path())
        || from_here(request.headers(), &app.config.public_origin());
    if ours { Ok(()) } else { Err(Error::foreign_form()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn row_22_another_site_cannot_send_our_forms() {
        let ours = "http://127.0.0.1:8080";
        assert!(from_here(&headers(&[("sec-fetch-site", "same-origin"), ("origin", "null")]), ours));
        assert!(from_here(&headers(&[("origin", ours)]), ours));
        assert!(from_here(&headers(&[]), ours));
        for site in ["cross-site", "same-site", ""] {
            assert!(!from_here(&headers(&[("sec-fetch-site", site), ("origin", ours)]), ours), "{site}");
        }
        for origin in ["null", "http://127.0.0.1:9090", "https://evil.example"] {
            assert!(!from_here(&headers(&[("origin", origin)]), ours), "{origin}");
        }
    }
}
