//! Tokens: asked for with the tool's key, and renewed when they have run out.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    Tool,
    failure::Failure,
    fetch::Answer,
    id_token,
    page::{self, Form},
    platform::{self, Platform},
    session::{self, Notice, Session},
    state::{Shared, State},
};

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Tokens and context, as the platform issued them.
pub(crate) struct Issued {
    pub(crate) access_token: String,
    pub(crate) until: Timestamp,
    pub(crate) refresh_token: Option<String>,
    pub(crate) id_token: Option<String>,
    pub(crate) context: Value,
}

#[derive(Deserialize)]
struct Tokens {
    access_token: String,
    token_type: String,
    expires_in: Option<i64>,
    refresh_token: Option<String>,
    id_token: Option<String>,
}

/// Reads a token response (RFC 6749 §5.1), with the launch context beside the tokens.
pub(crate) fn read(state: &Shared, body: Value) -> Result<Issued, Failure> {
    let mut context = body.clone();
    if let Some(context) = context.as_object_mut() {
        for secret in ["access_token", "refresh_token", "id_token", "token_type", "expires_in"] {
            context.remove(secret);
        }
    }
    let unsound = Failure::Unsound("the token response does not hold");
    let tokens: Tokens = serde_json::from_value(body).map_err(|_| unsound.clone())?;
    if !tokens.token_type.eq_ignore_ascii_case("bearer") {
        return Err(unsound);
    }
    let lives = SignedDuration::from_secs(tokens.expires_in.unwrap_or(300).clamp(0, 3600));
    let until = state.now().checked_add(lives).unwrap_or(state.now());
    let Tokens { access_token, refresh_token, id_token, .. } = tokens;
    Ok(Issued { access_token, until, refresh_token, id_token, context })
}

/// Posts a form as the registered client.
pub(crate) async fn authenticated(
    state: &Shared,
    tool: &Tool,
    platform: &Platform,
    endpoint: &str,
    form: &[(&str, &str)],
) -> Result<Answer, Failure> {
    let now = state.now().as_second();
    let assertion =
        state.config.key.assertion(&tool.client_id, &platform.issuer, now).ok_or(Failure::Internal)?;
    let mut all = vec![("client_assertion_type", ASSERTION_TYPE), ("client_assertion", &assertion)];
    all.extend(form);
    state.fetch.post_form(endpoint, &all).await
}

/// The platform's refusal in its own words.
pub(crate) fn refusal(body: &Value) -> Failure {
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let code = text("error");
    if code.is_empty() {
        Failure::Unsound("the platform's answer is no token")
    } else {
        Failure::PlatformRefused(code, text("error_description"))
    }
}

/// The session with an access token that holds for a while yet; it ends when the platform renews no more.
pub(crate) async fn usable(
    state: &Shared,
    slug: &str,
    jar: &CookieJar,
) -> Result<(String, Session), Failure> {
    let (key, session) = session::current(state, slug, jar)?;
    if session.access_until > state.now().checked_add(SignedDuration::from_secs(5)).unwrap_or(state.now()) {
        return Ok((key, session));
    }
    renew(state, slug, &key, &session.access_token).await.map(|session| (key, session))
}

/// Renews the tokens, once for all requests that wait for it.
async fn renew(state: &Shared, slug: &str, key: &str, old: &str) -> Result<Session, Failure> {
    let _one_at_a_time = state.refreshing.lock().await;
    let session = state.sessions.get(state.now(), key).ok_or(Failure::SessionEnded)?;
    if session.access_token != old {
        return Ok(session);
    }
    let renewed = exchange(state, slug, session).await;
    match &renewed {
        Ok(session) => state.sessions.change(state.now(), key, |kept| *kept = session.clone()),
        Err(Failure::Unreachable) => {}
        Err(_) => drop(state.sessions.take(state.now(), key)),
    }
    renewed
}

async fn exchange(state: &Shared, slug: &str, mut session: Session) -> Result<Session, Failure> {
    let tool = state.tool(slug)?;
    let refresh_token = session.refresh_token.clone().ok_or(Failure::SessionEnded)?;
    let platform = platform::discover(state).await?;
    let form =
        [("grant_type", "refresh_token"), ("refresh_token", &refresh_token), ("client_id", &tool.client_id)];
    let answer = authenticated(state, tool, &platform, &platform.token_endpoint, &form).await?;
    if !answer.ok() {
        return Err(Failure::SessionEnded);
    }
    let issued = read(state, answer.body)?;
    if let Some(id_token) = issued.id_token {
        let claims = id_token::check(state, &platform, tool, &id_token, None).await?;
        if claims.get("sub") != session.claims.get("sub") {
            return Err(Failure::Unsound("the renewed ID token is about another person"));
        }
        session.claims = claims;
        session.id_token = id_token;
    }
    session.access_token = issued.access_token;
    session.access_until = issued.until;
    session.refresh_token = issued.refresh_token.or(session.refresh_token);
    if let (Some(kept), Some(more)) = (session.context.as_object_mut(), issued.context.as_object()) {
        kept.extend(more.clone());
    }
    Ok(session)
}

/// `POST /tool/{slug}/refresh`
pub(crate) async fn refresh_now(
    state: State,
    Path(slug): Path<String>,
    jar: CookieJar,
    form: Form,
) -> Response {
    let done = async {
        let (key, session) = session::current(&state, &slug, &jar)?;
        page::check_csrf(&session, &form)?;
        renew(&state, &slug, &key, &session.access_token).await?;
        let title = "Tilgangen er fornyet".to_owned();
        let notice = Notice { good: true, title, lines: Vec::new() };
        state.sessions.change(state.now(), &key, |session| session.notice = Some(notice));
        Ok(page::no_store(Redirect::to(&format!("/tool/{slug}"))).into_response())
    };
    let done = done.await;
    page::or_failure(&state, &slug, done)
}
