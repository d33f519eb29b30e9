//! What this crate refuses.

use kernel::{Classified, ErrorKind, Refusal};

/// Result of this crate's functions.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is none, or not within the asker's scope.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// The clinician has looked up as many patients as one may within an hour.
    #[error("too many look-ups; the next one in {retry_after_s} s")]
    TooManyLookUps {
        /// Seconds until the next one is allowed.
        retry_after_s: i64,
    },
    /// A number of a series that this installation does not take (ordinary in profile `demo`, synthetic in production).
    #[error("an identity number of this series is not taken here")]
    NumberSeries,
    /// A value that must be unique is taken; names the field.
    #[error("{0} is taken")]
    Taken(&'static str),
    /// The input is wrong.
    #[error("the input is wrong")]
    Invalid(Refusal),
    /// The database refused.
    #[error(transparent)]
    Database(database::Error),
}

impl From<database::Error> for Error {
    fn from(error: database::Error) -> Self {
        match &error {
            database::Error::Constraint(name) => match name.as_str() {
                "uq_persons_account_key" => Self::Taken("account_key"),
                "uq_practitioners_hpr" => Self::Taken("hpr"),
                _ => Self::Database(error),
            },
            _ => Self::Database(error),
        }
    }
}

impl Classified for Error {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound(_) => ErrorKind::NotFound,
            Self::TooManyLookUps { .. } => ErrorKind::Forbidden,
            Self::NumberSeries | Self::Invalid(_) => ErrorKind::Invalid,
            Self::Taken(_) => ErrorKind::Conflict,
            Self::Database(error) => error.kind(),
        }
    }

    fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::NotFound(_) => None,
            Self::TooManyLookUps { .. } => Some(Refusal::text("error-too-many-look-ups")),
            Self::NumberSeries => Some(Refusal::text("error-number-series").field("number")),
            Self::Taken(field) => Some(Refusal::text("error-taken").field(field)),
            Self::Invalid(refusal) => Some(refusal.clone()),
            Self::Database(error) => error.refusal(),
        }
    }
}
