//! Where words begin and end in what people write.

use unicode_normalization::char::is_combining_mark;

/// Segments of one hyphenated word that are read as one; more become words of their own.
const MOST_SEGMENTS: usize = 4;

/// One word of a text by byte offsets; a hyphenated word keeps its segments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) segments: Vec<&'a str>,
}

/// The words of a text, in order. Anything that is neither letter nor digit separates, except one hyphen or
/// apostrophe inside a word, and the point inside a diagnosis code (`F32.1`).
pub(crate) fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// Iterator over the words of a text.
pub(crate) struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.char_indices().find(|(_, c)| c.is_alphanumeric())?.0;
        let mut segments = Vec::new();
        let mut from = start;
        loop {
            let end = self.segment_end(from);
            segments.push(&self.text[from..end]);
            self.at = end;
            match self.after_hyphen(end) {
                Some(next) if segments.len() < MOST_SEGMENTS => from = next,
                _ => return Some(Token { start, end, segments }),
            }
        }
    }
}

impl Tokens<'_> {
    fn segment_end(&self, from: usize) -> usize {
        let mut end = from;
        let mut letters = self.text[from..].char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let next = letters.peek().map(|(_, next)| *next);
            let inside = letter.is_alphanumeric()
                || is_combining_mark(letter)
                || is_invisible(letter)
                || (is_apostrophe(letter) && next.is_some_and(char::is_alphanumeric))
                || (letter == '.'
                    && is_code(&self.text[from..from + at])
                    && next.is_some_and(|c| c.is_ascii_digit()));
            if !inside {
                break;
            }
            end = from + at + letter.len_utf8();
        }
        end
    }

    fn after_hyphen(&self, end: usize) -> Option<usize> {
        let mut letters = self.text[end..].chars();
        let hyphen = letters.next().filter(|c| is_hyphen(*c))?;
        letters.next().filter(|c| c.is_alphanumeric())?;
        Some(end + hyphen.len_utf8())
    }
}

/// The letter and two digits that a diagnosis code begins with.
pub(crate) fn is_code(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, tens, ones] if letter.is_ascii_alphabetic() && tens.is_ascii_digit() && ones.is_ascii_digit())
}

/// Characters inside a word that nobody sees: soft hyphen, zero-width characters.
pub(crate) const fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Apostrophes as typed and as typeset.
pub(crate) const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ')
}

const fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).map(|token| token.segments.join("-")).collect()
    }

    #[test]
    fn words_end_where_letters_end() {
        assert_eq!(words("Får ikke sove?! <b>hjelp</b>"), ["Får", "ikke", "sove", "b", "hjelp", "b"]);
        assert_eq!(words("e-helse, barne- og ungdom"), ["e-helse", "barne", "og", "ungdom"]);
        assert_eq!(words("F32.1 og p76. 2.5"), ["F32.1", "og", "p76", "2", "5"]);
        assert_eq!(words("-- \u{0} \t '' ."), Vec::<String>::new());
        assert_eq!(words("a-b-c-d-e"), ["a-b-c-d", "e"]);
        assert_eq!(words("mor's"), ["mor's"]);
    }
}
