//! What clients can find out about the provider (OIDC Discovery, RFC 8414, SMART App Launch 2.2).

use kernel::LoginLevel;
use serde_json::{Value, json};

use super::Provider;
use crate::{Algorithm, Purpose, Result};

impl Provider {
    /// `/.well-known/openid-configuration`.
    pub fn openid_configuration(&self) -> Value {
        let at = |path: &str| format!("{}/oauth2/{path}", self.issuer());
        let scopes = self.0.offered.told().to_string();
        let algorithms: Vec<&str> = Algorithm::ALL.iter().map(|algorithm| algorithm.as_str()).collect();
        // No login below the floor is taken, so none can be told of.
        let levels = LoginLevel::ALL.into_iter().filter(|level| *level >= self.0.floor);
        json!({
            "issuer": self.issuer(),
            "authorization_endpoint": at("authorize"),
            "pushed_authorization_request_endpoint": at("par"),
            "token_endpoint": at("token"),
            "jwks_uri": at("jwks"),
            "userinfo_endpoint": at("userinfo"),
            "introspection_endpoint": at("introspect"),
            "revocation_endpoint": at("revoke"),
            "end_session_endpoint": at("end-session"),
            "scopes_supported": scopes.split(' ').collect::<Vec<_>>(),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": algorithms,
            "token_endpoint_auth_methods_supported": ["private_key_jwt", "none"],
            "token_endpoint_auth_signing_alg_values_supported": algorithms,
            "introspection_endpoint_auth_methods_supported": ["private_key_jwt"],
            "introspection_endpoint_auth_signing_alg_values_supported": algorithms,
            "revocation_endpoint_auth_methods_supported": ["private_key_jwt", "none"],
            "revocation_endpoint_auth_signing_alg_values_supported": algorithms,
            "dpop_signing_alg_values_supported": algorithms,
            "code_challenge_methods_supported": ["S256"],
            "require_pushed_authorization_requests": false,
            "authorization_response_iss_parameter_supported": true,
            "backchannel_logout_supported": true,
            "backchannel_logout_session_supported": true,
            "request_parameter_supported": false,
            "request_uri_parameter_supported": false,
            "claims_parameter_supported": true,
            "acr_values_supported": levels.collect::<Vec<_>>(),
            "prompt_values_supported": ["none", "login", "consent", "select_account"],
            "ui_locales_supported": ["nb", "nn", "en", "se"],
            "claims_supported": [
                "iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid", "at_hash", "act",
                "representation", "fhirUser", "pid", "name", "birthdate"
            ],
        })
    }

    /// `/fhir/.well-known/smart-configuration`.
    pub fn smart_configuration(&self) -> Value {
        let mut document = self.openid_configuration();
        document["capabilities"] = json!([
            "launch-ehr",
            "launch-standalone",
            "authorize-post",
            "client-public",
            "client-confidential-asymmetric",
            "sso-openid-connect",
            "context-ehr-patient",
            "context-standalone-patient",
            "context-banner",
            "permission-offline",
            "permission-online",
            "permission-patient",
            "permission-v2"
        ]);
        document
    }

    /// `/oauth2/jwks`.
    pub async fn jwks(&self) -> Result<Value> {
        self.keys().jwks(Purpose::Tokens).await
    }
}
