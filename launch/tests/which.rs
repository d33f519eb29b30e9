//! Which prescription a question is about that names none: on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground is missing")]

use database::{
    Read,
    testing::{TestDatabase, on_both},
};
use jiff::{SignedDuration, civil::date};
use kernel::{Citizen, ClientId, Clinician, LoginLevel, PersonId, PrescriptionId};
use launch::{
    Aim, Ask, EmbeddedRegisters, Open, Permit, Recheck, Verdict, Withdraw, acting, ask,
    representation::{Basis, Evidence, ParentRole, Parenthood, Relation, Responsibility},
    storage::{self, Condition, Shelf, WriteValue},
};
use prescriber::{
    Prescribe, Withheld,
    testing::{World, person},
};

const HIGH: LoginLevel = LoginLevel::High;

/// A parent, and a child born then.
struct Home<'a> {
    db: &'a TestDatabase,
    world: World,
    child: PersonId,
}

impl<'a> Home<'a> {
    async fn new(db: &'a TestDatabase, born: jiff::civil::Date) -> Self {
        let world = World::new(db).await;
        let tx = db.begin().await.unwrap();
        let child = person(&tx, "Child", born).await;
        let evidence = Parenthood { responsibility: Responsibility::Both, role: ParentRole::Mother };
        let relation = Relation { basis: Basis::PARENT, evidence: Evidence::Parenthood(evidence) };
        launch::enter_relation(&tx, world.patient, child, relation, Some(true)).await.unwrap();
        tx.commit().await.unwrap();
        Self { db, world, child }
    }

    async fn prescribe(&self, by: &Clinician, change: impl FnOnce(Prescribe) -> Prescribe) -> PrescriptionId {
        self.db.clock.advance(SignedDuration::from_secs(1));
        let tx = self.db.begin().await.unwrap();
        let form = change(self.world.form(&tx, self.child));
        let one = prescriber::prescribe(&tx, by, form).await.unwrap();
        tx.commit().await.unwrap();
        one.id
    }

    fn question(&self) -> Ask {
        let citizen = Citizen { person: self.world.patient, subject: self.child };
        Ask { citizen, level: HIGH, floor: HIGH, tool: self.world.tool, prescription: None }
    }

    async fn pair(&self) -> launch::Pair {
        let registers = EmbeddedRegisters::new((**self.db).clone());
        launch::pair(&registers, self.world.patient, self.child).await.unwrap()
    }

    /// What the parent is told: nothing where it is allowed.
    async fn told<A: Aim>(&self) -> Vec<&'static str> {
        let pair = self.pair().await;
        let tx = self.db.begin().await.unwrap();
        let verdict = ask::<A>(&tx, &pair, &self.question()).await.unwrap();
        tx.commit().await.unwrap();
        match verdict {
            Verdict::Allowed(_) => Vec::new(),
            Verdict::Refused(denial) => denial.texts().to_vec(),
            Verdict::Absent => vec!["absent"],
        }
    }

    async fn stands_on(&self) -> Option<PrescriptionId> {
        match launch::recheck(&**self.db, &self.pair().await, &self.question()).await.unwrap() {
            Recheck::Stands(standing) => standing.prescription,
            Recheck::Fallen(_) => None,
        }
    }

    async fn permit(&self) {
        let pair = self.pair().await;
        let tx = self.db.begin().await.unwrap();
        let verdict = ask::<Permit>(&tx, &pair, &self.question()).await.unwrap();
        let Verdict::Allowed(proof) = verdict else { unreachable!("{verdict:?}") };
        launch::give_permission(&tx, &proof).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn write(&self, key: &str) {
        let tx = self.db.begin().await.unwrap();
        let client: ClientId = tx.new_id();
        let write = WriteValue {
            shelf: Shelf::of_tool(self.world.tool, self.child),
            by: self.child,
            client,
            key: key.parse().unwrap(),
            media_type: "text/plain".to_owned(),
            content: key.as_bytes().to_vec(),
            condition: Condition::default(),
        };
        storage::write_value(&tx, write).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn kept_by(&self, actor: PersonId) -> usize {
        let registers = EmbeddedRegisters::new((**self.db).clone());
        let pair = launch::pair(&registers, actor, self.child).await.unwrap();
        let whole = acting(&pair, HIGH, HIGH, self.db.now()).unwrap().whole().unwrap();
        storage::list_contents(&**self.db, &whole, self.world.tool).await.unwrap().len()
    }
}

on_both! {
    async fn row_36_f11_what_is_withheld_changes_no_answer_to_a_question_that_names_nothing(db: TestDatabase) {
        let home = Home::new(&db, date(2012, 5, 5)).await;
        let answers = async || (home.told::<Open>().await, home.told::<Permit>().await, home.told::<Withdraw>().await);
        let before = answers().await;
        assert!(before.2.is_empty(), "taking back is nobody's refusal: {before:?}");
        let withheld = |form| Prescribe { withheld: Some(Withheld::ChildAsked), ..form };
        home.prescribe(&home.world.physician, withheld).await;
        assert_eq!(answers().await, before);
        // Beside one that may be seen it changes nothing either, current as it is.
        let seen = home.prescribe(&home.world.psychologist, |form| form).await;
        home.permit().await;
        assert_eq!(home.stands_on().await, Some(seen));
    }

    async fn r2_r8_of_several_current_prescriptions_one_that_allows_counts(db: TestDatabase) {
        let home = Home::new(&db, date(2018, 5, 5)).await;
        let first = home.prescribe(&home.world.psychologist, |form| form).await;
        home.permit().await;
        let alone = |form| Prescribe { representative_allowed: false, ..form };
        home.prescribe(&home.world.physician, alone).await;
        assert_eq!(home.stands_on().await, Some(first), "the newer one is for the patient alone");
    }

    async fn f11_a_parent_deletes_what_a_parent_sees_and_nothing_else(db: TestDatabase) {
        let home = Home::new(&db, date(2012, 5, 5)).await;
        home.prescribe(&home.world.psychologist, |form| form).await;
        home.permit().await;
        home.write("seen").await;
        let withheld = |form| Prescribe { withheld: Some(Withheld::ChildAsked), ..form };
        home.prescribe(&home.world.physician, withheld).await;
        db.clock.advance(SignedDuration::from_secs(1));
        home.write("unseen").await;
        assert_eq!((home.kept_by(home.world.patient).await, home.kept_by(home.child).await), (1, 2));
        let pair = home.pair().await;
        let tx = db.begin().await.unwrap();
        let verdict = ask::<Withdraw>(&tx, &pair, &home.question()).await.unwrap();
        let Verdict::Allowed(proof) = verdict else { unreachable!("{verdict:?}") };
        storage::erase(&tx, &proof).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((home.kept_by(home.world.patient).await, home.kept_by(home.child).await), (0, 1));
    }
}
