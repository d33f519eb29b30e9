//! Memberships: what a person may do for which organisation, and the typed actors that come of it.

use database::{Audit, Read, Tx};
use jiff::civil::Date;
use kernel::{
    Actor, Clinician, MembershipId, Operator, Orderer, OrganisationId, PersonId, Refusal, UnitId, VendorUser,
    oslo,
};

use crate::{Error, Result, Role, find_practitioner, store};

/// A person's role in an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Its id.
    pub id: MembershipId,
    /// The person.
    pub person: PersonId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// The unit within it; clinicians share what their unit follows up.
    pub unit: Option<UnitId>,
    /// The role.
    pub role: Role,
    /// First day.
    pub from: Date,
    /// Last day; `None` runs on.
    pub until: Option<Date>,
    /// Whether a login gave it, and takes it back by telling of it no longer.
    pub by_login: bool,
}

impl Membership {
    /// Whether it counts on this day, both ends included.
    pub fn is_valid(&self, on: Date) -> bool {
        self.from <= on && self.until.is_none_or(|until| on <= until)
    }
}

/// A role to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewMembership {
    /// The person.
    pub person: PersonId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// The unit within it.
    pub unit: Option<UnitId>,
    /// The role.
    pub role: Role,
    /// First day.
    pub from: Date,
    /// Last day; `None` runs on.
    pub until: Option<Date>,
}

/// Gives a person a role. `by` is the operator, or the platform itself while it loads registers.
pub async fn add_membership(tx: &Tx, by: Actor, new: NewMembership) -> Result<Membership> {
    let NewMembership { person, organisation, unit, role, from, until } = new;
    if until.is_some_and(|until| until < from) {
        return Err(Error::Invalid(Refusal::text("error-ends-before-it-begins").field("until")));
    }
    let id = tx.new_id();
    add(tx, by, Membership { id, person, organisation, unit, role, from, until, by_login: false }).await
}

async fn add(tx: &Tx, by: Actor, membership: Membership) -> Result<Membership> {
    store::memberships::insert(tx, &membership).await?;
    let Membership { person, organisation, role, by_login, .. } = membership;
    let detail = serde_json::json!({
        "person": person, "organisation": organisation, "role": role, "by_login": by_login,
    });
    tx.audit(Audit::new(by, "membership.add", membership.id).detail(detail));
    Ok(membership)
}

/// What a login tells of a person in a role: `named` is where it says that the person has it, `given` is where that is enough to have it here.
/// Memberships that an earlier login gave and this one no longer names have ended; those that were given here stay.
pub async fn take_memberships_from_login(
    tx: &Tx,
    person: PersonId,
    role: Role,
    named: &[OrganisationId],
    given: &[OrganisationId],
) -> Result<()> {
    let today = oslo::date(tx.now());
    let mut held = list_memberships(tx, person, today).await?;
    held.retain(|membership| membership.role == role);
    for &organisation in given {
        if !held.iter().any(|membership| membership.organisation == organisation) {
            let (id, unit) = (tx.new_id(), None);
            let new =
                Membership { id, person, organisation, unit, role, from: today, until: None, by_login: true };
            add(tx, Actor::System, new).await?;
        }
    }
    let last = today.yesterday().unwrap_or(today);
    for gone in held.iter().filter(|one| one.by_login && !named.contains(&one.organisation)) {
        store::memberships::end(tx, gone.id, last).await?;
        let detail = serde_json::json!({ "last": last, "by_login": true });
        tx.audit(Audit::new(Actor::System, "membership.end", gone.id).detail(detail));
    }
    Ok(())
}

/// Ends a role; `last` is its last day.
pub async fn end_membership(tx: &Tx, operator: &Operator, id: MembershipId, last: Date) -> Result<()> {
    if !store::memberships::end(tx, id, last).await? {
        return Err(Error::NotFound("membership"));
    }
    tx.audit(Audit::new(operator, "membership.end", id).detail(serde_json::json!({ "last": last })));
    Ok(())
}

