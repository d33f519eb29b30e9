//! What stands on what, with a model beside it that says which tokens must live.

use std::sync::{Arc, atomic::Ordering};

use database::{Read, testing::TestDatabase};
use jiff::{SignedDuration, Timestamp};
use kernel::PersonId;
use serde_json::json;

use super::{
    super::stage::*,
    Asked, Deed,
    rules::{PLAIN, PUBLIC, Rules, TOOLS},
};
use crate::{Algorithm, KeyStore, Provider, Session, SigningKey, session};

/// A login at a tool as the model sees it.
pub(super) struct Login {
    pub(super) asked: Asked,
    pub(super) session: usize,
    pub(super) code: String,
    /// The key that its tokens are bound to.
    pub(super) key: Option<usize>,
    pub(super) ended: bool,
    pub(super) access: Vec<(String, Timestamp)>,
    pub(super) refresh: Vec<String>,
    pub(super) void: Option<Timestamp>,
}

/// A pushed request on its way.
pub(super) struct Pushed {
    pub(super) asked: Asked,
    pub(super) uri: String,
    pub(super) given: Timestamp,
    /// The key that its code is for.
    pub(super) key: Option<usize>,
    /// What the client was given has ended since.
    pub(super) dead: bool,
}

/// A code on its way.
pub(super) struct Waiting {
    pub(super) asked: Asked,
    pub(super) session: usize,
    pub(super) code: String,
    pub(super) given: Timestamp,
    /// The key that it is for.
    pub(super) key: Option<usize>,
    /// What the client was given has ended since, or the session.
    pub(super) dead: bool,
    /// Something of the kind was ended since: whether that reaches the code depends on what else the client held, and either is right as long as
    /// the rules permit it.
    pub(super) disturbed: bool,
}

/// A session as the model sees it.
pub(super) struct Seat {
    pub(super) session: Session,
    pub(super) seen: Timestamp,
    pub(super) until: Timestamp,
    pub(super) ended: bool,
}

pub(super) struct World<'a> {
    /// One for each tool.
    pub(super) stages: Vec<Stage<'a>>,
    /// The instance whose turn it is stands first.
    pub(super) instances: [Provider; 2],
    pub(super) rules: Arc<Rules>,
    /// The key that tools prove themselves by at first, and another.
    pub(super) keys: [SigningKey; 2],
    pub(super) child: PersonId,
    pub(super) birthday: Timestamp,
    pub(super) enabled: [bool; TOOLS],
    /// Whose key the operator refuses.
    pub(super) refused: [bool; TOOLS],
    pub(super) seats: Vec<Seat>,
    pub(super) pushed: Vec<Pushed>,
    pub(super) waiting: Vec<Waiting>,
    pub(super) logins: Vec<Login>,
}

impl<'a> World<'a> {
    pub(super) async fn new(db: &'a TestDatabase, birthday: i64) -> Self {
        let rules = Arc::new(Rules::default());
        let instance = || {
            Provider::new(crate::ProviderOptions {
                db: (**db).clone(),
                issuer: ISSUER.into(),
                keys: KeyStore::new((**db).clone()),
                fetch: crate::Fetch::new(crate::Reach::DEMO).unwrap(),
                policy: rules.clone(),
                offered: terms().offered,
                floor: kernel::LoginLevel::High,
                admit: Arc::new(|_| Ok(())),
            })
        };
        let instances = [instance(), instance()];
        let mut stages = Vec::new();
        for tool in 0..TOOLS {
            let stage = Stage::new(db).await;
            let confidential = match tool {
                PLAIN => stage.confidential.clone(),
                PUBLIC => add(db, None, json!({ "dpop_bound_access_tokens": true })).await,
                _ => add(db, Some(&stage.key), json!({ "security_profile": "fapi-2.0" })).await,
            };
            stages.push(Stage { provider: instances[0].clone(), confidential, ..stage });
        }
        let birthday = db.now() + SignedDuration::from_mins(birthday);
        let tools = stages.iter().map(|stage| stage.confidential.clone()).collect();
        rules.known.set((tools, birthday)).unwrap();
        let child = person(db).await;
        let key = || SigningKey::generate(Algorithm::EdDsa).unwrap();
        let mut world = Self {
            stages,
            instances,
            rules,
            keys: [key(), key()],
            child,
            birthday,
            enabled: [true; TOOLS],
            refused: [false; TOOLS],
            seats: vec![],
            pushed: vec![],
            waiting: vec![],
            logins: vec![],
        };
        world.sit_down().await;
        world
    }

