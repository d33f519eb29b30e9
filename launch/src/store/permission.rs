//! `permissions`: given rows are closed, never deleted.

use database::{Line, Lookup, Read, Tx, convert::Row, hold_about, seen};
use jiff::Timestamp;
use kernel::{Hidden, Id, PermissionId, PersonId, RevisionId, ToolId};
use prescriber::Page;
use sea_orm::{
    ActiveValue::Set, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*,
    sea_query::OnConflict,
};

use crate::{Act, Deed, Permission, Result};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "permissions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub subject_id: Uuid,
    pub tool_id: Uuid,
    pub revision_id: Uuid,
    pub given_at: i64,
    pub given_by: Uuid,
    pub withdrawn_at: Option<i64>,
    pub withdrawn_by: Option<Uuid>,
    pub slot: Option<String>,
    pub replaced_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Gives it; where one stands already, nothing happens and the answer is `false`.
pub(crate) async fn give(
    tx: &Tx,
    id: PermissionId,
    subject: PersonId,
    tool: ToolId,
    revision: RevisionId,
    by: PersonId,
) -> Result<bool> {
    let row = ActiveModel {
        id: Set(id.uuid()),
        subject_id: Set(subject.uuid()),
        tool_id: Set(tool.uuid()),
        revision_id: Set(revision.uuid()),
        given_at: Set(tx.now().as_microsecond()),
        given_by: Set(by.uuid()),
        withdrawn_at: Set(None),
        withdrawn_by: Set(None),
        slot: Set(Some("open".to_owned())),
        replaced_at: Set(None),
    };
    let inserted = Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Column::SubjectId, Column::ToolId, Column::Slot]).do_nothing().to_owned(),
        )
        .exec_without_returning(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(inserted == 1)
}

/// Takes it back; `false` where none stood.
pub(crate) async fn withdraw(tx: &Tx, subject: PersonId, tool: ToolId, by: PersonId) -> Result<bool> {
    let row = ActiveModel {
        withdrawn_at: Set(Some(tx.now().as_microsecond())),
        withdrawn_by: Set(Some(by.uuid())),
        slot: Set(None),
        ..Default::default()
    };
    close(tx, subject, tool, row).await
}

static OF_TOOL: Lookup<Entity, 2> = Lookup::new(|[subject, tool]| {
    Entity::find().filter(Column::SubjectId.eq(subject)).filter(Column::ToolId.eq(tool))
});

/// What the person's rows about a tool say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Last {
    /// A permission stands, given to the words of this revision.
    Stands(RevisionId),
    /// There was one, and it was taken back.
    TakenBack,
    /// There never was one.
    Never,
}

/// What was said last about the tool.
pub(crate) async fn last(db: &impl Read, subject: PersonId, tool: ToolId) -> Result<Last> {
    let read = || read_last(db, subject, tool);
    hold_about(db, [subject.uuid(); 2], tool.uuid(), read).await.map(|last| *last)
}

async fn read_last(db: &impl Read, subject: PersonId, tool: ToolId) -> Result<Last> {
    let given = OF_TOOL.all(db, [subject.uuid().into(), tool.uuid().into()]).await?;
    Ok(match given.iter().find(|one| one.slot.is_some()) {
        Some(one) => Last::Stands(Id::from_uuid(one.revision_id)),
        None if given.is_empty() => Last::Never,
        None => Last::TakenBack,
    })
}

/// The permission that stands.
pub(crate) async fn standing(db: &impl Read, subject: PersonId, tool: ToolId) -> Result<Option<Permission>> {
    Ok(list_of_tool(db, subject, tool).await?.into_iter().find(Permission::stands))
}

/// Locks the permission that stands to the end of the transaction; `false` where none does. (SQLite has one writer anyway.)
pub(crate) async fn hold(tx: &Tx, subject: PersonId, tool: ToolId) -> Result<bool> {
    let query = Entity::find()
        .filter(Column::SubjectId.eq(subject.uuid()))
        .filter(Column::ToolId.eq(tool.uuid()))
        .filter(Column::Slot.is_not_null())
        .lock_exclusive();
    let found = query.one(&tx.executor()).await.map_err(database::Error::from)?;
    Ok(found.is_some())
}

/// Every permission of the person for the tool, ended ones too.
pub(crate) async fn list_of_tool(db: &impl Read, subject: PersonId, tool: ToolId) -> Result<Vec<Permission>> {
    let given = OF_TOOL.all(db, [subject.uuid().into(), tool.uuid().into()]).await?;
    given.into_iter().map(from_row).collect()
}

/// What is not hidden: a permission hangs on what there was when it was given.
fn not_hidden(hidden: &Hidden) -> Condition {
    let line = Line { prescription: None, at: Column::GivenAt, by: Column::GivenBy };
    seen(hidden, line, |tool| Column::ToolId.eq(tool.uuid()))
}

