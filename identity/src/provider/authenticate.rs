//! Client authentication: `private_key_jwt` or, for public clients, none (rows 14, 15).

use std::sync::Arc;

use database::{Atomic, Database, Present, Read, Tx, hold};
use jiff::{SignedDuration, Timestamp};
use kernel::ClientId;
use serde::Deserialize;

use super::{Provider, decoy};
use crate::{
    Accept, AuthMethod, Claims, Client, Error, JoseError, OAuthError, Params, PublicKeys, Result, SKEW,
    SourceError, Verified,
    client::{self, ClientKey},
    dpop::{self, Proof, ProofFor},
    jose::peek_claims,
    secret::sha256,
    store,
};

/// The only assertion type (RFC 7523 §2.2).
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// The longest life of an assertion; FAPI 2.0 §5.3.2.1 asks for a short one.
const LONGEST_ASSERTION: SignedDuration = SignedDuration::from_secs(300);
/// `typ` of assertions: absent, `JWT`, or RFC 7523bis' own.
const TYPES: [&str; 2] = ["jwt", "client-authentication+jwt"];

/// Whose an assertion says that it is.
#[derive(Deserialize)]
struct Claimed {
    iss: String,
}

/// What a request carries to authenticate its client.
#[derive(Debug, Clone, Copy)]
pub struct Credentials<'a> {
    /// The `Authorization` header; its presence alone is a second authentication.
    pub authorization: Option<&'a str>,
    /// The request's parameters.
    pub params: &'a Params,
}

/// The keys of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientKeys {
    /// Those it publishes, then those that are refused and that it no longer publishes.
    pub keys: Vec<ClientKey>,
    /// Whether the address that it keeps them at does not answer.
    pub away: bool,
}

/// An authenticated client, with what its request came with that is good once: the assertion and, where there is one, the proof of a key. Both are
/// there until they are spent.
pub(crate) struct Authenticated {
    pub(crate) client: Arc<Client>,
    assertion: Option<([u8; 32], Timestamp)>,
    pub(super) proof: Option<Proof>,
}

impl Authenticated {
    /// Takes the proof that a request to this address of ours came with, if it did.
    pub(super) fn take_proof(
        &mut self,
        dpop: Option<&str>,
        url: &str,
        now: Timestamp,
    ) -> Result<(), OAuthError> {
        let Some(proof) = dpop else { return Ok(()) };
        let request = ProofFor { method: "POST", url, token: None };
        let algorithms = self.client.metadata.requirements().algorithms;
        self.proof = Some(Proof::check(proof, request, algorithms, now)?);
        Ok(())
    }

    /// Uses both up, in the transaction that does what was asked; a second use is refused, at any instance.
    pub(crate) async fn spend(&mut self, tx: &Tx) -> Result<()> {
        if let Some(used) = self.use_up(tx).await? {
            return Err(used.into());
        }
        (self.assertion, self.proof) = (None, None);
        Ok(())
    }

    /// Uses up what is there; tells of what was used before.
    async fn use_up(&self, tx: &Tx) -> Result<Option<OAuthError>> {
        let mut used = None;
        if let Some((hash, expires)) = self.assertion
            && !store::spent::spend(tx, hash, expires).await?
        {
            used = Some(OAuthError::client());
        }
        if let Some(proof) = &self.proof
            && !proof.spend(tx).await?
        {
            used.get_or_insert(dpop::USED);
        }
        Ok(used)
    }

    /// As `spend`, with what is done together with it.
    pub(crate) fn spend_with(&self, once: &mut Atomic, db: &Database) {
        if let Some((hash, expires)) = self.assertion {
            once.one(store::spent::spending(db.backend(), hash, expires));
        }
        if let Some(proof) = &self.proof {
            proof.spend_with(once, db);
        }
    }

    pub(crate) fn is_confidential(&self) -> bool {
        self.client.metadata.token_endpoint_auth_method == AuthMethod::PrivateKeyJwt
    }
}

impl Provider {
    /// The client, or the one answer to every failure. Whoever has proved to be it is counted; not a public client, whose share anybody who sends its
    /// name could use up.
    pub(crate) async fn authenticate(
        &self,
        at: &Present,
        credentials: &Credentials<'_>,
    ) -> Result<Authenticated> {
        let params = credentials.params;
        if credentials.authorization.is_some() || params.get("client_secret").is_some() {
            return Err(OAuthError::client().into());
        }
        match (params.get("client_assertion"), params.get("client_assertion_type")) {
            (Some(assertion), Some(ASSERTION_TYPE)) => {
                let authenticated = self.by_assertion(at, params, assertion).await?;
                (self.0.admit)(authenticated.client.id).map_err(Error::TooOften)?;
                Ok(authenticated)
            }
            (None, None) => public(at, params).await,
            _ => Err(OAuthError::client().into()),
        }
    }

    /// The refusal of a request whose client has authenticated: what it came with is used up all the same and good for no other (rows 14, 18). What was
    /// used before is told of first.
    pub(super) async fn turn_away<T>(&self, authenticated: &Authenticated, error: OAuthError) -> Result<T> {
        if authenticated.assertion.is_none() && authenticated.proof.is_none() {
            return Err(error.into());
        }
        let tx = self.db().begin().await?;
        let used = authenticated.use_up(&tx).await?;
        tx.commit().await?;
        Err(used.unwrap_or(error).into())
    }

