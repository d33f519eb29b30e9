//! The authorization endpoint, in the person's browser.

use axum::{
    Extension,
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use database::{Present, Read, Tx};
use identity::{
    Account, Chosen, Code, LaunchContext, LoginNeeded, OAuthError, Params, Party, Prompt, Ready, Secret,
    Session, Step, Unpermitted,
};
use kernel::oslo;
use serde::Serialize;

use super::{FLOOR, answer, sandbox};
use crate::{
    login::{BrowserCookie, see_other},
    web::{
        App, Error, PageContext, Result, View, locale,
        session::{CurrentSession, note_act},
    },
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
    if params.is_ok()
        && let Some(sent) = answer::sent_on(&app, &cx, "/oauth2/authorize", &headers, &body, "redirect_uri")
    {
        return Ok(sent);
    }
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
            // What a tool asks for silently keeps nobody logged in: only a person's own acts do.
            if ready.request.prompt != Prompt::None {
                note_act(app, &session).await?;
            }
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
    if works_there_too(&ready, session).await? {
        return Box::pin(ask(app, &ready, browser, Question::Workplace)).await;
    }
    let Some((chosen, tx)) = chosen(app, &ready, session).await? else {
        let error = OAuthError::new(Code::InvalidRequest, "launch is unknown, used, expired or another's");
        return Ok(see_other(&provider.refuse(&ready, &error)));
    };
    if is_undecided(&ready, session)
        && !for_another(session)
        && others_are_possible(app, &ready, session).await?
    {
        return Box::pin(ask(app, &ready, browser, Question::ForWhom)).await;
    }
    let unasked = unasked(app, &ready, session).await?.map(|question| (question, ready.clone()));
    let address = match provider.permit(ready, session, chosen).await? {
        Ok(_) if let Some((question, ready)) = &unasked => {
            return Box::pin(ask(app, ready, browser, *question)).await;
        }
        Ok(permit) => match provider.issue(tx, permit, session).await {
            Ok(address) => address,
            Err(identity::Error::OAuth(_)) => return Err(Error::status(StatusCode::CONFLICT)),
            Err(error) => return Err(error.into()),
        },
        Err(Unpermitted::LacksPermission(ready)) => {
            return Box::pin(ask(app, &ready, browser, Question::Permission)).await;
        }
        Err(Unpermitted::Refused(address)) => {
            if let Some(tx) = tx {
                tx.commit().await?;
            }
            // Not for the one acted for now; perhaps for oneself.
            if let Some((_, ready)) = &unasked
                && is_undecided(ready, session)
                && for_another(session)
                && others_are_possible(app, ready, session).await?
            {
                return Box::pin(ask(app, ready, browser, Question::ForWhom)).await;
            }
            address
        }
    };
    Ok(see_other(&address))
}

/// What the launch says, redeemed in the transaction that comes with it, or the session where the tool was started by itself; `None` for a launch
/// that cannot be redeemed (row 27).
async fn chosen(app: &App, ready: &Ready, session: &Session) -> Result<Option<(Chosen, Option<Tx>)>> {
    let (Some(ticket), Party::Tool(tool)) = (&ready.request.launch, ready.client.party) else {
        let need_patient_banner = for_another(session).then_some(true);
        // Who uses a record system has nothing to come back to on the citizen's page.
        let return_url = matches!(ready.client.party, Party::Tool(_))
            .then(|| format!("{}/mine-verktoy", app.config.issuer()));
        let context = LaunchContext { return_url, need_patient_banner, intent: None };
        let chosen = Chosen { subject: session.subject, launch: None, prescription: None, context };
        return Ok(Some((chosen, None)));
    };
    // What the rules will ask of the registers is at hand before the transaction, in which all writers would wait for the answer.
    let registers = &*app.identity.registers;
    let subject = launch::find_subject(ready.at(), ticket, tool, session.person).await?;
    if let Some(other) = subject.filter(|subject| *subject != session.person) {
        launch::pair_at(registers, ready.at(), session.person, other).await?;
    } else {
        registers.prepare(session.person).await;
    }
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

/// Whether the person still has to say for whom a tool that starts by itself is (domain §7.2, ADR 0007). A launch was confirmed when it was made.
fn is_undecided(ready: &Ready, session: &Session) -> bool {
    matches!(ready.client.party, Party::Tool(_))
        && ready.request.launch.is_none()
        && ready.request.confirmed_for != Some(session.subject)
}

/// Whether a clinician has chosen another organisation than the record system's, and works there too.
async fn works_there_too(ready: &Ready, session: &Session) -> Result<bool> {
    let (Party::RecordSystem(owner), Account::Clinician { organisation, .. }) =
        (ready.client.party, &session.account)
    else {
        return Ok(false);
    };
    if owner == *organisation {
        return Ok(false);
    }
    let (db, today) = (ready.at(), oslo::date(ready.at().now()));
    Ok(people::find_clinician(db, session.person, Some(owner), today).await?.is_some())
}

fn for_another(session: &Session) -> bool {
    session.subject != session.person
}

/// Whether there is a choice: the tool may be for somebody else than whom the session is about, and does not itself say that it is for oneself.
async fn others_are_possible(app: &App, ready: &Ready, session: &Session) -> Result<bool> {
    let Party::Tool(tool) = ready.client.party else { return Ok(false) };
    if ready.is_about(session.person) && !for_another(session) {
        return Ok(false);
    }
    let at = launch::AtTool { person: session.person, level: session.level, floor: FLOOR, tool };
    let registers = &*app.identity.registers;
    match Box::pin(launch::is_open_for_whom(ready.at(), registers, at, session.subject)).await {
        // What one does for oneself goes on where the source of relations is away.
        Err(launch::Error::Registers(_)) => Ok(false),
        answer => Ok(answer?),
    }
}

/// What the person is asked on a page of ours before the client's own request goes on (domain §7.2).
#[derive(Debug, Clone, Copy)]
enum Question {
    /// For the permission that the tool needs.
    Permission,
    /// For whom it is, where there is a choice or the session acts for another (ADR 0007).
    ForWhom,
    /// At which organisation a clinician of several works, where it is not the record system's.
    Workplace,
}

impl Question {
    /// The page that asks, under the tool's where it is about one.
    const fn page(self) -> &'static str {
        match self {
            Self::Permission => "tillatelse",
            Self::ForWhom => "for-hvem",
            Self::Workplace => "velg-virksomhet",
        }
    }

    /// What the tool is told where nothing may be shown.
    const fn unasked(self) -> OAuthError {
        match self {
            Self::Permission => {
                OAuthError::new(Code::ConsentRequired, "the person has not given the tool its permission")
            }
            Self::ForWhom => OAuthError::new(Code::InteractionRequired, "the person must say for whom it is"),
            Self::Workplace => {
                OAuthError::new(Code::InteractionRequired, "the person must choose the organisation")
            }
        }
    }
}

/// What a person has yet to be asked though nothing is lacking, once for a request: the permission, where the tool wants it asked for (prompt
/// `consent`) and needs one; for whom, where the tool would begin to act for another (ADR 0007). A launch was permitted and confirmed when it was made.
async fn unasked(app: &App, ready: &Ready, session: &Session) -> Result<Option<Question>> {
    let Party::Tool(tool) = ready.client.party else { return Ok(None) };
    if ready.request.launch.is_some() {
        return Ok(None);
    }
    // Whom it is for may have been said before: that is another question.
    if ready.request.consent && ready.request.permitted_for != Some(session.subject) {
        let listing = catalogue::find_listing_of(&app.database, tool).await?;
        if listing.is_some_and(|listing| listing.content().permission.needed) {
            return Ok(Some(Question::Permission));
        }
    }
    Ok((is_undecided(ready, session) && for_another(session)).then_some(Question::ForWhom))
}

/// Asks, and comes back to this request; where nothing may be shown, the tool is told.
async fn ask(app: &App, ready: &Ready, browser: Option<&Secret>, question: Question) -> Result<Response> {
    let provider = &app.identity.provider;
    if ready.request.prompt == Prompt::None {
        return Ok(see_other(&provider.turn_down(ready, &question.unasked()).await?));
    }
    let page = match ready.client.party {
        Party::Tool(tool) => {
            let tool = catalogue::find_tool(&app.database, tool).await?.ok_or_else(Error::not_found)?;
            format!("/verktoy/{}/{}", tool.slug, question.page())
        }
        Party::RecordSystem(_) => format!("/{}", question.page()),
        Party::Sandbox(_) => return Err(Error::internal("nobody is asked in the sandbox")),
    };
    let parked = provider.park(ready, browser).await?;
    let query =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("neste", &parked.next).finish();
    let prefix = prefix(ready.request.ui_locales.as_deref());
    let mut response = see_other(&format!("{prefix}{page}?{query}"));
    BrowserCookie::set(app, &mut response, &parked.browser);
    Ok(response)
}

/// The part of an address that names the language: the first of those asked for that there is (OIDC Core §3.1.2.1).
fn prefix(ui_locales: Option<&str>) -> &'static str {
    let mut tags = ui_locales.unwrap_or_default().split(' ');
    tags.find_map(locale::of_tag).unwrap_or_default().prefix()
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

#[cfg(test)]
mod tests {
    use super::prefix;

    #[test]
    fn the_first_language_that_there_is_is_spoken() {
        for (asked, expected) in [
            ("nn", "/nn"),
            ("en-GB", "/en"),
            ("fr en", "/en"),
            ("nb-NO nn", ""),
            ("no nn", ""),
            ("de NN-no se", "/nn"),
            ("smj se-NO", "/se"),
            ("eng", ""),
            ("", ""),
            (" en", "/en"),
        ] {
            assert_eq!(prefix(Some(asked)), expected, "{asked}");
        }
        assert_eq!(prefix(None), "");
    }
}
