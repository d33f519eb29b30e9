//! The few pages, rendered and guarded.

use std::{fmt::Write, sync::LazyLock};

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use minijinja::{AutoEscape, Environment, HtmlEscape, Value, context, value::Serde};
use serde::Serialize;

use crate::{Language, error::OAuthError, state::Shared, text::text};

static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    let sources = [
        ("base.html", include_str!("templates/base.html")),
        ("login.html", include_str!("templates/login.html")),
        ("logout.html", include_str!("templates/logout.html")),
        ("logged-out.html", include_str!("templates/logged-out.html")),
        ("refused.html", include_str!("templates/refused.html")),
    ];
    for (name, source) in sources {
        if let Err(error) = environment.add_template(name, source) {
            tracing::error!(name, %error, "testid: template");
        }
    }
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_function("t", translated);
    environment.add_function("plain", |language: &str, key: &str| text(language, key).0);
    environment
});

/// A text of the language files; marked with its own language where that is not the page's.
fn translated(language: &str, key: &str) -> Value {
    let (text, spoken) = text(language, key);
    let escaped = HtmlEscape(text);
    Value::from_safe_string(if spoken == language {
        escaped.to_string()
    } else {
        format!("<span lang=\"{spoken}\">{escaped}</span>")
    })
}

/// Renders a page that may be framed by nobody, runs no script and is kept nowhere. `frames` are origins it shows itself.
pub(crate) fn render(
    state: &Shared,
    status: StatusCode,
    template: &str,
    view: &impl Serialize,
    frames: &[String],
) -> Response {
    let context =
        context! { style => format!("{}/style.css", state.config.base), ..Value::from(Serde(view)) };
    let page = TEMPLATES.get_template(template).and_then(|found| found.render(context));
    match page {
        Ok(page) => no_store((status, guard(frames), Html(page)).into_response()),
        Err(error) => {
            tracing::error!(template, %error, "testid: page");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn guard(frames: &[String]) -> [(header::HeaderName, HeaderValue); 4] {
    let mut policy =
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'".to_owned();
    // A login ends with redirects through the relying party and on to the tool that asked it, and browsers hold
    // all of them against the form: so the form may lead anywhere a relying party can be.
    policy.push_str("; form-action 'self' https: http://127.0.0.1:* http://localhost:*");
    if !frames.is_empty() {
        let _infallible = write!(policy, "; frame-src {}", frames.join(" "));
    }
    let policy = HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    ]
}

/// An error page: what went wrong is told to the person, and nothing is sent on.
pub(crate) fn refusal(state: &Shared, error: &OAuthError) -> Response {
    let view = context! { language => Language::Nb.code(), error => error.error, description => error.description.as_str() };
    render(state, error.status, "refused.html", &view, &[])
}

/// Marks an answer as not to be kept.
pub(crate) fn no_store(response: impl IntoResponse) -> Response {
    let mut response = response.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// `GET /style.css`
pub(crate) async fn stylesheet() -> Response {
    let headers =
        [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=300")];
    (headers, include_str!("templates/style.css")).into_response()
}
