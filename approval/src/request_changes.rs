//! The vendor is asked to change something.

use catalogue::{Revision, Step};
use database::{Read as _, Tx};
use kernel::{Phrase, RevisionId};

use crate::{
    Assessment, Authority, DecisionKind, Dossier, Error, Result, decision::NewDecision, dossier, life_cycle,
    tell,
};

/// What has to change.
#[derive(Debug, Clone)]
pub struct RequestChanges {
    /// The revision in assessment.
    pub revision: RevisionId,
    /// The version that the asker saw.
    pub expected_version: i32,
    /// What, in words that the vendor can act on.
    pub wanted: Phrase<4000>,
}

/// Sends a revision back to the vendor, who may change it and hand it in again.
pub async fn request_changes(tx: &Tx, by: &Authority, command: RequestChanges) -> Result<Revision> {
    let (dossier, _) = open(tx, by, command.revision, command.expected_version).await?;
    let (revision, actor) = (dossier.revision, by.actor());
    let step = Step { at: tx.now(), by: actor };
    let decision = NewDecision::new(DecisionKind::RequestChanges, revision.tool).about(revision.id);
    let decision = decision.grounds(&command.wanted)?;
    let state = life_cycle::request_changes(revision.state.clone(), step, command.wanted)?;
    let revision = catalogue::set_state(tx, revision.id, revision.version, state).await?;
    decision.record(tx, actor).await?;
    tell::organisation(tx, dossier.vendor, tell::LISTING_CHANGED).await?;
    Ok(revision)
}

/// The dossier at the version that the decider saw, if it is within the decider's scope.
pub(crate) async fn open(
    tx: &Tx,
    by: &Authority,
    id: RevisionId,
    expected: i32,
) -> Result<(Dossier, Assessment)> {
    let dossier = dossier::any(tx, id).await?;
    let assessment = dossier.assessment.clone().filter(|assessment| by.covers(assessment));
    let assessment = assessment.ok_or(Error::NotFound("assessment"))?;
    if dossier.revision.version == expected { Ok((dossier, assessment)) } else { Err(Error::Stale) }
}
