//! `authorization_requests`: pushed ones (RFC 9126), and those that wait for a login.

use database::{
    Database, Insertion, Lookup, Read, Tx,
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
    /// When a browser began to log in for it, and which.
    pub(crate) opened: Option<(Timestamp, Vec<u8>)>,
}

fn row(
    id: Id<RowKind>,
    now: Timestamp,
    uri: &Secret,
    request: &AuthorizationRequest,
    life: SignedDuration,
    browser: Option<&Secret>,
) -> database::Result<ActiveModel> {
    Ok(ActiveModel {
        id: Set(id.uuid()),
        uri_hash: Set(uri.hash().to_vec()),
        client_id: Set(request.client.uuid()),
        request: Set(to_json(request)?),
        created_at: Set(micros(now)),
        expires_at: Set(micros(now + life)),
        opened_at: Set(browser.map(|_| micros(now))),
        browser_hash: Set(browser.map(|browser| browser.hash().to_vec())),
        used_at: Set(None),
    })
}

/// Keeps the request of this browser while it logs in.
pub(crate) async fn insert(
    tx: &Tx,
    uri: &Secret,
    request: &AuthorizationRequest,
    life: SignedDuration,
    browser: &Secret,
) -> database::Result<()> {
    let row = row(tx.new_id(), tx.now(), uri, request, life, Some(browser))?;
    Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

static PUSHED: Insertion<Entity> = Insertion::new();

/// Keeps a pushed request.
pub(crate) fn insertion(
    db: &Database,
    uri: &Secret,
    request: &AuthorizationRequest,
    life: SignedDuration,
) -> database::Result<Statement> {
    let now = db.now();
    let row = row(Id::new(now, &**db.entropy()), now, uri, request, life, None)?;
    Ok(PUSHED.row(db.backend(), row))
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
    let opened = match (row.instant_opt("opened_at", model.opened_at)?, model.browser_hash) {
        (None, None) => None,
        (Some(at), Some(browser)) => Some((at, browser)),
        _ => return Err(row.corrupt("browser_hash", "does not fit opened_at")),
    };
    Ok(Some(StoredRequest { id: model.id, request: row.json("request", &model.request)?, opened }))
}

/// From here on the request belongs to this browser, and has time for a login; `false` where it was used or opened meanwhile.
pub(crate) async fn open(
    tx: &Tx,
    id: Uuid,
    browser: &Secret,
    life: SignedDuration,
) -> database::Result<bool> {
    let sql = "UPDATE authorization_requests SET opened_at = $1, browser_hash = $2, expires_at = $3 \
               WHERE id = $4 AND used_at IS NULL AND opened_at IS NULL";
    let now = tx.now();
    let values =
        vec![micros(now).into(), browser.hash().to_vec().into(), micros(now + life).into(), id.into()];
    Ok(change(tx, sql, values).await? == 1)
}

/// Gives an opened request time anew: the person has got further, and is asked something else.
pub(crate) async fn extend(tx: &Tx, id: Uuid, life: SignedDuration) -> database::Result<()> {
    let sql = "UPDATE authorization_requests SET expires_at = $1 WHERE id = $2 AND used_at IS NULL AND opened_at IS NOT NULL";
    change(tx, sql, vec![micros(tx.now() + life).into(), id.into()]).await.map(|_| ())
}

/// Keeps what has become of an opened request.
pub(crate) async fn change_to(tx: &Tx, id: Uuid, request: &AuthorizationRequest) -> database::Result<()> {
    let sql = "UPDATE authorization_requests SET request = $1 WHERE id = $2 AND used_at IS NULL AND opened_at IS NOT NULL";
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
