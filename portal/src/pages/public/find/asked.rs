//! What the address of the search page asks for.

use catalogue::{Availability, LanguageTag, Platform, ProfileClass};
use kernel::Locale;
use search::{DEEPEST_HIT, Facet, LONGEST_TEXT, Page, PerFacet, Query, Sort};

use crate::discovery::Vocabulary;

/// The page's path.
pub const PATH: &str = "/verktoy";
/// Hits a page.
pub const PER_PAGE: u32 = 12;
/// Values of one facet that are read.
const MOST_VALUES: usize = 20;
/// Pages that can be asked for.
const LAST_PAGE: usize = DEEPEST_HIT.div_ceil(PER_PAGE as usize);

/// How many pages there are of so many hits, where one can page no further than to the `deepest`; at least 1.
pub fn pages(total: usize, deepest: usize) -> u32 {
    let pages = total.min(deepest).div_ceil(PER_PAGE as usize).max(1);
    u32::try_from(pages).unwrap_or(u32::MAX)
}

/// The query parameter of a facet.
pub const fn parameter(facet: Facet) -> &'static str {
    match facet {
        Facet::Topic => "tema",
        Facet::Audience => "malgruppe",
        Facet::Platform => "plattform",
        Facet::Access => "tilgang",
        Facet::Profile => "profil",
        Facet::Language => "sprak",
    }
}

/// The value of `sorter`; the default order needs none.
pub const fn sort_word(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "beste",
        Sort::Newest => "nyeste",
        Sort::Name => "navn",
    }
}

/// Whether a facet has this value at all; others are ignored, as unknown parameters are.
fn is_known(terms: &Vocabulary, facet: Facet, value: &str) -> bool {
    match facet {
        Facet::Topic => terms.topic(value).is_some(),
        Facet::Audience => terms.audience(value).is_some(),
        Facet::Platform => Platform::from_name(value).is_some(),
        Facet::Access => Availability::from_name(value).is_some(),
        Facet::Profile => ProfileClass::from_name(value).is_some(),
        Facet::Language => value.parse::<LanguageTag>().is_ok(),
    }
}

/// A search as an address says it, with everything unknown left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// What the person wrote.
    pub text: String,
    /// Chosen values.
    pub chosen: PerFacet<Vec<String>>,
    /// Order of hits.
    pub sort: Sort,
    /// Which page, from 1; 0 stands for none asked for.
    pub page: u32,
}

impl Asked {
    /// Reads a query; whatever it holds, something can be searched for.
    pub fn read(terms: &Vocabulary, query: Option<&str>) -> Self {
        let mut asked = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            match &*name {
                "q" => asked.text = clean(&value),
                "side" => asked.page = value.parse().unwrap_or_default(),
                "sorter" => {
                    let sorts = [Sort::Relevance, Sort::Newest, Sort::Name];
                    asked.sort = sorts.into_iter().find(|sort| sort_word(*sort) == value).unwrap_or_default();
                }
                name => {
                    let facet = Facet::ALL.into_iter().find(|facet| parameter(*facet) == name);
                    if let Some(facet) = facet.filter(|facet| is_known(terms, *facet, &value)) {
                        asked.choose(facet, &value);
                    }
                }
            }
        }
        // The newest come first anyway where no text fits better than another: one search, one address.
        if asked.text.is_empty() && asked.sort == Sort::Newest {
            asked.sort = Sort::default();
        }
        asked
    }

    fn choose(&mut self, facet: Facet, value: &str) {
        let values = &mut self.chosen[facet];
        if values.len() < MOST_VALUES && !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }

    /// Orders to choose from, that which needs no word in the address first: without text none is a better hit than another.
    pub const fn sorts(&self) -> &'static [Sort] {
        if self.text.is_empty() {
            &[Sort::Newest, Sort::Name]
        } else {
            &[Sort::Relevance, Sort::Newest, Sort::Name]
        }
    }

    /// Every chosen value with its facet.
    pub fn choices(&self) -> impl Iterator<Item = (Facet, &str)> {
        self.chosen.iter().flat_map(|(facet, values)| values.iter().map(move |value| (facet, value.as_str())))
    }

    /// The same search without one of its choices, from the first page.
    #[must_use]
    pub fn without(&self, facet: Facet, value: &str) -> Self {
        let mut other = Self { page: 0, ..self.clone() };
        other.chosen[facet].retain(|chosen| chosen != value);
        other
    }

    /// The same text without any choice.
    #[must_use]
    pub fn without_choices(&self) -> Self {
        Self { page: 0, chosen: PerFacet::default(), ..self.clone() }
    }

    /// The same choices with another text.
    #[must_use]
    pub fn with_text(&self, text: &str) -> Self {
        Self { page: 0, text: clean(text), ..self.clone() }
    }

    /// The path and query of this search, without language.
    pub fn address(&self) -> String {
        let query = self.query_string();
        if query.is_empty() { PATH.to_owned() } else { format!("{PATH}?{query}") }
    }

    /// The query alone; the first page and the default order are not named.
    pub fn query_string(&self) -> String {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        if !self.text.is_empty() {
            pairs.append_pair("q", &self.text);
        }
        for (facet, value) in self.choices() {
            pairs.append_pair(parameter(facet), value);
        }
        if self.sort != Sort::Relevance {
            pairs.append_pair("sorter", sort_word(self.sort));
        }
        if self.page > 1 {
            pairs.append_pair("side", &self.page.to_string());
        }
        pairs.finish()
    }

    /// What the engine is asked.
    pub fn query(&self, locale: Locale) -> Query {
        Query {
            text: self.text.clone(),
            filters: self.chosen.clone(),
            sort: self.sort,
            page: Page { number: (self.page as usize).clamp(1, LAST_PAGE), size: PER_PAGE as usize },
            locale,
        }
    }
}

