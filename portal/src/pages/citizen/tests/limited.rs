//! F10: a limited power of attorney sees what is prescribed and when follow-up is, and reaches nothing else of its giver's.

use launch::representation::{Mandate, Scope};

use super::*;
use crate::web::Login;

/// Pages about everything of a person, and the files of it.
const WHOLE: [&str; 8] = [
    "/min-side/tillatelser",
    "/min-side/lagret",
    "/min-side/historikk",
    "/min-side/innsyn",
    "/min-side/representasjon/logg",
    "/min-side/eksport",
    "/min-side/eksport/les",
    "/min-side/eksport.json",
];

impl Clinic {
    /// Somebody with this power of attorney of the patient's.
    async fn holder(&self, basis: Basis, scopes: Vec<Scope>) -> PersonId {
        let tx = self.site.db.begin().await.unwrap();
        let holder = person(&tx, "Holder", date(1980, 5, 5)).await;
        let from = kernel::oslo::date(tx.now());
        let mandate =
            Mandate { from, until: None, ended: None, passed_on: false, closest_next_of_kin: false, scopes };
        let relation = Relation { basis, evidence: Evidence::Mandate(mandate) };
        launch::enter_relation(&tx, holder, self.world.patient, relation, None).await.unwrap();
        tx.commit().await.unwrap();
        holder
    }
}

on_both! {
    async fn f10_a_limited_power_sees_what_is_prescribed_and_turns_nothing_down(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let site = &clinic.site;
        let holder = acting(clinic.holder(Basis::LIMITED, vec![Scope::See]).await, clinic.world.patient);
        let mine = site.get_as(&holder, "/mine-verktoy").await;
        assert_eq!(mine.attributes("#new + .rx a", "href"), [clinic.path("")]);
        let page = site.get_as(&holder, &clinic.path("")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.texts("main").remove(0).contains("Sove bedre"), "what is prescribed");
        assert!(page.texts("dl.facts").remove(0).contains("15. desember 2026"), "and when follow-up is");
        assert!(page.texts(".timeline").is_empty());
        let leads = [page.attributes("main a", "href"), page.attributes("main form", "action")].concat();
        for hidden in [clinic.path("/start"), clinic.path("/avsla"), clinic.path("/deling"), "/min-side/innsyn".into()] {
            assert!(!leads.contains(&hidden), "{hidden}");
        }
        assert_eq!(clinic.stage().await, Stage::Seen);
        for confirmed in [&[("confirmed", "ja")][..], &[]] {
            let refused = site.post_as(&holder, &clinic.path("/avsla"), confirmed).await;
            assert_eq!((refused.status, clinic.stage().await), (StatusCode::FORBIDDEN, Stage::Seen));
        }
        assert_eq!(site.get_as(&holder, &clinic.path("/avsla")).await.status, StatusCode::FORBIDDEN);
        // An ordinary power speaks for its giver here.
        let holder = acting(clinic.holder(Basis::ORDINARY, Vec::new()).await, clinic.world.patient);
        assert!(site.get_as(&holder, &clinic.path("")).await.attributes("main a", "href").contains(&clinic.path("/avsla")));
        let done = site.post_as(&holder, &clinic.path("/avsla"), &[("confirmed", "ja")]).await;
        assert_eq!((done.location(), clinic.stage().await), ("/mine-verktoy", Stage::Declined));
    }

    async fn f10_a_limited_power_reaches_no_page_about_everything_and_no_tile_leads_there(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let site = &clinic.site;
        let limited = acting(clinic.holder(Basis::LIMITED, vec![Scope::See]).await, clinic.world.patient);
        let ordinary = acting(clinic.holder(Basis::ORDINARY, Vec::new()).await, clinic.world.patient);
        let tiles = async |login: &Login| site.get_as(login, "/min-side").await.attributes(".tiles a", "href");
        let (few, all) = (tiles(&limited).await, tiles(&ordinary).await);
        for path in WHOLE {
            let refused = site.get_as(&limited, path).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
            assert!(refused.texts(".rules").remove(0).contains("F10"), "{path}");
            assert_eq!(site.get_as(&ordinary, path).await.status, StatusCode::OK, "{path}");
            assert!(!few.contains(&path.to_owned()), "{path}");
        }
        assert_eq!(all.iter().filter(|path| WHOLE.contains(&path.as_str())).count(), 6);
        assert!(few.iter().all(|path| all.contains(path)) && few.len() + 6 == all.len(), "{few:?}");
    }
}
