//! The index on the server: its settings, and how a document becomes one of its rows.
//!
//! A row has the terms of our own analysis as values to filter by. What stands in the name is in `name`, that and the purpose in `upper`, all
//! in `any`: so a term that counts from a place upwards is looked for in one attribute. Terms that stand beside each other are there as pairs.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::Locale;
use meilisearch_sdk::settings::{
    FacetSortValue, FacetingSettings, FilterFeatureModes, FilterFeatures, FilterableAttribute,
    FilterableAttributesSettings, MinWordSizeForTypos, PaginationSetting, Settings, TypoToleranceSettings,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::{
    Document, Facet, Reached, Texts,
    analysis::{Analysis, sort_key, tokens},
    index::{
        complete::Completion,
        schema::{LONGEST_BODY, Stored, fingerprint, name_order, texts_in},
        tokenizer::analysed,
    },
};

/// Raise it when rows are made differently without settings or data changing.
const VERSION: u32 = 1;

/// The attribute of every row's key.
pub(super) const ID: &str = "id";
/// Marks a row as a tool's: one has the index's own data.
pub(super) const TOOL: &str = "tool";
/// Terms of the name; of name and purpose; of all texts.
pub(super) const NAME: &str = "name";
pub(super) const UPPER: &str = "upper";
pub(super) const ANY: &str = "any";
/// Terms that the texts come back to.
pub(super) const OFTEN: &str = "often";
/// Words as written, folded; and what completes what is typed.
pub(super) const WORDS: &str = "words";
pub(super) const COMPLETIONS: &str = "completions";
/// What hits are ordered by.
pub(super) const PUBLISHED: &str = "published";
pub(super) const RANK: &str = "rank";
/// What highlights are made from.
pub(super) const TEXTS: &str = "texts";
/// Values listed of one facet or beginning.
pub(super) const MOST_VALUES: usize = 400;
/// Key of the row with the index's own data.
pub(super) const META: &str = "meta";

/// Mentions of a word in a text that make it a subject of the text.
const OFTEN_FROM: u32 = 2;
/// Places between two words that still stand beside each other: a stop word or two may come between.
const FARTHEST: usize = 3;
/// Characters of a name that are sorted by.
const LONGEST_KEY: usize = 100;

/// What the index says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Meta {
    pub(super) id: String,
    pub(super) generation: String,
    pub(super) position: Place,
}

/// How far an index is, as it is written: the position, and the mark where there is one.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Place {
    Bare(u64),
    Marked(u64, u32),
}

impl From<Reached> for Place {
    fn from(Reached { position, mark }: Reached) -> Self {
        mark.map_or(Self::Bare(position), |mark| Self::Marked(position, mark))
    }
}

impl From<Place> for Reached {
    fn from(place: Place) -> Self {
        match place {
            Place::Bare(position) => Self { position, mark: None },
            Place::Marked(position, mark) => Self { position, mark: Some(mark) },
        }
    }
}

/// A row as it comes back.
#[derive(Debug, Deserialize)]
pub(super) struct Found {
    pub(super) id: uuid::Uuid,
    #[serde(default)]
    pub(super) texts: Stored,
}

/// The settings of the index.
pub(super) fn settings() -> Settings {
    let attributes = |patterns: &[&str], facet_search: bool| {
        FilterableAttribute::Settings(FilterableAttributesSettings {
            attribute_patterns: patterns.iter().map(|pattern| (*pattern).to_owned()).collect(),
            features: FilterFeatures {
                facet_search,
                filter: FilterFeatureModes { equality: true, comparison: false },
            },
        })
    };
    let mut filtered = vec![ID, TOOL, NAME, UPPER, ANY, OFTEN];
    filtered.extend(Facet::ALL.map(Facet::field));
    let mut sorted = vec![ID, PUBLISHED, RANK];
    sorted.extend(Locale::ALL.map(name_order));
    let owned = |list: &[&str]| Some(list.iter().map(|text| (*text).to_owned()).collect());
    Settings {
        filterable_attributes: Some(vec![
            attributes(&filtered, false),
            attributes(&[WORDS, COMPLETIONS], true),
        ]),
        sortable_attributes: owned(&sorted),
        // Nothing is left to the server's own analysis of texts.
        searchable_attributes: owned(&["nothing"]),
        displayed_attributes: owned(&[ID, TEXTS, "generation", "position"]),
        ranking_rules: owned(&["sort"]),
        pagination: Some(PaginationSetting { max_total_hits: 1_000_000 }),
        faceting: Some(FacetingSettings {
            max_values_per_facet: MOST_VALUES,
            sort_facet_values_by: Some(BTreeMap::from([(WORDS.to_owned(), FacetSortValue::Count)])),
        }),
        // As many typos as we allow; only looking up words uses them.
        typo_tolerance: Some(TypoToleranceSettings {
            enabled: Some(true),
            disable_on_attributes: owned(&[COMPLETIONS]),
            min_word_size_for_typos: Some(MinWordSizeForTypos { one_typo: Some(4), two_typos: Some(8) }),
            ..TypoToleranceSettings::default()
        }),
        proximity_precision: Some("byAttribute".to_owned()),
        search_cutoff_ms: Some(1_500),
        ..Settings::default()
    }
}

/// What an index is made with, its documents included; one of another generation is rebuilt.
pub(super) fn generation(made_with: &str) -> String {
    fingerprint(&serde_json::to_string(&settings()).unwrap_or_default(), VERSION, made_with)
}

/// A facet's value as the server keeps it: small letters, digits, hyphens and underscores as they are, else by number, so that what it takes
/// for the same is the same.
pub(super) fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => escaped.push(byte.into()),
            other => {
                escaped.push('.');
                escaped.push_str(&hex(&[other]));
            }
        }
    }
    escaped
}

