//! Fetching from others, safely: no redirects, bounded in size and time, never inwards.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use http::{Request, Response};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use serde_json::Value;
use url::{Host, Url};

/// What may be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Plain http to this machine itself, for profile `demo` only.
    pub loopback_http: bool,
    /// Private and loopback addresses, for installations whose login providers stand in the same net.
    pub private_addresses: bool,
}

impl Reach {
    /// Public https addresses only.
    pub const PUBLIC: Self = Self { loopback_http: false, private_addresses: false };
    /// As for development and demonstration on one machine.
    pub const DEMO: Self = Self { loopback_http: true, private_addresses: true };

    /// Whether an address may be fetched, as far as its text tells.
    pub fn allows(self, url: &Url) -> bool {
        if !url.username().is_empty() || url.password().is_some() {
            return false;
        }
        let literal = match url.host() {
            Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
            Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
            Some(Host::Domain(_)) => None,
            None => return false,
        };
        let loopback = literal.map_or(url.host_str() == Some("localhost"), |address| address.is_loopback());
        let scheme = url.scheme() == "https" || (url.scheme() == "http" && self.loopback_http && loopback);
        scheme && (self.private_addresses || literal.is_none_or(is_public))
    }
}

/// Why something could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The address may not be reached from here.
    #[error("the address may not be fetched")]
    Forbidden,
    /// No answer, or not within time.
    #[error("no answer: {0}")]
    Away(String),
    /// An answer with another status than 2xx, redirects included.
    #[error("the answer's status is {0}")]
    Status(u16),
    /// More than the allowed number of bytes.
    #[error("the answer is too large")]
    TooLarge,
    /// Not what it should be.
    #[error("the answer is not JSON")]
    Malformed,
}

/// The HTTP client for everything that others' addresses are fetched with; cheap to clone.
#[derive(Debug, Clone)]
pub struct Fetch {
    client: reqwest::Client,
    reach: Reach,
}

/// The largest answer that is read, in bytes.
const LARGEST: usize = 256 * 1024;
const TIMEOUT: Duration = Duration::from_secs(8);

impl Fetch {
    /// A client with this reach.
    pub fn new(reach: Reach) -> Result<Self, FetchError> {
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(TIMEOUT)
            .connect_timeout(Duration::from_secs(4))
            .user_agent("reseptor");
        if !reach.private_addresses {
            builder = builder.dns_resolver(Arc::new(PublicOnly));
        }
        let client = builder.build().map_err(|error| FetchError::Away(error.to_string()))?;
        Ok(Self { client, reach })
    }

    /// What may be reached.
    pub const fn reach(&self) -> Reach {
        self.reach
    }

    /// Sends a request and reads the answer, whatever its status.
    pub async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, FetchError> {
        let url: Url = request.uri().to_string().parse().map_err(|_| FetchError::Forbidden)?;
        if !self.reach.allows(&url) {
            return Err(FetchError::Forbidden);
        }
        let request = reqwest::Request::try_from(request).map_err(away)?;
        let mut answer = self.client.execute(request).await.map_err(away)?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(away)? {
            if body.len() + chunk.len() > LARGEST {
                return Err(FetchError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        let mut response = Response::new(body);
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        Ok(response)
    }

    /// Gets a JSON document.
    pub async fn get_json(&self, url: &Url) -> Result<Value, FetchError> {
        let request = Request::get(url.as_str()).header(http::header::ACCEPT, "application/json");
        json(&self.send(request.body(Vec::new()).map_err(|_| FetchError::Forbidden)?).await?)
    }

    /// Posts a form and reads nothing but the status.
    pub async fn post_form(&self, url: &Url, form: &[(&str, &str)]) -> Result<(), FetchError> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post(url.as_str())
            .header(http::header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body.into_bytes())
            .map_err(|_| FetchError::Forbidden)?;
        let status = self.send(request).await?.status();
        if status.is_success() { Ok(()) } else { Err(FetchError::Status(status.as_u16())) }
    }
}

/// The JSON of a successful answer.
pub(crate) fn json(response: &Response<Vec<u8>>) -> Result<Value, FetchError> {
    if !response.status().is_success() {
        return Err(FetchError::Status(response.status().as_u16()));
    }
    serde_json::from_slice(response.body()).map_err(|_| FetchError::Malformed)
}

fn away(error: reqwest::Error) -> FetchError {
    // Without the address: it may carry a token.
    FetchError::Away(error.without_url().to_string())
}

/// Leaves out answers of the name service that point inwards (row 12).
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let host = format!("{}:0", name.as_str());
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host(host).await?.filter(|at| is_public(at.ip())).collect();
            if found.is_empty() {
                return Err("the name has no public address".into());
            }
            let addresses: Addrs = Box::new(found.into_iter());
            Ok(addresses)
        })
    }
}

