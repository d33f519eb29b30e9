//! Query parameters of the list.

use catalogue::{Availability, Platform, ProfileClass};
use kernel::{Classified, ErrorKind, Locale, Refusal};
use search::{Cursor, LONGEST_TEXT, MOST_PER_PAGE, Page, PerFacet, Query, Sort};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::discovery;

/// Most values of one facet.
const MOST_VALUES: usize = 50;
/// Tools on a page where none asks for another number.
const USUAL_PAGE: usize = 20;

/// A parameter whose value cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the parameter {0} has a value that cannot be used")]
pub struct WrongParameter(pub &'static str);

impl Classified for WrongParameter {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }

    fn refusal(&self) -> Option<Refusal> {
        Some(Refusal::text("error-parameter").field(self.0))
    }
}

/// Order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ToSchema, Deserialize)]
#[serde(rename_all = "lowercase")]
#[schema(as = Order)]
pub enum Order {
    /// Best first; without `q` newest first.
    Relevance,
    /// Last published first.
    Newest,
    /// By name, in Norwegian alphabetical order.
    Name,
}

/// A topic's or audience's key.
#[derive(Debug, ToSchema)]
#[schema(pattern = "^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length = 80)]
#[expect(dead_code, reason = "describes what `kernel::Slug` reads")]
pub struct Key(String);

/// A language tag of the simple kind.
#[derive(Debug, ToSchema)]
#[schema(pattern = "^([a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3})?$")]
#[expect(dead_code, reason = "describes what `catalogue::LanguageTag` reads")]
pub struct Tongue(String);

/// What a tool runs on.
#[derive(Debug, ToSchema)]
#[schema(pattern = "^(web|ios|android)?$")]
#[expect(dead_code, reason = "describes what `catalogue::Platform` reads")]
pub struct PlatformName(String);

/// How people get at a tool.
#[derive(Debug, ToSchema)]
#[schema(pattern = "^(open|prescription)?$")]
#[expect(dead_code, reason = "describes what `catalogue::Availability` reads")]
pub struct AccessName(String);

/// Where user data and login live.
#[derive(Debug, ToSchema)]
#[schema(pattern = "^(none|local|own|central|pseudonymous)?$")]
#[expect(dead_code, reason = "describes what `catalogue::ProfileClass` reads")]
pub struct ProfileName(String);

/// Which tools are asked for. Parameters of other names are ignored; an empty value, as forms send it, is none.
#[derive(Debug, Clone, PartialEq, Eq, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Selection {
    /// What to look for, as people write it: inflected, half, misspelt, lay or medical, in any of the languages. At most 200 characters are read.
    #[param(example = "hodepine", required = false)]
    pub q: String,
    /// Only tools about one of these topics.
    #[param(required = false, inline, value_type = Vec<Key>, max_items = 50, example = json!(["sleep"]))]
    pub topic: Vec<String>,
    /// Only tools for one of these audiences.
    #[param(required = false, inline, value_type = Vec<Key>, max_items = 50, example = json!(["youth"]))]
    pub audience: Vec<String>,
    /// Only tools on one of these: `web`, `ios`, `android`.
    #[param(required = false, inline, value_type = Vec<PlatformName>, max_items = 50, example = json!(["web"]))]
    pub platform: Vec<String>,
    /// Only tools that people get at like this: `open`, `prescription`.
    #[param(required = false, inline, value_type = Vec<AccessName>, max_items = 50, example = json!(["open"]))]
    pub access: Vec<String>,
    /// Only tools of one of these profile classes: `none`, `local`, `own`, `central`, `pseudonymous`.
    #[param(required = false, inline, value_type = Vec<ProfileName>, max_items = 50, example = json!(["central"]))]
    pub profile: Vec<String>,
    /// Only tools that speak one of these languages (BCP 47).
    #[param(required = false, inline, value_type = Vec<Tongue>, max_items = 50, example = json!(["nb", "se"]))]
    pub language: Vec<String>,
    /// Language of texts: `nb`, `nn`, `en` or `se`. What is not written in it is given in another; each `lang` and the tool's `fallbacks` say which.
    #[param(required = false, value_type = String, default = "nb", pattern = "^(nb|nn|en|se)$", example = "nb")]
    pub lang: Locale,
}

/// A page of the list, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Of which tools.
    #[param(ignore)]
    pub selection: Selection,
    /// Order; `relevance` where not given.
    #[param(required = false, inline, example = "name")]
    pub sort: Option<Order>,
    /// Tools a page.
    #[param(required = false, minimum = 1, maximum = 100, default = 20, value_type = u32, example = 20)]
    pub limit: usize,
    /// Where the page begins; taken from `next`, never made up. Tools that stay as they are come exactly once, whatever is published, changed or withdrawn
    /// between two pages; with `q` and by relevance for ten minutes after the page before.
    #[param(required = false, value_type = Option<String>, max_length = 4000,
        example = "eyJwIjoyMCwicyI6bnVsbH0")]
    pub cursor: Option<Cursor>,
}

/// The pairs of a query; what is not percent-encoded text is nothing that we could use.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    serde_urlencoded::from_str(query).unwrap_or_default()
}

/// The first value of a parameter that is not empty.
pub fn one<'p>(pairs: &'p [(String, String)], name: &str) -> Option<&'p str> {
    pairs.iter().find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.as_str())
}

