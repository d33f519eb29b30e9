//! Answers of the provider's machine addresses: OAuth's own form of errors (RFC 6749 §5.2, RFC 6750 §3, RFC 9449 §7.1), never stored.

use axum::{
    Json,
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use identity::{Code, Error, OAuthError, Params};
use kernel::{Classified, ErrorKind};
use serde::Serialize;
use serde_json::json;
use url::form_urlencoded;

use crate::{
    login::see_other,
    web::{App, PageContext, View, challenge, origin},
};

/// Most bytes of an address that a form is sent on to.
const LONGEST_LINK: usize = 2_000;
/// The field that says that a form was sent on.
const SENT_ON: &str = "sent_on";

/// A failure on its way to a client.
pub(super) struct Failure {
    error: Error,
    /// What `WWW-Authenticate` says.
    challenge: Option<&'static str>,
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self { error: error.into(), challenge: None }
    }
}

impl Failure {
    /// Where clients authenticate: one that did it by this header is answered in its scheme.
    pub(super) fn of_client(error: Error, authorization: Option<&str>) -> Self {
        let refused = matches!(&error, Error::OAuth(told) if told.code == Code::InvalidClient);
        Self { error, challenge: authorization.filter(|_| refused).map(challenge::client) }
    }

    /// Where a token opens something: the token came, or should have come, in this header.
    pub(super) fn of_resource(error: Error, authorization: Option<&str>) -> Self {
        let challenge = match &error {
            Error::OAuth(told) => match told.code {
                code @ (Code::InvalidToken | Code::InvalidDpopProof | Code::InsufficientScope) => {
                    Some(challenge::token(authorization, code))
                }
                _ => None,
            },
            _ => None,
        };
        Self { error, challenge }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut wait = None;
        let error = match self.error {
            Error::OAuth(error) => error,
            Error::TooOften(seconds) => {
                wait = Some(seconds);
                OAuthError::new(Code::TemporarilyUnavailable, "the client asks too often")
            }
            other if other.kind() == ErrorKind::Unavailable => {
                tracing::warn!(cause = %other, "oauth.unavailable");
                OAuthError::new(Code::TemporarilyUnavailable, "try again in a moment")
            }
            other => {
                tracing::error!(cause = %other, "oauth.failed");
                OAuthError::new(Code::ServerError, "a fault of ours")
            }
        };
        let status = match (error.code, self.challenge, wait) {
            (_, _, Some(_)) => StatusCode::TOO_MANY_REQUESTS,
            (Code::InvalidDpopProof, Some(_), _) => StatusCode::UNAUTHORIZED,
            (code, _, _) => StatusCode::from_u16(code.status()).unwrap_or(StatusCode::BAD_REQUEST),
        };
        let body = json!({ "error": error.code.as_str(), "error_description": error.description });
        let mut response = no_store(status, &body);
        let headers = response.headers_mut();
        if let Some(challenge) = self.challenge {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        if let Some(seconds) = wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// A JSON answer that nobody keeps.
pub(super) fn no_store(status: StatusCode, body: &impl Serialize) -> Response {
    let headers = [(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")];
    (status, headers, Json(body)).into_response()
}

/// The parameters of a posted form.
pub(super) fn form(headers: &HeaderMap, body: &Bytes) -> Result<Params, OAuthError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded") {
        return Err(OAuthError::request("the body is a form"));
    }
    let text = std::str::from_utf8(body).map_err(|_| OAuthError::request("the body is malformed"))?;
    Params::parse(text)
}

/// Sends a form on to where it was going, from here; there is a button where it does not.
#[derive(Debug, Serialize)]
pub struct SentOnView {
    /// What was sent.
    pub fields: Vec<(String, String)>,
    /// Where the form goes.
    pub target: &'static str,
}

impl View for SentOnView {
    const TEMPLATE: &'static str = "oauth/sent-on.html";
}

/// A form that came without our cookie, asked again from here: browsers send a cookie that is `SameSite=Lax` along with a link from another site and
/// never with its form (RP-Initiated Logout 1.0 §2 and OIDC Core §3.1.2.1 want both). By a link, or by a page where the fields name somebody or are
/// many: addresses stand in logs. `None` where the cookie came. What is sent on is never sent on again. The answer may lead to the address in `end`.
pub(super) fn sent_on(
    app: &App,
    cx: &PageContext,
    target: &'static str,
    headers: &HeaderMap,
    body: &Bytes,
    end: &str,
) -> Option<Response> {
    if origin::cookie(headers, app.config.session_cookie()).is_some() {
        return None;
    }
    let mut fields: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
    let value = |wanted: &str| fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
    if value(SENT_ON).is_some() {
        return None;
    }
    let named = ["id_token_hint", "login_hint"].into_iter().any(|name| value(name).is_some());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
    let address = format!("{target}?{query}");
    if !named && address.len() <= LONGEST_LINK {
        return Some(see_other(&address));
    }
    let end = value(end).unwrap_or_default();
    fields.push((SENT_ON.to_owned(), "1".to_owned()));
    Some(cx.clone().page(SentOnView { fields, target }).form_action(&end).into_response())
}

/// A header that may stand once; several count as malformed.
pub(crate) fn single<'h>(headers: &'h HeaderMap, name: &str) -> Result<Option<&'h str>, OAuthError> {
    let mut values = headers.get_all(name).iter();
    let Some(first) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(OAuthError::request("a header stands more than once"));
    }
    first.to_str().map(Some).map_err(|_| OAuthError::request("a header is malformed"))
}
