//! Pushed authorization requests (RFC 9126): a `request_uri` is the request itself, sealed (ADR 0010).

use std::{
    collections::HashSet,
    mem,
    sync::{Mutex, PoisonError},
};

use database::{Atomic, Outcome, Present, Read};
use jiff::{SignedDuration, Timestamp};
use kernel::GrantId;
use serde::Serialize;

use super::{AuthorizationRequest, Credentials, Provider, authenticate::Authenticated, request::Fault};
use crate::{Client, Code, Error, OAuthError, Params, Result, sealed::Sealed};

/// How long a pushed request may wait for its browser.
pub(crate) const PUSHED_LIFE: SignedDuration = SignedDuration::from_secs(60);
/// What our `request_uri`s begin with (RFC 9126 §2.2).
pub(crate) const URI_PREFIX: &str = "urn:ietf:params:oauth:request_uri:";
pub(crate) const PUSHED: Sealed =
    Sealed { table: "authorization_requests", column: "sealed_request", longest: 24_576 };

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
        let db = self.db();
        // Mostly nothing has changed since this instance looked last. Where something is written, that makes sure of it, which spares a read; what
        // fails is tried once more where something has.
        let writes = credentials.params.get("client_assertion").is_some() || dpop.is_some();
        let (mut at, mut is_sure) = match db.last_known().filter(|_| writes) {
            Some(at) => (at, false),
            None => (db.present().await?, true),
        };
        loop {
            let pushed = self.push_at(&at, credentials, dpop).await;
            let is_taken = match &pushed {
                Ok((authenticated, Ok(_))) => {
                    let mut once = Atomic::default();
                    if !is_sure {
                        once.unless(at.has_changed());
                    }
                    authenticated.spend_with(&mut once, db);
                    once.run(db).await? == Outcome::Done
                }
                _ => false,
            };
            if is_taken {
                return self.sealed(pushed?.1?);
            }
            let now = if is_sure { at.clone() } else { db.present().await? };
            if now.is_as(&at) {
                // Where all was well, either the assertion or the proof was there before.
                let (authenticated, request) = pushed?;
                let error = request.err().unwrap_or_else(OAuthError::client);
                return Box::pin(self.turn_away(&authenticated, error)).await;
            }
            (at, is_sure) = (now, true);
        }
    }

    /// Who pushes, and the request or what is wrong with it; nothing is used up.
    async fn push_at(
        &self,
        at: &Present,
        credentials: &Credentials<'_>,
        dpop: Option<&str>,
    ) -> Result<(Authenticated, Result<AuthorizationRequest, OAuthError>)> {
        let mut authenticated = self.authenticate(at, credentials).await?;
        let request = match self.check_pushed(&mut authenticated, credentials.params, dpop).await {
            Ok(request) => Ok(request),
            Err(Error::OAuth(error)) => Err(error),
            Err(error) => return Err(error),
        };
        Ok((authenticated, request))
    }

    /// The request as its `request_uri`, good for one grant.
    fn sealed(&self, request: AuthorizationRequest) -> Result<Pushed> {
        let (db, now) = (self.db(), self.db().now());
        let id = GrantId::new(now, &**db.entropy());
        let request = AuthorizationRequest { grant: Some(id), ..request };
        let sealed = PUSHED.write(db.keyring(), id, &((now + PUSHED_LIFE).as_microsecond(), &request))?;
        Ok(Pushed { request_uri: format!("{URI_PREFIX}{sealed}"), expires_in: PUSHED_LIFE.as_secs() })
    }

    /// The request, bound to the key of the proof that it came with.
    async fn check_pushed(
        &self,
        authenticated: &mut Authenticated,
        params: &Params,
        dpop: Option<&str>,
    ) -> Result<AuthorizationRequest> {
        let url = format!("{}/oauth2/par", self.issuer());
        authenticated.take_proof(dpop, &url, self.db().now())?;
        if params.get("request_uri").is_some() {
            return Err(OAuthError::request("request_uri cannot be pushed").into());
        }
        let checked = Box::pin(self.check_request(&authenticated.client, params)).await?;
        let mut request = checked.map_err(Fault::into_error)?;
        if let Some(proof) = &authenticated.proof {
            let named = request.dpop_jkt.replace(proof.thumbprint.clone());
            if named.is_some_and(|key| !proof.fits(&key)) {
                return Err(OAuthError::new(Code::InvalidDpopProof, "dpop_jkt names another key").into());
            }
        }
        Ok(request)
    }

    /// The client's request, about the person whom its `id_token_hint` names.
    pub(super) async fn check_request(
        &self,
        client: &Client,
        params: &Params,
    ) -> Result<Result<AuthorizationRequest, Fault>> {
        let fhir = self.fhir_base();
        let grantable = client.metadata.scope.within(self.0.offered.to(client.party));
        let checked = AuthorizationRequest::check(client, params, &[self.issuer(), &fhir], &grantable);
        let hint = params.get("id_token_hint").filter(|_| checked.is_ok());
        let Some(hint) = hint else { return Ok(checked) };
        let claims = self.hint(hint).await?;
        let own = claims.filter(|claims| claims.must_be("aud", &client.id.to_string()).is_ok());
        let subject = own.as_ref().and_then(|claims| claims.text("sub"));
        Ok(checked.and_then(|request| request.about(subject)))
    }

    /// The client's request that was pushed as this; `None` where its time is over, where the client was stopped since, where it was used at this
    /// instance, and for what was not written by us.
    pub(super) fn pushed(&self, sealed: &str, client: &Client) -> Option<AuthorizationRequest> {
        let (id, (expires, request)) =
            PUSHED.read::<(i64, AuthorizationRequest)>(self.db().keyring(), sealed)?;
        let expires = Timestamp::from_microsecond(expires).ok()?;
        let lives = self.db().now() < expires && client.holds(expires - PUSHED_LIFE);
        (lives && request.client == client.id && !self.0.used.has(id)).then_some(request)
    }

    /// Uses a request up that was pushed; `false` where that was done before. Others are as good as new.
    pub(super) fn use_pushed(&self, request: &AuthorizationRequest) -> bool {
        request.grant.is_none_or(|id| self.0.used.mark(id, self.db().now()))
    }
}

