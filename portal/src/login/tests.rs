//! What the platform makes of a person whom a provider has logged in; on both databases.

use database::{Read, testing::on_both};
use identity::{Account, Service, UpstreamHpr, UpstreamOrganisation, UpstreamPerson};
use kernel::{Actor, Clinician, LoginLevel, OrganisationId, PersonId, Profession, oslo};
use people::{NewMembership, Practitioner, Role};
use prescriber::testing::World;

use super::recognise::recognise;
use crate::{
    config::Config,
    testing::{Site, operator},
    web::App,
};

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

/// The operator has verified these.
async fn verify(site: &Site, organisations: &[OrganisationId]) {
    let tx = site.db.begin().await.unwrap();
    for organisation in organisations {
        catalogue::verify_organisation(&tx, &operator(), *organisation).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Where somebody has which role today.
async fn memberships(site: &Site, person: PersonId) -> Vec<(OrganisationId, Role)> {
    let held = people::list_memberships(&*site.db, person, oslo::date(site.db.now())).await.unwrap();
    held.into_iter().map(|one| (one.organisation, one.role)).collect()
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

    async fn a_citizen_whom_the_register_does_not_know_is_told_so_and_who_works_here_is_let_in(db: TestDatabase) {
        // A register that knows nobody.
        let register = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", register.local_addr().unwrap());
        tokio::spawn(axum::serve(register, axum::Router::new()).into_future());
        let parts = [("RESEPTOR_PRIVACY_COMPONENT_URL", address), ("RESEPTOR_PRIVACY_COMPONENT_TOKEN", "key-1".into())];
        let parts = parts.map(|(name, value)| (name.to_owned(), value));
        let app = App::new(Config::from_parts(None, parts).unwrap(), (*db).clone()).unwrap();
        let site = Site::of(app, db).await;
        let world = World::new(&site.db).await;
        works(&site, &world.psychologist, world.trust).await;
        let unknown = known(&site, world.psychologist.person).await;
        let refused = recognise(&site.app, Service::Citizen, &unknown).await.unwrap_err();
        assert!(format!("{refused:?}").contains("error-login-unknown"), "{refused:?}");
        let authorised = authorised_in(&site, &world, Some(vec![Profession::Ps])).await;
        recognise(&site.app, Service::Clinician, &authorised).await.unwrap();
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

    async fn a_clinician_becomes_a_member_where_helseid_says_and_the_organisation_holds_its_terms(db: TestDatabase) {
        let site = Site::empty(db).await;
        let world = World::new(&site.db).await;
        let comes = async |organisation, professions| {
            let mut person = authorised_in(&site, &world, professions).await;
            person.organisations = Some(vec![named(&site, organisation).await]);
            recognise(&site.app, Service::Clinician, &person).await
        };
        let psychologist = || Some(vec![Profession::Ps]);
        let refused = |result: crate::web::Result<_>| {
            let refused = format!("{:?}", result.unwrap_err());
            assert!(refused.contains("error-login-role"), "{refused}");
        };
        refused(comes(world.trust, psychologist()).await);
        verify(&site, &[world.trust, world.municipality, world.vendor.organisation]).await;
        // What somebody is authorised in must be told, and a vendor has no clinicians.
        refused(comes(world.trust, None).await);
        refused(comes(world.vendor.organisation, psychologist()).await);
        assert!(memberships(&site, world.psychologist.person).await.is_empty());

        let (_, account) = comes(world.trust, psychologist()).await.unwrap();
        let Account::Clinician { organisation, hpr, unit, professions } = account else { panic!("a clinician") };
        assert_eq!((organisation, hpr, unit), (world.trust, world.psychologist.hpr, None));
        assert_eq!(professions, [Profession::Ps]);
        comes(world.trust, psychologist()).await.unwrap();
        assert_eq!(memberships(&site, world.psychologist.person).await, [(world.trust, Role::Clinician)], "once");

        // Where the login no longer tells of it, it has ended; what was given here stays.
        comes(world.municipality, psychologist()).await.unwrap();
        let now = memberships(&site, world.psychologist.person).await;
        assert_eq!(now, [(world.municipality, Role::Clinician)]);
        works(&site, &world.psychologist, world.trust).await;
        let nowhere = UpstreamPerson { organisations: None, ..authorised_in(&site, &world, None).await };
        let (_, account) = recognise(&site.app, Service::Clinician, &nowhere).await.unwrap();
        assert!(matches!(account, Account::Clinician { organisation, .. } if organisation == world.trust));
        assert_eq!(memberships(&site, world.psychologist.person).await, [(world.trust, Role::Clinician)]);
        let log = database::audit::list_before(&*site.db, None, 1000).await.unwrap();
        let by_login = |action: &str| {
            log.iter().filter(|entry| entry.action == action && entry.detail["by_login"] == true).count()
        };
        assert_eq!((by_login("membership.add"), by_login("membership.end")), (2, 2));
    }

    async fn without_terms_or_with_another_number_nobody_becomes_a_clinician(db: TestDatabase) {
        let site = Site::empty(db).await;
        let world = World::new(&site.db).await;
        let other = site.vendor;
        let tx = site.db.begin().await.unwrap();
        let new = catalogue::NewOrganisation {
            key: None,
            name: kernel::Phrase::new("Demo kommune").unwrap(),
            kind: catalogue::OrganisationKind::Municipality,
            org_number: "983544622".parse().unwrap(),
        };
        let without_terms = catalogue::add_organisation(&tx, &world.operator, new).await.unwrap().id;
        tx.commit().await.unwrap();
        verify(&site, &[world.trust, without_terms, other]).await;
        works(&site, &world.nurse, world.trust).await;
        for (place, hpr) in [(without_terms, world.psychologist.hpr), (world.trust, world.nurse.hpr)] {
            let mut person = authorised_in(&site, &world, Some(vec![Profession::Ps])).await;
            person.organisations = Some(vec![named(&site, place).await]);
            person.hpr = Some(UpstreamHpr { number: hpr, professions: Some(vec![Profession::Ps]) });
            let refused = recognise(&site.app, Service::Clinician, &person).await.unwrap_err();
            assert!(format!("{refused:?}").contains("error-login-role"), "{refused:?}");
            assert!(memberships(&site, world.psychologist.person).await.is_empty());
        }
        let mut stolen = authorised_in(&site, &world, Some(vec![Profession::Sp])).await;
        stolen.number = people::reveal_number(&*site.db, world.nurse.person).await.unwrap();
        let refused = recognise(&site.app, Service::Clinician, &stolen).await.unwrap_err();
        assert!(format!("{refused:?}").contains("error-login-role"), "not the number that is known: {refused:?}");
    }

    async fn an_orderer_or_vendor_has_the_role_that_ansattporten_tells_for_as_long_as_it_tells_it(db: TestDatabase) {
        let site = Site::empty(db).await;
        let world = World::new(&site.db).await;
        let acts = async |service, organisation, role: Option<&str>| {
            let party = UpstreamOrganisation { role: role.map(str::to_owned), ..named(&site, organisation).await };
            let person = UpstreamPerson { organisations: Some(vec![party]), ..known(&site, world.patient).await };
            recognise(&site.app, service, &person).await.map(|(_, account)| account)
        };
        assert!(acts(Service::Orderer, world.trust, Some("orderer")).await.is_err(), "not verified");
        verify(&site, &[world.trust, world.municipality, world.vendor.organisation]).await;
        let house = world.vendor.organisation;
        for (service, organisation, role) in [
            (Service::Orderer, world.trust, Some("clinician")),
            (Service::Orderer, house, Some("orderer")),
            (Service::Vendor, house, Some("orderer")),
            (Service::Vendor, world.trust, Some("vendor")),
            (Service::Operator, world.trust, Some("operator")),
        ] {
            let refused = acts(service, organisation, role).await.unwrap_err();
            assert!(format!("{refused:?}").contains("error-login-role"), "{service:?} {role:?}: {refused:?}");
        }
        assert!(memberships(&site, world.patient).await.is_empty());
        // Real answers tell no role: the right that was asked for is it.
        let (trust, municipality) = (world.trust, world.municipality);
        let vendor = acts(Service::Vendor, house, None).await.unwrap();
        assert_eq!(vendor, Account::Vendor { organisation: house });
        for (organisation, role) in [(trust, Some("orderer")), (municipality, None)] {
            let account = acts(Service::Orderer, organisation, role).await.unwrap();
            assert_eq!(account, Account::Orderer { organisation });
            let mut held = memberships(&site, world.patient).await;
            held.sort();
            let mut expected = [(house, Role::Vendor), (organisation, Role::Orderer)];
            expected.sort();
            assert_eq!(held, expected, "the other ended, another role did not");
        }
        let nobody = UpstreamPerson { organisations: Some(Vec::new()), ..known(&site, world.patient).await };
        assert!(recognise(&site.app, Service::Orderer, &nobody).await.is_err());
        assert_eq!(memberships(&site, world.patient).await, [(house, Role::Vendor)]);
    }

    async fn that_somebody_works_there_makes_nobody_an_orderer(db: TestDatabase) {
        let site = Site::empty(db).await;
        let world = World::new(&site.db).await;
        verify(&site, &[world.trust]).await;
        let environment = [("RESEPTOR_LOGIN_ORDERER_PRESET".to_owned(), "helseid".to_owned())];
        let app = App::new(Config::from_parts(None, environment).unwrap(), site.db.clone()).unwrap();
        let organisations = Some(vec![named(&site, world.trust).await]);
        let person = UpstreamPerson { organisations, ..known(&site, world.patient).await };
        assert!(recognise(&app, Service::Orderer, &person).await.is_err());
        assert!(memberships(&site, world.patient).await.is_empty());
    }
}
