//! Asking the server: several searches in one request, and what they came to.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use meilisearch_sdk::search::{SearchResults, Selectors};

use super::{
    Meilisearch,
    error::told,
    filter::{all, choices, one_of, tools},
    schema::{Found, ID, PUBLISHED, RANK, TEXTS, unescaped},
    tiers::{Tiers, wholes},
    words::Fetched,
};
use crate::{
    Answer, Facet, FacetCount, Fit, Hit, PerFacet, Query, SearchError, ServerError, Sort,
    index::{
        highlight::Highlighter,
        plan::{Plan, chosen, plan},
        schema::name_order,
    },
    query::LONGEST_TEXT,
};

/// Up to here a page is found from the first keys of all tiers at once.
const SHALLOW: usize = 100;
/// Tiers that are asked at once beyond.
const AT_ONCE: usize = 4;

/// One search of a request.
#[derive(Debug, Clone, Default)]
pub(super) struct Ask {
    filter: String,
    facets: Vec<&'static str>,
    sort: Vec<String>,
    /// Only the rows' keys are wanted.
    bare: bool,
    offset: usize,
    limit: usize,
}

/// What one search came to.
pub(super) struct Told {
    total: usize,
    facets: HashMap<String, HashMap<String, usize>>,
    hits: Vec<Found>,
}

impl Ask {
    /// How many there are.
    pub(super) fn count(filter: String) -> Self {
        Self { filter, ..Self::default() }
    }
}

impl Told {
    pub(super) const fn total(&self) -> usize {
        self.total
    }

    fn counts(&self, facet: Facet, query: &Query) -> Vec<FacetCount> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for (value, count) in self.facets.get(facet.field()).into_iter().flatten() {
            if let Some(value) = unescaped(value) {
                counts.insert(value, *count);
            }
        }
        for value in &query.filters[facet] {
            counts.entry(value.clone()).or_default();
        }
        let mut list: Vec<_> = counts.into_iter().map(|(value, count)| FacetCount { value, count }).collect();
        list.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        list
    }
}

impl From<SearchResults<Found>> for Told {
    fn from(results: SearchResults<Found>) -> Self {
        Self {
            total: results.estimated_total_hits.or(results.total_hits).unwrap_or_default(),
            facets: results.facet_distribution.unwrap_or_default(),
            hits: results.hits.into_iter().map(|hit| hit.result).collect(),
        }
    }
}

impl Meilisearch {
    /// Asks all of these at once.
    pub(super) async fn ask(&self, asked: &[Ask]) -> Result<Vec<Told>, SearchError> {
        let client = self.asking();
        let index = client.index(self.name());
        let sorts: Vec<Vec<&str>> =
            asked.iter().map(|ask| ask.sort.iter().map(String::as_str).collect()).collect();
        let mut request = client.multi_search();
        for (ask, sort) in asked.iter().zip(&sorts) {
            let mut search = index.search();
            search.with_filter(&ask.filter).with_offset(ask.offset).with_limit(ask.limit);
            search.with_attributes_to_retrieve(Selectors::Some(if ask.bare { &[ID] } else { &[ID, TEXTS] }));
            if !ask.facets.is_empty() {
                search.with_facets(Selectors::Some(&ask.facets));
            }
            if !sort.is_empty() {
                search.with_sort(sort);
            }
            request.with_search_query(search.build());
        }
        let answer = request.execute::<Found>().await.map_err(told)?;
        if answer.results.len() != asked.len() {
            return Err(ServerError::Nonsense.into());
        }
        Ok(answer.results.into_iter().map(Told::from).collect())
    }

    /// Values of an attribute that begin so, or nearly so, with how many tools have each.
    pub(super) async fn values(
        &self,
        attribute: &'static str,
        beginning: &str,
    ) -> Result<Vec<(String, u64)>, SearchError> {
        let index = self.asking().index(self.name());
        let mut query = index.facet_search(attribute);
        let answer = query.with_facet_query(beginning).build();
        let answer = answer.execute().await.map_err(told)?;
        Ok(answer.facet_hits.into_iter().map(|hit| (hit.value, hit.count as u64)).collect())
    }

