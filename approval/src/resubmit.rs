//! The vendor has made the changes that were asked for.

use catalogue::{Revision, Step};
use database::{Read as _, Tx};
use kernel::{RevisionId, VendorUser};

use crate::{Result, life_cycle, store, submit, tell};

/// A changed revision to hand in again.
#[derive(Debug, Clone, Copy)]
pub struct Resubmit {
    /// The vendor's own revision.
    pub revision: RevisionId,
    /// The version that the vendor saw.
    pub expected_version: i32,
}

/// Hands a changed revision in again: assessment goes on where it stopped.
pub async fn resubmit(tx: &Tx, user: &VendorUser, command: Resubmit) -> Result<Revision> {
    let revision = submit::own(tx, user, command.revision, command.expected_version).await?;
    let state = life_cycle::resubmit(revision.state.clone(), Step { at: tx.now(), by: user.into() })?;
    submit::complete(&revision)?;
    let revision = catalogue::set_state(tx, revision.id, revision.version, state).await?;
    if let Some(assessment) = store::assessments::of_revision(tx, revision.id).await? {
        tell::organisation(tx, assessment.orderer, tell::LISTING_CHANGED).await?;
    }
    Ok(revision)
}