/// What a person wrote, bounded and on one line.
pub fn clean(text: &str) -> String {
    let line: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST_TEXT).collect();
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_and_what_is_unknown_is_left_out() {
        let query = "q=+f%C3%A5r+ikke+sove+&tema=sleep&tema=sleep&tema=%3Cscript%3E&tilgang=open&sorter=navn&side=3&utm=x&side=";
        let asked = Asked::read(&Vocabulary::load().unwrap(), Some(query));
        assert_eq!(asked.text, "får ikke sove");
        assert_eq!(asked.choices().collect::<Vec<_>>(), [(Facet::Topic, "sleep"), (Facet::Access, "open")]);
        assert_eq!((asked.sort, asked.page), (Sort::Name, 0));
        assert_eq!(asked.address(), "/verktoy?q=f%C3%A5r+ikke+sove&tema=sleep&tilgang=open&sorter=navn");
        assert_eq!(Asked::read(&Vocabulary::load().unwrap(), Some(&asked.query_string())), asked);
        assert_eq!(
            asked.without(Facet::Topic, "sleep").without_choices().query_string(),
            "q=f%C3%A5r+ikke+sove&sorter=navn"
        );
    }

    #[test]
    fn without_text_the_newest_first_are_the_usual_order_and_need_no_word() {
        let read = |query| Asked::read(&Vocabulary::load().unwrap(), Some(query));
        for query in ["", "sorter=nyeste", "sorter=beste", "sorter=", "q=+&sorter=nyeste"] {
            let asked = read(query);
            assert_eq!((asked.sort, asked.address().as_str()), (Sort::Relevance, PATH), "{query}");
            assert_eq!(asked.sorts(), [Sort::Newest, Sort::Name], "{query}");
        }
        assert_eq!(read("sorter=nyeste&tema=sleep").query_string(), "tema=sleep");
        assert_eq!(read("sorter=navn").query_string(), "sorter=navn");
        let newest = read("sorter=nyeste&q=a");
        assert_eq!((newest.sort, newest.query_string().as_str()), (Sort::Newest, "q=a&sorter=nyeste"));
        assert_eq!(newest.sorts(), [Sort::Relevance, Sort::Newest, Sort::Name]);
    }

    #[test]
    fn there_are_no_more_pages_than_can_be_reached() {
        let counted = [0, 1, 12, 13, 30, 31, 1000].map(|total| pages(total, 30));
        assert_eq!(counted, [1, 1, 1, 2, 3, 3, 3]);
        let last = Asked { page: pages(usize::MAX, DEEPEST_HIT), ..Asked::default() };
        assert_eq!(last.query(Locale::Nb).page.number, LAST_PAGE);
    }

    #[test]
    fn hostile_addresses_ask_for_something_bounded() {
        let long = format!("q={}&side=99999999999999&{}", "a%00".repeat(5000), "sprak=nb&".repeat(500));
        let asked = Asked::read(&Vocabulary::load().unwrap(), Some(&long));
        assert!(asked.text.chars().count() <= LONGEST_TEXT && !asked.text.contains('\0'));
        assert_eq!((asked.page, asked.chosen.languages.len()), (0, 1));
        assert_eq!(
            Asked::read(&Vocabulary::load().unwrap(), Some("side=4294967295")).query(Locale::Nb).page.number,
            LAST_PAGE
        );
        assert_eq!(Asked::read(&Vocabulary::load().unwrap(), Some("%FF%FE=%80&q=%80")).choices().count(), 0);
    }
}
