//! What approval refuses.

use catalogue::{StateKind, SuspensionReason};
use kernel::{Classified, ErrorKind, Refusal, Rule};

use crate::Move;

/// Result of approval's functions.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is none, or not within the asker's scope.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// Somebody changed it since the asker's page was made, or the same form came twice.
    #[error("changed since it was read")]
    Stale,
    /// It is not in a state from which this can be done (4.4).
    #[error("a revision in state {state} cannot take the step {step:?}")]
    State {
        /// Where it stands.
        state: StateKind,
        /// What was tried.
        step: Move,
    },
    /// Requirements that are not met, in the domain's order.
    #[error("unmet: {0:?}")]
    Unmet(Vec<Rule>),
    /// An integrated tool is a step of no process yet (R7).
    #[error("a step of no process")]
    NoProcess,
    /// Whoever files, vouches or has decided does not decide alone (4.3).
    #[error("another person has to decide")]
    FourEyes,
    /// Another public body has taken the tool on.
    #[error("another body has taken it on")]
    TakenOn,
    /// The order is closed, answered or another kind than needed.
    #[error("the order is not open")]
    OrderClosed,
    /// Something material changed: it needs reassessment, the lighter check is not enough (4.4).
    #[error("the change is material")]
    Material,
    /// The public does not see the tool: there is nothing to suspend or lift.
    #[error("the tool is not listed")]
    NotListed,
    /// The tool is suspended for this reason already.
    #[error("suspended for {0} already")]
    SuspendedAlready(SuspensionReason),
    /// The tool is not suspended for this reason.
    #[error("not suspended for {0}")]
    NotSuspended(SuspensionReason),
    /// The reason goes away with what it hangs on: the agreement, the deviation.
    #[error("the suspension lifts itself")]
    LiftsItself(SuspensionReason),
    /// Only whoever set the reason, or the operator, may lift it; only some may set it.
    #[error("not for this party")]
    NotAllowed,
    /// The input is wrong or incomplete; every field that is.
    #[error("the input is wrong in {} places", .0.len())]
    Invalid(Vec<Refusal>),
    /// The catalogue refused.
    #[error(transparent)]
    Catalogue(catalogue::Error),
    /// The people's register refused.
    #[error(transparent)]
    People(#[from] people::Error),
    /// The database refused.
    #[error(transparent)]
    Database(database::Error),
}

impl From<catalogue::Error> for Error {
    fn from(error: catalogue::Error) -> Self {
        match error {
            catalogue::Error::NotFound(what) => Self::NotFound(what),
            catalogue::Error::Stale => Self::Stale,
            catalogue::Error::Database(error) => Self::from(error),
            other => Self::Catalogue(other),
        }
    }
}

impl From<database::Error> for Error {
    fn from(error: database::Error) -> Self {
        if error.is_constraint("uq_listing_orders_active_tool_id") {
            return Self::TakenOn;
        }
        // Two first answers to the same requirement: the later page is stale.
        if error.is_constraint("pk_assessment_answers")
            || error.is_constraint("uq_assessment_answers_assessment_id_requirement")
        {
            return Self::Stale;
        }
        Self::Database(error)
    }
}

impl Error {
    /// One wrong field.
    pub(crate) fn field(text: &'static str, field: &'static str) -> Self {
        Self::Invalid(vec![Refusal::text(text).field(field)])
    }
}

impl Classified for Error {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound(_) => ErrorKind::NotFound,
            Self::Stale
            | Self::State { .. }
            | Self::TakenOn
            | Self::OrderClosed
            | Self::NotListed
            | Self::SuspendedAlready(_)
            | Self::NotSuspended(_)
            | Self::LiftsItself(_) => ErrorKind::Conflict,
            Self::Unmet(_) | Self::NoProcess | Self::FourEyes | Self::Material | Self::NotAllowed => {
                ErrorKind::Forbidden
            }
            Self::Invalid(_) => ErrorKind::Invalid,
            Self::Catalogue(error) => error.kind(),
            Self::People(error) => error.kind(),
            Self::Database(error) => error.kind(),
        }
    }

    fn refusal(&self) -> Option<Refusal> {
        let text = match self {
            Self::NotFound(_) => return None,
            Self::Unmet(rules) => {
                let text = if rules.contains(&Rule("O1")) {
                    "error-own-profile"
                } else {
                    "error-requirements-unmet"
                };
                return Some(Refusal { text, rules: rules.clone(), field: None });
            }
            Self::NoProcess => return Some(Refusal::text("error-no-process").rule(Rule("R7"))),
            Self::FourEyes => return Some(Refusal::text("error-four-eyes").rule(Rule("4.3"))),
            Self::Invalid(wrong) => return wrong.first().cloned(),
            Self::Catalogue(error) => return error.refusal(),
            Self::People(error) => return error.refusal(),
            Self::Database(error) => return error.refusal(),
            Self::Stale => "error-stale",
            Self::State { .. } => "error-listing-state",
            Self::TakenOn => "error-taken-on",
            Self::OrderClosed => "error-order-closed",
            Self::Material => "error-material-change",
            Self::NotListed => "error-not-listed",
            Self::SuspendedAlready(_) => "error-suspended-already",
            Self::NotSuspended(_) => "error-not-suspended",
            Self::LiftsItself(_) => "error-suspension-lifts-itself",
            Self::NotAllowed => "error-not-allowed",
        };
        Some(Refusal::text(text))
    }
}