impl Selection {
    /// Reads it from a query's pairs.
    pub fn read(pairs: &[(String, String)]) -> Result<Self, WrongParameter> {
        let many = |name: &'static str, proper: &dyn Fn(&str) -> bool| {
            let values: Vec<String> = pairs
                .iter()
                .filter(|(key, value)| key == name && !value.is_empty())
                .map(|(_, value)| value.clone())
                .collect();
            let fits = values.len() <= MOST_VALUES && values.iter().all(|value| proper(value));
            if fits { Ok(values) } else { Err(WrongParameter(name)) }
        };
        let key = |value: &str| value.parse::<kernel::Slug>().is_ok();
        Ok(Self {
            q: one(pairs, "q").unwrap_or_default().chars().take(LONGEST_TEXT).collect(),
            topic: many("topic", &key)?,
            audience: many("audience", &key)?,
            platform: many("platform", &|value| Platform::from_name(value).is_some())?,
            access: many("access", &|value| Availability::from_name(value).is_some())?,
            profile: many("profile", &|value| ProfileClass::from_name(value).is_some())?,
            language: many("language", &|value| value.parse::<catalogue::LanguageTag>().is_ok())?,
            lang: one(pairs, "lang").map_or(Ok(Locale::Nb), language)?,
        })
    }

    /// What of every facet was chosen.
    pub fn filters(&self) -> PerFacet<Vec<String>> {
        PerFacet {
            topics: self.topic.clone(),
            audiences: self.audience.clone(),
            platforms: self.platform.clone(),
            access: self.access.clone(),
            profile: self.profile.clone(),
            languages: self.language.clone(),
        }
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let facets = [
            ("topic", &self.topic),
            ("audience", &self.audience),
            ("platform", &self.platform),
            ("access", &self.access),
            ("profile", &self.profile),
            ("language", &self.language),
        ];
        let text = (!self.q.is_empty()).then_some(("q", self.q.as_str()));
        let chosen = facets
            .into_iter()
            .flat_map(|(name, values)| values.iter().map(move |value| (name, value.as_str())));
        text.into_iter().chain(chosen).chain([("lang", self.lang.tag())])
    }
}

impl Asked {
    /// Reads a query.
    pub fn read(query: &str) -> Result<Self, WrongParameter> {
        let pairs = pairs(query);
        let limit = one(&pairs, "limit").map_or(Ok(USUAL_PAGE), |text| limit(text, MOST_PER_PAGE))?;
        let cursor = |text| discovery::read_cursor(text, limit).ok_or(WrongParameter("cursor"));
        Ok(Self {
            selection: Selection::read(&pairs)?,
            sort: one(&pairs, "sort").map(order).transpose()?,
            limit,
            cursor: one(&pairs, "cursor").map(cursor).transpose()?,
        })
    }

    /// As the engine is asked.
    pub fn query(&self) -> Query {
        Query {
            text: self.selection.q.clone(),
            filters: self.selection.filters(),
            sort: match self.sort {
                None | Some(Order::Relevance) => Sort::Relevance,
                Some(Order::Newest) => Sort::Newest,
                Some(Order::Name) => Sort::Name,
            },
            page: Page { number: 1, size: self.limit },
            locale: self.selection.lang,
        }
    }

    /// The query of the page that begins here.
    pub fn next(&self, cursor: &Cursor) -> String {
        let mut pairs: Vec<(&str, &str)> = self.selection.pairs().collect();
        match self.sort {
            Some(Order::Relevance) => pairs.push(("sort", "relevance")),
            Some(Order::Newest) => pairs.push(("sort", "newest")),
            Some(Order::Name) => pairs.push(("sort", "name")),
            None => {}
        }
        let limit = self.limit.to_string();
        let cursor = discovery::written_cursor(cursor);
        pairs.extend([("limit", limit.as_str()), ("cursor", &cursor)]);
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }
}

fn order(text: &str) -> Result<Order, WrongParameter> {
    match text {
        "relevance" => Ok(Order::Relevance),
        "newest" => Ok(Order::Newest),
        "name" => Ok(Order::Name),
        _ => Err(WrongParameter("sort")),
    }
}

/// How many at once, at most so many.
pub fn limit(text: &str, most: usize) -> Result<usize, WrongParameter> {
    text.parse().ok().filter(|limit| (1..=most).contains(limit)).ok_or(WrongParameter("limit"))
}

/// A language's tag.
pub fn language(text: &str) -> Result<Locale, WrongParameter> {
    text.parse().map_err(|_| WrongParameter("lang"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_asks_for_the_same() {
        let asked =
            Asked::read("q=s%C3%B8vn&topic=sleep&topic=heart&platform=web&limit=2&sort=name&lang=nn&x=1")
                .unwrap();
        let cursor = Cursor::counted(2);
        let next = Asked::read(&asked.next(&cursor)).unwrap();
        assert_eq!(next, Asked { cursor: Some(cursor), ..asked });
    }

    #[test]
    fn an_empty_value_is_none() {
        let none = Asked::read("").unwrap();
        for name in ["q", "topic", "platform", "language", "lang", "sort", "limit", "cursor"] {
            assert_eq!(Asked::read(&format!("{name}=")).unwrap(), none, "{name}");
        }
        assert_eq!(Asked::read("limit=&limit=3").unwrap().limit, 3);
    }

    #[test]
    fn values_that_cannot_be_used_are_named() {
        for (query, name) in [
            ("limit=0", "limit"),
            ("limit=101", "limit"),
            ("limit=x", "limit"),
            ("sort=best", "sort"),
            ("lang=de", "lang"),
            ("platform=amiga", "platform"),
            ("access=closed", "access"),
            ("topic=%00", "topic"),
            ("language=<b>", "language"),
            ("cursor=cDA", "cursor"),
            ("cursor=!", "cursor"),
        ] {
            assert_eq!(Asked::read(query).unwrap_err().0, name, "{query}");
        }
        assert!(Asked::read(&"topic=a&".repeat(60)).is_err());
        assert_eq!(Asked::read("q=%FF&limit=3").unwrap_or_else(|_| panic!()).selection.topic, [""; 0]);
    }
}
