//! Suggestions while typing: names, topics and words live in the index as terms that begin as people type.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap, HashSet},
    io,
};

use foldhash::fast::RandomState;
use kernel::{Locale, ToolId};
use tantivy::{
    DocSet, InvertedIndexReader, Searcher, TERMINATED,
    postings::TermInfo,
    schema::{Field, IndexRecordOption},
};

use super::collect::Ids;
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
/// Words looked at per segment, for those that most documents have.
const MOST_LOOKED_AT: usize = 5_000;
/// Terms read per segment and kind, and bytes of typed text.
const MOST_READ: usize = 300;
const LONGEST_TYPED: usize = 80;
/// Bytes of a term before what is typed.
const KIND_AND_LOCALE: usize = 3;

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
        let mut seen = HashSet::with_hasher(RandomState::default());
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
            let mut words = HashSet::with_hasher(RandomState::default());
            for text in [&texts.name, &texts.purpose, &texts.body] {
                words.extend(tokens(text).map(|token| &text[token.start..token.end]));
            }
            for word in words {
                let word = clean(word).to_lowercase();
                if word.chars().count() >= SHORTEST_WORD {
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

    /// The same, shorter, where the documents of a term are at hand: a tool is one of these, and what is shown is mostly what is typed. Endings
    /// that no two terms share are most of what a dictionary costs.
    pub(super) fn entry(&self) -> String {
        let Self { kind, locale, folded, shown, key } = self;
        let key = if *kind == TOOL { "" } else { key };
        format!("{kind}{}{folded}{BETWEEN}{}{BETWEEN}{key}", locale.tag(), change(folded, shown))
    }

    fn read(term: &[u8]) -> Option<(String, String, String)> {
        let mut parts = std::str::from_utf8(term).ok()?.split(BETWEEN);
        let folded = parts.next()?.get(KIND_AND_LOCALE..)?.to_owned();
        Some((folded, parts.next()?.to_owned(), parts.next()?.to_owned()))
    }
}

/// How one text becomes another: letters to keep at both ends, and what comes between; nothing where they are alike.
fn change(from: &str, to: &str) -> String {
    if from == to {
        return String::new();
    }
    let alike = |(one, other): &(char, char)| one == other;
    let start: usize =
        from.chars().zip(to.chars()).take_while(alike).map(|(letter, _)| letter.len_utf8()).sum();
    let ends = from[start..].chars().rev().zip(to[start..].chars().rev());
    let end: usize = ends.take_while(alike).map(|(letter, _)| letter.len_utf8()).sum();
    format!("{start}.{end}.{}", &to[start..to.len() - end])
}

/// The text that another became by a [`change`].
fn changed(from: &str, change: &str) -> Option<String> {
    if change.is_empty() {
        return Some(from.to_owned());
    }
    let mut parts = change.splitn(3, '.');
    let start = from.get(..parts.next()?.parse().ok()?)?;
    let end = from.get(from.len().checked_sub(parts.next()?.parse().ok()?)?..)?;
    Some(format!("{start}{}{end}", parts.next()?))
}

fn clean(text: &str) -> String {
    if text.len() <= LONGEST && !text.contains(char::is_control) {
        return text.trim().to_owned();
    }
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
        tools.sort_by_cached_key(|tool| !folded(&tool.shown).starts_with(&self.beginning));
        words.sort_by_key(|word| Reverse(word.documents));
        // Tools that happen to be named so leave room for the commonest words.
        let subjects = words.iter().filter(|word| !analysis.is_stop_only(&word.shown));
        let room = limit - subjects.take(limit / 4).count();
        for tool in tools {
            if let Ok(id) = tool.key.parse::<ToolId>() {
                push(&mut list, Suggestion { text: tool.shown, kind: SuggestionKind::Tool(id) }, room);
            }
        }
        let before = self.last.as_ref().map_or("", |(before, _)| before);
        for word in words {
            if list.len() == limit {
                break;
            }
            if analysis.is_stop_only(&word.shown) {
                continue;
            }
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
    words.sort_by_key(|word| Reverse(word.documents));
    words.into_iter().next().map(|word| word.shown)
}

/// The completions that terms stand for, with how many documents have each.
pub(crate) fn completions(terms: BTreeMap<Vec<u8>, u64>) -> Vec<Found> {
    let mut completions: Vec<Found> = Vec::with_capacity(terms.len());
    let mut places: HashMap<String, usize, RandomState> = HashMap::default();
    for (term, documents) in terms {
        let Some((folded, shown, key)) = Completion::read(&term) else { continue };
        let same = if key.is_empty() { &shown } else { &key };
        if let Some(place) = places.get(same) {
            completions[*place].documents += documents;
        } else {
            places.insert(same.clone(), completions.len());
            completions.push(Found { folded, shown, key, documents });
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
            self.read(kind, prefix.as_bytes(), &mut found)?;
        }
        Ok(completions(found))
    }

    fn read(&self, kind: char, prefix: &[u8], found: &mut BTreeMap<Vec<u8>, u64>) -> Result<(), SearchError> {
        let mut add = |term: String, documents| *found.entry(term.into_bytes()).or_default() += documents;
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.field)?;
            let ids = if kind == TOOL { Some(Ids::new(segment)?) } else { None };
            let mut left = MOST_READ;
            for (entry, info) in entries(kind, &index, prefix)? {
                if left == 0 {
                    break;
                }
                left -= 1;
                let Some(term) = term(&entry) else { continue };
                if ids.is_none() && !segment.has_deletes() {
                    add(term, u64::from(info.doc_freq));
                    continue;
                }
                let mut alive = Vec::new();
                let mut postings = index.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
                while postings.doc() != TERMINATED && (ids.is_none() || alive.len() <= left) {
                    alive.extend(Some(postings.doc()).filter(|doc| !segment.is_deleted(*doc)));
                    postings.advance();
                }
                match &ids {
                    Some(ids) => {
                        left -= alive.len().saturating_sub(1).min(left);
                        for doc in alive {
                            add(format!("{term}{}", ids.tool(doc)), 1);
                        }
                    }
                    None if alive.is_empty() => {}
                    None => add(term, alive.len() as u64),
                }
            }
        }
        Ok(())
    }
}

