//! Which facet values each tool of a segment has, as bits side by side: counting them in the columns costs more than the rest of a query.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, PoisonError, RwLock},
};

use tantivy::{DocId, Searcher, SegmentReader, index::SegmentId};

use crate::{Facet, PerFacet, SearchError};

/// Bits of a word.
const WORD: usize = 64;

/// The marks of the segments that are searched.
#[derive(Debug, Default)]
pub(super) struct Marks(RwLock<HashMap<SegmentId, Arc<SegmentMarks>>>);

impl Marks {
    /// Reads those of new segments, and lets go of the others.
    pub(super) fn follow(&self, searcher: &Searcher) -> Result<(), SearchError> {
        let mut fresh = Vec::new();
        for segment in searcher.segment_readers() {
            if self.known(segment).is_none() {
                fresh.push((segment.segment_id(), Arc::new(SegmentMarks::read(segment)?)));
            }
        }
        let used: HashSet<_> = searcher.segment_readers().iter().map(SegmentReader::segment_id).collect();
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        all.retain(|id, _| used.contains(id));
        all.extend(fresh);
        Ok(())
    }

    /// The marks of a segment; read anew where a searcher is older or newer than what is followed.
    pub(super) fn of(&self, segment: &SegmentReader) -> tantivy::Result<Arc<SegmentMarks>> {
        match self.known(segment) {
            Some(marks) => Ok(marks),
            None => Ok(Arc::new(SegmentMarks::read(segment)?)),
        }
    }

    fn known(&self, segment: &SegmentReader) -> Option<Arc<SegmentMarks>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&segment.segment_id()).cloned()
    }
}

/// The marks of one segment.
#[derive(Debug)]
pub(super) struct SegmentMarks {
    /// Words of each tool's marks.
    words: usize,
    /// The marks of all tools, one after the other.
    bits: Vec<u64>,
    /// What each bit says.
    pub(super) values: Vec<(Facet, String)>,
}

impl SegmentMarks {
    fn read(segment: &SegmentReader) -> tantivy::Result<Self> {
        let mut values = Vec::new();
        let mut columns = Vec::new();
        for facet in Facet::ALL {
            let Some(column) = segment.fast_fields().str(facet.field())? else { continue };
            columns.push((values.len(), column.ords().clone()));
            let mut names = column.dictionary().stream()?;
            while names.advance() {
                values.push((facet, String::from_utf8_lossy(names.key()).into_owned()));
            }
        }
        let words = values.len().div_ceil(WORD);
        let mut bits = vec![0; words * segment.max_doc() as usize];
        for (first, column) in columns {
            for doc in 0..segment.max_doc() {
                for ord in column.values_for_doc(doc) {
                    let Some(bit) = usize::try_from(ord).ok().map(|ord| first + ord) else { continue };
                    if let Some(word) = bits.get_mut(doc as usize * words + bit / WORD) {
                        *word |= 1 << (bit % WORD);
                    }
                }
            }
        }
        Ok(Self { words, bits, values })
    }

    /// The marks of a tool.
    pub(super) fn of(&self, doc: DocId) -> &[u64] {
        let at = doc as usize * self.words;
        self.bits.get(at..at + self.words).unwrap_or_default()
    }

    /// The bits of the values that this fits.
    fn mask(&self, fits: impl Fn(Facet, &str) -> bool) -> Vec<u64> {
        let mut mask = vec![0; self.words];
        for (bit, (facet, value)) in self.values.iter().enumerate() {
            if fits(*facet, value) {
                mask[bit / WORD] |= 1 << (bit % WORD);
            }
        }
        mask
    }

    /// Of each facet that something was chosen of.
    pub(super) fn choices(&self, filters: &PerFacet<Vec<String>>) -> Vec<Choice> {
        let with_choice = Facet::ALL.into_iter().filter(|facet| !filters[*facet].is_empty());
        let choice = |facet: Facet| {
            let wanted = &filters[facet];
            let chosen = |of, value: &str| of == facet && wanted.iter().any(|wanted| wanted == value);
            Choice { chosen: self.mask(chosen), all: self.mask(|of, _| of == facet) }
        };
        with_choice.map(choice).collect()
    }
}

/// What was chosen of a facet, as bits.
#[derive(Debug)]
pub(super) struct Choice {
    /// The chosen values.
    pub(super) chosen: Vec<u64>,
    /// All values of the facet.
    pub(super) all: Vec<u64>,
}

/// Whether two lots of marks have one in common.
pub(super) fn meet(one: &[u64], other: &[u64]) -> bool {
    one.iter().zip(other).any(|(one, other)| one & other != 0)
}

/// Binary digits that marks are counted in before they are added up, and how many tools these have room for.
const DIGITS: usize = 8;
const ROOM: usize = (1 << DIGITS) - 1;

/// Counts the marks of tools, all of a word at a time: a word of each count's lowest digits, one of the next ones, and so on.
#[derive(Debug)]
pub(super) struct Tally {
    digits: Vec<[u64; DIGITS]>,
    tools: usize,
    counts: Vec<usize>,
}

impl Tally {
    pub(super) fn new(marks: &SegmentMarks) -> Self {
        Self { digits: vec![[0; DIGITS]; marks.words], tools: 0, counts: vec![0; marks.words * WORD] }
    }

    /// Counts a tool's marks, of these only.
    pub(super) fn add(&mut self, marks: &[u64], only: Option<&[u64]>) {
        if self.tools == ROOM {
            self.add_up();
        }
        self.tools += 1;
        for (at, (digits, marks)) in self.digits.iter_mut().zip(marks).enumerate() {
            let mut carried = only.map_or(*marks, |only| marks & only[at]);
            for digit in digits {
                (*digit, carried) = (*digit ^ carried, *digit & carried);
            }
        }
    }

    fn add_up(&mut self) {
        for (digits, counts) in self.digits.iter_mut().zip(self.counts.chunks_mut(WORD)) {
            for (at, digit) in digits.iter_mut().enumerate() {
                while *digit != 0 {
                    counts[digit.trailing_zeros() as usize] += 1 << at;
                    *digit &= *digit - 1;
                }
            }
        }
        self.tools = 0;
    }

    /// How many tools have each mark.
    pub(super) fn counts(mut self) -> Vec<usize> {
        self.add_up();
        self.counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_whatever_their_number() {
        let marks = SegmentMarks { words: 2, bits: Vec::new(), values: Vec::new() };
        let mut tally = Tally::new(&marks);
        let mut plain = vec![0; 2 * WORD];
        let only = [u64::MAX << 3, u64::MAX >> 1];
        for tool in 0..3_000_u64 {
            let words = [tool.wrapping_mul(0x9e37_79b9_7f4a_7c15), u64::MAX];
            let chosen = (tool % 3 == 0).then_some(only.as_slice());
            tally.add(&words, chosen);
            for (bit, count) in plain.iter_mut().enumerate() {
                let word = words[bit / WORD] & chosen.map_or(u64::MAX, |only| only[bit / WORD]);
                *count += usize::from(word >> (bit % WORD) & 1 == 1);
            }
        }
        assert_eq!(tally.counts(), plain);
    }
}
