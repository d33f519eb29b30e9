//! What stands on what, with a model beside it that says which tokens must live.

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;
use database::{Present, Read, testing::TestDatabase};
use jiff::{SignedDuration, Timestamp};
use kernel::{Actor, PersonId};
use serde_json::json;

use super::{super::stage::*, Deed};
use crate::{
    Basis, Client, Credentials, EndReason, GrantFacts, GrantPolicy, KeyStore, Moment, PolicyAnswer,
    PolicyError, ProofFor, Provider, Representation, Session, Step, client, grant, session,
};

/// The rules, as a policy: facts that change, and a day that comes by itself.
#[derive(Default)]
struct Rules {
    suspended: [AtomicBool; 2],
    withdrawn: [AtomicBool; 2],
    known: OnceLock<(Vec<Client>, Timestamp)>,
}

impl Rules {
    fn permits(&self, tool: usize, child: bool, birthday: Timestamp, now: Timestamp) -> bool {
        !self.suspended[tool].load(Ordering::SeqCst)
            && !self.withdrawn[usize::from(child)].load(Ordering::SeqCst)
            && (!child || now < birthday)
    }
}

#[async_trait]
impl GrantPolicy for Rules {
    async fn check(&self, db: &Present, facts: &GrantFacts) -> Result<PolicyAnswer, PolicyError> {
        let (tools, birthday) = self.known.get().unwrap();
        let tool = tools.iter().position(|tool| tool.id == facts.client).unwrap();
        let child = facts.subject != facts.person;
        // The rule is asked without the day itself: that the answer's `until` holds is the provider's to see to.
        if !self.permits(tool, child, Timestamp::MAX, db.now()) {
            return Err(PolicyError::Refused("test".into()));
        }
        // When a code is asked for the end is not known yet: what is known at each use must be enough.
        let until = (child && facts.moment != Moment::Authorize).then_some(*birthday);
        let representation = child.then_some(Representation { basis: Basis::Parent, until });
        Ok(PolicyAnswer { representation, until, ..PolicyAnswer::default() })
    }
}

/// A login at a tool as the model sees it.
pub(super) struct Login {
    tool: usize,
    child: bool,
    offline: bool,
    session: usize,
    code: String,
    ended: bool,
    access: Vec<(String, Timestamp)>,
    refresh: Vec<String>,
    void: Option<Timestamp>,
}

/// A code on its way.
struct Waiting {
    tool: usize,
    child: bool,
    offline: bool,
    session: usize,
    code: String,
    given: Timestamp,
    /// The client was disabled since, or the session ended.
    dead: bool,
    /// Something of the kind was ended since: whether that reaches the code depends on what else the client held, and either is right as long as
    /// the rules permit it.
    disturbed: bool,
}

/// A session as the model sees it.
struct Seat {
    session: Session,
    seen: Timestamp,
    until: Timestamp,
    ended: bool,
}

