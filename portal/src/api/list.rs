//! `GET /api/v1/tools`.

use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};
use search::Fit;

use super::{
    cached,
    model::{Labels, Tool, Tools},
    openapi::{Invalid, TooMany, Unavailable},
    parameters::{Asked, Selection},
};
use crate::{
    discovery,
    web::{App, Result},
};

/// Find tools
///
/// Searches and browses the open catalogue. Suspended tools are among them and say so; withdrawn ones are not. Values of one parameter widen, parameters
/// narrow.
#[utoipa::path(
    get,
    path = "/api/v1/tools",
    operation_id = "findTools",
    tag = "catalogue",
    params(Selection, Asked),
    responses(
        (status = 200, description = "A page of tools", body = Tools, headers(
            ("etag" = String, description = "Names this content; send it as If-None-Match"),
            ("cache-control" = String, description = "How long it may be kept"),
        )),
        (status = 304, description = "Nothing has changed"),
        Invalid, TooMany, Unavailable
    )
)]
pub async fn list(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Result<Response> {
    let asked = Asked::read(&query.unwrap_or_default())?;
    let found = discovery::walk(&app, &asked.query(), asked.cursor.as_ref()).await?;
    let listings: Vec<_> = found.items.iter().map(|tool| &*tool.listing).collect();
    let labels = Labels::of(&app, &listings).await?;
    let items =
        found.items.iter().map(|tool| Tool::of(&app, &tool.listing, &labels, asked.selection.lang)).collect();
    let address = |cursor| format!("{}/api/v1/tools?{}", app.config.issuer(), asked.next(cursor));
    let next = found.next.as_ref().map(address);
    let fit = match found.fit {
        Fit::All => "all",
        Fit::Some => "some",
        Fit::Near => "near",
    };
    let tools = Tools { items, total: found.total, next, fit, did_you_mean: found.did_you_mean };
    cached(&tools, &headers)
}
