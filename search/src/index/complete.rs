//! Suggestions while typing: names, topics and words live in the index as terms that begin as people type.

use std::collections::{BTreeMap, HashSet};

use kernel::{Locale, ToolId};
use tantivy::{
    DocSet, Searcher, TERMINATED,
    schema::{Field, IndexRecordOption},
};

use crate::{
    Document, Facet, SearchError, Suggestion, SuggestionKind,
    analysis::{Analysis, folded, tokens},
};

/// Between the parts of a completion's term; no text has it after folding, and names are cleaned of it.
const BETWEEN: char = '\u{1f}';
/// Words of a name that it is found by.
const MOST_STARTS: usize = 6;
/// Characters of a name or topic that are kept.
const LONGEST: usize = 120;
/// Letters of the shortest word that is suggested.
const SHORTEST_WORD: usize = 4;
/// Terms read per segment and kind, and bytes of typed text.
const MOST_READ: usize = 300;
const LONGEST_TYPED: usize = 80;

/// One way to complete what is typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Completion {
    kind: char,
    locale: Locale,
    folded: String,
    shown: String,
    key: String,
}

const TOOL: char = 'n';
const TOPIC: char = 't';
const WORD: char = 'w';

impl Completion {
    /// All completions that lead to a document.
    pub(super) fn of(document: &Document, completions: &mut Vec<Self>) {
        let mut seen = HashSet::new();
        for (locale, texts) in &document.texts {
            let shown = clean(&texts.name);
            let id = document.id.to_string();
            for token in tokens(&shown).take(MOST_STARTS) {
                seen.insert(Self::new(TOOL, *locale, &shown[token.start..], &shown, &id));
            }
            for label in texts.labels.iter().filter(|label| label.facet == Facet::Topic) {
                let shown = clean(&label.text);
                seen.insert(Self::new(TOPIC, *locale, &shown, &shown, &label.value));
            }
            for text in [&texts.name, &texts.purpose, &texts.body] {
                let words = tokens(text).map(|token| clean(&text[token.start..token.end]).to_lowercase());
                for word in words.filter(|word| word.chars().count() >= SHORTEST_WORD) {
                    seen.insert(Self::new(WORD, *locale, &word, &word, ""));
                }
            }
        }
        completions.extend(seen);
    }

    fn new(kind: char, locale: Locale, typed: &str, shown: &str, key: &str) -> Self {
        Self { kind, locale, folded: folded(typed), shown: shown.to_owned(), key: key.to_owned() }
    }

    /// The term that it is found by.
    pub(super) fn term(&self) -> String {
        let Self { kind, locale, folded, shown, key } = self;
        format!("{kind}{}{folded}{BETWEEN}{shown}{BETWEEN}{key}", locale.tag())
    }

    fn read(term: &[u8]) -> Option<(String, String, String)> {
        let mut parts = std::str::from_utf8(term).ok()?.split(BETWEEN);
        let folded = parts.next()?.get(3..)?.to_owned();
        Some((folded, parts.next()?.to_owned(), parts.next()?.to_owned()))
    }
}

fn clean(text: &str) -> String {
    text.split(|c: char| c.is_control()).collect::<Vec<_>>().join(" ").trim().chars().take(LONGEST).collect()
}

/// Reads completions from an index.
pub(super) struct Completer<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) field: Field,
    pub(super) analysis: &'a Analysis,
}

struct Found {
    folded: String,
    shown: String,
    key: String,
    documents: u64,
}

