//! Words by which people tell that a life is in danger: data with an owner and a version.

use std::sync::LazyLock;

use super::{Analysis, Word, data_lines, synonyms::phrases};

const CRISIS: &str = include_str!("../../data/crisis.txt");

static PHRASES: LazyLock<Vec<Vec<Word>>> = LazyLock::new(|| {
    let analysis = Analysis::shared();
    data_lines(CRISIS).flat_map(|line| phrases(line, &analysis)).collect()
});

/// Whether what somebody looks for tells that a life may be in danger: whoever shows what was found says first where to get help.
pub fn tells_of_crisis(text: &str) -> bool {
    let words = Analysis::shared().words(text);
    PHRASES.iter().any(|phrase| match phrase.as_slice() {
        [one] => words.iter().any(|word| word.stem == one.stem || word.surface.starts_with(&one.surface)),
        several => words
            .windows(several.len())
            .any(|stretch| stretch.iter().zip(several).all(|(word, wanted)| word.stem == wanted.stem)),
    })
}