/// Entries of a dictionary that begin so: the first ones, and of words those that most documents have, wherever in the alphabet they stand.
pub(super) fn entries(
    kind: char,
    index: &InvertedIndexReader,
    prefix: &[u8],
) -> io::Result<Vec<(Vec<u8>, TermInfo)>> {
    let past = [prefix, &[0xff]].concat();
    let mut stream = index.terms().range().ge(prefix).lt(&past).into_stream()?;
    let most = if kind == WORD { MOST_LOOKED_AT } else { MOST_READ };
    let (mut entries, mut least) = (Vec::new(), 0);
    for _ in 0..most {
        let Some((entry, info)) = stream.next() else { break };
        if info.doc_freq > least {
            entries.push((entry.to_vec(), info.clone()));
        }
        if entries.len() == 2 * MOST_READ {
            least = keep_commonest(&mut entries);
        }
    }
    keep_commonest(&mut entries);
    Ok(entries)
}

/// Leaves no more than are read; says how many documents the rarest of them has.
fn keep_commonest(entries: &mut Vec<(Vec<u8>, TermInfo)>) -> u32 {
    if entries.len() > MOST_READ {
        entries.select_nth_unstable_by_key(MOST_READ - 1, |(_, info)| Reverse(info.doc_freq));
        entries.truncate(MOST_READ);
    }
    entries.iter().map(|(_, info)| info.doc_freq).min().unwrap_or_default()
}

/// The whole term of an entry; a tool's without its key.
fn term(entry: &[u8]) -> Option<String> {
    let (typed, rest) = std::str::from_utf8(entry).ok()?.split_once(BETWEEN)?;
    let (change, key) = rest.split_once(BETWEEN)?;
    let shown = changed(typed.get(KIND_AND_LOCALE..)?, change)?;
    Some(format!("{typed}{BETWEEN}{shown}{BETWEEN}{key}"))
}

fn push(list: &mut Vec<Suggestion>, suggestion: Suggestion, limit: usize) {
    let same = |other: &Suggestion| {
        other.text.eq_ignore_ascii_case(&suggestion.text) && other.kind == suggestion.kind
    };
    if list.len() < limit && !list.iter().any(same) {
        list.push(suggestion);
    }
}

#[cfg(test)]
mod tests {
    use super::{BETWEEN, Completion, KIND_AND_LOCALE, Locale, TOOL, WORD, change, changed, term};

    #[test]
    fn an_entry_says_the_same_as_the_term() {
        for (folded, shown) in
            [("sovn", "søvn"), ("dagbok 7", "Hodepinedagbok 7"), ("ana", "åååna"), ("", "å")]
        {
            assert_eq!(changed(folded, &change(folded, shown)).as_deref(), Some(shown));
        }
        assert_eq!(change("hjelp", "hjelp"), "");
        let word = Completion::new(WORD, Locale::Nb, "blåmåling", "blåmåling", "");
        assert_eq!(term(word.entry().as_bytes()), Some(word.term()));
        let tool = Completion::new(TOOL, Locale::Nn, "Søvn 1.2.3", "God Søvn 1.2.3", "tool_1");
        assert_eq!(term(tool.entry().as_bytes()).map(|term| term + "tool_1"), Some(tool.term()));
        assert_eq!(tool.entry().find(BETWEEN), Some(KIND_AND_LOCALE + "sovn 1.2.3".len()));
    }
}
