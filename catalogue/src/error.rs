//! What the catalogue refuses.

use kernel::{Classified, ErrorKind, Refusal, ToolId};

use crate::StateKind;

/// Result of the catalogue's functions.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the catalogue did not do it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is none, or not within the asker's scope.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// Somebody saved since the asker's page was made.
    #[error("changed since it was read")]
    Stale,
    /// A value that must be unique is taken; names the field.
    #[error("{0} is taken")]
    Taken(&'static str),
    /// The vendor cannot change a revision in this state.
    #[error("a revision in state {0} cannot be changed")]
    NotEditable(StateKind),
    /// The tool has a revision on its way already.
    #[error("the tool has a revision on its way already")]
    AlreadyOpen,
    /// It cannot be deleted since something refers to it.
    #[error("something refers to it")]
    InUse,
    /// There are as many as there may be.
    #[error("there are {most} already")]
    Full {
        /// So many.
        most: u64,
    },
    /// The same parties have an agreement of the kind in that period.
    #[error("the parties have such an agreement in that period")]
    Overlaps,
    /// The same form was sent before with other content, and led to this tool.
    #[error("the form was sent before with other content, as {0}")]
    SentOtherwise(ToolId),
    /// The input is wrong; every field that is.
    #[error("the input is wrong in {} places", .0.len())]
    Invalid(Vec<Refusal>),
    /// The database refused.
    #[error(transparent)]
    Database(database::Error),
}

impl From<database::Error> for Error {
    fn from(error: database::Error) -> Self {
        match &error {
            database::Error::Constraint(name) => match name.as_str() {
                "uq_tools_slug" => Self::Taken("slug"),
                "uq_organisations_org_number" => Self::Taken("org_number"),
                "uq_organisations_key" | "uq_units_organisation_id_key" | "uq_processes_key" => {
                    Self::Taken("key")
                }
                "uq_revisions_tool_id" | "uq_revisions_tool_id_number" => Self::AlreadyOpen,
                "uq_tool_lists_organisation_id_name" => Self::Taken("name"),
                "uq_agreements_parties_from_date" => Self::Overlaps,
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
            Self::Stale
            | Self::Taken(_)
            | Self::NotEditable(_)
            | Self::AlreadyOpen
            | Self::InUse
            | Self::Full { .. }
            | Self::Overlaps
            | Self::SentOtherwise(_) => ErrorKind::Conflict,
            Self::Invalid(_) => ErrorKind::Invalid,
            Self::Database(error) => error.kind(),
        }
    }

    fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Stale => Some(Refusal::text("error-stale")),
            Self::Taken(field) => Some(Refusal::text("error-taken").field(field)),
            Self::NotEditable(_) => Some(Refusal::text("error-revision-not-editable")),
            Self::AlreadyOpen => Some(Refusal::text("error-revision-open")),
            Self::InUse => Some(Refusal::text("error-in-use")),
            Self::Full { .. } => Some(Refusal::text("error-list-full")),
            Self::Overlaps => Some(Refusal::text("error-agreement-overlaps").field("from")),
            Self::SentOtherwise(_) => Some(Refusal::text("error-sent-otherwise")),
            Self::Invalid(wrong) => wrong.first().cloned(),
            Self::NotFound(_) => None,
            Self::Database(error) => error.refusal(),
        }
    }
}
