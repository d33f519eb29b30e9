//! Acting for another (or for oneself) at all: what a session needs before any page about the subject.

use database::{Audit, Tx};
use futures_util::StreamExt;
use jiff::Timestamp;
use kernel::{Citizen, LoginLevel, PersonId, Rule};
use prescriber::PatientScope;
use serde_json::json;

use crate::{
    Aim, Denial, Error, Pair, Proof, Registers, RelationRecord, Result,
    gather::{self, Gathered},
    registers::at_once,
    representation::{Basis, Purpose},
};

/// Proof that somebody may see a person's things, now. Made anew at each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acting {
    citizen: Citizen,
    basis: Basis,
    until: Option<Timestamp>,
}

impl Acting {
    /// What a proof about a tool says of the persons.
    pub(crate) const fn of<A: Aim>(proof: &Proof<A>) -> Self {
        Self { citizen: proof.citizen(), basis: proof.basis(), until: proof.until() }
    }

    /// Who acts for whom.
    pub const fn citizen(&self) -> Citizen {
        self.citizen
    }

    /// On what ground.
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// When the right ends by itself.
    pub const fn until(&self) -> Option<Timestamp> {
        self.until
    }

    /// Which of the subject's prescriptions may be found: those withheld from parents (F11) only on a ground that F11 does not speak of.
    pub fn scope(&self) -> PatientScope {
        let scope = PatientScope::of(&self.citizen);
        if self.basis.row().withholdable { scope } else { scope.with_withheld() }
    }

    /// The same for everything about the subject; none on a limited power of attorney (F10), which grants its scopes and no more.
    pub fn whole(&self) -> Option<Whole> {
        (!self.basis.row().by_scope).then_some(Whole(*self))
    }

    /// Leaves in the audit log that this person took on acting for that one.
    pub fn record(&self, tx: &Tx) {
        let detail = json!({"basis": self.basis, "until": self.until});
        tx.audit(Audit::new(&self.citizen, "representation.begin", self.citizen.subject).detail(detail));
    }
}

/// Proof that somebody may see everything about a person, take it along, and turn down what is prescribed: on a ground that is not limited to single
/// things (F10). What has rules of its own is asked for besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole(Acting);

impl Whole {
    /// Who acts for whom, and on what ground.
    pub const fn acting(&self) -> &Acting {
        &self.0
    }

    /// Leaves in the audit log that everything about the subject was taken along.
    pub fn record_export(&self, tx: &Tx) {
        let Acting { citizen, basis, .. } = self.0;
        let detail = json!({ "basis": basis });
        tx.audit(Audit::new(&citizen, "export.take", citizen.subject).detail(detail));
    }
}

/// Whether the actor of this pair may see the subject's things: rows F and T3. The login level is the session's, the floor the platform's.
pub fn acting(pair: &Pair, level: LoginLevel, floor: LoginLevel, now: Timestamp) -> Result<Acting, Denial> {
    let gathered = Gathered::person_level();
    let weighed = gather::weigh(pair, &gathered, Purpose::See, level, floor, now);
    let citizen = Citizen { person: pair.actor, subject: pair.subject };
    match weighed.decision.basis() {
        Some(basis) => Ok(Acting { citizen, basis, until: weighed.decision.until() }),
        None => Err(Denial::new(citizen, pair, weighed, None)),
    }
}

/// Leaves in the audit log that somebody tried to act for a person without a registered relation, whether or not there is such a person (F0).
pub fn record_unrelated(tx: &Tx, citizen: Citizen) {
    let detail = json!({ "refused_by": [Rule("F0")] });
    tx.audit(Audit::new(&citizen, "representation.refuse", citizen.subject).detail(detail));
}

/// A person whom somebody has a registered relation to.
#[derive(Debug, Clone)]
pub struct Represented {
    /// Whom.
    pub subject: PersonId,
    /// Whether acting is allowed now, or what refuses.
    pub outcome: Result<Acting, Denial>,
}

/// What is known of those whom somebody has relations to.
#[derive(Debug, Clone)]
pub struct Listed<T> {
    /// What is known.
    pub known: Vec<T>,
    /// The source did not answer about somebody, who is left out: that holds nobody else up.
    pub left_out: bool,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { known: Vec::new(), left_out: false }
    }
}

impl<T> Listed<T> {
    /// Takes what there is, or notes that the source did not answer about this one. Of somebody whom it does not know there is nothing to show.
    pub(crate) fn add(&mut self, found: Result<impl IntoIterator<Item = T>>) -> Result<()> {
        match found {
            Ok(found) => self.known.extend(found),
            Err(Error::Unregistered) => {}
            Err(error @ Error::Registers(_)) => {
                tracing::warn!(error = %error, "registers.left_out");
                self.left_out = true;
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

/// Everybody whom this person has a registered relation to, and whether acting for them is allowed now.
pub async fn list_represented(
    registers: &dyn Registers,
    actor: PersonId,
    level: LoginLevel,
    floor: LoginLevel,
) -> Result<Listed<Represented>> {
    let mut all = Listed::default();
    let subjects = registers.subjects_of(actor).await?;
    let mut pairs = at_once(subjects.into_iter().map(|subject| registers.pair(actor, subject)).collect());
    while let Some(found) = pairs.next().await {
        let outcome = |pair: &Pair| acting(pair, level, floor, registers.now());
        all.add(found.map(|pair| [Represented { subject: pair.subject, outcome: outcome(&pair) }]))?;
    }
    Ok(all)
}

/// A registered relation, and whether it lets its holder act now.
#[derive(Debug, Clone)]
pub struct Held {
    /// The relation.
    pub record: RelationRecord,
    /// Whether this relation alone allows acting now, or what refuses.
    pub outcome: Result<Acting, Denial>,
}

/// Every registered relation of this person to others, each weighed by itself.
pub async fn list_held(
    registers: &dyn Registers,
    actor: PersonId,
    level: LoginLevel,
    floor: LoginLevel,
) -> Result<Listed<Held>> {
    let mut all = Listed::default();
    let subjects = registers.subjects_of(actor).await?;
    let mut pairs = at_once(subjects.into_iter().map(|subject| registers.pair(actor, subject)).collect());
    while let Some(found) = pairs.next().await {
        let alone = |pair: &Pair, record: &RelationRecord| {
            let outcome = acting(&pair.on(record.clone()), level, floor, registers.now());
            Held { record: record.clone(), outcome }
        };
        let held =
            |pair: Pair| pair.relations().iter().map(|record| alone(&pair, record)).collect::<Vec<_>>();
        all.add(found.map(held))?;
    }
    Ok(all)
}

/// Every registered relation of others to this person: what is registered, not what the rules say of the others.
pub async fn list_holders(registers: &dyn Registers, subject: PersonId) -> Result<Listed<RelationRecord>> {
    let mut all = Listed::default();
    let actors = registers.actors_for(subject).await?;
    let mut pairs = at_once(actors.into_iter().map(|actor| registers.pair(actor, subject)).collect());
    while let Some(found) = pairs.next().await {
        all.add(found.map(|pair| pair.relations().to_vec()))?;
    }
    Ok(all)
}

impl Pair {
    /// Refuses facts that are too old, or about others.
    pub(crate) fn check(&self, citizen: Citizen, now: Timestamp) -> Result<()> {
        let about = self.actor == citizen.person && self.subject == citizen.subject;
        let fresh = now.duration_since(self.read_at) <= crate::registers::FACTS_LAST;
        if about && fresh { Ok(()) } else { Err(Error::Facts) }
    }
}
