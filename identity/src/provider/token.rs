//! The token endpoint: codes and refresh tokens become tokens.

use std::fmt;

use database::{Atomic, Audit, Outcome, Present, Read, Tx};
use jiff::{SignedDuration, Timestamp};
use kernel::{Actor, ClientId, GrantId, LaunchId, PersonId};
use serde::Serialize;
use serde_json::{Value, json, value::RawValue};
use tokio::task::spawn_blocking;

use super::{Credentials, Provider, Standing, authenticate::Authenticated};
use crate::{
    Challenge, Code, Error, GrantFacts, JoseError, Moment, OAuthError, Params, PolicyAnswer, Purpose, Result,
    Scopes, Session, Spoil,
    grant::{
        ACCESS_LIFE, CODE_LIFE, Grant, code,
        handle::{Handle, Kind},
    },
    policy::{self, Verdict},
    store,
};

/// A successful answer of the token endpoint (RFC 6749 §5.1, OIDC Core §3.1.3.3, SMART App Launch 2.2).
#[derive(Clone, PartialEq, Serialize)]
pub struct TokenResponse {
    /// Whose client it is for; not told.
    #[serde(skip)]
    pub party: crate::Party,
    /// The client; not told.
    #[serde(skip)]
    pub client: kernel::ClientId,
    /// For use at our interfaces.
    pub access_token: String,
    /// `Bearer` or `DPoP`.
    pub token_type: &'static str,
    /// For how many seconds.
    pub expires_in: i64,
    /// What was granted.
    pub scope: Scopes,
    /// The next one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// Who it is, with scope `openid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
    /// The FHIR id of the patient here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patient: Option<String>,
    /// The prescription, as a FHIR reference.
    #[serde(rename = "fhirContext", skip_serializing_if = "Vec::is_empty")]
    pub fhir_context: Vec<Value>,
    /// The task to open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intent: Option<String>,
    /// Whether the tool must show whom it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need_patient_banner: Option<bool>,
    /// Where to hop back to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_url: Option<String>,
}

impl fmt::Debug for TokenResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenResponse({} for {} s)", self.scope, self.expires_in)
    }
}

impl Provider {
    /// Answers a token request. `dpop` is the proof header, if there is one.
    pub async fn token(&self, credentials: &Credentials<'_>, dpop: Option<&str>) -> Result<TokenResponse> {
        let code = match (credentials.params.get("grant_type"), credentials.params.get("code")) {
            (Some("authorization_code"), Some(text)) => code::read(self.db().keyring(), text),
            _ => None,
        };
        let found = match &code {
            Some(grant) => store::sessions::find_with_present(self.db(), grant.session).await?,
            None => None,
        };
        let (session, at) = match found {
            Some((session, at)) => (Some(session), at),
            None => (None, self.db().present().await?),
        };
        let mut authenticated = self.authenticate(&at, credentials).await?;
        let (params, code) = (credentials.params, code.map(|grant| (grant, session)));
        let taken = self.take_key(&mut authenticated, dpop);
        let answer = match (taken, params.get("grant_type")) {
            (Err(error), _) => Err(error.into()),
            (Ok(()), Some("authorization_code")) => self.by_code(&at, &mut authenticated, params, code).await,
            (Ok(()), Some("refresh_token")) => {
                Box::pin(self.by_refresh(&at, &mut authenticated, params)).await
            }
            (Ok(()), Some(_)) => {
                Err(OAuthError::new(Code::UnsupportedGrantType, "authorization_code or refresh_token").into())
            }
            (Ok(()), None) => Err(OAuthError::request("grant_type is missing").into()),
        };
        match answer {
            Err(Error::OAuth(error)) => Box::pin(self.turn_away(&authenticated, error)).await,
            answer => answer,
        }
    }

