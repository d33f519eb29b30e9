//! Registers that do not answer about somebody: what comes of it for everybody else, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground is missing")]

mod patchy;

use std::{sync::Arc, time::Duration};

use database::testing::{TestDatabase, on_both};
use jiff::{SignedDuration, civil::date};
use kernel::{LoginLevel, PersonId};
use launch::{
    AtTool, Draft, EmbeddedRegisters, Pair, Reach, Registers,
    representation::{Basis, Evidence, Mandate, ParentRole, Parenthood, Relation, Responsibility, Scope},
};
use people::PersonStatus;
use prescriber::testing::{World, person};
use tokio::sync::Barrier;

use crate::patchy::{Patchy, run_jobs_with, told};

const HIGH: LoginLevel = LoginLevel::High;

fn parenthood() -> Relation {
    let evidence = Parenthood { responsibility: Responsibility::Both, role: ParentRole::Mother };
    Relation { basis: Basis::PARENT, evidence: Evidence::Parenthood(evidence) }
}

/// Told of what is prescribed, and no more.
fn reminder() -> Relation {
    let evidence = Mandate {
        from: date(2026, 1, 1),
        until: None,
        ended: None,
        passed_on: false,
        closest_next_of_kin: false,
        scopes: vec![Scope::Remind],
    };
    Relation { basis: Basis::LIMITED, evidence: Evidence::Mandate(evidence) }
}

async fn persons<const N: usize>(db: &TestDatabase, year: i16) -> [PersonId; N] {
    let tx = db.begin().await.unwrap();
    let mut all = Vec::new();
    for _ in 0..N {
        all.push(person(&tx, "Other", date(year, 5, 5)).await);
    }
    tx.commit().await.unwrap();
    all.try_into().unwrap()
}

