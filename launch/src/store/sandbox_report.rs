//! `sandbox_observations`.

use database::{Field, Read, Tx, convert::Row};
use jiff::Timestamp;
use kernel::{ClientId, Id, ObservationId, PersonId};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*};

use crate::{
    Result,
    sandbox_report::{SandboxObservation, SandboxReport},
};

const TABLE: &str = "sandbox_observations";

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sandbox_observations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub client_id: Uuid,
    pub subject_id: Uuid,
    pub identifier: Option<String>,
    pub digest: Vec<u8>,
    pub received_at: i64,
    pub resource: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn insert(
    tx: &Tx,
    report: &SandboxReport,
    it: &SandboxObservation,
    digest: [u8; 32],
) -> Result<()> {
    let id = it.id.uuid();
    let field = Field { table: TABLE, column: "resource", row: id };
    let row = ActiveModel {
        id: Set(id),
        client_id: Set(report.client.uuid()),
        subject_id: Set(report.subject.uuid()),
        identifier: Set(report.identifier.clone()),
        digest: Set(digest.to_vec()),
        received_at: Set(it.received_at.as_microsecond()),
        resource: Set(tx.seal(field, it.resource.as_bytes())?),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await.map_err(database::Error::from)?;
    Ok(())
}

fn of(client: ClientId, subject: PersonId) -> Select<Entity> {
    Entity::find().filter(Column::ClientId.eq(client.uuid())).filter(Column::SubjectId.eq(subject.uuid()))
}

pub(crate) async fn find(
    db: &impl Read,
    client: ClientId,
    subject: PersonId,
    id: ObservationId,
) -> Result<Option<SandboxObservation>> {
    let query = of(client, subject).filter(Column::Id.eq(id.uuid()));
    let found = query.one(&db.executor()).await.map_err(database::Error::from)?;
    found.map(|model| from_row(db, &model)).transpose()
}

/// The one under this identifier, with its digest.
pub(crate) async fn find_by_identifier(
    db: &impl Read,
    client: ClientId,
    subject: PersonId,
    identifier: &str,
) -> Result<Option<(SandboxObservation, Vec<u8>)>> {
    let query = of(client, subject).filter(Column::Identifier.eq(identifier));
    let found = query.one(&db.executor()).await.map_err(database::Error::from)?;
    found.map(|model| Ok((from_row(db, &model)?, model.digest))).transpose()
}

/// Deletes all but the latest of a client about a person.
pub(crate) async fn keep_latest(tx: &Tx, client: ClientId, subject: PersonId, most: u64) -> Result<()> {
    let last: Option<Uuid> = of(client, subject)
        .select_only()
        .column(Column::Id)
        .order_by_desc(Column::Id)
        .offset(most)
        .limit(1)
        .into_tuple()
        .one(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    if let Some(last) = last {
        Entity::delete_many()
            .filter(Column::ClientId.eq(client.uuid()))
            .filter(Column::SubjectId.eq(subject.uuid()))
            .filter(Column::Id.lte(last))
            .exec(&tx.executor())
            .await
            .map_err(database::Error::from)?;
    }
    Ok(())
}

pub(crate) async fn delete_before(tx: &Tx, before: Timestamp) -> Result<u64> {
    let done = Entity::delete_many()
        .filter(Column::ReceivedAt.lte(before.as_microsecond()))
        .exec(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(done.rows_affected)
}

fn from_row(db: &impl Read, model: &Model) -> Result<SandboxObservation> {
    let row = Row::new(TABLE, model.id);
    let field = Field { table: TABLE, column: "resource", row: model.id };
    let resource = db.keyring().open_field(field, &model.resource)?;
    Ok(SandboxObservation {
        id: Id::from_uuid(model.id),
        received_at: row.instant("received_at", model.received_at)?,
        resource: String::from_utf8(resource).map_err(|error| row.corrupt("resource", error))?,
    })
}
