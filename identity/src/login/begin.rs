//! Beginning a login: the request is pushed, the browser gets an address and a cookie.

use database::Read;
use http::Request;
use jiff::{SignedDuration, Timestamp};
use kernel::{Locale, LoginLevel};
use serde::{Deserialize, Serialize};

use super::{ASSERTION_TYPE, Logins};
use crate::{Challenge, Error, FetchError, LoginError, Result, Service, fetch, secret::Secret, store};

/// How long a person may take.
pub(super) const LOGIN_TIME: SignedDuration = SignedDuration::from_mins(10);

/// A login that somebody wants.
#[derive(Debug, Clone, Copy)]
pub struct Begin<'a> {
    /// Which login.
    pub service: Service,
    /// Where to go afterwards: a path of this site, checked by the caller.
    pub next: &'a str,
    /// Who is expected.
    pub login_hint: Option<&'a str>,
    /// Whether a login that the provider remembers will not do.
    pub anew: bool,
    /// The least level, where above the floor.
    pub level: Option<LoginLevel>,
    /// The person's language.
    pub locale: Locale,
    /// What the browser's login cookie holds already, so that two tabs can log in at the same time.
    pub browser: Option<&'a Secret>,
}

/// A login under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Where to send the browser.
    pub url: String,
    /// The value of the login cookie: only this browser can complete the login (row 10).
    pub browser: Secret,
}

/// What is kept, sealed, until the browser comes back.
#[derive(Serialize, Deserialize)]
pub(crate) struct Pending {
    pub(crate) nonce: String,
    pub(crate) verifier: String,
    pub(crate) next: String,
    pub(crate) level: LoginLevel,
    /// When it began, where the login must be newer.
    pub(crate) anew_since: Option<Timestamp>,
}

impl Logins {
    /// Begins a login.
    pub async fn begin(&self, wish: Begin<'_>) -> Result<Begun> {
        let db = &self.0.db;
        let provider = self.provider(wish.service)?;
        let issuer = &provider.settings.issuer;
        let endpoints = provider.metadata.get(&self.0.fetch, issuer, db.now()).await?;
        let level = wish.level.map_or(self.0.floor, |level| level.max(self.0.floor));
        let tx = db.begin().await?;
        let (state, nonce, verifier) =
            (Secret::new(tx.random()), Secret::new(tx.random()), Secret::new(tx.random()));
        let browser = wish.browser.cloned().unwrap_or_else(|| Secret::new(tx.random()));
        let pending = Pending {
            nonce: nonce.expose().to_owned(),
            verifier: verifier.expose().to_owned(),
            next: wish.next.to_owned(),
            level,
            anew_since: wish.anew.then(|| tx.now()),
        };
        store::logins::insert(&tx, wish.service, &state, &browser, &pending, LOGIN_TIME).await?;
        tx.commit().await?;

        let challenge = Challenge::of(verifier.expose());
        let redirect_uri = self.redirect_uri();
        let assertion = self.assertion(provider).await?;
        let acr = provider.settings.preset.acr(level);
        let mut form = vec![
            ("response_type", "code"),
            ("client_id", provider.settings.client_id.as_str()),
            ("redirect_uri", redirect_uri.as_str()),
            ("scope", provider.settings.preset.scope()),
            ("state", state.expose()),
            ("nonce", nonce.expose()),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
            ("acr_values", acr),
            ("ui_locales", wish.locale.tag()),
            ("client_assertion_type", ASSERTION_TYPE),
            ("client_assertion", assertion.as_str()),
        ];
        form.extend(wish.login_hint.map(|hint| ("login_hint", hint)));
        form.extend(wish.anew.then_some(("prompt", "login")));
        let details = provider.settings.authorization_details.as_ref().map(ToString::to_string);
        form.extend(details.as_deref().map(|details| ("authorization_details", details)));
        let request_uri = self.push(&endpoints.pushed_authorization_request_endpoint, &form).await?;

        let mut url = endpoints.authorization_endpoint.clone();
        url.query_pairs_mut()
            .append_pair("client_id", &provider.settings.client_id)
            .append_pair("request_uri", &request_uri);
        Ok(Begun { url: url.into(), browser })
    }

    /// Pushes the request (RFC 9126 §2).
    async fn push(&self, endpoint: &url::Url, form: &[(&str, &str)]) -> Result<String> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post(endpoint.as_str())
            .header(http::header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(http::header::ACCEPT, "application/json")
            .body(body.into_bytes())
            .map_err(|_| LoginError::from(FetchError::Forbidden))?;
        let response = self.0.fetch.send(request).await.map_err(LoginError::from)?;
        let answer = fetch::json(&response).map_err(|error| {
            let said =
                String::from_utf8_lossy(&response.body()[..response.body().len().min(300)]).into_owned();
            tracing::warn!(error = %error, said, "identity.login.push");
            LoginError::from(error)
        })?;
        let uri = answer.get("request_uri").and_then(serde_json::Value::as_str);
        uri.map(str::to_owned)
            .ok_or_else(|| Error::Login(LoginError::Away("no request_uri in its answer".into())))
    }
}
