//! The analysis as a tokenizer of the embedded index.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use crate::analysis::{Analysis, Map, tokens};

/// Tokenizer of texts: stop words leave a gap.
pub(super) const PLAIN: &str = "norwegian";
/// Tokenizer of names: stop words are kept as written, for a tool may be called *Nå*.
pub(super) const WITH_STOP_WORDS: &str = "norwegian_names";

/// Words whose analysis is remembered, twice so many at most: texts repeat a small vocabulary.
const REMEMBERED: usize = 6_000;
/// Bytes of a word that is remembered: longer ones are no words.
const LONGEST_REMEMBERED: usize = 64;

/// Makes both tokenizers known.
pub(super) fn register(manager: &TokenizerManager, analysis: &Arc<Analysis>) {
    for (name, keep_stop_words) in [(PLAIN, false), (WITH_STOP_WORDS, true)] {
        manager.register(name, Norwegian { analysis: Arc::clone(analysis), keep_stop_words });
    }
}

#[derive(Clone)]
struct Norwegian {
    analysis: Arc<Analysis>,
    keep_stop_words: bool,
}

thread_local! {
    /// A tokenizer is cloned for every value, so what it remembers lives with the thread.
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// What was met lately, and what was met before that: words that come again are never forgotten.
#[derive(Default)]
struct Memory {
    lately: Map<Rc<Analysed>>,
    before: Map<Rc<Analysed>>,
}

impl Memory {
    fn recall(&mut self, written: &str) -> Option<Rc<Analysed>> {
        if let Some(known) = self.lately.get(written) {
            return Some(Rc::clone(known));
        }
        let (written, known) = self.before.remove_entry(written)?;
        self.keep(written, Rc::clone(&known));
        Some(known)
    }

    fn keep(&mut self, written: String, analysed: Rc<Analysed>) {
        if self.lately.len() >= REMEMBERED {
            std::mem::swap(&mut self.lately, &mut self.before);
            self.lately.clear();
        }
        self.lately.insert(written, analysed);
    }
}

/// A word's terms.
pub(crate) struct Analysed {
    pub(crate) terms: Vec<String>,
    pub(crate) stop: bool,
}

impl Tokenizer for Norwegian {
    type TokenStream<'a> = Stream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream {
        let words = tokens(text)
            .map(|token| {
                (
                    token.start,
                    token.end,
                    analysed(&self.analysis, &text[token.start..token.end], &token.segments),
                )
            })
            .collect();
        Stream { words, keep_stop_words: self.keep_stop_words, word: 0, term: 0, token: Token::default() }
    }
}

/// The terms of a word, from memory if it was met on this thread before.
pub(crate) fn analysed(analysis: &Analysis, written: &str, segments: &[&str]) -> Rc<Analysed> {
    MEMORY.with_borrow_mut(|memory| {
        if let Some(known) = memory.recall(written) {
            return known;
        }
        let word = analysis.word(segments);
        let analysed = Rc::new(Analysed { terms: word.terms(), stop: word.stop });
        if written.len() <= LONGEST_REMEMBERED {
            memory.keep(written.to_owned(), Rc::clone(&analysed));
        }
        analysed
    })
}

/// The terms of a text, word by word; all of one word at its position.
struct Stream {
    words: Vec<(usize, usize, Rc<Analysed>)>,
    keep_stop_words: bool,
    word: usize,
    term: usize,
    token: Token,
}

impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        while let Some((start, end, analysed)) = self.words.get(self.word) {
            let skipped = analysed.stop && !self.keep_stop_words;
            if let Some(term) = analysed.terms.get(self.term).filter(|_| !skipped) {
                self.token.offset_from = *start;
                self.token.offset_to = *end;
                self.token.position = self.word;
                self.token.text.clear();
                self.token.text.push_str(term);
                self.term += 1;
                return true;
            }
            self.word += 1;
            self.term = 0;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
