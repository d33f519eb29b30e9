//! Login at the national providers: the platform as a relying party (OIDC Core, FAPI 2.0's ways).

mod begin;
mod complete;
mod id_token;
mod logout;
mod metadata;
mod person;
mod preset;
#[cfg(test)]
mod tests;
mod token;

use std::{collections::BTreeMap, fmt, sync::Arc};

use database::{Database, Read};
use kernel::LoginLevel;
use serde_json::json;

pub(crate) use begin::Pending;
pub use begin::{Begin, Begun};
pub use complete::Completed;
pub use person::{UpstreamHpr, UpstreamOrganisation, UpstreamPerson};
pub use preset::Preset;

use crate::{
    Error, Fetch, KeySource, KeyStore, LoginError, Purpose, Result, Service, SigningKey, secret::Secret,
};
use metadata::Metadata;

/// One provider as we are registered with it.
#[derive(Debug, Clone, PartialEq)]
pub struct ProviderSettings {
    /// Which profile it follows.
    pub preset: Preset,
    /// Its issuer identifier.
    pub issuer: String,
    /// Our client id there.
    pub client_id: String,
    /// Rich authorization details to ask for (RFC 9396), where the registration wants some.
    pub authorization_details: Option<serde_json::Value>,
}

/// What the relying party is made of.
pub struct LoginOptions {
    /// Where logins under way are.
    pub db: Database,
    /// Our public address, without a slash at the end.
    pub public: String,
    /// The provider of each service.
    pub providers: BTreeMap<Service, ProviderSettings>,
    /// No login below this is taken.
    pub floor: LoginLevel,
    /// The keys we authenticate with.
    pub keys: KeyStore,
    /// Talks to the providers.
    pub fetch: Fetch,
}

/// The relying party; cheap to clone.
#[derive(Clone)]
pub struct Logins(Arc<Inner>);

struct Inner {
    db: Database,
    public: String,
    providers: BTreeMap<Service, Provider>,
    floor: LoginLevel,
    keys: KeyStore,
    key_source: KeySource,
    fetch: Fetch,
    /// Binds the access tokens of providers that ask for it (DPoP); lives as long as the process.
    proof_key: SigningKey,
}

/// A provider with what is remembered of it.
struct Provider {
    settings: ProviderSettings,
    metadata: Metadata,
}

impl Logins {
    /// A relying party of these providers.
    pub fn new(options: LoginOptions) -> Result<Self> {
        let providers = options
            .providers
            .into_iter()
            .map(|(service, settings)| (service, Provider { settings, metadata: Metadata::default() }))
            .collect();
        Ok(Self(Arc::new(Inner {
            db: options.db,
            public: options.public.trim_end_matches('/').to_owned(),
            providers,
            floor: options.floor,
            key_source: KeySource::new(options.fetch.clone()),
            keys: options.keys,
            fetch: options.fetch,
            proof_key: SigningKey::generate(crate::Algorithm::Es256).map_err(Error::Key)?,
        })))
    }

    /// Where the providers send the browser back to.
    pub fn redirect_uri(&self) -> String {
        format!("{}/logg-inn/retur", self.0.public)
    }

    /// Where the providers send the browser after logout.
    pub fn post_logout_redirect_uri(&self) -> String {
        format!("{}/logg-ut/ferdig", self.0.public)
    }

    /// Where the providers tell of logouts there: in a hidden frame of the browser, or on their own.
    pub fn logout_uri(&self) -> String {
        format!("{}/logg-ut/fra-leverandor", self.0.public)
    }

