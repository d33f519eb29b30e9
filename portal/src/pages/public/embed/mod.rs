//! Lists of tools on others' web sites: `/innebygd` explains how, `/innebygd/verktoy` stands in a frame, `/innebygd.js` fills a place in the page.

mod asked;
mod script;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use axum::{
    extract::{RawQuery, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{card::ToolCard, find};
use crate::{
    discovery,
    pages::wording::Wording,
    web::{App, PageContext, Result, View, Visitor, headers::Frames, xml::Escaped},
};
use asked::{COUNTS, EmbedAsked};

pub use script::script;

/// Where the list for a frame is.
const LIST: &str = "/innebygd/verktoy";

/// `GET /innebygd/verktoy`: a list that stands in a frame; the same for everybody.
#[derive(Debug, Serialize)]
pub struct EmbeddedView {
    /// Best first.
    pub tools: Vec<ToolCard>,
    /// How many there are in all.
    pub total: usize,
    /// Where all of them are; path without language.
    pub all: String,
    /// `light`, `dark` or `auto`.
    pub colours: &'static str,
}

impl View for EmbeddedView {
    const TEMPLATE: &'static str = "public/embedded.html";
}

/// `GET /innebygd`.
#[derive(Debug, Serialize)]
pub struct EmbedView {
    /// What is looked for.
    pub query: String,
    /// Topics to choose from.
    pub topics: Vec<Offered>,
    /// Audiences to choose from.
    pub audiences: Vec<Offered>,
    /// Numbers of tools to choose from.
    pub counts: Vec<Offered>,
    /// The list as chosen; path without language.
    pub list: String,
    /// What one puts into a page to have it in a frame.
    pub frame: String,
    /// The same by the script.
    pub script: String,
}

/// One that can be chosen.
#[derive(Debug, Clone, Serialize)]
pub struct Offered {
    /// Its value in the address.
    pub value: String,
    /// What people read.
    pub label: Wording,
    /// Whether it is the chosen one.
    pub chosen: bool,
}

impl View for EmbedView {
    const TEMPLATE: &'static str = "public/embed.html";
}

/// The list for a frame. It knows nobody: what a cookie says is not looked at.
pub async fn list(State(app): State<App>, cx: PageContext, RawQuery(query): RawQuery) -> Result<Response> {
    let cx = PageContext { visitor: Visitor::default(), flash: None, ..cx };
    let asked = EmbedAsked::read(&app.vocabulary, query.as_deref());
    let found = discovery::find(&app, &asked.query(cx.locale())).await?;
    let view = EmbeddedView {
        tools: find::cards(&cx, &found).await?,
        total: found.total,
        // Where nothing fits, all there is helps more than the same nothing again.
        all: if found.total == 0 { find::asked::PATH.to_owned() } else { asked.find.address() },
        colours: asked.colours,
    };
    let mut response = cx.page(view).into_response();
    let headers = response.headers_mut();
    headers
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60, stale-if-error=86400"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    response.extensions_mut().insert(Frames::ByAnybody);
    Ok(response)
}

/// How it is done, and what it looks like.
pub async fn explain(State(app): State<App>, cx: PageContext, RawQuery(query): RawQuery) -> Response {
    let asked = EmbedAsked::read(&app.vocabulary, query.as_deref());
    let view = EmbedView::new(&cx, &asked);
    let mut response = cx.page(view).into_response();
    response.extensions_mut().insert(Frames::Ours);
    response
}

impl EmbedView {
    fn new(cx: &PageContext, asked: &EmbedAsked) -> Self {
        let terms = |terms: &[discovery::Term], chosen: &[String]| {
            let offered = |term: &discovery::Term| {
                let (locale, title) = term.title(cx.locale());
                let chosen = chosen.iter().any(|value| value == term.key.as_str());
                Offered { value: term.key.to_string(), label: Wording::new(locale, title), chosen }
            };
            terms.iter().map(offered).collect()
        };
        let count = |count: &usize| Offered {
            value: count.to_string(),
            label: Wording::new(cx.locale(), count.to_string()),
            chosen: *count == asked.count,
        };
        let list = asked.address(LIST);
        Self {
            query: asked.find.text.clone(),
            topics: terms(cx.app.vocabulary.topics(), &asked.find.chosen.topics),
            audiences: terms(cx.app.vocabulary.audiences(), &asked.find.chosen.audiences),
            counts: COUNTS.iter().map(count).collect(),
            frame: frame(cx, &list),
            script: script_snippet(cx, asked),
            list,
        }
    }
}

fn frame(cx: &PageContext, list: &str) -> String {
    let address = format!("{}{}", cx.app.config.issuer(), cx.url(list));
    format!(
        "<iframe src=\"{}\" title=\"{}\"\n  width=\"100%\" height=\"640\" loading=\"lazy\" style=\"border:0\"></iframe>",
        Escaped(&address),
        Escaped(&cx.text("embed-frame-title")),
    )
}

/// What stands in the place until the script has run is a link, so nobody is left with nothing.
fn script_snippet(cx: &PageContext, asked: &EmbedAsked) -> String {
    let public = cx.app.config.issuer();
    let mut data = String::new();
    for (name, value) in asked.data() {
        // Writing to a string does not fail.
        let _ = write!(data, " data-{name}=\"{}\"", Escaped(&value));
    }
    format!(
        "<div data-reseptor-tools{data} data-lang=\"{}\">\n  <a href=\"{}\">{}</a>\n</div>\n<script src=\"{}/innebygd.js\" defer></script>",
        cx.locale(),
        Escaped(&format!("{public}{}", cx.url(&asked.find.address()))),
        Escaped(&cx.text("embed-frame-title")),
        Escaped(&public),
    )
}
