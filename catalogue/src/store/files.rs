//! `files` and `revision_files`.

use database::{
    Read, Tx,
    convert::{Row, micros},
};
use jiff::Timestamp;
use kernel::{OrganisationId, RevisionId};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
    entity::prelude::*,
    sea_query::{Alias, ExprTrait as _, Query, SelectStatement},
};

use super::revisions;
use crate::{
    FileHash, MediaType, Rendition, Result, StateKind, StoredFile,
    file::{Facts, NewFile},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "files")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub vendor_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub sha256: Vec<u8>,
    pub media_type: String,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub size: i64,
    pub created_at: i64,
    pub used_at: i64,
    pub thumbnail: Option<Vec<u8>>,
    pub content: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mod shown {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "revision_files")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub revision_id: Uuid,
        pub vendor_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sha256: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn key(hash: FileHash) -> Vec<u8> {
    hash.bytes().to_vec()
}

fn keys(hashes: &[FileHash]) -> impl Iterator<Item = Vec<u8>> {
    hashes.iter().copied().map(key)
}

fn of(vendor: OrganisationId, hashes: &[FileHash]) -> Select<Entity> {
    let own = Entity::find().filter(Column::VendorId.eq(vendor.uuid()));
    own.filter(Column::Sha256.is_in(keys(hashes)))
}

/// What a file takes, its thumbnail included.
pub(crate) fn size(file: &NewFile) -> u64 {
    (file.content.len() + file.thumbnail.as_ref().map_or(0, Vec::len)) as u64
}

pub(crate) async fn insert(tx: &Tx, vendor: OrganisationId, file: &NewFile) -> Result<()> {
    let side = |side: u32| i32::try_from(side).unwrap_or(i32::MAX);
    let row = ActiveModel {
        vendor_id: Set(vendor.uuid()),
        sha256: Set(key(file.facts.hash)),
        media_type: Set(file.facts.media_type.name().to_owned()),
        width: Set(file.facts.dimensions.map(|(width, _)| side(width))),
        height: Set(file.facts.dimensions.map(|(_, height)| side(height))),
        size: Set(i64::try_from(size(file)).unwrap_or(i64::MAX)),
        created_at: Set(micros(tx.now())),
        used_at: Set(micros(tx.now())),
        thumbnail: Set(file.thumbnail.clone()),
        content: Set(file.content.clone()),
    };
    // Sent twice at once, it is the same.
    Entity::insert(row).on_conflict_do_nothing().exec_without_returning(&tx.executor()).await?;
    Ok(())
}

/// Notes that these were in use just now; tells how many of them there are.
pub(crate) async fn touch(tx: &Tx, vendor: OrganisationId, hashes: &[FileHash]) -> Result<u64> {
    if hashes.is_empty() {
        return Ok(0);
    }
    let row = ActiveModel { used_at: Set(micros(tx.now())), ..Default::default() };
    let own = Entity::update_many().set(row).filter(Column::VendorId.eq(vendor.uuid()));
    let touched = own.filter(Column::Sha256.is_in(keys(hashes))).exec(&tx.executor()).await?;
    Ok(touched.rows_affected)
}

/// Bytes that are kept for the vendor.
pub(crate) async fn total(db: &impl Read, vendor: OrganisationId) -> Result<u64> {
    let query = Entity::find().filter(Column::VendorId.eq(vendor.uuid())).select_only();
    let sum = query.column_as(Column::Size.sum().cast_as(Alias::new("bigint")), "total");
    let total: Option<Option<i64>> = sum.into_tuple().one(&db.executor()).await?;
    Ok(total.flatten().and_then(|total| u64::try_from(total).ok()).unwrap_or_default())
}

/// Name, media type, width, height and size.
type FactsRow = (Vec<u8>, String, Option<i32>, Option<i32>, i64);

/// What these of the vendor's files are; absent ones are left out.
pub(crate) async fn facts(db: &impl Read, vendor: OrganisationId, hashes: &[FileHash]) -> Result<Vec<Facts>> {
    let columns = [Column::Sha256, Column::MediaType, Column::Width, Column::Height];
    let length = Expr::cust("LENGTH(content)").cast_as(Alias::new("bigint"));
    let query = of(vendor, hashes).select_only().columns(columns).column_as(length, "length");
    let rows: Vec<FactsRow> = query.into_tuple().all(&db.executor()).await?;
    let row = Row::new("files", vendor);
    let side = |side: Option<i32>| side.and_then(|side| u32::try_from(side).ok());
    let read = |(sha256, media_type, width, height, length): FactsRow| {
        Ok(Facts {
            hash: FileHash::from_bytes(&sha256).map_err(|error| row.corrupt("sha256", error))?,
            media_type: row.parse("media_type", &media_type)?,
            dimensions: side(width).zip(side(height)),
            size: u64::try_from(length).unwrap_or_default(),
        })
    };
    rows.into_iter().map(read).collect()
}

/// The files that a revision shows.
pub(crate) async fn shown_by(db: &impl Read, revision: RevisionId) -> Result<Vec<FileHash>> {
    let query = shown::Entity::find().filter(shown::Column::RevisionId.eq(revision.uuid()));
    let row = Row::new("revision_files", revision);
    let rows = query.all(&db.executor()).await?.into_iter();
    let read = |file: shown::Model| {
        FileHash::from_bytes(&file.sha256).map_err(|error| row.corrupt("sha256", error).into())
    };
    rows.map(read).collect()
}

