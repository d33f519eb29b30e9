//! The authorization endpoint, in the person's browser.

use axum::{
    Extension,
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use database::{Present, Tx};
use identity::{
    Chosen, Code, LaunchContext, LoginNeeded, OAuthError, Params, Party, Prompt, Ready, Secret, Session,
    Step, Unpermitted,
};
use serde::Serialize;

use super::{answer, sandbox};
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
    at: Option<Extension<Present>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    let params = Params::parse(&query.unwrap_or_default());
    // Boxed: what is handed from layer to layer stays small.
    Box::pin(respond(&app, cx, session, at, &headers, params)).await
}

/// `POST /oauth2/authorize`
pub(super) async fn by_form(
    State(app): State<App>,
    cx: PageContext,
    session: Option<CurrentSession>,
    at: Option<Extension<Present>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response> {
    let params = answer::form(&headers, &body);
    Box::pin(respond(&app, cx, session, at, &headers, params)).await
}

async fn respond(
    app: &App,
    cx: PageContext,
    session: Option<CurrentSession>,
    at: Option<Extension<Present>>,
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
    // As the session's own query told it; a statement of its own where there is no session.
    let at = match at {
        Some(Extension(at)) => at,
        None => app.database.present().await?,
    };
    match app.identity.provider.authorize(&at, &params, session.as_deref(), browser.as_ref()).await? {
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
                Party::Sandbox(tool) => Box::pin(sandbox::grant(app, *ready, tool, &session, pushed)).await,
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

/// Redeems the launch, asks the policy, issues the code. What is written is one transaction, so that a launch is never half used; where there is
/// no launch and no stored request, nothing is.
async fn grant(app: &App, ready: Ready, session: &Session, browser: Option<&Secret>) -> Result<Response> {
    let provider = &app.identity.provider;
    let Some((chosen, tx)) = chosen(app, &ready, session).await? else {
        let error = OAuthError::new(Code::InvalidRequest, "launch is unknown, used, expired or another's");
        return Ok(see_other(&provider.refuse(&ready, &error)));
    };
    let unconfirmed = lacks_confirmation(&ready, session).then(|| ready.clone());
    let address = match provider.permit(ready, session, chosen).await? {
        Ok(_) if let Some(ready) = unconfirmed => return ask_for_whom(app, &ready, browser).await,
        Ok(permit) => match provider.issue(tx, permit, session).await {
            Ok(address) => address,
            Err(identity::Error::OAuth(_)) => return Err(Error::status(StatusCode::CONFLICT)),
            Err(error) => return Err(error.into()),
        },
        Err(Unpermitted::LacksPermission(ready)) => return ask_permission(app, &ready, browser).await,
        Err(Unpermitted::Refused(address)) => {
            if let Some(tx) = tx {
                tx.commit().await?;
            }
            address
        }
    };
    Ok(see_other(&address))
}

/// What the launch says, redeemed in the transaction that comes with it, or the session where the tool was started by itself; `None` for a launch
/// that cannot be redeemed (row 27).
async fn chosen(app: &App, ready: &Ready, session: &Session) -> Result<Option<(Chosen, Option<Tx>)>> {
    let home = format!("{}/mine-verktoy", app.config.issuer());
    let (Some(ticket), Party::Tool(tool)) = (&ready.request.launch, ready.client.party) else {
        let context = LaunchContext { return_url: Some(home), ..LaunchContext::default() };
        let chosen = Chosen { subject: session.subject, launch: None, prescription: None, context };
        return Ok(Some((chosen, None)));
    };
    let tx = app.database.begin().await?;
    let redeemed = Box::pin(launch::redeem(&tx, ticket, tool, session.person)).await?;
    // One from before the client was stopped died with what the client held (§10).
    let redeemed = redeemed.filter(|launch| ready.client.holds(launch.at));
    let Some(launch) = redeemed else { return Ok(None) };
    let context = LaunchContext {
        intent: launch.task.as_ref().map(ToString::to_string),
        return_url: Some(format!("{}{}", app.config.issuer(), launch.return_path)),
        need_patient_banner: Some(launch.citizen.represents()),
    };
    let subject = launch.citizen.subject;
    let chosen = Chosen { subject, launch: Some(launch.id), prescription: launch.prescription, context };
    Ok(Some((chosen, Some(tx))))
}

/// Whether a tool that starts by itself would begin to act for another without having asked for whom (ADR 0007). A launch was confirmed when it was
/// made.
fn lacks_confirmation(ready: &Ready, session: &Session) -> bool {
    matches!(ready.client.party, Party::Tool(_))
        && ready.request.launch.is_none()
        && session.subject != session.person
        && ready.request.confirmed_for != Some(session.subject)
}

/// Asks the person for the permission.
async fn ask_permission(app: &App, ready: &Ready, browser: Option<&Secret>) -> Result<Response> {
    let error = OAuthError::new(Code::ConsentRequired, "the person has not given the tool its permission");
    Box::pin(ask(app, ready, browser, "tillatelse", &error)).await
}

/// Asks the person who acts for another whether it is for that one.
async fn ask_for_whom(app: &App, ready: &Ready, browser: Option<&Secret>) -> Result<Response> {
    let error = OAuthError::new(Code::InteractionRequired, "the person must confirm for whom it is");
    Box::pin(ask(app, ready, browser, "for-hvem", &error)).await
}

/// Asks on this page of the tool's, and comes back to this request (domain §7.2); where nothing may be shown, the tool is told.
async fn ask(
    app: &App,
    ready: &Ready,
    browser: Option<&Secret>,
    page: &str,
    error: &OAuthError,
) -> Result<Response> {
    let provider = &app.identity.provider;
    if ready.request.prompt == Prompt::None {
        return Ok(see_other(&provider.turn_down(ready, error).await?));
    }
    let Party::Tool(tool) = ready.client.party else { return Err(Error::internal("no tool's client")) };
    let tool = catalogue::find_tool(&app.database, tool).await?.ok_or_else(Error::not_found)?.slug;
    let parked = provider.park(ready, browser).await?;
    let query =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("neste", &parked.next).finish();
    let prefix = prefix(ready.request.ui_locales.as_deref());
    let mut response = see_other(&format!("{prefix}/verktoy/{tool}/{page}?{query}"));
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