/// The person's roles that count on this day, the oldest first.
pub async fn list_memberships(db: &impl Read, person: PersonId, on: Date) -> Result<Vec<Membership>> {
    let mut all = store::memberships::of_person(db, person).await?;
    all.retain(|membership| membership.is_valid(on));
    Ok(all)
}

/// Every role that the person has or has had, for the person's own overview.
pub async fn list_memberships_kept(db: &impl Read, person: PersonId) -> Result<Vec<Membership>> {
    store::memberships::of_person(db, person).await
}

/// Everybody who has this role in an organisation on this day.
pub async fn list_members(
    db: &impl Read,
    organisation: OrganisationId,
    role: Role,
    on: Date,
) -> Result<Vec<Membership>> {
    let mut all = store::memberships::of_organisation(db, organisation, role).await?;
    all.retain(|membership| membership.is_valid(on));
    Ok(all)
}

/// The person as a clinician of this organisation (of the first, where `None`) on this day: health personnel and member.
pub async fn find_clinician(
    db: &impl Read,
    person: PersonId,
    organisation: Option<OrganisationId>,
    on: Date,
) -> Result<Option<Clinician>> {
    let Some(membership) = first(db, person, Role::Clinician, organisation, on).await? else {
        return Ok(None);
    };
    let Some(practitioner) = find_practitioner(db, person).await? else { return Ok(None) };
    Ok(Some(Clinician {
        person,
        hpr: practitioner.hpr,
        professions: practitioner.professions,
        organisation: membership.organisation,
        unit: membership.unit,
    }))
}

/// The person as a clinician of each organisation on this day, the oldest membership first.
pub async fn list_clinicians(db: &impl Read, person: PersonId, on: Date) -> Result<Vec<Clinician>> {
    let Some(practitioner) = find_practitioner(db, person).await? else { return Ok(Vec::new()) };
    let mut clinicians: Vec<Clinician> = Vec::new();
    for membership in list_memberships(db, person, on).await? {
        let known = clinicians.iter().any(|one| one.organisation == membership.organisation);
        if membership.role == Role::Clinician && !known {
            clinicians.push(Clinician {
                person,
                hpr: practitioner.hpr,
                professions: practitioner.professions.clone(),
                organisation: membership.organisation,
                unit: membership.unit,
            });
        }
    }
    Ok(clinicians)
}

/// The person as an orderer of this organisation (of the first, where `None`) on this day.
pub async fn find_orderer(
    db: &impl Read,
    person: PersonId,
    organisation: Option<OrganisationId>,
    on: Date,
) -> Result<Option<Orderer>> {
    let membership = first(db, person, Role::Orderer, organisation, on).await?;
    Ok(membership.map(|membership| Orderer { person, organisation: membership.organisation }))
}

/// The person as a user of this vendor (of the first, where `None`) on this day.
pub async fn find_vendor_user(
    db: &impl Read,
    person: PersonId,
    organisation: Option<OrganisationId>,
    on: Date,
) -> Result<Option<VendorUser>> {
    let membership = first(db, person, Role::Vendor, organisation, on).await?;
    Ok(membership.map(|membership| VendorUser { person, organisation: membership.organisation }))
}

/// The person as an operator on this day.
pub async fn find_operator(db: &impl Read, person: PersonId, on: Date) -> Result<Option<Operator>> {
    Ok(first(db, person, Role::Operator, None, on).await?.map(|_| Operator { person }))
}

async fn first(
    db: &impl Read,
    person: PersonId,
    role: Role,
    organisation: Option<OrganisationId>,
    on: Date,
) -> Result<Option<Membership>> {
    let fits = |membership: &Membership| {
        membership.role == role && organisation.is_none_or(|wanted| membership.organisation == wanted)
    };
    Ok(list_memberships(db, person, on).await?.into_iter().find(fits))
}
