//! What a client registers (RFC 7591, and what builds on it).

use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use super::SecurityProfile;
use crate::{Algorithm, Error, PublicKeys, Reach, Result, Scopes};

/// How a client authenticates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthMethod {
    /// A signed assertion (OIDC Core §9): confidential clients.
    PrivateKeyJwt,
    /// Nothing: public clients, such as tools that run in the browser.
    None,
}

/// A client's metadata; members not named here are not understood and left out (RFC 7591 §2).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClientMetadata {
    /// The name shown to people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_name: Option<String>,
    /// Where codes are sent; compared exactly.
    #[serde(default)]
    pub redirect_uris: Vec<String>,
    /// How it authenticates.
    pub token_endpoint_auth_method: AuthMethod,
    /// The one algorithm of its assertions; any of ours where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_endpoint_auth_signing_alg: Option<Algorithm>,
    /// Its public keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jwks: Option<Value>,
    /// Where its public keys are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jwks_uri: Option<Url>,
    /// The most it may be granted.
    #[serde(default = "default_scope")]
    pub scope: Scopes,
    /// `authorization_code`, `refresh_token`.
    #[serde(default = "default_grant_types")]
    pub grant_types: Vec<String>,
    /// `code`.
    #[serde(default = "default_response_types")]
    pub response_types: Vec<String>,
    /// How its ID tokens are signed.
    #[serde(default = "default_algorithm")]
    pub id_token_signed_response_alg: Algorithm,
    /// `pairwise`.
    #[serde(default = "default_subject_type")]
    pub subject_type: String,
    /// A profile that it is held to as a whole, whatever the switches beside it say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security_profile: Option<SecurityProfile>,
    /// Whether requests must be pushed (RFC 9126 §6).
    #[serde(default)]
    pub require_pushed_authorization_requests: bool,
    /// Whether its tokens are always bound to a key (RFC 9449 §5.2).
    #[serde(default)]
    pub dpop_bound_access_tokens: bool,
    /// Where a start from the platform goes (SMART App Launch 2.2: launch address).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initiate_login_uri: Option<Url>,
    /// Where a person may be sent after logout; compared exactly.
    #[serde(default)]
    pub post_logout_redirect_uris: Vec<String>,
    /// Where logout tokens are posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backchannel_logout_uri: Option<Url>,
    /// Whether logout tokens must carry `sid`; ours always do.
    #[serde(default)]
    pub backchannel_logout_session_required: bool,
}

const MOST_ADDRESSES: usize = 20;

fn default_scope() -> Scopes {
    Scopes::parse("openid").unwrap_or_default()
}
fn default_grant_types() -> Vec<String> {
    vec!["authorization_code".into(), "refresh_token".into()]
}
fn default_response_types() -> Vec<String> {
    vec!["code".into()]
}
fn default_algorithm() -> Algorithm {
    Algorithm::Es256
}
fn default_subject_type() -> String {
    "pairwise".into()
}

impl ClientMetadata {
    /// Reads and checks what is to be registered.
    pub fn parse(metadata: &Value, reach: Reach) -> Result<Self> {
        let mut members =
            metadata.as_object().cloned().ok_or_else(|| Error::metadata("metadata", "not an object"))?;
        if !members.contains_key("token_endpoint_auth_method") {
            let keys = members.contains_key("jwks") || members.contains_key("jwks_uri");
            let method = if keys { "private_key_jwt" } else { "none" };
            members.insert("token_endpoint_auth_method".into(), method.into());
        }
        let metadata: Self = serde_json::from_value(Value::Object(members))
            .map_err(|error| Error::metadata("metadata", error))?;
        metadata.check(reach)?;
        Ok(metadata)
    }

    /// Names of the members in which it differs from `other`, in the alphabet's order.
    pub(super) fn difference(&self, other: &Self) -> Vec<String> {
        let members = |one: &Self| match serde_json::to_value(one) {
            Ok(Value::Object(members)) => members,
            _ => serde_json::Map::new(),
        };
        let (before, after) = (members(self), members(other));
        let mut names: Vec<String> = before.keys().chain(after.keys()).cloned().collect();
        names.sort_unstable();
        names.dedup();
        names.retain(|name| before.get(name) != after.get(name));
        names
    }

    /// Whether it may use refresh tokens.
    pub fn refreshes(&self) -> bool {
        self.grant_types.iter().any(|one| one == "refresh_token")
    }

