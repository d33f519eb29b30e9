//! The clinician's list, by what needs attention, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground is missing")]

use catalogue::Window;
use database::{
    Database, Read,
    testing::{TestDatabase, on_both},
};
use jiff::{SignedDuration, civil::date};
use kernel::{Citizen, Clinician, PersonId, PrescriptionId};
use prescriber::{
    Attention, Error, FollowUpFilter, FollowUpSort, PatientScope, Prescribe, Report, Sharing, Stage,
    testing::{World, person},
};

async fn patient(db: &Database, name: &str) -> PersonId {
    let tx = db.begin().await.unwrap();
    let id = person(&tx, name, date(1990, 1, 2)).await;
    tx.commit().await.unwrap();
    id
}

async fn send(
    db: &TestDatabase,
    world: &World,
    to: PersonId,
    change: impl FnOnce(&mut Prescribe),
) -> PrescriptionId {
    // Those of one instant have no order.
    db.clock.advance(SignedDuration::from_secs(1));
    let tx = db.begin().await.unwrap();
    let mut form = Prescribe { follow_up: None, ends: None, ..world.form(&tx, to) };
    change(&mut form);
    let id = prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap().id;
    tx.commit().await.unwrap();
    id
}

async fn report(db: &Database, world: &World, of: PersonId, id: PrescriptionId) {
    let tx = db.begin().await.unwrap();
    let report = Report {
        patient: of,
        reporter: of,
        client: tx.new_id(),
        tool: world.tool,
        prescription: Some(id),
        identifier: None,
        code: "http://loinc.org|93832-4".into(),
        effective_at: tx.now(),
        resource: "{}".into(),
    };
    prescriber::report(&tx, report).await.unwrap();
    tx.commit().await.unwrap();
}

async fn list(
    db: &impl Read,
    clinician: &Clinician,
    filter: FollowUpFilter,
    sort: FollowUpSort,
) -> Vec<(PrescriptionId, Option<Attention>)> {
    let window = Window::default();
    let found = prescriber::list_follow_up(db, clinician, &filter, sort, window).await.unwrap();
    assert_eq!(found.total, found.items.len() as u64);
    found.items.into_iter().map(|item| (item.prescription.id, item.attention)).collect()
}

on_both! {
    async fn what_is_most_pressing_comes_first(db: TestDatabase) {
        let world = World::new(&db).await;
        let [ann, bo, cy, di, eva] = [
            patient(&db, "Ann").await, patient(&db, "Bo").await, patient(&db, "Cy").await, patient(&db, "Di").await,
            patient(&db, "Eva").await,
        ];
        let unseen = send(&db, &world, ann, |_| ()).await;
        db.clock.advance(SignedDuration::from_hours(8 * 24));
        let calm = send(&db, &world, bo, |form| form.ends = Some(date(2027, 6, 1))).await;
        let ending = send(&db, &world, cy, |form| form.ends = Some(date(2026, 12, 10))).await;
        let due = send(&db, &world, di, |form| form.follow_up = Some(date(2026, 12, 7))).await;
        let fresh = send(&db, &world, eva, |_| ()).await;
        let eva = Citizen::oneself(eva);
        let tx = db.begin().await.unwrap();
        prescriber::share(&tx, &eva, PatientScope::of(&eva), fresh, Sharing::Measurements).await.unwrap();
        tx.commit().await.unwrap();
        report(&db, &world, eva.subject, fresh).await;

        let all = FollowUpFilter::default;
        let ranked = list(&*db, &world.psychologist, all(), FollowUpSort::Attention).await;
        let wanted = [
            (fresh, Some(Attention::NewData)), (unseen, Some(Attention::Unseen)), (due, Some(Attention::FollowUp)),
            (ending, Some(Attention::Ending)), (calm, None),
        ];
        assert_eq!(ranked, wanted);
        // The same for a colleague in the unit, nothing for the rest.
        assert_eq!(list(&*db, &world.colleague, all(), FollowUpSort::Attention).await, wanted);
        assert_eq!(list(&*db, &world.nurse, all(), FollowUpSort::Attention).await, []);
        assert_eq!(list(&*db, &world.physician, all(), FollowUpSort::Attention).await, []);

        let pressing = FollowUpFilter { attention_only: true, ..all() };
        assert_eq!(list(&*db, &world.psychologist, pressing, FollowUpSort::Newest).await.len(), 4);
        let ends = list(&*db, &world.psychologist, all(), FollowUpSort::Ends).await;
        assert_eq!((ends[0].0, ends[1].0), (ending, calm));
        assert_eq!(list(&*db, &world.psychologist, all(), FollowUpSort::FollowUp).await[0].0, due);
        let closed = FollowUpFilter { stages: vec![Stage::Completed, Stage::Stopped], ..all() };
        assert_eq!(list(&*db, &world.psychologist, closed, FollowUpSort::Attention).await, []);

        // Looking at the data answers the call, for the one who looked.
        db.clock.advance(SignedDuration::from_mins(1));
        let tx = db.begin().await.unwrap();
        prescriber::read_data(&tx, &world.psychologist, fresh, 10).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(list(&*db, &world.psychologist, all(), FollowUpSort::Newest).await[0], (fresh, None));
        assert_eq!(list(&*db, &world.colleague, all(), FollowUpSort::Newest).await[0], (fresh, Some(Attention::NewData)));
        let (any, second) = (all(), Window::page(2, 2));
        let page = prescriber::list_follow_up(&*db, &world.psychologist, &any, FollowUpSort::Newest, second);
        let page = page.await.unwrap();
        assert_eq!((page.total, page.items.len(), page.items[0].prescription.id), (5, 2, ending));
    }

    async fn whether_a_tool_may_be_prescribed_is_known_before_the_patient_is(db: TestDatabase) {
        let world = World::new(&db).await;
        assert!(prescriber::may_prescribe(&*db, &world.psychologist, world.tool).await.is_ok());
        let stranger = Clinician { professions: vec![kernel::Profession::Ra], ..world.psychologist.clone() };
        assert!(matches!(prescriber::may_prescribe(&*db, &stranger, world.tool).await, Err(Error::Profession)));
        let without = Clinician { organisation: world.vendor.organisation, ..world.psychologist.clone() };
        assert!(matches!(prescriber::may_prescribe(&*db, &without, world.tool).await, Err(Error::NoTerms)));
        let tx = db.begin().await.unwrap();
        let unknown = prescriber::may_prescribe(&tx, &world.psychologist, tx.new_id()).await;
        assert!(matches!(unknown, Err(Error::NotPublished)));
    }
}
