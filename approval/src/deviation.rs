//! Deviations of published tools: shown, followed up with warnings, and past their deadline unmet (4.2).

use catalogue::{Listed, Window};
use database::Read;
use jiff::{Timestamp, civil::Date};
use kernel::{DeviationId, Operator, Orderer, OrganisationId, Phrase, RevisionId, ToolId, VendorUser};

use crate::{Requirement, Result, Severity, store};

/// A requirement that a published tool does not meet yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// Its id.
    pub id: DeviationId,
    /// The tool.
    pub tool: ToolId,
    /// The revision it was published with.
    pub revision: RevisionId,
    /// The ordering body that follows it up.
    pub orderer: OrganisationId,
    /// The vendor.
    pub vendor: OrganisationId,
    /// The requirement.
    pub requirement: Requirement,
    /// Why it is not met.
    pub reason: Phrase<2000>,
    /// What will be done.
    pub plan: Option<Phrase<2000>>,
    /// Who sees to it.
    pub owner: Option<Phrase<200>>,
    /// The last day on which it may still deviate.
    pub deadline: Option<Date>,
    /// Since when it is public.
    pub opened_at: Timestamp,
    /// When it was settled.
    pub closed_at: Option<Timestamp>,
    /// How it was settled.
    pub closing: Option<Phrase<2000>>,
    /// Counts its changes; what a page was made from.
    pub version: i32,
}

impl Deviation {
    /// Whether its deadline has passed on this day. An exception (L1) needs no more than its reason and has none.
    pub fn is_overdue(&self, on: Date) -> bool {
        self.closed_at.is_none() && self.binding_deadline().is_some_and(|deadline| deadline < on)
    }

    /// The deadline that something hangs on.
    pub fn binding_deadline(&self) -> Option<Date> {
        self.deadline.filter(|_| self.requirement.row().severity == Severity::Conditional)
    }
}

/// Whose deviations a list shows.
#[derive(Debug, Clone, Copy)]
pub enum DeviationScope {
    /// Those that this body follows up.
    Orderer(Orderer),
    /// Those of this vendor's tools.
    Vendor(VendorUser),
    /// All.
    Operator(Operator),
}

/// Open deviations within the scope, the nearest deadline first.
pub async fn list_deviations(
    db: &impl Read,
    scope: DeviationScope,
    window: Window,
) -> Result<Listed<Deviation>> {
    store::deviations::open_in(db, &scope, window).await
}

/// A tool's open deviations, in the order of the requirements: public.
pub async fn list_deviations_of(db: &impl Read, tool: ToolId) -> Result<Vec<Deviation>> {
    store::deviations::open_of_tools(db, &[tool]).await
}

/// The open deviations of these tools: public.
pub async fn list_deviations_of_tools(db: &impl Read, tools: &[ToolId]) -> Result<Vec<Deviation>> {
    store::deviations::open_of_tools(db, tools).await
}

/// The deviation with this id that this body follows up, if there is one.
pub async fn find_own_deviation(
    db: &impl Read,
    orderer: &Orderer,
    id: DeviationId,
) -> Result<Option<Deviation>> {
    let deviation = store::deviations::find(db, id).await?;
    Ok(deviation.filter(|deviation| deviation.orderer == orderer.organisation))
}
