//! Why something was not done.

use kernel::{Classified, ErrorKind, Refusal};

/// Result of anything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something was not done. A refusal by rule is no error but a `Verdict`.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database did not do it.
    #[error(transparent)]
    Database(#[from] database::Error),
    /// The catalogue did not do it.
    #[error(transparent)]
    Catalogue(#[from] catalogue::Error),
    /// The register of people did not do it.
    #[error(transparent)]
    People(#[from] people::Error),
    /// The prescriber did not do it.
    #[error(transparent)]
    Prescriber(#[from] prescriber::Error),
    /// The source of the facts does not answer, or answers what cannot be used: nothing is guessed.
    #[error("the registers give no facts: {0}")]
    Registers(String),
    /// The registers do not know the person.
    #[error("the person is in no register")]
    Unregistered,
    /// The facts are too old to decide on, or about others than asked.
    #[error("the facts do not fit the question")]
    Facts,
    /// There is no such thing for this asker.
    #[error("no such thing")]
    NotFound,
    /// A power of attorney of this kind from the one to the other stands already.
    #[error("such a power of attorney stands already")]
    AttorneyStands,
    /// The tool needs no permission.
    #[error("the tool needs no permission")]
    NothingToPermit,
    /// What the tool keeps for the person would pass the limits.
    #[error("the tool keeps as much for the person as it may")]
    StorageFull,
    /// The value is not as the request says it must be.
    #[error("the value is another than the request names")]
    StorageCondition,
}

impl Classified for Error {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Database(error) => error.kind(),
            Self::Catalogue(error) => error.kind(),
            Self::People(error) => error.kind(),
            Self::Prescriber(error) => error.kind(),
            Self::Registers(_) | Self::Unregistered => ErrorKind::Unavailable,
            Self::Facts => ErrorKind::Internal,
            Self::NotFound => ErrorKind::NotFound,
            Self::NothingToPermit | Self::AttorneyStands | Self::StorageCondition => ErrorKind::Conflict,
            Self::StorageFull => ErrorKind::Invalid,
        }
    }

    fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Catalogue(error) => error.refusal(),
            Self::People(error) => error.refusal(),
            Self::Prescriber(error) => error.refusal(),
            Self::NothingToPermit => Some(Refusal::text("error-permission-not-needed")),
            Self::AttorneyStands => Some(Refusal::text("error-attorney-stands")),
            Self::StorageFull => Some(Refusal::text("error-storage-full")),
            Self::StorageCondition => Some(Refusal::text("error-storage-changed")),
            Self::Registers(_) => Some(Refusal::text("error-registers-away")),
            Self::Database(_) | Self::Unregistered | Self::Facts | Self::NotFound => None,
        }
    }
}
