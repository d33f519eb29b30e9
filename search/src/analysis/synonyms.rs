//! Other words for the same thing, and what diagnosis codes stand for: data with an owner and a version.

use super::{Analysis, Map, Word, data_lines, tokens::is_code};

/// How much less a synonym counts than the word itself.
const SYNONYM: f32 = 0.6;
/// How much a code's own subject counts, and how much its chapter.
const CODE: f32 = 0.9;
const CHAPTER: f32 = 0.1;
/// From here on a range is a chapter, and all chapters are equally wide.
const WIDE: u32 = 30;
/// Words of the longest phrase in the data.
const LONGEST_PHRASE: usize = 8;

/// Another way to say a stretch of a query.
#[derive(Debug, Clone)]
pub(crate) struct Meaning {
    /// The words to look for, next to each other.
    pub(crate) words: Vec<Word>,
    /// How much less it counts than what was written.
    pub(crate) weight: f32,
}

struct Phrase {
    keys: Vec<String>,
    meanings: Vec<Meaning>,
}

struct Code {
    letter: u8,
    from: u32,
    to: u32,
    /// Of ICD-10; only its codes have decimals.
    decimal: bool,
    meanings: Vec<Meaning>,
}

impl Code {
    /// How much it holds; all chapters the same.
    fn width(&self) -> u32 {
        (self.to - self.from).min(WIDE)
    }
}

/// All synonyms, found by the first word of a phrase.
#[derive(Default)]
pub(crate) struct Synonyms {
    by_first: Map<Vec<Phrase>>,
    codes: Vec<Code>,
    /// Single words of the data as written, with their folded form: what typos and half words are held against.
    words: Vec<(String, String)>,
}

impl Synonyms {
    pub(super) fn new(groups: &str, codes: &str, analysis: &Analysis) -> Self {
        let mut synonyms = Self::default();
        for line in data_lines(groups) {
            if let Some((from, to)) = line.split_once("=>") {
                synonyms.link(&phrases(from, analysis), &phrases(to, analysis));
            } else {
                let group = phrases(line, analysis);
                synonyms.link(&group, &group);
            }
            synonyms.remember_words(line, analysis);
        }
        for (range, subjects) in data_lines(codes).filter_map(|line| line.split_once(": ")) {
            synonyms.add_code(range, phrases(subjects, analysis));
        }
        synonyms.words.sort_unstable();
        synonyms.words.dedup();
        synonyms
    }

    fn link(&mut self, from: &[Vec<Word>], to: &[Vec<Word>]) {
        for phrase in from {
            let keys: Vec<String> = phrase.iter().map(key).collect();
            let Some(first) = keys.first().cloned() else { continue };
            let known = self.by_first.entry(first).or_default();
            let place = known.iter().position(|phrase| phrase.keys == keys).unwrap_or_else(|| {
                known.push(Phrase { keys: keys.clone(), meanings: Vec::new() });
                known.len() - 1
            });
            let meanings = &mut known[place].meanings;
            for words in to {
                let target: Vec<String> = words.iter().map(key).collect();
                let known = |meaning: &Meaning| meaning.words.iter().map(key).eq(target.iter().cloned());
                if target != keys && !meanings.iter().any(known) {
                    meanings.push(Meaning { words: words.clone(), weight: SYNONYM });
                }
            }
        }
    }

    fn remember_words(&mut self, line: &str, analysis: &Analysis) {
        for phrase in line.split([',', '>']).map(|phrase| phrase.trim().trim_end_matches('=').trim()) {
            if let [word] = analysis.words(phrase).as_slice() {
                self.words.push((word.surface.clone(), phrase.to_owned()));
            }
        }
    }

    /// Adds `CODE-CODE system`, with what its subjects also are called.
    fn add_code(&mut self, range: &str, subjects: Vec<Vec<Word>>) {
        let (range, system) = range.split_once(' ').unwrap_or((range, ""));
        let (from, to) = range.split_once('-').unwrap_or((range, range));
        if let (Some((letter, from)), Some((_, to))) = (code_of(from), code_of(to)) {
            let others = subjects.iter().flat_map(|words| match words.as_slice() {
                [word] => self.of_stem(&word.stem),
                _ => &[],
            });
            let others: Vec<Meaning> = others.cloned().collect();
            let own = subjects.into_iter().map(|words| Meaning { words, weight: 1.0 });
            let meanings = own.chain(others).collect();
            self.codes.push(Code { letter, from, to, decimal: system == "ICD-10", meanings });
        }
    }

    /// Phrases that begin with the first of these words: how many words each takes, and what else it means.
    pub(crate) fn at<'a>(&'a self, words: &'a [Word]) -> impl Iterator<Item = (usize, &'a [Meaning])> {
        let stretch = &words[..words.len().min(LONGEST_PHRASE)];
        let candidates = stretch.first().map(|word| self.by_first.get(&key(word)));
        candidates.flatten().into_iter().flatten().filter_map(move |phrase| {
            let fits = phrase.keys.len() <= stretch.len()
                && phrase.keys.iter().zip(stretch).all(|(wanted, word)| *wanted == key(word));
            fits.then_some((phrase.keys.len(), phrase.meanings.as_slice()))
        })
    }

    /// What one word by its stem also means.
    pub(crate) fn of_stem(&self, stem: &str) -> &[Meaning] {
        let phrases = self.by_first.get(stem).into_iter().flatten();
        phrases
            .into_iter()
            .find(|phrase| phrase.keys.len() == 1)
            .map_or(&[], |phrase| phrase.meanings.as_slice())
    }

    /// What a diagnosis code stands for: the narrowest entries weigh most.
    pub(crate) fn of_code(&self, word: &str) -> Vec<Meaning> {
        let Some((letter, number)) = code_of(word.split('.').next().unwrap_or_default()) else {
            return Vec::new();
        };
        let decimal = word.contains('.');
        let fits = |code: &&Code| {
            code.letter == letter && (code.from..=code.to).contains(&number) && (code.decimal || !decimal)
        };
        let narrowest = self.codes.iter().filter(fits).map(Code::width).min();
        let meaning = |code: &Code| {
            let weight = if Some(code.width()) == narrowest { CODE } else { CHAPTER };
            let weighed = |meaning: &Meaning| Meaning { weight: meaning.weight * weight, ..meaning.clone() };
            code.meanings.iter().map(weighed).collect::<Vec<_>>()
        };
        self.codes.iter().filter(fits).flat_map(meaning).collect()
    }

    /// How a folded word of the data is written.
    pub(crate) fn spelling(&self, surface: &str) -> Option<&str> {
        let at = self.words.binary_search_by(|(folded, _)| folded.as_str().cmp(surface)).ok()?;
        Some(&self.words[at].1)
    }

    /// Single words of the data: folded, and as written.
    pub(crate) fn words(&self) -> &[(String, String)] {
        &self.words
    }
}

/// What two forms of a word share here, stop words too: *får ikkje sove* is *får ikke sove*.
fn key(word: &Word) -> String {
    word.stem.clone()
}

/// The phrases of a line, each by its words.
pub(super) fn phrases(list: &str, analysis: &Analysis) -> Vec<Vec<Word>> {
    list.split(',').map(|phrase| analysis.words(phrase)).filter(|words| !words.is_empty()).collect()
}

/// Letter and number of a code: `P76` → (`p`, 76).
fn code_of(text: &str) -> Option<(u8, u32)> {
    let letter = text.bytes().next().filter(|_| is_code(text))?;
    Some((letter.to_ascii_lowercase(), text[1..].parse().ok()?))
}
