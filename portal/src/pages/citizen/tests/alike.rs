//! Side by side: what a parent meets for two children that differ only in what is withheld or protected (row 36). Name, birth date and everything
//! else are the same; ids, which are drawn, are made the same here.

use axum::http::StatusCode;
use database::testing::on_both;
use jiff::SignedDuration;
use kernel::{Citizen, PrescriptionId};
use launch::{
    Ask, Open, Verdict,
    storage::{self, Condition, Shelf, WriteValue},
};
use prescriber::{Withheld, testing::person_with};
use regex::Regex;

use super::*;
use crate::web::Login;

/// The answer without what is drawn anew for each person and each page.
fn bare(reply: &Reply) -> (StatusCode, String, String) {
    let drawn = [
        (r"[a-z]+_[0-9A-HJKMNP-TV-Z]{26}", "ID"),
        (r#"nonce="[^"]*""#, "nonce"),
        (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID"),
        (r"\b[0-9]{11}\b", "NUMBER"),
        (r": [A-Za-z0-9_-]{22}<", ": REQUEST<"),
    ];
    let plain = |text: &str| {
        drawn.iter().fold(text.to_owned(), |text, (pattern, word)| {
            Regex::new(pattern).unwrap().replace_all(&text, *word).into_owned()
        })
    };
    (reply.status, plain(reply.location()), plain(&reply.body))
}

/// A parent with one child, of whom the register says something special.
struct Family {
    parent: PersonId,
    child: PersonId,
}

impl Clinic {
    async fn family(&self, born: Date, special: impl FnOnce(&mut people::RegisterEntry)) -> Family {
        let tx = self.site.db.begin().await.unwrap();
        let parent = person(&tx, "Forelder", date(1980, 1, 1)).await;
        let child = person_with(&tx, "Barn", born, special).await;
        let evidence = Parenthood { responsibility: Responsibility::Both, role: ParentRole::Mother };
        let relation = Relation { basis: Basis::PARENT, evidence: Evidence::Parenthood(evidence) };
        launch::enter_relation(&tx, parent, child, relation, Some(true)).await.unwrap();
        tx.commit().await.unwrap();
        Family { parent, child }
    }

    /// The child has been prescribed the tool, and the parent has permitted and started it; it keeps something. The prescription.
    async fn with_history(&self, family: &Family) -> PrescriptionId {
        let (world, db) = (&self.world, &self.site.db);
        let one = world.prescribe_to(db, family.child).await.id;
        self.start(Citizen { person: family.parent, subject: family.child }, 1).await;
        let tx = db.begin().await.unwrap();
        let write = WriteValue {
            shelf: Shelf::of_tool(world.tool, family.child),
            by: family.parent,
            client: tx.new_id(),
            key: "dagbok".parse().unwrap(),
            media_type: "text/plain".to_owned(),
            content: b"felles".to_vec(),
            condition: Condition::default(),
        };
        storage::write_value(&tx, write).await.unwrap();
        tx.commit().await.unwrap();
        self.report(family.child, one).await;
        one
    }

    /// The child starts the tool alone on this prescription, and the tool keeps something of it.
    async fn start_alone(&self, child: PersonId, id: PrescriptionId) {
        let (citizen, level, tool) = (Citizen::oneself(child), LoginLevel::High, self.world.tool);
        let pair = launch::pair(&*self.site.app.identity.registers, child, child).await.unwrap();
        let ask = Ask { citizen, level, floor: level, tool, prescription: Some(id) };
        let tx = self.site.db.begin().await.unwrap();
        let verdict = launch::ask::<Open>(&tx, &pair, &ask).await.unwrap();
        let Verdict::Allowed(proof) = verdict else { panic!("{verdict:?}") };
        launch::open(&tx, *proof, "/mine-verktoy").await.unwrap();
        let write = WriteValue {
            shelf: Shelf::of_tool(tool, child),
            by: child,
            client: tx.new_id(),
            key: "eget".parse().unwrap(),
            media_type: "text/plain".to_owned(),
            content: b"hemmelig".to_vec(),
            condition: Condition::default(),
        };
        storage::write_value(&tx, write).await.unwrap();
        tx.commit().await.unwrap();
        self.report(child, id).await;
    }

    /// The tool reports something on this prescription.
    async fn report(&self, patient: PersonId, id: PrescriptionId) {
        let tx = self.site.db.begin().await.unwrap();
        let report = prescriber::Report {
            patient,
            reporter: patient,
            client: tx.new_id(),
            tool: self.world.tool,
            prescription: Some(id),
            identifier: None,
            code: "http://loinc.org|93832-4".into(),
            effective_at: tx.now(),
            resource: "{}".into(),
        };
        prescriber::report(&tx, report).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Everything that this login meets at these addresses.
    async fn met(&self, login: &Login, paths: &[String]) -> Vec<(StatusCode, String, String)> {
        let mut met = Vec::new();
        for path in paths {
            met.push(bare(&self.site.get_as(login, path).await));
        }
        met
    }
}

/// Lists, records, notices and exports of a citizen.
const PAGES: [&str; 14] = [
    "/mine-verktoy",
    "/min-side",
    "/min-side/varsler",
    "/min-side/meldinger",
    "/min-side/tillatelser",
    "/min-side/lagret",
    "/min-side/historikk",
    "/min-side/innsyn",
    "/min-side/innlogginger",
    "/min-side/representasjon",
    "/min-side/representasjon/logg",
    "/min-side/eksport",
    "/min-side/eksport/les",
    "/min-side/eksport.json",
];

on_both! {
    async fn row_36_a_child_with_something_withheld_is_to_its_parent_as_one_without(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let born = date(2012, 6, 1);
        let (withheld, without) = (clinic.family(born, |_| ()).await, clinic.family(born, |_| ()).await);
        let tx = clinic.site.db.begin().await.unwrap();
        let form = prescriber::Prescribe { withheld: Some(Withheld::ChildAsked), ..clinic.world.form(&tx, withheld.child) };
        let hidden = prescriber::prescribe(&tx, &clinic.world.psychologist, form).await.unwrap().id;
        prescriber::open_record(&tx, &clinic.world.psychologist, hidden).await.unwrap();
        let nobodys: kernel::PrescriptionId = tx.new_id();
        tx.commit().await.unwrap();
        let tool = catalogue::get_tool(&*clinic.site.db, clinic.world.tool).await.unwrap().slug;
        let paths = |id| {
            let own = ["", "/start", "/avsla", "/tillatelse"].map(|rest| format!("/mine-verktoy/{id}{rest}"));
            let tools = ["", "/start", "/tillatelse"].map(|rest| format!("/verktoy/{tool}{rest}"));
            PAGES.map(str::to_owned).into_iter().chain(own).chain(tools).collect::<Vec<_>>()
        };
        let (one, other) = (acting(withheld.parent, withheld.child), acting(without.parent, without.child));
        let (met, expected) = (clinic.met(&one, &paths(hidden)).await, clinic.met(&other, &paths(nobodys)).await);
        for ((path, met), expected) in paths(hidden).iter().zip(&met).zip(&expected) {
            assert_eq!(met, expected, "{path}");
        }
        assert!(met[..PAGES.len()].iter().all(|(status, ..)| *status == StatusCode::OK), "{:?}", met[0].0);
        assert_eq!(met[PAGES.len()].0, StatusCode::NOT_FOUND);
        for (rest, fields) in [("/start", ""), ("/avsla", ""), ("/tillatelse", ""), ("/deling", "summary")] {
            let fields = [("confirmed", "ja"), ("sharing", fields)];
            let tried = clinic.site.post_as(&one, &format!("/mine-verktoy/{hidden}{rest}"), &fields).await;
            let nothing = clinic.site.post_as(&other, &format!("/mine-verktoy/{nobodys}{rest}"), &fields).await;
            assert_eq!(bare(&tried), bare(&nothing), "{rest}");
        }
        let by_tool = [format!("/min-side/tillatelser/{tool}/trekk"), format!("/min-side/lagret/{tool}/slett")];
        for path in by_tool.into_iter().chain(["/start", "/tillatelse"].map(|rest| format!("/verktoy/{tool}{rest}"))) {
            let tried = clinic.site.post_as(&one, &path, &[("confirmed", "ja")]).await;
            let nothing = clinic.site.post_as(&other, &path, &[("confirmed", "ja")]).await;
            assert_eq!(bare(&tried), bare(&nothing), "{path}");
        }
        // The child itself sees what the parent does not: there was something to be seen.
        let own = clinic.met(&citizen(withheld.child), &["/mine-verktoy".to_owned()]).await;
        assert_ne!(own, clinic.met(&citizen(without.child), &["/mine-verktoy".to_owned()]).await);
    }

    async fn row_36_what_there_was_before_does_not_vanish_when_something_is_withheld(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (db, born) = (&clinic.site.db, date(2012, 6, 1));
        let (withheld, without) = (clinic.family(born, |_| ()).await, clinic.family(born, |_| ()).await);
        let (first, other) = (clinic.with_history(&withheld).await, clinic.with_history(&without).await);
        let tool = catalogue::get_tool(&**db, clinic.world.tool).await.unwrap().slug;
        let alike = async |when: &str| {
            let handlers = crate::background::handlers(&clinic.site.app).unwrap();
            database::outbox::Worker::new((**db).clone(), handlers).drain().await.unwrap();
            let mut met = Vec::new();
            for (family, id) in [(&withheld, first), (&without, other)] {
                let own = ["", "/tillatelse"].map(|rest| format!("/mine-verktoy/{id}{rest}"));
                let more = own.into_iter().chain([format!("/verktoy/{tool}")]);
                let paths: Vec<_> = PAGES.map(str::to_owned).into_iter().chain(more).collect();
                met.push(clinic.met(&acting(family.parent, family.child), &paths).await);
            }
            for ((met, expected), path) in met[0].iter().zip(&met[1]).zip(PAGES.iter().chain(&["one", "its", "tool"])) {
                assert_eq!(met, expected, "{path} {when}");
            }
            met.remove(0)
        };
        alike("at the first look").await;
        let page = clinic.site.get_as(&acting(withheld.parent, withheld.child), "/min-side/historikk").await;
        assert_eq!(page.texts("section[aria-labelledby=told] li .fine").len(), 1, "{}", page.body);
        let before = alike("before").await;
        assert!(before.iter().all(|(status, ..)| *status == StatusCode::OK));
        db.clock.advance(SignedDuration::from_hours(1));
        // Another organisation prescribes the same tool, and the child wants its parents to know nothing of it.
        let tx = db.begin().await.unwrap();
        let because = Some(Withheld::ChildAsked);
        let form = prescriber::Prescribe { withheld: because, ..clinic.world.form(&tx, withheld.child) };
        let hidden = prescriber::prescribe(&tx, &clinic.world.physician, form).await.unwrap().id;
        prescriber::open_record(&tx, &clinic.world.physician, hidden).await.unwrap();
        tx.commit().await.unwrap();
        let after = alike("withheld").await;
        let lines = |met: &[(StatusCode, String, String)], path: &str| {
            let at = PAGES.iter().position(|page| *page == path).unwrap();
            met[at].2.matches("Demo Søvn").count()
        };
        for path in ["/min-side/tillatelser", "/min-side/lagret", "/min-side/historikk", "/min-side/representasjon/logg"] {
            assert!(lines(&after, path) > 0 && lines(&after, path) == lines(&before, path), "{path}");
        }
        // It is used, and then the one that the parents know of ends.
        clinic.start_alone(withheld.child, hidden).await;
        alike("used").await;
        let tx = db.begin().await.unwrap();
        for id in [first, other] {
            prescriber::stop(&tx, &clinic.world.psychologist, id, kernel::Phrase::new("Ferdig").unwrap()).await.unwrap();
        }
        tx.commit().await.unwrap();
        alike("ended").await;
        let own = clinic.met(&citizen(withheld.child), &["/min-side/historikk".to_owned()]).await;
        assert_ne!(own, clinic.met(&citizen(without.child), &["/min-side/historikk".to_owned()]).await);
    }

    async fn row_36_why_a_child_cannot_be_acted_for_is_told_alike_whatever_protects_it(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let born = date(2016, 6, 1);
        let blocked = clinic.family(born, |entry| entry.emergency_block = true).await;
        let others = [
            clinic.family(born, |entry| entry.address = people::AddressProtection::Confidential).await,
            clinic.family(born, |entry| entry.address = people::AddressProtection::StrictlyConfidential).await,
            clinic.family(born, |entry| entry.address = people::AddressProtection::StrictlyConfidentialAbroad).await,
            clinic.family(born, |entry| entry.care_order = true).await,
            clinic.family(born, |entry| entry.status = people::PersonStatus::Emigrated).await,
        ];
        let pages = PAGES.map(str::to_owned);
        // As oneself, and where a session acts for the child already.
        let met = async |family: &Family| {
            let mut met = clinic.met(&citizen(family.parent), &pages).await;
            met.extend(clinic.met(&acting(family.parent, family.child), &pages).await);
            met
        };
        let expected = met(&blocked).await;
        for (number, other) in others.iter().enumerate() {
            for ((met, expected), path) in met(other).await.iter().zip(&expected).zip(pages.iter().chain(&pages)) {
                assert_eq!(met, expected, "{path} of {number}");
            }
        }
        let open = clinic.family(born, |_| ()).await;
        assert_ne!(met(&open).await, expected, "where nothing protects, it can be acted for");
    }
}
