//! Before a prescription is sent: whether anybody will be able to start it.

use catalogue::{Listing, Parties};
use database::Read;
use futures_util::StreamExt;
use kernel::{Citizen, LoginLevel, PersonId, oslo};
use prescriber::{Period, Stage};

use crate::{
    Ask, Error, Registers, Result, gather, pair, registers::at_once, representation::PrescriptionFacts,
};

/// Who will be able to start what a clinician is about to prescribe. Nothing more is told, since the reasons may be protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The patient alone.
    Patient,
    /// Somebody who acts for the patient.
    Representative,
    /// Nobody: what remains is a printed hand-out or an appointment.
    Nobody,
    /// The patient cannot, and whether somebody else can is not known: the source of the facts does not answer.
    Unknown,
}

/// A prescription about to be sent.
#[derive(Debug, Clone, Copy)]
pub struct Draft {
    /// To whom.
    pub patient: PersonId,
    /// For which organisation.
    pub organisation: kernel::OrganisationId,
    /// How long.
    pub period: Period,
    /// F11.
    pub withheld_from_parents: bool,
    /// R8.
    pub representative_allowed: bool,
}

/// Tries the rules for the patient, then for everybody with a relation to the patient, on the first day of the period and a login at `level`.
pub async fn reach(
    db: &impl Read,
    registers: &dyn Registers,
    listing: &Listing,
    draft: Draft,
    level: LoginLevel,
) -> Result<Reach> {
    let oneself = Citizen::oneself(draft.patient);
    let ask = Ask { citizen: oneself, level, floor: level, tool: listing.id(), prescription: None };
    let mut gathered = gather::gather(db, &ask, listing, None).await?;
    // On the first day, or now where it has begun.
    let starts = draft.period.starts();
    let at = oslo::start_of_day(starts).map_or(db.now(), |start| start.max(db.now()));
    let day = oslo::date(at);
    let (enterprise, vendor) = (draft.organisation, listing.tool.vendor);
    let processor = Parties::A5 { enterprise, vendor, tool: listing.id() };
    gathered.tool.data_processor_agreement = catalogue::is_in_force(db, processor, day).await?;
    gathered.tool.person_service_terms = catalogue::is_in_force(db, Parties::A4 { enterprise }, day).await?;
    gathered.prescription = Some(PrescriptionFacts {
        stage: Stage::Issued,
        starts,
        ends: draft.period.ends(),
        withheld_from_parents: draft.withheld_from_parents,
        representative_allowed: draft.representative_allowed,
    });
    let able = |pair: &crate::Pair| gather::can_start(pair, &gathered, level, level, at);
    if able(&pair(registers, draft.patient, draft.patient).await?) {
        return Ok(Reach::Patient);
    }
    let mut of_others = Reach::Nobody;
    let actors = match registers.actors_for(draft.patient).await {
        Ok(actors) => actors,
        // Whom the source does not know, nobody acts for, and who is not known acts for nobody.
        Err(Error::Unregistered) => Vec::new(),
        Err(Error::Registers(_)) => return Ok(Reach::Unknown),
        Err(error) => return Err(error),
    };
    let mut pairs = at_once(actors.into_iter().map(|actor| registers.pair(actor, draft.patient)).collect());
    while let Some(found) = pairs.next().await {
        match found {
            Ok(pair) if able(&pair) => return Ok(Reach::Representative),
            Ok(_) | Err(Error::Unregistered) => {}
            Err(Error::Registers(_)) => of_others = Reach::Unknown,
            Err(error) => return Err(error),
        }
    }
    Ok(of_others)
}
