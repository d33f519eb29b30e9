//! From the plan to the embedded engine's own query.

use std::collections::HashMap;

use tantivy::{
    Searcher, Term,
    query::{
        Bm25StatisticsProvider, BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query,
        TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

use super::{
    plan::{Alternative, Form, Plan, Slot},
    schema::Fields,
    vocabulary::Vocabulary,
};
use crate::{Fit, SearchError};

/// Of several ways in which a word matches, how much those beside the best add.
const TIE: f32 = 0.15;
/// How much words count more that stand next to each other as asked.
const ADJACENT: f32 = 0.4;

/// A query with the statistics it is scored by.
pub(super) struct Asked<'a> {
    pub(super) query: Box<dyn Query>,
    pub(super) statistics: Statistics<'a>,
    /// The terms that the query looks for: what highlights mark.
    pub(super) terms: Vec<String>,
}

/// Name over purpose over other text.
fn fields(fields: &Fields) -> [(Field, f32); 3] {
    [(fields.name, 3.0), (fields.purpose, 2.0), (fields.body, 1.0)]
}

/// The query for how well hits are to fit; nothing if no term of it is in the index.
pub(super) fn ask<'a>(
    plan: &Plan,
    fit: Fit,
    searcher: &'a Searcher,
    handles: &Fields,
) -> Result<Option<Asked<'a>>, SearchError> {
    let mut asking = Asking {
        fields: fields(handles),
        vocabulary: Vocabulary::new(searcher, handles),
        statistics: Statistics { searcher, documents: HashMap::new() },
        terms: Vec::new(),
    };
    let mut clauses = Vec::with_capacity(plan.slots.len());
    for slot in &plan.slots {
        clauses.extend(asking.slot(slot, fit == Fit::Near)?);
    }
    let needed = match fit {
        Fit::All => plan.slots.len(),
        Fit::Some => plan.slots.len().div_ceil(2),
        Fit::Near => 1,
    };
    if clauses.len() < needed || clauses.is_empty() {
        return Ok(None);
    }
    let words: Box<dyn Query> = match clauses.len() {
        1 => clauses.remove(0),
        _ => Box::new(BooleanQuery::union_with_minimum_required_clauses(clauses, needed)),
    };
    let mut all = vec![(Occur::Must, words)];
    all.extend(asking.adjacent(plan)?.map(|phrase| (Occur::Should, phrase)));
    let query = if all.len() == 1 { all.remove(0).1 } else { Box::new(BooleanQuery::new(all)) };
    Ok(Some(Asked { query, statistics: asking.statistics, terms: asking.terms }))
}

struct Asking<'a> {
    fields: [(Field, f32); 3],
    vocabulary: Vocabulary<'a>,
    statistics: Statistics<'a>,
    terms: Vec<String>,
}

