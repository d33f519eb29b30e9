//! Favourites, shared lists and the comparison from outside, on both databases.

use axum::http::{HeaderMap, StatusCode, header};
use catalogue::{
    Availability, Content, Independence, Launch, NewProcess, PerLocale, ProcessBasis, Prose, RevisionState,
    Step,
};
use database::{
    Read,
    testing::{TestDatabase, on_both},
};
use kernel::{Actor, Clinician, Locale, Phrase};
use minijinja::{Value, value::Serde};
use prescriber::testing::World;
use scraper::{Html, Selector};

use super::{compare::CompareView, samples};
use crate::{
    pages::samples::page_context,
    testing::{Reply, Site, acting, as_clinician, citizen, operator, person},
    web::{Login, View, Visitor, flash::Flash, render},
};

struct Clinic {
    site: Site,
    world: World,
    slug: String,
}

impl Clinic {
    async fn new(db: TestDatabase) -> Self {
        let site = Site::empty(db).await;
        let world = World::new(&site.db).await;
        site.index().await;
        let slug = catalogue::get_tool(&*site.db, world.tool).await.unwrap().slug.to_string();
        Self { site, world, slug }
    }

    /// What the page after this answer offers to undo.
    fn undo(&self, answer: &Reply) -> Option<String> {
        let set = answer.headers.get_all(header::SET_COOKIE).iter().map(|set| set.to_str().unwrap());
        let cookies: Vec<_> = set.map(|set| set.split(';').next().unwrap()).collect();
        let headers = HeaderMap::from_iter([(header::COOKIE, cookies.join("; ").parse().unwrap())]);
        Flash::of(&self.site.app, &headers).unwrap().undo
    }

