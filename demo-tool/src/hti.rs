//! A launch by Health Tools Interoperability 2.0: a signed token in a form, and no login after it. The token says whom it is about by a pseudonym
//! and which task, and nothing else.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use minijinja::{context, value::Serde};
use serde::Serialize;
use serde_json::Value;

use crate::{
    config::{is_slug, origin},
    failure::Failure,
    id_token::SKEW,
    page::{self, Form},
    platform, session,
    state::{Shared, State},
};

/// The version that is understood.
const VERSION: &str = "2.0";
/// The longest that a token may live, in seconds.
const LONGEST: i64 = 300;

/// What a launch told.
#[derive(Clone, Serialize)]
pub(crate) struct Launched {
    slug: String,
    person: String,
    task: String,
    definition: Option<String>,
    intent: Option<String>,
}

/// `POST /hti/{slug}`, the registered launch address; every tool here has one.
pub(crate) async fn launch(state: State, Path(slug): Path<String>, jar: CookieJar, form: Form) -> Response {
    let begun = begin(&state, &slug, jar, &form).await;
    page::or_failure(&state, &slug, begun)
}

async fn begin(state: &Shared, slug: &str, jar: CookieJar, form: &Form) -> Result<Response, Failure> {
    if !is_slug(slug) {
        return Err(Failure::Missing);
    }
    let token = form.get("token").ok_or(Failure::LaunchRefused("token is missing"))?;
    let launched = check(state, slug, token).await?;
    let jar = session::launched(state, jar, launched, slug)?;
    Ok((jar, page::no_store(Redirect::to(&format!("/hti/{slug}")))).into_response())
}

/// Everything that HTI:core 2.0 asks the module to look at, and then the token is used up.
async fn check(state: &Shared, slug: &str, token: &str) -> Result<Launched, Failure> {
    let platform = platform::discover(state).await?;
    let (header, claims) =
        platform::verify(state, &platform, token).await.map_err(|failure| match failure {
            Failure::Unsound(reason) => Failure::LaunchRefused(reason),
            other => other,
        })?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let number = |name: &str| claims.get(name).and_then(Value::as_i64);
    let reference = |name: &str, kind: &str| text(name).and_then(|text| text.strip_prefix(kind)).is_some();
    let (now, seconds) = (state.now(), state.now().as_second());
    let (issued, expires) = (number("iat"), number("exp"));
    let lives = issued.zip(expires).map(|(issued, expires)| expires.saturating_sub(issued));
    let typ = header.get("typ").and_then(Value::as_str).unwrap_or("JWT");
    let refused = [
        (!typ.eq_ignore_ascii_case("JWT"), "the token is of another type"),
        (text("hti-version") != Some(VERSION), "the token is of another version of HTI"),
        (text("aud") != Some(&state.config.address(&format!("hti/{slug}"))), "the token is for another tool"),
        (issued.is_none_or(|issued| issued > seconds + SKEW), "the token is from the future"),
        (expires.is_none_or(|expires| expires <= seconds), "the token has expired"),
        (lives.is_none_or(|lives| !(1..=LONGEST).contains(&lives)), "the token lives too long"),
        (!reference("sub", "Patient/"), "the token names no person"),
        (!reference("resource", "Task/"), "the token names no task"),
    ];
    if let Some((_, reason)) = refused.into_iter().find(|(wrong, _)| *wrong) {
        return Err(Failure::LaunchRefused(reason));
    }
    let jti = text("jti").filter(|jti| (16..=256).contains(&jti.len()));
    let jti = jti.ok_or(Failure::LaunchRefused("the token has no jti"))?;
    if !state.hti_tokens.put_if_absent(now, format!("{slug} {jti}"), ()) {
        return Err(Failure::LaunchRefused("the token has been used"));
    }
    let owned = |name: &str| text(name).map(str::to_owned);
    Ok(Launched {
        slug: slug.to_owned(),
        person: owned("sub").unwrap_or_default(),
        task: owned("resource").unwrap_or_default(),
        definition: owned("definition"),
        intent: owned("intent"),
    })
}

/// `GET /hti/{slug}`
pub(crate) async fn tool(state: State, Path(slug): Path<String>, jar: CookieJar) -> Response {
    let shown = session::launched_as(&state, &slug, &jar).map(|launched| {
        let view = context! {
            name => name(&slug),
            launched => minijinja::Value::from(Serde(&launched)),
            platform => origin(&state.config.platform),
        };
        page::render(&state, StatusCode::OK, "hti.html", &view)
    });
    page::or_failure(&state, &slug, shown)
}

impl Launched {
    /// Whether it is of this tool.
    pub(crate) fn is_of(&self, slug: &str) -> bool {
        self.slug == slug
    }
}

/// The displayed name: the slug as a person would write it.
fn name(slug: &str) -> String {
    let mut name = slug.trim_end_matches("-demo").replace('-', " ");
    if let Some(first) = name.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    name
}
