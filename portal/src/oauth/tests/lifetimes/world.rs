//! Somebody who acts for another in a tool, and what the model says of it: which of the things that the token stands on are gone.

use approval::{Lift, StopVendor, Suspend};
use catalogue::{PerLocale, SuspensionReason};
use database::{Read, Tx, testing::TestDatabase};
use identity::{EndReason, client, session};
use jiff::{SignedDuration, Timestamp};
use kernel::{Citizen, PrescriptionId, RelationId, SessionId};
use launch::{
    Ask, Attorney, Entry, Kind, Permit, Verdict, Withdraw,
    representation::{Basis, Evidence, Mandate, ParentRole, Parenthood, Relation, Responsibility, Scope},
};
use people::FactsChange;

use super::{
    super::{birthday::Held, tool::Stage, *},
    Deed, Ground,
};

/// How long an access token lives.
const LIFE: SignedDuration = SignedDuration::from_mins(10);

/// What is gone of what the token stands on.
#[derive(Default)]
struct Gone {
    /// The tool is stopped, and its vendor.
    tool: bool,
    vendor: bool,
    /// The permission is taken back.
    permission: bool,
    /// The prescription is withheld from parents.
    withheld: bool,
    care_order: bool,
    /// The represented person has capacity to consent.
    capacity: bool,
    /// An emergency block on who is represented, and on who acts.
    blocked: [bool; 2],
    /// The client is shut, and its key refused.
    client: bool,
    key: bool,
}

pub(super) struct World {
    held: Held,
    ground: Ground,
    subject: PersonId,
    prescription: PrescriptionId,
    /// The relation that the token rests on, as the register has it.
    relation: Option<RelationId>,
    /// An ordinary and a limited power of attorney beside it.
    beside: [Option<RelationId>; 2],
    session: SessionId,
    /// When the right ends by itself: the sixteenth birthday, or the day after the power of attorney's last.
    end: Timestamp,
    /// When its last access token was.
    issued: Timestamp,
    gone: Gone,
    /// Nothing brings what was held back: logged out, revoked, or used after its time.
    over: bool,
    /// Something has happened that tokens may die of.
    hurt: bool,
}

fn relation(ground: Ground) -> Relation {
    match ground {
        Ground::Parent => {
            let evidence = Parenthood { responsibility: Responsibility::Both, role: ParentRole::Mother };
            Relation { basis: Basis::PARENT, evidence: Evidence::Parenthood(evidence) }
        }
        Ground::Assigned => {
            let mandate = Mandate {
                from: "2026-11-22".parse().unwrap(),
                until: Some("2026-11-22".parse().unwrap()),
                ended: None,
                passed_on: false,
                closest_next_of_kin: true,
                scopes: Vec::new(),
            };
            Relation { basis: Basis::ASSIGNED, evidence: Evidence::Mandate(mandate) }
        }
    }
}

impl World {
    pub(super) async fn new(db: TestDatabase, ground: Ground) -> Self {
        // 22:40 in Oslo; at midnight the child is sixteen, and the power of attorney's last day is over.
        db.clock.advance(SignedDuration::from_mins(12 * 60 + 40));
        let end = db.now() + SignedDuration::from_mins(80);
        let stage = Stage::smart(db).await;
        let subject = match ground {
            Ground::Parent => stage.child("2010-11-23").await,
            Ground::Assigned => stage.ward("2026-11-22").await.0,
        };
        let held = Held::about(stage, subject).await;
        let db = &held.stage.browser.db;
        let person = held.stage.browser.parent;
        let session = session::list_live(&**db, person).await.unwrap().remove(0).id;
        let scope = prescriber::PatientScope::of(&Citizen { person, subject });
        let prescription =
            prescriber::list_for_patient(&**db, scope, prescriber::Page::first(9)).await.unwrap();
        let prescription = prescription.into_iter().next().unwrap().id;
        let entry = Entry { actor: person, subject, relation: relation(ground), daily_care: None };
        let tx = db.begin().await.unwrap();
        let relation = launch::find_registered(&tx, &entry).await.unwrap().map(|(id, _)| id);
        tx.commit().await.unwrap();
        assert!(relation.is_some());
        let issued = db.now();
        Self {
            held,
            ground,
            subject,
            prescription,
            relation,
            beside: [None; 2],
            session,
            end,
            issued,
            gone: Gone::default(),
            over: false,
            hurt: false,
        }
    }

    fn db(&self) -> &TestDatabase {
        &self.held.stage.browser.db
    }

    /// Whether the rules refuse what the token stands on, by what has happened.
    fn refused(&self) -> bool {
        let gone = &self.gone;
        let ground = match self.ground {
            Ground::Parent => gone.withheld || gone.care_order,
            Ground::Assigned => gone.capacity,
        };
        ground
            || gone.tool
            || gone.vendor
            || gone.permission
            || gone.blocked.contains(&true)
            || gone.client
            || gone.key
            || self.over
            || self.relation.is_none()
            || self.db().now() >= self.end
    }