    /// As the trait's `search`.
    pub(super) async fn find(&self, query: &Query) -> Result<Answer, SearchError> {
        let end = query.text.char_indices().nth(LONGEST_TEXT).map_or(query.text.len(), |(at, _)| at);
        let text = &query.text[..end];
        if chosen(text, self.analysis()).is_empty() {
            return if text.trim().is_empty() {
                let everything = Tiers { matched: tools(), in_order: vec![tools()], terms: Vec::new() };
                Ok(self.gathered(query, everything, Fit::All, false).await?.unwrap_or_default())
            } else {
                Ok(Answer { fit: Fit::Near, ..Answer::default() })
            };
        }
        let mut words = Fetched::new(self, text).await?;
        if words.is_empty() {
            return Ok(Answer::default());
        }
        let mut plan_made = plan(text, self.analysis(), &words, false)?;
        let did_you_mean = self.meant(text, &plan_made, query.locale).await?;
        for fit in [Fit::All, Fit::Some, Fit::Near] {
            if fit == Fit::Some && plan_made.slots.len() < 2 {
                continue;
            }
            if fit == Fit::Near {
                words.thoroughly(self, text).await?;
                plan_made = plan(text, self.analysis(), &words, true)?;
            }
            let there = self.there(&plan_made, fit).await?;
            let Some(tiers) = Tiers::new(&plan_made, fit, &words.rarities(), &there) else { continue };
            if let Some(answer) = self.gathered(query, tiers, fit, true).await? {
                return Ok(Answer { did_you_mean, ..answer });
            }
        }
        Ok(Answer { fit: Fit::Near, did_you_mean, ..Answer::default() })
    }

    /// Which words of the plan are in the index in any way, where not all need be: the others are not worth a filter.
    async fn there(&self, plan: &Plan, fit: Fit) -> Result<Vec<bool>, SearchError> {
        if fit == Fit::All || plan.slots.len() < 2 {
            return Ok(Vec::new());
        }
        let wholes = wholes(plan, fit == Fit::Near);
        let asked: Vec<Ask> = wholes.iter().flatten().map(|whole| Ask::count(whole.clone())).collect();
        let mut told = self.ask(&asked).await?.into_iter();
        Ok(wholes
            .iter()
            .map(|whole| whole.is_some() && told.next().is_some_and(|told| told.total > 0))
            .collect())
    }

    /// The page, the total and the counts; nothing where nothing matches even without the choices.
    async fn gathered(
        &self,
        query: &Query,
        tiers: Tiers,
        fit: Fit,
        has_text: bool,
    ) -> Result<Option<Answer>, SearchError> {
        let matched = all([tools(), tiers.matched]);
        let within = |filter: &str, but: Option<Facet>| {
            all([filter.to_owned()].into_iter().chain(choices(&query.filters, but)))
        };
        let chosen: Vec<Facet> =
            Facet::ALL.into_iter().filter(|facet| !query.filters[*facet].is_empty()).collect();
        let open = Facet::ALL.into_iter().filter(|facet| query.filters[*facet].is_empty());
        let mut asked = vec![
            Ask::count(matched.clone()),
            Ask { facets: open.map(Facet::field).collect(), ..Ask::count(within(&matched, None)) },
        ];
        asked.extend(
            chosen.iter().map(|facet| Ask {
                facets: vec![facet.field()],
                ..Ask::count(within(&matched, Some(*facet)))
            }),
        );
        let counts = asked.len();
        let (sort, by_tier) = order(query, has_text);
        let tiers_in_order = if by_tier { tiers.in_order } else { vec![matched.clone()] };
        let window = query.page.window();
        let search = |filter: &str| Ask {
            sort: sort.clone(),
            ..Ask::count(within(&all([tools(), filter.to_owned()]), None))
        };
        let straight = tiers_in_order.len() == 1;
        let keys: Vec<Ask> = tiers_in_order
            .iter()
            // What stands in a better tier too takes up no more room than the page's end: else the page is full before.
            .map(|tier| Ask { bare: true, limit: window.end * 2, ..search(tier) })
            .collect();
        if straight {
            asked.extend(tiers_in_order.iter().map(|one| Ask {
                offset: window.start,
                limit: window.len(),
                ..search(one)
            }));
        } else if window.end <= SHALLOW {
            asked.extend(keys.iter().cloned());
        }
        let mut told = self.ask(&asked).await?;
        let found = told.split_off(counts);
        if told[0].total == 0 {
            return Ok(None);
        }
        let rows = if straight {
            found.into_iter().flat_map(|told| told.hits).collect()
        } else if window.end <= SHALLOW {
            let mut page = Page::new(window);
            page.add(found);
            self.rows(&page.keys).await?
        } else if window.start < told[1].total {
            self.deep(&keys, window).await?
        } else {
            Vec::new()
        };
        let highlighter = Highlighter::new(self.analysis(), &tiers.terms);
        Ok(Some(Answer {
            hits: rows.iter().map(|row| hit(row, &highlighter, query)).collect(),
            total: told[1].total,
            facets: PerFacet::from_fn(|facet| {
                let at = chosen.iter().position(|chosen| *chosen == facet).map_or(1, |at| at + 2);
                told[at].counts(facet, query)
            }),
            fit,
            did_you_mean: None,
        }))
    }

