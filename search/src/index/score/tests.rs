//! The scores beside those of the engine's own queries for the same ways, over made texts and plans.

use std::collections::BTreeMap;

use kernel::{Locale, ToolId};
use tantivy::{
    DocAddress, Index, IndexWriter, Searcher,
    collector::TopDocs,
    merge_policy::NoMergePolicy,
    query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, Query, TermQuery},
    schema::IndexRecordOption,
};

use super::{Asked, Phrase, Sought, TIE, Way};
use crate::{
    Document, Fit, PerFacet, Texts,
    analysis::{Analysis, PART, STEM, SURFACE, marked},
    index::{
        ask::ask,
        plan::{Alternative, Form, Plan, Slot},
        schema::Fields,
        tokenizer,
        vocabulary::Vocabulary,
    },
};

/// The first in nearly all texts, the last in few; compounds with their parts.
const WORDS: [&str; 16] = [
    "søvn",
    "måling",
    "angst",
    "blodtrykksmåling",
    "dagbok",
    "hodepine",
    "hodepinedagbok",
    "blodtrykk",
    "trening",
    "røyk",
    "svangerskap",
    "smerte",
    "pust",
    "diabetes",
    "tinnitus",
    "migrene",
];
const SEGMENTS: usize = 4;
const TEXTS: usize = 300;
const PLANS: usize = 400;

/// The same numbers every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    fn word(&mut self) -> &'static str {
        let one = self.below(WORDS.len());
        WORDS[self.below(one + 1)]
    }

    fn text(&mut self, most: usize) -> String {
        (0..=self.below(most)).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn weight(&mut self) -> f32 {
        [1.0, 0.9, 0.6, 0.5, 0.25, 0.1][self.below(6)]
    }

    fn term(&mut self, analysis: &Analysis) -> String {
        let word = analysis.word(&[WORDS[self.below(WORDS.len())]]);
        match self.below(8) {
            0 => marked(SURFACE, "finnes ikke"),
            1 | 2 => marked(SURFACE, &word.surface),
            3 | 4 => marked(PART, &word.stem),
            _ => marked(STEM, &word.stem),
        }
    }

    fn alternatives(&mut self, most: usize, analysis: &Analysis) -> Vec<Alternative> {
        let mut list: Vec<Alternative> = Vec::new();
        for _ in 0..=self.below(most) {
            let form = match self.below(6) {
                0 => Form::All(vec![
                    vec![self.term(analysis), self.term(analysis)],
                    vec![self.term(analysis)],
                    vec![self.term(analysis), self.term(analysis)],
                ]),
                1 => Form::Phrase(vec![(0, self.term(analysis)), (1, self.term(analysis))]),
                _ => Form::Term(self.term(analysis)),
            };
            list.push(Alternative { form, weight: self.weight() });
        }
        list
    }

    fn plan(&mut self, analysis: &Analysis) -> Plan {
        let slots = (0..=self.below(3))
            .map(|_| Slot { strict: self.alternatives(8, analysis), near: self.alternatives(3, analysis) })
            .collect();
        let adjacent = if self.below(2) == 0 {
            vec![(0, self.term(analysis)), (1, self.term(analysis))]
        } else {
            vec![]
        };
        Plan { slots, adjacent, ..Plan::default() }
    }

    fn document(&mut self, number: usize) -> Document {
        let texts =
            Texts { name: self.text(3), purpose: self.text(8), body: self.text(60), labels: Vec::new() };
        Document {
            id: ToolId::from_uuid(uuid::Uuid::from_u128(u128::try_from(number).unwrap())),
            texts: vec![(Locale::Nb, texts)],
            facets: PerFacet::default(),
            published_at: None,
            available: true,
            open: true,
        }
    }
}

