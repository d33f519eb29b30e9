//! What can go wrong with the server, in the words of the operator who has to mend it.

use meilisearch_sdk::errors::{Error, ErrorCode, ErrorType};

use crate::{Rebuild, SearchError};

/// Why the search server was of no use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ServerError {
    /// Nothing answers at its address, or the connection broke.
    #[error("it cannot be reached")]
    Away,
    /// It took too long.
    #[error("it took too long")]
    Slow,
    /// It refuses our key, or the key lacks a right.
    #[error("it refuses the key, or the key lacks a right ({0})")]
    Refused(String),
    /// It answers, but not as Meilisearch does.
    #[error("it does not answer as Meilisearch does")]
    Nonsense,
    /// It could not do what was asked.
    #[error("it failed: {0}")]
    Failed(String),
}

impl From<ServerError> for SearchError {
    fn from(error: ServerError) -> Self {
        Self::Server(error)
    }
}

/// What the SDK's error means.
pub(super) fn told(error: Error) -> SearchError {
    match error {
        Error::Meilisearch(told) => match (&told.error_code, told.error_type) {
            (ErrorCode::IndexNotFound | ErrorCode::DocumentNotFound, _) => {
                SearchError::NeedsRebuild(Rebuild::Missing)
            }
            (_, ErrorType::Auth) => ServerError::Refused(bounded(&told.error_message)).into(),
            _ => ServerError::Failed(bounded(&told.error_message)).into(),
        },
        Error::MeilisearchCommunication(told) => {
            ServerError::Failed(format!("it answered {}", told.status_code)).into()
        }
        Error::Timeout => ServerError::Slow.into(),
        Error::Other(inner) => match inner.downcast_ref::<reqwest::Error>() {
            Some(error) if error.is_timeout() && !error.is_connect() => ServerError::Slow.into(),
            Some(_) => ServerError::Away.into(),
            None => ServerError::Nonsense.into(),
        },
        _ => ServerError::Nonsense.into(),
    }
}

/// What the server says, cut to what a log line holds.
pub(super) fn bounded(message: &str) -> String {
    message.chars().filter(|letter| !letter.is_control()).take(200).collect()
}
