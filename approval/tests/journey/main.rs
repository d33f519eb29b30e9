//! Listings on their way into the catalogue and out of it, on both engines.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod assessing;
mod changes;
mod time;
mod world;

use approval::{
    AcceptInvitation, Check, Enforced, Error, Invite, OrderState, Party, Publish, Reject, StopVendor, Submit,
    Suspend, TakeOn, Withdraw,
};
use catalogue::{PerLocale, RevisionState, StateKind, SuspensionReason, Window};
use database::{Read as _, testing::on_both};
use kernel::{Classified as _, Rule};
use sea_orm::ConnectionTrait as _;
use world::{Queue, World, complete, is_up, note, phrase};

on_both! {
    async fn a_tool_goes_from_draft_to_the_catalogue_and_tells_who_assessed_it_and_what_deviates(db: TestDatabase) {
        let (world, queue) = (World::new(&db).await, Queue::new(&db));
        let tx = db.begin().await.unwrap();
        let draft = world.register(&tx, complete("Demo tool")).await;
        let submitted = world.submit(&tx, &draft).await;
        let inbox = approval::list_inbox(&tx, &world.trust, Window::default()).await.unwrap();
        assert_eq!((inbox.total, inbox.items[0].revision.id), (1, draft.id));
        let ordered = world.take_on(&tx, &submitted).await;
        assert_eq!(approval::list_inbox(&tx, &world.trust, Window::default()).await.unwrap().total, 0);
        let started = world.start(&tx, &ordered).await;
        assert!(matches!(world.approve(&tx, &world.first, started.id).await, Err(Error::Unmet(rules)) if rules.len() == 13));
        drop(tx);

        let tx = db.begin().await.unwrap();
        let published = world.published(&tx, Some("2027-03-01")).await;
        tx.commit().await.unwrap();
        let listing = catalogue::find_listing_of(&*db, published.tool).await.unwrap().unwrap();
        assert!(listing.is_published());
        let label = approval::find_label(&*db, published.tool).await.unwrap().unwrap();
        assert_eq!((label.assessed_by, label.revision), (world.trust.organisation, published.id));
        assert_eq!((label.grades.len(), label.due_on), (5, Some(world::day("2028-11-22"))));
        let deviations = approval::list_deviations_of(&*db, published.tool).await.unwrap();
        assert_eq!((deviations.len(), deviations[0].requirement.name()), (1, "C1"));
        let own = approval::DeviationScope::Vendor(world.vendor);
        assert_eq!(approval::list_deviations(&*db, own, Window::default()).await.unwrap().items, deviations);

        let decisions = approval::list_decisions(&*db, published.tool, 10).await.unwrap();
        let evaluation = decisions.iter().find(|it| it.kind == approval::DecisionKind::Publish).unwrap();
        let evaluation = evaluation.evaluation.clone().unwrap();
        assert_eq!((evaluation.publishable, &*evaluation.deviations), (true, &["C1".to_owned()][..]));
        let public = approval::list_public_decisions(&*db, published.tool, 10).await.unwrap();
        assert_eq!(public, decisions);
        // The same criteria and answers give the same verdict.
        assert_eq!(approval::Evaluation::of(evaluation.case.clone()), evaluation);
        let times = approval::processing_times(&*db, jiff::Timestamp::UNIX_EPOCH, jiff::Timestamp::MAX).await.unwrap();
        assert_eq!(times.whole.count, 1);
        assert!(!queue.told(&db, "listing-changed").await.is_empty());
        assert!(matches!(database::audit::verify(&*db).await.unwrap(), database::audit::Verdict::Intact(n) if n > 10));
    }

    async fn whoever_approves_does_not_publish_and_whoever_files_does_neither(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let draft = world.register(&tx, complete("Demo tool")).await;
        let submitted = world.submit(&tx, &draft).await;
        let ordered = world.take_on(&tx, &submitted).await;
        let started = world.start(&tx, &ordered).await;
        world.answer_all(&tx, started.id, None).await;
        for had_part in [world.vendor.person, world.trust.person] {
            let operator = kernel::Operator { person: had_part };
            let refused = world.approve(&tx, &operator, started.id).await.unwrap_err();
            assert!(matches!(refused, Error::FourEyes));
            assert_eq!(refused.refusal().unwrap().rules, [Rule("4.3")]);
        }
        let approved = world.approve(&tx, &world.first, started.id).await.unwrap();
        assert!(matches!(world.publish(&tx, &world.first, &approved).await, Err(Error::FourEyes)));
        let orderer = kernel::Operator { person: world.trust.person };
        assert!(matches!(world.publish(&tx, &orderer, &approved).await, Err(Error::FourEyes)));
        let queue = approval::list_queue(&tx, &world.second, Window::default()).await.unwrap();
        assert!(queue.items[0].is_ready() && queue.items[0].revision.state.kind() == StateKind::Approved);
        assert!(world.publish(&tx, &world.second, &approved).await.is_ok());
    }

    async fn r7_an_integrated_tool_is_published_as_a_step_of_a_process_only(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let content = catalogue::Content { independence: catalogue::Independence::Integrated, ..complete("Demo tool") };
        let revision = world.register(&tx, content).await;
        let revision = world.submit(&tx, &revision).await;
        let revision = world.take_on(&tx, &revision).await;
        let revision = world.start(&tx, &revision).await;
        world.answer_all(&tx, revision.id, None).await;
        let revision = world.approve(&tx, &world.first, revision.id).await.unwrap();
        let refused = world.publish(&tx, &world.second, &revision).await.unwrap_err().refusal().unwrap();
        assert_eq!((refused.text, refused.rules), ("error-no-process", vec![kernel::Rule("R7")]));
        let new = catalogue::NewProcess { name: phrase("Triage"), bases: [].into(), entry: phrase("From the front page") };
        let process = catalogue::add_process(&tx, &world.first, "triage".parse().unwrap(), new).await.unwrap();
        catalogue::assign_process(&tx, &world.first, revision.tool, Some(process.id)).await.unwrap();
        world.publish(&tx, &world.second, &revision).await.unwrap();
        tx.commit().await.unwrap();
        assert!(is_up(&*db, revision.tool).await);
    }

    async fn a_stale_page_is_told_so_and_a_form_sent_twice_has_one_effect(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let draft = world.register(&tx, complete("Demo tool")).await;
        world.submit(&tx, &draft).await;
        let again = Submit { revision: draft.id, expected_version: draft.version };
        assert!(matches!(approval::submit(&tx, &world.vendor, again).await, Err(Error::Stale)));
        let submitted = catalogue::get_revision(&tx, draft.id).await.unwrap();
        let ordered = world.take_on(&tx, &submitted).await;
        let late = TakeOn { revision: draft.id, expected_version: submitted.version, note: None };
        assert!(matches!(approval::order(&tx, &world.trust, late.clone()).await, Err(Error::Stale)));
        // To another body, what is taken on is not there.
        assert!(matches!(approval::order(&tx, &world.municipality, late).await, Err(Error::NotFound(_))));
        let started = world.start(&tx, &ordered).await;
        world.answer_all(&tx, started.id, None).await;
        let seen = approval::find_any_dossier(&tx, &world.first, started.id).await.unwrap().unwrap();
        let mut more = world::met(started.id, approval::Requirement::K1);
        more.expected_version = 1;
        approval::answer(&tx, &world.trust, more.clone()).await.unwrap();
        assert!(matches!(approval::answer(&tx, &world.trust, more).await, Err(Error::Stale)));
        let command = approval::Approve {
            revision: started.id,
            expected_version: started.version,
            expected_assessment: seen.assessment.unwrap().version,
            grounds: None,
        };
        assert!(matches!(approval::approve(&tx, &world.first, command).await, Err(Error::Stale)));
    }

    async fn of_two_bodies_that_take_a_tool_on_at_once_one_has_it(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let draft = world.register(&tx, complete("Demo tool")).await;
        let submitted = world.submit(&tx, &draft).await;
        tx.commit().await.unwrap();
        let take_on = |orderer: kernel::Orderer| {
            let (db, id, expected_version) = (&*db, submitted.id, submitted.version);
            async move {
                let tx = db.begin().await.unwrap();
                let command = TakeOn { revision: id, expected_version, note: None };
                approval::order(&tx, &orderer, command).await?;
                Ok(tx.commit().await?)
            }
        };
        let results: [approval::Result<()>; 2] =
            tokio::join!(take_on(world.trust), take_on(world.municipality)).into();
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
        let refused = results.into_iter().find_map(Result::err).unwrap();
        assert!(matches!(refused, Error::TakenOn | Error::Stale | Error::NotFound(_)), "{refused:?}");
        let order = approval::find_order_of(&*db, draft.tool).await.unwrap().unwrap();
        assert!([world.trust.organisation, world.municipality.organisation].contains(&order.orderer));
    }

    async fn a_body_orders_only_what_its_kind_and_terms_allow(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let mut open = complete("Open tool");
        open.availability = catalogue::Availability::Open;
        let draft = world.register(&tx, open).await;
        let submitted = world.submit(&tx, &draft).await;
        let take_on = TakeOn { revision: submitted.id, expected_version: submitted.version, note: None };
        let refused = approval::order(&tx, &world.municipality, take_on.clone()).await;
        assert!(matches!(refused, Err(Error::Unmet(rules)) if rules == [Rule("K6a")]));
        let terms = catalogue::list_agreements_of(&tx, world.municipality.organisation).await.unwrap().remove(0);
        let today = world::day("2026-11-22");
        catalogue::terminate_agreement(&tx, &world.first, terms.id, today, phrase("ended")).await.unwrap();
        let refused = approval::order(&tx, &world.municipality, take_on).await;
        assert!(matches!(refused, Err(Error::Unmet(rules)) if rules == [Rule("K6a"), Rule("K7")]));
        let invite = Invite { id: tx.new_id(), vendor: world.vendor.organisation, subject: phrase("sleep"), note: None };
        let refused = approval::invite(&tx, &world.municipality, invite).await;
        assert!(matches!(refused, Err(Error::Unmet(rules)) if rules == [Rule("K7")]));
    }

    async fn an_own_profile_stops_at_o1_with_the_way_forward(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let mut own = complete("Own tool");
        own.profile = catalogue::ProfileClass::Own;
        assert_eq!(approval::foreseeable(&own, world::day("2026-11-22")), [approval::Requirement::O1]);
        let draft = world.register(&tx, own).await;
        let submitted = world.submit(&tx, &draft).await;
        let ordered = world.take_on(&tx, &submitted).await;
        let started = world.start(&tx, &ordered).await;
        let refused = world.approve(&tx, &world.first, started.id).await.unwrap_err();
        let refusal = refused.refusal().unwrap();
        assert!(refusal.rules.contains(&Rule("O1")));
        assert_eq!(refusal.text, "error-own-profile");
    }

    async fn an_order_can_come_first_and_the_vendor_answers_with_a_tool(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let invite = Invite { id: tx.new_id(), vendor: world.vendor.organisation, subject: phrase("sleep"), note: None };
        let order = approval::invite(&tx, &world.trust, invite.clone()).await.unwrap();
        // The same form again is the same order.
        assert_eq!(approval::invite(&tx, &world.trust, invite).await.unwrap(), order);
        let invitations = approval::list_invitations(&tx, &world.vendor, Window::default()).await.unwrap();
        assert_eq!(invitations.items, std::slice::from_ref(&order));
        let draft = world.register(&tx, complete("Demo tool")).await;
        let accept = AcceptInvitation { order: order.id, expected_version: order.version, tool: draft.tool };
        approval::accept_invitation(&tx, &world.vendor, accept).await.unwrap();
        assert!(matches!(approval::accept_invitation(&tx, &world.vendor, accept).await, Err(Error::Stale)));
        let ordered = world.submit(&tx, &draft).await;
        assert!(matches!(ordered.state, RevisionState::Ordered { order: of, .. } if of == order.id));
        let work = approval::list_order_work(&tx, &world.trust, Window::default()).await.unwrap();
        assert_eq!(work.items[0].revision.as_ref().map(|it| it.id), Some(draft.id));
        assert_eq!(work.items[0].order.state, OrderState::Active);
    }

    async fn a_rejected_tool_may_be_submitted_again_and_another_body_may_take_it_on(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let draft = world.register(&tx, complete("Demo tool")).await;
        let submitted = world.submit(&tx, &draft).await;
        let ordered = world.take_on(&tx, &submitted).await;
        let reject = |authority, version| {
            let command = Reject { revision: draft.id, expected_version: version, grounds: phrase("K4a: no effect") };
            let tx = &tx;
            async move { approval::reject(tx, &authority, command).await }
        };
        let other = approval::Authority::Orderer(world.municipality);
        assert!(matches!(reject(other, ordered.version).await, Err(Error::NotFound(_))));
        let rejected = reject(approval::Authority::Orderer(world.trust), ordered.version).await.unwrap();
        assert!(matches!(&rejected.state, RevisionState::Rejected { grounds, .. } if &**grounds == "K4a: no effect"));
        assert!(approval::find_order_of(&tx, draft.tool).await.unwrap().is_none());
        let again = world.submit(&tx, &rejected).await;
        let take_on = TakeOn { revision: again.id, expected_version: again.version, note: None };
        let ordered = approval::order(&tx, &world.municipality, take_on).await.unwrap();
        assert_eq!(ordered.state.kind(), StateKind::Ordered);
        // The earlier body's assessment is not the later one's.
        assert!(approval::find_dossier(&tx, &world.trust, draft.id).await.unwrap().is_none());
        assert!(approval::find_dossier(&tx, &world.municipality, draft.id).await.unwrap().is_some());
        // Nothing of what is still on its way is public.
        assert!(approval::list_public_decisions(&tx, draft.tool, 10).await.unwrap().is_empty());
    }

    async fn the_published_revision_stays_up_while_a_material_one_is_assessed(db: TestDatabase) {
        let (world, queue) = (World::new(&db).await, Queue::new(&db));
        let tx = db.begin().await.unwrap();
        let published = world.published(&tx, Some("2027-03-01")).await;
        let mut changed = published.content.clone();
        changed.texts.nb.as_mut().unwrap().purpose = "to sleep and to wake".parse().unwrap();
        let draft = catalogue::save_revision_draft(&tx, &world.vendor, published.tool, changed).await.unwrap();
        let submitted = world.submit(&tx, &draft).await;
        // Its body has it at once: the order still holds.
        assert_eq!(submitted.state.kind(), StateKind::Ordered);
        let check = Check { revision: draft.id, expected_version: submitted.version };
        assert!(matches!(approval::check(&tx, &world.first, check).await, Err(Error::Material)));
        let started = world.start(&tx, &submitted).await;
        world.answer_all(&tx, started.id, None).await;
        let approved = world.approve(&tx, &world.first, started.id).await.unwrap();
        let listing = catalogue::find_listing_of(&tx, published.tool).await.unwrap().unwrap();
        assert_eq!((listing.revision.id, listing.is_published()), (published.id, true));
        world.publish(&tx, &world.second, &approved).await.unwrap();
        let listing = catalogue::find_listing_of(&tx, published.tool).await.unwrap().unwrap();
        assert_eq!(listing.revision.id, draft.id);
        let before = catalogue::get_revision(&tx, published.id).await.unwrap();
        assert_eq!(before.state.kind(), StateKind::Superseded);
        // The deviation was mended by the new one.
        assert!(approval::list_deviations_of(&tx, published.tool).await.unwrap().is_empty());
        tx.commit().await.unwrap();
        assert_eq!(queue.statuses(&db).await, ["changed"]);
    }

    async fn an_editorial_revision_needs_one_other_person_and_tells_nobody_who_has_the_tool(db: TestDatabase) {
        let (world, queue) = (World::new(&db).await, Queue::new(&db));
        let tx = db.begin().await.unwrap();
        let published = world.published(&tx, Some("2027-03-01")).await;
        let mut changed = published.content.clone();
        changed.texts.nb.as_mut().unwrap().summary = "for you who wish".parse().unwrap();
        let draft = catalogue::save_revision_draft(&tx, &world.vendor, published.tool, changed).await.unwrap();
        let submitted = world.submit(&tx, &draft).await;
        assert_eq!(submitted.state.kind(), StateKind::Submitted);
        assert_eq!(approval::list_inbox(&tx, &world.municipality, Window::default()).await.unwrap().total, 0);
        let waiting = approval::list_queue(&tx, &world.first, Window::default()).await.unwrap();
        assert!(waiting.items[0].editorial && waiting.items[0].is_ready());
        let check = Check { revision: draft.id, expected_version: submitted.version };
        let vendor_too = kernel::Operator { person: world.vendor.person };
        assert!(matches!(approval::check(&tx, &vendor_too, check).await, Err(Error::FourEyes)));
        approval::check(&tx, &world.first, check).await.unwrap();
        let listing = catalogue::find_listing_of(&tx, published.tool).await.unwrap().unwrap();
        assert_eq!(listing.revision.id, draft.id);
        // The label still says which revision was assessed, the deviation still stands.
        assert_eq!(approval::find_label(&tx, published.tool).await.unwrap().unwrap().revision, published.id);
        assert_eq!(approval::list_deviations_of(&tx, published.tool).await.unwrap().len(), 1);
        tx.commit().await.unwrap();
        assert!(queue.statuses(&db).await.is_empty());
    }

    async fn suspensions_are_a_set_and_lifting_one_reason_never_lifts_another(db: TestDatabase) {
        let (world, queue) = (World::new(&db).await, Queue::new(&db));
        let tx = db.begin().await.unwrap();
        let tool = world.published(&tx, None).await.tool;
        tx.commit().await.unwrap();
        queue.take(&db).await;

        let [operator, orderer, vendor] =
            [Party::Operator(world.first), Party::Orderer(world.trust), Party::Vendor(world.vendor)];
        let suspend = |reason| Suspend { tool, reason, note: note("told") };
        let lift = |reason| approval::Lift { tool, reason, note: note("mended") };
        let tx = db.begin().await.unwrap();
        let other = Party::Orderer(world.municipality);
        assert!(matches!(approval::suspend(&tx, &other, suspend(SuspensionReason::Security)).await, Err(Error::NotFound(_))));
        assert!(matches!(approval::suspend(&tx, &vendor, suspend(SuspensionReason::Security)).await, Err(Error::NotAllowed)));
        approval::suspend(&tx, &operator, suspend(SuspensionReason::Security)).await.unwrap();
        let twice = approval::suspend(&tx, &orderer, suspend(SuspensionReason::Security)).await;
        assert!(matches!(twice, Err(Error::SuspendedAlready(SuspensionReason::Security))));
        approval::suspend(&tx, &vendor, suspend(SuspensionReason::VendorWish)).await.unwrap();
        assert!(!is_up(&tx, tool).await);
        tx.commit().await.unwrap();
        let jobs = queue.take(&db).await;
        assert_eq!(jobs.iter().filter(|(kind, _)| *kind == "prescriber.tool_status_changed").count(), 1);
        assert_eq!(jobs.iter().filter(|(kind, _)| *kind == "identity.tool_suspended").count(), 1);

        let tx = db.begin().await.unwrap();
        // What the operator set is not the body's to lift.
        assert!(matches!(approval::lift(&tx, &orderer, lift(SuspensionReason::Security)).await, Err(Error::NotAllowed)));
        approval::lift(&tx, &vendor, lift(SuspensionReason::VendorWish)).await.unwrap();
        assert!(!is_up(&tx, tool).await);
        let gone = approval::lift(&tx, &vendor, lift(SuspensionReason::VendorWish)).await;
        assert!(matches!(gone, Err(Error::NotSuspended(SuspensionReason::VendorWish))));
        approval::lift(&tx, &operator, lift(SuspensionReason::Security)).await.unwrap();
        assert!(is_up(&tx, tool).await);
        tx.commit().await.unwrap();
        assert_eq!(queue.statuses(&db).await, ["restored"]);
    }

    async fn a_stopped_vendor_takes_all_its_tools_down_and_up_again_but_for_those_down_for_another_reason(db: TestDatabase) {
        let (world, queue) = (World::new(&db).await, Queue::new(&db));
        let tx = db.begin().await.unwrap();
        let one = world.published(&tx, None).await.tool;
        let draft = world.register(&tx, complete("Other tool")).await;
        let other = world.bring_in(&tx, &draft, None).await.tool;
        tx.commit().await.unwrap();
        queue.take(&db).await;

        let stop = || StopVendor { vendor: world.vendor.organisation, note: note("we look into it") };
        let tx = db.begin().await.unwrap();
        let silent = StopVendor { note: PerLocale::default(), ..stop() };
        assert!(matches!(approval::stop_vendor(&tx, &world.first, silent).await, Err(Error::Invalid(_))));
        let done = approval::stop_vendor(&tx, &world.first, stop()).await.unwrap();
        assert_eq!((done.suspended, done.lifted), (2, 0));
        assert!(approval::stop_vendor(&tx, &world.first, stop()).await.is_err(), "it is stopped already");
        let set = catalogue::list_suspensions(&tx, one).await.unwrap();
        assert_eq!(set[0].note, note("we look into it"), "people are told why");
        let lift = approval::Lift { tool: one, reason: SuspensionReason::Security, note: note("x") };
        let alone = approval::lift(&tx, &Party::Operator(world.first), lift).await;
        assert!(matches!(alone, Err(Error::LiftsItself(_))), "the vendor is what it hangs on");
        let quality = Suspend { tool: other, reason: SuspensionReason::Quality, note: note("told") };
        approval::suspend(&tx, &Party::Operator(world.first), quality).await.unwrap();
        // What is published meanwhile is down from the first moment.
        let draft = world.register(&tx, complete("Third tool")).await;
        let third = world.bring_in(&tx, &draft, None).await.tool;
        for tool in [one, other, third] {
            assert!(!is_up(&tx, tool).await);
        }
        tx.commit().await.unwrap();
        let jobs = queue.take(&db).await;
        for tool in [one, other] {
            let dead = |(kind, payload): &&(&str, serde_json::Value)| {
                *kind == "identity.tool_suspended" && payload["tool"] == tool.to_string()
            };
            assert_eq!(jobs.iter().filter(dead).count(), 1, "its tokens die");
        }
        let vendor = world.vendor.organisation.to_string();
        let sandbox = |(kind, payload): &&(&str, serde_json::Value)| {
            *kind == "identity.vendor_stopped" && payload["vendor"] == vendor
        };
        assert_eq!(jobs.iter().filter(sandbox).count(), 1, "so does what is tried in its sandbox");

        // The daily round leaves it as it is.
        assert_eq!(approval::enforce_deadlines(&db).await.unwrap(), Enforced::default());
        let tx = db.begin().await.unwrap();
        let done = approval::release_vendor(&tx, &world.first, world.vendor.organisation).await.unwrap();
        assert_eq!((done.suspended, done.lifted), (0, 3));
        assert!(approval::release_vendor(&tx, &world.first, world.vendor.organisation).await.is_err());
        let up = [is_up(&tx, one).await, is_up(&tx, other).await, is_up(&tx, third).await];
        assert_eq!(up, [true, false, true], "what is down for its quality stays down");
        tx.commit().await.unwrap();
        assert_eq!(queue.statuses(&db).await, ["restored", "restored"]);
    }

    async fn a_stopped_vendors_tool_is_down_even_where_nobody_orders_it_any_longer(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let tool = world.published(&tx, None).await.tool;
        tx.executor().execute_unprepared("UPDATE listing_orders SET active_tool_id = NULL").await.unwrap();
        let stop = StopVendor { vendor: world.vendor.organisation, note: note("we look into it") };
        assert_eq!(approval::stop_vendor(&tx, &world.first, stop).await.unwrap().suspended, 1);
        assert!(!is_up(&tx, tool).await);
        let done = approval::release_vendor(&tx, &world.first, world.vendor.organisation).await.unwrap();
        assert_eq!(done.lifted, 1);
        assert!(is_up(&tx, tool).await);
        tx.roll_back().await.unwrap();
    }

    async fn a_tool_is_withdrawn_from_any_state_and_for_good(db: TestDatabase) {
        let (world, queue) = (World::new(&db).await, Queue::new(&db));
        let tx = db.begin().await.unwrap();
        let draft = world.register(&tx, complete("Draft")).await;
        let listed = world.published(&tx, None).await;
        tx.commit().await.unwrap();
        queue.take(&db).await;
        let tx = db.begin().await.unwrap();
        let withdraw = |tool| Withdraw { tool, reason: note("no longer kept up") };
        let other = Party::Orderer(world.municipality);
        assert!(matches!(approval::withdraw(&tx, &other, withdraw(listed.tool)).await, Err(Error::NotFound(_))));
        approval::withdraw(&tx, &Party::Vendor(world.vendor), withdraw(draft.tool)).await.unwrap();
        approval::withdraw(&tx, &Party::Operator(world.first), withdraw(listed.tool)).await.unwrap();
        let again = approval::withdraw(&tx, &Party::Operator(world.first), withdraw(listed.tool)).await;
        assert!(matches!(again, Err(Error::State { state: StateKind::Withdrawn, .. })));
        let suspend = Suspend { tool: listed.tool, reason: SuspensionReason::Security, note: note("late") };
        let refused = approval::suspend(&tx, &Party::Operator(world.first), suspend).await;
        assert!(matches!(refused, Err(Error::NotListed)));
        let publish = Publish { revision: listed.id, expected_version: listed.version + 1 };
        assert!(matches!(approval::publish(&tx, &world.second, publish).await, Err(Error::State { .. })));
        tx.commit().await.unwrap();
        assert_eq!(queue.statuses(&db).await, ["withdrawn"]);
        let listing = catalogue::find_listing_of(&*db, listed.tool).await.unwrap().unwrap();
        assert_eq!(listing.standing.name(), "withdrawn");
    }
}
