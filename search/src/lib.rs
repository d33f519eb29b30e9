#![doc = include_str!("../README.md")]

mod analysis;
mod document;
mod engine;
mod facet;
mod index;
mod meili;
mod query;
mod standby;

pub use analysis::tells_of_crisis;
pub use document::{Change, Document, Label, Texts};
pub use engine::{Engine, Filling, Reached, Rebuild, SearchError, Standing};
pub use facet::{Facet, PerFacet};
pub use index::Index;
pub use meili::{Meilisearch, ServerError};
pub use query::{
    Answer, Cursor, DEEPEST_HIT, FacetCount, Fit, Hit, LONGEST_TEXT, MOST_PER_PAGE, Page, Piece, Query, Sort,
    Suggestion, SuggestionKind,
};
pub use standby::Standby;
