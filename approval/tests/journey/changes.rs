//! What the public sees changes only together with the sequence of changes, and the sequence tells of nothing else.

use approval::{
    Authority, Check, Decision, Deviation, ExtendDeviation, Label, Lift, Party, Reject, SettleDeviation,
    StopVendor, Suspend, Withdraw,
};
use catalogue::{ChangeKind, Content, Listing, NewProcess, ProcessBasis, Revision, SuspensionReason};
use database::{Read, Tx, testing::on_both};
use kernel::{ToolId, oslo};

use crate::world::{World, complete, day, note, phrase};

/// What everybody may read of a tool.
type Seen = (Option<Listing>, Option<Label>, Vec<Deviation>, Vec<Decision>, Option<catalogue::Process>);

async fn seen(db: &impl Read, tool: ToolId) -> Seen {
    let decisions = approval::list_public_decisions(db, tool, 100).await.unwrap();
    let listing = catalogue::find_listing_of(db, tool).await.unwrap();
    (
        listing.clone(),
        approval::find_label(db, tool).await.unwrap(),
        approval::list_deviations_of(db, tool).await.unwrap(),
        // A tool that is not listed has no page.
        if listing.is_some() { decisions } else { Vec::new() },
        catalogue::find_process_of(db, tool).await.unwrap(),
    )
}

/// Follows one tool and the sequence together.
struct Watch {
    tool: ToolId,
    place: i64,
    seen: Seen,
}

impl Watch {
    async fn begin(db: &impl Read, tool: ToolId) -> Self {
        Self { tool, place: catalogue::last_change(db).await.unwrap(), seen: seen(db, tool).await }
    }

    /// What the sequence tells of a deed; nothing where nothing is to be seen of it.
    async fn told(&mut self, db: &impl Read, deed: &str) -> Vec<&'static str> {
        let changes = catalogue::changes_after(db, self.place, 100).await.unwrap();
        assert!(changes.iter().all(|change| change.tool == self.tool), "{deed}");
        let now = seen(db, self.tool).await;
        assert_eq!(now != self.seen, !changes.is_empty(), "{deed}: {:#?}", (&self.seen, &now));
        self.place = catalogue::last_change(db).await.unwrap();
        self.seen = now;
        changes.into_iter().map(|change| change.kind.name()).collect()
    }
}

fn reworded(content: &Content, purpose: Option<&str>, summary: &str) -> Content {
    let mut content = content.clone();
    let text = content.texts.nb.as_mut().unwrap();
    text.summary = summary.parse().unwrap();
    if let Some(purpose) = purpose {
        text.purpose = purpose.parse().unwrap();
    }
    content
}

impl World {
    async fn revise(&self, tx: &Tx, tool: ToolId, content: Content) -> Revision {
        let draft = catalogue::save_revision_draft(tx, &self.vendor, tool, content).await.unwrap();
        self.submit(tx, &draft).await
    }

    async fn deviation(&self, tx: &Tx, tool: ToolId) -> Deviation {
        approval::list_deviations_of(tx, tool).await.unwrap().remove(0)
    }

    async fn extend(&self, tx: &Tx, tool: ToolId, deadline: &str) {
        let Deviation { id, version, .. } = self.deviation(tx, tool).await;
        let (reason, plan) = (phrase("late"), phrase("release 4"));
        let command = ExtendDeviation {
            deviation: id,
            expected_version: version,
            reason,
            plan,
            deadline: day(deadline),
        };
        approval::extend_deviation(tx, &self.trust, command).await.unwrap();
    }

    async fn settle(&self, tx: &Tx, tool: ToolId) {
        let Deviation { id, version, .. } = self.deviation(tx, tool).await;
        let command =
            SettleDeviation { deviation: id, expected_version: version, evidence: phrase("mended") };
        approval::settle_deviation(tx, &self.trust, command).await.unwrap();
    }
}

