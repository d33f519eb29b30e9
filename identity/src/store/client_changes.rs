//! `client_changes`.

use database::{
    Read, Tx,
    convert::{Row, micros, to_json},
};
use kernel::{ClientId, PersonId};
use sea_orm::{
    ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*,
    sea_query::OnConflict,
};

use crate::client::Change;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_id: Uuid,
    pub addresses: String,
    pub whole: bool,
    pub asked_by: Uuid,
    pub asked_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// More than this wait only where nobody decides.
const MOST: u64 = 200;

/// In place of an earlier one. A client that waits as a whole goes on doing so.
pub(crate) async fn put(tx: &Tx, change: &Change) -> database::Result<()> {
    let row = ActiveModel {
        client_id: Set(change.client.uuid()),
        addresses: Set(to_json(&change.addresses)?),
        whole: Set(change.whole),
        asked_by: Set(change.asked_by.uuid()),
        asked_at: Set(micros(change.asked_at)),
    };
    let again = OnConflict::column(Column::ClientId)
        .update_columns([Column::Addresses, Column::AskedBy, Column::AskedAt])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn delete(tx: &Tx, id: ClientId) -> database::Result<bool> {
    let gone = Entity::delete_by_id(id.uuid()).exec(&tx.executor()).await?;
    Ok(gone.rows_affected == 1)
}

pub(crate) async fn delete_whole(tx: &Tx, id: ClientId) -> database::Result<()> {
    let query = Entity::delete_many().filter(Column::ClientId.eq(id.uuid())).filter(Column::Whole.eq(true));
    query.exec(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn find(db: &impl Read, id: ClientId) -> database::Result<Option<Change>> {
    Entity::find_by_id(id.uuid()).one(&db.executor()).await?.map(Change::try_from).transpose()
}

pub(crate) async fn list(db: &impl Read) -> database::Result<Vec<Change>> {
    let query = Entity::find().order_by_asc(Column::AskedAt).order_by_asc(Column::ClientId).limit(MOST);
    query.all(&db.executor()).await?.into_iter().map(Change::try_from).collect()
}

impl TryFrom<Model> for Change {
    type Error = database::Error;

    fn try_from(model: Model) -> database::Result<Self> {
        let client = ClientId::from_uuid(model.client_id);
        let row = Row::new("client_changes", client);
        Ok(Self {
            client,
            addresses: row.json("addresses", &model.addresses)?,
            whole: model.whole,
            asked_by: PersonId::from_uuid(model.asked_by),
            asked_at: row.instant("asked_at", model.asked_at)?,
        })
    }
}
