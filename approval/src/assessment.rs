//! The verdict on a tool: the same facts and answers under the same criteria give the same one (4.3).

use kernel::Rule;
use serde::Serialize;

use crate::{
    Error, Result,
    case::{Answer, AnswerStatus, Case},
    requirement::{Basis, REQUIREMENTS, Requirement, Row, Severity},
};

/// What became of one requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It is met.
    Met,
    /// It does not apply, for the reason answered (C4).
    NotApplicable,
    /// It is not met yet, and that is documented well enough to publish.
    Deviation,
    /// It is not met.
    Unmet,
    /// Something the listing has to tell (C6).
    Note,
}

/// May the tool be published, and what stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Verdict {
    /// Whether nothing is unmet.
    pub publishable: bool,
    /// Requirements that are not met.
    pub unmet: Vec<Rule>,
    /// Requirements with a documented deviation.
    pub deviations: Vec<Rule>,
    /// What the listing has to tell.
    pub notes: Vec<Rule>,
}

/// Proof that the rules let a tool be published; only a verdict without anything unmet gives it.
#[derive(Debug)]
pub(crate) struct Publishable(());

impl Publishable {
    /// The proof, or every requirement that is not met.
    pub(crate) fn by(verdict: &Verdict) -> Result<Self> {
        if verdict.publishable { Ok(Self(())) } else { Err(Error::Unmet(verdict.unmet.clone())) }
    }

    #[cfg(test)]
    pub(crate) fn for_tests() -> Self {
        Self(())
    }
}

/// Assesses a tool by every requirement that applies to it; the lists are in the domain's order.
pub fn assess(case: &Case) -> Verdict {
    let mut verdict = Verdict::default();
    for (requirement, outcome) in outcomes(case) {
        match outcome {
            Outcome::Met | Outcome::NotApplicable => {}
            Outcome::Deviation => verdict.deviations.push(requirement.rule()),
            Outcome::Unmet => verdict.unmet.push(requirement.rule()),
            Outcome::Note => verdict.notes.push(requirement.rule()),
        }
    }
    verdict.publishable = verdict.unmet.is_empty();
    verdict
}

/// What becomes of each requirement that applies to the tool, in the domain's order.
pub fn outcomes(case: &Case) -> impl Iterator<Item = (Requirement, Outcome)> {
    REQUIREMENTS
        .iter()
        .filter(|row| row.applies_to.covers(&case.tool))
        .map(|row| (row.id, outcome(row, case, case.answers.get(row.id))))
}

fn outcome(row: &Row, case: &Case, answer: Option<&Answer>) -> Outcome {
    let met = match row.basis {
        Basis::Derived(holds) => holds(case),
        Basis::Answered => answer.is_some_and(|answer| answer.status == AnswerStatus::Met),
    };
    match row.severity {
        Severity::Information => Outcome::Note,
        _ if met => Outcome::Met,
        Severity::Absolute => Outcome::Unmet,
        Severity::Conditional => match answer {
            Some(answer) if answer.is_complete_deviation(case.at) => Outcome::Deviation,
            Some(answer) if is_inapplicable(row.id, case, answer) => Outcome::NotApplicable,
            _ => Outcome::Unmet,
        },
        Severity::Exception => match answer {
            Some(answer) if answer.status == AnswerStatus::Deviation && answer.has_reason() => {
                Outcome::Deviation
            }
            _ => Outcome::Unmet,
        },
    }
}

/// "Not applicable" is an answer only to C4, with a reason, where the tool does nothing that the portal does.
fn is_inapplicable(requirement: Requirement, case: &Case, answer: &Answer) -> bool {
    requirement == Requirement::C4
        && answer.status == AnswerStatus::NotApplicable
        && answer.has_reason()
        && !case.tool.overlaps_portal
}
