//! Rows and queries; nothing outside this folder names the database library.

use std::fmt::Display;

use database::convert::Row;
use kernel::Phrase;
use sea_orm::{
    ColumnTrait, DbErr,
    sea_query::{Expr, ExprTrait as _},
};

pub(crate) mod answers;
pub(crate) mod assessments;
pub(crate) mod decisions;
pub(crate) mod deviations;
pub(crate) mod orders;

/// What the database library says, as the crate's error.
fn ok<T>(result: Result<T, DbErr>) -> crate::Result<T> {
    Ok(result.map_err(database::Error::from)?)
}

/// The column's next number.
fn next(column: impl ColumnTrait) -> Expr {
    Expr::col(column).add(1)
}

/// Whether the column is empty: sorts what has a value first, on both databases.
fn is_absent(column: impl ColumnTrait) -> Expr {
    Expr::col(column).is_null()
}

/// Reads bounded text from a column.
trait ParsePhrase {
    /// The column's text as a phrase.
    fn parse_phrase<const MAX: usize>(&self, column: &'static str, text: &str) -> crate::Result<Phrase<MAX>>;
}

impl<I: Display + Clone> ParsePhrase for Row<I> {
    fn parse_phrase<const MAX: usize>(&self, column: &'static str, text: &str) -> crate::Result<Phrase<MAX>> {
        Ok(Phrase::new(text).map_err(|error| self.corrupt(column, error))?)
    }
}
