//! What the address of an embedded list asks for: the same as the search page's, and how many.

use kernel::Locale;
use search::{Page, Query};

use crate::{
    discovery::Vocabulary,
    pages::public::find::asked::{self, Asked},
};

/// Numbers of tools that are offered; any up to the last is given.
pub const COUNTS: [usize; 4] = [3, 6, 12, 24];
/// The last of them.
pub const MOST: usize = COUNTS[COUNTS.len() - 1];
/// Where none asks for another number.
pub const USUAL: usize = 6;

/// A list as an address asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbedAsked {
    /// Of which tools.
    pub find: Asked,
    /// How many at most.
    pub count: usize,
    /// `light`, as most pages are, or `dark` or `auto`.
    pub colours: &'static str,
}

impl EmbedAsked {
    /// Reads a query; whatever it holds, there is a list.
    pub fn read(terms: &Vocabulary, query: Option<&str>) -> Self {
        let mut count = USUAL;
        let mut colours = "light";
        for (name, value) in url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            match (&*name, &*value) {
                ("antall", number) => count = number.parse().unwrap_or(USUAL),
                ("farger", "auto") => colours = "auto",
                ("farger", "mork") => colours = "dark",
                _ => {}
            }
        }
        let find = Asked { page: 0, ..Asked::read(terms, query) };
        Self { find, count: count.clamp(1, MOST), colours }
    }

    /// What the engine is asked.
    pub fn query(&self, locale: Locale) -> Query {
        Query { page: Page { number: 1, size: self.count }, ..self.find.query(locale) }
    }

    /// The same with another path, without language.
    pub fn address(&self, path: &str) -> String {
        let query = self.find.query_string();
        let between = if query.is_empty() { "" } else { "&" };
        format!("{path}?{query}{between}antall={}", self.count)
    }

    /// The same as `data-…` of the script: several values with spaces between.
    pub fn data(&self) -> Vec<(&'static str, String)> {
        let text = (!self.find.text.is_empty()).then(|| ("q", self.find.text.clone()));
        let chosen = self.find.chosen.iter().filter(|(_, values)| !values.is_empty());
        let chosen = chosen.map(|(facet, values)| (asked::parameter(facet), values.join(" ")));
        text.into_iter().chain(chosen).chain([("antall", self.count.to_string())]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_and_is_bounded() {
        let terms = Vocabulary::load().unwrap();
        let asked =
            EmbedAsked::read(&terms, Some("q=s%C3%B8vn&tema=sleep&tema=x&antall=3&farger=mork&side=9"));
        assert_eq!(asked.address("/x"), "/x?q=s%C3%B8vn&tema=sleep&antall=3");
        assert_eq!((asked.count, asked.colours, asked.query(Locale::Nb).page.number), (3, "dark", 1));
        assert_eq!(
            asked.data(),
            [("q", "søvn".to_owned()), ("tema", "sleep".to_owned()), ("antall", "3".to_owned())]
        );
        for (query, count) in [("antall=0", 1), ("antall=999", 24), ("antall=x", 6), ("", 6)] {
            assert_eq!(EmbedAsked::read(&terms, Some(query)).count, count, "{query}");
        }
    }
}