impl Completer<'_> {
    /// What could be meant by this beginning: topics, then tools, then words.
    pub(super) fn suggest(
        &self,
        text: &str,
        locale: Locale,
        limit: usize,
    ) -> Result<Vec<Suggestion>, SearchError> {
        let typed = &text[..text.floor_char_boundary(LONGEST_TYPED)];
        let beginning = folded(typed.trim_start());
        let mut suggestions = Vec::new();
        if beginning.trim().is_empty() || limit == 0 {
            return Ok(suggestions);
        }
        for topic in self.beginning(TOPIC, locale, &beginning)? {
            let kind = SuggestionKind::Topic(topic.key);
            push(&mut suggestions, Suggestion { text: topic.shown, kind }, limit.div_ceil(3));
        }
        let mut tools = self.beginning(TOOL, locale, &beginning)?;
        tools.sort_by_key(|tool| !folded(&tool.shown).starts_with(&beginning));
        for tool in tools {
            if let Ok(id) = tool.key.parse::<ToolId>() {
                push(
                    &mut suggestions,
                    Suggestion { text: tool.shown, kind: SuggestionKind::Tool(id) },
                    limit,
                );
            }
        }
        self.words(typed, locale, limit, &mut suggestions)?;
        Ok(suggestions)
    }

    fn words(
        &self,
        typed: &str,
        locale: Locale,
        limit: usize,
        list: &mut Vec<Suggestion>,
    ) -> Result<(), SearchError> {
        let Some(last) = tokens(typed).last().filter(|last| last.end == typed.len()) else { return Ok(()) };
        let before = typed[..last.start].trim_start();
        let beginning = folded(&typed[last.start..]);
        let mut words = self.beginning(WORD, locale, &beginning)?;
        words.retain(|word| !self.analysis.words(&word.shown).iter().all(|word| word.stop));
        words.sort_by_key(|word| std::cmp::Reverse(word.documents));
        for word in words {
            push(
                list,
                Suggestion { text: format!("{before}{}", word.shown), kind: SuggestionKind::Word },
                limit,
            );
        }
        Ok(())
    }

    /// How a folded word is written, as most documents do.
    pub(super) fn spelling(&self, surface: &str, locale: Locale) -> Result<Option<String>, SearchError> {
        let mut words = self.beginning(WORD, locale, &format!("{surface}{BETWEEN}"))?;
        words.sort_by_key(|word| std::cmp::Reverse(word.documents));
        Ok(words.into_iter().next().map(|word| word.shown))
    }

    /// Completions in the reader's language and in bokmål, of documents that still are in the index.
    fn beginning(&self, kind: char, locale: Locale, beginning: &str) -> Result<Vec<Found>, SearchError> {
        let mut found: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
        let locales = [Some(locale), (locale != Locale::Nb).then_some(Locale::Nb)];
        for locale in locales.into_iter().flatten() {
            let prefix = format!("{kind}{}{beginning}", locale.tag()).into_bytes();
            self.read(prefix, &mut found)?;
        }
        let mut completions: Vec<Found> = Vec::with_capacity(found.len());
        for (term, documents) in found {
            let Some((folded, shown, key)) = Completion::read(&term) else { continue };
            let same =
                |other: &&mut Found| if key.is_empty() { other.shown == shown } else { other.key == key };
            match completions.iter_mut().find(same) {
                Some(known) => known.documents += documents,
                None => completions.push(Found { folded, shown, key, documents }),
            }
        }
        completions.sort_by(|a, b| a.folded.cmp(&b.folded));
        Ok(completions)
    }

    fn read(&self, prefix: Vec<u8>, found: &mut BTreeMap<Vec<u8>, u64>) -> Result<(), SearchError> {
        let mut past = prefix.clone();
        past.push(0xff);
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.field)?;
            let mut terms = index.terms().range().ge(&prefix).lt(&past).into_stream()?;
            let mut read = 0;
            while let Some((term, info)) = terms.next() {
                let mut documents = u64::from(info.doc_freq);
                if segment.has_deletes() {
                    let mut postings = index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
                    documents = 0;
                    while postings.doc() != TERMINATED {
                        documents += u64::from(!segment.is_deleted(postings.doc()));
                        postings.advance();
                    }
                }
                if documents > 0 {
                    *found.entry(term.to_vec()).or_default() += documents;
                }
                read += 1;
                if read == MOST_READ {
                    break;
                }
            }
        }
        Ok(())
    }
}

fn push(list: &mut Vec<Suggestion>, suggestion: Suggestion, limit: usize) {
    let same = |other: &Suggestion| {
        other.text.eq_ignore_ascii_case(&suggestion.text) && other.kind == suggestion.kind
    };
    if list.len() < limit && !list.iter().any(same) {
        list.push(suggestion);
    }
}
