//! What a search asks for: read strictly, and written back into the addresses of its pages.

use std::sync::Arc;

use axum::http::HeaderMap;
use catalogue::Listing;
use kernel::{Slug, ToolId};
use search::{Cursor, Page, PerFacet, Query};

use super::Writer;
use crate::{
    discovery,
    fhir::{Failure, Issue, Result, ids, parameters},
};

/// One tool by name.
pub(super) enum Name {
    Id(ToolId),
    Slug(Slug),
}

/// A search as it was asked for, without what was not understood.
pub(super) struct Asked {
    id: Vec<Vec<String>>,
    url: Vec<Vec<String>>,
    identifier: Vec<Vec<String>>,
    version: Vec<Vec<String>>,
    status: Vec<Vec<String>>,
    topic: Vec<Vec<String>>,
    title: Vec<Vec<String>>,
    /// `_summary=count`: the number alone.
    summary: bool,
    count: usize,
    pub(super) page: Option<Cursor>,
}

/// Search parameters and their types, for the `CapabilityStatement` too.
pub const PARAMETERS: [(&str, &str, &str); 7] = [
    ("_id", "token", "The id"),
    ("url", "uri", "The canonical address, with or without |version"),
    ("identifier", "token", "The tool's short name (slug), or system|slug"),
    ("version", "token", "The revision's number"),
    (
        "status",
        "token",
        "active: can be started; retired: suspended (withdrawn tools are found by _id, url and identifier)",
    ),
    ("topic", "token", "A topic's key, or system|key"),
    ("title", "string", "Words, as people write them: inflected, half, misspelt, in any of the languages"),
];

/// Most tools named one by one.
const MOST_NAMES: usize = 100;
/// The system of `status`, which the element itself does not say.
const STATUS: &str = "http://hl7.org/fhir/publication-status";
/// The system of what has none.
const NONE: &str = "";

impl Asked {
    pub(super) fn read(query: &str, headers: &HeaderMap) -> Result<Self> {
        let pairs = parameters::pairs(query);
        let known = |name: &str, value: &str| {
            let bare = name.split(':').next().unwrap_or_default();
            matches!(bare, "_count" | "_format" | "_page" | "_pretty")
                || (bare == "_summary" && matches!(value, "count" | "false"))
                || PARAMETERS.iter().any(|(known, ..)| *known == bare)
        };
        let strict = headers
            .get("prefer")
            .is_some_and(|value| value.as_bytes().windows(15).any(|part| part == b"handling=strict"));
        if strict && let Some((name, _)) = pairs.iter().find(|(name, value)| !known(name, value)) {
            let issue = Issue::new(
                "not-supported",
                format!("There is no search parameter {}.", name.chars().take(60).collect::<String>()),
            );
            return Err(Failure::bad_request(issue));
        }
        let values = |name| parameters::values(&pairs, name);
        let count = parameters::count(&pairs)?;
        Ok(Self {
            id: values("_id")?,
            url: values("url")?,
            identifier: values("identifier")?,
            version: values("version")?,
            status: values("status")?,
            topic: values("topic")?,
            title: values("title")?,
            summary: pairs.iter().any(|(name, value)| name == "_summary" && value == "count"),
            count,
            page: page(&pairs, count)?,
        })
    }

    /// Whether only the number is wanted (R4 §3.1.1.5.3: no resources a page says the same).
    pub(super) fn counts_only(&self) -> bool {
        self.summary || self.count == 0
    }

    /// Whether the catalogue's own search knows of everything that was asked, so that its number is the answer's too.
    pub(super) fn is_counted(&self) -> bool {
        self.status.is_empty() && self.version.is_empty() && self.topic.len() <= 1
    }

    /// `_summary=count` wants nothing but a number: where there is none, that is said.
    pub(super) fn refuse_uncounted(&self) -> Result<()> {
        if self.summary && !self.is_counted() {
            let text = "_summary=count does not go together with status, version or several of topic.";
            return Err(Failure::bad_request(Issue::new("not-supported", text)));
        }
        Ok(())
    }

    /// The tools named, where some are; what names none is left out.
    pub(super) fn named(&self, writer: &Writer<'_>) -> Result<Option<Vec<Name>>> {
        if self.id.is_empty() && self.url.is_empty() && self.identifier.is_empty() {
            return Ok(None);
        }
        if !self.title.is_empty() {
            let text = "title does not go together with _id, url or identifier.";
            return Err(Failure::bad_request(Issue::new("not-supported", text)));
        }
        let canonical = writer.base.at("ActivityDefinition/");
        let system = writer.identifiers();
        let by_id = |text: &str| ids::read(code(text, NONE)?).map(Name::Id);
        let by_url = |text: &str| ids::read(text.split('|').next()?.strip_prefix(&canonical)?).map(Name::Id);
        let by_slug = |text: &str| code(text, &system)?.parse().ok().map(Name::Slug);
        let mut names: Vec<Name> = Vec::new();
        names.extend(self.id.iter().flatten().filter_map(|text| by_id(text)));
        names.extend(self.url.iter().flatten().filter_map(|text| by_url(text)));
        names.extend(self.identifier.iter().flatten().filter_map(|text| by_slug(text)));
        if names.len() > MOST_NAMES {
            let text = format!("At most {MOST_NAMES} tools are named in one search.");
            return Err(Failure::bad_request(Issue::new("too-costly", text)));
        }
        Ok(Some(names))
    }

