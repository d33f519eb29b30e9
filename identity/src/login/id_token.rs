//! Checking the provider's ID token (OIDC Core §3.1.3.7; rows 10 and 11).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use database::Read;
use jiff::SignedDuration;

use super::{Logins, Provider, begin::Pending, metadata::Endpoints, token::Tokens};
use crate::{
    Accept, Claims, JoseError, LoginError, Result, SourceError,
    secret::{same, sha256},
};

/// How old an ID token may be that was given just now.
const OLDEST: SignedDuration = SignedDuration::from_mins(10);

impl Logins {
    pub(super) async fn check_id_token(
        &self,
        provider: &Provider,
        endpoints: &Endpoints,
        tokens: &Tokens,
        pending: &Pending,
    ) -> Result<Claims> {
        let now = self.0.db.now();
        let accept = Accept { algorithms: provider.settings.preset.algorithms(), types: &["jwt"] };
        let verified = self.0.key_source.verify(&endpoints.jwks_uri, &tokens.id, accept, now).await;
        let claims = verified.map_err(LoginError::from)?.claims;
        check_party(&claims, &provider.settings.issuer, &provider.settings.client_id)
            .map_err(LoginError::from)?;
        claims.in_time(now).map_err(LoginError::from)?;
        let issued = claims.instant("iat").map_err(LoginError::from)?;
        if issued.is_none_or(|issued| issued + OLDEST < now) {
            return Err(LoginError::Token(JoseError::Claim("iat")).into());
        }
        let nonce = claims.text("nonce").unwrap_or_default();
        if !same(nonce.as_bytes(), pending.nonce.as_bytes()) {
            return Err(LoginError::Token(JoseError::Claim("nonce")).into());
        }
        let half = URL_SAFE_NO_PAD.encode(&sha256(tokens.access.as_bytes())[..16]);
        if claims.get("at_hash").is_some_and(|hash| hash.as_str() != Some(half.as_str())) {
            return Err(LoginError::Token(JoseError::Claim("at_hash")).into());
        }
        if claims.text("sub").is_none_or(str::is_empty) {
            return Err(LoginError::Token(JoseError::Claim("sub")).into());
        }
        Ok(claims)
    }
}

/// From this issuer, for us, and for us only where several are named (`azp`).
pub(super) fn check_party(claims: &Claims, issuer: &str, client_id: &str) -> Result<(), JoseError> {
    claims.must_be("iss", issuer)?;
    claims.for_audience(client_id)?;
    if claims.has_several_audiences() || claims.get("azp").is_some() {
        claims.must_be("azp", client_id)?;
    }
    Ok(())
}

impl From<SourceError> for LoginError {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::Token(error) => Self::Token(error),
            SourceError::Fetch(error) => error.into(),
        }
    }
}
