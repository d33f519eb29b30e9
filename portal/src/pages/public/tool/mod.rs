//! `GET /verktoy/{slug}`: everything about a tool, in the order in which people ask.

mod start;
#[cfg(test)]
mod tests;
mod view;

use axum::extract::{Path, State};
use catalogue::{Listing, Standing};
use kernel::Slug;

use crate::{
    pages::at_hand::{AtHand, Prescribing},
    web::{App, Error, Page, PageContext, Result, session::Standing as Login},
};

pub use start::{Start, origin};
pub use view::{
    DecisionLine, DeviationLine, Device, Facts, FindingLine, GradeLine, LabelPanel, SuspensionLine, ToolView,
    VersionLine,
};

/// The page. A withdrawn tool is there for those who had it, and for nobody else.
pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    Path(slug): Path<String>,
) -> Result<Page<ToolView>> {
    let listing = find(&app, &slug).await?;
    if matches!(listing.standing, Standing::Withdrawn { .. }) && !had(&cx, &listing).await? {
        return Err(Error::not_found());
    }
    let facts = view::Facts::load(&app.database, &listing).await?;
    let mut view = ToolView::new(&cx, &listing, &facts);
    view.at_hand = AtHand::of(&cx, &listing).await?;
    view.prescribing = Prescribing::of(&cx, &listing).await?;
    Ok(cx.page(view))
}

/// The listing at an address.
pub async fn find(app: &App, slug: &str) -> Result<Listing> {
    let slug: Slug = slug.parse().map_err(|_| Error::not_found())?;
    catalogue::find_listing(&app.database, &slug).await?.ok_or_else(Error::not_found)
}

/// Whether the visitor, or whom the visitor acts for, has had the tool.
async fn had(cx: &PageContext, listing: &Listing) -> Result<bool> {
    let Some(login) = &cx.visitor.login else { return Ok(false) };
    let Login::Citizen(citizen) = &login.standing else { return Ok(false) };
    let on_behalf = crate::pages::citizen::OnBehalf::of(&cx.app, *citizen, login).await?;
    let (db, tool) = (&cx.app.database, listing.id());
    let prescribed = prescriber::list_of_tool_for_patient(db, on_behalf.acting.scope(), tool).await?;
    Ok(!prescribed.is_empty() || launch::has_permitted(db, &on_behalf.acting, tool).await?)
}