/// Each acts for the one beside.
async fn relate(db: &TestDatabase, relation: &Relation, pairs: &[(PersonId, PersonId)]) {
    let tx = db.begin().await.unwrap();
    for &(actor, subject) in pairs {
        launch::enter_relation(&tx, actor, subject, relation.clone(), None).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn registers(db: &TestDatabase) -> Arc<EmbeddedRegisters> {
    Arc::new(EmbeddedRegisters::new((**db).clone()))
}

fn patchy(db: &TestDatabase, away_for: PersonId, unknown: PersonId) -> Arc<Patchy> {
    Arc::new(Patchy { registers: registers(db), away_for, unknown })
}

/// Registers that know of a death, and have nothing to say of two persons before so many pairs have been asked about.
struct Slow {
    registers: Arc<EmbeddedRegisters>,
    dead: Option<PersonId>,
    asked: Barrier,
}

#[async_trait::async_trait]
impl Registers for Slow {
    async fn pair(&self, actor: PersonId, subject: PersonId) -> launch::Result<Pair> {
        if actor != subject {
            self.asked.wait().await;
            return Err(launch::Error::Registers("no answer within time".to_owned()));
        }
        let mut own = self.registers.person(actor).await?;
        if self.dead == Some(actor) {
            own.facts.person.status = PersonStatus::Dead;
        }
        Ok(Pair::oneself(actor, own, self.now()))
    }

    async fn subjects_of(&self, actor: PersonId) -> launch::Result<Vec<PersonId>> {
        self.registers.subjects_of(actor).await
    }

    async fn actors_for(&self, subject: PersonId) -> launch::Result<Vec<PersonId>> {
        self.registers.actors_for(subject).await
    }

    fn now(&self) -> jiff::Timestamp {
        self.registers.now()
    }
}

/// What comes of asking; fails where the questions wait for one another.
async fn side_by_side<T>(asked: impl Future<Output = launch::Result<T>>) -> T {
    tokio::time::timeout(Duration::from_secs(20), asked).await.unwrap().unwrap()
}

fn sorted<const N: usize>(mut all: [PersonId; N]) -> [PersonId; N] {
    all.sort_unstable();
    all
}

on_both! {
    async fn who_may_know_is_told_at_once_though_the_registers_do_not_answer_about_somebody_else(db: TestDatabase) {
        let world = World::new(&db).await;
        let patient = world.patient;
        let [near, odd, gone] = persons(&db, 1980).await;
        relate(&db, &reminder(), &[(near, patient), (odd, patient), (gone, patient)]).await;
        world.prescribe_to(&db, patient).await;
        run_jobs_with(&db, patchy(&db, patient, gone)).await;
        assert_eq!(told(&db, "prescription-issued").await, [patient], "nothing is known of the others");
        db.clock.advance(SignedDuration::from_mins(1));
        run_jobs_with(&db, patchy(&db, odd, gone)).await;
        assert_eq!(told(&db, "prescription-issued").await, [near], "and the patient not again");
        db.clock.advance(SignedDuration::from_mins(1));
        run_jobs_with(&db, registers(&db)).await;
        let mut people = told(&db, "prescription-issued").await;
        people.sort_unstable();
        assert_eq!(people, sorted([odd, gone]), "when they answer again");
    }

    async fn a_parent_whom_the_registers_do_not_know_keeps_no_clinician_from_prescribing(db: TestDatabase) {
        let world = World::new(&db).await;
        let [child] = persons(&db, 2021).await;
        let [parent, other, stranger] = persons(&db, 1980).await;
        let listing = catalogue::find_listing_of(&*db, world.tool).await.unwrap().unwrap();
        let draft = Draft {
            patient: child,
            organisation: world.trust,
            period: prescriber::Period::new(date(2026, 11, 22), None).unwrap(),
            withheld_from_parents: false,
            representative_allowed: true,
        };
        let reach = async |away_for, unknown| {
            launch::reach(&*db, &*patchy(&db, away_for, unknown), &listing, draft, HIGH).await.unwrap()
        };
        relate(&db, &parenthood(), &[(parent, child)]).await;
        assert_eq!(reach(stranger, parent).await, Reach::Nobody);
        assert_eq!(reach(parent, stranger).await, Reach::Unknown);
        relate(&db, &parenthood(), &[(other, child)]).await;
        assert_eq!(reach(stranger, parent).await, Reach::Representative);
        assert_eq!(reach(parent, stranger).await, Reach::Representative);
    }

    async fn f9_nothing_is_sent_to_a_patient_of_whom_the_registers_say_that_they_are_dead(db: TestDatabase) {
        let world = World::new(&db).await;
        let patient = world.patient;
        let source = |dead| Arc::new(Slow { registers: registers(&db), dead, asked: Barrier::new(1) });
        world.prescribe_to(&db, patient).await;
        run_jobs_with(&db, source(Some(patient))).await;
        assert!(told(&db, "prescription-issued").await.is_empty(), "whatever is kept here");
        let kept = people::get_person(&*db, patient).await.unwrap();
        assert_eq!(kept.facts.status, PersonStatus::Active);
        world.prescribe_to(&db, world.nurse.person).await;
        run_jobs_with(&db, source(Some(patient))).await;
        assert_eq!(told(&db, "prescription-issued").await, [world.nurse.person]);
    }

    async fn a_list_waits_for_registers_that_hang_once_and_not_once_for_each(db: TestDatabase) {
        let world = World::new(&db).await;
        let parent = world.patient;
        let children: [PersonId; 3] = persons(&db, 2021).await;
        let [near, other] = persons(&db, 1980).await;
        relate(&db, &parenthood(), &children.map(|child| (parent, child))).await;
        relate(&db, &reminder(), &children.map(|child| (child, parent))).await;
        relate(&db, &parenthood(), &[(near, children[0]), (other, children[0])]).await;
        let slow = Slow { registers: registers(&db), dead: None, asked: Barrier::new(3) };
        let represented = side_by_side(launch::list_represented(&slow, parent, HIGH, HIGH)).await;
        assert!(represented.left_out && represented.known.is_empty());
        let held = side_by_side(launch::list_held(&slow, parent, HIGH, HIGH)).await;
        assert!(held.left_out && held.known.is_empty());
        let holders = side_by_side(launch::list_holders(&slow, parent)).await;
        assert!(holders.left_out && holders.known.is_empty());
        let at = AtTool { person: parent, level: HIGH, floor: HIGH, tool: world.tool };
        let present = db.present().await.unwrap();
        assert!(!side_by_side(Box::pin(launch::is_open_for_whom(&present, &slow, at, parent))).await);
        assert!(side_by_side(Box::pin(launch::list_for_whom(&present, &slow, at))).await.left_out);
        let listing = catalogue::find_listing_of(&*db, world.tool).await.unwrap().unwrap();
        let draft = Draft {
            patient: children[0],
            organisation: world.trust,
            period: prescriber::Period::new(date(2026, 11, 22), None).unwrap(),
            withheld_from_parents: false,
            representative_allowed: true,
        };
        let reach = side_by_side(Box::pin(launch::reach(&*db, &slow, &listing, draft, HIGH))).await;
        assert_eq!(reach, Reach::Unknown);
    }

    async fn whom_the_registers_do_not_answer_about_is_left_out_and_holds_nobody_up(db: TestDatabase) {
        let world = World::new(&db).await;
        let parent = world.patient;
        let [odd, gone, child] = persons(&db, 2021).await;
        let [near] = persons(&db, 1980).await;
        relate(&db, &parenthood(), &[(parent, odd), (parent, gone), (parent, child)]).await;
        relate(&db, &reminder(), &[(odd, parent), (near, parent)]).await;
        world.prescribe_to(&db, odd).await;
        world.prescribe_to(&db, child).await;
        let patchy = patchy(&db, odd, gone);
        let held = launch::list_held(&*patchy, parent, HIGH, HIGH).await.unwrap();
        let subjects: Vec<_> = held.known.iter().map(|one| one.record.subject).collect();
        assert_eq!((subjects, held.left_out), (vec![child], true));
        let represented = launch::list_represented(&*patchy, parent, HIGH, HIGH).await.unwrap();
        let subjects: Vec<_> = represented.known.iter().map(|one| one.subject).collect();
        assert_eq!((subjects, represented.left_out), (vec![child], true));
        let holders = launch::list_holders(&*patchy, parent).await.unwrap();
        let actors: Vec<_> = holders.known.iter().map(|one| one.actor).collect();
        assert_eq!((actors, holders.left_out), (vec![near], true));
        // Asked for whom, and among those who are known.
        let at = AtTool { person: parent, level: HIGH, floor: HIGH, tool: world.tool };
        let present = db.present().await.unwrap();
        assert!(launch::is_open_for_whom(&present, &*patchy, at, parent).await.unwrap());
        let possible = launch::list_for_whom(&present, &*patchy, at).await.unwrap();
        assert_eq!((possible.known, possible.left_out), (vec![child], true));
    }
}
