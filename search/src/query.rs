//! What is asked, and what is answered.

use std::ops::Range;

use kernel::{Locale, ToolId};
use serde::{Deserialize, Serialize};

use crate::PerFacet;

/// Characters of a query's text that are read; the rest is cut off, so that work stays bounded.
pub const LONGEST_TEXT: usize = 200;
/// Hits on one page at most.
pub const MOST_PER_PAGE: usize = 100;
/// Hits that can be paged through; the total beyond is still told.
pub const DEEPEST_HIT: usize = 10_000;

/// A search. Any text is fine: operators and markup are just text, an empty one browses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What the person wrote.
    pub text: String,
    /// Chosen values: any of one facet's, of every facet that has some.
    pub filters: PerFacet<Vec<String>>,
    /// Order of hits.
    pub sort: Sort,
    /// Which page.
    pub page: Page,
    /// The reader's language: for highlights, names' order and suggestions.
    pub locale: Locale,
}

/// Order of hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best first; without text newest first.
    #[default]
    Relevance,
    /// Last published first.
    Newest,
    /// By name in the reader's language, in Norwegian alphabetical order.
    Name,
}

/// A page of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Counted from 1.
    pub number: usize,
    /// Hits a page, at most [`MOST_PER_PAGE`].
    pub size: usize,
}

impl Default for Page {
    fn default() -> Self {
        Self { number: 1, size: 20 }
    }
}

impl Page {
    pub(crate) fn window(self) -> Range<usize> {
        self.after(self.number.saturating_sub(1).saturating_mul(self.bounded()))
    }

    /// A page's hits after so many others.
    pub(crate) fn after(self, place: usize) -> Range<usize> {
        let from = place.min(DEEPEST_HIT);
        from..(from + self.bounded()).min(DEEPEST_HIT)
    }

    fn bounded(self) -> usize {
        self.size.clamp(1, MOST_PER_PAGE)
    }
}

/// Where a page ended: the next one begins there, whatever has come and gone in between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// How many hits came before.
    #[serde(rename = "p")]
    pub(crate) place: usize,
    #[serde(flatten)]
    pub(crate) end: End,
}

/// What tells where a page ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum End {
    /// Its last hit, by what hits are ordered by: when it was published, in microseconds, and the name's sort key where names order.
    #[serde(rename = "h")]
    Hit(i64, String, uuid::Uuid),
    /// How many hits came before, in the state of the index that they were found in, while that is held; else in what there is.
    #[serde(rename = "s")]
    Counted(Option<u64>),
}

impl Cursor {
    /// After so many hits.
    pub const fn counted(place: usize) -> Self {
        Self { place, end: End::Counted(None) }
    }

    /// How many hits came before.
    pub const fn place(&self) -> usize {
        self.place
    }
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The page's hits, best first.
    pub hits: Vec<Hit>,
    /// How many there are on all pages.
    pub total: usize,
    /// Tools per value: as many as choosing it would leave, all other facets' choices counted in.
    pub facets: PerFacet<Vec<FacetCount>>,
    /// How well the hits fit the text.
    pub fit: Fit,
    /// The text with its misspelt words set right, if something else was probably meant.
    pub did_you_mean: Option<String>,
}

/// How well hits fit a query's text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// Every word was found in each.
    #[default]
    All,
    /// Nothing fits the whole text: these fit at least half of it.
    Some,
    /// Nothing fits well: these come near.
    Near,
}

/// One tool found. Whether it is available is for the database to say, not for the index.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The tool.
    pub id: ToolId,
    /// The language of the texts below.
    pub locale: Locale,
    /// Its name with the found words marked.
    pub name: Vec<Piece>,
    /// Its purpose with the found words marked.
    pub purpose: Vec<Piece>,
    /// Where the rest of the text was hit, if neither name nor purpose was.
    pub excerpt: Option<Vec<Piece>>,
}

/// A stretch of text; in order they make up the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The text, not escaped.
    pub text: String,
    /// Whether it is what was searched for.
    pub hit: bool,
}

/// How many tools have a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetCount {
    /// The value.
    pub value: String,
    /// How many.
    pub count: usize,
}

/// What could be meant while somebody types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What to show and to search for.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
}

/// What a suggestion leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SuggestionKind {
    /// A tool.
    Tool(ToolId),
    /// A topic, by its value.
    Topic(String),
    /// A word that tools' texts use.
    Word,
}
