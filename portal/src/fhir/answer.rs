//! How resources leave: media type, version, and nothing when the asker has it already.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::Serialize;

use super::{Failure, Issue, Result, parameters};
use crate::web::{
    Error,
    caching::{fingerprint, is_known},
};

/// The media type of everything under `/fhir`.
pub const FHIR_JSON: &str = "application/fhir+json";

/// Media types (and `_format` codes) that mean JSON, or anything.
const ACCEPTED: [&str; 7] =
    ["application/fhir+json", "application/json", "text/json", "json", "*/*", "application/*", "text/*"];

/// A resource with its version.
pub struct Versioned<T> {
    /// The resource.
    pub resource: T,
    /// `meta.versionId`.
    pub version: String,
    /// `meta.lastUpdated`.
    pub updated: Timestamp,
    /// Whether anybody may keep it: everyone else's answers are never stored.
    pub public: bool,
}

impl<T: Serialize> Versioned<T> {
    /// The answer to a read: 304 when the asker has this version.
    pub fn answer(self, asked: &HeaderMap) -> Result<Response> {
        let tag = format!("W/\"{}\"", self.version);
        let mut response = if is_known(asked, &tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            json(StatusCode::OK, &self.resource)?
        };
        stamp(response.headers_mut(), &tag, self.updated);
        if self.public {
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(PUBLIC));
        }
        Ok(response)
    }
}

/// Anybody may keep it, but asks each time whether it still holds: a suspension counts at once.
pub const PUBLIC: &str = "public, no-cache";

/// Puts version and time on an answer.
pub fn stamp(headers: &mut HeaderMap, tag: &str, updated: Timestamp) {
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    if let Ok(date) = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&updated)
        && let Ok(date) = HeaderValue::from_str(&date)
    {
        headers.insert(header::LAST_MODIFIED, date);
    }
}

/// A resource that anybody may keep under a tag of its content: 304 when the asker has it.
pub fn tagged(resource: &impl Serialize, asked: &HeaderMap) -> Result<Response> {
    let body = serde_json::to_string(resource).map_err(Error::internal)?;
    let tag = format!("W/\"{}\"", fingerprint(body.as_bytes()));
    let mut response = if is_known(asked, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, FHIR_JSON)], body).into_response()
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(PUBLIC));
    Ok(response)
}

/// A resource as JSON.
pub fn json(status: StatusCode, resource: &impl Serialize) -> Result<Response> {
    let body = serde_json::to_string(resource).map_err(Error::internal)?;
    Ok((status, [(header::CONTENT_TYPE, FHIR_JSON)], body).into_response())
}

/// Layer: `_format` and `Accept` may name JSON or anything; who takes only XML or HTML is told (406).
pub async fn negotiate(request: Request, next: Next) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let format = parameters::pairs(query).into_iter().find(|(name, _)| name == "_format");
    let wanted = if let Some((_, format)) = &format {
        accepts(format)
    } else {
        let mut accept = request.headers().get_all(header::ACCEPT).iter().peekable();
        accept.peek().is_none() || accept.any(|value| value.to_str().is_ok_and(accepts))
    };
    if wanted {
        return next.run(request).await;
    }
    let issue = Issue::new("not-supported", "Only JSON is spoken here: application/fhir+json.");
    Failure::new(StatusCode::NOT_ACCEPTABLE, issue).into_response()
}

/// Refuses a body that is of none of these media types.
pub fn must_be(headers: &HeaderMap, kinds: &[&str]) -> Result<()> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let bare = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if kinds.contains(&bare.as_str()) {
        return Ok(());
    }
    let issue = Issue::new("not-supported", format!("Content-Type is {}.", kinds.join(" or ")));
    Err(Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, issue))
}

/// Whether one of the media types is JSON. A `+` of `fhir+json` may have become a space in an address.
fn accepts(types: &str) -> bool {
    types.split(',').any(|one| {
        let bare = one.split(';').next().unwrap_or_default().trim().replace(' ', "+").to_ascii_lowercase();
        ACCEPTED.contains(&bare.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_understood_in_all_its_names() {
        for fine in
            ["json", "application/fhir json", "text/html, */*;q=0.1", "application/json; charset=utf-8"]
        {
            assert!(accepts(fine), "{fine}");
        }
        for other in ["xml", "application/fhir+xml", "text/html", ""] {
            assert!(!accepts(other), "{other}");
        }
    }
}
