//! Pages of a citizen, on both databases.

mod alike;
mod attorney;
mod confirm;
mod export;
mod held;
mod hti;
mod limited;
mod pick_up;

use axum::http::{Method, StatusCode};
use database::{
    Read,
    testing::{TestDatabase, on_both},
};
use jiff::civil::{Date, date};
use kernel::{LoginLevel, PersonId};
use launch::representation::{Basis, Evidence, ParentRole, Parenthood, Relation, Responsibility};
use prescriber::{
    Prescription, Sharing, Stage,
    testing::{World, person},
};

use serde_json::json;

use crate::testing::{Reply, Site, acting, citizen};

/// A site with a patient who has been prescribed a tool that needs a permission.
struct Clinic {
    site: Site,
    world: World,
    one: Prescription,
}

impl Clinic {
    async fn new(db: TestDatabase) -> Self {
        let site = Site::empty(db).await;
        let world = World::new(&site.db).await;
        let one = world.prescribe_to(&site.db, world.patient).await;
        Self { site, world, one }
    }

    fn path(&self, rest: &str) -> String {
        format!("/mine-verktoy/{}{rest}", self.one.id)
    }

    async fn stage(&self) -> Stage {
        let scope = prescriber::PatientScope::of(&kernel::Citizen::oneself(self.one.patient));
        let found = prescriber::find_for_patient(&*self.site.db, scope, self.one.id).await.unwrap();
        found.unwrap().state.stage()
    }

    /// A child of the patient.
    async fn child(&self, born: Date) -> PersonId {
        let tx = self.site.db.begin().await.unwrap();
        let child = person(&tx, "Child", born).await;
        let evidence = Parenthood { responsibility: Responsibility::Both, role: ParentRole::Mother };
        let relation = Relation { basis: Basis::PARENT, evidence: Evidence::Parenthood(evidence) };
        launch::enter_relation(&tx, self.world.patient, child, relation, Some(true)).await.unwrap();
        tx.commit().await.unwrap();
        child
    }

    /// A real session of the patient: its cookie.
    async fn session(&self) -> String {
        let tx = self.site.db.begin().await.unwrap();
        let opening = identity::Opening {
            person: self.world.patient,
            account: identity::Account::Citizen,
            level: LoginLevel::High,
            methods: Vec::new(),
            authenticated_at: tx.now(),
            upstream: identity::Upstream::default(),
            hint: None,
        };
        let (_, secret) = identity::session::open(&tx, opening, None).await.unwrap();
        tx.commit().await.unwrap();
        secret.expose().to_owned()
    }
}

fn cookie(reply: &Reply) -> String {
    let all = reply.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let mut own = all.filter_map(|line| line.strip_prefix("reseptor="));
    own.next().and_then(|rest| rest.split(';').next()).unwrap_or_default().to_owned()
}

