//! The one place where a failure becomes an answer: a page that explains it, problem+json, or an OperationOutcome.

mod json;

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::{Classified, ErrorKind, Refusal};
use serde::Serialize;

use super::{App, PageContext, RequestInfo, View, Visitor, Wish};
pub use json::Issues;

/// What handlers return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Rules about what is protected: a refusal never names them and always has the same text (domain §6.3).
const PROTECTED: [&str; 5] = ["F2", "F4", "F5", "F9", "F11"];

/// The one text for everything that is protected.
const NEUTRAL: &str = "error-representation-neutral";

/// A failure on its way out.
#[derive(Debug, Clone)]
pub struct Error(Box<Failure>);

#[derive(Debug, Clone)]
struct Failure {
    status: StatusCode,
    refusal: Option<Refusal>,
    location: Option<String>,
    retry_after: Option<u64>,
    challenge: Option<&'static str>,
    /// For the log only.
    cause: Option<String>,
}

impl Error {
    /// A failure known by its status alone.
    pub fn status(status: StatusCode) -> Self {
        Self(Box::new(Failure {
            status,
            refusal: None,
            location: None,
            retry_after: None,
            challenge: None,
            cause: None,
        }))
    }

    /// A failure with a text that explains it.
    pub fn told(status: StatusCode, refusal: Refusal) -> Self {
        let mut error = Self::status(status);
        error.0.refusal = Some(refusal);
        error
    }

    /// A machine's token is missing, dead or not good for this; `challenge` is what `WWW-Authenticate` says (RFC 6750 §3).
    pub fn token(status: StatusCode, challenge: &'static str, refusal: Refusal) -> Self {
        let mut error = Self::told(status, refusal);
        error.0.challenge = Some(challenge);
        error
    }

    /// There is no such thing, or not for this asker.
    pub fn not_found() -> Self {
        Self::status(StatusCode::NOT_FOUND)
    }

    /// A fault of ours; `cause` goes to the log only.
    pub fn internal(cause: impl ToString) -> Self {
        let mut error = Self::status(StatusCode::INTERNAL_SERVER_ERROR);
        error.0.cause = Some(cause.to_string());
        error
    }

    /// Something needed is away; `cause` goes to the log only.
    pub fn unavailable(cause: impl ToString) -> Self {
        let mut error = Self::status(StatusCode::SERVICE_UNAVAILABLE);
        error.0.cause = Some(cause.to_string());
        error.0.retry_after = Some(10);
        error
    }

    /// Refused, explained by a text.
    pub fn refused(refusal: Refusal) -> Self {
        let mut error = Self::status(StatusCode::FORBIDDEN);
        error.0.refusal = Some(refusal);
        error
    }

    /// Something has changed meanwhile, explained by a text.
    pub fn conflict(refusal: Refusal) -> Self {
        let mut error = Self::status(StatusCode::CONFLICT);
        error.0.refusal = Some(refusal);
        error
    }

    /// Too many requests; may be tried again after so many seconds.
    pub fn too_many(retry_after_s: u64) -> Self {
        let mut error = Self::status(StatusCode::TOO_MANY_REQUESTS);
        error.0.retry_after = Some(retry_after_s);
        error
    }

    /// Somebody must log in first, at this address.
    pub fn login(address: String) -> Self {
        let mut error = Self::status(StatusCode::SEE_OTHER);
        error.0.location = Some(address);
        error
    }

    /// A form that did not come from our page, or from an earlier session's.
    pub fn foreign_form() -> Self {
        Self::refused(Refusal::text("error-foreign-form"))
    }

    /// The status of the answer.
    pub fn code(&self) -> StatusCode {
        self.0.status
    }

    /// Why it was refused, if that can be told.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.0.refusal.as_ref()
    }

    /// Takes out a refusal that a form can show; other failures stay failures.
    pub fn into_refusal(mut self) -> std::result::Result<Refusal, Self> {
        let shown = matches!(
            self.0.status,
            StatusCode::UNPROCESSABLE_ENTITY | StatusCode::FORBIDDEN | StatusCode::CONFLICT
        );
        if !shown {
            return Err(self);
        }
        self.0.refusal.take().map(neutralised).ok_or(self)
    }
}

/// Hides which protected rule refused.
fn neutralised(refusal: Refusal) -> Refusal {
    if refusal.rules.iter().any(|rule| PROTECTED.contains(&rule.0)) {
        Refusal::text(NEUTRAL)
    } else {
        refusal
    }
}

impl<E: Classified> From<E> for Error {
    fn from(error: E) -> Self {
        let status = match error.kind() {
            ErrorKind::NotFound => StatusCode::NOT_FOUND,
            ErrorKind::Conflict => StatusCode::CONFLICT,
            ErrorKind::Forbidden => StatusCode::FORBIDDEN,
            ErrorKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            ErrorKind::Unavailable => {
                let mut out = Self::unavailable(chain(&error));
                out.0.refusal = error.refusal();
                return out;
            }
            ErrorKind::Internal => return Self::internal(chain(&error)),
        };
        let mut out = Self::status(status);
        out.0.refusal = error.refusal();
        out
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        source = inner.source();
    }
    text
}

