//! `pick_up_codes`: one a prescription, as keyed hashes.

use database::{Read, Tx};
use jiff::civil::Date;
use kernel::{PersonId, PrescriptionId};
use sea_orm::{
    ActiveValue::Set,
    Condition, EntityTrait, QueryFilter,
    entity::prelude::*,
    sea_query::{OnConflict, Query},
};

use super::prescription;
use crate::{PatientScope, PickUpCode, Prescription, Result};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pick_up_codes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub prescription_id: Uuid,
    pub digest: Vec<u8>,
    pub made_by: Uuid,
    pub made_at: i64,
    pub last_day: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Gives the prescription this code, in place of any older one.
pub(crate) async fn put(
    tx: &Tx,
    of: PrescriptionId,
    code: &PickUpCode,
    made_by: PersonId,
    last_day: Date,
) -> Result<()> {
    let row = ActiveModel {
        prescription_id: Set(of.uuid()),
        digest: Set(code.digest(tx)),
        made_by: Set(made_by.uuid()),
        made_at: Set(tx.now().as_microsecond()),
        last_day: Set(last_day.to_string()),
    };
    let anew = OnConflict::column(Column::PrescriptionId)
        .update_columns([Column::Digest, Column::MadeBy, Column::MadeAt, Column::LastDay])
        .to_owned();
    Entity::insert(row)
        .on_conflict(anew)
        .exec_without_returning(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(())
}

/// The open prescription of this code within any of these scopes, while the code counts.
pub(crate) async fn find(
    db: &impl Read,
    scopes: &[PatientScope],
    code: &PickUpCode,
    today: Date,
) -> Result<Option<Prescription>> {
    let with_code = Query::select()
        .column(Column::PrescriptionId)
        .from(Entity)
        .and_where(Column::Digest.eq(code.digest(db)))
        .and_where(Column::LastDay.gte(today.to_string()))
        .to_owned();
    let reach = scopes.iter().fold(Condition::any(), |any, scope| any.add(prescription::within(*scope)));
    let query = prescription::Entity::find()
        .filter(prescription::Column::Id.in_subquery(with_code))
        .filter(prescription::Column::Slot.is_not_null())
        // An empty list of scopes reaches nothing.
        .filter(
            Condition::all()
                .add(reach)
                .add(prescription::Column::PatientId.is_in(scopes.iter().map(|scope| scope.patient.uuid()))),
        );
    prescription::one(db, query).await
}
