//! From an inflected form to what all forms of a word share.

use std::borrow::Cow;

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
        let stem = if is_lacking(bare) { Cow::Borrowed(bare) } else { self.snowball.stem(bare) };
        let stem = as_in_bokmal(if stem.is_empty() { bare } else { &stem });
        let single = without_last_double(&stem);
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
    ["leik", "leiken", "leikar", "leikane", "heit", "heita", "heiter", "heitene"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|rest| rest.len() >= 4)
        .unwrap_or(word)
}

/// The stemmer takes one ending off: of *måleren*, *målerne* and *målarar* it is to be the second.
fn indefinite_doer(word: &str) -> &str {
    let definite = ["en", "et", "ne", "ene", "ane"].iter().find_map(|ending| {
        let doer = word.strip_suffix(ending)?;
        (doer.ends_with("er") || doer.ends_with("ar")).then_some(doer)
    });
    let several = || word.strip_suffix("ar").filter(|doer| doer.ends_with("ar"));
    definite.or_else(several).filter(|doer| doer.len() >= 5).unwrap_or(word)
}

/// Whether the word ends in -løs, whose s is no ending.
fn is_lacking(word: &str) -> bool {
    word.len() >= 6 && word.ends_with("los")
}

/// What bokmål has for a nynorsk stem: *søkj* is *søk*, *søvnlaus* and *søvnløys* are *søvnløs*, *langsam* is *langsom*.
fn as_in_bokmal(stem: &str) -> Cow<'_, str> {
    let hard = |rest: &&str| rest.len() >= 3 && rest.ends_with(['k', 'g']);
    if let Some(rest) = stem.strip_suffix('j').filter(hard) {
        return Cow::Borrowed(rest);
    }
    if let Some(rest) = stem.strip_suffix("jing").filter(hard) {
        return Cow::Owned(format!("{rest}ing"));
    }
    [("laus", "los"), ("loys", "los"), ("sam", "som")]
        .iter()
        .find_map(|(ending, other)| Some((stem.strip_suffix(ending)?, other)))
        .filter(|(rest, _)| rest.len() >= 2)
        .map_or(Cow::Borrowed(stem), |(rest, other)| Cow::Owned(format!("{rest}{other}")))
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
