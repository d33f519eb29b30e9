//! Logging out at the provider, and logouts that come from it.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use database::Read;
use jiff::SignedDuration;
use serde_json::{Map, Value};
use url::Url;

use super::{Logins, Provider, id_token::check_party};
use crate::{
    Accept, Claims, Error, JoseError, LoginError, Params, Result, SKEW, Session,
    jose::peek_claims,
    logout::EVENT,
    secret::{same, sha256},
    session, store,
};

/// How old a logout token may be.
const OLDEST: SignedDuration = SignedDuration::from_mins(5);
/// How long a person may stay at the provider's logout page before coming back.
const LOGOUT_TIME: SignedDuration = SignedDuration::from_mins(10);
/// What the keyed hash of `farewell` is for.
const FAREWELL: &str = "logout farewell";

impl Logins {
    /// Where to send the browser so that the provider's own session ends too (RP-initiated logout); asked before the session is ended here.
    /// From there it comes back with a `state` that `after_logout` reads `then` from: where a tool wanted its person in the end.
    pub async fn end_session_url(&self, session: &Session, then: Option<&Url>) -> Result<Option<String>> {
        let provider = self.provider(session.service())?;
        if session.upstream.issuer.as_deref() != Some(provider.settings.issuer.as_str()) {
            return Ok(None);
        }
        let now = self.0.db.now();
        let endpoints = provider.metadata.get(&self.0.fetch, &provider.settings.issuer, now).await?;
        let Some(mut url) = endpoints.end_session_endpoint.clone() else { return Ok(None) };
        let hint = session::id_token(&self.0.db, session).await?;
        {
            let mut query = url.query_pairs_mut();
            if let Some(hint) = &hint {
                query.append_pair("id_token_hint", hint.expose());
            }
            query.append_pair("client_id", &provider.settings.client_id);
            query.append_pair("post_logout_redirect_uri", &self.post_logout_redirect_uri());
            if let Some(then) = then {
                query.append_pair("state", &self.farewell(then));
            }
        }
        Ok(Some(url.into()))
    }

    /// An address in a form that only we can have written, good for `LOGOUT_TIME`.
    fn farewell(&self, then: &Url) -> String {
        let until = (self.0.db.now() + LOGOUT_TIME).as_second();
        let address = URL_SAFE_NO_PAD.encode(then.as_str());
        let mac = self.0.db.keyring().mac(FAREWELL, &[&until.to_be_bytes(), then.as_str().as_bytes()]);
        format!("{until}.{address}.{}", URL_SAFE_NO_PAD.encode(mac))
    }

    /// Where a logout that came back from the provider goes on to; `None` for whatever we have not written (row 35).
    pub fn after_logout(&self, state: &str) -> Option<Url> {
        let mut parts = state.splitn(3, '.');
        let until: i64 = parts.next()?.parse().ok()?;
        let address = URL_SAFE_NO_PAD.decode(parts.next()?).ok()?;
        let mac = URL_SAFE_NO_PAD.decode(parts.next()?).ok()?;
        let ours = self.0.db.keyring().mac(FAREWELL, &[&until.to_be_bytes(), &address]);
        let fresh = self.0.db.now().as_second() <= until;
        (fresh && same(&ours, &mac)).then(|| String::from_utf8(address).ok()?.parse().ok())?
    }

    /// A front-channel logout from a provider: `iss` and `sid`, cookies may be absent. Returns how many sessions ended.
    pub async fn front_channel(&self, params: &Params) -> Result<usize> {
        let (Some(issuer), Some(sid)) = (params.get("iss"), params.get("sid")) else {
            return Err(LoginError::Unknown.into());
        };
        if !self.0.providers.values().any(|provider| provider.settings.issuer == issuer) {
            return Err(LoginError::Issuer.into());
        }
        self.end(issuer, sid).await
    }

    /// A logout token from a provider (OIDC Back-Channel Logout §2.6; row 25). Returns how many sessions ended.
    pub async fn back_channel(&self, token: &str) -> Result<usize> {
        let claimed: Map<String, Value> = peek_claims(token).map_err(LoginError::from)?;
        let issuer = claimed.get("iss").and_then(Value::as_str).ok_or(LoginError::Issuer)?;
        let audience = claimed.get("aud");
        let provider = self.0.providers.values().find(|provider| {
            provider.settings.issuer == issuer
                && audience.is_some_and(|audience| names(audience, &provider.settings.client_id))
        });
        let provider = provider.ok_or(LoginError::Issuer)?;
        let now = self.0.db.now();
        let endpoints = provider.metadata.get(&self.0.fetch, issuer, now).await?;
        let accept =
            Accept { algorithms: provider.settings.preset.algorithms(), types: &["logout+jwt", "jwt"] };
        let verified = self.0.key_source.verify(&endpoints.jwks_uri, token, accept, now).await;
        let claims = verified.map_err(LoginError::from)?.claims;
        let (jti, sid) = self.check_logout(provider, &claims).map_err(LoginError::from)?;
        let tx = self.0.db.begin().await?;
        let hash = sha256(format!("logout\u{1f}{issuer}\u{1f}{jti}").as_bytes());
        if !store::spent::spend(&tx, hash, now + OLDEST + SKEW + SKEW).await? {
            return Err(Error::Login(LoginError::Token(JoseError::Claim("jti"))));
        }
        let ended = session::end_of_upstream(&tx, issuer, &sid).await?;
        tx.commit().await?;
        Ok(ended)
    }

    fn check_logout(&self, provider: &Provider, claims: &Claims) -> Result<(String, String), JoseError> {
        check_party(claims, &provider.settings.issuer, &provider.settings.client_id)?;
        let now = self.0.db.now();
        claims.in_time(now)?;
        let issued = claims.instant("iat")?.ok_or(JoseError::Claim("iat"))?;
        if issued + OLDEST < now {
            return Err(JoseError::Claim("iat"));
        }
        if claims.get("nonce").is_some() {
            return Err(JoseError::Claim("nonce"));
        }
        let event = claims.get("events").and_then(|events| events.get(EVENT));
        if !event.is_some_and(Value::is_object) {
            return Err(JoseError::Claim("events"));
        }
        let proper = |text: &&str| !text.is_empty() && text.len() <= 300;
        let jti = claims.text("jti").filter(proper).ok_or(JoseError::Claim("jti"))?;
        // Without `sid` it would be about all of a subject's sessions; the providers' subjects are not kept here.
        let sid = claims.text("sid").filter(proper).ok_or(JoseError::Claim("sid"))?;
        Ok((jti.to_owned(), sid.to_owned()))
    }

    async fn end(&self, issuer: &str, sid: &str) -> Result<usize> {
        let tx = self.0.db.begin().await?;
        let ended = session::end_of_upstream(&tx, issuer, sid).await?;
        tx.commit().await?;
        Ok(ended)
    }
}

fn names(audience: &Value, client_id: &str) -> bool {
    match audience {
        Value::String(one) => one == client_id,
        Value::Array(several) => several.iter().any(|one| one.as_str() == Some(client_id)),
        _ => false,
    }
}
