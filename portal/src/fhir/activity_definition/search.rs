//! The search: through the catalogue's own, or by names.

use std::sync::Arc;

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use catalogue::Listing;

use super::{
    Writer,
    asked::{Asked, Name},
    write::ActivityDefinition,
};
use crate::{
    discovery,
    fhir::{Result, answer, bundle::Bundle},
    web::App,
};

/// `GET /fhir/ActivityDefinition?…`.
pub async fn search(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response> {
    let found = find(&app, &query.unwrap_or_default(), &headers).await?;
    answer::tagged(&found, &headers)
}

/// `POST /fhir/ActivityDefinition/_search`: the same parameters as a form.
pub async fn search_form(State(app): State<App>, headers: HeaderMap, form: String) -> Result<Response> {
    let found = find(&app, &form, &headers).await?;
    // An answer to a form is asked for anew each time: it has no tag.
    answer::json(StatusCode::OK, &found)
}

async fn find(app: &App, query: &str, headers: &HeaderMap) -> Result<Bundle<ActivityDefinition>> {
    let asked = Asked::read(query, headers)?;
    let writer = Writer::new(app);
    let (listings, total, next) = if let Some(names) = asked.named(&writer)? {
        let listings = asked.fitting(&writer, named(app, &names).await?);
        let total = listings.len();
        (listings, Some(total), None)
    } else {
        asked.refuse_uncounted()?;
        let found = discovery::walk(app, &asked.query(&writer), asked.page.as_ref()).await?;
        let listings = found.items.into_iter().map(|tool| tool.listing).collect();
        (asked.fitting(&writer, listings), asked.is_counted().then_some(found.total), found.next)
    };
    let address = |page| writer.base.at(&format!("ActivityDefinition?{}", asked.address(page)));
    let this = address(asked.page.as_ref());
    if asked.counts_only() {
        return Ok(Bundle::searchset(Vec::new(), total, this, None));
    }
    let mut entries = Vec::with_capacity(listings.len());
    for listing in &listings {
        let resource = writer.write(listing)?.resource;
        entries.push((resource.url.clone(), resource));
    }
    let next = next.as_ref().map(|next| address(Some(next)));
    Ok(Bundle::searchset(entries, total, this, next))
}

/// Listings of tools named one by one.
async fn named(app: &App, names: &[Name]) -> Result<Vec<Arc<Listing>>> {
    let mut listings: Vec<Arc<Listing>> = Vec::new();
    for name in names {
        let found = match name {
            Name::Id(id) => catalogue::find_listing_of(&app.database, *id).await?,
            Name::Slug(slug) => catalogue::find_listing(&app.database, slug).await?,
        };
        if let Some(listing) = found.filter(|found| listings.iter().all(|known| known.id() != found.id())) {
            listings.push(Arc::new(listing));
        }
    }
    Ok(listings)
}
