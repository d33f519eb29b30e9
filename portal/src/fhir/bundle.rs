//! `Bundle` of type `searchset`.

use serde::Serialize;

/// What a search found.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Bundle<T> {
    resource_type: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<usize>,
    link: Vec<Link>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entry: Vec<Entry<T>>,
}

#[derive(Debug, Serialize)]
struct Link {
    relation: &'static str,
    url: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<T> {
    full_url: String,
    resource: T,
    search: Mode,
}

#[derive(Debug, Serialize)]
struct Mode {
    mode: &'static str,
}

impl<T> Bundle<T> {
    /// A page: resources with their addresses, how many there are in all where that is known, this page's and the next one's address.
    pub fn searchset(
        found: Vec<(String, T)>,
        total: Option<usize>,
        this: String,
        next: Option<String>,
    ) -> Self {
        let entry = |(full_url, resource)| Entry { full_url, resource, search: Mode { mode: "match" } };
        let mut link = vec![Link { relation: "self", url: this }];
        link.extend(next.map(|url| Link { relation: "next", url }));
        Self {
            resource_type: "Bundle",
            kind: "searchset",
            total,
            link,
            entry: found.into_iter().map(entry).collect(),
        }
    }
}
