//! Who may come: a tool's token that holds now, with scope `storage`.

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
};
use identity::{Access, Account, Party};
use kernel::Refusal;
use launch::storage::Shelf;

use crate::{
    fhir::{self, Refused},
    web::{App, Error, Result, challenge},
};

/// A tool's token, and the shelf that it reaches: the tool's own, for the person in `sub` whoever is at the keyboard.
#[derive(Debug, Clone)]
pub struct StorageToken {
    /// What the token stands for.
    pub access: Access,
    /// What it reaches.
    pub shelf: Shelf,
}

impl StorageToken {
    /// A token with this access.
    pub fn new(access: Access) -> Result<Self> {
        let shelf = match (access.client.party, &access.account) {
            (Party::Tool(tool), Account::Citizen) => Shelf::of_tool(tool, access.subject),
            (Party::Sandbox(tool), Account::Sandbox { .. }) => Shelf::of_sandbox(tool, access.subject),
            _ => return Err(insufficient(access.bound)),
        };
        if !access.scopes.has("storage") {
            return Err(insufficient(access.bound));
        }
        Ok(Self { access, shelf })
    }
}

fn insufficient(bound: bool) -> Error {
    Error::token(StatusCode::FORBIDDEN, challenge::storage(bound), Refusal::text("error-storage-scope"))
}

fn refused(refused: Refused) -> Error {
    let challenge = match refused {
        Refused::Missing => challenge::NO_TOKEN,
        Refused::Dead(challenge) => challenge,
        Refused::Scope { bound, .. } => return insufficient(bound),
        Refused::Other(error) => return error,
    };
    Error::token(StatusCode::UNAUTHORIZED, challenge, Refusal::text("error-storage-token"))
}

impl FromRequestParts<App> for StorageToken {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        Self::new(fhir::access(parts, app).await.map_err(refused)?)
    }
}
