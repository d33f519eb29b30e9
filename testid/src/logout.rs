//! RP-initiated logout, which tells the other clients through hidden frames (front-channel logout).

use axum::{
    extract::{Path, RawQuery},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use serde::Serialize;
use serde_json::Value;
use url::Url;

use crate::{
    Client, Language, Provider, authorize,
    error::OAuthError,
    jws, page,
    params::Params,
    random, session,
    state::{Session, Shared, State},
};

#[derive(Serialize)]
struct Ask<'a> {
    language: Language,
    action: String,
    csrf: String,
    client_id: Option<&'a str>,
    post_logout_redirect_uri: Option<&'a str>,
    state: Option<&'a str>,
}

#[derive(Serialize)]
struct Done {
    language: Language,
    frames: Vec<String>,
    next: Option<String>,
}

/// `GET /{provider}/endsession`
pub(crate) async fn by_query(
    state: State,
    path: Path<String>,
    jar: CookieJar,
    RawQuery(query): RawQuery,
) -> Response {
    respond(&state, path, jar, &query.unwrap_or_default()).await
}

/// `POST /{provider}/endsession`
pub(crate) async fn by_form(state: State, path: Path<String>, jar: CookieJar, body: String) -> Response {
    respond(&state, path, jar, &body).await
}

async fn respond(state: &Shared, Path(provider): Path<String>, jar: CookieJar, encoded: &str) -> Response {
    let Some(provider) = Provider::from_path(&provider) else { return StatusCode::NOT_FOUND.into_response() };
    let params = match Params::parse(encoded) {
        Ok(params) => params,
        Err(error) => return page::refusal(state, &error),
    };
    match end(state, provider, jar, &params).await {
        Ok(response) => response,
        Err(error) => page::refusal(state, &error),
    }
}

async fn end(
    state: &Shared,
    provider: Provider,
    jar: CookieJar,
    params: &Params,
) -> Result<Response, OAuthError> {
    let hint = match params.get("id_token_hint") {
        Some(token) => Some(read_hint(state, provider, token).await.ok_or_else(|| invalid("id_token_hint"))?),
        None => None,
    };
    let client = client(state, provider, params, hint.as_ref())?;
    let next = match params.get("post_logout_redirect_uri") {
        Some(address) => {
            Some(registered(client, address).ok_or_else(|| invalid("post_logout_redirect_uri"))?)
        }
        None => None,
    };
    let current = session::current(state, provider, &jar);
    if hint.is_none() && !confirmed(&jar, params) {
        return ask(state, provider, jar, params);
    }
    let sid = hint.as_ref().and_then(|claims| claims.get("sid")).and_then(Value::as_str);
    let ending = current.filter(|session| sid.is_none_or(|sid| sid == session.sid));
    let jar = if ending.is_some() { session::end(state, provider, jar) } else { jar };
    if let Some(sid) = sid {
        session::forget(state, sid);
    }
    let frames = ending.map(|session| frames(state, &session, client)).unwrap_or_default();
    Ok((jar, done(state, params, frames, next)).into_response())
}

fn invalid(name: &str) -> OAuthError {
    OAuthError::invalid_request(&format!("{name} does not hold"))
}

/// The hint's claims, if we signed it. It may have expired long ago (RP-Initiated Logout 1.0 §2).
async fn read_hint(state: &Shared, provider: Provider, token: &str) -> Option<Value> {
    let keys = state.keys.jwks(provider).await.ok()?;
    let header = jws::header(token)?;
    if header.get("typ").and_then(Value::as_str) != Some("JWT") {
        return None;
    }
    let claims = jws::verify(token, jws::choose(&keys, &header)?)?;
    (claims.get("iss")?.as_str()? == state.config.issuer(provider)).then_some(claims)
}

/// The client that asks, by the hint's audience or by its id; both must agree.
fn client<'a>(
    state: &'a Shared,
    provider: Provider,
    params: &Params,
    hint: Option<&Value>,
) -> Result<Option<&'a Client>, OAuthError> {
    let audience = hint.and_then(|claims| claims.get("aud")).and_then(Value::as_str);
    let named = params.get("client_id");
    match (audience, named) {
        (Some(audience), Some(named)) if audience != named => Err(invalid("client_id")),
        (None, None) => Ok(None),
        (Some(id), _) | (None, Some(id)) => {
            state.client(provider, id).map(Some).ok_or_else(|| invalid("client_id"))
        }
    }
}

fn registered(client: Option<&Client>, address: &str) -> Option<String> {
    let known = &client?.post_logout_redirect_uris;
    known.iter().find(|one| *one == address).cloned()
}

/// Whether the person has answered the question, in the browser that was asked.
fn confirmed(jar: &CookieJar, params: &Params) -> bool {
    match (params.get("csrf"), session::known_browser(jar)) {
        (Some(csrf), Some(mark)) => random::same(csrf, &random::sha256(&format!("logout {mark}"))),
        _ => false,
    }
}

fn ask(state: &Shared, provider: Provider, jar: CookieJar, params: &Params) -> Result<Response, OAuthError> {
    let (jar, mark) = session::browser(state, jar)?;
    let view = Ask {
        language: Language::from_ui_locales(params.get("ui_locales")),
        action: format!("{}/endsession", state.config.issuer(provider)),
        csrf: random::sha256(&format!("logout {mark}")),
        client_id: params.get("client_id"),
        post_logout_redirect_uri: params.get("post_logout_redirect_uri"),
        state: params.get("state"),
    };
    Ok((jar, page::render(state, StatusCode::OK, "logout.html", &view, &[])).into_response())
}

/// The addresses to tell: every other client that took part and has one.
fn frames(state: &Shared, session: &Session, asking: Option<&Client>) -> Vec<String> {
    let issuer = state.config.issuer(session.provider);
    session
        .clients
        .iter()
        .filter(|id| asking.is_none_or(|client| client.client_id != **id))
        .filter_map(|id| state.client(session.provider, id)?.frontchannel_logout_uri.as_deref())
        .filter_map(|address| {
            let mut url = Url::parse(address).ok()?;
            url.query_pairs_mut().append_pair("iss", &issuer).append_pair("sid", &session.sid);
            Some(url.to_string())
        })
        .collect()
}

/// Straight on when nobody else is to be told, else a page with the frames that goes on by itself.
fn done(state: &Shared, params: &Params, frames: Vec<String>, next: Option<String>) -> Response {
    if let Some(next) = &next
        && frames.is_empty()
    {
        return authorize::answer(next, &[("state", params.get("state"))]);
    }
    let next = next.and_then(|address| {
        let mut url = Url::parse(&address).ok()?;
        if let Some(value) = params.get("state") {
            url.query_pairs_mut().append_pair("state", value);
        }
        Some(url.to_string())
    });
    let origins: Vec<String> = frames
        .iter()
        .filter_map(|frame| Some(Url::parse(frame).ok()?.origin().ascii_serialization()))
        .collect();
    let view = Done { language: Language::from_ui_locales(params.get("ui_locales")), frames, next };
    page::render(state, StatusCode::OK, "logged-out.html", &view, &origins)
}
