//! `persons`: number and name sealed, the number found by a keyed hash.

use database::{
    Lookup, Read, Tx,
    convert::{Row, micros, to_json},
};
use kernel::{Locale, NationalId, PersonId};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, entity::prelude::*};

use super::{field, open, seal};
use crate::{Facts, Name, Person, Result};

const TABLE: &str = "persons";

#[derive(Clone, PartialEq, Eq, DeriveEntityModel, Debug)]
#[sea_orm(table_name = "persons")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: Vec<u8>,
    pub number_index: Vec<u8>,
    pub name: Vec<u8>,
    pub born: String,
    pub address: String,
    pub status: String,
    pub emergency_block: bool,
    pub lacks_capacity: bool,
    pub care_order: bool,
    pub language: String,
    pub account_key: Option<String>,
    pub created_at: i64,
    pub registered_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The keyed hash that a number is found by: the number space is tiny, an unkeyed one would be no protection.
fn index(db: &impl Read, number: &NationalId) -> Vec<u8> {
    db.keyring().mac("people.number", &[number.expose().as_bytes()]).to_vec()
}

fn person(db: &impl Read, model: Model) -> Result<Person> {
    let id = PersonId::from_uuid(model.id);
    let row = Row::new(TABLE, id);
    let name = open(db, field(TABLE, "name", model.id), &model.name)?;
    let name: Name = row.json("name", &name)?;
    Ok(Person {
        id,
        name,
        facts: Facts {
            born: row.date("born", &model.born)?,
            address: row.parse("address", &model.address)?,
            status: row.parse("status", &model.status)?,
            emergency_block: model.emergency_block,
            lacks_capacity: model.lacks_capacity,
            care_order: model.care_order,
            registered_at: row.instant("registered_at", model.registered_at)?,
        },
        language: row.parse("language", &model.language)?,
        account_key: model.account_key,
        created_at: row.instant("created_at", model.created_at)?,
    })
}

static BY_ID: Lookup<Entity, 1> = Lookup::new(|[id]| Entity::find().filter(Column::Id.eq(id)));
static BY_NUMBER: Lookup<Entity, 1> =
    Lookup::new(|[index]| Entity::find().filter(Column::NumberIndex.eq(index)));
static BY_ACCOUNT: Lookup<Entity, 1> = Lookup::new(|[key]| Entity::find().filter(Column::AccountKey.eq(key)));

async fn one(db: &impl Read, lookup: &Lookup<Entity, 1>, key: Value) -> Result<Option<Person>> {
    lookup.one(db, [key]).await?.map(|model| person(db, model)).transpose()
}

fn row_of(tx: &Tx, person: &Person) -> Result<ActiveModel> {
    let facts = person.facts;
    Ok(ActiveModel {
        name: Set(seal(tx, field(TABLE, "name", person.id.uuid()), &to_json(&person.name)?)?),
        born: Set(facts.born.to_string()),
        address: Set(facts.address.name().to_owned()),
        status: Set(facts.status.name().to_owned()),
        emergency_block: Set(facts.emergency_block),
        lacks_capacity: Set(facts.lacks_capacity),
        care_order: Set(facts.care_order),
        language: Set(person.language.tag().to_owned()),
        account_key: Set(person.account_key.clone()),
        registered_at: Set(micros(facts.registered_at)),
        ..Default::default()
    })
}

pub(crate) async fn insert(tx: &Tx, person: &Person, number: &NationalId) -> Result<()> {
    let id = person.id.uuid();
    let row = ActiveModel {
        id: Set(id),
        number: Set(seal(tx, field(TABLE, "number", id), &number.expose())?),
        number_index: Set(index(tx, number)),
        created_at: Set(micros(person.created_at)),
        ..row_of(tx, person)?
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn update(tx: &Tx, person: &Person) -> Result<()> {
    let query = Entity::update_many().set(row_of(tx, person)?).filter(Column::Id.eq(person.id.uuid()));
    query.exec(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn set_language(tx: &Tx, id: PersonId, language: Locale) -> Result<()> {
    let row = ActiveModel { language: Set(language.tag().to_owned()), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(id.uuid())).exec(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn find(db: &impl Read, id: PersonId) -> Result<Option<Person>> {
    one(db, &BY_ID, id.uuid().into()).await
}

pub(crate) async fn by_ids(db: &impl Read, ids: &[PersonId]) -> Result<Vec<Person>> {
    let rows =
        Entity::find().filter(Column::Id.is_in(ids.iter().map(|id| id.uuid()))).all(&db.executor()).await?;
    rows.into_iter().map(|model| person(db, model)).collect()
}

pub(crate) async fn find_by_number(db: &impl Read, number: &NationalId) -> Result<Option<Person>> {
    one(db, &BY_NUMBER, index(db, number).into()).await
}

pub(crate) async fn find_by_account_key(db: &impl Read, key: &str) -> Result<Option<Person>> {
    one(db, &BY_ACCOUNT, key.into()).await
}

pub(crate) async fn number(db: &impl Read, id: PersonId) -> Result<Option<NationalId>> {
    let Some(model) = BY_ID.one(db, [id.uuid().into()]).await? else { return Ok(None) };
    let number = open(db, field(TABLE, "number", model.id), &model.number)?;
    Ok(Some(Row::new(TABLE, id).parse("number", &number)?))
}
