//! `GET /api/v1/tools.csv` and `.json`: the whole catalogue, sent while it is read.

mod rows;
mod table;
#[cfg(test)]
mod tests;

use std::{convert::Infallible, io, sync::LazyLock};

use axum::{
    body::{Body, Bytes},
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use kernel::oslo;

use super::{
    changes, described, kept_as,
    model::Tool,
    openapi::{Invalid, TooMany, Unavailable},
    parameters::{Selection, pairs},
    tag,
};
use crate::{
    discovery,
    web::{App, Error, Result, caching},
};
use database::Read as _;
use rows::Rows;
pub use table::example;

/// Listings read at once.
const AT_ONCE: usize = 200;

/// A form in which the catalogue can be had.
trait Form: Send + 'static {
    const KIND: &'static str;
    const END: &'static str;

    /// What stands first.
    fn begin(&mut self, changes: &str) -> Result<Vec<u8>>;

    /// These tools, after those that have been written.
    fn tools(&mut self, tools: &[Tool]) -> Result<Vec<u8>>;

    /// What stands last.
    fn end(&mut self) -> Vec<u8>;
}

/// The whole catalogue as CSV
///
/// Every tool that the list shows, suspended ones too, one a line, with a header (RFC 4180; UTF-8 with a byte-order mark, as spreadsheets want it). Several
/// values of one cell are parted by `|`; names of topics and audiences that are not in the language asked for are in bokmål. A cell that a spreadsheet would take for a formula begins with `'`. Without `q` the order is that in which
/// tools were registered; with it the best 10 000 come, best first. Each tool that stands in the catalogue all the while comes exactly once; an
/// answer that breaks off is cut, never ended as if it were whole.
#[utoipa::path(
    get,
    path = "/api/v1/tools.csv",
    operation_id = "exportToolsCsv",
    tag = "catalogue",
    params(Selection),
    responses(
        (status = 200, description = "The tools", content_type = "text/csv", body = String, headers(
            ("link" = String, description = "rel=monitor: the changes since then"),
            ("etag" = String, description = "Names this state of the catalogue; send it as If-None-Match"),
        )),
        (status = 304, description = "Nothing has changed"),
        Invalid, TooMany, Unavailable
    )
)]
pub async fn csv(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Result<Response> {
    send(app, &query.unwrap_or_default(), &headers, table::Table).await
}

/// The whole catalogue as JSON
///
/// Every tool that the list shows, suspended ones too, as there. `changes` is the address of what has changed since. Order and completeness are as for CSV.
#[utoipa::path(
    get,
    path = "/api/v1/tools.json",
    operation_id = "exportToolsJson",
    tag = "catalogue",
    params(Selection),
    responses(
        (status = 200, description = "The tools", body = Export, headers(
            ("link" = String, description = "rel=monitor: the changes since then"),
            ("etag" = String, description = "Names this state of the catalogue; send it as If-None-Match"),
        )),
        (status = 304, description = "Nothing has changed"),
        Invalid, TooMany, Unavailable
    )
)]
pub async fn json(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Result<Response> {
    send(app, &query.unwrap_or_default(), &headers, Document { any: false }).await
}

/// The whole catalogue, which is never in memory as a whole.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Export {
    /// Address of what has changed since.
    #[schema(example = "https://reseptor.example/api/v1/changes?since=YzE3LjlkMmM")]
    pub changes: String,
    /// All tools.
    pub items: Vec<Tool>,
}

async fn send<F: Form>(app: App, query: &str, asked: &HeaderMap, mut form: F) -> Result<Response> {
    let selection = Selection::read(&pairs(query))?;
    let name = format!("reseptor-{}-{}.{}", selection.lang, oslo::date(app.database.now()), F::END);
    // Read first: what changes while the tools are read is told again there.
    let since = changes::reached(&app).await?;
    let changes = changes::address(&app, since.as_ref(), None);
    let tag = state(&app, &selection, &changes).await?;
    if caching::is_known(asked, &tag) {
        return Ok(kept_as(&tag, StatusCode::NOT_MODIFIED.into_response()));
    }
    let mut rows = Rows::new(app, selection, AT_ONCE).await?;
    // As far as this a failure is an answer of its own.
    let mut first = form.begin(&changes)?;
    if let Some(tools) = rows.next().await? {
        first.extend(form.tools(&tools)?);
    }
    let body = Body::from_stream(sent(first, rows, form));
    let headers = [
        (header::CONTENT_TYPE, F::KIND.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::LINK, format!("<{changes}>; rel=\"monitor\"")),
    ];
    Ok(kept_as(&tag, (headers, body).into_response()))
}

/// The tag of the state that an answer begins in, told without reading a single tool: how far the sequence of changes is, and the index in which words
/// are looked for. What is sent may be newer than its tag says, never older.
async fn state(app: &App, selection: &Selection, changes: &str) -> Result<String> {
    let index = if selection.q.trim().is_empty() { None } else { Some(discovery::position(app).await?) };
    Ok(tag(format!("{} {changes} {index:?}", *SHAPE).as_bytes()))
}

/// How this program shows tools: another one may show the same state otherwise.
static SHAPE: LazyLock<String> = LazyLock::new(|| {
    let described = serde_json::to_string(&described().into_openapi()).unwrap_or_default();
    let words = include_str!("../../../data/topics.json");
    caching::fingerprint(format!("{} {described} {words}", env!("CARGO_PKG_VERSION")).as_bytes())
});

/// Pieces as they are read; a failure breaks the answer off.
fn sent<F: Form>(first: Vec<u8>, rows: Rows, form: F) -> impl Stream<Item = io::Result<Bytes>> + Send {
    let begun = stream::once(async move { Ok::<_, Infallible>(first) });
    let more = stream::try_unfold(Some((rows, form)), async |state| {
        let Some((mut rows, mut form)) = state else { return Ok(None) };
        match rows.next().await? {
            Some(tools) => Ok(Some((form.tools(&tools)?, Some((rows, form))))),
            None => Ok(Some((form.end(), None))),
        }
    });
    let begun = begun.map(|first| first.map(Bytes::from).map_err(|never| match never {}));
    begun.chain(more.map_ok(Bytes::from).map_err(|error: Error| {
        let cause = io::Error::other(error.code().to_string());
        tracing::error!(error = ?error, "an export broke off");
        cause
    }))
}

/// `{"changes": …, "items": […]}`.
struct Document {
    any: bool,
}

impl Form for Document {
    const KIND: &'static str = "application/json";
    const END: &'static str = "json";

    fn begin(&mut self, changes: &str) -> Result<Vec<u8>> {
        let changes = serde_json::to_string(changes).map_err(Error::internal)?;
        Ok(format!("{{\"changes\":{changes},\"items\":[").into_bytes())
    }

    fn tools(&mut self, tools: &[Tool]) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        for tool in tools {
            out.extend(if self.any { &b",\n"[..] } else { &b"\n"[..] });
            self.any = true;
            serde_json::to_writer(&mut out, tool).map_err(Error::internal)?;
        }
        Ok(out)
    }

    fn end(&mut self) -> Vec<u8> {
        b"\n]}\n".to_vec()
    }
}
