//! The tools of an export, some at a time.

use std::collections::{HashSet, VecDeque};

use catalogue::{Listing, Standing};
use kernel::ToolId;
use search::{DEEPEST_HIT, MOST_PER_PAGE, Page, PerFacet, Query, Sort};

use crate::{
    api::{
        model::{Labels, Tool},
        parameters::Selection,
    },
    discovery,
    web::{App, Result},
};

/// How often the index is asked anew when it changed meanwhile.
const TRIES: usize = 3;

/// What is left to send.
pub struct Rows {
    app: App,
    selection: Selection,
    filters: PerFacet<Vec<String>>,
    left: Left,
    at_once: usize,
}

enum Left {
    /// All after this tool: the database is walked by id, so nothing is skipped or comes twice while others come and go.
    After(Option<ToolId>),
    /// What the index found.
    Found(VecDeque<ToolId>),
}

impl Rows {
    /// From the first on, so many at once.
    pub async fn new(app: App, selection: Selection, at_once: usize) -> Result<Self> {
        let filters = selection.filters();
        let left = if selection.q.trim().is_empty() {
            Left::After(None)
        } else {
            Left::Found(found(&app, &selection, &filters).await?)
        };
        Ok(Self { app, selection, filters, left, at_once })
    }

    /// The next tools; `None` at the end. Some may be none: those read did not fit.
    pub async fn next(&mut self) -> Result<Option<Vec<Tool>>> {
        let db = &self.app.database;
        let mut listings = match &mut self.left {
            Left::After(after) => {
                let listings = catalogue::list_listings_after(db, *after, self.at_once as u64).await?;
                let Some(last) = listings.last() else { return Ok(None) };
                *after = Some(last.id());
                listings
            }
            Left::Found(ids) if ids.is_empty() => return Ok(None),
            Left::Found(ids) => {
                let some = self.at_once.min(ids.len());
                let ids: Vec<ToolId> = ids.drain(..some).collect();
                catalogue::list_listings(db, &ids).await?
            }
        };
        listings.retain(|listing| self.shows(listing));
        let ids: Vec<ToolId> = listings.iter().map(Listing::id).collect();
        let labels = Labels::of(&self.app, &ids).await?;
        let tool = |listing| Tool::of(&self.app, listing, &labels, self.selection.lang);
        Ok(Some(listings.iter().map(tool).collect()))
    }

    /// What the list would show now.
    fn shows(&self, listing: &Listing) -> bool {
        !matches!(listing.standing, Standing::Withdrawn { .. }) && discovery::fits(listing, &self.filters)
    }
}

/// Everything that the index finds, at one state of it where it stands still long enough.
async fn found(
    app: &App,
    selection: &Selection,
    filters: &PerFacet<Vec<String>>,
) -> Result<VecDeque<ToolId>> {
    let mut ids = Vec::new();
    for _ in 0..TRIES {
        ids.clear();
        let before = discovery::position(app).await?;
        for number in 1..=DEEPEST_HIT / MOST_PER_PAGE {
            let query = Query {
                text: selection.q.clone(),
                filters: filters.clone(),
                sort: Sort::Relevance,
                page: Page { number, size: MOST_PER_PAGE },
                locale: selection.lang,
            };
            let hits: Vec<_> =
                discovery::answer(app, &query).await?.hits.into_iter().map(|hit| hit.id).collect();
            let last = hits.len() < MOST_PER_PAGE;
            ids.extend(hits);
            if last {
                break;
            }
        }
        if discovery::position(app).await? == before {
            break;
        }
    }
    let mut seen = HashSet::new();
    Ok(ids.into_iter().filter(|id| seen.insert(*id)).collect())
}
