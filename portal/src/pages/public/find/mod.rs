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
use search::PerFacet;
use serde::Serialize;

use super::{assessed, card::ToolCard};
use crate::{
    discovery::{self, FacetCount, Found, FoundTool},
    web::{App, Page, PageContext, Result},
};
use asked::{Asked, PER_PAGE, clean};

pub use view::{Chip, Choice, FindView, Group, SortChoice, language, name};

/// Suggestions given at once.
const SUGGESTIONS: usize = 8;
/// Chosen filters that are tried when nothing was found.
const TRIED: usize = 8;

/// The page.
pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    RawQuery(query): RawQuery,
) -> Result<Page<FindView>> {
    let mut asked = Asked::read(&app.vocabulary, query.as_deref());
    let mut found = discovery::find(&app, &asked.query(cx.locale())).await?;
    let beyond = found.items.is_empty() && found.total > 0;
    if beyond {
        asked.page = u32::try_from(found.total).unwrap_or(u32::MAX).div_ceil(PER_PAGE);
        found = discovery::find(&app, &asked.query(cx.locale())).await?;
    }
    let mut view = FindView::new(&cx, &asked, &found, cards(&cx, &found).await?);
    view.beyond = beyond;
    if found.total == 0 {
        view.drop = helpful(&cx, &asked).await?;
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
