//! `prescription_followers`: clinicians who have taken over.

use database::{Read, Tx, convert::Row};
use kernel::{Clinician, Id, PrescriptionId};
use sea_orm::{
    ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, entity::prelude::*, sea_query::OnConflict,
};

use crate::{Follower, Result};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "prescription_followers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub prescription_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    pub organisation_id: Uuid,
    pub unit_id: Option<Uuid>,
    pub since: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Adds a follower; once is enough.
pub(crate) async fn add(tx: &Tx, to: PrescriptionId, clinician: &Clinician) -> Result<()> {
    let row = ActiveModel {
        prescription_id: Set(to.uuid()),
        person_id: Set(clinician.person.uuid()),
        organisation_id: Set(clinician.organisation.uuid()),
        unit_id: Set(clinician.unit.map(Id::uuid)),
        since: Set(tx.now().as_microsecond()),
    };
    Entity::insert(row)
        .on_conflict(OnConflict::columns([Column::PrescriptionId, Column::PersonId]).do_nothing().to_owned())
        .exec_without_returning(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(())
}

/// Who has taken over, earliest first.
pub(crate) async fn list(db: &impl Read, of: PrescriptionId) -> Result<Vec<Follower>> {
    let models = Entity::find()
        .filter(Column::PrescriptionId.eq(of.uuid()))
        .order_by_asc(Column::Since)
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    let read = |model: Model| {
        Ok(Follower {
            person: Id::from_uuid(model.person_id),
            unit: model.unit_id.map(Id::from_uuid),
            since: Row::new("prescription_followers", model.prescription_id).instant("since", model.since)?,
        })
    };
    models.into_iter().map(read).collect()
}
