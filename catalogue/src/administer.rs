//! What the operator does with organisations and agreements.

use database::{Audit, Read as _, Tx};
use jiff::civil::Date;
use kernel::{Actor, AgreementId, Operator, OrgNumber, OrganisationId, Phrase, Refusal, Slug};

use crate::{
    Agreement, Error, Organisation, OrganisationKind, Parties, PerLocale, Prose, Result, Step, Stop,
    Termination, Unit, agreement::last_day, store,
};

/// An organisation to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrganisation {
    /// A stable key, where it has one.
    pub key: Option<Slug>,
    /// Its name.
    pub name: Phrase<200>,
    /// What kind it is.
    pub kind: OrganisationKind,
    /// Its organisation number.
    pub org_number: OrgNumber,
}

/// A unit to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUnit {
    /// Its key, unique within the organisation.
    pub key: Slug,
    /// Its name.
    pub name: Phrase<200>,
}

/// An agreement to enter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAgreement {
    /// Between whom.
    pub parties: Parties,
    /// Version of the terms.
    pub terms: Phrase<20>,
    /// First day.
    pub from: Date,
    /// Last day; `None` runs on.
    pub until: Option<Date>,
}

/// Adds an organisation, not verified yet.
pub async fn add_organisation(tx: &Tx, operator: &Operator, new: NewOrganisation) -> Result<Organisation> {
    insert_organisation(tx, operator.into(), new, false).await
}

pub(crate) async fn insert_organisation(
    tx: &Tx,
    by: Actor,
    new: NewOrganisation,
    verified: bool,
) -> Result<Organisation> {
    let NewOrganisation { key, name, kind, org_number } = new;
    let verified = verified.then(|| Step { at: tx.now(), by });
    let organisation = Organisation {
        id: tx.new_id(),
        key,
        name,
        kind,
        org_number,
        verified,
        stopped: None,
        created_at: tx.now(),
    };
    store::organisations::insert(tx, &organisation).await?;
    tx.audit(Audit::new(by, "organisation.add", organisation.id));
    Ok(organisation)
}

/// Adds a unit to an organisation.
pub async fn add_unit(
    tx: &Tx,
    operator: &Operator,
    organisation: OrganisationId,
    new: NewUnit,
) -> Result<Unit> {
    let organisation = crate::get_organisation(tx, organisation).await?.id;
    let unit = Unit { id: tx.new_id(), organisation, key: new.key, name: new.name };
    store::organisations::insert_unit(tx, &unit, tx.now()).await?;
    tx.audit(Audit::new(operator, "unit.add", unit.id));
    Ok(unit)
}

/// Marks an organisation as verified; again has no effect.
pub async fn verify_organisation(tx: &Tx, operator: &Operator, id: OrganisationId) -> Result<Organisation> {
    if store::organisations::verify(tx, id, Step { at: tx.now(), by: operator.into() }).await? {
        tx.audit(Audit::new(operator, "organisation.verify", id));
    }
    crate::get_organisation(tx, id).await
}

/// Stops a vendor as a whole; its tools are the caller's to stop with it. `false` where it is stopped already.
pub async fn stop_organisation(
    tx: &Tx,
    operator: &Operator,
    id: OrganisationId,
    note: PerLocale<Prose<500>>,
) -> Result<bool> {
    let stop = Stop { since: Step { at: tx.now(), by: operator.into() }, note };
    let done = store::organisations::set_stopped(tx, id, Some(&stop)).await?;
    if done {
        tx.audit(Audit::new(operator, "organisation.stop", id));
    }
    Ok(done)
}

/// Ends the stop of a vendor. `false` where it is not stopped.
pub async fn release_organisation(tx: &Tx, operator: &Operator, id: OrganisationId) -> Result<bool> {
    let done = store::organisations::set_stopped(tx, id, None).await?;
    if done {
        tx.audit(Audit::new(operator, "organisation.release", id));
    }
    Ok(done)
}

/// Enters an agreement. The parties' kinds must fit it, the tool must be the vendor's, and the parties have none of the kind in that period.
pub async fn add_agreement(tx: &Tx, operator: &Operator, new: NewAgreement) -> Result<Agreement> {
    let NewAgreement { parties, terms, from, until } = new;
    if until.is_some_and(|until| until < from) {
        return Err(Error::Invalid(vec![Refusal::text("error-ends-before-it-begins").field("until")]));
    }
    parties_fit(tx, parties).await?;
    let agreement =
        Agreement { id: tx.new_id(), parties, terms, from, until, termination: None, created_at: tx.now() };
    let others = store::agreements::between(tx, parties).await?;
    if others.iter().any(|other| overlap(&agreement, other)) {
        return Err(Error::Overlaps);
    }
    store::agreements::insert(tx, &agreement, Step { at: tx.now(), by: operator.into() }).await?;
    let detail = serde_json::json!({ "kind": parties.kind(), "from": from, "until": until });
    tx.audit(Audit::new(operator, "agreement.add", agreement.id).detail(detail));
    Ok(agreement)
}

/// Ends an agreement ahead of time: from `on` it no longer holds.
pub async fn terminate_agreement(
    tx: &Tx,
    operator: &Operator,
    id: AgreementId,
    on: Date,
    grounds: Phrase<500>,
) -> Result<Agreement> {
    let mut agreement = crate::get_agreement(tx, id).await?;
    if agreement.last_day().is_some_and(|last| last < on) {
        return Err(Error::Invalid(vec![Refusal::text("error-agreement-ended").field("on")]));
    }
    let termination = Termination { on, grounds, step: Step { at: tx.now(), by: operator.into() } };
    let last = last_day(agreement.until, Some(on));
    if !store::agreements::terminate(tx, id, &termination, last).await? {
        return Err(Error::Stale);
    }
    tx.audit(Audit::new(operator, "agreement.terminate", id).detail(serde_json::json!({ "on": on })));
    agreement.termination = Some(termination);
    Ok(agreement)
}

fn overlap(one: &Agreement, other: &Agreement) -> bool {
    let begins_in_time = |a: &Agreement, b: &Agreement| b.last_day().is_none_or(|last| a.from <= last);
    begins_in_time(one, other) && begins_in_time(other, one)
}

async fn parties_fit(tx: &Tx, parties: Parties) -> Result<()> {
    let party = crate::get_organisation(tx, parties.party()).await?;
    let fits = match parties {
        Parties::A1 { .. } | Parties::A3 { .. } | Parties::A4 { .. } | Parties::A5 { .. } => {
            party.kind.is_public()
        }
        Parties::A2 { .. } => party.kind != OrganisationKind::Operator,
    };
    if !fits {
        return Err(Error::Invalid(vec![Refusal::text("error-party-does-not-fit").field("party")]));
    }
    if let Some((vendor, tool)) = parties.vendor_and_tool()
        && crate::get_tool(tx, tool).await?.vendor != vendor
    {
        return Err(Error::Invalid(vec![Refusal::text("error-tool-is-anothers").field("tool")]));
    }
    Ok(())
}
