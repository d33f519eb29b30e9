//! What stands around every answer, in the order in which it happens. One function: a layer for each step would box and copy the whole rest of
//! the site for every request.

use std::{convert::Infallible, time::Instant};

use axum::{
    extract::Request,
    http::HeaderValue,
    response::{IntoResponse, Response},
};
use tower::{Service, ServiceExt, service_fn};

use super::{App, RequestInfo, Visitor, csrf, error, headers, metrics, origin::Route, rates, session};

/// The site with all this around it.
pub fn around<S>(
    app: App,
    site: S,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + Sync
where
    S: Service<Request, Response: IntoResponse, Error = Infallible, Future: Send> + Clone + Send + Sync,
{
    // Boxed, so that what is handed on from here stays small.
    service_fn(move |request| Box::pin(shell(app.clone(), request, site.clone())))
}

/// Takes the language off the address, names the request, answers it, counts it and writes one line about it.
async fn shell<S>(app: App, mut request: Request, site: S) -> Result<Response, Infallible>
where
    S: Service<Request, Response: IntoResponse, Error = Infallible>,
{
    let started = Instant::now();
    let info = RequestInfo::introduce(&app, &mut request);
    let method = request.method().clone();
    let mut response = answer(&app, &info, request, site).await?;
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
    Ok(response)
}

/// Who asks too often is refused before the database is asked who it is.
async fn answer<S>(
    app: &App,
    info: &RequestInfo,
    mut request: Request,
    site: S,
) -> Result<Response, Infallible>
where
    S: Service<Request, Response: IntoResponse, Error = Infallible>,
{
    if let Err(refused) = rates::check(app, info, &request) {
        return Ok(error::render(app, info, &Visitor::default(), refused));
    }
    if let Err(failure) = session::load(app, info, &mut request).await {
        return Ok(error::render(app, info, &Visitor::default(), failure));
    }
    let visitor = request.extensions().get::<Visitor>().cloned().unwrap_or_default();
    let response = match csrf::check(app, &request) {
        Ok(()) => site.oneshot(request).await?.into_response(),
        Err(foreign) => foreign.into_response(),
    };
    Ok(error::explained(app, info, &visitor, response))
}
