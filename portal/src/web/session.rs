//! Who asks: a visitor, logged in or not, and what a handler takes to say who may call it.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts, Request},
    http::{Method, StatusCode, header, request::Parts},
};
use database::{Present, Read};
pub use identity::Service;
use identity::{Account, Session};
use kernel::{
    Citizen, Classified, Clinician, ErrorKind, LoginLevel, Operator, Orderer, OrganisationId, PersonId,
    SessionId, VendorUser, oslo,
};
use serde::Serialize;

use super::{App, Error, RequestInfo, locale, navigation, origin};

/// What the login is good for, with the kernel's actor as evidence.
#[derive(Debug, Clone)]
pub enum Standing {
    /// A citizen, possibly acting for another.
    Citizen(Citizen),
    /// A clinician of an organisation.
    Clinician(Clinician),
    /// Somebody of an ordering body.
    Orderer(Orderer),
    /// Somebody of a vendor.
    Vendor(VendorUser),
    /// Somebody of the operator.
    Operator(Operator),
}

impl Standing {
    /// The service it belongs to.
    pub const fn service(&self) -> Service {
        match self {
            Self::Citizen(_) => Service::Citizen,
            Self::Clinician(_) => Service::Clinician,
            Self::Orderer(_) => Service::Orderer,
            Self::Vendor(_) => Service::Vendor,
            Self::Operator(_) => Service::Operator,
        }
    }
}

/// Whom a citizen acts for, as the banner shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Representing {
    /// The represented person.
    pub person: PersonId,
    /// The represented person's name.
    pub name: String,
}

/// A valid session of somebody.
#[derive(Clone)]
pub struct Login {
    /// The session.
    pub session: SessionId,
    /// The person at the keyboard.
    pub person: PersonId,
    /// The person's name as shown in the header.
    pub name: String,
    /// What the login is good for.
    pub standing: Standing,
    /// Name of the organisation acted for, where one is.
    pub organisation: Option<String>,
    /// Whom a citizen acts for.
    pub representing: Option<Representing>,
    /// How sure the login is.
    pub level: LoginLevel,
    /// What the session's forms carry.
    pub csrf_token: String,
}

impl Login {
    /// The service logged in to.
    pub const fn service(&self) -> Service {
        self.standing.service()
    }
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Login")
            .field("session", &self.session)
            .field("service", &self.service())
            .finish_non_exhaustive()
    }
}

/// Whoever asks.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    /// The login, if there is a valid session.
    pub login: Option<Arc<Login>>,
}

impl Visitor {
    /// Logged in so.
    pub fn logged_in(login: Login) -> Self {
        Self { login: Some(Arc::new(login)) }
    }
}

/// The session itself, for what is done to it (ending it, acting for another).
#[derive(Debug, Clone)]
pub struct CurrentSession(pub Arc<Session>);

impl<S: Send + Sync> FromRequestParts<S> for CurrentSession {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Error::status(StatusCode::UNAUTHORIZED))
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for CurrentSession {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}

/// Loads the visitor of every request from the session cookie; a cookie without a valid session is nobody's.
pub(super) async fn load(app: &App, info: &RequestInfo, request: &mut Request) -> Result<(), Error> {
    if request.extensions().get::<Visitor>().is_some() || !needs_visitor(&info.path) {
        return Ok(());
    }
    let cookie = origin::cookie(request.headers(), app.config.session_cookie()).map(str::to_owned);
    let Some(cookie) = cookie else { return Ok(()) };
    // Boxed: most requests of machines have no session, and all carry the future that could load one.
    let loaded = Box::pin(loaded(app, &cookie, shows_visitor(&info.path)));
    if let Some((session, present, login)) = loaded.await? {
        let extensions = request.extensions_mut();
        extensions.insert(CurrentSession(Arc::new(session)));
        extensions.insert(present);
        if let Some(login) = login {
            extensions.insert(Visitor::logged_in(login));
        }
    }
    Ok(())
}

/// Machines' addresses know no session, but for the provider's own pages; nor does what is the same for everybody.
fn needs_visitor(path: &str) -> bool {
    (!locale::is_machine(path) && !locale::is_for_all(path)) || path.starts_with("/oauth2/")
}

/// The authorization endpoint answers with a redirect; the rare page that it shows instead does not say who is logged in.
fn shows_visitor(path: &str) -> bool {
    path != "/oauth2/authorize"
}

async fn loaded(
    app: &App,
    cookie: &str,
    shown: bool,
) -> Result<Option<(Session, Present, Option<Login>)>, Error> {
    let found = identity::session::find_with_present(&app.database, cookie).await?;
    let Some((session, present)) = found else { return Ok(None) };
    // A citizen's role cannot be lost; others' sessions are good for nothing once it is.
    let login = if shown || session.account != Account::Citizen {
        let Some(login) = login(app, &session).await? else { return Ok(None) };
        Some(login)
    } else {
        None
    };
    if shown {
        note_act(app, &session).await?;
    }
    Ok(Some((session, present, login)))
}

/// Notes that the person did something. At the authorization endpoint its own handler says so, which knows whether the person is there at all.
pub(crate) async fn note_act(app: &App, session: &Session) -> Result<(), Error> {
    match identity::session::touch(&app.database, session).await {
        // Reading goes on where nothing can be written; the session's idleness is noted at the next request.
        Err(error) if error.kind() == ErrorKind::Unavailable => {
            tracing::warn!(error = %error, "session.touch");
            Ok(())
        }
        noted => Ok(noted?),
    }
}

