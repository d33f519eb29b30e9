//! The privacy component over HTTP: the other implementation of the port `launch::Registers` (docs/privacy-component.md).
//!
//! When it does not answer, or answers what cannot be read, nothing is guessed: nobody begins to act for another, and tokens that act for another are
//! not refreshed. What one does for oneself goes on, on the platform's own copy of what the population register says.

mod breaker;
#[cfg(test)]
mod tests;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use database::{Database, Present, Read};
use http::{Request, StatusCode, header};
use identity::Fetch;
use jiff::{SignedDuration, Timestamp};
use kernel::{Citizen, NationalId, PersonId};
use launch::{
    EmbeddedRegisters, Error, GivenHere, Pair, PersonRecord, Registers, RelationRecord, Result,
    representation::{
        SubjectFacts,
        source::{PairAnswer, PersonAnswer, RelatedAnswer, RelatedPerson},
    },
};
use moka::sync::Cache;
use people::{Name, NumberPolicy, RegisterEntry};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::config::PrivacyComponent;
use breaker::Breaker;

/// Most pairs remembered at once.
const REMEMBERED: u64 = 50_000;
/// Clocks may differ by so much.
const SKEW: SignedDuration = SignedDuration::from_secs(10);

/// Facts from the privacy component.
pub struct HttpRegisters {
    db: Database,
    fetch: Fetch,
    component: PrivacyComponent,
    policy: NumberPolicy,
    breaker: Breaker,
    pairs: Cache<(PersonId, PersonId), Arc<Fetched<PairAnswer>>>,
    persons: Cache<PersonId, Arc<Fetched<PersonAnswer>>>,
    /// Whom a person has relations to: only who is asked about, not what is decided on.
    subjects: Cache<PersonId, Vec<PersonId>>,
    own: EmbeddedRegisters,
    given: GivenHere,
}

/// An answer, and when it was asked for.
struct Fetched<T> {
    answer: T,
    at: Timestamp,
}

/// An answer that tells its age.
trait Aged {
    fn as_of(&self) -> Timestamp;
}
impl Aged for PersonAnswer {
    fn as_of(&self) -> Timestamp {
        self.as_of
    }
}
impl Aged for PairAnswer {
    fn as_of(&self) -> Timestamp {
        self.as_of
    }
}
impl Aged for RelatedAnswer {
    fn as_of(&self) -> Timestamp {
        self.as_of
    }
}

fn cache<K: std::hash::Hash + Eq + Send + Sync + 'static, V: Clone + Send + Sync + 'static>(
    facts_s: u32,
) -> Cache<K, V> {
    Cache::builder().max_capacity(REMEMBERED).time_to_live(Duration::from_secs(facts_s.into())).build()
}

impl HttpRegisters {
    /// Asks this component.
    pub fn new(db: Database, fetch: Fetch, component: PrivacyComponent, policy: NumberPolicy) -> Self {
        Self {
            fetch,
            policy,
            breaker: Breaker::default(),
            pairs: cache(component.facts_s),
            persons: cache(component.facts_s),
            subjects: cache(component.facts_s),
            own: EmbeddedRegisters::new(db.clone()),
            given: GivenHere::new(db.clone()),
            component,
            db,
        }
    }

    /// Whether it answers, for `reseptor check`.
    pub async fn ping(&self) -> Result<()> {
        let answer = self.send(Request::get(self.address("health")), Vec::new()).await?;
        if answer.0 == StatusCode::OK { Ok(()) } else { Err(away(format_args!("status {}", answer.0))) }
    }

    fn address(&self, path: &str) -> String {
        format!("{}/v1/{path}", self.component.url.as_str().trim_end_matches('/'))
    }

    /// Whether facts may still be decided on.
    fn is_fresh(&self, as_of: Timestamp, now: Timestamp) -> bool {
        now.duration_since(as_of) <= SignedDuration::from_secs(self.component.facts_s.into())
    }

    /// Asks, and reads the answer; `None` where the source does not know the person. What is wrong counts against the source, but for an answer that
    /// came and cannot be read: one person's odd facts are away for whoever is asked about them, and leave the source open to all others.
    async fn ask<T: Aged>(
        &self,
        path: &str,
        question: &Value,
        read: fn(&str) -> serde_json::Result<T>,
    ) -> Result<Option<Fetched<T>>> {
        let at = self.db.now();
        self.breaker.let_through(at).map_err(away)?;
        match self.answer(path, question, read, at).await {
            Ok(answer) => {
                self.breaker.succeeded();
                answer
            }
            Err(error) => {
                self.breaker.failed(self.db.now());
                Err(error)
            }
        }
    }

