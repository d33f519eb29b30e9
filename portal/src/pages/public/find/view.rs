//! What the search page shows.

use std::collections::BTreeMap;

use catalogue::{Availability, Platform, ProfileClass};
use search::{DEEPEST_HIT, Facet, FacetCount, Fit, Sort, tells_of_crisis};
use serde::Serialize;

use super::asked::{Asked, PATH, PER_PAGE, parameter, sort_word};
use crate::{
    discovery::{Found, Vocabulary},
    pages::{
        public::{
            card::ToolCard,
            structured::{self, JsonLd},
        },
        wording::Wording,
    },
    web::{PageContext, View, paging::Paging},
};

/// One group of filters.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// The query parameter.
    pub name: &'static str,
    /// What can be chosen.
    pub choices: Vec<Choice>,
}

/// One filter.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Its value in the address.
    pub value: String,
    /// What people read.
    pub label: Wording,
    /// How many tools choosing it would leave.
    pub count: usize,
    /// Whether it is chosen.
    pub checked: bool,
}

/// A choice that can be taken away.
#[derive(Debug, Clone, Serialize)]
pub struct Chip {
    /// What people read.
    pub label: Wording,
    /// The search without it; path without language.
    pub href: String,
    /// How many tools it would leave, where that has been counted.
    pub count: Option<usize>,
}

/// A way to sort.
#[derive(Debug, Clone, Serialize)]
pub struct SortChoice {
    /// Its value in the address, and part of its text's key.
    pub value: &'static str,
    /// Whether it is the present one.
    pub chosen: bool,
}

/// What a text finds without the filters that leave nothing.
#[derive(Debug, Clone, Serialize)]
pub struct Near {
    /// How well the tools fit the text.
    pub fit: Fit,
    /// The best few.
    pub tools: Vec<ToolCard>,
}

/// `GET /verktoy`.
#[derive(Debug, Serialize)]
pub struct FindView {
    /// What was searched for.
    pub query: String,
    /// How many tools there are.
    pub total: usize,
    /// How well they fit the text: `all`, `some`, `near`.
    pub fit: Fit,
    /// Whether the text tells that a life may be in danger: where to get help comes first.
    pub crisis: bool,
    /// What was probably meant.
    pub did_you_mean: Option<Chip>,
    /// All filters.
    pub groups: Vec<Group>,
    /// Those chosen.
    pub chips: Vec<Chip>,
    /// The search without filters.
    pub clear: String,
    /// Filters whose removal would help, when there is nothing.
    pub drop: Vec<Chip>,
    /// What there is without filters, when there is nothing.
    pub near: Option<Near>,
    /// The tools of this page.
    pub tools: Vec<ToolCard>,
    /// Where in the list.
    pub paging: Paging,
    /// On the last page that can be paged to: after how many tools it ends, where there are more.
    pub deeper: Option<usize>,
    /// The address asked for a page beyond the last.
    pub beyond: bool,
    /// Ways to sort, the usual one first.
    pub sorts: Vec<SortChoice>,
    /// The address of this search, without language and what it does not know.
    pub canonical: String,
    /// Whether a search engine is to list it: not what others' searches happen to find.
    pub lists: bool,
    /// For search engines.
    pub structured: JsonLd,
}

impl View for FindView {
    const TEMPLATE: &'static str = "public/find.html";
}

impl FindView {
    /// The page of this search and its found.
    pub fn new(cx: &PageContext, asked: &Asked, found: &Found, tools: Vec<ToolCard>) -> Self {
        let shown = Asked { page: 0, ..asked.clone() };
        let reached = found.total.min(DEEPEST_HIT);
        let query = shown.query_string();
        let place = (asked.page.max(1), PER_PAGE);
        let paging = Paging::new(PATH, Some(&query), place, u64::try_from(reached).unwrap_or(u64::MAX));
        let deeper = found.total > reached && paging.current == paging.pages;
        Self {
            query: asked.text.clone(),
            total: found.total,
            fit: found.fit,
            crisis: is_crisis(asked, found),
            did_you_mean: found.did_you_mean.as_ref().map(|text| Chip {
                label: Wording::new(cx.locale(), text.as_str()),
                href: asked.with_text(text).address(),
                count: None,
            }),
            groups: Facet::ALL
                .into_iter()
                .filter_map(|facet| group(cx, asked, facet, &found.facets[facet]))
                .collect(),
            chips: asked.choices().map(|(facet, value)| chip(cx, asked, (facet, value), None)).collect(),
            clear: asked.without_choices().address(),
            drop: Vec::new(),
            near: None,
            tools,
            paging,
            deeper: deeper.then_some(reached),
            beyond: false,
            sorts: sorts(asked),
            canonical: asked.address(),
            lists: asked.text.is_empty() && asked.choices().count() <= 1 && asked.sort == Sort::Relevance,
            structured: structured::find(cx),
        }
    }
}