    /// Takes the proof of the key that the tokens are to be bound to.
    fn take_key(&self, authenticated: &mut Authenticated, dpop: Option<&str>) -> Result<(), OAuthError> {
        let url = format!("{}/oauth2/token", self.issuer());
        authenticated.take_proof(dpop, &url, self.db().now())?;
        if authenticated.proof.is_none() && authenticated.client.metadata.requirements().bound {
            return Err(OAuthError::new(Code::InvalidDpopProof, "the client's tokens are bound to a key"));
        }
        Ok(())
    }

    /// `code` is the grant that the code is good for, with its session.
    async fn by_code(
        &self,
        at: &Present,
        authenticated: &mut Authenticated,
        params: &Params,
        code: Option<(Grant, Option<Session>)>,
    ) -> Result<TokenResponse> {
        params.require("code", "code is missing")?;
        let (mut grant, session) = code.ok_or_else(OAuthError::grant)?;
        let id = grant.id;
        // Tried wrongly: the code is burnt (rows 3, 5, 8).
        if !fits(&grant, authenticated, params) {
            return self.refuse_grant(authenticated, Misuse::Burn(&grant)).await;
        }
        grant.dpop_thumbprint = authenticated.proof.as_ref().map(|proof| proof.thumbprint.clone());
        let in_time = grant.created_at + CODE_LIFE > self.db().now();
        let permitted = if in_time { self.permitted(at, grant, session, Moment::Issue).await? } else { None };
        // Used before: what it issued dies, whatever else is wrong now (row 6).
        let Some((standing, answer)) = permitted else {
            return self.refuse_grant(authenticated, Misuse::Kill(id, "code_reused")).await;
        };
        let grant = &standing.grant;
        let (db, mut once) = (self.db(), Atomic::default());
        authenticated.spend_with(&mut once, db);
        once.unless(store::grants::session_ended(db.backend(), grant.session));
        once.unless(store::grants::ended_meanwhile(db.backend(), grant));
        once.one(store::grants::redemption(db, grant)?);
        let given = Given::of(grant, answer.decision.as_deref());
        once.audit(Audit::new(standing.session.actor(), "grant.give", id).detail(given));
        if once.run(db).await? != Outcome::Done {
            // The assertion or the proof was used before, or the login was ended meanwhile, or else the code was redeemed already (row 6).
            return Box::pin(self.refuse_grant(authenticated, Misuse::Kill(id, "code_reused"))).await;
        }
        let scopes = grant.scopes.clone();
        self.tokens(at, standing, &answer, scopes, (Some(0), true)).await
    }

    async fn by_refresh(
        &self,
        at: &Present,
        authenticated: &mut Authenticated,
        params: &Params,
    ) -> Result<TokenResponse> {
        if !authenticated.client.metadata.refreshes() {
            return Err(OAuthError::new(
                Code::UnauthorizedClient,
                "the client is not registered for refresh_token",
            )
            .into());
        }
        let text = params.require("refresh_token", "refresh_token is missing")?;
        let token = Handle::read(self.db().keyring(), Kind::Refresh, text).ok_or_else(OAuthError::grant)?;
        let mut grant = store::grants::find(at, token.grant).await?.ok_or_else(OAuthError::grant)?;
        let own = grant.client == authenticated.client.id;
        if !own || token.sequence != grant.refresh_sequence || grant.redeemed_at.is_none() {
            // Used before, or in the wrong hands: the family dies (row 17).
            return self.refuse_grant(authenticated, Misuse::Kill(grant.id, "refresh_misused")).await;
        }
        // A public client's refresh token is bound to the key, a confidential one's to the client, which may come with another key (RFC 9449 §5).
        if let Some(key) = grant.dpop_thumbprint.as_deref() {
            let proof = authenticated.proof.as_ref();
            let fitting = proof.filter(|proof| authenticated.is_confidential() || proof.fits(key));
            let Some(fitting) = fitting else {
                return Err(
                    OAuthError::new(Code::InvalidDpopProof, "the grant is bound to another key").into()
                );
            };
            grant.dpop_thumbprint = Some(fitting.thumbprint.clone());
        }
        let scopes = match params.get("scope") {
            None => grant.scopes.clone(),
            Some(text) => Scopes::parse(text)
                .filter(|scopes| !scopes.is_empty() && scopes.is_within(&grant.scopes))
                .ok_or(OAuthError::new(Code::InvalidScope, "wider than what was granted"))?,
        };
        let session = store::sessions::find(at, grant.session).await?;
        let permitted = self.permitted(at, grant, session, Moment::Refresh).await?;
        let (standing, answer) = permitted.ok_or_else(OAuthError::grant)?;
        let left = standing.still(&answer, &scopes);
        let scopes = standing.grant.scopes.masked(standing.grant.scopes.mask(&left));
        if scopes.is_empty() {
            return Err(OAuthError::grant().into());
        }
        let tx = self.db().begin().await?;
        authenticated.spend(&tx).await?;
        let rotates = standing.client.metadata.requirements().rotates;
        if !store::grants::refresh(&tx, &standing.grant, rotates).await? {
            store::grants::revoke(&tx, standing.grant.id, "refresh_misused").await?;
            tx.commit().await?;
            return Err(OAuthError::grant().into());
        }
        let renewed = Given::of(&standing.grant, answer.decision.as_deref());
        let entry = Audit::new(standing.session.actor(), "grant.refresh", standing.grant.id);
        tx.audit(entry.detail(renewed));
        tx.commit().await?;
        let next = rotates.then(|| standing.grant.refresh_sequence + 1);
        self.tokens(at, standing, &answer, scopes, (next, false)).await
    }