    /// The outer failure is the source's, the inner one this answer's.
    async fn answer<T: Aged>(
        &self,
        path: &str,
        question: &Value,
        read: fn(&str) -> serde_json::Result<T>,
        at: Timestamp,
    ) -> Result<Result<Option<Fetched<T>>>> {
        let request = Request::post(self.address(path)).header(header::CONTENT_TYPE, "application/json");
        let (status, body) = self.send(request, question.to_string().into_bytes()).await?;
        if status == StatusCode::NOT_FOUND {
            return Ok(Ok(None));
        }
        if status != StatusCode::OK {
            return Err(away(format_args!("status {status}")));
        }
        let answer = match String::from_utf8(body).map(|text| read(&text)) {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => return Ok(Err(away(format_args!("the answer cannot be read: {error}")))),
            Err(_) => return Ok(Err(away("the answer is no text"))),
        };
        let as_of = answer.as_of();
        if as_of > at + SKEW {
            return Err(away("the answer is from the future"));
        }
        if !self.is_fresh(as_of, at) {
            return Err(away("the answer's facts are too old"));
        }
        Ok(Ok(Some(Fetched { answer, at })))
    }

    async fn send(&self, request: http::request::Builder, body: Vec<u8>) -> Result<(StatusCode, Vec<u8>)> {
        let token = format!("Bearer {}", self.component.token.expose_secret());
        let request = request.header(header::AUTHORIZATION, token).header(header::ACCEPT, "application/json");
        let request = request.body(body).map_err(away)?;
        let limit = Duration::from_millis(self.component.timeout_ms.into());
        let answer = tokio::time::timeout(limit, self.fetch.send(request)).await;
        let answer = answer.map_err(|_| away("no answer within time"))?.map_err(away)?;
        Ok((answer.status(), answer.into_body()))
    }

    /// The pair's facts, fetched unless those at hand are young enough.
    async fn pair_facts(&self, actor: PersonId, subject: PersonId) -> Result<Arc<Fetched<PairAnswer>>> {
        if let Some(known) = self.pairs.get(&(actor, subject))
            && self.is_fresh(known.answer.as_of.min(known.at), self.db.now())
        {
            return Ok(known);
        }
        let (one, other) = (people::reveal_number(&self.db, actor), people::reveal_number(&self.db, subject));
        let question = json!({"actor": one.await?.expose(), "subject": other.await?.expose()});
        let answer = self.ask("pair", &question, PairAnswer::from_json).await?;
        let fetched = Arc::new(answer.ok_or(Error::Unregistered)?);
        self.pairs.insert((actor, subject), Arc::clone(&fetched));
        Ok(fetched)
    }

    async fn person_facts(&self, person: PersonId) -> Result<Arc<Fetched<PersonAnswer>>> {
        if let Some(known) = self.persons.get(&person)
            && self.is_fresh(known.answer.as_of.min(known.at), self.db.now())
        {
            return Ok(known);
        }
        let question = json!({"person": people::reveal_number(&self.db, person).await?.expose()});
        let answer = self.ask("person", &question, PersonAnswer::from_json).await?;
        let fetched = Arc::new(answer.ok_or(Error::Unregistered)?);
        self.keep(person, &fetched.answer).await?;
        self.persons.insert(person, Arc::clone(&fetched));
        Ok(fetched)
    }

    /// Keeps the platform's own copy as the source told it last: it decides about oneself while the source is away.
    async fn keep(&self, person: PersonId, told: &PersonAnswer) -> Result<()> {
        if self.own.person(person).await?.facts == told.person {
            return Ok(());
        }
        let known = people::get_person(&self.db, person).await?;
        let number = people::reveal_number(&self.db, person).await?;
        let name = told.name.clone().unwrap_or(known.name);
        self.register(RelatedPerson { number, name, facts: told.person }).await?;
        Ok(())
    }

    /// About oneself: by the source, or by the platform's own copy where it is away. Its age goes into the log.
    async fn oneself(&self, person: PersonId) -> Result<Pair> {
        match self.person_facts(person).await {
            Ok(fetched) => {
                let record = PersonRecord { facts: fetched.answer.person, as_of: fetched.answer.as_of };
                Ok(Pair::oneself(person, record, fetched.at))
            }
            Err(Error::Registers(_)) => {
                Ok(Pair::oneself(person, self.own.person(person).await?, self.db.now()))
            }
            Err(error) => Err(error),
        }
    }

