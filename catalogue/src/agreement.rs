//! Agreements A1–A5: between whom, for how long, and whether they are in force (domain §3).

use database::{Read, hold};
use jiff::{Timestamp, civil::Date};
use kernel::{AgreementId, OrganisationId, Phrase, ToolId};

use crate::{AgreementKind, Error, Listed, Result, Step, Window, store};

/// Between whom an agreement is, beside the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Parties {
    /// Platform terms.
    A1 {
        /// The ordering body.
        body: OrganisationId,
    },
    /// Vendor terms.
    A2 {
        /// The vendor.
        vendor: OrganisationId,
    },
    /// Delivery agreement, per tool.
    A3 {
        /// The ordering body.
        body: OrganisationId,
        /// The vendor.
        vendor: OrganisationId,
        /// The tool.
        tool: ToolId,
    },
    /// Person-service terms.
    A4 {
        /// The organisation whose prescription it is.
        enterprise: OrganisationId,
    },
    /// Data-processing agreement, per tool.
    A5 {
        /// The organisation whose prescription it is.
        enterprise: OrganisationId,
        /// The vendor.
        vendor: OrganisationId,
        /// The tool.
        tool: ToolId,
    },
}

impl Parties {
    /// The kind of agreement.
    pub const fn kind(self) -> AgreementKind {
        match self {
            Self::A1 { .. } => AgreementKind::A1,
            Self::A2 { .. } => AgreementKind::A2,
            Self::A3 { .. } => AgreementKind::A3,
            Self::A4 { .. } => AgreementKind::A4,
            Self::A5 { .. } => AgreementKind::A5,
        }
    }

    /// The party that is not the vendor of A3 and A5.
    pub const fn party(self) -> OrganisationId {
        match self {
            Self::A1 { body } | Self::A3 { body, .. } => body,
            Self::A2 { vendor } => vendor,
            Self::A4 { enterprise } | Self::A5 { enterprise, .. } => enterprise,
        }
    }

    /// The vendor and the tool of A3 and A5.
    pub const fn vendor_and_tool(self) -> Option<(OrganisationId, ToolId)> {
        match self {
            Self::A3 { vendor, tool, .. } | Self::A5 { vendor, tool, .. } => Some((vendor, tool)),
            Self::A1 { .. } | Self::A2 { .. } | Self::A4 { .. } => None,
        }
    }

    /// A5 needs no paper where the vendor is that enterprise.
    pub fn is_fulfilled_by_itself(self) -> bool {
        matches!(self, Self::A5 { enterprise, vendor, .. } if enterprise == vendor)
    }

    /// One text for one set of parties.
    pub(crate) fn key(self) -> String {
        let (kind, party) = (self.kind(), self.party());
        match self.vendor_and_tool() {
            Some((vendor, tool)) => format!("{kind} {party} {vendor} {tool}"),
            None => format!("{kind} {party}"),
        }
    }
}

/// An agreement with its effective period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Its id.
    pub id: AgreementId,
    /// Between whom.
    pub parties: Parties,
    /// Version of the terms.
    pub terms: Phrase<20>,
    /// First day.
    pub from: Date,
    /// Last day; `None` runs on until somebody ends it.
    pub until: Option<Date>,
    /// How it was ended ahead of time.
    pub termination: Option<Termination>,
    /// When it was entered.
    pub created_at: Timestamp,
}

/// An agreement ended ahead of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Termination {
    /// The first day on which it no longer holds.
    pub on: Date,
    /// Why.
    pub grounds: Phrase<500>,
    /// When and by whom it was entered.
    pub step: Step,
}

impl Agreement {
    /// Whether it is in force on this day: both ends of its period included, the day of termination not.
    pub fn in_force(&self, on: Date) -> bool {
        self.from <= on && self.last_day().is_none_or(|last| on <= last)
    }

    /// The last day on which it is in force; `None` where nothing ends it. Before `from` where it was ended before it began.
    pub fn last_day(&self) -> Option<Date> {
        last_day(self.until, self.termination.as_ref().map(|termination| termination.on))
    }
}

pub(crate) fn last_day(until: Option<Date>, terminated_on: Option<Date>) -> Option<Date> {
    let day_before = terminated_on.map(|on| on.yesterday().unwrap_or(on));
    match (until, day_before) {
        (Some(until), Some(before)) => Some(until.min(before)),
        (until, before) => until.or(before),
    }
}

/// The agreement between these parties that is in force on this day, else the one whose period lies closest before, else the first that
/// comes; `None` where there is none at all.
pub async fn find_agreement(db: &impl Read, parties: Parties, on: Date) -> Result<Option<Agreement>> {
    let all = store::agreements::between(db, parties).await?;
    let at = all.iter().position(|agreement| agreement.in_force(on));
    let at = at.or_else(|| all.iter().rposition(|agreement| agreement.from <= on)).unwrap_or(0);
    Ok(all.into_iter().nth(at))
}

/// Whether what these parties need between them is in force on this day (A5 also where the vendor is that enterprise).
pub async fn is_in_force(db: &impl Read, parties: Parties, on: Date) -> Result<bool> {
    if parties.is_fulfilled_by_itself() {
        return Ok(true);
    }
    let read = || async { store::agreements::between(db, parties).await.map(Some) };
    let all = hold(db, || parties.key(), read).await?;
    Ok(all.is_some_and(|all| all.iter().any(|agreement| agreement.in_force(on))))
}

/// The agreement with this id.
pub async fn get_agreement(db: &impl Read, id: AgreementId) -> Result<Agreement> {
    store::agreements::find(db, id).await?.ok_or(Error::NotFound("agreement"))
}

/// Agreements in which this organisation is a party, the latest first.
pub async fn list_agreements_of(db: &impl Read, organisation: OrganisationId) -> Result<Vec<Agreement>> {
    store::agreements::of_organisation(db, organisation).await
}

/// Agreements about this tool (A3, A5), the latest first.
pub async fn list_agreements_about(db: &impl Read, tool: ToolId) -> Result<Vec<Agreement>> {
    store::agreements::about_tool(db, tool).await
}

/// All agreements, the latest first.
pub async fn list_agreements(db: &impl Read, window: Window) -> Result<Listed<Agreement>> {
    store::agreements::list(db, window).await
}

/// Agreements whose last day lies between these (both included), for warnings and for what must be suspended.
pub async fn list_agreements_ending(db: &impl Read, first: Date, last: Date) -> Result<Vec<Agreement>> {
    store::agreements::ending(db, first, last).await
}
