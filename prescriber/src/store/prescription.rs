//! `prescriptions`.

use database::{Lookup, Read, Tx, convert::Row, hold_about};
use kernel::{Clinician, Hidden, HiddenTool, Id, OrganisationId, PersonId, PrescriptionId, ToolId};
use sea_orm::{
    ActiveValue::Set,
    Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    entity::prelude::*,
    sea_query::{ExprTrait, Query, SelectStatement},
};
use serde::{Deserialize, Serialize};

use super::{follower, open, seal};
use crate::{
    Affected, Error, Goal, Instructions, Page, PatientScope, Period, Prescription, Reached, Reason, Result,
    Stage, State, prescription::issued_at,
};

const TABLE: &str = "prescriptions";

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "prescriptions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub tool_id: Uuid,
    pub organisation_id: Uuid,
    pub unit_id: Option<Uuid>,
    pub prescriber_id: Uuid,
    pub form_key: Option<Uuid>,
    pub wording: Vec<u8>,
    pub task: Option<String>,
    pub starts: String,
    pub ends: Option<String>,
    pub follow_up: Option<String>,
    pub representative_allowed: bool,
    pub withheld: Option<String>,
    pub returns_data: bool,
    pub sharing: String,
    pub stage: String,
    pub stage_at: i64,
    pub seen_at: Option<i64>,
    pub started_at: Option<i64>,
    pub slot: Option<String>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The sealed texts.
#[derive(Serialize, Deserialize)]
struct Wording {
    goal: Goal,
    instructions: Option<Instructions>,
    ended_because: Option<Reason>,
}

/// Adds a prescription; `Again` where another transaction has just added the same one.
pub(crate) async fn insert(tx: &Tx, prescription: &Prescription, form_key: Option<Uuid>) -> Result<()> {
    let row = ActiveModel { form_key: Set(form_key), ..to_row(tx, prescription)? };
    let inserted = Entity::insert(row).exec_without_returning(&tx.executor()).await;
    match inserted.map_err(database::Error::from) {
        Ok(_) => Ok(()),
        Err(database::Error::Constraint(name)) if name.starts_with("uq_prescriptions_") => Err(Error::Again),
        Err(error) => Err(error.into()),
    }
}

