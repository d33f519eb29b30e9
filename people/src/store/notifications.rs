//! `notification_profiles`: addresses sealed.

use database::{
    Read, Tx,
    convert::{Row, micros},
};
use kernel::PersonId;
use sea_orm::{ActiveValue::Set, EntityTrait, entity::prelude::*, sea_query::OnConflict};

use super::{field, open, seal};
use crate::{EmailAddress, NotificationProfile, PhoneNumber, Result};

const TABLE: &str = "notification_profiles";

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notification_profiles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    pub channel: String,
    pub phone: Option<Vec<u8>>,
    pub email: Option<Vec<u8>>,
    pub updated_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn find(db: &impl Read, person: PersonId) -> Result<Option<NotificationProfile>> {
    let Some(model) = Entity::find_by_id(person.uuid()).one(&db.executor()).await? else { return Ok(None) };
    let row = Row::new(TABLE, person);
    let opened = |column: &'static str, sealed: Option<&Vec<u8>>| -> database::Result<Option<String>> {
        sealed.map(|sealed| open(db, field(TABLE, column, model.person_id), sealed)).transpose()
    };
    let phone = opened("phone", model.phone.as_ref())?;
    let email = opened("email", model.email.as_ref())?;
    Ok(Some(NotificationProfile {
        channel: row.parse("channel", &model.channel)?,
        phone: phone.map(|phone| row.parse("phone", &phone)).transpose()?,
        email: email.map(|email| row.parse("email", &email)).transpose()?,
    }))
}

pub(crate) async fn put(tx: &Tx, person: PersonId, profile: &NotificationProfile) -> Result<()> {
    let sealed = |column: &'static str, text: Option<&str>| -> database::Result<Option<Vec<u8>>> {
        text.map(|text| seal(tx, field(TABLE, column, person.uuid()), text)).transpose()
    };
    let row = ActiveModel {
        person_id: Set(person.uuid()),
        channel: Set(profile.channel.name().to_owned()),
        phone: Set(sealed("phone", profile.phone.as_ref().map(PhoneNumber::as_str))?),
        email: Set(sealed("email", profile.email.as_ref().map(EmailAddress::as_str))?),
        updated_at: Set(micros(tx.now())),
    };
    let replace = OnConflict::column(Column::PersonId)
        .update_columns([Column::Channel, Column::Phone, Column::Email, Column::UpdatedAt])
        .to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(&tx.executor()).await?;
    Ok(())
}
