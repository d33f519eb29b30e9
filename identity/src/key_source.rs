//! Others' keys by address: cached, and asked for again at most once a minute.

use std::{collections::HashMap, sync::Arc};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;
use url::Url;

use crate::{Accept, Fetch, FetchError, JoseError, PublicKeys, Verified};

/// How long fetched keys are used without asking again.
const FRESH: SignedDuration = SignedDuration::from_hours(1);
/// How long they serve at most, while their source is away.
const OLDEST: SignedDuration = SignedDuration::from_hours(24);
/// The least pause between two fetches of one address: unknown keys in a loop cost one fetch (row 12).
const PAUSE: SignedDuration = SignedDuration::from_secs(60);
/// Most addresses remembered.
const MOST: usize = 2_000;

/// Why a token of somebody whose keys are at an address is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// The token does not hold.
    #[error(transparent)]
    Token(#[from] JoseError),
    /// The keys cannot be had.
    #[error(transparent)]
    Fetch(#[from] FetchError),
}

/// Key sets by address; shared by everything that verifies.
#[derive(Debug, Clone)]
pub struct KeySource {
    fetch: Fetch,
    entries: Arc<std::sync::Mutex<HashMap<Url, Arc<Mutex<Entry>>>>>,
}

#[derive(Debug, Default)]
struct Entry {
    keys: Arc<PublicKeys>,
    fetched: Option<Timestamp>,
    tried: Option<Timestamp>,
}

impl KeySource {
    /// An empty cache that fetches with this client.
    pub fn new(fetch: Fetch) -> Self {
        Self { fetch, entries: Arc::default() }
    }

    /// Verifies with the keys at `url`; an unknown key asks for them again, at most once a minute.
    pub async fn verify(
        &self,
        url: &Url,
        token: &str,
        accept: Accept<'_>,
        now: Timestamp,
    ) -> Result<Verified, SourceError> {
        let entry = self.entry(url);
        let mut entry = entry.lock().await;
        self.freshen(url, &mut entry, now).await?;
        match entry.keys.verify(token, accept) {
            Err(JoseError::UnknownKey) if entry.may_try(now) => {
                self.refresh(url, &mut entry, now).await?;
                Ok(entry.keys.verify(token, accept)?)
            }
            result => Ok(result?),
        }
    }

    /// The keys at `url` as they are used, fetched where they are not fresh.
    pub async fn keys(&self, url: &Url, now: Timestamp) -> Result<Arc<PublicKeys>, SourceError> {
        let entry = self.entry(url);
        let mut entry = entry.lock().await;
        self.freshen(url, &mut entry, now).await?;
        Ok(Arc::clone(&entry.keys))
    }

    async fn freshen(&self, url: &Url, entry: &mut Entry, now: Timestamp) -> Result<(), SourceError> {
        if entry.fetched.is_none_or(|at| at + FRESH <= now) {
            self.refresh(url, entry, now).await?;
        }
        Ok(())
    }

    async fn refresh(&self, url: &Url, entry: &mut Entry, now: Timestamp) -> Result<(), SourceError> {
        if !entry.may_try(now) {
            // Old keys serve while the source is away; a source never reached is away.
            return if entry.serves(now) {
                Ok(())
            } else {
                Err(FetchError::Away("asked just now".into()).into())
            };
        }
        entry.tried = Some(now);
        match self.fetch.get_json(url).await {
            Ok(set) => {
                // What is there now stands for the old keys, also where it is no set of public keys (row 13).
                entry.fetched = None;
                entry.keys = Arc::new(PublicKeys::parse(&set)?);
                entry.fetched = Some(now);
                Ok(())
            }
            Err(error) if entry.serves(now) => {
                tracing::warn!(error = %error, "identity.keys.stale");
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }

    fn entry(&self, url: &Url) -> Arc<Mutex<Entry>> {
        let mut entries = self.entries.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if entries.len() >= MOST && !entries.contains_key(url) {
            entries.clear();
        }
        entries.entry(url.clone()).or_default().clone()
    }
}

impl Entry {
    fn may_try(&self, now: Timestamp) -> bool {
        self.tried.is_none_or(|at| at + PAUSE <= now)
    }

    fn serves(&self, now: Timestamp) -> bool {
        self.fetched.is_some_and(|at| at + OLDEST > now)
    }
}
