//! What can go wrong, told so that a person knows what to do.

use axum::http::StatusCode;

/// Why a page cannot be shown.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum Failure {
    /// There is no such tool or page.
    #[error("not found")]
    Missing,
    /// The launch is not from the platform that the tool belongs to.
    #[error("launch refused: {0}")]
    LaunchRefused(&'static str),
    /// The platform said no; its code and words.
    #[error("the platform refused: {0}")]
    PlatformRefused(String, String),
    /// The login was begun in another browser, long ago, or is finished.
    #[error("login lost")]
    LoginLost,
    /// What the platform answered does not hold.
    #[error("unsound answer: {0}")]
    Unsound(&'static str),
    /// The platform does not answer.
    #[error("platform unreachable")]
    Unreachable,
    /// Nobody is logged in here any more.
    #[error("session ended")]
    SessionEnded,
    /// A form that is not ours, or that the browser's owner did not send.
    #[error("foreign form")]
    ForeignForm,
    /// No randomness.
    #[error("internal")]
    Internal,
}

impl Failure {
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::Missing => StatusCode::NOT_FOUND,
            Self::LaunchRefused(_) | Self::LoginLost => StatusCode::BAD_REQUEST,
            Self::PlatformRefused(..) | Self::ForeignForm => StatusCode::FORBIDDEN,
            Self::SessionEnded => StatusCode::UNAUTHORIZED,
            Self::Unsound(_) | Self::Unreachable => StatusCode::BAD_GATEWAY,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The key of its texts.
    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::LaunchRefused(_) => "launch_refused",
            Self::PlatformRefused(..) => "platform_refused",
            Self::LoginLost => "login_lost",
            Self::Unsound(_) => "unsound",
            Self::Unreachable => "unreachable",
            Self::SessionEnded => "session_ended",
            Self::ForeignForm => "foreign_form",
            Self::Internal => "internal",
        }
    }

    /// The technical reason, for whoever builds or runs the tool.
    pub(crate) fn detail(&self) -> Option<String> {
        match self {
            Self::LaunchRefused(reason) | Self::Unsound(reason) => Some((*reason).to_owned()),
            Self::PlatformRefused(code, words) if words.is_empty() => Some(code.clone()),
            Self::PlatformRefused(code, words) => Some(format!("{code}: {words}")),
            _ => None,
        }
    }
}
