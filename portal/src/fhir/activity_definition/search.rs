//! The search: through the catalogue's own, or by names.

use std::sync::Arc;

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use catalogue::{Listing, Standing};
use kernel::ToolId;

use super::{
    Writer,
    asked::{Asked, Name},
    write::{ActivityDefinition, updated},
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

/// `POST /fhir/ActivityDefinition/_search`: the same parameters as a form, in the address, or in both.
pub async fn search_form(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    form: String,
) -> Result<Response> {
    if !form.is_empty() {
        answer::must_be(&headers, &["application/x-www-form-urlencoded"])?;
    }
    let found = find(&app, &format!("{}&{form}", query.unwrap_or_default()), &headers).await?;
    // An answer to a form is asked for anew each time: it has no tag.
    answer::json(StatusCode::OK, &found)
}

async fn find(app: &App, query: &str, headers: &HeaderMap) -> Result<Bundle<ActivityDefinition>> {
    let asked = Asked::read(query, headers)?;
    let writer = Writer::new(app);
    let (tools, walked): (Vec<ToolId>, _) = if let Some(names) = asked.named(&writer)? {
        (named(app, &names).await?, None)
    } else {
        asked.refuse_uncounted()?;
        let (answer, next) = discovery::step(app, &asked.query(&writer), asked.page.as_ref()).await?;
        (answer.hits.iter().map(|hit| hit.id).collect(), Some((answer.total, next)))
    };
    // Before the listings: what changes in between is told with its time by the next reading.
    let changed = catalogue::list_last_changes_of(&app.database, &tools).await?;
    let mut listings = asked.fitting(&writer, held(app, &tools).await?);
    let (total, next) = if let Some((total, next)) = walked {
        listings.retain(|listing| !matches!(listing.standing, Standing::Withdrawn { .. }));
        (asked.is_counted().then_some(total), next)
    } else {
        (Some(listings.len()), asked.take_page(&mut listings))
    };
    let address = |page| writer.base.at(&format!("ActivityDefinition?{}", asked.address(page)));
    let this = address(asked.page.as_ref());
    if asked.counts_only() {
        return Ok(Bundle::searchset(Vec::new(), total, this, None));
    }
    let mut entries = Vec::with_capacity(listings.len());
    for listing in &listings {
        let resource = writer.write(listing, updated(listing, &changed))?.resource;
        entries.push((resource.url.clone(), resource));
    }
    let next = next.as_ref().map(|next| address(Some(next)));
    Ok(Bundle::searchset(entries, total, this, next))
}

/// Tools named one by one, each once.
async fn named(app: &App, names: &[Name]) -> Result<Vec<ToolId>> {
    let mut tools: Vec<ToolId> = Vec::new();
    for name in names {
        let found = match name {
            Name::Id(id) => Some(*id),
            Name::Slug(slug) => catalogue::find_tool_by_slug(&app.database, slug).await?.map(|tool| tool.id),
        };
        if let Some(id) = found.filter(|id| !tools.contains(id)) {
            tools.push(id);
        }
    }
    Ok(tools)
}

/// The listings of these tools, in this order; those that have none are left out.
async fn held(app: &App, tools: &[ToolId]) -> Result<Vec<Arc<Listing>>> {
    let mut held = catalogue::list_held_listings(&app.database.present().await?, tools).await?;
    Ok(tools.iter().filter_map(|id| held.remove(id)).collect())
}
