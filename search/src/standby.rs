//! Two engines as one: the server's index where it is of use, else the embedded one, which follows the database all the while.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use kernel::Locale;
use metrics::{Counter, counter, describe_counter};

use crate::{
    Answer, Change, Cursor, Engine, Filling, Index, Meilisearch, Query, Reached, SearchError, Standing,
    Suggestion,
};

/// How long a server that failed is left alone: at first, and at most after failing again and again.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// Which of the two has answered, for whoever runs the platform and for what measures the server.
const ANSWERS: &str = "reseptor_search_answers_total";

fn answers(engine: &'static str) -> Counter {
    counter!(ANSWERS, "engine" => engine)
}

/// Asks the server, and the embedded index while the server is away.
pub struct Standby {
    embedded: Index,
    server: Meilisearch,
    trust: Arc<Trust>,
}

impl Standby {
    /// The server is asked from the first time that it is found to have a usable index.
    pub fn new(embedded: Index, server: Meilisearch) -> Self {
        describe_counter!(
            ANSWERS,
            "Searches answered by the search server, and by the embedded index beside it"
        );
        Self { embedded, server, trust: Arc::default() }
    }

    /// What the server answers, if it is to be asked and does.
    fn told<T>(&self, answer: Result<T, SearchError>) -> Option<T> {
        match answer {
            Ok(answer) => {
                self.trust.answered();
                Some(answer)
            }
            Err(error) => {
                self.trust.failed(&error, Instant::now());
                None
            }
        }
    }
}

#[async_trait]
impl Engine for Standby {
    async fn search(&self, query: &Query) -> Result<Answer, SearchError> {
        if self.trust.is_up()
            && let Some(answer) = self.told(self.server.search(query).await)
        {
            answers("server").increment(1);
            return Ok(answer);
        }
        answers("embedded").increment(1);
        self.embedded.search(query)
    }

    /// In the embedded index: the server has no states to hold, and finds the same tools.
    async fn walk(
        &self,
        query: &Query,
        from: Option<&Cursor>,
    ) -> Result<(Answer, Option<Cursor>), SearchError> {
        answers("embedded").increment(1);
        self.embedded.walk(query, from)
    }

    async fn suggest(
        &self,
        text: &str,
        locale: Locale,
        limit: usize,
    ) -> Result<Vec<Suggestion>, SearchError> {
        if self.trust.is_up()
            && let Some(suggestions) = self.told(self.server.suggest(text, locale, limit).await)
        {
            return Ok(suggestions);
        }
        self.embedded.suggest(text, locale, limit)
    }

    async fn position(&self) -> Result<u64, SearchError> {
        if self.trust.is_up()
            && let Some(position) = self.told(self.server.position().await)
        {
            return Ok(position);
        }
        Engine::position(&self.embedded).await
    }

    /// Of the embedded index; [`Engine::parts`] has both to be followed.
    async fn apply(&self, changes: Vec<Change>, position: u64) -> Result<(), SearchError> {
        Engine::apply(&self.embedded, changes, position).await
    }

    /// Of the embedded index; [`Engine::parts`] has both to be rebuilt.
    async fn rebuild(&self) -> Result<Box<dyn Filling>, SearchError> {
        Engine::rebuild(&self.embedded).await
    }

    fn parts(&self) -> Vec<Arc<dyn Engine>> {
        let watched = Watched { server: self.server.clone(), trust: Arc::clone(&self.trust) };
        vec![Arc::new(self.embedded.clone()), Arc::new(watched)]
    }

    fn server(&self) -> Option<Standing> {
        Some(self.trust.standing())
    }
}

/// The server as it is followed: how that goes decides whether it is asked.
struct Watched {
    server: Meilisearch,
    trust: Arc<Trust>,
}

impl Watched {
    fn noted<T>(&self, result: Result<T, SearchError>) -> Result<T, SearchError> {
        if let Err(error) = &result {
            self.trust.failed(error, Instant::now());
        }
        result
    }
}