    /// The rows with these keys, in this order.
    async fn rows(&self, keys: &[uuid::Uuid]) -> Result<Vec<Found>, SearchError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let written: Vec<String> = keys.iter().map(|key| key.simple().to_string()).collect();
        let filter = one_of(ID, written.iter().map(String::as_str));
        let told = self.ask(&[Ask { limit: keys.len(), ..Ask::count(filter) }]).await?;
        let mut rows: Vec<Found> = told.into_iter().flat_map(|told| told.hits).collect();
        rows.sort_by_key(|row| keys.iter().position(|key| *key == row.id));
        Ok(rows)
    }

    /// The rows of a page far behind: some tiers at a time, until it is full.
    async fn deep(&self, tiers: &[Ask], window: Range<usize>) -> Result<Vec<Found>, SearchError> {
        let mut page = Page::new(window);
        for some in tiers.chunks(AT_ONCE) {
            page.add(self.ask(some).await?);
            if page.is_full() {
                break;
            }
        }
        self.rows(&page.keys).await
    }
}

/// The keys of a page, each from the first tier that has it.
struct Page {
    window: Range<usize>,
    seen: HashSet<uuid::Uuid>,
    keys: Vec<uuid::Uuid>,
}

impl Page {
    fn new(window: Range<usize>) -> Self {
        Self { window, seen: HashSet::new(), keys: Vec::new() }
    }

    fn add(&mut self, tiers: Vec<Told>) {
        for row in tiers.into_iter().flat_map(|told| told.hits) {
            let place = self.seen.len();
            if self.seen.insert(row.id) && self.window.contains(&place) {
                self.keys.push(row.id);
            }
        }
    }

    fn is_full(&self) -> bool {
        self.seen.len() >= self.window.end
    }
}

/// What hits are sorted by, and whether tiers go first.
fn order(query: &Query, has_text: bool) -> (Vec<String>, bool) {
    let newest = [format!("{PUBLISHED}:desc"), format!("{ID}:asc")];
    match query.sort {
        Sort::Relevance if has_text => ([format!("{RANK}:desc")].into_iter().chain(newest).collect(), true),
        Sort::Relevance | Sort::Newest => (newest.into(), false),
        Sort::Name => {
            ([format!("{}:asc", name_order(query.locale))].into_iter().chain(newest).collect(), false)
        }
    }
}

fn hit(row: &Found, highlighter: &Highlighter<'_>, query: &Query) -> Hit {
    highlighter.hit(kernel::ToolId::from_uuid(row.id), &row.texts, query.locale)
}
