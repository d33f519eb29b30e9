//! One spelling for both written forms: å and aa, ø and o and oe, æ and ae, accents, Sámi letters.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case without accents; å is `a`, ø is `o`, æ is `ae`. Written digraphs (`aa`, `oe`) still stand.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            // Nearly all letters: they need no tables.
            'å' | 'Å' => folded.push('a'),
            'ø' | 'Ø' => folded.push('o'),
            'æ' | 'Æ' => folded.push_str("ae"),
            _ if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
            _ => unfold(letter, &mut folded),
        }
    }
    folded
}

/// A letter apart from its marks, by Unicode's tables and ours.
fn unfold(letter: char, folded: &mut String) {
    for letter in letter.to_lowercase().nfkd() {
        match letter {
            'ø' => folded.push('o'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            'đ' | 'ð' => folded.push('d'),
            'ŋ' => folded.push('n'),
            'ŧ' | 'þ' => folded.push('t'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            mark if is_combining_mark(mark) => {}
            // A compatibility form may unfold to capitals.
            other => folded.extend(other.to_lowercase().filter(|c| !is_combining_mark(*c))),
        }
    }
}

/// The written digraphs of folded text as one letter, too: `aa` → `a`, `oe` → `o`.
pub(crate) fn collapse(folded: &str) -> String {
    if !folded.as_bytes().windows(2).any(|pair| matches!(pair, b"aa" | b"oe")) {
        return folded.to_owned();
    }
    let mut collapsed = String::with_capacity(folded.len());
    let mut letters = folded.chars().peekable();
    while let Some(letter) = letters.next() {
        collapsed.push(letter);
        if matches!((letter, letters.peek()), ('a', Some('a')) | ('o', Some('e'))) {
            letters.next();
        }
    }
    collapsed
}

/// Every doubled consonant single: `trykk` → `tryk`.
pub(crate) fn undouble(folded: &str) -> String {
    let mut single = String::with_capacity(folded.len());
    let mut last = None;
    for letter in folded.chars() {
        if last != Some(letter) || !is_doubled_consonant(letter) {
            single.push(letter);
        }
        last = Some(letter);
    }
    single
}

/// A letter that Norwegian doubles after a short vowel.
pub(crate) const fn is_doubled_consonant(letter: char) -> bool {
    matches!(letter, 'b' | 'd' | 'f' | 'g' | 'k' | 'l' | 'm' | 'n' | 'p' | 'r' | 's' | 't')
}

/// A vowel of folded text.
pub(crate) const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_written_forms_meet() {
        for (one, other) in [
            ("Måling", "maaling"),
            ("måling", "maling"),
            ("søvn", "soevn"),
            ("SØVN", "sovn"),
            ("lærer", "laerer"),
            ("diaré", "diare"),
            ("ma\u{30a}ling", "måling"),
            ("čálus", "calus"),
            ("Đŋŧž", "dntz"),
        ] {
            assert_eq!(collapse(&fold(one)), collapse(&fold(other)), "{one} {other}");
        }
    }

    #[test]
    fn doubled_consonants_become_single_and_vowels_stay() {
        assert_eq!(undouble("blodtrykk"), "blodtryk");
        assert_eq!(undouble("panikkanfall"), "panikanfal");
        assert_eq!(undouble("kneet"), "kneet");
    }
}
