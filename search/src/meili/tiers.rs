//! From the plan to filters: what matches, and in which order.
//!
//! What matches is as the embedded engine has it. The order is by tiers, each a filter, the best first: the embedded engine's sum of weights
//! (how a word is found, and where) is taken in steps. A tool belongs to the first tier that it matches; together they are all that matches.

use super::{
    filter::{Either, all, any, at_least, one_of},
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
/// How much more it counts where the word itself stands, not only what means the same or comes near.
const ITSELF_LIFT: f32 = 1.1;
/// What a way to find a word must weigh to be the word itself.
const ITSELF: f32 = 0.85;
/// How much more words count that stand next to each other as asked.
const ADJACENT_LIFT: f32 = 1.2;
/// What a way to find a word must weigh for its mentions to be counted.
const SUBJECT: f32 = 0.5;
/// Numbers so near are the same.
const SAME: f32 = 1e-4;
/// What a word must count to be well placed: by its stem in the purpose.
const WELL: f32 = 1.5;
/// Steps of a word's weight, by how many words there are.
const STEPS: [usize; 3] = [10, 3, 2];
/// Ways to find a word that are kept where there are many and not all need be found: the filter grows with each many times.
const WAYS_OF_MANY: usize = 8;

/// From so many words on a text is long.
const MANY: usize = 6;

/// What is asked of the server.
#[derive(Debug)]
pub(super) struct Tiers {
    /// All that matches.
    pub(super) matched: String,
    /// The same in order.
    pub(super) in_order: Vec<String>,
    /// The terms that are looked for: what highlights mark.
    pub(super) terms: Vec<String>,
}

/// One word of the query as filters.
struct Word<'a> {
    ways: Vec<&'a Alternative>,
    /// From the best on: what a step counts, and what counts so much.
    steps: Vec<(f32, String)>,
    /// How much the word says: rare ones more.
    rarity: f32,
}

impl Tiers {
    /// The filters for how well hits are to fit; nothing if nothing can fit so. `rarities` has one number for each word of the plan, `there` says
    /// which of them are in the index in any way.
    pub(super) fn new(plan: &Plan, fit: Fit, rarities: &[f32], there: &[bool]) -> Option<Self> {
        let count = plan.slots.len();
        let needed = match fit {
            Fit::All => count,
            Fit::Some => count.div_ceil(2),
            Fit::Near => 1,
        };
        let slots: Vec<(&Slot, f32)> = plan
            .slots
            .iter()
            .zip(rarities.iter().copied().chain(std::iter::repeat(1.0)))
            .zip(there.iter().copied().chain(std::iter::repeat(true)))
            .filter_map(|(word, there)| there.then_some(word))
            .collect();
        let steps = slots.len().checked_sub(1).and_then(|at| STEPS.get(at)).copied().unwrap_or(1);
        let words: Vec<Word> = slots
            .into_iter()
            .filter_map(|(slot, rarity)| Word::new(slot, fit == Fit::Near, steps, rarity))
            .collect();
        let words: Vec<Word> = if words.len() >= MANY && needed < words.len() {
            words.into_iter().map(Word::cut).collect()
        } else {
            words
        };
        let whole: Vec<String> = words.iter().map(Word::whole).collect();
        let matched = at_least(&whole, needed)?;
        let tiers = match words.as_slice() {
            [word] => word.alone(),
            _ if words.len() <= STEPS.len() => combined(&words, needed, plan, fit),
            _ => counted(&words, &whole, needed),
        };
        let terms = words.iter().flat_map(|word| &word.ways).flat_map(|way| terms(&way.form)).collect();
        Some(Self { matched, in_order: tiers, terms })
    }
}

/// For each word of the plan all ways to find it; those that only come near too, if told so.
pub(super) fn wholes(plan: &Plan, near: bool) -> Vec<Option<String>> {
    plan.slots.iter().map(|slot| Word::new(slot, near, 1, 1.0).map(|word| word.whole())).collect()
}

impl<'a> Word<'a> {
    fn new(slot: &'a Slot, near: bool, most: usize, rarity: f32) -> Option<Self> {
        let near = if near { slot.near.as_slice() } else { &[] };
        let ways: Vec<&Alternative> = slot.strict.iter().chain(near).collect();
        let mut scores: Vec<f32> =
            ways.iter().flat_map(|way| PLACES.map(|(_, place)| way.weight * place)).collect();
        scores.sort_by(|a, b| b.total_cmp(a));
        scores.dedup_by(|a, b| (*a - *b).abs() < SAME);
        let mut steps = Vec::new();
        let mut above = f32::INFINITY;
        for (least, counts) in grouped(&scores, most) {
            steps.extend(between(&ways, least, above).map(|filter| (counts, filter)));
            above = least;
        }
        (!ways.is_empty()).then_some(Self { ways, steps, rarity })
    }

    /// With its best ways only.
    fn cut(mut self) -> Self {
        self.ways.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        self.ways.truncate(WAYS_OF_MANY);
        self
    }

    /// All ways to find it.
    fn whole(&self) -> String {
        between(&self.ways, 0.0, f32::INFINITY).unwrap_or_default()
    }

