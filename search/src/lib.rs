#![doc = include_str!("../README.md")]

mod analysis;
mod document;
mod engine;
mod facet;
mod index;
mod query;

pub use document::{Change, Document, Label, Texts};
pub use engine::{Engine, Filling, Rebuild, SearchError};
pub use facet::{Facet, PerFacet};
pub use index::Index;
pub use query::{
    Answer, DEEPEST_HIT, FacetCount, Fit, Hit, LONGEST_TEXT, MOST_PER_PAGE, Page, Piece, Query, Sort,
    Suggestion, SuggestionKind,
};
