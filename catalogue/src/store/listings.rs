//! Listings, put together from four tables with one query each.

use std::collections::HashMap;

use database::{Read, convert::Row};
use kernel::{OrganisationId, RevisionId, ToolId};

use super::{organisations, revisions, suspensions};
use crate::{Listing, Organisation, Result, Revision, RevisionState, Standing, Suspension, Tool};

/// The listings of these tools, in this order; those that have none are left out.
pub(crate) async fn of_tools(db: &impl Read, mut tools: Vec<Tool>) -> Result<Vec<Listing>> {
    tools.retain(|tool| tool.listed.is_some());
    if tools.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ToolId> = tools.iter().map(|tool| tool.id).collect();
    let listed: Vec<RevisionId> = tools.iter().filter_map(|tool| tool.listed).collect();
    let mut vendors: Vec<OrganisationId> = tools.iter().map(|tool| tool.vendor).collect();
    vendors.sort_unstable();
    vendors.dedup();

    let mut revisions: HashMap<ToolId, Revision> =
        revisions::by_ids(db, &listed).await?.into_iter().map(|revision| (revision.tool, revision)).collect();
    let vendors: HashMap<OrganisationId, Organisation> =
        organisations::by_ids(db, &vendors).await?.into_iter().map(|vendor| (vendor.id, vendor)).collect();
    let mut reasons: HashMap<ToolId, Vec<Suspension>> = HashMap::new();
    for suspension in suspensions::open(db, &ids).await? {
        reasons.entry(suspension.tool).or_default().push(suspension);
    }

    let mut listings = Vec::with_capacity(tools.len());
    for tool in tools {
        let row = Row::new("tools", tool.id);
        let revision = revisions
            .remove(&tool.id)
            .ok_or_else(|| row.corrupt("listed_revision_id", "no such revision"))?;
        let vendor =
            vendors.get(&tool.vendor).ok_or_else(|| row.corrupt("vendor_id", "no such organisation"))?;
        let standing = standing(&row, &revision, reasons.remove(&tool.id))?;
        listings.push(Listing { vendor_name: vendor.name.clone(), tool, revision, standing });
    }
    Ok(listings)
}

fn standing(row: &Row<ToolId>, revision: &Revision, reasons: Option<Vec<Suspension>>) -> Result<Standing> {
    match (&revision.state, reasons) {
        (RevisionState::Withdrawn { step, reason }, _) => {
            Ok(Standing::Withdrawn { at: step.at, reason: reason.clone() })
        }
        (RevisionState::Published { .. }, Some(reasons)) => Ok(Standing::Suspended(reasons)),
        (RevisionState::Published { .. }, None) => Ok(Standing::Published),
        _ => Err(row.corrupt("listed_revision_id", "neither published nor withdrawn").into()),
    }
}
