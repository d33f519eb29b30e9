//! The index as the catalogue is, whatever happens to either.

use database::testing::TestDatabase;
use kernel::Actor;
use search::{Change, Query, Sort};

use super::{Follower, find, fixtures};
use crate::{config::Config, web::App};

fn app(db: &TestDatabase) -> App {
    App::new(Config::from_parts(None, []).unwrap(), (**db).clone()).unwrap()
}

async fn slugs(app: &App, text: &str) -> Vec<(String, bool)> {
    let query = Query { text: text.into(), sort: Sort::Name, ..Query::default() };
    let found = find(app, &query).await.unwrap();
    found.items.iter().map(|tool| (tool.listing.tool.slug.to_string(), tool.listing.is_published())).collect()
}

database::testing::on_both! {
    async fn tools_are_found_as_they_are_now(db: TestDatabase) {
        let app = app(&db);
        let follower = Follower::new(&app);
        assert!(find(&app, &Query::default()).await.is_err(), "nothing is invented before there is an index");
        assert_eq!(follower.catch_up().await.unwrap(), 0);
        let tools = fixtures::fill(&db).await;
        assert!(follower.catch_up().await.unwrap() >= 4);
        assert_eq!(follower.catch_up().await.unwrap(), 0);
        assert_eq!(slugs(&app, "").await, [
            ("hodepinedagbok".to_owned(), true), ("pusterom".to_owned(), false), ("sovnskolen".to_owned(), true),
        ]);
        assert_eq!(slugs(&app, "hodepiner").await, [("hodepinedagbok".to_owned(), true)]);

        // Suspended after the index was written: the database has the last word.
        let tx = db.begin().await.unwrap();
        let by = Actor::System;
        let reason = catalogue::NewSuspension {
            reason: catalogue::SuspensionReason::Security, cause: String::new(), note: catalogue::PerLocale::default(),
        };
        catalogue::add_suspension(&tx, by, tools[1], reason).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(slugs(&app, "hodepine").await, [("hodepinedagbok".to_owned(), false)]);
        assert_eq!(follower.catch_up().await.unwrap(), 1);
        assert_eq!(follower.rebuild().await.unwrap(), 3);
        assert_eq!(slugs(&app, "gammel").await, []);
    }

    async fn an_index_that_is_ahead_of_the_database_is_filled_anew(db: TestDatabase) {
        let app = app(&db);
        Follower::new(&app).catch_up().await.unwrap();
        app.search.apply(Vec::new(), 1_000).await.unwrap();
        fixtures::fill(&db).await;
        assert_eq!(Follower::new(&app).catch_up().await.unwrap(), 3);
        assert_eq!(slugs(&app, "søvn").await.len(), 1);
    }

    async fn an_index_where_another_change_stands_is_filled_anew(db: TestDatabase) {
        let app = app(&db);
        let follower = Follower::new(&app);
        fixtures::fill(&db).await;
        assert_eq!(follower.catch_up().await.unwrap(), 3);
        assert_eq!(follower.catch_up().await.unwrap(), 0, "what it was filled from stands there");
        fixtures::publish_another(&db, "sovnkurs", "Søvnkurset").await;
        assert!(follower.catch_up().await.unwrap() > 0);
        assert_eq!(follower.catch_up().await.unwrap(), 0, "and so does what was taken in");
        fixtures::publish_another(&db, "sovnuka", "Søvnuka").await;
        fixtures::publish_another(&db, "sovnboka", "Søvnboka").await;
        // As another database left it: not ahead of this one, and without its tools.
        let position = app.search.position().await.unwrap();
        app.search.apply(vec![Change::Mark(1)], position + 1).await.unwrap();
        assert_eq!(follower.catch_up().await.unwrap(), 6);
        assert_eq!(slugs(&app, "søvn").await.len(), 4);
    }

    async fn a_tool_is_not_found_by_what_it_is_not_for(db: TestDatabase) {
        let app = app(&db);
        fixtures::fill(&db).await;
        Follower::new(&app).catch_up().await.unwrap();
        assert_eq!(slugs(&app, "akutt").await, []);
        assert_eq!(slugs(&app, "voksne").await.len(), 3, "it is by whom it is for");
    }
}