    fn check(&self, reach: Reach) -> Result<()> {
        if self.client_name.as_ref().is_some_and(|name| {
            name.trim().is_empty() || name.chars().count() > 120 || name.chars().any(char::is_control)
        }) {
            return Err(Error::metadata("client_name", "1 to 120 characters, no control characters"));
        }
        self.check_requirements()?;
        self.check_keys(reach)?;
        self.check_addresses(reach)?;
        if self.response_types != ["code"] {
            return Err(Error::metadata("response_types", "only code is supported"));
        }
        let known = |one: &String| matches!(one.as_str(), "authorization_code" | "refresh_token");
        if !self.grant_types.iter().all(known)
            || !self.grant_types.iter().any(|one| one == "authorization_code")
        {
            return Err(Error::metadata("grant_types", "authorization_code, and refresh_token beside it"));
        }
        if self.subject_type != "pairwise" {
            return Err(Error::metadata("subject_type", "subjects are pairwise"));
        }
        Ok(())
    }

    fn check_keys(&self, reach: Reach) -> Result<()> {
        match (self.token_endpoint_auth_method, &self.jwks, &self.jwks_uri) {
            (_, Some(_), Some(_)) => Err(Error::metadata("jwks", "either jwks or jwks_uri")),
            (AuthMethod::PrivateKeyJwt, None, None) => {
                Err(Error::metadata("jwks", "private_key_jwt needs jwks or jwks_uri"))
            }
            (_, None, Some(address)) if !reach.allows(address) => {
                Err(Error::metadata("jwks_uri", "the address may not be fetched: public https only"))
            }
            (_, Some(set), None) => {
                let keys = PublicKeys::parse(set).map_err(|_| {
                    Error::metadata("jwks", "not a set of public keys, or a private key is in it")
                })?;
                if keys.serve(self.requirements().algorithms) {
                    return Ok(());
                }
                let algorithms: Vec<_> =
                    self.requirements().algorithms.iter().map(|one| one.as_str()).collect();
                let algorithms = algorithms.join(", ");
                Err(Error::metadata("jwks", format_args!("no key for any of {algorithms} (RSA: 2048 bits)")))
            }
            _ => Ok(()),
        }
    }

    fn check_addresses(&self, reach: Reach) -> Result<()> {
        if self.redirect_uris.is_empty() || self.redirect_uris.len() > MOST_ADDRESSES {
            return Err(Error::metadata("redirect_uris", "1 to 20 addresses"));
        }
        if self.post_logout_redirect_uris.len() > MOST_ADDRESSES {
            return Err(Error::metadata("post_logout_redirect_uris", "at most 20 addresses"));
        }
        let native = self.token_endpoint_auth_method == AuthMethod::None;
        for address in &self.redirect_uris {
            registrable("redirect_uris", address, reach, native)?;
        }
        for address in &self.post_logout_redirect_uris {
            registrable("post_logout_redirect_uris", address, reach, native)?;
        }
        for (field, address) in [
            ("initiate_login_uri", &self.initiate_login_uri),
            ("backchannel_logout_uri", &self.backchannel_logout_uri),
        ] {
            if let Some(address) = address {
                registrable(field, address.as_str(), reach, false)?;
            }
        }
        if self.backchannel_logout_uri.as_ref().is_some_and(|address| !reach.allows(address)) {
            return Err(Error::metadata(
                "backchannel_logout_uri",
                "the address may not be reached: public https only",
            ));
        }
        Ok(())
    }
}

/// What is wrong with an address that a client wants to register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressFault {
    /// No absolute address.
    NotAbsolute,
    /// More than 500 characters.
    TooLong,
    /// A fragment, a wildcard or white space: addresses are compared character for character.
    NotExact,
    /// A user name or a password in it.
    UserInfo,
    /// Neither https nor, for public clients, an app's own scheme.
    Scheme,
}

impl AddressFault {
    /// For developers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotAbsolute => "not an absolute address",
            Self::TooLong => "at most 500 characters",
            Self::NotExact => "no fragment, wildcard or white space",
            Self::UserInfo => "no user info",
            Self::Scheme => "https, or an app's own scheme such as no.example.app",
        }
    }
}

/// https without fragment or user info; http on loopback in profile `demo`; a private-use scheme of a public native app (RFC 8252 §7.1).
pub fn check_address(address: &str, reach: Reach, native: bool) -> Result<(), AddressFault> {
    let url: Url = address.parse().map_err(|_| AddressFault::NotAbsolute)?;
    if address.len() > 500 {
        return Err(AddressFault::TooLong);
    }
    if address.contains(['#', '*']) || address.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(AddressFault::NotExact);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressFault::UserInfo);
    }
    let loopback = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    let fits = match url.scheme() {
        "https" => url.host_str().is_some(),
        "http" => loopback && reach.loopback_http,
        "javascript" | "data" | "vbscript" | "file" | "blob" => false,
        scheme => native && scheme.contains('.'),
    };
    if fits { Ok(()) } else { Err(AddressFault::Scheme) }
}

fn registrable(field: &'static str, address: &str, reach: Reach, native: bool) -> Result<()> {
    check_address(address, reach, native).map_err(|fault| Error::metadata(field, fault.as_str()))
}
