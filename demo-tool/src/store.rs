//! State in memory that forgets: bounded in number and in time.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};

/// Values under a key until they expire; the one that expires first makes room when it is full.
pub(crate) struct Expiring<V> {
    entries: Mutex<HashMap<String, (Timestamp, V)>>,
    capacity: usize,
    lifetime: SignedDuration,
}

impl<V: Clone> Expiring<V> {
    pub(crate) fn new(capacity: usize, lifetime_seconds: i64) -> Self {
        let lifetime = SignedDuration::from_secs(lifetime_seconds);
        Self { entries: Mutex::new(HashMap::new()), capacity, lifetime }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, (Timestamp, V)>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn put(&self, now: Timestamp, key: String, value: V) {
        let mut entries = self.lock();
        self.insert(&mut entries, now, key, value);
    }

    /// Keeps the value if the key is free; tells whether it was.
    pub(crate) fn put_if_absent(&self, now: Timestamp, key: String, value: V) -> bool {
        let mut entries = self.lock();
        if entries.get(&key).is_some_and(|(until, _)| *until > now) {
            return false;
        }
        self.insert(&mut entries, now, key, value);
        true
    }

    pub(crate) fn get(&self, now: Timestamp, key: &str) -> Option<V> {
        self.lock().get(key).filter(|(until, _)| *until > now).map(|(_, value)| value.clone())
    }

    /// Takes the value out: only one caller ever gets it.
    pub(crate) fn take(&self, now: Timestamp, key: &str) -> Option<V> {
        self.lock().remove(key).filter(|(until, _)| *until > now).map(|(_, value)| value)
    }

    /// Changes a value in place, without prolonging it.
    pub(crate) fn change(&self, now: Timestamp, key: &str, change: impl FnOnce(&mut V)) {
        if let Some((until, value)) = self.lock().get_mut(key)
            && *until > now
        {
            change(value);
        }
    }

    /// Forgets every value that fits.
    pub(crate) fn remove_where(&self, fits: impl Fn(&V) -> bool) {
        self.lock().retain(|_, (_, value)| !fits(value));
    }

    fn insert(&self, entries: &mut HashMap<String, (Timestamp, V)>, now: Timestamp, key: String, value: V) {
        if entries.len() >= self.capacity {
            entries.retain(|_, (until, _)| *until > now);
        }
        if entries.len() >= self.capacity
            && let Some(oldest) =
                entries.iter().min_by_key(|(_, (until, _))| *until).map(|(key, _)| key.clone())
        {
            entries.remove(&oldest);
        }
        let until = now.checked_add(self.lifetime).unwrap_or(now);
        entries.insert(key, (until, value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_expire_are_taken_once_and_never_outgrow_the_capacity() {
        let store = Expiring::new(2, 10);
        let at = |second| Timestamp::from_second(second).unwrap();
        store.put(at(0), "a".into(), 1);
        assert!(!store.put_if_absent(at(9), "a".into(), 2));
        assert_eq!(store.get(at(10), "a"), None);
        store.put(at(1), "b".into(), 2);
        store.put(at(2), "c".into(), 3);
        assert_eq!(store.get(at(3), "a"), None, "the oldest made room");
        assert_eq!(store.take(at(3), "b"), Some(2));
        assert_eq!(store.take(at(3), "b"), None);
    }
}
