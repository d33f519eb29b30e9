//! Logout that a tool sends its person to.

use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use identity::{EndReason, EndSession, OAuthError, Params, Session, session};
use kernel::SessionId;
use serde::Serialize;
use url::Url;

use super::{RefusedView, answer};
use crate::{
    login::{ENDED, log_out, see_other},
    web::{App, Error, PageContext, Result, View, session::CurrentSession},
};

/// The endpoint's path.
const PATH: &str = "/oauth2/end-session";

/// Asks whether to log out.
#[derive(Debug, Serialize)]
pub struct LogOutView {
    /// The request's parameters, to be sent along with the answer.
    pub fields: Vec<(String, String)>,
    /// Where the form goes.
    pub target: &'static str,
}

impl View for LogOutView {
    const TEMPLATE: &'static str = "login/log-out.html";
}

/// `GET /oauth2/end-session`
pub(super) async fn by_query(
    State(app): State<App>,
    cx: PageContext,
    session: Option<CurrentSession>,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    respond(&app, cx, session, Params::parse(&query.unwrap_or_default()), false).await
}

/// `POST /oauth2/end-session`: from a tool, or from our own question, which carries the session's token.
pub(super) async fn by_form(
    State(app): State<App>,
    cx: PageContext,
    session: Option<CurrentSession>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response> {
    let params = answer::form(&headers, &body);
    if params.is_ok()
        && let Some(sent) = answer::sent_on(&app, &cx, PATH, &headers, &body, "post_logout_redirect_uri")
    {
        return Ok(sent);
    }
    let csrf = params.as_ref().ok().and_then(|params| params.get("csrf"));
    let confirmed = match (csrf, &session) {
        (Some(csrf), Some(CurrentSession(session))) if !session.csrf_fits(csrf) => {
            return Err(Error::status(StatusCode::FORBIDDEN));
        }
        (csrf, session) => csrf.is_some() && session.is_some(),
    };
    respond(&app, cx, session, params, confirmed).await
}

async fn respond(
    app: &App,
    cx: PageContext,
    session: Option<CurrentSession>,
    params: Result<Params, OAuthError>,
    confirmed: bool,
) -> Result<Response> {
    let params = match params {
        Ok(params) => params,
        Err(error) => return Ok(refused(cx, &error)),
    };
    let session = session.map(|CurrentSession(session)| session);
    let decided = app.identity.provider.end_session(&params, session.as_deref()).await?;
    match (decided, session) {
        (EndSession::Refuse(error), _) => Ok(refused(cx, &error)),
        (EndSession::EndTest { then, proved: false, .. }, Some(_)) if !confirmed => {
            Ok(ask(cx, &params, then.as_ref()))
        }
        (EndSession::EndTest { sessions, then, .. }, vendor) => {
            end_test(app, vendor.as_deref(), &sessions).await?;
            Ok(go_on(then))
        }
        (EndSession::Ask { then }, Some(session)) if confirmed => {
            log_out(app, &session, EndReason::ByTool, then.as_ref()).await
        }
        (EndSession::Ask { then }, _) => Ok(ask(cx, &params, then.as_ref())),
        (EndSession::End { then }, Some(session)) => {
            log_out(app, &session, EndReason::ByTool, then.as_ref()).await
        }
        (EndSession::End { then } | EndSession::Nothing { then }, _) => Ok(go_on(then)),
    }
}

/// Ends test persons' sessions in the sandbox, in the browser of the vendor whose they are.
async fn end_test(app: &App, vendor: Option<&Session>, ids: &[SessionId]) -> Result<()> {
    let Some(user) = vendor.and_then(Session::vendor) else { return Ok(()) };
    let tx = app.database.begin().await?;
    for id in ids {
        if session::find_for_sandbox(&tx, *id, &user).await?.is_some() {
            session::end(&tx, &user, *id, EndReason::ByTool).await?;
        }
    }
    Ok(tx.commit().await?)
}

fn go_on(then: Option<Url>) -> Response {
    then.map_or_else(|| see_other(ENDED), |url| see_other(url.as_str()))
}

fn ask(cx: PageContext, params: &Params, then: Option<&Url>) -> Response {
    let names = ["id_token_hint", "client_id", "post_logout_redirect_uri", "state"];
    let fields = names.into_iter().filter_map(|name| Some((name.to_owned(), params.get(name)?.to_owned())));
    let view = LogOutView { fields: fields.collect(), target: PATH };
    let page = cx.page(view);
    match then {
        Some(then) => page.form_action(then.as_str()).into_response(),
        None => page.into_response(),
    }
}

fn refused(cx: PageContext, error: &OAuthError) -> Response {
    let request_id = cx.info.request_id.to_string();
    let view = RefusedView { code: error.code.as_str(), description: error.description, request_id };
    cx.page(view).status(StatusCode::BAD_REQUEST).into_response()
}
