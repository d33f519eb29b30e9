//! R4 data types as they are read: exactly what must be right, everything else is let through and kept.

use jiff::{Timestamp, civil::Date};
use kernel::oslo;
use serde::{Deserialize, Deserializer, de};
use serde_json::value::RawValue;

/// `decimal`: kept as text; only whether it is one is looked at (R4 §2.24.0.1: at most 18 digits are promised, we take 40 characters).
#[derive(Debug)]
pub struct Decimal;

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text = raw.get();
        // What begins so and is JSON is a number.
        if !text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            return Err(de::Error::custom("is a number, not a text"));
        }
        if text.len() > 40 {
            return Err(de::Error::custom("a number has at most 40 characters"));
        }
        Ok(Self)
    }
}

/// `code`: no white space at the ends, single spaces within, at most 100 characters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Code(pub String);

impl TryFrom<String> for Code {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let words: Vec<_> = text.split(' ').collect();
        let proper = words.iter().all(|word| !word.is_empty() && !word.contains(char::is_whitespace));
        if proper && text.chars().count() <= 100 && !text.contains('|') {
            Ok(Self(text))
        } else {
            Err("is a code: up to 100 characters, no white space around or doubled")
        }
    }
}

/// `uri`: no white space, at most 300 characters; absolute, since it names a system.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct System(pub String);

impl TryFrom<String> for System {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let short =
            text.len() <= 300 && !text.contains(|letter: char| letter.is_whitespace() || letter == '|');
        if short && url::Url::parse(&text).is_ok() {
            Ok(Self(text))
        } else {
            Err("is an absolute address (http://…, urn:oid:…) of at most 300 characters")
        }
    }
}

/// `Coding`.
#[derive(Debug, Deserialize)]
pub struct Coding {
    /// The code system.
    pub system: Option<System>,
    /// The code.
    pub code: Option<Code>,
    #[serde(rename = "display")]
    _display: Option<String>,
}

/// `CodeableConcept`.
#[derive(Debug, Deserialize)]
pub struct CodeableConcept {
    /// Codings.
    #[serde(default)]
    pub coding: Vec<Coding>,
    /// In words.
    pub text: Option<String>,
}

/// `Identifier`.
#[derive(Debug, Deserialize)]
pub struct Identifier {
    /// Whose.
    pub system: Option<System>,
    /// Which.
    pub value: Option<String>,
}

/// `Reference`.
#[derive(Debug, Deserialize)]
pub struct Reference {
    /// `Type/id` or an address.
    pub reference: Option<String>,
}

/// `Quantity`.
#[derive(Debug, Deserialize)]
pub struct Quantity {
    #[serde(rename = "value")]
    _value: Option<Decimal>,
    #[serde(rename = "comparator")]
    _comparator: Option<Comparator>,
    #[serde(rename = "unit")]
    _unit: Option<String>,
    system: Option<System>,
    code: Option<Code>,
}

impl Quantity {
    /// qty-3 of R4: a code of a unit has a system.
    pub const fn is_proper(&self) -> bool {
        self.code.is_none() || self.system.is_some()
    }
}

#[derive(Debug, Deserialize)]
enum Comparator {
    #[serde(rename = "<", alias = "<=", alias = ">=", alias = ">")]
    Any,
}

/// `Range`.
#[derive(Debug, Deserialize)]
pub struct Range {
    #[serde(rename = "low")]
    _low: Option<Quantity>,
    #[serde(rename = "high")]
    _high: Option<Quantity>,
}

/// `Ratio`.
#[derive(Debug, Deserialize)]
pub struct Ratio {
    #[serde(rename = "numerator")]
    _numerator: Option<Quantity>,
    #[serde(rename = "denominator")]
    _denominator: Option<Quantity>,
}

/// `SampledData`.
#[derive(Debug, Deserialize)]
pub struct SampledData {
    #[serde(rename = "origin")]
    _origin: Quantity,
    #[serde(rename = "period")]
    _period: Decimal,
    #[serde(rename = "dimensions")]
    _dimensions: u32,
    #[serde(rename = "data")]
    _data: Option<String>,
}

/// `time`: `hh:mm:ss`.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Time;

impl TryFrom<String> for Time {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() >= 8 && bytes[2] == b':' && bytes[5] == b':' && !bytes.contains(&b',');
        if shaped && text.parse::<jiff::civil::Time>().is_ok() {
            Ok(Self)
        } else {
            Err("is a time: hh:mm:ss")
        }
    }
}

