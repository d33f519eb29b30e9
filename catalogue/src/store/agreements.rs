//! `agreements`. `last_day` is derived from period and termination, so that what ends can be found by an index.

use database::{
    Read, Tx,
    convert::{Row, micros, to_json},
};
use jiff::civil::Date;
use kernel::{AgreementId, OrganisationId, ToolId};
use sea_orm::{
    ActiveValue::Set, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    entity::prelude::*,
};

use crate::{Agreement, AgreementKind, Listed, Parties, Result, Step, Termination, Window};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub parties: String,
    pub party_id: Uuid,
    pub vendor_id: Option<Uuid>,
    pub tool_id: Option<Uuid>,
    pub terms: String,
    pub from_date: String,
    pub until_date: Option<String>,
    pub terminated_on: Option<String>,
    pub grounds: Option<String>,
    pub terminated: Option<String>,
    pub last_day: Option<String>,
    pub created_at: i64,
    pub created_by: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Agreement {
    type Error = crate::Error;

    fn try_from(model: Model) -> Result<Self> {
        let id = AgreementId::from_uuid(model.id);
        let row = Row::new("agreements", id);
        let party = OrganisationId::from_uuid(model.party_id);
        let vendor = model.vendor_id.map(OrganisationId::from_uuid);
        let tool = model.tool_id.map(ToolId::from_uuid);
        let parties = match (row.parse("kind", &model.kind)?, vendor, tool) {
            (AgreementKind::A1, None, None) => Parties::A1 { body: party },
            (AgreementKind::A2, None, None) => Parties::A2 { vendor: party },
            (AgreementKind::A3, Some(vendor), Some(tool)) => Parties::A3 { body: party, vendor, tool },
            (AgreementKind::A4, None, None) => Parties::A4 { enterprise: party },
            (AgreementKind::A5, Some(vendor), Some(tool)) => Parties::A5 { enterprise: party, vendor, tool },
            _ => return Err(row.corrupt("kind", "does not go with vendor and tool").into()),
        };
        let termination = match (&model.terminated_on, model.grounds, &model.terminated) {
            (None, None, None) => None,
            (Some(on), Some(grounds), Some(step)) => Some(Termination {
                on: row.date("terminated_on", on)?,
                grounds: grounds.try_into().map_err(|error| row.corrupt("grounds", error))?,
                step: row.json("terminated", step)?,
            }),
            _ => return Err(row.corrupt("terminated_on", "half a termination").into()),
        };
        Ok(Self {
            id,
            parties,
            terms: model.terms.try_into().map_err(|error| row.corrupt("terms", error))?,
            from: row.date("from_date", &model.from_date)?,
            until: row.date_opt("until_date", model.until_date.as_deref())?,
            termination,
            created_at: row.instant("created_at", model.created_at)?,
        })
    }
}

fn all(rows: Vec<Model>) -> Result<Vec<Agreement>> {
    rows.into_iter().map(Agreement::try_from).collect()
}

pub(crate) async fn insert(tx: &Tx, agreement: &Agreement, step: Step) -> Result<()> {
    let (vendor, tool) = agreement.parties.vendor_and_tool().unzip();
    let row = ActiveModel {
        id: Set(agreement.id.uuid()),
        kind: Set(agreement.parties.kind().name().to_owned()),
        parties: Set(agreement.parties.key()),
        party_id: Set(agreement.parties.party().uuid()),
        vendor_id: Set(vendor.map(kernel::Id::uuid)),
        tool_id: Set(tool.map(kernel::Id::uuid)),
        terms: Set(agreement.terms.to_string()),
        from_date: Set(agreement.from.to_string()),
        until_date: Set(agreement.until.map(|day| day.to_string())),
        terminated_on: Set(None),
        grounds: Set(None),
        terminated: Set(None),
        last_day: Set(agreement.last_day().map(|day| day.to_string())),
        created_at: Set(micros(step.at)),
        created_by: Set(to_json(&step.by)?),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// Stores the termination unless there is one; `false` where there is.
pub(crate) async fn terminate(
    tx: &Tx,
    id: AgreementId,
    termination: &Termination,
    last_day: Option<Date>,
) -> Result<bool> {
    let row = ActiveModel {
        terminated_on: Set(Some(termination.on.to_string())),
        grounds: Set(Some(termination.grounds.to_string())),
        terminated: Set(Some(to_json(&termination.step)?)),
        last_day: Set(last_day.map(|day| day.to_string())),
        ..Default::default()
    };
    let done = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::TerminatedOn.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

pub(crate) async fn find(db: &impl Read, id: AgreementId) -> Result<Option<Agreement>> {
    let row = Entity::find_by_id(id.uuid()).one(&db.executor()).await?;
    row.map(Agreement::try_from).transpose()
}

/// Between exactly these parties, the earliest first.
pub(crate) async fn between(db: &impl Read, parties: Parties) -> Result<Vec<Agreement>> {
    let query = Entity::find().filter(Column::Parties.eq(parties.key())).order_by_asc(Column::FromDate);
    all(query.all(&db.executor()).await?)
}

pub(crate) async fn of_organisation(db: &impl Read, organisation: OrganisationId) -> Result<Vec<Agreement>> {
    let either = Condition::any()
        .add(Column::PartyId.eq(organisation.uuid()))
        .add(Column::VendorId.eq(organisation.uuid()));
    let query = Entity::find().filter(either).order_by_desc(Column::FromDate).order_by_desc(Column::Id);
    all(query.all(&db.executor()).await?)
}

pub(crate) async fn about_tool(db: &impl Read, tool: ToolId) -> Result<Vec<Agreement>> {
    let query = Entity::find().filter(Column::ToolId.eq(tool.uuid()));
    let query = query.order_by_desc(Column::FromDate).order_by_desc(Column::Id);
    all(query.all(&db.executor()).await?)
}

pub(crate) async fn list(db: &impl Read, window: Window) -> Result<Listed<Agreement>> {
    let total = Entity::find().count(&db.executor()).await?;
    let query =
        Entity::find().order_by_desc(Column::Id).offset(window.offset).limit(window.limit.min(Window::MOST));
    let items = all(query.all(&db.executor()).await?)?;
    Ok(Listed { items, total })
}

pub(crate) async fn ending(db: &impl Read, first: Date, last: Date) -> Result<Vec<Agreement>> {
    // Dates as ISO text sort as dates.
    let query = Entity::find()
        .filter(Column::LastDay.between(first.to_string(), last.to_string()))
        .order_by_asc(Column::LastDay)
        .order_by_asc(Column::Id);
    all(query.all(&db.executor()).await?)
}
