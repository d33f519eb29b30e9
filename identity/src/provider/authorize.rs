//! The authorization endpoint: from a request to a code, at once where there is a session, by way of a login where not.

use std::sync::Arc;

use database::{Atomic, Audit, Outcome, Present, Read, Tx};
use jiff::{SignedDuration, Timestamp};
use kernel::{Citizen, GrantId, LaunchId, LoginLevel, PersonId, PrescriptionId};
use serde_json::json;
use url::{Url, form_urlencoded};
use uuid::Uuid;

use super::{
    AuthorizationRequest, Prompt, Provider, authenticate::live_client, par::URI_PREFIX, request::Fault,
};
use crate::{
    Client, Code, GrantFacts, Moment, OAuthError, Params, Party, PolicyAnswer, Result, Service, Session,
    grant::{Bound, Grant, LaunchContext, code},
    policy::{self, Verdict},
    secret::{Secret, same},
    store,
};

/// How long a person may take to log in for a request, or to answer what it asks.
const LOGIN_TIME: SignedDuration = SignedDuration::from_mins(10);

const ANOTHER: OAuthError =
    OAuthError::new(Code::LoginRequired, "another person is logged in than claims or id_token_hint names");
const USED: OAuthError = OAuthError::new(Code::InvalidRequestUri, "request_uri was used before");

/// What to do with a request.
#[derive(Debug)]
pub enum Step {
    /// Tell on a page; nobody is redirected (rows 1, 2, 16).
    Refuse(OAuthError),
    /// Send the browser to the client with an error.
    Answer(String),
    /// Send the person to log in first.
    Login(LoginNeeded),
    /// Everything is there for `permit`.
    Ready(Box<Ready>),
}

/// A login that a request waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginNeeded {
    /// Which login.
    pub service: Service,
    /// Where to come back to: a path of this site.
    pub next: String,
    /// Whether an existing login will not do.
    pub anew: bool,
    /// The least level asked for.
    pub level: Option<LoginLevel>,
    /// Who is expected.
    pub login_hint: Option<String>,
    /// Languages of the person.
    pub ui_locales: Option<String>,
    /// What the browser must bring back in its cookie: no other browser can go on with this request.
    pub browser: Secret,
}

/// A request with a session that fits it.
#[derive(Debug, Clone)]
pub struct Ready {
    /// The request.
    pub request: AuthorizationRequest,
    /// Its client.
    pub client: Arc<Client>,
    stored: Option<Stored>,
    at: Present,
}

impl Ready {
    /// Whether the client wants an answer about this person and nobody else (`claims`).
    pub fn is_about(&self, person: PersonId) -> bool {
        let subject = || self.client.party.subject(self.at.keyring(), person);
        self.request.subject.as_ref().is_some_and(|wanted| *wanted == subject())
    }

    /// The database as the request found it.
    pub const fn at(&self) -> &Present {
        &self.at
    }
}

/// A request as it was found.
struct Kept {
    request: AuthorizationRequest,
    /// Where it waits, unless it came with this very call or was pushed.
    stored: Option<Stored>,
    /// When it began to wait for its browser.
    opened: Option<Timestamp>,
}

/// Where a request waits: its row, and the secret part of its `request_uri`.
#[derive(Debug, Clone)]
struct Stored {
    id: Uuid,
    uri: Secret,
}

/// A request that waits for something that the person does on another page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    /// Where to come back to: a path of this site.
    pub next: String,
    /// What the browser must bring back in its cookie: no other browser can go on with this request.
    pub browser: Secret,
}

/// What the person, or the launch that the request came with, chose.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// Whose tool it is.
    pub subject: PersonId,
    /// The start from the platform.
    pub launch: Option<LaunchId>,
    /// The prescription it is about.
    pub prescription: Option<PrescriptionId>,
    /// What the tool is told of the start.
    pub context: LaunchContext,
}

/// A request that the policy permits: proof that it was asked (only `permit` makes one).
#[derive(Debug)]
pub struct Permit {
    ready: Ready,
    chosen: Chosen,
    answer: PolicyAnswer,
}

