//! Whatever happens in whatever order: a token that acts for a child works nowhere once the rules refuse what it stands on (rows 17, 28; F0, F1, F4, F11, T1, T4),
//! asked of the platform as it is put together, with its own policy, registers and side effects. `identity` has the like with a policy of its own, and
//! says there to the instant when a token must live.

use approval::{Lift, Suspend};
use catalogue::{PerLocale, SuspensionReason};
use database::{
    Read, Tx,
    testing::{TestDatabase, drop_postgres},
};
use identity::{EndReason, client, session};
use jiff::{SignedDuration, Timestamp};
use kernel::{PrescriptionId, RelationId, SessionId};
use launch::{
    Ask, Permit, Verdict, Withdraw,
    representation::{Basis, Evidence, ParentRole, Parenthood, Relation, Responsibility},
};
use proptest::prelude::*;

use super::{birthday::Held, tool::Stage, *};

/// What can happen to what a token stands on.
#[derive(Debug, Clone, Copy)]
enum Deed {
    /// The tool uses its refresh token.
    Refresh,
    /// The tool revokes it.
    Revoke,
    /// The operator stops the tool, or lifts that.
    Suspend(bool),
    /// The parent takes the permission back, or gives it again.
    Withdraw(bool),
    /// The clinician withholds the prescription from the parents, or no longer.
    Withhold(bool),
    /// The register no longer has the relation, or has it again.
    Part(bool),
    /// The register knows of a care order, or no longer.
    CareOrder(bool),
    /// The client is shut, or opened again.
    Disable(bool),
    /// The parent logs out.
    LogOut,
    /// Side effects run.
    Drain,
    /// So many minutes pass.
    Wait(i64),
    /// The child becomes sixteen.
    Birthday,
}

fn deed() -> impl Strategy<Value = Deed> {
    let on = any::<bool>;
    prop_oneof![
        3 => Just(Deed::Refresh),
        1 => Just(Deed::Revoke),
        2 => on().prop_map(Deed::Suspend),
        2 => on().prop_map(Deed::Withdraw),
        2 => on().prop_map(Deed::Withhold),
        2 => on().prop_map(Deed::Part),
        2 => on().prop_map(Deed::CareOrder),
        2 => on().prop_map(Deed::Disable),
        1 => Just(Deed::LogOut),
        3 => Just(Deed::Drain),
        2 => prop_oneof![Just(1), Just(9), Just(10), Just(29), Just(31)].prop_map(Deed::Wait),
        1 => Just(Deed::Birthday),
    ]
}

/// How long an access token lives.
const LIFE: SignedDuration = SignedDuration::from_mins(10);

struct World {
    held: Held,
    child: PersonId,
    prescription: PrescriptionId,
    relation: Option<RelationId>,
    session: SessionId,
    birthday: Timestamp,
    /// When its last access token was.
    issued: Timestamp,
    suspended: bool,
    withdrawn: bool,
    withheld: bool,
    care_order: bool,
    disabled: bool,
    /// Nothing brings what was held back: logged out, revoked, or used after its time.
    over: bool,
    /// Something has happened that tokens may die of.
    hurt: bool,
}

fn parenthood() -> Relation {
    let evidence = Parenthood { responsibility: Responsibility::Both, role: ParentRole::Mother };
    Relation { basis: Basis::PARENT, evidence: Evidence::Parenthood(evidence) }
}

impl World {
    async fn new(db: TestDatabase) -> Self {
        // 22:40 in Oslo; the child is sixteen at midnight.
        db.clock.advance(SignedDuration::from_mins(12 * 60 + 40));
        let birthday = db.now() + SignedDuration::from_mins(80);
        let stage = Stage::smart(db).await;
        let child = stage.child("2010-11-23").await;
        let held = Held::about(stage, child).await;
        let db = &held.stage.browser.db;
        let session = session::list_live(&**db, held.stage.browser.parent).await.unwrap().remove(0).id;
        let scope = prescriber::PatientScope::of(&kernel::Citizen {
            person: held.stage.browser.parent,
            subject: child,
        });
        let prescription =
            prescriber::list_for_patient(&**db, scope, prescriber::Page::first(9)).await.unwrap();
        let prescription = prescription.into_iter().next().unwrap().id;
        let tx = db.begin().await.unwrap();
        let relation =
            launch::find_registered(&tx, &Self::entry(&held, child)).await.unwrap().map(|(id, _)| id);
        tx.commit().await.unwrap();
        assert!(relation.is_some());
        let issued = db.now();
        Self {
            held,
            child,
            prescription,
            relation,
            session,
            birthday,
            issued,
            suspended: false,
            withdrawn: false,
            withheld: false,
            care_order: false,
            disabled: false,
            over: false,
            hurt: false,
        }
    }

    fn entry(held: &Held, child: PersonId) -> launch::Entry {
        let actor = held.stage.browser.parent;
        launch::Entry { actor, subject: child, relation: parenthood(), daily_care: Some(true) }
    }

    fn db(&self) -> &TestDatabase {
        &self.held.stage.browser.db
    }

    /// Whether the rules refuse what the token stands on, by what has happened.
    fn refused(&self) -> bool {
        self.suspended
            || self.withdrawn
            || self.withheld
            || self.care_order
            || self.disabled
            || self.over
            || self.relation.is_none()
            || self.db().now() >= self.birthday
    }

