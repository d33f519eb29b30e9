//! A listing's pictures and documents as pages show them.

use catalogue::{Content, Document, FileHash, Listing, PerLocale, Prose, Screenshot, Standing};
use kernel::{Locale, Slug};
use serde::Serialize;

use crate::pages::wording::Wording;

/// Pictures and documents of a listing.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Files {
    /// Pictures of the tool in use.
    pub screenshots: Vec<ScreenshotLine>,
    /// Documents about it.
    pub documents: Vec<DocumentLine>,
}

/// A picture.
#[derive(Debug, Clone, Serialize)]
pub struct ScreenshotLine {
    /// Its address.
    pub address: String,
    /// The address of a smaller one.
    pub thumbnail: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What there is to see in it; nothing is written yet in some drafts.
    pub alt: Option<Wording>,
    /// The same in every language that it is written in.
    pub texts: Vec<Wording>,
}

/// A document.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentLine {
    /// Its address.
    pub address: String,
    /// What it is called; nothing is written yet in some drafts.
    pub title: Option<Wording>,
    /// The same in every language that it is written in.
    pub texts: Vec<Wording>,
    /// What it is called on the reader's machine.
    pub file_name: String,
    /// Its size in bytes.
    pub bytes: u32,
    /// Its size, in `unit`.
    pub size: String,
    /// `kB` or `MB`.
    pub unit: &'static str,
}

/// Where a picture is, whatever the page's language.
pub fn picture_path(file: FileHash) -> String {
    format!("/bilder/{file}")
}

/// Where a document is, whatever the page's language.
pub fn document_path(file: FileHash) -> String {
    format!("/dokumenter/{file}")
}

impl Files {
    /// Those of a content, in a language or what it falls back to.
    pub fn of(locale: Locale, content: &Content) -> Self {
        Self {
            screenshots: content.screenshots.iter().map(|one| ScreenshotLine::of(locale, one)).collect(),
            documents: content.documents.iter().map(|one| DocumentLine::of(locale, one)).collect(),
        }
    }

    /// What the public is shown: nothing of a tool that is withdrawn.
    pub fn of_listing(locale: Locale, listing: &Listing) -> Self {
        match listing.standing {
            Standing::Published | Standing::Suspended(_) => Self::of(locale, listing.content()),
            Standing::Withdrawn { .. } => Self::default(),
        }
    }
}

impl ScreenshotLine {
    fn of(locale: Locale, one: &Screenshot) -> Self {
        let address = picture_path(one.file);
        Self {
            thumbnail: format!("{address}/liten"),
            address,
            width: one.width,
            height: one.height,
            alt: Wording::of_prose(locale, &one.alt),
            texts: texts(&one.alt),
        }
    }
}

impl DocumentLine {
    fn of(locale: Locale, one: &Document) -> Self {
        let title = Wording::of_prose(locale, &one.title);
        let slug = title.as_ref().and_then(|title| Slug::from_name(&title.text));
        let (size, unit) = size(one.bytes);
        Self {
            address: document_path(one.file),
            file_name: format!("{}.pdf", slug.as_ref().map_or("dokument", Slug::as_str)),
            texts: texts(&one.title),
            title,
            bytes: one.bytes,
            size,
            unit,
        }
    }
}

fn texts<const MAX: usize>(texts: &PerLocale<Prose<MAX>>) -> Vec<Wording> {
    let written = texts.iter().filter(|(_, text)| !text.is_empty());
    written.map(|(locale, text)| Wording::new(locale, text.as_str())).collect()
}

/// A size as people read it: whole kilobytes, or megabytes with a decimal.
fn size(bytes: u32) -> (String, &'static str) {
    let kilobytes = bytes.div_ceil(1000).max(1);
    if kilobytes < 1000 {
        return (kilobytes.to_string(), "kB");
    }
    let tenths = kilobytes.div_ceil(100);
    (format!("{}.{}", tenths / 10, tenths % 10), "MB")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_read_at_a_glance() {
        for (bytes, told) in [
            (0, ("1", "kB")),
            (1_001, ("2", "kB")),
            (999_000, ("999", "kB")),
            (999_001, ("1.0", "MB")),
            (1_000_001, ("1.1", "MB")),
            (5 * 1024 * 1024, ("5.3", "MB")),
        ] {
            let (size, unit) = size(bytes);
            assert_eq!((size.as_str(), unit), told, "{bytes}");
        }
    }
}