/// Why a request is not permitted.
#[derive(Debug)]
pub enum Unpermitted {
    /// The person has not given the permission that the tool needs, and nothing else is missing: who may be asked.
    LacksPermission(Box<Ready>),
    /// The rules refuse; the answer to the client.
    Refused(String),
}

impl Provider {
    /// What to do with a request at the authorization endpoint. `browser` is the value of the browser's login cookie.
    pub async fn authorize(
        &self,
        at: &Present,
        params: &Params,
        session: Option<&Session>,
        browser: Option<&Secret>,
    ) -> Result<Step> {
        let client = match params.get("client_id") {
            Some(id) => live_client(at, id).await?,
            None => None,
        };
        let Some(client) = client else {
            return Ok(Step::Refuse(OAuthError::request("client_id is missing or unknown")));
        };
        let Kept { request, stored, opened } = match params.get("request_uri") {
            Some(uri) => {
                let Some(found) = self.kept(uri, &client, browser).await? else {
                    let error = OAuthError::new(
                        Code::InvalidRequestUri,
                        "request_uri is unknown, expired, used or another's",
                    );
                    return Ok(Step::Refuse(error));
                };
                found
            }
            None => match Box::pin(self.plain(&client, params)).await? {
                Ok(request) => Kept { request, stored: None, opened: None },
                Err(Fault::Page(error)) => return Ok(Step::Refuse(error)),
                Err(Fault::Answer { error, redirect_uri, state }) => {
                    return Ok(Step::Answer(self.error_answer(&redirect_uri, state.as_deref(), &error)));
                }
            },
        };
        if session.is_some_and(|session| fits(self.db().now(), &client, &request, session, opened)) {
            if session.is_some_and(|session| self.is_silently_anothers(&client, &request, session)) {
                self.use_up(&request, stored.as_ref()).await?;
                let state = request.state.as_deref();
                return Ok(Step::Answer(self.error_answer(&request.redirect_uri, state, &ANOTHER)));
            }
            return Ok(Step::Ready(Box::new(Ready { request, client, stored, at: at.clone() })));
        }
        let just_logged_in = session
            .is_some_and(|session| session.service() == service_of(&client) && made_for(session, opened));
        // A login for this very request that is still too weak would go round for ever.
        if request.prompt == Prompt::None || just_logged_in {
            self.use_up(&request, stored.as_ref()).await?;
            let error = if just_logged_in {
                OAuthError::new(Code::AccessDenied, "the login is weaker than asked for")
            } else {
                OAuthError::new(Code::LoginRequired, "nobody is logged in as asked for")
            };
            return Ok(Step::Answer(self.error_answer(
                &request.redirect_uri,
                request.state.as_deref(),
                &error,
            )));
        }
        let parked = Box::pin(self.keep(&client, &request, stored.as_ref(), browser)).await?;
        Ok(Step::Login(LoginNeeded {
            service: service_of(&client),
            next: parked.next,
            anew: request.prompt == Prompt::Login || request.max_age.is_some(),
            level: request.level,
            login_hint: request.login_hint,
            ui_locales: request.ui_locales,
            browser: parked.browser,
        }))
    }

    /// Uses up the request that was kept or pushed; `false` where it was used before (row 16).
    async fn use_up(&self, request: &AuthorizationRequest, stored: Option<&Stored>) -> Result<bool> {
        let Some(stored) = stored else { return Ok(self.use_pushed(request)) };
        let (db, mut once) = (self.db(), Atomic::default());
        once.one(store::requests::consumption(db.backend(), db.now(), stored.id));
        Ok(once.run(db).await? == Outcome::Done)
    }

    async fn plain(&self, client: &Client, params: &Params) -> Result<Result<AuthorizationRequest, Fault>> {
        let checked = self.check_request(client, params).await?;
        if client.metadata.requirements().pushed {
            return Ok(checked.and_then(|request| {
                let error = OAuthError::request("the client's requests must be pushed");
                Err(Fault::Answer { error, redirect_uri: request.redirect_uri, state: request.state })
            }));
        }
        Ok(checked)
    }

