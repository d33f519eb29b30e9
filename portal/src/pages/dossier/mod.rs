//! What the vendor's, the ordering body's and the operator's pages show alike: where a listing stands, what was decided, what it says.

mod check;
mod content;
#[cfg(test)]
pub(crate) mod desk;
mod history;
mod requirement;
#[cfg(test)]
pub(crate) mod samples;

pub use check::{LaunchCheck, finding_rows, launch_check};
pub use content::{Group, groups};
pub use history::{Event, decisions, timeline};
pub use requirement::{RequirementText, requirement_text};

use catalogue::{StateKind, Suspension};
use kernel::Locale;
use serde::Serialize;

use super::wording::Wording;
use crate::web::{FormState, PageContext, Result};

/// Where a revision stands, as a badge: key of its text is `dossier-state-` and `kind`.
#[derive(Debug, Clone, Serialize)]
pub struct StateBadge {
    /// Its word.
    pub kind: &'static str,
    /// Tone of the badge.
    pub tone: &'static str,
    /// Icon of the badge.
    pub icon: &'static str,
}

impl From<StateKind> for StateBadge {
    fn from(state: StateKind) -> Self {
        let (tone, icon) = match state {
            StateKind::Draft => ("neutral", "pencil"),
            StateKind::Submitted => ("info", "upload"),
            StateKind::Ordered => ("info", "handshake"),
            StateKind::InAssessment => ("info", "clipboard"),
            StateKind::ChangesRequested => ("warning", "warning"),
            StateKind::Approved => ("success", "seal"),
            StateKind::Published => ("success", "check-circle"),
            StateKind::Superseded => ("neutral", "files"),
            StateKind::Withdrawn => ("danger", "minus-circle"),
            StateKind::Rejected => ("danger", "stop"),
        };
        Self { kind: state.name(), tone, icon }
    }
}

/// A reason for which a tool is down.
#[derive(Debug, Clone, Serialize)]
pub struct Reason {
    /// Its word; key of its text is `dossier-reason-` and this.
    pub reason: &'static str,
    /// What people are told.
    pub note: Option<Wording>,
    /// Since when.
    pub since: jiff::Timestamp,
    /// Whether it hangs on something and lifts itself with that.
    pub lifts_itself: bool,
}

impl Reason {
    /// The reason with its note in this language or what it falls back to.
    pub fn of(suspension: &Suspension, locale: Locale) -> Self {
        Self {
            reason: suspension.reason.name(),
            note: Wording::of_prose(locale, &suspension.note),
            since: suspension.since(),
            lifts_itself: !suspension.cause.is_empty(),
        }
    }
}

/// The reasons for which a tool is down.
pub fn reasons(cx: &PageContext, suspensions: &[Suspension]) -> Vec<Reason> {
    suspensions.iter().map(|suspension| Reason::of(suspension, cx.locale())).collect()
}

/// Notes everything that approval refuses in the form; gives back any other failure.
pub fn refuse_all(form: &mut FormState, error: approval::Error) -> Result<()> {
    match error {
        approval::Error::Invalid(wrong) => {
            for refusal in wrong {
                form.refuse(refusal);
            }
            Ok(())
        }
        other => form.take(other),
    }
}