    /// What to register at the provider of this service, in the words of RFC 7591; the key that signs our assertions there is made.
    pub async fn registration(&self, service: Service) -> Result<Option<serde_json::Value>> {
        let Some(provider) = self.0.providers.get(&service) else { return Ok(None) };
        let ProviderSettings { preset, issuer, client_id, authorization_details } = &provider.settings;
        let algorithm = self.assertion_algorithm(provider).await.ok().or_else(|| preset.assertion(&[]));
        if let Some(algorithm) = algorithm {
            self.0.keys.signer(Purpose::Login, algorithm).await?;
        }
        let taken = preset.algorithms().iter().map(|algorithm| algorithm.as_str());
        let mut registration = json!({
            "issuer": issuer,
            "client_id": client_id,
            "application_type": "web",
            "response_types": ["code"],
            "grant_types": ["authorization_code"],
            "redirect_uris": [self.redirect_uri()],
            "post_logout_redirect_uris": [self.post_logout_redirect_uri()],
            "frontchannel_logout_uri": self.logout_uri(),
            "frontchannel_logout_session_required": true,
            "backchannel_logout_uri": self.logout_uri(),
            "backchannel_logout_session_required": true,
            "scope": preset.scope(),
            "default_acr_values": [preset.acr(self.0.floor)],
            "token_endpoint_auth_method": "private_key_jwt",
            "token_endpoint_auth_signing_alg": algorithm.map(crate::Algorithm::as_str),
            "jwks_uri": format!("{}/oauth2/login-jwks", self.0.public),
            "id_token_signed_response_alg": taken.collect::<Vec<_>>().join(" or "),
            "require_pushed_authorization_requests": true,
            "dpop_bound_access_tokens": preset.binds_tokens(),
        });
        if let Some(details) = authorization_details {
            registration["authorization_details"] = details.clone();
        }
        Ok(Some(registration))
    }

    /// Whether the discovery document of this service's provider can be read and takes client assertions that we can sign; where not, `registration` tells
    /// the usual algorithm.
    pub async fn try_discovery(&self, service: Service) -> Result<()> {
        self.assertion_algorithm(self.provider(service)?).await.map(drop)
    }

    /// Origins of the providers' pages, which forms here lead browsers to: to log in anew, and to log out there too. They need not be the issuers'.
    pub fn origins(&self) -> Vec<String> {
        let providers = self.0.providers.values();
        let pages = providers.flat_map(|provider| provider.metadata.pages(&provider.settings.issuer));
        let mut origins: Vec<_> = pages.filter(|origin| *origin != self.0.public).collect();
        origins.sort();
        origins.dedup();
        origins
    }

    /// Reads the providers' documents, so that `origins` is right and the keys are published before anybody logs in; call now and then.
    pub async fn look_up(&self) {
        for provider in self.0.providers.values() {
            let made = async {
                let algorithm = self.assertion_algorithm(provider).await?;
                self.0.keys.signer(Purpose::Login, algorithm).await
            };
            if let Err(error) = made.await {
                tracing::warn!(error = %error, issuer = provider.settings.issuer, "identity.discovery");
            }
        }
    }

    /// The keys to register with the providers: a JWK set.
    pub async fn jwks(&self) -> Result<serde_json::Value> {
        // Made at the first question, so that there is one to register before the first login.
        self.0.keys.signer(Purpose::Login, crate::Algorithm::Es256).await?;
        self.0.keys.jwks(Purpose::Login).await
    }

    fn provider(&self, service: Service) -> Result<&Provider> {
        self.0.providers.get(&service).ok_or_else(|| LoginError::Away("not configured".into()).into())
    }

    async fn assertion_algorithm(&self, provider: &Provider) -> Result<crate::Algorithm> {
        let ProviderSettings { preset, issuer, .. } = &provider.settings;
        let endpoints = provider.metadata.get(&self.0.fetch, issuer, self.0.db.now()).await?;
        let found = preset.assertion(&endpoints.token_endpoint_auth_signing_alg_values_supported);
        Ok(found.ok_or_else(|| LoginError::Away("it takes client assertions that we cannot sign".into()))?)
    }

    /// `private_key_jwt` (OIDC Core §9): for the issuer alone, for 60 seconds, once.
    async fn assertion(&self, provider: &Provider) -> Result<String> {
        let algorithm = self.assertion_algorithm(provider).await?;
        let key = self.0.keys.signer(Purpose::Login, algorithm).await?;
        let now = self.0.db.now().as_second();
        let mut random = [0; 32];
        self.0.db.entropy().fill(&mut random);
        let claims = json!({
            "iss": provider.settings.client_id,
            "sub": provider.settings.client_id,
            "aud": provider.settings.issuer,
            "jti": Secret::new(random).expose(),
            "iat": now,
            "nbf": now,
            "exp": now + 60,
        });
        key.sign("client-authentication+jwt", &claims).map_err(Error::Key)
    }
}

impl fmt::Debug for Logins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Logins({:?})", self.0.providers.keys())
    }
}

/// The only assertion type (RFC 7523 §2.2).
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