/// The value behind an escaped one.
pub(super) fn unescaped(escaped: &str) -> Option<String> {
    let mut parts = escaped.split('.');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).ok()
}

/// The key of a tool's row.
pub(super) fn key(tool: kernel::ToolId) -> String {
    tool.uuid().simple().to_string()
}

/// The row of a tool that is gone: it is found by nothing.
pub(super) fn gone(tool: kernel::ToolId) -> Value {
    json!({ "id": key(tool) })
}

/// The row of the index's own data.
pub(super) fn meta(generation: &str, reached: Reached) -> Value {
    json!({ "id": META, "generation": generation, "position": Place::from(reached) })
}

/// The two terms beside each other as one.
pub(super) fn pair(one: &str, other: &str) -> String {
    format!("{one} {other}")
}

/// The row of a document.
pub(super) fn row(document: &Document, analysis: &Analysis) -> Value {
    let mut row = Map::new();
    row.insert(ID.to_owned(), key(document.id).into());
    row.insert(TOOL.to_owned(), 1.into());
    if let Some(published) = document.published_at {
        row.insert(PUBLISHED.to_owned(), published.as_microsecond().into());
    }
    row.insert(RANK.to_owned(), (u8::from(document.available) * 2 + u8::from(document.open)).into());
    for (facet, values) in document.facets.iter() {
        row.insert(
            facet.field().to_owned(),
            values.iter().map(|value| escaped(value)).collect::<Vec<_>>().into(),
        );
    }
    for locale in Locale::ALL {
        let name = texts_in(&document.texts, locale).map_or("", |(_, texts)| &texts.name);
        row.insert(name_order(locale).to_owned(), order_key(name).into());
    }
    let mut terms = Terms::default();
    let mut stored = Vec::with_capacity(document.texts.len());
    for (locale, texts) in &document.texts {
        let body: String = texts.body.chars().take(LONGEST_BODY).collect();
        terms.add(texts, &body, analysis);
        stored.push((*locale, Texts { body, labels: Vec::new(), ..texts.clone() }));
    }
    let mut completions = Vec::new();
    Completion::of(document, &mut completions);
    let completions: BTreeSet<String> = completions.iter().map(Completion::term).collect();
    row.insert(COMPLETIONS.to_owned(), json!(completions));
    row.insert(TEXTS.to_owned(), json!(Stored(stored)));
    terms.into_row(&mut row);
    Value::Object(row)
}

/// A name's sort key in digits and letters that sort alike everywhere.
fn order_key(name: &str) -> String {
    let key: String = sort_key(name).chars().take(LONGEST_KEY).collect();
    hex(key.as_bytes())
}

/// Bytes as digits and small letters, which sort as the bytes do.
fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}

/// The terms of a document by where they stand.
#[derive(Default)]
struct Terms {
    name: BTreeSet<String>,
    upper: BTreeSet<String>,
    any: BTreeSet<String>,
    often: BTreeSet<String>,
    words: BTreeSet<String>,
}

impl Terms {
    fn add(&mut self, texts: &Texts, body: &str, analysis: &Analysis) {
        let mut mentions = HashMap::new();
        let name = read(&texts.name, true, analysis, &mut mentions);
        let mut upper = read(&texts.purpose, false, analysis, &mut mentions);
        let mut lower = read(body, false, analysis, &mut mentions);
        for label in &texts.labels {
            let terms = read(&label.text, false, analysis, &mut mentions);
            if label.facet == Facet::Topic { &mut upper } else { &mut lower }.extend(terms);
        }
        for term in name.iter().chain(&upper).chain(&lower) {
            self.words.extend(term.strip_prefix('=').map(str::to_owned));
        }
        self.any.extend(name.iter().chain(&upper).cloned().chain(lower));
        self.upper.extend(name.iter().cloned().chain(upper));
        self.name.extend(name);
        let often = mentions.into_iter().filter(|(_, mentions)| *mentions >= OFTEN_FROM);
        self.often.extend(often.map(|(term, _)| term));
    }

    fn into_row(self, row: &mut Map<String, Value>) {
        let Self { name, upper, any, often, words } = self;
        for (attribute, terms) in [(NAME, name), (UPPER, upper), (ANY, any), (OFTEN, often), (WORDS, words)] {
            row.insert(attribute.to_owned(), json!(terms));
        }
    }
}

/// The terms of a text, with the pairs that stand beside each other; counts how often each subject is mentioned.
fn read(
    text: &str,
    keep_stop_words: bool,
    analysis: &Analysis,
    mentions: &mut HashMap<String, u32>,
) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    let mut before: Option<(usize, String)> = None;
    for (at, token) in tokens(text).enumerate() {
        let word = analysed(analysis, &text[token.start..token.end], &token.segments);
        if word.stop && !keep_stop_words {
            continue;
        }
        terms.extend(word.terms.iter().cloned());
        let Some(stem) = word.terms.get(1) else { continue };
        for subject in &word.terms[1..] {
            *mentions.entry(subject.clone()).or_default() += 1;
        }
        if let Some((place, before)) = before.filter(|(place, _)| at - place <= FARTHEST) {
            debug_assert!(place < at);
            terms.insert(pair(&before, stem));
        }
        before = Some((at, stem.clone()));
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::{escaped, unescaped};

    #[test]
    fn what_is_escaped_comes_back_and_differs_where_it_differed() {
        for value in ["sovn", "mental-health", "Søvn", "", "a.b", "\u{0} \"\\", "頭痛"] {
            assert_eq!(unescaped(&escaped(value)).as_deref(), Some(value));
        }
        assert_ne!(escaped("SOVN"), escaped("sovn"));
        assert_eq!(unescaped("a.x"), None);
        assert_eq!(unescaped("a.ø"), None);
    }
}
