//! What an installation lets clients register.

use serde_json::Value;

use super::ClientMetadata;
use crate::{Error, Offered, Party, Reach, Result};

/// What a registration goes by.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The addresses that a client may have.
    pub reach: Reach,
    /// The scopes that it may have.
    pub offered: Offered,
}

impl Terms {
    /// Reads and checks what a client of this party wants to register.
    pub(super) fn read(&self, party: Party, metadata: &Value) -> Result<ClientMetadata> {
        let metadata = ClientMetadata::parse(metadata, self.reach)?;
        let offered = self.offered.to(party);
        let unknown = metadata.scope.without(offered);
        if unknown.is_empty() {
            return Ok(metadata);
        }
        Err(Error::metadata("scope", format_args!("there is no {unknown}; there are: {offered}")))
    }
}