on_both! {
    async fn a_new_assessment_is_told_when_it_is_published_and_not_before(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let draft = world.register(&tx, complete("Demo tool")).await;
        let mut watch = Watch::begin(&tx, draft.tool).await;
        let first = world.bring_in(&tx, &draft, Some("2027-03-01")).await;
        assert_eq!(watch.told(&tx, "publish").await, ["published"]);
        let label = approval::find_label(&tx, first.tool).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        // Of two assessments of the same instant neither would be the newer one.
        db.clock.advance(jiff::SignedDuration::from_hours(24));
        let tx = db.begin().await.unwrap();

        let changed = reworded(&first.content, Some("to sleep and to wake"), "for you who");
        let handed_in = world.revise(&tx, first.tool, changed).await;
        assert_eq!(watch.told(&tx, "hand in").await, [""; 0]);
        let started = world.start(&tx, &handed_in).await;
        world.answer_all(&tx, started.id, Some("2027-06-01")).await;
        assert_eq!(watch.told(&tx, "answer").await, [""; 0]);
        let approved = world.approve(&tx, &world.first, started.id).await.unwrap();
        assert_eq!(watch.told(&tx, "approve").await, [""; 0]);
        let second = world.publish(&tx, &world.second, &approved).await.unwrap();
        assert_eq!(watch.told(&tx, "publish the revision").await, ["published"]);
        let again = approval::find_label(&tx, first.tool).await.unwrap().unwrap();
        assert_eq!((label.revision, again.revision), (first.id, second.id), "it has a new assessment");

        let editorial = world.revise(&tx, first.tool, reworded(&second.content, None, "for you who wish")).await;
        assert_eq!(watch.told(&tx, "hand in an editorial one").await, [""; 0]);
        let check = Check { revision: editorial.id, expected_version: editorial.version };
        approval::check(&tx, &world.first, check).await.unwrap();
        assert_eq!(watch.told(&tx, "check").await, ["published"]);

        let changed = reworded(&second.content, Some("to wake"), "for you who");
        let handed_in = world.revise(&tx, first.tool, changed).await;
        let started = world.start(&tx, &handed_in).await;
        let command = Reject { revision: started.id, expected_version: started.version, grounds: phrase("K4a") };
        approval::reject(&tx, &Authority::Orderer(world.trust), command).await.unwrap();
        assert_eq!(watch.told(&tx, "reject").await, [""; 0]);
    }

    async fn the_last_assessment_of_a_tool_is_due_again_until_it_is_withdrawn(db: TestDatabase) {
        let world = World::new(&db).await;
        let due_on = async |date: &str| {
            db.clock.set(oslo::start_of_day(day(date)).unwrap());
            let all = approval::list_due(&*db, &world.first, 10).await.unwrap();
            assert_eq!(approval::list_own_due(&*db, &world.trust, 10).await.unwrap(), all);
            assert_eq!(approval::list_own_due(&*db, &world.municipality, 10).await.unwrap(), []);
            all.into_iter().filter_map(|one| one.due_on).collect::<Vec<_>>()
        };
        let tx = db.begin().await.unwrap();
        let first = world.published(&tx, None).await;
        tx.commit().await.unwrap();
        db.clock.advance(jiff::SignedDuration::from_hours(24));
        let tx = db.begin().await.unwrap();
        let changed = reworded(&first.content, Some("to sleep and to wake"), "for you who");
        let handed_in = world.revise(&tx, first.tool, changed).await;
        let started = world.start(&tx, &handed_in).await;
        world.answer_all(&tx, started.id, None).await;
        let approved = world.approve(&tx, &world.first, started.id).await.unwrap();
        world.publish(&tx, &world.second, &approved).await.unwrap();
        tx.commit().await.unwrap();

        let none = Vec::<jiff::civil::Date>::new();
        assert_eq!(due_on("2028-08-24").await, none, "the first assessment was due on 22 November");
        assert_eq!(due_on("2028-08-25").await, [day("2028-11-23")]);
        assert_eq!(due_on("2029-06-01").await, [day("2028-11-23")]);
        let tx = db.begin().await.unwrap();
        let withdraw = Withdraw { tool: first.tool, reason: note("no longer kept up") };
        approval::withdraw(&tx, &Party::Operator(world.first), withdraw).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(due_on("2029-06-01").await, none);
    }

    async fn what_happens_to_a_published_tool_is_told_each_time(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let tool = world.published(&tx, Some("2027-03-01")).await.tool;
        let mut watch = Watch::begin(&tx, tool).await;
        world.extend(&tx, tool, "2027-04-01").await;
        assert_eq!(watch.told(&tx, "more time").await, ["changed"]);

        let (operator, vendor) = (Party::Operator(world.first), Party::Vendor(world.vendor));
        for (by, reason) in [(&operator, SuspensionReason::Security), (&vendor, SuspensionReason::VendorWish)] {
            approval::suspend(&tx, by, Suspend { tool, reason, note: note("told") }).await.unwrap();
            assert_eq!(watch.told(&tx, "suspend").await, ["suspended"]);
        }
        for (by, reason) in [(&vendor, SuspensionReason::VendorWish), (&operator, SuspensionReason::Security)] {
            approval::lift(&tx, by, Lift { tool, reason, note: note("mended") }).await.unwrap();
            assert_eq!(watch.told(&tx, "lift").await, ["resumed"]);
        }
        let stop = StopVendor { vendor: world.vendor.organisation, note: note("we look into it") };
        approval::stop_vendor(&tx, &world.first, stop).await.unwrap();
        assert_eq!(watch.told(&tx, "stop the vendor").await, ["suspended"]);
        approval::release_vendor(&tx, &world.first, world.vendor.organisation).await.unwrap();
        assert_eq!(watch.told(&tx, "release the vendor").await, ["resumed"]);
        tx.commit().await.unwrap();

        db.clock.set(oslo::start_of_day(day("2027-04-02")).unwrap());
        approval::enforce_deadlines(&db).await.unwrap();
        assert_eq!(watch.told(&*db, "the deadline passes").await, ["suspended"]);
        let tx = db.begin().await.unwrap();
        world.settle(&tx, tool).await;
        assert_eq!(watch.told(&tx, "settle").await, ["changed", "resumed"]);
        approval::withdraw(&tx, &operator, Withdraw { tool, reason: note("no longer kept up") }).await.unwrap();
        assert_eq!(watch.told(&tx, "withdraw").await, ["withdrawn"]);
    }

    async fn the_process_of_a_tool_is_told_of_once_the_tool_is_public(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let said = |entry: &str| NewProcess { name: phrase("Triage"), bases: [ProcessBasis::Parent].into(), entry: phrase(entry) };
        let process = catalogue::add_process(&tx, &world.first, "triage".parse().unwrap(), said("by letter")).await.unwrap();
        let draft = world.register(&tx, complete("Demo tool")).await;
        catalogue::assign_process(&tx, &world.first, draft.tool, Some(process.id)).await.unwrap();
        let before = catalogue::changes_after(&tx, 0, 10).await.unwrap();
        assert_eq!(before, [], "a draft is nobody's business");
        let tool = world.bring_in(&tx, &draft, None).await.tool;

        let mut watch = Watch::begin(&tx, tool).await;
        catalogue::change_process(&tx, &world.first, process.id, said("by telephone")).await.unwrap();
        assert_eq!(watch.told(&tx, "change").await, [ChangeKind::Changed.name()]);
        catalogue::assign_process(&tx, &world.first, tool, None).await.unwrap();
        assert_eq!(watch.told(&tx, "part").await, ["changed"]);
        catalogue::assign_process(&tx, &world.first, tool, None).await.unwrap();
        assert_eq!(watch.told(&tx, "part again").await, [""; 0]);
    }
}
