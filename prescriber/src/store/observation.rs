//! `observations`.

use std::cmp::Reverse;

use database::{Read, Tx, convert::Row};
use kernel::{ClientId, Id, ObservationId, PersonId, PrescriptionId};
use sea_orm::{
    ActiveValue::Set, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    entity::prelude::*, sea_query::Query,
};

use super::{open, seal};
use crate::{Observation, Page, PatientScope, Result, Told};

const TABLE: &str = "observations";

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "observations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub reporter_id: Uuid,
    pub client_id: Uuid,
    pub tool_id: Uuid,
    pub prescription_id: Option<Uuid>,
    pub identifier: Option<String>,
    pub digest: Vec<u8>,
    pub code: String,
    pub effective_at: i64,
    pub received_at: i64,
    pub resource: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn insert(tx: &Tx, it: &Observation, digest: [u8; 32]) -> Result<()> {
    let id = it.id.uuid();
    let row = ActiveModel {
        id: Set(id),
        patient_id: Set(it.patient.uuid()),
        reporter_id: Set(it.reporter.uuid()),
        client_id: Set(it.client.uuid()),
        tool_id: Set(it.tool.uuid()),
        prescription_id: Set(it.prescription.map(Id::uuid)),
        identifier: Set(it.identifier.clone()),
        digest: Set(digest.to_vec()),
        code: Set(it.code.clone()),
        effective_at: Set(it.effective_at.as_microsecond()),
        received_at: Set(it.received_at.as_microsecond()),
        resource: Set(seal(tx, TABLE, "resource", id, &it.resource)?),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await.map_err(database::Error::from)?;
    Ok(())
}

fn from_row(db: &impl Read, model: Model) -> Result<Observation> {
    let row = Row::new(TABLE, model.id);
    Ok(Observation {
        id: Id::from_uuid(model.id),
        patient: Id::from_uuid(model.patient_id),
        reporter: Id::from_uuid(model.reporter_id),
        client: Id::from_uuid(model.client_id),
        tool: Id::from_uuid(model.tool_id),
        prescription: model.prescription_id.map(Id::from_uuid),
        identifier: model.identifier,
        code: model.code,
        effective_at: row.instant("effective_at", model.effective_at)?,
        received_at: row.instant("received_at", model.received_at)?,
        resource: open(db, TABLE, "resource", model.id, &model.resource)?,
    })
}

/// The one that this client has reported for this patient under this identifier, with its digest.
pub(crate) async fn find_by_identifier(
    db: &impl Read,
    client: ClientId,
    patient: PersonId,
    identifier: &str,
) -> Result<Option<(Observation, Vec<u8>)>> {
    let model = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::PatientId.eq(patient.uuid()))
        .filter(Column::Identifier.eq(identifier))
        .one(&db.executor())
        .await
        .map_err(database::Error::from)?;
    model
        .map(|model| {
            let digest = model.digest.clone();
            Ok((from_row(db, model)?, digest))
        })
        .transpose()
}

pub(crate) async fn find_for_client(
    db: &impl Read,
    client: ClientId,
    patient: PersonId,
    id: ObservationId,
) -> Result<Option<Observation>> {
    let model = Entity::find()
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::PatientId.eq(patient.uuid()))
        .one(&db.executor())
        .await
        .map_err(database::Error::from)?;
    model.map(|model| from_row(db, model)).transpose()
}

pub(crate) async fn list_of_prescription(
    db: &impl Read,
    prescription: PrescriptionId,
    limit: u64,
) -> Result<Vec<Observation>> {
    let models = Entity::find()
        .filter(Column::PrescriptionId.eq(prescription.uuid()))
        .order_by_desc(Column::EffectiveAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    models.into_iter().map(|model| from_row(db, model)).collect()
}

/// The latest report of one thing on a prescription.
pub(crate) async fn latest_of_code(
    db: &impl Read,
    prescription: PrescriptionId,
    code: &str,
) -> Result<Option<Observation>> {
    let model = Entity::find()
        .filter(Column::PrescriptionId.eq(prescription.uuid()))
        .filter(Column::Code.eq(code))
        .order_by_desc(Column::EffectiveAt)
        .order_by_desc(Column::Id)
        .limit(1)
        .one(&db.executor())
        .await
        .map_err(database::Error::from)?;
    model.map(|model| from_row(db, model)).transpose()
}

/// Code and instant of everything reported on a prescription, oldest first.
pub(crate) async fn outline(db: &impl Read, prescription: PrescriptionId) -> Result<Vec<(String, i64)>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::Code)
        .column(Column::EffectiveAt)
        .filter(Column::PrescriptionId.eq(prescription.uuid()))
        .order_by_asc(Column::EffectiveAt)
        .into_tuple()
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?)
}

/// What was reported about the patient of this scope, but for what is withheld from it.
fn of_patient(scope: PatientScope) -> Select<Entity> {
    use super::prescription;
    let query = Entity::find().filter(Column::PatientId.eq(scope.patient.uuid()));
    if scope.withheld_too {
        return query;
    }
    let withheld = Query::select()
        .column(prescription::Column::Id)
        .from(prescription::Entity)
        .and_where(prescription::Column::PatientId.eq(scope.patient.uuid()))
        .and_where(prescription::Column::Withheld.is_not_null())
        .to_owned();
    query.filter(
        Condition::any()
            .add(Column::PrescriptionId.is_null())
            .add(Column::PrescriptionId.not_in_subquery(withheld)),
    )
}

pub(crate) async fn list_for_patient(
    db: &impl Read,
    scope: PatientScope,
    page: Page<ObservationId>,
) -> Result<Vec<Observation>> {
    let mut query = of_patient(scope);
    if let Some(before) = page.before {
        query = query.filter(Column::Id.lt(before.uuid()));
    }
    let models = query
        .order_by_desc(Column::Id)
        .limit(page.limit)
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    models.into_iter().map(|model| from_row(db, model)).collect()
}

/// How many of each tool, and when the last one came in; the latest first.
pub(crate) async fn told_of_patient(db: &impl Read, scope: PatientScope) -> Result<Vec<Told>> {
    let rows: Vec<(Uuid, i64, i64)> = of_patient(scope)
        .select_only()
        .column(Column::ToolId)
        .column_as(Column::Id.count(), "count")
        .column_as(Column::ReceivedAt.max(), "last")
        .group_by(Column::ToolId)
        .into_tuple()
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    let told = |(tool, count, last): (Uuid, i64, i64)| {
        let last = Row::new(TABLE, tool).instant("received_at", last)?;
        Ok(Told { tool: Id::from_uuid(tool), count: count.unsigned_abs(), last })
    };
    let mut all = rows.into_iter().map(told).collect::<Result<Vec<_>>>()?;
    all.sort_by_key(|told| Reverse((told.last, told.tool)));
    Ok(all)
}
