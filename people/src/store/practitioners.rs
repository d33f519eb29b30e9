//! `practitioners`.

use database::{
    Read, Tx,
    convert::{Row, micros, to_json},
};
use kernel::{HprNumber, PersonId};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, entity::prelude::*, sea_query::OnConflict};

use crate::{Practitioner, Result};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "practitioners")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    pub hpr: String,
    pub professions: String,
    pub updated_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Practitioner {
    type Error = crate::Error;

    fn try_from(model: Model) -> Result<Self> {
        let person = PersonId::from_uuid(model.person_id);
        let row = Row::new("practitioners", person);
        Ok(Self {
            person,
            hpr: row.parse("hpr", &model.hpr)?,
            professions: row.json("professions", &model.professions)?,
        })
    }
}

pub(crate) async fn find(db: &impl Read, person: PersonId) -> Result<Option<Practitioner>> {
    Entity::find_by_id(person.uuid()).one(&db.executor()).await?.map(Practitioner::try_from).transpose()
}

pub(crate) async fn find_by_hpr(db: &impl Read, hpr: HprNumber) -> Result<Option<Practitioner>> {
    let query = Entity::find().filter(Column::Hpr.eq(hpr.to_string()));
    query.one(&db.executor()).await?.map(Practitioner::try_from).transpose()
}

pub(crate) async fn put(tx: &Tx, practitioner: &Practitioner) -> Result<()> {
    let row = ActiveModel {
        person_id: Set(practitioner.person.uuid()),
        hpr: Set(practitioner.hpr.to_string()),
        professions: Set(to_json(&practitioner.professions)?),
        updated_at: Set(micros(tx.now())),
    };
    let replace = OnConflict::column(Column::PersonId)
        .update_columns([Column::Hpr, Column::Professions, Column::UpdatedAt])
        .to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(&tx.executor()).await?;
    Ok(())
}
