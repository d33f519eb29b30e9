//! `patient_look_ups`.

use database::{
    Read, Tx,
    convert::{Row, micros},
};
use jiff::Timestamp;
use kernel::{Clinician, Id, OrganisationId, PersonId};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*};

use crate::{LookUpKind, PastLookUp, Result};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "patient_look_ups")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub at: i64,
    pub clinician_id: Uuid,
    pub organisation_id: Uuid,
    pub person_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn insert(
    tx: &Tx,
    id: Id<LookUpKind>,
    clinician: &Clinician,
    person: Option<PersonId>,
) -> Result<()> {
    let row = ActiveModel {
        id: Set(id.uuid()),
        at: Set(micros(tx.now())),
        clinician_id: Set(clinician.person.uuid()),
        organisation_id: Set(clinician.organisation.uuid()),
        person_id: Set(person.map(Id::uuid)),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// When the clinician's `n`th last look-up after `since` was, if there were so many.
pub(crate) async fn nth_last(
    db: &impl Read,
    clinician: PersonId,
    since: Timestamp,
    n: u64,
) -> Result<Option<Timestamp>> {
    let query = Entity::find()
        .filter(Column::ClinicianId.eq(clinician.uuid()))
        .filter(Column::At.gt(micros(since)))
        .order_by_desc(Column::At)
        .offset(n.saturating_sub(1))
        .limit(1);
    let Some(model) = query.one(&db.executor()).await? else { return Ok(None) };
    Ok(Some(Row::new("patient_look_ups", model.id).instant("at", model.at)?))
}

pub(crate) async fn of_person(
    db: &impl Read,
    person: PersonId,
    before: Option<Id<LookUpKind>>,
    limit: u64,
) -> Result<Vec<PastLookUp>> {
    let mut query = Entity::find().filter(Column::PersonId.eq(person.uuid()));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.uuid()));
    }
    let rows = query.order_by_desc(Column::Id).limit(limit).all(&db.executor()).await?;
    rows.into_iter()
        .map(|model| {
            let id = Id::from_uuid(model.id);
            Ok(PastLookUp {
                id,
                at: Row::new("patient_look_ups", id).instant("at", model.at)?,
                clinician: PersonId::from_uuid(model.clinician_id),
                organisation: OrganisationId::from_uuid(model.organisation_id),
            })
        })
        .collect()
}
