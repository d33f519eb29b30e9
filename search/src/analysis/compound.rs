//! Cuts Norwegian compounds into the words of a small hand-picked lexicon, by dynamic programming.

use super::{Map, Set, fold::undouble, stem::Stemmer};

/// Letters of the shortest part; with four, *mat*, *dag* and *råd* would be lost.
const SHORTEST_PART: usize = 3;
/// Longer words are left whole: nobody types them, and the work stays bounded.
const LONGEST_WORD: usize = 40;
/// Letters that an inflected last part may have beyond its base form.
const LONGEST_ENDING: usize = 6;
/// What an inflected last part costs beside one in its base form.
const ENDING: u32 = 8;
/// From this length on a misspelt double consonant does not hinder the cut.
const FORGIVING_FROM: usize = 9;

/// One part of a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// The part's stem.
    pub(crate) stem: String,
    /// Whether it says little alone (*app*, *behandling*, *plager*).
    pub(crate) generic: bool,
}

#[derive(Debug, Clone)]
struct Entry {
    part: Part,
    first: bool,
    last: bool,
    letters: usize,
}

/// The words that compounds are made of.
pub(crate) struct Lexicon {
    exact: Forms,
    forgiving: Forms,
    whole: Set,
}

#[derive(Default)]
struct Forms {
    by_form: Map<Entry>,
    by_stem: Map<Entry>,
    /// Letters of the longest form.
    longest: usize,
}

/// The cheapest way to cut the letters up to one place: where its last part begins, and what that is.
#[derive(Clone, Copy)]
struct Cut<'a> {
    cost: u32,
    from: usize,
    entry: Option<&'a Entry>,
}

impl Lexicon {
    /// Reads words with their marks, and the words that must stay whole.
    pub(crate) fn new(words: &str, no_split: &str, stemmer: &Stemmer, fold: impl Fn(&str) -> String) -> Self {
        let mut lexicon =
            Self { exact: Forms::default(), forgiving: Forms::default(), whole: Set::default() };
        for marked in super::data_lines(words).flat_map(str::split_whitespace) {
            let word = fold(marked.trim_end_matches(['*', '<', '>']));
            let entry = Entry {
                part: Part { stem: stemmer.stem(&word), generic: marked.ends_with('*') },
                first: !marked.ends_with('<'),
                last: !marked.ends_with('>'),
                letters: word.len(),
            };
            lexicon.forgiving.add(&undouble(&word), undouble(&entry.part.stem), &entry);
            lexicon.exact.add(&word, entry.part.stem.clone(), &entry);
        }
        for word in super::data_lines(no_split).flat_map(str::split_whitespace) {
            lexicon.whole.insert(stemmer.stem(&fold(word)));
        }
        lexicon
    }

    /// The parts of a folded word with this stem, if it is a compound of known words.
    pub(crate) fn split(&self, word: &str, stem: &str, stemmer: &Stemmer) -> Option<Vec<Part>> {
        let possible = word.is_ascii() && (2 * SHORTEST_PART..=LONGEST_WORD).contains(&word.len());
        if !possible || self.whole.contains(stem) {
            return None;
        }
        self.exact.split(word, stemmer, false).or_else(|| {
            let single = undouble(word);
            (single.len() >= FORGIVING_FROM).then(|| self.forgiving.split(&single, stemmer, true)).flatten()
        })
    }
}

impl Forms {
    fn add(&mut self, word: &str, stem: String, entry: &Entry) {
        if word.len() >= SHORTEST_PART {
            // The first of two words with one folded form stays: the file lists the commoner one first.
            self.longest = self.longest.max(word.len());
            self.by_form.entry(word.to_owned()).or_insert_with(|| entry.clone());
            if entry.last && stem.len() >= SHORTEST_PART {
                self.by_stem.entry(stem).or_insert_with(|| entry.clone());
            }
        }
    }

    fn split(&self, word: &str, stemmer: &Stemmer, forgiving: bool) -> Option<Vec<Part>> {
        let end = word.len();
        let mut best = [None; LONGEST_WORD + 1];
        best[0] = Some(Cut { cost: 0, from: 0, entry: None });
        for from in 0..=end - SHORTEST_PART {
            let Some(Cut { cost: before, .. }) = best[from] else { continue };
            for to in from + SHORTEST_PART..end.min(from + self.longest + 1) {
                if let Some(entry) = self.by_form.get(&word[from..to]).filter(|entry| entry.first) {
                    let cost = before + part_cost(to - from);
                    offer(&mut best[to], cost, from, entry);
                    if matches!(word.as_bytes()[to], b's' | b'e') {
                        offer(&mut best[to + 1], cost + 5, from, entry);
                    }
                }
            }
            if let Some((entry, ending)) = self.last(&word[from..], stemmer, forgiving) {
                offer(&mut best[end], before + part_cost(end - from) + ending, from, entry);
            }
        }
        let mut parts = Vec::new();
        let mut at = end;
        while let Some(Cut { from, entry: Some(entry), .. }) = best[at] {
            parts.push(entry.part.clone());
            at = from;
        }
        parts.reverse();
        (parts.len() > 1).then_some(parts)
    }

    /// The word that the last part is a form of, and what its ending costs.
    fn last(&self, tail: &str, stemmer: &Stemmer, forgiving: bool) -> Option<(&Entry, u32)> {
        if let Some(entry) = self.by_form.get(tail).filter(|entry| entry.last) {
            return Some((entry, 0));
        }
        let stem = stemmer.stem(tail);
        let stem = if forgiving { undouble(&stem) } else { stem };
        // A stem alone says too little: *suka* is no form of *sukker*.
        let fits =
            |entry: &&Entry| (entry.letters - 1..=entry.letters + LONGEST_ENDING).contains(&tail.len());
        self.by_stem.get(&stem).filter(fits).map(|entry| (entry, ENDING))
    }
}

/// Few, long parts are preferred.
const fn part_cost(letters: usize) -> u32 {
    match letters {
        3 => 140,
        4 => 110,
        _ => 100,
    }
}

fn offer<'a>(place: &mut Option<Cut<'a>>, cost: u32, from: usize, entry: &'a Entry) {
    if place.is_none_or(|cut| cost < cut.cost) {
        *place = Some(Cut { cost, from, entry: Some(entry) });
    }
}