pub(crate) async fn show(
    tx: &Tx,
    vendor: OrganisationId,
    revision: RevisionId,
    hashes: &[FileHash],
) -> Result<()> {
    if hashes.is_empty() {
        return Ok(());
    }
    let row = |sha256| shown::ActiveModel {
        revision_id: Set(revision.uuid()),
        vendor_id: Set(vendor.uuid()),
        sha256: Set(sha256),
    };
    shown::Entity::insert_many(keys(hashes).map(row)).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn hide(tx: &Tx, revision: RevisionId, hashes: &[FileHash]) -> Result<()> {
    let gone = shown::Entity::delete_many()
        .filter(shown::Column::RevisionId.eq(revision.uuid()))
        .filter(shown::Column::Sha256.is_in(keys(hashes)));
    gone.exec(&tx.executor()).await?;
    Ok(())
}

/// Vendors with a revision that shows the file.
fn vendors_showing(hash: FileHash) -> SelectStatement {
    Query::select()
        .column((shown::Entity, shown::Column::VendorId))
        .from(shown::Entity)
        .and_where(shown::Column::Sha256.eq(key(hash)))
        .to_owned()
}

pub(crate) async fn find_public(
    db: &impl Read,
    hash: FileHash,
    rendition: Rendition,
) -> Result<Option<StoredFile>> {
    let vendors = vendors_showing(hash)
        .inner_join(
            revisions::Entity,
            Expr::col((revisions::Entity, revisions::Column::Id))
                .equals((shown::Entity, shown::Column::RevisionId)),
        )
        .and_where(revisions::Column::State.eq(StateKind::Published.name()))
        .to_owned();
    read(db, Column::VendorId.in_subquery(vendors), hash, rendition).await
}

pub(crate) async fn find_of_vendor(
    db: &impl Read,
    vendor: OrganisationId,
    hash: FileHash,
    rendition: Rendition,
) -> Result<Option<StoredFile>> {
    read(db, Column::VendorId.eq(vendor.uuid()), hash, rendition).await
}

pub(crate) async fn find_of_revision(
    db: &impl Read,
    revision: RevisionId,
    hash: FileHash,
    rendition: Rendition,
) -> Result<Option<StoredFile>> {
    let vendors = vendors_showing(hash).and_where(shown::Column::RevisionId.eq(revision.uuid())).to_owned();
    read(db, Column::VendorId.in_subquery(vendors), hash, rendition).await
}

async fn read(
    db: &impl Read,
    scope: Expr,
    hash: FileHash,
    rendition: Rendition,
) -> Result<Option<StoredFile>> {
    let query = Entity::find().filter(Column::Sha256.eq(key(hash))).filter(scope).select_only();
    let row = Row::new("files", hash);
    if rendition == Rendition::Thumbnail {
        let small = query.clone().column(Column::Thumbnail).filter(Column::Thumbnail.is_not_null());
        let found: Option<Vec<u8>> = small.into_tuple().one(&db.executor()).await?;
        if let Some(content) = found {
            return Ok(Some(StoredFile { media_type: MediaType::Jpeg, content }));
        }
    }
    let whole = query.columns([Column::MediaType, Column::Content]);
    let found: Option<(String, Vec<u8>)> = whole.into_tuple().one(&db.executor()).await?;
    let stored = |(media_type, content): (String, Vec<u8>)| {
        Ok(StoredFile { media_type: row.parse("media_type", &media_type)?, content })
    };
    found.map(stored).transpose()
}

pub(crate) async fn revisions_showing(
    db: &impl Read,
    hash: FileHash,
    limit: u64,
) -> Result<Vec<(RevisionId, StateKind)>> {
    let showing = Query::select()
        .column(shown::Column::RevisionId)
        .from(shown::Entity)
        .and_where(shown::Column::Sha256.eq(key(hash)))
        .to_owned();
    let query = revisions::Entity::find()
        .select_only()
        .columns([revisions::Column::Id, revisions::Column::State])
        .filter(revisions::Column::Id.in_subquery(showing))
        .order_by_desc(revisions::Column::Id)
        .limit(limit);
    let rows: Vec<(Uuid, String)> = query.into_tuple().all(&db.executor()).await?;
    let read = |(id, state): (Uuid, String)| {
        let id = RevisionId::from_uuid(id);
        Ok((id, Row::new("revisions", id).parse("state", &state)?))
    };
    rows.into_iter().map(read).collect()
}

/// Deletes what nothing shows and what was last in use before `before`.
pub(crate) async fn delete_unused(tx: &Tx, before: Timestamp) -> Result<u64> {
    const UNUSED: &str = "DELETE FROM files WHERE used_at < $1 AND NOT EXISTS (SELECT 1 FROM revision_files \
                          WHERE revision_files.vendor_id = files.vendor_id AND revision_files.sha256 = files.sha256)";
    let executor = tx.executor();
    let backend = executor.get_database_backend();
    let statement = Statement::from_sql_and_values(backend, UNUSED, [micros(before).into()]);
    Ok(executor.execute_raw(statement).await?.rows_affected())
}
