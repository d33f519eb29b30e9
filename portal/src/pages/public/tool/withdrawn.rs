//! What stands at the address of a withdrawn tool for those who never had it.

use catalogue::{Listing, PerLocale, Prose};
use jiff::Timestamp;
use serde::Serialize;

use crate::{
    pages::wording::Wording,
    web::{PageContext, View},
};

/// `GET /verktoy/{slug}`: what the open catalogue tells of the tool, too, and where others are.
#[derive(Debug, Serialize)]
pub struct WithdrawnView {
    /// Its name.
    pub name: String,
    /// When it was withdrawn.
    pub at: Timestamp,
    /// Why.
    pub reason: Option<Wording>,
    /// What it was about: a topic's key, and its name.
    pub topics: Vec<(String, Wording)>,
}

impl View for WithdrawnView {
    const TEMPLATE: &'static str = "public/withdrawn.html";
}

impl WithdrawnView {
    /// Of this listing, withdrawn then for this reason.
    pub fn new(cx: &PageContext, listing: &Listing, at: Timestamp, reason: &PerLocale<Prose<500>>) -> Self {
        let locale = cx.locale();
        let topics = listing.content().topics.iter().filter_map(|key| {
            let (spoken, name) = cx.app.vocabulary.topic(key.as_str())?.title(locale);
            Some((key.to_string(), Wording::new(spoken, name)))
        });
        Self {
            name: listing.name(locale).to_owned(),
            at,
            reason: Wording::of_prose(locale, reason),
            topics: topics.collect(),
        }
    }
}
