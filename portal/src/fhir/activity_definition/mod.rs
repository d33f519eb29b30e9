//! Tools of the open catalogue as `ActivityDefinition`, with a versioned canonical and an extension to `Endpoint`.

mod asked;
mod search;
mod write;

pub use asked::PARAMETERS;
pub use search::{search, search_form};
pub use write::{Writer, updated};

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use catalogue::Listing;
use kernel::ToolId;

use super::{Failure, Result, ids};
use crate::web::App;

/// The address of the page that a search asks for, as its answer names it.
#[cfg(feature = "fuzzing")]
pub(crate) fn asked_again(query: &str, headers: &HeaderMap) -> Result<String> {
    asked::Asked::read(query, headers).map(|asked| asked.address(asked.page.as_ref()))
}

/// The listing that an id in an address names.
pub async fn listing(app: &App, id: &str) -> Result<Listing> {
    let id: ToolId = ids::read(id).ok_or_else(Failure::not_found)?;
    catalogue::find_listing_of(&app.database, id).await?.ok_or_else(Failure::not_found)
}

/// `GET /fhir/ActivityDefinition/{id}`.
pub async fn read(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response> {
    let listing = listing(&app, &id).await?;
    Writer::new(&app).write(&listing)?.answer(&headers)
}
