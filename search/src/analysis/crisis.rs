//! Words by which people tell that a life is in danger: data with an owner and a version.

use std::{ops::Range, sync::LazyLock};

use super::{Analysis, Word, data_lines, synonyms::phrases};

const CRISIS: &str = include_str!("../../data/crisis.txt");

static PHRASES: LazyLock<Vec<Vec<Word>>> = LazyLock::new(|| {
    let analysis = Analysis::shared();
    data_lines(CRISIS).flat_map(|line| phrases(line, &analysis)).collect()
});

/// Whether what somebody looks for tells that a life may be in danger: whoever shows what was found says first where to get help.
pub fn tells_of_crisis(text: &str) -> bool {
    let words = Analysis::shared().words(text);
    let begins =
        |one: &Word| words.iter().any(|word| word.stem == one.stem || word.surface.starts_with(&one.surface));
    PHRASES.iter().any(|phrase| matches!(phrase.as_slice(), [one] if begins(one)))
        || crisis_phrases(&words).next().is_some()
}

/// Where words stand beside each other that tell of it together: none of them is a subject by itself.
pub(crate) fn crisis_phrases(words: &[Word]) -> impl Iterator<Item = Range<usize>> {
    let several = PHRASES.iter().filter(|phrase| phrase.len() > 1);
    several.flat_map(move |phrase| {
        words.windows(phrase.len()).enumerate().filter_map(move |(from, stretch)| {
            let told = stretch.iter().zip(phrase).all(|(word, said)| word.stem == said.stem);
            told.then_some(from..from + phrase.len())
        })
    })
}
