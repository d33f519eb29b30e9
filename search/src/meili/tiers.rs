//! From the plan to filters: what matches, and in which order.
//!
//! What matches is as the embedded engine has it. The order is by tiers, each a filter, the best first: the embedded engine's sum of weights
//! (how a word is found, and where) is taken in steps. Tiers have nothing in common and together are all that matches.

use super::{
    filter::{Either, all, any, at_least, one_of, without},
    schema::{ANY, NAME, OFTEN, UPPER, pair},
};
use crate::{
    Fit,
    index::plan::{Alternative, Form, Plan, Slot},
};

/// Where a term stands, and how much it counts there: name over purpose over other text.
const PLACES: [(&str, f32); 3] = [(NAME, 3.0), (UPPER, 2.0), (ANY, 1.0)];
/// How much more a tool counts whose texts come back to what was asked.
const OFTEN_LIFT: f32 = 1.25;
/// How much more words count that stand next to each other as asked.
const ADJACENT_LIFT: f32 = 1.2;
/// What a way to find a word must weigh for its mentions to be counted.
const SUBJECT: f32 = 0.5;
/// What a word must count to be well placed: by its stem in the purpose.
const WELL: f32 = 1.5;
/// Steps of a word's weight, by how many words there are.
const STEPS: [usize; 3] = [8, 4, 2];

/// What is asked of the server.
#[derive(Debug)]
pub(super) struct Tiers {
    /// All that matches.
    pub(super) matched: String,
    /// The same in order.
    pub(super) tiers: Vec<String>,
    /// The terms that are looked for: what highlights mark.
    pub(super) terms: Vec<String>,
}

/// One word of the query as filters.
struct Word<'a> {
    ways: Vec<&'a Alternative>,
    /// From the best on: what a step counts, and all that counts so much or more.
    steps: Vec<(f32, String)>,
    /// How much the word says: rare ones more.
    rarity: f32,
}

impl Tiers {
    /// The filters for how well hits are to fit; nothing if nothing can fit so. `rarities` has one number for each word of the plan.
    pub(super) fn new(plan: &Plan, fit: Fit, rarities: &[f32]) -> Option<Self> {
        let count = plan.slots.len();
        let needed = match fit {
            Fit::All => count,
            Fit::Some => count.div_ceil(2),
            Fit::Near => 1,
        };
        let steps = STEPS.get(count - 1).copied().unwrap_or(1);
        let words: Vec<Word> = plan
            .slots
            .iter()
            .zip(rarities.iter().copied().chain(std::iter::repeat(1.0)))
            .filter_map(|(slot, rarity)| Word::new(slot, fit == Fit::Near, steps, rarity))
            .collect();
        let whole: Vec<String> = words.iter().map(Word::whole).collect();
        let matched = at_least(&whole, needed)?;
        let tiers = match words.as_slice() {
            [word] => word.alone(),
            _ if words.len() <= STEPS.len() => combined(&words, needed, plan, fit),
            _ => counted(&words, &whole, needed),
        };
        let terms = words.iter().flat_map(|word| &word.ways).flat_map(|way| terms(&way.form)).collect();
        Some(Self { matched, tiers, terms })
    }
}

impl<'a> Word<'a> {
    fn new(slot: &'a Slot, near: bool, most: usize, rarity: f32) -> Option<Self> {
        let near = if near { slot.near.as_slice() } else { &[] };
        let ways: Vec<&Alternative> = slot.strict.iter().chain(near).collect();
        let mut scores: Vec<f32> =
            ways.iter().flat_map(|way| PLACES.map(|(_, place)| way.weight * place)).collect();
        scores.sort_by(|a, b| b.total_cmp(a));
        scores.dedup_by(|a, b| (*a - *b).abs() < 1e-4);
        let steps = grouped(&scores, most)
            .into_iter()
            .filter_map(|(least, counts)| Some((counts, from(&ways, least)?)))
            .collect();
        (!ways.is_empty()).then_some(Self { ways, steps, rarity })
    }

    /// All ways to find it.
    fn whole(&self) -> String {
        self.steps.last().map(|(_, filter)| filter.clone()).unwrap_or_default()
    }

    /// Each step without those before it, with what it counts.
    fn cells(&self) -> Vec<(f32, String)> {
        let mut before = None;
        let mut cells = Vec::with_capacity(self.steps.len());
        for (counts, filter) in &self.steps {
            cells.push((*counts * self.rarity, without(filter.clone(), before)));
            before = Some(filter);
        }
        cells
    }

    /// The tiers where it is the only word.
    fn alone(&self) -> Vec<String> {
        let subjects: Vec<String> =
            self.ways.iter().filter(|way| way.weight >= SUBJECT).flat_map(|way| single(&way.form)).collect();
        let often = (!subjects.is_empty()).then(|| one_of(OFTEN, subjects.iter().map(String::as_str)));
        let mut tiers = Vec::new();
        for (counts, cell) in self.cells() {
            if let Some(often) = &often {
                tiers.push((counts * OFTEN_LIFT, all([cell.clone(), often.clone()])));
            }
            tiers.push((counts, without(cell, often.as_ref())));
        }
        sorted(tiers)
    }

    /// Where it is found well.
    fn well(&self) -> String {
        from(&self.ways, WELL).unwrap_or_else(|| self.whole())
    }
}

