//! `sandbox_launches`.

use database::{Read, Tx, convert::Row};
use jiff::Timestamp;
use kernel::{Citizen, ClientId, Id, LaunchId, SessionId, VendorUser};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*};

use crate::{Probe, Result, SandboxLaunch, SandboxStart};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sandbox_launches")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub secret_hash: Vec<u8>,
    pub tool_id: Uuid,
    pub client_id: Uuid,
    pub organisation_id: Uuid,
    pub vendor_session_id: Uuid,
    pub session_id: Uuid,
    pub person_id: Uuid,
    pub subject_id: Uuid,
    pub task: Option<String>,
    pub check_id: Option<Uuid>,
    pub probe: Option<String>,
    pub at: i64,
    pub expires_at: i64,
    pub used_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// How many of the latest starts are looked at.
const MOST: u64 = 20;

pub(crate) async fn insert(
    tx: &Tx,
    it: &SandboxLaunch,
    user: &VendorUser,
    hash: [u8; 32],
    expires: Timestamp,
) -> Result<()> {
    let row = ActiveModel {
        id: Set(it.id.uuid()),
        secret_hash: Set(hash.to_vec()),
        tool_id: Set(it.tool.uuid()),
        client_id: Set(it.start.client.uuid()),
        organisation_id: Set(user.organisation.uuid()),
        vendor_session_id: Set(it.start.vendor_session.uuid()),
        session_id: Set(it.start.session.uuid()),
        person_id: Set(it.citizen.person.uuid()),
        subject_id: Set(it.citizen.subject.uuid()),
        task: Set(it.start.task.as_ref().map(ToString::to_string)),
        check_id: Set(it.start.check.map(|(check, _)| check.uuid())),
        probe: Set(it.start.check.map(|(_, probe)| probe.name().to_owned())),
        at: Set(it.at.as_microsecond()),
        expires_at: Set(expires.as_microsecond()),
        used_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await.map_err(database::Error::from)?;
    Ok(())
}

/// Marks as used in one statement what is unused, alive, this client's and this session's.
pub(crate) async fn burn(
    tx: &Tx,
    hash: [u8; 32],
    client: ClientId,
    vendor_session: SessionId,
) -> Result<Option<SandboxLaunch>> {
    let now = tx.now().as_microsecond();
    let done = Entity::update_many()
        .set(ActiveModel { used_at: Set(Some(now)), ..Default::default() })
        .filter(Column::SecretHash.eq(hash.to_vec()))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::VendorSessionId.eq(vendor_session.uuid()))
        .exec(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    if done.rows_affected != 1 {
        return Ok(None);
    }
    let query = Entity::find().filter(Column::SecretHash.eq(hash.to_vec()));
    query.one(&tx.executor()).await.map_err(database::Error::from)?.map(from_row).transpose()
}

pub(crate) async fn find(db: &impl Read, id: LaunchId) -> Result<Option<SandboxLaunch>> {
    let found = Entity::find_by_id(id.uuid()).one(&db.executor()).await.map_err(database::Error::from)?;
    found.map(from_row).transpose()
}

pub(crate) async fn recent(
    db: &impl Read,
    client: ClientId,
    vendor_session: SessionId,
) -> Result<Vec<SandboxLaunch>> {
    let query = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::VendorSessionId.eq(vendor_session.uuid()))
        .order_by_desc(Column::Id)
        .limit(MOST);
    let rows = query.all(&db.executor()).await.map_err(database::Error::from)?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(model: Model) -> Result<SandboxLaunch> {
    let row = Row::new("sandbox_launches", model.id);
    let check = match (model.check_id, &model.probe) {
        (Some(check), Some(probe)) => {
            let probe = Probe::named(probe).ok_or_else(|| row.corrupt("probe", "no such probe"))?;
            Some((Id::from_uuid(check), probe))
        }
        _ => None,
    };
    Ok(SandboxLaunch {
        id: Id::from_uuid(model.id),
        tool: Id::from_uuid(model.tool_id),
        citizen: Citizen { person: Id::from_uuid(model.person_id), subject: Id::from_uuid(model.subject_id) },
        start: SandboxStart {
            client: Id::from_uuid(model.client_id),
            vendor_session: Id::from_uuid(model.vendor_session_id),
            session: Id::from_uuid(model.session_id),
            task: model.task.map(|task| row.parse("task", &task)).transpose()?,
            check,
        },
        at: row.instant("at", model.at)?,
    })
}