    /// Whether the client asks about somebody else than the session is about, and nobody may be asked for whom it is. A launch says that itself, and so
    /// does the sandbox, whose test person is not whom the vendor's session is of: there the code is refused.
    fn is_silently_anothers(
        &self,
        client: &Client,
        request: &AuthorizationRequest,
        session: &Session,
    ) -> bool {
        let decided = request.launch.is_some() || matches!(client.party, Party::Sandbox(_));
        let own = || client.party.subject(self.db().keyring(), session.subject);
        request.prompt == Prompt::None
            && !decided
            && request.subject.as_ref().is_some_and(|wanted| *wanted != own())
    }

    /// A pushed request, or one that waits for this very browser; none from before the client was stopped.
    async fn kept(&self, uri: &str, client: &Client, browser: Option<&Secret>) -> Result<Option<Kept>> {
        let Some(name) = uri.strip_prefix(URI_PREFIX) else { return Ok(None) };
        if let Some(secret) = Secret::parse(name) {
            return self.waiting(secret, client, browser).await;
        }
        Ok(self.pushed(name, client).map(|request| Kept { request, stored: None, opened: None }))
    }

    async fn waiting(&self, uri: Secret, client: &Client, browser: Option<&Secret>) -> Result<Option<Kept>> {
        let found = store::requests::find(self.db(), &uri, client.id).await?;
        let own = found.filter(|found| browser.is_some_and(|browser| same(&browser.hash(), &found.browser)));
        let own = own.filter(|found| client.holds(found.opened));
        Ok(own.map(|found| Kept {
            request: found.request,
            stored: Some(Stored { id: found.id, uri }),
            opened: Some(found.opened),
        }))
    }

    /// Keeps a request for this browser until the person is back.
    async fn keep(
        &self,
        client: &Client,
        request: &AuthorizationRequest,
        stored: Option<&Stored>,
        browser: Option<&Secret>,
    ) -> Result<Parked> {
        let tx = self.db().begin().await?;
        let browser = browser.cloned().unwrap_or_else(|| Secret::new(tx.random()));
        let uri = if let Some(Stored { id, uri }) = stored {
            store::requests::extend(&tx, *id, LOGIN_TIME).await?;
            uri.clone()
        } else {
            if !self.use_pushed(request) {
                return Err(USED.into());
            }
            let uri = Secret::new(tx.random());
            store::requests::insert(&tx, &uri, request, LOGIN_TIME, &browser).await?;
            uri
        };
        tx.commit().await?;
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("client_id", &client.id.to_string())
            .append_pair("request_uri", &format!("{URI_PREFIX}{}", uri.expose()))
            .finish();
        Ok(Parked { next: format!("/oauth2/authorize?{query}"), browser })
    }

    /// Lets a request wait while the person is asked something on another page (domain §7.2).
    pub async fn park(&self, ready: &Ready, browser: Option<&Secret>) -> Result<Parked> {
        self.keep(&ready.client, &ready.request, ready.stored.as_ref(), browser).await
    }

    /// The request that waits for this browser at an address that `park` gave; `None` where there is none, or no longer.
    pub async fn parked(&self, params: &Params, browser: Option<&Secret>) -> Result<Option<Ready>> {
        let (Some(id), Some(uri)) = (params.get("client_id"), params.get("request_uri")) else {
            return Ok(None);
        };
        let at = self.db().present().await?;
        let Some(client) = live_client(&at, id).await? else { return Ok(None) };
        let Some(uri) = uri.strip_prefix(URI_PREFIX).and_then(Secret::parse) else { return Ok(None) };
        let waiting = self.waiting(uri, &client, browser).await?;
        Ok(waiting.map(|Kept { request, stored, .. }| Ready { request, client, stored, at }))
    }

    /// The person has confirmed that a waiting request goes on for this subject (ADR 0007).
    pub async fn confirm(&self, ready: &Ready, citizen: &Citizen) -> Result<()> {
        self.confirm_as(ready, citizen, ready.request.permitted_for).await
    }