/// Writes a prescription whose version has grown by one; `Stale` where another was quicker.
pub(crate) async fn update(tx: &Tx, prescription: &Prescription) -> Result<()> {
    let before = i32::try_from(prescription.version).unwrap_or(i32::MAX) - 1;
    let done = Entity::update_many()
        .set(to_row(tx, prescription)?)
        .filter(Column::Id.eq(prescription.id.uuid()))
        .filter(Column::Version.eq(before))
        .exec(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

fn to_row(tx: &Tx, it: &Prescription) -> Result<ActiveModel> {
    let id = it.id.uuid();
    let reached = it.state.reached();
    let wording = Wording {
        goal: it.goal.clone(),
        instructions: it.instructions.clone(),
        ended_because: it.state.reason().cloned(),
    };
    let stage = it.state.stage();
    Ok(ActiveModel {
        id: Set(id),
        patient_id: Set(it.patient.uuid()),
        tool_id: Set(it.tool.uuid()),
        organisation_id: Set(it.organisation.uuid()),
        unit_id: Set(it.unit.map(Id::uuid)),
        prescriber_id: Set(it.prescriber.uuid()),
        form_key: sea_orm::ActiveValue::NotSet,
        wording: Set(seal(tx, TABLE, "wording", id, &wording)?),
        task: Set(it.task.as_ref().map(ToString::to_string)),
        starts: Set(it.period.starts().to_string()),
        ends: Set(it.period.ends().map(|ends| ends.to_string())),
        follow_up: Set(it.follow_up.map(|day| day.to_string())),
        representative_allowed: Set(it.representative_allowed),
        withheld: Set(it.withheld.map(|word| word.as_str().to_owned())),
        returns_data: Set(it.returns_data),
        sharing: Set(it.sharing.as_str().to_owned()),
        stage: Set(stage.as_str().to_owned()),
        stage_at: Set(it.state_since.as_microsecond()),
        seen_at: Set(reached.seen.map(database::convert::micros)),
        started_at: Set(reached.started.map(database::convert::micros)),
        slot: Set(stage.is_open().then(|| "open".to_owned())),
        version: Set(i32::try_from(it.version).unwrap_or(i32::MAX)),
    })
}

fn from_row(db: &impl Read, model: Model) -> Result<Prescription> {
    let row = Row::new(TABLE, model.id);
    let wording: Wording = open(db, TABLE, "wording", model.id, &model.wording)?;
    let starts = row.date("starts", &model.starts)?;
    let ends = row.date_opt("ends", model.ends.as_deref())?;
    let reached = Reached {
        seen: row.instant_opt("seen_at", model.seen_at)?,
        started: row.instant_opt("started_at", model.started_at)?,
    };
    let at = row.instant("stage_at", model.stage_at)?;
    let missing = |column: &'static str| row.corrupt(column, "missing in this state");
    let state = match row.parse("stage", &model.stage)? {
        Stage::Issued => State::Issued,
        Stage::Seen => State::Seen { at: reached.seen.ok_or_else(|| missing("seen_at"))? },
        Stage::Active => State::Active {
            seen: reached.seen.ok_or_else(|| missing("seen_at"))?,
            since: reached.started.ok_or_else(|| missing("started_at"))?,
        },
        Stage::Completed => State::Completed { at, reached },
        Stage::Stopped => {
            State::Stopped { at, reason: wording.ended_because.ok_or_else(|| missing("wording"))?, reached }
        }
        Stage::Declined => State::Declined { at, reason: wording.ended_because, reached },
        Stage::Expired => State::Expired { at, reached },
    };
    Ok(Prescription {
        id: Id::from_uuid(model.id),
        patient: Id::from_uuid(model.patient_id),
        tool: Id::from_uuid(model.tool_id),
        organisation: Id::from_uuid(model.organisation_id),
        unit: model.unit_id.map(Id::from_uuid),
        prescriber: Id::from_uuid(model.prescriber_id),
        goal: wording.goal,
        instructions: wording.instructions,
        task: model.task.map(|task| row.parse("task", &task)).transpose()?,
        period: Period::new(starts, ends).map_err(|error| row.corrupt("ends", error))?,
        follow_up: row.date_opt("follow_up", model.follow_up.as_deref())?,
        representative_allowed: model.representative_allowed,
        withheld: model.withheld.map(|word| row.parse("withheld", &word)).transpose()?,
        returns_data: model.returns_data,
        sharing: row.parse("sharing", &model.sharing)?,
        state,
        state_since: at,
        version: u32::try_from(model.version).map_err(|error| row.corrupt("version", error))?,
    })
}

pub(super) async fn one(db: &impl Read, query: Select<Entity>) -> Result<Option<Prescription>> {
    database::one(db, query).await?.map(|model| from_row(db, model)).transpose()
}

async fn many(db: &impl Read, query: Select<Entity>) -> Result<Vec<Prescription>> {
    let models = query.all(&db.executor()).await.map_err(database::Error::from)?;
    models.into_iter().map(|model| from_row(db, model)).collect()
}

fn paged(query: Select<Entity>, page: Page<PrescriptionId>) -> Select<Entity> {
    let query = match page.before {
        Some(before) => query.filter(Column::Id.lt(before.uuid())),
        None => query,
    };
    query.order_by_desc(Column::Id).limit(page.limit)
}

/// What lies in a scope.
pub(super) fn within(scope: PatientScope) -> Condition {
    reach(scope.withheld_too, scope.patient.uuid().into())
}

fn reach(withheld_too: bool, patient: Value) -> Condition {
    let of = Condition::all().add(Column::PatientId.eq(patient));
    if withheld_too { of } else { of.add(Column::Withheld.is_null()) }
}

/// The prescriptions of a tool to a patient, latest first: without what is withheld, and with it.
static OF_TOOL: [Lookup<Entity, 2>; 2] =
    [Lookup::new(|key| of_tool(false, key)), Lookup::new(|key| of_tool(true, key))];
/// A patient's prescription by its id: as `OF_TOOL`.
static OF_PATIENT: [Lookup<Entity, 2>; 2] =
    [Lookup::new(|key| by_id(false, key)), Lookup::new(|key| by_id(true, key))];

fn of_tool(withheld_too: bool, [patient, tool]: [Value; 2]) -> Select<Entity> {
    let query = Entity::find().filter(reach(withheld_too, patient)).filter(Column::ToolId.eq(tool));
    paged(query, Page::<PrescriptionId>::first(50))
}

fn by_id(withheld_too: bool, [patient, id]: [Value; 2]) -> Select<Entity> {
    Entity::find().filter(reach(withheld_too, patient)).filter(Column::Id.eq(id))
}

/// Ids of what lies in a scope.
pub(super) fn ids_within(scope: PatientScope) -> SelectStatement {
    Query::select().column(Column::Id).from(Entity).cond_where(within(scope)).to_owned()
}

fn of_patient(scope: PatientScope) -> Select<Entity> {
    Entity::find().filter(within(scope))
}

/// The own, the own unit's and those taken over; all within the own organisation.
pub(super) fn of_clinician(clinician: &Clinician) -> Select<Entity> {
    let taken_over = Query::select()
        .column(follower::Column::PrescriptionId)
        .from(follower::Entity)
        .and_where(follower::Column::PersonId.eq(clinician.person.uuid()))
        .and_where(follower::Column::OrganisationId.eq(clinician.organisation.uuid()))
        .to_owned();
    let mut reach = Condition::any()
        .add(Column::PrescriberId.eq(clinician.person.uuid()))
        .add(Column::Id.in_subquery(taken_over));
    if let Some(unit) = clinician.unit {
        reach = reach.add(Column::UnitId.eq(unit.uuid()));
    }
    Entity::find().filter(Column::OrganisationId.eq(clinician.organisation.uuid())).filter(reach)
}

pub(crate) async fn find_for_patient(
    db: &impl Read,
    scope: PatientScope,
    id: PrescriptionId,
) -> Result<Option<Prescription>> {
    Ok(held(db, &OF_PATIENT, scope, id.uuid()).await?.pop())
}

pub(crate) async fn list_for_patient(
    db: &impl Read,
    scope: PatientScope,
    page: Page<PrescriptionId>,
) -> Result<Vec<Prescription>> {
    many(db, paged(of_patient(scope), page)).await
}

pub(crate) async fn list_by_ids_for_patient(
    db: &impl Read,
    scope: PatientScope,
    ids: &[PrescriptionId],
) -> Result<Vec<Prescription>> {
    let ids = ids.iter().map(|id| id.uuid());
    many(db, of_patient(scope).filter(Column::Id.is_in(ids))).await
}

pub(crate) async fn list_of_tool(
    db: &impl Read,
    scope: PatientScope,
    tool: ToolId,
) -> Result<Vec<Prescription>> {
    held(db, &OF_TOOL, scope, tool.uuid()).await
}

/// What lies in a scope, all of it as sealed as it is stored where an instance holds it; what withholds parts is always read.
async fn held(
    db: &impl Read,
    lookups: &'static [Lookup<Entity, 2>; 2],
    scope: PatientScope,
    which: Uuid,
) -> Result<Vec<Prescription>> {
    let patient = scope.patient.uuid();
    let read = || lookups[usize::from(scope.withheld_too)].all(db, [patient.into(), which.into()]);
    if !scope.withheld_too {
        return read().await?.into_iter().map(|model| from_row(db, model)).collect();
    }
    let models = hold_about(db, [patient; 2], which, read).await?;
    models.iter().map(|model| from_row(db, model.clone())).collect()
}

/// What this scope must not see: prescriptions, and of their tools what hangs on them.
pub(crate) async fn hidden(db: &impl Read, scope: PatientScope) -> Result<Hidden> {
    let mut hidden = Hidden::default();
    if scope.withheld_too {
        return Ok(hidden);
    }
    let all: Vec<(Uuid, Uuid, Option<String>)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::ToolId, Column::Withheld])
        .filter(Column::PatientId.eq(scope.patient.uuid()))
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    for (id, tool, _) in all.iter().filter(|(.., withheld)| withheld.is_some()) {
        let (id, other) = (PrescriptionId::from_uuid(*id), ToolId::from_uuid(*tool));
        hidden.prescriptions.push(id);
        if hidden.tools.iter().all(|one| one.tool != other) {
            let seen = all.iter().any(|(_, of, withheld)| of == tool && withheld.is_none());
            let by = seen.then_some(scope.patient);
            hidden.tools.push(HiddenTool { tool: other, since: issued_at(id), by });
        }
    }
    Ok(hidden)
}

