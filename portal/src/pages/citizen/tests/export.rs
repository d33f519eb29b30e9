//! The history of use and everything that is held, whole: however much there is, and for whom one acts for too.

use std::collections::BTreeSet;

use kernel::Citizen;
use launch::{Ask, EmbeddedRegisters, Open, Permit, Verdict};
use serde_json::Value;

use super::*;
use crate::web::Login;

/// More than a page and more than one reading.
const MANY: usize = 130;

impl Clinic {
    /// Gives the tool its permission and starts it so many times, an instant each.
    pub(super) async fn start(&self, citizen: Citizen, times: usize) {
        let db = &self.site.db;
        let registers = EmbeddedRegisters::new((**db).clone());
        let pair = launch::pair(&registers, citizen.person, citizen.subject).await.unwrap();
        let (level, floor) = (LoginLevel::High, LoginLevel::High);
        let question = Ask { citizen, level, floor, tool: self.world.tool, prescription: None };
        let tx = db.begin().await.unwrap();
        let verdict = launch::ask::<Permit>(&tx, &pair, &question).await.unwrap();
        let Verdict::Allowed(proof) = verdict else { panic!("{verdict:?}") };
        launch::give_permission(&tx, &proof).await.unwrap();
        tx.commit().await.unwrap();
        for _ in 0..times {
            let tx = db.begin().await.unwrap();
            let verdict = launch::ask::<Open>(&tx, &pair, &question).await.unwrap();
            let Verdict::Allowed(proof) = verdict else { panic!("{verdict:?}") };
            launch::open(&tx, *proof, "/mine-verktoy").await.unwrap();
            tx.commit().await.unwrap();
        }
    }

    /// The child with a prescription that a representative may use.
    async fn child_with_tool(&self) -> PersonId {
        let child = self.child(date(2017, 5, 5)).await;
        self.world.prescribe_to(&self.site.db, child).await;
        child
    }

    async fn file(&self, login: &Login) -> Value {
        let file = self.site.get_as(login, "/min-side/eksport.json").await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(file.headers["cache-control"], "no-store");
        serde_json::from_str(&file.body).unwrap()
    }
}

