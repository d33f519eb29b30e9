//! The authorization request: read, decided, answered.

use axum::{
    extract::{Path, RawQuery},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use jiff::SignedDuration;
use url::Url;

use crate::{
    Account, Client, Language, Provider, claims,
    error::OAuthError,
    page,
    params::Params,
    random, session,
    state::{Code, Interaction, Session, Shared, State},
};

/// An authorization request that holds.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    pub(crate) scope: String,
    pub(crate) state: Option<String>,
    pub(crate) nonce: Option<String>,
    pub(crate) challenge: String,
    pub(crate) login_hint: Option<String>,
    pub(crate) prompt: Prompt,
    pub(crate) max_age: Option<i64>,
    pub(crate) language: Language,
    pub(crate) dpop_jkt: Option<String>,
    pub(crate) resource: Option<String>,
    pub(crate) details: Vec<Detail>,
}

/// A right that is asked for (RFC 9396 §2): whom may the person act for by it?
#[derive(Debug, Clone, serde::Deserialize)]
pub(crate) struct Detail {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) resource: String,
}

/// Whether a person may or must be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prompt {
    IfNeeded,
    Never,
    Always,
}

/// Why a request does not hold, and whether its redirect address does.
pub(crate) enum Refusal {
    /// Nothing may be sent anywhere.
    Untrusted(OAuthError),
    /// Told to the client at its own address.
    Answered { redirect_uri: String, state: Option<String>, error: OAuthError },
}

impl Refusal {
    pub(crate) fn into_error(self) -> OAuthError {
        match self {
            Self::Untrusted(error) | Self::Answered { error, .. } => error,
        }
    }
}

impl Request {
    /// Checks the address first: as long as it does not hold, nothing is answered there.
    pub(crate) fn read(client: &Client, params: &Params) -> Result<Self, Refusal> {
        let untrusted = |text: &str| Refusal::Untrusted(OAuthError::invalid_request(text));
        if params.get("client_id") != Some(&client.client_id) {
            return Err(untrusted("client_id is missing or another client's"));
        }
        let redirect_uri = params
            .get("redirect_uri")
            .filter(|uri| client.redirect_uris.iter().any(|registered| registered == uri))
            .ok_or_else(|| untrusted("redirect_uri is not registered for the client"))?;
        Self::read_rest(client, redirect_uri, params).map_err(|error| Refusal::Answered {
            redirect_uri: redirect_uri.to_owned(),
            state: params.get("state").map(str::to_owned),
            error,
        })
    }

    fn read_rest(client: &Client, redirect_uri: &str, params: &Params) -> Result<Self, OAuthError> {
        let invalid = OAuthError::invalid_request;
        if params.require("response_type")? != "code" {
            return Err(OAuthError::bad("unsupported_response_type", "only code"));
        }
        if params.get("response_mode").is_some_and(|mode| mode != "query") {
            return Err(invalid("response_mode can only be query"));
        }
        if params.get("request").is_some() {
            return Err(OAuthError::bad("request_not_supported", "request objects are not taken"));
        }
        if !params.has_word("scope", "openid") {
            return Err(OAuthError::bad("invalid_scope", "openid is missing"));
        }
        let challenge = params.require("code_challenge")?;
        if params.get("code_challenge_method") != Some("S256") || challenge.len() != 43 {
            return Err(invalid("code_challenge_method must be S256"));
        }
        let max_age = match params.get("max_age").map(str::parse::<i64>) {
            None => None,
            Some(Ok(seconds)) if seconds >= 0 => Some(seconds),
            Some(_) => return Err(invalid("max_age is no number of seconds")),
        };
        Ok(Self {
            client_id: client.client_id.clone(),
            redirect_uri: redirect_uri.to_owned(),
            scope: params.get("scope").unwrap_or_default().to_owned(),
            state: params.get("state").map(str::to_owned),
            nonce: params.get("nonce").map(str::to_owned),
            challenge: challenge.to_owned(),
            login_hint: params.get("login_hint").map(str::to_owned),
            prompt: read_prompt(params)?,
            max_age,
            language: Language::from_ui_locales(params.get("ui_locales")),
            dpop_jkt: params.get("dpop_jkt").map(str::to_owned),
            resource: params.get("resource").map(str::to_owned),
            details: read_details(client, params)?,
        })
    }
}

