//! Acting for another, starting, permitting, telling: on both databases.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where its ground is missing")]

mod patchy;

use std::sync::Arc;

use database::{
    Read, Tx, audit,
    testing::{TestDatabase, on_both},
};
use jiff::{SignedDuration, ToSpan, civil::date};
use kernel::{Citizen, LoginLevel, PersonId, PrescriptionId, ToolId, oslo};
use launch::{
    Ask, Denial, Draft, EmbeddedRegisters, Open, Pair, Permit, Proof, Reach, Recheck, See, Verdict, Withdraw,
    acting, ask,
    representation::{
        Basis, Evidence, Mandate, NEUTRAL, ParentRole, Parenthood, Relation, Responsibility, Scope,
    },
};
use prescriber::{
    Prescription, Withheld,
    testing::{World, agree, person, person_with, publish},
};

use crate::patchy::{Patchy, run_jobs_with, told};

const HIGH: LoginLevel = LoginLevel::High;

/// A family around the world's patient, who is the mother.
struct Family {
    world: World,
    registers: Arc<EmbeddedRegisters>,
    parent: PersonId,
    child: PersonId,
    teen: PersonId,
    youth: PersonId,
    hidden: PersonId,
    mother: PersonId,
}

fn parenthood() -> Relation {
    let evidence = Parenthood { responsibility: Responsibility::Both, role: ParentRole::Mother };
    Relation { basis: Basis::PARENT, evidence: Evidence::Parenthood(evidence) }
}

fn attorney(basis: Basis, scopes: &[Scope]) -> Relation {
    let evidence = Mandate {
        from: date(2026, 1, 1),
        until: Some(date(2029, 12, 31)),
        ended: None,
        passed_on: false,
        closest_next_of_kin: true,
        scopes: scopes.to_vec(),
    };
    Relation { basis, evidence: Evidence::Mandate(evidence) }
}

impl Family {
    async fn new(db: &TestDatabase) -> Self {
        let world = World::new(db).await;
        let tx = db.begin().await.unwrap();
        let parent = world.patient;
        let child = person(&tx, "Child", date(2021, 5, 5)).await;
        let teen = person(&tx, "Teen", date(2011, 5, 5)).await;
        let youth = person(&tx, "Youth", date(2009, 5, 5)).await;
        let confidential = people::AddressProtection::Confidential;
        let hidden = person_with(&tx, "Hidden", date(2017, 5, 5), |entry| entry.address = confidential).await;
        let mother = person_with(&tx, "Old", date(1948, 5, 5), |entry| entry.lacks_capacity = true).await;
        for subject in [child, teen, youth, hidden] {
            launch::enter_relation(&tx, parent, subject, parenthood(), Some(true)).await.unwrap();
        }
        launch::enter_relation(&tx, parent, mother, attorney(Basis::ASSIGNED, &[]), None).await.unwrap();
        tx.commit().await.unwrap();
        let registers = Arc::new(EmbeddedRegisters::new((**db).clone()));
        Self { world, registers, parent, child, teen, youth, hidden, mother }
    }

    async fn pair(&self, actor: PersonId, subject: PersonId) -> Pair {
        launch::pair(&*self.registers, actor, subject).await.unwrap()
    }

    async fn may_act(
        &self,
        db: &TestDatabase,
        actor: PersonId,
        subject: PersonId,
    ) -> Result<launch::Acting, Denial> {
        acting(&self.pair(actor, subject).await, HIGH, HIGH, db.now())
    }

    fn asks(&self, person: PersonId, subject: PersonId, prescription: Option<PrescriptionId>) -> Ask {
        let citizen = Citizen { person, subject };
        Ask { citizen, level: HIGH, floor: HIGH, tool: self.world.tool, prescription }
    }

    /// Gives the permission and commits.
    async fn permit(&self, db: &TestDatabase, question: &Ask) {
        let pair = self.pair(question.citizen.person, question.citizen.subject).await;
        let tx = db.begin().await.unwrap();
        let proof = allowed(ask::<Permit>(&tx, &pair, question).await.unwrap());
        launch::give_permission(&tx, &proof).await.unwrap();
        tx.commit().await.unwrap();
    }
}

