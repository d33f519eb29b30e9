//! Tables `prescriptions`, `prescription_events`, `prescription_followers`, `clinician_looks`, `observations`,
//! `pick_up_codes`.

pub(crate) mod event;
pub(crate) mod follow_up;
pub(crate) mod follower;
pub(crate) mod look;
pub(crate) mod observation;
pub(crate) mod pick_up;
pub(crate) mod prescription;

use database::{Field, Read, Tx};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::Result;

/// A value as sealed JSON.
fn seal<T: Serialize>(
    tx: &Tx,
    table: &'static str,
    column: &'static str,
    row: Uuid,
    value: &T,
) -> Result<Vec<u8>> {
    let json = database::convert::to_json(value)?;
    Ok(tx.keyring().seal(Field { table, column, row }, json.as_bytes(), &database::SystemEntropy)?)
}

/// What `seal` made.
fn open<T: DeserializeOwned>(
    db: &impl Read,
    table: &'static str,
    column: &'static str,
    row: Uuid,
    sealed: &[u8],
) -> Result<T> {
    let json = db.keyring().open_field(Field { table, column, row }, sealed)?;
    serde_json::from_slice(&json).map_err(|error| database::Error::corrupt(table, column, row, error).into())
}