    pub(super) fn db(&self) -> &'a TestDatabase {
        self.stages[0].db
    }

    pub(super) fn now(&self) -> Timestamp {
        self.db().now()
    }

    pub(super) async fn sit_down(&mut self) {
        let person = self.stages[0].session.person;
        let (session, _) = log_in(self.db(), person).await;
        let (seen, until) = (self.now(), self.now() + session::LONGEST);
        self.seats.push(Seat { session, seen, until, ended: false });
    }

    /// What the model says of the session, for a login that bears idleness or not.
    pub(super) fn sits(&self, seat: usize, offline: bool) -> bool {
        let (seat, now) = (&self.seats[seat], self.now());
        !seat.ended && now < seat.until && (offline || now < seat.seen + session::INACTIVITY)
    }

    /// What the model says of the login: everything that it stands on holds now.
    pub(super) fn stands(&self, login: &Login) -> bool {
        let Asked { tool, child, offline } = login.asked;
        !login.ended
            && self.enabled[tool]
            && self.sits(login.session, offline)
            && self.rules.permits(tool, child, self.birthday, self.now())
    }

    fn choose(&self, number: usize) -> Option<usize> {
        (!self.logins.is_empty()).then(|| number % self.logins.len())
    }

    pub(super) async fn carry_out(&mut self, deed: Deed) {
        self.instances.swap(0, 1);
        for stage in &mut self.stages {
            stage.provider = self.instances[0].clone();
        }
        match deed {
            Deed::Start(asked) => {
                if self.ask(asked).await {
                    self.redeem(self.waiting.len() - 1, false).await;
                }
            }
            Deed::Authorize(asked) => {
                self.ask(asked).await;
            }
            Deed::Push { asked, bound } => {
                self.push(asked, bound).await;
            }
            Deed::Follow(number) => {
                if !self.pushed.is_empty() {
                    self.follow(number % self.pushed.len()).await;
                }
            }
            Deed::Redeem { code, stranger } => {
                if !self.waiting.is_empty() {
                    self.redeem(code % self.waiting.len(), stranger).await;
                }
            }
            Deed::Refresh { login, stranger } => {
                if let Some(at) = self.choose(login) {
                    self.refresh(at, stranger).await;
                }
            }
            Deed::RefreshAgain(number) => {
                if let Some(at) = self.choose(number) {
                    self.refresh_again(at).await;
                }
            }
            Deed::RedeemAgain(number) => {
                if let Some(at) = self.choose(number) {
                    self.redeem_again(at).await;
                }
            }
            Deed::Revoke { login, refresh } => {
                if let Some(at) = self.choose(login) {
                    self.revoke(at, refresh).await;
                }
            }
            Deed::Suspend { tool, on } => self.rules.suspended[tool].store(on, Ordering::SeqCst),
            Deed::Stop(tool) => self.stop(tool).await,
            Deed::Withdraw { child, on } => self.withdraw(child, on).await,
            Deed::End(number) => self.end(number).await,
            Deed::LogOut => self.log_out().await,
            Deed::Disable { tool, on } => self.disable(tool, on).await,
            Deed::RefuseKey { tool, on } => self.refuse_key(tool, on).await,
            Deed::Act => self.act().await,
            Deed::Wait(seconds) => self.stages[0].advance(seconds),
            Deed::Birthday => {
                let left = self.birthday.duration_since(self.now());
                if left.is_positive() {
                    self.db().clock.advance(left);
                }
            }
        }
    }

    async fn act(&mut self) {
        let seat = self.seats.len() - 1;
        if self.sits(seat, false) {
            let tx = self.db().begin().await.unwrap();
            crate::store::sessions::touch(&tx, self.seats[seat].session.id).await.unwrap();
            tx.commit().await.unwrap();
            self.seats[seat].seen = self.now();
        }
    }
}
