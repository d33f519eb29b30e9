//! Logging out: here, at the provider, and when the provider says so.

use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use identity::{EndReason, Params, session};

use super::{end_cookie, see_other};
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
    let Some(CurrentSession(session)) = current else { return Ok(cx.redirect("/").into_response()) };
    // Where the provider is away, the logout here still counts.
    let upstream = match app.identity.logins.end_session_url(&session).await {
        Ok(upstream) => upstream,
        Err(error) => {
            tracing::warn!(cause = %error, "login.upstream_logout");
            None
        }
    };
    let tx = app.database.begin().await?;
    session::end(&tx, session.actor(), session.id, EndReason::LoggedOut).await?;
    tx.commit().await?;
    let mut response = upstream.map_or_else(|| see_other("/logg-ut/ferdig"), |address| see_other(&address));
    end_cookie(&app, &mut response);
    Ok(response)
}

/// `GET /logg-ut/ferdig`: back on the front page, and told so.
pub(super) async fn ended(cx: PageContext) -> Response {
    cx.redirect("/").flash("flash-logged-out").into_response()
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
