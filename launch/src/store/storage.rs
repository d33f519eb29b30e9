//! `shelves` and `stored_values`. A shelf's row is the lock for its values.

use database::{Field, Read, Tx, convert::Row};
use jiff::Timestamp;
use kernel::{Hidden, Id, PersonId, StoredId, ToolId};
use sea_orm::{
    ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*,
    sea_query::OnConflict,
};

use crate::{
    Error, Result,
    storage::{Ground, Kept, Shelf, StorageKey, Stored},
};

mod shelves {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "shelves")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub ground: String,
        pub tool_id: Uuid,
        pub subject_id: Uuid,
        pub changed_at: i64,
        pub forget_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

const TABLE: &str = "stored_values";

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stored_values")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub shelf_id: Uuid,
    pub key_hash: Vec<u8>,
    pub name: Vec<u8>,
    pub media_type: String,
    pub content: Vec<u8>,
    pub size: i64,
    pub version: i64,
    pub changed_at: i64,
    pub changed_by: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A row without its content.
type Outline = (Uuid, Vec<u8>, String, i64, i64, i64, Uuid);

/// The shelf's row, and when it is forgotten.
pub(crate) async fn find(db: &impl Read, shelf: Shelf) -> Result<Option<(Uuid, Option<i64>)>> {
    let row = shelves::Entity::find()
        .filter(shelves::Column::Ground.eq(shelf.ground.name()))
        .filter(shelves::Column::ToolId.eq(shelf.tool.uuid()))
        .filter(shelves::Column::SubjectId.eq(shelf.subject.uuid()))
        .one(&db.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(row.map(|row| (row.id, row.forget_at)))
}

/// Locks the shelf to the end of the transaction, making it where there is none.
pub(crate) async fn lock(tx: &Tx, shelf: Shelf, forget_at: Option<Timestamp>) -> Result<Uuid> {
    let forget_at = forget_at.map(database::convert::micros);
    // It may be emptied and forgotten between one statement and the next, hardly twice.
    for _ in 0..3 {
        let id: StoredId = tx.new_id();
        let row = shelves::ActiveModel {
            id: Set(id.uuid()),
            ground: Set(shelf.ground.name().to_owned()),
            tool_id: Set(shelf.tool.uuid()),
            subject_id: Set(shelf.subject.uuid()),
            changed_at: Set(tx.now().as_microsecond()),
            forget_at: Set(forget_at),
        };
        let unique = [shelves::Column::Ground, shelves::Column::ToolId, shelves::Column::SubjectId];
        shelves::Entity::insert(row)
            .on_conflict(OnConflict::columns(unique).do_nothing().to_owned())
            .exec_without_returning(&tx.executor())
            .await
            .map_err(database::Error::from)?;
        let found = find(tx, shelf).await?;
        if let Some((id, _)) = found
            && touch(tx, id, forget_at).await?
        {
            return Ok(id);
        }
    }
    Err(database::Error::Unavailable("a shelf is emptied again and again".to_owned()).into())
}

async fn touch(tx: &Tx, id: Uuid, forget_at: Option<i64>) -> Result<bool> {
    let mut row = shelves::ActiveModel { changed_at: Set(tx.now().as_microsecond()), ..Default::default() };
    // A permission that is taken back at this very moment keeps what it has set.
    if forget_at.is_some() {
        row.forget_at = Set(forget_at);
    }
    let done = shelves::Entity::update_many()
        .set(row)
        .filter(shelves::Column::Id.eq(id))
        .exec(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(done.rows_affected == 1)
}

/// Locks a shelf that is there, as it is; one that has just been emptied is answered as it will be: empty.
pub(crate) async fn relock(tx: &Tx, id: Uuid) -> Result<Uuid> {
    let row = shelves::ActiveModel { changed_at: Set(tx.now().as_microsecond()), ..Default::default() };
    shelves::Entity::update_many()
        .set(row)
        .filter(shelves::Column::Id.eq(id))
        .exec(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(id)
}

/// When the tool's shelf for this person is to be forgotten, or that it is not.
pub(crate) async fn set_forget_at(
    tx: &Tx,
    tool: ToolId,
    subject: PersonId,
    at: Option<Timestamp>,
) -> Result<()> {
    let row =
        shelves::ActiveModel { forget_at: Set(at.map(database::convert::micros)), ..Default::default() };
    shelves::Entity::update_many()
        .set(row)
        .filter(shelves::Column::Ground.eq(Ground::Tool.name()))
        .filter(shelves::Column::ToolId.eq(tool.uuid()))
        .filter(shelves::Column::SubjectId.eq(subject.uuid()))
        .exec(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(())
}

/// How many values stand on it, and their bytes.
pub(crate) async fn fill(tx: &Tx, shelf: Uuid) -> Result<(usize, usize)> {
    let sizes: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::Size)
        .filter(Column::ShelfId.eq(shelf))
        .into_tuple()
        .all(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    let bytes = sizes.iter().map(|size| usize::try_from(*size).unwrap_or(0)).sum();
    Ok((sizes.len(), bytes))
}

fn outlines() -> Select<Entity> {
    Entity::find().select_only().columns([
        Column::Id,
        Column::Name,
        Column::MediaType,
        Column::Size,
        Column::Version,
        Column::ChangedAt,
        Column::ChangedBy,
    ])
}

pub(crate) async fn list(db: &impl Read, shelf: Uuid) -> Result<Vec<Stored>> {
    let rows: Vec<Outline> = outlines()
        .filter(Column::ShelfId.eq(shelf))
        .into_tuple()
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    rows.into_iter().map(|row| from_outline(db, row)).collect()
}

pub(crate) async fn find_outline(db: &impl Read, shelf: Uuid, key: &StorageKey) -> Result<Option<Stored>> {
    let row: Option<Outline> = outlines()
        .filter(Column::ShelfId.eq(shelf))
        .filter(Column::KeyHash.eq(hash(db, shelf, key)))
        .into_tuple()
        .one(&db.executor())
        .await
        .map_err(database::Error::from)?;
    row.map(|row| from_outline(db, row)).transpose()
}

pub(crate) async fn find_value(
    db: &impl Read,
    shelf: Uuid,
    key: &StorageKey,
) -> Result<Option<(Stored, Vec<u8>)>> {
    let model = Entity::find()
        .filter(Column::ShelfId.eq(shelf))
        .filter(Column::KeyHash.eq(hash(db, shelf, key)))
        .one(&db.executor())
        .await
        .map_err(database::Error::from)?;
    let Some(model) = model else { return Ok(None) };
    let field = Field { table: TABLE, column: "content", row: model.id };
    let content = db.keyring().open_field(field, &model.content)?;
    let outline = (
        model.id,
        model.name,
        model.media_type,
        model.size,
        model.version,
        model.changed_at,
        model.changed_by,
    );
    Ok(Some((from_outline(db, outline)?, content)))
}

/// Writes a value under the shelf's lock.
pub(crate) async fn put(tx: &Tx, shelf: Uuid, it: &Stored, content: &[u8], new: bool) -> Result<()> {
    let id = it.id.uuid();
    let row = ActiveModel {
        id: Set(id),
        shelf_id: Set(shelf),
        key_hash: Set(hash(tx, shelf, &it.key)),
        name: Set(tx.seal(Field { table: TABLE, column: "name", row: id }, it.key.as_str().as_bytes())?),
        media_type: Set(it.media_type.clone()),
        content: Set(tx.seal(Field { table: TABLE, column: "content", row: id }, content)?),
        size: Set(i64::try_from(it.size).map_err(|_| Error::StorageFull)?),
        version: Set(it.version),
        changed_at: Set(it.changed_at.as_microsecond()),
        changed_by: Set(it.changed_by.uuid()),
    };
    if new {
        Entity::insert(row).exec_without_returning(&tx.executor()).await.map_err(database::Error::from)?;
    } else {
        Entity::update_many()
            .set(row)
            .filter(Column::Id.eq(id))
            .exec(&tx.executor())
            .await
            .map_err(database::Error::from)?;
    }
    Ok(())
}

pub(crate) async fn delete_value(tx: &Tx, id: StoredId) -> Result<()> {
    Entity::delete_by_id(id.uuid()).exec(&tx.executor()).await.map_err(database::Error::from)?;
    Ok(())
}

/// Deletes a shelf with its values; how many they were.
pub(crate) async fn delete(tx: &Tx, shelf: Uuid) -> Result<u64> {
    let values = Entity::delete_many()
        .filter(Column::ShelfId.eq(shelf))
        .exec(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    shelves::Entity::delete_by_id(shelf).exec(&tx.executor()).await.map_err(database::Error::from)?;
    Ok(values.rows_affected)
}

/// What tools keep for a person, the latest change first; without values that are hidden: a value hangs on who wrote it last, and when.
pub(crate) async fn list_of_subject(db: &impl Read, subject: PersonId, hidden: &Hidden) -> Result<Vec<Kept>> {
    let rows = shelves::Entity::find()
        .filter(shelves::Column::Ground.eq(Ground::Tool.name()))
        .filter(shelves::Column::SubjectId.eq(subject.uuid()))
        .order_by_desc(shelves::Column::ChangedAt)
        .limit(500)
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    let values: Vec<(Uuid, i64, i64, Uuid)> = Entity::find()
        .select_only()
        .columns([Column::ShelfId, Column::Size, Column::ChangedAt, Column::ChangedBy])
        .filter(Column::ShelfId.is_in(rows.iter().map(|row| row.id)))
        .into_tuple()
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    let mut kept = Vec::with_capacity(rows.len());
    for shelf in rows {
        let row = Row::new("shelves", shelf.id);
        let tool = Id::from_uuid(shelf.tool_id);
        let (mut sizes, mut changed) = (Vec::new(), None);
        for (_, size, at, by) in values.iter().filter(|(of, ..)| *of == shelf.id) {
            let at = row.instant("changed_at", *at)?;
            if !hidden.hides(tool, at, Id::from_uuid(*by)) {
                sizes.push(usize::try_from(*size).unwrap_or(0));
                changed = changed.max(Some(at));
            }
        }
        let Some(changed_at) = changed else { continue };
        let forget_at = row.instant_opt("forget_at", shelf.forget_at)?;
        kept.push(Kept { tool, values: sizes.len(), bytes: sizes.iter().sum(), changed_at, forget_at });
    }
    kept.sort_by_key(|kept| std::cmp::Reverse(kept.changed_at));
    Ok(kept)
}

/// Shelves whose time is up.
pub(crate) async fn due(tx: &Tx, limit: u64) -> Result<Vec<(Uuid, Shelf)>> {
    let rows = shelves::Entity::find()
        .filter(shelves::Column::ForgetAt.lte(tx.now().as_microsecond()))
        .limit(limit)
        .all(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    let shelf = |row: shelves::Model| {
        let ground = match row.ground.as_str() {
            "tool" => Ground::Tool,
            "sandbox" => Ground::Sandbox,
            other => return Err(Row::new("shelves", row.id).corrupt("ground", other)),
        };
        let (tool, subject) = (Id::from_uuid(row.tool_id), Id::from_uuid(row.subject_id));
        Ok((row.id, Shelf { ground, tool, subject }))
    };
    Ok(rows.into_iter().map(shelf).collect::<Result<_, database::Error>>()?)
}

/// Locks a shelf whose time is still up.
pub(crate) async fn lock_due(tx: &Tx, id: Uuid) -> Result<bool> {
    let now = tx.now().as_microsecond();
    let done = shelves::Entity::update_many()
        .set(shelves::ActiveModel { forget_at: Set(Some(now)), ..Default::default() })
        .filter(shelves::Column::Id.eq(id))
        .filter(shelves::Column::ForgetAt.lte(now))
        .exec(&tx.executor())
        .await
        .map_err(database::Error::from)?;
    Ok(done.rows_affected == 1)
}

fn hash(db: &impl Read, shelf: Uuid, key: &StorageKey) -> Vec<u8> {
    db.keyring().mac("storage.key", &[shelf.as_bytes(), key.as_str().as_bytes()]).to_vec()
}

fn from_outline(db: &impl Read, outline: Outline) -> Result<Stored> {
    let (id, name, media_type, size, version, changed_at, changed_by) = outline;
    let row = Row::new(TABLE, id);
    let name = db.keyring().open_field(Field { table: TABLE, column: "name", row: id }, &name)?;
    let name = String::from_utf8(name).map_err(|error| row.corrupt("name", error))?;
    Ok(Stored {
        id: Id::from_uuid(id),
        key: row.parse("name", &name)?,
        media_type,
        size: usize::try_from(size).map_err(|error| row.corrupt("size", error))?,
        version,
        changed_at: row.instant("changed_at", changed_at)?,
        changed_by: Id::from_uuid(changed_by),
    })
}
