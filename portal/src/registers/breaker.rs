//! A circuit breaker: a source that keeps failing is left alone for a while, so that nobody waits for it in vain.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// Failures in a row after which it opens.
const FAILURES: u32 = 5;
/// How long it stays open; then one question is let through to try.
const PAUSE: SignedDuration = SignedDuration::from_secs(10);

/// Closed while all is well.
#[derive(Debug, Default)]
pub(super) struct Breaker(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    failures: u32,
    closed_from: Option<Timestamp>,
}

impl Breaker {
    /// Whether a question may be asked now.
    pub(super) fn let_through(&self, now: Timestamp) -> Result<(), &'static str> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match state.closed_from {
            Some(from) if now < from => Err("left alone after failures"),
            Some(_) => {
                // One at a time tries; the others wait for what comes of it.
                state.closed_from = Some(now + PAUSE);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// It answered.
    pub(super) fn succeeded(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.closed_from.is_some() {
            tracing::info!("registers.back");
        }
        *state = State::default();
    }

    /// It did not, or not with anything usable.
    pub(super) fn failed(&self, now: Timestamp) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.failures = state.failures.saturating_add(1);
        if state.failures >= FAILURES {
            if state.closed_from.is_none() {
                tracing::error!(failures = state.failures, "registers.left_alone");
            }
            state.closed_from = Some(now + PAUSE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_after_failures_in_a_row_and_lets_one_try_after_a_while() {
        let breaker = Breaker::default();
        let start: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        for _ in 0..FAILURES - 1 {
            breaker.failed(start);
        }
        breaker.succeeded();
        for _ in 0..FAILURES - 1 {
            breaker.failed(start);
            assert!(breaker.let_through(start).is_ok(), "a success between counts from nought again");
        }
        breaker.failed(start);
        assert!(breaker.let_through(start).is_err());
        let later = start + PAUSE;
        assert!(breaker.let_through(later).is_ok(), "one tries");
        assert!(breaker.let_through(later).is_err(), "the others wait");
        breaker.failed(later);
        assert!(breaker.let_through(later + PAUSE).is_ok());
        breaker.succeeded();
        assert!(breaker.let_through(later).is_ok() && breaker.let_through(later).is_ok());
    }
}
