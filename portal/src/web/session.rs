//! Who asks: a visitor, logged in or not, and what a handler takes to say who may call it.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{Method, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use kernel::{Citizen, Clinician, Operator, Orderer, PersonId, SessionId, VendorUser};
use serde::Serialize;

use super::{App, Error, RequestInfo, error, locale, origin};

/// The five services that people log in to, each through a provider of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// Citizens: finding, starting, own page.
    Citizen,
    /// Clinicians: prescribing and follow-up.
    Clinician,
    /// Ordering bodies: orders and assessments.
    Orderer,
    /// Vendors: tools and clients.
    Vendor,
    /// The operator: organisations, decisions, suspension.
    Operator,
}

impl Service {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Citizen, Self::Clinician, Self::Orderer, Self::Vendor, Self::Operator];

    /// As the login address names it (`tjeneste=`).
    pub const fn parameter(self) -> &'static str {
        match self {
            Self::Citizen => "innbygger",
            Self::Clinician => "behandler",
            Self::Orderer => "bestiller",
            Self::Vendor => "leverandor",
            Self::Operator => "forvalter",
        }
    }

    /// The service that a login address names.
    pub fn from_parameter(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.parameter() == text)
    }

    /// Where the service begins.
    pub const fn home(self) -> &'static str {
        match self {
            Self::Citizen => "/mine-verktoy",
            Self::Clinician => "/forskriver",
            Self::Orderer => "/bestiller",
            Self::Vendor => "/leverandor",
            Self::Operator => "/forvaltning",
        }
    }

    /// Key of its name among the texts.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Citizen => "service-citizen",
            Self::Clinician => "service-clinician",
            Self::Orderer => "service-orderer",
            Self::Vendor => "service-vendor",
            Self::Operator => "service-operator",
        }
    }
}

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
    /// Login level as the provider told it.
    pub acr: String,
    /// Key of the session's form tokens.
    pub csrf_key: [u8; 32],
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

/// Loads the visitor of every page request from the session cookie; a cookie without a valid session is nobody's.
pub async fn load(State(app): State<App>, info: RequestInfo, mut request: Request, next: Next) -> Response {
    if request.extensions().get::<Visitor>().is_none() {
        let cookie = origin::cookie(request.headers(), app.config.session_cookie()).map(str::to_owned);
        let visitor = match cookie {
            Some(value) => match find(&app, &value).await {
                Ok(login) => Visitor { login: login.map(Arc::new) },
                Err(failure) => {
                    return error::render(&app, &info, &Visitor::default(), failure).into_response();
                }
            },
            None => Visitor::default(),
        };
        request.extensions_mut().insert(visitor);
    }
    next.run(request).await
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
            .unwrap_or_else(|| locale::localised(info.locale, service.home()))
    };
    login_link(info.locale, service, &here)
}

/// The login's address in a language, coming back to `next` (a path of this site, with its language).
pub fn login_link(language: kernel::Locale, service: Service, next: &str) -> String {
    let query =
        serde_urlencoded::to_string([("tjeneste", service.parameter()), ("neste", next)]).unwrap_or_default();
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

/// The valid session that a cookie names, if it names one.
async fn find(_app: &App, _cookie: &str) -> Result<Option<Login>, Error> {
    Ok(None)
}
