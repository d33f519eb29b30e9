//! Powers of attorney that persons give themselves, and their own log of what others have done: on both databases.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where its ground is missing")]

use database::{
    Read, audit,
    testing::{TestDatabase, on_both},
};
use jiff::{
    SignedDuration, ToSpan,
    civil::{Date, date},
};
use kernel::{Citizen, LoginLevel, PersonId, RelationId, oslo};
use launch::{
    Ask, Attorney, Deed, EmbeddedRegisters, Entry, Kind, Open, Permit, Proposal, Recheck, Registered,
    RowOutcome, Verdict, acting, ask,
    representation::{
        Basis, Evidence, Mandate, NEUTRAL, ParentRole, Parenthood, Relation, Responsibility, Scope,
    },
};
use people::{AddressProtection, NumberPolicy, PersonStatus};
use prescriber::{
    Prescribe, Withheld,
    testing::{World, person, person_with},
};
use serde_json::json;

const HIGH: LoginLevel = LoginLevel::High;

fn registers(db: &TestDatabase) -> EmbeddedRegisters {
    EmbeddedRegisters::new((**db).clone())
}

fn attorney(db: &TestDatabase, kind: Kind) -> Attorney {
    Attorney { kind, from: oslo::date(db.now()), until: None }
}

async fn proposed(db: &TestDatabase, giver: PersonId, holder: PersonId, it: Attorney) -> Proposal {
    launch::propose(&registers(db), giver, holder, it).await.unwrap().unwrap()
}

async fn given(db: &TestDatabase, giver: PersonId, holder: PersonId, kind: Kind) -> RelationId {
    let proposal = proposed(db, giver, holder, attorney(db, kind)).await;
    let tx = db.begin().await.unwrap();
    let id = launch::give_attorney(&tx, &proposal).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn told(db: &TestDatabase, giver: PersonId, holder: PersonId) -> Vec<&'static str> {
    let it = attorney(db, Kind::Ordinary);
    launch::propose(&registers(db), giver, holder, it).await.unwrap().unwrap_err()
}

async fn may(db: &TestDatabase, actor: PersonId, subject: PersonId) -> Result<Basis, Vec<&'static str>> {
    let pair = launch::pair(&registers(db), actor, subject).await.unwrap();
    acting(&pair, HIGH, HIGH, db.now()).map(|acting| acting.basis()).map_err(|denial| denial.texts().to_vec())
}

async fn grown(db: &TestDatabase, name: &str) -> PersonId {
    let tx = db.begin().await.unwrap();
    let person = person(&tx, name, date(1980, 1, 1)).await;
    tx.commit().await.unwrap();
    person
}

/// An ordinary power of attorney as a register tells it.
fn ordinary(from: Date) -> Mandate {
    Mandate {
        from,
        until: None,
        ended: None,
        passed_on: false,
        closest_next_of_kin: false,
        scopes: Vec::new(),
    }
}

/// What comes of a file that has this power of the patient's to this holder.
async fn registered(db: &TestDatabase, world: &World, holder: PersonId, mandate: &Mandate) -> Registered {
    let relation = Relation { basis: Basis::ORDINARY, evidence: Evidence::Mandate(mandate.clone()) };
    let entry = Entry { actor: holder, subject: world.patient, relation, daily_care: None };
    let tx = db.begin().await.unwrap();
    let registered = launch::register_relation(&tx, &world.operator, &entry, "file").await.unwrap();
    tx.commit().await.unwrap();
    registered
}

