//! `/favoritter`: what a citizen or a clinician wants at hand.

use axum::{
    extract::{FromRequestParts, Path, RawQuery, State},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use catalogue::{Keeper, Listing};
use kernel::Refusal;
use serde::Serialize;

use super::cards;
use crate::{
    pages::public::{card::ToolCard, tool},
    web::{
        App, Error, Page, PageContext, Posted, RequestInfo, Result, Service, View, Visitor,
        session::{Standing, login_address},
    },
};

/// Somebody who keeps favourites: a citizen for oneself, or a clinician.
#[derive(Debug, Clone)]
pub struct KeeperLogin(pub Keeper);

impl<S: Send + Sync> FromRequestParts<S> for KeeperLogin {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let visitor = parts.extensions.get::<Visitor>().cloned().unwrap_or_default();
        match visitor.login.as_deref().map(|login| &login.standing) {
            Some(Standing::Citizen(citizen)) => Keeper::citizen(citizen)
                .map(Self)
                .ok_or_else(|| Error::refused(Refusal::text("error-favourites-own"))),
            Some(Standing::Clinician(clinician)) => Ok(Self(Keeper::clinician(clinician))),
            _ => {
                let info =
                    parts.extensions.get::<RequestInfo>().ok_or_else(|| Error::internal("not introduced"))?;
                Err(Error::login(login_address(Service::Citizen, parts, info)))
            }
        }
    }
}

/// `GET /favoritter`.
#[derive(Debug, Serialize)]
pub struct FavouritesView {
    /// The favourites, the latest first.
    pub tools: Vec<ToolCard>,
}

impl View for FavouritesView {
    const TEMPLATE: &'static str = "at-hand/favourites.html";
}

/// The page.
pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    KeeperLogin(keeper): KeeperLogin,
) -> Result<Page<FavouritesView>> {
    let tools = catalogue::list_favourites(&app.database, &keeper).await?;
    let tools = cards(&cx, &tools).await?;
    Ok(cx.page(FavouritesView { tools }))
}

/// The query of a form that stands on the page of all favourites, and not on the tool's own.
const OF_ALL: &str = "liste";

/// Keeps one more.
pub async fn add(
    State(app): State<App>,
    cx: PageContext,
    KeeperLogin(keeper): KeeperLogin,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    Posted(_): Posted,
) -> Result<Response> {
    let listing = tool::find(&app, &slug).await?;
    let tx = app.database.begin().await?;
    catalogue::add_favourite(&tx, &keeper, listing.id()).await?;
    tx.commit().await?;
    Ok(back(cx, &listing, query.as_deref(), ("flash-favourite-added", "/fjern")))
}

/// Lets go of one.
pub async fn remove(
    State(app): State<App>,
    cx: PageContext,
    KeeperLogin(keeper): KeeperLogin,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    Posted(_): Posted,
) -> Result<Response> {
    let listing = tool::find(&app, &slug).await?;
    let tx = app.database.begin().await?;
    catalogue::remove_favourite(&tx, &keeper, listing.id()).await?;
    tx.commit().await?;
    Ok(back(cx, &listing, query.as_deref(), ("flash-favourite-removed", "")))
}

/// Back to where the form stood, where it can be undone; a tool that is withdrawn cannot be added again.
fn back(cx: PageContext, listing: &Listing, query: Option<&str>, (said, undo): (&str, &str)) -> Response {
    let slug = &listing.tool.slug;
    let undo = format!("/favoritter/{slug}{undo}");
    let (page, undo) = if query == Some(OF_ALL) {
        ("/favoritter".to_owned(), format!("{undo}?{OF_ALL}"))
    } else {
        (format!("/verktoy/{slug}"), undo)
    };
    let shown = cx.redirect(&page).flash(said);
    let gone = matches!(listing.standing, catalogue::Standing::Withdrawn { .. });
    let shown = if gone { shown } else { shown.undo(&undo) };
    shown.into_response()
}
