//! What is known of a request before it is routed: its language, its address, its names.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::{FromRequestParts, MatchedPath, Request},
    http::{HeaderMap, header, request::Parts},
    response::Response,
    routing,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use kernel::Locale;
use tower::ServiceExt;

use super::{App, locale};

/// What every request is given before routing.
#[derive(Debug, Clone)]
pub struct RequestInfo {
    /// The language in the address; where that is a machine's, the one that was asked for, or else bokmål.
    pub locale: Locale,
    /// The language that was asked for at a machine's address, if one was.
    pub asked: Option<Locale>,
    /// The path without the language.
    pub path: Arc<str>,
    /// The query as it came, without `?`.
    pub query: Option<Arc<str>>,
    /// Names the request in answers and logs (`x-request-id`).
    pub request_id: Arc<str>,
    /// Lets this answer's own scripts run.
    pub nonce: Arc<str>,
}

impl RequestInfo {
    /// Path and query without the language: what `neste` carries and language links keep.
    pub fn address(&self) -> String {
        match &self.query {
            Some(query) if !query.is_empty() => format!("{}?{query}", self.path),
            _ => self.path.to_string(),
        }
    }

    /// Takes the language off the address, and lets handlers know what came of it.
    pub(super) fn introduce(app: &App, request: &mut Request) -> Self {
        let (locale, stripped) = locale::strip(request.uri());
        if let Some(uri) = stripped {
            *request.uri_mut() = uri;
        }
        // Told apart, since the one stands in logs and the other lets scripts run.
        let mut random = [0; 32];
        app.entropy.fill(&mut random);
        let (id, nonce) = random.split_at(16);
        let asked = locale::is_machine(request.uri().path())
            .then(|| locale::asked(request.uri(), request.headers()))
            .flatten();
        let info = Self {
            locale: asked.unwrap_or(locale),
            asked,
            path: request.uri().path().into(),
            query: request.uri().query().map(Into::into),
            request_id: encoded(id).into(),
            nonce: encoded(nonce).into(),
        };
        request.extensions_mut().insert(info.clone());
        info
    }
}

fn encoded(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

impl<S: Send + Sync> FromRequestParts<S> for RequestInfo {
    type Rejection = super::Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| super::Error::internal("the request was not introduced"))
    }
}

/// The pattern of the route that answered: what logs and metrics name, since paths may hold codes.
#[derive(Debug, Clone)]
pub struct Route(pub Arc<str>);

/// Notes the matched route on the response.
pub async fn note_route(route: routing::Route, request: Request) -> Result<Response, Infallible> {
    let matched = request.extensions().get::<MatchedPath>().map(|path| Route(path.as_str().into()));
    let mut response = route.oneshot(request).await?;
    if let Some(matched) = matched {
        response.extensions_mut().insert(matched);
    }
    Ok(response)
}

/// The value of a cookie.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}
