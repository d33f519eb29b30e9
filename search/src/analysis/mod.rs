//! The one Norwegian analysis that documents and queries share, whatever engine holds the index.

mod collate;
mod compound;
mod crisis;
mod fold;
mod stem;
mod synonyms;
mod tokens;

#[cfg(test)]
mod tests;

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, LazyLock},
};

pub(crate) use collate::sort_key;
use compound::Lexicon;
pub(crate) use compound::Part;
pub(crate) use crisis::crisis_phrases;
pub use crisis::tells_of_crisis;
use fold::{collapse, fold};
use foldhash::fast::RandomState;
use stem::Stemmer;
pub(crate) use synonyms::{Meaning, Synonyms};
pub(crate) use tokens::{is_apostrophe, is_invisible, tokens};

const LEXICON: &str = include_str!("../../data/lexicon.txt");
const NO_SPLIT: &str = include_str!("../../data/no_split.txt");
const IRREGULAR: &str = include_str!("../../data/irregular.txt");
const VARIANTS: &str = include_str!("../../data/variants.txt");
const STOP: &str = include_str!("../../data/stop.txt");
const SYNONYMS: &str = include_str!("../../data/synonyms.txt");
const CODES: &str = include_str!("../../data/codes.txt");

/// Everything that decides what a text means to the search; part of an index's generation.
pub(crate) const DATA: [&str; 7] = [LEXICON, NO_SPLIT, IRREGULAR, VARIANTS, STOP, SYNONYMS, CODES];

/// Bytes of one word that count; the rest of a longer one is cut off.
const LONGEST_SURFACE: usize = 60;

/// A word as written, folded.
pub(crate) const SURFACE: char = '=';
/// What all forms of a word share.
pub(crate) const STEM: char = '~';
/// A part of a compound, or the verb in a noun.
pub(crate) const PART: char = '+';

/// A word in all the ways that it can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// As written, folded to one spelling.
    pub(crate) surface: String,
    /// Whether it carries no subject (*og*, *ikke*).
    pub(crate) stop: bool,
    /// What its forms share; of a compound the stems of its parts in one.
    pub(crate) stem: String,
    /// The parts of a compound, in order; empty for a simple word.
    pub(crate) parts: Vec<Part>,
    /// The verb in a noun in -ing.
    pub(crate) verb: Option<String>,
    /// The pieces between the hyphens, as written; empty without a hyphen.
    pub(crate) segments: Vec<String>,
}

impl Word {
    /// Adjoining parts in one that are not the whole: `blodtrykk` in `blodtrykksmåling`.
    pub(crate) fn sub_compounds(&self) -> impl Iterator<Item = String> {
        let count = self.parts.len();
        (2..count).flat_map(move |length| {
            (0..=count - length).map(move |from| join(&self.parts[from..from + length]))
        })
    }

    /// The parts of a compound before a head that says little: `hodepine` of `hodepinedagbok`.
    pub(crate) fn subject(&self) -> Option<&[Part]> {
        let generic = self.parts.iter().rev().take_while(|part| part.generic).count();
        let subject = &self.parts[..self.parts.len() - generic];
        (generic > 0 && !subject.is_empty()).then_some(subject)
    }

    /// What of it an index holds, marked by kind, all at the word's one position.
    pub(crate) fn terms(&self) -> Vec<String> {
        let mut terms = vec![marked(SURFACE, &self.surface)];
        if self.stop {
            return terms;
        }
        terms.push(marked(STEM, &self.stem));
        terms.extend(self.subject().map(|subject| marked(STEM, &join(subject))));
        let parts = self
            .parts
            .iter()
            .flat_map(|part| std::iter::once(part.stem.clone()).chain(Stemmer::verb(&part.stem)));
        for part in parts.chain(self.sub_compounds()).chain(self.verb.clone()) {
            let term = marked(PART, &part);
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
        terms
    }
}

/// A text in one spelling for comparison: folded, digraphs as one letter.
pub(crate) fn folded(text: &str) -> String {
    collapse(&fold(text))
}

/// A term with the mark of its kind.
pub(crate) fn marked(kind: char, text: &str) -> String {
    let mut term = String::with_capacity(text.len() + 1);
    term.push(kind);
    term.push_str(text);
    term
}

/// The stem of a compound of these parts.
pub(crate) fn join(parts: &[Part]) -> String {
    parts.iter().map(|part| part.stem.as_str()).collect()
}

/// What is looked up by words: every word that is read or written passes through some.
pub(crate) type Map<V> = HashMap<String, V, RandomState>;
type Set = HashSet<String, RandomState>;

/// The analysis with its data.
pub(crate) struct Analysis {
    stemmer: Stemmer,
    lexicon: Lexicon,
    /// As written, lower case.
    stop: Set,
    /// Those that are stop words also where å, ø and æ are missing, folded.
    stop_folded: Set,
    /// All of them, folded: what is none of these needs no closer look.
    stop_surfaces: Set,
    synonyms: Synonyms,
}

impl Analysis {
    /// The one analysis of this process: its data is compiled in.
    pub(crate) fn shared() -> Arc<Self> {
        static SHARED: LazyLock<Arc<Analysis>> = LazyLock::new(|| Arc::new(Analysis::new()));
        Arc::clone(&SHARED)
    }

