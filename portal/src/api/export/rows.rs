//! The tools of an export, some at a time.

use std::collections::{HashSet, VecDeque};

use catalogue::{Listing, Standing};
use kernel::ToolId;
use search::{MOST_PER_PAGE, Page, PerFacet, Query, Sort};

use crate::{
    api::{
        model::{Labels, Tool},
        parameters::Selection,
    },
    discovery,
    web::{App, Result},
};

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
        let labels = Labels::of(&self.app, &listings.iter().collect::<Vec<_>>()).await?;
        let tool = |listing| Tool::of(&self.app, listing, &labels, self.selection.lang);
        Ok(Some(listings.iter().map(tool).collect()))
    }

    /// What the list would show now.
    fn shows(&self, listing: &Listing) -> bool {
        !matches!(listing.standing, Standing::Withdrawn { .. }) && discovery::fits(listing, &self.filters)
    }
}

/// Everything that the index finds, walked through as the list is: in one index, at one state of it.
async fn found(
    app: &App,
    selection: &Selection,
    filters: &PerFacet<Vec<String>>,
) -> Result<VecDeque<ToolId>> {
    let query = Query {
        text: selection.q.clone(),
        filters: filters.clone(),
        sort: Sort::Relevance,
        page: Page { number: 1, size: MOST_PER_PAGE },
        locale: selection.lang,
    };
    let (mut ids, mut seen, mut from) = (VecDeque::new(), HashSet::new(), None);
    loop {
        let (answer, next) = discovery::step(app, &query, from.as_ref()).await?;
        // A state that is no longer held begins anew by count: nothing comes twice.
        ids.extend(answer.hits.into_iter().map(|hit| hit.id).filter(|id| seen.insert(*id)));
        if next.is_none() {
            return Ok(ids);
        }
        from = next;
    }
}
