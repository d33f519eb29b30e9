//! Limits on how often somebody asks: per session or token first, per address only far above (contract §4).

use std::{
    hash::Hash,
    net::{IpAddr, SocketAddr},
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering::Relaxed},
    time::Duration,
};

use aws_lc_rs::digest;
use axum::{
    extract::{ConnectInfo, FromRequestParts, Request},
    http::{Extensions, HeaderMap, header, request::Parts},
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock};
use kernel::{ClientId, PersonId};
use moka::sync::Cache;

use super::{App, Error, RequestInfo, origin};
use crate::config::Config;

/// So many readers of discovery are remembered at once; those that were there longest ago are forgotten first.
const REMEMBERED: u64 = 50_000;
/// After so many requests, whoever may ask as often as ever again is forgotten.
const SWEPT_AFTER: u32 = 50_000;

/// What counts as lately: twice as long as discovery may be kept, and then some.
const READ_LATELY: Duration = Duration::from_mins(15);

/// One limit for each `K`; in bounded memory, since nobody but who asks all the time is remembered for long.
struct Limits<K: Hash + Eq + Clone> {
    limit: DefaultKeyedRateLimiter<K>,
    counted: AtomicU32,
}

impl<K: Hash + Eq + Clone> Limits<K> {
    fn new(per_minute: u32) -> Self {
        let per_minute = NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN);
        Self { limit: RateLimiter::keyed(Quota::per_minute(per_minute)), counted: AtomicU32::default() }
    }

    /// Counts one request; too many are told after how many seconds to come back.
    fn count(&self, key: &K) -> Result<(), u64> {
        if self.counted.fetch_add(1, Relaxed) % SWEPT_AFTER == SWEPT_AFTER - 1 {
            self.limit.retain_recent();
            self.limit.shrink_to_fit();
        }
        self.limit.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(self.limit.clock().now());
            wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
        })
    }
}

/// The limits of this process.
pub struct Rates {
    credentials: Limits<[u8; 32]>,
    clients: Limits<ClientId>,
    pick_ups: Limits<PersonId>,
    number_tries: Limits<PersonId>,
    addresses: Limits<IpAddr>,
}

impl Rates {
    /// The configured limits, all unused.
    pub fn new(config: &Config) -> Self {
        Self {
            credentials: Limits::new(config.rate_per_minute),
            clients: Limits::new(config.rate_per_minute.saturating_mul(PERSONS_A_CLIENT)),
            pick_ups: Limits::new(PICK_UPS_PER_MINUTE),
            number_tries: Limits::new(NUMBER_TRIES_PER_MINUTE),
            addresses: Limits::new(config.rate_per_minute_address),
        }
    }

    /// Counts a request of a client that has been authenticated, whatever token it came with.
    pub fn client(&self, client: ClientId) -> Result<(), Error> {
        self.admit(client).map_err(Error::too_many)
    }

    /// As `client`, where it is answered otherwise: too many are told after how many seconds to come back.
    pub fn admit(&self, client: ClientId) -> Result<(), u64> {
        self.clients.count(&client)
    }

    /// Counts a pick-up code that a person tries, in whatever session.
    pub fn pick_up(&self, person: PersonId) -> Result<(), Error> {
        self.pick_ups.count(&person).map_err(Error::too_many)
    }

    /// Counts another's identity number that a citizen has typed, right or not.
    pub fn number_try(&self, person: PersonId) -> Result<(), Error> {
        self.number_tries.count(&person).map_err(Error::too_many)
    }

    fn request(&self, app: &App, request: &Request) -> Result<(), Error> {
        if let Some(address) = client_address(&app.config, request.extensions(), request.headers()) {
            self.addresses.count(&network(address)).map_err(Error::too_many)?;
        }
        match credential(&app.config, request.headers()) {
            Some(credential) => self.credentials.count(&credential).map_err(Error::too_many),
            None => Ok(()),
        }
    }
}

/// A tool serves many persons with one client: this many times what one session may.
const PERSONS_A_CLIENT: u32 = 50;

/// Nobody has more letters at hand than this; who guesses has none.
const PICK_UPS_PER_MINUTE: u32 = 10;

/// Nobody gives powers of attorney to more people than this, mistyped numbers included; who tries numbers out does.
const NUMBER_TRIES_PER_MINUTE: u32 = 10;

/// Addresses that nobody is kept from: probes of the installation, and files that browsers keep.
fn is_exempt(path: &str) -> bool {
    path.starts_with("/health/") || path.starts_with("/assets/")
}

/// Refuses with 429 and `Retry-After` whoever asks too often.
pub fn check(app: &App, info: &RequestInfo, request: &Request) -> Result<(), Error> {
    if is_exempt(&info.path) { Ok(()) } else { app.rates.request(app, request) }
}

