//! `signing_keys`: private keys, sealed.

use database::{Field, Read, SystemEntropy, Tx, convert::Row};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder, entity::prelude::*, sea_query::OnConflict};

use super::change;
use crate::{
    Algorithm, Error, Result, SigningKey,
    keys::{KeyState, Purpose, StoredKey},
    secret::RowKind,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signing_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub purpose: String,
    pub algorithm: String,
    pub kid: String,
    pub slot: Option<String>,
    pub sealed: Vec<u8>,
    pub created_at: i64,
    pub activated_at: Option<i64>,
    pub retired_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

const fn field(row: Uuid) -> Field {
    Field { table: "signing_keys", column: "sealed", row }
}

fn slot(purpose: Purpose, algorithm: Algorithm, state: KeyState) -> String {
    format!("{}:{}:{}", purpose.as_str(), algorithm.as_str(), state.as_str())
}

/// Stores a new key; does nothing where its place is taken (another instance was first).
pub(crate) async fn insert(tx: &Tx, purpose: Purpose, state: KeyState, key: &SigningKey) -> Result<()> {
    let id = tx.new_id::<RowKind>().uuid();
    let document = key.to_pkcs8().map_err(Error::Key)?;
    let now = tx.now().as_microsecond();
    let row = ActiveModel {
        id: Set(id),
        purpose: Set(purpose.as_str().to_owned()),
        algorithm: Set(key.algorithm().as_str().to_owned()),
        kid: Set(key.kid().to_owned()),
        slot: Set(Some(slot(purpose, key.algorithm(), state))),
        sealed: Set(tx.keyring().seal(field(id), &document, &SystemEntropy)?),
        created_at: Set(now),
        activated_at: Set((state == KeyState::Current).then_some(now)),
        retired_at: Set(None),
    };
    Entity::insert_many([row])
        .on_conflict(OnConflict::column(Column::Slot).do_nothing().to_owned())
        .exec_without_returning(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(())
}

/// This current key retires, this next one becomes current; `false` where another instance was faster and the current one is no longer that.
pub(crate) async fn promote(tx: &Tx, current: &StoredKey, next: &StoredKey) -> Result<bool> {
    let now = tx.now().as_microsecond();
    let of = |state| slot(current.purpose, current.algorithm, state);
    let retire = "UPDATE signing_keys SET slot = NULL, retired_at = $1 WHERE slot = $2 AND kid = $3";
    let values = vec![now.into(), of(KeyState::Current).into(), current.kid.clone().into()];
    if change(tx, retire, values).await? == 0 {
        return Ok(false);
    }
    let promote = "UPDATE signing_keys SET slot = $1, activated_at = $2 WHERE slot = $3 AND kid = $4";
    let values =
        vec![of(KeyState::Current).into(), now.into(), of(KeyState::Next).into(), next.kid.clone().into()];
    if change(tx, promote, values).await? == 1 { Ok(true) } else { Err(Error::Missing("key")) }
}

/// Keys that have signed and no longer do are gone, with their private halves.
pub(crate) async fn delete_retired(tx: &Tx, purpose: Purpose, algorithm: Algorithm) -> Result<()> {
    let delete = "DELETE FROM signing_keys WHERE purpose = $1 AND algorithm = $2 AND slot IS NULL";
    change(tx, delete, vec![purpose.as_str().into(), algorithm.as_str().into()]).await?;
    Ok(())
}

/// All keys, oldest first, with their private halves.
pub(crate) async fn all(db: &impl Read) -> Result<Vec<(StoredKey, SigningKey)>> {
    let rows =
        Entity::find().order_by_asc(Column::Id).all(&db.executor()).await.map_err(database::Error::from)?;
    rows.into_iter().map(|model| read(db, model)).collect()
}

fn read(db: &impl Read, model: Model) -> Result<(StoredKey, SigningKey)> {
    let row = Row::new("signing_keys", model.id);
    let purpose = Purpose::from_name(&model.purpose).ok_or_else(|| row.corrupt("purpose", "not known"))?;
    let algorithm =
        Algorithm::from_name(&model.algorithm).ok_or_else(|| row.corrupt("algorithm", "not known"))?;
    let state = match (&model.slot, model.retired_at) {
        (None, Some(_)) => KeyState::Retired,
        (Some(slot), None) if slot.ends_with(":next") => KeyState::Next,
        (Some(slot), None) if slot.ends_with(":current") => KeyState::Current,
        _ => return Err(row.corrupt("slot", "does not fit retired_at").into()),
    };
    let document = zeroize::Zeroizing::new(db.keyring().open_field(field(model.id), &model.sealed)?);
    let key = SigningKey::from_pkcs8(algorithm, &document).map_err(Error::Key)?;
    let stored = StoredKey {
        purpose,
        algorithm,
        state,
        created_at: row.instant("created_at", model.created_at)?,
        activated_at: row.instant_opt("activated_at", model.activated_at)?,
        retired_at: row.instant_opt("retired_at", model.retired_at)?,
        kid: model.kid,
    };
    Ok((stored, key))
}
