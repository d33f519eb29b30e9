use axum::http::StatusCode;
use catalogue::{
    Independence, NewProcess, NewSuspension, PerLocale, ProcessBasis, Prose, RevisionState, Step,
    SuspensionReason,
};
use database::{
    Read,
    testing::{TestDatabase, on_both},
};
use kernel::{Actor, Locale, VendorUser};
use minijinja::{Value, value::Serde};
use scraper::{Html, Selector};

use super::{Start, ToolView};
use crate::{
    pages::{public::samples, samples::page_context},
    testing::{Site, citizen, operator, person},
    web::{Login, View, Visitor, render, session::Standing},
};

#[tokio::test]
async fn a_page_marks_what_is_in_bokmal_alone_and_shows_three_pictures_first() {
    let site = Site::empty(TestDatabase::sqlite().await).await;
    let sample = samples::tool("published", Start::None);
    let view = Value::from(Serde(&sample));
    for locale in Locale::ALL {
        let cx = page_context(&site.app, locale, Visitor::default());
        let html = render::compose(&cx, ToolView::TEMPLATE, &view, false).unwrap();
        let page = Html::parse_document(&html);
        let marked = Selector::parse(".deviation dd > [lang=nb]").unwrap();
        let marked: Vec<String> = page.select(&marked).map(|said| said.text().collect()).collect();
        let expected: &[&str] = if locale == Locale::Nb { &[] } else { &["Ikke <ferdig>", "Snart", "Demo"] };
        assert_eq!(marked, expected, "{locale}");
        let shots = |within: &str| page.select(&Selector::parse(&format!("{within} .shot")).unwrap()).count();
        assert_eq!(
            (shots("section"), shots("section details")),
            (5, 2),
            "{locale}: three before more are asked for"
        );
    }
}

