//! The authorization endpoint, in the person's browser.

use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use database::Tx;
use identity::{
    Chosen, Code, LaunchContext, LoginNeeded, OAuthError, Params, Party, Prompt, Ready, Secret, Session, Step,
};
use kernel::{Citizen, Slug};
use launch::Ask;
use serde::Serialize;

use super::{FLOOR, answer, sandbox};
use crate::{
    login::{BrowserCookie, see_other},
    web::{App, Error, PageContext, Result, View, session::CurrentSession},
};

/// What the page says when nobody can be redirected.
#[derive(Debug, Serialize)]
pub struct RefusedView {
    /// The protocol's code.
    pub code: &'static str,
    /// For the tool's developers.
    pub description: &'static str,
    /// Names the request to whoever helps.
    pub request_id: String,
}

impl View for RefusedView {
    const TEMPLATE: &'static str = "oauth/refused.html";
}

/// `GET /oauth2/authorize`
pub(super) async fn by_query(
    State(app): State<App>,
    cx: PageContext,
    session: Option<CurrentSession>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    respond(&app, cx, session, &headers, Params::parse(&query.unwrap_or_default())).await
}

/// `POST /oauth2/authorize`
pub(super) async fn by_form(
    State(app): State<App>,
    cx: PageContext,
    session: Option<CurrentSession>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response> {
    let params = answer::form(&headers, &body);
    respond(&app, cx, session, &headers, params).await
}

async fn respond(
    app: &App,
    cx: PageContext,
    session: Option<CurrentSession>,
    headers: &HeaderMap,
    params: Result<Params, OAuthError>,
) -> Result<Response> {
    let params = match params {
        Ok(params) => params,
        Err(error) => return Ok(refused(cx, &error)),
    };
    let session = session.map(|CurrentSession(session)| session);
    let browser = BrowserCookie::read(app, headers);
    let pushed = params.get("request_uri").is_some();
    match app.identity.provider.authorize(&params, session.as_deref(), browser.as_ref()).await? {
        Step::Refuse(error) => {
            sandbox::note_refusal(app, &params, "authorize", error.code.as_str(), error.description).await;
            Ok(refused(cx, &error))
        }
        Step::Answer(address) => {
            note_answer(app, &params, &address).await;
            Ok(see_other(&address))
        }
        Step::Login(login) => Ok(log_in_first(app, &login)),
        Step::Ready(ready) => {
            let session = session.ok_or_else(|| Error::internal("ready without a session"))?;
            match ready.client.party {
                Party::Sandbox(tool) => sandbox::grant(app, *ready, tool, &session, pushed).await,
                _ => grant(app, *ready, &session, browser.as_ref()).await,
            }
        }
    }
}

/// What the client is told instead of a code, where the sandbox's launch check wants to know.
async fn note_answer(app: &App, params: &Params, address: &str) {
    let Ok(url) = address.parse::<url::Url>() else { return };
    let of = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let (error, description) = (of("error").unwrap_or_default(), of("error_description").unwrap_or_default());
    sandbox::note_refusal(app, params, "authorize", &error, &description).await;
}

/// Redeems the launch, asks the policy, issues the code: one transaction, so that a launch is never half used.
async fn grant(app: &App, ready: Ready, session: &Session, browser: Option<&Secret>) -> Result<Response> {
    let provider = &app.identity.provider;
    let tx = app.database.begin().await?;
    let Some(chosen) = chosen(app, &tx, &ready, session).await? else {
        let error = OAuthError::new(Code::InvalidRequest, "launch is unknown, used, expired or another's");
        return Ok(see_other(&provider.refuse(&ready, &error)));
    };
    if let Some(tool) = lacks_permission(app, &ready, session, &chosen).await? {
        tx.roll_back().await?;
        return ask_permission(app, &ready, &tool, browser).await;
    }
    let address = match provider.permit(ready, session, chosen).await? {
        Ok(permit) => match provider.issue(&tx, permit, session).await {
            Ok(address) => address,
            Err(identity::Error::OAuth(_)) => return Err(Error::status(StatusCode::CONFLICT)),
            Err(error) => return Err(error.into()),
        },
        Err(address) => address,
    };
    tx.commit().await?;
    Ok(see_other(&address))
}

/// What the launch says, or the session where the tool was started by itself; `None` for a launch that cannot be redeemed (row 27).
async fn chosen(app: &App, tx: &Tx, ready: &Ready, session: &Session) -> Result<Option<Chosen>> {
    let home = format!("{}/mine-verktoy", app.config.issuer());
    let (Some(ticket), Party::Tool(tool)) = (&ready.request.launch, ready.client.party) else {
        let context = LaunchContext { return_url: Some(home), ..LaunchContext::default() };
        return Ok(Some(Chosen { subject: session.subject, launch: None, prescription: None, context }));
    };
    let Some(launch) = launch::redeem(tx, ticket, tool, session.person).await? else { return Ok(None) };
    let context = LaunchContext {
        intent: launch.task.as_ref().map(ToString::to_string),
        return_url: Some(format!("{}{}", app.config.issuer(), launch.return_path)),
        need_patient_banner: Some(launch.citizen.represents()),
    };
    let subject = launch.citizen.subject;
    Ok(Some(Chosen { subject, launch: Some(launch.id), prescription: launch.prescription, context }))
}

/// The tool, where its permission (T4) is all that a start by the tool itself is missing.
async fn lacks_permission(
    app: &App,
    ready: &Ready,
    session: &Session,
    chosen: &Chosen,
) -> Result<Option<Slug>> {
    let (Party::Tool(tool), None) = (ready.client.party, chosen.launch) else { return Ok(None) };
    let citizen = Citizen { person: session.person, subject: chosen.subject };
    let pair = launch::pair(&*app.identity.registers, citizen.person, citizen.subject).await?;
    let ask = Ask { citizen, level: session.level, floor: FLOOR, tool, prescription: chosen.prescription };
    let (_, denial) = launch::recheck(&app.database, &pair, &ask).await?;
    if !denial.is_some_and(|denial| denial.only_lacks_permission()) {
        return Ok(None);
    }
    let tool = catalogue::find_tool(&app.database, tool).await?;
    Ok(tool.map(|tool| tool.slug))
}

/// Asks the person for it, and comes back to this request (domain §7.2); where nothing may be shown, the tool is told.
async fn ask_permission(app: &App, ready: &Ready, tool: &Slug, browser: Option<&Secret>) -> Result<Response> {
    let provider = &app.identity.provider;
    if ready.request.prompt == Prompt::None {
        let error =
            OAuthError::new(Code::ConsentRequired, "the person has not given the tool its permission");
        return Ok(see_other(&provider.turn_down(ready, &error).await?));
    }
    let parked = provider.park(ready, browser).await?;
    let query =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("neste", &parked.next).finish();
    let prefix = prefix(ready.request.ui_locales.as_deref());
    let mut response = see_other(&format!("{prefix}/verktoy/{tool}/tillatelse?{query}"));
    BrowserCookie::set(app, &mut response, &parked.browser);
    Ok(response)
}

/// The part of an address that names the first language asked for, where it is one of ours.
fn prefix(ui_locales: Option<&str>) -> String {
    let known = |tag: &&str| matches!(*tag, "nn" | "en" | "se");
    let first = ui_locales.unwrap_or_default().split(' ').next();
    first.filter(known).map_or_else(String::new, |tag| format!("/{tag}"))
}

fn log_in_first(app: &App, login: &LoginNeeded) -> Response {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("tjeneste", login.service.as_str()).append_pair("neste", &login.next);
    if login.anew {
        query.append_pair("ny", "1");
    }
    if let Some(level) = login.level {
        query.append_pair("niva", level.as_str());
    }
    if let Some(hint) = &login.login_hint {
        query.append_pair("login_hint", hint);
    }
    let prefix = prefix(login.ui_locales.as_deref());
    let mut response = see_other(&format!("{prefix}/logg-inn?{}", query.finish()));
    BrowserCookie::set(app, &mut response, &login.browser);
    response
}

fn refused(cx: PageContext, error: &OAuthError) -> Response {
    let request_id = cx.info.request_id.to_string();
    let view = RefusedView { code: error.code.as_str(), description: error.description, request_id };
    let mut response = cx.page(view).status(StatusCode::BAD_REQUEST).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}
