//! The operator's kill switch for a vendor: all its tools go down in one transaction, and come up in one (§10).

use catalogue::{PerLocale, Prose};
use database::Tx;
use kernel::{Operator, OrganisationId};

use crate::{Enforced, Error, Result, enforce, tell};

/// A vendor to stop.
#[derive(Debug, Clone)]
pub struct StopVendor {
    /// The vendor.
    pub vendor: OrganisationId,
    /// What people are told.
    pub note: PerLocale<Prose<500>>,
}

/// Stops a vendor: from this moment none of its tools can be started, whatever is published later included, and none be tried in the sandbox.
pub async fn stop_vendor(tx: &Tx, by: &Operator, command: StopVendor) -> Result<Enforced> {
    let StopVendor { vendor, note } = command;
    if note.is_blank() {
        return Err(Error::field("error-required", "note"));
    }
    if !catalogue::stop_organisation(tx, by, vendor, note).await? {
        return Err(Error::NotFound("vendor"));
    }
    tell::vendor_stopped(tx, vendor);
    settle(tx, vendor).await
}

/// Ends the stop of a vendor: each of its tools is up again, unless it is down for another reason.
pub async fn release_vendor(tx: &Tx, by: &Operator, vendor: OrganisationId) -> Result<Enforced> {
    if !catalogue::release_organisation(tx, by, vendor).await? {
        return Err(Error::NotFound("vendor"));
    }
    settle(tx, vendor).await
}

async fn settle(tx: &Tx, vendor: OrganisationId) -> Result<Enforced> {
    let tools = catalogue::list_listed_tools_of(tx, vendor).await?;
    let done = enforce::enforce_all(tx, tools.into_iter().map(|tool| tool.id)).await?;
    tell::organisation(tx, vendor, tell::LISTING_CHANGED).await?;
    Ok(done)
}