    /// Those that fit everything that was asked.
    pub(super) fn fitting(&self, writer: &Writer<'_>, mut listings: Vec<Arc<Listing>>) -> Vec<Arc<Listing>> {
        let one = |wanted: &[Vec<String>], system: &str, is: &dyn Fn(&str) -> bool| {
            wanted.iter().all(|any| any.iter().any(|value| code(value, system).is_some_and(is)))
        };
        let (slugs, topics) = (writer.identifiers(), writer.topics());
        listings.retain(|listing| {
            let status = if listing.is_published() { "active" } else { "retired" };
            let id = ids::written(listing.id());
            let url = writer.base.at(&format!("ActivityDefinition/{id}"));
            let number = listing.revision.number.to_string();
            one(&self.status, STATUS, &|value| value == status)
                && one(&self.version, NONE, &|value| value == number)
                && one(&self.id, NONE, &|value| value == id)
                && one(&self.identifier, &slugs, &|value| value == listing.tool.slug.as_str())
                && one(&self.topic, &topics, &|value| {
                    listing.content().topics.iter().any(|topic| topic.as_str() == value)
                })
                && self.url.iter().all(|any| any.iter().any(|value| fits_canonical(value, &url, &number)))
        });
        listings
    }

    /// Leaves the page of those that were named, and tells where it ends if there are more.
    pub(super) fn take_page(&self, listings: &mut Vec<Arc<Listing>>) -> Option<Cursor> {
        let from = self.page.as_ref().map_or(0, Cursor::place).min(listings.len());
        listings.drain(..from);
        let more = listings.len() > self.count;
        listings.truncate(self.count);
        more.then(|| Cursor::counted(from + self.count))
    }

    /// What the catalogue's own search is asked: never for less than fits. Of several topics at once it takes the first.
    pub(super) fn query(&self, writer: &Writer<'_>) -> Query {
        let system = writer.topics();
        // What is of another system stays as it is written: no tool has such a topic.
        let topic = |value: &String| code(value, &system).unwrap_or(value).to_owned();
        Query {
            text: self.title.iter().flatten().cloned().collect::<Vec<_>>().join(" "),
            filters: PerFacet {
                topics: self.topic.first().into_iter().flatten().map(topic).collect(),
                ..PerFacet::default()
            },
            page: Page { number: 1, size: self.count.max(1) },
            ..Query::default()
        }
    }

    /// The search's own address, with what was understood of it.
    pub(super) fn address(&self, page: Option<&Cursor>) -> String {
        let fields: [(&str, &[Vec<String>]); 7] = [
            ("_id", &self.id),
            ("url", &self.url),
            ("identifier", &self.identifier),
            ("version", &self.version),
            ("status", &self.status),
            ("topic", &self.topic),
            ("title", &self.title),
        ];
        let mut pairs: Vec<(&str, String)> = fields
            .into_iter()
            .flat_map(|(name, values)| values.iter().map(move |any| (name, any.join(","))))
            .collect();
        pairs.extend(self.summary.then(|| ("_summary", "count".to_owned())));
        pairs.push(("_count", self.count.to_string()));
        pairs.extend(page.map(|page| ("_page", discovery::written_cursor(page))));
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }
}

/// What a token asks for where its system is this one or is not named (R4 §3.1.1.4.10); of another system nothing is found.
fn code<'v>(value: &'v str, system: &str) -> Option<&'v str> {
    match value.rsplit_once('|') {
        Some((named, code)) => (named == system).then_some(code),
        None => Some(value),
    }
}

fn fits_canonical(value: &str, canonical: &str, number: &str) -> bool {
    let (url, version) = value.split_once('|').map_or((value, None), |(url, version)| (url, Some(version)));
    url == canonical && version.is_none_or(|version| version == number)
}

/// Where the page begins that a `next` link names.
fn page(pairs: &[(String, String)], count: usize) -> Result<Option<Cursor>> {
    let Some((_, text)) = pairs.iter().find(|(name, _)| name == "_page") else { return Ok(None) };
    let read = discovery::read_cursor(text, count);
    let wrong = || Failure::bad_request(Issue::new("value", "_page is taken from a link of ours."));
    read.map(Some).ok_or_else(wrong)
}