    /// The grant with what it stands on, where all lives and the policy permits it.
    pub(crate) async fn permitted(
        &self,
        at: &Present,
        grant: Grant,
        session: Option<Session>,
        moment: Moment,
    ) -> Result<Option<(Standing, PolicyAnswer)>> {
        let Some(standing) = self.standing(at, grant, session).await? else { return Ok(None) };
        let facts = GrantFacts::of_grant(moment, &standing.grant, &standing.client, &standing.session);
        let Verdict::Permitted(answer) = policy::ask(&*self.0.policy, at, &facts).await? else {
            return Ok(None);
        };
        let now = self.db().now();
        Ok(answer.until.is_none_or(|until| until > now).then_some((standing, answer)))
    }

    /// One answer to all: `invalid_grant`. What the request came with is spent, and what was misused dies.
    async fn refuse_grant<T>(&self, authenticated: &mut Authenticated, misuse: Misuse<'_>) -> Result<T> {
        let tx = self.db().begin().await?;
        authenticated.spend(&tx).await?;
        misuse.punish(&tx, authenticated).await?;
        tx.commit().await?;
        Err(OAuthError::grant().into())
    }

    /// `refresh` is the place of the refresh token that goes with them; where it is `None`, the old one stays good. `first` are those of a code.
    async fn tokens(
        &self,
        at: &Present,
        standing: Standing,
        answer: &PolicyAnswer,
        scopes: Scopes,
        (refresh, first): (Option<u32>, bool),
    ) -> Result<TokenResponse> {
        let (grant, client, keyring) = (&standing.grant, &standing.client, self.db().keyring());
        let now = self.db().now();
        let sequence = refresh.unwrap_or(grant.refresh_sequence);
        let handle = Handle { grant: grant.id, issued: now, sequence, scopes: grant.scopes.mask(&scopes) };
        let access_token = handle.write(keyring, Kind::Access);
        let id_token = if scopes.has("openid") {
            let claims = self.id_token_claims(&standing, answer, &scopes, &access_token, first);
            let algorithm = client.metadata.id_token_signed_response_alg;
            let key = self.0.keys.signer_at(at, Purpose::Tokens, algorithm).await?;
            let signed = if answer.spoils(client.party, Spoil::Key) {
                // An RSA key takes long to make: not on a thread that answers others.
                let forged = spawn_blocking(move || key.forge("JWT", &claims));
                forged.await.unwrap_or(Err(JoseError::Key))
            } else {
                key.sign("JWT", &claims)
            };
            Some(signed.map_err(Error::Key)?)
        } else {
            None
        };
        let about_patient = matches!(client.party, crate::Party::Tool(_) | crate::Party::Sandbox(_))
            && (grant.launch.is_some() || scopes.are_about_a_patient());
        let task = grant
            .prescription
            .filter(|_| about_patient)
            .map(|id| client.party.task(keyring, Some(client.id), id));
        Ok(TokenResponse {
            party: client.party,
            client: client.id,
            token_type: if grant.dpop_thumbprint.is_some() { "DPoP" } else { "Bearer" },
            expires_in: lifetime(now, grant, answer).as_secs(),
            refresh_token: refresh.filter(|_| client.metadata.refreshes()).map(|_| {
                let whole = Handle { scopes: u64::MAX, ..handle };
                whole.write(keyring, Kind::Refresh)
            }),
            id_token,
            patient: about_patient.then(|| client.party.patient(keyring, Some(client.id), grant.subject)),
            fhir_context: task.map(|id| json!({ "reference": format!("Task/{id}") })).into_iter().collect(),
            intent: grant.context.intent.clone(),
            need_patient_banner: grant.context.need_patient_banner,
            return_url: grant.context.return_url.clone(),
            scope: scopes,
            access_token,
        })
    }
}

