//! Pushed authorization requests (RFC 9126).

use database::{Atomic, Outcome, Read};
use jiff::SignedDuration;
use serde::Serialize;

use super::{AuthorizationRequest, Credentials, Provider, request::Fault};
use crate::{
    Code, OAuthError, Result,
    dpop::{Proof, ProofFor},
    secret::Secret,
    store,
};

/// How long a pushed request may wait for its browser.
pub(crate) const PUSHED_LIFE: SignedDuration = SignedDuration::from_secs(60);
/// What our `request_uri`s begin with (RFC 9126 §2.2).
pub(crate) const URI_PREFIX: &str = "urn:ietf:params:oauth:request_uri:";

/// The answer to a pushed request (201).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pushed {
    /// Stands for the request, once.
    pub request_uri: String,
    /// For how many seconds.
    pub expires_in: i64,
}

impl Provider {
    /// Takes a request before the browser comes. `dpop` is the proof header: its key is the one that the code is bound to (RFC 9449 §10.1).
    pub async fn push(&self, credentials: &Credentials<'_>, dpop: Option<&str>) -> Result<Pushed> {
        let authenticated = self.authenticate(&self.db().present().await?, credentials).await?;
        if credentials.params.get("request_uri").is_some() {
            return Err(OAuthError::request("request_uri cannot be pushed").into());
        }
        let mut request =
            self.check_request(&authenticated.client, credentials.params).map_err(Fault::into_error)?;
        let url = format!("{}/oauth2/par", self.issuer());
        let proof_for = ProofFor { method: "POST", url: &url, token: None };
        let algorithms = authenticated.client.metadata.requirements().algorithms;
        let check = |proof| Proof::check(proof, proof_for, algorithms, self.db().now());
        let proof = dpop.map(check).transpose()?;
        if let Some(proof) = &proof {
            let named = request.dpop_jkt.replace(proof.thumbprint.clone());
            if named.is_some_and(|key| !proof.fits(&key)) {
                return Err(OAuthError::new(Code::InvalidDpopProof, "dpop_jkt names another key").into());
            }
        }
        let (db, mut once) = (self.db(), Atomic::default());
        authenticated.spend_with(&mut once, db);
        if let Some(proof) = &proof {
            proof.spend_with(&mut once, db);
        }
        let uri = Secret::new(db.random());
        once.one(store::requests::insertion(db, &uri, &request, PUSHED_LIFE)?);
        if once.run(db).await? != Outcome::Done {
            // Either the assertion or the proof was there before.
            let tx = db.begin().await?;
            authenticated.spend(&tx).await?;
            if let Some(proof) = &proof {
                proof.spend(&tx).await?;
            }
            tx.commit().await?;
            return Err(OAuthError::client().into());
        }
        Ok(Pushed { request_uri: format!("{URI_PREFIX}{}", uri.expose()), expires_in: PUSHED_LIFE.as_secs() })
    }

    pub(crate) fn check_request(
        &self,
        client: &crate::Client,
        params: &crate::Params,
    ) -> Result<AuthorizationRequest, Fault> {
        let fhir = self.fhir_base();
        AuthorizationRequest::check(client, params, &[self.issuer(), &fhir])
    }
}
