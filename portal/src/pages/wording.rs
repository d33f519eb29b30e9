//! Text on a page together with the language it is in, so that what is borrowed from another language is marked so.

use catalogue::{PerLocale, Prose};
use kernel::Locale;
use serde::Serialize;

use crate::web::PageContext;

/// A text and its language; templates show it by `ui.said`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wording {
    /// The text, not escaped.
    pub text: String,
    /// The tag of its language.
    pub lang: &'static str,
}

impl Wording {
    /// This text in this language.
    pub fn new(locale: Locale, text: impl Into<String>) -> Self {
        Self { text: text.into(), lang: locale.tag() }
    }

    /// One of our own texts by its key.
    pub fn of_key(cx: &PageContext, key: &str) -> Self {
        match cx.app.texts.find(cx.locale(), key, None) {
            Some(found) => Self::new(found.locale, found.text),
            None => Self::new(cx.locale(), key),
        }
    }

    /// What a tool says, in the page's language or what it falls back to; `None` where it says nothing.
    pub fn of_prose<const MAX: usize>(locale: Locale, prose: &PerLocale<Prose<MAX>>) -> Option<Self> {
        prose.text(locale).map(|(locale, text)| Self::new(locale, text))
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}