/// What a session is good for today; nothing where its person has lost the role that it was opened in.
async fn login(app: &App, session: &Session) -> Result<Option<Login>, Error> {
    let db = &app.database;
    let Some(standing) = standing(app, session).await? else { return Ok(None) };
    let Some(person) = people::find_person(db, session.person).await? else { return Ok(None) };
    let organisation = match organisation_of(&session.account) {
        Some(id) => {
            catalogue::find_organisation(db, id).await?.map(|organisation| organisation.name.to_string())
        }
        None => None,
    };
    let representing = if session.subject == session.person {
        None
    } else {
        let subject = people::find_person(db, session.subject).await?;
        subject.map(|subject| Representing { person: subject.id, name: subject.name.to_string() })
    };
    Ok(Some(Login {
        session: session.id,
        person: session.person,
        name: person.name.to_string(),
        standing,
        organisation,
        representing,
        level: session.level,
        csrf_token: session.csrf_token().to_owned(),
    }))
}

const fn organisation_of(account: &Account) -> Option<OrganisationId> {
    match account {
        Account::Clinician { organisation, .. }
        | Account::Orderer { organisation }
        | Account::Vendor { organisation }
        | Account::Sandbox { organisation, .. } => Some(*organisation),
        Account::Citizen | Account::Operator => None,
    }
}

/// The typed actor, as memberships stand today: a role that has ended ends the session's use at once.
async fn standing(app: &App, session: &Session) -> Result<Option<Standing>, Error> {
    let (db, person) = (&app.database, session.person);
    let today = oslo::date(db.now());
    let standing = match &session.account {
        Account::Citizen => session.citizen().map(Standing::Citizen),
        Account::Clinician { organisation, .. } => {
            people::find_clinician(db, person, Some(*organisation), today).await?.map(Standing::Clinician)
        }
        Account::Orderer { organisation } => {
            people::find_orderer(db, person, Some(*organisation), today).await?.map(Standing::Orderer)
        }
        Account::Vendor { organisation } => {
            people::find_vendor_user(db, person, Some(*organisation), today).await?.map(Standing::Vendor)
        }
        Account::Operator => people::find_operator(db, person, today).await?.map(Standing::Operator),
        // A test person's session opens no page.
        Account::Sandbox { .. } => None,
    };
    Ok(standing)
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// The way to the login of a service and back to where one was: the page itself, or after a form the page it stood on.
pub fn login_address(service: Service, parts: &Parts, info: &RequestInfo) -> String {
    let here = if parts.method == Method::GET || parts.method == Method::HEAD {
        locale::localised(info.locale, &info.address())
    } else {
        let referer = parts.headers.get(header::REFERER).and_then(|value| value.to_str().ok());
        referer
            .and_then(|text| text.parse::<axum::http::Uri>().ok())
            .and_then(|uri| uri.path_and_query().map(ToString::to_string))
            .filter(|path| locale::own_path(path).is_some())
            .unwrap_or_else(|| locale::localised(info.locale, navigation::home(service)))
    };
    login_link(info.locale, service, &here)
}

/// The login's address in a language, coming back to `next` (a path of this site, with its language).
pub fn login_link(language: kernel::Locale, service: Service, next: &str) -> String {
    let query =
        serde_urlencoded::to_string([("tjeneste", service.as_str()), ("neste", next)]).unwrap_or_default();
    locale::localised(language, &format!("/logg-inn?{query}"))
}

fn require(service: Service, parts: &Parts) -> Result<Arc<Login>, Error> {
    let visitor = parts.extensions.get::<Visitor>().cloned().unwrap_or_default();
    match visitor.login {
        Some(login) if login.service() == service => Ok(login),
        _ => {
            let info =
                parts.extensions.get::<RequestInfo>().ok_or_else(|| Error::internal("not introduced"))?;
            Err(Error::login(login_address(service, parts, info)))
        }
    }
}

macro_rules! login_extractor {
    ($(#[$doc:meta])* $name:ident, $standing:ident, $actor:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name {
            /// The kernel's actor, which use cases ask for.
            pub actor: $actor,
            /// The session behind it.
            pub login: Arc<Login>,
        }

        impl<S: Send + Sync> FromRequestParts<S> for $name {
            type Rejection = Error;

            async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
                let login = require(Service::$standing, parts)?;
                match &login.standing {
                    Standing::$standing(actor) => Ok(Self { actor: actor.clone(), login }),
                    _ => Err(Error::internal("the session's service and standing differ")),
                }
            }
        }
    };
}

login_extractor!(
    /// A citizen's login; anybody else is sent to the citizens' login.
    CitizenLogin, Citizen, Citizen
);
login_extractor!(
    /// A clinician's login; anybody else is sent to the clinicians' login.
    ClinicianLogin, Clinician, Clinician
);
login_extractor!(
    /// An ordering body's login; anybody else is sent there.
    OrdererLogin, Orderer, Orderer
);
login_extractor!(
    /// A vendor's login; anybody else is sent there.
    VendorLogin, Vendor, VendorUser
);
login_extractor!(
    /// An operator's login; anybody else is sent there.
    OperatorLogin, Operator, Operator
);