    pub(super) async fn carry_out(&mut self, deed: Deed) {
        let refused = self.refused();
        // What stands beside the ground that it rests on neither keeps a token alive nor hurts it.
        let harmless =
            matches!(deed, Deed::Refresh | Deed::Drain | Deed::Wait(1 | 9) | Deed::Attorney { .. });
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
            Deed::Over => {
                let left = self.end.duration_since(self.db().now());
                if left.is_positive() {
                    self.db().clock.advance(left);
                }
            }
            deed => {
                let tx = self.db().begin().await.unwrap();
                match deed {
                    Deed::Part(_) | Deed::Fact { .. } | Deed::Attorney { .. } => {
                        self.register(&tx, deed).await;
                    }
                    _ => self.change(&tx, deed).await,
                }
                tx.commit().await.unwrap();
            }
        }
    }

    /// What somebody does on the platform.
    async fn change(&mut self, tx: &Tx, deed: Deed) {
        let stage = &self.held.stage;
        let (world, tool, id) = (&stage.world, stage.tool, self.held.client);
        let (reason, note) = (SuspensionReason::Security, || PerLocale::bokmal("Feil.".parse().unwrap()));
        match deed {
            Deed::Suspend(on) if on != self.gone.tool => {
                let by = approval::Party::Operator(world.operator);
                if on {
                    approval::suspend(tx, &by, Suspend { tool, reason, note: note() }).await.unwrap();
                } else {
                    approval::lift(tx, &by, Lift { tool, reason, note: note() }).await.unwrap();
                }
                self.gone.tool = on;
            }
            Deed::StopVendor(on) if on != self.gone.vendor => {
                let (by, vendor) = (&world.operator, world.vendor.organisation);
                if on {
                    approval::stop_vendor(tx, by, StopVendor { vendor, note: note() }).await.unwrap();
                } else {
                    approval::release_vendor(tx, by, vendor).await.unwrap();
                }
                self.gone.vendor = on;
            }
            Deed::Withdraw(on) if on != self.gone.permission => {
                let registers = &*stage.browser.app.identity.registers;
                let citizen = Citizen { person: stage.browser.parent, subject: self.subject };
                let Ok(pair) = launch::pair(registers, citizen.person, citizen.subject).await else {
                    return;
                };
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
                self.gone.permission = on;
            }
            // F11 is about parents.
            Deed::Withhold(on) if on != self.gone.withheld && self.ground == Ground::Parent => {
                let because = on.then_some(prescriber::Withheld::WeightyReasons);
                prescriber::withhold(tx, &world.psychologist, self.prescription, because).await.unwrap();
                self.gone.withheld = on;
            }
            Deed::Disable(on) if on != self.gone.client => {
                if on {
                    client::disable(tx, Actor::System, id, None).await.unwrap();
                } else {
                    client::enable(tx, Actor::System, id, None).await.unwrap();
                }
                self.gone.client = on;
            }
            Deed::RefuseKey(on) if on != self.gone.key => {
                let key = self.held.key.kid();
                if on {
                    client::refuse_key(tx, Actor::System, id, key, None).await.unwrap();
                } else {
                    client::accept_key(tx, Actor::System, id, key, None).await.unwrap();
                }
                self.gone.key = on;
            }
            Deed::LogOut if !self.over => {
                session::end(tx, Actor::System, self.session, EndReason::LoggedOut).await.unwrap();
                self.over = true;
            }
            _ => {}
        }
    }

    /// What a register says of the two, or what they agree on.
    async fn register(&mut self, tx: &Tx, deed: Deed) {
        let stage = &self.held.stage;
        let (operator, actor, subject) = (&stage.world.operator, stage.browser.parent, self.subject);
        match deed {
            Deed::Part(on) if on == self.relation.is_some() => {
                let entry = Entry { actor, subject, relation: relation(self.ground), daily_care: None };
                if let Some(id) = self.relation.take() {
                    assert!(launch::remove_relation(tx, operator, id, "test").await.unwrap());
                } else {
                    launch::register_relation(tx, operator, &entry, "test").await.unwrap();
                    self.relation = launch::find_registered(tx, &entry).await.unwrap().map(|(id, _)| id);
                }
            }
            Deed::Fact { fact, on } => {
                let (mut about, mut change) = (subject, FactsChange::default());
                match fact {
                    0 => (change.care_order, self.gone.care_order) = (Some(on), on),
                    1 => (change.lacks_capacity, self.gone.capacity) = (Some(!on), on),
                    2 => (change.emergency_block, self.gone.blocked[0]) = (Some(on), on),
                    _ => {
                        about = actor;
                        (change.emergency_block, self.gone.blocked[1]) = (Some(on), on);
                    }
                }
                people::change_facts(tx, operator, about, change, "test").await.unwrap();
            }
            Deed::Attorney { limited, on } => {
                let at = usize::from(limited);
                match (self.beside[at], on) {
                    (None, true) => {
                        let kind = if limited { Kind::Limited(vec![Scope::See]) } else { Kind::Ordinary };
                        let attorney = Attorney { kind, from: kernel::oslo::date(tx.now()), until: None };
                        let registers = &*stage.browser.app.identity.registers;
                        let proposed = launch::propose(registers, subject, actor, attorney).await.unwrap();
                        // The rules let nobody under sixteen give one, nor anybody who is blocked.
                        if let Ok(proposal) = proposed {
                            self.beside[at] = Some(launch::give_attorney(tx, &proposal).await.unwrap());
                        }
                    }
                    (Some(id), false) => {
                        launch::end_attorney(tx, id, subject).await.unwrap();
                        self.beside[at] = None;
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    pub(super) async fn check(&self) {
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
