//! What the tool's pages show.

use std::collections::BTreeMap;

use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use axum_extra::extract::CookieJar;
use minijinja::context;
use serde::Serialize;
use serde_json::Value;
use url::Url;

use crate::{
    Kind, Tool,
    callback::text,
    config::origin,
    failure::Failure,
    page::{self, Form},
    platform,
    session::{self, Notice, Session},
    state::{Shared, State},
    tokens,
};

#[derive(Serialize)]
struct Home<'a> {
    tools: &'a [Tool],
    logged_out: bool,
}

#[derive(Serialize)]
struct Seen<'a> {
    tool: &'a Tool,
    pseudonymous: bool,
    csrf: &'a str,
    subject: &'a str,
    name: Option<&'a str>,
    birthdate: Option<&'a str>,
    acting: Option<Acting<'a>>,
    banner: bool,
    acr: Option<&'a str>,
    intent: Option<&'a str>,
    task: Option<Task>,
    return_url: Option<String>,
    scope: Option<&'a str>,
    notice: Option<Notice>,
    userinfo: Option<Vec<(String, String)>>,
}

/// Somebody acts for the person whose tool it is.
#[derive(Serialize)]
struct Acting<'a> {
    subject: &'a str,
    name: Option<&'a str>,
    basis: Option<&'a str>,
    until: Option<&'a str>,
}

/// The prescription as the tool may see it.
#[derive(Serialize)]
struct Task {
    key: String,
    description: Option<String>,
    status: Option<String>,
    ends: Option<String>,
}

/// `GET /`
pub(crate) async fn home(state: State, Query(parameters): Query<BTreeMap<String, String>>) -> Response {
    let view = Home { tools: &state.config.tools, logged_out: parameters.contains_key("utlogget") };
    page::render(&state, StatusCode::OK, "home.html", &view)
}

/// `/open/{slug}`: stands in for the many tools of the demonstration's catalogue that nobody has made.
pub(crate) async fn invented(state: State) -> Response {
    let view = context! { platform => origin(&state.config.platform) };
    page::render(&state, StatusCode::OK, "invented.html", &view)
}

/// Any other address.
pub(crate) async fn missing(state: State) -> Response {
    page::or_failure(&state, "", Err(Failure::Missing))
}

/// `GET /tool/{slug}`
pub(crate) async fn tool(state: State, Path(slug): Path<String>, jar: CookieJar) -> Response {
    let shown = async {
        let (key, session) = tokens::usable(&state, &slug, &jar).await?;
        state.sessions.change(state.now(), &key, |session| session.notice = None);
        let notice = session.notice.clone();
        show(&state, &slug, &session, notice, None).await
    };
    let shown = shown.await;
    page::or_failure(&state, &slug, shown)
}

/// `POST /tool/{slug}/userinfo`
pub(crate) async fn userinfo(state: State, Path(slug): Path<String>, jar: CookieJar, form: Form) -> Response {
    let shown = async {
        let (_, session) = session::current(&state, &slug, &jar)?;
        page::check_csrf(&session, &form)?;
        let (_, session) = tokens::usable(&state, &slug, &jar).await?;
        let told = ask(&state, &session).await?;
        show(&state, &slug, &session, None, Some(told)).await
    };
    let shown = shown.await;
    page::or_failure(&state, &slug, shown)
}

/// What userinfo tells, which must be about the same person as the ID token (OIDC Core §5.3.2).
async fn ask(state: &Shared, session: &Session) -> Result<Vec<(String, String)>, Failure> {
    let endpoint = platform::discover(state).await?.userinfo_endpoint.ok_or(Failure::Missing)?;
    let answer = state.fetch.get_with(&endpoint, &session.access_token).await?;
    if answer.status == 401 {
        return Err(Failure::SessionEnded);
    }
    let claims = answer.body.as_object().filter(|_| answer.ok()).ok_or(Failure::Unsound("userinfo"))?;
    if claims.get("sub").and_then(Value::as_str) != session.claim("sub") {
        return Err(Failure::Unsound("userinfo is about another person"));
    }
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Ok(claims.iter().map(|(name, value)| (name.clone(), plain(value))).collect())
}

async fn show(
    state: &Shared,
    slug: &str,
    session: &Session,
    notice: Option<Notice>,
    userinfo: Option<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let tool = state.tool(slug)?;
    let return_url = text(&session.context, "return_url")
        .and_then(|address| Url::parse(address).ok())
        .filter(|address| state.config.at_platform(address))
        .map(String::from);
    let view = Seen {
        tool,
        pseudonymous: tool.kind == Kind::Pseudonymous,
        csrf: &session.csrf,
        subject: session.claim("sub").unwrap_or_default(),
        name: session.claim("name"),
        birthdate: session.claim("birthdate"),
        acting: acting(session),
        banner: session.context.get("need_patient_banner").and_then(Value::as_bool).unwrap_or(false),
        acr: session.claim("acr"),
        intent: text(&session.context, "intent"),
        task: task(state, session).await,
        return_url,
        scope: text(&session.context, "scope"),
        notice,
        userinfo,
    };
    Ok(page::render(state, StatusCode::OK, "tool.html", &view))
}

/// Who is at the keyboard, when that is another than the person whose tool it is (RFC 8693 `act`).
fn acting(session: &Session) -> Option<Acting<'_>> {
    let act = session.claims.get("act")?;
    let of = |path: &str| session.claims.pointer(path).and_then(Value::as_str);
    Some(Acting {
        subject: act.get("sub").and_then(Value::as_str)?,
        name: act.get("name").and_then(Value::as_str),
        basis: of("/representation/basis"),
        until: of("/representation/until"),
    })
}

/// The prescription that the tool was opened for: its key at least, more where the platform lets the tool read it.
async fn task(state: &Shared, session: &Session) -> Option<Task> {
    let context = session.context.get("fhirContext")?.as_array()?;
    let reference = context
        .iter()
        .filter_map(|one| one.as_str().or_else(|| one.get("reference")?.as_str()))
        .find(|reference| reference.starts_with("Task/"))?;
    let key = reference.strip_prefix("Task/")?;
    let proper = |key: &str| {
        key.len() <= 64
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))
    };
    let mut task = Task { key: key.to_owned(), description: None, status: None, ends: None };
    if !proper(key) {
        return Some(task);
    }
    let address = format!("{}/Task/{key}", state.config.fhir());
    if let Ok(answer) = state.fetch.get_with(&address, &session.access_token).await
        && answer.ok()
    {
        let text = |path: &str| answer.body.pointer(path).and_then(Value::as_str).map(str::to_owned);
        task.description = text("/description").or_else(|| text("/note/0/text"));
        task.status = text("/status");
        task.ends = text("/restriction/period/end");
    }
    Some(task)
}
