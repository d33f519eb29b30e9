//! Templates: one environment per language, so that texts, addresses and dates come out right inside every part.

use std::{collections::HashMap, sync::Arc};

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use fluent_bundle::{FluentArgs, FluentValue};
use kernel::Locale;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, HtmlEscape, UndefinedBehavior, Value, context,
    syntax::SyntaxConfig,
    value::{Kwargs, Serde, ValueKind},
};
use rust_embed::RustEmbed;
use serde::Serialize;

use super::{
    PageContext, assets, csrf, dates,
    dates::Moment,
    field_names::{self, FieldNames},
    flash::Flash,
    headers::FormAction,
    locale, navigation,
    session::{self, Service},
    texts::Texts,
};

#[derive(RustEmbed)]
#[folder = "templates"]
struct Files;

/// What a template shows; each page has its own.
pub trait View: Serialize {
    /// The template, as `public/front.html`.
    const TEMPLATE: &'static str;
}

/// All templates in all languages.
pub struct Templates {
    environments: HashMap<Locale, Environment<'static>>,
}

impl Templates {
    /// Prepares the environments; in debug builds templates are read from the disk anew at every use.
    pub fn load(texts: &Arc<Texts>) -> Self {
        let environments =
            Locale::ALL.into_iter().map(|locale| (locale, environment(locale, texts))).collect();
        Self { environments }
    }

    /// Renders a template with the context given.
    pub fn render(&self, locale: Locale, name: &str, values: &Value) -> Result<String, Error> {
        let environment = self
            .environments
            .get(&locale)
            .ok_or_else(|| Error::new(ErrorKind::TemplateNotFound, "no such language"))?;
        if cfg!(debug_assertions) {
            let mut fresh = environment.clone();
            fresh.clear_templates();
            return complete(&fresh, name, values);
        }
        complete(environment, name, values)
    }
}

/// Renders a template; once more where a summary of errors names fields that come after it.
fn complete(environment: &Environment<'static>, name: &str, values: &Value) -> Result<String, Error> {
    let first = environment.get_template(name)?.render_captured(values)?;
    let Some(names) = FieldNames::wanted(first.state()) else { return Ok(first.into_output()) };
    let mut knowing = environment.clone();
    names.know(&mut knowing);
    knowing.get_template(name)?.render(values)
}

/// Names of all templates.
pub fn template_names() -> Vec<String> {
    let mut names: Vec<_> = Files::iter().map(|name| name.to_string()).collect();
    names.sort();
    names
}

/// The source of a template.
pub fn template_source(name: &str) -> Option<String> {
    Files::get(name).and_then(|file| String::from_utf8(file.data.into_owned()).ok())
}

fn environment(language: Locale, texts: &Arc<Texts>) -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        env.set_syntax(syntax);
    }
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.set_loader(|name| Ok(template_source(name)));
    add_texts(&mut env, language, texts);
    field_names::add(&mut env);
    env.add_function("url", move |path: &str| safe_address(&locale::localised(language, path)));
    env.add_function("url_in", |tag: &str, path: &str| {
        let language = tag.parse::<Locale>().map_err(|_| missing("language", tag))?;
        Ok(safe_address(&locale::localised(language, path)))
    });
    env.add_function("asset", |name: &str| {
        if assets::exists(name) {
            Ok(safe_address(&assets::address(name)))
        } else {
            Err(missing("asset", name))
        }
    });
    env.add_function("icon", |name: &str| {
        let href = assets::address("icons.svg");
        let name = HtmlEscape(name);
        Value::from_safe_string(format!(
            r#"<svg class="icon" aria-hidden="true" focusable="false"><use href="{href}#{name}"></use></svg>"#
        ))
    });
    env.add_filter("date", move |value: Value| moment(&value).map(|at| dates::date(language, at)));
    env.add_filter("datetime", move |value: Value| moment(&value).map(|at| dates::datetime(language, at)));
    env.add_filter("month", move |value: Value| moment(&value).map(|at| dates::month(language, at)));
    env.add_filter("number", move |value: Value| dates::number(language, &value.to_string()));
    env.add_filter("paragraphs", paragraphs);
    env.add_filter("code", code);
    env.add_filter("plain", plain);
    env.add_global("lang", language.tag());
    env
}

/// An address for an attribute: escaped, but with its slashes left readable.
fn safe_address(address: &str) -> Value {
    Value::from_safe_string(HtmlEscape(address).to_string().replace("&#x2f;", "/").replace("&#x3d;", "="))
}

fn missing(what: &str, name: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("no {what} {name:?}"))
}

