//! Authorization requests: what a client may ask for.

use jiff::SignedDuration;
use kernel::{ClientId, GrantId, LoginLevel, PersonId};
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use crate::{Challenge, Client, Code, OAuthError, Params, Scopes};

/// An authorization request that may be answered to its client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorizationRequest {
    /// Who asks.
    pub client: ClientId,
    /// Where the answer goes: a registered address, character for character.
    pub redirect_uri: String,
    /// What is asked for and registered.
    pub scopes: Scopes,
    /// Given back with the answer.
    pub state: Option<String>,
    /// Given back in the ID token.
    pub nonce: Option<String>,
    /// The PKCE challenge.
    pub challenge: String,
    /// The launch that the platform sent the browser with.
    pub launch: Option<String>,
    /// What may be shown.
    pub prompt: Prompt,
    /// Whether the person is asked for the permission even where it stands.
    #[serde(default)]
    pub consent: bool,
    /// The oldest login taken, in seconds.
    pub max_age: Option<i64>,
    /// The least login level asked for.
    pub level: Option<LoginLevel>,
    /// Languages of the person.
    pub ui_locales: Option<String>,
    /// Who is expected to log in.
    pub login_hint: Option<String>,
    /// The key that the code is bound to (RFC 9449 §10).
    pub dpop_jkt: Option<String>,
    /// The one person whom the answer may be about (`claims`, OIDC Core §5.5.1, or `id_token_hint`, §3.1.2.1), by the client's own pseudonym.
    #[serde(default)]
    pub subject: Option<String>,
    /// For whom the person has confirmed that it goes on (`Provider::confirm`): nothing that a client sends.
    #[serde(default)]
    pub confirmed_for: Option<PersonId>,
    /// For whom the person has answered what prompt `consent` asks (`Provider::confirm_permitted`): nothing that a client sends.
    #[serde(default)]
    pub permitted_for: Option<PersonId>,
    /// The one grant that a pushed request is good for, however often it comes: nothing that a client sends.
    #[serde(default)]
    pub grant: Option<GrantId>,
}

/// `prompt` (OIDC Core §3.1.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prompt {
    /// Whatever is needed.
    Any,
    /// Nothing may be shown.
    None,
    /// The person logs in anew.
    Login,
}

/// Why a request is not answered with a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nobody can be redirected: told on a page.
    Page(OAuthError),
    /// Told to the client.
    Answer { error: OAuthError, redirect_uri: String, state: Option<String> },
}

impl Fault {
    pub(crate) fn into_error(self) -> OAuthError {
        match self {
            Self::Page(error) | Self::Answer { error, .. } => error,
        }
    }
}

/// Longest `state`, `nonce`, hints and launch, in bytes.
const LONGEST: usize = 2_048;

impl AuthorizationRequest {
    /// Checks a request of this client. `audiences` are the values that `aud` (SMART) and `resource` (RFC 8707) may have, `grantable` the most that
    /// the client can be granted.
    pub(crate) fn check(
        client: &Client,
        params: &Params,
        audiences: &[&str],
        grantable: &Scopes,
    ) -> Result<Self, Fault> {
        // Nothing is redirected before the address is known to be the client's own (rows 1 and 2).
        let redirect_uri = params
            .get("redirect_uri")
            .filter(|address| client.redirects_to(address))
            .ok_or(Fault::Page(OAuthError::request("redirect_uri is missing or not registered")))?
            .to_owned();
        let state = params.get("state").map(str::to_owned);
        check_flow(params)
            .and_then(|()| check_audience(params, audiences))
            .and_then(|()| scopes(params, grantable))
            .and_then(|scopes| Self::read(client, params, scopes, redirect_uri.clone(), state.clone()))
            .map_err(|error| {
                let state = state.filter(|state| state.len() <= LONGEST);
                Fault::Answer { error, redirect_uri, state }
            })
    }

    fn read(
        client: &Client,
        params: &Params,
        scopes: Scopes,
        redirect_uri: String,
        state: Option<String>,
    ) -> Result<Self, OAuthError> {
        if ["state", "nonce", "login_hint", "launch", "ui_locales"]
            .iter()
            .any(|name| params.get(name).is_some_and(|value| value.len() > LONGEST))
        {
            return Err(OAuthError::request("a parameter is too long"));
        }
        let Asked { subject, level: asked } = Asked::parse(params.get("claims"))?;
        Ok(Self {
            client: client.id,
            redirect_uri,
            scopes,
            state,
            nonce: params.get("nonce").map(str::to_owned),
            challenge: challenge(params)?,
            launch: params.get("launch").map(str::to_owned),
            prompt: prompt(params)?,
            consent: prompts(params).any(|word| word == "consent"),
            max_age: max_age(params)?,
            level: level(params).max(asked),
            ui_locales: params.get("ui_locales").map(str::to_owned),
            login_hint: params.get("login_hint").map(str::to_owned),
            dpop_jkt: thumbprint(params)?,
            subject,
            confirmed_for: None,
            permitted_for: None,
            grant: None,
        })
    }

