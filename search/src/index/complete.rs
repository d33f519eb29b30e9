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
pub(crate) struct Completion {
    kind: char,
    locale: Locale,
    folded: String,
    shown: String,
    key: String,
}

const TOOL: char = 'n';
const TOPIC: char = 't';
pub(crate) const WORD: char = 'w';

impl Completion {
    /// All completions that lead to a document.
    pub(crate) fn of(document: &Document, completions: &mut Vec<Self>) {
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
    pub(crate) fn term(&self) -> String {
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

/// What a beginning is completed to.
pub(crate) struct Found {
    folded: String,
    shown: String,
    key: String,
    documents: u64,
}

/// What somebody has typed so far.
pub(crate) struct Typed<'a> {
    beginning: String,
    /// What stands before the last word, and how that word begins.
    last: Option<(&'a str, String)>,
}

impl<'a> Typed<'a> {
    /// Nothing if there is nothing to complete.
    pub(crate) fn new(text: &'a str) -> Option<Self> {
        let typed = &text[..text.floor_char_boundary(LONGEST_TYPED)];
        let beginning = folded(typed.trim_start());
        if beginning.trim().is_empty() {
            return None;
        }
        let last = tokens(typed).last().filter(|last| last.end == typed.len());
        let last = last.map(|last| (typed[..last.start].trim_start(), folded(&typed[last.start..])));
        Some(Self { beginning, last })
    }

    /// The beginnings to be completed: of topics, tools and words.
    pub(crate) fn beginnings(&self) -> [(char, Option<&str>); 3] {
        let last = self.last.as_ref().map(|(_, last)| last.as_str());
        [(TOPIC, Some(&self.beginning)), (TOOL, Some(&self.beginning)), (WORD, last)]
    }

    /// Topics, then tools, then words, from what was found of each.
    pub(crate) fn suggestions(
        &self,
        [topics, mut tools, mut words]: [Vec<Found>; 3],
        limit: usize,
        analysis: &Analysis,
    ) -> Vec<Suggestion> {
        let mut list = Vec::new();
        for topic in topics {
            let kind = SuggestionKind::Topic(topic.key);
            push(&mut list, Suggestion { text: topic.shown, kind }, limit.div_ceil(3));
        }
        tools.sort_by_key(|tool| !folded(&tool.shown).starts_with(&self.beginning));
        for tool in tools {
            if let Ok(id) = tool.key.parse::<ToolId>() {
                push(&mut list, Suggestion { text: tool.shown, kind: SuggestionKind::Tool(id) }, limit);
            }
        }
        let before = self.last.as_ref().map_or("", |(before, _)| before);
        words.retain(|word| !analysis.words(&word.shown).iter().all(|word| word.stop));
        words.sort_by_key(|word| std::cmp::Reverse(word.documents));
        for word in words {
            let text = format!("{before}{}", word.shown);
            push(&mut list, Suggestion { text, kind: SuggestionKind::Word }, limit);
        }
        list
    }
}

/// What terms begin with that complete this beginning, in the reader's language and in bokmål.
pub(crate) fn prefixes(kind: char, locale: Locale, beginning: &str) -> impl Iterator<Item = String> {
    let locales = [Some(locale), (locale != Locale::Nb).then_some(Locale::Nb)];
    locales.into_iter().flatten().map(move |locale| format!("{kind}{}{beginning}", locale.tag()))
}

/// What terms an exactly known word has.
pub(crate) fn whole(surface: &str) -> String {
    format!("{surface}{BETWEEN}")
}

/// How most documents write a word.
pub(crate) fn commonest(mut words: Vec<Found>) -> Option<String> {
    words.sort_by_key(|word| std::cmp::Reverse(word.documents));
    words.into_iter().next().map(|word| word.shown)
}

/// The completions that terms stand for, with how many documents have each.
pub(crate) fn completions(terms: BTreeMap<Vec<u8>, u64>) -> Vec<Found> {
    let mut completions: Vec<Found> = Vec::with_capacity(terms.len());
    for (term, documents) in terms {
        let Some((folded, shown, key)) = Completion::read(&term) else { continue };
        let same = |other: &&mut Found| if key.is_empty() { other.shown == shown } else { other.key == key };
        match completions.iter_mut().find(same) {
            Some(known) => known.documents += documents,
            None => completions.push(Found { folded, shown, key, documents }),
        }
    }
    completions.sort_by(|a, b| a.folded.cmp(&b.folded));
    completions
}

impl Completer<'_> {
    /// What could be meant by this beginning: topics, then tools, then words.
    pub(super) fn suggest(
        &self,
        text: &str,
        locale: Locale,
        limit: usize,
    ) -> Result<Vec<Suggestion>, SearchError> {
        let Some(typed) = Typed::new(text).filter(|_| limit > 0) else { return Ok(Vec::new()) };
        let [topics, tools, words] = typed.beginnings().map(|(kind, beginning)| {
            beginning.map_or(Ok(Vec::new()), |beginning| self.beginning(kind, locale, beginning))
        });
        Ok(typed.suggestions([topics?, tools?, words?], limit, self.analysis))
    }

    /// How a folded word is written, as most documents do.
    pub(super) fn spelling(&self, surface: &str, locale: Locale) -> Result<Option<String>, SearchError> {
        Ok(commonest(self.beginning(WORD, locale, &whole(surface))?))
    }

    /// Completions in the reader's language and in bokmål, of documents that still are in the index.
    fn beginning(&self, kind: char, locale: Locale, beginning: &str) -> Result<Vec<Found>, SearchError> {
        let mut found: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
        for prefix in prefixes(kind, locale, beginning) {
            self.read(prefix.into_bytes(), &mut found)?;
        }
        Ok(completions(found))
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
