//! Ids in addresses: what is not an id at all is not found either.

use kernel::IdKind;

use crate::web::{Error, Result};

/// Reads ids out of addresses.
pub struct Id;

impl Id {
    /// The id that this part of an address spells.
    pub fn parse<K: IdKind>(text: &str) -> Result<kernel::Id<K>> {
        text.parse().map_err(|_| Error::not_found())
    }
}