    fn new() -> Self {
        let stemmer = Stemmer::new(IRREGULAR, VARIANTS);
        let lexicon = Lexicon::new(LEXICON, NO_SPLIT, &stemmer, |word| collapse(&fold(word)));
        let mut analysis = Self {
            stemmer,
            lexicon,
            stop: Set::default(),
            stop_folded: Set::default(),
            stop_surfaces: Set::default(),
            synonyms: Synonyms::default(),
        };
        for word in data_lines(STOP).flat_map(str::split_whitespace) {
            let written = word.trim_start_matches('=');
            analysis.stop.insert(written.to_owned());
            analysis.stop_surfaces.insert(folded(written));
            if written == word {
                analysis.stop_folded.insert(folded(word));
            }
        }
        analysis.synonyms = Synonyms::new(SYNONYMS, CODES, &analysis);
        analysis
    }

    /// What else the words of a query mean.
    pub(crate) const fn synonyms(&self) -> &Synonyms {
        &self.synonyms
    }

    /// One word in all the ways that it can be found.
    pub(crate) fn word(&self, segments: &[&str]) -> Word {
        let written = written(segments);
        let raw = cut(fold(&written));
        let surface = collapse(&raw);
        let stop = self.is_stop(&written, &surface);
        let stem = self.stemmer.stem(&surface);
        let parts = self.parts(segments, &raw, &surface, &stem);
        let stem = if parts.is_empty() { stem } else { join(&parts) };
        let verb = if parts.is_empty() { Stemmer::verb(&stem) } else { None };
        let segments = match segments {
            [_] => Vec::new(),
            several => several.iter().map(|segment| collapse(&fold(segment))).collect(),
        };
        Word { surface, stop, stem, parts, verb, segments }
    }

    /// The words of a text in order.
    pub(crate) fn words(&self, text: &str) -> Vec<Word> {
        tokens(text).map(|token| self.word(&token.segments)).collect()
    }

    /// Whether no word of a text carries a subject.
    pub(crate) fn is_stop_only(&self, text: &str) -> bool {
        tokens(text).all(|token| {
            let written = written(&token.segments);
            self.is_stop(&written, &collapse(&cut(fold(&written))))
        })
    }

    fn is_stop(&self, written: &str, surface: &str) -> bool {
        if !self.stop_surfaces.contains(surface) {
            return false;
        }
        let lower = written.to_lowercase();
        self.stop.contains(&lower) || (lower.is_ascii() && self.stop_folded.contains(surface))
    }

    fn parts(&self, segments: &[&str], raw: &str, surface: &str, stem: &str) -> Vec<Part> {
        if segments.len() > 1 {
            return segments
                .iter()
                .map(|segment| collapse(&fold(segment)))
                .filter(|segment| !segment.is_empty())
                .map(|segment| Part { stem: self.stemmer.stem(&segment), generic: segment.len() == 1 })
                .collect();
        }
        // A meeting of two a (*astmaanfall*) is no å: the uncollapsed form goes first.
        let split = |word: &str, stem: &str| self.lexicon.split(word, stem, &self.stemmer);
        if raw == surface {
            return split(surface, stem).unwrap_or_default();
        }
        split(raw, &self.stemmer.stem(raw)).or_else(|| split(surface, stem)).unwrap_or_default()
    }
}

/// What is read of a word: no invisible characters or apostrophes.
fn written(segments: &[&str]) -> String {
    let is_read = |letter: &char| !is_invisible(*letter) && !is_apostrophe(*letter);
    segments.iter().flat_map(|segment| segment.chars()).filter(is_read).collect()
}

fn cut(mut folded: String) -> String {
    if folded.len() > LONGEST_SURFACE {
        let end = (0..=LONGEST_SURFACE).rev().find(|at| folded.is_char_boundary(*at)).unwrap_or_default();
        folded.truncate(end);
    }
    folded
}

/// The lines of a data file that are neither empty nor comments.
fn data_lines(data: &str) -> impl Iterator<Item = &str> {
    data.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
