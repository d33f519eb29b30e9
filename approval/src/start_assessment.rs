//! Assessment begins.

use catalogue::{Revision, Step};
use database::{Read as _, Tx};
use kernel::{Orderer, RevisionId};

use crate::{
    Error, Result, dossier, life_cycle,
    store::assessments::{self, Mark},
    tell,
};

/// A revision to begin assessing.
#[derive(Debug, Clone, Copy)]
pub struct StartAssessment {
    /// The revision that the body has taken on.
    pub revision: RevisionId,
    /// The version that the body saw.
    pub expected_version: i32,
}

/// Begins the assessment by the criteria of today.
pub async fn start_assessment(tx: &Tx, orderer: &Orderer, command: StartAssessment) -> Result<Revision> {
    let (dossier, assessment) = dossier::of_orderer(tx, orderer, command.revision).await?;
    let revision = dossier.revision;
    if revision.version != command.expected_version {
        return Err(Error::Stale);
    }
    let state = life_cycle::start(revision.state.clone(), Step { at: tx.now(), by: orderer.into() })?;
    let revision = catalogue::set_state(tx, revision.id, revision.version, state).await?;
    assessments::mark(tx, assessment.id, Mark::Started, None).await?;
    tell::organisation(tx, dossier.vendor, tell::LISTING_CHANGED).await?;
    Ok(revision)
}