    async fn related(&self, person: PersonId) -> Result<RelatedAnswer> {
        let question = json!({"person": people::reveal_number(&self.db, person).await?.expose()});
        let answer = self.ask("related", &question, RelatedAnswer::from_json).await?;
        Ok(answer.ok_or(Error::Unregistered)?.answer)
    }

    /// The persons as they are known here; somebody who is not becomes so, as the source has said.
    async fn known(&self, persons: Vec<RelatedPerson>) -> Result<Vec<PersonId>> {
        let mut all = Vec::with_capacity(persons.len());
        for person in persons {
            let id = match people::find_person_by_number(&self.db, &person.number).await? {
                Some(known) => known.id,
                None => self.register(person).await?,
            };
            all.push(id);
        }
        Ok(all)
    }

    async fn register(&self, person: RelatedPerson) -> Result<PersonId> {
        let number = person.number.clone();
        let SubjectFacts { person: facts, lacks_capacity, care_order } = person.facts;
        let entry = RegisterEntry {
            number: person.number,
            name: person.name,
            born: facts.born,
            address: facts.address,
            status: facts.status,
            emergency_block: facts.emergency_block,
            lacks_capacity,
            care_order,
            language: kernel::Locale::Nb,
            account_key: None,
        };
        let tx = self.db.begin().await?;
        match people::upsert_from_register(&tx, self.policy, entry).await {
            Ok(entered) => {
                tx.commit().await?;
                Ok(entered.id)
            }
            // Another request was first.
            Err(people::Error::Database(error @ database::Error::Constraint(_))) => {
                tx.roll_back().await?;
                let known = people::find_person_by_number(&self.db, &number).await?;
                known.map(|known| known.id).ok_or(Error::Database(error))
            }
            Err(error) => Err(error.into()),
        }
    }
}

#[async_trait]
impl Registers for HttpRegisters {
    async fn pair(&self, actor: PersonId, subject: PersonId) -> Result<Pair> {
        if actor == subject {
            return self.oneself(actor).await;
        }
        let fetched = self.pair_facts(actor, subject).await?;
        let PairAnswer { as_of, actor: one, subject: other, ref relations } = fetched.answer;
        let registered = relations.iter().map(|(relation, daily_care)| RelationRecord {
            id: None,
            actor,
            subject,
            relation: relation.clone(),
            daily_care: *daily_care,
            as_of,
        });
        let mut relations: Vec<RelationRecord> = registered.collect();
        relations.extend(self.given.between(actor, subject).await?);
        let record = |facts| PersonRecord { facts, as_of };
        let citizen = Citizen { person: actor, subject };
        Ok(Pair::of(citizen, record(one), record(other), relations, fetched.at))
    }

    async fn prepare(&self, person: PersonId) {
        if let Err(error) = self.person_facts(person).await {
            tracing::debug!(cause = %error, "registers.prepare");
        }
    }

    async fn enter(&self, number: NationalId, told: Option<Name>) -> Result<Option<PersonId>> {
        let question = json!({"person": number.expose()});
        let answer = self.ask("person", &question, PersonAnswer::from_json).await?;
        let Some(PersonAnswer { person: facts, name, .. }) = answer.map(|fetched| fetched.answer) else {
            return Ok(None);
        };
        let Some(name) = name.or(told) else { return Ok(None) };
        Ok(Some(self.register(RelatedPerson { number, name, facts }).await?))
    }

    async fn subjects_of(&self, actor: PersonId) -> Result<Vec<PersonId>> {
        let mut all = self.known(self.related(actor).await?.acts_for).await?;
        all.extend(self.given.subjects_of(actor).await?);
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    async fn subjects_at(&self, at: &Present, actor: PersonId) -> Result<Vec<PersonId>> {
        let mut all = if let Some(known) = self.subjects.get(&actor) {
            known
        } else {
            let asked = self.known(self.related(actor).await?.acts_for).await?;
            self.subjects.insert(actor, asked.clone());
            asked
        };
        all.extend(self.given.subjects_at(at, actor).await?);
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    async fn actors_for(&self, subject: PersonId) -> Result<Vec<PersonId>> {
        let mut all = self.known(self.related(subject).await?.represented_by).await?;
        all.extend(self.given.actors_for(subject).await?);
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    fn now(&self) -> Timestamp {
        self.db.now()
    }
}

/// The source is away, or as good as.
fn away(cause: impl std::fmt::Display) -> Error {
    Error::Registers(format!("privacy component: {cause}"))
}