on_both! {
    async fn a_tool_page_answers_what_people_ask(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let page = site.get("/verktoy/demo-pust").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.texts("h1"), ["Demo-pust"]);
        for id in ["how", "purpose", "effect", "not-for", "privacy", "device", "facts"] {
            assert_eq!(page.texts(&format!("#{id}")).len(), 1, "{id}");
        }
        assert!(page.texts(".tool__start a")[0].contains("Mine verktøy"), "a prescription is needed");
        for (slug, way) in [("hodepinekalenderen-demo", "Hent appen"), ("panikkhjelpen-demo", "Gå til verktøyet")] {
            let page = site.get(&format!("/verktoy/{slug}")).await;
            assert_eq!(page.texts(".tool__start a.ds-button"), [way], "{slug}");
        }
        let english = site.get("/en/verktoy/demo-pust").await;
        assert_eq!(english.texts("h1"), ["Demo breathing"]);
        let sami = site.get("/se/verktoy/demo-pust").await;
        assert_eq!(sami.attributes("h1 span", "lang"), ["nb"]);
        for slug in ["finnes-ikke", "%00", "DEMO-PUST", "a--b", &"a".repeat(500)] {
            assert_eq!(site.get(&format!("/verktoy/{slug}")).await.status, StatusCode::NOT_FOUND, "{slug:.20}");
        }
    }

    async fn only_a_citizen_who_is_logged_in_starts_without_another_login(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let user = VendorUser { person: person(2), organisation: site.vendor };
        let vendor = Login { standing: Standing::Vendor(user), ..citizen(person(2)) };
        let kari = citizen(person(1));
        for (login, button, hints) in
            [(None, "Logg inn og start", 1), (Some(&vendor), "Logg inn og start", 1), (Some(&kari), "Start", 0)]
        {
            let page = match login {
                Some(login) => site.get_as(login, "/verktoy/demo-steg").await,
                None => site.get("/verktoy/demo-steg").await,
            };
            assert_eq!(page.texts(".tool__start a.ds-button"), [button]);
            assert_eq!(page.texts(".tool__start .fine").len(), hints, "{button}");
        }
    }

    async fn words_that_are_borrowed_from_bokmal_say_so(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let page = site.get("/se/verktoy/demo-pust").await;
        assert_eq!(page.texts("#device [lang=nb]"), ["Er det medisinsk utstyr?"]);
    }

    async fn each_badge_leads_to_what_it_means(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let page = site.get("/verktoy/demo-pust").await;
        let leads = page.attributes(".tool-hero__tags a", "href");
        assert_eq!(leads, ["#how", "#facts"]);
        for anchor in leads {
            assert_eq!(page.texts(&anchor).len(), 1, "{anchor}");
        }
    }

    async fn r7_an_integrated_tools_page_says_of_which_process_it_is_a_step_and_where_one_comes_in(db: TestDatabase) {
        let site = Site::empty(db).await;
        let world = prescriber::testing::World::new(&site.db).await;
        let by = operator();
        let tx = site.db.begin().await.unwrap();
        let mut tools = Vec::new();
        for independence in [Independence::Integrated, Independence::Standalone] {
            let mut content = prescriber::testing::content();
            content.independence = independence;
            tools.push(prescriber::testing::publish(&tx, &world.vendor, content).await);
        }
        let new = NewProcess {
            name: kernel::Phrase::new("Videokonsultasjon").unwrap(),
            bases: [ProcessBasis::Parent].into(),
            entry: kernel::Phrase::new("Du får en lenke fra legen <din>.").unwrap(),
        };
        let process = catalogue::add_process(&tx, &by, "video".parse().unwrap(), new).await.unwrap();
        catalogue::assign_process(&tx, &by, tools[0], Some(process.id)).await.unwrap();
        tx.commit().await.unwrap();
        let (mut shown, mut marked) = (Vec::new(), Vec::new());
        for tool in tools {
            let slug = catalogue::find_tool(&*site.db, tool).await.unwrap().unwrap().slug;
            let page = site.get(&format!("/verktoy/{slug}")).await;
            assert_eq!(page.status, StatusCode::OK);
            shown.push(page.texts(".facts").join(" "));
            let english = site.get(&format!("/en/verktoy/{slug}")).await;
            marked.push(english.texts(".facts [lang=nb]").join("|"));
        }
        assert!(shown[0].contains("Videokonsultasjon. Du får en lenke fra legen <din>."), "{}", shown[0]);
        assert!(!shown[1].contains("Videokonsultasjon"), "{}", shown[1]);
        assert!(marked[0].contains("Videokonsultasjon|Du får en lenke fra legen <din>."), "{}", marked[0]);
    }

    async fn a_suspended_tool_says_why_and_a_withdrawn_one_is_gone(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let (tool, by) = (site.tool("demo-pust").await, Actor::from(&operator()));
        let tx = site.db.begin().await.unwrap();
        let note = PerLocale::bokmal(Prose::new("Feil i <utregningen>.").unwrap());
        let new = NewSuspension { reason: SuspensionReason::Security, cause: String::new(), note };
        catalogue::add_suspension(&tx, by, tool, new).await.unwrap();
        tx.commit().await.unwrap();
        let page = site.get("/verktoy/demo-pust").await;
        assert!(page.texts(".ds-alert li")[0].contains("Feil i <utregningen>."));
        assert_eq!(page.texts(".tool__start > a.ds-button").len(), 0, "it cannot be started");

        let listing = catalogue::find_listing_of(&*site.db, tool).await.unwrap().unwrap();
        let tx = site.db.begin().await.unwrap();
        let step = Step { at: tx.now(), by };
        let state = RevisionState::Withdrawn { step, reason: PerLocale::bokmal(Prose::new("Nedlagt.").unwrap()) };
        catalogue::set_state(&tx, listing.revision.id, listing.revision.version, state).await.unwrap();
        tx.commit().await.unwrap();
        for (prefix, said, marked) in [
            ("", "Verktøyet er trukket tilbake", 0),
            ("/nn", "Verktøyet er trekt tilbake", 1),
            ("/en", "The tool has been withdrawn", 1),
            ("/se", "Reaidu lea gessojuvvon ruovttoluotta", 1),
        ] {
            let gone = site.get(&format!("{prefix}/verktoy/demo-pust")).await;
            assert_eq!(gone.status, StatusCode::GONE);
            assert_eq!(gone.texts("h1"), [said]);
            assert_eq!(gone.texts("main dd")[1], "Nedlagt.", "as the open catalogue tells");
            assert_eq!(gone.attributes("main dd span", "lang").len(), marked, "{prefix}: it was told in bokmål");
            assert_eq!(gone.attributes("meta[name=robots]", "content"), ["noindex"]);
            assert_eq!(gone.attributes("main form", "action"), [format!("{prefix}/verktoy")], "one can search");
            assert_eq!(gone.attributes("link[rel=canonical]", "href").len(), 0);
        }
        site.index().await;
        let found = site.get("/verktoy?q=demo-pust").await.attributes(".tool-card__name a", "href");
        assert!(!found.contains(&"/verktoy/demo-pust".to_owned()));
    }
}