    async fn by_assertion(&self, at: &Present, params: &Params, assertion: &str) -> Result<Authenticated> {
        // Not believed: only to find whose key to check it with.
        let Claimed { iss: id } = peek_claims(assertion).map_err(|_| OAuthError::client())?;
        if params.get("client_id").is_some_and(|given| given != id) {
            return Err(OAuthError::client().into());
        }
        let client = live_client(at, &id)
            .await?
            .filter(|client| client.metadata.token_endpoint_auth_method == AuthMethod::PrivateKeyJwt);
        let verified = self.verified(at, client.as_deref(), assertion).await.map_err(|error| {
            let known = client.as_ref().map(|client| client.id);
            tracing::info!(client.id = ?known, error = %error, "identity.client.refused");
            OAuthError::client()
        })?;
        let client = client.ok_or_else(OAuthError::client)?;
        let checked = check_claims(&verified.claims, client.id, self.issuer(), self.db().now());
        let (jti, expires) = checked.map_err(|error| {
            tracing::info!(client.id = %client.id, error = %error, "identity.client.refused");
            OAuthError::client()
        })?;
        let hash = sha256(format!("assertion\u{1f}{}\u{1f}{jti}", client.id).as_bytes());
        Ok(Authenticated { client, assertion: Some((hash, expires)), proof: None })
    }

    /// Checks the signature. Where there is no client, or no key of its that could have made this one, a decoy's is computed: it never holds and
    /// takes as long, whatever algorithm and key the assertion names (row 34).
    pub(super) async fn verified(
        &self,
        at: &Present,
        client: Option<&Client>,
        assertion: &str,
    ) -> std::result::Result<Verified, SourceError> {
        let Some(client) = client else { return decoy::verify(assertion, &TYPES) };
        match self.verified_of(at, client, assertion).await {
            // Its signature has been computed like any other's.
            Ok(verified) if client.refuses(&verified.key) => {
                tracing::warn!(client.id = %client.id, key = %verified.key, "identity.client.refused_key");
                Err(JoseError::Key.into())
            }
            Err(SourceError::Token(
                cause @ (JoseError::UnknownKey | JoseError::Algorithm | JoseError::Key),
            )) => {
                tracing::info!(client.id = %client.id, error = %cause, "identity.client.no_key");
                decoy::verify(assertion, &TYPES)
            }
            checked => checked,
        }
    }

    async fn verified_of(
        &self,
        at: &Present,
        client: &Client,
        assertion: &str,
    ) -> std::result::Result<Verified, SourceError> {
        let registered = client.metadata.token_endpoint_auth_signing_alg;
        let demanded = client.metadata.requirements().algorithms;
        let algorithms = registered.as_ref().map_or(demanded, std::slice::from_ref);
        let accept = Accept { algorithms, types: &TYPES };
        match (&client.metadata.jwks, &client.metadata.jwks_uri) {
            (Some(set), _) => {
                let parse = || async { PublicKeys::parse(set).map(Some) };
                let keys = hold(at, || client.id.to_string(), parse).await?.ok_or(JoseError::Key)?;
                Ok(keys.verify(assertion, accept)?)
            }
            (None, Some(address)) => {
                Box::pin(self.0.client_keys.verify(address, assertion, accept, self.db().now())).await
            }
            (None, None) => Err(JoseError::Key.into()),
        }
    }

    /// The keys that a client publishes and those that are refused; what is at an address may be as old as an hour.
    pub async fn keys_of(&self, client: &Client) -> ClientKeys {
        let published = match (&client.metadata.jwks, &client.metadata.jwks_uri) {
            (Some(set), _) => PublicKeys::parse(set).map(Arc::new).map_err(SourceError::from),
            (None, Some(address)) => self.0.client_keys.keys(address, self.db().now()).await,
            (None, None) => Ok(Arc::default()),
        };
        let away = published.is_err();
        ClientKeys { keys: client::listed(client, &published.unwrap_or_default()), away }
    }
}

/// `iss` = `sub` = the client, `aud` the issuer and nothing else (row 14), short-lived, with a `jti`: that and until when it is remembered.
pub(crate) fn check_claims(
    claims: &Claims,
    client: ClientId,
    issuer: &str,
    now: Timestamp,
) -> Result<(String, Timestamp), JoseError> {
    let id = client.to_string();
    claims.must_be("iss", &id)?;
    claims.must_be("sub", &id)?;
    claims.must_be("aud", issuer)?;
    let expires = claims.in_time(now)?;
    if expires > now + LONGEST_ASSERTION + SKEW {
        return Err(JoseError::Claim("exp"));
    }
    let jti = claims.text("jti").filter(|jti| !jti.is_empty() && jti.len() <= 256);
    // Remembered until it could no longer pass.
    Ok((jti.ok_or(JoseError::Claim("jti"))?.to_owned(), expires + SKEW))
}

async fn public(at: &Present, params: &Params) -> Result<Authenticated> {
    // Nobody says who they are: that is no authentication either (RFC 6749 §5.2).
    let id = params.get("client_id").ok_or_else(OAuthError::client)?;
    let client = live_client(at, id).await?.ok_or_else(OAuthError::client)?;
    if client.metadata.token_endpoint_auth_method != AuthMethod::None {
        return Err(OAuthError::client().into());
    }
    Ok(Authenticated { client, assertion: None, proof: None })
}

/// The client with this id, unless disabled.
pub(super) async fn live_client(at: &Present, id: &str) -> Result<Option<Arc<Client>>> {
    let Ok(id) = id.parse::<ClientId>() else { return Ok(None) };
    Ok(client::find_held(at, id).await?.filter(|client| client.disabled_at.is_none()))
}
