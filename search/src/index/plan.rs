//! From what a person wrote to what is looked for: per word the ways in which it may stand in a document.

use std::ops::Range;

use super::vocabulary::{Known, allowed_typos, unlikeness};
use crate::{
    SearchError,
    analysis::{Analysis, Meaning, PART, Part, STEM, SURFACE, Word, crisis_phrases, join, marked, tokens},
};

/// Words of a query that are read, and how many of them are searched for.
const MOST_WORDS: usize = 32;
const MOST_SLOTS: usize = 10;
/// Ways to find one word.
const MOST_ALTERNATIVES: usize = 40;
/// Words of the index taken for a half-written or misspelt one.
const MOST_BEGINNINGS: usize = 12;
const MOST_NEIGHBOURS: usize = 6;

/// How much a way of matching counts beside the word itself.
mod weight {
    pub(super) const EXACT: f32 = 1.0;
    pub(super) const STEM: f32 = 0.9;
    pub(super) const JOINED: f32 = 0.85;
    pub(super) const ALL_PARTS: f32 = 0.6;
    pub(super) const IN_COMPOUND: f32 = 0.55;
    pub(super) const VERB: f32 = 0.5;
    pub(super) const WITHOUT_GENERIC: f32 = 0.5;
    pub(super) const BEGINNING: f32 = 0.5;
    pub(super) const ONE_TYPO: f32 = 0.5;
    pub(super) const TWO_TYPOS: f32 = 0.3;
    pub(super) const ONE_PART: f32 = 0.25;
    pub(super) const GENERIC_PART: f32 = 0.1;
    /// On top of another weight, where the word is only a part of what stands there.
    pub(super) const PARTLY: f32 = 0.6;
}

/// What is looked for.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// One for every word that carries a subject.
    pub(crate) slots: Vec<Slot>,
    /// Stems of these words with their places: they count more next to each other.
    pub(crate) adjacent: Vec<(usize, String)>,
    /// Stretches of the text that are probably misspelt, with what was meant (folded).
    pub(crate) corrections: Vec<(Range<usize>, String)>,
}

/// One word of the query.
#[derive(Debug, Default, Clone)]
pub(crate) struct Slot {
    /// Ways in which the word itself, or what means the same, stands in a document.
    pub(crate) strict: Vec<Alternative>,
    /// Ways that only come near, for when nothing fits.
    pub(crate) near: Vec<Alternative>,
}

/// One way to find a word.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alternative {
    pub(crate) form: Form,
    pub(crate) weight: f32,
}

/// What must stand in a document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Form {
    /// This term.
    Term(String),
    /// Of every list one of its terms, anywhere.
    All(Vec<Vec<String>>),
    /// These terms at these places of one field.
    Phrase(Vec<(usize, String)>),
}

struct Placed {
    start: usize,
    end: usize,
    word: Word,
}

/// The words that an index has, as a plan asks for them.
pub(crate) trait Words {
    /// In how many documents a term is.
    fn frequency(&self, term: &str) -> Result<u64, SearchError>;

    /// The commonest words that begin so and are longer.
    fn beginning(&self, surface: &str, limit: usize) -> Result<Vec<Known>, SearchError>;

    /// Words at most `distance` letters away, nearest and commonest first.
    fn near(&self, surface: &str, distance: u8, limit: usize) -> Result<Vec<Known>, SearchError>;
}

impl Plan {
    /// The text with its misspelt words as `spelling` writes them, if there are some.
    pub(crate) fn meant(
        &self,
        text: &str,
        analysis: &Analysis,
        mut spelling: impl FnMut(&str) -> Result<Option<String>, SearchError>,
    ) -> Result<Option<String>, SearchError> {
        if self.corrections.is_empty() {
            return Ok(None);
        }
        let mut meant = String::with_capacity(text.len());
        let mut done = 0;
        for (stretch, surface) in &self.corrections {
            meant.push_str(&text[done..stretch.start]);
            let written = spelling(surface)?;
            let written = written.or_else(|| analysis.synonyms().spelling(surface).map(str::to_owned));
            meant.push_str(written.as_deref().unwrap_or(surface));
            done = stretch.end;
        }
        meant.push_str(&text[done..]);
        Ok(Some(meant.trim().to_owned()))
    }
}

impl Slot {
    fn term(&mut self, kind: char, text: &str, weight: f32) {
        self.add(Form::Term(marked(kind, text)), weight);
    }

    fn add(&mut self, form: Form, weight: f32) {
        add(&mut self.strict, form, weight);
    }
}

