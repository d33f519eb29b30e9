//! The platform's answer to a login.

use std::collections::BTreeMap;

use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use serde_json::Value;

use crate::{
    failure::Failure,
    id_token, launch, page, platform, random,
    session::{self, Login, Session},
    state::{Shared, State},
    tokens,
};

/// `GET /callback/{slug}?code=…&state=…&iss=…`, or with `error`
pub(crate) async fn callback(
    state: State,
    Path(slug): Path<String>,
    Query(parameters): Query<BTreeMap<String, String>>,
    jar: CookieJar,
) -> Response {
    let finished = finish(&state, &slug, &parameters, jar).await;
    page::or_failure(&state, &slug, finished)
}

async fn finish(
    state: &Shared,
    slug: &str,
    parameters: &BTreeMap<String, String>,
    jar: CookieJar,
) -> Result<Response, Failure> {
    let tool = state.tool(slug)?;
    let login = take(state, slug, parameters, &jar)?;
    let platform = platform::discover(state).await?;
    if parameters.get("iss") != Some(&platform.issuer) {
        return Err(Failure::Unsound("the answer does not name the platform (RFC 9207)"));
    }
    if let Some(error) = parameters.get("error") {
        let words = parameters.get("error_description").cloned().unwrap_or_default();
        return Err(Failure::PlatformRefused(error.clone(), words));
    }
    let code = parameters.get("code").ok_or(Failure::Unsound("the answer has no code"))?;
    let redirect_uri = launch::redirect_uri(state, slug);
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", &redirect_uri),
        ("code_verifier", &login.verifier),
        ("client_id", &tool.client_id),
    ];
    let answer = tokens::authenticated(state, tool, &platform, &platform.token_endpoint, &form).await?;
    if !answer.ok() {
        return Err(tokens::refusal(&answer.body));
    }
    let issued = tokens::read(state, answer.body)?;
    let id_token = issued.id_token.ok_or(Failure::Unsound("there is no ID token"))?;
    let claims = id_token::check(state, &platform, tool, &id_token, Some(&login.nonce)).await?;
    let fresh = || random::token().ok_or(Failure::Internal);
    let session = Session {
        slug: slug.to_owned(),
        csrf: fresh()?,
        access_token: issued.access_token,
        access_until: issued.until,
        refresh_token: issued.refresh_token,
        id_token,
        claims,
        context: issued.context,
        report: fresh()?,
        reported: None,
        notice: None,
    };
    let jar = session::begin(state, jar, session)?;
    Ok((jar, page::no_store(Redirect::to(&format!("/tool/{slug}")))).into_response())
}

/// The login that this very browser began, which is over with this answer whatever it says.
fn take(
    state: &Shared,
    slug: &str,
    parameters: &BTreeMap<String, String>,
    jar: &CookieJar,
) -> Result<Login, Failure> {
    let key = parameters.get("state").ok_or(Failure::LoginLost)?;
    let browser = session::marked(jar).ok_or(Failure::LoginLost)?;
    let waiting = state.logins.get(state.now(), key).ok_or(Failure::LoginLost)?;
    if waiting.slug != slug || !random::same(&waiting.browser, &browser) {
        return Err(Failure::LoginLost);
    }
    state.logins.take(state.now(), key).ok_or(Failure::LoginLost)
}

/// A text of the launch context.
pub(crate) fn text<'a>(context: &'a Value, name: &str) -> Option<&'a str> {
    context.get(name).and_then(Value::as_str)
}
