//! `login_transactions`: logins under way at the providers.

use database::{
    Field, Read, SystemEntropy, Tx,
    convert::{Row, micros},
};
use jiff::SignedDuration;
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, entity::prelude::*};

use super::change;
use crate::{
    Service,
    login::Pending,
    secret::{RowKind, Secret},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "login_transactions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub state_hash: Vec<u8>,
    pub browser_hash: Vec<u8>,
    pub service: String,
    pub payload: Vec<u8>,
    pub created_at: i64,
    pub expires_at: i64,
    pub used_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

const fn field(row: Uuid) -> Field {
    Field { table: "login_transactions", column: "payload", row }
}

pub(crate) async fn insert(
    tx: &Tx,
    service: Service,
    state: &Secret,
    browser: &Secret,
    pending: &Pending,
    life: SignedDuration,
) -> database::Result<()> {
    let id = tx.new_id::<RowKind>().uuid();
    let payload = zeroize::Zeroizing::new(database::convert::to_json(pending)?);
    let row = ActiveModel {
        id: Set(id),
        state_hash: Set(state.hash().to_vec()),
        browser_hash: Set(browser.hash().to_vec()),
        service: Set(service.as_str().to_owned()),
        payload: Set(tx.keyring().seal(field(id), payload.as_bytes(), &SystemEntropy)?),
        created_at: Set(micros(tx.now())),
        expires_at: Set(micros(tx.now() + life)),
        used_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// The login of this state in this browser, once and within its time.
pub(crate) async fn take(
    tx: &Tx,
    state: &Secret,
    browser: &Secret,
) -> database::Result<Option<(Service, Pending)>> {
    let sql = "UPDATE login_transactions SET used_at = $1 \
               WHERE state_hash = $2 AND browser_hash = $3 AND used_at IS NULL AND expires_at > $1";
    let values = vec![micros(tx.now()).into(), state.hash().to_vec().into(), browser.hash().to_vec().into()];
    if change(tx, sql, values).await? != 1 {
        return Ok(None);
    }
    let query = Entity::find().filter(Column::StateHash.eq(state.hash().to_vec()));
    let Some(model) = query.one(&tx.executor()).await? else { return Ok(None) };
    let row = Row::new("login_transactions", model.id);
    let service = Service::from_name(&model.service).ok_or_else(|| row.corrupt("service", "not known"))?;
    let payload = zeroize::Zeroizing::new(tx.keyring().open_field(field(model.id), &model.payload)?);
    let pending = serde_json::from_slice(&payload).map_err(|error| row.corrupt("payload", error))?;
    Ok(Some((service, pending)))
}