fn add(list: &mut Vec<Alternative>, form: Form, weight: f32) {
    if let Some(known) = list.iter_mut().find(|known| known.form == form) {
        known.weight = known.weight.max(weight);
    } else if list.len() < MOST_ALTERNATIVES {
        list.push(Alternative { form, weight });
    }
}

/// The words of a text, which of them are searched for, and whether they are stop words only.
fn read(text: &str, analysis: &Analysis) -> (Vec<Placed>, Vec<usize>, bool) {
    let placed: Vec<Placed> = tokens(text)
        .take(MOST_WORDS)
        .map(|token| Placed { start: token.start, end: token.end, word: analysis.word(&token.segments) })
        .collect();
    let only_stop_words = placed.iter().all(|placed| placed.word.stop);
    let chosen =
        (0..placed.len()).filter(|at| only_stop_words || !placed[*at].word.stop).take(MOST_SLOTS).collect();
    (placed, chosen, only_stop_words)
}

/// Whether the text ends within this word, so that it may go on.
fn is_unfinished(placed: &[Placed], at: usize, text: &str) -> bool {
    at + 1 == placed.len() && placed[at].end == text.len()
}

/// The words of a text that are searched for, and whether each may go on: what a plan will ask an index for.
pub(crate) fn chosen(text: &str, analysis: &Analysis) -> Vec<(Word, bool)> {
    let (placed, chosen, _) = read(text, analysis);
    chosen.into_iter().map(|at| (placed[at].word.clone(), is_unfinished(&placed, at, text))).collect()
}

/// Makes the plan for a text; a thorough one looks for typos also in words that the index knows.
pub(crate) fn plan(
    text: &str,
    analysis: &Analysis,
    vocabulary: &dyn Words,
    thorough: bool,
) -> Result<Plan, SearchError> {
    let (placed, chosen, only_stop_words) = read(text, analysis);
    let words: Vec<Word> = placed.iter().map(|placed| placed.word.clone()).collect();
    let planner = || Planner { analysis, vocabulary, slot: Slot::default(), correction: None };
    let crises: Vec<_> = crisis_phrases(&words).collect();
    let mut told = planner();
    told.crises(&words, &crises, only_stop_words);
    let mut plan = Plan::default();
    for &at in &chosen {
        let unfinished = is_unfinished(&placed, at, text);
        let mut planner = planner();
        if crises.iter().any(|phrase| phrase.contains(&at)) {
            planner.slot.clone_from(&told.slot);
        } else {
            planner.word(&words, at, only_stop_words);
            planner.guess(&words[at], unfinished, thorough)?;
        }
        if let Some(correction) = planner.correction {
            plan.corrections.push((placed[at].start..placed[at].end, correction));
        }
        plan.slots.push(planner.slot);
        if !words[at].stop {
            plan.adjacent.push((at, marked(STEM, &words[at].stem)));
        }
    }
    Ok(plan)
}

struct Planner<'a> {
    analysis: &'a Analysis,
    vocabulary: &'a dyn Words,
    slot: Slot,
    correction: Option<String>,
}

