//! Asking whether somebody may do something with a tool. The answer is a proof or a denial.

use std::{fmt, marker::PhantomData, sync::Arc};

use catalogue::Listing;
use database::{Audit, Read, Tx};
use jiff::Timestamp;
use kernel::{Actor, Citizen, LoginLevel, PrescriptionId, Rule, ToolId, oslo};
use prescriber::Prescription;
use serde::Serialize;

use crate::{
    Pair, Result,
    gather::{self, Found, Gathered, Weighed},
    representation::{Basis, Purpose, explain},
};

/// Who wants to do something with which tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// Who, for whom.
    pub citizen: Citizen,
    /// The session's login level.
    pub level: LoginLevel,
    /// The platform's floor.
    pub floor: LoginLevel,
    /// Which tool.
    pub tool: ToolId,
    /// On which prescription; the best fitting one where `None`.
    pub prescription: Option<PrescriptionId>,
}

/// What a proof is good for.
pub trait Aim: sealed::Sealed {
    /// The purpose that the rules know.
    const PURPOSE: Purpose;
}

macro_rules! aims {
    ($($(#[$doc:meta])* $aim:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $aim {}
        impl sealed::Sealed for $aim {}
        impl Aim for $aim {
            const PURPOSE: Purpose = Purpose::$aim;
        }
    )*};
}
mod sealed {
    pub trait Sealed {}
}
aims! {
    /// To see that it is there.
    See
    /// To start it.
    Open
    /// To give a data permission.
    Permit
    /// To take one back.
    Withdraw
}

/// Proof that every rule was tried and none refuses. Only `ask` makes one.
#[derive(Debug)]
pub struct Proof<A: Aim> {
    pub(crate) ask: Ask,
    pub(crate) listing: Arc<Listing>,
    pub(crate) prescription: Option<Prescription>,
    pub(crate) basis: Basis,
    pub(crate) until: Option<Timestamp>,
    aim: PhantomData<A>,
}

impl<A: Aim> Proof<A> {
    /// Who acts for whom.
    pub const fn citizen(&self) -> Citizen {
        self.ask.citizen
    }

    /// The tool.
    pub fn listing(&self) -> &Listing {
        &self.listing
    }

    /// The prescription that it is about.
    pub const fn prescription(&self) -> Option<&Prescription> {
        self.prescription.as_ref()
    }

    /// On what ground.
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// When the right ends by itself.
    pub const fn until(&self) -> Option<Timestamp> {
        self.until
    }
}

/// An answer.
#[derive(Debug)]
#[must_use]
pub enum Verdict<A: Aim> {
    /// No rule refuses.
    Allowed(Box<Proof<A>>),
    /// At least one does.
    Refused(Denial),
    /// There is no such tool or prescription, or none that this person may know of: answered as absent.
    Absent,
}

/// A refusal. People see its texts; the rules are for the log.
#[derive(Clone)]
pub struct Denial(Box<Grounds>);

#[derive(Clone)]
struct Grounds {
    citizen: Citizen,
    texts: Vec<&'static str>,
    weighed: Weighed,
    read_at: Timestamp,
    as_of: Timestamp,
    about: Option<Ask>,
}

impl fmt::Debug for Denial {
    /// What the person is told, not what is known of the person.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Denial").field(&self.0.texts).finish()
    }
}

impl Denial {
    pub(crate) fn new(citizen: Citizen, pair: &Pair, weighed: Weighed, about: Option<Ask>) -> Self {
        let texts = explain(&weighed.facts, &weighed.decision);
        let (read_at, as_of) = (pair.read_at(), pair.as_of());
        Self(Box::new(Grounds { citizen, texts, weighed, read_at, as_of, about }))
    }

    /// Keys of the texts that explain it to the person.
    pub fn texts(&self) -> &[&'static str] {
        &self.0.texts
    }

    /// Every rule that refuses: for logs and for those who may see the facts, never for the person.
    pub fn rules(&self) -> &[Rule] {
        self.0.weighed.decision.refused_by()
    }

    /// Whether giving the tool its permission is all that is missing (T4).
    pub fn only_lacks_permission(&self) -> bool {
        self.rules() == [Rule("T4")]
    }

    /// Logins that rest on it are over where they were begun by then, the time of its facts: newer facts may have let in who came later. None is where the
    /// permission alone is missing, which the person may be asked for (T4), nor while the tool is down (T1), which ends its logins by itself and has
    /// people told.
    pub fn ends_logins_until(&self) -> Option<Timestamp> {
        let lasts = !self.only_lacks_permission() && !self.rules().contains(&Rule("T1"));
        lasts.then_some(self.0.read_at)
    }

    /// Leaves the refusal with its facts in the audit log.
    pub fn record(&self, tx: &Tx) {
        let detail = log_detail(&self.0.weighed, self.0.read_at, self.0.as_of);
        let object = self.0.about.map_or_else(|| self.0.citizen.subject.to_string(), |ask| object_of(&ask));
        let action = if self.0.about.is_some() { "launch.refuse" } else { "representation.refuse" };
        tx.audit(Audit::new(Actor::from(&self.0.citizen), action, object).detail(detail));
    }
}

