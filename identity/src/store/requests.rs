//! `authorization_requests`: those that wait for a login, or for what a person is asked.

use database::{
    Lookup, Read, Tx,
    convert::{Row, micros, to_json},
};
use jiff::{SignedDuration, Timestamp};
use kernel::{ClientId, Id};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Statement, entity::prelude::*,
};

use super::change;
use crate::{
    provider::AuthorizationRequest,
    secret::{RowKind, Secret},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "authorization_requests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub uri_hash: Vec<u8>,
    pub client_id: Uuid,
    pub request: String,
    pub created_at: i64,
    pub expires_at: i64,
    pub opened_at: Option<i64>,
    pub browser_hash: Option<Vec<u8>>,
    pub used_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A stored request that has not been used.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StoredRequest {
    pub(crate) id: Uuid,
    pub(crate) request: AuthorizationRequest,
    /// When it began to wait for its browser.
    pub(crate) opened: Timestamp,
    /// Which browser: the hash of what it must bring.
    pub(crate) browser: Vec<u8>,
}

/// Keeps the request of this browser while it logs in.
pub(crate) async fn insert(
    tx: &Tx,
    uri: &Secret,
    request: &AuthorizationRequest,
    life: SignedDuration,
    browser: &Secret,
) -> database::Result<()> {
    let (id, now): (Id<RowKind>, _) = (tx.new_id(), tx.now());
    let row = ActiveModel {
        id: Set(id.uuid()),
        uri_hash: Set(uri.hash().to_vec()),
        client_id: Set(request.client.uuid()),
        request: Set(to_json(request)?),
        created_at: Set(micros(now)),
        expires_at: Set(micros(now + life)),
        opened_at: Set(Some(micros(now))),
        browser_hash: Set(Some(browser.hash().to_vec())),
        used_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

static WAITING: Lookup<Entity, 3> = Lookup::new(|[uri, client, now]| {
    Entity::find()
        .filter(Column::UriHash.eq(uri))
        .filter(Column::ClientId.eq(client))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
});

/// The client's own request, within its time and not used.
pub(crate) async fn find(
    db: &impl Read,
    uri: &Secret,
    client: ClientId,
) -> database::Result<Option<StoredRequest>> {
    let key = [uri.hash().to_vec().into(), client.uuid().into(), micros(db.now()).into()];
    let Some(model) = WAITING.one(db, key).await? else { return Ok(None) };
    let row = Row::new("authorization_requests", model.id);
    let opened = row.instant_opt("opened_at", model.opened_at)?;
    // An earlier version kept pushed requests here, which belonged to no browser yet; they lived for a minute.
    let (Some(opened), Some(browser)) = (opened, model.browser_hash) else { return Ok(None) };
    Ok(Some(StoredRequest { id: model.id, request: row.json("request", &model.request)?, opened, browser }))
}

/// Gives a waiting request time anew: the person has got further, and is asked something else.
pub(crate) async fn extend(tx: &Tx, id: Uuid, life: SignedDuration) -> database::Result<()> {
    let sql = "UPDATE authorization_requests SET expires_at = $1 WHERE id = $2 AND used_at IS NULL";
    change(tx, sql, vec![micros(tx.now() + life).into(), id.into()]).await.map(|_| ())
}

/// Keeps what has become of a waiting request.
pub(crate) async fn change_to(tx: &Tx, id: Uuid, request: &AuthorizationRequest) -> database::Result<()> {
    let sql = "UPDATE authorization_requests SET request = $1 WHERE id = $2 AND used_at IS NULL";
    change(tx, sql, vec![to_json(request)?.into(), id.into()]).await.map(|_| ())
}

/// Uses the request up; changes no row where it was used before (row 16).
pub(crate) fn consumption(backend: DbBackend, now: Timestamp, id: Uuid) -> Statement {
    let sql = "UPDATE authorization_requests SET used_at = $1 WHERE id = $2 AND used_at IS NULL AND expires_at > $1";
    Statement::from_sql_and_values(backend, sql, [micros(now).into(), id.into()])
}

/// As `consumption`, in a transaction; `false` where it was used before.
pub(crate) async fn consume(tx: &Tx, id: Uuid) -> database::Result<bool> {
    let executor = tx.executor();
    let statement = consumption(executor.get_database_backend(), tx.now(), id);
    Ok(executor.execute_raw(statement).await?.rows_affected() == 1)
}
