//! What a database says when it refuses, as values that use cases can act on.

use kernel::{Classified, ErrorKind};
use sea_orm::{DbErr, RuntimeErr};

/// Result of anything that touches the database.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the database did not do it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A named constraint refused: `uq_…`, `fk_…` or `ck_…`. SQLite does not name foreign keys: `fk`.
    #[error("the constraint {0} refused")]
    Constraint(String),
    /// The database is busy, full, read-only or away; trying again later may help.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// A row that cannot be: its table, column and id.
    #[error("{table}.{column} of {id} cannot be read: {reason}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key.
        id: String,
        /// What is wrong.
        reason: String,
    },
    /// Encryption or decryption failed: a wrong key or an altered row.
    #[error("a sealed value cannot be opened: {0}")]
    Sealed(&'static str),
    /// The database's schema is not this program's.
    #[error("the database's schema does not fit this program: {0}")]
    Schema(String),
    /// Anything else.
    #[error(transparent)]
    Fault(DbErr),
}

impl Error {
    /// Whether this constraint refused.
    pub fn is_constraint(&self, name: &str) -> bool {
        matches!(self, Self::Constraint(constraint) if constraint == name)
    }

    /// A row that cannot be.
    pub fn corrupt(
        table: &'static str,
        column: &'static str,
        id: impl ToString,
        reason: impl ToString,
    ) -> Self {
        Self::Corrupt { table, column, id: id.to_string(), reason: reason.to_string() }
    }
}

impl Classified for Error {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Constraint(_) => ErrorKind::Conflict,
            Self::Unavailable(_) => ErrorKind::Unavailable,
            Self::Corrupt { .. } | Self::Sealed(_) | Self::Schema(_) | Self::Fault(_) => ErrorKind::Internal,
        }
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable(error.to_string()),
            DbErr::Exec(RuntimeErr::SqlxError(inner)) | DbErr::Query(RuntimeErr::SqlxError(inner)) => {
                if let Some(refusal) = inner.as_database_error() {
                    let code = refusal.code().unwrap_or_default();
                    classify(&code, refusal.constraint(), refusal.message()).unwrap_or(Self::Fault(error))
                } else {
                    // Input and output, a closed pool, a lost connection.
                    Self::Unavailable(error.to_string())
                }
            }
            _ => Self::Fault(error),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        if let rusqlite::Error::SqliteFailure(code, message) = &error {
            let message = message.as_deref().unwrap_or_default();
            if let Some(error) = classify(&code.extended_code.to_string(), None, message) {
                return error;
            }
        }
        Self::Fault(DbErr::Custom(error.to_string()))
    }
}

/// Maps SQLite's extended result codes and PostgreSQL's SQLSTATE.
fn classify(code: &str, constraint: Option<&str>, message: &str) -> Option<Error> {
    match code {
        // PostgreSQL: unique, foreign key, check, not null.
        "23505" | "23503" | "23514" | "23502" => {
            Some(Error::Constraint(constraint.unwrap_or(message).to_owned()))
        }
        // SQLite: UNIQUE, PRIMARY KEY, ROWID.
        "2067" | "1555" | "2579" => Some(Error::Constraint(sqlite_unique_name(message))),
        "787" => Some(Error::Constraint("fk".to_owned())),
        // SQLite: CHECK, NOT NULL, raised by a trigger.
        "275" | "1299" | "1811" => {
            Some(Error::Constraint(message.rsplit(": ").next().unwrap_or(message).trim().to_owned()))
        }
        // SQLite: BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN and their extended codes.
        _ if code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 8 | 10 | 13 | 14))
            && code.len() < 5 =>
        {
            Some(Error::Unavailable(message.to_owned()))
        }
        // PostgreSQL: connection, insufficient resources, operator intervention, system error, serialization and deadlock.
        _ if ["08", "53", "57", "58"].iter().any(|class| code.starts_with(class)) && code.len() == 5 => {
            Some(Error::Unavailable(message.to_owned()))
        }
        "40001" | "40P01" | "55P03" => Some(Error::Unavailable(message.to_owned())),
        _ => None,
    }
}

/// `UNIQUE constraint failed: tools.slug, tools.kind` → `uq_tools_slug_kind`, the name the schema gives it.
fn sqlite_unique_name(message: &str) -> String {
    let columns = message.rsplit(": ").next().unwrap_or(message);
    if let Some(index) = columns.strip_prefix("index ") {
        return index.trim_matches('\'').to_owned();
    }
    let mut name = String::from("uq");
    for (position, column) in columns.split(", ").enumerate() {
        let (table, column) = column.split_once('.').unwrap_or(("", column));
        if position == 0 {
            name.push('_');
            name.push_str(table);
        }
        name.push('_');
        name.push_str(column);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlites_columns_become_the_constraints_name() {
        assert_eq!(sqlite_unique_name("UNIQUE constraint failed: tools.slug"), "uq_tools_slug");
        assert_eq!(sqlite_unique_name("UNIQUE constraint failed: a.b, a.c"), "uq_a_b_c");
        assert_eq!(sqlite_unique_name("UNIQUE constraint failed: index 'uq_x'"), "uq_x");
    }

    #[test]
    fn a_full_disk_and_a_lock_are_unavailable_not_a_fault() {
        for code in ["5", "6", "13", "261", "517", "778"] {
            assert!(matches!(classify(code, None, "m"), Some(Error::Unavailable(_))), "{code}");
        }
        for code in ["53100", "57P01", "40001"] {
            assert!(matches!(classify(code, None, "m"), Some(Error::Unavailable(_))), "{code}");
        }
        assert!(classify("42601", None, "m").is_none());
    }
}