/// Makes room for one given to other words: the one that stands is kept as replaced, which is not as taken back.
pub(crate) async fn replace(tx: &Tx, subject: PersonId, tool: ToolId) -> Result<()> {
    let row = ActiveModel {
        replaced_at: Set(Some(tx.now().as_microsecond())),
        slot: Set(None),
        ..Default::default()
    };
    close(tx, subject, tool, row).await.map(drop)
}

/// Closes what stands; `false` where nothing did.
async fn close(tx: &Tx, subject: PersonId, tool: ToolId, row: ActiveModel) -> Result<bool> {
    let done = Entity::update_many()
        .set(row)
        .filter(Column::SubjectId.eq(subject.uuid()))
        .filter(Column::ToolId.eq(tool.uuid()))
        .filter(Column::Slot.is_not_null())
        .exec(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(done.rows_affected > 0)
}

/// The permissions for the tool that stand, in their order after this one.
pub(crate) async fn users(
    db: &impl Read,
    tool: ToolId,
    after: Option<PermissionId>,
    limit: u64,
) -> Result<Vec<Permission>> {
    let mut query = Entity::find().filter(Column::ToolId.eq(tool.uuid())).filter(Column::Slot.is_not_null());
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.uuid()));
    }
    let query = query.order_by_asc(Column::Id).limit(limit);
    let models = query.all(&db.executor()).await.map_err(database::Error::from)?;
    models.into_iter().map(from_row).collect()
}

/// Of these persons, those whose own permission for the tool stands.
pub(crate) async fn users_among(db: &impl Read, tool: ToolId, persons: &[PersonId]) -> Result<Vec<PersonId>> {
    let rows: Vec<Uuid> = Entity::find()
        .filter(Column::ToolId.eq(tool.uuid()))
        .filter(Column::Slot.is_not_null())
        .filter(Column::SubjectId.is_in(persons.iter().map(|person| person.uuid())))
        .select_only()
        .column(Column::SubjectId)
        .into_tuple()
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(rows.into_iter().map(Id::from_uuid).collect())
}

pub(crate) async fn list(
    db: &impl Read,
    subject: PersonId,
    hidden: &Hidden,
    standing: Option<bool>,
    page: Page<PermissionId>,
) -> Result<Vec<Permission>> {
    let mut query = Entity::find().filter(Column::SubjectId.eq(subject.uuid())).filter(not_hidden(hidden));
    if let Some(standing) = standing {
        query = query.filter(if standing { Column::Slot.is_not_null() } else { Column::Slot.is_null() });
    }
    if let Some(before) = page.before {
        query = query.filter(Column::Id.lt(before.uuid()));
    }
    let models = query
        .order_by_desc(Column::Id)
        .limit(page.limit)
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    models.into_iter().map(from_row).collect()
}

/// Given to and taken from tools by others, before this instant, newest first.
pub(crate) async fn by_others(
    db: &impl Read,
    subject: PersonId,
    hidden: &Hidden,
    before: Option<Timestamp>,
    limit: u64,
) -> Result<Vec<Act>> {
    let mut acts = Vec::new();
    for (by, at, deed) in [
        (Column::GivenBy, Column::GivenAt, Deed::Permitted),
        (Column::WithdrawnBy, Column::WithdrawnAt, Deed::Withdrew),
    ] {
        let mut query = Entity::find()
            .filter(Column::SubjectId.eq(subject.uuid()))
            .filter(by.ne(subject.uuid()))
            .filter(not_hidden(hidden));
        if let Some(before) = before {
            query = query.filter(at.lt(before.as_microsecond()));
        }
        let query = query.order_by_desc(at).limit(limit);
        for model in query.all(&db.executor()).await.map_err(database::Error::from)? {
            let one = from_row(model)?;
            let done = match deed {
                Deed::Withdrew => one.withdrawn_at.zip(one.withdrawn_by),
                _ => Some((one.given_at, one.given_by)),
            };
            acts.extend(done.map(|(at, by)| Act { at, by, deed, tool: Some(one.tool), basis: None }));
        }
    }
    Ok(acts)
}

fn from_row(model: Model) -> Result<Permission> {
    let row = Row::new("permissions", model.id);
    Ok(Permission {
        id: Id::from_uuid(model.id),
        subject: Id::from_uuid(model.subject_id),
        tool: Id::from_uuid(model.tool_id),
        revision: Id::from_uuid(model.revision_id),
        given_at: row.instant("given_at", model.given_at)?,
        given_by: Id::from_uuid(model.given_by),
        withdrawn_at: row.instant_opt("withdrawn_at", model.withdrawn_at)?,
        withdrawn_by: model.withdrawn_by.map(Id::from_uuid),
        replaced_at: row.instant_opt("replaced_at", model.replaced_at)?,
    })
}
