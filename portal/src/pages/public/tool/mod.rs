//! `GET /verktoy/{slug}`: everything about a tool, in the order in which people ask.

mod start;
#[cfg(test)]
mod tests;
mod view;
mod withdrawn;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::{Listing, Standing};
use kernel::Slug;

use crate::{
    pages::at_hand::{AtHand, Prescribing},
    web::{App, Error, PageContext, Result, session::Standing as Login},
};

pub use start::{Start, origin};
pub use view::{
    DecisionLine, DeviationLine, Device, Facts, FindingLine, GradeLine, LabelPanel, SuspensionLine, ToolView,
    VersionLine,
};
pub use withdrawn::WithdrawnView;

/// The page. A withdrawn tool is there for those who had it; to everybody else it is gone, and says why.
pub async fn show(State(app): State<App>, cx: PageContext, Path(slug): Path<String>) -> Result<Response> {
    let listing = find(&app, &slug).await?;
    if let Standing::Withdrawn { at, reason } = &listing.standing
        && !had(&cx, &listing).await?
    {
        let view = WithdrawnView::new(&cx, &listing, *at, reason);
        return Ok(cx.page(view).status(StatusCode::GONE).into_response());
    }
    let view = seen(&cx, &listing).await?;
    Ok(cx.page(view).into_response())
}

/// Everything about the tool, and what the visitor keeps of it and must know.
pub async fn seen(cx: &PageContext, listing: &Listing) -> Result<ToolView> {
    let facts = view::Facts::load(&cx.app.database, listing).await?;
    let mut view = ToolView::new(cx, listing, &facts);
    view.at_hand = AtHand::of(cx, listing).await?;
    view.prescribing = Prescribing::of(cx, listing).await?;
    Ok(view)
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
    let permitted = match on_behalf.acting.whole() {
        Some(whole) => launch::has_permitted(db, &whole, tool).await?,
        None => false,
    };
    Ok(!prescribed.is_empty() || permitted)
}
