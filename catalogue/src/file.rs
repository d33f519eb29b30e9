//! Files of listings: each known by what it holds, kept once for its vendor, and as long as a revision shows it.

mod document;
mod picture;
#[cfg(test)]
mod tests;

use std::{fmt, str::FromStr};

use aws_lc_rs::digest;
use database::{Audit, Database, Read, Tx};
use jiff::SignedDuration;
use kernel::{Refusal, RevisionId, VendorUser};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{Content, Document, Error, PerLocale, Result, Screenshot, StateKind, store, word::words};

pub use document::{MOST_DOCUMENT_BYTES, Pdf};
pub use picture::{MOST_PICTURE_BYTES, Picture};

/// Most bytes that are kept for one vendor.
pub const MOST_STORED_BYTES: u64 = 200 * 1024 * 1024;
/// How long a file stays that no revision shows: a form may still be open that does.
const UNUSED: SignedDuration = SignedDuration::from_hours(24 * 7);
/// Revisions that are looked at to tell who may see a file, the latest first.
const LOOKED_AT: u64 = 100;

/// The name of a file: the SHA-256 of its bytes, as 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileHash([u8; 32]);

/// A text that is no such name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a file is named by 64 digits 0–9 and a–f")]
pub struct FileHashError;

impl FileHash {
    /// The name of these bytes.
    pub fn of(content: &[u8]) -> Self {
        let mut hash = [0; 32];
        hash.copy_from_slice(digest::digest(&digest::SHA256, content).as_ref());
        Self(hash)
    }

    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, FileHashError> {
        bytes.try_into().map(Self).map_err(|_| FileHashError)
    }
}

impl FromStr for FileHash {
    type Err = FileHashError;
    fn from_str(text: &str) -> Result<Self, FileHashError> {
        // One file, one address.
        if text.bytes().any(|letter| letter.is_ascii_uppercase()) {
            return Err(FileHashError);
        }
        Self::from_bytes(&hex::decode(text).map_err(|_| FileHashError)?)
    }
}
impl TryFrom<String> for FileHash {
    type Error = FileHashError;
    fn try_from(text: String) -> Result<Self, FileHashError> {
        text.parse()
    }
}
impl From<FileHash> for String {
    fn from(hash: FileHash) -> Self {
        hash.to_string()
    }
}
impl fmt::Display for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

words! {
    /// What a file is.
    MediaType {
        /// A picture without loss.
        Png = "image/png",
        /// A picture of which little is lost.
        Jpeg = "image/jpeg",
        /// A document.
        Pdf = "application/pdf",
    }
}

impl MediaType {
    /// Whether it is a picture.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg)
    }
}

/// How large a picture is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rendition {
    /// As it is.
    Whole,
    /// Small, where it is kept so; else as it is.
    Thumbnail,
}

/// A file as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// What it is.
    pub media_type: MediaType,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// What a file is without its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) hash: FileHash,
    pub(crate) media_type: MediaType,
    pub(crate) dimensions: Option<(u32, u32)>,
    pub(crate) size: u64,
}

/// A file to keep.
pub(crate) struct NewFile {
    pub(crate) facts: Facts,
    pub(crate) content: Vec<u8>,
    pub(crate) thumbnail: Option<Vec<u8>>,
}

/// Keeps a picture for the vendor; it is shown by nothing yet. The same one twice is kept once.
pub async fn keep_picture(tx: &Tx, user: &VendorUser, picture: Picture) -> Result<Screenshot> {
    let (width, height) = picture.dimensions();
    let file = keep(tx, user, picture.into(), "screenshots").await?;
    Ok(Screenshot { file, width, height, alt: PerLocale::default() })
}

/// Keeps a document for the vendor; it is shown by nothing yet. The same one twice is kept once.
pub async fn keep_document(tx: &Tx, user: &VendorUser, document: Pdf) -> Result<Document> {
    let bytes = document.bytes();
    let file = keep(tx, user, document.into(), "documents").await?;
    Ok(Document { file, bytes, title: PerLocale::default() })
}