/// `dateTime`: a year, a month, a day, or an instant with its offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct DateTime {
    /// The instant it begins; days begin in Oslo.
    pub at: Timestamp,
    /// Whether it is precise to the second.
    pub is_instant: bool,
}

impl TryFrom<String> for DateTime {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        const WRONG: &str = "is YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with Z or an offset";
        let day = |text: &str| {
            let day = text.parse::<Date>().ok()?;
            Some(Self { at: oslo::start_of_day(day)?, is_instant: false })
        };
        let read = match text.len() {
            4 if text.bytes().all(|byte| byte.is_ascii_digit()) => day(&format!("{text}-01-01")),
            7 if text.as_bytes()[4] == b'-' => day(&format!("{text}-01")),
            10 if text.as_bytes()[4] == b'-' => day(&text),
            20..=40 if text.as_bytes()[10] == b'T' && text.as_bytes()[13] == b':' => {
                let zoned = text.ends_with('Z') || text.as_bytes()[text.len() - 3] == b':';
                let at = text.parse::<Timestamp>().ok().filter(|_| zoned && text.is_ascii());
                at.map(|at| Self { at: micros(at), is_instant: true })
            }
            _ => None,
        };
        // R4's own pattern has no year 0, no comma, and offsets of 14 hours at most.
        read.filter(|_| !text.starts_with("0000") && !text.contains(',') && offset_is_proper(&text))
            .ok_or(WRONG)
    }
}

/// Whether an instant's offset, where it has one, is at most 14 hours.
fn offset_is_proper(text: &str) -> bool {
    let offset = text.get(19..).and_then(|rest| rest.split_once(['+', '-'])).map(|(_, offset)| offset);
    offset.is_none_or(|offset| offset <= "14:00")
}

/// What the database keeps of an instant.
fn micros(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

/// `Period`.
#[derive(Debug, Deserialize)]
pub struct Period {
    /// From.
    pub start: Option<DateTime>,
    /// To.
    pub end: Option<DateTime>,
}

impl Period {
    /// per-1 of R4: it does not end before it starts.
    pub fn is_proper(&self) -> bool {
        match (&self.start, &self.end) {
            (Some(start), Some(end)) => start.at <= end.at,
            (start, end) => start.is_some() || end.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'a, T: Deserialize<'a>>(json: &'a str) -> bool {
        serde_json::from_str::<T>(json).is_ok()
    }

    #[test]
    fn a_date_time_says_how_precise_it_is() {
        let at = |text: &str| DateTime::try_from(text.to_owned()).map(|found| found.at.to_string());
        assert_eq!(at("2026-11-22T10:00:00.5+01:00").unwrap(), "2026-11-22T09:00:00.5Z");
        assert_eq!(at("2026-11-22").unwrap(), "2026-11-21T23:00:00Z");
        assert_eq!(at("2026-07").unwrap(), "2026-06-30T22:00:00Z");
        assert_eq!(at("2026").unwrap(), "2025-12-31T23:00:00Z");
        assert_eq!(at("2026-11-22T10:00:00+14:00").unwrap(), "2026-11-21T20:00:00Z");
        for wrong in [
            "2026-11-22T10:00:00",
            "2026-13",
            "26",
            "2026-11-22 10:00:00Z",
            "2026-02-30",
            "æøåæ",
            "+002026-11-22T10:00:00Z",
            "2026-11-22T10:00Z",
            "0000",
            "2026-11-22T10:00:00,5Z",
            "2026-11-22T10:00:00+25:00",
            "2026-11-22T10:00:00.5-14:30",
        ] {
            assert!(at(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn numbers_are_numbers_and_codes_are_codes() {
        assert!(read::<Quantity>(r#"{"value":1.50,"comparator":"<=","extension":[]}"#));
        assert!(!read::<Quantity>(r#"{"value":"1.50"}"#));
        assert!(!read::<Quantity>(r#"{"comparator":"~"}"#));
        assert!(!read::<Quantity>(&format!(r#"{{"value":1{}}}"#, "0".repeat(50))));
        assert!(read::<Coding>(r#"{"system":"urn:oid:2.16","code":"a b"}"#));
        assert!(!read::<Coding>(r#"{"code":" a"}"#) && !read::<Coding>(r#"{"system":"loinc"}"#));
        assert!(
            read::<Time>(r#""08:30:00""#) && !read::<Time>(r#""8:30""#) && !read::<Time>(r#""25:00:00""#)
        );
        assert!(read::<Time>(r#""08:30:00.5""#) && !read::<Time>(r#""08:30:00,5""#));
    }
}
