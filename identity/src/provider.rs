//! The OpenID provider for tools and record systems. One file a verb; what they share is here.

mod access;
mod asked;
mod authenticate;
mod authorize;
mod claims;
mod decoy;
mod discovery;
mod end_session;
mod hti;
mod introspect;
mod par;
mod request;
#[cfg(test)]
pub(crate) mod tests;
mod token;

use std::{fmt, sync::Arc};

use database::{Database, Present, Read};
use kernel::{ClientId, LoginLevel};

pub use access::Access;
#[cfg(feature = "fuzzing")]
pub(crate) use authenticate::check_claims as check_assertion;
pub use authenticate::{ClientKeys, Credentials};
pub use authorize::{Chosen, LoginNeeded, Parked, Permit, Ready, Step, Unpermitted};
pub use end_session::EndSession;
pub use hti::{HTI_LASTS, HtiLaunch, HtiSigner};
#[cfg(feature = "fuzzing")]
pub(crate) use par::PUSHED;
pub use par::Pushed;
pub use request::{AuthorizationRequest, Prompt};
pub use token::TokenResponse;

use crate::{
    Client, Fetch, Grant, GrantPolicy, KeySource, KeyStore, Offered, PolicyAnswer, Result, Scopes, Session,
    client,
};

/// The provider; cheap to clone.
#[derive(Clone)]
pub struct Provider(Arc<Inner>);

struct Inner {
    db: Database,
    issuer: String,
    keys: KeyStore,
    client_keys: KeySource,
    policy: Arc<dyn GrantPolicy>,
    offered: Offered,
    floor: LoginLevel,
    admit: Admission,
    used: par::Used,
}

/// Counts a request of a client that has authenticated, before anything is done for it; too many are told after how many seconds to come back.
pub type Admission = Arc<dyn Fn(ClientId) -> std::result::Result<(), u64> + Send + Sync>;

/// What a provider is made of.
pub struct ProviderOptions {
    /// Where grants and clients are.
    pub db: Database,
    /// The public address, without a slash at the end: the issuer identifier.
    pub issuer: String,
    /// Our signing keys.
    pub keys: KeyStore,
    /// Fetches clients' keys.
    pub fetch: Fetch,
    /// Decides about grants.
    pub policy: Arc<dyn GrantPolicy>,
    /// The scopes that there are.
    pub offered: Offered,
    /// The least level of a login that is taken.
    pub floor: LoginLevel,
    /// How often clients may ask.
    pub admit: Admission,
}

/// A grant with what it stands on, all of it alive.
pub(crate) struct Standing {
    pub(crate) grant: Grant,
    pub(crate) client: Arc<Client>,
    pub(crate) session: Session,
}

impl Standing {
    /// What is left of these scopes of the grant now: what the client is registered for, and the policy does not withhold.
    pub(crate) fn still(&self, answer: &PolicyAnswer, scopes: &Scopes) -> Scopes {
        scopes.within(&self.client.metadata.scope).without(&answer.withheld)
    }
}

impl Provider {
    /// A provider.
    pub fn new(options: ProviderOptions) -> Self {
        Self(Arc::new(Inner {
            db: options.db,
            issuer: options.issuer.trim_end_matches('/').to_owned(),
            keys: options.keys,
            client_keys: KeySource::new(options.fetch),
            policy: options.policy,
            offered: options.offered,
            floor: options.floor,
            admit: options.admit,
            used: par::Used::default(),
        }))
    }

    /// The issuer identifier.
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// The address of the FHIR interface: `iss` of a SMART launch, `aud` of its requests.
    pub fn fhir_base(&self) -> String {
        format!("{}/fhir", self.0.issuer)
    }

    /// The keys it signs with.
    pub fn keys(&self) -> &KeyStore {
        &self.0.keys
    }

    fn db(&self) -> &Database {
        &self.0.db
    }

    /// The grant, its client and its session, where all live. With `offline_access` the session may have been idle too long, but not over.
    async fn standing(
        &self,
        at: &Present,
        grant: Grant,
        session: Option<Session>,
    ) -> Result<Option<Standing>> {
        let now = self.db().now();
        let offline = grant.scopes.has("offline_access");
        let session = session.filter(|session| offline || session.is_live(now));
        let Some(session) = session.filter(|_| grant.is_live(now)) else { return Ok(None) };
        let client = client::find_held(at, grant.client).await?;
        let client = client.filter(|client| client.holds(grant.created_at));
        // A client whose tokens have to be bound has no others, not even from before.
        let client =
            client.filter(|client| grant.dpop_thumbprint.is_some() || !client.metadata.requirements().bound);
        Ok(client.map(|client| Standing { grant, client, session }))
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Provider({})", self.0.issuer)
    }
}
