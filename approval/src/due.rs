//! Assessments that are due again (4.2).

use catalogue::{Standing, Window};
use database::Read;
use jiff::ToSpan;
use kernel::{Operator, Orderer, OrganisationId, oslo};

use crate::{Assessment, Result, store};

/// How far ahead it is told, as of agreements (domain §3).
const DAYS_AHEAD: i32 = 90;

/// The assessments by this body that are due again within 90 days, or were due before, the oldest first.
pub async fn list_own_due(db: &impl Read, orderer: &Orderer, most: usize) -> Result<Vec<Assessment>> {
    due(db, Some(orderer.organisation), most).await
}

/// The assessments by any body that are due again within 90 days, or were due before, the oldest first.
pub async fn list_due(db: &impl Read, _operator: &Operator, most: usize) -> Result<Vec<Assessment>> {
    due(db, None, most).await
}

/// A tool that was withdrawn is not assessed again.
async fn due(db: &impl Read, orderer: Option<OrganisationId>, most: usize) -> Result<Vec<Assessment>> {
    let until = oslo::date(db.now()).saturating_add(DAYS_AHEAD.days());
    let (mut found, mut offset) = (Vec::new(), 0);
    while found.len() < most {
        let window = Window { offset, limit: Window::MOST };
        let read = store::assessments::due(db, orderer, until, window).await?;
        if read.is_empty() {
            break;
        }
        let tools: Vec<_> = read.iter().map(|assessment| assessment.tool).collect();
        let listings = catalogue::list_held_listings(db, &tools).await?;
        found.extend(read.into_iter().filter(|assessment| {
            let listing = listings.get(&assessment.tool);
            listing.is_some_and(|listing| !matches!(listing.standing, Standing::Withdrawn { .. }))
        }));
        offset += Window::MOST;
    }
    found.truncate(most);
    Ok(found)
}
