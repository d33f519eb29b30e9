//! Tools, revisions and listings, on both engines.

use crate::common::{content, organisation, publish, register, step, vendor};
use catalogue::{
    ChangeKind, Error, NewSuspension, PerLocale, Register, RevisionState, Standing, StateKind,
    SuspensionReason, Window,
};
use database::testing::on_both;
use kernel::{Actor, Locale, VendorUser};

fn suspension(reason: SuspensionReason, cause: &str) -> NewSuspension {
    let note = PerLocale::bokmal("Vi undersøker en feil.".parse().unwrap());
    NewSuspension { reason, cause: cause.to_owned(), note }
}

on_both! {
    async fn a_registered_tool_is_the_vendors_alone_until_it_is_published(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        let other = organisation(&tx, catalogue::OrganisationKind::Vendor, "974760673").await;
        let stranger = VendorUser { person: tx.new_id(), organisation: other };
        let (tool, revision) = register(&tx, &user, "Søvnskolen").await;
        tx.commit().await.unwrap();
        assert_eq!(tool.slug.as_str(), "sovnskolen");
        assert!(catalogue::find_listing(&*db, &tool.slug).await.unwrap().is_none());
        assert_eq!(catalogue::find_own_revision(&*db, &user, revision.id).await.unwrap().as_ref(), Some(&revision));
        assert_eq!(catalogue::find_own_revision(&*db, &stranger, revision.id).await.unwrap(), None);
        assert_eq!(catalogue::find_own_tool(&*db, &stranger, tool.id).await.unwrap(), None);
        assert_eq!(catalogue::list_own_tools(&*db, &stranger, Window::default()).await.unwrap().total, 0);
        let own = catalogue::list_own_tools(&*db, &user, Window::default()).await.unwrap();
        assert_eq!((own.total, own.items[0].open.as_ref()), (1, Some(&revision)));

        let tx = db.begin().await.unwrap();
        let refused = catalogue::save_draft(&tx, &stranger, revision.id, 1, content("Tatt")).await;
        assert!(matches!(refused, Err(Error::NotFound("revision"))));
        let refused = catalogue::save_revision_draft(&tx, &stranger, tool.id, content("Tatt")).await;
        assert!(matches!(refused, Err(Error::NotFound("tool"))));
        let refused = catalogue::delete_draft(&tx, &stranger, revision.id, 1).await;
        assert!(matches!(refused, Err(Error::NotFound("revision"))));
    }

    async fn names_that_are_alike_get_addresses_that_are_not(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        let mut slugs = Vec::new();
        for _ in 0..3 {
            slugs.push(register(&tx, &user, "Pust!").await.0.slug.to_string());
        }
        assert_eq!(slugs, ["pust", "pust-2", "pust-3"]);
        let (long, _) = register(&tx, &user, &"Å".repeat(120)).await;
        assert_eq!(long.slug.as_str().len(), 72);
        let taken = Register { content: content("Annet"), slug: Some("pust".parse().unwrap()) };
        assert!(matches!(catalogue::register(&tx, &user, taken).await, Err(Error::Taken("slug"))));
    }

    async fn no_tool_gets_an_address_at_which_the_portal_has_a_page_of_its_own(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        for expected in ["forslag-2", "forslag-3"] {
            assert_eq!(register(&tx, &user, "Forslag").await.0.slug.as_str(), expected);
        }
        assert_eq!(register(&tx, &user, "Forslagskassa").await.0.slug.as_str(), "forslagskassa");
        for reserved in catalogue::RESERVED_SLUGS {
            let given = Register { content: content("Annet"), slug: Some(reserved.parse().unwrap()) };
            assert!(matches!(catalogue::register(&tx, &user, given).await, Err(Error::Taken("slug"))), "{reserved}");
        }
    }

    async fn saving_from_a_stale_page_is_refused_and_changes_nothing(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        let (_, first) = register(&tx, &user, "Første").await;
        let second = catalogue::save_draft(&tx, &user, first.id, first.version, content("Andre")).await.unwrap();
        assert_eq!(second.version, 2);
        let stale = catalogue::save_draft(&tx, &user, first.id, first.version, content("Tredje")).await;
        assert!(matches!(stale, Err(Error::Stale)));
        let state = RevisionState::Submitted { step: step(&tx) };
        let stale = catalogue::set_state(&tx, first.id, first.version, state.clone()).await;
        assert!(matches!(stale, Err(Error::Stale)));
        let submitted = catalogue::set_state(&tx, first.id, 2, state).await.unwrap();
        let closed = catalogue::save_draft(&tx, &user, first.id, 3, content("Fjerde")).await;
        assert!(matches!(closed, Err(Error::NotEditable(StateKind::Submitted))));
        assert_eq!(catalogue::get_revision(&tx, first.id).await.unwrap(), submitted);
        assert_eq!(submitted.content.name(Locale::Nb), "Andre");
        let past: Vec<_> = catalogue::list_past_states(&tx, first.id).await.unwrap();
        let kinds: Vec<_> = past.iter().map(|past| (past.version, past.state.kind())).collect();
        assert_eq!(kinds, [(1, StateKind::Draft), (3, StateKind::Submitted)]);
        let waiting = catalogue::list_revisions_in(&tx, &[StateKind::Submitted], Window::default()).await.unwrap();
        assert_eq!((waiting.total, waiting.items[0].id), (1, first.id));
    }

    async fn a_new_revision_supersedes_the_published_one_which_stays_up_until_then(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        let (tool, first) = register(&tx, &user, "Første").await;
        let refused = catalogue::save_revision_draft(&tx, &user, tool.id, content("For tidlig")).await;
        assert!(matches!(refused, Err(Error::AlreadyOpen)));
        let first = publish(&tx, &first).await;
        let second = catalogue::save_revision_draft(&tx, &user, tool.id, content("Andre")).await.unwrap();
        assert_eq!(second.number, 2);
        let listing = catalogue::find_listing(&tx, &tool.slug).await.unwrap().unwrap();
        assert_eq!((listing.revision.id, listing.is_published()), (first.id, true));
        let found = listing.findable().unwrap();
        assert_eq!((found.texts[0].1.name.as_str(), found.available, found.open), ("Første", true, true));
        publish(&tx, &second).await;
        tx.commit().await.unwrap();

        let listing = catalogue::find_listing(&*db, &tool.slug).await.unwrap().unwrap();
        assert_eq!((listing.name(Locale::Nb), listing.revision.number), ("Andre", 2));
        let all = catalogue::list_revisions(&*db, tool.id).await.unwrap();
        let kinds: Vec<_> = all.iter().map(|revision| revision.state.kind()).collect();
        assert_eq!(kinds, [StateKind::Published, StateKind::Superseded]);
        let changes = catalogue::changes_after(&*db, 0, 10).await.unwrap();
        let kinds: Vec<_> = changes.iter().map(|change| (change.seq, change.kind)).collect();
        assert_eq!(kinds, [(1, ChangeKind::Published), (2, ChangeKind::Published)]);
    }

    async fn a_tool_is_up_only_when_the_set_of_reasons_is_empty(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        let (tool, revision) = register(&tx, &user, "Navn").await;
        publish(&tx, &revision).await;
        let reasons = [
            (SuspensionReason::Security, ""),
            (SuspensionReason::Agreement, "agr_1"),
            (SuspensionReason::Agreement, "agr_2"),
        ];
        for (reason, cause) in reasons {
            assert!(catalogue::add_suspension(&tx, Actor::System, tool.id, suspension(reason, cause)).await.unwrap());
            assert!(!catalogue::add_suspension(&tx, Actor::System, tool.id, suspension(reason, cause)).await.unwrap());
        }
        assert_eq!(catalogue::list_suspensions_by_cause(&tx, "agr_1").await.unwrap().len(), 1);
        for (at, (reason, cause)) in reasons.into_iter().enumerate() {
            let listing = catalogue::find_listing_of(&tx, tool.id).await.unwrap().unwrap();
            let Standing::Suspended(set) = &listing.standing else { panic!("{:?}", listing.standing) };
            assert_eq!((set.len(), listing.is_published(), listing.standing.name()), (3 - at, false, "suspended"));
            assert!(catalogue::lift_suspension(&tx, Actor::System, tool.id, reason, cause).await.unwrap());
            assert!(!catalogue::lift_suspension(&tx, Actor::System, tool.id, reason, cause).await.unwrap());
        }
        assert!(catalogue::find_listing_of(&tx, tool.id).await.unwrap().unwrap().is_published());
        assert!(catalogue::list_suspensions(&tx, tool.id).await.unwrap().is_empty());
        let again = suspension(SuspensionReason::Security, "");
        assert!(catalogue::add_suspension(&tx, Actor::System, tool.id, again).await.unwrap());
        let past = catalogue::list_past_suspensions(&tx, tool.id).await.unwrap();
        assert_eq!((past.len(), past.iter().filter(|one| one.lifted.is_none()).count()), (4, 1));
        tx.commit().await.unwrap();
        assert_eq!(catalogue::last_change(&*db).await.unwrap(), 8);
    }

    async fn a_withdrawn_tool_keeps_its_page_with_the_reason(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        let (tool, revision) = register(&tx, &user, "Navn").await;
        let revision = publish(&tx, &revision).await;
        let held = suspension(SuspensionReason::Other, "");
        catalogue::add_suspension(&tx, Actor::System, tool.id, held).await.unwrap();
        let reason = PerLocale::bokmal("Leverandøren har lagt ned.".parse().unwrap());
        let state = RevisionState::Withdrawn { step: step(&tx), reason };
        catalogue::set_state(&tx, revision.id, revision.version, state).await.unwrap();
        tx.commit().await.unwrap();
        let listing = catalogue::find_listing(&*db, &tool.slug).await.unwrap().unwrap();
        let Standing::Withdrawn { reason, .. } = &listing.standing else { panic!("{:?}", listing.standing) };
        assert_eq!(reason.text(Locale::En), Some((Locale::Nb, "Leverandøren har lagt ned.")));
        assert!(!listing.is_published() && listing.findable().is_none());
        let last = catalogue::changes_after(&*db, 2, 10).await.unwrap();
        assert_eq!(last.iter().map(|change| change.kind).collect::<Vec<_>>(), [ChangeKind::Withdrawn]);
    }

    async fn a_draft_can_be_deleted_and_takes_an_empty_tool_along(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        let (gone, draft) = register(&tx, &user, "Borte").await;
        assert!(matches!(catalogue::delete_draft(&tx, &user, draft.id, 7).await, Err(Error::Stale)));
        catalogue::delete_draft(&tx, &user, draft.id, 1).await.unwrap();
        assert_eq!(catalogue::find_tool(&tx, gone.id).await.unwrap(), None);

        let (stays, first) = register(&tx, &user, "Her").await;
        let first = publish(&tx, &first).await;
        let refused = catalogue::delete_draft(&tx, &user, first.id, first.version).await;
        assert!(matches!(refused, Err(Error::NotEditable(StateKind::Published))));
        let second = catalogue::save_revision_draft(&tx, &user, stays.id, content("Nytt")).await.unwrap();
        catalogue::delete_draft(&tx, &user, second.id, second.version).await.unwrap();
        assert!(catalogue::find_open_revision(&tx, stays.id).await.unwrap().is_none());
        assert!(catalogue::find_tool(&tx, stays.id).await.unwrap().is_some());
    }

    async fn listings_come_in_the_order_asked_for_and_page_by_page(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        let mut tools = Vec::new();
        for at in 0..5 {
            let (tool, revision) = register(&tx, &user, &format!("Verktøy {at}")).await;
            publish(&tx, &revision).await;
            tools.push(tool.id);
        }
        let (draft, _) = register(&tx, &user, "Utkast").await;
        tx.commit().await.unwrap();

        let wanted = [tools[3], draft.id, tools[0]];
        let found = catalogue::list_listings(&*db, &wanted).await.unwrap();
        assert_eq!(found.iter().map(catalogue::Listing::id).collect::<Vec<_>>(), [tools[3], tools[0]]);
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = catalogue::list_listings_after(&*db, after, 2).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some(last.id());
            seen.extend(page.iter().map(catalogue::Listing::id));
        }
        tools.sort_unstable();
        assert_eq!(seen, tools);
        assert_eq!(catalogue::list_listings_of_vendor(&*db, user.organisation).await.unwrap().len(), 5);
        assert!(catalogue::list_listings(&*db, &[]).await.unwrap().is_empty());
    }

    async fn racing_revisions_give_one_success_and_one_clear_answer(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        let (tool, revision) = register(&tx, &user, "Navn").await;
        publish(&tx, &revision).await;
        tx.commit().await.unwrap();
        let begin = || async {
            let tx = db.begin().await.unwrap();
            let done = catalogue::save_revision_draft(&tx, &user, tool.id, content("Nytt")).await;
            if done.is_ok() {
                tx.commit().await.unwrap();
            }
            done
        };
        let (one, other) = tokio::join!(begin(), begin());
        assert!(one.is_ok() != other.is_ok());
        assert!(matches!(one.and(other), Err(Error::AlreadyOpen)));
    }
}
