//! From an inflected form to what all forms of a word share.

use super::{
    Map,
    fold::{collapse, fold, is_doubled_consonant, is_vowel},
};

/// Snowball's Norwegian stemmer with what it lacks: irregular plurals, doubled consonants, nynorsk spellings.
pub(crate) struct Stemmer {
    snowball: frostem::Stemmer,
    irregular: Map<String>,
    variants: Map<String>,
}

impl Stemmer {
    /// Reads `base: forms` and `from = to` lines.
    pub(crate) fn new(irregular: &str, variants: &str) -> Self {
        let mut stemmer = Self {
            snowball: frostem::Stemmer::new(frostem::Algorithm::Norwegian),
            irregular: Map::default(),
            variants: Map::default(),
        };
        for (base, forms) in super::data_lines(irregular).filter_map(|line| line.split_once(':')) {
            for form in forms.split_whitespace() {
                stemmer.irregular.insert(collapse(&fold(form)), collapse(&fold(base.trim())));
            }
        }
        for (from, to) in super::data_lines(variants).filter_map(|line| line.split_once('=')) {
            let from = stemmer.stem(&collapse(&fold(from.trim())));
            let to = stemmer.stem(&collapse(&fold(to.trim())));
            if from != to {
                stemmer.variants.insert(from, to);
            }
        }
        stemmer
    }

    /// The stem of a folded word; forms of one word, in bokmål and nynorsk, have the same.
    pub(crate) fn stem(&self, word: &str) -> String {
        let word = self.irregular.get(word).map_or(word, String::as_str);
        let bare = indefinite_doer(without_leik(word));
        let stem = self.snowball.stem(bare);
        let stem = if stem.is_empty() { bare } else { &stem };
        let single = without_last_double(stem);
        self.variants.get(single).cloned().unwrap_or_else(|| single.to_owned())
    }

    /// The verb inside a noun in -ing: `trening` → `tren`. Takes a stem.
    pub(crate) fn verb(stem: &str) -> Option<String> {
        let verb = stem.strip_suffix("ing")?;
        (verb.len() >= 3 && verb.chars().any(is_vowel)).then(|| without_last_double(verb).to_owned())
    }
}

/// Nynorsk -leik and -heit are bokmål -het, which the stemmer takes off.
fn without_leik(word: &str) -> &str {
    ["leik", "leiken", "leikar", "leikane", "heit", "heita"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|rest| rest.len() >= 4)
        .unwrap_or(word)
}

/// The stemmer takes one ending off: of *måleren* and *målerne* it is to be the second.
fn indefinite_doer(word: &str) -> &str {
    let definite = ["en", "et", "ne", "ene", "ane"].iter().find_map(|ending| {
        let doer = word.strip_suffix(ending)?;
        (doer.ends_with("er") || doer.ends_with("ar")).then_some(doer)
    });
    definite.filter(|doer| doer.len() >= 5).unwrap_or(word)
}

fn without_last_double(stem: &str) -> &str {
    let mut letters = stem.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before && is_doubled_consonant(last) && stem.len() > 3 => {
            &stem[..stem.len() - last.len_utf8()]
        }
        _ => stem,
    }
}
