//! Failures for machines: RFC 9457 problems, and FHIR's OperationOutcome.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::Refusal;
use serde_json::json;

use crate::web::{App, RequestInfo};

/// `application/problem+json`; `type` is the address where `/api` explains this kind of failure.
pub(super) fn problem(
    app: &App,
    info: &RequestInfo,
    status: StatusCode,
    refusal: Option<&Refusal>,
) -> Response {
    let mut body = json!({
        "type": format!("{}/api#problem-{}", app.config.issuer(), super::slug(status)),
        "title": status.canonical_reason().unwrap_or("Error"),
        "status": status.as_u16(),
        "instance": format!("urn:reseptor:request:{}", info.request_id),
    });
    if let Some(refusal) = refusal {
        body["detail"] = app.texts.text(kernel::Locale::En, refusal.text).into();
        if !refusal.rules.is_empty() {
            body["rules"] = refusal.rules.iter().map(|rule| rule.0).collect();
        }
        if let Some(field) = refusal.field {
            body["field"] = field.into();
        }
    }
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}

/// FHIR R4 `OperationOutcome` with the code that fits the status (value set issue-type).
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
    let text = refusal.map_or_else(
        || status.canonical_reason().unwrap_or("Error").to_owned(),
        |refusal| app.texts.text(kernel::Locale::En, refusal.text),
    );
    let body = json!({
        "resourceType": "OperationOutcome",
        "issue": [{
            "severity": "error",
            "code": code,
            "details": { "text": text },
            "diagnostics": format!("request {}", info.request_id),
        }],
    });
    (status, [(header::CONTENT_TYPE, "application/fhir+json")], body.to_string()).into_response()
}
