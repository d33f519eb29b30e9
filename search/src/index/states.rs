//! States of the index that somebody is paging through by score: every change to the index changes all scores a little, so a page follows the one
//! before it only in the same state.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use tantivy::Searcher;

/// How long a state is held that nobody asks for, and how many are. One shares all with the next but the segments that were exchanged between them.
const HELD_FOR: Duration = Duration::from_mins(10);
const MOST_HELD: usize = 32;

/// The states that are held.
pub(super) struct States {
    /// Sets the states of this index apart from those of another.
    first: u64,
    held: Mutex<VecDeque<Held>>,
}

struct Held {
    state: u64,
    searcher: Searcher,
    asked: Instant,
}

impl Default for States {
    fn default() -> Self {
        Self { first: uuid::Uuid::new_v4().as_u64_pair().0, held: Mutex::default() }
    }
}

impl States {
    /// Holds what was searched, and names it.
    pub(super) fn hold(&self, searcher: &Searcher, now: Instant) -> u64 {
        let state = self.first.wrapping_add(searcher.generation().generation_id());
        self.drop_old(now);
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = held.iter_mut().find(|known| known.state == state) {
            known.asked = now;
        } else {
            held.truncate(MOST_HELD - 1);
            held.push_front(Held { state, searcher: searcher.clone(), asked: now });
        }
        state
    }

    /// A state that is held.
    pub(super) fn find(&self, state: u64) -> Option<Searcher> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.iter().find(|known| known.state == state).map(|known| known.searcher.clone())
    }

    /// Lets go of what nobody has asked for.
    pub(super) fn drop_old(&self, now: Instant) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|known| now.duration_since(known.asked) < HELD_FOR);
    }
}

#[cfg(test)]
mod tests {
    use tantivy::{Index, schema::Schema};

    use super::*;

    #[test]
    fn states_are_held_for_a_while_and_only_so_many() {
        let index = Index::create_in_ram(Schema::builder().build());
        let reader = index.reader().unwrap();
        let states = States::default();
        let now = Instant::now();
        let first = states.hold(&reader.searcher(), now);
        assert_eq!(states.hold(&reader.searcher(), now + HELD_FOR / 2), first);
        for _ in 1..MOST_HELD {
            reader.reload().unwrap();
            states.hold(&reader.searcher(), now + HELD_FOR);
        }
        assert!(states.find(first).is_some());
        reader.reload().unwrap();
        let last = states.hold(&reader.searcher(), now + HELD_FOR);
        assert!(states.find(first).is_none() && states.find(last).is_some());
        states.drop_old(now + HELD_FOR * 2);
        assert!(states.find(last).is_none());
        assert!(States::default().find(last).is_none());
    }
}