pub(super) struct World<'a> {
    stages: Vec<Stage<'a>>,
    /// The instance whose turn it is stands first.
    instances: [Provider; 2],
    rules: Arc<Rules>,
    child: PersonId,
    birthday: Timestamp,
    enabled: [bool; 2],
    seats: Vec<Seat>,
    waiting: Vec<Waiting>,
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
        for _ in 0..2 {
            stages.push(Stage { provider: instances[0].clone(), ..Stage::new(db).await });
        }
        let birthday = db.now() + SignedDuration::from_mins(birthday);
        let tools = stages.iter().map(|stage| stage.confidential.clone()).collect();
        rules.known.set((tools, birthday)).unwrap();
        let child = person(db).await;
        let mut world = Self {
            stages,
            instances,
            rules,
            child,
            birthday,
            enabled: [true; 2],
            seats: vec![],
            waiting: vec![],
            logins: vec![],
        };
        world.sit_down().await;
        world
    }

    fn db(&self) -> &'a TestDatabase {
        self.stages[0].db
    }

    fn now(&self) -> Timestamp {
        self.db().now()
    }

    async fn sit_down(&mut self) {
        let person = self.stages[0].session.person;
        let (session, _) = log_in(self.db(), person).await;
        let (seen, until) = (self.now(), self.now() + session::LONGEST);
        self.seats.push(Seat { session, seen, until, ended: false });
    }

    /// What the model says of the session, for a login that bears idleness or not.
    fn sits(&self, seat: usize, offline: bool) -> bool {
        let (seat, now) = (&self.seats[seat], self.now());
        !seat.ended && now < seat.until && (offline || now < seat.seen + session::INACTIVITY)
    }

    /// What the model says of the login: everything that it stands on holds now.
    fn stands(&self, login: &Login) -> bool {
        !login.ended
            && self.enabled[login.tool]
            && self.sits(login.session, login.offline)
            && self.rules.permits(login.tool, login.child, self.birthday, self.now())
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
            Deed::Start { tool, child, offline } => {
                if self.authorize(tool, child, offline).await {
                    self.redeem(self.waiting.len() - 1).await;
                }
            }
            Deed::Authorize { tool, child, offline } => drop(self.authorize(tool, child, offline).await),
            Deed::Redeem(number) => {
                if !self.waiting.is_empty() {
                    self.redeem(number % self.waiting.len()).await;
                }
            }
            Deed::Refresh(number) => {
                if let Some(at) = self.choose(number) {
                    self.refresh(at).await;
                }
            }
            Deed::RefreshAgain(number) => {
                if let Some(at) = self.choose(number) {
                    self.refresh_again(at).await;
                }
            }
            Deed::RedeemAgain(number) => {
                if let Some(at) = self.choose(number) {
                    let login = &self.logins[at];
                    let (tool, code) = (login.tool, login.code.clone());
                    assert!(self.stages[tool].redeem(&code).await.is_err(), "a code used twice");
                    // A client that may nothing is not heard, so what it says kills nothing.
                    self.logins[at].ended |= self.enabled[tool];
                }
            }
            Deed::Revoke { login, refresh } => {
                if let Some(at) = self.choose(login) {
                    self.revoke(at, refresh).await;
                }
            }
            Deed::Suspend { tool, on } => self.rules.suspended[tool].store(on, Ordering::SeqCst),
            Deed::Withdraw { child, on } => self.withdraw(child, on).await,
            Deed::End(number) => {
                if let Some(at) = self.choose(number) {
                    self.end(at).await;
                }
            }
            Deed::LogOut => self.log_out().await,
            Deed::Disable { tool, on } => self.disable(tool, on).await,
            Deed::Act => {
                let seat = self.seats.len() - 1;
                if self.sits(seat, false) {
                    let tx = self.db().begin().await.unwrap();
                    crate::store::sessions::touch(&tx, self.seats[seat].session.id).await.unwrap();
                    tx.commit().await.unwrap();
                    self.seats[seat].seen = self.now();
                }
            }
            Deed::Wait(seconds) => self.stages[0].advance(seconds),
            Deed::Birthday => {
                let left = self.birthday.duration_since(self.now());
                if left.is_positive() {
                    self.db().clock.advance(left);
                }
            }
        }
    }

    /// Whether a code is on its way.
    async fn authorize(&mut self, tool: usize, child: bool, offline: bool) -> bool {
        if !self.sits(self.seats.len() - 1, false) {
            self.sit_down().await;
        }
        let seat = self.seats.len() - 1;
        let may = self.enabled[tool] && self.rules.permits(tool, child, self.birthday, self.now());
        let session = self.seats[seat].session.clone();
        let subject = if child { self.child } else { session.person };
        let stage = &mut self.stages[tool];
        stage.session = session::list_live(&**stage.db, session.person)
            .await
            .unwrap()
            .into_iter()
            .find(|one| one.id == session.id)
            .unwrap();
        let scope = if offline { "openid offline_access" } else { "openid" };
        let Step::Ready(ready) = stage.step(&stage.confidential, &[("scope", scope)]).await else {
            assert!(!self.enabled[tool], "only a disabled client is turned away here");
            return false;
        };
        let answer = query(&stage.issue(*ready, subject).await);
        let Some(code) = answer.get("code").cloned() else {
            assert!(!may, "{answer:?}");
            return false;
        };
        let given = self.now();
        let (dead, disturbed) = (false, false);
        self.waiting.push(Waiting { tool, child, offline, session: seat, code, given, dead, disturbed });
        true
    }

    /// Redeems the code at this place; `false` where there is none.
    pub(super) async fn redeem(&mut self, at: usize) -> bool {
        if at >= self.waiting.len() {
            return false;
        }
        let Waiting { tool, child, offline, session, code, given, dead, disturbed } = self.waiting.remove(at);
        let now = self.now();
        let may = !dead
            && now < given + grant::CODE_LIFE
            && self.enabled[tool]
            && self.sits(session, offline)
            && self.rules.permits(tool, child, self.birthday, now);
        let redeemed = self.stages[tool].redeem(&code).await;
        if disturbed {
            assert!(may || redeemed.is_err(), "tokens that the rules refuse");
        } else {
            assert_eq!(redeemed.is_ok(), may, "tokens for a code");
        }
        if let Ok(tokens) = redeemed {
            let access = vec![(tokens.access_token, now)];
            let refresh = vec![tokens.refresh_token.unwrap()];
            let (ended, void) = (false, None);
            self.logins.push(Login { tool, child, offline, session, code, ended, access, refresh, void });
        }
        true
    }

    pub(super) async fn refresh(&mut self, at: usize) {
        let login = &self.logins[at];
        let expected = self.stands(login);
        let token = login.refresh.last().unwrap().clone();
        let answer = self.stages[login.tool].refresh(&token).await;
        assert_eq!(answer.is_ok(), expected, "refresh of login {at}");
        if let Ok(tokens) = answer {
            let now = self.now();
            self.logins[at].access.push((tokens.access_token, now));
            self.logins[at].refresh.push(tokens.refresh_token.unwrap());
        }
    }

    pub(super) async fn refresh_again(&mut self, at: usize) {
        let login = &self.logins[at];
        let [used @ .., _] = login.refresh.as_slice() else { return };
        let Some(token) = used.last().cloned() else { return };
        let tool = login.tool;
        assert!(self.stages[tool].refresh(&token).await.is_err(), "a used refresh token");
        self.logins[at].ended |= self.enabled[tool];
    }

    async fn revoke(&mut self, at: usize, refresh: bool) {
        let now = self.now();
        let login = &self.logins[at];
        let tool = login.tool;
        let token = if refresh { login.refresh.last().unwrap() } else { &login.access.last().unwrap().0 };
        let form = self.stages[tool].signed(&[("token", token)]);
        let heard = self.instances[0].revoke(&Credentials { authorization: None, params: &form }).await;
        assert_eq!(heard.is_ok(), self.enabled[tool]);
        let login = &mut self.logins[at];
        if heard.is_ok() && refresh {
            login.ended = true;
        } else if heard.is_ok() && !login.ended {
            login.void = Some(now);
        }
    }

    async fn withdraw(&mut self, child: bool, on: bool) {
        self.rules.withdrawn[usize::from(child)].store(on, Ordering::SeqCst);
        if !on {
            return;
        }
        let subject = if child { self.child } else { self.stages[0].session.person };
        let tx = self.db().begin().await.unwrap();
        for stage in &self.stages {
            grant::end_about(&tx, stage.confidential.party, subject, "permission_withdrawn").await.unwrap();
        }
        tx.commit().await.unwrap();
        self.logins.iter_mut().filter(|login| login.child == child).for_each(|login| login.ended = true);
        self.waiting.iter_mut().for_each(|code| code.disturbed = true);
    }

    /// As on the person's page: the live logins are listed, and one is ended by its id.
    async fn end(&mut self, number: usize) {
        let person = self.stages[0].session.person;
        let live = grant::list_live(&**self.db(), person).await.unwrap();
        let Some(chosen) = (!live.is_empty()).then(|| live[number % live.len()].grant) else { return };
        let tx = self.db().begin().await.unwrap();
        let ended = crate::store::grants::find(&tx, chosen).await.unwrap().unwrap();
        grant::end(&tx, Actor::System, person, chosen).await.unwrap();
        tx.commit().await.unwrap();
        for login in &mut self.logins {
            let seat = &self.seats[login.session];
            if self.stages[login.tool].confidential.id == ended.client && seat.session.id == ended.session {
                login.ended = true;
            }
        }
        self.waiting.iter_mut().for_each(|code| code.disturbed = true);
    }

    async fn log_out(&mut self) {
        let seat = self.seats.len() - 1;
        let tx = self.db().begin().await.unwrap();
        session::end(&tx, Actor::System, self.seats[seat].session.id, EndReason::LoggedOut).await.unwrap();
        tx.commit().await.unwrap();
        self.seats[seat].ended = true;
        self.waiting.iter_mut().filter(|code| code.session == seat).for_each(|code| code.dead = true);
        self.sit_down().await;
    }

    async fn disable(&mut self, tool: usize, on: bool) {
        if self.enabled[tool] != on {
            return;
        }
        let id = self.stages[tool].confidential.id;
        let tx = self.db().begin().await.unwrap();
        if on {
            client::disable(&tx, Actor::System, id, None).await.unwrap();
        } else {
            client::enable(&tx, Actor::System, id, None).await.unwrap();
        }
        tx.commit().await.unwrap();
        self.enabled[tool] = !on;
        if on {
            self.logins.iter_mut().filter(|login| login.tool == tool).for_each(|login| login.ended = true);
            self.waiting.iter_mut().filter(|code| code.tool == tool).for_each(|code| code.dead = true);
            // What is given in the same microsecond would be dead as well.
            self.stages[0].advance(1);
        }
    }

    /// Every access token that was ever issued, at each place that takes one.
    pub(super) async fn check(&self) {
        let url = format!("{ISSUER}/fhir/Task");
        for (at, login) in self.logins.iter().enumerate() {
            for (token, issued) in &login.access {
                let lives = *issued + grant::ACCESS_LIFE > self.now();
                let expected = self.stands(login) && lives && login.void.is_none_or(|void| *issued > void);
                let header = format!("Bearer {token}");
                let request = ProofFor { method: "GET", url: &url, token: None };
                let access = self.instances[0].access(Some(&header), None, request).await;
                assert_eq!(access.is_ok(), expected, "access, login {at}");
                let info = self.instances[0].userinfo(Some(&header), None, "GET").await;
                assert_eq!(info.is_ok(), expected, "userinfo, login {at}");
                let form = self.stages[login.tool].signed(&[("token", token)]);
                let credentials = Credentials { authorization: None, params: &form };
                let told = self.instances[0].introspect(&credentials).await;
                let active = told.is_ok_and(|told| told["active"] == json!(true));
                assert_eq!(active, expected, "introspection, login {at}");
            }
        }
    }
}
