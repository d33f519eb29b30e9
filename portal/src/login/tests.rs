//! What the platform makes of a person whom a provider has logged in; on both databases.

use database::{Read, testing::on_both};
use identity::{Account, Service, UpstreamHpr, UpstreamOrganisation, UpstreamPerson};
use kernel::{Actor, Clinician, LoginLevel, OrganisationId, PersonId, Profession, oslo};
use people::{NewMembership, Practitioner, Role};
use prescriber::testing::World;

use super::complete::recognise;
use crate::{testing::Site, web::App};

fn arrives(app: &App, number: &str) -> UpstreamPerson {
    UpstreamPerson {
        number: number.parse().unwrap(),
        name: None,
        level: LoginLevel::High,
        methods: Vec::new(),
        authenticated_at: app.database.now(),
        upstream: identity::Upstream::default(),
        hint: None,
        hpr: None,
        organisations: Some(Vec::new()),
    }
}

/// Somebody known, as the provider says.
async fn known(site: &Site, person: PersonId) -> UpstreamPerson {
    let number = people::reveal_number(&*site.db, person).await.unwrap();
    arrives(&site.app, &number.expose())
}

/// An organisation as a provider names it.
async fn named(site: &Site, organisation: OrganisationId) -> UpstreamOrganisation {
    let number = catalogue::get_organisation(&*site.db, organisation).await.unwrap().org_number;
    UpstreamOrganisation { number, role: None }
}

/// Health personnel, and at work there.
async fn works(site: &Site, clinician: &Clinician, organisation: OrganisationId) {
    let tx = site.db.begin().await.unwrap();
    let Clinician { person, hpr, ref professions, .. } = *clinician;
    let practitioner = Practitioner { person, hpr, professions: professions.clone() };
    people::upsert_practitioner(&tx, &practitioner).await.unwrap();
    let from = oslo::date(tx.now());
    let new = NewMembership { person, organisation, unit: None, role: Role::Clinician, from, until: None };
    people::add_membership(&tx, Actor::System, new).await.unwrap();
    tx.commit().await.unwrap();
}

/// The clinician comes from the trust, with what the login says of authorisations.
async fn authorised_in(site: &Site, world: &World, professions: Option<Vec<Profession>>) -> UpstreamPerson {
    UpstreamPerson {
        hpr: Some(UpstreamHpr { number: world.psychologist.hpr, professions }),
        organisations: Some(vec![named(site, world.trust).await]),
        ..known(site, world.psychologist.person).await
    }
}

on_both! {
    async fn row_34_in_a_role_a_stranger_is_answered_as_one_who_lacks_it(db: TestDatabase) {
        let site = Site::empty(db).await;
        let world = World::new(&site.db).await;
        let known = people::reveal_number(&*site.db, world.patient).await.unwrap();
        for service in [Service::Clinician, Service::Orderer, Service::Vendor, Service::Operator] {
            let mut answers = Vec::new();
            for number in [known.expose().as_str(), "01817010055"] {
                let refused = recognise(&site.app, service, &arrives(&site.app, number)).await.unwrap_err();
                answers.push(format!("{refused:?}"));
            }
            assert!(answers[0].contains("error-login-role"), "{answers:?}");
            assert_eq!(answers[0], answers[1]);
        }
    }

    async fn what_the_login_says_of_authorisations_counts_everywhere_from_then_on(db: TestDatabase) {
        let site = Site::empty(db).await;
        let world = World::new(&site.db).await;
        works(&site, &world.psychologist, world.trust).await;
        works(&site, &world.psychologist, world.municipality).await;
        let log_in = async |professions| {
            recognise(&site.app, Service::Clinician, &authorised_in(&site, &world, professions).await).await
        };
        // Where the login tells none, what is known stands.
        for (told, counts) in [
            (None, [Profession::Ps]),
            (Some(vec![Profession::Hf]), [Profession::Hf]),
            (None, [Profession::Hf]),
            (Some(vec![Profession::Ps]), [Profession::Ps]),
        ] {
            let (_, account) = log_in(told.clone()).await.unwrap();
            let Account::Clinician { professions, organisation, .. } = account else { panic!("a clinician") };
            assert_eq!((&*professions, organisation), (&counts[..], world.trust), "{told:?}");
            // The choice of a workplace, and sessions that are open, go by the same.
            let today = oslo::date(site.db.now());
            let places = people::list_clinicians(&*site.db, world.psychologist.person, today).await.unwrap();
            assert_eq!(places.len(), 2);
            assert!(places.iter().all(|place| place.professions == counts), "{told:?}: {places:?}");
        }
    }

    async fn a_clinician_whose_authorisation_the_login_no_longer_lists_prescribes_no_more(db: TestDatabase) {
        let site = Site::empty(db).await;
        let world = World::new(&site.db).await;
        works(&site, &world.psychologist, world.trust).await;
        let today = oslo::date(site.db.now());
        let me = async || {
            let found = people::find_clinician(&*site.db, world.psychologist.person, Some(world.trust), today);
            found.await.unwrap().unwrap()
        };
        let prescribe = async || {
            let me = me().await;
            let tx = site.db.begin().await.unwrap();
            let form = world.form(&tx, world.patient);
            prescriber::prescribe(&tx, &me, form).await
        };
        assert!(prescribe().await.is_ok());
        let revoked = authorised_in(&site, &world, Some(Vec::new())).await;
        let refused = recognise(&site.app, Service::Clinician, &revoked).await.unwrap_err();
        assert!(format!("{refused:?}").contains("error-login-not-authorised"), "{refused:?}");
        // A session that was open meanwhile is good for nothing of the kind either.
        assert!(matches!(prescribe().await, Err(prescriber::Error::Profession)), "refused by the rule");
    }
}
