//! The search: through the catalogue's own, or by names.

use std::sync::Arc;

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use catalogue::Listing;

use super::{
    Writer,
    asked::{Asked, Name},
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
    find(&app, &query.unwrap_or_default(), &headers).await
}

/// `POST /fhir/ActivityDefinition/_search`: the same parameters as a form.
pub async fn search_form(State(app): State<App>, headers: HeaderMap, form: String) -> Result<Response> {
    find(&app, &form, &headers).await
}

async fn find(app: &App, query: &str, headers: &HeaderMap) -> Result<Response> {
    let asked = Asked::read(query, headers)?;
    let writer = Writer::new(app);
    let (listings, total, next) = if let Some(names) = asked.named(&writer)? {
        (asked.fitting(named(app, &names).await?), None, None)
    } else {
        let found = discovery::walk(app, &asked.query(), asked.page.as_ref()).await?;
        let next = found.next.filter(|_| asked.count > 0);
        let listings = found.items.into_iter().map(|tool| tool.listing).collect();
        (asked.fitting(listings), asked.status.is_empty().then_some(found.total), next)
    };
    let mut entries = Vec::with_capacity(listings.len());
    if asked.count > 0 {
        for listing in &listings {
            let resource = writer.write(listing)?.resource;
            entries.push((resource.url.clone(), resource));
        }
    }
    let address = |page| writer.base.at(&format!("ActivityDefinition?{}", asked.address(page)));
    let next = next.as_ref().map(|next| address(Some(next)));
    let total = total.or_else(|| asked.is_named().then_some(entries.len()));
    let mut response =
        answer::json(StatusCode::OK, &Bundle::searchset(entries, total, address(asked.page.as_ref()), next))?;
    let public = HeaderValue::from_static(answer::PUBLIC);
    response.headers_mut().insert(header::CACHE_CONTROL, public);
    Ok(response)
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
