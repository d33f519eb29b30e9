//! What tools keep, seen by those who act for others, and the sandbox's shelves: on both databases.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where its ground is missing")]

use database::{
    Read, audit,
    testing::{TestDatabase, on_both},
};
use jiff::{SignedDuration, civil::date};
use kernel::{Citizen, ClientId, LoginLevel, PersonId, ToolId};
use launch::{
    Ask, EmbeddedRegisters, Permit, Proof, Verdict, Withdraw, acting, ask,
    representation::{Basis, Evidence, Mandate, ParentRole, Parenthood, Relation, Responsibility},
    storage::{self, Condition, Shelf, WriteValue},
};
use prescriber::testing::{World, person};

const HIGH: LoginLevel = LoginLevel::High;

async fn write(db: &TestDatabase, shelf: Shelf, by: PersonId, content: &[u8]) {
    let tx = db.begin().await.unwrap();
    let client: ClientId = tx.new_id();
    let write = WriteValue {
        shelf,
        by,
        client,
        key: "dagbok".parse().unwrap(),
        media_type: "text/plain".to_owned(),
        content: content.to_vec(),
        condition: Condition::default(),
    };
    storage::write_value(&tx, write).await.unwrap();
    tx.commit().await.unwrap();
}

async fn child_of(db: &TestDatabase, parent: PersonId) -> PersonId {
    let tx = db.begin().await.unwrap();
    let child = person(&tx, "Child", date(2021, 5, 5)).await;
    let evidence = Parenthood { responsibility: Responsibility::Both, role: ParentRole::Mother };
    let relation = Relation { basis: Basis::PARENT, evidence: Evidence::Parenthood(evidence) };
    launch::enter_relation(&tx, parent, child, relation, Some(true)).await.unwrap();
    tx.commit().await.unwrap();
    child
}

async fn withdraw(
    db: &TestDatabase,
    tool: ToolId,
    citizen: Citizen,
) -> Result<Box<Proof<Withdraw>>, Vec<kernel::Rule>> {
    let registers = EmbeddedRegisters::new((**db).clone());
    let pair = launch::pair(&registers, citizen.person, citizen.subject).await.unwrap();
    let question = Ask { citizen, level: HIGH, floor: HIGH, tool, prescription: None };
    let tx = db.begin().await.unwrap();
    let verdict = ask::<Withdraw>(&tx, &pair, &question).await.unwrap();
    tx.commit().await.unwrap();
    match verdict {
        Verdict::Allowed(proof) => Ok(proof),
        Verdict::Refused(denial) => Err(denial.rules().to_vec()),
        Verdict::Absent => panic!("absent"),
    }
}

async fn seen_by(db: &TestDatabase, person: PersonId, subject: PersonId) -> launch::Whole {
    let registers = EmbeddedRegisters::new((**db).clone());
    let pair = launch::pair(&registers, person, subject).await.unwrap();
    acting(&pair, HIGH, HIGH, db.now()).unwrap().whole().unwrap()
}

