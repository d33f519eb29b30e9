//! `GET /bilder/{file}`, `/bilder/{file}/liten` and `/dokumenter/{file}`: to everybody what a published revision shows, else to those who may see the
//! revision that does.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use catalogue::{FileHash, MediaType, Rendition, StoredFile};

use crate::web::{App, Error, Result, Visitor, caching, session::Standing};

/// What is in a file does nothing, wherever it is opened: no scripts, no forms, nothing fetched.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
);
/// What an address names never changes.
const FOR_ALL: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Asked for each time: whether one may see it can change.
const FOR_SOME: HeaderValue = HeaderValue::from_static("private, no-cache");

/// What an address is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Picture,
    Thumbnail,
    Document,
}

impl Kind {
    const fn rendition(self) -> Rendition {
        match self {
            Self::Thumbnail => Rendition::Thumbnail,
            Self::Picture | Self::Document => Rendition::Whole,
        }
    }

    fn fits(self, media_type: MediaType) -> bool {
        media_type.is_picture() != (self == Self::Document)
    }

    /// Names this rendition of the file.
    fn tag(self, hash: FileHash) -> String {
        let size = if self == Self::Thumbnail { "-liten" } else { "" };
        format!("\"{hash}{size}\"")
    }
}

pub(super) async fn picture(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(file): Path<String>,
) -> Result<Response> {
    serve(&app, &visitor, &headers, &file, Kind::Picture).await
}

pub(super) async fn thumbnail(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(file): Path<String>,
) -> Result<Response> {
    serve(&app, &visitor, &headers, &file, Kind::Thumbnail).await
}

pub(super) async fn document(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(file): Path<String>,
) -> Result<Response> {
    serve(&app, &visitor, &headers, &file, Kind::Document).await
}

/// The file for this visitor, and how long it may be kept.
async fn find(
    app: &App,
    visitor: &Visitor,
    hash: FileHash,
    rendition: Rendition,
) -> Result<Option<(StoredFile, HeaderValue)>> {
    let db = &app.database;
    if let Some(file) = catalogue::find_public_file(db, hash, rendition).await? {
        return Ok(Some((file, FOR_ALL)));
    }
    let file = match visitor.login.as_ref().map(|login| &login.standing) {
        Some(Standing::Vendor(user)) => catalogue::find_own_file(db, user, hash, rendition).await?,
        Some(Standing::Orderer(orderer)) => approval::find_file(db, orderer, hash, rendition).await?,
        Some(Standing::Operator(operator)) => approval::find_any_file(db, operator, hash, rendition).await?,
        Some(Standing::Citizen(_) | Standing::Clinician(_)) | None => None,
    };
    Ok(file.map(|file| (file, FOR_SOME)))
}

async fn serve(app: &App, visitor: &Visitor, asked: &HeaderMap, name: &str, kind: Kind) -> Result<Response> {
    let hash: FileHash = name.parse().map_err(|_| Error::not_found())?;
    let found = find(app, visitor, hash, kind.rendition()).await?;
    let (file, caching) =
        found.filter(|(file, _)| kind.fits(file.media_type)).ok_or_else(Error::not_found)?;
    let tag = kind.tag(hash);
    let mut response =
        if caching::is_known(asked, &tag) { StatusCode::NOT_MODIFIED.into_response() } else { sent(file) };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, caching);
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}

fn sent(file: StoredFile) -> Response {
    let mut response = file.content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media_type.name()));
    if !file.media_type.is_picture() {
        // Never shown here: the page names it by its title.
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    }
    response
}
