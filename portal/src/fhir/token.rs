//! The one way in for tools: a live access token, decided about anew with each request.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
};
use identity::{Access, Account, Code, Context, Interaction, OAuthError, Party, ProofFor};
use kernel::{Citizen, ToolId};

use super::{Failure, Result};
use crate::{
    oauth::answer::single,
    web::{App, Error, RequestInfo, challenge},
};

/// Why a request's token is not taken.
#[derive(Debug)]
pub enum Refused {
    /// There is none.
    Missing,
    /// It is not, or no longer, valid: what `WWW-Authenticate` says.
    Dead(&'static str),
    /// It is valid, but not good for this.
    Scope {
        /// What is needed.
        needed: &'static str,
        /// Whether it is bound to a key.
        bound: bool,
    },
    /// A failure of another kind.
    Other(Error),
}

/// What the request's token stands for: token, grant, session, client and the rules behind it have all been looked at.
pub async fn access(parts: &Parts, app: &App) -> Result<Access, Refused> {
    // Several are malformed (RFC 9449 §4.3).
    let header = |name| {
        single(&parts.headers, name).map_err(|_| Refused::Other(Error::status(StatusCode::BAD_REQUEST)))
    };
    let authorization = header("authorization")?;
    if !challenge::has_token(authorization) {
        return Err(Refused::Missing);
    }
    let proof = header("dpop")?;
    let path = parts.extensions.get::<RequestInfo>().map_or("", |info| &info.path);
    let url = format!("{}{path}", app.config.issuer());
    let request = ProofFor { method: parts.method.as_str(), url: &url, token: None };
    let access = app.identity.provider.access(authorization, proof, request).await;
    let access = access.map_err(|error| refused(authorization, error))?;
    app.rates.client(access.client.id).map_err(Refused::Other)?;
    Ok(access)
}

fn refused(authorization: Option<&str>, error: identity::Error) -> Refused {
    match error {
        identity::Error::OAuth(OAuthError {
            code: code @ (Code::InvalidToken | Code::InvalidDpopProof),
            ..
        }) => Refused::Dead(challenge::token(authorization, code)),
        other => Refused::Other(other.into()),
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Missing => Self::no_token(),
            Refused::Dead(challenge) => Self::dead_token(challenge),
            Refused::Scope { needed, bound } => Self::scope(needed, bound),
            Refused::Other(error) => error.into(),
        }
    }
}

/// A tool's token that holds now.
#[derive(Debug, Clone)]
pub struct ToolToken {
    /// What it stands for.
    pub access: Arc<Access>,
    /// The tool.
    pub tool: ToolId,
    /// The person at the keyboard, and whose tool it is.
    pub citizen: Citizen,
}

impl ToolToken {
    /// A token with this access; a record system's or a clinician's is not a tool's.
    pub fn new(access: Access) -> Result<Self, Refused> {
        let (Party::Tool(tool), Some(citizen)) = (access.client.party, access.citizen()) else {
            return Err(Refused::Scope { needed: "of a tool", bound: access.bound });
        };
        Ok(Self { access: Arc::new(access), tool, citizen })
    }

    /// Refuses unless the token may do this with this type of resource (SMART App Launch 2.2, scopes).
    pub fn must(&self, kind: &str, interaction: Interaction) -> Result<()> {
        must(&self.access, kind, interaction)
    }
}

/// A token of the sandbox that holds now: what it may do touches nothing real (ADR 0011).
#[derive(Debug, Clone)]
pub struct SandboxToken {
    /// What it stands for.
    pub access: Arc<Access>,
}

/// A tool's token, its own or its sandbox's: for what is done alike for both, each to its own ground.
#[derive(Debug, Clone)]
pub enum AnyToken {
    /// The tool's.
    Tool(ToolToken),
    /// The sandbox's.
    Sandbox(SandboxToken),
}

impl AnyToken {
    /// A token with this access.
    pub fn new(access: Access) -> Result<Self, Refused> {
        if let (Party::Sandbox(_), Account::Sandbox { .. }) = (access.client.party, &access.account) {
            return Ok(Self::Sandbox(SandboxToken { access: Arc::new(access) }));
        }
        Ok(Self::Tool(ToolToken::new(access)?))
    }

    /// What it stands for.
    pub fn access(&self) -> &Access {
        match self {
            Self::Tool(token) => &token.access,
            Self::Sandbox(token) => &token.access,
        }
    }

    /// As `ToolToken::must`.
    pub fn must(&self, kind: &str, interaction: Interaction) -> Result<()> {
        must(self.access(), kind, interaction)
    }
}

fn must(access: &Access, kind: &str, interaction: Interaction) -> Result<()> {
    if access.scopes.permits(Context::Patient, kind, interaction) {
        return Ok(());
    }
    Err(Failure::scope(&format!("patient/{kind}.{}", interaction.letter()), access.bound))
}

impl FromRequestParts<App> for ToolToken {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        // Tests put one there; nothing from outside can.
        if let Some(token) = parts.extensions.get::<Self>() {
            return Ok(token.clone());
        }
        Ok(Self::new(access(parts, app).await?)?)
    }
}

impl FromRequestParts<App> for AnyToken {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        // Tests put one there; nothing from outside can.
        if let Some(token) = parts.extensions.get::<ToolToken>() {
            return Ok(Self::Tool(token.clone()));
        }
        Ok(Self::new(access(parts, app).await?)?)
    }
}
