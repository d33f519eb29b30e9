//! Logging out: here, at the provider, and when the provider says so.

use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use identity::{EndReason, Params, Session, session};
use url::Url;

use super::{cookie::end_cookie, see_other};
use crate::{
    oauth::LogOutView,
    web::{App, Error, PageContext, Posted, Result, Visitor, session::CurrentSession},
};

/// `GET /logg-ut`: asks, since a link must not log anybody out.
pub(super) async fn ask(cx: PageContext, visitor: Visitor) -> Response {
    if visitor.login.is_none() {
        return cx.redirect("/").into_response();
    }
    cx.page(LogOutView { fields: Vec::new(), target: "/logg-ut" }).into_response()
}

/// `POST /logg-ut`: ends the session and with it every tool's; then the provider's.
pub(super) async fn end(
    State(app): State<App>,
    cx: PageContext,
    current: Option<CurrentSession>,
    _form: Posted,
) -> Result<Response> {
    match current {
        Some(CurrentSession(session)) => log_out(&app, &session, EndReason::LoggedOut, None).await,
        None => Ok(cx.redirect("/").into_response()),
    }
}

/// Ends the session and with it every tool's, sends the browser to end the provider's too, and from there to `then`, or the front page.
pub(crate) async fn log_out(
    app: &App,
    session: &Session,
    reason: EndReason,
    then: Option<&Url>,
) -> Result<Response> {
    // Where the provider is away, the logout here still counts.
    let upstream = match app.identity.logins.end_session_url(session, then).await {
        Ok(upstream) => upstream,
        Err(error) => {
            tracing::warn!(cause = %error, "login.upstream_logout");
            None
        }
    };
    let tx = app.database.begin().await?;
    session::end(&tx, session.actor(), session.id, reason).await?;
    tx.commit().await?;
    let mut response = match (&upstream, then) {
        (Some(upstream), _) => see_other(upstream),
        (None, Some(then)) => see_other(then.as_str()),
        (None, None) => see_other(ENDED),
    };
    end_cookie(app, &mut response);
    Ok(response)
}

/// Where a logout ends that goes nowhere else.
pub(crate) const ENDED: &str = "/logg-ut/ferdig";

/// `GET /logg-ut/ferdig`: on to where a tool wanted its person, or to the front page, and told so.
pub(super) async fn ended(State(app): State<App>, cx: PageContext, RawQuery(query): RawQuery) -> Response {
    let params = Params::parse(&query.unwrap_or_default()).ok();
    let then = params.as_ref().and_then(|params| app.identity.logins.after_logout(params.get("state")?));
    match then {
        Some(then) => see_other(then.as_str()),
        None => cx.redirect("/").flash("flash-logged-out").into_response(),
    }
}

/// `GET /logg-ut/fra-leverandor?iss=&sid=`: front-channel logout, in a hidden frame without cookies.
pub(super) async fn front_channel(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response> {
    let params =
        Params::parse(&query.unwrap_or_default()).map_err(|_| Error::status(StatusCode::BAD_REQUEST))?;
    app.identity.logins.front_channel(&params).await.map_err(|_| Error::status(StatusCode::BAD_REQUEST))?;
    Ok((StatusCode::OK, [(header::CACHE_CONTROL, "no-store")]).into_response())
}

/// `POST /logg-ut/fra-leverandor`: back-channel logout, a signed logout token.
pub(super) async fn back_channel(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response> {
    let form = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    let bad = || Error::status(StatusCode::BAD_REQUEST);
    let text = std::str::from_utf8(&body).ok().filter(|_| form).ok_or_else(bad)?;
    let params = Params::parse(text).map_err(|_| bad())?;
    let token = params.get("logout_token").ok_or_else(bad)?;
    app.identity.logins.back_channel(token).await.map_err(|error| {
        tracing::warn!(cause = %error, "login.back_channel");
        bad()
    })?;
    Ok((StatusCode::OK, [(header::CACHE_CONTROL, "no-store")]).into_response())
}
