//! Suggestions while typing, and how a word is spelt, from the server's completions.

use std::collections::{BTreeMap, HashMap};

use futures_util::future::try_join_all;
use kernel::Locale;

use super::{Meilisearch, schema::COMPLETIONS};
use crate::{
    SearchError, Suggestion,
    index::{
        complete::{Found, Typed, WORD, commonest, completions, prefixes, whole},
        plan::Plan,
    },
};

impl Meilisearch {
    /// As the trait's `suggest`.
    pub(super) async fn complete(
        &self,
        text: &str,
        locale: Locale,
        limit: usize,
    ) -> Result<Vec<Suggestion>, SearchError> {
        let Some(typed) = Typed::new(text).filter(|_| limit > 0) else { return Ok(Vec::new()) };
        let found = try_join_all(typed.beginnings().map(|(kind, beginning)| async move {
            match beginning {
                Some(beginning) => self.beginning(kind, locale, beginning).await,
                None => Ok(Vec::new()),
            }
        }));
        let found: Result<[Vec<Found>; 3], _> = found.await?.try_into();
        Ok(found.map_or_else(|_| Vec::new(), |found| typed.suggestions(found, limit, self.analysis())))
    }

    /// The text with its misspelt words set right.
    pub(super) async fn meant(
        &self,
        text: &str,
        plan: &Plan,
        locale: Locale,
    ) -> Result<Option<String>, SearchError> {
        let surfaces: Vec<&String> = plan.corrections.iter().map(|(_, surface)| surface).collect();
        let spelt = try_join_all(surfaces.iter().map(|surface| async move {
            Ok::<_, SearchError>(commonest(self.beginning(WORD, locale, &whole(surface)).await?))
        }));
        let spelt: HashMap<&str, Option<String>> =
            surfaces.iter().map(|surface| surface.as_str()).zip(spelt.await?).collect();
        plan.meant(text, self.analysis(), |surface| Ok(spelt.get(surface).cloned().flatten()))
    }

    async fn beginning(
        &self,
        kind: char,
        locale: Locale,
        beginning: &str,
    ) -> Result<Vec<Found>, SearchError> {
        let prefixes: Vec<String> = prefixes(kind, locale, beginning).collect();
        // What separates a term's parts is nothing to the server: the rest of the prefix is looked at here.
        let asked = prefixes.iter().map(|prefix| {
            let end = prefix.find(char::is_control).unwrap_or(prefix.len());
            self.values(COMPLETIONS, &prefix[..end])
        });
        let mut terms: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
        for (prefix, values) in prefixes.iter().zip(try_join_all(asked).await?) {
            for (term, documents) in values {
                if term.starts_with(prefix.as_str()) {
                    *terms.entry(term.into_bytes()).or_default() += documents;
                }
            }
        }
        Ok(completions(terms))
    }
}