    /// Its steps with what they count beside other words'.
    fn cells(&self) -> impl Iterator<Item = (f32, &str)> {
        self.steps.iter().map(|(counts, filter)| (*counts * self.rarity, filter.as_str()))
    }

    /// The terms of its ways that weigh so much, as values of an attribute.
    fn terms_of(&self, attribute: &str, least: f32) -> Option<String> {
        let ways = self.ways.iter().filter(|way| way.weight >= least);
        let terms: Vec<String> = ways.filter_map(|way| single(&way.form)).collect();
        (!terms.is_empty()).then(|| one_of(attribute, terms.iter().map(String::as_str)))
    }

    /// That the texts come back to it.
    fn often(&self) -> Option<String> {
        self.terms_of(OFTEN, SUBJECT)
    }

    /// The tiers where it is the only word.
    fn alone(&self) -> Vec<String> {
        let tiers = self.cells().map(|(counts, cell)| (counts, cell.to_owned())).collect();
        let itself = self.terms_of(ANY, ITSELF);
        sorted(lifted(lifted(tiers, OFTEN_LIFT, self.often()), ITSELF_LIFT, itself))
    }

    /// Where it is found well.
    fn well(&self) -> String {
        between(&self.ways, WELL, f32::INFINITY).unwrap_or_else(|| self.whole())
    }
}

/// Numbers in falling order in at most so many groups of near ones: the least of each group, and what stands for it.
fn grouped(scores: &[f32], most: usize) -> Vec<(f32, f32)> {
    let mut groups: Vec<(f32, f32)> = scores.iter().map(|score| (*score, *score)).collect();
    while groups.len() > most.max(1) {
        let nearest = (1..groups.len())
            .min_by(|a, b| {
                let gap = |at: usize| groups[at - 1].1 / groups[at].0.max(f32::MIN_POSITIVE);
                gap(*a).total_cmp(&gap(*b))
            })
            .unwrap_or(1);
        let (least, _) = groups.remove(nearest);
        groups[nearest - 1].0 = least;
    }
    groups.into_iter().map(|(least, greatest)| (least, f32::midpoint(least, greatest))).collect()
}

/// All ways and places that count at least so much, and less than what is above.
fn between(ways: &[&Alternative], least: f32, above: f32) -> Option<String> {
    let mut either = Either::default();
    for way in ways {
        // A wider place has all that a narrower one has.
        let fits = |(_, place): &&(&str, f32)| {
            let counts = way.weight * place;
            counts > least - SAME && counts < above - SAME
        };
        let Some((attribute, _)) = PLACES.iter().rev().find(fits) else { continue };
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
    let mut combinations: Vec<(f32, Vec<String>)> = vec![(0.0, Vec::new())];
    for word in words {
        combinations = combinations
            .iter()
            .flat_map(|(sum, filters)| {
                let missing = (needed < words.len()).then(|| (*sum, filters.clone()));
                let with = word.cells().map(move |(counts, cell)| {
                    (sum + counts, filters.iter().cloned().chain([cell.to_owned()]).collect())
                });
                with.chain(missing)
            })
            .collect();
    }
    combinations.retain(|(_, filters)| filters.len() >= needed);
    let mut tiers: Vec<(f32, String)> =
        combinations.into_iter().map(|(sum, filters)| (sum, all(filters))).collect();
    if fit == Fit::All {
        let pairs: Vec<String> = plan.adjacent.windows(2).map(|two| pair(&two[0].1, &two[1].1)).collect();
        let adjacent = (!pairs.is_empty()).then(|| one_of(ANY, pairs.iter().map(String::as_str)));
        tiers = lifted(tiers, ADJACENT_LIFT, adjacent);
        let often: Option<Vec<String>> = words.iter().map(Word::often).collect();
        tiers = lifted(tiers, OFTEN_LIFT, often.map(all));
    }
    sorted(tiers)
}

/// With each tier also what of it has this too, which counts more.
fn lifted(mut tiers: Vec<(f32, String)>, lift: f32, with: Option<String>) -> Vec<(f32, String)> {
    if let Some(with) = with {
        let better: Vec<_> =
            tiers.iter().map(|(sum, tier)| (sum * lift, all([tier.clone(), with.clone()]))).collect();
        tiers.extend(better);
    }
    tiers
}

/// Of many words: by how many of them are there, then by how many are found well.
fn counted(words: &[Word], whole: &[String], needed: usize) -> Vec<String> {
    if words.len() >= MANY && needed < words.len() {
        // One step between what is needed and all: of so many words a filter is long.
        let steps = [(needed + words.len()).div_ceil(2), needed];
        return steps.into_iter().filter_map(|step| at_least(whole, step)).collect();
    }
    let well: Vec<String> = words.iter().map(Word::well).collect();
    let mut tiers = Vec::new();
    for present in (needed..=words.len()).rev() {
        let Some(filter) = at_least(whole, present) else { continue };
        // The filters grow with each step: some are enough.
        let mut steps = vec![present, (present * 2).div_ceil(3), present.div_ceil(3)];
        if present < words.len() {
            steps = vec![present.div_ceil(2)];
        }
        steps.dedup();
        for placed in steps.into_iter().filter_map(|step| at_least(&well, step)) {
            tiers.push(all([filter.clone(), placed]));
        }
        tiers.push(filter);
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