fn allowed<A: launch::Aim + std::fmt::Debug>(verdict: Verdict<A>) -> Proof<A> {
    match verdict {
        Verdict::Allowed(proof) => *proof,
        other => panic!("{other:?}"),
    }
}

fn texts<A: launch::Aim + std::fmt::Debug>(verdict: Verdict<A>) -> Vec<&'static str> {
    match verdict {
        Verdict::Refused(denial) => denial.texts().to_vec(),
        other => panic!("{other:?}"),
    }
}

async fn start(tx: &Tx, pair: &Pair, question: &Ask) -> (launch::Launch, launch::Ticket) {
    let proof = allowed(ask::<Open>(tx, pair, question).await.unwrap());
    launch::open(tx, proof, "/mine-verktoy").await.unwrap()
}

async fn run_jobs(db: &TestDatabase, family: &Family) {
    run_jobs_with(db, family.registers.clone()).await;
}

async fn prescribe(
    db: &TestDatabase,
    family: &Family,
    patient: PersonId,
    withheld: Option<Withheld>,
) -> Prescription {
    let tx = db.begin().await.unwrap();
    let form = prescriber::Prescribe { withheld, ..family.world.form(&tx, patient) };
    let prescription = prescriber::prescribe(&tx, &family.world.psychologist, form).await.unwrap();
    tx.commit().await.unwrap();
    prescription
}