on_both! {
    async fn the_history_is_paged_by_key_and_taken_along_whole(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let me = citizen(clinic.world.patient);
        clinic.start(Citizen::oneself(clinic.world.patient), MANY).await;
        let (mut path, mut pages) = ("/min-side/historikk".to_owned(), Vec::new());
        loop {
            let page = clinic.site.get_as(&me, &path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert_eq!(page.texts("title")[0].contains(" og eldre"), !pages.is_empty(), "{path}");
            pages.push(page.texts("tbody tr").len());
            let Some(next) = page.attributes("a[rel=next]", "href").pop() else { break };
            path = next;
        }
        assert_eq!(pages, [50, 50, 30]);
        for odd in ["x", "", "%00", &"9".repeat(40)] {
            let page = clinic.site.get_as(&me, &format!("/min-side/historikk?eldre={odd}")).await;
            assert_eq!(page.texts("tbody tr").len(), 50, "{odd}");
        }
        let file = clinic.file(&me).await;
        assert_eq!(file["starts"].as_array().unwrap().len(), MANY);
        assert!(file["starts"][0]["started"] == "platform");
        // To read: as much as a page takes, and the way to the rest.
        let page = clinic.site.get_as(&me, "/min-side/eksport/les").await;
        assert_eq!(page.texts("section[aria-labelledby=s-starts] li.ds-card").len(), 100);
        let more = page.attributes("section[aria-labelledby=s-starts] a[rel=next]", "href").pop().unwrap();
        let rest = clinic.site.get_as(&me, &more).await;
        assert_eq!(rest.texts("li.ds-card").len(), 30);
        assert!(rest.texts("title")[0].contains("Alt om deg: Oppstarter, "), "{:?}", rest.texts("title"));
        assert!(rest.attributes("a[rel=next]", "href").is_empty());
        assert!(clinic.site.get_as(&me, "/min-side/eksport").await.body.contains("130"));
    }

    async fn messages_and_looks_of_one_instant_are_all_there(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (db, me) = (&clinic.site.db, citizen(clinic.world.patient));
        for _ in 0..MANY {
            let tx = db.begin().await.unwrap();
            prescriber::open_record(&tx, &clinic.world.psychologist, clinic.one.id).await.unwrap();
            tx.commit().await.unwrap();
        }
        let looks = clinic.file(&me).await["looks"].as_array().unwrap().len();
        let (mut path, mut lines) = ("/min-side/innsyn".to_owned(), 0);
        loop {
            let page = clinic.site.get_as(&me, &path).await;
            lines += page.texts("tbody tr").len();
            let Some(next) = page.attributes("a[rel=next]", "href").pop() else { break };
            path = next;
        }
        assert!(looks >= MANY && lines == looks, "{looks} in the file, {lines} on pages");
    }

    async fn a_parent_takes_along_what_is_held_about_the_child_and_the_childs_log_says_so(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let child = clinic.child_with_tool().await;
        let parent = clinic.world.patient;
        clinic.start(Citizen { person: parent, subject: child }, 2).await;
        let login = acting(parent, child);
        assert_eq!(clinic.site.get_as(&login, "/min-side/eksport").await.status, StatusCode::OK);
        let file = clinic.file(&login).await;
        let keys: BTreeSet<&str> = file.as_object().unwrap().keys().map(String::as_str).collect();
        let expected = ["acts", "looks", "permissions", "person", "prescriptions", "reported", "starts", "stored"];
        assert_eq!(keys, expected.into(), "the person's own settings, messages and logins are not the parent's");
        assert_eq!(file["person"][0]["born"], "2017-05-05");
        assert_eq!((file["prescriptions"].as_array().unwrap().len(), file["permissions"].as_array().unwrap().len()), (1, 1));
        let starts = file["starts"].as_array().unwrap();
        assert!(starts.len() == 2 && starts.iter().all(|start| start["by"].is_string()), "{starts:?}");
        assert_eq!((&file["person"][0]["number"], &file["person"][0]["care_order"]), (&Value::Null, &Value::Null), "what is registered is not the parent's to know");
        let prescribed = &file["prescriptions"][0];
        assert_eq!((&prescribed["prescriber"], &prescribed["task"]), (&"Test Psychologist".into(), &"evening".into()));
        assert_eq!((&prescribed["representative_allowed"], &prescribed["withheld"]), (&true.into(), &false.into()));
        // One's own stays one's own.
        let own = clinic.file(&citizen(parent)).await;
        let number = people::reveal_number(&*clinic.site.db, parent).await.unwrap().expose();
        assert_eq!((&own["person"][0]["number"], &own["person"][0]["address"]), (&number.into(), &"open".into()));
        let related = own["relations"].as_array().unwrap();
        assert!(related.iter().any(|one| one["basis"] == "parent" && one["daily_care"] == true), "{related:?}");
        assert!(own["starts"].as_array().unwrap().is_empty() && own["logins"].is_array() && own["tool_logins"].is_array());
        let noted = async || {
            let log = clinic.site.get_as(&login, "/min-side/representasjon/logg").await;
            log.texts("tbody th").iter().filter(|line| line.contains("Hentet alt som er lagret om deg")).count()
        };
        assert_eq!(noted().await, 1, "the file; looking at what there is takes nothing along");
        // Nor is anything read unnoted, wherever one begins.
        for (before, page) in (1..).zip(["", "?del=stored&fra=x", "?del=prescriptions&fra=x"]) {
            let read = clinic.site.get_as(&login, &format!("/min-side/eksport/les{page}")).await;
            assert_eq!((read.status, noted().await), (StatusCode::OK, before + 1), "{page}");
        }
        // F1: from the sixteenth birthday nothing is taken along.
        let youth = clinic.child(date(2009, 5, 5)).await;
        assert_eq!(clinic.site.get_as(&acting(parent, youth), "/min-side/eksport.json").await.status, StatusCode::FORBIDDEN);
    }

    async fn what_was_done_at_work_and_why_something_ended_is_taken_along(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let tx = clinic.site.db.begin().await.unwrap();
        let because = kernel::Phrase::new("Ikke lenger <nyttig>").unwrap();
        prescriber::stop(&tx, &clinic.world.psychologist, clinic.one.id, because).await.unwrap();
        let by = kernel::Actor::System;
        let new = people::NewMembership {
            person: clinic.world.patient,
            organisation: clinic.world.trust,
            unit: None,
            role: people::Role::Orderer,
            from: date(2026, 1, 1),
            until: None,
        };
        people::add_membership(&tx, by, new).await.unwrap();
        tx.commit().await.unwrap();
        let me = citizen(clinic.world.patient);
        let file = clinic.file(&me).await;
        let ended = file["prescriptions"][0]["events"].as_array().unwrap().iter().find(|one| one["kind"] == "stopped").unwrap();
        assert_eq!((&ended["note"], &ended["by"]), (&"Ikke lenger <nyttig>".into(), &"Test Psychologist".into()));
        assert_eq!((&file["roles"][0]["role"], &file["roles"][0]["organisation"]), (&"orderer".into(), &"Trust".into()));
        let page = clinic.site.get_as(&me, "/min-side/eksport/les").await;
        let said = page.texts("section[aria-labelledby=s-person] dl").remove(0);
        assert!(said.contains("Fødselsnummer") && said.contains("Adressesperre"), "{said}");
        assert!(page.texts("section[aria-labelledby=s-roles] dl").remove(0).contains("Bestiller"));
    }

    async fn row_36_what_one_was_refused_is_taken_along_as_it_was_explained_and_nothing_of_what_was_refused_for_another(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (site, patient) = (&clinic.site, clinic.world.patient);
        let me = citizen(patient);
        // The permission is lacking, which one is asked for; then the prescription is, too.
        assert_eq!(site.post_as(&me, &clinic.path("/start"), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(site.post_as(&me, &clinic.path("/avsla"), &[("reason", "Nei")]).await.location(), "/mine-verktoy");
        let told = site.post_as(&me, &clinic.path("/start"), &[]).await;
        assert_eq!(told.status, StatusCode::FORBIDDEN);

        // Row 36: a child that is blocked, and one that has something withheld.
        let teen = clinic.child(date(2012, 6, 1)).await;
        let tx = site.db.begin().await.unwrap();
        let blocked = prescriber::testing::person_with(&tx, "Blocked", date(2016, 6, 1), |entry| entry.emergency_block = true).await;
        let evidence = Parenthood { responsibility: Responsibility::Both, role: ParentRole::Mother };
        let relation = Relation { basis: Basis::PARENT, evidence: Evidence::Parenthood(evidence) };
        launch::enter_relation(&tx, patient, blocked, relation, None).await.unwrap();
        let withheld = Some(prescriber::Withheld::ChildAsked);
        let form = prescriber::Prescribe { withheld, ..clinic.world.form(&tx, teen) };
        prescriber::prescribe(&tx, &clinic.world.psychologist, form).await.unwrap();
        let tool = catalogue::get_tool(&tx, clinic.world.tool).await.unwrap().slug;
        tx.commit().await.unwrap();
        let for_teen = acting(patient, teen);
        assert_eq!(site.get_as(&acting(patient, blocked), "/mine-verktoy").await.status, StatusCode::FORBIDDEN);
        let start = site.post_as(&for_teen, &format!("/verktoy/{tool}/start"), &[("confirmed", "ja")]).await;
        assert_eq!(start.status, StatusCode::FORBIDDEN);
        for subject in [blocked, teen] {
            let actor = kernel::Actor::from(&Citizen { person: patient, subject });
            let logged = database::audit::list_refusals_before(&*site.db, &actor, None, 9).await.unwrap();
            assert!(!logged.is_empty(), "{subject}: there is something that is not told");
        }

        let file = clinic.file(&me).await;
        let refusals = file["refusals"].as_array().unwrap();
        let why: Vec<_> = refusals.iter().map(|one| &one["why"]).collect();
        assert_eq!(why, [&json!(["refusal-T2", "refusal-T4"]), &json!(["refusal-T4"])]);
        assert!(refusals.iter().all(|one| one["name"]["text"] == "Demo Søvn" && one["at"].is_string()), "{refusals:?}");
        let page = site.get_as(&me, "/min-side/eksport/les").await;
        let said = page.texts("section[aria-labelledby=s-refusals] li.ds-card");
        assert_eq!(said.len(), 2, "{said:?}");
        for reason in told.texts(".reasons li") {
            assert!(said[0].contains(&reason), "{reason}: {said:?}");
        }
        assert!(clinic.file(&for_teen).await["refusals"].is_null(), "nor is it the parent's to take along");
        let own = clinic.file(&citizen(teen)).await;
        assert_eq!(own["refusals"], json!([]), "what the parent was refused is not the child's");
        // At 13–15 everything about oneself is there to read, also what is kept from parents.
        assert_eq!((&own["person"][0]["care_order"], &own["person"][0]["emergency_block"]), (&false.into(), &false.into()));
        assert_eq!(own["prescriptions"][0]["withheld"], true);
    }

    async fn f10_a_limited_power_of_attorney_takes_nothing_along(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let tx = clinic.site.db.begin().await.unwrap();
        let giver = person(&tx, "Giver", date(1950, 5, 5)).await;
        let mandate = launch::representation::Mandate {
            from: kernel::oslo::date(tx.now()),
            until: None,
            ended: None,
            passed_on: false,
            closest_next_of_kin: false,
            scopes: vec![launch::representation::Scope::See],
        };
        let relation = Relation { basis: Basis::LIMITED, evidence: Evidence::Mandate(mandate) };
        launch::enter_relation(&tx, clinic.world.patient, giver, relation, None).await.unwrap();
        tx.commit().await.unwrap();
        let login = acting(clinic.world.patient, giver);
        assert_eq!(clinic.site.get_as(&login, "/mine-verktoy").await.status, StatusCode::OK);
        for path in ["/min-side/eksport", "/min-side/eksport/les", "/min-side/eksport.json"] {
            assert_eq!(clinic.site.get_as(&login, path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
}
