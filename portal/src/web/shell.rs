//! What stands around every answer, in the order in which it happens. One function: a layer for each step would box and copy the whole rest of
//! the site for every request.

use std::time::Instant;

use axum::{
    extract::{Request, State},
    http::HeaderValue,
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{App, RequestInfo, Visitor, csrf, error, headers, metrics, origin::Route, rates, session};

/// Takes the language off the address, names the request, answers it, counts it and writes one line about it.
pub async fn shell(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let info = RequestInfo::introduce(&app, &mut request);
    let method = request.method().clone();
    let mut response = answer(&app, &info, request, next).await;
    headers::set(&app, &info, &mut response);
    if let Ok(id) = HeaderValue::from_str(&info.request_id) {
        response.headers_mut().insert("x-request-id", id);
    }
    let route = response.extensions().get::<Route>().map(|route| route.0.clone());
    let (route, took) = (route.unwrap_or_else(|| "-".into()), started.elapsed());
    metrics::count(&method, route.clone(), response.status(), took);
    tracing::info!(
        http.method = %method,
        http.route = &*route,
        http.status = response.status().as_u16(),
        http.locale = info.locale.tag(),
        request.id = &*info.request_id,
        duration_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        "request"
    );
    response
}

/// Who asks too often is refused before the database is asked who it is.
async fn answer(app: &App, info: &RequestInfo, mut request: Request, next: Next) -> Response {
    if let Err(refused) = rates::check(app, info, &request) {
        return error::render(app, info, &Visitor::default(), refused);
    }
    if let Err(failure) = session::load(app, info, &mut request).await {
        return error::render(app, info, &Visitor::default(), failure);
    }
    let visitor = request.extensions().get::<Visitor>().cloned().unwrap_or_default();
    let response = match csrf::check(app, &request) {
        Ok(()) => next.run(request).await,
        Err(foreign) => foreign.into_response(),
    };
    error::explained(app, info, &visitor, response)
}
