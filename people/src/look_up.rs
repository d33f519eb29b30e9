//! A clinician finds a patient by number: logged and limited (domain §5).

use std::fmt;

use database::{Audit, Read, Tx};
use jiff::{SignedDuration, Timestamp, civil::Date};
use kernel::{Clinician, Id, IdKind, NationalId, OrganisationId, PersonId};

use crate::{Error, Name, Result, store};

/// How many patients one clinician may look up within an hour, unknown numbers included.
pub const LOOK_UPS_PER_HOUR: u64 = 200;

const WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// What a clinician sees before sending, so that it is the right patient.
#[derive(Clone, PartialEq, Eq)]
pub struct PatientCard {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: Name,
    /// The birth date.
    pub born: Date,
}

impl fmt::Debug for PatientCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PatientCard").field("person", &self.person).finish_non_exhaustive()
    }
}

/// What came of a look-up. Both leave the same trace and count alike: commit either.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookUp {
    /// The patient.
    Found(PatientCard),
    /// Nobody the platform knows has that number.
    Unknown,
}

impl LookUp {
    /// The patient, if one was found.
    pub fn found(self) -> Option<PatientCard> {
        match self {
            Self::Found(card) => Some(card),
            Self::Unknown => None,
        }
    }
}

/// Marker of a look-up's id.
#[derive(Debug)]
pub enum LookUpKind {}

impl IdKind for LookUpKind {
    const PREFIX: &'static str = "look";
}

/// One look-up of a known patient, as the patient sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastLookUp {
    /// Its id.
    pub id: Id<LookUpKind>,
    /// When.
    pub at: Timestamp,
    /// By which clinician.
    pub clinician: PersonId,
    /// Of which organisation.
    pub organisation: OrganisationId,
}

/// Finds the patient with this number for a clinician. Whether it is found or not, it is logged and counted: commit it.
pub async fn look_up_patient(tx: &Tx, clinician: &Clinician, number: &NationalId) -> Result<LookUp> {
    let since = tx.now().checked_sub(WINDOW).unwrap_or(Timestamp::UNIX_EPOCH);
    if let Some(oldest) = store::look_ups::nth_last(tx, clinician.person, since, LOOK_UPS_PER_HOUR).await? {
        let free_again = oldest.checked_add(WINDOW).unwrap_or(oldest);
        let retry_after_s = free_again.duration_since(tx.now()).as_secs().max(0).saturating_add(1);
        return Err(Error::TooManyLookUps { retry_after_s });
    }
    let person = store::persons::find_by_number(tx, number).await?;
    let found = person.as_ref().map(|person| person.id);
    let id: Id<LookUpKind> = tx.new_id();
    store::look_ups::insert(tx, id, clinician, found).await?;
    let detail = serde_json::json!({ "person": found });
    tx.audit(Audit::new(clinician, "patient.look_up", id).detail(detail));
    Ok(person.map_or(LookUp::Unknown, |person| {
        let born = person.born();
        LookUp::Found(PatientCard { person: person.id, name: person.name, born })
    }))
}

/// Who has looked this person up before this one, the latest first.
pub async fn list_look_ups_of(
    db: &impl Read,
    person: PersonId,
    before: Option<Id<LookUpKind>>,
    limit: u64,
) -> Result<Vec<PastLookUp>> {
    store::look_ups::of_person(db, person, before, limit).await
}