    async fn withdraw(&self) {
        let listing = catalogue::find_listing_of(&*self.site.db, self.world.tool).await.unwrap().unwrap();
        let tx = self.site.db.begin().await.unwrap();
        let reason = PerLocale::bokmal(Prose::new("Nedlagt.").unwrap());
        let state = RevisionState::Withdrawn { step: Step { at: tx.now(), by: Actor::System }, reason };
        catalogue::set_state(&tx, listing.revision.id, listing.revision.version, state).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn actions(&self, who: &str) -> Vec<String> {
        let log = database::audit::list_before(&*self.site.db, None, 50).await.unwrap();
        log.into_iter()
            .filter(|entry| entry.action.starts_with(who))
            .map(|entry| entry.action)
            .rev()
            .collect()
    }
}

/// Addresses of an open tool, one that is launched by HTI and a step of a process; each declares that it can be used for another.
async fn others(clinic: &Clinic) -> Vec<String> {
    let changes: [fn(&mut Content); 3] = [
        |content| content.availability = Availability::Open,
        |content| content.launch = Launch::Hti { url: "http://localhost:9000/hti".parse().unwrap() },
        |content| content.independence = Independence::Integrated,
    ];
    let new = NewProcess {
        name: Phrase::new("Videokonsultasjon").unwrap(),
        bases: [ProcessBasis::Parent, ProcessBasis::OrdinaryPoa].into(),
        entry: Phrase::new("Fra forsiden").unwrap(),
    };
    let tx = clinic.site.db.begin().await.unwrap();
    let process = catalogue::add_process(&tx, &operator(), "video".parse().unwrap(), new).await.unwrap();
    let mut slugs = Vec::new();
    for change in changes {
        let mut content = prescriber::testing::content();
        change(&mut content);
        let step = content.independence == Independence::Integrated;
        let tool = prescriber::testing::publish(&tx, &clinic.world.vendor, content).await;
        if step {
            catalogue::assign_process(&tx, &operator(), tool, Some(process.id)).await.unwrap();
        }
        slugs.push(catalogue::get_tool(&tx, tool).await.unwrap().slug.to_string());
    }
    tx.commit().await.unwrap();
    slugs
}

#[tokio::test]
async fn each_grade_that_is_compared_leads_to_what_it_means() {
    let site = Site::empty(TestDatabase::sqlite().await).await;
    let view = Value::from(Serde(&samples::compared(2, false)));
    let cx = page_context(&site.app, Locale::Nb, Visitor::default());
    let html = render::compose(&cx, CompareView::TEMPLATE, &view, false).unwrap();
    let page = Html::parse_document(&html);
    let count = |within: &str| page.select(&Selector::parse(within).unwrap()).count();
    assert!(count(".compare .grades a[href='/verktoy/demo-sovn#assessment']") > 0);
    assert_eq!(count(".compare .grades span.ds-tag"), 0);
}

on_both! {
    async fn a_favourite_is_ones_own_can_be_undone_and_is_kept_apart_by_role(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (site, slug) = (&clinic.site, &clinic.slug);
        let me = citizen(clinic.world.patient);
        let page = site.get_as(&me, "/favoritter").await;
        assert_eq!((page.status, page.texts(".at-hand > li").len()), (StatusCode::OK, 0));
        for _ in 0..2 {
            let added = site.post_as(&me, &format!("/favoritter/{slug}"), &[]).await;
            assert_eq!((added.status, added.location()), (StatusCode::SEE_OTHER, format!("/verktoy/{slug}").as_str()));
        }
        assert_eq!(site.get_as(&me, "/favoritter").await.texts(".at-hand > li").len(), 1);
        let shown = site.get_as(&me, &format!("/verktoy/{slug}")).await;
        assert_eq!(shown.attributes(".keep form", "action"), [format!("/favoritter/{slug}/fjern")]);
        assert_eq!(clinic.actions("favourite").await, ["favourite.add"], "twice is once");
        let export: serde_json::Value = serde_json::from_str(&site.get_as(&me, "/min-side/eksport.json").await.body).unwrap();
        assert_eq!(export["favourites"][0]["slug"], slug.as_str());
        // The same person at work has none, and the other way round.
        let at_work = Login { person: clinic.world.patient, ..as_clinician(&Clinician { person: clinic.world.patient, ..clinic.world.psychologist.clone() }) };
        assert_eq!(site.get_as(&at_work, "/favoritter").await.texts(".at-hand > li").len(), 0);
        // While acting for another they are neither shown nor changed.
        let child = acting(clinic.world.patient, person(77));
        assert_eq!(site.get_as(&child, "/favoritter").await.status, StatusCode::FORBIDDEN);
        assert_eq!(site.post_as(&child, &format!("/favoritter/{slug}/fjern"), &[]).await.status, StatusCode::FORBIDDEN);
        let gone = site.post_as(&me, &format!("/favoritter/{slug}/fjern"), &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(site.get_as(&me, "/favoritter").await.texts(".at-hand > li").len(), 0);
        assert_eq!(clinic.actions("favourite").await, ["favourite.add", "favourite.remove"]);
        assert_eq!(site.post_as(&me, "/favoritter/ingen-slik", &[]).await.status, StatusCode::NOT_FOUND);
        let stranger = site.get("/favoritter").await;
        assert!(stranger.location().starts_with("/logg-inn?tjeneste=innbygger"), "{}", stranger.location());
        assert_eq!(site.get(&format!("/verktoy/{slug}")).await.texts(".keep form").len(), 0, "nothing for a stranger");
    }

    async fn a_favourite_taken_away_on_the_list_leads_back_to_the_list(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (site, slug) = (&clinic.site, &clinic.slug);
        let me = citizen(clinic.world.patient);
        site.post_as(&me, &format!("/favoritter/{slug}"), &[]).await;
        let list = site.get_as(&me, "/favoritter").await;
        let remove = list.attributes(".at-hand__acts form", "action").remove(0);
        let undone = remove.replace("/fjern", "");
        for form in [&remove, &undone, &remove] {
            assert_eq!(site.post_as(&me, form, &[]).await.location(), "/favoritter", "{form}");
        }
        assert_eq!(site.get_as(&me, "/favoritter").await.texts(".at-hand > li").len(), 0);
        // What is withdrawn can be taken away, and not be added again.
        let added = site.post_as(&me, &undone, &[]).await;
        assert_eq!(clinic.undo(&added).as_deref(), Some(remove.as_str()));
        clinic.withdraw().await;
        let removed = site.post_as(&me, &remove, &[]).await;
        assert_eq!((removed.location(), clinic.undo(&removed)), ("/favoritter", None));
    }

    async fn a_list_is_shared_within_the_organisation_and_absent_elsewhere(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (site, slug) = (&clinic.site, &clinic.slug);
        let psychologist = &clinic.world.psychologist;
        let (me, mut colleague) = (as_clinician(psychologist), psychologist.clone());
        colleague.person = person(78);
        let colleague = as_clinician(&colleague);
        let made = site.post_as(&me, "/forskriver/lister", &[("name", "Søvn, voksne")]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER);
        let path = made.location().to_owned();
        assert!(path.starts_with("/forskriver/lister/list_"), "{path}");
        let again = site.post_as(&colleague, "/forskriver/lister", &[("name", "Søvn, voksne")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the name is taken");
        for name in ["", " ", &"x".repeat(81)] {
            let refused = site.post_as(&me, "/forskriver/lister", &[("name", name)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?}");
        }
        // From the tool's page, and from a colleague: the same list.
        let id = path.rsplit('/').next().unwrap();
        let choose = format!("/forskriver/verktoy/{slug}/lister");
        assert_eq!(site.post_as(&me, &choose, &[("list", id)]).await.location(), format!("/verktoy/{slug}"));
        assert_eq!(site.get_as(&colleague, &path).await.texts(".at-hand > li").len(), 1);
        assert_eq!(site.post_as(&me, &choose, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let new = site.post_as(&me, &choose, &[("list", ""), ("name", "Ny liste")]).await;
        assert_eq!(new.status, StatusCode::SEE_OTHER);
        assert_eq!(site.get_as(&me, "/forskriver/lister").await.texts(".tile").len(), 3, "favourites and two lists");
        // Another organisation's clinician finds nothing, reads nothing and changes nothing.
        let mut stranger = psychologist.clone();
        stranger.organisation = clinic.world.vendor.organisation;
        let stranger = as_clinician(&stranger);
        assert_eq!(site.get_as(&stranger, "/forskriver/lister").await.texts(".tile").len(), 1);
        assert_eq!(site.get_as(&stranger, &path).await.status, StatusCode::NOT_FOUND);
        for rest in ["", "/slett", &format!("/verktoy/{slug}"), &format!("/verktoy/{slug}/fjern")] {
            let refused = site.post_as(&stranger, &format!("{path}{rest}"), &[("name", "Min")]).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{rest}");
        }
        assert_eq!(site.post_as(&stranger, &choose, &[("list", id)]).await.status, StatusCode::NOT_FOUND);
        // Renamed, emptied, filled again (what undoing does), deleted after a question.
        assert_eq!(site.post_as(&colleague, &path, &[("name", "Søvn")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(site.get_as(&me, &path).await.texts("h1"), ["Søvn"]);
        site.post_as(&me, &format!("{path}/verktoy/{slug}/fjern"), &[]).await;
        assert_eq!(site.get_as(&me, &path).await.texts(".at-hand > li").len(), 0);
        site.post_as(&me, &format!("{path}/verktoy/{slug}"), &[]).await;
        assert_eq!(site.get_as(&me, &path).await.texts(".at-hand > li").len(), 1);
        assert_eq!(site.get_as(&me, &format!("{path}/slett")).await.status, StatusCode::OK);
        assert_eq!(site.post_as(&me, &format!("{path}/slett"), &[]).await.location(), "/forskriver/lister");
        assert_eq!(site.get_as(&me, &path).await.status, StatusCode::NOT_FOUND);
        let done = clinic.actions("tool_list").await;
        let wanted = ["add", "put", "add", "put", "rename", "take", "put", "delete"].map(|verb| format!("tool_list.{verb}"));
        assert_eq!(done, wanted);
    }

    async fn ui_9_a_failed_form_on_the_tools_page_keeps_what_was_written_and_says_what_is_wrong(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (site, slug) = (&clinic.site, &clinic.slug);
        let me = as_clinician(&clinic.world.psychologist);
        let made = site.post_as(&me, "/forskriver/lister", &[("name", "Søvn")]).await;
        let id = made.location().rsplit('/').next().unwrap().to_owned();
        let choose = format!("/forskriver/verktoy/{slug}/lister");
        let long = "x".repeat(81);
        for (list, name, at) in [
            ("", "", "#f-name"),
            ("", "Søvn", "#f-name"),
            ("", long.as_str(), "#f-name"),
            (id.as_str(), "Uro", "#f-name"),
            ("ingen", "", "#f-list"),
        ] {
            let failed = site.post_as(&me, &choose, &[("list", list), ("name", name)]).await;
            assert_eq!(failed.status, StatusCode::UNPROCESSABLE_ENTITY, "{list} {name}");
            assert_eq!(failed.attributes("#errors a", "href"), [at], "{list} {name}");
            assert_eq!(failed.texts("h1").len(), 1, "the tool's page");
            assert_eq!(failed.attributes(".keep details[open] #f-name", "value"), [name]);
            let kept = if list == id { vec![list] } else { vec![] };
            assert_eq!(failed.attributes("#f-list option[selected]", "value"), kept);
        }
        assert_eq!(clinic.actions("tool_list").await, ["tool_list.add"], "nothing is made on the way");
        assert_eq!(site.get_as(&me, &choose).await.location(), format!("/verktoy/{slug}"), "in another language");
    }

    async fn a_clinician_reads_on_the_tools_page_whether_and_how_it_can_be_prescribed(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (site, path) = (&clinic.site, format!("/verktoy/{}", clinic.slug));
        let seen = site.get_as(&as_clinician(&clinic.world.psychologist), &path).await;
        assert_eq!(seen.texts(".prescribing .ds-tag"), ["Ja"]);
        assert_eq!(seen.attributes(".tool__start h2", "id"), ["prescribe", "how"], "what a clinician asks comes first");
        assert!(seen.texts(".tool-hero__tags a").contains(&"Må forskrives".to_owned()));
        let mut other = clinic.world.psychologist.clone();
        other.professions = Vec::new();
        let refused = site.get_as(&as_clinician(&other), &path).await;
        assert_eq!(refused.texts(".prescribing .ds-tag"), ["Nei, ikke med din yrkesgruppe"]);
        assert_eq!(site.get_as(&citizen(clinic.world.patient), &path).await.texts(".prescribing").len(), 0);
    }

    async fn r1_r2_r5_r7_both_are_told_who_can_use_a_tool_for_another(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let site = &clinic.site;
        let others = others(&clinic).await;
        let (me, parents) = (as_clinician(&clinic.world.psychologist), "foreldre, for barn under 16 år");
        let (assigned, ordinary) = ("nærmeste pårørende med tildelt fullmakt", "den som har ordinær fullmakt");
        for (slug, told) in [
            (&clinic.slug, vec![parents, assigned]),
            (&others[0], vec![]),
            (&others[1], vec![]),
            (&others[2], vec![parents, ordinary]),
        ] {
            let page = site.get_as(&me, &format!("/verktoy/{slug}")).await;
            let who = page.texts(".facts .values li");
            let on_page: Vec<_> = who.iter().filter(|one| [parents, assigned, ordinary].contains(&one.as_str())).collect();
            assert_eq!(on_page, told, "{slug}");
            let row = page.texts(".prescribing > div:last-child dd").pop().unwrap();
            assert_eq!(row.contains("Nei, bare pasienten selv"), told.is_empty(), "{slug}: {row}");
            assert!(told.iter().all(|one| row.contains(one)), "{slug}: {row}");
            assert!(!row.contains("A4"), "{slug}: what takes no agreement lacks none: {row}");
        }
    }

    async fn tools_stand_beside_each_other_four_at_most(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let list: serde_json::Value = serde_json::from_str(&site.get("/api/v1/tools?limit=6").await.body).unwrap();
        let slugs: Vec<&str> = list["items"].as_array().unwrap().iter().map(|tool| tool["slug"].as_str().unwrap()).collect();
        let query = |count: usize| slugs.iter().take(count).map(|slug| format!("verktoy={slug}")).collect::<Vec<_>>().join("&");
        for count in 1..=slugs.len() {
            let page = site.get(&format!("/sammenlign?{}&{}", query(count), query(1))).await;
            assert_eq!(page.status, StatusCode::OK);
            assert_eq!(page.texts(".compare thead th").len(), count.min(4), "each once");
            assert_eq!(page.texts("#add").len(), usize::from(count < 4));
            assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex, follow"]);
        }
        for odd in ["", "?verktoy=", "?verktoy=%00&verktoy=../x&verktoy=finnes-ikke", "?q=%FF&x=1", &format!("?{}", "verktoy=a&".repeat(5000))] {
            let page = site.get(&format!("/sammenlign{odd}")).await;
            assert_eq!((page.status, page.texts(".compare").len()), (StatusCode::OK, 0), "{odd:.30}");
        }
        let page = site.get(&format!("/sammenlign?{}&q={}", query(1), slugs[1])).await;
        assert!(page.attributes(".offers a", "href").iter().all(|href| href.contains(&query(1))), "what was chosen stays chosen");
    }
}
