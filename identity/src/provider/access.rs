//! Access tokens in use: at our own interfaces, at userinfo.

use std::sync::Arc;

use database::Read;
use kernel::{Citizen, ClientId, Clinician, GrantId, PersonId, PrescriptionId};
use serde_json::{Map, Value};

use super::{Provider, Standing};
use crate::{
    Account, Client, Code, Moment, OAuthError, Party, PolicyAnswer, Result, Scopes,
    dpop::{self, Proof, ProofFor},
    grant::{
        ACCESS_LIFE,
        handle::{Handle, Kind},
    },
    store,
};

/// What a token that was taken stands for.
#[derive(Debug, Clone)]
pub struct Access {
    /// The grant.
    pub grant: GrantId,
    /// The client.
    pub client: Arc<Client>,
    /// What this token may.
    pub scopes: Scopes,
    /// Whether it is bound to a key, and came with a proof.
    pub bound: bool,
    /// The person at the keyboard.
    pub person: PersonId,
    /// The person whose tool it is.
    pub subject: PersonId,
    /// The prescription it is about.
    pub prescription: Option<PrescriptionId>,
    /// The role of the person's session.
    pub account: Account,
    /// The subject's FHIR id for this client.
    pub patient_id: String,
    /// The prescription's FHIR id for this client.
    pub task_id: Option<String>,
    /// What the policy said just now.
    pub answer: PolicyAnswer,
}

impl Access {
    /// The citizen, where the token is a tool's.
    pub fn citizen(&self) -> Option<Citizen> {
        (matches!(self.client.party, Party::Tool(_)) && self.account == Account::Citizen)
            .then_some(Citizen { person: self.person, subject: self.subject })
    }

    /// The clinician, where the token is a record system's.
    pub fn clinician(&self) -> Option<Clinician> {
        self.account.clinician(self.person).filter(|_| matches!(self.client.party, Party::RecordSystem(_)))
    }

    /// Refuses where this scope was not granted.
    pub fn must_have(&self, scope: &str) -> Result<(), OAuthError> {
        if self.scopes.has(scope) {
            return Ok(());
        }
        Err(OAuthError::new(Code::InsufficientScope, "the token's scope does not reach this"))
    }
}

impl Provider {
    /// Takes the token of a request to one of our interfaces: alive, its grant alive, permitted by the policy now. `authorization` is the
    /// header, the only place a token is taken from (row 19); `dpop` the proof header.
    pub async fn access(
        &self,
        authorization: Option<&str>,
        dpop: Option<&str>,
        request: ProofFor<'_>,
    ) -> Result<Access> {
        let (scheme, token) =
            authorization.and_then(|header| header.split_once(' ')).ok_or_else(OAuthError::token)?;
        let token = token.trim();
        let live = self.live_access(token, Moment::Use, None).await?;
        let (standing, answer, scopes) = live.ok_or_else(OAuthError::token)?;
        match &standing.grant.dpop_thumbprint {
            Some(key) => {
                let request = ProofFor { token: Some(token), ..request };
                self.check_proof(&standing.client, scheme, dpop, request, key).await?;
            }
            None if scheme.eq_ignore_ascii_case("Bearer") => {}
            None => return Err(OAuthError::token().into()),
        }
        let Standing { grant, client, session } = standing;
        let keyring = self.db().keyring();
        Ok(Access {
            grant: grant.id,
            patient_id: client.party.patient(keyring, Some(client.id), grant.subject),
            task_id: grant.prescription.map(|id| client.party.task(keyring, Some(client.id), id)),
            client,
            scopes,
            bound: grant.dpop_thumbprint.is_some(),
            person: grant.person,
            subject: grant.subject,
            prescription: grant.prescription,
            account: session.account,
            answer,
        })
    }

    /// The claims of userinfo (OIDC Core §5.3) for this token.
    pub async fn userinfo(
        &self,
        authorization: Option<&str>,
        dpop: Option<&str>,
        method: &str,
    ) -> Result<Map<String, Value>> {
        let (scheme, token) =
            authorization.and_then(|header| header.split_once(' ')).ok_or_else(OAuthError::token)?;
        let token = token.trim();
        let live = self.live_access(token, Moment::Use, None).await?;
        let (standing, answer, scopes) = live.ok_or_else(OAuthError::token)?;
        let url = format!("{}/oauth2/userinfo", self.issuer());
        match &standing.grant.dpop_thumbprint {
            Some(key) => {
                let request = ProofFor { method, url: &url, token: Some(token) };
                self.check_proof(&standing.client, scheme, dpop, request, key).await?;
            }
            None if scheme.eq_ignore_ascii_case("Bearer") => {}
            None => return Err(OAuthError::token().into()),
        }
        if !scopes.has("openid") {
            return Err(OAuthError::new(Code::InsufficientScope, "the token is without scope openid").into());
        }
        Ok(self.person_claims(&standing, &answer, &scopes))
    }

    /// A bound token goes with a proof by its key only, never as Bearer (row 18).
    async fn check_proof(
        &self,
        client: &Client,
        scheme: &str,
        dpop: Option<&str>,
        request: ProofFor<'_>,
        key: &str,
    ) -> Result<()> {
        if !scheme.eq_ignore_ascii_case("DPoP") {
            return Err(OAuthError::new(Code::InvalidDpopProof, "the token is bound to a key").into());
        }
        let proof = dpop.ok_or(OAuthError::new(Code::InvalidDpopProof, "the DPoP proof is missing"))?;
        let proof = Proof::check(proof, request, client.metadata.requirements().algorithms, self.db().now())?;
        let tx = self.db().begin().await?;
        if !proof.spend(&tx).await? {
            return Err(dpop::USED.into());
        }
        tx.commit().await?;
        if proof.fits(key) { Ok(()) } else { Err(OAuthError::token().into()) }
    }

    /// The token with what it stands on, where all of it holds now. `moment` says what it is asked for: `Use` or `Introspect`. With `of`, a
    /// token of any other client is none, and nothing is asked or decided about it.
    pub(super) async fn live_access(
        &self,
        token: &str,
        moment: Moment,
        of: Option<ClientId>,
    ) -> Result<Option<(Standing, PolicyAnswer, Scopes)>> {
        let Some(handle) = Handle::read(self.db().keyring(), Kind::Access, token) else { return Ok(None) };
        if handle.issued + ACCESS_LIFE <= self.db().now() {
            return Ok(None);
        }
        let found = store::grants::find_with_present(self.db(), handle.grant).await?;
        let Some((grant, at)) = found else { return Ok(None) };
        if of.is_some_and(|client| client != grant.client) {
            return Ok(None);
        }
        if grant.redeemed_at.is_none() || grant.access_void_at.is_some_and(|at| handle.issued <= at) {
            return Ok(None);
        }
        let scopes = grant.scopes.masked(handle.scopes);
        let session = store::sessions::find(&at, grant.session).await?;
        let permitted = self.permitted(&at, grant, session, moment).await?;
        Ok(permitted.map(|(standing, answer)| {
            let scopes = standing.still(&answer, &scopes);
            (standing, answer, scopes)
        }))
    }
}
