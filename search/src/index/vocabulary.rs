//! Which words an index has: how often, with what beginning, near what spelling. All bounded.

use std::{cell::RefCell, collections::HashMap, rc::Rc, sync::Arc};

use foldhash::fast::RandomState;
use tantivy::{
    InvertedIndexReader, Searcher, Term, postings::TermInfo, query::FuzzyTermQuery, schema::Field,
};

use super::{
    complete::{WORD, entries},
    plan::Words,
    schema::Fields,
};
use crate::{
    SearchError,
    analysis::{SURFACE, marked},
};

/// Terms looked at per segment and field for what is near a word.
const MOST_TERMS_READ: usize = 400;

/// A word of the index and in how many documents it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) surface: String,
    pub(crate) documents: u64,
}

/// A term of the index.
pub(super) struct Found {
    /// Its field, by its place among the vocabulary's.
    pub(super) place: usize,
    pub(super) term: Term,
    /// Where its documents are listed, in each segment.
    pub(super) places: Vec<Option<TermInfo>>,
    /// How many it has.
    pub(super) documents: u64,
}

/// The words of an index as it is now.
pub(super) struct Vocabulary<'a> {
    pub(super) searcher: &'a Searcher,
    /// Name, purpose and other text.
    pub(super) fields: [Field; 3],
    /// The words of each segment, by field.
    pub(super) words: Vec<[Arc<InvertedIndexReader>; 3]>,
    /// What was looked up before.
    known: RefCell<HashMap<Term, Option<Rc<Found>>, RandomState>>,
}

impl<'a> Vocabulary<'a> {
    pub(super) fn new(searcher: &'a Searcher, fields: &Fields) -> Result<Self, SearchError> {
        let fields @ [name, purpose, body] = [fields.name, fields.purpose, fields.body];
        let mut words = Vec::with_capacity(searcher.segment_readers().len());
        for segment in searcher.segment_readers() {
            words.push([
                segment.inverted_index(name)?,
                segment.inverted_index(purpose)?,
                segment.inverted_index(body)?,
            ]);
        }
        Ok(Self { searcher, fields, words, known: RefCell::default() })
    }

    /// A term of a field, if the index has it.
    pub(super) fn find(&self, place: usize, term: &str) -> Result<Option<Rc<Found>>, SearchError> {
        let term = Term::from_field_text(self.fields[place], term);
        if let Some(known) = self.known.borrow().get(&term) {
            return Ok(known.clone());
        }
        let mut places = Vec::with_capacity(self.words.len());
        for words in &self.words {
            places.push(words[place].get_term_info(&term)?);
        }
        let documents = places.iter().flatten().map(|info| u64::from(info.doc_freq)).sum();
        let found = (documents > 0).then(|| Rc::new(Found { place, term: term.clone(), places, documents }));
        self.known.borrow_mut().insert(term, found.clone());
        Ok(found)
    }

    fn dictionaries(&self) -> impl Iterator<Item = &Arc<InvertedIndexReader>> {
        self.words.iter().flatten()
    }
}

impl Words for Vocabulary<'_> {
    /// In how many documents a term is, in the field where it is commonest.
    fn frequency(&self, term: &str) -> Result<u64, SearchError> {
        let mut most = 0;
        for place in 0..self.fields.len() {
            most = most.max(self.find(place, term)?.map_or(0, |found| found.documents));
        }
        Ok(most)
    }

    /// The commonest words that begin so and are longer.
    fn beginning(&self, surface: &str, limit: usize) -> Result<Vec<Known>, SearchError> {
        let prefix = marked(SURFACE, surface).into_bytes();
        let mut found = Counts::default();
        for index in self.dictionaries() {
            for (term, info) in entries(WORD, index, &prefix)? {
                count(&mut found, &term, info.doc_freq);
            }
        }
        let mut known = known(found);
        known.retain(|word| word.surface != surface);
        let commonest =
            |a: &Known, b: &Known| b.documents.cmp(&a.documents).then_with(|| a.surface.cmp(&b.surface));
        if known.len() > limit {
            known.select_nth_unstable_by(limit, commonest);
            known.truncate(limit);
        }
        known.sort_by(commonest);
        Ok(known)
    }

    /// Words at most `distance` (1 or 2) letters away, nearest and commonest first.
    fn near(&self, surface: &str, distance: u8, limit: usize) -> Result<Vec<Known>, SearchError> {
        let text = marked(SURFACE, surface);
        let mut found = Counts::default();
        let automaton =
            FuzzyTermQuery::new(Term::from_field_text(self.fields[0], &text), distance, true).automaton()?;
        for index in self.dictionaries() {
            let mut stream = index.terms().search(&automaton).ge("=").lt(">").into_stream()?;
            let mut read = 0;
            while let Some((term, info)) = stream.next() {
                count(&mut found, term, info.doc_freq);
                read += 1;
                if read == MOST_TERMS_READ {
                    break;
                }
            }
        }
        let mut known = known(found);
        known.retain(|word| word.surface != surface);
        Ok(nearest(known, surface, limit))
    }
}

/// The nearest of these to a word, the commonest first of those equally near.
pub(crate) fn nearest(mut known: Vec<Known>, surface: &str, limit: usize) -> Vec<Known> {
    known.sort_by_cached_key(|word| {
        (unlikeness(surface, &word.surface), std::cmp::Reverse(word.documents), word.surface.clone())
    });
    known.truncate(limit);
    known
}

/// In how many documents each word is.
type Counts = HashMap<String, u64, RandomState>;

fn count(found: &mut Counts, term: &[u8], documents: u32) {
    let Some(surface) = std::str::from_utf8(term).ok().and_then(|term| term.strip_prefix(SURFACE)) else {
        return;
    };
    match found.get_mut(surface) {
        Some(known) => *known += u64::from(documents),
        None => {
            found.insert(surface.to_owned(), u64::from(documents));
        }
    }
}

fn known(found: Counts) -> Vec<Known> {
    found.into_iter().map(|(surface, documents)| Known { surface, documents }).collect()
}

/// How unlike two spellings are: letters to change, then whether the first one differs (it seldom does).
pub(super) fn unlikeness(one: &str, other: &str) -> (usize, bool) {
    (distance(one, other), one.chars().next() != other.chars().next())
}

/// Letters to insert, leave out, replace or swap to come from one word to the other.
pub(crate) fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for i in 1..=one.len() {
        let mut row = vec![i; other.len() + 1];
        for j in 1..=other.len() {
            let change = above[j - 1] + usize::from(one[i - 1] != other[j - 1]);
            row[j] = change.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    above[other.len()]
}

/// Typos that a word of this length may have: one from 4 letters, two from 8.
pub(crate) fn allowed_typos(surface: &str) -> u8 {
    match surface.chars().count() {
        4..=7 => 1,
        8..=40 => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn swapped_letters_are_one_typo() {
        assert_eq!(distance("hodepine", "hodepien"), 1);
        assert_eq!(distance("hodepine", "hodpine"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("angst", "angst"), 0);
    }
}
