use axum::http::StatusCode;
use catalogue::{PerLocale, Prose, RevisionState, Step};
use database::{
    Read,
    testing::{TestDatabase, on_both},
};
use kernel::{Actor, Locale};
use search::{DEEPEST_HIT, Fit, PerFacet};

use super::{
    FindView,
    asked::{Asked, pages},
};
use crate::{
    discovery::Found,
    pages::samples::page_context,
    testing::{Site, operator, publish},
    web::Visitor,
};

on_both! {
    async fn people_find_tools_by_what_ails_them_and_narrow_the_list(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let all = site.get("/verktoy").await;
        assert_eq!(all.status, StatusCode::OK);
        assert_eq!(all.texts(".tool-card").len(), 12);
        assert_eq!(all.texts("#count"), ["55 verktøy funnet"]);
        assert!(all.texts("title")[0].starts_with("Finn verktøy –"));

        let sleep = site.get("/verktoy?q=f%C3%A5r+ikke+sove").await;
        assert!(sleep.texts(".tool-card__name")[0].to_lowercase().contains("søvn"), "{:?}", sleep.texts(".tool-card__name"));
        assert_eq!(sleep.attributes("#q", "value"), ["får ikke sove"]);

        let narrowed = site.get("/verktoy?tema=sleep&tilgang=open&sorter=navn").await;
        assert_eq!(narrowed.texts(".chips .chip").len(), 2);
        assert_eq!(narrowed.attributes("input[checked]", "value"), ["sleep", "open"]);
        let names = narrowed.texts(".tool-card__name");
        assert!(!names.is_empty() && names.is_sorted(), "{names:?}");
        // The chip leads to the same search without it, and the count beside a filter is what choosing it gives.
        let without = narrowed.attributes(".chips .chip", "href");
        assert_eq!(without, ["/verktoy?tilgang=open&sorter=navn", "/verktoy?tema=sleep&sorter=navn"]);
        let counts = narrowed.texts("label[for=tilgang-prescription]");
        let prescribed = site.get("/verktoy?tema=sleep&tilgang=prescription").await;
        assert_eq!(counts, [format!("Gjennom en behandler ({})", prescribed.texts(".tool-card").len())]);
    }

    async fn without_text_the_newest_come_first_and_nothing_is_called_a_better_hit(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let plain = site.get("/verktoy").await;
        for path in ["/verktoy", "/verktoy?sorter=nyeste", "/verktoy?sorter=beste&q="] {
            let page = site.get(path).await;
            assert_eq!(page.texts("#sorter option"), ["Nyeste først", "Navn"], "{path}");
            assert_eq!(page.attributes("#sorter option[selected]", "value"), [""], "{path}");
            assert!(page.attributes("link[rel=canonical]", "href")[0].ends_with("/verktoy"), "{path}");
            assert_eq!(page.attributes("meta[name=robots]", "content").len(), 0, "{path}");
            assert_eq!(page.texts("title"), plain.texts("title"), "{path}");
            assert_eq!(page.texts(".tool-card__name"), plain.texts(".tool-card__name"), "{path}");
        }
        let words = site.get("/verktoy?q=s%C3%B8vn&sorter=nyeste").await;
        assert_eq!(words.texts("#sorter option"), ["Best treff", "Nyeste først", "Navn"]);
        assert_eq!(words.attributes("#sorter option[selected]", "value"), ["nyeste"]);
    }

    async fn what_stands_under_the_list_leads_on_in_the_same_language(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let leads = site.get("/nn/verktoy").await.attributes("#results ~ .fine a", "href");
        assert!(leads.contains(&"/api?lang=nn".to_owned()), "{leads:?}");
    }

    async fn a_name_that_is_only_heard_is_heard_in_its_own_language(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let page = site.get("/se/verktoy").await;
        let seen = page.texts(".tool-card__top > [lang] .tool-card__name");
        assert!(!seen.is_empty());
        let heard: Vec<String> = seen.iter().map(|name| format!("– {name}")).collect();
        let said = page.texts(".tool-card .tags a:first-child .ds-sr-only:has([lang])");
        assert_eq!(said, heard);
    }

    async fn a_code_that_no_line_names_leads_to_tools_of_its_chapter(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        for (code, slug) in [
            ("S74", "eksemhjelpen-demo"),
            ("U71", "bekkenbunn-demo"),
            ("T99", "sukkerdagboka-demo"),
            ("N94", "ordtrening-demo"),
            ("G62", "ordtrening-demo"),
            ("J20", "kols-i-hverdagen-demo"),
            ("M25", "artroseskolen-demo"),
            ("N20", "bekkenbunn-demo"),
        ] {
            let found = site.get(&format!("/verktoy?q={code}")).await.attributes(".tool-card__name a", "href");
            assert!(found.contains(&format!("/verktoy/{slug}")), "{code}: {found:?}");
        }
    }

    async fn who_tells_of_a_crisis_is_first_told_where_to_get_help(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        for query in ["/verktoy?q=selvmordstanker", "/nn/verktoy?q=sj%C3%B8lvmord", "/verktoy?q=vil+ikke+leve", "/verktoy?q=selmord", "/en/verktoy?q=suicide", "/se/verktoy?q=ie%C5%A1sorbmen"] {
            let page = site.get(query).await;
            assert_eq!(page.attributes("#results .notice a", "href"), ["tel:113", "tel:116117", "tel:116123"], "{query}");
        }
        assert!(site.get("/verktoy?q=depresjon").await.texts("#results .notice").is_empty());
        // No tool that merely has some of the words, and no advice to search otherwise.
        for query in ["vil+ikke+leve", "eg+vil+ikkje+leve+lenger", "selvmordsplaner", "selvmordstanker+tips", "lyst+til+%C3%A5+d%C3%B8"] {
            let page = site.get(&format!("/verktoy?q={query}")).await;
            assert_eq!(page.texts("#count"), ["Ingen verktøy funnet"], "{query}");
            assert_eq!((page.texts(".tool-card").len(), page.texts("#results .empty").len()), (0, 0), "{query}");
        }
        // What is only a guess at a misspelt word takes no tool away.
        let guessed = site.get("/verktoy?q=selmord+s%C3%B8vn").await;
        assert!(guessed.attributes("#results .notice a", "href").contains(&"tel:113".to_owned()));
        assert!(!guessed.texts(".tool-card").is_empty());
    }

    async fn what_a_tool_is_not_for_is_no_reason_to_show_it(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        for query in ["selvmord", "suicid", "psykose"] {
            let found = site.get(&format!("/verktoy?q={query}")).await.attributes(".tool-card__name a", "href");
            for slug in ["lysere-dager-demo", "hasjavvenning-demo"] {
                assert!(!found.contains(&format!("/verktoy/{slug}")), "{query}: {found:?}");
            }
        }
        let found = site.get("/verktoy?q=depresjon").await.attributes(".tool-card__name a", "href");
        assert!(found.contains(&"/verktoy/lysere-dager-demo".to_owned()), "it is by what it is for: {found:?}");
    }

    async fn an_empty_result_says_what_to_drop_and_whom_to_ask(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let none = site.get("/verktoy?q=s%C3%B8vn&tema=diabetes&sprak=se").await;
        assert_eq!(none.status, StatusCode::OK);
        assert_eq!(none.texts("#count"), ["Ingen verktøy funnet"]);
        assert!(!none.texts(".empty a").is_empty());
        assert!(none.texts("#find-help")[0].ends_with('?'));
        let other_language = site.get("/en/verktoy?q=s%C3%B8vn&tema=diabetes&sprak=se").await;
        assert_eq!(other_language.texts("#count"), ["No tools found"]);
    }

    async fn where_filters_leave_nothing_the_page_shows_what_the_text_finds_without_them(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let without = site.get("/verktoy?q=s%C3%B8vn").await.texts(".tool-card__name");
        let none = site.get("/verktoy?q=s%C3%B8vn&tema=diabetes&sprak=se").await;
        assert_eq!(none.texts("#near"), ["Uten filtrene finner vi dette for «søvn»"]);
        assert_eq!(none.texts("h4.tool-card__name"), without[..3]);
        // Where there are no filters, or nothing but filters, nothing comes nearer.
        for query in ["q=xqzwxqzw", "tema=diabetes&sprak=se&tilgang=open&malgruppe=pregnant"] {
            let page = site.get(&format!("/verktoy?{query}")).await;
            assert_eq!(page.texts("#near").len(), 0, "{query}");
        }
    }

    async fn a_lone_hit_that_was_just_withdrawn_is_not_a_page_too_many(db: TestDatabase) {
        let site = Site::empty(db).await;
        let mut lines = include_str!("../../../../demo/tools.jsonl").lines();
        let line = lines.find(|line| line.contains("\"demo-pust\"")).unwrap();
        let tool = publish(&site.db, site.vendor, &serde_json::from_str(line).unwrap()).await;
        site.index().await;
        let listing = catalogue::find_listing_of(&*site.db, tool).await.unwrap().unwrap();
        let tx = site.db.begin().await.unwrap();
        let step = Step { at: tx.now(), by: Actor::from(&operator()) };
        let reason = PerLocale::bokmal(Prose::new("Nedlagt.").unwrap());
        let state = RevisionState::Withdrawn { step, reason };
        catalogue::set_state(&tx, listing.revision.id, listing.revision.version, state).await.unwrap();
        tx.commit().await.unwrap();
        // The index has not heard of it yet.
        for path in ["/verktoy", "/verktoy?side=1", "/verktoy?q=demo-pust"] {
            let page = site.get(path).await;
            assert_eq!(page.texts("#count"), ["Ett verktøy funnet"], "{path}");
            assert_eq!((page.texts(".tool-card").len(), page.texts(".notice").len()), (0, 0), "{path}");
        }
        assert!(site.get("/verktoy?side=2").await.texts(".notice")[0].contains("bare én side"));
    }

    async fn nobody_is_led_to_pages_that_cannot_be_reached(db: TestDatabase) {
        let site = Site::empty(db).await;
        let cx = page_context(&site.app, Locale::Nb, Visitor::default());
        let shown = async |total: usize, page: u32| {
            let found = Found {
                at: site.app.database.present().await.unwrap(),
                items: Vec::new(),
                total,
                facets: PerFacet::default(),
                fit: Fit::All,
                did_you_mean: None,
                next: None,
            };
            let view = FindView::new(&cx, &Asked { page, ..Asked::default() }, &found, Vec::new());
            (view.total, view.paging.pages, view.deeper)
        };
        let last = pages(DEEPEST_HIT, DEEPEST_HIT);
        assert_eq!(shown(DEEPEST_HIT, last).await, (DEEPEST_HIT, last, None));
        let more = 3 * DEEPEST_HIT;
        assert_eq!(shown(more, 1).await, (more, last, None));
        assert_eq!(shown(more, last).await, (more, last, Some(DEEPEST_HIT)));
    }

    async fn any_address_gives_a_page(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let beyond = site.get("/verktoy?side=999").await;
        assert_eq!(beyond.texts(".pager [aria-current]"), ["5"]);
        assert!(beyond.texts(".notice")[0].contains("bare 5 sider"));
        for query in ["side=-1", "side=0&side=x", "tema=%00&tema=ukjent", "q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "q=a:b^~*()", "sorter=x&utm_source=y"] {
            let page = site.get(&format!("/verktoy?{query}")).await;
            assert_eq!(page.status, StatusCode::OK, "{query}");
            assert!(!page.body.contains("<script>alert"), "{query}");
        }
        let long = site.get(&format!("/verktoy?q={}", "a".repeat(5000))).await;
        assert_eq!(long.status, StatusCode::OK);
    }

    async fn suggestions_come_while_typing(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let reply = site.get("/verktoy/forslag?q=s%C3%B8v").await;
        let answer: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
        let texts = answer["suggestions"].as_array().unwrap();
        assert!(texts.iter().any(|text| text.as_str().unwrap().to_lowercase().starts_with("søv")), "{texts:?}");
        assert_eq!(site.get("/verktoy/forslag").await.body, r#"{"suggestions":[]}"#);
    }

    async fn the_front_page_shows_topics_that_have_tools(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let front = site.get("/nn").await;
        let topics = front.texts(".topic__name");
        assert!(topics.contains(&"Psykisk helse".to_owned()) && topics.len() > 5, "{topics:?}");
        let empty = Site::empty(TestDatabase::sqlite().await).await;
        assert_eq!(empty.get("/").await.texts(".topic").len(), 0);
        assert_eq!(empty.get("/verktoy").await.texts("#count"), ["Ingen verktøy funnet"]);
    }
}
