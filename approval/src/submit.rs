//! The vendor hands a revision in.

use catalogue::{Revision, Step};
use database::{Read as _, Tx};
use kernel::{Actor, RevisionId, VendorUser};

use crate::{Error, Result, check::is_editorial, life_cycle, store, take_on, tell};

/// A revision to hand in.
#[derive(Debug, Clone, Copy)]
pub struct Submit {
    /// The vendor's own revision.
    pub revision: RevisionId,
    /// The version that the vendor saw.
    pub expected_version: i32,
}

/// Hands in a draft, or a revision that was turned down. Where a body's order holds for the tool already and the change is not
/// merely editorial, that body has it at once.
pub async fn submit(tx: &Tx, user: &VendorUser, command: Submit) -> Result<Revision> {
    let revision = own(tx, user, command.revision, command.expected_version).await?;
    let step = Step { at: tx.now(), by: user.into() };
    let state = life_cycle::submit(revision.state.clone(), step)?;
    complete(&revision)?;
    let revision = catalogue::set_state(tx, revision.id, revision.version, state).await?;
    match store::orders::active_of_tool(tx, revision.tool).await? {
        Some(order) if !is_editorial(tx, &revision).await? => {
            let by = Actor::Orderer { person: order.ordered_by, organisation: order.orderer };
            let revision = take_on::hand_over(tx, revision, &order, Step { at: tx.now(), by }).await?;
            tell::organisation(tx, order.orderer, tell::LISTING_CHANGED).await?;
            Ok(revision)
        }
        _ => Ok(revision),
    }
}

/// The vendor's own revision at the version that the vendor saw.
pub(crate) async fn own(tx: &Tx, user: &VendorUser, id: RevisionId, expected: i32) -> Result<Revision> {
    let revision = catalogue::find_own_revision(tx, user, id).await?.ok_or(Error::NotFound("revision"))?;
    if revision.version == expected { Ok(revision) } else { Err(Error::Stale) }
}

/// Nothing that a listing has to say is missing.
pub(crate) fn complete(revision: &Revision) -> Result<()> {
    let gaps = revision.content.gaps();
    if gaps.is_empty() { Ok(()) } else { Err(Error::Invalid(gaps)) }
}