/// Several segments, of which each lost some documents later.
fn searcher(dice: &mut Dice) -> (Searcher, Fields) {
    let (schema, fields) = Fields::new();
    let index = Index::create_in_ram(schema);
    tokenizer::register(index.tokenizers(), &Analysis::shared());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for segment in 0..SEGMENTS {
        for number in segment * TEXTS..(segment + 1) * TEXTS {
            writer.add_document(fields.row(&dice.document(number), &mut Vec::new())).unwrap();
        }
        writer.commit().unwrap();
    }
    for _ in 0..SEGMENTS * TEXTS / 10 {
        let gone = dice.below(SEGMENTS * TEXTS);
        let gone = dice.document(gone);
        writer.delete_term(fields.id_term(gone.id));
    }
    writer.commit().unwrap();
    let searcher = index.reader().unwrap().searcher();
    assert!(searcher.segment_readers().iter().all(tantivy::SegmentReader::has_deletes));
    assert_eq!(searcher.segment_readers().len(), SEGMENTS);
    (searcher, fields)
}

fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, boost))
}

fn term(Sought { found, boost }: &Sought) -> Box<dyn Query> {
    boosted(Box::new(TermQuery::new(found.term.clone(), IndexRecordOption::WithFreqs)), *boost)
}

fn phrase(Phrase { query, boost }: &Phrase) -> Box<dyn Query> {
    boosted(Box::new(query.clone()), *boost)
}

fn part(either: &[Sought]) -> Box<dyn Query> {
    Box::new(DisjunctionMaxQuery::new(either.iter().map(term).collect()))
}

fn way(way: &Way) -> Box<dyn Query> {
    match way {
        Way::Term(sought) => term(sought),
        Way::All(parts) => {
            Box::new(BooleanQuery::intersection(parts.iter().map(|either| part(either)).collect()))
        }
        Way::Phrase(sought) => phrase(sought),
    }
}

/// The engine's own query for what is asked.
fn query(asked: &Asked<'_>) -> Box<dyn Query> {
    let slot = |ways: &Vec<Way>| {
        Box::new(DisjunctionMaxQuery::with_tie_breaker(ways.iter().map(way).collect(), TIE)) as Box<dyn Query>
    };
    let slots = asked.slots.iter().map(slot).collect();
    let words: Box<dyn Query> =
        Box::new(BooleanQuery::union_with_minimum_required_clauses(slots, asked.needed));
    let phrases = asked.adjacent.iter().map(|sought| (Occur::Should, phrase(sought)));
    Box::new(BooleanQuery::new(std::iter::once((Occur::Must, words)).chain(phrases).collect()))
}

fn own(asked: &Asked<'_>, searcher: &Searcher) -> BTreeMap<DocAddress, f32> {
    let measure = asked.measure().unwrap();
    let mut scores = BTreeMap::new();
    for (at, segment) in searcher.segment_readers().iter().enumerate() {
        let address = |doc| DocAddress::new(u32::try_from(at).unwrap(), doc);
        let each = |doc, score| assert_eq!(scores.insert(address(doc), score), None);
        asked.each(at, segment, &measure, each).unwrap();
    }
    scores
}

#[test]
fn scores_are_those_of_the_engines_own_queries() {
    let analysis = Analysis::shared();
    let mut dice = Dice(1);
    let (searcher, fields) = searcher(&mut dice);
    let all = TopDocs::with_limit(SEGMENTS * TEXTS).order_by_score();
    let (mut compared, mut some) = (0, 0);
    for _ in 0..PLANS {
        let plan = dice.plan(&analysis);
        for fit in [Fit::All, Fit::Some, Fit::Near] {
            let vocabulary = Vocabulary::new(&searcher, &fields).unwrap();
            let Some(asked) = ask(&plan, fit, &vocabulary).unwrap() else { continue };
            let wanted =
                searcher.search_with_statistics_provider(&*query(&asked), &all, &asked.statistics).unwrap();
            let scores = own(&asked, &searcher);
            assert_eq!(scores.len(), wanted.len(), "{plan:?} {fit:?}");
            for (wanted, address) in wanted {
                let score = scores[&address];
                assert!((score - wanted).abs() <= 1e-4 * wanted, "{score} {wanted} {plan:?} {fit:?}");
            }
            compared += scores.len();
            some += usize::from((1..SEGMENTS * TEXTS / 2).contains(&scores.len()));
        }
    }
    assert!(compared > 100_000 && some > PLANS / 4, "{compared} {some}");
}
