//! `launch_checks`, `launch_check_notes`.

use database::{
    Read, Tx,
    convert::{Row, to_json},
};
use kernel::{CheckId, Citizen, ClientId, Id, RevisionId};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*};

use crate::{
    Result,
    check::{Check, Finding, Seen},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "launch_checks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tool_id: Uuid,
    pub revision_id: Uuid,
    pub client_id: Uuid,
    pub started_by: Uuid,
    pub person_id: Uuid,
    pub subject_id: Uuid,
    pub started_at: i64,
    pub open_until: i64,
    pub finished_at: Option<i64>,
    pub findings: Option<String>,
    pub revision_version: Option<i32>,
    pub client_version: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mod note {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "launch_check_notes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub check_id: Uuid,
        pub seen: String,
        pub at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Marks the ids of notes, which nobody refers to.
enum Note {}
impl kernel::IdKind for Note {
    const PREFIX: &'static str = "note";
}

pub(crate) async fn insert(tx: &Tx, it: &Check) -> Result<()> {
    let row = ActiveModel {
        id: Set(it.id.uuid()),
        tool_id: Set(it.tool.uuid()),
        revision_id: Set(it.revision.uuid()),
        client_id: Set(it.client.uuid()),
        started_by: Set(it.started_by.uuid()),
        person_id: Set(it.citizen.person.uuid()),
        subject_id: Set(it.citizen.subject.uuid()),
        started_at: Set(it.started_at.as_microsecond()),
        open_until: Set(it.open_until.as_microsecond()),
        finished_at: Set(None),
        findings: Set(None),
        revision_version: Set(it.revision_version),
        client_version: Set(it.client_version.clone()),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await.map_err(database::Error::from)?;
    Ok(())
}

/// `false` where it was finished before.
pub(crate) async fn finish(tx: &Tx, id: CheckId, findings: &[Finding]) -> Result<bool> {
    let done = Entity::update_many()
        .set(ActiveModel {
            finished_at: Set(Some(tx.now().as_microsecond())),
            findings: Set(Some(to_json(&findings)?)),
            ..Default::default()
        })
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::FinishedAt.is_null())
        .exec(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(done.rows_affected == 1)
}

pub(crate) async fn insert_note(tx: &Tx, check: CheckId, seen: &Seen) -> Result<()> {
    let id: Id<Note> = tx.new_id();
    let row = note::ActiveModel {
        id: Set(id.uuid()),
        check_id: Set(check.uuid()),
        seen: Set(to_json(seen)?),
        at: Set(tx.now().as_microsecond()),
    };
    note::Entity::insert(row).exec_without_returning(&tx.executor()).await.map_err(database::Error::from)?;
    Ok(())
}

/// Takes back notes that say one of these.
pub(crate) async fn remove_notes(tx: &Tx, check: CheckId, seen: &[Seen]) -> Result<()> {
    let texts = seen.iter().map(to_json).collect::<database::Result<Vec<_>>>()?;
    note::Entity::delete_many()
        .filter(note::Column::CheckId.eq(check.uuid()))
        .filter(note::Column::Seen.is_in(texts))
        .exec(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(())
}

pub(crate) async fn notes(db: &impl Read, check: CheckId) -> Result<Vec<Seen>> {
    let query = note::Entity::find()
        .filter(note::Column::CheckId.eq(check.uuid()))
        .order_by_asc(note::Column::At)
        .order_by_asc(note::Column::Id);
    let rows = query.all(&db.executor()).await.map_err(database::Error::from)?;
    rows.into_iter().map(|row| Ok(Row::new("launch_check_notes", row.id).json("seen", &row.seen)?)).collect()
}

pub(crate) async fn find(db: &impl Read, id: CheckId) -> Result<Option<Check>> {
    one(db, Entity::find_by_id(id.uuid())).await
}

pub(crate) async fn newest_of_client(db: &impl Read, client: ClientId) -> Result<Option<Check>> {
    one(db, Entity::find().filter(Column::ClientId.eq(client.uuid())).order_by_desc(Column::Id)).await
}

pub(crate) async fn newest_result(db: &impl Read, revision: RevisionId) -> Result<Option<Check>> {
    let query = Entity::find()
        .filter(Column::RevisionId.eq(revision.uuid()))
        .filter(Column::FinishedAt.is_not_null())
        .order_by_desc(Column::Id);
    one(db, query).await
}

async fn one(db: &impl Read, query: Select<Entity>) -> Result<Option<Check>> {
    let found = query.limit(1).one(&db.executor()).await.map_err(database::Error::from)?;
    found.map(from_row).transpose()
}

fn from_row(model: Model) -> Result<Check> {
    let row = Row::new("launch_checks", model.id);
    let finished = match (row.instant_opt("finished_at", model.finished_at)?, &model.findings) {
        (Some(at), Some(findings)) => Some((at, row.json("findings", findings)?)),
        _ => None,
    };
    Ok(Check {
        id: Id::from_uuid(model.id),
        tool: Id::from_uuid(model.tool_id),
        revision: Id::from_uuid(model.revision_id),
        revision_version: model.revision_version,
        client: Id::from_uuid(model.client_id),
        client_version: model.client_version,
        started_by: Id::from_uuid(model.started_by),
        citizen: Citizen { person: Id::from_uuid(model.person_id), subject: Id::from_uuid(model.subject_id) },
        started_at: row.instant("started_at", model.started_at)?,
        open_until: row.instant("open_until", model.open_until)?,
        finished,
    })
}