/// Whether an address is out in the world (RFC 6890 and IANA's registries of special-purpose addresses).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let [first, second, third, _] = address.octets();
            !(address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_unspecified()
                || address.is_broadcast()
                || address.is_multicast()
                || address.is_documentation()
                || first == 0
                || first >= 240
                || (first == 100 && (64..128).contains(&second))
                // Protocol assignments; the relays that lead to 6to4.
                || matches!([first, second, third], [192, 0, 0] | [192, 88, 99])
                || (first == 198 && (18..20).contains(&second)))
        }
        IpAddr::V6(address) => {
            if let Some(mapped) = address.to_ipv4_mapped() {
                return is_public(IpAddr::V4(mapped));
            }
            let [first, second, ..] = address.segments();
            (first & 0xe000) == 0x2000
                && match first {
                    // Protocol assignments, Teredo among them (2001::/23), and documentation.
                    0x2001 => second >= 0x200 && second != 0xdb8,
                    // 6to4, where an IPv4 address is inside.
                    0x2002 => false,
                    // Documentation (RFC 9637).
                    0x3fff => second >= 0x1000,
                    _ => true,
                }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn row_12_only_public_https_addresses_are_fetched() {
        for address in [
            "http://example.org/",
            "https://127.0.0.1/",
            "https://10.0.0.1/",
            "https://[::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://169.254.169.254/latest",
            "https://100.64.0.1/",
            "https://192.0.0.8/",
            "https://192.0.2.1/",
            "https://192.88.99.1/",
            "https://198.19.255.255/",
            "https://[2001::7f00:1]/",
            "https://[2001:1ff:ffff::1]/",
            "https://[2001:db8::1]/",
            "https://[2002:a00:1::1]/",
            "https://[3fff:fff::1]/",
            "https://[64:ff9b::a00:1]/",
            "https://[fd00::1]/",
            "https://[fe80::1]/",
            "https://user@example.org/",
            "file:///etc/passwd",
            "ftp://example.org/",
        ] {
            assert!(!Reach::PUBLIC.allows(&address.parse().unwrap()), "{address}");
        }
        for address in [
            "https://example.org/jwks",
            "https://192.0.1.1/",
            "https://192.88.98.1/",
            "https://198.20.0.1/",
            "https://[2001:200::1]/",
            "https://[2001:67c::1]/",
            "https://[2a00:1450::1]/",
            "https://[3fff:1000::1]/",
        ] {
            assert!(Reach::PUBLIC.allows(&address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn plain_http_reaches_this_machine_only_and_only_in_demo() {
        for (address, allowed) in [
            ("http://127.0.0.1:8080/", true),
            ("http://localhost:9090/", true),
            ("http://[::1]/", true),
            ("http://example.org/", false),
            ("http://10.0.0.1/", false),
        ] {
            assert_eq!(Reach::DEMO.allows(&address.parse().unwrap()), allowed, "{address}");
        }
    }

    /// Serves this at `/` on a port of its own; the address, and how often it was asked.
    async fn serve(answer: axum::response::Response) -> (Url, Arc<AtomicUsize>) {
        let (parts, _) = answer.into_parts();
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&asked);
        let router = axum::Router::new().fallback(move || {
            counted.fetch_add(1, Ordering::SeqCst);
            let parts = parts.clone();
            async move { axum::response::Response::from_parts(parts, axum::body::Body::from("{}")) }
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        (address, asked)
    }

    #[tokio::test]
    async fn row_12_a_redirect_leads_nowhere_inwards_or_out() {
        let (inner, asked) = serve(axum::response::Response::default()).await;
        let fetch = Fetch::new(Reach::DEMO).unwrap();
        assert!(fetch.get_json(&inner).await.is_ok() && asked.load(Ordering::SeqCst) == 1, "it is there");
        for (status, target) in [
            (301, inner.as_str()),
            (302, inner.as_str()),
            (303, inner.as_str()),
            (307, inner.as_str()),
            (308, inner.as_str()),
            (302, "http://169.254.169.254/latest"),
            (302, "file:///etc/passwd"),
            (302, "https://example.org/"),
        ] {
            let answer = axum::response::Response::builder().status(status).header("location", target);
            let (outer, came) = serve(answer.body(axum::body::Body::empty()).unwrap()).await;
            assert_eq!(fetch.get_json(&outer).await, Err(FetchError::Status(status)), "{status} {target}");
            let posted = fetch.post_form(&outer, &[("logout_token", "x")]).await;
            assert_eq!(posted, Err(FetchError::Status(status)), "{status} {target}");
            assert_eq!(
                (came.load(Ordering::SeqCst), asked.load(Ordering::SeqCst)),
                (2, 1),
                "{status} {target}"
            );
        }
    }

    #[tokio::test]
    async fn row_12_a_name_that_points_inwards_is_not_fetched() {
        let fetch = Fetch::new(Reach::PUBLIC).unwrap();
        let inwards = "https://localhost:9/jwks".parse().unwrap();
        assert!(Reach::PUBLIC.allows(&inwards), "its text does not tell");
        assert!(matches!(fetch.get_json(&inwards).await, Err(FetchError::Away(_))));
        for literal in ["https://127.0.0.1:9/jwks", "https://[::1]:9/jwks", "https://169.254.169.254/jwks"] {
            assert_eq!(
                fetch.get_json(&literal.parse().unwrap()).await,
                Err(FetchError::Forbidden),
                "{literal}"
            );
        }
    }
}
