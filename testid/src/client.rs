//! The providers and their registered relying parties.

use std::{fmt, sync::Arc};

use serde_json::Value;

use crate::{Algorithm, Service};

/// One of the built-in providers, each an issuer of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Provider {
    /// Like ID-porten: citizens.
    Idporten,
    /// Like Ansattporten: people who act for an organisation.
    Ansattporten,
    /// Like HelseID: health personnel.
    Helseid,
}

impl Provider {
    /// The provider's part of the path.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Idporten => "idporten",
            Self::Ansattporten => "ansattporten",
            Self::Helseid => "helseid",
        }
    }

    pub(crate) fn from_path(path: &str) -> Option<Self> {
        [Self::Idporten, Self::Ansattporten, Self::Helseid].into_iter().find(|one| one.path() == path)
    }

    /// How ID tokens are signed unless a client says otherwise.
    pub(crate) const fn default_algorithm(self) -> Algorithm {
        match self {
            Self::Idporten | Self::Ansattporten => Algorithm::Rs256,
            Self::Helseid => Algorithm::Es256,
        }
    }

    /// The longest life of a client assertion, in seconds.
    pub(crate) const fn assertion_seconds(self) -> i64 {
        match self {
            Self::Idporten | Self::Ansattporten => 120,
            Self::Helseid => 60,
        }
    }
}

/// A registered relying party. Authenticates with `private_key_jwt` always.
#[derive(Clone)]
pub struct Client {
    /// The provider that the client is registered with.
    pub provider: Provider,
    /// The client's id there.
    pub client_id: String,
    /// What logs in through it: decides which accounts are offered.
    pub services: Vec<Service>,
    /// Addresses to answer to, compared exactly.
    pub redirect_uris: Vec<String>,
    /// Addresses to return to after logout, compared exactly.
    pub post_logout_redirect_uris: Vec<String>,
    /// Where a front-channel logout goes, as a hidden frame with `iss` and `sid`.
    pub frontchannel_logout_uri: Option<String>,
    /// Whether the authorization request must be pushed (RFC 9126).
    pub require_par: bool,
    /// How the client's ID tokens are signed; the provider's usual way when absent.
    pub id_token_algorithm: Option<Algorithm>,
    /// Gives the client's public keys, a JWK set; asked at each authentication.
    pub jwks: Arc<dyn Fn() -> Value + Send + Sync>,
}

impl Client {
    /// A client that must push its requests, with one address to answer to.
    pub fn new(
        provider: Provider,
        client_id: impl Into<String>,
        redirect_uri: impl Into<String>,
        jwks: impl Fn() -> Value + Send + Sync + 'static,
    ) -> Self {
        Self {
            provider,
            client_id: client_id.into(),
            services: Vec::new(),
            redirect_uris: vec![redirect_uri.into()],
            post_logout_redirect_uris: Vec::new(),
            frontchannel_logout_uri: None,
            require_par: true,
            id_token_algorithm: None,
            jwks: Arc::new(jwks),
        }
    }

    pub(crate) fn algorithm(&self) -> Algorithm {
        self.id_token_algorithm.unwrap_or(self.provider.default_algorithm())
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Client").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}
