//! From the plan to what is looked for in the embedded index: terms and phrases with their weights.

use std::{collections::HashMap, rc::Rc};

use foldhash::fast::RandomState;
use tantivy::{
    Searcher, Term,
    query::{Bm25StatisticsProvider, PhraseQuery},
    schema::Field,
};

use super::{
    plan::{Alternative, Form, Plan, Slot},
    vocabulary::{Found, Vocabulary},
};
use crate::{Fit, SearchError};

/// How much words count more that stand next to each other as asked.
const ADJACENT: f32 = 0.4;
/// Name over purpose over other text.
pub(super) const FIELDS: [f32; 3] = [3.0, 2.0, 1.0];

/// What is looked for, and how common it is taken to be.
pub(super) struct Asked<'a> {
    pub(super) vocabulary: &'a Vocabulary<'a>,
    /// The ways to find each word.
    pub(super) slots: Vec<Vec<Way>>,
    /// How many of the words a document must have.
    pub(super) needed: usize,
    /// What adds to a document that is found.
    pub(super) adjacent: Vec<Phrase>,
    pub(super) statistics: Statistics<'a>,
    /// The terms that are looked for: what highlights mark.
    pub(super) terms: Vec<String>,
}

/// A way to find a word.
pub(super) enum Way {
    Term(Sought),
    /// Of every list one.
    All(Vec<Vec<Sought>>),
    Phrase(Phrase),
}

/// A term of a field, and how much it counts.
pub(super) struct Sought {
    pub(super) found: Rc<Found>,
    pub(super) boost: f32,
}

/// Terms next to each other, and how much they count.
pub(super) struct Phrase {
    pub(super) query: PhraseQuery,
    pub(super) boost: f32,
}

/// What is looked for that fits so well; nothing if too few of its words are in the index.
pub(super) fn ask<'a>(
    plan: &Plan,
    fit: Fit,
    vocabulary: &'a Vocabulary<'a>,
) -> Result<Option<Asked<'a>>, SearchError> {
    let statistics = Statistics { searcher: vocabulary.searcher, documents: HashMap::default() };
    let mut asking = Asking { vocabulary, statistics, terms: Vec::new() };
    let mut slots = Vec::with_capacity(plan.slots.len());
    for slot in &plan.slots {
        let ways = asking.slot(slot, fit == Fit::Near)?;
        if !ways.is_empty() {
            slots.push(ways);
        }
    }
    let needed = match fit {
        Fit::All => plan.slots.len(),
        Fit::Some => plan.slots.len().div_ceil(2),
        Fit::Near => 1,
    };
    if slots.len() < needed || slots.is_empty() {
        return Ok(None);
    }
    let adjacent = asking.adjacent(plan)?;
    let Asking { statistics, terms, .. } = asking;
    Ok(Some(Asked { vocabulary, slots, needed, adjacent, statistics, terms }))
}

struct Asking<'a> {
    vocabulary: &'a Vocabulary<'a>,
    statistics: Statistics<'a>,
    terms: Vec<String>,
}

