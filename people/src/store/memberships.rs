//! `memberships`.

use database::{
    Lookup, Read, Tx,
    convert::{Row, micros},
};
use jiff::civil::Date;
use kernel::{MembershipId, OrganisationId, PersonId, UnitId};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, entity::prelude::*};

use crate::{Membership, Result, Role};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "memberships")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub organisation_id: Uuid,
    pub unit_id: Option<Uuid>,
    pub role: String,
    pub from_date: String,
    pub until_date: Option<String>,
    pub created_at: i64,
    pub by_login: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Membership {
    type Error = crate::Error;

    fn try_from(model: Model) -> Result<Self> {
        let id = MembershipId::from_uuid(model.id);
        let row = Row::new("memberships", id);
        Ok(Self {
            id,
            person: PersonId::from_uuid(model.person_id),
            organisation: OrganisationId::from_uuid(model.organisation_id),
            unit: model.unit_id.map(UnitId::from_uuid),
            role: row.parse("role", &model.role)?,
            from: row.date("from_date", &model.from_date)?,
            until: row.date_opt("until_date", model.until_date.as_deref())?,
            by_login: model.by_login,
        })
    }
}

static OF_PERSON: Lookup<Entity, 1> =
    Lookup::new(|[person]| Entity::find().filter(Column::PersonId.eq(person)).order_by_asc(Column::Id));
static OF_ORGANISATION: Lookup<Entity, 2> = Lookup::new(|[organisation, role]| {
    let theirs = Entity::find().filter(Column::OrganisationId.eq(organisation));
    theirs.filter(Column::Role.eq(role)).order_by_asc(Column::Id)
});

fn read(rows: Vec<Model>) -> Result<Vec<Membership>> {
    rows.into_iter().map(Membership::try_from).collect()
}

pub(crate) async fn insert(tx: &Tx, membership: &Membership) -> Result<()> {
    let row = ActiveModel {
        id: Set(membership.id.uuid()),
        person_id: Set(membership.person.uuid()),
        organisation_id: Set(membership.organisation.uuid()),
        unit_id: Set(membership.unit.map(kernel::Id::uuid)),
        role: Set(membership.role.name().to_owned()),
        from_date: Set(membership.from.to_string()),
        until_date: Set(membership.until.map(|day| day.to_string())),
        created_at: Set(micros(tx.now())),
        by_login: Set(membership.by_login),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn end(tx: &Tx, id: MembershipId, last: Date) -> Result<bool> {
    let row = ActiveModel { until_date: Set(Some(last.to_string())), ..Default::default() };
    let done = Entity::update_many().set(row).filter(Column::Id.eq(id.uuid())).exec(&tx.executor()).await?;
    Ok(done.rows_affected == 1)
}

pub(crate) async fn of_person(db: &impl Read, person: PersonId) -> Result<Vec<Membership>> {
    read(OF_PERSON.all(db, [person.uuid().into()]).await?)
}

pub(crate) async fn of_organisation(
    db: &impl Read,
    organisation: OrganisationId,
    role: Role,
) -> Result<Vec<Membership>> {
    read(OF_ORGANISATION.all(db, [organisation.uuid().into(), role.name().into()]).await?)
}
