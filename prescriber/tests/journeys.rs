//! What clinicians and patients do with prescriptions, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground is missing")]

use database::{Read, audit, outbox, testing::on_both};
use jiff::{SignedDuration, civil::date};
use kernel::{Citizen, Clinician, PersonId, Phrase, PrescriptionId, Profession};
use prescriber::{
    ClinicianFilter, Completer, Error, EventKind, LookKind, Page, PatientScope, Prescription, Renew, Report,
    Reported, SharedData, Sharing, Stage, Withheld,
    testing::{World, person, person_with},
};

fn reason(text: &str) -> prescriber::Reason {
    Phrase::new(text).unwrap()
}

async fn seen_by(db: &impl Read, clinician: &Clinician) -> Vec<PrescriptionId> {
    let list =
        prescriber::list_for_clinician(db, clinician, ClinicianFilter::default(), Page::first(50)).await;
    list.unwrap().into_iter().map(|prescription| prescription.id).collect()
}

async fn get(db: &impl Read, patient: PersonId, id: PrescriptionId) -> Prescription {
    let scope = PatientScope::of(&Citizen::oneself(patient));
    prescriber::find_for_patient(db, scope, id).await.unwrap().unwrap()
}

on_both! {
    async fn a_prescription_goes_from_issue_to_completion_and_every_step_is_an_event(db: TestDatabase) {
        let world = World::new(&db).await;
        let citizen = world.citizen();
        let id = world.prescribe_to(&db, world.patient).await.id;
        let scope = PatientScope::of(&citizen);

        let tx = db.begin().await.unwrap();
        assert_eq!(prescriber::mark_seen(&tx, &citizen, scope, id).await.unwrap().state.stage(), Stage::Seen);
        tx.commit().await.unwrap();
        db.clock.advance(SignedDuration::from_mins(1));
        let tx = db.begin().await.unwrap();
        prescriber::mark_seen(&tx, &citizen, scope, id).await.unwrap();
        prescriber::activate(&tx, &citizen, id).await.unwrap();
        prescriber::activate(&tx, &citizen, id).await.unwrap();
        prescriber::complete(&tx, Completer::Citizen(&citizen), id).await.unwrap();
        tx.commit().await.unwrap();

        let prescription = get(&*db, world.patient, id).await;
        assert_eq!(prescription.state.stage(), Stage::Completed);
        assert_eq!(prescription.version, 4);
        assert_eq!(&*prescription.goal, "Sove bedre");
        let reached = prescription.state.reached();
        assert_eq!(reached.started.unwrap().duration_since(reached.seen.unwrap()), SignedDuration::from_mins(1));
        let events = prescriber::list_events(&*db, &prescription).await.unwrap();
        let kinds: Vec<_> = events.iter().map(|event| event.kind.clone()).collect();
        assert_eq!(kinds, [EventKind::Issued, EventKind::Seen, EventKind::Started, EventKind::Completed]);
        assert_eq!(events[1].actor, (&citizen).into());
        assert!(matches!(audit::verify(&*db).await.unwrap(), audit::Verdict::Intact(_)));
        let tx = db.begin().await.unwrap();
        let again = prescriber::complete(&tx, Completer::Citizen(&citizen), id).await;
        assert!(matches!(again, Err(Error::Refused(_))));
    }

    async fn only_own_unit_and_who_took_over_see_it_and_other_organisations_nothing(db: TestDatabase) {
        let world = World::new(&db).await;
        let id = world.prescribe_to(&db, world.patient).await.id;
        assert_eq!(seen_by(&*db, &world.psychologist).await, [id]);
        assert_eq!(seen_by(&*db, &world.colleague).await, [id]);
        assert!(seen_by(&*db, &world.nurse).await.is_empty());
        assert!(seen_by(&*db, &world.physician).await.is_empty());

        let tx = db.begin().await.unwrap();
        for other in [&world.nurse, &world.physician] {
            assert!(matches!(prescriber::open_record(&tx, other, id).await, Err(Error::NotFound)));
            assert!(matches!(prescriber::stop(&tx, other, id, reason("x")).await, Err(Error::NotFound)));
            assert!(matches!(prescriber::read_data(&tx, other, id, 10).await, Err(Error::NotFound)));
        }
        let elsewhere = prescriber::list_transferable(&tx, &world.physician, world.patient).await.unwrap();
        assert!(elsewhere.is_empty());
        assert!(matches!(
            prescriber::take_over(&tx, &world.physician, id, reason("x")).await,
            Err(Error::NotFound)
        ));
        let here = prescriber::list_transferable(&tx, &world.nurse, world.patient).await.unwrap();
        assert_eq!(here.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
        prescriber::take_over(&tx, &world.nurse, id, reason("Pasienten er innlagt hos oss")).await.unwrap();
        tx.commit().await.unwrap();

        assert_eq!(seen_by(&*db, &world.nurse).await, [id]);
        // The same person in another organisation does not take it along.
        let moved = Clinician { organisation: world.municipality, unit: None, ..world.nurse.clone() };
        assert!(seen_by(&*db, &moved).await.is_empty());
        let tx = db.begin().await.unwrap();
        let record = prescriber::open_record(&tx, &world.nurse, id).await.unwrap();
        assert!(matches!(record.events[1].kind, EventKind::TakenOver { .. }));
        assert_eq!(record.followers[0].person, world.nurse.person);
        tx.commit().await.unwrap();

        let looks = prescriber::list_looks(&*db, PatientScope::of(&world.citizen()), Page::first(50)).await.unwrap();
        let who: Vec<_> = looks.iter().map(|look| (look.clinician, look.what)).collect();
        assert!(who.contains(&(world.nurse.person, LookKind::Prescription)));
        assert!(who.contains(&(world.nurse.person, LookKind::TakeOver)));
        assert!(!who.iter().any(|(person, _)| *person == world.physician.person));
    }

    async fn the_same_tool_again_asks_for_renewal_and_the_same_form_again_changes_nothing(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let form = world.form(&tx, world.patient);
        let first = prescriber::prescribe(&tx, &world.psychologist, form.clone()).await.unwrap();
        assert_eq!(prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap().id, first.id);
        let second = prescriber::prescribe(&tx, &world.colleague, world.form(&tx, world.patient)).await;
        assert!(matches!(second, Err(Error::AlreadyOpen(id)) if id == first.id));
        // Another organisation neither sees nor is hindered by it.
        let elsewhere = prescriber::prescribe(&tx, &world.physician, world.form(&tx, world.patient)).await.unwrap();
        assert_ne!(elsewhere.id, first.id);
        let command = Renew {
            prescription: first.id, version: 1, ends: Some(date(2027, 6, 1)), follow_up: None, instructions: None,
        };
        let renewed = prescriber::renew(&tx, &world.colleague, command.clone()).await.unwrap();
        assert_eq!(renewed.period.ends(), Some(date(2027, 6, 1)));
        assert!(matches!(prescriber::renew(&tx, &world.colleague, command).await, Err(Error::Stale)));
        tx.commit().await.unwrap();
    }

    async fn two_at_the_same_time_give_one_prescription(db: TestDatabase) {
        let world = World::new(&db).await;
        let one = async {
            let tx = db.begin().await.unwrap();
            let form = world.form(&tx, world.patient);
            prescriber::prescribe(&tx, &world.psychologist, form).await?;
            Ok::<_, Error>(tx.commit().await?)
        };
        let other = async {
            let tx = db.begin().await.unwrap();
            let form = world.form(&tx, world.patient);
            prescriber::prescribe(&tx, &world.colleague, form).await?;
            Ok::<_, Error>(tx.commit().await?)
        };
        let (one, other) = tokio::join!(one, other);
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        assert_eq!(seen_by(&*db, &world.psychologist).await.len(), 1);
    }

    async fn who_may_not_prescribe_is_told_why(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let radiographer = Clinician { professions: vec![Profession::Ra], ..world.psychologist.clone() };
        let form = world.form(&tx, world.patient);
        let try_as = async |clinician: &Clinician, form| prescriber::prescribe(&tx, clinician, form).await;
        assert!(matches!(try_as(&radiographer, form.clone()).await, Err(Error::Profession)));
        let outside = Clinician { organisation: world.vendor.organisation, unit: None, ..world.psychologist.clone() };
        assert!(matches!(try_as(&outside, form.clone()).await, Err(Error::NoTerms)));
        let dead = person_with(&tx, "Dead", date(1950, 1, 1), |entry| entry.status = people::PersonStatus::Dead).await;
        let child = person(&tx, "Child", date(2015, 11, 23)).await;
        let teen = person(&tx, "Teen", date(2011, 1, 1)).await;
        for (change, expected) in [
            (prescriber::Prescribe { patient: dead, ..form.clone() }, "Patient"),
            (prescriber::Prescribe { task: "no-such".parse().ok(), ..form.clone() }, "Task"),
            (prescriber::Prescribe { ends: Some(date(2026, 11, 21)), ..form.clone() }, "EndsBeforeStart"),
            (
                prescriber::Prescribe {
                    starts: Some(date(2026, 11, 1)), ends: Some(date(2026, 11, 21)), ..form.clone()
                },
                "AlreadyOver",
            ),
            (prescriber::Prescribe { follow_up: Some(date(2026, 11, 1)), ..form.clone() }, "FollowUpBeforeStart"),
            (
                prescriber::Prescribe { patient: child, withheld: Some(Withheld::ChildAsked), ..form.clone() },
                "WithheldAge",
            ),
            (prescriber::Prescribe { withheld: Some(Withheld::ChildAsked), ..form.clone() }, "WithheldAge"),
        ] {
            assert_eq!(format!("{:?}", try_as(&world.psychologist, change).await.unwrap_err()), expected);
        }
        let asked = prescriber::Prescribe { patient: teen, withheld: Some(Withheld::ChildAsked), ..form.clone() };
        assert!(try_as(&world.psychologist, asked).await.is_ok());
        let other = try_as(&world.psychologist, form.clone()).await;
        assert!(matches!(other, Err(Error::SentOtherwise { open: true, .. })), "another's form");
        let form = world.form(&tx, world.patient);
        let new = catalogue::NewSuspension {
            reason: catalogue::SuspensionReason::Security, cause: String::new(), note: catalogue::PerLocale::default(),
        };
        catalogue::add_suspension(&tx, (&world.operator).into(), world.tool, new).await.unwrap();
        assert!(matches!(try_as(&world.psychologist, form).await, Err(Error::NotPublished)));
    }

    async fn the_same_form_with_other_content_is_told_and_what_was_changed_since_is_not_held_against_it(db: TestDatabase) {
        let world = World::new(&db).await;
        let me = &world.psychologist;
        let tx = db.begin().await.unwrap();
        let form = world.form(&tx, world.patient);
        let sent = prescriber::prescribe(&tx, me, form.clone()).await.unwrap();
        assert_eq!(prescriber::prescribe(&tx, me, form.clone()).await.unwrap().id, sent.id);
        for other in [
            prescriber::Prescribe { goal: kernel::Phrase::new("Et annet mål").unwrap(), ..form.clone() },
            prescriber::Prescribe { instructions: None, ..form.clone() },
            prescriber::Prescribe { task: None, ..form.clone() },
            prescriber::Prescribe { starts: Some(date(2026, 12, 1)), ..form.clone() },
            prescriber::Prescribe { ends: None, ..form.clone() },
            prescriber::Prescribe { follow_up: None, ..form.clone() },
            prescriber::Prescribe { representative_allowed: false, ..form.clone() },
            prescriber::Prescribe { returns_data: false, ..form.clone() },
        ] {
            let told = prescriber::prescribe(&tx, me, other.clone()).await;
            assert!(matches!(told, Err(Error::SentOtherwise { sent: id, open: true }) if id == sent.id), "{other:?}");
        }
        let change = prescriber::Renew {
            prescription: sent.id, version: sent.version, ends: None, follow_up: None, instructions: None,
        };
        let renewed = prescriber::renew(&tx, me, change).await.unwrap();
        assert_eq!(prescriber::prescribe(&tx, me, form).await.unwrap().version, renewed.version);
    }

    async fn what_has_run_out_is_expired_once_and_makes_room(db: TestDatabase) {
        let world = World::new(&db).await;
        let first = world.prescribe_to(&db, world.patient).await;
        db.clock.set("2027-02-01T22:59:59Z".parse().unwrap());
        let tx = db.begin().await.unwrap();
        assert_eq!(prescriber::expire_due(&tx, 10).await.unwrap(), 0, "the last day counts");
        drop(tx);
        db.clock.set("2027-02-01T23:00:00Z".parse().unwrap());
        let tx = db.begin().await.unwrap();
        assert_eq!(prescriber::expire_due(&tx, 10).await.unwrap(), 1);
        assert_eq!(prescriber::expire_due(&tx, 10).await.unwrap(), 0);
        tx.roll_back().await.unwrap();
        // Unnoticed by the job, it still makes room for the next one.
        let tx = db.begin().await.unwrap();
        let form = prescriber::Prescribe { ends: None, follow_up: None, ..world.form(&tx, world.patient) };
        prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(get(&*db, world.patient, first.id).await.state.stage(), Stage::Expired);
    }

    async fn declining_and_stopping_say_why_and_tell_the_other_side(db: TestDatabase) {
        let world = World::new(&db).await;
        let citizen = world.citizen();
        let first = world.prescribe_to(&db, world.patient).await;
        let before = outbox::backlog(&*db).await.unwrap().open;
        let tx = db.begin().await.unwrap();
        let scope = PatientScope::of(&citizen);
        let because = Some(reason("Ikke nå"));
        let declined = prescriber::decline(&tx, &citizen, scope, first.id, because).await.unwrap();
        assert_eq!(declined.state.reason().map(ToString::to_string).as_deref(), Some("Ikke nå"));
        let again = prescriber::decline(&tx, &citizen, scope, first.id, None).await;
        assert!(matches!(again, Err(Error::Refused(_))));
        tx.commit().await.unwrap();
        assert_eq!(outbox::backlog(&*db).await.unwrap().open, before + 1, "the clinician has a message");
        let second = world.prescribe_to(&db, world.patient).await;
        let tx = db.begin().await.unwrap();
        prescriber::stop(&tx, &world.colleague, second.id, reason("Feil verktøy")).await.unwrap();
        tx.commit().await.unwrap();
        let stopped = get(&*db, world.patient, second.id).await;
        assert_eq!(stopped.state.reason().map(ToString::to_string).as_deref(), Some("Feil verktøy"));
    }

    async fn a_clinician_reads_data_only_as_the_patient_shares_it(db: TestDatabase) {
        let world = World::new(&db).await;
        let citizen = world.citizen();
        let id = world.prescribe_to(&db, world.patient).await.id;
        let tx = db.begin().await.unwrap();
        let resource = r#"{"resourceType":"Observation","code":{"text":"Søvn siste natt"},"valueQuantity":{"value":7.50}}"#;
        let sent = Report {
            patient: world.patient,
            reporter: world.patient,
            client: tx.new_id(),
            tool: world.tool,
            prescription: Some(id),
            identifier: Some("urn:x|1".into()),
            code: "http://loinc.org|93832-4".into(),
            effective_at: tx.now(),
            resource: resource.into(),
        };
        let Reported::Created(created) = prescriber::report(&tx, sent.clone()).await.unwrap() else {
            unreachable!("it is new")
        };
        assert_eq!(created.resource, resource);
        assert_eq!(
            prescriber::report(&tx, sent.clone()).await.unwrap(),
            Reported::Existing(created.clone())
        );
        let other = Report { resource: "{}".into(), ..sent.clone() };
        assert!(matches!(prescriber::report(&tx, other).await, Err(Error::Identifier)));
        let foreign = Report { patient: world.nurse.person, identifier: None, ..sent };
        assert!(matches!(prescriber::report(&tx, foreign).await, Err(Error::NotFound)));

        let read = async || prescriber::read_data(&tx, &world.psychologist, id, 10).await.unwrap();
        assert_eq!(read().await, SharedData::Nothing);
        let scope = PatientScope::of(&citizen);
        prescriber::share(&tx, &citizen, scope, id, Sharing::Summary).await.unwrap();
        let SharedData::Summary(summary) = read().await else { unreachable!("a summary") };
        assert_eq!((summary.len(), summary[0].count), (1, 1));
        assert_eq!(summary[0].title.as_deref(), Some("Søvn siste natt"), "in words, not only as a code");
        prescriber::share(&tx, &citizen, scope, id, Sharing::Measurements).await.unwrap();
        assert_eq!(read().await, SharedData::Measurements(vec![created.clone()]));
        prescriber::share(&tx, &citizen, scope, id, Sharing::Nothing).await.unwrap();
        assert_eq!(read().await, SharedData::Nothing);
        let own = prescriber::list_observations(&tx, scope, Page::first(10)).await.unwrap();
        assert_eq!(own, std::slice::from_ref(&created));
        let client = created.client;
        let found = prescriber::find_observation_of_client(&tx, client, world.patient, created.id).await.unwrap();
        assert!(found.is_some());
        let stranger = tx.new_id();
        let found = prescriber::find_observation_of_client(&tx, stranger, world.patient, created.id).await.unwrap();
        assert!(found.is_none());
    }

    async fn row_36_what_is_withheld_is_nowhere_for_whoever_represents(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let teen = person(&tx, "Teen", date(2011, 1, 1)).await;
        let prescription =
            prescriber::prescribe(&tx, &world.psychologist, world.form(&tx, teen)).await.unwrap();
        let id = prescription.id;
        let because = Some(Withheld::ChildAsked);
        prescriber::withhold(&tx, &world.psychologist, id, because).await.unwrap();
        prescriber::open_record(&tx, &world.psychologist, id).await.unwrap();
        let parent = Citizen { person: world.patient, subject: teen };
        let (theirs, own) = (PatientScope::of(&parent), PatientScope::of(&Citizen::oneself(teen)));
        assert!(prescriber::find_for_patient(&tx, theirs, id).await.unwrap().is_none());
        assert!(prescriber::list_for_patient(&tx, theirs, Page::first(9)).await.unwrap().is_empty());
        assert!(prescriber::list_looks(&tx, theirs, Page::first(9)).await.unwrap().is_empty());
        let hidden = prescriber::hidden(&tx, theirs).await.unwrap();
        assert_eq!((hidden.prescriptions, hidden.tools[0].tool, hidden.tools[0].by), (vec![id], world.tool, None));
        assert_eq!(prescriber::hidden(&tx, own).await.unwrap(), kernel::Hidden::default());
        assert!(matches!(prescriber::decline(&tx, &parent, theirs, id, None).await, Err(Error::NotFound)));
        assert_eq!(prescriber::list_for_patient(&tx, own, Page::first(9)).await.unwrap().len(), 1);
        assert_eq!(prescriber::list_looks(&tx, own, Page::first(9)).await.unwrap().len(), 1);
        prescriber::withhold(&tx, &world.psychologist, id, None).await.unwrap();
        assert_eq!(prescriber::list_for_patient(&tx, theirs, Page::first(9)).await.unwrap().len(), 1);
    }
}
