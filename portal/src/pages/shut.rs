//! Tools that are up and that nobody can log in to: they are started with a ticket (SMART), and all their clients are shut (domain §10).

use catalogue::{Launch, Listing};
use kernel::ToolId;

use crate::web::{App, Result};

/// Those of these tools. Of one that is not published there is more to say (T1), and its clients are not asked about.
pub async fn among(app: &App, listings: &[&Listing]) -> Result<Vec<ToolId>> {
    let asked = listings
        .iter()
        .filter(|listing| listing.is_published() && matches!(listing.content().launch, Launch::Smart { .. }));
    let tools: Vec<ToolId> = asked.map(|listing| listing.id()).collect();
    Ok(identity::client::list_shut(&app.database, &tools).await?)
}

/// Whether this is one.
pub async fn is_shut(app: &App, listing: &Listing) -> Result<bool> {
    Ok(!among(app, &[listing]).await?.is_empty())
}
