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

/// Counts a tool's marks, of these only.
pub(super) fn count(counts: &mut [usize], marks: &[u64], only: Option<&[u64]>) {
    for (at, marks) in marks.iter().enumerate() {
        let mut left = only.map_or(*marks, |only| marks & only[at]);
        while left != 0 {
            let bit = at * WORD + left.trailing_zeros() as usize;
            counts[bit] += 1;
            left &= left - 1;
        }
    }
}