    /// As `confirm`, on the page that asks for the permission: what prompt `consent` wants is done for this subject.
    pub async fn confirm_permitted(&self, ready: &Ready, citizen: &Citizen) -> Result<()> {
        self.confirm_as(ready, citizen, Some(citizen.subject)).await
    }

    async fn confirm_as(
        &self,
        ready: &Ready,
        citizen: &Citizen,
        permitted_for: Option<PersonId>,
    ) -> Result<()> {
        let Some(stored) = &ready.stored else { return Ok(()) };
        let confirmed_for = Some(citizen.subject);
        let request = AuthorizationRequest { confirmed_for, permitted_for, ..ready.request.clone() };
        let tx = self.db().begin().await?;
        store::requests::change_to(&tx, stored.id, &request).await?;
        let detail = json!({ "subject": citizen.subject });
        tx.audit(Audit::new(citizen, "authorize.confirm", ready.client.id).detail(detail));
        Ok(tx.commit().await?)
    }

    /// Asks the policy, once.
    pub async fn permit(
        &self,
        ready: Ready,
        session: &Session,
        chosen: Chosen,
    ) -> Result<Result<Permit, Unpermitted>> {
        let facts = GrantFacts {
            moment: Moment::Authorize,
            grant: None,
            client: ready.client.id,
            party: ready.client.party,
            account: session.account.clone(),
            person: session.person,
            subject: chosen.subject,
            launch: chosen.launch,
            prescription: chosen.prescription,
            scopes: ready.request.scopes.clone(),
            level: session.level,
            authenticated_at: session.authenticated_at,
        };
        Ok(match policy::ask(&*self.0.policy, &ready.at, &facts).await? {
            Verdict::Permitted(answer) => Ok(Permit { ready, chosen, answer }),
            // What a launch stands on was permitted when the launch was made: nobody is asked in the middle of one.
            Verdict::LacksPermission if chosen.launch.is_none() => {
                Err(Unpermitted::LacksPermission(Box::new(ready)))
            }
            Verdict::LacksPermission | Verdict::Refused => {
                let denied = OAuthError::new(Code::AccessDenied, "the person may not use this now");
                Err(Unpermitted::Refused(self.refuse(&ready, &denied)))
            }
        })
    }

    /// Issues the code; returns the address to send the browser to (303). Uses a stored request up (row 16), in `tx` where the launch that the
    /// request came with was redeemed in it: all of that at once.
    pub async fn issue(&self, tx: Option<Tx>, permit: Permit, session: &Session) -> Result<String> {
        let Ready { request, stored, .. } = &permit.ready;
        let unused = match (tx, stored) {
            (Some(tx), stored) => {
                let unused = match stored {
                    Some(stored) => store::requests::consume(&tx, stored.id).await?,
                    None => self.use_pushed(request),
                };
                if unused {
                    tx.commit().await?;
                }
                unused
            }
            (None, stored) => self.use_up(request, stored.as_ref()).await?,
        };
        if unused { self.coded(permit, session) } else { Err(USED.into()) }
    }

