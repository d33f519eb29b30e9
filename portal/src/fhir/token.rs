//! The one way in for tools: a live access token, decided about anew with each request.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use identity::{Access, Code, OAuthError, Party, ProofFor, Scopes};
use kernel::{Citizen, ToolId};

use super::{Failure, Result};
use crate::web::{App, Error, RequestInfo};

/// A tool's token that holds now: token, grant, session, client and the rules behind it have all been looked at.
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
    pub fn new(access: Access) -> Result<Self> {
        let (Party::Tool(tool), Some(citizen)) = (access.client.party, access.citizen()) else {
            return Err(Failure::scope("of a tool"));
        };
        Ok(Self { access: Arc::new(access), tool, citizen })
    }

    /// Refuses unless the token may do this (`c`, `r`, `u`, `d`, `s`) with this type of resource (SMART App Launch 2.2, scopes).
    pub fn must(&self, kind: &str, interaction: char) -> Result<()> {
        if permits(&self.access.scopes, kind, interaction) {
            return Ok(());
        }
        Err(Failure::scope(&format!("patient/{kind}.{interaction}")))
    }
}

fn permits(scopes: &Scopes, kind: &str, interaction: char) -> bool {
    scopes.iter().any(|scope| {
        let parts = scope.strip_prefix("patient/").and_then(|rest| rest.split_once('.'));
        parts.is_some_and(|(named, letters)| (named == kind || named == "*") && letters.contains(interaction))
    })
}

impl FromRequestParts<App> for ToolToken {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        // Tests put one there; nothing from outside can.
        if let Some(token) = parts.extensions.get::<Self>() {
            return Ok(token.clone());
        }
        let header = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let authorization = header(header::AUTHORIZATION).ok_or_else(Failure::no_token)?;
        let proof = header(header::HeaderName::from_static("dpop"));
        let path = parts.extensions.get::<RequestInfo>().map_or("", |info| &info.path);
        let url = format!("{}{path}", app.config.issuer());
        let request = ProofFor { method: parts.method.as_str(), url: &url, token: None };
        let access =
            app.identity.provider.access(Some(authorization), proof, request).await.map_err(refused)?;
        app.rates.client(access.client.id)?;
        Self::new(access)
    }
}

fn refused(error: identity::Error) -> Failure {
    match error {
        identity::Error::OAuth(OAuthError { code: Code::InsufficientScope, .. }) => {
            Failure::scope("needed here")
        }
        identity::Error::OAuth(OAuthError { code: Code::InvalidToken | Code::InvalidDpopProof, .. }) => {
            Failure::dead_token()
        }
        other => Error::from(other).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_reaches_its_own_interactions_only() {
        let scopes =
            Scopes::parse("openid launch patient/Observation.c patient/Task.rs user/Patient.r").unwrap();
        assert!(permits(&scopes, "Observation", 'c') && permits(&scopes, "Task", 'r'));
        for (kind, interaction) in
            [("Observation", 'r'), ("Patient", 'r'), ("Task", 'u'), ("Observatio", 'c')]
        {
            assert!(!permits(&scopes, kind, interaction), "{kind}.{interaction}");
        }
        assert!(permits(&Scopes::parse("patient/*.r").unwrap(), "Task", 'r'));
    }
}
