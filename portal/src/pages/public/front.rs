//! The front page: search, topics, what this is.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{
    find,
    structured::{self, JsonLd},
};
use crate::web::{App, PageContext, Result, View};

/// A topic to begin from.
#[derive(Debug, Clone, Serialize)]
pub struct Topic {
    /// As the search address names it.
    pub code: String,
    /// Its name in the page's language.
    pub name: String,
    /// The language the name is in.
    pub lang: &'static str,
    /// Name of its icon.
    pub icon: String,
    /// How many tools it has.
    pub tools: u64,
}

/// `GET /`.
#[derive(Debug, Serialize)]
pub struct FrontView {
    /// How many tools can be found.
    pub tools: u64,
    /// Topics that have tools.
    pub topics: Vec<Topic>,
    /// For search engines.
    pub structured: JsonLd,
}

impl View for FrontView {
    const TEMPLATE: &'static str = "public/front.html";
}

pub(super) async fn show(State(app): State<App>, cx: PageContext) -> Result<Response> {
    if let Some(redirect) = cx.wish.front(&cx.info) {
        return Ok(redirect.into_response());
    }
    // The front page stands even while the search is away.
    let (total, counts) = find::topics(&app, cx.locale()).await.unwrap_or_default();
    let topics = app.vocabulary.topics().iter().filter_map(|term| {
        let (_, tools) = counts.iter().find(|(key, _)| key == term.key.as_str())?;
        let (lang, name) = term.title(cx.locale());
        Some(Topic {
            code: term.key.to_string(),
            name: name.to_owned(),
            lang: lang.tag(),
            icon: term.icon.clone()?,
            tools: u64::try_from(*tools).ok()?,
        })
    });
    let topics = topics.collect();
    let structured = structured::front(&cx);
    let view = FrontView { tools: u64::try_from(total).unwrap_or_default(), topics, structured };
    Ok(cx.page(view).into_response())
}
