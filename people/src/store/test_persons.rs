//! `test_persons`.

use database::{Read, Tx, convert::micros};
use kernel::{Id, PersonId};
use sea_orm::{
    ActiveValue::Set, EntityTrait, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict,
};

use crate::Result;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "test_persons")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    pub listed_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Vendors choose among a handful.
pub(crate) const MOST: usize = 50;

/// `false` where the person is listed already.
pub(crate) async fn insert(tx: &Tx, id: PersonId) -> Result<bool> {
    let row = ActiveModel { person_id: Set(id.uuid()), listed_at: Set(micros(tx.now())) };
    let known = OnConflict::column(Column::PersonId).do_nothing().to_owned();
    Ok(Entity::insert(row).on_conflict(known).exec_without_returning(&tx.executor()).await? == 1)
}

pub(crate) async fn contains(db: &impl Read, id: PersonId) -> Result<bool> {
    Ok(Entity::find_by_id(id.uuid()).one(&db.executor()).await?.is_some())
}

pub(crate) async fn all(db: &impl Read) -> Result<Vec<PersonId>> {
    let query =
        Entity::find().order_by_asc(Column::ListedAt).order_by_asc(Column::PersonId).limit(MOST as u64);
    Ok(query.all(&db.executor()).await?.into_iter().map(|row| Id::from_uuid(row.person_id)).collect())
}
