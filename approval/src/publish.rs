//! The second of two decisions: a revision comes into the catalogue (4.3, 4.4).

use catalogue::{Independence, Revision, Step};
use database::{Read, Tx};
use kernel::{Operator, Phrase, RevisionId, ToolId, oslo};

use crate::{
    Authority, DecisionKind, Deviation, Dossier, Error, Outcome, Result,
    approve::{evaluate, had_part, tell_both},
    decision::NewDecision,
    enforce::enforce,
    life_cycle::{self, SecondPair},
    request_changes::open,
    store::{
        self,
        assessments::{self, Mark},
    },
    tell,
};

/// How many years an assessment stands before it is due again (4.2).
const YEARS_BETWEEN_ASSESSMENTS: i16 = 2;

/// An approved revision to publish.
#[derive(Debug, Clone, Copy)]
pub struct Publish {
    /// The revision.
    pub revision: RevisionId,
    /// The version that the operator saw.
    pub expected_version: i32,
}

/// Publishes an approved revision, by another person than the one who approved it; requirements are looked at again.
pub async fn publish(tx: &Tx, operator: &Operator, command: Publish) -> Result<Revision> {
    let authority = Authority::Operator(*operator);
    let (dossier, assessment) = open(tx, &authority, command.revision, command.expected_version).await?;
    let by = SecondPair::of(Step { at: tx.now(), by: operator.into() }, &had_part(tx, &dossier).await?)?;
    let (proof, evaluation) = evaluate(&dossier)?;
    let state = life_cycle::publish(dossier.revision.state.clone(), &proof, by)?;
    if lacks_process(tx, &dossier.revision).await? {
        return Err(Error::NoProcess);
    }
    let before = catalogue::get_tool(tx, dossier.revision.tool).await?.listed;
    let revision = catalogue::set_state(tx, dossier.revision.id, dossier.revision.version, state).await?;

    let due = oslo::anniversary(oslo::date(tx.now()), YEARS_BETWEEN_ASSESSMENTS);
    let due = due.ok_or_else(|| Error::field("error-date", "due_on"))?;
    assessments::mark(tx, assessment.id, Mark::Published(due), None).await?;
    close_deviations(tx, revision.tool).await?;
    open_deviations(tx, &dossier).await?;
    let decision = NewDecision::new(DecisionKind::Publish, revision.tool).about(revision.id);
    NewDecision { evaluation: Some(evaluation), ..decision }.record(tx, operator.into()).await?;
    enforce(tx, revision.tool).await?;
    if before.is_some_and(|before| before != revision.id) {
        tell::tool_status(tx, revision.tool, tell::Status::Changed);
    }
    tell_both(tx, &dossier, &assessment).await?;
    Ok(revision)
}

/// Whether it is integrated and a step of no process, whose access rules it would follow (R7): it is not published so.
pub async fn lacks_process(db: &impl Read, revision: &Revision) -> Result<bool> {
    Ok(revision.content.independence == Independence::Integrated
        && catalogue::find_process_of(db, revision.tool).await?.is_none())
}

/// Deviations of the revision before are settled by this one, or documented anew with it.
async fn close_deviations(tx: &Tx, tool: ToolId) -> Result<()> {
    for deviation in store::deviations::open_of_tools(tx, &[tool]).await? {
        store::deviations::close(tx, deviation.id, deviation.version, SUPERSEDED).await?;
    }
    Ok(())
}

/// What the record says of a deviation that a newer revision took over.
const SUPERSEDED: &str = "superseded by a newer revision";

async fn open_deviations(tx: &Tx, dossier: &Dossier) -> Result<()> {
    let Some(assessment) = &dossier.assessment else { return Ok(()) };
    for (requirement, outcome) in dossier.outcomes() {
        let (Outcome::Deviation, Some(given)) = (outcome, dossier.answer(requirement)) else { continue };
        let answer = &given.answer;
        let incomplete = |_| Error::field("error-required", "reason");
        let optional = |text: &Option<String>| Phrase::optional(text.as_deref().unwrap_or_default());
        let deviation = Deviation {
            id: tx.new_id(),
            tool: assessment.tool,
            revision: assessment.revision,
            orderer: assessment.orderer,
            vendor: dossier.vendor,
            requirement,
            reason: Phrase::new(answer.reason.as_deref().unwrap_or_default()).map_err(incomplete)?,
            plan: optional(&answer.plan).map_err(incomplete)?,
            owner: Phrase::optional(answer.owner.as_deref().unwrap_or_default()).map_err(incomplete)?,
            deadline: answer.deadline,
            opened_at: tx.now(),
            closed_at: None,
            closing: None,
            version: 1,
        };
        store::deviations::insert(tx, &deviation).await?;
    }
    Ok(())
}
