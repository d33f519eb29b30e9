//! The registers of the demonstration and the processes of integrated tools, changed on the operator's pages.

use axum::http::StatusCode;
use catalogue::{Independence, ProcessBasis};
use database::testing::on_both;
use jiff::civil::date;
use kernel::{Citizen, LoginLevel, PersonId};
use launch::{Ask, Attorney, Kind, Open, Verdict, ask, representation::Basis};
use prescriber::{
    Prescribe,
    testing::{World, person},
};

use super::stage::Stage;
use crate::web::flash::Flash;

const HIGH: LoginLevel = LoginLevel::High;
const WHY: (&str, &str) = ("reason", "Melding fra folkeregisteret");

async fn someone(stage: &Stage, name: &str, born: jiff::civil::Date) -> (PersonId, String) {
    let tx = stage.site.db.begin().await.unwrap();
    let id = person(&tx, name, born).await;
    tx.commit().await.unwrap();
    let number = people::reveal_number(&*stage.site.db, id).await.unwrap().expose();
    (id, number)
}

async fn may(stage: &Stage, actor: PersonId, subject: PersonId) -> Result<Basis, Vec<&'static str>> {
    let pair = launch::pair(&*stage.site.app.identity.registers, actor, subject).await.unwrap();
    let now = database::Read::now(&*stage.site.db);
    launch::acting(&pair, HIGH, HIGH, now)
        .map(|acting| acting.basis())
        .map_err(|denial| denial.texts().to_vec())
}

