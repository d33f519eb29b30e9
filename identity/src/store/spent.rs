//! `spent_tokens`: what may be used once – client assertions, DPoP proofs, logout tokens.

use database::{Insertion, Read, Tx, convert::micros};
use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbBackend, EntityTrait, Statement, entity::prelude::*};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "spent_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: Vec<u8>,
    pub expires_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

static INSERTION: Insertion<Entity> = Insertion::unless_there();

/// Changes no row where it had been spent before, here or at another instance.
pub(crate) fn spending(backend: DbBackend, hash: [u8; 32], expires: Timestamp) -> Statement {
    let row = ActiveModel { hash: Set(hash.to_vec()), expires_at: Set(micros(expires)) };
    INSERTION.row(backend, row)
}

/// `false` where it had been spent before, here or at another instance.
pub(crate) async fn spend(tx: &Tx, hash: [u8; 32], expires: Timestamp) -> database::Result<bool> {
    let executor = tx.executor();
    let spending = spending(executor.get_database_backend(), hash, expires);
    Ok(executor.execute_raw(spending).await?.rows_affected() == 1)
}
