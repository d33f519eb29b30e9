//! Scores what matches, a term at a time: each posting is read once, in its order, into arrays with a place for every document of the segment.
//!
//! The same scores as the engine's own queries (`score/tests.rs` holds them against each other), which go a document at a time through boxed
//! scorers: a word is asked for by some dozens of terms, and common words match most documents.

#[cfg(test)]
mod tests;

use std::cell::RefCell;

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED,
    collector::{Collector, SegmentCollector},
    fieldnorm::FieldNormReader,
    query::{Bm25StatisticsProvider, EnableScoring, Query},
    schema::IndexRecordOption,
};

use super::{
    ask::{Asked, Phrase, Sought, Way},
    collect::{Gather, Gathered},
};
use crate::SearchError;

/// Of several ways in which a word matches, how much those beside the best add.
pub(super) const TIE: f32 = 0.15;
/// BM25: how soon a word that is mentioned again adds little, and how much less it counts in a long text.
const K1: f32 = 1.2;
const B: f32 = 0.75;
/// What scores are measured by.
struct Measure {
    /// All documents.
    documents: u64,
    /// A length's part in the score, in each field, by the byte that lengths are kept as.
    lengths: [[f32; 256]; 3],
}

thread_local! {
    static ROOM: RefCell<Room> = RefCell::default();
}

/// A place for every document of a segment. Between segments all is zero; a term's score never is, however common it may be.
#[derive(Default)]
struct Room {
    /// The score, and how many words are met.
    scores: Vec<f32>,
    met: Vec<u32>,
    /// Of one word: the score of the best way to find it, and of all together.
    best: Vec<f32>,
    all: Vec<f32>,
    /// Of one compound: the score of the part at hand, of all parts together, and how many are met.
    part: Vec<f32>,
    parts: Vec<f32>,
    parts_met: Vec<u32>,
}

impl Room {
    fn reserve(&mut self, documents: usize) {
        if self.scores.len() < documents {
            for scores in [&mut self.scores, &mut self.best, &mut self.all, &mut self.part, &mut self.parts] {
                scores.resize(documents, 0.0);
            }
            for counts in [&mut self.met, &mut self.parts_met] {
                counts.resize(documents, 0);
            }
        }
    }

    /// Adds a word's scores to the documents', and makes room for the next word.
    fn close_slot(&mut self, documents: usize) {
        let word = self.best[..documents].iter_mut().zip(&mut self.all[..documents]);
        let document = self.scores[..documents].iter_mut().zip(&mut self.met[..documents]);
        // Without a branch: processors take several documents at a time.
        for ((best, all), (score, met)) in word.zip(document) {
            *score += *best + (*all - *best) * TIE;
            *met += u32::from(*best > 0.0);
            *best = 0.0;
            *all = 0.0;
        }
    }

    /// Adds a part's scores to the compound's.
    fn close_part(&mut self, documents: usize) {
        let compound = self.parts[..documents].iter_mut().zip(&mut self.parts_met[..documents]);
        for (part, (parts, met)) in self.part[..documents].iter_mut().zip(compound) {
            *parts += *part;
            *met += u32::from(*part > 0.0);
            *part = 0.0;
        }
    }

    /// Adds a compound of so many parts to the word's scores, where all parts are met.
    fn close_parts(&mut self, count: u32, documents: usize) {
        let compound = self.parts[..documents].iter_mut().zip(&mut self.parts_met[..documents]);
        let word = self.best[..documents].iter_mut().zip(&mut self.all[..documents]);
        for ((parts, met), (best, all)) in compound.zip(word) {
            let score = if *met == count { *parts } else { 0.0 };
            *best = best.max(score);
            *all += score;
            *parts = 0.0;
            *met = 0;
        }
    }
}