on_both! {
    async fn f6_f10_a_limited_power_lets_its_holder_see_and_an_ordinary_one_too(db: TestDatabase) {
        let world = World::new(&db).await;
        let friend = grown(&db, "Friend").await;
        let reminded = grown(&db, "Reminded").await;
        given(&db, world.patient, friend, Kind::Limited(vec![Scope::See])).await;
        given(&db, world.patient, reminded, Kind::Limited(vec![Scope::Remind])).await;
        assert_eq!(may(&db, friend, world.patient).await, Ok(Basis::LIMITED));
        assert_eq!(may(&db, reminded, world.patient).await, Err(vec!["refusal-F10"]));
        assert_eq!(may(&db, world.patient, friend).await, Err(vec!["refusal-F0"]), "not the other way");
        given(&db, world.patient, reminded, Kind::Ordinary).await;
        assert_eq!(may(&db, reminded, world.patient).await, Ok(Basis::ORDINARY), "the best of two");
        // Each is shown by itself, with what it gives.
        let held = launch::list_held(&registers(&db), reminded, HIGH, HIGH).await.unwrap();
        let mut shown: Vec<_> = held.known.iter().map(|one| (one.record.relation.basis, one.outcome.is_ok())).collect();
        shown.sort_unstable_by_key(|(_, allowed)| *allowed);
        assert_eq!(shown, [(Basis::LIMITED, false), (Basis::ORDINARY, true)]);
        let holders = launch::list_holders(&registers(&db), world.patient).await.unwrap();
        assert_eq!(holders.known.len(), 3);
    }

    async fn f6_a_holder_is_eighteen_and_a_giver_sixteen(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let today = oslo::date(tx.now());
        let aged = async |name, years: i16| person(&tx, name, today.checked_sub(years.years()).unwrap()).await;
        let (young, just) = (aged("Seventeen", 17).await, aged("Eighteen", 18).await);
        let (child, youth) = (aged("Fifteen", 15).await, aged("Sixteen", 16).await);
        tx.commit().await.unwrap();
        assert_eq!(told(&db, world.patient, young).await, ["refusal-F6"]);
        proposed(&db, world.patient, just, attorney(&db, Kind::Ordinary)).await;
        assert_eq!(told(&db, child, world.patient).await, ["refusal-F6"]);
        proposed(&db, youth, world.patient, attorney(&db, Kind::Ordinary)).await;
    }

    async fn row_36_f2_f5_f9_what_is_protected_is_answered_with_the_neutral_text(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let born = date(1970, 1, 1);
        let hidden = [
            person_with(&tx, "A", born, |entry| entry.address = AddressProtection::Confidential).await,
            person_with(&tx, "B", born, |entry| entry.address = AddressProtection::StrictlyConfidential).await,
            person_with(&tx, "C", born, |entry| entry.emergency_block = true).await,
            person_with(&tx, "D", born, |entry| entry.status = PersonStatus::Dead).await,
            person_with(&tx, "E", born, |entry| entry.status = PersonStatus::Emigrated).await,
        ];
        tx.commit().await.unwrap();
        for holder in hidden {
            assert_eq!(told(&db, world.patient, holder).await, [NEUTRAL]);
        }
    }

    async fn given_twice_is_given_once_and_another_of_the_kind_is_in_the_way_until_it_is_over(db: TestDatabase) {
        let world = World::new(&db).await;
        let friend = grown(&db, "Friend").await;
        let first = given(&db, world.patient, friend, Kind::Ordinary).await;
        assert_eq!(given(&db, world.patient, friend, Kind::Ordinary).await, first);
        let until = oslo::date(db.now()).checked_add(3.days()).unwrap();
        let other = Attorney { until: Some(until), ..attorney(&db, Kind::Ordinary) };
        let proposal = proposed(&db, world.patient, friend, other).await;
        let tx = db.begin().await.unwrap();
        let refused = launch::give_attorney(&tx, &proposal).await;
        assert!(matches!(refused, Err(launch::Error::AttorneyStands)));
        drop(tx);
        let tx = db.begin().await.unwrap();
        launch::end_attorney(&tx, first, world.patient).await.unwrap();
        launch::give_attorney(&tx, &proposal).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(may(&db, friend, world.patient).await, Ok(Basis::ORDINARY));
        // F7: its period runs out by itself, and a new one takes its place.
        db.clock.advance(SignedDuration::from_hours(4 * 24));
        assert_eq!(may(&db, friend, world.patient).await, Err(vec!["refusal-F7"]));
        given(&db, world.patient, friend, Kind::Ordinary).await;
        assert_eq!(may(&db, friend, world.patient).await, Ok(Basis::ORDINARY));
    }

    async fn f7_either_party_ends_it_at_once_and_both_are_told(db: TestDatabase) {
        let world = World::new(&db).await;
        let (friend, stranger) = (grown(&db, "Friend").await, grown(&db, "Stranger").await);
        for by_giver in [true, false] {
            let id = given(&db, world.patient, friend, Kind::Ordinary).await;
            assert!(may(&db, friend, world.patient).await.is_ok());
            let tx = db.begin().await.unwrap();
            let foreign = launch::end_attorney(&tx, id, stranger).await;
            assert!(matches!(foreign, Err(launch::Error::NotFound)), "nobody else's is found");
            let party = if by_giver { world.patient } else { friend };
            for _ in 0..2 {
                launch::end_attorney(&tx, id, party).await.unwrap();
            }
            tx.commit().await.unwrap();
            assert_eq!(may(&db, friend, world.patient).await, Err(vec!["refusal-F7"]));
            let log = audit::list_about(&*db, &id.to_string(), 9).await.unwrap();
            let actions: Vec<_> = log.iter().map(|entry| entry.action.as_str()).collect();
            assert_eq!(actions, ["attorney.end", "attorney.give"], "ended once");
            assert_eq!(log[0].detail["by"], if by_giver { "giver" } else { "holder" });
        }
        let waiting = database::outbox::backlog(&*db).await.unwrap().open;
        assert_eq!(waiting, 8, "two given, two ended, each told to both");
    }

    async fn f7_what_a_party_has_ended_is_not_revived_by_the_registers_next_file(db: TestDatabase) {
        let world = World::new(&db).await;
        let friend = grown(&db, "Friend").await;
        let today = oslo::date(db.now());
        let begun = ordinary(today.checked_sub(9.days()).unwrap());
        let told = async |mandate: &Mandate| registered(&db, &world, friend, mandate).await;
        let Registered::Added(id) = told(&begun).await else { panic!("added") };
        assert_eq!(may(&db, friend, world.patient).await, Ok(Basis::ORDINARY));
        let tx = db.begin().await.unwrap();
        launch::end_attorney(&tx, id, friend).await.unwrap();
        tx.commit().await.unwrap();
        // That very power, one that ends otherwise, and one whose beginning was wrong.
        let until = today.checked_add(1.years()).ok();
        let corrected = ordinary(begun.from.tomorrow().unwrap());
        for again in [&begun, &Mandate { until, ..begun.clone() }, &corrected] {
            assert_eq!(told(again).await, Registered::StaysEnded(id));
            assert_eq!(may(&db, friend, world.patient).await, Err(vec!["refusal-F7"]));
        }
        let row = json!({
            "kind": "ordinary_poa", "from": begun.from,
            "actor": people::reveal_number(&*db, friend).await.unwrap().expose(),
            "subject": people::reveal_number(&*db, world.patient).await.unwrap().expose(),
        });
        let tx = db.begin().await.unwrap();
        let row = serde_json::from_value(row).unwrap();
        let outcome = launch::import_row(&tx, &world.operator, NumberPolicy::Synthetic, row).await.unwrap();
        assert_eq!(outcome, Ok(RowOutcome::StaysEnded));
        tx.commit().await.unwrap();
        let learnt = Mandate { ended: Some(today), ..begun.clone() };
        assert_eq!(told(&learnt).await, Registered::Unchanged(id), "the register says it too");
        // Nor by one file that has it no more and another that has it again.
        let tx = db.begin().await.unwrap();
        assert!(launch::remove_relation(&tx, &world.operator, id, "file").await.unwrap());
        tx.commit().await.unwrap();
        let Registered::StaysEnded(id) = told(&begun).await else { panic!("added anew, and ended") };
        assert_eq!(may(&db, friend, world.patient).await, Err(vec!["refusal-F7"]));
        // A new one counts from the same day, and the file that still has the old one does not bring that back.
        assert_eq!(told(&ordinary(today)).await, Registered::Changed(id));
        assert_eq!(told(&ordinary(today)).await, Registered::Unchanged(id));
        assert_eq!(may(&db, friend, world.patient).await, Ok(Basis::ORDINARY));
        assert_eq!(told(&begun).await, Registered::StaysEnded(id));
        assert_eq!(may(&db, friend, world.patient).await, Err(vec!["refusal-F7"]));
    }

    async fn f7_an_end_that_the_register_told_is_the_registers_to_correct(db: TestDatabase) {
        let world = World::new(&db).await;
        let friend = grown(&db, "Friend").await;
        let today = oslo::date(db.now());
        let right = ordinary(today);
        let wrong = Mandate { ended: Some(today), ..right.clone() };
        let told = async |mandate: &Mandate| registered(&db, &world, friend, mandate).await;
        let Registered::Added(id) = told(&wrong).await else { panic!("added") };
        assert_eq!(may(&db, friend, world.patient).await, Err(vec!["refusal-F7"]));
        assert_eq!(told(&right).await, Registered::Changed(id));
        assert_eq!(may(&db, friend, world.patient).await, Ok(Basis::ORDINARY));
        assert_eq!(told(&wrong).await, Registered::Changed(id));
        let tx = db.begin().await.unwrap();
        assert!(launch::remove_relation(&tx, &world.operator, id, "slip").await.unwrap());
        tx.commit().await.unwrap();
        assert!(matches!(told(&right).await, Registered::Added(_)), "taken out and entered anew");
        assert_eq!(may(&db, friend, world.patient).await, Ok(Basis::ORDINARY));
    }

    async fn f8_r1_a_tool_is_not_opened_nor_permitted_by_an_ordinary_power(db: TestDatabase) {
        let world = World::new(&db).await;
        let friend = grown(&db, "Friend").await;
        let one = world.prescribe_to(&db, world.patient).await;
        given(&db, world.patient, friend, Kind::Ordinary).await;
        let citizen = Citizen { person: friend, subject: world.patient };
        let question = Ask { citizen, level: HIGH, floor: HIGH, tool: world.tool, prescription: Some(one.id) };
        let pair = launch::pair(&registers(&db), friend, world.patient).await.unwrap();
        let tx = db.begin().await.unwrap();
        let Verdict::Refused(denial) = ask::<Permit>(&tx, &pair, &question).await.unwrap() else { panic!("F8") };
        assert!(denial.texts().contains(&"refusal-F8"), "{denial:?}");
        let Verdict::Refused(denial) = ask::<Open>(&tx, &pair, &question).await.unwrap() else { panic!("R1") };
        assert!(denial.texts().contains(&"refusal-R1"), "{denial:?}");
        tx.commit().await.unwrap();
        let stands = launch::recheck(&*db, &pair, &question).await.unwrap();
        assert!(matches!(stands, Recheck::Fallen(Some(_))), "{stands:?}");
    }

    async fn f10_f11_a_limited_power_turns_nothing_down_and_an_assigned_one_what_is_withheld_from_parents_too(db: TestDatabase) {
        let world = World::new(&db).await;
        let friend = grown(&db, "Friend").await;
        let tx = db.begin().await.unwrap();
        let giver = person_with(&tx, "Giver", date(1948, 5, 5), |entry| entry.lacks_capacity = true).await;
        let mandate = Mandate {
            from: date(2026, 1, 1),
            until: Some(date(2029, 1, 1)),
            ended: None,
            passed_on: false,
            closest_next_of_kin: true,
            scopes: Vec::new(),
        };
        let relation = Relation { basis: Basis::ASSIGNED, evidence: Evidence::Mandate(mandate) };
        launch::enter_relation(&tx, friend, giver, relation, None).await.unwrap();
        let form = Prescribe { withheld: Some(Withheld::WeightyReasons), ..world.form(&tx, giver) };
        let one = prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap().id;
        tx.commit().await.unwrap();
        let whole = async |actor, subject| {
            let pair = launch::pair(&registers(&db), actor, subject).await.unwrap();
            acting(&pair, HIGH, HIGH, db.now()).unwrap().whole()
        };
        let proof = whole(friend, giver).await.unwrap();
        let tx = db.begin().await.unwrap();
        let declined = launch::decline(&tx, &proof, one, None).await.unwrap();
        assert_eq!(declined.state.stage(), prescriber::Stage::Declined);
        tx.commit().await.unwrap();
        given(&db, world.patient, friend, Kind::Limited(vec![Scope::See])).await;
        assert_eq!(whole(friend, world.patient).await, None, "no proof, and so no way to decline");
    }

    async fn f11_the_child_sees_who_acted_and_the_parent_nothing_of_what_is_withheld(db: TestDatabase) {
        let world = World::new(&db).await;
        let parent = world.patient;
        let tx = db.begin().await.unwrap();
        let teen = person(&tx, "Teen", date(2012, 5, 5)).await;
        let evidence = Parenthood { responsibility: Responsibility::Both, role: ParentRole::Mother };
        let relation = Relation { basis: Basis::PARENT, evidence: Evidence::Parenthood(evidence) };
        launch::enter_relation(&tx, parent, teen, relation, None).await.unwrap();
        tx.commit().await.unwrap();
        let one = world.prescribe_to(&db, teen).await;
        let citizen = Citizen { person: parent, subject: teen };
        let question = Ask { citizen, level: HIGH, floor: HIGH, tool: world.tool, prescription: Some(one.id) };
        let pair = launch::pair(&registers(&db), parent, teen).await.unwrap();
        let acted = acting(&pair, HIGH, HIGH, db.now()).unwrap();
        let tx = db.begin().await.unwrap();
        acted.record(&tx);
        let Verdict::Allowed(proof) = ask::<Permit>(&tx, &pair, &question).await.unwrap() else { panic!("permit") };
        launch::give_permission(&tx, &proof).await.unwrap();
        tx.commit().await.unwrap();
        db.clock.advance(SignedDuration::from_secs(5));
        let tx = db.begin().await.unwrap();
        let Verdict::Allowed(proof) = ask::<Open>(&tx, &pair, &question).await.unwrap() else { panic!("open") };
        launch::open(&tx, *proof, "/mine-verktoy").await.unwrap();
        tx.commit().await.unwrap();

        let log = async |actor| {
            let pair = launch::pair(&registers(&db), actor, teen).await.unwrap();
            let whole = acting(&pair, HIGH, HIGH, db.now()).unwrap().whole().unwrap();
            let acts = launch::list_acts(&*db, &whole, None, 9).await.unwrap();
            acts.iter().map(|act| (act.by, act.deed)).collect::<Vec<_>>()
        };
        let all = [(parent, Deed::Started), (parent, Deed::Permitted), (parent, Deed::Began)];
        assert_eq!(log(teen).await[..1], all[..1]);
        assert_eq!(log(teen).await.len(), 3);
        assert_eq!(log(parent).await.len(), 3);
        let own = launch::pair(&registers(&db), parent, parent).await.unwrap();
        let own = acting(&own, HIGH, HIGH, db.now()).unwrap().whole().unwrap();
        assert!(launch::list_acts(&*db, &own, None, 9).await.unwrap().is_empty(), "one's own log is of others");

        // The next prescription of the tool is withheld: what the parent did on the first stands, as the first does.
        let tx = db.begin().await.unwrap();
        prescriber::stop(&tx, &world.psychologist, one.id, kernel::Phrase::new("Ny").unwrap()).await.unwrap();
        let form = Prescribe { withheld: Some(Withheld::ChildAsked), ..world.form(&tx, teen) };
        prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(log(parent).await, log(teen).await);
        // The first is withheld too: the tool is nowhere in what the parent sees.
        let tx = db.begin().await.unwrap();
        prescriber::withhold(&tx, &world.psychologist, one.id, Some(Withheld::ChildAsked)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(log(parent).await, [(parent, Deed::Began)]);
        assert_eq!(log(teen).await.len(), 3, "the child sees it all");
    }
}
