//! The order of names in Norwegian: æ, ø, å last, aa as å, accents and case aside.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A text whose byte order is the alphabetical order of names.
pub(crate) fn sort_key(name: &str) -> String {
    let lower: String = name.nfc().flat_map(char::to_lowercase).collect();
    let mut key = String::with_capacity(lower.len() * 2);
    let mut letters = lower.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            'å' => key.push('}'),
            'a' if letters.peek() == Some(&'a') => {
                letters.next();
                key.push('}');
            }
            'æ' | 'ä' => key.push('{'),
            'ø' | 'ö' => key.push('|'),
            'đ' | 'ð' => key.push('d'),
            'ŋ' => key.push('n'),
            'ŧ' => key.push('t'),
            other => key.extend(other.nfd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c))),
        }
        if !letter.is_alphanumeric() && !is_combining_mark(letter) && !key.ends_with(' ') && !key.is_empty() {
            key.push(' ');
        }
    }
    // Names that differ in accents, case or punctuation only stand in a fixed order.
    key.push('\u{1}');
    key.push_str(name);
    key
}

#[cfg(test)]
mod tests {
    use super::sort_key;

    #[test]
    fn ae_oe_aa_come_last_and_accents_do_not_count() {
        let mut names = [
            "Åpen dag",
            "Aase",
            "zoom",
            "Ærlig",
            "Øre",
            "Éa",
            "Ed",
            "2 minutter",
            "Čuovga",
            "Cz",
            "B-C",
            "b a",
        ];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "2 minutter",
                "b a",
                "B-C",
                "Čuovga",
                "Cz",
                "Éa",
                "Ed",
                "zoom",
                "Ærlig",
                "Øre",
                "Åpen dag",
                "Aase"
            ]
        );
    }
}