pub(crate) async fn find_for_clinician(
    db: &impl Read,
    clinician: &Clinician,
    id: PrescriptionId,
) -> Result<Option<Prescription>> {
    one(db, of_clinician(clinician).filter(Column::Id.eq(id.uuid()))).await
}

pub(crate) async fn list_for_clinician(
    db: &impl Read,
    clinician: &Clinician,
    patient: Option<PersonId>,
    open_only: bool,
    page: Page<PrescriptionId>,
) -> Result<Vec<Prescription>> {
    let mut query = of_clinician(clinician);
    if let Some(patient) = patient {
        query = query.filter(Column::PatientId.eq(patient.uuid()));
    }
    if open_only {
        query = query.filter(Column::Slot.is_not_null());
    }
    many(db, paged(query, page)).await
}

/// Those of these ids that the clinician follows up, in no order.
pub(crate) async fn list_by_ids(
    db: &impl Read,
    clinician: &Clinician,
    ids: &[PrescriptionId],
) -> Result<Vec<Prescription>> {
    let ids = ids.iter().map(|id| id.uuid());
    many(db, of_clinician(clinician).filter(Column::Id.is_in(ids))).await
}

/// Within the organisation, whatever the unit: for taking over.
pub(crate) async fn find_in_organisation(
    db: &impl Read,
    organisation: OrganisationId,
    id: PrescriptionId,
) -> Result<Option<Prescription>> {
    let query = Entity::find()
        .filter(Column::OrganisationId.eq(organisation.uuid()))
        .filter(Column::Id.eq(id.uuid()));
    one(db, query).await
}

