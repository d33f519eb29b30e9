//! What can go wrong, by who has to do something about it.

use kernel::{Classified, ErrorKind, Refusal};

use crate::{FetchError, JoseError};

/// Result of a use case here.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why identity did not do it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The client is told, in the protocol's own words.
    #[error(transparent)]
    OAuth(#[from] OAuthError),
    /// A login at a national provider was aborted; the person starts again.
    #[error(transparent)]
    Login(#[from] LoginError),
    /// A client's metadata cannot be registered (RFC 7591 §3.2.2).
    #[error("{field}: {reason}")]
    Metadata {
        /// The member that is wrong.
        field: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// Those who use the tool would be less protected by this member of a client's metadata than they are.
    #[error("{0}: less protected than before")]
    Loosens(&'static str),
    /// A client is another by now than it was shown.
    #[error("the client has been changed meanwhile")]
    Stale,
    /// There is no such client, session or grant, or not for this asker.
    #[error("there is no such {0}")]
    Missing(&'static str),
    /// A key was to be rotated before its successor had been published long enough.
    #[error("the next key was published less than an hour ago")]
    TooSoon,
    /// The client asks too often; it may come back after so many seconds.
    #[error("the client asks too often")]
    TooOften(u64),
    /// A client has as many refused keys as are remembered.
    #[error("no more keys of the client can be refused: shut it out instead")]
    TooManyRefused,
    /// A fault of our own keys.
    #[error("a key of ours cannot be used: {0}")]
    Key(JoseError),
    /// The database.
    #[error(transparent)]
    Database(#[from] database::Error),
}

impl Error {
    pub(crate) fn metadata(field: &'static str, reason: impl ToString) -> Self {
        Self::Metadata { field, reason: reason.to_string() }
    }
}

impl Classified for Error {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::OAuth(error) if error.code == Code::ServerError => ErrorKind::Internal,
            Self::OAuth(_) | Self::Metadata { .. } | Self::Loosens(_) => ErrorKind::Invalid,
            Self::Login(LoginError::Away(_)) | Self::TooOften(_) => ErrorKind::Unavailable,
            Self::Login(_) => ErrorKind::Forbidden,
            Self::Missing(_) => ErrorKind::NotFound,
            Self::TooSoon | Self::TooManyRefused | Self::Stale => ErrorKind::Conflict,
            Self::Key(_) => ErrorKind::Internal,
            Self::Database(error) => error.kind(),
        }
    }

    fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Login(LoginError::Away(_)) => Some(Refusal::text("error-login-away")),
            Self::Login(LoginError::Level) => Some(Refusal::text("error-login-level")),
            Self::Login(LoginError::Cancelled) => Some(Refusal::text("error-login-cancelled")),
            Self::Login(_) => Some(Refusal::text("error-login-aborted")),
            Self::Stale => Some(Refusal::text("error-stale")),
            Self::TooManyRefused => Some(Refusal::text("error-too-many-refused-keys")),
            _ => None,
        }
    }
}

/// An error of the protocol, as it goes over the wire (RFC 6749 §5.2 and what builds on it).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {description}", code.as_str())]
pub struct OAuthError {
    /// The registered code.
    pub code: Code,
    /// For the client's developers; says nothing about persons.
    pub description: &'static str,
}

macro_rules! codes {
    ($($variant:ident $text:literal $status:literal;)*) => {
        /// A registered error code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $text, "`")] $variant,)*
        }
        impl Code {
            /// As on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
            /// The HTTP status that answers it where nobody is redirected.
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)* }
            }
        }
    };
}

codes! {
    InvalidRequest "invalid_request" 400;
    InvalidClient "invalid_client" 401;
    InvalidGrant "invalid_grant" 400;
    UnauthorizedClient "unauthorized_client" 400;
    UnsupportedGrantType "unsupported_grant_type" 400;
    UnsupportedResponseType "unsupported_response_type" 400;
    InvalidScope "invalid_scope" 400;
    InvalidTarget "invalid_target" 400;
    InvalidRequestUri "invalid_request_uri" 400;
    RequestNotSupported "request_not_supported" 400;
    InvalidDpopProof "invalid_dpop_proof" 400;
    AccessDenied "access_denied" 403;
    LoginRequired "login_required" 400;
    ConsentRequired "consent_required" 400;
    InteractionRequired "interaction_required" 400;
    InvalidToken "invalid_token" 401;
    InsufficientScope "insufficient_scope" 403;
    TemporarilyUnavailable "temporarily_unavailable" 503;
    ServerError "server_error" 500;
}

impl OAuthError {
    /// This code, explained so.
    pub const fn new(code: Code, description: &'static str) -> Self {
        Self { code, description }
    }

    /// A malformed request.
    pub const fn request(description: &'static str) -> Self {
        Self::new(Code::InvalidRequest, description)
    }

    /// The one answer to every failed client authentication.
    pub const fn client() -> Self {
        Self::new(Code::InvalidClient, "client authentication failed")
    }

    /// The one answer to every code or refresh token that is not taken.
    pub const fn grant() -> Self {
        Self::new(Code::InvalidGrant, "the grant is unknown, expired, used or another's")
    }

    /// The one answer to every access token that is not taken.
    pub const fn token() -> Self {
        Self::new(Code::InvalidToken, "the token is unknown, expired or ended")
    }
}

/// Why a login at a national provider was aborted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoginError {
    /// The provider does not answer, or not as it should.
    #[error("the login provider is away: {0}")]
    Away(String),
    /// No such login is under way in this browser: `state` missing, wrong, used, too old, or from another browser.
    #[error("no such login is under way")]
    Unknown,
    /// The answer does not come from the provider that was asked (RFC 9207).
    #[error("the answer names another issuer")]
    Issuer,
    /// The person did not complete the login.
    #[error("the login was not completed")]
    Cancelled,
    /// The provider refused.
    #[error("the provider answered with {0}")]
    Refused(String),
    /// The login is weaker than what was asked for.
    #[error("the login level is too low")]
    Level,
    /// The ID token does not hold.
    #[error("the ID token does not hold: {0}")]
    Token(#[from] JoseError),
    /// What the provider says of the person cannot be read.
    #[error("the provider's claims cannot be read: {0}")]
    Claims(&'static str),
}

impl From<FetchError> for LoginError {
    fn from(error: FetchError) -> Self {
        Self::Away(error.to_string())
    }
}
