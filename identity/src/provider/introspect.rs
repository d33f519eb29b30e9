//! Introspection (RFC 7662) and revocation (RFC 7009): a client's own tokens only (row 20).

use database::{Audit, Read};
use kernel::Actor;
use serde_json::{Value, json};

use super::{Credentials, Provider};
use crate::{
    Grant, Moment, OAuthError, Result,
    grant::{
        ACCESS_LIFE,
        handle::{Handle, Kind},
    },
    store,
};

const NO_TOKEN: OAuthError = OAuthError::request("token is missing");

impl Provider {
    /// Whether a token of the client's own is alive, and what it stands for.
    pub async fn introspect(&self, credentials: &Credentials<'_>) -> Result<Value> {
        let mut authenticated = self.authenticate(&self.db().present().await?, credentials).await?;
        if !authenticated.is_confidential() {
            return Err(OAuthError::client().into());
        }
        let Some(token) = credentials.params.get("token") else {
            return self.turn_away(&authenticated, NO_TOKEN).await;
        };
        let tx = self.db().begin().await?;
        authenticated.spend(&tx).await?;
        tx.commit().await?;
        let inactive = json!({ "active": false });
        let live = self.live_access(token, Moment::Introspect, Some(authenticated.client.id)).await?;
        let Some((standing, answer, scopes)) = live else { return Ok(inactive) };
        let Some(handle) = Handle::read(self.db().keyring(), Kind::Access, token) else {
            return Ok(inactive);
        };
        let expires = (handle.issued + ACCESS_LIFE).min(standing.grant.expires_at);
        let expires = answer.until.map_or(expires, |until| until.min(expires));
        let mut claims = self.person_claims(&standing, &answer, &scopes);
        let more = json!({
            "active": true,
            "iss": self.issuer(),
            "client_id": standing.client.id,
            "aud": self.fhir_base(),
            "scope": scopes,
            "token_type": if standing.grant.dpop_thumbprint.is_some() { "DPoP" } else { "Bearer" },
            "iat": handle.issued.as_second(),
            "exp": expires.as_second(),
        });
        if let Value::Object(more) = more {
            claims.extend(more);
        }
        if let Some(key) = &standing.grant.dpop_thumbprint {
            claims.insert("cnf".into(), json!({ "jkt": key }));
        }
        Ok(Value::Object(claims))
    }

    /// Ends a token of the client's own; an unknown or another's has no effect and the same answer. An access token ends alone, a refresh
    /// token with its whole grant.
    pub async fn revoke(&self, credentials: &Credentials<'_>) -> Result<()> {
        let mut authenticated = self.authenticate(&self.db().present().await?, credentials).await?;
        let Some(token) = credentials.params.get("token") else {
            return self.turn_away(&authenticated, NO_TOKEN).await;
        };
        let keyring = self.db().keyring();
        let refresh = Handle::read(keyring, Kind::Refresh, token);
        let handle = refresh.or_else(|| Handle::read(keyring, Kind::Access, token));
        let grant: Option<Grant> = match handle {
            Some(handle) => store::grants::find(self.db(), handle.grant).await?,
            None => None,
        };
        let tx = self.db().begin().await?;
        authenticated.spend(&tx).await?;
        if let Some(grant) =
            grant.filter(|grant| grant.client == authenticated.client.id && grant.revoked_at.is_none())
        {
            if refresh.is_some() {
                store::grants::revoke(&tx, grant.id, "revoked_by_client").await?;
                tx.audit(Audit::new(Actor::Client { client: grant.client }, "grant.revoke", grant.id));
            } else {
                let issued = handle.map_or(tx.now(), |handle| handle.issued);
                store::grants::void_access(&tx, grant.id, issued).await?;
            }
        }
        Ok(tx.commit().await?)
    }
}
