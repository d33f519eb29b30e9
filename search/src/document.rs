//! What an index knows about a tool.

use jiff::Timestamp;
use kernel::{Locale, ToolId};
use serde::{Deserialize, Serialize};

use crate::{Facet, PerFacet};

/// A tool as the search sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The tool.
    pub id: ToolId,
    /// Its texts; a language that is missing falls back to the first one here.
    pub texts: Vec<(Locale, Texts)>,
    /// Its values of every facet.
    pub facets: PerFacet<Vec<String>>,
    /// When it was published; newest first sorts by it.
    pub published_at: Option<Timestamp>,
    /// Published and not suspended: ranks a little higher.
    pub available: bool,
    /// Citizens start it themselves: ranks a little higher.
    pub open: bool,
}

/// A tool's texts in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    /// Its name.
    pub name: String,
    /// What it is for, in a sentence or two.
    pub purpose: String,
    /// All other text worth finding: effect, contents, keywords. Not what it is not for: by that it must not be found.
    pub body: String,
    /// What its facet values are called in this language; topics are suggested while typing.
    #[serde(skip)]
    pub labels: Vec<Label>,
}

/// What a facet's value is called in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The facet.
    pub facet: Facet,
    /// The value.
    pub value: String,
    /// Its name for people.
    pub text: String,
}

/// One change to an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The tool is as this document says.
    Put(Box<Document>),
    /// The tool is no longer to be found.
    Remove(ToolId),
    /// What stands in the database at the position that these changes lead to, as a number.
    Mark(u32),
}
