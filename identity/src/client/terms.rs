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
    /// Reads and checks what a client of this party wants to register: of a resource's letters those that are offered, as RFC 7591 §3.2.1 lets us.
    pub(super) fn read(&self, party: Party, metadata: &Value) -> Result<ClientMetadata> {
        let metadata = ClientMetadata::parse(metadata, self.reach)?;
        let offered = self.offered.to(party);
        let unknown = metadata.scope.foreign_to(offered);
        if unknown.is_empty() {
            return Ok(ClientMetadata { scope: metadata.scope.within(offered), ..metadata });
        }
        Err(Error::metadata("scope", format_args!("there is no {unknown}; there are: {offered}")))
    }
}
