//! Printed letters and their pick-up codes (domain §5), on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground is missing")]

use database::{Database, Read, audit, testing::on_both};
use jiff::{SignedDuration, ToSpan};
use kernel::{Citizen, Clinician, Phrase, PrescriptionId, oslo};
use prescriber::{Error, HandOut, PICK_UP_DAYS, PatientScope, PickUpCode, Stage, Withheld, testing::World};

async fn hand_out(db: &Database, by: &Clinician, id: PrescriptionId) -> HandOut {
    let tx = db.begin().await.unwrap();
    let letter = prescriber::hand_out(&tx, by, id).await.unwrap();
    tx.commit().await.unwrap();
    letter
}

/// What comes of a code for this citizen with these scopes, and commits.
async fn try_code(
    db: &Database,
    who: &Citizen,
    scopes: &[PatientScope],
    code: &PickUpCode,
) -> Option<(PrescriptionId, Stage)> {
    let tx = db.begin().await.unwrap();
    let found = prescriber::pick_up(&tx, who, scopes, code).await.unwrap();
    tx.commit().await.unwrap();
    found.map(|one| (one.id, one.state.stage()))
}

async fn trail(db: &Database, about: impl ToString) -> Vec<String> {
    let mut all = audit::list_about(db, &about.to_string(), 50).await.unwrap();
    all.reverse();
    all.into_iter().map(|entry| entry.action).collect()
}