fn moment(value: &Value) -> Result<Moment, Error> {
    let text = value.to_string();
    Moment::parse(&text)
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "neither a date nor an instant"))
}

/// `t` for running text (what is borrowed from bokmål is marked so), `ta` for attributes and titles, `rich` for texts with markup.
fn add_texts(env: &mut Environment<'static>, language: Locale, texts: &Arc<Texts>) {
    let borrowed = move |locale: Locale, text: String, safe: bool| {
        if locale == language {
            return if safe { Value::from_safe_string(text) } else { Value::from(text) };
        }
        let text = if safe { text } else { HtmlEscape(&text).to_string() };
        Value::from_safe_string(format!(r#"<span lang="{locale}">{text}</span>"#))
    };
    let source = Arc::clone(texts);
    env.add_function("t", move |key: &str, args: Kwargs| -> Result<Value, Error> {
        let found = source
            .find(language, key, Some(&arguments(&args, false)?))
            .ok_or_else(|| missing("text", key))?;
        Ok(borrowed(found.locale, found.text, false))
    });
    let source = Arc::clone(texts);
    env.add_function("ta", move |key: &str, args: Kwargs| -> Result<String, Error> {
        let found = source.find(language, key, Some(&arguments(&args, false)?));
        found.map(|found| found.text).ok_or_else(|| missing("text", key))
    });
    let source = Arc::clone(texts);
    env.add_function("rich", move |key: &str, args: Kwargs| -> Result<Value, Error> {
        let found =
            source.find(language, key, Some(&arguments(&args, true)?)).ok_or_else(|| missing("text", key))?;
        Ok(borrowed(found.locale, found.text, true))
    });
    let source = Arc::clone(texts);
    env.add_function("has_text", move |key: &str| source.has(Locale::Nb, key));
}

fn arguments(args: &Kwargs, escape: bool) -> Result<FluentArgs<'static>, Error> {
    let mut out = FluentArgs::new();
    for name in args.args() {
        let value: Value = args.get(name)?;
        let fluent = match value.kind() {
            ValueKind::Number => {
                f64::try_from(value.clone()).map_or_else(|_| value.to_string().into(), FluentValue::from)
            }
            _ if escape && !value.is_safe() => HtmlEscape(&value.to_string()).to_string().into(),
            _ => value.to_string().into(),
        };
        out.set(name.to_owned(), fluent);
    }
    Ok(out)
}

/// A text for an attribute: without the mark of what is borrowed from bokmål.
fn plain(text: &Value) -> Value {
    let marked = text.to_string();
    let inner =
        text.is_safe().then(|| marked.strip_prefix("<span lang=\"nb\">")?.strip_suffix("</span>")).flatten();
    inner.map_or_else(|| text.clone(), |inner| Value::from_safe_string(inner.to_owned()))
}

/// Text with line breaks as paragraphs; markup in it stays text.
fn paragraphs(text: &str) -> Value {
    let mut html = String::new();
    for part in text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()) {
        html.push_str("<p class=\"ds-paragraph\">");
        html.push_str(&HtmlEscape(part).to_string().replace('\n', "<br>"));
        html.push_str("</p>");
    }
    Value::from_safe_string(html)
}

/// Text in which what stands between backticks is code, as descriptions in the source have it.
fn code(text: &str) -> Value {
    let mut html = String::new();
    for (at, part) in text.split('`').enumerate() {
        let (begin, end) = if at % 2 == 1 { ("<code>", "</code>") } else { ("", "") };
        html.push_str(begin);
        html.push_str(&HtmlEscape(part).to_string());
        html.push_str(end);
    }
    Value::from_safe_string(html)
}

/// A page on its way out: a view in its layout.
pub struct Page<V> {
    context: PageContext,
    view: V,
    status: StatusCode,
    form_action: Option<String>,
}

impl<V: View> Page<V> {
    pub(super) const fn new(context: PageContext, view: V) -> Self {
        Self { context, view, status: StatusCode::OK, form_action: None }
    }

    /// Answers with this status; a failed form's page is 422. From 400 on the title begins with "Feil:".
    #[must_use]
    pub const fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Forms on this page may also lead to the origin of this address (the start of a tool).
    #[must_use]
    pub fn form_action(mut self, address: &str) -> Self {
        self.form_action = super::headers::origin_of(address);
        self
    }

    /// The page as text.
    pub fn html(&self) -> Result<String, Error> {
        let failed = self.status.is_client_error() || self.status.is_server_error();
        compose(&self.context, V::TEMPLATE, &Value::from(Serde(&self.view)), failed)
    }
}

