//! Persons, notification profiles, memberships and look-ups, on both engines.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use database::{Read, Tx, testing::on_both};
use jiff::{SignedDuration, civil::date};
use kernel::{
    Actor, Citizen, Clinician, Locale, NationalId, Operator, OrganisationId, PersonId, Profession, oslo,
};
use people::{
    AddressProtection, Channel, Error, LOOK_UPS_PER_HOUR, LookUp, Name, NewMembership, NotificationProfile,
    NumberPolicy, PersonStatus, Practitioner, RegisterEntry, Role,
};

/// The `n`th synthetic number of the first of January 1990.
fn number(n: usize) -> NationalId {
    let all =
        (100..999).flat_map(|individual| (0..99).map(move |check| format!("018190{individual}{check:02}")));
    all.filter_map(|text| text.parse().ok()).nth(n).unwrap()
}

fn entry(n: usize) -> RegisterEntry {
    RegisterEntry {
        number: number(n),
        name: Name {
            given: "Kari Ánne".to_owned().try_into().unwrap(),
            family: "Nordmann".to_owned().try_into().unwrap(),
        },
        born: date(1990, 1, 1),
        address: AddressProtection::Open,
        status: PersonStatus::Active,
        emergency_block: false,
        lacks_capacity: false,
        care_order: false,
        language: Locale::Nn,
        account_key: None,
    }
}

async fn person(tx: &Tx, n: usize) -> PersonId {
    people::upsert_from_register(tx, NumberPolicy::Synthetic, entry(n)).await.unwrap().id
}

async fn organisation(tx: &Tx, number: &str) -> OrganisationId {
    let new = catalogue::NewOrganisation {
        key: None,
        name: "Demo helseforetak".to_owned().try_into().unwrap(),
        kind: catalogue::OrganisationKind::HealthTrust,
        org_number: number.parse().unwrap(),
    };
    let operator = Operator { person: tx.new_id() };
    catalogue::add_organisation(tx, &operator, new).await.unwrap().id
}

async fn clinician(tx: &Tx) -> Clinician {
    let (person, organisation) = (person(tx, 0).await, organisation(tx, "983544622").await);
    Clinician {
        person,
        hpr: "1234567".parse().unwrap(),
        professions: vec![Profession::Ps],
        organisation,
        unit: None,
    }
}

