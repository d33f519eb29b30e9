//! Picking a printed prescription up, on both databases.

use axum::http::{Method, StatusCode};
use database::testing::on_both;
use jiff::civil::date;
use kernel::{Phrase, PrescriptionId};
use prescriber::{Prescription, Stage, Withheld};

use super::{Clinic, cookie};
use crate::testing::{Reply, acting, citizen};

impl Clinic {
    /// A letter's code, as printed.
    async fn letter(&self, id: PrescriptionId) -> String {
        let tx = self.site.db.begin().await.unwrap();
        let letter = prescriber::hand_out(&tx, &self.world.psychologist, id).await.unwrap();
        tx.commit().await.unwrap();
        letter.code.expose()
    }

    async fn stage_of(&self, one: &Prescription) -> Stage {
        let scope = prescriber::PatientScope::of(&kernel::Citizen::oneself(one.patient));
        let found = prescriber::find_for_patient(&*self.site.db, scope, one.id).await.unwrap();
        found.unwrap().state.stage()
    }
}

/// What a page says, without what differs between any two answers.
fn said(reply: &Reply) -> (StatusCode, Vec<String>, Vec<String>) {
    (reply.status, reply.texts("title"), reply.texts("main"))
}

on_both! {
    async fn the_patient_logs_in_comes_back_and_has_seen_it(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let code = clinic.letter(clinic.one.id).await;
        let path = format!("/nn/hent/{code}");
        let stranger = clinic.site.get(&path).await;
        assert_eq!(stranger.status, StatusCode::SEE_OTHER);
        let back = format!("/nn/logg-inn?tjeneste=innbygger&neste=%2Fnn%2Fhent%2F{code}");
        assert_eq!(stranger.location(), back);
        assert_eq!(clinic.stage().await, Stage::Issued);
        let me = citizen(clinic.world.patient);
        let found = clinic.site.get_as(&me, &path).await;
        assert_eq!((found.status, found.location()), (StatusCode::SEE_OTHER, format!("/nn{}", clinic.path("")).as_str()));
        assert_eq!(clinic.stage().await, Stage::Seen);
        assert_eq!(clinic.site.get_as(&me, &clinic.path("")).await.status, StatusCode::OK);
    }

    async fn the_code_can_be_typed_as_people_type(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let code = clinic.letter(clinic.one.id).await;
        assert_eq!(clinic.site.get("/hent").await.status, StatusCode::OK, "before the login");
        let typed = code.to_lowercase().replace('-', " ");
        let sent = clinic.site.send(None, Method::POST, "/hent", &[("code", &typed)]).await;
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, format!("/hent/{code}").as_str()));
        let me = citizen(clinic.world.patient);
        assert_eq!(clinic.site.post_as(&me, "/hent", &[("code", &typed)]).await.location(), format!("/hent/{code}"));
        for wrong in ["", "x", "ABCD-EFGH-JKL0", "ABCD-EFGH-JKLMN", "//evil.example"] {
            let page = clinic.site.post_as(&me, "/hent", &[("code", wrong)]).await;
            assert_eq!((page.status, page.texts(".ds-error-summary li").len()), (StatusCode::UNPROCESSABLE_ENTITY, 1), "{wrong}");
            assert_eq!(page.attributes("[name=code]", "value"), [wrong], "what was typed is kept");
        }
    }

    async fn everybody_else_and_every_dead_code_gets_one_and_the_same_answer(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let old = clinic.letter(clinic.one.id).await;
        let code = clinic.letter(clinic.one.id).await;
        let stranger = citizen(clinic.world.vendor.person);
        let me = citizen(clinic.world.patient);
        let none = clinic.site.get_as(&stranger, "/hent/2222-2222-2222").await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
        assert!(none.body.contains("Koden gjelder ikke for deg") && none.body.contains("/hjelp"));
        assert!(!none.body.contains("Patient"));
        assert_eq!(said(&clinic.site.get_as(&stranger, &format!("/hent/{code}")).await), said(&none), "another's");
        assert_eq!(said(&clinic.site.get_as(&me, &format!("/hent/{old}")).await), said(&none), "replaced");
        assert_eq!(said(&clinic.site.get_as(&me, "/hent/x").await), said(&none), "no code at all");
        assert_eq!(clinic.stage().await, Stage::Issued);
        let tx = clinic.site.db.begin().await.unwrap();
        prescriber::stop(&tx, &clinic.world.psychologist, clinic.one.id, Phrase::new("Ferdig").unwrap()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(said(&clinic.site.get_as(&me, &format!("/hent/{code}")).await), said(&none), "ended");
    }

    async fn who_guesses_is_told_to_wait_whatever_the_session(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let stranger = citizen(clinic.world.vendor.person);
        let mut tries = 0;
        // One comes back every six seconds, so a slow machine needs some more tries.
        while clinic.site.get_as(&stranger, "/hent/2222-2222-2222").await.status == StatusCode::NOT_FOUND {
            tries += 1;
            assert!(tries < 200, "nobody is told to wait");
        }
        assert!(tries >= 10, "{tries}");
        let other_session = crate::web::Login { session: clinic.site.db.begin().await.unwrap().new_id(), ..stranger };
        let mut waits = clinic.site.get_as(&other_session, "/hent/2222-2222-2222").await;
        for _ in 0..5 {
            if waits.status == StatusCode::TOO_MANY_REQUESTS {
                break;
            }
            waits = clinic.site.get_as(&other_session, "/hent/2222-2222-2222").await;
        }
        assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS, "a new session starts no new count");
        assert!(waits.headers.contains_key("retry-after"));
        let code = clinic.letter(clinic.one.id).await;
        let me = citizen(clinic.world.patient);
        assert_eq!(clinic.site.get_as(&me, &format!("/hent/{code}")).await.status, StatusCode::SEE_OTHER, "others do not wait");
    }

    async fn a_parent_is_told_whom_to_act_for_and_begins_from_there(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let child = clinic.child(date(2018, 5, 6)).await;
        let one = clinic.world.prescribe_to(&clinic.site.db, child).await;
        let path = format!("/hent/{}", clinic.letter(one.id).await);
        let me = citizen(clinic.world.patient);
        let asked = clinic.site.get_as(&me, &path).await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
        assert_eq!(asked.texts("h1"), ["Brevet er til Test Child"]);
        assert_eq!(asked.attributes("main form", "action"), ["/min-side/representasjon"]);
        assert_eq!(asked.attributes("[name=person]", "value"), [child.to_string()]);
        assert_eq!(asked.attributes("[name=neste]", "value"), std::slice::from_ref(&path));
        assert_eq!(clinic.stage_of(&one).await, Stage::Issued, "looking at whom it is for is no reading");

        // The same with a real session: the button leads back, and from there to the prescription.
        let first = clinic.session().await;
        let page = clinic.site.send_cookie(&first, Method::GET, &path, &[]).await;
        let token = page.attributes("main [name=csrf]", "value").remove(0);
        let fields = [("csrf", token.as_str()), ("person", &child.to_string()), ("neste", &path)];
        let begun = clinic.site.send_cookie(&first, Method::POST, "/min-side/representasjon", &fields).await;
        assert_eq!((begun.status, begun.location()), (StatusCode::SEE_OTHER, path.as_str()), "{}", begun.body);
        let found = clinic.site.send_cookie(&cookie(&begun), Method::GET, &path, &[]).await;
        assert_eq!(found.location(), format!("/mine-verktoy/{}", one.id));
        assert_eq!(clinic.stage_of(&one).await, Stage::Seen);

        // A letter of one's own, while acting for the child: back to oneself first.
        let own = format!("/hent/{}", clinic.letter(clinic.one.id).await);
        let asked = clinic.site.get_as(&acting(clinic.world.patient, child), &own).await;
        assert_eq!(asked.texts("h1"), ["Brevet er til deg selv"]);
        assert_eq!(asked.attributes("main form", "action"), ["/min-side/representasjon/avslutt"]);
        assert_eq!(clinic.stage().await, Stage::Issued);
    }

    async fn going_on_afterwards_stays_on_this_site(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let first = clinic.session().await;
        let page = clinic.site.send_cookie(&first, Method::GET, "/min-side/representasjon", &[]).await;
        let token = page.attributes("[name=csrf]", "value").remove(0);
        let fields = [("csrf", token.as_str()), ("neste", "//evil.example/hent")];
        let stopped = clinic.site.send_cookie(&first, Method::POST, "/min-side/representasjon/avslutt", &fields).await;
        assert_eq!((stopped.status, stopped.location()), (StatusCode::SEE_OTHER, "/mine-verktoy"));
    }

    async fn f11_a_letter_withheld_from_a_parent_is_as_if_it_did_not_exist(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let child = clinic.child(date(2013, 5, 6)).await;
        let one = clinic.world.prescribe_to(&clinic.site.db, child).await;
        let path = format!("/hent/{}", clinic.letter(one.id).await);
        let me = citizen(clinic.world.patient);
        assert_eq!(clinic.site.get_as(&me, &path).await.status, StatusCode::OK);
        let tx = clinic.site.db.begin().await.unwrap();
        prescriber::withhold(&tx, &clinic.world.psychologist, one.id, Some(Withheld::ChildAsked)).await.unwrap();
        tx.commit().await.unwrap();
        let none = said(&clinic.site.get_as(&me, "/hent/2222-2222-2222").await);
        assert_eq!(said(&clinic.site.get_as(&me, &path).await), none);
        let for_child = acting(clinic.world.patient, child);
        assert_eq!(clinic.site.get_as(&for_child, &path).await.status, none.0);
        let found = clinic.site.get_as(&citizen(child), &path).await;
        assert_eq!(found.location(), format!("/mine-verktoy/{}", one.id), "the child's own");
    }

    async fn f1_whose_right_has_ended_picks_nothing_up(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let grown = clinic.child(date(2009, 5, 6)).await;
        let one = clinic.world.prescribe_to(&clinic.site.db, grown).await;
        let path = format!("/hent/{}", clinic.letter(one.id).await);
        for login in [citizen(clinic.world.patient), acting(clinic.world.patient, grown)] {
            let seen = clinic.site.get_as(&login, &path).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND);
            assert!(!seen.texts("main").concat().contains("Child"));
        }
        assert_eq!(clinic.stage_of(&one).await, Stage::Issued);
    }
}
