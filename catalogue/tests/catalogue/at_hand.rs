//! Favourites and shared lists, on both engines.

use crate::common::{organisation, publish, register, step, vendor};
use catalogue::{Error, Keeper, MOST_LISTS, OrganisationKind, PerLocale, RevisionState};
use database::testing::on_both;
use kernel::{Citizen, Clinician, ToolId};

on_both! {
    async fn only_what_is_in_the_catalogue_is_kept_at_hand(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        let (tool, draft) = register(&tx, &user, "Søvnskolen").await;
        let person = tx.new_id();
        let keeper = Keeper::citizen(&Citizen::oneself(person)).unwrap();
        assert!(Keeper::citizen(&Citizen { person, subject: tx.new_id() }).is_none());
        let refused = catalogue::add_favourite(&tx, &keeper, tool.id).await;
        assert!(matches!(refused, Err(Error::NotFound("tool"))), "a draft");
        let unknown: ToolId = tx.new_id();
        assert!(matches!(catalogue::add_favourite(&tx, &keeper, unknown).await, Err(Error::NotFound("tool"))));
        let published = publish(&tx, &draft).await;
        let reason = PerLocale::bokmal("Ute av bruk.".parse().unwrap());
        let withdrawn = RevisionState::Withdrawn { step: step(&tx), reason };
        catalogue::set_state(&tx, published.id, published.version, withdrawn).await.unwrap();
        let refused = catalogue::add_favourite(&tx, &keeper, tool.id).await;
        assert!(matches!(refused, Err(Error::NotFound("tool"))), "withdrawn");
    }

    async fn lists_belong_to_one_organisation_and_are_bounded(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let own = organisation(&tx, OrganisationKind::HealthTrust, "983544622").await;
        let clinician = Clinician { person: tx.new_id(), hpr: "9144900".parse().unwrap(), professions: Vec::new(), organisation: own, unit: None };
        let name = |text: &str| text.to_owned().try_into().unwrap();
        for number in 0..MOST_LISTS {
            catalogue::add_tool_list(&tx, &clinician, name(&format!("Liste {number:03}"))).await.unwrap();
        }
        let full = catalogue::add_tool_list(&tx, &clinician, name("En til")).await;
        assert!(matches!(full, Err(Error::Full { most: MOST_LISTS })));
        let lists = catalogue::list_tool_lists(&tx, &clinician).await.unwrap();
        assert_eq!((lists.len() as u64, lists[7].0.name.as_str()), (MOST_LISTS, "Liste 007"));
        let stranger = Clinician { organisation: tx.new_id(), ..clinician.clone() };
        assert_eq!(catalogue::find_tool_list(&tx, &stranger, lists[0].0.id).await.unwrap(), None);
        assert!(catalogue::list_tool_lists(&tx, &stranger).await.unwrap().is_empty());
        let refused = catalogue::delete_tool_list(&tx, &stranger, lists[0].0.id).await;
        assert!(matches!(refused, Err(Error::NotFound("list"))));
    }
}
