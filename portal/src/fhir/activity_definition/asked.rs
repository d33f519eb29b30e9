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
    pub(super) status: Vec<Vec<String>>,
    topic: Vec<Vec<String>>,
    title: Vec<Vec<String>>,
    pub(super) count: usize,
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

impl Asked {
    pub(super) fn read(query: &str, headers: &HeaderMap) -> Result<Self> {
        let pairs = parameters::pairs(query);
        let known = |name: &str| {
            let bare = name.split(':').next().unwrap_or_default();
            matches!(bare, "_count" | "_format" | "_page" | "_pretty")
                || PARAMETERS.iter().any(|(known, ..)| *known == bare)
        };
        let strict = headers
            .get("prefer")
            .is_some_and(|value| value.as_bytes().windows(15).any(|part| part == b"handling=strict"));
        if strict && let Some((name, _)) = pairs.iter().find(|(name, _)| !known(name)) {
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
            count,
            page: page(&pairs, count)?,
        })
    }

    pub(super) fn is_named(&self) -> bool {
        !(self.id.is_empty() && self.url.is_empty() && self.identifier.is_empty())
    }

    /// The tools named, where some are; what names none is left out.
    pub(super) fn named(&self, writer: &Writer<'_>) -> Result<Option<Vec<Name>>> {
        if !self.is_named() {
            return Ok(None);
        }
        let bare = |value: &str| value.rsplit_once('|').map_or(value.to_owned(), |(_, code)| code.to_owned());
        let canonical = writer.base.at("ActivityDefinition/");
        let by_id = |text: &str| ids::read(text).map(Name::Id);
        let by_url = |text: &str| by_id(text.split('|').next()?.strip_prefix(&canonical)?);
        let by_slug = |text: &str| bare(text).parse().ok().map(Name::Slug);
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
    pub(super) fn fitting(&self, mut listings: Vec<Arc<Listing>>) -> Vec<Arc<Listing>> {
        let one = |wanted: &[Vec<String>], is: &dyn Fn(&str) -> bool| {
            wanted.iter().all(|any| {
                any.iter().any(|value| is(value.rsplit_once('|').map_or(value.as_str(), |(_, code)| code)))
            })
        };
        listings.retain(|listing| {
            let status = if listing.is_published() { "active" } else { "retired" };
            let id = ids::written(listing.id());
            let number = listing.revision.number.to_string();
            one(&self.status, &|value| value == status)
                && one(&self.version, &|value| value == number)
                && one(&self.id, &|value| value == id)
                && one(&self.identifier, &|value| value == listing.tool.slug.as_str())
                && one(&self.topic, &|value| {
                    listing.content().topics.iter().any(|topic| topic.as_str() == value)
                })
                && self.url.iter().all(|any| any.iter().any(|value| fits_canonical(value, &id, &number)))
        });
        listings
    }

    pub(super) fn query(&self) -> Query {
        let bare = |value: &String| value.rsplit_once('|').map_or(value.clone(), |(_, code)| code.to_owned());
        Query {
            text: self.title.iter().flatten().cloned().collect::<Vec<_>>().join(" "),
            filters: PerFacet {
                topics: self.topic.iter().flatten().map(bare).collect(),
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
        pairs.push(("_count", self.count.to_string()));
        pairs.extend(page.map(|page| ("_page", discovery::written_cursor(page))));
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }
}

fn fits_canonical(value: &str, id: &str, number: &str) -> bool {
    let (url, version) = value.split_once('|').map_or((value, None), |(url, version)| (url, Some(version)));
    url.rsplit('/').next() == Some(id) && version.is_none_or(|version| version == number)
}

/// Where the page begins that a `next` link names.
fn page(pairs: &[(String, String)], count: usize) -> Result<Option<Cursor>> {
    let Some((_, text)) = pairs.iter().find(|(name, _)| name == "_page") else { return Ok(None) };
    let read = discovery::read_cursor(text, count);
    let wrong = || Failure::bad_request(Issue::new("value", "_page is taken from a link of ours."));
    read.map(Some).ok_or_else(wrong)
}