/// A permission that stands though nothing is prescribed any more.
async fn used(db: &TestDatabase, family: &Family, person: PersonId, subject: PersonId) {
    let one = prescribe(db, family, subject, None).await;
    family.permit(db, &family.asks(person, subject, Some(one.id))).await;
    let tx = db.begin().await.unwrap();
    let reason = kernel::Phrase::new("Ferdig").unwrap();
    prescriber::stop(&tx, &family.world.psychologist, one.id, reason).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn a_parent_acts_for_the_child_and_is_told_why_not_for_others(db: TestDatabase) {
        let family = Family::new(&db).await;
        let of = async |subject| family.may_act(&db, family.parent, subject).await;
        assert_eq!(of(family.child).await.unwrap().basis(), Basis::PARENT);
        assert_eq!(of(family.mother).await.unwrap().basis(), Basis::ASSIGNED);
        assert_eq!(of(family.parent).await.unwrap().basis(), Basis::ONESELF);
        assert_eq!(of(family.youth).await.unwrap_err().texts(), ["refusal-F1"]);
        assert_eq!(of(family.hidden).await.unwrap_err().texts(), [NEUTRAL]);
        assert_eq!(of(family.world.nurse.person).await.unwrap_err().texts(), ["refusal-F0"]);
        assert!(family.may_act(&db, family.child, family.child).await.is_err(), "F12");
        let listed = launch::list_represented(&*family.registers, family.parent, HIGH, HIGH).await.unwrap();
        let mut may: Vec<_> = listed.known.iter().filter(|one| one.outcome.is_ok()).map(|one| one.subject).collect();
        assert_eq!((listed.known.len(), listed.left_out), (5, false));
        may.sort_unstable();
        let mut expected = vec![family.child, family.teen, family.mother];
        expected.sort_unstable();
        assert_eq!(may, expected);
    }

    async fn a_start_asks_for_permission_then_activates_and_leaves_a_ticket_that_burns_once(db: TestDatabase) {
        let family = Family::new(&db).await;
        let prescription = prescribe(&db, &family, family.child, None).await;
        let question = family.asks(family.parent, family.child, Some(prescription.id));
        let pair = family.pair(family.parent, family.child).await;
        let tx = db.begin().await.unwrap();
        let Verdict::Refused(denial) = ask::<Open>(&tx, &pair, &question).await.unwrap() else { panic!("T4") };
        assert!(denial.only_lacks_permission());
        assert_eq!(denial.texts(), ["refusal-T4"]);
        tx.commit().await.unwrap();
        family.permit(&db, &question).await;

        let tx = db.begin().await.unwrap();
        let (launch, ticket) = start(&tx, &pair, &question).await;
        assert_eq!(launch.prescription, Some(prescription.id));
        assert_eq!(launch.task.as_ref().map(ToString::to_string).as_deref(), Some("evening"));
        assert_eq!(launch.until, "2027-02-01T23:00:00Z".parse().ok());
        tx.commit().await.unwrap();

        let redeem = async |tool: ToolId, person: PersonId, secret: &str| {
            let tx = db.begin().await.unwrap();
            let redeemed = launch::redeem(&tx, secret, tool, person).await.unwrap();
            tx.commit().await.unwrap();
            redeemed
        };
        let secret = ticket.expose();
        let other_tool = ToolId::new(db.now(), &**db.entropy());
        assert!(redeem(family.world.tool, family.child, secret).await.is_none(), "another person's");
        assert!(redeem(other_tool, family.parent, secret).await.is_none(), "another tool");
        assert!(redeem(family.world.tool, family.parent, "guess").await.is_none());
        assert_eq!(redeem(family.world.tool, family.parent, secret).await.unwrap().id, launch.id);
        assert!(redeem(family.world.tool, family.parent, secret).await.is_none(), "again");
        let acting = family.may_act(&db, family.parent, family.child).await.unwrap();
        let history = launch::list_history(&*db, &acting.whole().unwrap(), None, 10).await.unwrap();
        assert_eq!(history, [launch]);
        // Statistics count people, each once, from a moment on.
        let tools = [family.world.tool, other_tool];
        let people = async |since| launch::count_people_who_started(&*db, &tools, since).await.unwrap();
        assert_eq!(people(jiff::Timestamp::UNIX_EPOCH).await, [(family.world.tool, 1)]);
        assert_eq!(people(db.now() + jiff::SignedDuration::from_secs(1)).await, []);
        let patients = prescriber::count_patients_by_tool(&*db, &tools).await.unwrap();
        assert_eq!(patients, [(family.world.tool, 1)]);
        assert!(matches!(audit::verify(&*db).await.unwrap(), audit::Verdict::Intact(_)));
    }

    async fn a_ticket_dies_after_five_minutes_and_of_many_redemptions_one_succeeds(db: TestDatabase) {
        let family = Family::new(&db).await;
        let prescription = prescribe(&db, &family, family.parent, None).await;
        let question = family.asks(family.parent, family.parent, Some(prescription.id));
        family.permit(&db, &question).await;
        let tickets = async || {
            let pair = family.pair(family.parent, family.parent).await;
            let tx = db.begin().await.unwrap();
            let (_, ticket) = start(&tx, &pair, &question).await;
            tx.commit().await.unwrap();
            ticket
        };
        let late = tickets().await;
        db.clock.advance(SignedDuration::from_mins(5));
        let tx = db.begin().await.unwrap();
        let redeemed = launch::redeem(&tx, late.expose(), family.world.tool, family.parent).await.unwrap();
        assert!(redeemed.is_none());
        drop(tx);
        let ticket = tickets().await;
        let mut tasks = Vec::new();
        for _ in 0..20 {
            let (db, secret) = ((*db).clone(), ticket.expose().to_owned());
            let (tool, person) = (family.world.tool, family.parent);
            tasks.push(tokio::spawn(async move {
                let tx = db.begin().await?;
                let redeemed = launch::redeem(&tx, &secret, tool, person).await?;
                tx.commit().await?;
                Ok::<_, launch::Error>(redeemed.is_some())
            }));
        }
        let mut burnt = 0;
        for task in tasks {
            burnt += usize::from(task.await.unwrap().unwrap_or(false));
        }
        assert_eq!(burnt, 1);
    }

    async fn representation_falls_in_the_middle_of_a_session(db: TestDatabase) {
        let family = Family::new(&db).await;
        let tx = db.begin().await.unwrap();
        let form = prescriber::Prescribe { ends: None, ..family.world.form(&tx, family.teen) };
        let prescription = prescriber::prescribe(&tx, &family.world.psychologist, form).await.unwrap();
        tx.commit().await.unwrap();
        let question = family.asks(family.parent, family.teen, Some(prescription.id));
        family.permit(&db, &question).await;
        let recheck = async || {
            let pair = family.pair(family.parent, family.teen).await;
            launch::recheck(&*db, &pair, &question).await.unwrap()
        };
        let Recheck::Stands(standing) = recheck().await else { panic!("it stands") };
        assert_eq!(standing.until, "2027-05-04T22:00:00Z".parse().ok());
        db.clock.set("2027-05-04T21:59:59Z".parse().unwrap());
        assert!(matches!(recheck().await, Recheck::Stands(_)));
        db.clock.set("2027-05-04T22:00:00Z".parse().unwrap());
        let Recheck::Fallen(Some(denial)) = recheck().await else { panic!("it has fallen") };
        assert_eq!(denial.texts(), ["refusal-F1"]);
    }

    async fn r1_f10_of_several_grounds_the_widest_counts_whichever_came_first(db: TestDatabase) {
        let family = Family::new(&db).await;
        let narrow = [(Basis::ORDINARY, &[][..]), (Basis::LIMITED, &[Scope::See][..])];
        for (place, (basis, scopes)) in narrow.into_iter().enumerate() {
            for narrow_first in [true, false] {
                let tx = db.begin().await.unwrap();
                let name = format!("Giver {place} {narrow_first}");
                let giver =
                    person_with(&tx, &name, date(1948, 5, 5), |entry| entry.lacks_capacity = true).await;
                let mut both = [attorney(basis, scopes), attorney(Basis::ASSIGNED, &[])];
                if !narrow_first {
                    both.reverse();
                }
                for relation in both {
                    launch::enter_relation(&tx, family.parent, giver, relation, None).await.unwrap();
                }
                tx.commit().await.unwrap();
                let acting = family.may_act(&db, family.parent, giver).await.unwrap();
                assert_eq!(acting.basis(), Basis::ASSIGNED);
                assert!(acting.whole().is_some());
                let prescription = prescribe(&db, &family, giver, None).await;
                let question = family.asks(family.parent, giver, None);
                family.permit(&db, &question).await;
                let pair = family.pair(family.parent, giver).await;
                let stands = launch::recheck(&*db, &pair, &question).await.unwrap();
                let Recheck::Stands(standing) = stands else { panic!("{stands:?}") };
                assert_eq!(standing.basis, Basis::ASSIGNED, "what R1 asks for is what the token tells");
                assert_eq!(standing.prescription, Some(prescription.id), "the one that was found is told");
                assert_eq!(serde_json::to_value(standing.log_detail()).unwrap()["basis"], "assigned_poa");
            }
        }
    }

    async fn suspension_and_a_withdrawn_permission_fell_tokens_at_once(db: TestDatabase) {
        let family = Family::new(&db).await;
        let prescription = prescribe(&db, &family, family.parent, None).await;
        let question = family.asks(family.parent, family.parent, Some(prescription.id));
        family.permit(&db, &question).await;
        let pair = family.pair(family.parent, family.parent).await;
        let stands = async || {
            matches!(launch::recheck(&*db, &pair, &question).await.unwrap(), Recheck::Stands(_))
        };
        assert!(stands().await);
        let tx = db.begin().await.unwrap();
        let by = (&family.world.operator).into();
        let reason = catalogue::SuspensionReason::Security;
        let note = catalogue::PerLocale::default();
        let new = catalogue::NewSuspension { reason, cause: String::new(), note };
        catalogue::add_suspension(&tx, by, family.world.tool, new).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!stands().await);
        let tx = db.begin().await.unwrap();
        assert_eq!(texts(ask::<Open>(&tx, &pair, &question).await.unwrap()), ["refusal-T1"]);
        catalogue::lift_suspension(&tx, by, family.world.tool, reason, "").await.unwrap();
        tx.commit().await.unwrap();
        assert!(stands().await);
        let tx = db.begin().await.unwrap();
        let proof = allowed(ask::<Withdraw>(&tx, &pair, &question).await.unwrap());
        launch::withdraw_permission(&tx, &proof).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!stands().await);
        family.permit(&db, &question).await;
        assert!(stands().await);
        let acting = family.may_act(&db, family.parent, family.parent).await.unwrap();
        let (whole, page) = (acting.whole().unwrap(), prescriber::Page::first(9));
        let all = launch::list_permissions(&*db, &whole, None, page).await.unwrap();
        assert_eq!((all.len(), all.iter().filter(|one| one.stands()).count()), (2, 1));
    }

    async fn row_36_what_is_withheld_from_parents_is_answered_as_if_it_were_not_there(db: TestDatabase) {
        let family = Family::new(&db).await;
        let hidden = prescribe(&db, &family, family.teen, Some(Withheld::ChildAsked)).await;
        let pair = family.pair(family.parent, family.teen).await;
        let tx = db.begin().await.unwrap();
        let by_id = family.asks(family.parent, family.teen, Some(hidden.id));
        assert!(matches!(ask::<See>(&tx, &pair, &by_id).await.unwrap(), Verdict::Absent));
        assert!(matches!(ask::<Open>(&tx, &pair, &by_id).await.unwrap(), Verdict::Absent));
        let unknown = family.asks(family.parent, family.teen, Some(tx.new_id()));
        assert!(matches!(ask::<Open>(&tx, &pair, &unknown).await.unwrap(), Verdict::Absent));
        // By the tool alone: the same words for a child without any prescription.
        let with = ask::<Open>(&tx, &pair, &family.asks(family.parent, family.teen, None)).await.unwrap();
        let other = family.pair(family.parent, family.child).await;
        let without = ask::<Open>(&tx, &other, &family.asks(family.parent, family.child, None)).await.unwrap();
        assert_eq!(texts(with), texts(without));
        tx.commit().await.unwrap();
        let acting = family.may_act(&db, family.parent, family.teen).await.unwrap();
        let seen = prescriber::list_for_patient(&*db, acting.scope(), prescriber::Page::first(9)).await.unwrap();
        assert!(seen.is_empty());
        let log = audit::list_about(&*db, &hidden.id.to_string(), 9).await.unwrap();
        let refusal = log.iter().find(|entry| entry.action == "launch.refuse").unwrap();
        assert_eq!(refusal.detail["refused_by"][0], "F11", "the exact rule stands in the log");
        // The teen sees it alone, but gives no permission before sixteen.
        let own = family.pair(family.teen, family.teen).await;
        let question = family.asks(family.teen, family.teen, Some(hidden.id));
        let tx = db.begin().await.unwrap();
        allowed(ask::<See>(&tx, &own, &question).await.unwrap());
        assert_eq!(texts(ask::<Permit>(&tx, &own, &question).await.unwrap()), ["refusal-F12"]);
    }

    async fn a_teen_starts_a_withheld_tool_alone_and_parents_find_no_trace_of_it(db: TestDatabase) {
        let family = Family::new(&db).await;
        let tx = db.begin().await.unwrap();
        let mut content = prescriber::testing::content();
        content.permission.needed = false;
        let tool = publish(&tx, &family.world.vendor, content).await;
        let form = prescriber::Prescribe {
            tool, withheld: Some(Withheld::ChildAsked), ..family.world.form(&tx, family.teen)
        };
        let prescription = prescriber::prescribe(&tx, &family.world.psychologist, form).await.unwrap();
        tx.commit().await.unwrap();
        let pair = family.pair(family.teen, family.teen).await;
        let tx = db.begin().await.unwrap();
        let question = Ask { tool, ..family.asks(family.teen, family.teen, Some(prescription.id)) };
        let (launch, _) = start(&tx, &pair, &question).await;
        tx.commit().await.unwrap();
        let own = family.may_act(&db, family.teen, family.teen).await.unwrap().whole().unwrap();
        assert_eq!(launch::list_history(&*db, &own, None, 9).await.unwrap(), [launch]);
        let parents = family.may_act(&db, family.parent, family.teen).await.unwrap().whole().unwrap();
        assert!(launch::list_history(&*db, &parents, None, 9).await.unwrap().is_empty());
        run_jobs(&db, &family).await;
        assert_eq!(told(&db, "prescription-issued").await, [family.teen]);
    }

    async fn the_message_goes_to_the_patient_and_to_those_who_may_know(db: TestDatabase) {
        let family = Family::new(&db).await;
        let tx = db.begin().await.unwrap();
        let friend = person(&tx, "Friend", date(1980, 1, 1)).await;
        let neighbour = person(&tx, "Neighbour", date(1980, 1, 1)).await;
        let remind = attorney(Basis::LIMITED, &[Scope::Remind]);
        launch::enter_relation(&tx, friend, family.mother, remind, None).await.unwrap();
        let see = attorney(Basis::LIMITED, &[Scope::See]);
        launch::enter_relation(&tx, neighbour, family.mother, see, None).await.unwrap();
        tx.commit().await.unwrap();
        prescribe(&db, &family, family.child, None).await;
        run_jobs(&db, &family).await;
        assert_eq!(told(&db, "prescription-issued").await, [family.parent], "a child of five has no login");
        prescribe(&db, &family, family.mother, None).await;
        run_jobs(&db, &family).await;
        let mut people = told(&db, "prescription-issued").await;
        let mut expected = vec![family.mother, family.parent, friend];
        people.sort_unstable();
        expected.sort_unstable();
        assert_eq!(people, expected);
        let tx = db.begin().await.unwrap();
        tx.emit(database::Job::new("prescriber.tool_status_changed", serde_json::json!({
            "tool": family.world.tool, "status": "suspended",
        })));
        tx.commit().await.unwrap();
        run_jobs(&db, &family).await;
        let people = told(&db, "tool-suspended").await;
        assert!(people.contains(&family.world.psychologist.person));
        assert!(people.contains(&family.mother) && people.contains(&family.parent));
    }

    async fn an_organisation_without_the_agreements_lets_nobody_act_for_another(db: TestDatabase) {
        let family = Family::new(&db).await;
        let tx = db.begin().await.unwrap();
        let form = family.world.form(&tx, family.child);
        let prescription = prescriber::prescribe(&tx, &family.world.physician, form).await.unwrap();
        let question = family.asks(family.parent, family.child, Some(prescription.id));
        let pair = family.pair(family.parent, family.child).await;
        assert_eq!(texts(ask::<Permit>(&tx, &pair, &question).await.unwrap()), ["refusal-R3", "refusal-R4"]);
        let (enterprise, tool) = (family.world.municipality, family.world.tool);
        agree(&tx, &family.world.operator, catalogue::Parties::A4 { enterprise }).await;
        let vendor = family.world.vendor.organisation;
        agree(&tx, &family.world.operator, catalogue::Parties::A5 { enterprise, vendor, tool }).await;
        allowed(ask::<Permit>(&tx, &pair, &question).await.unwrap());
    }

    async fn facts_that_are_old_or_about_others_are_not_decided_on(db: TestDatabase) {
        let family = Family::new(&db).await;
        let pair = family.pair(family.parent, family.parent).await;
        let tx = db.begin().await.unwrap();
        let others = family.asks(family.parent, family.child, None);
        assert!(matches!(ask::<See>(&tx, &pair, &others).await, Err(launch::Error::Facts)));
        drop(tx);
        db.clock.advance(SignedDuration::from_secs(61));
        let tx = db.begin().await.unwrap();
        let own = family.asks(family.parent, family.parent, None);
        assert!(matches!(ask::<See>(&tx, &pair, &own).await, Err(launch::Error::Facts)));
    }

    async fn an_ended_power_of_attorney_counts_no_more(db: TestDatabase) {
        let family = Family::new(&db).await;
        let relation = family.registers.relations(family.parent, family.mother).await.unwrap().remove(0);
        let Evidence::Mandate(mandate) = relation.relation.evidence else { panic!("a mandate") };
        let evidence = Evidence::Mandate(Mandate { ended: Some(date(2026, 11, 22)), ..mandate });
        let tx = db.begin().await.unwrap();
        let ended = Relation { basis: Basis::ASSIGNED, evidence };
        launch::change_relation(&tx, relation.id.unwrap(), &ended).await.unwrap();
        tx.commit().await.unwrap();
        let denial = family.may_act(&db, family.parent, family.mother).await.unwrap_err();
        assert_eq!(denial.texts(), ["refusal-F7"]);
    }

    async fn the_clinician_is_told_where_nobody_could_start_it(db: TestDatabase) {
        let family = Family::new(&db).await;
        let listing = catalogue::find_listing_of(&*db, family.world.tool).await.unwrap().unwrap();
        let period = prescriber::Period::new(date(2026, 11, 22), None).unwrap();
        let try_for = async |patient, withheld_from_parents, representative_allowed| {
            let organisation = family.world.trust;
            let draft = Draft { patient, organisation, period, withheld_from_parents, representative_allowed };
            launch::reach(&*db, &*family.registers, &listing, draft, HIGH).await.unwrap()
        };
        assert_eq!(try_for(family.parent, false, true).await, Reach::Patient);
        assert_eq!(try_for(family.child, false, true).await, Reach::Representative);
        assert_eq!(try_for(family.child, true, true).await, Reach::Nobody);
        assert_eq!(try_for(family.child, false, false).await, Reach::Nobody);
        assert_eq!(try_for(family.teen, true, true).await, Reach::Nobody, "needs a permission that a teen cannot give");
        assert_eq!(try_for(family.teen, false, true).await, Reach::Representative);
        assert_eq!(try_for(family.hidden, false, true).await, Reach::Nobody);
        assert_eq!(try_for(family.youth, false, true).await, Reach::Patient);
        // Sixteen on the first day of the period, and not a day before it.
        let birthday = oslo::date(db.now()).checked_add(3.days()).unwrap();
        let tx = db.begin().await.unwrap();
        let nearly = person(&tx, "Nearly", birthday.checked_sub(16.years()).unwrap()).await;
        tx.commit().await.unwrap();
        for (starts, reach) in [(birthday, Reach::Patient), (birthday.yesterday().unwrap(), Reach::Nobody)] {
            let draft = Draft {
                patient: nearly,
                organisation: family.world.trust,
                period: prescriber::Period::new(starts, None).unwrap(),
                withheld_from_parents: false,
                representative_allowed: true,
            };
            let told = launch::reach(&*db, &*family.registers, &listing, draft, HIGH).await.unwrap();
            assert_eq!(told, reach, "from {starts}");
        }
    }

    async fn who_uses_an_open_tool_is_told_when_it_is_halted(db: TestDatabase) {
        let family = Family::new(&db).await;
        let tx = db.begin().await.unwrap();
        let mut content = prescriber::testing::content();
        content.availability = catalogue::Availability::Open;
        let tool = publish(&tx, &family.world.vendor, content).await;
        tx.commit().await.unwrap();
        family.permit(&db, &Ask { tool, ..family.asks(family.parent, family.parent, None) }).await;
        let tx = db.begin().await.unwrap();
        let payload = serde_json::json!({"tool": tool, "status": "withdrawn"});
        tx.emit(database::Job::new(prescriber::TOOL_STATUS_CHANGED, payload));
        tx.commit().await.unwrap();
        run_jobs(&db, &family).await;
        assert_eq!(told(&db, "tool-withdrawn").await, [family.parent]);
    }

    async fn f10_f12_who_uses_a_tool_for_another_is_told_in_that_persons_stead(db: TestDatabase) {
        let family = Family::new(&db).await;
        // The parent uses it too, and is told once.
        used(&db, &family, family.parent, family.parent).await;
        used(&db, &family, family.parent, family.child).await;
        let friend = family.world.nurse.person;
        let tx = db.begin().await.unwrap();
        // Somebody who is only reminded of what is prescribed.
        let reminded = attorney(Basis::LIMITED, &[Scope::See, Scope::Remind]);
        launch::enter_relation(&tx, friend, family.child, reminded, None).await.unwrap();
        let payload = serde_json::json!({"tool": family.world.tool, "status": "suspended"});
        tx.emit(database::Job::new(prescriber::TOOL_STATUS_CHANGED, payload));
        tx.commit().await.unwrap();
        run_jobs(&db, &family).await;
        assert_eq!(told(&db, "tool-suspended").await, [family.parent], "the child is too young to be told alone");
    }

    async fn what_the_registers_do_not_answer_about_one_user_holds_no_other_up(db: TestDatabase) {
        let family = Family::new(&db).await;
        used(&db, &family, family.parent, family.child).await;
        used(&db, &family, family.youth, family.youth).await;
        let tx = db.begin().await.unwrap();
        let payload = serde_json::json!({"tool": family.world.tool, "status": "suspended"});
        tx.emit(database::Job::new(prescriber::TOOL_STATUS_CHANGED, payload));
        tx.commit().await.unwrap();
        let (away_for, unknown) = (family.child, family.youth);
        let patchy = Patchy { registers: family.registers.clone(), away_for, unknown };
        run_jobs_with(&db, Arc::new(patchy)).await;
        assert_eq!(told(&db, "tool-suspended").await, [family.youth]);
        db.clock.advance(SignedDuration::from_mins(1));
        run_jobs(&db, &family).await;
        assert_eq!(told(&db, "tool-suspended").await, [family.parent], "when they answer again");
    }
}