/// Fingerprint of the session cookie or bearer token as sent. An invented one has a limit of its own, within its address's.
fn credential(config: &Config, headers: &HeaderMap) -> Option<[u8; 32]> {
    let bearer = headers.get(header::AUTHORIZATION).map(header::HeaderValue::as_bytes);
    let secret = bearer.or_else(|| origin::cookie(headers, config.session_cookie()).map(str::as_bytes))?;
    digest::digest(&digest::SHA256, secret).as_ref().try_into().ok()
}

/// Who sent the request: the peer or, where that is a trusted proxy, the last address before the proxies.
pub fn client_address(config: &Config, extensions: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>()?.0.ip().to_canonical();
    if !config.trusted_proxies.contains(&peer) {
        return Some(peer);
    }
    let forwarded = headers.get_all("x-forwarded-for").iter().rev();
    let named = forwarded.filter_map(|line| line.to_str().ok()).flat_map(|line| line.rsplit(','));
    let mut last = peer;
    for text in named {
        let Ok(address) = text.trim().parse::<IpAddr>() else { break };
        last = address.to_canonical();
        if !config.trusted_proxies.contains(&last) {
            break;
        }
    }
    Some(last)
}

/// The address that a request comes from, where it is known.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub Option<IpAddr>);

impl FromRequestParts<App> for ClientAddress {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        Ok(Self(client_address(&app.config, &parts.extensions, &parts.headers)))
    }
}

/// Addresses from which discovery was read lately, at this instance.
pub struct Readers(Cache<IpAddr, ()>);

impl Default for Readers {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(REMEMBERED).time_to_live(READ_LATELY).build())
    }
}

impl Readers {
    /// Somebody there has read it.
    pub fn note(&self, address: Option<IpAddr>) {
        if let Some(address) = address {
            self.0.insert(network(address), ());
        }
    }

    /// Whether somebody there has read it lately.
    pub fn has(&self, address: IpAddr) -> bool {
        self.0.contains_key(&network(address))
    }
}

/// Whoever has one IPv6 address has 2⁶⁴ of them.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() & !u128::from(u64::MAX)).into()),
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn config(pairs: &[(&str, &str)]) -> Config {
        Config::from_parts(None, pairs.iter().map(|(name, value)| ((*name).into(), (*value).into()))).unwrap()
    }

    fn from(peer: &str, forwarded: &[&str]) -> Request {
        let mut request = Request::new(Body::empty());
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        for line in forwarded {
            request.headers_mut().append("x-forwarded-for", line.parse().unwrap());
        }
        request
    }

    #[test]
    fn each_has_a_limit_of_its_own_and_is_told_when_to_come_back() {
        let limits = Limits::new(2);
        assert_eq!((limits.count(&"a"), limits.count(&"a")), (Ok(()), Ok(())));
        let wait = limits.count(&"a").unwrap_err();
        assert!((1..=30).contains(&wait), "{wait}");
        assert_eq!(limits.count(&"b"), Ok(()));
    }

    #[test]
    fn whoever_was_invented_for_a_request_is_forgotten_and_whoever_asks_too_often_is_not() {
        let limits = Limits::new(60_000_000);
        let busy = Limits::new(1);
        for key in 0..2 * SWEPT_AFTER {
            assert_eq!(limits.count(&key), Ok(()));
            let _ = busy.count(&0);
        }
        assert!(limits.limit.len() < SWEPT_AFTER as usize, "{}", limits.limit.len());
        assert!(busy.count(&0).is_err());
    }

    #[test]
    fn row_31_only_trusted_proxies_tell_who_asks() {
        let config = config(&[("RESEPTOR_TRUSTED_PROXIES", "10.0.0.1,10.0.0.2")]);
        let address = |peer, forwarded: &[&str]| {
            let request = from(peer, forwarded);
            client_address(&config, request.extensions(), request.headers()).unwrap().to_string()
        };
        assert_eq!(address("192.0.2.7", &["198.51.100.1"]), "192.0.2.7");
        assert_eq!(address("10.0.0.1", &["1.1.1.1, 198.51.100.1"]), "198.51.100.1");
        assert_eq!(address("10.0.0.1", &["1.1.1.1", "198.51.100.1, 10.0.0.2"]), "198.51.100.1");
        assert_eq!(address("10.0.0.1", &["198.51.100.1, nonsense"]), "10.0.0.1");
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one() {
        let net = |text: &str| network(text.parse().unwrap()).to_string();
        assert_eq!(net("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(net("192.0.2.7"), "192.0.2.7");
    }
}
