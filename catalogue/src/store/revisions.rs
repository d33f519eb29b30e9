//! `revisions` and `revision_states`.

use database::{
    Read, Tx,
    convert::{Row, micros, to_json},
};
use jiff::Timestamp;
use kernel::{OrganisationId, RevisionId, ToolId};
use sea_orm::{
    ActiveValue::Set, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*,
    sea_query::Query,
};

use super::tools;
use crate::{
    Content, Listed, PastState, Result, Revision, RevisionState, StateKind, Window, organisation::fold,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "revisions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tool_id: Uuid,
    pub number: i32,
    pub version: i32,
    pub open: bool,
    pub state: String,
    pub state_at: i64,
    pub evidence: String,
    pub folded_name: String,
    pub content: String,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Revision {
    type Error = crate::Error;

    fn try_from(model: Model) -> Result<Self> {
        let id = RevisionId::from_uuid(model.id);
        let row = Row::new("revisions", id);
        let state: RevisionState = row.json("evidence", &model.evidence)?;
        if state.kind().name() != model.state {
            return Err(row.corrupt("state", "not the one its evidence is for").into());
        }
        Ok(Self {
            id,
            tool: ToolId::from_uuid(model.tool_id),
            number: model.number,
            version: model.version,
            state,
            content: row.json("content", &model.content)?,
            created_at: row.instant("created_at", model.created_at)?,
            updated_at: row.instant("updated_at", model.updated_at)?,
        })
    }
}

async fn all(query: Select<Entity>, db: &impl Read) -> Result<Vec<Revision>> {
    let rows = query.all(&db.executor()).await?;
    rows.into_iter().map(Revision::try_from).collect()
}

async fn one(query: Select<Entity>, db: &impl Read) -> Result<Option<Revision>> {
    let row = query.one(&db.executor()).await?;
    row.map(Revision::try_from).transpose()
}

fn folded(content: &Content) -> String {
    fold(content.name(kernel::Locale::Nb))
}

pub(crate) async fn insert(tx: &Tx, revision: &Revision) -> Result<()> {
    let row = ActiveModel {
        id: Set(revision.id.uuid()),
        tool_id: Set(revision.tool.uuid()),
        number: Set(revision.number),
        version: Set(revision.version),
        open: Set(revision.state.kind().is_open()),
        state: Set(revision.state.kind().name().to_owned()),
        state_at: Set(micros(tx.now())),
        evidence: Set(to_json(&revision.state)?),
        folded_name: Set(folded(&revision.content)),
        content: Set(to_json(&revision.content)?),
        created_at: Set(micros(revision.created_at)),
        updated_at: Set(micros(revision.updated_at)),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    remember(tx, revision.id, revision.version, &revision.state).await
}

/// Puts the content in place of the version expected; `false` where there is another version by now.
pub(crate) async fn set_content(tx: &Tx, id: RevisionId, expected: i32, content: &Content) -> Result<bool> {
    let row = ActiveModel {
        version: Set(expected.saturating_add(1)),
        folded_name: Set(folded(content)),
        content: Set(to_json(content)?),
        updated_at: Set(micros(tx.now())),
        ..Default::default()
    };
    update(tx, id, expected, row).await
}

/// Puts the state in place of the version expected; `false` where there is another version by now.
pub(crate) async fn set_state(tx: &Tx, id: RevisionId, expected: i32, state: &RevisionState) -> Result<bool> {
    let version = expected.saturating_add(1);
    let row = ActiveModel {
        version: Set(version),
        open: Set(state.kind().is_open()),
        state: Set(state.kind().name().to_owned()),
        state_at: Set(micros(tx.now())),
        evidence: Set(to_json(state)?),
        updated_at: Set(micros(tx.now())),
        ..Default::default()
    };
    let done = update(tx, id, expected, row).await?;
    if done {
        remember(tx, id, version, state).await?;
    }
    Ok(done)
}

async fn update(tx: &Tx, id: RevisionId, expected: i32, row: ActiveModel) -> Result<bool> {
    let done = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::Version.eq(expected))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

async fn remember(tx: &Tx, id: RevisionId, version: i32, state: &RevisionState) -> Result<()> {
    let row = past::ActiveModel {
        revision_id: Set(id.uuid()),
        version: Set(version),
        at: Set(micros(tx.now())),
        evidence: Set(to_json(state)?),
    };
    past::Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn delete(tx: &Tx, id: RevisionId) -> Result<()> {
    let executor = tx.executor();
    let states = past::Entity::delete_many().filter(past::Column::RevisionId.eq(id.uuid()));
    states.exec(&executor).await?;
    Entity::delete_by_id(id.uuid()).exec(&executor).await?;
    Ok(())
}

pub(crate) async fn find(db: &impl Read, id: RevisionId) -> Result<Option<Revision>> {
    one(Entity::find_by_id(id.uuid()), db).await
}

pub(crate) async fn find_of_vendor(
    db: &impl Read,
    vendor: OrganisationId,
    id: RevisionId,
) -> Result<Option<Revision>> {
    let own = Query::select()
        .column(tools::Column::Id)
        .from(tools::Entity)
        .and_where(tools::Column::VendorId.eq(vendor.uuid()))
        .to_owned();
    one(Entity::find_by_id(id.uuid()).filter(Column::ToolId.in_subquery(own)), db).await
}

pub(crate) async fn find_open(db: &impl Read, tool: ToolId) -> Result<Option<Revision>> {
    one(Entity::find().filter(Column::ToolId.eq(tool.uuid())).filter(Column::Open.eq(true)), db).await
}

pub(crate) async fn open_of_tools(db: &impl Read, tools: &[ToolId]) -> Result<Vec<Revision>> {
    let query = Entity::find().filter(Column::ToolId.is_in(tools.iter().map(|id| id.uuid())));
    all(query.filter(Column::Open.eq(true)), db).await
}

pub(crate) async fn of_tool(db: &impl Read, tool: ToolId) -> Result<Vec<Revision>> {
    all(Entity::find().filter(Column::ToolId.eq(tool.uuid())).order_by_desc(Column::Number), db).await
}

pub(crate) async fn by_ids(db: &impl Read, ids: &[RevisionId]) -> Result<Vec<Revision>> {
    let query = Entity::find().filter(Column::Id.is_in(ids.iter().map(|id| id.uuid())));
    database::all(db, query).await?.into_iter().map(Revision::try_from).collect()
}

pub(crate) async fn in_states(
    db: &impl Read,
    states: &[StateKind],
    window: Window,
) -> Result<Listed<Revision>> {
    let query = Entity::find().filter(Column::State.is_in(states.iter().map(|state| state.name())));
    let total = query.clone().count(&db.executor()).await?;
    let query = query.order_by_asc(Column::StateAt).order_by_asc(Column::Id);
    let query = query.offset(window.offset).limit(window.limit.min(Window::MOST));
    Ok(Listed { items: all(query, db).await?, total })
}

pub(crate) async fn past_states(db: &impl Read, id: RevisionId) -> Result<Vec<PastState>> {
    let query = past::Entity::find().filter(past::Column::RevisionId.eq(id.uuid()));
    let rows = query.order_by_asc(past::Column::Version).all(&db.executor()).await?;
    let row = Row::new("revision_states", id);
    rows.into_iter()
        .map(|model| {
            let at: Timestamp = row.instant("at", model.at)?;
            Ok(PastState { version: model.version, at, state: row.json("evidence", &model.evidence)? })
        })
        .collect()
}

mod past {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "revision_states")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub revision_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub at: i64,
        pub evidence: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