impl IntoResponse for Error {
    /// An empty answer that carries the failure to `explained`, which knows the request.
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        if let Some(address) = &self.0.location
            && let Ok(address) = HeaderValue::from_str(address)
        {
            response.headers_mut().insert(header::LOCATION, address);
            return response;
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// What the error page shows.
#[derive(Debug, Serialize)]
pub struct ErrorView {
    /// Which of the pages: `not-found`, `forbidden` …
    pub kind: &'static str,
    /// Key of the text that explains the refusal.
    pub text: Option<String>,
    /// Ids of the rules that refused.
    pub rules: Vec<&'static str>,
    /// Names the request to whoever helps.
    pub request_id: String,
    /// The page the visitor can try again, if trying again makes sense.
    pub again: bool,
}

impl View for ErrorView {
    const TEMPLATE: &'static str = "layout/error.html";
}

/// The stable name of a failure: last part of the problem's `type`, and of the page's text keys.
pub const fn slug(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 => "unauthorized",
        403 => "forbidden",
        404 => "not-found",
        405 => "method-not-allowed",
        409 | 412 => "conflict",
        410 => "gone",
        413 => "too-large",
        415 => "unsupported-media-type",
        422 => "invalid",
        429 => "too-many-requests",
        503 => "unavailable",
        code if code < 500 => "bad-request",
        _ => "internal",
    }
}

/// The answer as it is, or what a failure among them means to whoever asked.
pub fn explained(app: &App, info: &RequestInfo, visitor: &Visitor, mut response: Response) -> Response {
    if let Some(issues) = response.extensions_mut().remove::<Issues>() {
        return json::issues(app, info, response, issues);
    }
    let status = response.status();
    let failure = response.extensions_mut().remove::<Error>();
    let bare = (status.is_client_error() || status.is_server_error()) && is_bare(&response);
    let failure = failure.or_else(|| bare.then(|| Error::status(status)));
    let Some(failure) = failure else { return response };
    let mut page = render(app, info, visitor, failure);
    for name in KEPT {
        if let Some(value) = response.headers_mut().remove(&name) {
            page.headers_mut().insert(name, value);
        }
    }
    // The failure's own words may depend on more of the request.
    if let Some(value) = response.headers_mut().remove(header::VARY) {
        page.headers_mut().append(header::VARY, value);
    }
    page
}

/// What layers inside have said that holds of the page too: which methods there are, and whose pages may read the answer.
const KEPT: [HeaderName; 3] =
    [header::ALLOW, header::ACCESS_CONTROL_ALLOW_ORIGIN, header::ACCESS_CONTROL_EXPOSE_HEADERS];

/// An answer of the framework itself: plain text or nothing.
fn is_bare(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"))
}

/// The answer that explains a failure to whoever asked.
pub fn render(app: &App, info: &RequestInfo, visitor: &Visitor, failure: Error) -> Response {
    let failure = *failure.0;
    if let Some(cause) = &failure.cause {
        tracing::error!(
            request.id = &*info.request_id,
            http.status = failure.status.as_u16(),
            cause,
            "failed"
        );
    }
    let Failure { status, refusal, retry_after, challenge, .. } = failure;
    let refusal = refusal.map(neutralised);
    let mut response = if info.path.starts_with("/fhir") {
        json::operation_outcome(app, info, status, refusal.as_ref())
    } else if super::locale::is_machine(&info.path) {
        json::problem(app, info, status, refusal.as_ref())
    } else {
        page(app, info, visitor, status, refusal)
    };
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if is_open(&info.path) {
        // Refused before the route was reached, too: whoever may read the answer may read why there is none.
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        let shown = HeaderValue::from_static("retry-after, www-authenticate, x-request-id");
        response.headers_mut().insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, shown);
    }
    if let Some(challenge) = challenge {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    }
    response
}

/// What a machine is told of this failure, for the description of the interface.
pub fn example(app: &App, failure: &Error) -> serde_json::Value {
    json::example(app, failure.code(), failure.refusal())
}

/// Whether pages of any origin read what is answered there: tokens are sent by hand, never as cookies.
fn is_open(path: &str) -> bool {
    path.starts_with("/api/") || path == "/fhir" || path.starts_with("/fhir/")
}

fn page(
    app: &App,
    info: &RequestInfo,
    visitor: &Visitor,
    status: StatusCode,
    refusal: Option<Refusal>,
) -> Response {
    let context = PageContext {
        app: app.clone(),
        info: info.clone(),
        visitor: visitor.clone(),
        flash: None,
        wish: Wish::default(),
    };
    let (text, rules) =
        refusal.map_or((None, Vec::new()), |refusal| (Some(refusal.text.to_owned()), refusal.rules));
    let view = ErrorView {
        kind: slug(status),
        text,
        rules: rules.into_iter().map(|rule| rule.0).collect(),
        request_id: info.request_id.to_string(),
        again: matches!(status.as_u16(), 429 | 500 | 503),
    };
    context.page(view).status(status).into_response()
}

#[cfg(test)]
mod tests {
    use kernel::Rule;

    use super::*;

    #[test]
    fn row_36_a_refusal_never_names_what_is_protected() {
        for rule in PROTECTED {
            let refusal = Refusal::text("error-stale").rule(Rule("F1")).rule(Rule(rule)).field("for");
            assert_eq!(neutralised(refusal), Refusal::text(NEUTRAL));
        }
        let open = Refusal::text("error-stale").rule(Rule("F1"));
        assert_eq!(neutralised(open.clone()), open);
    }
}
