//! Tools that people keep at hand: favourites, the lists that an organisation's clinicians share, and several tools beside each other.

pub mod compare;
pub mod favourites;
pub mod lists;
mod panel;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};
use kernel::ToolId;

use super::public::{assessed, card::ToolCard};
use crate::web::{App, PageContext, Result};

pub use panel::{AtHand, ListChoice, Prescribing};

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/favoritter", get(favourites::show))
        .route("/favoritter/{slug}", post(favourites::add))
        .route("/favoritter/{slug}/fjern", post(favourites::remove))
        .route("/sammenlign", get(compare::show))
        .route("/forskriver/lister", get(lists::all).post(lists::add))
        .route("/forskriver/lister/{list}", get(lists::show).post(lists::rename))
        .route("/forskriver/lister/{list}/slett", get(lists::ask_delete).post(lists::delete))
        .route("/forskriver/lister/{list}/verktoy/{slug}", post(lists::put))
        .route("/forskriver/lister/{list}/verktoy/{slug}/fjern", post(lists::take))
        .route("/forskriver/verktoy/{slug}/lister", get(lists::back_to_tool).post(lists::put_by_choice))
}

/// The cards of these tools, in this order; what is no longer in the catalogue is left out.
async fn cards(cx: &PageContext, tools: &[ToolId]) -> Result<Vec<ToolCard>> {
    let db = cx.app.database.present().await?;
    let listings = catalogue::list_held_listings(&db, tools).await?;
    let listed: Vec<ToolId> = listings.keys().copied().collect();
    let assessed = assessed::of_tools(&db, &listed).await?;
    let card = |tool: &ToolId| {
        let assessed = assessed.get(tool).map(Arc::as_ref);
        Some(ToolCard::new(cx, listings.get(tool)?, assessed, None))
    };
    Ok(tools.iter().filter_map(card).collect())
}
