//! Which platform the tool belongs to, and which tools it plays.

use serde::{Deserialize, Serialize};
use url::{Host, Url};

use crate::Key;

/// How the tool is set up.
#[derive(Debug, Clone)]
pub struct Config {
    /// The platform's public address: `http://127.0.0.1:8080`. The only one that is believed.
    pub platform: Url,
    /// The tool's own public address, on another host name than the platform: `http://localhost:8081`.
    pub public: Url,
    /// The tools it plays.
    pub tools: Vec<Tool>,
    /// The key pair it authenticates with.
    pub key: Key,
}

/// One tool, as it is registered at the platform.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Tool {
    /// Its part of the addresses, and its slug at the platform.
    pub slug: String,
    /// The id that the platform gave it.
    pub client_id: String,
    /// The displayed name.
    pub name: String,
    /// What it is meant to show.
    pub kind: Kind,
    /// The scopes to ask for, separated by spaces.
    pub scope: String,
    /// Whether it pushes its authorization requests (RFC 9126).
    pub par: bool,
}

/// The profile classes that the tool shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Sees who the person is.
    Central,
    /// Sees a pseudonym only.
    Pseudonymous,
}

impl Tool {
    /// A tool with the scopes that its kind asks for.
    pub fn new(slug: &str, client_id: &str, name: &str, kind: Kind) -> Self {
        let identity = match kind {
            Kind::Central => "openid profile",
            Kind::Pseudonymous => "openid",
        };
        Self {
            slug: slug.to_owned(),
            client_id: client_id.to_owned(),
            name: name.to_owned(),
            kind,
            scope: format!("{identity} launch offline_access patient/Observation.c patient/Task.r"),
            par: kind == Kind::Central,
        }
    }
}

/// Why a configuration does not hold.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Plain http somewhere else than on this machine.
    #[error("{0} must be https, or http on loopback")]
    Insecure(Url),
    /// A slug that is none.
    #[error("{0:?} is no slug of small letters, digits and hyphens")]
    Slug(String),
    /// The HTTP client could not be made.
    #[error("the HTTP client could not be made")]
    Client,
}

impl Config {
    /// The FHIR base: the `iss` of every launch.
    pub(crate) fn fhir(&self) -> String {
        format!("{}/fhir", origin(&self.platform))
    }

    /// An address of the tool's own.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}/{path}", origin(&self.public))
    }

    pub(crate) fn tool(&self, slug: &str) -> Option<&Tool> {
        self.tools.iter().find(|tool| tool.slug == slug)
    }

    /// Whether the address lies at the platform.
    pub(crate) fn at_platform(&self, address: &Url) -> bool {
        address.origin() == self.platform.origin()
            && address.username().is_empty()
            && address.password().is_none()
    }

    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        for address in [&self.platform, &self.public] {
            if !allowed(address) {
                return Err(ConfigError::Insecure(address.clone()));
            }
        }
        match self.tools.iter().find(|tool| !is_slug(&tool.slug)) {
            Some(tool) => Err(ConfigError::Slug(tool.slug.clone())),
            None => Ok(()),
        }
    }
}

/// Whether the text is small letters, digits and hyphens.
pub(crate) fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 100
        && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// Scheme, host and port.
pub(crate) fn origin(address: &Url) -> String {
    address.origin().ascii_serialization()
}

/// Whether the address may be used: https, or http on this machine.
pub(crate) fn allowed(address: &Url) -> bool {
    match (address.scheme(), address.host()) {
        ("https", Some(_)) => true,
        ("http", Some(Host::Domain(name))) => name == "localhost",
        ("http", Some(Host::Ipv4(number))) => number.is_loopback(),
        ("http", Some(Host::Ipv6(number))) => number.is_loopback(),
        _ => false,
    }
}