/// The orders, of which the first is the one that needs no word.
fn sorts(asked: &Asked) -> Vec<SortChoice> {
    let chosen = asked.sorts().iter().position(|sort| *sort == asked.sort).unwrap_or_default();
    let choice = |(at, sort): (usize, &Sort)| SortChoice { value: sort_word(*sort), chosen: at == chosen };
    asked.sorts().iter().enumerate().map(choice).collect()
}

/// Whether the text, or what was probably meant by it, tells that a life may be in danger.
fn is_crisis(asked: &Asked, found: &Found) -> bool {
    let texts = [Some(&asked.text), found.did_you_mean.as_ref()];
    texts.into_iter().flatten().any(|text| tells_of_crisis(text))
}

/// The chip of a choice.
pub fn chip(cx: &PageContext, asked: &Asked, (facet, value): (Facet, &str), count: Option<usize>) -> Chip {
    Chip { label: name(cx, facet, value), href: asked.without(facet, value).address(), count }
}

/// A group with the values that tools have and those chosen; `None` where there is nothing to choose.
fn group(cx: &PageContext, asked: &Asked, facet: Facet, counts: &[FacetCount]) -> Option<Group> {
    let mut counts: BTreeMap<&str, usize> =
        counts.iter().map(|count| (count.value.as_str(), count.count)).collect();
    for value in &asked.chosen[facet] {
        counts.entry(value).or_default();
    }
    let mut values: Vec<(&str, usize)> = counts.into_iter().collect();
    let order = self::values(&cx.app.vocabulary, facet);
    let place = |value: &str| order.iter().position(|known| *known == value).unwrap_or(order.len());
    values.sort_by_key(|(value, count)| (place(value), std::cmp::Reverse(*count)));
    let choices: Vec<_> = values
        .into_iter()
        .map(|(value, count)| Choice {
            value: value.to_owned(),
            label: name(cx, facet, value),
            count,
            checked: asked.chosen[facet].iter().any(|chosen| chosen == value),
        })
        .collect();
    (choices.len() > 1 || choices.iter().any(|choice| choice.checked))
        .then(|| Group { name: parameter(facet), choices })
}

/// A facet's values in the order in which they are shown; of languages there are more, which come last, the most frequent first.
pub fn values(terms: &Vocabulary, facet: Facet) -> Vec<&str> {
    match facet {
        Facet::Topic => terms.topics().iter().map(|term| term.key.as_str()).collect(),
        Facet::Audience => terms.audiences().iter().map(|term| term.key.as_str()).collect(),
        Facet::Platform => Platform::ALL.iter().map(|platform| platform.name()).collect(),
        Facet::Access => Availability::ALL.iter().map(|availability| availability.name()).collect(),
        Facet::Profile => ProfileClass::ALL.iter().map(|profile| profile.name()).collect(),
        Facet::Language => vec!["nb", "nn", "se", "en"],
    }
}

/// What a facet's value is called.
pub fn name(cx: &PageContext, facet: Facet, value: &str) -> Wording {
    let term = match facet {
        Facet::Topic => cx.app.vocabulary.topic(value),
        Facet::Audience => cx.app.vocabulary.audience(value),
        Facet::Platform => return Wording::of_key(cx, &format!("platform-{value}")),
        Facet::Access => return Wording::of_key(cx, &format!("availability-{value}")),
        Facet::Profile => return Wording::of_key(cx, &format!("profile-{value}")),
        Facet::Language => return language(cx, value),
    };
    term.map_or_else(
        || Wording::new(cx.locale(), value),
        |term| {
            let (locale, title) = term.title(cx.locale());
            Wording::new(locale, title)
        },
    )
}

/// What a tool's language is called; one without a text of ours is named by its tag.
pub fn language(cx: &PageContext, tag: &str) -> Wording {
    let key = format!("tongue-{tag}");
    match cx.app.texts.find(cx.locale(), &key, None) {
        Some(found) => Wording::new(found.locale, found.text),
        None => Wording::new(cx.locale(), tag),
    }
}
