//! Rendering, and what guards the pages.

use std::{collections::BTreeMap, ops::Deref, sync::LazyLock};

use axum::{
    extract::{FromRequest, Request},
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use jiff::civil::Date;
use minijinja::{AutoEscape, Environment, context, value::Serde};
use serde::Serialize;

use crate::{config::origin, failure::Failure, random, session::Session, state::Shared};

static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    let sources = [
        ("base.html", include_str!("templates/base.html")),
        ("home.html", include_str!("templates/home.html")),
        ("invented.html", include_str!("templates/invented.html")),
        ("tool.html", include_str!("templates/tool.html")),
        ("hti.html", include_str!("templates/hti.html")),
        ("failure.html", include_str!("templates/failure.html")),
    ];
    for (name, source) in sources {
        if let Err(error) = environment.add_template(name, source) {
            tracing::error!(name, %error, "demo-tool: template");
        }
    }
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_filter("day", day);
    environment
});

/// The day of a date or an instant, as people write it; anything else as it is.
fn day(text: &str) -> String {
    let day = text.get(..10).and_then(|day| day.parse::<Date>().ok());
    day.map_or_else(|| text.to_owned(), |day| day.strftime("%d.%m.%Y").to_string())
}

/// Renders a page that nobody may frame, that runs no script and is kept nowhere.
pub(crate) fn render(state: &Shared, status: StatusCode, template: &str, view: &impl Serialize) -> Response {
    // Logging out ends with a redirect to the platform, which browsers hold against the form as well.
    let policy = format!(
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' {}",
        origin(&state.config.platform)
    );
    let policy = HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    let guards = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    ];
    match TEMPLATES.get_template(template).and_then(|found| found.render(minijinja::Value::from(Serde(view))))
    {
        Ok(page) => no_store((status, guards, Html(page))),
        Err(error) => {
            tracing::error!(template, %error, "demo-tool: page");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The answer, or a page that explains what went wrong and how to go on.
pub(crate) fn or_failure(state: &Shared, slug: &str, answer: Result<Response, Failure>) -> Response {
    answer.unwrap_or_else(|failure| {
        tracing::info!(failure = failure.key(), "demo-tool");
        let tool = state.config.tool(slug);
        let view = context! {
            key => failure.key(),
            detail => failure.detail(),
            slug => tool.map(|tool| tool.slug.as_str()),
            platform => origin(&state.config.platform),
        };
        render(state, failure.status(), "failure.html", &view)
    })
}

/// Marks an answer as not to be kept.
pub(crate) fn no_store(response: impl IntoResponse) -> Response {
    let mut response = response.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The fields of a form.
pub(crate) struct Form(BTreeMap<String, String>);

impl Deref for Form {
    type Target = BTreeMap<String, String>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let form = axum::extract::Form::<BTreeMap<String, String>>::from_request(request, state).await;
        form.map(|form| Self(form.0)).map_err(IntoResponse::into_response)
    }
}

/// Refuses a form that this session's page did not send.
pub(crate) fn check_csrf(session: &Session, form: &Form) -> Result<(), Failure> {
    let given = form.get("csrf").ok_or(Failure::ForeignForm)?;
    if random::same(given, &session.csrf) { Ok(()) } else { Err(Failure::ForeignForm) }
}

/// `GET /style.css`
pub(crate) async fn stylesheet() -> Response {
    let headers =
        [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=300")];
    (headers, include_str!("templates/style.css")).into_response()
}