/// A view in its layout, as text.
pub fn compose(cx: &PageContext, template: &str, view: &Value, failed: bool) -> Result<String, Error> {
    let values = context! { page => layout(cx, failed), ..view.clone() };
    cx.app.templates.render(cx.locale(), template, &values)
}

impl<V: View> IntoResponse for Page<V> {
    fn into_response(self) -> Response {
        let html = match self.html() {
            Ok(html) => html,
            Err(error) => {
                tracing::error!(template = V::TEMPLATE, error = %format!("{error:#}"), "template");
                return fallback(&self.context);
            }
        };
        let mut response = (self.status, Html(html)).into_response();
        let personal = self.context.visitor.login.is_some();
        let caching = if personal { "no-store" } else { "private, no-cache" };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
        if let Some(origin) = self.form_action {
            response.extensions_mut().insert(FormAction(origin));
        }
        if self.context.flash.is_some()
            && let Ok(cookie) = HeaderValue::from_str(&Flash::set_cookie(&self.context.app, None))
        {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        self.context.wish.remember(&self.context.app, &mut response);
        response
    }
}

/// When even the template fails: a page without one.
fn fallback(cx: &PageContext) -> Response {
    let texts = &cx.app.texts;
    let (title, lead) =
        (texts.text(cx.locale(), "error-internal-title"), texts.text(cx.locale(), "error-internal-lead"));
    let (title, lead, lang) = (HtmlEscape(&title), HtmlEscape(&lead), cx.locale());
    let html = format!(
        "<!doctype html><html lang=\"{lang}\"><title>{title}</title><main><h1>{title}</h1><p>{lead}</p></main></html>"
    );
    (StatusCode::INTERNAL_SERVER_ERROR, Html(html)).into_response()
}

/// What `layout/page.html` shows around a view; in every template as `page`.
fn layout(cx: &PageContext, failed: bool) -> Value {
    let info = &cx.info;
    let login = cx.visitor.login.as_deref();
    let service = login.map(session::Login::service);
    let entries = navigation::of(service);
    let current = navigation::current(entries, &info.path);
    let entries: Vec<Value> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| context! { path => entry.path, text => entry.text, current => current == Some(index) })
        .collect();
    let address = info.address();
    let languages: Vec<Value> = Locale::ALL
        .into_iter()
        .map(|locale| {
            context! { tag => locale.tag(), name => locale.own_name(), current => locale == info.locale,
            href => safe_address(&locale::localised(locale, &address)) }
        })
        .collect();
    let here = locale::localised(info.locale, &address);
    let offer = cx.wish.offered(info).map(|locale| {
        let found = cx.app.texts.find(locale, "language-offer", None);
        let stay = serde_urlencoded::to_string([("velg", info.locale.tag()), ("neste", &here)]);
        context! {
            href => safe_address(&locale::localised(locale, &address)),
            tag => locale.tag(),
            text => found.map(|found| found.text),
            stay => safe_address(&format!("/sprak?{}", stay.unwrap_or_default())),
        }
    });
    context! {
        path => &*info.path,
        next => safe_address(&here),
        address => address,
        base => safe_address(&cx.app.config.issuer()),
        nonce => &*info.nonce,
        request_id => &*info.request_id,
        languages => languages,
        offer => offer,
        navigation => entries,
        home => service.map_or("/", navigation::home),
        service => service.map(navigation::name),
        name => login.map(|login| login.name.as_str()),
        organisation => login.and_then(|login| login.organisation.as_deref()),
        representing => login.and_then(|login| login.representing.as_ref()).map(Serde),
        login => safe_address(&session::login_link(info.locale, Service::Citizen, &here)),
        csrf_field => Value::from_safe_string(csrf::fields(login)),
        confirmed_field => csrf::CONFIRMED,
        flash => cx.flash.as_ref().map(Serde),
        failed => failed,
        demo => cx.app.config.is_demo(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_backticks_is_code_and_never_markup() {
        let html = code("`type` <b>: `a<b`").to_string();
        assert_eq!(html, "<code>type</code> &lt;b&gt;: <code>a&lt;b</code>");
    }

    #[test]
    fn typed_text_becomes_paragraphs_and_never_markup() {
        let html = paragraphs("<b>En</b>\nto\n\n\n\ntre").to_string();
        assert_eq!(
            html,
            "<p class=\"ds-paragraph\">&lt;b&gt;En&lt;&#x2f;b&gt;<br>to</p><p class=\"ds-paragraph\">tre</p>"
        );
    }
}
