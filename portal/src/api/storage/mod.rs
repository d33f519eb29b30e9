//! `/api/v1/storage`: what a tool keeps for the person in its token (contract §3). Every call is decided about anew, as under `/fhir`.

mod condition;
mod token;

use axum::{
    Json,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use kernel::Refusal;
use launch::storage::{self, MAX_TOTAL, MAX_VALUE, MAX_VALUES, StorageKey, Stored, WriteValue, Written};
use serde::Serialize;
use utoipa::ToSchema;

use super::openapi::{Denied, NotFound, TooMany, Unauthorized, Unavailable};
use crate::{
    fhir::stamp,
    web::{App, Error, Result, caching},
};
use token::StorageToken;

/// What a value is where nothing is said of it.
const ANYTHING: &str = "application/octet-stream";

/// What a tool keeps for the person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Values {
    /// The values, by key.
    pub items: Vec<ValueLine>,
    /// How many there are.
    #[schema(example = 3)]
    pub total: usize,
    /// Bytes of all of them.
    #[schema(example = 5120)]
    pub bytes: usize,
    /// What there is room for.
    pub limits: Limits,
}

/// One value, without its content.
#[derive(Debug, Serialize, ToSchema)]
pub struct ValueLine {
    /// Its key.
    #[schema(example = "diary-2026-11")]
    pub key: String,
    /// The media type that it was stored with.
    #[schema(example = "application/json")]
    pub content_type: String,
    /// Bytes of its content.
    #[schema(example = 1024)]
    pub size: usize,
    /// Names this version: send it as If-Match.
    #[schema(example = "\"019ab2c40000700080000000000000ff-1\"")]
    pub etag: String,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Timestamp,
}

/// What there is room for, for each tool and person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Limits {
    /// Most values.
    #[schema(example = 100)]
    pub values: usize,
    /// Most bytes of one value.
    #[schema(example = 262_144)]
    pub value_bytes: usize,
    /// Most bytes of all values.
    #[schema(example = 2_097_152)]
    pub total_bytes: usize,
}

fn line(stored: Stored) -> ValueLine {
    ValueLine {
        etag: stored.tag(),
        key: stored.key.as_str().to_owned(),
        content_type: stored.media_type,
        size: stored.size,
        updated_at: stored.changed_at,
    }
}

/// List what the tool keeps
///
/// Everything that the tool has stored for the person in its token: keys, sizes and versions, no contents.
#[utoipa::path(
    get,
    path = "/api/v1/storage",
    operation_id = "listStored",
    tag = "storage",
    responses((status = 200, description = "What there is", body = Values), Unauthorized, Denied, TooMany, Unavailable),
    security(("token" = ["storage"]))
)]
pub async fn list(State(app): State<App>, token: StorageToken) -> Result<Json<Values>> {
    let items: Vec<_> =
        storage::list_values(&app.database, token.shelf).await?.into_iter().map(line).collect();
    let limits = Limits { values: MAX_VALUES, value_bytes: MAX_VALUE, total_bytes: MAX_TOTAL };
    let bytes = items.iter().map(|item| item.size).sum();
    Ok(Json(Values { total: items.len(), bytes, items, limits }))
}

/// Read a value
///
/// The content as it was stored, with its media type and version.
#[utoipa::path(
    get,
    path = "/api/v1/storage/{key}",
    operation_id = "getStored",
    tag = "storage",
    params(("key" = String, Path, description = "The tool's own name for it", example = "diary-2026-11", max_length = 100,
        pattern = "^[A-Za-z0-9][A-Za-z0-9._-]*$")),
    responses(
        (status = 200, description = "The content", content_type = "application/octet-stream", body = String, headers(
            ("etag" = String, description = "Names this version; send it as If-None-Match, or as If-Match when writing"),
        )),
        (status = 304, description = "It is the version that If-None-Match names"),
        Unauthorized, Denied, NotFound, TooMany, Unavailable
    ),
    security(("token" = ["storage"]))
)]
pub async fn read(
    State(app): State<App>,
    token: StorageToken,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let key: StorageKey = key.parse().map_err(|_| Error::not_found())?;
    let found = storage::find_value(&app.database, token.shelf, &key).await?;
    let (stored, content) = found.ok_or_else(Error::not_found)?;
    let mut response = if caching::is_known(&headers, &stored.tag()) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        content.into_response()
    };
    let out = response.headers_mut();
    let kind = HeaderValue::from_str(&stored.media_type).unwrap_or(HeaderValue::from_static(ANYTHING));
    out.insert(header::CONTENT_TYPE, kind);
    // Another's bytes under our address: nothing in a browser may take them for a page of ours.
    out.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    out.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'"),
    );
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    stamp(out, &stored.tag(), stored.changed_at);
    Ok(response)
}