impl Planner<'_> {
    /// The word itself, its parts, its synonyms alone and with its neighbours.
    fn word(&mut self, words: &[Word], at: usize, only_stop_words: bool) {
        let word = &words[at];
        self.slot.term(SURFACE, &word.surface, weight::EXACT);
        if !word.stop {
            self.slot.term(STEM, &word.stem, weight::STEM);
            self.slot.term(PART, &word.stem, weight::IN_COMPOUND);
            self.verb(word.verb.as_deref(), weight::VERB);
            self.compound(word);
            self.joined(words, at);
        }
        self.spoken(words, at, 1, only_stop_words);
        let code = word.segments.first().unwrap_or(&word.surface);
        self.meanings(&self.analysis.synonyms().of_code(code), 1.0);
    }

    /// What it means together with its neighbours, at least so many words in all.
    fn spoken(&mut self, words: &[Word], at: usize, least: usize, only_stop_words: bool) {
        for (from, length, meanings) in self.spans(words, at) {
            let span = &words[from..from + length];
            if length >= least && (only_stop_words || span.iter().any(|word| !word.stop)) {
                self.meanings(meanings, 1.0);
            }
        }
    }

    /// What tells of a crisis is one subject, for each of its words the same: *lenger* is nothing that *vil ikke leve lenger* asks for
    /// besides. It is found where it is said, or by what it means, and never by one word: *vil ikke leve* asks for nothing that has *leve*.
    fn crises(&mut self, words: &[Word], crises: &[Range<usize>], only_stop_words: bool) {
        for phrase in crises {
            let said = &words[phrase.clone()];
            // An index has no stop words: *leve lenger* would pass for *ikke leve lenger*.
            if said.iter().all(|word| !word.stop) {
                let terms = said.iter().enumerate().map(|(at, word)| (at, marked(STEM, &word.stem)));
                self.slot.add(Form::Phrase(terms.collect()), weight::STEM);
                let joined: String = said.iter().map(|word| word.stem.as_str()).collect();
                self.slot.term(STEM, &joined, weight::JOINED);
            }
        }
        for at in crises.iter().cloned().flatten() {
            self.spoken(words, at, 2, only_stop_words);
        }
    }

    fn spans<'w>(&self, words: &'w [Word], at: usize) -> Vec<(usize, usize, &'w [Meaning])>
    where
        Self: 'w,
    {
        let synonyms = self.analysis.synonyms();
        let starts = at.saturating_sub(7)..=at;
        starts
            .flat_map(|from| {
                synonyms.at(&words[from..]).map(move |(length, meanings)| (from, length, meanings))
            })
            .filter(|(from, length, _)| from + length > at)
            .collect()
    }

    fn verb(&mut self, verb: Option<&str>, weight: f32) {
        if let Some(verb) = verb {
            self.slot.term(STEM, verb, weight);
            self.slot.term(PART, verb, weight * weight::PARTLY);
        }
    }

    /// A compound is also found cut apart, and without a head that says little.
    fn compound(&mut self, word: &Word) {
        if word.parts.is_empty() {
            return;
        }
        let either = |stem: &str| vec![marked(STEM, stem), marked(PART, stem)];
        let all = |parts: &[_]| Form::All(parts.iter().map(|part: &Part| either(&part.stem)).collect());
        self.slot.add(all(&word.parts), weight::ALL_PARTS);
        if let Some(rest) = word.subject() {
            let joined = join(rest);
            self.slot.term(STEM, &joined, weight::WITHOUT_GENERIC);
            self.slot.term(PART, &joined, weight::WITHOUT_GENERIC * weight::PARTLY);
            if rest.len() > 1 {
                self.slot.add(all(rest), weight::WITHOUT_GENERIC * weight::PARTLY);
            }
            self.meanings(self.analysis.synonyms().of_stem(&joined), weight::WITHOUT_GENERIC);
        }
        for part in &word.parts {
            let weight = if part.generic { weight::GENERIC_PART } else { weight::ONE_PART };
            add(&mut self.slot.near, Form::Term(marked(STEM, &part.stem)), weight);
            add(&mut self.slot.near, Form::Term(marked(PART, &part.stem)), weight * weight::PARTLY);
        }
    }

    /// Two words that are one: *hode pine*.
    fn joined(&mut self, words: &[Word], at: usize) {
        let pairs = [at.checked_sub(1).map(|before| (before, at)), Some((at, at + 1))];
        for (first, second) in pairs.into_iter().flatten() {
            if let (Some(first), Some(second)) = (words.get(first), words.get(second))
                && !first.stop
                && !second.stop
            {
                let joined = self.analysis.word(&[&format!("{}{}", first.surface, second.surface)]);
                self.slot.term(SURFACE, &joined.surface, weight::EXACT);
                self.slot.term(STEM, &joined.stem, weight::JOINED);
                self.meanings(self.analysis.synonyms().of_stem(&joined.stem), weight::JOINED);
            }
        }
    }

    fn meanings(&mut self, meanings: &[Meaning], factor: f32) {
        for meaning in meanings {
            let weight = meaning.weight * factor;
            match meaning.words.as_slice() {
                [word] => {
                    self.slot.term(STEM, &word.stem, weight);
                    self.slot.term(PART, &word.stem, weight * weight::PARTLY);
                }
                several => {
                    let content = several.iter().enumerate().filter(|(_, word)| !word.stop);
                    let terms: Vec<_> = content.map(|(at, word)| (at, marked(STEM, &word.stem))).collect();
                    match terms.as_slice() {
                        [] => {}
                        [(_, term)] => self.slot.add(Form::Term(term.clone()), weight * weight::PARTLY),
                        _ => self.slot.add(Form::Phrase(terms), weight),
                    }
                }
            }
        }
    }

    /// What was meant, where the word is half written or misspelt.
    fn guess(&mut self, word: &Word, unfinished: bool, thorough: bool) -> Result<(), SearchError> {
        let known = self.is_known(word)?;
        let begins = if unfinished { self.beginnings(word, known)? } else { false };
        let typos = allowed_typos(&word.surface);
        let misspelt = !known && !begins;
        if typos == 0 || word.stop || !(misspelt || thorough) {
            return Ok(());
        }
        let neighbours = self.vocabulary.near(&word.surface, typos, MOST_NEIGHBOURS)?;
        let spelt = self.spelt(word, typos);
        if misspelt {
            self.correction = best(&word.surface, &neighbours, &spelt);
        }
        let mut found = Slot::default();
        for neighbour in &neighbours {
            let weight = typo_weight(&word.surface, &neighbour.surface);
            found.term(SURFACE, &neighbour.surface, weight);
            found.term(STEM, &self.analysis.word(&[&neighbour.surface]).stem, weight);
        }
        std::mem::swap(&mut self.slot.strict, &mut found.strict);
        for other in &spelt {
            let weight = typo_weight(&word.surface, &other.surface);
            self.slot.term(STEM, &other.stem, weight);
            self.meanings(self.analysis.synonyms().of_stem(&other.stem), weight);
        }
        std::mem::swap(&mut self.slot.strict, &mut found.strict);
        let list = if misspelt { &mut self.slot.strict } else { &mut self.slot.near };
        for alternative in found.strict {
            add(list, alternative.form, alternative.weight);
        }
        Ok(())
    }

    fn is_known(&self, word: &Word) -> Result<bool, SearchError> {
        // Beyond the word's own three terms there are only synonyms, codes and compounds: data that knows it.
        let own = [(SURFACE, &word.surface), (STEM, &word.stem), (PART, &word.stem)];
        for (kind, text) in own {
            if self.vocabulary.frequency(&marked(kind, text))? > 0 {
                return Ok(true);
            }
        }
        let synonyms = self.analysis.synonyms();
        Ok(!synonyms.of_stem(&word.stem).is_empty() || !synonyms.of_code(&word.surface).is_empty())
    }

    /// Words of the index, and of the synonyms, that begin as an unfinished last word does.
    fn beginnings(&mut self, word: &Word, known: bool) -> Result<bool, SearchError> {
        if word.surface.len() < 2 {
            return Ok(false);
        }
        let found = self.vocabulary.beginning(&word.surface, MOST_BEGINNINGS)?;
        let factor = if known { weight::PARTLY } else { 1.0 };
        for other in &found {
            self.slot.term(SURFACE, &other.surface, weight::BEGINNING * factor);
        }
        let mut any = !found.is_empty();
        if !known && word.surface.len() >= 4 {
            let synonyms = self.analysis.synonyms();
            let stems: Vec<String> = synonyms
                .words()
                .iter()
                .filter(|(folded, _)| folded.starts_with(&word.surface))
                .map(|(_, written)| self.analysis.word(&[written]).stem)
                .take(MOST_BEGINNINGS)
                .collect();
            for stem in stems {
                any = true;
                self.meanings(synonyms.of_stem(&stem), weight::BEGINNING);
            }
        }
        Ok(any)
    }

    /// Words of the synonyms within the allowed typos.
    fn spelt(&self, word: &Word, typos: u8) -> Vec<Word> {
        let letters = letters(&word.surface);
        let near = |folded: &str| {
            // Most words are too far off by their letters alone: a typo changes two of them at most.
            (self::letters(folded) ^ letters).count_ones() <= 2 * u32::from(typos)
                && folded.len().abs_diff(word.surface.len()) <= usize::from(typos)
                && folded != word.surface
                && super::vocabulary::distance(folded, &word.surface) <= usize::from(typos)
        };
        let words = self.analysis.synonyms().words().iter().filter(|(folded, _)| near(folded));
        words.map(|(_, written)| self.analysis.word(&[written])).take(MOST_NEIGHBOURS).collect()
    }
}

/// Which letters a word has, as bits; some share one.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |letters, letter| letters | 1 << (u32::from(letter) % 32))
}

fn typo_weight(written: &str, meant: &str) -> f32 {
    match unlikeness(written, meant) {
        (0 | 1, false) => weight::ONE_TYPO,
        (0 | 1, true) | (_, false) => weight::TWO_TYPOS,
        (_, true) => weight::TWO_TYPOS * weight::PARTLY,
    }
}

/// The likeliest word that was meant: the nearest, of the index's and the synonyms'.
fn best(written: &str, neighbours: &[Known], spelt: &[Word]) -> Option<String> {
    let candidates =
        neighbours.iter().map(|known| &known.surface).chain(spelt.iter().map(|word| &word.surface));
    candidates.min_by_key(|candidate| unlikeness(written, candidate)).cloned()
}
