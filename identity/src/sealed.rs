//! What travels in a browser's address and only we can write and read: a value sealed under a grant's id, which stands before it (ADR 0010).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use database::{Field, Keyring, SystemEntropy};
use kernel::GrantId;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{Error, Result};

/// One kind of sealed value; none opens as another kind. Its form is its fields in their order: where they change, the column is given another name.
pub(crate) struct Sealed {
    pub(crate) table: &'static str,
    pub(crate) column: &'static str,
    /// Longest text that is read: what the longest parameters of a request can make of it.
    pub(crate) longest: usize,
}

impl Sealed {
    const fn field(&self, id: GrantId) -> Field {
        Field { table: self.table, column: self.column, row: id.uuid() }
    }

    /// The value as text for an address.
    pub(crate) fn write(&self, keyring: &Keyring, id: GrantId, value: &impl Serialize) -> Result<String> {
        let plain = postcard::to_allocvec(value)
            .map_err(|error| Error::from(database::Error::corrupt(self.table, self.column, id, error)))?;
        let sealed = keyring.seal(self.field(id), &plain, &SystemEntropy)?;
        Ok(URL_SAFE_NO_PAD.encode([&id.uuid().as_bytes()[..], &sealed].concat()))
    }

    /// What was written, with the grant's id; `None` for everything that was not written by us as this kind.
    pub(crate) fn read<T: DeserializeOwned>(&self, keyring: &Keyring, text: &str) -> Option<(GrantId, T)> {
        if text.len() > self.longest {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (id, sealed) = bytes.split_first_chunk::<16>()?;
        let id = GrantId::from_uuid(Uuid::from_bytes(*id));
        let plain = keyring.open_field(self.field(id), sealed).ok()?;
        let (value, rest) = postcard::take_from_bytes(&plain).ok()?;
        rest.is_empty().then_some((id, value))
    }
}