async fn keep(tx: &Tx, user: &VendorUser, file: NewFile, field: &'static str) -> Result<FileHash> {
    let hash = file.facts.hash;
    if store::files::touch(tx, user.organisation, &[hash]).await? == 1 {
        return Ok(hash);
    }
    let stored = store::files::total(tx, user.organisation).await?;
    if stored.saturating_add(store::files::size(&file)) > MOST_STORED_BYTES {
        return Err(Error::Invalid(vec![Refusal::text("error-files-full").field(field)]));
    }
    store::files::insert(tx, user.organisation, &file).await?;
    let detail = json!({ "media_type": file.facts.media_type, "bytes": file.facts.size });
    tx.audit(Audit::new(user, "file.keep", hash).detail(detail));
    Ok(hash)
}

/// Notes which files the revision shows from now on: each must be kept for its vendor, and be what the content says.
pub(crate) async fn refer(tx: &Tx, user: &VendorUser, id: RevisionId, content: &Content) -> Result<()> {
    let wanted: Vec<_> = content.files().into_iter().collect();
    let before = store::files::shown_by(tx, id).await?;
    if wanted.is_empty() && before.is_empty() {
        return Ok(());
    }
    let dropped: Vec<_> = before.iter().copied().filter(|hash| !wanted.contains(hash)).collect();
    let added: Vec<_> = wanted.iter().copied().filter(|hash| !before.contains(hash)).collect();
    // Touched first: from then on no sweep takes them away.
    store::files::touch(tx, user.organisation, &[&dropped[..], &added[..]].concat()).await?;
    let kept = store::files::facts(tx, user.organisation, &wanted).await?;
    let wrong = not_as_kept(content, &kept);
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    store::files::hide(tx, id, &dropped).await?;
    store::files::show(tx, user.organisation, id, &added).await
}

/// Lets go of everything that the revision shows: it is deleted.
pub(crate) async fn release(tx: &Tx, user: &VendorUser, id: RevisionId) -> Result<()> {
    let shown = store::files::shown_by(tx, id).await?;
    store::files::touch(tx, user.organisation, &shown).await?;
    store::files::hide(tx, id, &shown).await
}

fn not_as_kept(content: &Content, kept: &[Facts]) -> Vec<Refusal> {
    let find = |hash| kept.iter().find(|facts| facts.hash == hash);
    let is_picture = |one: &Screenshot| {
        let same = |facts: &Facts| facts.dimensions == Some((one.width, one.height));
        find(one.file).is_some_and(same)
    };
    let is_document = |one: &Document| {
        let same = |facts: &Facts| facts.media_type == MediaType::Pdf && facts.size == u64::from(one.bytes);
        find(one.file).is_some_and(same)
    };
    let mut wrong = Vec::new();
    if !content.screenshots.iter().all(is_picture) {
        wrong.push(Refusal::text("error-file-gone").field("screenshots"));
    }
    if !content.documents.iter().all(is_document) {
        wrong.push(Refusal::text("error-file-gone").field("documents"));
    }
    wrong
}

/// A file that the public sees: a published revision shows it.
pub async fn find_public_file(
    db: &impl Read,
    hash: FileHash,
    rendition: Rendition,
) -> Result<Option<StoredFile>> {
    store::files::find_public(db, hash, rendition).await
}

/// A file that is kept for the vendor, shown or not.
pub async fn find_own_file(
    db: &impl Read,
    user: &VendorUser,
    hash: FileHash,
    rendition: Rendition,
) -> Result<Option<StoredFile>> {
    store::files::find_of_vendor(db, user.organisation, hash, rendition).await
}

/// A file that this revision shows. Scope it by order or operator: crate `approval` does.
pub async fn find_file_of(
    db: &impl Read,
    revision: RevisionId,
    hash: FileHash,
    rendition: Rendition,
) -> Result<Option<StoredFile>> {
    store::files::find_of_revision(db, revision, hash, rendition).await
}

/// The latest revisions that show this file, and where each stands.
pub async fn list_revisions_showing(db: &impl Read, hash: FileHash) -> Result<Vec<(RevisionId, StateKind)>> {
    store::files::revisions_showing(db, hash, LOOKED_AT).await
}

/// Deletes files that no revision has shown for seven days.
pub async fn forget_unused_files(db: &Database) -> Result<u64> {
    let tx = db.begin().await?;
    let gone = store::files::delete_unused(&tx, db.now() - UNUSED).await?;
    tx.commit().await?;
    Ok(gone)
}
