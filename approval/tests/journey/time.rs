//! What time does by itself.

use approval::{Enforced, Error, ExtendDeviation, SettleDeviation};
use catalogue::{Parties, SuspensionReason};
use database::{
    Database,
    testing::{TestDatabase, on_both},
};
use jiff::civil::Date;
use kernel::oslo;
use serde_json::json;

use crate::world::{Queue, World, day, is_up, note, phrase};

/// Moves the clock to this day in Oslo and lets time do its work.
async fn on(db: &TestDatabase, date: Date) -> Enforced {
    db.clock.set(oslo::start_of_day(date).unwrap());
    let database: &Database = db;
    approval::enforce_deadlines(database).await.unwrap()
}

const NOTHING: Enforced = Enforced { suspended: 0, lifted: 0 };
const SUSPENDED: Enforced = Enforced { suspended: 1, lifted: 0 };
const LIFTED: Enforced = Enforced { suspended: 0, lifted: 1 };

on_both! {
    async fn a_deviation_is_warned_of_and_past_its_deadline_suspends_until_it_is_settled(db: TestDatabase) {
        let (world, queue) = (World::new(&db).await, Queue::new(&db));
        let tx = db.begin().await.unwrap();
        let tool = world.published(&tx, Some("2027-03-01")).await.tool;
        tx.commit().await.unwrap();
        queue.take(&db).await;

        for (date, days) in [("2026-12-01", 90), ("2027-01-30", 30), ("2027-02-22", 7)] {
            assert_eq!(on(&db, day(date)).await, NOTHING);
            let told = queue.told(&db, "deviation-due").await;
            let both = [world.trust.person, world.vendor.person].map(|person| (person.to_string(), json!(days)));
            assert!(told.len() == 2 && both.iter().all(|one| told.contains(one)), "{date} {told:?}");
            // Each warning comes once.
            on(&db, day(date)).await;
            assert!(queue.told(&db, "deviation-due").await.is_empty());
        }
        assert_eq!(on(&db, day("2027-03-01")).await, NOTHING);
        assert!(is_up(&*db, tool).await);
        assert_eq!(on(&db, day("2027-03-02")).await, SUSPENDED);
        assert!(!is_up(&*db, tool).await);
        assert_eq!(queue.statuses(&db).await, ["suspended"]);
        assert_eq!(on(&db, day("2027-03-02")).await, NOTHING);

        let tx = db.begin().await.unwrap();
        let lift = approval::Lift { tool, reason: SuspensionReason::Deviation, note: note("please") };
        let refused = approval::lift(&tx, &approval::Party::Operator(world.first), lift).await;
        assert!(matches!(refused, Err(Error::LiftsItself(SuspensionReason::Deviation))));
        let deviation = approval::list_deviations_of(&tx, tool).await.unwrap().remove(0);
        let settle = SettleDeviation {
            deviation: deviation.id,
            expected_version: deviation.version,
            evidence: phrase("coupled in release 3"),
        };
        let other = approval::settle_deviation(&tx, &world.municipality, settle.clone()).await;
        assert!(matches!(other, Err(Error::NotFound(_))));
        approval::settle_deviation(&tx, &world.trust, settle.clone()).await.unwrap();
        assert!(matches!(approval::settle_deviation(&tx, &world.trust, settle).await, Err(Error::Stale)));
        tx.commit().await.unwrap();
        assert!(is_up(&*db, tool).await);
        assert_eq!(queue.statuses(&db).await, ["restored"]);
    }

    async fn a_deviation_given_a_new_plan_and_deadline_brings_the_tool_back(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let tool = world.published(&tx, Some("2026-12-01")).await.tool;
        tx.commit().await.unwrap();
        assert_eq!(on(&db, day("2026-12-02")).await, SUSPENDED);
        let tx = db.begin().await.unwrap();
        let deviation = approval::list_deviations_of(&tx, tool).await.unwrap().remove(0);
        let extend = |deadline: &str| ExtendDeviation {
            deviation: deviation.id,
            expected_version: deviation.version,
            reason: phrase("late"),
            plan: phrase("release 4"),
            deadline: day(deadline),
        };
        let past = approval::extend_deviation(&tx, &world.trust, extend("2026-12-01")).await;
        assert!(matches!(past, Err(Error::Invalid(wrong)) if wrong[0].field == Some("deadline")));
        approval::extend_deviation(&tx, &world.trust, extend("2027-02-01")).await.unwrap();
        assert!(is_up(&tx, tool).await);
    }

    async fn an_agreement_that_ends_suspends_the_tool_and_a_new_one_brings_it_back(db: TestDatabase) {
        let (world, queue) = (World::new(&db).await, Queue::new(&db));
        let tx = db.begin().await.unwrap();
        let tool = world.published(&tx, None).await.tool;
        let terms = catalogue::list_agreements_of(&tx, world.vendor.organisation).await.unwrap();
        let a2 = terms.iter().find(|it| matches!(it.parties, Parties::A2 { .. })).unwrap();
        let ends = day("2026-12-20");
        catalogue::terminate_agreement(&tx, &world.first, a2.id, ends, phrase("ended")).await.unwrap();
        tx.commit().await.unwrap();
        queue.take(&db).await;

        assert_eq!(on(&db, day("2026-11-23")).await, NOTHING);
        assert_eq!(queue.told(&db, "agreement-expiring").await.len(), 2);
        assert_eq!(on(&db, day("2026-12-19")).await, NOTHING);
        assert!(is_up(&*db, tool).await);
        assert_eq!(on(&db, day("2026-12-20")).await, SUSPENDED);
        let set = catalogue::list_suspensions(&*db, tool).await.unwrap();
        assert_eq!((set[0].reason, &*set[0].cause), (SuspensionReason::Agreement, "C5"));
        assert_eq!(queue.statuses(&db).await, ["suspended"]);

        let tx = db.begin().await.unwrap();
        let vendor = world.vendor.organisation;
        world.agree(&tx, Parties::A2 { vendor }, "2026-12-20", None).await;
        tx.commit().await.unwrap();
        assert_eq!(on(&db, day("2026-12-20")).await, LIFTED);
        assert!(is_up(&*db, tool).await);
        assert_eq!(queue.statuses(&db).await, ["restored"]);
    }

    async fn what_time_lifts_leaves_what_people_set(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let tool = world.published(&tx, Some("2026-12-01")).await.tool;
        tx.commit().await.unwrap();
        on(&db, day("2026-12-02")).await;
        let tx = db.begin().await.unwrap();
        let suspend = approval::Suspend { tool, reason: SuspensionReason::Security, note: note("hole") };
        approval::suspend(&tx, &approval::Party::Operator(world.first), suspend).await.unwrap();
        let deviation = approval::list_deviations_of(&tx, tool).await.unwrap().remove(0);
        let settle =
            SettleDeviation { deviation: deviation.id, expected_version: deviation.version, evidence: phrase("mended") };
        approval::settle_deviation(&tx, &world.trust, settle).await.unwrap();
        assert!(!is_up(&tx, tool).await);
        let set = catalogue::list_suspensions(&tx, tool).await.unwrap();
        assert_eq!(set.iter().map(|it| it.reason).collect::<Vec<_>>(), [SuspensionReason::Security]);
    }
}
