//! A posted form with files: bounded, with the session's token before anything large.

use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::Field},
    http::{StatusCode, header},
};
use catalogue::{MOST_DOCUMENT_BYTES, MOST_DOCUMENTS, MOST_SCREENSHOTS};

use super::{App, Error, FormState, Posted, Visitor, csrf, form};

/// Most bytes of a form with files: as many as there may be, each as large as it may be.
const MAX_UPLOAD: usize = 48 * 1024 * 1024;
/// Most files of a form.
const MAX_FILES: usize = MOST_SCREENSHOTS + MOST_DOCUMENTS;

/// A file of a form.
#[derive(Debug)]
pub struct UploadedFile {
    /// The field that it was chosen in.
    pub field: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// A form posted from one of our pages, with the session's token, and the files that were chosen in it.
#[derive(Debug)]
pub struct Uploaded {
    /// The form.
    pub form: FormState,
    /// The files, in the order in which they were chosen.
    pub files: Vec<UploadedFile>,
}

impl FromRequest<App> for Uploaded {
    type Rejection = Error;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, Error> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let Posted(form) = Posted::from_request(request, app).await?;
            return Ok(Self { form, files: Vec::new() });
        }
        DefaultBodyLimit::max(MAX_UPLOAD).apply(&mut request);
        let visitor = request.extensions().get::<Visitor>().cloned().unwrap_or_default();
        let fits = |token: &str| visitor.login.as_ref().is_none_or(|login| csrf::fits(login, token));
        let parts =
            Multipart::from_request(request, app).await.map_err(|error| Error::status(error.status()))?;
        read(parts, fits).await
    }
}

async fn read(mut parts: Multipart, fits: impl Fn(&str) -> bool) -> Result<Uploaded, Error> {
    let (mut pairs, mut files, mut room) = (Vec::new(), Vec::new(), form::MAX_BODY);
    let mut ours = false;
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_none() {
            let text = all(part, room).await?;
            room = room.checked_sub(text.len()).ok_or(Error::status(StatusCode::PAYLOAD_TOO_LARGE))?;
            let text = String::from_utf8(text).map_err(|_| Error::status(StatusCode::BAD_REQUEST))?;
            ours |= name == csrf::FIELD && fits(&text);
            pairs.push((name, text));
            continue;
        }
        // The token stands first on our pages: nobody else's files are read.
        if !ours {
            return Err(Error::foreign_form());
        }
        let content = all(part, MOST_DOCUMENT_BYTES).await?;
        // A field in which nothing was chosen comes as a file of nothing.
        if !content.is_empty() {
            files.push(UploadedFile { field: name, content });
        }
        if files.len() > MAX_FILES {
            return Err(Error::status(StatusCode::PAYLOAD_TOO_LARGE));
        }
    }
    if !ours {
        return Err(Error::foreign_form());
    }
    Ok(Uploaded { form: form::bounded(pairs)?, files })
}

/// The bytes of a part; of one that has more than `most` only one more, by which whoever reads it sees that it is too large.
async fn all(mut part: Field<'_>, most: usize) -> Result<Vec<u8>, Error> {
    let mut content = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(broken)? {
        let room = (most + 1).saturating_sub(content.len());
        content.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    Ok(content)
}

fn broken(error: axum::extract::multipart::MultipartError) -> Error {
    Error::status(error.status())
}
