//! Telling the patient and those who may know: the job `launch.tell`.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use database::{
    Database, Job,
    outbox::{self, Claimed, Failure, Handler, Outcome},
};
use jiff::Timestamp;
use kernel::{LoginLevel, PersonId};
use prescriber::{Announcement, PatientScope, Prescription, TELL};
use serde_json::json;

use crate::{
    EmbeddedRegisters, Error, Listed, Pair, Registers, Result,
    gather::{self, Gathered},
    pair,
    representation::{Evidence, PrescriptionFacts, Purpose, Scope},
};

/// Finds out who may know of a prescription, and queues a neutral message to each.
pub struct Teller {
    registers: Arc<dyn Registers>,
}

impl fmt::Debug for Teller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Teller")
    }
}

impl Teller {
    /// One that asks these registers.
    pub fn new(registers: Arc<dyn Registers>) -> Self {
        Self { registers }
    }

    /// The patient, unless too young to log in alone or gone, and everybody who may see it and is told on that ground. For the patient no other source
    /// has to answer than what is kept here; where the registers do not answer about somebody else, the others are told all the same.
    async fn recipients(&self, db: &Database, prescription: &Prescription) -> Result<Listed<PersonId>> {
        let registers = &*self.registers;
        let (patient, now) = (prescription.patient, registers.now());
        let mut people = Listed::default();
        let own = match pair(registers, patient, patient).await {
            Err(Error::Unregistered | Error::Registers(_)) => {
                pair(&EmbeddedRegisters::new(db.clone()), patient, patient).await
            }
            answered => answered,
        };
        people.add(own.map(|own| may_know(&own, prescription, now).then_some(patient)))?;
        let mut actors = Listed::default();
        actors.add(registers.actors_for(patient).await)?;
        people.left_out |= actors.left_out;
        actors.known.sort_unstable();
        for actor in actors.known {
            let found = pair(registers, actor, patient).await;
            let knows = |mut pair: Pair| {
                keep_those_told(&mut pair);
                may_know(&pair, prescription, now).then_some(actor)
            };
            people.add(found.map(knows))?;
        }
        Ok(people)
    }

    async fn tell(&self, db: &Database, job: &Claimed) -> Result<()> {
        let payload = job.payload.clone();
        let told: Announcement = serde_json::from_value(payload)
            .map_err(|error| database::Error::corrupt("outbox_jobs", "payload", job.id, error))?;
        // One's own scope: the message is for the patient first.
        let scope = PatientScope::of(&kernel::Citizen::oneself(told.patient));
        let found = prescriber::find_for_patient(db, scope, told.prescription).await?;
        let people = match &found {
            Some(prescription) => self.recipients(db, prescription).await?,
            None => Listed::default(),
        };
        let tx = db.begin().await?;
        for person in people.known {
            let about = told.prescription;
            let payload =
                json!({"person": person, "template": told.notice, "params": {}, "prescription": about});
            tx.emit(Job::new("notify.message", payload).once(format!("{}/{person}", job.id)));
        }
        if people.left_out {
            // Whoever is told now is not told again when they answer.
            tx.commit().await?;
            return Err(Error::Registers("not about everybody who may know".to_owned()));
        }
        outbox::settle(&tx, job).await?;
        Ok(tx.commit().await?)
    }
}

/// Only grounds on which one is told count here: a limited one by its scope `remind`, which needs no `see` for that (F10).
pub(crate) fn keep_those_told(pair: &mut Pair) {
    let Some(other) = &mut pair.other else { return };
    other.relations.retain_mut(|record| {
        let row = record.relation.basis.row();
        match &mut record.relation.evidence {
            Evidence::Mandate(mandate) if row.by_scope && mandate.scopes.contains(&Scope::Remind) => {
                mandate.scopes.push(Scope::See);
                true
            }
            _ => row.told,
        }
    });
}

/// Whether the rules let the actor see that the prescription is there.
pub(crate) fn may_know(pair: &Pair, prescription: &Prescription, now: Timestamp) -> bool {
    let gathered =
        Gathered { prescription: Some(PrescriptionFacts::of(prescription)), ..Gathered::person_level() };
    let weighed = gather::weigh(pair, &gathered, Purpose::See, LoginLevel::High, LoginLevel::Low, now);
    weighed.decision.allowed()
}

#[async_trait]
impl Handler for Teller {
    fn kind(&self) -> &'static str {
        TELL
    }

    async fn handle(&self, db: &Database, job: &Claimed) -> Result<Outcome, Failure> {
        match self.tell(db, job).await {
            Ok(()) => Ok(Outcome::Settled),
            Err(Error::Database(error @ database::Error::Corrupt { .. })) => {
                Err(Failure::Never(error.to_string()))
            }
            Err(error) => Err(Failure::Later(error.to_string())),
        }
    }
}