pub(crate) async fn list_open_in_organisation(
    db: &impl Read,
    organisation: OrganisationId,
    patient: PersonId,
) -> Result<Vec<Prescription>> {
    let query = Entity::find()
        .filter(Column::OrganisationId.eq(organisation.uuid()))
        .filter(Column::PatientId.eq(patient.uuid()))
        .filter(Column::Slot.is_not_null())
        .order_by_desc(Column::Id)
        .limit(100);
    many(db, query).await
}

pub(crate) async fn find_open(
    db: &impl Read,
    organisation: OrganisationId,
    patient: PersonId,
    tool: ToolId,
) -> Result<Option<Prescription>> {
    let query = Entity::find()
        .filter(Column::OrganisationId.eq(organisation.uuid()))
        .filter(Column::PatientId.eq(patient.uuid()))
        .filter(Column::ToolId.eq(tool.uuid()))
        .filter(Column::Slot.is_not_null());
    one(db, query).await
}

pub(crate) async fn find_by_form(
    db: &impl Read,
    prescriber: PersonId,
    form_key: Uuid,
) -> Result<Option<Prescription>> {
    let query = Entity::find()
        .filter(Column::PrescriberId.eq(prescriber.uuid()))
        .filter(Column::FormKey.eq(form_key));
    one(db, query).await
}

/// Open ones of a tool, oldest first from `after` on: for telling those affected.
pub(crate) async fn list_open_of_tool(
    db: &impl Read,
    tool: ToolId,
    after: Option<PrescriptionId>,
    limit: u64,
) -> Result<Vec<Prescription>> {
    let mut query = Entity::find().filter(Column::ToolId.eq(tool.uuid())).filter(Column::Slot.is_not_null());
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.uuid()));
    }
    many(db, query.order_by_asc(Column::Id).limit(limit)).await
}

pub(crate) async fn count_affected(db: &impl Read, tool: ToolId) -> Result<Affected> {
    let open = || {
        let query = Entity::find().filter(Column::ToolId.eq(tool.uuid()));
        query.filter(Column::Slot.is_not_null()).select_only()
    };
    let count = async |column: Column| -> Result<u64> {
        let expression = column.into_expr().count_distinct();
        let query = open().column_as(expression, "people").into_tuple::<i64>();
        let found = query.one(&db.executor()).await.map_err(database::Error::from)?;
        Ok(u64::try_from(found.unwrap_or_default()).unwrap_or_default())
    };
    let (patients, clinicians) = (count(Column::PatientId).await?, count(Column::PrescriberId).await?);
    Ok(Affected { patients, clinicians })
}

/// Distinct patients with an open one, by tool.
pub(crate) async fn patients_by_tool(db: &impl Read, tools: &[ToolId]) -> Result<Vec<(ToolId, u64)>> {
    let rows: Vec<(Uuid, i64)> = Entity::find()
        .filter(Column::ToolId.is_in(tools.iter().map(|tool| tool.uuid())))
        .filter(Column::Slot.is_not_null())
        .select_only()
        .column(Column::ToolId)
        .column_as(Column::PatientId.into_expr().count_distinct(), "people")
        .group_by(Column::ToolId)
        .into_tuple()
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(rows
        .into_iter()
        .map(|(tool, people)| (Id::from_uuid(tool), u64::try_from(people).unwrap_or(0)))
        .collect())
}

pub(crate) async fn patients_of_tool(
    db: &impl Read,
    tool: ToolId,
    patients: &[PersonId],
) -> Result<Vec<PersonId>> {
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::PatientId)
        .distinct()
        .filter(Column::ToolId.eq(tool.uuid()))
        .filter(Column::Slot.is_not_null())
        .filter(Column::PatientId.is_in(patients.iter().map(|patient| patient.uuid())))
        .into_tuple()
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(ids.into_iter().map(Id::from_uuid).collect())
}

/// Open ones whose last day is behind.
pub(crate) async fn list_over(
    db: &impl Read,
    today: jiff::civil::Date,
    limit: u64,
) -> Result<Vec<Prescription>> {
    let query = Entity::find()
        .filter(Column::Slot.eq("open"))
        .filter(Column::Ends.lt(today.to_string()))
        .order_by_asc(Column::Ends)
        .limit(limit);
    many(db, query).await
}
