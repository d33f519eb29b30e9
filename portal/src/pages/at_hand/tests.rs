//! Favourites, shared lists and the comparison from outside, on both databases.

use axum::http::StatusCode;
use database::testing::{TestDatabase, on_both};
use kernel::Clinician;
use prescriber::testing::World;

use crate::{
    testing::{Site, acting, as_clinician, citizen, person},
    web::Login,
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

    async fn actions(&self, who: &str) -> Vec<String> {
        let log = database::audit::list_before(&*self.site.db, None, 50).await.unwrap();
        log.into_iter()
            .filter(|entry| entry.action.starts_with(who))
            .map(|entry| entry.action)
            .rev()
            .collect()
    }
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
        let both = site.post_as(&me, &choose, &[("list", ""), ("name", "Ny liste")]).await;
        assert_eq!(both.status, StatusCode::SEE_OTHER);
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
        }
        for odd in ["", "?verktoy=", "?verktoy=%00&verktoy=../x&verktoy=finnes-ikke", "?q=%FF&x=1", &format!("?{}", "verktoy=a&".repeat(5000))] {
            let page = site.get(&format!("/sammenlign{odd}")).await;
            assert_eq!((page.status, page.texts(".compare").len()), (StatusCode::OK, 0), "{odd:.30}");
        }
        let page = site.get(&format!("/sammenlign?{}&q={}", query(1), slugs[1])).await;
        assert!(page.attributes(".offers a", "href").iter().all(|href| href.contains(&query(1))), "what was chosen stays chosen");
    }
}
