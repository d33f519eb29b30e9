//! Why something was not done.

use kernel::{Classified, ErrorKind, PrescriptionId, Refusal};

use crate::{Refused, Stage};

/// Result of anything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something was not done.
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
    /// There is no such prescription for this asker.
    #[error("no such prescription")]
    NotFound,
    /// There is no such tool, or none that can be prescribed.
    #[error("the tool is not published")]
    NotPublished,
    /// None of the clinician's professions may prescribe this tool.
    #[error("the profession may not prescribe this tool")]
    Profession,
    /// The organisation does not hold the platform terms (A1).
    #[error("the organisation holds no platform terms")]
    NoTerms,
    /// The patient is dead or otherwise nobody to prescribe to.
    #[error("nothing can be prescribed to this person")]
    Patient,
    /// The patient has an open prescription of this tool from this organisation: renew that one.
    #[error("already prescribed as {0}")]
    AlreadyOpen(PrescriptionId),
    /// The tool has no such task.
    #[error("the tool has no such task")]
    Task,
    /// The last day comes before the first.
    #[error("the period ends before it starts")]
    EndsBeforeStart,
    /// The last day lies behind.
    #[error("the period is over already")]
    AlreadyOver,
    /// The follow-up comes before the start.
    #[error("the follow-up comes before the start")]
    FollowUpBeforeStart,
    /// Only a child of 12–15 can ask that parents are not told (F11).
    #[error("the patient's age does not allow this ground for withholding")]
    WithheldAge,
    /// The prescription stands where this cannot happen.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The prescription has ended: there is nothing to hand out.
    #[error("the prescription has ended")]
    Ended,
    /// Somebody else changed it since it was read.
    #[error("changed since it was read")]
    Stale,
    /// Another did the same at the same moment: asking again, in a new transaction, gives its outcome.
    #[error("another was quicker; ask again")]
    Again,
    /// The same identifier was used for other content.
    #[error("the identifier stands for other content")]
    Identifier,
    /// The same form was sent before with other content (contract §3.2).
    #[error("the form was sent before with other content, as {sent}")]
    SentOtherwise {
        /// What was sent.
        sent: PrescriptionId,
        /// Whether that can be renewed by whoever sent it.
        open: bool,
    },
}

impl Classified for Error {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Database(error) => error.kind(),
            Self::Catalogue(error) => error.kind(),
            Self::People(error) => error.kind(),
            Self::NotFound => ErrorKind::NotFound,
            Self::Profession | Self::NoTerms => ErrorKind::Forbidden,
            Self::NotPublished
            | Self::AlreadyOpen(_)
            | Self::Refused(_)
            | Self::Ended
            | Self::Stale
            | Self::Again
            | Self::Identifier
            | Self::SentOtherwise { .. } => ErrorKind::Conflict,
            Self::Patient
            | Self::Task
            | Self::EndsBeforeStart
            | Self::AlreadyOver
            | Self::FollowUpBeforeStart
            | Self::WithheldAge => ErrorKind::Invalid,
        }
    }

    fn refusal(&self) -> Option<Refusal> {
        let refusal = match self {
            Self::Database(_) | Self::NotFound => return None,
            Self::Catalogue(error) => return error.refusal(),
            Self::People(error) => return error.refusal(),
            Self::NotPublished => Refusal::text("error-prescription-tool"),
            Self::Profession => Refusal::text("error-prescription-profession"),
            Self::NoTerms => Refusal::text("error-prescription-terms"),
            Self::Patient => Refusal::text("error-prescription-patient").field("patient"),
            Self::AlreadyOpen(_) => Refusal::text("error-prescription-already-open"),
            Self::Task => Refusal::text("error-prescription-task").field("task"),
            Self::EndsBeforeStart => Refusal::text("error-prescription-ends-before-start").field("ends"),
            Self::AlreadyOver => Refusal::text("error-prescription-already-over").field("ends"),
            Self::FollowUpBeforeStart => {
                Refusal::text("error-prescription-follow-up-before-start").field("follow_up")
            }
            Self::WithheldAge => Refusal::text("error-prescription-withheld-age").field("withheld"),
            Self::Refused(Refused { from: Stage::Issued | Stage::Seen | Stage::Active, .. }) => {
                Refusal::text("error-prescription-not-yet")
            }
            Self::Refused(_) | Self::Ended => Refusal::text("error-prescription-closed"),
            Self::Stale | Self::Again => Refusal::text("error-stale"),
            Self::Identifier => Refusal::text("error-identifier-conflict"),
            Self::SentOtherwise { .. } => Refusal::text("error-sent-otherwise"),
        };
        Some(refusal)
    }
}
