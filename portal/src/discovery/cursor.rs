//! Where a page ended, as the addresses of next pages carry it.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use search::Cursor;

/// Characters that are read: a name is far shorter.
const LONGEST: usize = 4_000;

/// As text that says nothing to others.
pub fn written(cursor: &Cursor) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(cursor).unwrap_or_default())
}

/// What `written` wrote; also a page's number, as addresses had it that were given out before, for pages of so many.
pub fn read(text: &str, size: usize) -> Option<Cursor> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(Some(text).filter(|text| text.len() <= LONGEST)?).ok()?;
    serde_json::from_slice(&bytes).ok().or_else(|| {
        let text = std::str::from_utf8(&bytes).ok()?;
        let number: u32 = text.strip_prefix('p').unwrap_or(text).parse().ok()?;
        Some(Cursor::counted((number.checked_sub(1)? as usize).saturating_mul(size)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_and_an_old_one_is_understood() {
        let counted = Cursor::counted(40);
        assert_eq!(read(&written(&counted), 7), Some(counted.clone()));
        for old in ["p3", "3"] {
            assert_eq!(read(&BASE64_URL_SAFE_NO_PAD.encode(old), 20), Some(counted.clone()), "{old}");
        }
        for wrong in ["p0", "0", "x", "", "{}", "{\"p\":1}", "{\"p\":-1,\"s\":null}"] {
            assert_eq!(read(&BASE64_URL_SAFE_NO_PAD.encode(wrong), 20), None, "{wrong}");
        }
        assert_eq!((read("!", 20), read(&"A".repeat(LONGEST + 1), 20)), (None, None));
    }
}
