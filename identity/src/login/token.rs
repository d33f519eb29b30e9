//! Redeeming the code at the provider, through `oauth2`, and asking its userinfo.

use std::{
    future::Future,
    pin::Pin,
    sync::{Mutex, PoisonError},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use database::Read;
use http::{HeaderValue, Request, StatusCode};
use oauth2::{
    AsyncHttpClient, AuthType, AuthorizationCode, ClientId, ExtraTokenFields, HttpRequest, HttpResponse,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, StandardRevocableToken, StandardTokenResponse,
    TokenResponse, TokenUrl,
    basic::{
        BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse, BasicTokenType,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use url::Url;

use super::{ASSERTION_TYPE, Logins, Provider, metadata::Endpoints};
use crate::{
    Error, Fetch, FetchError, LoginError, Result, fetch,
    secret::{Secret, sha256},
};

/// What the provider gave for the code.
pub(super) struct Tokens {
    pub(super) access: String,
    pub(super) id: String,
}

/// OIDC's own member of a token response.
#[derive(Debug, Serialize, Deserialize)]
struct IdToken {
    id_token: Option<String>,
}
impl ExtraTokenFields for IdToken {}

type Answer = StandardTokenResponse<IdToken, BasicTokenType>;
type Client = oauth2::Client<
    BasicErrorResponse,
    Answer,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
>;

/// `oauth2`'s way to the network: ours, with a DPoP proof where the provider wants one.
struct Http<'a> {
    fetch: &'a Fetch,
    proof: Option<String>,
    nonce: Mutex<Option<String>>,
}

impl<'c> AsyncHttpClient<'c> for Http<'_> {
    type Error = FetchError;
    type Future = Pin<Box<dyn Future<Output = std::result::Result<HttpResponse, FetchError>> + Send + 'c>>;

    fn call(&'c self, mut request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            if let Some(proof) = self.proof.as_deref().and_then(|proof| HeaderValue::from_str(proof).ok()) {
                request.headers_mut().insert("dpop", proof);
            }
            let response = self.fetch.send(request).await?;
            let nonce = response.headers().get("dpop-nonce").and_then(|value| value.to_str().ok());
            *self.nonce.lock().unwrap_or_else(PoisonError::into_inner) = nonce.map(str::to_owned);
            Ok(response)
        })
    }
}

impl Logins {
    /// Code and verifier become tokens. A provider that asks for a nonce in the proof (RFC 9449 §8) is answered once.
    pub(super) async fn redeem(
        &self,
        provider: &Provider,
        endpoints: &Endpoints,
        code: &str,
        verifier: &str,
    ) -> Result<Tokens> {
        let mut nonce = None;
        for _ in 0..2 {
            let proof = self.proof(provider, "POST", &endpoints.token_endpoint, nonce.as_deref(), None)?;
            let http = Http { fetch: &self.0.fetch, proof, nonce: Mutex::default() };
            match self.ask_tokens(provider, endpoints, code, verifier, &http).await? {
                Ok(tokens) => return Ok(tokens),
                Err(error) if error == "use_dpop_nonce" && nonce.is_none() => {
                    nonce = http.nonce.into_inner().unwrap_or_else(PoisonError::into_inner);
                }
                Err(error) => return Err(LoginError::Refused(error).into()),
            }
        }
        Err(LoginError::Refused("use_dpop_nonce".into()).into())
    }

    /// `Err` inside holds the code that the provider refused with.
    async fn ask_tokens(
        &self,
        provider: &Provider,
        endpoints: &Endpoints,
        code: &str,
        verifier: &str,
        http: &Http<'_>,
    ) -> Result<std::result::Result<Tokens, String>> {
        let redirect =
            RedirectUrl::new(self.redirect_uri()).map_err(|_| LoginError::Away("redirect address".into()))?;
        let client = Client::new(ClientId::new(provider.settings.client_id.clone()))
            .set_auth_type(AuthType::RequestBody)
            .set_token_uri(TokenUrl::from_url(endpoints.token_endpoint.clone()))
            .set_redirect_uri(redirect);
        let assertion = self.assertion(provider).await?;
        let answer = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()))
            .add_extra_param("client_assertion_type", ASSERTION_TYPE)
            .add_extra_param("client_assertion", assertion)
            .request_async(http)
            .await;
        let answer = match answer {
            Ok(answer) => answer,
            Err(RequestTokenError::ServerResponse(refusal)) => {
                return Ok(Err(refusal.error().as_ref().to_owned()));
            }
            Err(RequestTokenError::Request(error)) => return Err(LoginError::from(error).into()),
            Err(error) => return Err(LoginError::Away(error.to_string()).into()),
        };
        let id = answer.extra_fields().id_token.clone().ok_or(LoginError::Claims("id_token"))?;
        Ok(Ok(Tokens { access: answer.access_token().secret().clone(), id }))
    }

    /// The provider's userinfo. Here too a nonce that it asks for is given once (RFC 9449 §9).
    pub(super) async fn userinfo(
        &self,
        provider: &Provider,
        address: &Url,
        tokens: &Tokens,
    ) -> Result<Map<String, Value>> {
        let mut response = self.ask_userinfo(provider, address, tokens, None).await?;
        let wanted = response.headers().get("dpop-nonce").and_then(|nonce| nonce.to_str().ok());
        if response.status() == StatusCode::UNAUTHORIZED
            && let Some(nonce) = wanted.map(str::to_owned)
        {
            response = self.ask_userinfo(provider, address, tokens, Some(&nonce)).await?;
        }
        match fetch::json(&response).map_err(LoginError::from)? {
            Value::Object(claims) => Ok(claims),
            _ => Err(LoginError::Claims("userinfo").into()),
        }
    }

    async fn ask_userinfo(
        &self,
        provider: &Provider,
        address: &Url,
        tokens: &Tokens,
        nonce: Option<&str>,
    ) -> Result<HttpResponse> {
        let proof = self.proof(provider, "GET", address, nonce, Some(&tokens.access))?;
        let scheme = if proof.is_some() { "DPoP" } else { "Bearer" };
        let mut request = Request::get(address.as_str())
            .header(http::header::AUTHORIZATION, format!("{scheme} {}", tokens.access))
            .header(http::header::ACCEPT, "application/json");
        if let Some(proof) = proof {
            request = request.header("dpop", proof);
        }
        let request = request.body(Vec::new()).map_err(|_| LoginError::from(FetchError::Forbidden))?;
        Ok(self.0.fetch.send(request).await.map_err(LoginError::from)?)
    }

    /// A DPoP proof, for providers that bind their tokens.
    fn proof(
        &self,
        provider: &Provider,
        method: &str,
        address: &Url,
        nonce: Option<&str>,
        token: Option<&str>,
    ) -> Result<Option<String>> {
        if !provider.settings.preset.binds_tokens() {
            return Ok(None);
        }
        let mut random = [0; 32];
        self.0.db.entropy().fill(&mut random);
        let mut claims = json!({
            "jti": Secret::new(random).expose(),
            "htm": method,
            "htu": address,
            "iat": self.0.db.now().as_second(),
        });
        if let Some(nonce) = nonce {
            claims["nonce"] = json!(nonce);
        }
        if let Some(token) = token {
            claims["ath"] = json!(URL_SAFE_NO_PAD.encode(sha256(token.as_bytes())));
        }
        self.0.proof_key.sign_proof(&claims).map(Some).map_err(Error::Key)
    }
}
