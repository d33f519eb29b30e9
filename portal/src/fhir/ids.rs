//! Our ids as FHIR writes them: letters, digits, `-` and `.`, at most 64 (R4 §2.24.0.1 id).

use kernel::{Id, IdKind};

/// The id without its prefix, whose underscore FHIR does not allow.
pub fn written<K: IdKind>(id: Id<K>) -> String {
    let text = id.to_string();
    text.rsplit_once('_').map_or(text.clone(), |(_, bare)| bare.to_owned())
}

/// The id that a path names, if it is one.
pub fn read<K: IdKind>(text: &str) -> Option<Id<K>> {
    format!("{}_{text}", K::PREFIX).parse().ok()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use kernel::{SeededEntropy, ToolId};

    use super::*;

    #[test]
    fn an_id_reads_back_and_fits_fhir() {
        let id = ToolId::new(Timestamp::UNIX_EPOCH, &SeededEntropy::new(1));
        let text = written(id);
        assert!(text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        assert_eq!(read(&text), Some(id));
        assert_eq!(read("tool_1"), None::<ToolId>);
    }
}
