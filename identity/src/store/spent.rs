//! `spent_tokens`: what may be used once – client assertions, DPoP proofs, logout tokens.

use database::{Tx, convert::micros};
use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, EntityTrait, entity::prelude::*, sea_query::OnConflict};

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

/// `false` where it had been spent before, here or at another instance.
pub(crate) async fn spend(tx: &Tx, hash: [u8; 32], expires: Timestamp) -> database::Result<bool> {
    use database::Read;
    let row = ActiveModel { hash: Set(hash.to_vec()), expires_at: Set(micros(expires)) };
    let inserted = Entity::insert_many([row])
        .on_conflict(OnConflict::column(Column::Hash).do_nothing().to_owned())
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(inserted == 1)
}
