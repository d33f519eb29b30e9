//! Answering, sending back, handing in again.

use approval::{
    AnswerStatus, Authority, Error, GiveAnswer, Grade, Move, RequestChanges, Requirement, Resubmit,
};
use catalogue::StateKind;
use database::{Read as _, testing::on_both};
use sea_orm::ConnectionTrait as _;

use crate::world::{World, complete, day, met, phrase};

fn wrong_fields(result: approval::Result<approval::GivenAnswer>) -> Vec<&'static str> {
    let refused = result.unwrap_err();
    let Error::Invalid(wrong) = &refused else { return vec!["not a matter of fields"] };
    wrong.iter().filter_map(|refusal| refusal.field).collect()
}

on_both! {
    async fn an_answer_says_enough_or_names_what_is_missing(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let draft = world.register(&tx, complete("Demo tool")).await;
        let submitted = world.submit(&tx, &draft).await;
        let ordered = world.take_on(&tx, &submitted).await;
        let early = approval::answer(&tx, &world.trust, met(draft.id, Requirement::K1)).await;
        assert!(matches!(early, Err(Error::State { state: StateKind::Ordered, step: Move::Answer })));
        world.start(&tx, &ordered).await;
        let try_it = |command: GiveAnswer| approval::answer(&tx, &world.trust, command);

        let bare = GiveAnswer { evidence: None, ..met(draft.id, Requirement::K1) };
        assert_eq!(wrong_fields(try_it(bare).await), ["evidence"]);
        let deviation = |requirement| GiveAnswer {
            status: AnswerStatus::Deviation,
            grade: None,
            ..met(draft.id, requirement)
        };
        assert_eq!(wrong_fields(try_it(deviation(Requirement::C1)).await), ["reason", "plan", "owner", "deadline"]);
        let full = |requirement, deadline| GiveAnswer {
            reason: Some(phrase("r")),
            plan: Some(phrase("p")),
            owner: Some(phrase("o")),
            deadline: Some(day(deadline)),
            ..deviation(requirement)
        };
        assert_eq!(wrong_fields(try_it(full(Requirement::C1, "2026-11-21")).await), ["deadline"]);
        assert_eq!(wrong_fields(try_it(full(Requirement::K1, "2027-01-01")).await), ["status"]);
        // C2 follows from the facts, which hold: there is nothing to deviate from and nothing to claim.
        assert_eq!(wrong_fields(try_it(full(Requirement::C2, "2027-01-01")).await), ["status"]);
        assert_eq!(wrong_fields(try_it(met(draft.id, Requirement::C2)).await), ["status"]);
        for not_answered in [Requirement::K7, Requirement::L2, Requirement::C6] {
            assert_eq!(wrong_fields(try_it(met(draft.id, not_answered)).await), ["requirement"]);
        }
        let inapplicable = |requirement| GiveAnswer {
            status: AnswerStatus::NotApplicable,
            reason: Some(phrase("no overlap")),
            ..met(draft.id, requirement)
        };
        assert_eq!(wrong_fields(try_it(inapplicable(Requirement::C1)).await), ["status"]);
        assert!(try_it(inapplicable(Requirement::C4)).await.is_ok());
        let misfit = GiveAnswer { grade: Some(Grade::Good), ..met(draft.id, Requirement::K4a) };
        assert_eq!(wrong_fields(try_it(misfit).await), ["grade"]);
        assert!(try_it(full(Requirement::C1, "2026-11-22")).await.is_ok());
        assert!(matches!(approval::answer(&tx, &world.municipality, met(draft.id, Requirement::K1)).await, Err(Error::NotFound(_))));
    }

    async fn nothing_is_approved_before_the_quality_label_is_graded(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let draft = world.register(&tx, complete("Demo tool")).await;
        let submitted = world.submit(&tx, &draft).await;
        let ordered = world.take_on(&tx, &submitted).await;
        world.start(&tx, &ordered).await;
        world.answer_all(&tx, draft.id, None).await;
        let ungraded = GiveAnswer { grade: None, expected_version: 1, ..met(draft.id, Requirement::K4c) };
        approval::answer(&tx, &world.trust, ungraded).await.unwrap();
        let refused = world.approve(&tx, &world.first, draft.id).await;
        assert!(matches!(refused, Err(Error::Invalid(wrong)) if wrong.len() == 1 && wrong[0].rules == [kernel::Rule("K4c")]));
    }

    async fn a_label_is_as_old_as_the_last_answer_whether_it_has_a_grade_or_not(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let draft = world.register(&tx, complete("Demo tool")).await;
        let submitted = world.submit(&tx, &draft).await;
        let ordered = world.take_on(&tx, &submitted).await;
        let started = world.start(&tx, &ordered).await;
        world.answer_all(&tx, draft.id, None).await;
        tx.commit().await.unwrap();
        db.clock.advance(jiff::SignedDuration::from_hours(24));
        let tx = db.begin().await.unwrap();
        let once_more = GiveAnswer { expected_version: 1, ..met(draft.id, Requirement::C3) };
        let last = approval::answer(&tx, &world.trust, once_more).await.unwrap();
        assert_eq!(last.grade, None);
        let approved = world.approve(&tx, &world.first, started.id).await.unwrap();
        world.publish(&tx, &world.second, &approved).await.unwrap();
        let label = approval::find_label(&tx, draft.tool).await.unwrap().unwrap();
        assert_eq!(label.assessed_at, last.answered_at);
    }

    async fn a_published_label_moves_the_generation_and_an_assessment_under_way_does_not(db: TestDatabase) {
        let world = World::new(&db).await;
        let generation = async || format!("{:?}", db.present().await.unwrap());
        let tx = db.begin().await.unwrap();
        let published = world.published(&tx, Some("2027-03-01")).await;
        let draft = world.register(&tx, complete("Another tool")).await;
        let submitted = world.submit(&tx, &draft).await;
        let ordered = world.take_on(&tx, &submitted).await;
        world.start(&tx, &ordered).await;
        tx.commit().await.unwrap();
        let change = async |sql: &str, moves: bool| {
            let before = generation().await;
            let tx = db.begin().await.unwrap();
            let changed = tx.executor().execute_unprepared(sql).await.unwrap().rows_affected();
            tx.commit().await.unwrap();
            assert!(changed > 0, "{sql}");
            assert_eq!(generation().await != before, moves, "{sql}");
        };
        let before = generation().await;
        let tx = db.begin().await.unwrap();
        world.answer_all(&tx, draft.id, None).await;
        tx.commit().await.unwrap();
        assert_eq!(generation().await, before, "answers to what is not published");
        change("UPDATE assessments SET version = version + 1 WHERE published_at IS NULL", false).await;
        change("UPDATE assessments SET due_on = '2029-01-01' WHERE published_at IS NOT NULL", true).await;
        let answers = "assessment_id IN (SELECT id FROM assessments WHERE published_at IS NOT NULL)";
        change(&format!("UPDATE assessment_answers SET grade = NULL WHERE {answers}"), true).await;
        change(&format!("DELETE FROM assessment_answers WHERE {answers} AND requirement = 'K1'"), true).await;
        change("UPDATE deviations SET closed_at = 1", true).await;
        change("UPDATE assessments SET published_at = NULL WHERE published_at IS NOT NULL", true).await;
        change("UPDATE assessments SET published_at = 1", true).await;
        assert!(catalogue::find_listing_of(&*db, published.tool).await.unwrap().is_some());
    }

    async fn the_vendor_changes_what_was_asked_for_and_assessment_goes_on_where_it_stopped(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let draft = world.register(&tx, complete("Demo tool")).await;
        let submitted = world.submit(&tx, &draft).await;
        let ordered = world.take_on(&tx, &submitted).await;
        let started = world.start(&tx, &ordered).await;
        world.answer_all(&tx, draft.id, None).await;
        let wanted = RequestChanges { revision: draft.id, expected_version: started.version, wanted: phrase("K4c: when deleted") };
        let sent_back = approval::request_changes(&tx, &Authority::Orderer(world.trust), wanted).await.unwrap();
        let own = approval::find_own_dossier(&tx, &world.vendor, draft.id).await.unwrap().unwrap();
        assert_eq!(own.revision.state.kind(), StateKind::ChangesRequested);
        let saved = catalogue::save_draft(&tx, &world.vendor, draft.id, sent_back.version, complete("Better")).await.unwrap();
        let resubmit = |expected_version| Resubmit { revision: draft.id, expected_version };
        assert!(matches!(approval::resubmit(&tx, &world.vendor, resubmit(sent_back.version)).await, Err(Error::Stale)));
        let back = approval::resubmit(&tx, &world.vendor, resubmit(saved.version)).await.unwrap();
        assert_eq!(back.state.kind(), StateKind::InAssessment);
        let dossier = approval::find_dossier(&tx, &world.trust, draft.id).await.unwrap().unwrap();
        assert_eq!(dossier.answers.len(), 13);
        assert!(dossier.verdict().unwrap().publishable);
    }

    async fn a_listing_with_gaps_cannot_be_handed_in(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let mut gaps = complete("Demo tool");
        gaps.topics.clear();
        let draft = world.register(&tx, gaps).await;
        let command = approval::Submit { revision: draft.id, expected_version: draft.version };
        let refused = approval::submit(&tx, &world.vendor, command).await;
        assert!(matches!(refused, Err(Error::Invalid(wrong)) if wrong[0].field == Some("topics")));
        let other = kernel::VendorUser { organisation: world.trust.organisation, ..world.vendor };
        assert!(matches!(approval::submit(&tx, &other, command).await, Err(Error::NotFound(_))));
    }
}
