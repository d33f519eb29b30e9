//! What ends tokens from the platform's side: the person, the operator, the rules.

use std::sync::atomic::Ordering;

use kernel::Actor;

use super::{Asked, world::World};
use crate::{EndReason, client, grant, session};

impl World<'_> {
    pub(super) async fn withdraw(&mut self, child: bool, on: bool) {
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
        let about = self.logins.iter_mut().filter(|login| login.asked.child == child);
        about.for_each(|login| login.ended = true);
        self.waiting.iter_mut().for_each(|code| code.disturbed = true);
    }

    /// As on the person's page: the live logins are listed, and one is ended by its id.
    pub(super) async fn end(&mut self, number: usize) {
        let person = self.stages[0].session.person;
        let live = grant::list_live(&**self.db(), person).await.unwrap();
        let Some(chosen) = (!live.is_empty()).then(|| live[number % live.len()].grant) else { return };
        let tx = self.db().begin().await.unwrap();
        let ended = crate::store::grants::find(&tx, chosen).await.unwrap().unwrap();
        grant::end(&tx, Actor::System, person, chosen).await.unwrap();
        tx.commit().await.unwrap();
        for login in &mut self.logins {
            let seat = &self.seats[login.session];
            if self.stages[login.asked.tool].confidential.id == ended.client
                && seat.session.id == ended.session
            {
                login.ended = true;
            }
        }
        self.waiting.iter_mut().for_each(|code| code.disturbed = true);
    }

    pub(super) async fn log_out(&mut self) {
        let seat = self.seats.len() - 1;
        let tx = self.db().begin().await.unwrap();
        session::end(&tx, Actor::System, self.seats[seat].session.id, EndReason::LoggedOut).await.unwrap();
        tx.commit().await.unwrap();
        self.seats[seat].ended = true;
        self.waiting.iter_mut().filter(|code| code.session == seat).for_each(|code| code.dead = true);
        self.sit_down().await;
    }

    pub(super) async fn disable(&mut self, tool: usize, on: bool) {
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
            self.end_all(tool);
        }
    }

    /// The operator refuses the client's key, or takes it again.
    pub(super) async fn refuse_key(&mut self, tool: usize, on: bool) {
        if self.refused[tool] == on {
            return;
        }
        let (id, key) = (self.stages[tool].confidential.id, self.stages[tool].key.kid());
        let tx = self.db().begin().await.unwrap();
        if on {
            client::refuse_key(&tx, Actor::System, id, key, None).await.unwrap();
        } else {
            client::accept_key(&tx, Actor::System, id, key, None).await.unwrap();
        }
        tx.commit().await.unwrap();
        self.refused[tool] = on;
        if on {
            self.end_all(tool);
        }
    }

    /// What the tool's clients hold ends as a whole, as when the tool or its vendor is stopped.
    pub(super) async fn stop(&mut self, tool: usize) {
        let party = self.stages[tool].confidential.party;
        let tx = self.db().begin().await.unwrap();
        grant::end_for_party(&tx, party, "tool_suspended", "tool-suspended").await.unwrap();
        tx.commit().await.unwrap();
        self.end_all(tool);
    }

    /// All that the client was given is dead from here on, and what is on its way to it.
    fn end_all(&mut self, tool: usize) {
        let of = |asked: Asked| asked.tool == tool;
        self.logins.iter_mut().filter(|login| of(login.asked)).for_each(|login| login.ended = true);
        self.waiting.iter_mut().filter(|code| of(code.asked)).for_each(|code| code.dead = true);
        self.pushed.iter_mut().filter(|request| of(request.asked)).for_each(|request| request.dead = true);
        // What is given within the second would be dead as well.
        self.stages[0].advance(1);
    }
}
