//! The ordering body answers a requirement, with evidence.

use database::{Audit, Read as _, Tx};
use jiff::civil::Date;
use kernel::{Orderer, Phrase, Refusal, RevisionId, oslo};

use crate::{
    Answer, AnswerStatus, Case, Dossier, Error, GivenAnswer, Grade, Outcome, Requirement, Result, Severity,
    dossier, life_cycle, outcomes,
    store::{
        self,
        assessments::{self, Mark},
    },
};

/// An answer to one requirement.
#[derive(Debug, Clone)]
pub struct GiveAnswer {
    /// The revision that the body is assessing.
    pub revision: RevisionId,
    /// The requirement.
    pub requirement: Requirement,
    /// The version of the answer that the body saw: 0 where there was none.
    pub expected_version: i32,
    /// How it is met.
    pub status: AnswerStatus,
    /// What the answer rests on; an answer `met` needs it.
    pub evidence: Option<Phrase<4000>>,
    /// Why it deviates or does not apply.
    pub reason: Option<Phrase<2000>>,
    /// What will be done about a deviation.
    pub plan: Option<Phrase<2000>>,
    /// Who sees to it.
    pub owner: Option<Phrase<200>>,
    /// The last day on which it may deviate.
    pub deadline: Option<Date>,
    /// The grade on the quality label, for requirements that yield one.
    pub grade: Option<Grade>,
}

/// Answers a requirement that applies to the tool; a later answer takes the earlier one's place.
pub async fn answer(tx: &Tx, orderer: &Orderer, command: GiveAnswer) -> Result<GivenAnswer> {
    let (_, assessment) = dossier::of_orderer(tx, orderer, command.revision).await?;
    // Holds the row, so that a decision made at the same moment sees this answer or this answer sees the decision. Before the answer is written:
    // what a published label says is held as of a generation that only answers to a published assessment move.
    assessments::mark(tx, assessment.id, Mark::Answered, None).await?;
    let (dossier, _) = dossier::of_orderer(tx, orderer, command.revision).await?;
    life_cycle::answer(&dossier.revision.state)?;
    let given = GivenAnswer {
        assessment: assessment.id,
        requirement: command.requirement,
        answer: Answer {
            status: command.status,
            reason: command.reason.map(String::from),
            plan: command.plan.map(String::from),
            owner: command.owner.map(String::from),
            deadline: command.deadline,
        },
        evidence: command.evidence,
        grade: command.grade,
        answered_by: orderer.person,
        answered_at: tx.now(),
        version: command.expected_version.saturating_add(1),
    };
    check(&dossier, &given, oslo::date(tx.now()))?;
    store::answers::write(tx, &given, command.expected_version).await?;
    let detail =
        serde_json::json!({ "requirement": given.requirement.name(), "status": given.answer.status });
    tx.audit(Audit::new(orderer, "assessment.answer", command.revision).detail(detail));
    Ok(given)
}

fn check(dossier: &Dossier, given: &GivenAnswer, today: Date) -> Result<()> {
    let case = dossier.case.as_ref().ok_or(Error::NotFound("assessment"))?;
    let row = given.requirement.row();
    if !row.takes_answer() || !row.applies_to.covers(&case.tool) {
        return Err(Error::Invalid(vec![
            Refusal::text("error-requirement-not-answered")
                .field("requirement")
                .rule(given.requirement.rule()),
        ]));
    }
    let wrong = wrong(case, given, today);
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

/// What is missing in the answer or does not go together.
fn wrong(case: &Case, given: &GivenAnswer, today: Date) -> Vec<Refusal> {
    let (requirement, answer) = (given.requirement, &given.answer);
    let rule = requirement.rule();
    let mut wrong = Vec::new();
    let mut need = |there: bool, field: &'static str| {
        if !there {
            wrong.push(Refusal::text("error-required").field(field).rule(rule));
        }
    };
    match answer.status {
        AnswerStatus::Met => need(given.evidence.is_some(), "evidence"),
        AnswerStatus::Unmet => {}
        AnswerStatus::NotApplicable => need(answer.reason.is_some(), "reason"),
        AnswerStatus::Deviation => {
            need(answer.reason.is_some(), "reason");
            if requirement.row().severity == Severity::Conditional {
                need(answer.plan.is_some(), "plan");
                need(answer.owner.is_some(), "owner");
                need(answer.deadline.is_some(), "deadline");
            }
        }
    }
    if answer.deadline.is_some_and(|deadline| deadline < today) {
        wrong.push(Refusal::text("error-deadline-passed").field("deadline").rule(rule));
    }
    if given.grade.is_some_and(|grade| !requirement.label().is_some_and(|it| Grade::of(it).contains(&grade)))
    {
        wrong.push(Refusal::text("error-grade-does-not-fit").field("grade").rule(rule));
    }
    if wrong.is_empty() && !is_possible(case, requirement, answer) {
        wrong.push(Refusal::text("error-answer-not-possible").field("status").rule(rule));
    }
    wrong
}

/// Whether the rules let this answer count at all: an absolute requirement takes no deviation, only C4 can be inapplicable, and
/// what is derived is not answered `met`.
fn is_possible(case: &Case, requirement: Requirement, answer: &Answer) -> bool {
    let mut case = case.clone();
    case.answers.set(requirement, answer.clone());
    let outcome = outcomes(&case).find(|(id, _)| *id == requirement).map(|(_, outcome)| outcome);
    match answer.status {
        AnswerStatus::Unmet => !requirement.row().basis.is_derived(),
        AnswerStatus::Met => !requirement.row().basis.is_derived() && outcome == Some(Outcome::Met),
        // A derived requirement that the facts meet already needs no deviation.
        AnswerStatus::Deviation => outcome == Some(Outcome::Deviation),
        AnswerStatus::NotApplicable => outcome == Some(Outcome::NotApplicable),
    }
}
