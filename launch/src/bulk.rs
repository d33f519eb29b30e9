//! The rules tried in bulk: one JSON object in, one out (`reseptor decide`).

use jiff::{Timestamp, fmt::temporal::DateTimePrinter};
use kernel::{Rule, oslo};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::representation::{Basis, decide, wire::Line};

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a RawValue,
    allowed: bool,
    basis: Option<Basis>,
    #[serde(serialize_with = "in_oslo")]
    until: Option<Timestamp>,
    refused_by: &'a [Rule],
}

#[derive(Serialize)]
struct Unreadable<'a> {
    id: Option<&'a RawValue>,
    error: String,
}

/// As `2027-02-02T00:00:00+01:00`.
#[expect(clippy::ref_option, reason = "serde hands a reference to the member")]
fn in_oslo<S: Serializer>(until: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    match until {
        Some(until) => serializer.collect_str(&format_until(*until)),
        None => serializer.serialize_none(),
    }
}

/// An instant with Oslo's offset, as answers and tokens show the end of a right: `2027-02-02T00:00:00+01:00`.
pub fn format_until(until: Timestamp) -> String {
    DateTimePrinter::new().timestamp_with_offset_to_string(&until, oslo::zone().to_offset(until))
}

/// Decides one line, appends the answer to `out` (without a line break) and tells whether the line could be read.
pub fn decide_into(line: &[u8], out: &mut Vec<u8>) -> bool {
    let text = match std::str::from_utf8(line) {
        Ok(text) => text,
        Err(error) => return write(out, &Unreadable { id: None, error: error.to_string() }, false),
    };
    match Line::read(text) {
        Ok(Line { id, facts }) => {
            let decision = decide(&facts);
            let answer = Answer {
                id,
                allowed: decision.allowed(),
                basis: decision.basis(),
                until: decision.until(),
                refused_by: decision.refused_by(),
            };
            write(out, &answer, true)
        }
        Err(error) => write(out, &Unreadable { id: Line::id(text), error: error.to_string() }, false),
    }
}

/// Decides one line: the answer, and whether the line could be read.
pub fn decide_line(line: &str) -> (String, bool) {
    let mut out = Vec::with_capacity(128);
    let readable = decide_into(line.as_bytes(), &mut out);
    (String::from_utf8_lossy(&out).into_owned(), readable)
}

/// Appends `answer`; `readable` comes back unless it cannot be written, which no answer of ours can fail at.
fn write(out: &mut Vec<u8>, answer: &impl Serialize, readable: bool) -> bool {
    serde_json::to_writer(out, answer).is_ok() && readable
}
