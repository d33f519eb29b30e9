//! `GET /verktoy`: search and browse, and suggestions while typing.

pub mod asked;
mod view;

use std::sync::Arc;

use axum::{
    Json,
    extract::{RawQuery, State},
    http::header,
    response::IntoResponse,
};
use kernel::Locale;
use search::{DEEPEST_HIT, Fit, PerFacet, tells_of_crisis};
use serde::Serialize;

use super::{assessed, card::ToolCard};
use crate::{
    discovery::{self, FacetCount, Found, FoundTool},
    web::{App, Page, PageContext, Result},
};
use asked::{Asked, clean, pages};

pub use view::{Chip, Choice, FindView, Group, Near, SortChoice, language, name, values};

/// Suggestions given at once.
const SUGGESTIONS: usize = 8;
/// Chosen filters that are tried when nothing was found.
const TRIED: usize = 8;
/// Tools shown that fit the text alone, when nothing fits it and the filters.
const NEAR: usize = 3;

/// The page.
pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    RawQuery(query): RawQuery,
) -> Result<Page<FindView>> {
    let mut asked = Asked::read(&app.vocabulary, query.as_deref());
    let mut found = discovery::find(&app, &asked.query(cx.locale())).await?;
    if found.fit != Fit::All && tells_of_crisis(&asked.text) {
        // Next to where to get help there is no room for a tool that merely has some of the words.
        (found.items, found.total, found.facets) = (Vec::new(), 0, PerFacet::default());
    }
    let last = pages(found.total, DEEPEST_HIT);
    let beyond = found.total > 0 && asked.page > last;
    if beyond {
        asked.page = last;
        found = discovery::find(&app, &asked.query(cx.locale())).await?;
    }
    let mut view = FindView::new(&cx, &asked, &found, cards(&cx, &found).await?);
    view.beyond = beyond;
    if found.total == 0 && !view.crisis {
        view.drop = helpful(&cx, &asked).await?;
        view.near = near(&cx, &asked).await?;
    }
    Ok(cx.page(view))
}

/// The cards of what was found.
pub async fn cards(cx: &PageContext, found: &Found) -> Result<Vec<ToolCard>> {
    let tools: Vec<_> = found.items.iter().map(|tool| tool.listing.id()).collect();
    let assessed = assessed::of_tools(&found.at, &tools).await?;
    let card = |tool: &FoundTool| {
        let assessed = assessed.get(&tool.listing.id()).map(Arc::as_ref);
        ToolCard::new(cx, &tool.listing, assessed, Some(&tool.hit))
    };
    Ok(found.items.iter().map(card).collect())
}

/// The filters whose removal would give something, the most fruitful first.
async fn helpful(cx: &PageContext, asked: &Asked) -> Result<Vec<Chip>> {
    let mut chips = Vec::new();
    for (facet, value) in asked.choices().take(TRIED) {
        let without = asked.without(facet, value);
        let total = discovery::answer(&cx.app, &without.query(cx.locale())).await?.total;
        if total > 0 {
            chips.push(view::chip(cx, asked, (facet, value), Some(total)));
        }
    }
    chips.sort_by_key(|chip| std::cmp::Reverse(chip.count));
    Ok(chips)
}

/// What the text finds without the filters, where it is they that leave nothing.
async fn near(cx: &PageContext, asked: &Asked) -> Result<Option<Near>> {
    if asked.text.is_empty() || asked.choices().next().is_none() {
        return Ok(None);
    }
    let mut query = asked.without_choices().query(cx.locale());
    query.page.size = NEAR;
    let found = discovery::find(&cx.app, &query).await?;
    let tools = cards(cx, &found).await?;
    Ok((!tools.is_empty()).then_some(Near { fit: found.fit, tools }))
}

/// How many tools there are in all, and of each facet's values.
pub async fn counts(app: &App, locale: Locale) -> Result<(usize, PerFacet<Vec<FacetCount>>)> {
    let found = discovery::answer(app, &Asked::default().query(locale)).await?;
    Ok((found.total, found.facets))
}

/// What `GET /verktoy/forslag` answers.
#[derive(Debug, Serialize)]
struct Suggestions {
    suggestions: Vec<String>,
}

/// What could be meant by `q`, best first.
pub async fn suggest(
    State(app): State<App>,
    cx: PageContext,
    RawQuery(query): RawQuery,
) -> Result<impl IntoResponse> {
    let typed = query.as_deref().unwrap_or_default();
    let typed = url::form_urlencoded::parse(typed.as_bytes()).find(|(name, _)| name == "q");
    let typed = typed.map(|(_, text)| clean(&text)).unwrap_or_default();
    let found = discovery::suggest(&app, &typed, cx.locale(), SUGGESTIONS).await?;
    let mut suggestions: Vec<String> = Vec::new();
    for text in found.into_iter().map(|suggestion| suggestion.text) {
        if !suggestions.iter().any(|known| known.to_lowercase() == text.to_lowercase()) {
            suggestions.push(text);
        }
    }
    Ok(([(header::CACHE_CONTROL, "private, max-age=60")], Json(Suggestions { suggestions })))
}

#[cfg(test)]
mod tests;
