//! A tool that is launched by Health Tools Interoperability carries no representation (R5).

use catalogue::{Independence, Launch, ProcessBasis};
use prescriber::Prescribe;

use super::*;

/// A prescription of an HTI tool to a child of the patient.
async fn prescribed(clinic: &Clinic, child: PersonId, independence: Independence) -> Prescription {
    let mut content = prescriber::testing::content();
    content.launch = Launch::Hti { url: "http://localhost:9000/hti".parse().unwrap() };
    content.independence = independence;
    content.permission.needed = false;
    let world = &clinic.world;
    let tx = clinic.site.db.begin().await.unwrap();
    let tool = prescriber::testing::publish(&tx, &world.vendor, content).await;
    let process = catalogue::NewProcess {
        name: kernel::Phrase::new("Triage").unwrap(),
        bases: [ProcessBasis::Parent].into(),
        entry: kernel::Phrase::new("/triage").unwrap(),
    };
    let key = format!("triage-{}", tx.random::<2>().map(|byte| byte.to_string()).join("-"));
    let process = catalogue::add_process(&tx, &world.operator, key.parse().unwrap(), process).await.unwrap();
    catalogue::assign_process(&tx, &world.operator, tool, Some(process.id)).await.unwrap();
    let agreement =
        catalogue::Parties::A5 { enterprise: world.trust, vendor: world.vendor.organisation, tool };
    prescriber::testing::agree(&tx, &world.operator, agreement).await;
    let form = Prescribe { tool, ..world.form(&tx, child) };
    let one = prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap();
    tx.commit().await.unwrap();
    one
}

on_both! {
    async fn r5_an_hti_start_for_another_is_refused_and_explained(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        clinic.site.app.identity.prepare().await.unwrap();
        let child = clinic.child(date(2018, 3, 3)).await;
        let parent = acting(clinic.world.patient, child);
        for (independence, explained) in [
            (Independence::Standalone, "Verktøyet kan ikke få vite at du handler for en annen"),
            // A process that accepts parents is not told of one by an HTI launch either (R7).
            (Independence::Integrated, "tillater ikke dette grunnlaget"),
        ] {
            let one = prescribed(&clinic, child, independence).await;
            let start = format!("/mine-verktoy/{}/start", one.id);
            let refused = clinic.site.post_as(&parent, &start, &[("confirmed", "ja")]).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{independence:?}");
            let reasons = refused.texts(".reasons li");
            assert!(reasons.len() == 1 && reasons[0].contains(explained), "{reasons:?}");
            assert!(refused.attributes("input[name=token]", "value").is_empty());
        }
    }

    async fn an_hti_start_for_oneself_hands_a_signed_token_over(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        clinic.site.app.identity.prepare().await.unwrap();
        let one = prescribed(&clinic, clinic.world.patient, Independence::Standalone).await;
        let me = citizen(clinic.world.patient);
        let page = clinic.site.post_as(&me, &format!("/mine-verktoy/{}/start", one.id), &[]).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.attributes("main form", "action"), ["http://localhost:9000/hti"]);
        assert_eq!(page.attributes("main form input", "name"), ["token"], "nothing of ours goes along");
    }
}