/// Numbers in falling order in at most so many groups of near ones: the least of each group, and what stands for it.
fn grouped(scores: &[f32], most: usize) -> Vec<(f32, f32)> {
    let mut groups: Vec<(f32, f32)> = scores.iter().map(|score| (*score, *score)).collect();
    while groups.len() > most.max(1) {
        let nearest = (1..groups.len())
            .min_by(|a, b| {
                let gap = |at: usize| groups[at - 1].0 / groups[at].1.max(f32::MIN_POSITIVE);
                gap(*a).total_cmp(&gap(*b))
            })
            .unwrap_or(1);
        let (least, _) = groups.remove(nearest);
        groups[nearest - 1].0 = least;
    }
    groups.into_iter().map(|(least, greatest)| (least, f32::midpoint(least, greatest))).collect()
}

/// All ways and places that count at least so much.
fn from(ways: &[&Alternative], least: f32) -> Option<String> {
    let mut either = Either::default();
    for way in ways {
        // A wider place has all that a narrower one has.
        let place = PLACES.iter().rev().find(|(_, place)| way.weight * place >= least - 1e-4);
        let Some((attribute, _)) = place else { continue };
        match &way.form {
            Form::Term(term) => either.value(attribute, term),
            Form::All(parts) => {
                let parts = parts.iter().map(|part| one_of(attribute, part.iter().map(String::as_str)));
                either.filter(all(parts));
            }
            Form::Phrase(terms) => {
                let pairs: Vec<String> = terms.windows(2).map(|two| pair(&two[0].1, &two[1].1)).collect();
                either.filter(all(pairs.iter().map(|pair| one_of(attribute, [pair.as_str()]))));
            }
        }
    }
    either.into_filter()
}

/// Every step of each word with every step of the others; words may be missing down to what is needed.
fn combined(words: &[Word], needed: usize, plan: &Plan, fit: Fit) -> Vec<String> {
    let mut combinations: Vec<(f32, usize, Vec<String>)> = vec![(0.0, 0, Vec::new())];
    for word in words {
        let mut cells: Vec<(f32, usize, String)> =
            word.cells().into_iter().map(|(counts, cell)| (counts, 1, cell)).collect();
        if needed < words.len() {
            cells.push((0.0, 0, format!("NOT {}", word.whole())));
        }
        combinations = combinations
            .iter()
            .flat_map(|(sum, present, filters)| {
                cells.iter().map(move |(counts, one, cell)| {
                    let filters = filters.iter().chain([cell]).cloned().collect();
                    (sum + counts, present + one, filters)
                })
            })
            .collect();
    }
    combinations.retain(|(_, present, _)| *present >= needed);
    let adjacent = (fit == Fit::All && plan.adjacent.len() > 1).then(|| {
        let pairs: Vec<String> = plan.adjacent.windows(2).map(|two| pair(&two[0].1, &two[1].1)).collect();
        one_of(ANY, pairs.iter().map(String::as_str))
    });
    let mut tiers = Vec::with_capacity(combinations.len() * 2);
    for (sum, _, filters) in combinations {
        let filter = all(filters);
        if let Some(adjacent) = &adjacent {
            tiers.push((sum * ADJACENT_LIFT, all([filter.clone(), adjacent.clone()])));
        }
        tiers.push((sum, without(filter, adjacent.as_ref())));
    }
    sorted(tiers)
}

/// Of many words: by how many of them are there, then by how many are found well.
fn counted(words: &[Word], whole: &[String], needed: usize) -> Vec<String> {
    let well: Vec<String> = words.iter().map(Word::well).collect();
    let mut tiers = Vec::new();
    for present in (needed..=words.len()).rev() {
        let Some(filter) = at_least(whole, present) else { continue };
        let filter = without(filter, at_least(whole, present + 1).as_ref());
        // Where some are missing, two steps are enough: the filters grow with each.
        let steps: Vec<usize> =
            if present == words.len() { (1..=present).rev().collect() } else { vec![present.div_ceil(2)] };
        let mut better: Option<String> = None;
        for step in steps {
            let Some(placed) = at_least(&well, step) else { continue };
            tiers.push(without(all([filter.clone(), placed.clone()]), better.as_ref()));
            better = Some(placed);
        }
        tiers.push(without(filter, better.as_ref()));
    }
    tiers
}

fn sorted(mut tiers: Vec<(f32, String)>) -> Vec<String> {
    tiers.sort_by(|a, b| b.0.total_cmp(&a.0));
    tiers.into_iter().map(|(_, filter)| filter).collect()
}

/// The one term of a way, if it is one.
fn single(form: &Form) -> Option<String> {
    match form {
        Form::Term(term) => Some(term.clone()),
        Form::All(_) | Form::Phrase(_) => None,
    }
}

fn terms(form: &Form) -> Vec<String> {
    match form {
        Form::Term(term) => vec![term.clone()],
        Form::All(parts) => parts.iter().flatten().cloned().collect(),
        Form::Phrase(terms) => terms.iter().map(|(_, term)| term.clone()).collect(),
    }
}

/// The filter of a whole text's words that are to be counted: a document has one of a word's own terms.
pub(super) fn known(word: &crate::analysis::Word) -> String {
    use crate::analysis::{PART, STEM, SURFACE, marked};
    let terms = [marked(SURFACE, &word.surface), marked(STEM, &word.stem), marked(PART, &word.stem)];
    any([one_of(ANY, terms.iter().map(String::as_str))])
}