#[async_trait]
impl Engine for Watched {
    async fn search(&self, query: &Query) -> Result<Answer, SearchError> {
        self.server.search(query).await
    }

    async fn walk(
        &self,
        query: &Query,
        from: Option<&Cursor>,
    ) -> Result<(Answer, Option<Cursor>), SearchError> {
        self.server.walk(query, from).await
    }

    async fn suggest(
        &self,
        text: &str,
        locale: Locale,
        limit: usize,
    ) -> Result<Vec<Suggestion>, SearchError> {
        self.server.suggest(text, locale, limit).await
    }

    async fn position(&self) -> Result<u64, SearchError> {
        Ok(self.reached().await?.position)
    }

    async fn reached(&self) -> Result<Reached, SearchError> {
        let reached = self.noted(self.server.reached().await)?;
        self.trust.is_there(Instant::now());
        Ok(reached)
    }

    async fn apply(&self, changes: Vec<Change>, position: u64) -> Result<(), SearchError> {
        self.noted(self.server.apply(changes, position).await)
    }

    async fn rebuild(&self) -> Result<Box<dyn Filling>, SearchError> {
        self.noted(self.server.rebuild().await)
    }

    fn is_remote(&self) -> bool {
        true
    }
}

/// Whether the server is asked. A failure stops it at once; whoever follows it finds that it is there again.
struct Trust(Mutex<State>);

struct State {
    standing: Standing,
    /// Since the last answer.
    failures: u32,
    left_alone_until: Option<Instant>,
    /// What was last told of a failure.
    told: Option<String>,
}

impl Default for Trust {
    fn default() -> Self {
        Self(Mutex::new(State {
            standing: Standing::Unknown,
            failures: 0,
            left_alone_until: None,
            told: None,
        }))
    }
}

impl Trust {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_up(&self) -> bool {
        self.standing() == Standing::Used
    }

    fn standing(&self) -> Standing {
        self.state().standing
    }

    /// It answered a question.
    fn answered(&self) {
        self.state().failures = 0;
    }

    /// It has an index that can be asked.
    fn is_there(&self, now: Instant) {
        let mut state = self.state();
        let left_alone = state.left_alone_until.is_some_and(|until| now < until);
        if state.standing != Standing::Used && !left_alone {
            state.standing = Standing::Used;
            state.told = None;
            tracing::info!("the search server answers and is used");
        }
    }

    /// It failed: it is left alone for a while, the longer the oftener that has happened.
    fn failed(&self, error: &SearchError, now: Instant) {
        let mut state = self.state();
        let said = error.to_string();
        if state.told.as_ref() != Some(&said) {
            // Once, not with every question.
            tracing::warn!(error = %said, "the search server is of no use: the embedded index answers");
            state.told = Some(said);
        }
        let pause = FIRST_PAUSE * 2_u32.saturating_pow(state.failures.min(10));
        state.standing = error.standing();
        state.failures = state.failures.saturating_add(1);
        state.left_alone_until = Some(now + pause.min(LONGEST_PAUSE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ServerError;

    #[test]
    fn a_server_that_fails_is_left_alone_longer_each_time_until_it_answers() {
        let trust = Trust::default();
        let mut now = Instant::now();
        assert!(!trust.is_up());
        trust.is_there(now);
        assert!(trust.is_up());
        let away = SearchError::from(ServerError::Away);
        for seconds in [1, 2, 4] {
            trust.failed(&away, now);
            assert_eq!(trust.standing(), Standing::Away);
            trust.is_there(now);
            assert!(!trust.is_up(), "left alone for {seconds} s");
            now += Duration::from_secs(seconds);
            trust.is_there(now);
            assert!(trust.is_up(), "used again after {seconds} s");
        }
        trust.answered();
        trust.failed(&away, now);
        trust.is_there(now + Duration::from_secs(1));
        assert_eq!(trust.standing(), Standing::Used);
    }
}