    async fn carry_out(&mut self, deed: Deed) {
        let refused = self.refused();
        let harmless = matches!(deed, Deed::Refresh | Deed::Drain | Deed::Wait(1 | 9));
        self.hurt |= !harmless;
        match deed {
            Deed::Refresh => {
                let (status, fresh) = self.held.refresh().await;
                assert!(!(refused && status == 200), "refreshed what the rules refuse");
                if status == 200 {
                    self.held.tokens = fresh;
                    self.issued = self.db().now();
                } else {
                    assert!(self.hurt, "a token that nothing has happened to");
                }
            }
            Deed::Revoke => self.over |= self.held.revoke().await,
            Deed::Drain => self.held.stage.drain().await,
            Deed::Wait(minutes) => self.db().clock.advance(SignedDuration::from_mins(minutes)),
            Deed::Birthday => {
                let left = self.birthday.duration_since(self.db().now());
                if left.is_positive() {
                    self.db().clock.advance(left);
                }
            }
            deed => {
                let tx = self.db().begin().await.unwrap();
                self.change(&tx, deed).await;
                tx.commit().await.unwrap();
            }
        }
    }

    /// What somebody does on the platform, or what a register says.
    async fn change(&mut self, tx: &Tx, deed: Deed) {
        let stage = &self.held.stage;
        let (world, tool) = (&stage.world, stage.tool);
        match deed {
            Deed::Suspend(on) if on != self.suspended => {
                let by = approval::Party::Operator(world.operator);
                let note = PerLocale::bokmal("Feil.".parse().unwrap());
                let reason = SuspensionReason::Security;
                if on {
                    approval::suspend(tx, &by, Suspend { tool, reason, note }).await.unwrap();
                } else {
                    approval::lift(tx, &by, Lift { tool, reason, note }).await.unwrap();
                }
                self.suspended = on;
            }
            Deed::Withdraw(on) if on != self.withdrawn => {
                let registers = &*stage.browser.app.identity.registers;
                let Ok(pair) = launch::pair(registers, stage.browser.parent, self.child).await else {
                    return;
                };
                let citizen = kernel::Citizen { person: stage.browser.parent, subject: self.child };
                let (level, floor) = (kernel::LoginLevel::High, crate::oauth::FLOOR);
                let ask = Ask { citizen, level, floor, tool, prescription: None };
                if on {
                    let Verdict::Allowed(proof) = launch::ask::<Withdraw>(tx, &pair, &ask).await.unwrap()
                    else {
                        return;
                    };
                    launch::withdraw_permission(tx, &proof).await.unwrap();
                } else {
                    let Verdict::Allowed(proof) = launch::ask::<Permit>(tx, &pair, &ask).await.unwrap()
                    else {
                        return;
                    };
                    launch::give_permission(tx, &proof).await.unwrap();
                }
                self.withdrawn = on;
            }
            Deed::Withhold(on) if on != self.withheld => {
                let because = on.then_some(prescriber::Withheld::WeightyReasons);
                prescriber::withhold(tx, &world.psychologist, self.prescription, because).await.unwrap();
                self.withheld = on;
            }
            Deed::Part(on) if on == self.relation.is_some() => {
                let entry = Self::entry(&self.held, self.child);
                if let Some(id) = self.relation.take() {
                    assert!(launch::remove_relation(tx, &world.operator, id, "test").await.unwrap());
                } else {
                    launch::register_relation(tx, &world.operator, &entry, "test").await.unwrap();
                    self.relation = launch::find_registered(tx, &entry).await.unwrap().map(|(id, _)| id);
                }
            }
            Deed::CareOrder(on) => {
                let number = people::reveal_number(tx, self.child).await.unwrap();
                let again =
                    prescriber::testing::person_with(tx, "Child", "2010-11-23".parse().unwrap(), |entry| {
                        entry.number = number;
                        entry.care_order = on;
                    });
                assert_eq!(again.await, self.child);
                self.care_order = on;
            }
            Deed::Disable(on) if on != self.disabled => {
                let id = self.held.client;
                if on {
                    client::disable(tx, Actor::System, id, None).await.unwrap();
                } else {
                    client::enable(tx, Actor::System, id, None).await.unwrap();
                }
                self.disabled = on;
            }
            Deed::LogOut if !self.over => {
                session::end(tx, Actor::System, self.session, EndReason::LoggedOut).await.unwrap();
                self.over = true;
            }
            _ => {}
        }
    }

    async fn check(&self) {
        let answers = self.held.everywhere().await;
        let works = answers.map(|status| status < 300);
        if self.refused() {
            assert_eq!(works, [false; 4], "works though the rules refuse it: {answers:?}");
        } else if !self.hurt {
            let lives = self.db().now() < self.issued + LIFE;
            assert_eq!(works, [lives; 4], "nothing has happened to it: {answers:?}");
        }
        assert_eq!(works, [works[0]; 4], "alike everywhere: {answers:?}");
    }
}

async fn play(db: TestDatabase, deeds: &[Deed]) {
    let mut world = World::new(db).await;
    for deed in deeds {
        world.carry_out(*deed).await;
        world.check().await;
    }
    world.carry_out(Deed::Drain).await;
    world.check().await;
    world.carry_out(Deed::Refresh).await;
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

fn settings(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(settings(16))]

    #[test]
    fn no_sequence_leaves_a_token_that_works_when_the_platforms_own_rules_refuse_it(deeds in proptest::collection::vec(deed(), 1..10)) {
        runtime().block_on(async { play(TestDatabase::sqlite().await, &deeds).await });
    }
}

proptest! {
    #![proptest_config(settings(4))]

    #[test]
    fn no_sequence_leaves_such_a_token_on_postgres(deeds in proptest::collection::vec(deed(), 1..10)) {
        runtime().block_on(async {
            let db = TestDatabase::postgres().await;
            let name = db.postgres_name();
            play(db, &deeds).await;
            drop_postgres(&name).await;
        });
    }
}
