//! A revision is turned down, with grounds.

use catalogue::{Revision, Step};
use database::{Read as _, Tx};
use kernel::{Phrase, RevisionId};

use crate::{
    Authority, DecisionKind, Evaluation, OrderState, Result,
    approve::tell_both,
    decision::NewDecision,
    life_cycle,
    request_changes::open,
    store::{
        self,
        assessments::{self, Mark},
    },
};

/// A revision to turn down.
#[derive(Debug, Clone)]
pub struct Reject {
    /// The revision.
    pub revision: RevisionId,
    /// The version that the decider saw.
    pub expected_version: i32,
    /// On what grounds: the vendor can see, answer and appeal them.
    pub grounds: Phrase<4000>,
}

/// Turns a revision down; the vendor may hand it in again. Where the public does not see the tool, the order ends too.
pub async fn reject(tx: &Tx, by: &Authority, command: Reject) -> Result<Revision> {
    let (dossier, assessment) = open(tx, by, command.revision, command.expected_version).await?;
    let actor = by.actor();
    let decision = NewDecision::new(DecisionKind::Reject, dossier.revision.tool).about(dossier.revision.id);
    let decision = decision.grounds(&command.grounds)?;
    let step = Step { at: tx.now(), by: actor };
    let state = life_cycle::reject(dossier.revision.state.clone(), step, command.grounds)?;
    let revision = catalogue::set_state(tx, dossier.revision.id, dossier.revision.version, state).await?;
    assessments::mark(tx, assessment.id, Mark::Rejected, None).await?;
    if catalogue::get_tool(tx, revision.tool).await?.listed.is_none()
        && let Some(order) = store::orders::active_of_tool(tx, revision.tool).await?
    {
        store::orders::update(tx, &order, OrderState::Closed, order.tool).await?;
    }
    let evaluation = dossier.case.clone().map(Evaluation::of);
    NewDecision { evaluation, ..decision }.record(tx, actor).await?;
    tell_both(tx, &dossier, &assessment).await?;
    Ok(revision)
}