fn object_of(ask: &Ask) -> String {
    ask.prescription.map_or_else(|| ask.tool.to_string(), |id| id.to_string())
}

/// Purpose, rules, basis, end, and the facts with their age, as a line that `reseptor decide` reads.
fn log_detail(weighed: &Weighed, read_at: Timestamp, as_of: Timestamp) -> impl Serialize {
    #[derive(Serialize)]
    struct Detail<'a, F> {
        purpose: Purpose,
        refused_by: &'a [Rule],
        basis: Option<Basis>,
        until: Option<Timestamp>,
        read_at: Timestamp,
        as_of: Timestamp,
        facts: F,
    }
    let (decision, facts) = (&weighed.decision, &weighed.facts);
    Detail {
        purpose: facts.purpose,
        refused_by: decision.refused_by(),
        basis: decision.basis(),
        until: decision.until(),
        read_at,
        as_of,
        facts: facts.line("log"),
    }
}

/// Tries every rule on fresh facts. The answer stands in the audit log when `tx` commits: commit on a refusal too.
pub async fn ask<A: Aim>(tx: &Tx, pair: &Pair, ask: &Ask) -> Result<Verdict<A>> {
    pair.check(ask.citizen, tx.now())?;
    let Some(found) = gather::find(tx, ask).await? else { return Ok(Verdict::Absent) };
    let (weighed, listing, prescription) = weigh(tx, pair, ask, found, A::PURPOSE).await?;
    let Some(basis) = weighed.decision.basis() else {
        let denial = Denial::new(ask.citizen, pair, weighed, Some(*ask));
        denial.record(tx);
        // Asked for by its id, what is withheld is not there.
        let hidden = ask.prescription.is_some() && denial.rules().contains(&Rule("F11"));
        return Ok(if hidden { Verdict::Absent } else { Verdict::Refused(denial) });
    };
    let detail = log_detail(&weighed, pair.read_at(), pair.as_of());
    tx.audit(Audit::new(Actor::from(&ask.citizen), "launch.allow", object_of(ask)).detail(detail));
    let until = weighed.decision.until();
    let ask = *ask;
    Ok(Verdict::Allowed(Box::new(Proof { ask, listing, prescription, basis, until, aim: PhantomData })))
}

/// The decision about what fits best: the tool, and the prescription that it is about.
async fn weigh(
    db: &impl Read,
    pair: &Pair,
    ask: &Ask,
    mut found: Found,
    purpose: Purpose,
) -> Result<(Weighed, Arc<Listing>, Option<Prescription>)> {
    let now = db.now();
    let weigh = |gathered: &Gathered| gather::weigh(pair, gathered, purpose, ask.level, ask.floor, now);
    let allows = |weighed: &Weighed| weighed.decision.allowed();
    let (weighed, place) = gather::judge(db, ask, &found, weigh, allows).await?;
    let prescription = place.map(|place| found.prescriptions.swap_remove(place));
    Ok((weighed, found.listing, prescription))
}

/// What lets a token stand.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The tool.
    pub listing: Arc<Listing>,
    /// On what ground.
    pub basis: Basis,
    /// To this instant at most.
    pub until: Option<Timestamp>,
    /// The current prescription that it rests on: the one asked about, or the one that fits best.
    pub prescription: Option<PrescriptionId>,
    weighed: Weighed,
    read_at: Timestamp,
    as_of: Timestamp,
}

impl Standing {
    /// The decision with the facts it was made on and their age, for the audit log.
    pub fn log_detail(&self) -> impl Serialize {
        log_detail(&self.weighed, self.read_at, self.as_of)
    }
}

/// What a token rests on.
#[derive(Debug, Clone)]
pub enum Recheck {
    /// It still stands.
    Stands(Box<Standing>),
    /// It does not: the grant is to be revoked. Without a denial there is no such tool, or no such prescription.
    Fallen(Option<Denial>),
}

/// Decides again for a token that is issued, refreshed, introspected or used (domain §6.3): as `open`. What is to be left of it in the audit log is the
/// caller's to say, who knows whether it was decided before.
pub async fn recheck(db: &impl Read, pair: &Pair, ask: &Ask) -> Result<Recheck> {
    let now = db.now();
    pair.check(ask.citizen, now)?;
    let Some(found) = gather::find(db, ask).await? else {
        return Ok(Recheck::Fallen(None));
    };
    let (weighed, listing, prescription) = weigh(db, pair, ask, found, Purpose::Open).await?;
    let Some(basis) = weighed.decision.basis() else {
        return Ok(Recheck::Fallen(Some(Denial::new(ask.citizen, pair, weighed, Some(*ask)))));
    };
    let current = prescription.filter(|prescription| prescription.is_current(oslo::date(now)));
    Ok(Recheck::Stands(Box::new(Standing {
        listing,
        basis,
        until: weighed.decision.until(),
        prescription: current.map(|prescription| prescription.id),
        weighed,
        read_at: pair.read_at(),
        as_of: pair.as_of(),
    })))
}
