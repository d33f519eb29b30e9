//! What topics and audiences are called, and how they look.

use std::collections::HashMap;

use catalogue::PerLocale;
use kernel::{Locale, Slug};
use serde::Deserialize;

/// The installation's topics and audiences, in the order they are shown.
#[derive(Debug)]
pub struct Vocabulary {
    topics: Vec<Term>,
    audiences: Vec<Term>,
    topic: HashMap<String, usize>,
    audience: HashMap<String, usize>,
}

/// A topic or an audience.
#[derive(Debug, Clone, Deserialize)]
pub struct Term {
    /// Its key in listings and addresses.
    pub key: Slug,
    /// Name of its icon.
    pub icon: String,
    /// Its name.
    pub title: PerLocale<String>,
}

impl Term {
    /// Its name in this language or what that falls back to, and which language it is then.
    pub fn title(&self, locale: Locale) -> (Locale, &str) {
        self.title
            .best(locale)
            .map_or((locale, self.key.as_str()), |(locale, title)| (locale, title.as_str()))
    }
}

#[derive(Deserialize)]
struct File {
    topics: Vec<Term>,
    audiences: Vec<Term>,
}

impl Vocabulary {
    /// Reads the vocabulary that is built in.
    pub fn load() -> serde_json::Result<Self> {
        let File { topics, audiences } = serde_json::from_str(include_str!("../../data/topics.json"))?;
        let index = |terms: &[Term]| {
            terms.iter().enumerate().map(|(at, term)| (term.key.to_string(), at)).collect::<HashMap<_, _>>()
        };
        Ok(Self { topic: index(&topics), audience: index(&audiences), topics, audiences })
    }

    /// All topics.
    pub fn topics(&self) -> &[Term] {
        &self.topics
    }

    /// All audiences.
    pub fn audiences(&self) -> &[Term] {
        &self.audiences
    }

    /// The topic with this key.
    pub fn topic(&self, key: &str) -> Option<&Term> {
        self.topic.get(key).map(|at| &self.topics[*at])
    }

    /// The audience with this key.
    pub fn audience(&self, key: &str) -> Option<&Term> {
        self.audience.get(key).map(|at| &self.audiences[*at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_has_a_name_in_bokmal() {
        let vocabulary = Vocabulary::load().unwrap();
        assert!(!vocabulary.topics().is_empty() && !vocabulary.audiences().is_empty());
        for term in vocabulary.topics().iter().chain(vocabulary.audiences()) {
            assert_eq!(term.title(Locale::Nb).0, Locale::Nb, "{}", term.key);
        }
        let mut sleep = vocabulary.topic("sleep").unwrap().clone();
        sleep.title.set(Locale::Se, None);
        assert_eq!(sleep.title(Locale::Se), (Locale::Nb, "Søvn"));
    }
}
