//! Tools of the open catalogue as `ActivityDefinition`, with a versioned canonical and an extension to `Endpoint`.

mod asked;
mod search;
mod write;

pub use asked::PARAMETERS;
pub use search::{search, search_form};
pub use write::Writer;

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use catalogue::Listing;
use jiff::Timestamp;
use kernel::ToolId;

use super::{Failure, Result, ids};
use crate::web::App;

/// The address of the page that a search asks for, as its answer names it.
#[cfg(feature = "fuzzing")]
pub(crate) fn asked_again(query: &str, headers: &HeaderMap) -> Result<String> {
    asked::Asked::read(query, headers).map(|asked| asked.address(asked.page.as_ref()))
}

/// The listing that an id in an address names, and when it last changed.
pub async fn listing(app: &App, id: &str) -> Result<(Listing, Timestamp)> {
    let id: ToolId = ids::read(id).ok_or_else(Failure::not_found)?;
    // Before the listing: what changes in between is told with its time by the next reading.
    let changed = catalogue::list_last_changes_of(&app.database, &[id]).await?;
    let listing = catalogue::find_listing_of(&app.database, id).await?.ok_or_else(Failure::not_found)?;
    let updated = write::updated(&listing, &changed);
    Ok((listing, updated))
}

/// `GET /fhir/ActivityDefinition/{id}`.
pub async fn read(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response> {
    let (listing, updated) = listing(&app, &id).await?;
    Writer::new(&app).write(&listing, updated)?.answer(&headers)
}