/// At Ansattporten alone, and only of kinds that it knows.
fn read_details(client: &Client, params: &Params) -> Result<Vec<Detail>, OAuthError> {
    let Some(text) =
        params.get("authorization_details").filter(|_| client.provider == Provider::Ansattporten)
    else {
        return Ok(Vec::new());
    };
    let details: Vec<Detail> = serde_json::from_str(text).unwrap_or_default();
    if details.is_empty() || !details.iter().all(|detail| claims::RIGHTS.contains(&&*detail.kind)) {
        return Err(OAuthError::bad("invalid_authorization_details", "not of a kind that is known"));
    }
    Ok(details)
}

fn read_prompt(params: &Params) -> Result<Prompt, OAuthError> {
    let mut prompt = Prompt::IfNeeded;
    let words: Vec<&str> = params.get("prompt").unwrap_or_default().split_whitespace().collect();
    for word in &words {
        match *word {
            "none" if words.len() == 1 => prompt = Prompt::Never,
            "none" => return Err(OAuthError::invalid_request("prompt none stands alone")),
            "login" | "select_account" => prompt = Prompt::Always,
            "consent" => {}
            _ => return Err(OAuthError::invalid_request("unknown prompt")),
        }
    }
    Ok(prompt)
}

/// `GET /{provider}/authorize`
pub(crate) async fn by_query(
    state: State,
    path: Path<String>,
    jar: CookieJar,
    RawQuery(query): RawQuery,
) -> Response {
    begin(&state, path, jar, &query.unwrap_or_default()).await
}

/// `POST /{provider}/authorize`
pub(crate) async fn by_form(state: State, path: Path<String>, jar: CookieJar, body: String) -> Response {
    begin(&state, path, jar, &body).await
}

async fn begin(state: &Shared, Path(provider): Path<String>, jar: CookieJar, encoded: &str) -> Response {
    let Some(provider) = Provider::from_path(&provider) else { return StatusCode::NOT_FOUND.into_response() };
    let read =
        Params::parse(encoded).map_err(Refusal::Untrusted).and_then(|params| find(state, provider, &params));
    let issuer = state.config.issuer(provider);
    match read {
        Ok(request) => match decide(state, provider, jar, request).await {
            Ok(response) => response,
            Err(error) => page::refusal(state, &error),
        },
        Err(Refusal::Untrusted(error)) => page::refusal(state, &error),
        Err(Refusal::Answered { redirect_uri, state: their_state, error }) => {
            answer_error(&issuer, &redirect_uri, their_state.as_deref(), &error)
        }
    }
}

/// The request: pushed before, or in the parameters for a client that may. Parameters beside a `request_uri` are ignored.
fn find(state: &Shared, provider: Provider, params: &Params) -> Result<Request, Refusal> {
    let untrusted = |text: &str| Refusal::Untrusted(OAuthError::invalid_request(text));
    let client = params
        .get("client_id")
        .and_then(|id| state.client(provider, id))
        .ok_or_else(|| untrusted("client_id is unknown"))?;
    let Some(request_uri) = params.get("request_uri") else {
        if client.require_par {
            return Err(untrusted("the client must push its request"));
        }
        return Request::read(client, params);
    };
    let now = state.now();
    match state.requests.get(now, request_uri) {
        Some((owner, _)) if owner == client.client_id => {
            let taken = state.requests.take(now, request_uri);
            taken.map(|(_, request)| request).ok_or_else(|| untrusted("request_uri has been used"))
        }
        _ => Err(untrusted("request_uri is unknown, used or expired")),
    }
}