/// Write a value
///
/// All of it at once. `If-None-Match: *` writes only what is not there yet, `If-Match` only over the version that it names: 412 otherwise, and
/// nothing is written. Without either the last one wins. At most 256 KiB a value, 100 values and 2 MiB for each tool and person.
#[utoipa::path(
    put,
    path = "/api/v1/storage/{key}",
    operation_id = "putStored",
    tag = "storage",
    params(
        ("key" = String, Path, description = "The tool's own name for it", example = "diary-2026-11", max_length = 100,
            pattern = "^[A-Za-z0-9][A-Za-z0-9._-]*$"),
        ("if-match" = Option<String>, Header, description = "Write only over this version"),
        ("if-none-match" = Option<String>, Header, description = "`*`: write only what is not there yet"),
    ),
    request_body(content = String, content_type = "application/octet-stream", description = "The content, of any media type"),
    responses(
        (status = 201, description = "It is new", headers(("etag" = String, description = "Names this version"))),
        (status = 204, description = "It was there, and is this now", headers(("etag" = String, description = "Names this version"))),
        Unauthorized, Denied, Changed, TooLarge, BadMediaType, Full, TooMany, Unavailable
    ),
    security(("token" = ["storage"]))
)]
pub async fn write(
    State(app): State<App>,
    token: StorageToken,
    Path(key): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response> {
    let key: StorageKey = key.parse().map_err(|_| invalid("error-storage-key", "key"))?;
    let condition = condition::read(&headers)?;
    let media_type = media_type(&headers)?;
    // One of the two reasons for which reading fails: the other is a sender that has gone away.
    let content = axum::body::to_bytes(body, MAX_VALUE)
        .await
        .map_err(|_| Error::told(StatusCode::PAYLOAD_TOO_LARGE, Refusal::text("error-storage-too-large")))?;
    let write = WriteValue {
        shelf: token.shelf,
        by: token.access.person,
        client: token.access.client.id,
        key,
        media_type,
        content: content.into(),
        condition,
    };
    let tx = app.database.begin().await?;
    let written = storage::write_value(&tx, write).await.map_err(condition::failed)?;
    tx.commit().await?;
    let (status, stored) = match written {
        Written::Created(stored) => (StatusCode::CREATED, stored),
        Written::Changed(stored) => (StatusCode::NO_CONTENT, stored),
    };
    let mut response = status.into_response();
    stamp(response.headers_mut(), &stored.tag(), stored.changed_at);
    Ok(response)
}

/// Delete a value
///
/// For good. `If-Match` deletes only the version that it names.
#[utoipa::path(
    delete,
    path = "/api/v1/storage/{key}",
    operation_id = "deleteStored",
    tag = "storage",
    params(
        ("key" = String, Path, description = "The tool's own name for it", example = "diary-2026-11", max_length = 100,
            pattern = "^[A-Za-z0-9][A-Za-z0-9._-]*$"),
        ("if-match" = Option<String>, Header, description = "Delete only this version"),
    ),
    responses((status = 204, description = "It is gone"), Unauthorized, Denied, NotFound, Changed, TooMany, Unavailable),
    security(("token" = ["storage"]))
)]
pub async fn delete(
    State(app): State<App>,
    token: StorageToken,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode> {
    let key: StorageKey = key.parse().map_err(|_| Error::not_found())?;
    let condition = condition::read(&headers)?;
    let tx = app.database.begin().await?;
    let client = token.access.client.id;
    let gone = storage::delete_value(&tx, token.shelf, client, &key, &condition).await;
    let gone = gone.map_err(condition::failed)?;
    tx.commit().await?;
    if gone { Ok(StatusCode::NO_CONTENT) } else { Err(Error::not_found()) }
}

/// The media type that the content is sent with: `type/subtype`, perhaps with parameters.
fn media_type(headers: &HeaderMap) -> Result<String> {
    let bad = || Error::told(StatusCode::UNSUPPORTED_MEDIA_TYPE, Refusal::text("error-storage-media-type"));
    let Some(sent) = headers.get(header::CONTENT_TYPE) else { return Ok(ANYTHING.to_owned()) };
    let text = sent.to_str().map_err(|_| bad())?.trim();
    let essence = text.split(';').next().unwrap_or_default().trim();
    let token = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte))
    };
    let proper = essence.split_once('/').is_some_and(|(kind, sub)| token(kind) && token(sub));
    if proper && text.len() <= 100 { Ok(text.to_owned()) } else { Err(bad()) }
}

fn invalid(text: &'static str, field: &'static str) -> Error {
    Error::told(StatusCode::UNPROCESSABLE_ENTITY, Refusal::text(text).field(field))
}

pub use described::{BadMediaType, Changed, Full, TooLarge};

mod described {
    use utoipa::IntoResponses;

    use crate::api::openapi::Problem;

    /// The value is another than `If-Match` or `If-None-Match` says
    #[derive(IntoResponses)]
    #[response(status = 412, content_type = "application/problem+json")]
    #[expect(dead_code, reason = "describes an answer that the shell gives")]
    pub struct Changed(#[to_schema] Problem);

    /// The value is larger than a value may be
    #[derive(IntoResponses)]
    #[response(status = 413, content_type = "application/problem+json")]
    #[expect(dead_code, reason = "describes an answer that the shell gives")]
    pub struct TooLarge(#[to_schema] Problem);

    /// `Content-Type` is no media type
    #[derive(IntoResponses)]
    #[response(status = 415, content_type = "application/problem+json")]
    #[expect(dead_code, reason = "describes an answer that the shell gives")]
    pub struct BadMediaType(#[to_schema] Problem);

    /// The key has other characters or is longer than a key may be, or there is no room for more
    #[derive(IntoResponses)]
    #[response(status = 422, content_type = "application/problem+json")]
    #[expect(dead_code, reason = "describes an answer that the shell gives")]
    pub struct Full(#[to_schema] Problem);
}
