//! The front page: search, topics and life situations, what this is.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use search::Facet;
use serde::Serialize;

use super::{
    find,
    structured::{self, JsonLd},
};
use crate::{
    discovery::{FacetCount, Term},
    pages::wording::Wording,
    web::{App, PageContext, Result, View},
};

/// A topic or an audience to begin from.
#[derive(Debug, Clone, Serialize)]
pub struct Beginning {
    /// As the search address names it.
    pub code: String,
    /// Its name in the page's language.
    pub name: Wording,
    /// Name of its icon.
    pub icon: String,
    /// How many tools it has.
    pub tools: usize,
}

/// `GET /`.
#[derive(Debug, Serialize)]
pub struct FrontView {
    /// How many tools can be found.
    pub tools: usize,
    /// Topics that have tools.
    pub topics: Vec<Beginning>,
    /// Audiences that have tools: the situations that people are in.
    pub audiences: Vec<Beginning>,
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
    let (tools, counts) = find::counts(&app, cx.locale()).await.unwrap_or_default();
    let beginnings = |terms: &[Term], counts: &[FacetCount]| {
        let with_tools = terms.iter().filter_map(|term| {
            let count = counts.iter().find(|count| count.value == term.key.as_str())?;
            let (locale, name) = term.title(cx.locale());
            Some(Beginning {
                code: term.key.to_string(),
                name: Wording::new(locale, name),
                icon: term.icon.clone(),
                tools: count.count,
            })
        });
        with_tools.collect()
    };
    let view = FrontView {
        tools,
        topics: beginnings(app.vocabulary.topics(), &counts[Facet::Topic]),
        audiences: beginnings(app.vocabulary.audiences(), &counts[Facet::Audience]),
        structured: structured::front(&cx),
    };
    Ok(cx.page(view).into_response())
}