    /// The answer to the client: with the grant as a code, or why there is none.
    fn coded(&self, permit: Permit, session: &Session) -> Result<String> {
        let Permit { ready, chosen, answer } = permit;
        let request = ready.request;
        let about = |party: Party| party.subject(self.db().keyring(), chosen.subject);
        if request.subject.as_ref().is_some_and(|wanted| *wanted != about(ready.client.party)) {
            return Ok(self.error_answer(&request.redirect_uri, request.state.as_deref(), &ANOTHER));
        }
        let scopes = request.scopes.without(&answer.withheld);
        if scopes.is_empty() {
            let error = OAuthError::new(Code::InvalidScope, "none of the scopes can be granted");
            return Ok(self.error_answer(&request.redirect_uri, request.state.as_deref(), &error));
        }
        let now = self.db().now();
        let grant = Grant {
            id: request.grant.unwrap_or_else(|| GrantId::new(now, &**self.db().entropy())),
            client: request.client,
            session: session.id,
            person: session.person,
            subject: chosen.subject,
            launch: chosen.launch,
            prescription: chosen.prescription.or(answer.prescription),
            scopes,
            bound: Bound {
                redirect_uri: request.redirect_uri,
                challenge: request.challenge,
                nonce: request.nonce,
            },
            context: chosen.context,
            level: session.level,
            authenticated_at: session.authenticated_at,
            created_at: now,
            expires_at: answer.until.map_or(session.expires_at, |until| until.min(session.expires_at)),
            redeemed_at: None,
            dpop_thumbprint: request.dpop_jkt,
            refresh_sequence: 0,
            used_at: None,
            access_void_at: None,
            revoked_at: None,
        };
        let redirect_uri = grant.bound.redirect_uri.clone();
        let code = code::write(self.db().keyring(), grant)?;
        Ok(self.answer(&redirect_uri, request.state.as_deref(), &[("code", &code)]))
    }

    /// The answer to the client where what it asks for is refused after all (a launch that is used, expired or another's: row 27).
    pub fn refuse(&self, ready: &Ready, error: &OAuthError) -> String {
        self.error_answer(&ready.request.redirect_uri, ready.request.state.as_deref(), error)
    }

    /// As `refuse`, for good: a stored request is used up.
    pub async fn turn_down(&self, ready: &Ready, error: &OAuthError) -> Result<String> {
        self.use_up(&ready.request, ready.stored.as_ref()).await?;
        Ok(self.refuse(ready, error))
    }

    fn error_answer(&self, redirect_uri: &str, state: Option<&str>, error: &OAuthError) -> String {
        self.answer(
            redirect_uri,
            state,
            &[("error", error.code.as_str()), ("error_description", error.description)],
        )
    }

    /// Success and error alike carry `iss` (RFC 9207; row 9).
    fn answer(&self, redirect_uri: &str, state: Option<&str>, pairs: &[(&str, &str)]) -> String {
        // Put together as text, which is how the client knows it; one that a browser would write otherwise, as the browser writes it.
        let is_plain = redirect_uri.is_ascii()
            && ["https://", "http://"].iter().any(|scheme| redirect_uri.starts_with(scheme));
        let mut address = redirect_uri.to_owned();
        if !is_plain && let Ok(url) = redirect_uri.parse::<Url>() {
            address = url.into();
        }
        address.push(if address.contains('?') { '&' } else { '?' });
        let start = address.len();
        let mut query = form_urlencoded::Serializer::for_suffix(address, start);
        query.extend_pairs(pairs);
        if let Some(state) = state {
            query.append_pair("state", state);
        }
        query.append_pair("iss", self.issuer()).finish()
    }
}

/// Citizens log in to tools, clinicians to record systems, vendors to their sandbox.
const fn service_of(client: &Client) -> Service {
    match client.party {
        Party::Tool(_) => Service::Citizen,
        Party::RecordSystem(_) => Service::Clinician,
        // The vendor's own browser; the test person's session is another (portal's sandbox).
        Party::Sandbox(_) => Service::Vendor,
    }
}

/// Whether this session answers the request as it is (row 21). A login made for this request satisfies whatever newness it asked for.
fn fits(
    now: Timestamp,
    client: &Client,
    request: &AuthorizationRequest,
    session: &Session,
    opened: Option<Timestamp>,
) -> bool {
    let made_for_it = made_for(session, opened);
    let new_enough = request.prompt != Prompt::Login || made_for_it;
    let young_enough =
        request.max_age().is_none_or(|age| made_for_it || session.authenticated_at + age >= now);
    session.service() == service_of(client)
        && new_enough
        && young_enough
        && request.level.is_none_or(|level| session.level >= level)
}

/// Whether the login was made after the request began to wait for it. Providers tell the time of login in whole seconds.
fn made_for(session: &Session, opened: Option<Timestamp>) -> bool {
    opened.is_some_and(|opened| session.authenticated_at.as_second() >= opened.as_second())
}
