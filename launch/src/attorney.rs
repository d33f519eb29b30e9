//! Powers of attorney that a person gives here: ordinary and limited ones; never an assigned one, which is not the giver's to give.

use database::{Audit, Job, Read, Tx};
use jiff::civil::Date;
use kernel::{Actor, Citizen, LoginLevel, PersonId, RelationId, oslo};
use serde_json::json;

use crate::{
    Error, Pair, Registers, RelationRecord, Result,
    gather::{self, Gathered},
    pair,
    representation::{Basis, Evidence, Mandate, Purpose, Relation, Scope},
    store::{self, relation::Origin},
};

/// The message to both parties when something has changed between them.
const CHANGED: &str = "representation-changed";

/// What a person can give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// *Ordinær fullmakt*.
    Ordinary,
    /// Next-of-kin light: exactly these scopes (F10).
    Limited(Vec<Scope>),
}

impl Kind {
    /// The ground that it is.
    pub const fn basis(&self) -> Basis {
        match self {
            Self::Ordinary => Basis::ORDINARY,
            Self::Limited(_) => Basis::LIMITED,
        }
    }
}

/// A power of attorney as its giver has filled it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attorney {
    /// What it is.
    pub kind: Kind,
    /// First day.
    pub from: Date,
    /// Last day; without one it counts until a party ends it (F7).
    pub until: Option<Date>,
}

impl Attorney {
    fn relation(&self) -> Relation {
        let scopes = match &self.kind {
            Kind::Ordinary => Vec::new(),
            Kind::Limited(scopes) => scopes.clone(),
        };
        let mandate = Mandate {
            from: self.from,
            until: self.until,
            ended: None,
            passed_on: false,
            closest_next_of_kin: false,
            scopes,
        };
        Relation { basis: self.kind.basis(), evidence: Evidence::Mandate(mandate) }
    }

    /// As it will be on its first day, whatever it grants: what is asked before it is given is about the two persons.
    fn begun(&self, today: Date) -> Relation {
        let kind = match self.kind {
            Kind::Ordinary => Kind::Ordinary,
            Kind::Limited(_) => Kind::Limited(vec![Scope::See]),
        };
        Self { kind, from: today, until: None }.relation()
    }
}

/// Proof that the rules let these two be giver and holder. Only `propose` makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    giver: PersonId,
    holder: PersonId,
    attorney: Attorney,
}

/// Tries the rules about the two persons (F2, F5, F6, F9); a refusal comes as the texts that explain it to the giver.
pub async fn propose(
    registers: &dyn Registers,
    giver: PersonId,
    holder: PersonId,
    attorney: Attorney,
) -> Result<Result<Proposal, Vec<&'static str>>> {
    let now = registers.now();
    let found = pair(registers, holder, giver).await?;
    let record = RelationRecord {
        id: None,
        actor: holder,
        subject: giver,
        relation: attorney.begun(oslo::date(now)),
        daily_care: None,
        as_of: now,
    };
    let weighed = weigh(&found.on(record), now);
    if weighed.decision.allowed() {
        return Ok(Ok(Proposal { giver, holder, attorney }));
    }
    let texts = crate::representation::explain(&weighed.facts, &weighed.decision);
    Ok(Err(texts))
}

/// Whether the holder could see the giver's things, were it given: the giver's login is no matter of the holder's.
fn weigh(pair: &Pair, now: jiff::Timestamp) -> gather::Weighed {
    gather::weigh(pair, &Gathered::person_level(), Purpose::See, LoginLevel::High, LoginLevel::Low, now)
}

/// Gives it. One that stands already on the same words is given already; another of the kind is in its way.
pub async fn give_attorney(tx: &Tx, proposal: &Proposal) -> Result<RelationId> {
    let Proposal { giver, holder, attorney } = proposal;
    let (giver, holder, relation) = (*giver, *holder, attorney.relation());
    let today = oslo::date(tx.now());
    for before in store::relation::given_between(tx, holder, giver).await? {
        let Some(id) = before.id else { continue };
        if before.relation == relation {
            return Ok(id);
        }
        let over =
            before.relation.mandate().is_some_and(|mandate| mandate.until.is_some_and(|day| day < today));
        if over && before.relation.basis == relation.basis {
            store::relation::vacate(tx, id).await?;
        }
    }
    let id = tx.new_id();
    let record = RelationRecord {
        id: Some(id),
        actor: holder,
        subject: giver,
        relation,
        daily_care: None,
        as_of: tx.now(),
    };
    if !store::relation::insert(tx, id, &record, Origin::Given).await? {
        return Err(Error::AttorneyStands);
    }
    let detail =
        json!({"holder": holder, "basis": record.relation.basis, "evidence": record.relation.evidence});
    tx.audit(Audit::new(Actor::from(&Citizen::oneself(giver)), "attorney.give", id).detail(detail));
    tell(tx, id, "give", [giver, holder]);
    Ok(id)
}

/// A power of attorney that this person gave or holds, and that can be ended here; nobody else's is found.
pub async fn find_attorney(
    db: &impl Read,
    id: RelationId,
    party: PersonId,
) -> Result<Option<RelationRecord>> {
    let found = store::relation::of_party(db, id, party).await?;
    Ok(found.filter(|record| record.relation.mandate().is_some()))
}

/// Ends it at once (F7), by its giver or its holder. What has ended stays ended, and says the same.
pub async fn end_attorney(tx: &Tx, id: RelationId, party: PersonId) -> Result<RelationRecord> {
    let record = find_attorney(tx, id, party).await?.ok_or(Error::NotFound)?;
    let today = oslo::date(tx.now());
    let Some(mandate) = record.relation.mandate() else { return Err(Error::NotFound) };
    if mandate.ended.is_some_and(|ended| ended <= today) {
        return Ok(record);
    }
    let evidence = Evidence::Mandate(Mandate { ended: Some(today), ..mandate.clone() });
    let relation = Relation { basis: record.relation.basis, evidence };
    store::relation::end(tx, id, &relation.evidence).await?;
    let by = if party == record.subject { "giver" } else { "holder" };
    let detail = json!({"by": by, "giver": record.subject, "holder": record.actor, "basis": relation.basis});
    tx.audit(Audit::new(Actor::from(&Citizen::oneself(party)), "attorney.end", id).detail(detail));
    tell(tx, id, "end", [record.subject, record.actor]);
    Ok(RelationRecord { relation, ..record })
}

/// Queues a message that says nothing of what, to both.
fn tell(tx: &Tx, id: RelationId, what: &str, parties: [PersonId; 2]) {
    for person in parties {
        let payload = json!({"person": person, "template": CHANGED, "params": {}});
        tx.emit(Job::new("notify.message", payload).once(format!("{id}/{what}/{person}")));
    }
}