impl Asked<'_> {
    /// Gathers what matches in all segments.
    pub(super) fn gather(&self, gather: &Gather<'_>) -> Result<Gathered, SearchError> {
        let measure = self.measure()?;
        let mut fruits = Vec::new();
        for (at, segment) in self.vocabulary.searcher.segment_readers().iter().enumerate() {
            let ordinal = u32::try_from(at).unwrap_or(u32::MAX);
            let mut gathering = gather.for_segment(ordinal, segment)?;
            self.each(at, segment, &measure, |doc, score| gathering.collect(doc, score))?;
            fruits.push(gathering.harvest());
        }
        Ok(gather.merge_fruits(fruits)?)
    }

    fn measure(&self) -> Result<Measure, SearchError> {
        let documents = self.statistics.total_num_docs()?;
        let mut lengths = [[0.0; 256]; 3];
        for (field, lengths) in self.vocabulary.fields.into_iter().zip(&mut lengths) {
            let average = real(self.statistics.total_num_tokens(field)?) / real(documents);
            for (byte, length) in (0..=u8::MAX).zip(lengths) {
                let words = real(u64::from(FieldNormReader::id_to_fieldnorm(byte)));
                *length = K1 * (1.0 - B + B * words / average);
            }
        }
        Ok(Measure { documents, lengths })
    }

    /// Hands over the documents of a segment that match and are not deleted, in their order, each with its score.
    fn each(
        &self,
        at: usize,
        segment: &SegmentReader,
        measure: &Measure,
        mut found: impl FnMut(DocId, Score),
    ) -> Result<(), SearchError> {
        // After a failure what was taken is not put back: it is not as at first.
        let mut room = ROOM.take();
        let documents = segment.max_doc() as usize;
        room.reserve(documents);
        let mut norms = Vec::with_capacity(self.vocabulary.fields.len());
        for field in self.vocabulary.fields {
            norms.push(segment.get_fieldnorms_reader(field)?);
        }
        let scoring = Scoring { asked: self, at, segment, measure, norms };
        for ways in &self.slots {
            for way in ways {
                scoring.way(way, &mut room)?;
            }
            room.close_slot(documents);
        }
        for phrase in &self.adjacent {
            scoring.phrase(phrase, |doc, score| room.scores[doc] += score)?;
        }
        let needed = u32::try_from(self.needed).unwrap_or(u32::MAX);
        let alive = segment.alive_bitset();
        let scores = room.scores[..documents].iter_mut().zip(&mut room.met[..documents]);
        for (doc, (score, met)) in (0..).zip(scores) {
            if *met >= needed && alive.is_none_or(|alive| alive.is_alive(doc)) {
                found(doc, *score);
            }
            *score = 0.0;
            *met = 0;
        }
        ROOM.set(room);
        Ok(())
    }
}

/// One segment being scored.
struct Scoring<'a> {
    asked: &'a Asked<'a>,
    at: usize,
    segment: &'a SegmentReader,
    measure: &'a Measure,
    /// The lengths of its documents, in each field.
    norms: Vec<FieldNormReader>,
}

impl Scoring<'_> {
    fn way(&self, way: &Way, room: &mut Room) -> Result<(), SearchError> {
        let documents = self.segment.max_doc() as usize;
        let Room { best, all, .. } = room;
        let add = |doc: usize, score: f32| {
            best[doc] = best[doc].max(score);
            all[doc] += score;
        };
        match way {
            Way::Term(sought) => self.term(sought, add),
            Way::Phrase(phrase) => self.phrase(phrase, add),
            Way::All(parts) if parts.iter().any(|part| !part.iter().any(|sought| self.has(sought))) => Ok(()),
            Way::All(parts) => {
                for either in parts {
                    for sought in either {
                        self.term(sought, |doc, score| room.part[doc] = room.part[doc].max(score))?;
                    }
                    room.close_part(documents);
                }
                room.close_parts(u32::try_from(parts.len()).unwrap_or(u32::MAX), documents);
                Ok(())
            }
        }
    }

    fn has(&self, sought: &Sought) -> bool {
        sought.found.places[self.at].is_some()
    }

    /// The documents with a term.
    fn term(&self, sought: &Sought, mut add: impl FnMut(usize, f32)) -> Result<(), SearchError> {
        let found = &*sought.found;
        let Some(info) = &found.places[self.at] else { return Ok(()) };
        let words = &self.asked.vocabulary.words[self.at][found.place];
        let norms = &self.norms[found.place];
        let lengths = &self.measure.lengths[found.place];
        let rarity = rarity(self.asked.statistics.of(found), self.measure.documents);
        let weight = (rarity * (1.0 + K1) * sought.boost).max(f32::MIN_POSITIVE);
        let mut postings = words.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        while !postings.docs().is_empty() {
            for (doc, times) in postings.docs().iter().zip(postings.freqs()) {
                let times = f32::from(u16::try_from(*times).unwrap_or(u16::MAX));
                let length = lengths[usize::from(norms.fieldnorm_id(*doc))];
                add(*doc as usize, weight * (times / (times + length)));
            }
            postings.advance();
        }
        Ok(())
    }

    /// The documents with a phrase, by the engine's own scorer.
    fn phrase(&self, phrase: &Phrase, mut add: impl FnMut(usize, f32)) -> Result<(), SearchError> {
        let scoring = EnableScoring::enabled_from_statistics_provider(
            &self.asked.statistics,
            self.asked.vocabulary.searcher,
        );
        let mut scorer = phrase.query.weight(scoring)?.scorer(self.segment, phrase.boost)?;
        while scorer.doc() != TERMINATED {
            add(scorer.doc() as usize, scorer.score());
            scorer.advance();
        }
        Ok(())
    }
}

/// How much a term counts that is in so many of all documents.
fn rarity(documents: u64, all: u64) -> f32 {
    (1.0 + (real(all.saturating_sub(documents)) + 0.5) / (real(documents) + 0.5)).ln()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "numbers of documents and words: what is lost is far below what a score shows"
)]
fn real(count: u64) -> f32 {
    count as f32
}
