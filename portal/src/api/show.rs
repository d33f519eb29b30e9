//! `GET /api/v1/tools/{slug}`.

use axum::{
    extract::{Path, RawQuery, State},
    http::HeaderMap,
    response::Response,
};
use kernel::{Locale, Slug};

use super::{
    cached,
    model::{Labels, ToolDetail},
    openapi::{Invalid, NotFound, TooMany, Unavailable},
    parameters::{language, one, pairs},
};
use crate::web::{App, Error, Result};

/// One tool
///
/// Everything that is public about a tool. A suspended or withdrawn tool is here too, with the reason.
#[utoipa::path(
    get,
    path = "/api/v1/tools/{slug}",
    operation_id = "getTool",
    tag = "catalogue",
    params(
        ("slug" = String, Path, description = "The tool's short name", example = "demo-dagbok", max_length = 80,
            pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"),
        ("lang" = Option<String>, Query, description = "Language of texts: `nb` where not given", example = "nb",
            pattern = "^(nb|nn|en|se)$"),
    ),
    responses(
        (status = 200, description = "The tool", body = ToolDetail, headers(
            ("etag" = String, description = "Names this content; send it as If-None-Match"),
        )),
        (status = 304, description = "Nothing has changed"),
        NotFound, Invalid, TooMany, Unavailable
    )
)]
pub async fn show(
    State(app): State<App>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response> {
    let lang = one(&pairs(&query.unwrap_or_default()), "lang").map_or(Ok(Locale::Nb), language)?;
    let slug: Slug = slug.parse().map_err(|_| Error::not_found())?;
    let listing = catalogue::find_listing(&app.database, &slug).await?.ok_or_else(Error::not_found)?;
    let labels = Labels::of(&app, &[&listing]).await?;
    let deviations = approval::list_deviations_of(&app.database, listing.id()).await?;
    cached(&ToolDetail::of(&app, &listing, &labels, &deviations, lang), &headers)
}
