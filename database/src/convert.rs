//! Columns to values and back, fallibly: an impossible value names its table, column and row.

use std::{fmt::Display, str::FromStr};

use jiff::{Timestamp, civil::Date};
use serde::{Serialize, de::DeserializeOwned};

use crate::{Error, Result};

/// Names the row that a column is read from.
#[derive(Debug, Clone)]
pub struct Row<I> {
    /// The table.
    pub table: &'static str,
    /// The row's key.
    pub id: I,
}

impl<I: Display + Clone> Row<I> {
    /// The row `id` of `table`.
    pub const fn new(table: &'static str, id: I) -> Self {
        Self { table, id }
    }

    /// An error that says what is wrong in `column`.
    pub fn corrupt(&self, column: &'static str, reason: impl ToString) -> Error {
        Error::corrupt(self.table, column, &self.id, reason)
    }

    /// An instant kept as UTC microseconds.
    pub fn instant(&self, column: &'static str, micros: i64) -> Result<Timestamp> {
        Timestamp::from_microsecond(micros).map_err(|error| self.corrupt(column, error))
    }

    /// An instant that may be absent.
    pub fn instant_opt(&self, column: &'static str, micros: Option<i64>) -> Result<Option<Timestamp>> {
        micros.map(|micros| self.instant(column, micros)).transpose()
    }

    /// A date kept as `YYYY-MM-DD`.
    pub fn date(&self, column: &'static str, text: &str) -> Result<Date> {
        text.parse().map_err(|error| self.corrupt(column, error))
    }

    /// A date that may be absent.
    pub fn date_opt(&self, column: &'static str, text: Option<&str>) -> Result<Option<Date>> {
        text.map(|text| self.date(column, text)).transpose()
    }

    /// Anything that reads itself from text.
    pub fn parse<T: FromStr<Err: Display>>(&self, column: &'static str, text: &str) -> Result<T> {
        text.parse().map_err(|error| self.corrupt(column, error))
    }

    /// A value kept as JSON text.
    pub fn json<T: DeserializeOwned>(&self, column: &'static str, text: &str) -> Result<T> {
        serde_json::from_str(text).map_err(|error| self.corrupt(column, error))
    }
}

/// A value as JSON text; only types whose serialisation cannot fail are stored (string keys, finite numbers).
pub fn to_json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::corrupt("(new)", "json", "(new)", error))
}

/// An instant as UTC microseconds.
pub fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}
