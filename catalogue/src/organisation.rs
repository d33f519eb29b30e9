//! Organisations and their units.

use database::Read;
use jiff::Timestamp;
use kernel::{OrgNumber, OrganisationId, Phrase, Slug, UnitId};
use serde::{Deserialize, Serialize};

use crate::{Error, OrganisationKind, PerLocale, Prose, Result, Step, store};

/// An ordering body, a vendor or the operator (domain §3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// A stable key from an import, where it has one.
    pub key: Option<Slug>,
    /// Its name.
    pub name: Phrase<200>,
    /// What kind it is.
    pub kind: OrganisationKind,
    /// Its Norwegian organisation number.
    pub org_number: OrgNumber,
    /// When and by whom the operator verified it.
    pub verified: Option<Step>,
    /// Set while the operator has stopped it as a whole (§10).
    pub stopped: Option<Stop>,
    /// When it was added.
    pub created_at: Timestamp,
}

/// A vendor is stopped as a whole: none of its tools can be started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// Since when, by whom.
    pub since: Step,
    /// What people are told.
    pub note: PerLocale<Prose<500>>,
}

/// A department or clinic within an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// The organisation it is part of.
    pub organisation: OrganisationId,
    /// Its key, unique within the organisation.
    pub key: Slug,
    /// Its name.
    pub name: Phrase<200>,
}

/// Which organisations a list shows.
#[derive(Debug, Clone, Default)]
pub struct OrganisationFilter {
    /// Only of this kind.
    pub kind: Option<OrganisationKind>,
    /// Only those whose name contains this, whatever the case.
    pub name: Option<String>,
}

/// A stretch of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How many to pass over.
    pub offset: u64,
    /// How many to give at most; never more than 200.
    pub limit: u64,
}

impl Window {
    /// The most rows a list gives at once.
    pub const MOST: u64 = 200;

    /// The page with this number, from 1.
    pub fn page(number: u64, size: u64) -> Self {
        let limit = size.clamp(1, Self::MOST);
        Self { offset: number.saturating_sub(1).saturating_mul(limit), limit }
    }
}

impl Default for Window {
    fn default() -> Self {
        Self { offset: 0, limit: 50 }
    }
}

/// A stretch of a list and how long the whole list is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// The rows of the stretch.
    pub items: Vec<T>,
    /// How many the whole list has.
    pub total: u64,
}

/// The organisation with this id, if there is one.
pub async fn find_organisation(db: &impl Read, id: OrganisationId) -> Result<Option<Organisation>> {
    store::organisations::find(db, id).await
}

/// The organisation with this id.
pub async fn get_organisation(db: &impl Read, id: OrganisationId) -> Result<Organisation> {
    find_organisation(db, id).await?.ok_or(Error::NotFound("organisation"))
}

/// The organisation with this organisation number, if there is one.
pub async fn find_organisation_by_number(db: &impl Read, number: OrgNumber) -> Result<Option<Organisation>> {
    store::organisations::find_by_number(db, number).await
}

/// The organisation with this key, if there is one.
pub async fn find_organisation_by_key(db: &impl Read, key: &Slug) -> Result<Option<Organisation>> {
    store::organisations::find_by_key(db, key).await
}

/// These organisations, in no particular order; absent ones are left out.
pub async fn list_organisations_by_id(db: &impl Read, ids: &[OrganisationId]) -> Result<Vec<Organisation>> {
    store::organisations::by_ids(db, ids).await
}

/// Organisations by name.
pub async fn list_organisations(
    db: &impl Read,
    filter: &OrganisationFilter,
    window: Window,
) -> Result<Listed<Organisation>> {
    store::organisations::list(db, filter, window).await
}

/// An organisation's units by name.
pub async fn list_units(db: &impl Read, organisation: OrganisationId) -> Result<Vec<Unit>> {
    store::organisations::units(db, organisation).await
}

/// The unit with this id, if there is one.
pub async fn find_unit(db: &impl Read, id: UnitId) -> Result<Option<Unit>> {
    store::organisations::find_unit(db, id).await
}

/// Text as lists compare it: the same for all cases of letters, æ, ø, å and Sámi letters included.
pub(crate) fn fold(text: &str) -> String {
    text.to_lowercase()
}