impl Asking<'_> {
    fn slot(&mut self, slot: &Slot, near: bool) -> Result<Option<Box<dyn Query>>, SearchError> {
        let alternatives = slot.strict.iter().chain(if near { slot.near.as_slice() } else { &[] });
        let mut ways = Vec::new();
        let mut seen = Vec::new();
        let mut commonest = None;
        for alternative in alternatives {
            let first_ways = ways.len();
            self.alternative(alternative, &mut ways, &mut seen)?;
            // The word's rarity is that of its own forms, which come first, not of a rare synonym.
            if commonest.is_none()
                && ways.len() > first_ways
                && !matches!(&alternative.form, Form::Term(term) if term.starts_with('='))
            {
                commonest = seen.iter().map(|(_, documents)| *documents).max();
            }
        }
        let documents = commonest.or_else(|| seen.iter().map(|(_, documents)| *documents).max()).unwrap_or(1);
        for (term, _) in seen {
            let known = self.statistics.documents.entry(term).or_default();
            *known = documents.max(*known);
        }
        Ok(match ways.len() {
            0 => None,
            1 => ways.pop(),
            _ => Some(Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, TIE))),
        })
    }

    fn alternative(
        &mut self,
        alternative: &Alternative,
        ways: &mut Vec<Box<dyn Query>>,
        seen: &mut Vec<(Term, u64)>,
    ) -> Result<(), SearchError> {
        match &alternative.form {
            Form::Term(term) => self.term(term, alternative.weight, ways, seen),
            Form::All(parts) => {
                let mut clauses = Vec::with_capacity(parts.len());
                for part in parts {
                    let mut either = Vec::new();
                    for term in part {
                        self.term(term, alternative.weight / part_count(parts.len()), &mut either, seen)?;
                    }
                    if either.is_empty() {
                        return Ok(());
                    }
                    clauses.push(Box::new(DisjunctionMaxQuery::new(either)) as Box<dyn Query>);
                }
                ways.push(Box::new(BooleanQuery::intersection(clauses)));
                Ok(())
            }
            Form::Phrase(terms) => {
                for (field, boost) in self.fields {
                    let placed = self.placed(field, terms, Some(&mut *seen))?;
                    if let Some(placed) = placed {
                        let boost = boost * alternative.weight / part_count(terms.len());
                        self.terms.extend(terms.iter().map(|(_, term)| term.clone()));
                        ways.push(boosted(Box::new(PhraseQuery::new_with_offset_and_slop(placed, 1)), boost));
                    }
                }
                Ok(())
            }
        }
    }

    fn term(
        &mut self,
        term: &str,
        weight: f32,
        ways: &mut Vec<Box<dyn Query>>,
        seen: &mut Vec<(Term, u64)>,
    ) -> Result<(), SearchError> {
        let before = ways.len();
        for (field, boost) in self.fields {
            let documents = self.vocabulary.documents(field, term)?;
            if documents > 0 {
                let term = Term::from_field_text(field, term);
                let query = TermQuery::new(term.clone(), IndexRecordOption::WithFreqs);
                ways.push(boosted(Box::new(query), boost * weight));
                seen.push((term, documents));
            }
        }
        if ways.len() > before {
            self.terms.push(term.to_owned());
        }
        Ok(())
    }

    /// The terms of a phrase in a field, if all are there.
    fn placed(
        &self,
        field: Field,
        terms: &[(usize, String)],
        mut seen: Option<&mut Vec<(Term, u64)>>,
    ) -> Result<Option<Vec<(usize, Term)>>, SearchError> {
        let mut placed = Vec::with_capacity(terms.len());
        for (at, term) in terms {
            let documents = self.vocabulary.documents(field, term)?;
            if documents == 0 {
                return Ok(None);
            }
            let term = Term::from_field_text(field, term);
            if let Some(seen) = &mut seen {
                seen.push((term.clone(), documents));
            }
            placed.push((*at, term));
        }
        Ok(Some(placed))
    }

    fn adjacent(&self, plan: &Plan) -> Result<impl Iterator<Item = Box<dyn Query>> + use<>, SearchError> {
        let mut phrases = Vec::new();
        if plan.adjacent.len() > 1 {
            for (field, boost) in self.fields {
                if let Some(placed) = self.placed(field, &plan.adjacent, None)? {
                    let phrase = PhraseQuery::new_with_offset_and_slop(placed, 1);
                    phrases
                        .push(boosted(Box::new(phrase), boost * ADJACENT / part_count(plan.adjacent.len())));
                }
            }
        }
        Ok(phrases.into_iter())
    }
}

fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, boost))
}

/// A number of words as a divisor.
fn part_count(count: usize) -> f32 {
    u8::try_from(count).map_or(f32::from(u8::MAX), f32::from)
}

/// How common terms are taken to be: all ways to find one word as common as the word itself, so that a rare
/// synonym or typo does not outweigh it.
pub(super) struct Statistics<'a> {
    searcher: &'a Searcher,
    documents: HashMap<Term, u64>,
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
