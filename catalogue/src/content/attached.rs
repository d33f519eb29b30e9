//! Pictures and documents of a listing: what is said of them, and which file each is.

use std::collections::BTreeSet;

use kernel::Refusal;
use serde::{Deserialize, Serialize};

use super::Content;
use crate::{FileHash, PerLocale, Prose, prose::null_is_default};

/// Most screenshots of a listing.
pub const MOST_SCREENSHOTS: usize = 6;
/// Most documents of a listing.
pub const MOST_DOCUMENTS: usize = 6;

/// A picture of the tool in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screenshot {
    /// The picture's file.
    pub file: FileHash,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What there is to see in it, for those who do not see it.
    #[serde(default, deserialize_with = "null_is_default")]
    pub alt: PerLocale<Prose<300>>,
}

/// Something to read about the tool: a guide, a study, a description of privacy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The document's file, a PDF.
    pub file: FileHash,
    /// Its size.
    pub bytes: u32,
    /// What it is called.
    #[serde(default, deserialize_with = "null_is_default")]
    pub title: PerLocale<Prose<120>>,
}

impl Content {
    /// The files that it shows.
    pub fn files(&self) -> BTreeSet<FileHash> {
        let screenshots = self.screenshots.iter().map(|one| one.file);
        screenshots.chain(self.documents.iter().map(|one| one.file)).collect()
    }

    /// Files that are shown twice.
    pub(super) fn check_files(&self, wrong: &mut Vec<Refusal>) {
        let unlike = |files: &mut dyn Iterator<Item = FileHash>| files.collect::<BTreeSet<_>>().len();
        if unlike(&mut self.screenshots.iter().map(|one| one.file)) < self.screenshots.len() {
            wrong.push(Refusal::text("error-twice").field("screenshots"));
        }
        if unlike(&mut self.documents.iter().map(|one| one.file)) < self.documents.len() {
            wrong.push(Refusal::text("error-twice").field("documents"));
        }
    }

    /// What is said of them in bokmål, which the other languages fall back to.
    pub(super) fn file_gaps(&self, need: &mut impl FnMut(bool, &'static str)) {
        let written = |text: Option<&str>| text.is_some_and(|text| !text.is_empty());
        need(self.screenshots.iter().all(|one| written(one.alt.nb.as_deref())), "screenshots");
        need(self.documents.iter().all(|one| written(one.title.nb.as_deref())), "documents");
    }

    /// Whether it has a document that the other has not: nobody has read yet what it promises.
    pub(super) fn has_new_document(&self, before: &Self) -> bool {
        self.documents.iter().any(|one| before.documents.iter().all(|old| old.file != one.file))
    }
}
