//! Organisations and agreements, on both engines.

use crate::common::{operator, organisation, register, vendor};
use catalogue::{
    AgreementKind, Error, ImportedOrganisation, NewAgreement, NewUnit, OrganisationFilter, OrganisationKind,
    Outcome, Parties, Window,
};
use database::{Tx, testing::on_both};
use jiff::civil::{Date, date};

async fn agree(
    tx: &Tx,
    parties: Parties,
    from: Date,
    until: Option<Date>,
) -> Result<catalogue::Agreement, Error> {
    let new = NewAgreement { parties, terms: "1.0".to_owned().try_into().unwrap(), from, until };
    catalogue::add_agreement(tx, &operator(tx), new).await
}

on_both! {
    async fn an_agreement_is_in_force_from_its_first_day_to_its_last_both_included(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let body = organisation(&tx, OrganisationKind::HealthTrust, "983544622").await;
        let parties = Parties::A1 { body };
        agree(&tx, parties, date(2026, 1, 10), Some(date(2026, 2, 20))).await.unwrap();
        for (day, in_force) in [
            (date(2026, 1, 9), false),
            (date(2026, 1, 10), true),
            (date(2026, 2, 20), true),
            (date(2026, 2, 21), false),
        ] {
            assert_eq!(catalogue::is_in_force(&tx, parties, day).await.unwrap(), in_force, "{day}");
        }
        assert!(!catalogue::is_in_force(&tx, Parties::A4 { enterprise: body }, date(2026, 1, 10)).await.unwrap());
        let ending = catalogue::list_agreements_ending(&tx, date(2026, 2, 20), date(2026, 3, 1)).await.unwrap();
        assert_eq!(ending.len(), 1);
        assert!(catalogue::list_agreements_ending(&tx, date(2026, 2, 21), date(2026, 3, 1)).await.unwrap().is_empty());
    }

    async fn a_terminated_agreement_ends_on_the_day_and_can_be_followed_by_a_new_one(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let body = organisation(&tx, OrganisationKind::Municipality, "983544622").await;
        let parties = Parties::A1 { body };
        let first = agree(&tx, parties, date(2025, 1, 1), None).await.unwrap();
        assert!(matches!(agree(&tx, parties, date(2027, 1, 1), None).await, Err(Error::Overlaps)));
        let grounds = || "Sagt opp".to_owned().try_into().unwrap();
        let on = date(2026, 6, 1);
        let ended = catalogue::terminate_agreement(&tx, &operator(&tx), first.id, on, grounds()).await.unwrap();
        assert_eq!(ended.last_day(), Some(date(2026, 5, 31)));
        assert_eq!(catalogue::get_agreement(&tx, first.id).await.unwrap(), ended);
        let again = catalogue::terminate_agreement(&tx, &operator(&tx), first.id, on, grounds()).await;
        assert!(matches!(again, Err(Error::Invalid(_))));
        assert!(!catalogue::is_in_force(&tx, parties, on).await.unwrap());
        let second = agree(&tx, parties, on, None).await.unwrap();
        for (day, found) in [(date(2024, 1, 1), first.id), (date(2026, 5, 31), first.id), (on, second.id)] {
            assert_eq!(catalogue::find_agreement(&tx, parties, day).await.unwrap().unwrap().id, found, "{day}");
        }
        let all = catalogue::list_agreements_of(&tx, body).await.unwrap();
        assert_eq!(all.iter().map(|agreement| agreement.id).collect::<Vec<_>>(), [second.id, first.id]);
        assert_eq!(catalogue::list_agreements(&tx, Window::page(1, 1)).await.unwrap().total, 2);
    }

    async fn delivery_and_processing_are_per_tool_and_a5_needs_no_paper_within_one_enterprise(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        let (tool, _) = register(&tx, &user, "Navn").await;
        let (other, _) = register(&tx, &user, "Annet").await;
        let body = organisation(&tx, OrganisationKind::HealthTrust, "974760673").await;
        let (vendor, day) = (user.organisation, date(2026, 1, 1));
        let a3 = |tool| Parties::A3 { body, vendor, tool };
        let a5 = Parties::A5 { enterprise: body, vendor, tool: tool.id };
        agree(&tx, a3(tool.id), day, None).await.unwrap();
        assert!(catalogue::is_in_force(&tx, a3(tool.id), day).await.unwrap());
        assert!(!catalogue::is_in_force(&tx, a3(other.id), day).await.unwrap());
        assert!(!catalogue::is_in_force(&tx, a5, day).await.unwrap());
        let own = Parties::A5 { enterprise: vendor, vendor, tool: tool.id };
        assert!(catalogue::is_in_force(&tx, own, day).await.unwrap());
        let about = catalogue::list_agreements_about(&tx, tool.id).await.unwrap();
        assert_eq!((about.len(), about[0].parties), (1, a3(tool.id)));
        assert_eq!(catalogue::list_agreements_of(&tx, vendor).await.unwrap(), about);
        let anothers = Parties::A3 { body, vendor: body, tool: tool.id };
        assert!(matches!(agree(&tx, anothers, day, None).await, Err(Error::Invalid(_))));
    }

    async fn parties_that_do_not_fit_and_periods_that_end_before_they_begin_are_refused(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let vendor = vendor(&tx).await.organisation;
        let day = date(2026, 1, 1);
        let refused = agree(&tx, Parties::A1 { body: vendor }, day, None).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
        let refused = agree(&tx, Parties::A2 { vendor }, day, Some(date(2025, 12, 31))).await;
        assert!(matches!(refused, Err(Error::Invalid(wrong)) if wrong[0].field == Some("until")));
        let refused = agree(&tx, Parties::A1 { body: tx.new_id() }, day, None).await;
        assert!(matches!(refused, Err(Error::NotFound("organisation"))));
        let fine = agree(&tx, Parties::A2 { vendor }, day, Some(day)).await.unwrap();
        assert_eq!(fine.parties.kind(), AgreementKind::A2);
    }

    async fn organisations_are_found_by_number_key_and_part_of_the_name(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let id = organisation(&tx, OrganisationKind::HealthTrust, "983544622").await;
        organisation(&tx, OrganisationKind::Vendor, "974760673").await;
        let op = operator(&tx);
        let verified = catalogue::verify_organisation(&tx, &op, id).await.unwrap();
        assert_eq!(catalogue::verify_organisation(&tx, &operator(&tx), id).await.unwrap(), verified);
        assert_eq!(verified.verified.map(|step| step.by), Some((&op).into()));
        let unit = NewUnit { key: "lunge".parse().unwrap(), name: "Lunge".to_owned().try_into().unwrap() };
        let added = catalogue::add_unit(&tx, &op, id, unit.clone()).await.unwrap();
        assert_eq!(catalogue::list_units(&tx, id).await.unwrap(), std::slice::from_ref(&added));
        assert_eq!(catalogue::find_unit(&tx, added.id).await.unwrap(), Some(added));
        tx.commit().await.unwrap();

        let tx = db.begin().await.unwrap();
        assert!(matches!(catalogue::add_unit(&tx, &op, id, unit).await, Err(Error::Taken("key"))));
        drop(tx);
        let number = "983544622".parse().unwrap();
        assert_eq!(catalogue::find_organisation_by_number(&*db, number).await.unwrap(), Some(verified));
        let list = |kind, name: &str| {
            let filter = OrganisationFilter { kind, name: Some(name.to_owned()) };
            let db = &*db;
            async move { catalogue::list_organisations(db, &filter, Window::default()).await.unwrap().total }
        };
        assert_eq!(list(None, "DEMO").await, 2);
        assert_eq!(list(Some(OrganisationKind::Vendor), "demo").await, 1);
        assert_eq!(list(None, "100%").await, 0);
    }

    async fn an_import_takes_each_row_by_itself_and_again_changes_nothing(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let op = operator(&tx);
        tx.commit().await.unwrap();
        let row = |key: Option<&str>, name: &str, number: &str| ImportedOrganisation {
            key: key.map(|key| key.parse().unwrap()),
            name: name.to_owned().try_into().unwrap(),
            kind: OrganisationKind::Municipality,
            org_number: number.parse().unwrap(),
        };
        let rows = vec![
            row(Some("demovik"), "Demovik kommune", "983544622"),
            row(Some("demovik"), "Demofjell kommune", "974760673"),
            row(None, "Demovik kommune", "983544622"),
            row(None, "Et annet navn", "983544622"),
            row(None, "Demodal kommune", "974760673"),
        ];
        let outcomes = catalogue::import_organisations(&db, &op, rows).await.unwrap();
        assert!(matches!(&outcomes[0], Outcome::Added(organisation) if organisation.verified.is_some()));
        assert!(matches!(&outcomes[1], Outcome::Refused(Error::Taken("key"))));
        assert!(matches!(&outcomes[2], Outcome::Unchanged(_)));
        assert!(matches!(&outcomes[3], Outcome::Refused(Error::Taken("org_number"))));
        assert!(matches!(&outcomes[4], Outcome::Added(_)));
        let key = "demovik".parse().unwrap();
        assert!(catalogue::find_organisation_by_key(&*db, &key).await.unwrap().is_some());
    }
}