on_both! {
    async fn the_patient_picks_a_letter_up_and_it_counts_as_seen(db: TestDatabase) {
        let world = World::new(&db).await;
        let me = world.citizen();
        let id = world.prescribe_to(&db, world.patient).await.id;
        let letter = hand_out(&db, &world.psychologist, id).await;
        assert_eq!(letter.code.expose().len(), 14);
        let typed: PickUpCode = letter.code.expose().to_lowercase().replace('-', " ").parse().unwrap();
        let own = [PatientScope::of(&me)];
        assert_eq!(try_code(&db, &me, &own, &typed).await, Some((id, Stage::Seen)));
        // Losing the way does not lose the tool: the same code leads there again.
        assert_eq!(try_code(&db, &me, &own, &typed).await, Some((id, Stage::Seen)));
        let wanted = ["prescription.issue", "prescription.hand_out", "prescription.pick_up", "prescription.see", "prescription.pick_up"];
        assert_eq!(trail(&db, id).await, wanted);
        let entries = audit::list_about(&*db, &id.to_string(), 50).await.unwrap();
        assert!(entries.iter().all(|entry| !entry.detail.to_string().contains(&letter.code.expose())), "never the code itself");
    }

    async fn only_those_who_may_follow_up_make_one(db: TestDatabase) {
        let world = World::new(&db).await;
        let id = world.prescribe_to(&db, world.patient).await.id;
        hand_out(&db, &world.colleague, id).await;
        let tx = db.begin().await.unwrap();
        for stranger in [&world.nurse, &world.physician] {
            assert!(matches!(prescriber::hand_out(&tx, stranger, id).await, Err(Error::NotFound)));
        }
        prescriber::take_over(&tx, &world.nurse, id, Phrase::new("Flyttet").unwrap()).await.unwrap();
        assert!(prescriber::hand_out(&tx, &world.nurse, id).await.is_ok());
    }

    async fn a_new_letter_kills_the_old_one(db: TestDatabase) {
        let world = World::new(&db).await;
        let me = world.citizen();
        let own = [PatientScope::of(&me)];
        let id = world.prescribe_to(&db, world.patient).await.id;
        let first = hand_out(&db, &world.psychologist, id).await.code;
        let second = hand_out(&db, &world.psychologist, id).await.code;
        assert_ne!(first, second);
        assert_eq!(try_code(&db, &me, &own, &first).await, None);
        assert!(try_code(&db, &me, &own, &second).await.is_some());
    }

    async fn the_code_is_useless_to_everybody_else(db: TestDatabase) {
        let world = World::new(&db).await;
        let id = world.prescribe_to(&db, world.patient).await.id;
        let code = hand_out(&db, &world.psychologist, id).await.code;
        let other = Citizen::oneself(world.vendor.person);
        let unknown: PickUpCode = "2222-2222-2222".parse().unwrap();
        for code in [&code, &unknown] {
            assert_eq!(try_code(&db, &other, &[PatientScope::of(&other)], code).await, None);
            assert_eq!(try_code(&db, &other, &[], code).await, None);
        }
        // The same trace of each, and none that names the prescription.
        let mut traces = trail(&db, other.person).await;
        traces.retain(|action| action.starts_with("prescription."));
        assert_eq!(traces, ["prescription.pick_up_refuse"; 4]);
        assert!(!trail(&db, id).await.contains(&"prescription.pick_up".to_owned()));
    }

    async fn who_may_act_finds_it_and_only_acting_marks_it_as_seen(db: TestDatabase) {
        let world = World::new(&db).await;
        let id = world.prescribe_to(&db, world.patient).await.id;
        let code = hand_out(&db, &world.psychologist, id).await.code;
        let person = world.vendor.person;
        let acting = Citizen { person, subject: world.patient };
        let scopes = [PatientScope::of(&Citizen::oneself(person)), PatientScope::of(&acting)];
        assert_eq!(try_code(&db, &Citizen::oneself(person), &scopes, &code).await, Some((id, Stage::Issued)));
        assert_eq!(try_code(&db, &acting, &scopes, &code).await, Some((id, Stage::Seen)));
    }

    async fn what_is_withheld_is_not_there_for_whom_it_is_withheld_from(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let form = prescriber::Prescribe { withheld: Some(Withheld::WeightyReasons), ..world.form(&tx, world.patient) };
        let id = prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap().id;
        tx.commit().await.unwrap();
        let code = hand_out(&db, &world.psychologist, id).await.code;
        let acting = Citizen { person: world.vendor.person, subject: world.patient };
        let parents = PatientScope::of(&acting);
        assert_eq!(try_code(&db, &acting, &[parents], &code).await, None);
        assert!(try_code(&db, &acting, &[parents.with_withheld()], &code).await.is_some());
        let me = world.citizen();
        assert!(try_code(&db, &me, &[PatientScope::of(&me)], &code).await.is_some(), "the patient's own");
    }

    async fn a_code_dies_with_its_prescription(db: TestDatabase) {
        let world = World::new(&db).await;
        let me = world.citizen();
        let own = [PatientScope::of(&me)];
        let id = world.prescribe_to(&db, world.patient).await.id;
        let code = hand_out(&db, &world.psychologist, id).await.code;
        let tx = db.begin().await.unwrap();
        prescriber::stop(&tx, &world.psychologist, id, Phrase::new("Ferdig").unwrap()).await.unwrap();
        assert!(matches!(prescriber::hand_out(&tx, &world.psychologist, id).await, Err(Error::Ended)));
        tx.commit().await.unwrap();
        assert_eq!(try_code(&db, &me, &own, &code).await, None);
    }

    async fn a_code_lives_until_the_prescription_ends_and_ninety_days_at_most(db: TestDatabase) {
        let world = World::new(&db).await;
        let me = world.citizen();
        let own = [PatientScope::of(&me)];
        let today = oslo::date(db.now());
        for (days, last) in [(Some(10), 10), (Some(PICK_UP_DAYS + 10), PICK_UP_DAYS), (None, PICK_UP_DAYS)] {
            let begun = oslo::date(db.now());
            let tx = db.begin().await.unwrap();
            let ends = days.map(|days| begun.checked_add(days.days()).unwrap());
            let form = prescriber::Prescribe { ends, follow_up: None, ..world.form(&tx, world.patient) };
            let id = prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap().id;
            tx.commit().await.unwrap();
            let letter = hand_out(&db, &world.psychologist, id).await;
            assert_eq!(letter.last_day, begun.checked_add(last.days()).unwrap());
            db.clock.advance(SignedDuration::from_hours(24 * last));
            assert!(try_code(&db, &me, &own, &letter.code).await.is_some(), "on the last day");
            db.clock.advance(SignedDuration::from_hours(24));
            assert_eq!(try_code(&db, &me, &own, &letter.code).await, None, "the day after");
            let tx = db.begin().await.unwrap();
            let again = prescriber::hand_out(&tx, &world.psychologist, id).await;
            if days == Some(10) {
                // Past its end nothing is handed out, even before it is marked as expired.
                assert!(matches!(again, Err(Error::Ended)));
                tx.roll_back().await.unwrap();
            } else {
                let fresh = again.unwrap();
                tx.commit().await.unwrap();
                assert!(try_code(&db, &me, &own, &fresh.code).await.is_some(), "a new letter counts anew");
            }
            let tx = db.begin().await.unwrap();
            prescriber::stop(&tx, &world.psychologist, id, Phrase::new("Ferdig").unwrap()).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert!(oslo::date(db.now()) > today);
    }
}
