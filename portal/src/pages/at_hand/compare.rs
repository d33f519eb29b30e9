//! `GET /sammenlign?verktoy=…`: up to four tools beside each other.

use axum::extract::{RawQuery, State};
use catalogue::Standing;
use kernel::Slug;
use search::Query;
use serde::Serialize;
use url::form_urlencoded;

use super::Prescribing;
use crate::{
    discovery,
    pages::{
        public::tool::{Facts, ToolView},
        wording::Wording,
    },
    web::{App, Page, PageContext, Result, View},
};

/// Most tools beside each other: more than that nobody can hold in view.
pub const MOST: usize = 4;
/// Tools offered to be added.
const OFFERED: usize = 5;

/// A tool among those that are compared.
#[derive(Debug, Serialize)]
pub struct Column {
    /// Everything that its own page shows.
    pub tool: ToolView,
    /// What a clinician must know.
    pub prescribing: Option<Prescribing>,
    /// The address of the comparison without it, without language.
    pub without: String,
}

/// A tool that could be added.
#[derive(Debug, Serialize)]
pub struct Offer {
    /// Its name.
    pub name: Wording,
    /// The address of the comparison with it, without language.
    pub with: String,
}

/// The page.
#[derive(Debug, Serialize)]
pub struct CompareView {
    /// The tools, in the order in which they were chosen.
    pub columns: Vec<Column>,
    /// Their parts of addresses, for the search.
    pub slugs: Vec<String>,
    /// How many more were asked for than are shown.
    pub left_out: usize,
    /// Whether there is place for another.
    pub place: bool,
    /// What was searched for.
    pub query: String,
    /// What was found.
    pub offers: Vec<Offer>,
}

impl View for CompareView {
    const TEMPLATE: &'static str = "at-hand/compare.html";
}

/// Which tools, and what is searched for. Names that mean nothing are passed over.
fn read(query: Option<&str>) -> (Vec<Slug>, String) {
    let (mut slugs, mut words): (Vec<Slug>, _) = (Vec::new(), String::new());
    for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()).take(100) {
        match &*name {
            "verktoy" => {
                if let Ok(slug) = value.parse()
                    && !slugs.contains(&slug)
                {
                    slugs.push(slug);
                }
            }
            "q" => words = value.chars().filter(|c| !c.is_control()).take(200).collect(),
            _ => {}
        }
    }
    (slugs, words)
}

fn address<'s>(slugs: impl IntoIterator<Item = &'s str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for slug in slugs {
        query.append_pair("verktoy", slug);
    }
    format!("/sammenlign?{}", query.finish())
}

/// The page. A tool that is withdrawn, or was never there, is left out.
pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    RawQuery(query): RawQuery,
) -> Result<Page<CompareView>> {
    let (asked, words) = read(query.as_deref());
    let mut found = Vec::new();
    for slug in asked.iter().take(20) {
        let listing = catalogue::find_listing(&app.database, slug).await?;
        found.extend(listing.filter(|one| !matches!(one.standing, Standing::Withdrawn { .. })));
    }
    let left_out = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    let slugs: Vec<String> = found.iter().map(|listing| listing.tool.slug.to_string()).collect();
    let mut columns = Vec::with_capacity(found.len());
    for listing in &found {
        let facts = Facts::load(&app.database, listing).await?;
        let without = slugs.iter().map(String::as_str).filter(|slug| *slug != listing.tool.slug.as_str());
        columns.push(Column {
            tool: ToolView::new(&cx, listing, &facts),
            prescribing: Prescribing::of(&cx, listing).await?,
            without: address(without),
        });
    }
    let place = columns.len() < MOST;
    let offers =
        if place && !words.trim().is_empty() { offers(&cx, &slugs, &words).await? } else { Vec::new() };
    Ok(cx.page(CompareView { columns, slugs, left_out, place, query: words, offers }))
}

async fn offers(cx: &PageContext, chosen: &[String], words: &str) -> Result<Vec<Offer>> {
    let query = Query { text: words.to_owned(), locale: cx.locale(), ..Query::default() };
    let found = discovery::find(&cx.app, &query).await?;
    let others = found.items.iter().map(|found| &*found.listing);
    let offer = |listing: &catalogue::Listing| {
        let slug = listing.tool.slug.as_str();
        let locale = listing.text(cx.locale()).map_or(cx.locale(), |(locale, _)| locale);
        Offer {
            name: Wording::new(locale, listing.name(cx.locale())),
            with: address(chosen.iter().map(String::as_str).chain([slug])),
        }
    };
    let new = others.filter(|listing| !chosen.iter().any(|slug| slug == listing.tool.slug.as_str()));
    Ok(new.take(OFFERED).map(offer).collect())
}
