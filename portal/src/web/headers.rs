//! Security headers of every answer.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::Response,
};

use super::{App, RequestInfo};

/// On a response: forms on that page may also be sent (or redirected) to this origin.
#[derive(Debug, Clone)]
pub struct FormAction(pub String);

/// On a response: what it has to do with frames; without it, nothing may frame it and it frames nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frames {
    /// It may stand in anybody's page: public, the same for everybody, without scripts and forms.
    ByAnybody,
    /// It shows one of our own pages that may.
    Ours,
}

/// The policy of what may stand in anybody's page.
const FRAMED: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; base-uri 'none'; \
                      frame-ancestors *";

/// The content security policy of one answer.
pub fn policy(nonce: &str, form_action: &[String], frames: Option<Frames>) -> String {
    let shown = match frames {
        Some(Frames::ByAnybody) => return FRAMED.to_owned(),
        Some(Frames::Ours) => "frame-src 'self'; ",
        None => "",
    };
    let mut targets = String::from("'self'");
    for origin in form_action {
        targets.push(' ');
        targets.push_str(origin);
    }
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; {shown}form-action {targets}; \
         base-uri 'none'; frame-ancestors 'none'"
    )
}

/// The origin of an address that a policy can name: an http one, or (RFC 8252 §7.1) an app's own scheme.
pub fn origin_of(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    let origin = url.origin();
    if url.scheme().contains('.') {
        return Some(format!("{}:", url.scheme()));
    }
    (matches!(url.scheme(), "https" | "http") && origin.is_tuple()).then(|| origin.ascii_serialization())
}

/// The policy of what is no page: a redirect, and what programs read.
const NO_PAGE: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

const ALWAYS: [(&str, &str); 2] = [("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin")];

/// What holds for a page only.
const OF_PAGES: [(&str, &str); 3] = [
    ("cross-origin-opener-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
    ("x-permitted-cross-domain-policies", "none"),
];

/// Sets what the answer has not set itself; an answer without caching rules is never stored.
pub fn set(app: &App, info: &RequestInfo, response: &mut Response) {
    let frames = response.extensions().get::<Frames>().copied();
    let page = is_page(response.headers());
    if page {
        let mut form_action = app.identity.logins.origins();
        if let Some(FormAction(origin)) = response.extensions().get() {
            form_action.push(origin.clone());
        }
        if let Ok(policy) = HeaderValue::from_str(&policy(&info.nonce, &form_action, frames)) {
            response.headers_mut().entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
        }
    }
    let headers = response.headers_mut();
    let (frame, allows) = if frames == Some(Frames::ByAnybody) {
        ("cross-origin-resource-policy", "cross-origin")
    } else {
        ("x-frame-options", "DENY")
    };
    headers.entry(HeaderName::from_static(frame)).or_insert(HeaderValue::from_static(allows));
    for (name, value) in ALWAYS.iter().chain(if page { &OF_PAGES[..] } else { &[] }) {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    if app.config.is_https() {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(year);
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(NO_PAGE);
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// Whether a browser may show it as a page: all but redirects and JSON.
fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| !kind.contains("json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_more_origin_can_be_named_as_target_of_forms() {
        let policy = policy("abc", &["https://tool.example".into()], None);
        assert!(policy.contains("form-action 'self' https://tool.example;"));
        assert!(policy.contains("script-src 'nonce-abc' 'strict-dynamic';"));
        assert_eq!(origin_of("https://tool.example/start?a=b;c"), Some("https://tool.example".into()));
        assert_eq!(origin_of("javascript:alert(1)"), None);
    }
}
