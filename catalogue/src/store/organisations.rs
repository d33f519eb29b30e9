//! `organisations` and `units`.

use database::{
    Read, Tx,
    convert::{Row, micros, to_json},
};
use jiff::Timestamp;
use kernel::{OrgNumber, OrganisationId, Slug, UnitId};
use sea_orm::{
    ActiveValue::Set, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*,
};

use crate::{Listed, Organisation, OrganisationFilter, Result, Step, Stop, Unit, Window, organisation::fold};

const TABLE: &str = "organisations";

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub key: Option<String>,
    pub name: String,
    pub folded_name: String,
    pub kind: String,
    pub org_number: String,
    pub verified: Option<String>,
    pub created_at: i64,
    pub stopped: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Organisation {
    type Error = crate::Error;

    fn try_from(model: Model) -> Result<Self> {
        let id = OrganisationId::from_uuid(model.id);
        let row = Row::new(TABLE, id);
        Ok(Self {
            id,
            key: model.key.as_deref().map(|key| row.parse("key", key)).transpose()?,
            name: model.name.try_into().map_err(|error| row.corrupt("name", error))?,
            kind: row.parse("kind", &model.kind)?,
            org_number: row.parse("org_number", &model.org_number)?,
            verified: model.verified.as_deref().map(|step| row.json("verified", step)).transpose()?,
            stopped: model.stopped.as_deref().map(|stop| row.json("stopped", stop)).transpose()?,
            created_at: row.instant("created_at", model.created_at)?,
        })
    }
}

fn one(model: Option<Model>) -> Result<Option<Organisation>> {
    model.map(Organisation::try_from).transpose()
}

pub(crate) async fn insert(tx: &Tx, organisation: &Organisation) -> Result<()> {
    let row = ActiveModel {
        id: Set(organisation.id.uuid()),
        key: Set(organisation.key.as_ref().map(ToString::to_string)),
        name: Set(organisation.name.to_string()),
        folded_name: Set(fold(&organisation.name)),
        kind: Set(organisation.kind.name().to_owned()),
        org_number: Set(organisation.org_number.to_string()),
        verified: Set(organisation.verified.as_ref().map(to_json).transpose()?),
        created_at: Set(micros(organisation.created_at)),
        stopped: Set(organisation.stopped.as_ref().map(to_json).transpose()?),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// Marks it as verified unless it is; `false` where it is or there is none.
pub(crate) async fn verify(tx: &Tx, id: OrganisationId, step: Step) -> Result<bool> {
    let done = Entity::update_many()
        .set(ActiveModel { verified: Set(Some(to_json(&step)?)), ..Default::default() })
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::Verified.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Stops it unless it is stopped, or ends the stop; `false` where there was nothing to do.
pub(crate) async fn set_stopped(tx: &Tx, id: OrganisationId, stop: Option<&Stop>) -> Result<bool> {
    let as_before = if stop.is_some() { Column::Stopped.is_null() } else { Column::Stopped.is_not_null() };
    let done = Entity::update_many()
        .set(ActiveModel { stopped: Set(stop.map(to_json).transpose()?), ..Default::default() })
        .filter(Column::Id.eq(id.uuid()))
        .filter(as_before)
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

pub(crate) async fn find(db: &impl Read, id: OrganisationId) -> Result<Option<Organisation>> {
    one(Entity::find_by_id(id.uuid()).one(&db.executor()).await?)
}

pub(crate) async fn find_by_number(db: &impl Read, number: OrgNumber) -> Result<Option<Organisation>> {
    let query = Entity::find().filter(Column::OrgNumber.eq(number.to_string()));
    one(query.one(&db.executor()).await?)
}

pub(crate) async fn find_by_key(db: &impl Read, key: &Slug) -> Result<Option<Organisation>> {
    let query = Entity::find().filter(Column::Key.eq(key.as_str()));
    one(query.one(&db.executor()).await?)
}

pub(crate) async fn by_ids(db: &impl Read, ids: &[OrganisationId]) -> Result<Vec<Organisation>> {
    let ids = ids.iter().map(|id| id.uuid());
    let rows = database::all(db, Entity::find().filter(Column::Id.is_in(ids))).await?;
    rows.into_iter().map(Organisation::try_from).collect()
}

pub(crate) async fn list(
    db: &impl Read,
    filter: &OrganisationFilter,
    window: Window,
) -> Result<Listed<Organisation>> {
    let mut query = Entity::find();
    if let Some(kind) = filter.kind {
        query = query.filter(Column::Kind.eq(kind.name()));
    }
    if let Some(name) = &filter.name {
        query = query.filter(Column::FoldedName.contains(fold(name)));
    }
    let total = query.clone().count(&db.executor()).await?;
    let query = query.order_by_asc(Column::FoldedName).order_by_asc(Column::Id);
    let query = query.offset(window.offset).limit(window.limit.min(Window::MOST));
    let rows = query.all(&db.executor()).await?;
    let items = rows.into_iter().map(Organisation::try_from).collect::<Result<_>>()?;
    Ok(Listed { items, total })
}

pub(crate) async fn insert_unit(tx: &Tx, unit: &Unit, now: Timestamp) -> Result<()> {
    let row = unit::ActiveModel {
        id: Set(unit.id.uuid()),
        organisation_id: Set(unit.organisation.uuid()),
        key: Set(unit.key.to_string()),
        name: Set(unit.name.to_string()),
        created_at: Set(micros(now)),
    };
    unit::Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn find_unit(db: &impl Read, id: UnitId) -> Result<Option<Unit>> {
    let row = unit::Entity::find_by_id(id.uuid()).one(&db.executor()).await?;
    row.map(Unit::try_from).transpose()
}

pub(crate) async fn units(db: &impl Read, organisation: OrganisationId) -> Result<Vec<Unit>> {
    let query = unit::Entity::find().filter(unit::Column::OrganisationId.eq(organisation.uuid()));
    let query = query.order_by_asc(unit::Column::Name).order_by_asc(unit::Column::Id);
    let rows = query.all(&db.executor()).await?;
    rows.into_iter().map(Unit::try_from).collect()
}

mod unit {
    use database::convert::Row;
    use kernel::{OrganisationId, UnitId};
    use sea_orm::entity::prelude::*;

    use crate::{Result, Unit};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "units")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub organisation_id: Uuid,
        pub key: String,
        pub name: String,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    impl TryFrom<Model> for Unit {
        type Error = crate::Error;

        fn try_from(model: Model) -> Result<Self> {
            let id = UnitId::from_uuid(model.id);
            let row = Row::new("units", id);
            Ok(Self {
                id,
                organisation: OrganisationId::from_uuid(model.organisation_id),
                key: row.parse("key", &model.key)?,
                name: model.name.try_into().map_err(|error| row.corrupt("name", error))?,
            })
        }
    }
}