on_both! {
    async fn a_prescription_is_seen_permitted_started_and_in_the_history(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (site, me) = (&clinic.site, citizen(clinic.world.patient));
        let mine = site.get_as(&me, "/mine-verktoy").await;
        assert_eq!(mine.status, StatusCode::OK);
        assert_eq!(mine.attributes("#new + .rx a", "href"), [clinic.path("")]);
        assert_eq!(mine.headers["cache-control"], "no-store");

        let page = site.get_as(&me, &clinic.path("")).await;
        assert_eq!(page.status, StatusCode::OK);
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("http://localhost:9000"), "{policy}");
        assert_eq!(clinic.stage().await, Stage::Seen);

        let asked = site.post_as(&me, &clinic.path("/start"), &[]).await;
        assert_eq!((asked.status, asked.location()), (StatusCode::SEE_OTHER, clinic.path("/tillatelse").as_str()));
        assert_eq!(site.get_as(&me, asked.location()).await.status, StatusCode::OK);
        let started = site.post_as(&me, &clinic.path("/tillatelse"), &[]).await;
        assert_eq!(started.status, StatusCode::SEE_OTHER);
        assert!(started.location().starts_with("http://localhost:9000/launch?iss="), "{}", started.location());
        assert!(started.location().contains("&launch="));
        assert_eq!(clinic.stage().await, Stage::Active);
        assert_eq!(site.get_as(&me, "/min-side/historikk").await.texts("tbody tr").len(), 1);

        // The permission is taken back: the next start asks again. Taking it back twice is taking it back once.
        let listing = catalogue::find_listing_of(&*site.db, clinic.world.tool).await.unwrap().unwrap();
        let back = format!("/min-side/tillatelser/{}/trekk", listing.tool.slug);
        for _ in 0..2 {
            assert_eq!(site.post_as(&me, &back, &[]).await.location(), "/min-side/tillatelser");
        }
        assert_eq!(site.post_as(&me, &clinic.path("/start"), &[]).await.location(), clinic.path("/tillatelse"));
    }

    async fn f12_whoever_may_not_give_the_permission_is_told_so_and_is_not_asked(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let site = &clinic.site;
        let tx = site.db.begin().await.unwrap();
        let youth = person(&tx, "Youth", date(2012, 1, 1)).await;
        tx.commit().await.unwrap();
        let one = clinic.world.prescribe_to(&site.db, youth).await;
        let (me, base) = (citizen(youth), format!("/mine-verktoy/{}", one.id));
        let started = site.post_as(&me, &format!("{base}/start"), &[]).await;
        assert_eq!(started.location(), format!("{base}/tillatelse"));
        let told = site.get_as(&me, started.location()).await;
        assert_eq!(told.status, StatusCode::FORBIDDEN);
        assert!(told.texts(".reasons")[0].contains("for ung til å gjøre dette alene"), "{}", told.body);
        assert!(told.attributes("main form", "action").is_empty(), "nobody waits for an answer");
        assert_eq!(told.attributes("main .actions a", "href"), [base]);
    }

    async fn row_35_what_is_anothers_is_absent_and_a_stranger_logs_in_first(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let site = &clinic.site;
        let tx = site.db.begin().await.unwrap();
        let other = person(&tx, "Other", date(1990, 1, 1)).await;
        tx.commit().await.unwrap();
        let other = citizen(other);
        for path in [clinic.path(""), clinic.path("/start"), clinic.path("/avsla"), clinic.path("/tillatelse")] {
            assert_eq!(site.get_as(&other, &path).await.status, StatusCode::NOT_FOUND, "{path}");
            let stranger = site.get(&path).await;
            let login = "/logg-inn?tjeneste=innbygger&neste=%2Fmine-verktoy%2F";
            assert!(stranger.location().starts_with(login), "{}", stranger.location());
        }
        for rest in ["/start", "/avsla", "/tillatelse", "/deling"] {
            let confirmed = [("sharing", "summary"), ("confirmed", "ja")];
            let reply = site.post_as(&other, &clinic.path(rest), &confirmed).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{rest}");
        }
        let me = citizen(clinic.world.patient);
        for id in ["x", "presc_1", "tool_0", "%00", &"a".repeat(3000)] {
            assert_eq!(site.get_as(&me, &format!("/mine-verktoy/{id}")).await.status, StatusCode::NOT_FOUND, "{id:.20}");
        }
        for id in ["x", "sess_1", "grant_1"] {
            let reply = site.post_as(&me, &format!("/min-side/innlogginger/{id}/avslutt"), &[]).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{id}");
        }
        let forged = site.send(Some(&me), Method::POST, &clinic.path("/start"), &[("csrf", "wrong")]).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        assert_eq!(clinic.stage().await, Stage::Issued);
    }

    async fn declining_is_asked_for_and_done_once(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (site, me, path) = (&clinic.site, citizen(clinic.world.patient), clinic.path("/avsla"));
        assert_eq!(site.get_as(&me, &path).await.status, StatusCode::OK);
        let long = site.post_as(&me, &path, &[("reason", &"å".repeat(1001))]).await;
        assert_eq!((long.status, long.texts(".ds-error-summary li").len()), (StatusCode::UNPROCESSABLE_ENTITY, 1));
        for _ in 0..2 {
            assert_eq!(site.post_as(&me, &path, &[("reason", "Har det <bra>.")]).await.location(), "/mine-verktoy");
        }
        assert_eq!(clinic.stage().await, Stage::Declined);
        let refused = site.post_as(&me, &clinic.path("/start"), &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.texts(".reasons li")[0].contains("forskrevet"), "{:?}", refused.texts(".reasons li"));
        let page = site.get_as(&me, &clinic.path("")).await;
        assert!(page.texts(".timeline__note")[0].contains("Har det <bra>."));
    }

    async fn f13_who_may_not_share_more_may_share_less(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        // F12: at fourteen one gives nothing away oneself; a parent does.
        let (site, youth) = (&clinic.site, clinic.child(date(2012, 1, 1)).await);
        let one = clinic.world.prescribe_to(&site.db, youth).await;
        let (parent, me, path) =
            (acting(clinic.world.patient, youth), citizen(youth), format!("/mine-verktoy/{}/deling", one.id));
        let choose = async |by: &crate::web::Login, sharing: &str| {
            let reply = site.post_as(by, &path, &[("sharing", sharing), ("confirmed", "ja")]).await;
            let scope = prescriber::PatientScope::of(&kernel::Citizen::oneself(youth));
            let one = prescriber::find_for_patient(&*site.db, scope, one.id).await.unwrap().unwrap();
            (reply.status, one.sharing)
        };
        assert_eq!(choose(&parent, "measurements").await, (StatusCode::SEE_OTHER, Sharing::Measurements));
        assert_eq!(choose(&me, "summary").await, (StatusCode::SEE_OTHER, Sharing::Summary));
        assert_eq!(choose(&me, "measurements").await, (StatusCode::FORBIDDEN, Sharing::Summary));
        assert_eq!(choose(&me, "nothing").await, (StatusCode::SEE_OTHER, Sharing::Nothing));
        assert_eq!(choose(&me, "everything").await, (StatusCode::UNPROCESSABLE_ENTITY, Sharing::Nothing));
    }

    async fn a_parent_acts_for_a_child_until_it_is_sixteen(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let site = &clinic.site;
        let (child, youth) = (clinic.child(date(2018, 3, 3)).await, clinic.child(date(2009, 5, 5)).await);
        let first = clinic.session().await;
        let path = "/min-side/representasjon";
        let overview = site.send_cookie(&first, Method::GET, path, &[]).await;
        assert_eq!(overview.texts(".cards form button").len(), 1);
        assert!(overview.texts(".reasons li")[0].contains("fylt 16 år"));
        let token = overview.attributes("input[name=csrf]", "value").remove(0);
        let child = child.to_string();
        let begun = site.send_cookie(&first, Method::POST, path, &[("csrf", &token), ("person", &child)]).await;
        assert_eq!((begun.status, begun.location()), (StatusCode::SEE_OTHER, "/mine-verktoy"));
        // The session has a new secret; the old one is nobody's.
        let second = cookie(&begun);
        assert!(!second.is_empty() && second != first);
        assert_eq!(site.send_cookie(&first, Method::GET, "/mine-verktoy", &[]).await.status, StatusCode::SEE_OTHER);
        let mine = site.send_cookie(&second, Method::GET, "/mine-verktoy", &[]).await;
        assert_eq!(mine.texts(".acting").len(), 1);
        assert_eq!(mine.texts(".rx").len(), 0, "the parent's own prescription is not the child's");
        let token = mine.attributes("input[name=csrf]", "value").remove(0);

        // Neither the youth nor a stranger can be acted for.
        let youth = youth.to_string();
        let refused = site.send_cookie(&second, Method::POST, path, &[("csrf", &token), ("person", &youth)]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        for subject in [&clinic.world.psychologist.person.to_string(), "x", ""] {
            let reply = site.send_cookie(&second, Method::POST, path, &[("csrf", &token), ("person", subject)]).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{subject}");
        }
        let stopped = site.send_cookie(&second, Method::POST, "/min-side/representasjon/avslutt", &[("csrf", &token)]).await;
        let third = cookie(&stopped);
        assert_eq!(site.send_cookie(&third, Method::GET, "/mine-verktoy", &[]).await.texts(".acting").len(), 0);
    }

    async fn f0_somebody_unrelated_is_answered_as_somebody_unknown_and_it_is_explained(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let site = &clinic.site;
        let protected = {
            let tx = site.db.begin().await.unwrap();
            let hidden = |entry: &mut people::RegisterEntry| entry.address = people::AddressProtection::Confidential;
            let person = prescriber::testing::person_with(&tx, "Hidden", date(1990, 1, 1), hidden).await;
            tx.commit().await.unwrap();
            person
        };
        let me = clinic.session().await;
        let path = "/min-side/representasjon";
        let page = site.send_cookie(&me, Method::GET, path, &[]).await;
        let said = page.texts("[aria-labelledby=others]").remove(0);
        assert!(said.contains("ikke nok å være gift") && said.contains("F0"), "{said}");
        let token = page.attributes("input[name=csrf]", "value").remove(0);
        let unknown: PersonId = site.db.begin().await.unwrap().new_id();
        let adult = clinic.world.psychologist.person;
        let mut answers = Vec::new();
        for subject in [adult.to_string(), protected.to_string(), unknown.to_string(), "x".into(), clinic.world.patient.to_string()] {
            let reply = site.send_cookie(&me, Method::POST, path, &[("csrf", &token), ("person", &subject)]).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{subject}");
            answers.push((reply.texts("title"), reply.texts(".hero"), reply.texts(".rules")));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        assert!(answers[0].1[0].contains("ikke registrert noen relasjon") && answers[0].2[0].contains("F0"));
        assert_eq!(site.send_cookie(&me, Method::GET, "/mine-verktoy", &[]).await.texts(".acting").len(), 0);
    }

    async fn messages_say_what_kind_they_are_in_the_pages_language_and_lead_to_what_may_be_seen(db: TestDatabase) {
        let home = Clinic::new(db).await;
        let db = &home.site.db;
        let (me, one) = (home.world.patient, home.one.id);
        let unknown = kernel::PrescriptionId::from_uuid(uuid::Uuid::from_u128(7));
        let tx = db.begin().await.unwrap();
        for payload in [
            json!({"person": me, "template": "prescription-issued", "params": {}, "prescription": one}),
            json!({"person": me, "template": "tool-changed", "params": {}, "tool": home.world.tool}),
            json!({"person": me, "template": "prescription-stopped", "params": {}, "prescription": unknown}),
        ] {
            tx.emit(database::Job::new(notify::KIND, payload));
        }
        tx.commit().await.unwrap();
        let handlers = crate::background::handlers(&home.site.app).unwrap();
        database::outbox::Worker::new((**db).clone(), handlers).drain().await.unwrap();
        let page = home.site.get_as(&citizen(me), "/en/min-side/meldinger").await;
        let mut kinds = page.texts("article h2");
        kinds.sort_unstable();
        kinds.dedup();
        let expected = ["A new tool from a clinician New", "A prescription has been ended New", "A tool has changed materially New"];
        assert_eq!(kinds, expected);
        let mut leads = page.attributes("article a", "href");
        leads.sort_unstable();
        leads.dedup();
        let tool = catalogue::get_tool(&**db, home.world.tool).await.unwrap();
        assert_eq!(leads, [format!("/en/mine-verktoy/{one}"), format!("/en/verktoy/{}", tool.slug)]);
        assert!(page.attributes("p.message", "lang").iter().all(|lang| lang == "nb"));
        assert_eq!(page.attributes("p.message", "lang").len(), page.texts("p.message").len(), "bokmål on an English page");
        let own = home.site.get_as(&citizen(me), "/min-side/meldinger").await;
        assert!(own.attributes("p.message", "lang").is_empty());
        // Acting for another, one's own prescription leads nowhere.
        let child = home.child("2020-01-01".parse().unwrap()).await;
        let away = home.site.get_as(&acting(me, child), "/min-side/meldinger").await;
        assert!(away.attributes("article a", "href").iter().all(|href| !href.contains("mine-verktoy")));
        assert!(!away.texts("article h2").is_empty());
    }

    async fn each_relation_says_what_it_gives_and_how_long(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        clinic.child(date(2018, 3, 3)).await;
        clinic.child(date(2009, 5, 5)).await;
        let page = clinic.site.get_as(&citizen(clinic.world.patient), "/min-side/representasjon").await;
        let can = page.texts("[aria-labelledby=can] li.ds-card").remove(0);
        for said in ["forelder med foreldreansvar", "gi og trekke tillatelser", "3. mars 2034, da barnet fyller 16", "Registrert hos deg"] {
            assert!(can.contains(said), "{said}: {can}");
        }
        let cannot = page.texts("[aria-labelledby=cannot] li.ds-card").remove(0);
        assert!(cannot.contains("registrert som forelder") && cannot.contains("fylt 16 år"), "{cannot}");
        assert!(page.attributes("[aria-labelledby=cannot] form", "action").is_empty());
    }

    async fn f1_f3_of_a_parent_who_counts_no_longer_it_is_said_so_and_of_what_is_protected_nothing(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (child, youth) = (clinic.child(date(2018, 3, 3)).await, clinic.child(date(2009, 5, 5)).await);
        let tx = clinic.site.db.begin().await.unwrap();
        let mother_alone = Parenthood { responsibility: Responsibility::Mother, role: ParentRole::Father };
        let relation = Relation { basis: Basis::PARENT, evidence: Evidence::Parenthood(mother_alone) };
        launch::enter_relation(&tx, clinic.world.psychologist.person, child, relation, None).await.unwrap();
        let care = prescriber::testing::person_with(&tx, "Care", date(2012, 3, 3), |entry| entry.care_order = true).await;
        let both = Parenthood { responsibility: Responsibility::Both, role: ParentRole::Mother };
        let relation = Relation { basis: Basis::PARENT, evidence: Evidence::Parenthood(both) };
        launch::enter_relation(&tx, clinic.world.patient, care, relation, None).await.unwrap();
        tx.commit().await.unwrap();
        let stands = async |person| {
            let page = clinic.site.get_as(&citizen(person), "/min-side/representasjon").await;
            let holders = page.texts("[aria-labelledby=holders] h3");
            holders.iter().map(|name| !name.contains("Gjelder ikke nå")).collect::<Vec<_>>()
        };
        assert_eq!(stands(child).await, [true, false], "who has the responsibility first");
        assert_eq!(stands(youth).await, [false]);
        assert_eq!(stands(care).await, [true]);
    }

    async fn a_start_for_a_child_is_confirmed_first(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let child = clinic.child(date(2018, 3, 3)).await;
        let one = clinic.world.prescribe_to(&clinic.site.db, child).await;
        let parent = acting(clinic.world.patient, child);
        let page = clinic.site.get_as(&parent, &format!("/mine-verktoy/{}", one.id)).await;
        let confirm = format!("/mine-verktoy/{}/start", one.id);
        assert!(page.attributes("form", "action").iter().all(|action| *action != confirm));
        assert!(page.attributes("a", "href").contains(&confirm));
        let asked = clinic.site.get_as(&parent, &confirm).await;
        assert!(asked.texts(".notice--plum")[0].contains("Lise Eksempel"));
        // Somebody whose right has ended is told so on every page, and what was begun does not go on.
        let youth = clinic.child(date(2009, 5, 5)).await;
        let former = acting(clinic.world.patient, youth);
        for path in ["/mine-verktoy", "/min-side/tillatelser", "/min-side/historikk"] {
            let refused = clinic.site.get_as(&former, path).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
            assert!(refused.texts(".intro")[0].contains("fylt 16 år"));
        }
    }

    async fn ones_own_pages_are_there_and_notifications_are_checked(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (site, me) = (&clinic.site, citizen(clinic.world.patient));
        let pages = ["", "/varsler", "/meldinger", "/tillatelser", "/historikk", "/innsyn", "/innlogginger", "/representasjon", "/eksport"];
        for path in pages {
            for language in ["", "/nn", "/en", "/se"] {
                let reply = site.get_as(&me, &format!("{language}/min-side{path}")).await;
                assert_eq!(reply.status, StatusCode::OK, "{language}{path}");
            }
        }
        let path = "/min-side/varsler";
        let wrong = site.post_as(&me, path, &[("channel", "sms"), ("phone", "abc")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong.attributes("#f-phone", "aria-invalid"), ["true"]);
        let lacking = site.post_as(&me, path, &[("channel", "email")]).await;
        assert_eq!(lacking.attributes("#f-email", "aria-invalid"), ["true"]);
        let unknown = site.post_as(&me, path, &[("channel", "pigeon")]).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(site.post_as(&me, path, &[("channel", "sms"), ("phone", "912 34 567")]).await.location(), path);
        assert_eq!(site.get_as(&me, path).await.attributes("#f-phone", "value"), ["+4791234567"]);
        let file = site.get_as(&me, "/min-side/eksport.json").await;
        let file: serde_json::Value = serde_json::from_str(&file.body).unwrap();
        assert_eq!(file["prescriptions"].as_array().unwrap().len(), 1);
        assert_eq!(file["notifications"][0]["phone"], "+4791234567");
    }
}
