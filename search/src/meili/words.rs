//! The words of the index on the server, fetched before a plan is made: one request for how common they are, one for each beginning, and one
//! for each word that nothing knows.

use std::collections::HashMap;

use futures_util::future::{join, try_join_all};

use super::{
    Meilisearch,
    ask::Ask,
    filter::{all, tools},
    schema::WORDS,
    tiers::known,
};
use crate::{
    SearchError,
    analysis::{PART, STEM, SURFACE, Word, marked},
    index::{
        plan::{Words, chosen},
        vocabulary::{Known, allowed_typos, distance, nearest},
    },
};

/// What the plan of one text may ask for.
#[derive(Debug, Default)]
pub(super) struct Fetched {
    frequencies: HashMap<String, u64>,
    beginnings: HashMap<String, Vec<Known>>,
    near: HashMap<String, Vec<Known>>,
    /// For each word how many tools have it, and how many tools there are.
    documents: Vec<u64>,
    total: u64,
}

impl Fetched {
    /// Fetches what the plan of this text will ask for.
    pub(super) async fn new(server: &Meilisearch, text: &str) -> Result<Self, SearchError> {
        let words = chosen(text, server.analysis());
        let mut fetched = Self::default();
        let unfinished = words.last().filter(|(word, unfinished)| *unfinished && word.surface.len() >= 2);
        let beginning = async {
            match unfinished {
                Some((word, _)) => server.values(WORDS, &word.surface).await,
                None => Ok(Vec::new()),
            }
        };
        let (counts, begun) = join(fetched.count(server, &words), beginning).await;
        counts?;
        if let Some((word, _)) = unfinished {
            let begun = begun?.into_iter().map(|(surface, documents)| Known { surface, documents });
            let begun = begun
                .filter(|known| known.surface.starts_with(&word.surface) && known.surface != word.surface);
            fetched.beginnings.insert(word.surface.clone(), begun.collect());
        }
        let unknown = words.iter().filter(|(word, _)| !fetched.knows(word)).map(|(word, _)| word);
        let unknown: Vec<&Word> = unknown.collect();
        fetched.look_around(server, &unknown).await?;
        Ok(fetched)
    }

    /// Fetches also what a thorough plan will ask for.
    pub(super) async fn thoroughly(&mut self, server: &Meilisearch, text: &str) -> Result<(), SearchError> {
        let words = chosen(text, server.analysis());
        let left: Vec<&Word> = words.iter().map(|(word, _)| word).collect();
        self.look_around(server, &left).await
    }

    /// How rare each word of the plan is, as the embedded engine weighs it.
    pub(super) fn rarities(&self) -> Vec<f32> {
        let rarity = |documents: u64| {
            let (documents, total) = (float(documents), float(self.total.max(documents)));
            (1.0 + (total - documents + 0.5) / (documents + 0.5)).ln().max(0.05)
        };
        self.documents.iter().map(|documents| rarity(*documents)).collect()
    }

    /// Whether there is anything to be found.
    pub(super) const fn is_empty(&self) -> bool {
        self.total == 0
    }

    async fn count(&mut self, server: &Meilisearch, words: &[(Word, bool)]) -> Result<(), SearchError> {
        let mut asked = vec![Ask::count(tools())];
        asked.extend(words.iter().map(|(word, _)| Ask::count(all([tools(), known(word)]))));
        let mut counts = server.ask(&asked).await?.into_iter().map(|answer| answer.total() as u64);
        self.total = counts.next().unwrap_or_default();
        self.documents = counts.collect();
        for ((word, _), documents) in words.iter().zip(&self.documents) {
            for term in own_terms(word) {
                self.frequencies.insert(term, *documents);
            }
        }
        Ok(())
    }

    fn knows(&self, word: &Word) -> bool {
        let own =
            own_terms(word).iter().any(|term| self.frequencies.get(term).is_some_and(|known| *known > 0));
        own || self.beginnings.get(&word.surface).is_some_and(|begun| !begun.is_empty())
    }

    async fn look_around(&mut self, server: &Meilisearch, words: &[&Word]) -> Result<(), SearchError> {
        let looked_for = words
            .iter()
            .filter(|word| !word.stop && allowed_typos(&word.surface) > 0)
            .map(|word| &word.surface);
        let mut surfaces: Vec<&String> =
            looked_for.filter(|surface| !self.near.contains_key(*surface)).collect();
        surfaces.sort_unstable();
        surfaces.dedup();
        let found = try_join_all(surfaces.iter().map(|surface| server.values(WORDS, surface))).await?;
        for (surface, values) in surfaces.into_iter().zip(found) {
            let most = usize::from(allowed_typos(surface));
            let near = values.into_iter().map(|(surface, documents)| Known { surface, documents });
            let near =
                near.filter(|known| known.surface != *surface && distance(surface, &known.surface) <= most);
            self.near.insert(surface.clone(), near.collect());
        }
        Ok(())
    }
}

fn own_terms(word: &Word) -> [String; 3] {
    [marked(SURFACE, &word.surface), marked(STEM, &word.stem), marked(PART, &word.stem)]
}

fn float(count: u64) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}

impl Words for Fetched {
    fn frequency(&self, term: &str) -> Result<u64, SearchError> {
        Ok(self.frequencies.get(term).copied().unwrap_or_default())
    }

    fn beginning(&self, surface: &str, limit: usize) -> Result<Vec<Known>, SearchError> {
        Ok(self
            .beginnings
            .get(surface)
            .map(|known| known.iter().take(limit).cloned().collect())
            .unwrap_or_default())
    }

    fn near(&self, surface: &str, distance: u8, limit: usize) -> Result<Vec<Known>, SearchError> {
        let near = self.near.get(surface).cloned().unwrap_or_default();
        let within = |known: &Known| self::distance(surface, &known.surface) <= usize::from(distance);
        Ok(nearest(near.into_iter().filter(within).collect(), surface, limit))
    }
}
