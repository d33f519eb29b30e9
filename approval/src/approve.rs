//! The first of two decisions to publish (4.3).

use catalogue::Revision;
use catalogue::{RevisionState, Step};
use database::{Read, Tx};
use kernel::{Operator, PersonId, Phrase, Refusal, RevisionId};

use crate::{
    Assessment, Authority, DecisionKind, Dossier, Error, Evaluation, Result,
    assessment::Publishable,
    decision::NewDecision,
    life_cycle::{self, SecondPair},
    request_changes::open,
    store::assessments::{self, Mark},
    tell,
};

/// An assessed revision to approve.
#[derive(Debug, Clone)]
pub struct Approve {
    /// The revision.
    pub revision: RevisionId,
    /// The version that the operator saw.
    pub expected_version: i32,
    /// The version of the assessment that the operator saw: every answer counts it on.
    pub expected_assessment: i32,
    /// On what grounds, beyond the answers.
    pub grounds: Option<Phrase<4000>>,
}

/// Approves a revision whose requirements are met and graded, by somebody who has had no part in it.
pub async fn approve(tx: &Tx, operator: &Operator, command: Approve) -> Result<Revision> {
    let authority = Authority::Operator(*operator);
    let (dossier, assessment) = open(tx, &authority, command.revision, command.expected_version).await?;
    if assessment.version != command.expected_assessment {
        return Err(Error::Stale);
    }
    let by = SecondPair::of(Step { at: tx.now(), by: operator.into() }, &had_part(tx, &dossier).await?)?;
    let (proof, evaluation) = evaluate(&dossier)?;
    let state = life_cycle::approve(dossier.revision.state.clone(), &proof, by)?;
    let ungraded = dossier.ungraded();
    if !ungraded.is_empty() {
        let missing = |requirement: crate::Requirement| {
            Refusal::text("error-grade-missing").field("grade").rule(requirement.rule())
        };
        return Err(Error::Invalid(ungraded.into_iter().map(missing).collect()));
    }
    // The revision before the assessment, as all decisions do. An answer that comes at this moment makes the mark stale.
    let revision = catalogue::set_state(tx, dossier.revision.id, dossier.revision.version, state).await?;
    assessments::mark(tx, assessment.id, Mark::Approved, Some(command.expected_assessment)).await?;
    let mut decision = NewDecision::new(DecisionKind::Approve, revision.tool).about(revision.id);
    if let Some(grounds) = &command.grounds {
        decision = decision.grounds(grounds)?;
    }
    NewDecision { evaluation: Some(evaluation), ..decision }.record(tx, operator.into()).await?;
    tell_both(tx, &dossier, &assessment).await?;
    Ok(revision)
}

/// The proof that nothing is unmet today, and what it was made from.
pub(crate) fn evaluate(dossier: &Dossier) -> Result<(Publishable, Evaluation)> {
    let case = dossier.case.clone().ok_or(Error::NotFound("assessment"))?;
    let proof = Publishable::by(&crate::assess(&case))?;
    Ok((proof, Evaluation::of(case)))
}

/// Whether four eyes let this operator take the next decision about the revision: shown before it is tried (4.3).
pub async fn may_decide(db: &impl Read, operator: &Operator, dossier: &Dossier) -> Result<bool> {
    let approver = match &dossier.revision.state {
        RevisionState::Approved { step } => step.by.person(),
        _ => None,
    };
    let had_part = had_part(db, dossier).await?;
    Ok(approver != Some(operator.person) && !had_part.contains(&operator.person))
}

/// Everybody who filed, took on or assessed the revision.
pub(crate) async fn had_part(db: &impl Read, dossier: &Dossier) -> Result<Vec<PersonId>> {
    let past = catalogue::list_past_states(db, dossier.revision.id).await?;
    let filed = past.iter().filter_map(|past| match &past.state {
        RevisionState::Submitted { step }
        | RevisionState::Ordered { step, .. }
        | RevisionState::InAssessment { step } => step.by.person(),
        _ => None,
    });
    Ok(filed.chain(dossier.answers.iter().map(|given| given.answered_by)).collect())
}

pub(crate) async fn tell_both(tx: &Tx, dossier: &Dossier, assessment: &Assessment) -> Result<()> {
    tell::organisation(tx, dossier.vendor, tell::LISTING_CHANGED).await?;
    tell::organisation(tx, assessment.orderer, tell::LISTING_CHANGED).await
}
