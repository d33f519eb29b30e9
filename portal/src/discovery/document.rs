//! What the search index is told about a listing.

use catalogue::{Availability, Listing, Standing, Text};
use kernel::{Locale, Slug};
use search::{Document, Facet, Label, PerFacet, Texts};

use super::{Term, Vocabulary};

/// What documents are made with: an index of others is filled anew. Raise the number when they are made differently.
pub const MADE_WITH: &str = concat!("1 ", include_str!("../../data/topics.json"));

/// The document of a listing; a withdrawn one is not to be found.
pub fn document(listing: &Listing, vocabulary: &Vocabulary) -> Option<Document> {
    if matches!(listing.standing, Standing::Withdrawn { .. }) {
        return None;
    }
    let content = listing.content();
    let texts = content
        .texts
        .iter()
        .map(|(locale, text)| (locale, texts(listing, locale, text, vocabulary)))
        .collect();
    Some(Document {
        id: listing.id(),
        texts,
        facets: facets(listing),
        published_at: listing.published_at(),
        available: listing.is_published(),
        open: content.availability == Availability::Open,
    })
}

/// The values by which it can be chosen.
fn facets(listing: &Listing) -> PerFacet<Vec<String>> {
    let content = listing.content();
    let names = |slugs: &[Slug]| slugs.iter().map(ToString::to_string).collect();
    PerFacet {
        topics: names(&content.topics),
        audiences: names(&content.audiences),
        platforms: content.platforms.iter().map(ToString::to_string).collect(),
        access: vec![content.availability.to_string()],
        profile: vec![content.profile.to_string()],
        languages: content.languages.iter().map(ToString::to_string).collect(),
    }
}

/// Whether a listing has one of the chosen values of every facet that has some, as the index chooses.
pub fn fits(listing: &Listing, chosen: &PerFacet<Vec<String>>) -> bool {
    let own = facets(listing);
    chosen
        .iter()
        .all(|(facet, values)| values.is_empty() || values.iter().any(|value| own[facet].contains(value)))
}

fn texts(listing: &Listing, locale: Locale, text: &Text, vocabulary: &Vocabulary) -> Texts {
    let content = listing.content();
    let tasks = content.tasks.iter().filter_map(|task| task.title.text(locale).map(|(_, title)| title));
    // What it is not for must not find it.
    let mut body: Vec<&str> = vec![&text.effect, &text.usage, &text.target_group];
    // As cards show it.
    let purpose = content.summary(locale).map_or("", |(_, text)| text);
    if purpose != text.purpose.as_str() {
        body.insert(0, &text.purpose);
    }
    body.extend(tasks);
    body.push(&listing.vendor_name);
    body.retain(|part| !part.is_empty());
    let label = |facet, term: &Term| Label {
        facet,
        value: term.key.to_string(),
        text: term.title(locale).1.to_owned(),
    };
    let topics = content.topics.iter().filter_map(|key| vocabulary.topic(key.as_str()));
    let audiences = content.audiences.iter().filter_map(|key| vocabulary.audience(key.as_str()));
    let labels = topics
        .map(|term| label(Facet::Topic, term))
        .chain(audiences.map(|term| label(Facet::Audience, term)));
    let (purpose, body) = (purpose.to_owned(), body.join("\n"));
    Texts { name: text.name.to_string(), purpose, body, labels: labels.collect() }
}
