//! Which words an index has: how often, with what beginning, near what spelling. All bounded.

use std::collections::HashMap;

use tantivy::{Searcher, Term, query::FuzzyTermQuery, schema::Field};

use super::{plan::Words, schema::Fields};
use crate::{
    SearchError,
    analysis::{SURFACE, marked},
};

/// Terms looked at per segment and field for one beginning.
const MOST_TERMS_READ: usize = 400;

/// A word of the index and in how many documents it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) surface: String,
    pub(crate) documents: u64,
}

/// The words of an index as it is now.
pub(super) struct Vocabulary<'a> {
    searcher: &'a Searcher,
    fields: [Field; 3],
}

impl<'a> Vocabulary<'a> {
    pub(super) const fn new(searcher: &'a Searcher, fields: &Fields) -> Self {
        Self { searcher, fields: [fields.name, fields.purpose, fields.body] }
    }

    /// In how many documents a term is in a field.
    pub(super) fn documents(&self, field: Field, term: &str) -> Result<u64, SearchError> {
        Ok(self.searcher.doc_freq(&Term::from_field_text(field, term))?)
    }

    fn places(&self) -> impl Iterator<Item = (&tantivy::SegmentReader, Field)> {
        self.searcher.segment_readers().iter().flat_map(|segment| self.fields.map(|field| (segment, field)))
    }
}

impl Words for Vocabulary<'_> {
    /// In how many documents a term is, in the field where it is commonest.
    fn frequency(&self, term: &str) -> Result<u64, SearchError> {
        let mut most = 0;
        for field in self.fields {
            most = most.max(self.documents(field, term)?);
        }
        Ok(most)
    }

    /// The commonest words that begin so and are longer.
    fn beginning(&self, surface: &str, limit: usize) -> Result<Vec<Known>, SearchError> {
        let prefix = marked(SURFACE, surface).into_bytes();
        let mut past = prefix.clone();
        past.push(0xff);
        let mut found = HashMap::new();
        for (segment, field) in self.places() {
            let index = segment.inverted_index(field)?;
            let mut stream = index.terms().range().gt(&prefix).lt(&past).into_stream()?;
            let mut read = 0;
            while let Some((term, info)) = stream.next() {
                count(&mut found, term, info.doc_freq);
                read += 1;
                if read == MOST_TERMS_READ {
                    break;
                }
            }
        }
        let mut known = sorted(found);
        known.sort_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.surface.cmp(&b.surface)));
        known.truncate(limit);
        Ok(known)
    }

    /// Words at most `distance` (1 or 2) letters away, nearest and commonest first.
    fn near(&self, surface: &str, distance: u8, limit: usize) -> Result<Vec<Known>, SearchError> {
        let text = marked(SURFACE, surface);
        let mut found = HashMap::new();
        for (segment, field) in self.places() {
            let automaton =
                FuzzyTermQuery::new(Term::from_field_text(field, &text), distance, true).automaton()?;
            let index = segment.inverted_index(field)?;
            let mut stream = index.terms().search(automaton).ge("=").lt(">").into_stream()?;
            let mut read = 0;
            while let Some((term, info)) = stream.next() {
                count(&mut found, term, info.doc_freq);
                read += 1;
                if read == MOST_TERMS_READ {
                    break;
                }
            }
        }
        let mut known = sorted(found);
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

fn count(found: &mut HashMap<String, u64>, term: &[u8], documents: u32) {
    if let Some(surface) = std::str::from_utf8(term).ok().and_then(|term| term.strip_prefix(SURFACE)) {
        let entry = found.entry(surface.to_owned()).or_default();
        *entry += u64::from(documents);
    }
}

fn sorted(found: HashMap<String, u64>) -> Vec<Known> {
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