on_both! {
    async fn a_parent_has_a_childs_values_deleted_and_the_childs_log_tells_of_it(db: TestDatabase) {
        let world = World::new(&db).await;
        let (parent, child) = (world.patient, child_of(&db, world.patient).await);
        write(&db, Shelf::of_tool(world.tool, child), parent, b"barnets").await;
        write(&db, Shelf::of_tool(world.tool, parent), parent, b"mors").await;
        let acting = seen_by(&db, parent, child).await;
        let kept = storage::list_kept(&*db, &acting).await.unwrap();
        assert_eq!((kept.len(), kept[0].values, kept[0].bytes), (1, 1, 7));
        let proof = withdraw(&db, world.tool, Citizen { person: parent, subject: child }).await.unwrap();
        let tx = db.begin().await.unwrap();
        storage::erase(&tx, &proof).await.unwrap();
        tx.commit().await.unwrap();
        assert!(storage::list_kept(&*db, &acting).await.unwrap().is_empty());
        let own = seen_by(&db, parent, parent).await;
        assert_eq!(storage::list_contents(&*db, &own, world.tool).await.unwrap()[0].1, b"mors", "nobody else's");
        let acts = launch::list_acts(&*db, &acting, None, 10).await.unwrap();
        let told: Vec<_> = acts.iter().map(|act| (act.deed, act.by, act.tool)).collect();
        assert_eq!(told, [(launch::Deed::Erased, parent, Some(world.tool))]);
    }

    async fn a_holder_of_an_ordinary_power_deletes_nothing(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let holder = person(&tx, "Holder", date(1980, 5, 5)).await;
        let mandate = Mandate {
            from: date(2026, 1, 1), until: Some(date(2029, 1, 1)), ended: None, passed_on: false, closest_next_of_kin: false,
            scopes: Vec::new(),
        };
        let relation = Relation { basis: Basis::ORDINARY, evidence: Evidence::Mandate(mandate) };
        launch::enter_relation(&tx, holder, world.patient, relation, None).await.unwrap();
        tx.commit().await.unwrap();
        write(&db, Shelf::of_tool(world.tool, world.patient), world.patient, b"x").await;
        let refused = withdraw(&db, world.tool, Citizen { person: holder, subject: world.patient }).await;
        assert_eq!(refused.map(|_| ()), Err(vec![kernel::Rule("F8")]));
    }

    async fn f11_what_is_kept_for_a_withheld_prescription_is_not_in_what_parents_see(db: TestDatabase) {
        let world = World::new(&db).await;
        let (parent, child) = (world.patient, child_of(&db, world.patient).await);
        write(&db, Shelf::of_tool(world.tool, child), child, b"hemmelig").await;
        let tx = db.begin().await.unwrap();
        let reason = prescriber::Withheld::WeightyReasons;
        let form = prescriber::Prescribe { withheld: Some(reason), ..world.form(&tx, child) };
        prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap();
        tx.commit().await.unwrap();
        let acting = seen_by(&db, parent, child).await;
        assert!(storage::list_kept(&*db, &acting).await.unwrap().is_empty());
        assert!(storage::list_contents(&*db, &acting, world.tool).await.unwrap().is_empty());
    }

    async fn t4_what_is_written_when_the_permission_has_been_taken_back_is_forgotten_in_a_month_too(db: TestDatabase) {
        let world = World::new(&db).await;
        world.prescribe_to(&db, world.patient).await;
        let citizen = Citizen::oneself(world.patient);
        let shelf = Shelf::of_tool(world.tool, world.patient);
        let forgotten = async || {
            let whole = seen_by(&db, world.patient, world.patient).await;
            storage::list_kept(&*db, &whole).await.unwrap().pop().unwrap().forget_at
        };
        let permit = async || {
            let registers = EmbeddedRegisters::new((*db).clone());
            let pair = launch::pair(&registers, world.patient, world.patient).await.unwrap();
            let question = Ask { citizen, level: HIGH, floor: HIGH, tool: world.tool, prescription: None };
            let tx = db.begin().await.unwrap();
            let verdict = ask::<Permit>(&tx, &pair, &question).await.unwrap();
            let Verdict::Allowed(proof) = verdict else { panic!("{verdict:?}") };
            launch::give_permission(&tx, &proof).await.unwrap();
            tx.commit().await.unwrap();
        };
        permit().await;
        // Taken back before there is anything: a token was decided about a moment earlier.
        let proof = withdraw(&db, world.tool, citizen).await.unwrap();
        let tx = db.begin().await.unwrap();
        launch::withdraw_permission(&tx, &proof).await.unwrap();
        tx.commit().await.unwrap();
        write(&db, shelf, world.patient, b"sent").await;
        let end = db.now().checked_add(storage::KEPT_AFTER_WITHDRAWAL).unwrap();
        assert_eq!(forgotten().await, Some(end));
        permit().await;
        write(&db, shelf, world.patient, b"igjen").await;
        assert_eq!(forgotten().await, None);
    }

    async fn the_sandbox_has_shelves_of_its_own_that_are_forgotten_in_a_month(db: TestDatabase) {
        let world = World::new(&db).await;
        let (real, tried) =
            (Shelf::of_tool(world.tool, world.patient), Shelf::of_sandbox(world.tool, world.patient));
        write(&db, tried, world.patient, "prøve".as_bytes()).await;
        let acting = seen_by(&db, world.patient, world.patient).await;
        assert!(storage::list_kept(&*db, &acting).await.unwrap().is_empty(), "not among what is real");
        assert!(storage::list_values(&*db, real).await.unwrap().is_empty());
        write(&db, real, world.patient, b"ekte").await;
        db.clock.advance(SignedDuration::from_hours(24 * 29));
        write(&db, tried, world.patient, b"ny").await;
        db.clock.advance(SignedDuration::from_hours(24 * 29));
        assert_eq!(storage::forget_kept(&db).await.unwrap(), 0, "a month from its last change");
        db.clock.advance(SignedDuration::from_hours(24));
        assert_eq!(storage::forget_kept(&db).await.unwrap(), 1);
        assert!(storage::list_values(&*db, tried).await.unwrap().is_empty());
        assert_eq!(storage::list_values(&*db, real).await.unwrap().len(), 1);
        assert!(matches!(audit::verify(&*db).await.unwrap(), audit::Verdict::Intact(_)));
    }
}
