//! Rows and queries; nothing outside this folder names the database library.

pub(crate) mod look_ups;
pub(crate) mod memberships;
pub(crate) mod notifications;
pub(crate) mod persons;
pub(crate) mod practitioners;
pub(crate) mod test_persons;

use database::{Field, Read, Tx, convert::Row};
use kernel::Entropy;
use uuid::Uuid;

impl From<sea_orm::DbErr> for crate::Error {
    fn from(error: sea_orm::DbErr) -> Self {
        database::Error::from(error).into()
    }
}

/// The transaction's randomness, as sealing wants it.
struct Random<'a>(&'a Tx);

impl Entropy for Random<'_> {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let random: [u8; 32] = self.0.random();
            chunk.copy_from_slice(&random[..chunk.len()]);
        }
    }
}

fn seal(tx: &Tx, field: Field, text: &str) -> database::Result<Vec<u8>> {
    tx.keyring().seal(field, text.as_bytes(), &Random(tx))
}

fn open(db: &impl Read, field: Field, sealed: &[u8]) -> database::Result<String> {
    let plain = db.keyring().open_field(field, sealed)?;
    String::from_utf8(plain).map_err(|_| Row::new(field.table, field.row).corrupt(field.column, "not text"))
}

const fn field(table: &'static str, column: &'static str, row: Uuid) -> Field {
    Field { table, column, row }
}

#[cfg(test)]
mod tests;
