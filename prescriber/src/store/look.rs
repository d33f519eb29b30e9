//! `clinician_looks`: read by the citizen it is about.

use database::{Read, Tx, convert::Row};
use kernel::{Clinician, Id, LookId, PersonId, PrescriptionId};
use sea_orm::{
    ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*, sea_query::Query,
};

use super::prescription;
use crate::{Look, LookKind, Page, PatientScope, Result};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "clinician_looks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub person_id: Uuid,
    pub organisation_id: Uuid,
    pub unit_id: Option<Uuid>,
    pub what: String,
    pub prescription_id: Uuid,
    pub at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn insert(
    tx: &Tx,
    clinician: &Clinician,
    patient: PersonId,
    what: LookKind,
    prescription: PrescriptionId,
) -> Result<()> {
    let id: LookId = tx.new_id();
    let row = ActiveModel {
        id: Set(id.uuid()),
        patient_id: Set(patient.uuid()),
        person_id: Set(clinician.person.uuid()),
        organisation_id: Set(clinician.organisation.uuid()),
        unit_id: Set(clinician.unit.map(Id::uuid)),
        what: Set(what.as_str().to_owned()),
        prescription_id: Set(prescription.uuid()),
        at: Set(tx.now().as_microsecond()),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await.map_err(database::Error::from)?;
    Ok(())
}

/// Looks at this patient, newest first; whom a prescription is withheld from does not see looks at it either.
pub(crate) async fn list(db: &impl Read, scope: PatientScope, page: Page<LookId>) -> Result<Vec<Look>> {
    let mut query = Entity::find().filter(Column::PatientId.eq(scope.patient.uuid()));
    if let Some(before) = page.before {
        query = query.filter(Column::Id.lt(before.uuid()));
    }
    if !scope.withheld_too {
        let withheld = Query::select()
            .column(prescription::Column::Id)
            .from(prescription::Entity)
            .and_where(prescription::Column::PatientId.eq(scope.patient.uuid()))
            .and_where(prescription::Column::Withheld.is_not_null())
            .to_owned();
        query = query.filter(Column::PrescriptionId.not_in_subquery(withheld));
    }
    let models = query
        .order_by_desc(Column::Id)
        .limit(page.limit)
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    models.into_iter().map(from_row).collect()
}

fn from_row(model: Model) -> Result<Look> {
    let row = Row::new("clinician_looks", model.id);
    Ok(Look {
        id: Id::from_uuid(model.id),
        clinician: Id::from_uuid(model.person_id),
        organisation: Id::from_uuid(model.organisation_id),
        unit: model.unit_id.map(Id::from_uuid),
        what: row.parse("what", &model.what)?,
        prescription: Id::from_uuid(model.prescription_id),
        at: row.instant("at", model.at)?,
    })
}
