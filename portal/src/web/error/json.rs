//! Failures for machines: RFC 9457 problems, and FHIR's OperationOutcome.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::{Locale, Refusal};
use serde_json::{Value, json};

use crate::web::{App, RequestInfo};

/// The words of a problem: in the language that was asked for, or else English.
struct Words<'a> {
    app: &'a App,
    asked: Locale,
    /// What they are in really: some texts fall back to bokmål.
    spoken: Vec<&'static str>,
}

impl<'a> Words<'a> {
    fn of(app: &'a App, info: &RequestInfo) -> Self {
        Self { app, asked: info.asked.unwrap_or(Locale::En), spoken: Vec::new() }
    }

    fn text(&mut self, key: &str) -> String {
        let Some(found) = self.app.texts.find(self.asked, key, None) else { return key.to_owned() };
        self.spoke(found.locale);
        found.text
    }

    /// What the kind of failure is called: the status's own name in English.
    fn title(&mut self, status: StatusCode) -> String {
        if self.asked == Locale::En {
            self.spoke(Locale::En);
            return status.canonical_reason().unwrap_or("Error").to_owned();
        }
        self.text(&format!("error-{}-title", super::slug(status)))
    }

    fn spoke(&mut self, locale: Locale) {
        if !self.spoken.contains(&locale.tag()) {
            self.spoken.push(locale.tag());
        }
    }

    /// What is wrong by its kind (FHIR's value set issue-type): a status's title may speak of a page.
    fn kind(&mut self, status: StatusCode, code: &str) -> String {
        match code {
            "duplicate" => self.text("error-identifier-conflict"),
            "login" | "expired" => self.text("error-storage-token"),
            "not-found" => self.text("error-resource-not-found"),
            "not-supported" if status == StatusCode::METHOD_NOT_ALLOWED => {
                self.text("error-resource-not-supported")
            }
            "deleted" => self.text("error-gone-lead"),
            _ => self.title(status),
        }
    }

    /// What is wrong by an issue of FHIR: in English all that it says itself, else its kind.
    fn issue(&mut self, status: StatusCode, issue: &Value) -> Value {
        if self.asked == Locale::En {
            self.spoke(Locale::En);
            return issue["diagnostics"].clone();
        }
        self.kind(status, issue["code"].as_str().unwrap_or_default()).into()
    }

    fn answer(self, status: StatusCode, body: &Value) -> Response {
        let kind = (header::CONTENT_TYPE, "application/problem+json");
        let mut response = (status, [kind], body.to_string()).into_response();
        self.mark(response.headers_mut());
        response
    }

    /// Makes an answer an `OperationOutcome`; what its headers say besides holds on.
    fn outcome(self, mut response: Response, issues: &[Value]) -> Response {
        let mut body = json!({ "resourceType": "OperationOutcome", "issue": issues });
        if let [spoken] = self.spoken.as_slice() {
            body["language"] = (*spoken).into();
        }
        *response.body_mut() = body.to_string().into();
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/fhir+json"));
        self.mark(headers);
        response
    }

    /// Says what the words depend on, and what they are in.
    fn mark(&self, headers: &mut HeaderMap) {
        headers.append(header::VARY, HeaderValue::from_static("accept-language"));
        if let Ok(spoken) = HeaderValue::from_str(&self.spoken.join(", ")) {
            headers.insert(header::CONTENT_LANGUAGE, spoken);
        }
    }
}

/// `application/problem+json`; `type` is the address where `/api` explains this kind of failure.
pub(super) fn problem(
    app: &App,
    info: &RequestInfo,
    status: StatusCode,
    refusal: Option<&Refusal>,
) -> Response {
    let mut words = Words::of(app, info);
    let body = body(&mut words, status, refusal, &info.request_id);
    words.answer(status, &body)
}

/// A problem as it is told where no language is asked for, of a request that never was.
pub(super) fn example(app: &App, status: StatusCode, refusal: Option<&Refusal>) -> Value {
    let mut words = Words { app, asked: Locale::En, spoken: Vec::new() };
    body(&mut words, status, refusal, "abc")
}

fn body(words: &mut Words<'_>, status: StatusCode, refusal: Option<&Refusal>, request_id: &str) -> Value {
    let mut body = json!({
        "type": format!("{}/api#problem-{}", words.app.config.issuer(), super::slug(status)),
        "title": words.title(status),
        "status": status.as_u16(),
        "instance": format!("urn:reseptor:request:{request_id}"),
    });
    if let Some(refusal) = refusal {
        body["detail"] = words.text(refusal.text).into();
        if !refusal.rules.is_empty() {
            body["rules"] = refusal.rules.iter().map(|rule| rule.0).collect();
        }
        if let Some(field) = refusal.field {
            body["field"] = field.into();
        }
    }
    body
}

/// What is wrong with a FHIR request, each an `OperationOutcome.issue` with its `diagnostics` in English: what an empty answer carries
/// to `explained`, which knows the language that was asked for.
#[derive(Debug, Clone)]
pub struct Issues(pub Vec<Value>);

/// The answer with its issues in words.
pub(super) fn issues(
    app: &App,
    info: &RequestInfo,
    response: Response,
    Issues(mut issues): Issues,
) -> Response {
    let mut words = Words::of(app, info);
    for issue in &mut issues {
        let text = words.issue(response.status(), issue);
        issue["details"] = json!({ "text": text });
    }
    words.outcome(response, &issues)
}

/// FHIR R4 `OperationOutcome`, with the code that fits the status (value set issue-type).
pub(super) fn operation_outcome(
    app: &App,
    info: &RequestInfo,
    status: StatusCode,
    refusal: Option<&Refusal>,
) -> Response {
    let code = match status.as_u16() {
        401 => "login",
        403 => "forbidden",
        404 => "not-found",
        405 | 415 => "not-supported",
        409 | 412 => "conflict",
        410 => "deleted",
        413 => "too-long",
        429 => "throttled",
        503 => "transient",
        400..=499 => "invalid",
        _ => "exception",
    };
    let mut words = Words::of(app, info);
    let (text, english) = match refusal {
        Some(refusal) => (words.text(refusal.text), app.texts.text(Locale::En, refusal.text)),
        None => (words.kind(status, code), status.canonical_reason().unwrap_or("Error").to_owned()),
    };
    let issue = json!({
        "severity": "error",
        "code": code,
        "details": { "text": text },
        "diagnostics": format!("{english} (request {})", info.request_id),
    });
    words.outcome(status.into_response(), &[issue])
}