/// Pushed requests that this instance has used up, for as long as they could come again. At another instance one that comes again is good for the
/// same grant, which can be given once (ADR 0010).
#[derive(Debug, Default)]
pub(super) struct Used(Mutex<Spans>);

#[derive(Debug, Default)]
struct Spans {
    began: Timestamp,
    this: HashSet<GrantId>,
    last: HashSet<GrantId>,
}

impl Used {
    fn has(&self, id: GrantId) -> bool {
        let spans = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spans.this.contains(&id) || spans.last.contains(&id)
    }

    /// `false` where it was marked before.
    fn mark(&self, id: GrantId, now: Timestamp) -> bool {
        let mut spans = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if now.duration_since(spans.began) >= PUSHED_LIFE {
            spans.began = now;
            spans.last = mem::take(&mut spans.this);
        }
        !spans.last.contains(&id) && spans.this.insert(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u128) -> GrantId {
        GrantId::from_uuid(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn a_request_is_used_once_for_as_long_as_it_lives() {
        let used = Used::default();
        let start: Timestamp = "2026-11-29T10:00:00Z".parse().unwrap();
        let second = |number| start + SignedDuration::from_secs(number);
        assert!(used.mark(id(1), start) && !used.mark(id(1), start) && used.has(id(1)) && !used.has(id(2)));
        assert!(used.mark(id(2), second(59)));
        // The spans change; what was marked in the first is remembered through the second.
        assert!(used.mark(id(3), second(60)));
        assert!(!used.mark(id(2), second(119)) && used.has(id(2)));
        // Marked at 59, it could come until 119: from 120 on it is forgotten.
        assert!(used.mark(id(4), second(120)));
        assert!(!used.has(id(1)) && !used.has(id(2)) && used.has(id(3)) && used.has(id(4)));
    }
}
