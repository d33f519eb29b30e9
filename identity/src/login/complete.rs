//! Completing a login: the browser is back.

use std::sync::Arc;

use database::Read;
use kernel::LoginLevel;

use super::{Logins, Provider, begin::Pending, metadata::Endpoints, person::UpstreamPerson, token::Tokens};
use crate::{LoginError, Params, Result, Service, secret::Secret, store};

/// A completed login.
#[derive(Debug, Clone, PartialEq)]
pub struct Completed {
    /// Which login.
    pub service: Service,
    /// Where to go now: the path given at the beginning.
    pub next: String,
    /// Who logged in, as the provider says.
    pub person: UpstreamPerson,
}

impl Logins {
    /// Completes a login from the parameters that the browser brought back and its login cookie (row 10).
    pub async fn complete(&self, params: &Params, browser: Option<&Secret>) -> Result<Completed> {
        let state = params.get("state").and_then(Secret::parse).ok_or(LoginError::Unknown)?;
        let browser = browser.ok_or(LoginError::Unknown)?;
        let tx = self.0.db.begin().await?;
        let taken = store::logins::take(&tx, &state, browser).await?;
        tx.commit().await?;
        let (service, pending) = taken.ok_or(LoginError::Unknown)?;
        let provider = self.provider(service)?;
        // Whose answer it is comes before what it says, also of an error (RFC 9207 §2.4).
        if params.get("iss") != Some(provider.settings.issuer.as_str()) {
            return Err(LoginError::Issuer.into());
        }
        match params.get("error") {
            Some("access_denied") => return Err(LoginError::Cancelled.into()),
            Some(error) => return Err(LoginError::Refused(error.chars().take(80).collect()).into()),
            None => {}
        }
        let code = params.get("code").ok_or(LoginError::Refused("no code".into()))?;
        let now = self.0.db.now();
        let endpoints = provider.metadata.get(&self.0.fetch, &provider.settings.issuer, now).await?;
        let tokens = self.redeem(provider, &endpoints, code, &pending.verifier).await?;
        let person = self.person(provider, &endpoints, &tokens, &pending).await?;
        Ok(Completed { service, next: pending.next, person })
    }

    async fn person(
        &self,
        provider: &Provider,
        endpoints: &Arc<Endpoints>,
        tokens: &Tokens,
        pending: &Pending,
    ) -> Result<UpstreamPerson> {
        let claims = self.check_id_token(provider, endpoints, tokens, pending).await?;
        let more = match &endpoints.userinfo_endpoint {
            Some(address) if provider.settings.preset.asks_userinfo() => {
                let more = self.userinfo(provider, address, tokens).await?;
                // Userinfo of somebody else must not be mixed in (OIDC Core §5.3.2).
                if more.get("sub") != claims.get("sub") {
                    return Err(LoginError::Claims("sub of userinfo").into());
                }
                Some(more)
            }
            _ => None,
        };
        let mut all = claims.into_map();
        for (name, value) in more.into_iter().flatten() {
            all.entry(name).or_insert(value);
        }
        let mut person = UpstreamPerson::read(&provider.settings, &all, tokens)?;
        check_level(person.level, pending.level)?;
        if pending
            .anew_since
            .is_some_and(|since| person.authenticated_at.as_second() + 10 < since.as_second())
        {
            return Err(LoginError::Claims("auth_time").into());
        }
        // The provider's clock may be some seconds off (row 30): by ours the person logged in after being sent there, and before now.
        let earliest = pending.anew_since.unwrap_or(person.authenticated_at);
        person.authenticated_at = person.authenticated_at.max(earliest).min(self.0.db.now());
        Ok(person)
    }
}

fn check_level(given: LoginLevel, asked: LoginLevel) -> Result<(), LoginError> {
    if given >= asked { Ok(()) } else { Err(LoginError::Level) }
}