on_both! {
    async fn f0_f3_f4_f5_relations_and_facts_are_entered_changed_and_taken_out_with_a_reason(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let (parent, _) = someone(&stage, "Parent", date(1985, 1, 1)).await;
        let (child, number) = someone(&stage, "Child", date(2018, 1, 1)).await;
        let unknown = stage.site.post_as(&stage.first, "/forvaltning/register", &[("number", "01819010001")]).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        let found = stage.site.post_as(&stage.first, "/forvaltning/register", &[("number", &number)]).await;
        assert_eq!(found.location(), format!("/forvaltning/register/{child}"));

        let new = format!("/forvaltning/register/{parent}/relasjoner/ny");
        let fields = [("number", number.as_str()), ("who", "acts"), ("kind", "parent"), ("role", "mother")];
        let wrong = stage.site.post_as(&stage.first, &new, &fields).await;
        assert_eq!(wrong.attributes("#errors a", "href"), ["#f-responsibility", "#f-reason"]);
        for (responsibility, expected) in [("unknown", Err(vec!["refusal-F3"])), ("both", Ok(Basis::PARENT))] {
            let all: Vec<_> = fields.iter().copied().chain([("responsibility", responsibility), WHY]).collect();
            assert_eq!(stage.site.post_as(&stage.first, &new, &all).await.status, StatusCode::SEE_OTHER);
            assert_eq!(may(&stage, parent, child).await, expected, "{responsibility}");
        }
        let page = stage.get(&stage.first, &format!("/forvaltning/register/{parent}")).await;
        assert_eq!(page.texts("tbody tr").len(), 1, "entered twice, there is one");

        let facts = format!("/forvaltning/register/{child}/opplysninger");
        let open = [("address", "open"), ("status", "active")];
        for what in ["care_order", "emergency_block"] {
            let without = stage.site.post_as(&stage.first, &facts, &[open[0], open[1], (what, "ja")]).await;
            assert_eq!(without.attributes("#errors a", "href"), ["#f-reason"]);
            assert!(may(&stage, parent, child).await.is_ok(), "{what} without a reason");
            stage.site.post_as(&stage.first, &facts, &[open[0], open[1], (what, "ja"), WHY]).await;
            assert_eq!(may(&stage, parent, child).await, Err(vec![launch::representation::NEUTRAL]), "{what}");
            stage.site.post_as(&stage.first, &facts, &[open[0], open[1], WHY]).await;
            assert!(may(&stage, parent, child).await.is_ok(), "lifted");
        }
        let log = database::audit::list_about(&*stage.site.db, &child.to_string(), 9).await.unwrap();
        let changed = log.iter().filter(|entry| entry.action == "person.facts");
        assert!(changed.clone().count() == 4 && changed.into_iter().all(|entry| entry.detail["reason"] == WHY.1));

        let remove = page.attributes("tbody tr td a", "href").remove(0);
        assert_eq!(stage.site.post_as(&stage.first, &remove, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(may(&stage, parent, child).await.is_ok());
        assert_eq!(stage.site.post_as(&stage.first, &remove, &[WHY]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(may(&stage, parent, child).await, Err(vec!["refusal-F0"]));
    }

    async fn f7_the_operator_is_told_that_what_a_party_has_ended_stays_ended(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let (giver, _) = someone(&stage, "Giver", date(1950, 1, 1)).await;
        let (holder, number) = someone(&stage, "Holder", date(1985, 1, 1)).await;
        let new = format!("/forvaltning/register/{giver}/relasjoner/ny");
        let power = [("number", number.as_str()), ("who", "represented"), ("kind", "ordinary_poa"), ("from", "2026-01-01"), WHY];
        let says = async |key: &str| {
            let reply = stage.site.post_as(&stage.first, &new, &power).await;
            assert_eq!(reply.status, StatusCode::SEE_OTHER, "{key}");
            let flash = Flash::set_cookie(&stage.site.app, Some(&Flash::new(key)));
            assert!(reply.headers.get_all("set-cookie").iter().any(|cookie| cookie.to_str().unwrap() == flash), "{key}");
        };
        says("flash-op-registered").await;
        let pair = launch::pair(&*stage.site.app.identity.registers, holder, giver).await.unwrap();
        let tx = stage.site.db.begin().await.unwrap();
        launch::end_attorney(&tx, pair.relations()[0].id.unwrap(), holder).await.unwrap();
        tx.commit().await.unwrap();
        says("flash-op-stays-ended").await;
        assert_eq!(may(&stage, holder, giver).await, Err(vec!["refusal-F7"]));
    }

    async fn r7_an_integrated_tool_follows_its_process_and_nothing_else(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let world = World::new(&stage.site.db).await;
        let friend = world.nurse.person;
        let tx = stage.site.db.begin().await.unwrap();
        let mut content = prescriber::testing::content();
        content.independence = Independence::Integrated;
        content.permission.needed = false;
        // What the vendor says of it decides nothing.
        content.representation.process_bases = [ProcessBasis::OrdinaryPoa].into();
        let tool = prescriber::testing::publish(&tx, &world.vendor, content).await;
        let form = Prescribe { tool, ..world.form(&tx, world.patient) };
        prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap();
        tx.commit().await.unwrap();
        let registers = &*stage.site.app.identity.registers;
        let from = kernel::oslo::date(database::Read::now(&*stage.site.db));
        let attorney = Attorney { kind: Kind::Ordinary, from, until: None };
        let proposal = launch::propose(registers, world.patient, friend, attorney).await.unwrap().unwrap();
        let tx = stage.site.db.begin().await.unwrap();
        launch::give_attorney(&tx, &proposal).await.unwrap();
        tx.commit().await.unwrap();
        let opens = async || {
            let citizen = Citizen { person: friend, subject: world.patient };
            let pair = launch::pair(registers, friend, world.patient).await.unwrap();
            let question = Ask { citizen, level: HIGH, floor: HIGH, tool, prescription: None };
            let tx = stage.site.db.begin().await.unwrap();
            match ask::<Open>(&tx, &pair, &question).await.unwrap() {
                Verdict::Allowed(_) => Vec::new(),
                Verdict::Refused(denial) => denial.texts().to_vec(),
                Verdict::Absent => vec!["absent"],
            }
        };
        assert_eq!(opens().await, ["refusal-R7"], "a step of no process");
        let list = "/forvaltning/prosesser";
        let ny = format!("{list}/ny");
        let fields = [("name", "Digital triage"), ("entry", "Fra forsiden"), ("bases", "ordinary_poa")];
        let wrong = stage.site.post_as(&stage.first, &ny, &[("bases", "friend")]).await;
        assert_eq!(wrong.attributes("#errors a", "href"), ["#f-name", "#f-entry", "#f-bases"]);
        assert_eq!(stage.site.post_as(&stage.first, &ny, &fields).await.location(), list);
        let taken = stage.site.post_as(&stage.first, &ny, &fields).await;
        assert_eq!(taken.attributes("#errors a", "href"), ["#f-name"], "its name is taken");
        let process = catalogue::list_processes(&*stage.site.db).await.unwrap().remove(0);
        let page = format!("/forvaltning/verktoy/{tool}");
        assert_eq!(stage.get(&stage.first, &page).await.texts("#f-process option").len(), 2);
        let assign = format!("{page}/prosess");
        let id = process.id.to_string();
        assert_eq!(stage.site.post_as(&stage.first, &assign, &[("process", &id)]).await.location(), page);
        assert!(opens().await.is_empty(), "the process accepts ordinary powers of attorney");
        let one = format!("{list}/{id}");
        assert!(stage.get(&stage.first, &one).await.texts(".narrow .ds-list a").len() == 1, "it names its tools");
        stage.site.post_as(&stage.first, &one, &[("name", "Digital triage"), ("entry", "Fra forsiden"), ("bases", "parent")]).await;
        assert_eq!(opens().await, ["refusal-R7"], "with effect at once");
        stage.site.post_as(&stage.first, &one, &fields).await;
        stage.site.post_as(&stage.first, &assign, &[("process", "")]).await;
        assert_eq!(opens().await, ["refusal-R7"], "a step of none again");
    }
}