impl Asking<'_> {
    fn slot(&mut self, slot: &Slot, near: bool) -> Result<Vec<Way>, SearchError> {
        let alternatives = slot.strict.iter().chain(if near { slot.near.as_slice() } else { &[] });
        let mut ways = Vec::new();
        let mut seen: Vec<Rc<Found>> = Vec::new();
        let commonest = |seen: &[Rc<Found>]| seen.iter().map(|found| found.documents).max();
        let mut own = None;
        for alternative in alternatives {
            let first_ways = ways.len();
            self.alternative(alternative, &mut ways, &mut seen)?;
            // The word's rarity is that of its own forms, which come first, not of a rare synonym.
            if own.is_none()
                && ways.len() > first_ways
                && !matches!(&alternative.form, Form::Term(term) if term.starts_with('='))
            {
                own = commonest(&seen);
            }
        }
        let documents = own.or_else(|| commonest(&seen)).unwrap_or(1);
        for found in seen {
            self.statistics.take(&found, documents);
        }
        Ok(ways)
    }

    fn alternative(
        &mut self,
        alternative: &Alternative,
        ways: &mut Vec<Way>,
        seen: &mut Vec<Rc<Found>>,
    ) -> Result<(), SearchError> {
        match &alternative.form {
            Form::Term(term) => ways.extend(self.term(term, alternative.weight, seen)?.map(Way::Term)),
            Form::All(parts) => {
                let mut all = Vec::with_capacity(parts.len());
                for part in parts {
                    let mut either = Vec::new();
                    for term in part {
                        either.extend(self.term(term, alternative.weight / part_count(parts.len()), seen)?);
                    }
                    if either.is_empty() {
                        return Ok(());
                    }
                    all.push(either);
                }
                ways.push(Way::All(all));
            }
            Form::Phrase(terms) => {
                for (place, boost) in FIELDS.into_iter().enumerate() {
                    if let Some(query) = self.phrase(place, terms, Some(&mut *seen))? {
                        let boost = boost * alternative.weight / part_count(terms.len());
                        self.terms.extend(terms.iter().map(|(_, term)| term.clone()));
                        ways.push(Way::Phrase(Phrase { query, boost }));
                    }
                }
            }
        }
        Ok(())
    }

    /// A term in each field that has it.
    fn term(
        &mut self,
        term: &str,
        weight: f32,
        seen: &mut Vec<Rc<Found>>,
    ) -> Result<impl Iterator<Item = Sought> + use<>, SearchError> {
        let mut sought = Vec::new();
        for (place, boost) in FIELDS.into_iter().enumerate() {
            if let Some(found) = self.vocabulary.find(place, term)? {
                seen.push(Rc::clone(&found));
                sought.push(Sought { found, boost: boost * weight });
            }
        }
        if !sought.is_empty() {
            self.terms.push(term.to_owned());
        }
        Ok(sought.into_iter())
    }

    /// These terms next to each other in a field, if all are there.
    fn phrase(
        &self,
        place: usize,
        terms: &[(usize, String)],
        mut seen: Option<&mut Vec<Rc<Found>>>,
    ) -> Result<Option<PhraseQuery>, SearchError> {
        let mut placed = Vec::with_capacity(terms.len());
        for (at, term) in terms {
            let Some(found) = self.vocabulary.find(place, term)? else { return Ok(None) };
            placed.push((*at, found.term.clone()));
            if let Some(seen) = &mut seen {
                seen.push(found);
            }
        }
        Ok(Some(PhraseQuery::new_with_offset_and_slop(placed, 1)))
    }

    fn adjacent(&self, plan: &Plan) -> Result<Vec<Phrase>, SearchError> {
        let mut phrases = Vec::new();
        if plan.adjacent.len() > 1 {
            for (place, boost) in FIELDS.into_iter().enumerate() {
                if let Some(query) = self.phrase(place, &plan.adjacent, None)? {
                    let boost = boost * ADJACENT / part_count(plan.adjacent.len());
                    phrases.push(Phrase { query, boost });
                }
            }
        }
        Ok(phrases)
    }
}

/// A number of words as a divisor.
fn part_count(count: usize) -> f32 {
    u8::try_from(count).map_or(f32::from(u8::MAX), f32::from)
}

/// How common terms are taken to be: all ways to find one word as common as the word itself, so that a rare
/// synonym or typo does not outweigh it.
pub(super) struct Statistics<'a> {
    searcher: &'a Searcher,
    documents: HashMap<Term, u64, RandomState>,
}

impl Statistics<'_> {
    fn take(&mut self, found: &Found, documents: u64) {
        match self.documents.get_mut(&found.term) {
            Some(known) => *known = documents.max(*known),
            None => {
                self.documents.insert(found.term.clone(), documents);
            }
        }
    }

    /// In how many documents a term is taken to be.
    pub(super) fn of(&self, found: &Found) -> u64 {
        self.documents.get(&found.term).copied().unwrap_or(found.documents)
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        match self.documents.get(term) {
            Some(documents) => Ok(*documents),
            None => self.searcher.doc_freq(term),
        }
    }
}
