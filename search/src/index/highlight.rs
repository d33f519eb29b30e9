//! Marks in a tool's texts what was searched for.

use std::collections::HashSet;

use foldhash::fast::RandomState;
use kernel::{Locale, ToolId};

use super::{
    schema::{Stored, texts_in},
    tokenizer::analysed,
};
use crate::{
    Hit, Piece,
    analysis::{Analysis, tokens},
};

/// Characters of an excerpt, and how many of them stand before the first hit.
const EXCERPT: usize = 220;
const LEAD: usize = 60;

/// Marks words that have one of the query's terms.
pub(crate) struct Highlighter<'a> {
    analysis: &'a Analysis,
    terms: HashSet<&'a str, RandomState>,
}

impl<'a> Highlighter<'a> {
    pub(crate) fn new(analysis: &'a Analysis, terms: &'a [String]) -> Self {
        Self { analysis, terms: terms.iter().map(String::as_str).collect() }
    }

    /// The hit with its texts in the reader's language, or the language there is.
    pub(crate) fn hit(&self, id: ToolId, stored: &Stored, locale: Locale) -> Hit {
        let Some((locale, texts)) = texts_in(&stored.0, locale) else {
            return Hit { id, locale, name: Vec::new(), purpose: Vec::new(), excerpt: None };
        };
        let name = self.pieces(&texts.name);
        let purpose = self.pieces(&texts.purpose);
        let excerpt = if has_hit(&name) || has_hit(&purpose) { None } else { self.excerpt(&texts.body) };
        Hit { id, locale, name, purpose, excerpt }
    }

    fn pieces(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut done = 0;
        for (start, end) in self.marks(text) {
            push(&mut pieces, &text[done..start], false);
            push(&mut pieces, &text[start..end], true);
            done = end;
        }
        push(&mut pieces, &text[done..], false);
        pieces
    }

    fn excerpt(&self, body: &str) -> Option<Vec<Piece>> {
        let (first, _) = self.marks(body).next()?;
        let start = boundary(body, body.floor_char_boundary(first.saturating_sub(LEAD)), first);
        let end = body.floor_char_boundary(start + EXCERPT).max(first);
        let end =
            if end < body.len() { body[first..end].rfind(' ').map_or(end, |at| first + at) } else { end };
        let mut pieces = self.pieces(body[start..end].trim());
        if start > 0 {
            pieces.insert(0, Piece { text: "… ".to_owned(), hit: false });
        }
        if end < body.len() {
            pieces.push(Piece { text: " …".to_owned(), hit: false });
        }
        has_hit(&pieces).then_some(pieces)
    }

    fn marks(&self, text: &str) -> impl Iterator<Item = (usize, usize)> {
        let marked = tokens(text).filter(|token| {
            let found = |word: &str| {
                let analysed = analysed(self.analysis, word, &token.segments);
                analysed.terms.iter().any(|term| self.terms.contains(term.as_str()))
            };
            !self.terms.is_empty() && found(&text[token.start..token.end])
        });
        marked.map(|token| (token.start, token.end))
    }
}

/// The first place after `from` where a word begins, at most `last`.
fn boundary(text: &str, from: usize, last: usize) -> usize {
    if from == 0 { 0 } else { text[from..last].find(' ').map_or(last, |at| from + at + 1) }
}

fn has_hit(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| piece.hit)
}

fn push(pieces: &mut Vec<Piece>, text: &str, hit: bool) {
    if !text.is_empty() {
        pieces.push(Piece { text: text.to_owned(), hit });
    }
}
