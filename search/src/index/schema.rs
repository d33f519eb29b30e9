//! The fields of the embedded index, and how a document becomes one of its rows.

use kernel::Locale;
use serde::{Deserialize, Serialize};
use tantivy::{
    TantivyDocument, Term,
    schema::{BytesOptions, FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions},
};

use super::{complete::Completion, tokenizer};
use crate::{
    Document, Facet, PerFacet, Texts,
    analysis::{self, sort_key},
};

/// Raise it when rows are made differently without fields or data changing.
const VERSION: u32 = 2;
/// Characters of a body per language that are indexed.
pub(crate) const LONGEST_BODY: usize = 20_000;

/// The bit of `rank` for [`Document::available`].
pub(super) const AVAILABLE: u64 = 1;
/// The bit of `rank` for [`Document::open`].
pub(super) const OPEN: u64 = 2;

/// Names of the columns that hits are ordered by.
pub(super) const ID_HIGH: &str = "id_high";
pub(super) const ID_LOW: &str = "id_low";
pub(super) const PUBLISHED: &str = "published_at";
pub(super) const RANK: &str = "rank";

/// The column of names' sort keys in a language.
pub(crate) const fn name_order(locale: Locale) -> &'static str {
    match locale {
        Locale::Nb => "order_nb",
        Locale::Nn => "order_nn",
        Locale::En => "order_en",
        Locale::Se => "order_se",
    }
}

/// Handles of all fields.
#[derive(Clone)]
pub(super) struct Fields {
    id: Field,
    id_high: Field,
    id_low: Field,
    published: Field,
    rank: Field,
    order: [Field; 4],
    facets: PerFacet<Field>,
    pub(super) name: Field,
    pub(super) purpose: Field,
    pub(super) body: Field,
    pub(super) completions: Field,
    texts: Field,
}

/// What is kept of a document for highlights.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Stored(pub(crate) Vec<(Locale, Texts)>);

impl Fields {
    /// The schema with its handles.
    pub(super) fn new() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let text = |tokenizer: &str| {
            let positions = TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            TextOptions::default().set_indexing_options(positions)
        };
        let column = || TextOptions::default().set_fast("raw");
        let term = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        let fields = Self {
            id: schema.add_bytes_field("id", BytesOptions::default().set_indexed()),
            id_high: schema.add_u64_field(ID_HIGH, FAST),
            id_low: schema.add_u64_field(ID_LOW, FAST),
            published: schema.add_i64_field(PUBLISHED, FAST),
            rank: schema.add_u64_field(RANK, FAST),
            order: Locale::ALL.map(|locale| schema.add_text_field(name_order(locale), column())),
            facets: PerFacet::from_fn(|facet| schema.add_text_field(facet.field(), column())),
            name: schema.add_text_field("name", text(tokenizer::WITH_STOP_WORDS)),
            purpose: schema.add_text_field("purpose", text(tokenizer::PLAIN)),
            body: schema.add_text_field("body", text(tokenizer::PLAIN)),
            completions: schema
                .add_text_field("completions", TextOptions::default().set_indexing_options(term)),
            texts: schema.add_bytes_field("texts", STORED),
        };
        (schema.build(), fields)
    }

    /// The term that a document is replaced and removed by.
    pub(super) fn id_term(&self, id: kernel::ToolId) -> Term {
        Term::from_field_bytes(self.id, id.uuid().as_bytes())
    }

    /// The row of a document.
    pub(super) fn row(&self, document: &Document, completions: &mut Vec<Completion>) -> TantivyDocument {
        let mut row = TantivyDocument::default();
        let (high, low) = document.id.uuid().as_u64_pair();
        row.add_bytes(self.id, document.id.uuid().as_bytes());
        row.add_u64(self.id_high, high);
        row.add_u64(self.id_low, low);
        row.add_i64(self.published, document.published_at.map_or(i64::MIN, jiff::Timestamp::as_microsecond));
        let bit = |set: bool, bit: u64| if set { bit } else { 0 };
        row.add_u64(self.rank, bit(document.available, AVAILABLE) | bit(document.open, OPEN));
        for (facet, values) in document.facets.iter() {
            for value in values {
                row.add_text(self.facets[facet], value);
            }
        }
        for (locale, field) in Locale::ALL.into_iter().zip(self.order) {
            row.add_text(
                field,
                sort_key(texts_in(&document.texts, locale).map_or("", |(_, texts)| &texts.name)),
            );
        }
        self.add_texts(&mut row, document, completions);
        row
    }

    fn add_texts(&self, row: &mut TantivyDocument, document: &Document, completions: &mut Vec<Completion>) {
        let mut stored = Vec::with_capacity(document.texts.len());
        for (locale, texts) in &document.texts {
            let body: String = texts.body.chars().take(LONGEST_BODY).collect();
            row.add_text(self.name, &texts.name);
            row.add_text(self.purpose, &texts.purpose);
            for label in &texts.labels {
                row.add_text(if label.facet == Facet::Topic { self.purpose } else { self.body }, &label.text);
            }
            row.add_text(self.body, &body);
            stored.push((*locale, Texts { body, labels: Vec::new(), ..texts.clone() }));
        }
        completions.clear();
        Completion::of(document, completions);
        for completion in completions.iter() {
            row.add_text(self.completions, completion.entry());
        }
        // Texts always serialize; a row without them only lacks its highlights.
        row.add_bytes(self.texts, &serde_json::to_vec(&Stored(stored)).unwrap_or_default());
    }

    /// What was kept of a row for highlights.
    pub(super) fn stored(&self, row: &TantivyDocument) -> Option<Stored> {
        use tantivy::schema::Value;
        serde_json::from_slice(row.get_first(self.texts)?.as_bytes()?).ok()
    }
}

/// The texts in a language, or in the first one there is.
pub(crate) fn texts_in(texts: &[(Locale, Texts)], locale: Locale) -> Option<(Locale, &Texts)> {
    texts.iter().find(|(own, _)| *own == locale).or_else(|| texts.first()).map(|(own, texts)| (*own, texts))
}

/// What an index was made with: fields, lexicon, synonyms, and what its documents are made with. One of another generation is rebuilt.
pub(super) fn generation(made_with: &str) -> String {
    let fields = serde_json::to_string(&Fields::new().0).unwrap_or_default();
    fingerprint(&fields, VERSION, made_with)
}

/// A short name for fields, version, the analysis's data and what documents are made with together.
pub(crate) fn fingerprint(fields: &str, version: u32, made_with: &str) -> String {
    let parts = analysis::DATA.into_iter().chain([fields, made_with]);
    // FNV-1a: only accidents are to be noticed here.
    let hash = parts
        .flat_map(str::bytes)
        .chain(version.to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{hash:016x}")
}