/// Uses the session there is, logs in whom the hint names, or asks.
async fn decide(
    state: &Shared,
    provider: Provider,
    jar: CookieJar,
    request: Request,
) -> Result<Response, OAuthError> {
    let hinted = match request.login_hint.as_deref() {
        Some(hint) => state.account(hint).await,
        None => None,
    };
    let current = session::current(state, provider, &jar).filter(|session| usable(state, &request, session));
    let wanted = |session: &Session| match (&request.login_hint, &hinted) {
        (None, _) => true,
        (Some(_), account) => account.as_ref().is_some_and(|account| account.pid == session.account.pid),
    };
    if let Some(session) = current.filter(wanted) {
        session::join(state, &jar, provider, &request.client_id);
        return finish(state, &request, &session).map(IntoResponse::into_response);
    }
    if request.prompt == Prompt::Never {
        let error = OAuthError::bad("login_required", "nobody is logged in");
        let issuer = state.config.issuer(provider);
        return Ok(answer_error(&issuer, &request.redirect_uri, request.state.as_deref(), &error));
    }
    match hinted {
        Some(account) => log_in(state, provider, jar, &request, account),
        None => ask(state, provider, jar, request),
    }
}

fn usable(state: &Shared, request: &Request, session: &Session) -> bool {
    let fresh = request.max_age.is_none_or(|seconds| {
        session
            .auth_time
            .saturating_add(SignedDuration::from_secs(seconds))
            .is_ok_and(|end| end > state.now())
    });
    request.prompt != Prompt::Always && fresh
}

/// Begins a new session for the account and answers the client.
pub(crate) fn log_in(
    state: &Shared,
    provider: Provider,
    jar: CookieJar,
    request: &Request,
    account: Account,
) -> Result<Response, OAuthError> {
    let (jar, session) = session::begin(state, provider, jar, account, &request.client_id)?;
    let redirect = finish(state, request, &session)?;
    Ok((jar, redirect).into_response())
}

/// Sends the browser to the page where a person is chosen.
fn ask(state: &Shared, provider: Provider, jar: CookieJar, request: Request) -> Result<Response, OAuthError> {
    let (jar, browser) = session::browser(state, jar)?;
    let id = random::token()?;
    let interaction = Interaction { provider, request, browser, csrf: random::token()? };
    state.interactions.put(state.now(), id.clone(), interaction);
    let address = format!("{}/login?interaction={id}", state.config.issuer(provider));
    Ok((jar, page::no_store(Redirect::to(&address))).into_response())
}

/// The answer with a code.
fn finish(state: &Shared, request: &Request, session: &Session) -> Result<Response, OAuthError> {
    let code = random::token()?;
    let kept = Code {
        provider: session.provider,
        request: request.clone(),
        account: session.account.clone(),
        sid: session.sid.clone(),
        auth_time: session.auth_time,
    };
    state.codes.put(state.now(), random::sha256(&code), kept);
    let issuer = state.config.issuer(session.provider);
    Ok(answer(
        &request.redirect_uri,
        &[("code", Some(&code)), ("state", request.state.as_deref()), ("iss", Some(&issuer))],
    ))
}

/// The answer with an error (RFC 6749 §4.1.2.1), which carries `iss` as well (RFC 9207 §2).
pub(crate) fn answer_error(
    issuer: &str,
    redirect_uri: &str,
    state: Option<&str>,
    error: &OAuthError,
) -> Response {
    answer(
        redirect_uri,
        &[
            ("error", Some(error.error)),
            ("error_description", Some(&error.description)),
            ("state", state),
            ("iss", Some(issuer)),
        ],
    )
}

/// 303 to an address that is registered, with parameters added.
pub(crate) fn answer(address: &str, parameters: &[(&str, Option<&str>)]) -> Response {
    let Ok(mut url) = Url::parse(address) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    {
        let mut pairs = url.query_pairs_mut();
        for (name, value) in parameters {
            if let Some(value) = value {
                pairs.append_pair(name, value);
            }
        }
    }
    if url.query() == Some("") {
        url.set_query(None);
    }
    page::no_store(Redirect::to(url.as_str()))
}