on_both! {
    async fn a_person_is_found_by_number_and_the_number_is_opened_only_on_demand(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let id = person(&tx, 1).await;
        tx.commit().await.unwrap();
        let found = people::find_person_by_number(&*db, &number(1)).await.unwrap().unwrap();
        assert_eq!(found.id, id);
        assert_eq!(found.name.to_string(), "Kari Ánne Nordmann");
        assert_eq!(people::reveal_number(&*db, id).await.unwrap(), number(1));
        assert!(people::find_person_by_number(&*db, &number(2)).await.unwrap().is_none());
        let shown = format!("{found:?} {:?} {:?}", found.name, found.facts);
        assert!(!shown.contains("Kari") && !shown.contains("1990"), "{shown}");
    }

    async fn the_register_changes_facts_and_keeps_the_person_and_the_language_chosen(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let id = person(&tx, 1).await;
        people::choose_language(&tx, &Citizen::oneself(id), Locale::Se).await.unwrap();
        tx.commit().await.unwrap();
        db.clock.advance(SignedDuration::from_hours(24));
        let tx = db.begin().await.unwrap();
        let moved = RegisterEntry { address: AddressProtection::StrictlyConfidential, ..entry(1) };
        let person = people::upsert_from_register(&tx, NumberPolicy::Synthetic, moved).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(person, people::get_person(&*db, id).await.unwrap());
        assert_eq!(person.facts.address, AddressProtection::StrictlyConfidential);
        assert_eq!(person.facts.registered_at, db.now());
        assert_eq!(person.language, Locale::Se);
        assert!(person.created_at < db.now());
    }

    async fn a_number_of_the_other_series_is_never_entered(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let refused = people::upsert_from_register(&tx, NumberPolicy::Ordinary, entry(1)).await;
        assert!(matches!(refused, Err(Error::NumberSeries)));
        let ordinary = RegisterEntry { number: "02013299997".parse().unwrap(), ..entry(1) };
        let refused = people::upsert_from_register(&tx, NumberPolicy::Synthetic, ordinary).await;
        assert!(matches!(refused, Err(Error::NumberSeries)));
    }

    async fn two_persons_cannot_have_one_account_key(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        for (n, taken) in [(1, false), (2, true)] {
            let entry = RegisterEntry { account_key: Some("parent".to_owned()), ..entry(n) };
            let done = people::upsert_from_register(&tx, NumberPolicy::Synthetic, entry).await;
            assert_eq!(matches!(done, Err(Error::Taken("account_key"))), taken);
        }
    }

    async fn known_and_unknown_numbers_leave_the_same_trace_and_count_alike(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let clinician = clinician(&tx).await;
        let patient = person(&tx, 1).await;
        for at in 0..LOOK_UPS_PER_HOUR {
            let number = if at == 0 { number(1) } else { number(2) };
            let found = people::look_up_patient(&tx, &clinician, &number).await.unwrap();
            assert_eq!(found.found().map(|card| card.person), (at == 0).then_some(patient));
        }
        tx.commit().await.unwrap();

        db.clock.advance(SignedDuration::from_mins(59));
        let tx = db.begin().await.unwrap();
        let refused = people::look_up_patient(&tx, &clinician, &number(1)).await;
        assert!(matches!(refused, Err(Error::TooManyLookUps { retry_after_s: 60..=61 })), "{refused:?}");
        tx.roll_back().await.unwrap();

        db.clock.advance(SignedDuration::from_mins(1));
        let tx = db.begin().await.unwrap();
        let LookUp::Found(card) = people::look_up_patient(&tx, &clinician, &number(1)).await.unwrap() else {
            panic!("known");
        };
        assert_eq!((card.person, card.born), (patient, date(1990, 1, 1)));
        tx.commit().await.unwrap();
        let seen = people::list_look_ups_of(&*db, patient, None, 10).await.unwrap();
        assert_eq!(seen.len(), 2);
        assert!(seen[0].at > seen[1].at);
        assert_eq!(seen[0].clinician, clinician.person);
        let logged = database::audit::list_before(&*db, None, 1000).await.unwrap();
        let looks = logged.iter().filter(|entry| entry.action == "patient.look_up").count();
        assert_eq!(looks as u64, LOOK_UPS_PER_HOUR + 1);
    }

    async fn the_channel_chosen_needs_its_address_and_the_register_does_not_overrule_it(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let citizen = Citizen::oneself(person(&tx, 1).await);
        let before = people::notification_profile(&tx, citizen.person).await.unwrap();
        assert_eq!(before, NotificationProfile::UNCHOSEN);
        let mut profile = NotificationProfile { channel: Channel::Sms, phone: None, email: None };
        let refused = people::choose_notification(&tx, &citizen, profile.clone()).await;
        assert!(matches!(refused, Err(Error::Invalid(refusal)) if refusal.field == Some("phone")));
        profile.phone = Some("91234567".parse().unwrap());
        people::choose_notification(&tx, &citizen, profile.clone()).await.unwrap();
        people::set_contact_from_register(&tx, citizen.person, NotificationProfile::UNCHOSEN).await.unwrap();
        tx.commit().await.unwrap();
        let after = people::notification_profile(&*db, citizen.person).await.unwrap();
        assert_eq!(after, profile);
        assert_eq!(after.address(), Some("+4791234567"));

        let tx = db.begin().await.unwrap();
        profile = NotificationProfile { channel: Channel::None, ..NotificationProfile::UNCHOSEN };
        people::choose_notification(&tx, &citizen, profile.clone()).await.unwrap();
        assert_eq!(people::notification_profile(&tx, citizen.person).await.unwrap(), profile);
    }

    async fn a_clinician_is_health_personnel_and_a_member_for_as_long_as_the_membership_runs(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let today = oslo::date(tx.now());
        let (person, here) = (person(&tx, 1).await, organisation(&tx, "983544622").await);
        let new = NewMembership {
            person, organisation: here, unit: None, role: Role::Clinician, from: today, until: None,
        };
        let membership = people::add_membership(&tx, Actor::System, new).await.unwrap();
        assert_eq!(people::find_clinician(&tx, person, Some(here), today).await.unwrap(), None);
        let practitioner =
            Practitioner { person, hpr: "9144900".parse().unwrap(), professions: vec![Profession::Le] };
        people::upsert_practitioner(&tx, &practitioner).await.unwrap();
        let clinician = people::find_clinician(&tx, person, None, today).await.unwrap().unwrap();
        assert_eq!((clinician.organisation, clinician.hpr), (here, practitioner.hpr));
        assert_eq!(people::find_practitioner_by_hpr(&tx, practitioner.hpr).await.unwrap(), Some(practitioner));
        let elsewhere = organisation(&tx, "974760673").await;
        assert_eq!(people::find_clinician(&tx, person, Some(elsewhere), today).await.unwrap(), None);
        assert_eq!(people::find_operator(&tx, person, today).await.unwrap(), None);
        assert_eq!(people::find_orderer(&tx, person, None, today).await.unwrap(), None);
        assert_eq!(people::find_vendor_user(&tx, person, None, today).await.unwrap(), None);
        assert_eq!(people::list_members(&tx, here, Role::Clinician, today).await.unwrap().len(), 1);

        let places = async |on| people::list_clinicians(&tx, person, on).await.unwrap();
        let of = |clinicians: Vec<kernel::Clinician>| clinicians.into_iter().map(|one| one.organisation).collect::<Vec<_>>();
        let there = |role| NewMembership { person, organisation: elsewhere, unit: None, role, from: today, until: Some(today) };
        people::add_membership(&tx, Actor::System, there(Role::Orderer)).await.unwrap();
        assert_eq!(of(places(today).await), [here], "another role is no workplace");
        people::add_membership(&tx, Actor::System, there(Role::Clinician)).await.unwrap();
        let mut both = [here, elsewhere];
        both.sort();
        let mut found = of(places(today).await);
        found.sort();
        assert_eq!(found, both);
        assert_eq!(of(places(today.tomorrow().unwrap()).await), [here]);

        let operator = Operator { person: tx.new_id() };
        people::end_membership(&tx, &operator, membership.id, today).await.unwrap();
        assert!(people::find_clinician(&tx, person, None, today).await.unwrap().is_some());
        let tomorrow = today.tomorrow().unwrap();
        assert_eq!(people::find_clinician(&tx, person, None, tomorrow).await.unwrap(), None);
        let unknown = people::end_membership(&tx, &operator, tx.new_id(), today).await;
        assert!(matches!(unknown, Err(Error::NotFound("membership"))));
    }
}
