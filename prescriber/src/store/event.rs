//! `prescription_events`: appended, never changed.

use database::{Read, Tx, convert::Row};
use jiff::Timestamp;
use kernel::{Actor, Id, PrescriptionId};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*};

use super::{open, seal};
use crate::{Event, EventKind, PatientScope, Prescription, Result};

const TABLE: &str = "prescription_events";

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "prescription_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub prescription_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i32,
    pub at: i64,
    pub kind: String,
    pub actor: String,
    pub detail: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Appends the event that brought the prescription to its version.
pub(crate) async fn append(tx: &Tx, of: &Prescription, actor: Actor, kind: &EventKind) -> Result<()> {
    let id = of.id.uuid();
    let row = ActiveModel {
        prescription_id: Set(id),
        seq: Set(i32::try_from(of.version).unwrap_or(i32::MAX)),
        at: Set(tx.now().as_microsecond()),
        kind: Set(kind.name().to_owned()),
        actor: Set(database::convert::to_json(&actor)?),
        detail: Set(Some(seal(tx, TABLE, "detail", id, kind)?)),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await.map_err(database::Error::from)?;
    Ok(())
}

/// All events of a prescription, oldest first.
pub(crate) async fn list(db: &impl Read, of: PrescriptionId) -> Result<Vec<Event>> {
    let models = Entity::find()
        .filter(Column::PrescriptionId.eq(of.uuid()))
        .order_by_asc(Column::Seq)
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    models.into_iter().map(|model| from_row(db, model)).collect()
}

pub(crate) async fn list_of(db: &impl Read, of: &[PrescriptionId]) -> Result<Vec<(PrescriptionId, Event)>> {
    let models = Entity::find()
        .filter(Column::PrescriptionId.is_in(of.iter().map(|id| id.uuid())))
        .order_by_asc(Column::Seq)
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    let event = |model: Model| Ok((Id::from_uuid(model.prescription_id), from_row(db, model)?));
    models.into_iter().map(event).collect()
}

/// Of citizens other than the patient, of these kinds, before this instant, newest first.
pub(crate) async fn by_others(
    db: &impl Read,
    scope: PatientScope,
    kinds: &[&str],
    before: Option<Timestamp>,
    limit: u64,
) -> Result<Vec<(PrescriptionId, Event)>> {
    let citizens = r#"{"kind":"citizen","person":""#;
    let mut query = Entity::find()
        .filter(Column::PrescriptionId.in_subquery(super::prescription::ids_within(scope)))
        .filter(Column::Kind.is_in(kinds.iter().copied()))
        .filter(Column::Actor.starts_with(citizens))
        .filter(Column::Actor.not_like(format!("{citizens}{}%", scope.patient)));
    if let Some(before) = before {
        query = query.filter(Column::At.lt(before.as_microsecond()));
    }
    let query = query.order_by_desc(Column::At).limit(limit);
    let models = query.all(&db.executor()).await.map_err(database::Error::from)?;
    let event = |model: Model| {
        let id = PrescriptionId::from_uuid(model.prescription_id);
        Ok((id, from_row(db, model)?))
    };
    models.into_iter().map(event).collect()
}

fn from_row(db: &impl Read, model: Model) -> Result<Event> {
    let row = Row::new(TABLE, model.prescription_id);
    let detail = model.detail.ok_or_else(|| row.corrupt("detail", "missing"))?;
    let kind: EventKind = open(db, TABLE, "detail", model.prescription_id, &detail)?;
    if kind.name() != model.kind {
        return Err(row.corrupt("kind", "differs from the detail").into());
    }
    Ok(Event {
        seq: u32::try_from(model.seq).map_err(|error| row.corrupt("seq", error))?,
        at: row.instant("at", model.at)?,
        actor: row.json("actor", &model.actor)?,
        kind,
    })
}
