//! What is demanded of a client: by its switches one by one, or by a profile as a whole. Every check reads it here.

use serde::{Deserialize, Serialize};

use super::{AuthMethod, ClientMetadata};
use crate::{Algorithm, Error, Result};

/// A profile that a client is held to as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecurityProfile {
    /// FAPI 2.0 Security Profile (OpenID Foundation, final of February 2025).
    #[serde(rename = "fapi-2.0")]
    Fapi2,
}

/// What is demanded of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requirements {
    /// Its requests are pushed (RFC 9126 §6; FAPI 2.0 §5.3.2.2).
    pub pushed: bool,
    /// Its tokens are bound to a key (RFC 9449 §5.2; FAPI 2.0 §5.3.2.1): no other one is issued or taken.
    pub bound: bool,
    /// What it signs with and what is signed for it (FAPI 2.0 §5.4.1).
    pub algorithms: &'static [Algorithm],
    /// Each refresh token is good once. FAPI 2.0 §5.3.2.1 forbids it: a confidential client gains nothing by it, and an answer that is lost costs
    /// the person a login.
    pub rotates: bool,
}

/// FAPI 2.0 §5.4.1: no PKCS #1 v1.5.
const FAPI_ALGORITHMS: [Algorithm; 3] = [Algorithm::Es256, Algorithm::Ps256, Algorithm::EdDsa];

impl ClientMetadata {
    /// What is demanded of the client. PKCE by S256, codes of 60 seconds, `iss` in answers, assertions for the issuer alone and exact redirect
    /// addresses are demanded of everybody.
    pub fn requirements(&self) -> Requirements {
        match self.security_profile {
            Some(SecurityProfile::Fapi2) => {
                Requirements { pushed: true, bound: true, algorithms: &FAPI_ALGORITHMS, rotates: false }
            }
            None => Requirements {
                pushed: self.require_pushed_authorization_requests,
                bound: self.dpop_bound_access_tokens,
                algorithms: &Algorithm::ALL,
                rotates: true,
            },
        }
    }

    /// The first member by which `after` demands less of the client than this does.
    pub(super) fn loosened_by(&self, after: &Self) -> Option<&'static str> {
        let (demanded, then) = (self.requirements(), after.requirements());
        let loose = [
            ("security_profile", self.security_profile.is_some() && after.security_profile.is_none()),
            (
                "token_endpoint_auth_method",
                self.token_endpoint_auth_method == AuthMethod::PrivateKeyJwt
                    && after.token_endpoint_auth_method == AuthMethod::None,
            ),
            ("require_pushed_authorization_requests", demanded.pushed && !then.pushed),
            ("dpop_bound_access_tokens", demanded.bound && !then.bound),
        ];
        loose.into_iter().find(|(_, loosened)| *loosened).map(|(member, _)| member)
    }

    /// Refuses what contradicts what is demanded; keys that are at an address are checked when they sign.
    pub(super) fn check_requirements(&self) -> Result<()> {
        let demanded = self.requirements();
        let fapi = self.security_profile == Some(SecurityProfile::Fapi2);
        if fapi && self.token_endpoint_auth_method == AuthMethod::None {
            return Err(Error::metadata(
                "security_profile",
                "fapi-2.0 is for clients that authenticate with private_key_jwt; a public client cannot meet it",
            ));
        }
        let signing = [
            ("token_endpoint_auth_signing_alg", self.token_endpoint_auth_signing_alg),
            ("id_token_signed_response_alg", Some(self.id_token_signed_response_alg)),
        ];
        for (member, algorithm) in signing {
            if algorithm.is_some_and(|algorithm| !demanded.algorithms.contains(&algorithm)) {
                return Err(Error::metadata(member, "fapi-2.0 allows ES256, PS256 and EdDSA"));
            }
        }
        Ok(())
    }
}
