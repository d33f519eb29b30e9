//! Documents: PDF as the vendor made it.

use kernel::Refusal;

use super::{Facts, FileHash, MediaType, NewFile};
use crate::{Error, Result};

/// Most bytes of a document.
pub const MOST_DOCUMENT_BYTES: usize = 5 * 1024 * 1024;
/// How far from its end a PDF says that it ends (ISO 32000-1, annex H).
const END_WITHIN: usize = 1024;

/// A file that begins and ends as a PDF does. What is inside is not looked at: it is kept as it is, and never shown by the platform itself.
#[derive(Debug)]
pub struct Pdf {
    hash: FileHash,
    content: Vec<u8>,
    bytes: u32,
}

impl Pdf {
    /// Takes a file that a vendor has sent.
    pub fn read(content: Vec<u8>) -> Result<Self> {
        let refused = |text| Error::Invalid(vec![Refusal::text(text).field("documents")]);
        if content.len() > MOST_DOCUMENT_BYTES {
            return Err(refused("error-document-too-large"));
        }
        let end = &content[content.len().saturating_sub(END_WITHIN)..];
        let begins = content.starts_with(b"%PDF-1.") || content.starts_with(b"%PDF-2.");
        if !begins || !end.windows(5).any(|window| window == b"%%EOF") {
            return Err(refused("error-document-unreadable"));
        }
        let bytes = u32::try_from(content.len()).map_err(|_| refused("error-document-too-large"))?;
        Ok(Self { hash: FileHash::of(&content), content, bytes })
    }

    /// Its size.
    pub const fn bytes(&self) -> u32 {
        self.bytes
    }
}

impl From<Pdf> for NewFile {
    fn from(pdf: Pdf) -> Self {
        let facts =
            Facts { hash: pdf.hash, media_type: MediaType::Pdf, dimensions: None, size: pdf.bytes.into() };
        Self { facts, content: pdf.content, thumbnail: None }
    }
}