/// What the audit log keeps of a grant that is given or renewed.
#[derive(Serialize)]
struct Given<'a> {
    client: ClientId,
    subject: PersonId,
    scopes: &'a Scopes,
    launch: Option<LaunchId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<&'a RawValue>,
}

impl<'a> Given<'a> {
    const fn of(grant: &'a Grant, decision: Option<&'a RawValue>) -> Self {
        let &Grant { client, subject, launch, ref scopes, .. } = grant;
        Self { client, subject, scopes, launch, decision }
    }
}

/// What the refusal of a code or refresh token means for its grant.
enum Misuse<'a> {
    /// The grant dies, where there is one.
    Kill(GrantId, &'static str),
    /// The code is burnt; where it was redeemed, its grant dies.
    Burn(&'a Grant),
}

impl Misuse<'_> {
    async fn punish(&self, tx: &Tx, authenticated: &Authenticated) -> Result<()> {
        let (id, reason) = match self {
            Self::Kill(id, reason) => (*id, *reason),
            Self::Burn(grant) => (grant.id, "code_misused"),
        };
        let burnt = match self {
            Self::Burn(grant) => store::grants::burn(tx, grant, reason).await?,
            Self::Kill(..) => false,
        };
        if burnt || store::grants::revoke(tx, id, reason).await? {
            let actor = Actor::Client { client: authenticated.client.id };
            tx.audit(Audit::new(actor, "grant.misuse", id).detail(json!({ "reason": reason })));
        }
        Ok(())
    }
}

/// Whether this client may redeem the code so: what the request bound it to (rows 3, 5, 8; RFC 9449 §10).
fn fits(grant: &Grant, authenticated: &Authenticated, params: &Params) -> bool {
    let (key, proof) = (grant.dpop_thumbprint.as_deref(), authenticated.proof.as_ref());
    let challenge = Challenge::parse(&grant.bound.challenge);
    grant.client == authenticated.client.id
        && params.get("redirect_uri") == Some(grant.bound.redirect_uri.as_str())
        && challenge.is_some_and(|challenge| {
            params.get("code_verifier").is_some_and(|verifier| challenge.is_met_by(verifier))
        })
        && key.is_none_or(|key| proof.is_some_and(|proof| proof.fits(key)))
}

/// Never beyond the grant, nor beyond what the policy allows.
pub(crate) fn lifetime(now: Timestamp, grant: &Grant, answer: &PolicyAnswer) -> SignedDuration {
    let end = answer.until.map_or(grant.expires_at, |until| until.min(grant.expires_at));
    ACCESS_LIFE.min(end.duration_since(now)).max(SignedDuration::ZERO)
}