    /// The request, as far as it is about the subject of the ID token that hints at whom it is for; `None` where that does not hold.
    pub(super) fn about(mut self, hinted: Option<&str>) -> Result<Self, Fault> {
        let error = match hinted {
            None => OAuthError::request("id_token_hint does not hold"),
            Some(subject) if self.subject.as_deref().is_some_and(|wanted| wanted != subject) => {
                OAuthError::request("claims and id_token_hint name two persons")
            }
            Some(subject) => {
                self.subject = Some(subject.to_owned());
                return Ok(self);
            }
        };
        Err(Fault::Answer { error, redirect_uri: self.redirect_uri, state: self.state })
    }

    /// How old a login may be.
    pub(crate) fn max_age(&self) -> Option<SignedDuration> {
        self.max_age.map(SignedDuration::from_secs)
    }
}

fn check_flow(params: &Params) -> Result<(), OAuthError> {
    if params.get("request").is_some() {
        return Err(OAuthError::new(Code::RequestNotSupported, "request objects are not supported"));
    }
    match params.get("response_type") {
        Some("code") => {}
        None => return Err(OAuthError::request("response_type is missing")),
        Some(_) => return Err(OAuthError::new(Code::UnsupportedResponseType, "response_type is code")),
    }
    if params.get("response_mode").is_some_and(|mode| mode != "query") {
        return Err(OAuthError::request("response_mode is query"));
    }
    Ok(())
}

fn check_audience(params: &Params, audiences: &[&str]) -> Result<(), OAuthError> {
    let fits = |value: &str| audiences.contains(&value.trim_end_matches('/'));
    if ["aud", "resource"].iter().any(|name| params.get(name).is_some_and(|value| !fits(value))) {
        return Err(OAuthError::new(Code::InvalidTarget, "aud and resource name this server only"));
    }
    Ok(())
}

/// What is asked for as far as it can be granted; the answer tells what was (RFC 6749 §3.3).
fn scopes(params: &Params, grantable: &Scopes) -> Result<Scopes, OAuthError> {
    let asked = Scopes::parse(params.get("scope").unwrap_or_default());
    let scopes = asked.ok_or(OAuthError::new(Code::InvalidScope, "scope is malformed"))?.within(grantable);
    if scopes.is_empty() {
        return Err(OAuthError::new(Code::InvalidScope, "no scope that the client is registered for"));
    }
    Ok(scopes)
}

fn challenge(params: &Params) -> Result<String, OAuthError> {
    if params.get("code_challenge_method") != Some("S256") {
        return Err(OAuthError::request("code_challenge_method is S256"));
    }
    let challenge = params.get("code_challenge").and_then(Challenge::parse);
    Ok(challenge.ok_or(OAuthError::request("code_challenge is missing or malformed"))?.as_str().to_owned())
}

fn prompts(params: &Params) -> impl Iterator<Item = &str> {
    params.get("prompt").unwrap_or_default().split(' ').filter(|word| !word.is_empty())
}

fn prompt(params: &Params) -> Result<Prompt, OAuthError> {
    let words: Vec<&str> = prompts(params).collect();
    if words.iter().any(|word| !matches!(*word, "none" | "login" | "consent" | "select_account")) {
        return Err(OAuthError::request("prompt is none, login, consent or select_account"));
    }
    match (words.contains(&"none"), words.len()) {
        (true, 1) => Ok(Prompt::None),
        (true, _) => Err(OAuthError::request("prompt none stands alone")),
        (false, _) if words.contains(&"login") || words.contains(&"select_account") => Ok(Prompt::Login),
        (false, _) => Ok(Prompt::Any),
    }
}

fn max_age(params: &Params) -> Result<Option<i64>, OAuthError> {
    let Some(text) = params.get("max_age") else { return Ok(None) };
    let age = text.parse::<u32>().map_err(|_| OAuthError::request("max_age is a number of seconds"))?;
    Ok(Some(i64::from(age)))
}

/// The least of the levels named; unknown names are passed over, since `acr_values` is a wish (OIDC Core §3.1.2.1).
fn level(params: &Params) -> Option<LoginLevel> {
    let named = params.get("acr_values").unwrap_or_default().split(' ');
    named.filter_map(|name| name.strip_prefix("idporten-loa-").unwrap_or(name).parse().ok()).min()
}

fn thumbprint(params: &Params) -> Result<Option<String>, OAuthError> {
    let Some(text) = params.get("dpop_jkt") else { return Ok(None) };
    match Challenge::parse(text) {
        Some(proper) => Ok(Some(proper.as_str().to_owned())),
        None => Err(OAuthError::request("dpop_jkt is a SHA-256 thumbprint")),
    }
}
