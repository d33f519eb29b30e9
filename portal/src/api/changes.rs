//! `GET /api/v1/changes`: what happened to tools, oldest first, for those who keep a copy.

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use catalogue::{Change, PublicChange};
use kernel::Refusal;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    cached,
    openapi::{Gone, Invalid, TooMany, Unavailable},
    parameters::{self, WrongParameter},
};
use crate::web::{App, Error, Result, caching};

/// Changes given at once.
const MOST: usize = 1000;
/// Where none asks for another number.
const USUAL: usize = 100;

/// Changes that are asked for.
#[derive(Debug, Clone, PartialEq, Eq, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AskedChanges {
    /// `cursor` of the last change that is known already, as it was given; from the beginning where not given.
    #[param(required = false, value_type = Option<String>, max_length = 100, example = "YzE3LjlkMmM")]
    pub since: Option<Cursor>,
    /// Changes at once.
    #[param(required = false, minimum = 1, maximum = 1000, default = 100, value_type = u32, example = 100)]
    pub limit: usize,
}

/// A page of changes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Changes {
    /// Oldest first.
    pub items: Vec<ToolChange>,
    /// Keep it, and ask `since` it the next time; null while nothing has ever happened.
    #[schema(example = "YzE3LjlkMmM")]
    pub cursor: Option<String>,
    /// Address of the next changes; null where these are the last so far.
    pub next: Option<String>,
}

/// One change of one tool.
#[derive(Debug, Serialize, ToSchema)]
pub struct ToolChange {
    /// Names this place in the sequence.
    #[schema(example = "YzE3LjlkMmM")]
    pub cursor: String,
    /// Its number in the sequence: rises, and some numbers are left out.
    #[schema(example = 17)]
    pub sequence: i64,
    /// When.
    #[schema(format = DateTime, value_type = String)]
    pub at: String,
    /// `published` (for the first time, or a new revision), `suspended` or `resumed` (one reason more or less), `withdrawn`, or `changed` (something that is
    /// shown with it).
    #[schema(example = "published")]
    pub kind: &'static str,
    /// The tool's short name.
    #[schema(example = "demo-dagbok")]
    pub slug: String,
    /// Its address here: tells how the tool is now.
    #[schema(example = "https://reseptor.example/api/v1/tools/demo-dagbok")]
    pub address: String,
    /// Its page for people.
    #[schema(example = "https://reseptor.example/verktoy/demo-dagbok")]
    pub page: String,
}

/// A place in the sequence, and what stands there: so one of another database, or of one set back, is not taken for ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    seq: i64,
    mark: String,
}

impl Cursor {
    /// The place of this change.
    pub fn of(change: &Change) -> Self {
        let stands = format!("{} {} {}", change.tool, change.kind.name(), change.at.as_microsecond());
        let mark = caching::fingerprint(stands.as_bytes()).chars().take(8).collect();
        Self { seq: change.seq, mark }
    }

    /// As it is given to others.
    pub fn written(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(format!("c{}.{}", self.seq, self.mark))
    }

    fn read(text: &str) -> Option<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        let (seq, mark) = std::str::from_utf8(&bytes).ok()?.strip_prefix('c')?.split_once('.')?;
        let cursor = Self { seq: seq.parse().ok()?, mark: mark.to_owned() };
        (cursor.seq > 0 && cursor.written() == text).then_some(cursor)
    }

    /// The place in the sequence, if that change is still what stands there.
    async fn place(&self, app: &App) -> Result<i64> {
        let found = catalogue::find_change(&app.database, self.seq).await?;
        if found.is_some_and(|change| Self::of(&change) == *self) {
            return Ok(self.seq);
        }
        let refusal = Refusal::text("error-cursor-unknown").field("since");
        Err(Error::told(StatusCode::GONE, refusal))
    }
}

impl AskedChanges {
    /// Reads a query.
    pub fn read(query: &str) -> Result<Self, WrongParameter> {
        let pairs = parameters::pairs(query);
        let since = parameters::one(&pairs, "since");
        let since = since.map(|text| Cursor::read(text).ok_or(WrongParameter("since"))).transpose()?;
        let limit =
            parameters::one(&pairs, "limit").map_or(Ok(USUAL), |text| parameters::limit(text, MOST))?;
        Ok(Self { since, limit })
    }
}

impl ToolChange {
    fn of(public: &str, told: &PublicChange) -> Self {
        let PublicChange { change, slug } = told;
        Self {
            cursor: Cursor::of(change).written(),
            sequence: change.seq,
            at: change.at.to_string(),
            kind: change.kind.name(),
            slug: slug.to_string(),
            address: format!("{public}/api/v1/tools/{slug}"),
            page: format!("{public}/verktoy/{slug}"),
        }
    }
}

/// Where the sequence stands now; `None` while nothing has ever happened.
pub async fn reached(app: &App) -> Result<Option<Cursor>> {
    let last = catalogue::last_change(&app.database).await?;
    Ok(catalogue::find_change(&app.database, last).await?.as_ref().map(Cursor::of))
}

/// The address of what happens after this.
pub fn address(app: &App, since: Option<&Cursor>, limit: Option<usize>) -> String {
    let since = since.map(|cursor| format!("since={}", cursor.written()));
    let limit = limit.map(|limit| format!("limit={limit}"));
    let query: Vec<String> = since.into_iter().chain(limit).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{}/api/v1/changes{mark}{}", app.config.issuer(), query.join("&"))
}

/// What has changed
///
/// Every time a tool was published, changed, suspended, resumed or withdrawn, oldest first. To keep a copy of the catalogue: fetch `/api/v1/tools.json`
/// once, go on from its `changes`, keep `cursor`, and fetch the tools that are named. No change is skipped or told twice, however long one was away:
/// the sequence is kept for good. A cursor that is not ours (any more) is answered with 410: begin anew.
#[utoipa::path(
    get,
    path = "/api/v1/changes",
    operation_id = "listChanges",
    tag = "catalogue",
    params(AskedChanges),
    responses(
        (status = 200, description = "Changes", body = Changes, headers(
            ("etag" = String, description = "Names this content; send it as If-None-Match"),
        )),
        (status = 304, description = "Nothing has changed"),
        Gone, Invalid, TooMany, Unavailable
    )
)]
pub async fn list(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Result<Response> {
    let asked = AskedChanges::read(&query.unwrap_or_default())?;
    let since = match &asked.since {
        Some(cursor) => cursor.place(&app).await?,
        None => 0,
    };
    // One more than is given tells whether there are more.
    let mut found = catalogue::list_public_changes(&app.database, since, asked.limit as u64 + 1).await?;
    let more = found.len() > asked.limit;
    found.truncate(asked.limit);
    let last = found.last().map(|last| Cursor::of(&last.change)).or(asked.since);
    let public = app.config.issuer();
    let changes = Changes {
        items: found.iter().map(|told| ToolChange::of(&public, told)).collect(),
        next: more.then(|| address(&app, last.as_ref(), Some(asked.limit))),
        cursor: last.as_ref().map(Cursor::written),
    };
    cached(&changes, &headers)
}
